//! The forms that a written date can take.

use super::edtf::DateError;
use super::moment::{Day, Instant, Moment, MomentRange};
use super::zone::Zone;
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};

/// How fine a civil date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// One month.
    Month,
    /// A season, in the month table of ISO 8601-2.
    Season,
    /// One year.
    Year,
    /// Some day out of several: unknown digits, or a choice.
    OneOf,
}

/// What the source says about its own date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// `~`: near that date.
    pub approximate: bool,
    /// `?`: the source itself may be wrong.
    pub uncertain: bool,
}

impl Mark {
    /// Both marks together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            approximate: self.approximate || other.approximate,
            uncertain: self.uncertain || other.uncertain,
        }
    }
}

/// A single written moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Civil days from first to last, in no zone.
    Civil {
        /// First day that it can mean.
        first: Day,
        /// Last day that it can mean.
        last: Day,
        /// How fine it was written.
        grain: Grain,
    },
    /// An instant, with the offset that the source wrote.
    Instant(Instant, FixedOffset),
    /// A wall clock in the zone of the event or the case.
    Local(NaiveDateTime),
}

/// One end of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At that moment, with that end's own marks.
    At(Point, Mark),
    /// `..`: it goes on.
    Open,
    /// Left empty: not known.
    Unknown,
}

/// What kind of thing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One moment.
    Point(Point),
    /// One moment, somewhere between two.
    Between(Point, Point),
    /// Something that lasted.
    Span(End, End),
    /// Kept as written, because it could not be read; it has no place on the axis.
    Unreadable(Box<DateError>),
}

/// Seconds by which clocks are before UTC at the most, and behind it.
const CLOCKS_AHEAD: i64 = 14 * 3600;
const CLOCKS_BEHIND: i64 = 12 * 3600;

impl Point {
    pub(super) fn moments(self, zone: Zone) -> MomentRange {
        match self {
            Self::Civil { first, last, .. } => {
                let end = |day: Day, naive: NaiveDate, open| {
                    if day.naive() == naive { Moment::Instant(open) } else { Moment::Day(day) }
                };
                MomentRange {
                    lo: end(first, NaiveDate::MIN, Instant::BEGINNING),
                    hi: end(last, NaiveDate::MAX, Instant::END),
                }
            }
            Self::Instant(at, _) => MomentRange::exact(Moment::Instant(at)),
            Self::Local(wall) => {
                let bounds = Instant::from_wall(wall, zone);
                MomentRange {
                    lo: Moment::Instant(bounds.earliest),
                    hi: Moment::Instant(bounds.latest),
                }
            }
        }
    }

    /// True where it lies before another as they are written: as instants where both have offsets, by the clock where
    /// neither has one. Where one has, the other may be on any clock, so that only what none puts right is refused here;
    /// for a zone see [`super::When::is_backwards`].
    pub(super) fn precedes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Instant(end, _), Self::Instant(start, _)) => end < start,
            (Self::Instant(end, _), start) => {
                end.timestamp() < start.wall_earliest() - CLOCKS_AHEAD
            }
            (end, Self::Instant(start, _)) => end.wall_latest() + CLOCKS_BEHIND < start.timestamp(),
            (end, start) => end.wall_latest() < start.wall_earliest(),
        }
    }

    /// Seconds of the earliest wall clock, for comparing two points that are written alike.
    fn wall_earliest(self) -> i64 {
        match self {
            Self::Civil { first, .. } => {
                first.naive().and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
            }
            Self::Instant(at, offset) => at.timestamp() + i64::from(offset.local_minus_utc()),
            Self::Local(wall) => wall.and_utc().timestamp(),
        }
    }

    /// Seconds of the latest wall clock.
    fn wall_latest(self) -> i64 {
        match self {
            Self::Civil { last, .. } => {
                Self::Civil { first: last, last, grain: Grain::Day }.wall_earliest() + 86_399
            }
            other => other.wall_earliest(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::{When, Zone};
    use proptest::prelude::*;

    #[test]
    fn ends_with_offsets_are_in_order_as_instants() {
        for (from, to) in [
            ("2024-03-06T08:00+05:30", "2024-03-06T07:00+01:00"),
            ("2024-10-27T02:30:00+02:00", "2024-10-27T02:15:00+01:00"),
            // From Tokyo to Los Angeles.
            ("2024-03-04T17:00+09:00", "2024-03-04T10:00-08:00"),
        ] {
            assert!(When::parse(&format!("{from}/{to}")).is_ok(), "{from}");
            assert!(When::between(from, to).is_ok(), "{from}");
            assert!(When::parse(&format!("{to}/{from}")).is_err(), "{to}");
            assert!(When::between(to, from).is_err(), "{to}");
        }
    }

    #[test]
    fn an_end_with_an_offset_is_held_against_the_clock_of_the_zone() {
        let when = When::parse("2024-03-04T09:00/2024-03-04T08:30+01:00").unwrap();
        let [rome, moscow] = ["Europe/Rome", "Europe/Moscow"].map(|z| Zone::parse(z).unwrap());
        assert!(when.is_backwards(rome) && !when.is_backwards(moscow));
        // Between its two ends it can have been at any time.
        let extent = when.extent(rome).unwrap();
        let bounds = extent.bounds();
        assert_eq!(extent.start, extent.end);
        assert_eq!(bounds.earliest.seconds_until(bounds.latest), 1800);
        let day = When::parse("2024-03-05/2024-03-04T13:00+01:00").unwrap();
        assert!(day.is_backwards(rome));
        assert!(When::parse("2024-03-06/2024-03-04T10:00+01:00").is_err());
    }

    proptest! {
        #[test]
        fn a_date_with_offsets_is_read_when_it_runs_forwards(
            from in 0i64..200_000,
            length in -100_000i64..100_000,
            offsets in (-12i32..=14, -12i32..=14),
        ) {
            let written = |at: i64, hours: i32| {
                let offset = chrono::FixedOffset::east_opt(hours * 3600).unwrap();
                let at = chrono::DateTime::from_timestamp(1_700_000_000 + at, 0).unwrap();
                at.with_timezone(&offset).to_rfc3339()
            };
            let (from, to) = (written(from, offsets.0), written(from + length, offsets.1));
            prop_assert_eq!(When::parse(&format!("{from}/{to}")).is_ok(), length >= 0);
        }
    }
}
