//! Dates of The Timeline Project, which always have an hour.

use super::super::book::{Book, kept};
use super::super::dates;
use super::super::told::Place;
use crate::case::Event;
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

/// Events from one midnight to another. The file does not say whether the day that begins at the second belongs to
/// them: the words of The Timeline Project name it, its bar ends where that day begins.
#[derive(Default)]
pub(super) struct Midnights(usize);

impl Midnights {
    /// Looks at start and end of an event; a missing start is told. Of two midnights in a row it is told each time, since one day may be meant.
    pub(super) fn seen(&mut self, start: &str, end: &str, place: Place, book: &mut Book<'_>) {
        if start.is_empty() && !end.is_empty() {
            book.tell(
                place
                    .warning("the event has an end and no start; when it began is not known")
                    .field("start")
                    .found(end)
                    .expected("a date such as 2024-03-06 10:00:00"),
            );
        }
        let (Some((a, true)), Some((b, true))) = (day_of(start), day_of(end)) else { return };
        match a.days_until(b) {
            1 => book.tell(
                place
                    .warning("the event lasts from one midnight to the next; both days are read, as The Timeline Project names them")
                    .field("end")
                    .found(format!("{start} to {end}"))
                    .expected(format!("{start} to {start} for one day"))
                    .hint(format!("write {} alone where only that day is meant", dates::of_day(a))),
            ),
            2.. => self.0 += 1,
            _ => {}
        }
    }

    /// Tells once how the others were read.
    pub(super) fn tell(&self, book: &mut Book<'_>) {
        if self.0 > 0 {
            book.tell(
                Place::FILE
                    .note(format!(
                        "{} events end at a midnight; the day that begins there is read as their last, as The Timeline Project names it in words",
                        self.0
                    ))
                    .field("end")
                    .hint("its bars end where that day begins; put the ends a day earlier where the day before is meant"),
            );
        }
    }
}

/// Start and end in the notation of case files, by the rule at the head of the file above.
pub(super) fn days(start: &str, end: &str) -> (String, String) {
    if is_far(start) || is_far(end) {
        let end = if start == end { "" } else { end };
        return (start.to_owned(), end.to_owned());
    }
    match (day_of(start), day_of(end)) {
        (Some((a, true)), Some((b, true))) if a < b => (dates::of_day(a), dates::of_day(b)),
        (Some((a, true)), Some((b, true))) if a == b => (dates::of_day(a), String::new()),
        (Some((a, true)), None) if end.is_empty() => (dates::of_day(a), String::new()),
        _ if padded(start) == padded(end) => (padded(start), String::new()),
        _ => (padded(start), padded(end)),
    }
}

/// What this program wrote of an event for itself.
pub(super) fn private(text: &str) -> Option<Value> {
    serde_json::from_str(text.trim()).ok()
}

/// Whether start and end of an event of this program are hours, by its private field; `None` where both are days,
/// which [`days`] reads.
pub(super) fn hours(field: &Value) -> Option<(bool, bool)> {
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

/// Marks a date as approximate, as its edges are fuzzy. An hour has no such mark; where it is not `ours`, whose doubt
/// stands in the private field, that is told.
pub(super) fn fuzzy(event: &mut Event, ours: bool, book: &mut Book<'_>) {
    let Some(when) = event.when.take() else { return };
    let text = when.text();
    let marked =
        text.split('/').map(|part| if part == ".." { part.to_owned() } else { format!("{part}~") });
    let marked = kept(&marked.collect::<Vec<_>>().join("/"));
    if text.contains('T') && !ours {
        let why = "an hour is read as it stands; the field `fuzzy` of its event says that it is near only";
        book.leave("fuzzy edges of hours", event.id.as_str(), why);
    }
    let readable = !text.contains('T') && when.problem().is_none() && marked.problem().is_none();
    event.when = Some(if readable { marked } else { when });
}
