//! Dates of The Timeline Project, which always have an hour.

use super::super::dates;
use crate::date::Day;
use serde_json::Value;

/// A date and whether its hour is midnight.
fn day_of(text: &str) -> Option<(Day, bool)> {
    let (date, hour) = text.split_once(' ')?;
    let (sign, bare) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
    let mut parts = bare.split('-').map(|p| p.parse::<u32>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    let day = Day::new(sign * i32::try_from(y).ok()?, m, d)?;
    let midnight = hour.split(':').all(|p| !p.is_empty() && p.bytes().all(|b| b == b'0'));
    Some((day, midnight))
}

/// Old versions write `2009-3-6 9:5:0`.
fn padded(text: &str) -> String {
    let hour = text.split_once(' ').and_then(|(_, hour)| {
        let parts: Option<Vec<u32>> = hour.split(':').map(|p| p.parse().ok()).collect();
        parts.filter(|p| p.len() == 3)
    });
    match (day_of(text), hour.as_deref()) {
        (Some((day, _)), Some([h, m, s])) => format!("{} {h:02}:{m:02}:{s:02}", dates::of_day(day)),
        _ => text.to_owned(),
    }
}

/// Start and end in the notation of case files, by the rule at the head of the file above.
pub(super) fn days(start: &str, end: &str) -> (String, String) {
    if is_far(start) || is_far(end) {
        let end = if start == end { "" } else { end };
        return (start.to_owned(), end.to_owned());
    }
    match (day_of(start), day_of(end)) {
        (Some((a, true)), Some((b, true))) if a < b => {
            let end = if a.plus_days(1) == b { String::new() } else { dates::of_day(b) };
            (dates::of_day(a), end)
        }
        (Some((a, true)), Some((b, true))) if a == b => (dates::of_day(a), String::new()),
        (Some((a, true)), None) if end.is_empty() => (dates::of_day(a), String::new()),
        _ if padded(start) == padded(end) => (padded(start), String::new()),
        _ => (padded(start), padded(end)),
    }
}

/// Whether start and end of an event of this program are hours, by its private field; `None` where both are days,
/// which [`days`] reads, and where there is no such field.
pub(super) fn hours(private: &str) -> Option<(bool, bool)> {
    let field: Value = serde_json::from_str(private.trim()).ok()?;
    let hour =
        |name: &str| field.get(name).and_then(Value::as_str).is_some_and(|t| t.contains('T'));
    let (at, to) = (hour("at"), hour("to"));
    (at || to).then_some((at, to))
}

/// Start and end of an event that this program wrote, where a midnight may be an hour.
pub(super) fn ours(start: &str, end: &str, hours: (bool, bool)) -> (String, String) {
    let read = |text: &str, hour: bool| match day_of(text) {
        Some((day, true)) if !hour => dates::of_day(day),
        _ => padded(text),
    };
    let to = if padded(start) == padded(end) { String::new() } else { read(end, hours.1) };
    (read(start, hours.0), to)
}

/// True for a year of more than four digits, of which only the year has a notation.
pub(super) fn is_far(text: &str) -> bool {
    let year = text.trim_start_matches('-').split('-').next().unwrap_or_default();
    year.len() > 4 && year.bytes().all(|b| b.is_ascii_digit())
}
