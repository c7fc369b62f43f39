//! What a format does not carry of dates.

use super::{PRIVATELY, Survey};
use crate::case::Event;
use crate::date::{Day, Instant, Zone};
use crate::export::convert::Target;
use crate::export::convert::dated::{Dated, Side};

/// True where a second of a written date has a fraction: `10:00:05.123`.
fn has_fraction(text: &str) -> bool {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let stop = |at: usize| matches!(bytes.get(at), Some(b'.' | b',')) && digit(bytes.get(at + 1));
    // Two full stops in a row divide dates.
    (0..bytes.len()).any(|at| bytes.get(at) == Some(&b':') && stop(at + 3))
}

/// True for what fits into nanoseconds since 1970 in 64 bits, whole days alone.
fn in_nanoseconds(at: Instant) -> bool {
    let day = |y, m, d| Day::new(y, m, d).map(|day| day.start(Zone::UTC));
    day(1677, 9, 22).is_some_and(|first| first <= at)
        && day(2262, 4, 11).is_some_and(|last| at < last)
}

impl Survey<'_> {
    pub(super) fn dates(&mut self, target: Target) {
        let (name, zone) = (target.name(), self.case.zone());
        let of = |e: &Event| Dated::within(target, e, zone);
        let none = |e: &Event| Dated::of(e, zone).is_none();
        let says = |e: &Event| e.when.as_ref().is_some_and(|w| !w.text().trim().is_empty());
        self.events(
            "events without a date",
            format!("{name} needs a date for each; they are left out"),
            |e| none(e) && !says(e),
        );
        self.events(
            "events whose date has no place on an axis",
            format!(
                "{name} needs a day for each, and these have none that can be read, or one beyond the years −250000 to 250000; they are left out"
            ),
            |e| none(e) && says(e),
        );
        let years = target.years();
        self.events(
            &format!("events outside the years {} to {}", years.start(), years.end()),
            format!("{name} has no dates of other years; they are left out"),
            |e| Dated::of(e, zone).is_some() && of(e).is_none(),
        );
        let shown = match target {
            Target::TimelineJs | Target::TimelineJsSheet => {
                "the date in words is in the display date"
            }
            Target::TimesketchCsv | Target::TimesketchJsonl => {
                "the date in words is in the message and in date_text"
            }
            _ => "the date in words follows the title",
        };
        let doubt =
            |e: &Event, side: Side| of(e).is_some_and(|d| !d.exact && !d.open && d.side == side);
        self.events(
            "bounds and doubts of dates",
            format!(
                "{name} has one exact date for each: the earliest possible is written, and {shown}; {PRIVATELY} too"
            ),
            |e| doubt(e, Side::Earliest),
        );
        self.events(
            "dates of which only the latest is known",
            format!(
                "{name} has one exact date for each: the latest possible is written, and {shown}; {PRIVATELY} too"
            ),
            |e| doubt(e, Side::Latest),
        );
        self.events(
            "dates of several days",
            format!(
                "{name} has one date for each: the time from the first to the last is written, with the days between that are not meant, and {shown}; {PRIVATELY} too"
            ),
            |e| doubt(e, Side::First),
        );
        self.events(
            "ends that are open or not known",
            format!(
                "{name} has none: the beginning that is known is written, and {shown}; {PRIVATELY} too"
            ),
            |e| of(e).is_some_and(|d| d.open && d.side != Side::End),
        );
        self.events(
            "beginnings that are open or not known",
            format!(
                "{name} has none: the date that is written is that of the end, and {shown}; {PRIVATELY} too"
            ),
            |e| of(e).is_some_and(|d| d.open && d.side == Side::End),
        );
        if !matches!(target, Target::Vis | Target::Markwhen) {
            let clock = match target {
                Target::TimelineJs | Target::TimelineJsSheet | Target::TimelineProject => {
                    "hours are written on the clock of the event"
                }
                _ => "hours are written in UTC",
            };
            self.events(
                "time zones",
                format!("{name} has none for an event; {clock}, and {PRIVATELY}"),
                |e| of(e).is_some_and(|d| !d.start.is_day()),
            );
        }
        self.events(
            "fractions of a second",
            format!("times are written to the second; {PRIVATELY}"),
            |e| of(e).is_some() && e.when.as_ref().is_some_and(|w| has_fraction(&w.text())),
        );
        if matches!(target, Target::TimesketchCsv | Target::TimesketchJsonl) {
            self.events(
                "dates before 22 September 1677 or after 10 April 2262",
                format!("they are written, but {name} cannot hold them and leaves out their rows"),
                |e| of(e).is_some_and(|d| !in_nanoseconds(d.start.first(d.zone))),
            );
            self.events(
                "lengths of time",
                format!(
                    "{name} has moments only: the start is written, and the end is in end_datetime"
                ),
                |e| of(e).is_some_and(|d| d.end.is_some()),
            );
        }
    }
}
