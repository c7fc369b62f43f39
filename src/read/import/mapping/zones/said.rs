//! What a heading says of the clock of its hours.

use super::super::dates::{self, Word};
use super::super::headings;
use crate::case::fold::fold;
use crate::date::Zone;
use chrono::FixedOffset;

/// Letters of zones that are words too; in a heading of capitals alone they say nothing.
const WORDS: &str = "|west|eat|cat|wat|est|ist|hst|idt|";

/// What a heading says of the clock of its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// This zone; true where letters such as `CET` name it.
    Zone(Zone, bool),
    /// Something that can be several zones, or none.
    Unclear(String),
}

/// The words of a heading, each with whether it stands in brackets.
fn pieces(heading: &str) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut push = |from: usize, to: usize, inside: bool| {
        if let Some(text) = heading.get(from..to).filter(|t| !t.is_empty()) {
            all.push((text, inside));
        }
    };
    for (at, c) in heading.char_indices() {
        if c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '（' | '）' | ',' | ';' | '_')
        {
            // The underscore of `America/New_York` is within a name.
            if c == '_' && heading.get(start..at).is_some_and(|t| t.contains('/')) {
                continue;
            }
            push(start, at, depth > 0);
            start = at + c.len_utf8();
            match c {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    push(start, heading.len(), depth > 0);
    all
}

/// `UTC+2`, `+02:00`, `UTC`: a distance from UTC; outer `None` where the word is no such thing, inner `None` where it
/// begins like one and is none. `after` says that UTC stands before it.
fn distance(word: &str, after: bool, inside: bool) -> Option<Option<Zone>> {
    let lower = word.to_ascii_lowercase();
    let behind = ["utc", "gmt", "zulu"].iter().find_map(|name| lower.strip_prefix(name));
    let sign = |text: &str| text.starts_with(['+', '-', '\u{2212}', '±']);
    let digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let rest = match behind {
        Some(rest) if sign(rest) && digit(rest) => rest,
        Some(rest) if rest.starts_with(char::is_alphanumeric) => return None,
        Some(_) => return Some(Some(Zone::UTC)),
        None if sign(&lower) && digit(&lower) && (after || inside || lower.contains(':')) => &lower,
        None => return None,
    };
    // `(+2)` alone can be a count of days too.
    if behind.is_none() && !after && rest.len() < 5 {
        return Some(None);
    }
    if rest.bytes().all(|b| !(b'1'..=b'9').contains(&b)) {
        return Some(Some(Zone::UTC));
    }
    Some(Zone::parse(&format!("UTC{rest}")))
}

/// `UTC + 5:30` without the spaces within it.
fn closed(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for (at, c) in heading.char_indices() {
        let digit = heading
            .get(at..)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let before = out.strip_suffix(['+', '-', '\u{2212}', '±']).map(str::trim_end);
        let utc = before
            .map(str::to_ascii_lowercase)
            .is_some_and(|b| b.ends_with("utc") || b.ends_with("gmt"));
        if !(c.is_whitespace() && digit && utc) {
            out.push(c);
        }
    }
    out
}

/// What a heading says of the zone.
pub(super) fn said(heading: &str) -> Option<Said> {
    let heading = closed(heading);
    let heading = heading.as_str();
    let small = heading.chars().any(char::is_lowercase);
    let mut found: Vec<(Zone, bool)> = Vec::new();
    let mut unclear: Option<String> = None;
    let (mut not, mut utc) = (false, false);
    let all = pieces(heading);
    for (n, (piece, inside)) in all.iter().enumerate() {
        not |= matches!(*piece, "not" | "Not" | "NOT" | "non" | "nicht" | "pas" | "не" | "no");
        if piece.contains('/')
            && let Some(zone @ Zone::Named(_)) = Zone::parse(piece)
        {
            found.push((zone, false));
            continue;
        }
        let before = utc;
        utc = false;
        for word in piece.split('/') {
            if let Some(zone) = distance(word, before || !found.is_empty(), *inside) {
                match zone {
                    // `UTC +5:30`: the first word was not all of it.
                    Some(zone) if before && found.last() == Some(&(Zone::UTC, false)) => {
                        found.pop();
                        found.push((zone, false));
                    }
                    Some(zone) => found.push((zone, false)),
                    None => unclear = Some(format!("has “{word}”, which is no zone that is known")),
                }
                utc = word.bytes().all(|b| b.is_ascii_alphabetic());
                continue;
            }
            let next = all.get(n + 1).map(|(w, _)| fold(w)).unwrap_or_default();
            match letters(word, *inside, small, &next) {
                Some(Some(zone)) => found.push((zone, true)),
                Some(None) => {
                    unclear = Some(format!("has “{word}”, which stands for several zones"));
                }
                None => {}
            }
        }
    }
    let camel = || headings::words(heading).split(' ').any(|w| matches!(w, "utc" | "gmt" | "zulu"));
    if found.is_empty() && unclear.is_none() && camel() {
        found.push((Zone::UTC, false));
    }
    let (first, by_letters) = match (unclear, found.first()) {
        // `EST (UTC-5)`: the distance says which.
        (Some(why), None) => return Some(Said::Unclear(why)),
        (_, first) => *first?,
    };
    if not {
        return Some(Said::Unclear(format!("says that the hours are not those of {first}")));
    }
    match found.iter().find(|(zone, _)| *zone != first) {
        Some((other, _)) => Some(Said::Unclear(format!("says {first} and {other}"))),
        None => Some(Said::Zone(first, by_letters)),
    }
}

/// A zone by its letters; inner `None` for letters of several zones. Letters are capitals, as small ones are words.
fn letters(word: &str, inside: bool, small: bool, next: &str) -> Option<Option<Zone>> {
    let count = word.chars().count();
    let folded = fold(word);
    let known = dates::word(&folded);
    if matches!(folded.as_str(), "eastern" | "central" | "pacific" | "mountain") {
        let named = inside || matches!(next, "time" | "standard" | "daylight");
        return named.then_some(None);
    }
    let capitals = word.chars().all(char::is_uppercase);
    let told = inside || count > 2 && (small || !WORDS.contains(&format!("|{folded}|")));
    if !capitals || !(2..=5).contains(&count) || !told {
        return None;
    }
    known.iter().find_map(|w| match w {
        Word::Zone(minutes) => Some(FixedOffset::east_opt(minutes * 60).map(normal)),
        Word::ManyZones => Some(None),
        _ => None,
    })
}

fn normal(offset: FixedOffset) -> Zone {
    if offset.local_minus_utc() == 0 { Zone::UTC } else { Zone::Fixed(offset) }
}
