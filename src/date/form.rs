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

    /// Seconds of the earliest wall clock, for comparing two points that are written alike.
    pub(super) fn wall_earliest(self) -> i64 {
        match self {
            Self::Civil { first, .. } => {
                first.naive().and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
            }
            Self::Instant(at, offset) => at.timestamp() + i64::from(offset.local_minus_utc()),
            Self::Local(wall) => wall.and_utc().timestamp(),
        }
    }

    /// Seconds of the latest wall clock.
    pub(super) fn wall_latest(self) -> i64 {
        match self {
            Self::Civil { last, .. } => {
                Self::Civil { first: last, last, grain: Grain::Day }.wall_earliest() + 86_399
            }
            other => other.wall_earliest(),
        }
    }
}
