//! A civil day, or an instant: never one turned into the other by accident.

use super::bounds::Bounds;
use super::zone::{LocalTime, Zone};
use chrono::{
    DateTime, Datelike, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday,
};

/// A day of the civil calendar (proleptic Gregorian, astronomical years), in no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// A point on the universal time line, to the second.
///
/// A second is finer than any source of a legal case; fractions are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// When something happened, as its source knows it: a day, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A civil day; which seconds it covers depends on the zone.
    Day(Day),
    /// An instant; which day it falls on depends on the zone.
    Instant(Instant),
}

/// One moment that is known only to lie between two others, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MomentRange {
    /// The earliest it can have been.
    pub lo: Moment,
    /// The latest it can have been.
    pub hi: Moment,
}

impl Day {
    /// A day from year (0 is 1 BCE), month 1 to 12 and day of month; `None` where there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// From the calendar library's type.
    #[must_use]
    pub const fn from_naive(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The calendar library's type.
    #[must_use]
    pub const fn naive(self) -> NaiveDate {
        self.0
    }

    /// Astronomical year: 0 is 1 BCE.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// `n` days later (earlier where negative); stays at the end of the calendar.
    #[must_use]
    pub fn plus_days(self, n: i64) -> Self {
        let moved = chrono::TimeDelta::try_days(n).and_then(|d| self.0.checked_add_signed(d));
        Self(moved.unwrap_or(if n < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// `n` months later in one step, clamped to the end of the month: 31 January + 1 month is
    /// 28 or 29 February, and 29 February + 12 months is 28 February.
    #[must_use]
    pub fn plus_months(self, n: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(n)).unwrap_or(NaiveDate::MAX))
    }

    /// Days from `self` to `other`; negative where `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// Its first second in a zone. Where midnight was skipped, the first that came.
    #[must_use]
    pub fn start(self, zone: Zone) -> Instant {
        Instant::from_wall(self.0.and_time(NaiveTime::MIN), zone).earliest
    }

    /// Its last second in a zone: one before the next day starts, so `23:59:59` on most days.
    #[must_use]
    pub fn end(self, zone: Zone) -> Instant {
        self.plus_days(1).start(zone).plus_seconds(-1)
    }

    /// A clock time on this day in a zone; bounds, because the hour may have come twice.
    #[must_use]
    pub fn at(self, time: NaiveTime, zone: Zone) -> Bounds {
        Instant::from_wall(self.0.and_time(time), zone)
    }
}

impl std::fmt::Display for Day {
    /// ISO 8601: `2025-01-19`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Instant {
    /// Before everything that is drawn: stands for "no known beginning".
    pub const BEGINNING: Self = Self(-8_000_000_000_000);
    /// After everything that is drawn: stands for "no known end".
    pub const END: Self = Self(8_000_000_000_000);

    /// From seconds since 1970 UTC, kept between [`Self::BEGINNING`] and [`Self::END`].
    #[must_use]
    pub fn from_timestamp(seconds: i64) -> Self {
        Self(seconds.clamp(Self::BEGINNING.0, Self::END.0))
    }

    /// From a date-time with its offset.
    #[must_use]
    pub fn from_offset(at: DateTime<FixedOffset>) -> Self {
        Self::from_timestamp(at.timestamp())
    }

    /// What a wall clock in a zone means; two different bounds where the hour came twice,
    /// and the moment of the jump where it never came.
    #[must_use]
    pub fn from_wall(wall: NaiveDateTime, zone: Zone) -> Bounds {
        let (a, b) = match zone.local(wall) {
            LocalTime::Once(t) | LocalTime::Never(t) => (t, t),
            LocalTime::Twice(a, b) => (a, b),
        };
        Bounds { earliest: Self::from_timestamp(a), latest: Self::from_timestamp(b) }
    }

    /// Seconds since 1970 UTC.
    #[must_use]
    pub const fn timestamp(self) -> i64 {
        self.0
    }

    /// Later by so many seconds; the two ends of time absorb everything.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        if self.is_unbounded() {
            return self;
        }
        Self::from_timestamp(self.0.saturating_add(seconds))
    }

    /// Seconds from `self` to `other`.
    #[must_use]
    pub const fn seconds_until(self, other: Self) -> i64 {
        other.0 - self.0
    }

    /// True for the two stand-ins for "not known".
    #[must_use]
    pub const fn is_unbounded(self) -> bool {
        self.0 <= Self::BEGINNING.0 || self.0 >= Self::END.0
    }

    /// The civil day in a zone.
    #[must_use]
    pub fn day(self, zone: Zone) -> Day {
        Day(self.wall(zone).date())
    }

    /// What a wall clock in the zone shows.
    #[must_use]
    pub fn wall(self, zone: Zone) -> NaiveDateTime {
        self.in_zone(zone).naive_local()
    }

    /// With the offset of the zone at that instant.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> DateTime<FixedOffset> {
        let utc = DateTime::from_timestamp(self.0, 0).unwrap_or_default();
        utc.with_timezone(&zone.offset_at(self.0))
    }

    /// As [`Self::in_zone`], for writing it down: no notation carries an offset with seconds, as clocks had it before
    /// the zones, and one that is rounded would name another instant. There it is in UTC.
    #[must_use]
    pub fn writable_in(self, zone: Zone) -> DateTime<FixedOffset> {
        let whole = zone.offset_at(self.0).local_minus_utc() % 60 == 0;
        self.in_zone(if whole { zone } else { Zone::UTC })
    }

    /// With its offset, to the minute where it is one: `2025-03-20T23:59+01:00`.
    #[must_use]
    pub fn short_rfc3339(self, zone: Zone) -> String {
        let second = if self.0 % 60 == 0 { "" } else { ":%S" };
        self.writable_in(zone).format(&format!("%Y-%m-%dT%H:%M{second}%:z")).to_string()
    }

    /// A reading of the clock of the zone, as it is written, with the offset that makes it this instant; in UTC where
    /// that has seconds.
    #[must_use]
    pub fn sharpened(self, written: &str, zone: Zone) -> String {
        if zone.offset_at(self.0).local_minus_utc() % 60 == 0 {
            format!("{written}{}", self.in_zone(zone).format("%:z"))
        } else {
            self.short_rfc3339(zone)
        }
    }

    /// RFC 3339 with the offset of the zone: `2025-03-20T23:59:59+01:00`.
    #[must_use]
    pub fn rfc3339(self, zone: Zone) -> String {
        self.writable_in(zone)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            .replace('Z', "+00:00")
    }
}

impl Moment {
    /// First and last second that it can mean in a zone.
    #[must_use]
    pub fn bounds(self, zone: Zone) -> Bounds {
        match self {
            Self::Day(day) => Bounds { earliest: day.start(zone), latest: day.end(zone) },
            Self::Instant(at) => Bounds { earliest: at, latest: at },
        }
    }

    /// The civil day in a zone; a day is the same day everywhere.
    #[must_use]
    pub fn day(self, zone: Zone) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => at.day(zone),
        }
    }
}

impl MomentRange {
    /// A moment that is known.
    #[must_use]
    pub const fn exact(moment: Moment) -> Self {
        Self { lo: moment, hi: moment }
    }

    /// First and last second that it can mean in a zone.
    #[must_use]
    pub fn bounds(self, zone: Zone) -> Bounds {
        Bounds { earliest: self.lo.bounds(zone).earliest, latest: self.hi.bounds(zone).latest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_one_second_before_the_next() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let day = Day::new(2025, 3, 20).unwrap();
        assert_eq!(day.end(rome).rfc3339(rome), "2025-03-20T23:59:59+01:00");
        assert_eq!(day.start(rome).rfc3339(rome), "2025-03-20T00:00:00+01:00");
    }

    #[test]
    fn a_day_on_which_the_clock_changes_is_23_or_25_hours_long() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let hours = |y, m, d| {
            let day = Day::new(y, m, d).unwrap();
            (day.start(rome).seconds_until(day.end(rome)) + 1) / 3600
        };
        assert_eq!(hours(2025, 3, 30), 23);
        assert_eq!(hours(2025, 10, 26), 25);
        assert_eq!(hours(2025, 1, 19), 24);
    }

    #[test]
    fn an_instant_is_written_without_rounding() {
        let at = |zone: &str, seconds| Instant(seconds).rfc3339(Zone::parse(zone).unwrap());
        // The clocks of Rome were 49 min 56 s ahead, those of Tehran 3 h 25 min 44 s.
        assert_eq!(at("Europe/Rome", -8_520_336_000), "1700-01-01T00:00:00+00:00");
        assert_eq!(at("Asia/Tehran", -1_577_923_200), "1920-01-01T00:00:00+00:00");
        assert_eq!(at("Asia/Tehran", 0), "1970-01-01T03:30:00+03:30");
        let rome = Zone::parse("Europe/Rome").unwrap();
        assert_eq!(Instant(-8_520_336_000).short_rfc3339(rome), "1700-01-01T00:00+00:00");
        assert_eq!(Instant(0).sharpened("1970-01-01T01", rome), "1970-01-01T01+01:00");
        assert_eq!(
            Instant(-8_520_336_000).sharpened("1700-01-01T00:49:56", rome),
            "1700-01-01T00:00+00:00"
        );
        assert_eq!(Instant(-8_520_335_999).short_rfc3339(rome), "1700-01-01T00:00:01+00:00");
    }

    #[test]
    fn months_are_added_in_one_step() {
        let jan31 = Day::new(2025, 1, 31).unwrap();
        assert_eq!(jan31.plus_months(1).to_string(), "2025-02-28");
        assert_eq!(jan31.plus_months(2).to_string(), "2025-03-31");
        assert_eq!(Day::new(2024, 2, 29).unwrap().plus_months(12).to_string(), "2025-02-28");
    }

    #[test]
    fn a_skipped_midnight_starts_the_day_at_the_jump() {
        let zone = Zone::parse("America/Sao_Paulo").unwrap();
        let day = Day::new(2018, 11, 4).unwrap();
        assert_eq!(day.start(zone).rfc3339(zone), "2018-11-04T01:00:00-02:00");
    }
}
