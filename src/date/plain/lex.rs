//! The words of a date, told apart.

use super::names;
use super::unclear;
use crate::date::edtf::{self, DateError};
use crate::date::moment::Day;
use crate::date::numeric::{Numeric, read_numeric};
use crate::date::zone::{Zone, fixed_offset};

/// A word of a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// One or two digits, with `th` or a point behind them or not.
    Small(u32),
    Year(i32),
    Decade(i32),
    Month(u32),
    /// 1 for Monday.
    Weekday(u32),
    /// As EDTF numbers it.
    Season(u32),
    /// Hour, minute, second; `24` is an hour of its own.
    Clock(u32, u32, u32),
    /// `9.30`, which can be an hour or a day.
    Dotted(u32, u32),
    /// `am` or `pm`.
    Half(bool),
    Zone(Zone),
    /// A date in EDTF notation, as it was written.
    Written(String),
    /// A numeric date that can be one day only.
    OnlyDay(Day, String),
    /// `-`, `–`, `to`.
    To,
    Word(String),
}

/// Cuts a text into its words.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateError> {
    let mut found = Vec::new();
    let spaced = text.replace([',', ';', '،', '\u{a0}'], " ").replace(['–', '—'], " - ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    while let [first, after @ ..] = rest {
        // Months of two words: كانون الثاني.
        if let [second, beyond @ ..] = after
            && let Some(month) = names::month(&names::fold(&format!("{first} {second}")))
        {
            found.push(Token::Month(month));
            rest = beyond;
            continue;
        }
        // The name of a town before “time” is its clock.
        if let Some((zone, beyond)) = town(rest)? {
            found.push(Token::Zone(zone));
            rest = beyond;
            continue;
        }
        word(first, &mut found)?;
        rest = after;
    }
    Ok(found)
}

/// `Rome time`, `New York time`.
fn town<'a>(words: &'a [&'a str]) -> Result<Option<(Zone, &'a [&'a str])>, DateError> {
    for length in 1..=3 {
        let Some((name, rest)) = words.split_at_checked(length) else { break };
        if !name.iter().all(|w| w.chars().all(char::is_alphabetic)) {
            break;
        }
        let [time, beyond @ ..] = rest else { break };
        if names::fold(time) != "time" {
            continue;
        }
        let name = name.join("_");
        let is_town = |tz: &chrono_tz::Tz| {
            tz.name().rsplit('/').next().is_some_and(|town| town.eq_ignore_ascii_case(&name))
        };
        let mut towns = chrono_tz::TZ_VARIANTS.iter().copied().filter(is_town);
        return match (towns.next(), towns.next()) {
            (Some(tz), None) => Ok(Some((Zone::Named(tz), beyond))),
            (Some(_), Some(_)) => Err(unclear(&name, "is the name of several zones", WRITE_ZONE)),
            // Words before the name of a town: the name begins later.
            (None, _) => Ok(None),
        };
    }
    Ok(None)
}

const WRITE_ZONE: &str = "write an offset such as +01:00, or a zone such as Europe/Rome";

/// Offsets of zones by the letters that are used for them; letters of several zones are refused.
fn letters(word: &str) -> Option<Result<Zone, DateError>> {
    let hours = match word {
        "utc" | "gmt" => "+0",
        "wet" => "+0",
        "west" | "cet" | "mez" => "+1",
        "cest" | "mesz" | "eet" => "+2",
        "eest" | "msk" | "idt" => "+3",
        "est" | "edt" | "cst" | "cdt" | "pst" | "pdt" | "mst" | "ist" | "bst" | "ast" => {
            return Some(Err(unclear(
                &word.to_uppercase(),
                "stands for several zones",
                WRITE_ZONE,
            )));
        }
        _ => return None,
    };
    fixed_offset(hours).map(|o| Ok(Zone::Fixed(o)))
}

/// Reads one word, which may hold several parts: `mid-January`, `19-21`, `9:30pm`, `09:30+01:00`.
fn word(written: &str, found: &mut Vec<Token>) -> Result<(), DateError> {
    // An ordinal sign would fold to a letter, as which a machine reads a nought.
    let text = names::fold(&written.replace(['º', 'ª'], "°"));
    let text = text.trim_start_matches('(').trim_end_matches(')');
    if text.is_empty() {
        return Ok(());
    }
    if let Some(numeric) = read_numeric(text, None) {
        found.push(match numeric {
            Numeric::Day(day) => Token::OnlyDay(day, text.to_owned()),
            Numeric::Ambiguous(first, second) => {
                return Err(DateError::Ambiguous { text: text.to_owned(), first, second });
            }
            Numeric::Impossible => return Err(DateError::Impossible(text.to_owned())),
        });
        return Ok(());
    }
    if let Some(token) = number(text).or_else(|| named(text)) {
        found.push(token);
        return Ok(());
    }
    if let Some(zone) = letters(text).transpose()? {
        found.push(Token::Zone(zone));
        return Ok(());
    }
    let upper = written.to_uppercase();
    let looks_written = text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && text.len() >= 4
        && !text.contains('/');
    if looks_written && let Ok(when) = edtf::parse(&upper) {
        found.push(Token::Written(when.text()));
        return Ok(());
    }
    if looks_written && let Err(error @ DateError::Impossible(_)) = edtf::parse(&upper) {
        return Err(error);
    }
    if let Some(zone) = zone_of(written, text) {
        found.push(Token::Zone(zone));
        return Ok(());
    }
    if let Some(parts) = glued(text) {
        return parts.into_iter().try_for_each(|part| {
            if part == "-" {
                found.push(Token::To);
                Ok(())
            } else {
                word(part, found)
            }
        });
    }
    found.push(Token::Word(text.trim_end_matches('.').to_owned()));
    Ok(())
}

fn zone_of(written: &str, text: &str) -> Option<Zone> {
    let offset = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(text);
    if offset == "z" {
        return Some(Zone::UTC);
    }
    let signed = offset.starts_with(['+', '-', '\u{2212}']);
    // `-21` behind a day is the end of a stretch; only `+01:00`, `-0500` and `UTC+1` are offsets.
    let full = offset.len() >= 5 || offset.len() < text.len() || offset.starts_with('+');
    if signed && full {
        return fixed_offset(offset).map(Zone::Fixed);
    }
    written.contains('/').then(|| Zone::parse(written)).flatten()
}

/// The parts of a word that is several: with its strokes, or an hour with what stands behind it.
fn glued(text: &str) -> Option<Vec<&str>> {
    if let Some(at) = text.find(['+', 'z']).filter(|at| *at > 0)
        && clock(text.get(..at)?).is_some()
    {
        return Some(vec![text.get(..at)?, text.get(at..)?]);
    }
    for half in ["a.m.", "p.m.", "am", "pm"] {
        if let Some(hour) = text.strip_suffix(half).filter(|h| !h.is_empty())
            && number(hour).is_some()
        {
            return Some(vec![hour, half]);
        }
    }
    let third = text.split_once('-').filter(|(head, _)| matches!(*head, "early" | "mid" | "late"));
    if let Some((head, rest)) = third {
        return Some(vec![head, rest]);
    }
    if text.contains('-') && text != "-" {
        let mut parts = Vec::new();
        for (n, part) in text.split('-').enumerate() {
            if n > 0 {
                parts.push("-");
            }
            parts.push(part);
        }
        return Some(parts);
    }
    None
}

fn number(text: &str) -> Option<Token> {
    if let Some(year) = text.strip_suffix("'s").or_else(|| text.strip_suffix('s'))
        && year.len() == 4
        && year.ends_with('0')
    {
        return digits(year).map(|y| Token::Decade(y.cast_signed()));
    }
    if let Some(n) = digits(text) {
        return match text.len() {
            1 | 2 => Some(Token::Small(n)),
            4 => Some(Token::Year(n.cast_signed())),
            _ => None,
        };
    }
    for tail in ["st", "nd", "rd", "th", "er", "°", "."] {
        if let Some(n) = text.strip_suffix(tail).filter(|d| d.len() <= 2).and_then(digits) {
            return Some(Token::Small(n));
        }
    }
    clock(text)
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `9:30`, `09:30:15`, `9h30`, `9h`, and `9.30`, which may be a day too.
fn clock(text: &str) -> Option<Token> {
    let two = |s: &str| (s.len() == 2).then(|| digits(s)).flatten();
    let hour = |s: &str| (s.len() <= 2).then(|| digits(s)).flatten();
    if let Some((h, m)) = text.split_once('h') {
        let minutes = if m.is_empty() { 0 } else { two(m)? };
        return Some(Token::Clock(hour(h)?, minutes, 0));
    }
    if let Some((h, m)) = text.split_once('.') {
        return Some(Token::Dotted(hour(h)?, two(m)?));
    }
    let (h, rest) = text.split_once(':')?;
    match rest.split_once(':') {
        Some((m, s)) => Some(Token::Clock(hour(h)?, two(m)?, two(s)?)),
        None => Some(Token::Clock(hour(h)?, two(rest)?, 0)),
    }
}

fn named(text: &str) -> Option<Token> {
    let word = text.trim_end_matches('.');
    let month = || names::month(word).map(Token::Month);
    let weekday = || names::weekday(word).map(Token::Weekday);
    let season = || names::season(word).map(Token::Season);
    match text {
        "-" | "to" | "till" | "until" | "bis" => Some(if matches!(text, "-" | "to" | "bis") {
            Token::To
        } else {
            Token::Word("until".to_owned())
        }),
        "am" | "a.m." | "a.m" => Some(Token::Half(false)),
        "pm" | "p.m." | "p.m" => Some(Token::Half(true)),
        "noon" | "midday" => Some(Token::Clock(12, 0, 0)),
        _ => month().or_else(weekday).or_else(season),
    }
}
