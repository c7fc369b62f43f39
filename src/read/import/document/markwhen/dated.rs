//! Lines of markwhen that are events: those whose date is understood, and those that only say that they have one.

use super::super::clock;
use super::super::dates;
use super::range::{self, Range};
use crate::date::DateOrder;

/// A line that is an event.
#[derive(Debug, Clone)]
pub(super) struct Dated<'a> {
    /// `None` where the date is not understood.
    pub range: Option<Range>,
    /// The date as it stands there.
    pub written: &'a str,
    /// What stands behind the colon.
    pub text: &'a str,
}

impl<'a> Dated<'a> {
    /// `None` for a line that is no event.
    pub(super) fn read(line: &'a str, order: DateOrder) -> Option<Self> {
        if let Some((range, text)) = range::split(line, order) {
            let date = line.get(..line.len() - text.len()).unwrap_or_default();
            let written = date.trim().trim_end_matches(':').trim();
            return Some(Self { range: Some(range), written, text });
        }
        let (written, text) = looks_dated(line).or_else(|| shaped(line))?;
        Some(Self { range: None, written, text })
    }
}

/// The text before a colon that looks like a date and is none; for lines that [`range::split`] does not take.
fn looks_dated(line: &str) -> Option<(&str, &str)> {
    let (date, text) =
        line.trim().split_once(": ").or_else(|| Some((line.trim().strip_suffix(':')?, "")))?;
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let next = date.get(digits..).unwrap_or_default();
    let dated = dotted(date)
        || (digits >= 3 && (next.is_empty() || next.starts_with(['-', '/', '.', ' '])))
        || (digits > 0 && next.starts_with('/'))
        || date.split_once(' ').is_some_and(|(word, rest)| {
            dates::month(word).is_some() && rest.starts_with(|c: char| c.is_ascii_digit())
        })
        || ["after !", "before !", "by !"].iter().any(|w| date.to_lowercase().starts_with(w));
    (dated && date.len() < 60).then_some((date, text))
}

/// `5.1.2024`: the language has no such dates, and elsewhere they have the day first.
pub(super) fn dotted(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let parts: Option<Vec<u32>> = date.split('.').map(|p| p.parse().ok()).collect();
    let Some([a, b, _]) = parts.as_deref() else { return false };
    let year = date.rsplit('.').next().map_or(0, str::len);
    let day = (1..=31).contains(a) && (1..=31).contains(b) && (*a <= 12 || *b <= 12);
    day && matches!(year, 2 | 4) && !rest.starts_with(char::is_alphabetic)
}

/// What the program of markwhen takes for a date although it names no day by itself: `Jan - Feb: x`, `44: x`,
/// `9 - 12 Jan 2025: x`, `every day for 3 days: x`. Words such as `by: x` or `every time: x`, which it takes as well,
/// stay words.
fn shaped(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let start = line.get(..line.floor_char_boundary(60)).unwrap_or_default();
    start.match_indices(':').take(6).find_map(|(n, _)| {
        let (date, text) = (line.get(..n)?.trim_end(), line.get(n + 1..)?);
        // In 10:30 the colon is one of an hour, and in 3:16 one of a verse.
        let apart = text.is_empty() || text.starts_with(char::is_whitespace);
        let ends_in_number = date.ends_with(|c: char| c.is_ascii_digit());
        ((apart || !ends_in_number) && range_shaped(date)).then_some((date, text))
    })
}

fn range_shaped(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    let date = match low.strip_prefix("every ") {
        Some(rule) => return rule_shaped(rule),
        None => low.split_once(" every ").map_or(low.as_str(), |(date, _)| date.trim_end()),
    };
    side_shaped(date)
        || [" to ", "-", "–", "/"].iter().any(|divider| {
            date.match_indices(divider).take(6).any(|(n, _)| {
                let (a, b) = (date.get(..n), date.get(n + divider.len()..));
                a.zip(b).is_some_and(|(a, b)| side_shaped(a.trim()) && side_shaped(b.trim()))
            })
        })
}

/// `2 weeks for 10 times`, `other day`: it begins with a length of time.
fn rule_shaped(rule: &str) -> bool {
    let mut words = rule.split_whitespace();
    let first = words.next().unwrap_or_default();
    let unit = if first == "other" || first.bytes().all(|b| b.is_ascii_digit()) {
        words.next().unwrap_or_default()
    } else {
        first
    };
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let known = ["day", "week", "weekday", "workday", "month", "year", "hour", "minute", "second"];
    known.contains(&unit) || matches!(unit, "work" | "business")
}

/// One end: a number, an hour, a date with strokes, or a month with or without a day, a year and an hour.
fn side_shaped(text: &str) -> bool {
    let digits = |t: &str| !t.is_empty() && t.len() <= 5 && t.bytes().all(|b| b.is_ascii_digit());
    let hour = |t: &str| {
        (t.contains(':') || t.ends_with('m')) && clock::read(t).is_some_and(|c| c.len() >= 5)
    };
    if text == "now" || text.split('/').all(digits) || hour(text) {
        return true;
    }
    let (mut months, mut others) = (0, 0);
    for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e));
        if dates::month(word).is_some() {
            months += 1;
        } else if digits(number.unwrap_or(word)) || hour(word) {
            others += 1;
        } else {
            return false;
        }
    }
    months == 1 && others <= 3
}
