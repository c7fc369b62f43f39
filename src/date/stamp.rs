//! A written date as formats want it that know exact dates only: one start, perhaps an end.

use super::form::{End, Form, Point};
use super::moment::{Day, Instant};
use super::when::When;
use super::zone::Zone;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A moment as it is written: a whole day, or a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// A whole day, in no zone.
    Day(Day),
    /// An instant.
    At(Instant),
}

/// Start and end of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamps {
    /// When it was or began: the earliest that it can have been, so that nothing seems to come later than it can
    /// have. Where no beginning is known, when it ended.
    pub start: Stamp,
    /// When it ended, where it lasted and the end is known: the latest that it can have been.
    pub end: Option<Stamp>,
    /// True where one end of a stretch of time is open or not known.
    pub open: bool,
}

impl Stamp {
    /// Its first second in a zone.
    #[must_use]
    pub fn first(self, zone: Zone) -> Instant {
        match self {
            Self::Day(day) => day.start(zone),
            Self::At(at) => at,
        }
    }

    /// What calendar and clock show at its start.
    #[must_use]
    pub fn wall(self, zone: Zone) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.naive().and_time(NaiveTime::MIN),
            Self::At(at) => at.wall(zone),
        }
    }

    /// True for a whole day.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// `2025-01-19`, or `2025-01-19T09:30:00` on the clock of the zone.
    #[must_use]
    pub fn text(self, zone: Zone) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::At(_) => self.wall(zone).format("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    }
}

impl When {
    /// True where a second is written with a part of it, such as `09:30:00.250`. What is counted knows whole seconds
    /// only, so the moment lies between that second and the next.
    #[must_use]
    pub fn has_fraction(&self) -> bool {
        let text = self.text();
        // Two points are a stretch of days.
        text.match_indices('.').any(|(at, _)| {
            let (clock, part) = text.split_at(at);
            let seconds = clock.rsplit(':').next().filter(|s| s.len() < clock.len());
            let digits = part.bytes().skip(1).take_while(u8::is_ascii_digit);
            seconds.is_some_and(|s| s.len() == 2) && digits.into_iter().any(|digit| digit != b'0')
        })
    }

    /// As exact dates; `None` where it has no place on an axis.
    #[must_use]
    pub fn stamps(&self, zone: Zone) -> Option<Stamps> {
        let one = |start| Stamps { start, end: None, open: false };
        Some(match self.form()? {
            Form::Point(p) => one(first(p, zone)?),
            Form::Between(a, b) => one(first(a, zone).or_else(|| last(b, zone))?),
            Form::Span(End::At(a, _), End::At(b, _)) => {
                Stamps { end: Some(last(b, zone)?), ..one(first(a, zone)?) }
            }
            Form::Span(End::At(p, _), _) | Form::Span(_, End::At(p, _)) => {
                Stamps { open: true, ..one(first(p, zone)?) }
            }
            Form::Span(..) | Form::Unreadable(_) => return None,
        })
    }
}

fn known(day: Day) -> bool {
    day.naive() != NaiveDate::MIN && day.naive() != NaiveDate::MAX
}

fn first(point: &Point, zone: Zone) -> Option<Stamp> {
    Some(match *point {
        Point::Civil { first, last, .. } => {
            Stamp::Day([first, last].into_iter().find(|day| known(*day))?)
        }
        Point::Instant(at, _) => Stamp::At(at),
        Point::Local(wall) => Stamp::At(Instant::from_wall(wall, zone).earliest),
    })
}

fn last(point: &Point, zone: Zone) -> Option<Stamp> {
    match *point {
        Point::Civil { last, .. } if known(last) => Some(Stamp::Day(last)),
        Point::Local(wall) => Some(Stamp::At(Instant::from_wall(wall, zone).latest)),
        _ => first(point, zone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str) -> Option<(String, Option<String>, bool)> {
        let zone = Zone::parse("Europe/Rome").unwrap();
        let stamps = When::parse(written).unwrap().stamps(zone)?;
        Some((stamps.start.text(zone), stamps.end.map(|e| e.text(zone)), stamps.open))
    }

    #[test]
    fn a_part_of_a_second_is_seen_and_none_of_it_is_not() {
        let has = |text: &str| When::parse(text).unwrap().has_fraction();
        assert!(has("2025-01-19T09:30:00.250Z") && has("2025-01-19T09:30:00.001"));
        assert!(has("2025-01-19T09:30:00/2025-01-19T09:31:00.5"));
        assert!(!has("[2025-03-10..2025-03-12]") && !has("2025-01-19T09:30/.."));
        assert!(!has("2025-01-19T09:30:00.000Z") && !has("2025-01-19T09:30:00") && !has("2025/.."));
    }

    #[test]
    fn an_unsure_date_starts_with_its_earliest_day_and_ends_with_its_latest() {
        let some = |start: &str, end: Option<&str>, open| {
            Some((start.to_owned(), end.map(str::to_owned), open))
        };
        assert_eq!(text("2025-02~"), some("2025-02-01", None, false));
        assert_eq!(text("2025-01/2025-02"), some("2025-01-01", Some("2025-02-28"), false));
        assert_eq!(text("2025-01-19T09:30"), some("2025-01-19T09:30:00", None, false));
        assert_eq!(text("2025-01-19T09:30Z"), some("2025-01-19T10:30:00", None, false));
        assert_eq!(text("2025-01-19/.."), some("2025-01-19", None, true));
        assert_eq!(text("/2025-01-19"), some("2025-01-19", None, true));
        assert_eq!(text("[..2025-01-19]"), some("2025-01-19", None, false));
    }
}
