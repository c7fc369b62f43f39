//! Dates inside a headline: months in full, an uncertain date always with both its ends.

use crate::date::when::Form;
use crate::date::{Bounds, Day, Instant, When, Zone, words};

/// The clock and the year of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// The zone in which its days are counted.
    pub zone: Zone,
    /// The zone of the picture; an hour of another zone names it.
    pub shown: Zone,
    /// The year that goes without saying.
    pub year: Option<i32>,
}

impl Clock {
    /// `20 March`, `20 March 2025`.
    pub fn day(&self, day: Day) -> String {
        let plain = format!("{} {}", day.day(), words::month_full(day.month()));
        if self.year == Some(day.year()) {
            plain
        } else {
            format!("{plain} {}", words::year(day.year()))
        }
    }

    /// `20 March`, or `20 March, 16:00 (Europe/Amsterdam)` where it is not the end of a day.
    pub fn instant(&self, at: Instant) -> String {
        let day = at.day(self.zone);
        if at == day.end(self.zone) {
            return self.day(day);
        }
        let zone =
            if self.zone == self.shown { String::new() } else { format!(" ({})", self.zone) };
        format!("{}, {}{zone}", self.day(day), words::clock(at.wall(self.zone)))
    }

    /// An end: `20 March`, `20 March at the earliest and 22 March at the latest`.
    pub fn end(&self, b: &Bounds) -> String {
        self.both(b, |at| self.instant(at))
    }

    /// Two ends in words; one where both say the same.
    fn both(&self, b: &Bounds, say: impl Fn(Instant) -> String) -> String {
        match (b.earliest.is_unbounded(), b.latest.is_unbounded()) {
            (true, true) => "a day that is not known".to_owned(),
            (false, true) => format!("{} at the earliest", say(b.earliest)),
            (true, false) => format!("{} at the latest", say(b.latest)),
            (false, false) => {
                let (first, last) = (say(b.earliest), say(b.latest));
                if first == last {
                    first
                } else {
                    format!("{first} at the earliest and {last} at the latest")
                }
            }
        }
    }

    /// When something happened, to the day: `on 6 May 2025`, `in May 2025`, `from 6 May to 8 May 2025`.
    pub fn happened(&self, when: &When, b: &Bounds) -> String {
        let about = if when.mark().approximate { "about " } else { "" };
        if b.earliest.is_unbounded() && b.latest.is_unbounded() {
            return "at a time that is not known".to_owned();
        }
        if b.earliest.is_unbounded() || b.latest.is_unbounded() {
            return format!("on {about}{}", self.both(b, |at| self.day(at.day(self.zone))));
        }
        let (first, last) = (b.earliest.day(self.zone), b.latest.day(self.zone));
        if first == last {
            return format!("on {about}{}", self.day(first));
        }
        if matches!(when.form(), Some(Form::Span(..))) {
            return format!("from {about}{} to {about}{}", self.day(first), self.day(last));
        }
        let opens = first.day() == 1;
        let closes = last.plus_days(1).day() == 1;
        let (a, z) = ((first.year(), first.month()), (last.year(), last.month()));
        match (opens && closes, a == z, (a.1, z.1) == (1, 12) && a.0 == z.0) {
            (true, true, _) => format!("in {about}{}", words::month(first)),
            (true, _, true) => format!("in {about}{}", words::year(first.year())),
            _ => format!("on {about}{}", self.both(b, |at| self.day(at.day(self.zone)))),
        }
    }

    /// The same with the hour, where a time limit in hours is at stake.
    pub fn happened_at(&self, when: &When, b: &Bounds) -> String {
        if b.is_exact() && !b.earliest.is_unbounded() {
            return format!("on {}", self.instant(b.earliest));
        }
        self.happened(when, b)
    }
}
