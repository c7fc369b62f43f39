//! Time zones: always named, never the machine's own.

use chrono::{Datelike, FixedOffset, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use std::fmt;
use std::str::FromStr;

/// A zone by its IANA name, or a fixed distance from UTC such as `UTC+8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// An IANA zone with its summer time, such as `Europe/Rome`.
    Named(Tz),
    /// A fixed distance from UTC, for sources that give nothing better.
    Fixed(FixedOffset),
}

/// What a clock reading on a wall can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// It came once; seconds since 1970 UTC.
    Once(i64),
    /// It came twice, when the clock was put back: first and second.
    Twice(i64, i64),
    /// It never came, because the clock was put forward over it; the moment of the jump.
    Never(i64),
}

impl Zone {
    /// Coordinated universal time, the zone of last resort.
    pub const UTC: Self = Self::Named(Tz::UTC);

    /// Reads an IANA name, or `UTC+8`, `GMT-05:00`, `+08:00`; `None` where it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let named = text.parse::<Tz>().ok().or_else(|| {
            chrono_tz::TZ_VARIANTS.iter().copied().find(|tz| tz.name().eq_ignore_ascii_case(text))
        });
        if let Some(tz) = named {
            return Some(Self::Named(tz));
        }
        let rest = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
        fixed_offset(rest).map(Self::Fixed)
    }

    /// The distance from UTC at an instant (seconds since 1970), in seconds to the east.
    #[must_use]
    pub fn offset_at(&self, timestamp: i64) -> FixedOffset {
        let utc = chrono::DateTime::from_timestamp(timestamp, 0).unwrap_or_default().naive_utc();
        match self {
            Self::Named(tz) => tz.offset_from_utc_datetime(&tabled(utc)).fix(),
            Self::Fixed(offset) => *offset,
        }
    }

    /// What a wall clock in this zone means, as seconds since 1970 UTC.
    #[must_use]
    pub fn local(&self, wall: NaiveDateTime) -> LocalTime {
        let as_if_utc = wall.and_utc().timestamp();
        match self {
            Self::Fixed(offset) => LocalTime::Once(as_if_utc - i64::from(offset.local_minus_utc())),
            Self::Named(tz) => match tz.offset_from_local_datetime(&tabled(wall)) {
                MappedLocalTime::Single(o) => {
                    LocalTime::Once(as_if_utc - i64::from(o.fix().local_minus_utc()))
                }
                MappedLocalTime::Ambiguous(a, b) => {
                    let a = as_if_utc - i64::from(a.fix().local_minus_utc());
                    let b = as_if_utc - i64::from(b.fix().local_minus_utc());
                    LocalTime::Twice(a.min(b), a.max(b))
                }
                MappedLocalTime::None => LocalTime::Never(self.jump_before(as_if_utc)),
            },
        }
    }

    /// The instant of the jump that skipped a wall clock reading.
    ///
    /// The offset a day earlier is the one before the jump and the offset a day
    /// later the one after it; the jump lies where the first gives way to the second.
    fn jump_before(&self, as_if_utc: i64) -> i64 {
        let (mut low, mut high) = (as_if_utc - 86_400 - 50_400, as_if_utc + 86_400 + 50_400);
        let before = self.offset_at(low);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.offset_at(middle) == before { low = middle } else { high = middle }
        }
        high
    }
}

/// The first year of which the tables of the zones know no changes of the clock.
const UNTABLED: i32 = 2100;
/// The last years of the tables: behind what they list year by year (Ramadan in Morocco and in Gaza until 2087), each
/// zone follows one rule.
const RULED: std::ops::Range<i32> = 2088..UNTABLED;

/// A reading of the clock, moved into the last years of the tables where it lies beyond them.
///
/// The rules change the clock on the nth or the last such day of the week in a month. A day with the same number in
/// the same month on the same day of the week lies on the same side of every change. Of Morocco, whose clock changes
/// with the moon, the tables say nothing behind 2087; what held last is taken.
fn tabled(at: NaiveDateTime) -> NaiveDateTime {
    if at.year() < UNTABLED {
        return at;
    }
    let alike = |year: i32| at.with_year(year).filter(|moved| moved.weekday() == at.weekday());
    // 29 February has not every day of the week in so few years; no clock changes near it.
    RULED.rev().find_map(alike).or_else(|| at.with_year(2096)).unwrap_or(at)
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(tz) => f.write_str(tz.name()),
            Self::Fixed(offset) => write!(f, "UTC{offset}"),
        }
    }
}

impl FromStr for Zone {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::parse(s).ok_or(())
    }
}

/// `+8`, `-05`, `+05:30`, `-0330`; the sign is needed, a bare `Z` is zero.
pub(super) fn fixed_offset(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => {
            return text.strip_prefix('\u{2212}').and_then(|d| fixed_offset(&format!("-{d}")));
        }
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((h, m)) if m.len() == 2 => (h, m),
        Some(_) => return None,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    if hours.is_empty() || hours.len() > 2 || !hours.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if minutes > 59 || hours > 15 {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn wall(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(h, min, 0).unwrap()
    }

    #[test]
    fn a_zone_is_read_by_name_or_by_distance_from_utc() {
        assert_eq!(Zone::parse("Europe/Rome").unwrap().to_string(), "Europe/Rome");
        assert_eq!(Zone::parse("europe/rome").unwrap().to_string(), "Europe/Rome");
        assert_eq!(Zone::parse("UTC+8").unwrap().to_string(), "UTC+08:00");
        assert_eq!(Zone::parse("-05:00").unwrap().to_string(), "UTC-05:00");
        assert_eq!(Zone::parse("Europe/Roma"), None);
        assert_eq!(Zone::parse(""), None);
    }

    #[test]
    fn the_hour_that_came_twice_is_two_instants() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let LocalTime::Twice(a, b) = rome.local(wall(2025, 10, 26, 2, 30)) else { panic!() };
        assert_eq!(b - a, 3600);
    }

    #[test]
    fn the_hour_that_never_came_gives_the_moment_of_the_jump() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let LocalTime::Never(jump) = rome.local(wall(2025, 3, 30, 2, 30)) else { panic!() };
        assert_eq!(jump, 1_743_296_400); // 2025-03-30T01:00:00Z
    }
    #[test]
    fn the_clock_is_put_forward_in_the_years_behind_the_tables_as_well() {
        let hours = |zone: &str, y: i32, m: u32, d: u32| {
            let zone = Zone::parse(zone).unwrap();
            let LocalTime::Once(at) = zone.local(wall(y, m, d, 9, 0)) else { panic!() };
            let back = zone.offset_at(at).local_minus_utc();
            assert_eq!(at + i64::from(back), wall(y, m, d, 9, 0).and_utc().timestamp());
            f64::from(back) / 3600.0
        };
        // As the zoneinfo of Python has them.
        for y in [2099, 2100, 2150, 2400, 9998] {
            for (zone, january, july) in [
                ("Europe/Rome", 1.0, 2.0),
                ("America/New_York", -5.0, -4.0),
                ("Australia/Sydney", 11.0, 10.0),
                ("Asia/Kolkata", 5.5, 5.5),
                ("Africa/Casablanca", 1.0, 1.0),
                ("Asia/Gaza", 2.0, 3.0),
            ] {
                assert_eq!(
                    (hours(zone, y, 1, 19), hours(zone, y, 7, 19)),
                    (january, july),
                    "{zone} {y}"
                );
            }
        }
        for (y, m, d, offset) in [
            // The last Sundays of March and of October.
            (2100, 3, 27, 1.0),
            (2100, 3, 28, 2.0),
            (2100, 10, 30, 2.0),
            (2100, 10, 31, 1.0),
            (2104, 2, 29, 1.0),
            (2150, 3, 28, 1.0),
            (2150, 3, 29, 2.0),
        ] {
            assert_eq!(hours("Europe/Rome", y, m, d), offset, "{y}-{m}-{d}");
        }
        let rome = Zone::parse("Europe/Rome").unwrap();
        let LocalTime::Never(jump) = rome.local(wall(2100, 3, 28, 2, 30)) else { panic!() };
        assert_eq!(jump, wall(2100, 3, 28, 1, 0).and_utc().timestamp());
        let LocalTime::Twice(a, b) = rome.local(wall(2100, 10, 31, 2, 30)) else { panic!() };
        assert_eq!((b - a, b), (3600, wall(2100, 10, 31, 1, 30).and_utc().timestamp()));
    }
}
