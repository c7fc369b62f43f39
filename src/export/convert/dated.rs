//! The date of an event as other formats want it: one start, perhaps an end, and words for what that hides.

use crate::case::Event;
use crate::date::when::{End, Form, Point};
use crate::date::{Day, Grain, Instant, When, Zone};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// A moment as it is written: a whole day, or a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// A whole day, in no zone.
    Day(Day),
    /// An instant.
    At(Instant),
}

/// When an event was, for a format that knows exact dates only.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// The zone of its hours.
    pub zone: Zone,
    /// When it was or began; the earliest that it can have been where that is not sure.
    pub start: Stamp,
    /// When it ended, where it lasted and the end is known; the latest that it can have been.
    pub end: Option<Stamp>,
    /// How fine the start was written.
    pub grain: Grain,
    /// What the source says, in words.
    pub words: String,
    /// True where start and end say all there is to say.
    pub exact: bool,
    /// True where one end of a stretch of time is open or not known.
    pub open: bool,
}

impl Stamp {
    /// Its first second in a zone.
    pub(super) fn first(self, zone: Zone) -> Instant {
        match self {
            Self::Day(day) => day.start(zone),
            Self::At(at) => at,
        }
    }

    /// What calendar and clock show at its start.
    pub(super) fn wall(self, zone: Zone) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.naive().and_time(chrono::NaiveTime::MIN),
            Self::At(at) => at.wall(zone),
        }
    }

    /// True for a whole day.
    pub(super) const fn is_day(self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// `2025-01-19`, or `2025-01-19T09:30:00` on the clock of the zone.
    pub(super) fn text(self, zone: Zone) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::At(_) => self.wall(zone).format("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    }
}

impl Dated {
    /// The date of an event; `None` where it has none that has a place on an axis.
    pub(super) fn of(event: &Event, case_zone: Zone) -> Option<Self> {
        let zone = event.zone(case_zone);
        let when = event.when.as_ref()?;
        let (start, end, open) = ends(when, zone)?;
        let (grain, exact) = match when.form() {
            Some(Form::Point(p)) => (grain(p), sure(p, zone) && when.mark() == Default::default()),
            Some(Form::Span(End::At(a, m), End::At(b, n))) => {
                let plain = [when.mark(), *m, *n].iter().all(|m| *m == Default::default());
                (grain(a), plain && sure(a, zone) && sure(b, zone))
            }
            _ => (Grain::Day, false),
        };
        // A span of days and hours mixed is written in hours; the words say which of the two was a day.
        let mixed = end.is_some_and(|end| end.is_day() != start.is_day());
        let words = when.words_in(zone, case_zone);
        Some(Self { zone, start, end, grain, words, exact: exact && !mixed, open })
    }

    /// As [`Self::of`], where every year has four digits.
    pub(super) fn of_four_digits(event: &Event, case_zone: Zone) -> Option<Self> {
        let dated = Self::of(event, case_zone)?;
        let fits = |stamp: Stamp| (1..=9998).contains(&stamp.wall(dated.zone).year());
        (fits(dated.start) && dated.end.is_none_or(fits)).then_some(dated)
    }
}

/// Start, end, and whether an end is open. A format with one date for each has to be given some: the earliest
/// start, so that nothing seems to come later than it can have.
fn ends(when: &When, zone: Zone) -> Option<(Stamp, Option<Stamp>, bool)> {
    Some(match when.form()? {
        Form::Point(p) => (first(p, zone)?, None, false),
        Form::Between(a, b) => (first(a, zone).or_else(|| last(b, zone))?, None, false),
        Form::Span(End::At(a, _), End::At(b, _)) => (first(a, zone)?, Some(last(b, zone)?), false),
        Form::Span(End::At(a, _), _) => (first(a, zone)?, None, true),
        Form::Span(_, End::At(b, _)) => (first(b, zone)?, None, true),
        Form::Span(..) | Form::Unreadable(_) => return None,
    })
}

/// The start that is written for a date; `None` where it has no place on an axis.
#[must_use]
pub fn stamp_of(when: &When, zone: Zone) -> Option<Stamp> {
    ends(when, zone).map(|(start, ..)| start)
}

fn first(point: &Point, zone: Zone) -> Option<Stamp> {
    Some(match *point {
        Point::Civil { first, last, .. } => {
            let known = |day: Day| day.naive() != NaiveDate::MIN && day.naive() != NaiveDate::MAX;
            Stamp::Day([first, last].into_iter().find(|day| known(*day))?)
        }
        Point::Instant(at, _) => Stamp::At(at),
        Point::Local(wall) => Stamp::At(Instant::from_wall(wall, zone).earliest),
    })
}

fn last(point: &Point, zone: Zone) -> Option<Stamp> {
    match *point {
        Point::Civil { last, .. } if last.naive() != NaiveDate::MAX => Some(Stamp::Day(last)),
        Point::Local(wall) => Some(Stamp::At(Instant::from_wall(wall, zone).latest)),
        _ => first(point, zone),
    }
}

const fn grain(point: &Point) -> Grain {
    match point {
        Point::Civil { grain, .. } => *grain,
        _ => Grain::Day,
    }
}

/// True for one day, and for a clock reading that came once.
fn sure(point: &Point, zone: Zone) -> bool {
    match *point {
        Point::Civil { first, last, .. } => first == last,
        Point::Instant(..) => true,
        Point::Local(wall) => {
            let bounds = Instant::from_wall(wall, zone);
            bounds.is_exact() && bounds.earliest.wall(zone) == wall
        }
    }
}
