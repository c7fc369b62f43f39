//! An event of markwhen whose date waits for the others, and what only its own words tell.

use super::super::book::Book;
use super::super::told::Place;
use super::range::{Range, Side};
use crate::date::zone::LocalTime;
use crate::date::{Instant, When, Zone};
use chrono::NaiveDateTime;

/// An event whose date is not settled yet.
pub(super) struct Draft {
    pub place: Place,
    pub range: Range,
    pub written: String,
    pub name: Option<String>,
    /// The zone of its hours.
    pub zone: Zone,
    /// The zone of the hour at its end, where that is another.
    pub end_zone: Option<Zone>,
}

impl Draft {
    /// The date with the distances from UTC of two zones, where start and end are hours of different ones.
    pub(super) fn in_zones(&self, text: &str, book: &mut Book<'_>) -> String {
        let (Some(end_zone), Some((from, to))) = (self.end_zone, text.split_once('/')) else {
            return text.to_owned();
        };
        // An end that is counted from the start is on the clock of the start.
        let stated =
            matches!(self.range.to, Some(Side::Date(_) | Side::Swapped(_) | Side::Clock(_)));
        let end_zone = if stated { end_zone } else { self.zone };
        let from = self.with_distance(from, self.zone, book);
        format!("{from}/{}", self.with_distance(to, end_zone, book))
    }

    /// An hour on the clock of a zone with its distance from UTC; what has one, or no hour, stays as it is. Of an
    /// hour that came twice the first is taken, and one that never came counts from before the change, as calendars
    /// have it; either is told.
    fn with_distance(&self, text: &str, zone: Zone, book: &mut Book<'_>) -> String {
        let wall = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
            .into_iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        let Some(wall) = wall else { return text.to_owned() };
        let (at, odd) = match zone.local(wall) {
            LocalTime::Once(at) => (at, None),
            LocalTime::Twice(at, _) => (at, Some("twice; the first is taken")),
            LocalTime::Never(jump) => (jump - 1, Some("never; it counts from before the change")),
        };
        let sharp = Instant::from_timestamp(at).sharpened(text, zone);
        if let Some(odd) = odd {
            book.tell(
                self.place
                    .warning(format!("the clock of {zone} showed {wall} {odd}"))
                    .field("date")
                    .found(&self.written)
                    .expected("an hour that the clock showed once")
                    .hint(format!(
                        "it is read as {sharp}; write the hour in UTC where another is meant"
                    )),
            );
        }
        sharp
    }

    /// Tells of a year of two digits, which may be meant in this century or the last.
    pub(super) fn short_year(&self, when: &When, book: &mut Book<'_>) {
        let stated = |side: &Side| match side {
            Side::Date(text) | Side::Swapped(text) => {
                text.starts_with("00").then(|| text.get(..4)).flatten().map(str::to_owned)
            }
            _ => None,
        };
        let words = self.written.to_ascii_uppercase();
        let era = words
            .split([' ', ','])
            .any(|w| matches!(w, "AD" | "A.D." | "CE" | "BC" | "BCE" | "B.C."));
        let year = stated(&self.range.from).or_else(|| self.range.to.as_ref().and_then(stated));
        if let Some(year) = year.filter(|year| !era && !self.written.contains(year.as_str())) {
            book.tell(
                self.place
                    .warning(format!(
                        "the year has two digits; it is read as the year {}",
                        year.trim_start_matches('0')
                    ))
                    .field("date")
                    .found(&self.written)
                    .expected("a year of four digits")
                    .hint(format!("write the year out; here it is {}", when.text())),
            );
        }
    }
}
