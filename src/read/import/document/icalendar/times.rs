//! Dates, hours and durations of iCalendar.

use super::super::book::Book;
use super::super::dates;
use super::super::told::Place;
use super::lines::Line;
use super::zones::{Defined, Ruled, Zones, by_name, by_rules};
use crate::date::zone::LocalTime;
use crate::date::{Day, Zone};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// More dates in one list are no series that anybody wrote.
const MOST_LISTED: usize = 10_000;

/// A date or an hour with the zone that it was read in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Time {
    /// A civil day.
    Day(NaiveDate),
    /// An hour in UTC.
    Utc(NaiveDateTime),
    /// An hour that names no zone.
    Floating(NaiveDateTime),
    /// An hour on the clock of a zone.
    In(NaiveDateTime, Zone),
}

/// The time in a property; `None` where it cannot be read, which is told.
pub(super) fn read(line: &Line, zones: &Zones, place: Place, book: &mut Book<'_>) -> Option<Time> {
    let text = line.value.trim();
    let place = Place { line: Some(line.number), ..place };
    let Some((date, clock, utc)) = parse(text) else {
        book.tell(
            place
                .error("this is no date of iCalendar")
                .field(&line.name)
                .found(text)
                .expected("20240306, 20240306T100000 or 20240306T100000Z")
                .hint("correct it in the program that made the file; until then the event has no such date"),
        );
        return None;
    };
    let day_only = line.parameter("VALUE").eq_ignore_ascii_case("DATE");
    let Some(clock) = clock else { return Some(Time::Day(date)) };
    if day_only {
        book.tell(
            place
                .warning("the property says that it is a day, but has an hour; the hour is read")
                .field(&line.name)
                .found(text)
                .expected("20240306, or no VALUE=DATE"),
        );
    }
    let wall = date.and_time(clock);
    let id = line.parameter("TZID");
    if utc {
        if !id.is_empty() && by_name(id) != Some(Zone::UTC) {
            book.tell(
                place
                    .warning(format!("the hour is in UTC, as its Z says, and names the zone {id} as well; it is read in UTC"))
                    .field(&line.name)
                    .found(text)
                    .expected("an hour with Z, or one with TZID")
                    .hint("see which of them is meant"),
            );
        }
        return Some(Time::Utc(wall));
    }
    if id.is_empty() {
        return Some(Time::Floating(wall));
    }
    let (time, told) = match on_clock(wall, id, zones) {
        (time, Odd::Nothing) => return Some(time),
        (time, Odd::Twice) => (
            time,
            place
                .note(format!("the clock of {id} showed {wall} twice; the first is taken, as the standard has it"))
                .found(text)
                .hint("write the hour in UTC where the second is meant"),
        ),
        (time, Odd::Never) => (
            time,
            place
                .warning(format!("the clock of {id} never showed {wall}; it is read as {}, as the standard has it", time.written(true)))
                .found(text)
                .expected("an hour that the clock was not put forward over")
                .hint("correct the hour, or name the zone in which it was read"),
        ),
        (time, Odd::NoZone) => (
            time,
            place
                .warning("this time zone is known neither by its name nor by a definition in the file")
                .found(id)
                .expected("an IANA name such as Europe/Rome, one of Windows, or a VTIMEZONE")
                .hint("the hour is read in the zone of the case; name that with --zone"),
        ),
    };
    book.tell(told.field(&line.name));
    Some(time)
}

/// The times in a property that may list several, such as EXDATE. What cannot be read is passed over, since the
/// text of such a property is kept.
pub(super) fn several(line: &Line, zones: &Zones) -> Vec<Time> {
    let id = line.parameter("TZID");
    let times = line.value.split(',').filter_map(|text| {
        let (date, clock, utc) = parse(text)?;
        let Some(clock) = clock else { return Some(Time::Day(date)) };
        let wall = date.and_time(clock);
        Some(match (utc, id.is_empty()) {
            (true, _) => Time::Utc(wall),
            (false, true) => Time::Floating(wall),
            (false, false) => on_clock(wall, id, zones).0,
        })
    });
    times.take(MOST_LISTED).collect()
}

/// What is odd about an hour on the clock of a zone.
enum Odd {
    Nothing,
    /// The clock was put back over it.
    Twice,
    /// The clock was put forward over it.
    Never,
    /// There is no such zone.
    NoZone,
}

/// An hour on the clock of a zone. One that the clock was put forward over counts with the distance from UTC before
/// that, and of one that came twice the first is meant (RFC 5545, 3.3.5).
fn on_clock(wall: NaiveDateTime, id: &str, zones: &Zones) -> (Time, Odd) {
    let later = |before: FixedOffset, after: FixedOffset| {
        let gap = after.local_minus_utc() - before.local_minus_utc();
        TimeDelta::try_seconds(i64::from(gap)).and_then(|gap| wall.checked_add_signed(gap))
    };
    match zones.get(id) {
        Some(Defined::Known(zone)) => match zone.local(wall) {
            LocalTime::Once(_) => (Time::In(wall, zone), Odd::Nothing),
            LocalTime::Twice(..) => (Time::In(wall, zone), Odd::Twice),
            LocalTime::Never(jump) => {
                let moved = later(zone.offset_at(jump - 1), zone.offset_at(jump));
                (Time::In(moved.unwrap_or(wall), zone), Odd::Never)
            }
        },
        Some(Defined::Rules(rules)) => match by_rules(&rules, wall) {
            Some(Ruled::Once(offset)) => (Time::In(wall, Zone::Fixed(offset)), Odd::Nothing),
            Some(Ruled::Twice(offset)) => (Time::In(wall, Zone::Fixed(offset)), Odd::Twice),
            Some(Ruled::Never(before, after)) => {
                let moved = later(before, after).unwrap_or(wall);
                (Time::In(moved, Zone::Fixed(after)), Odd::Never)
            }
            None => (Time::Floating(wall), Odd::Nothing),
        },
        None => (Time::Floating(wall), Odd::NoZone),
    }
}

/// Day, hour, and whether it is UTC; takes dashes and colons, and hours without seconds.
fn parse(text: &str) -> Option<(NaiveDate, Option<NaiveTime>, bool)> {
    let text = text.trim();
    let utc = text.ends_with(['Z', 'z']);
    let bare = text.trim_end_matches(['Z', 'z']);
    let (date, clock) = match bare.split_once(['T', 't', ' ']) {
        Some((date, clock)) => (date, clock),
        None => (bare, ""),
    };
    let digits = |t: &str, signs: &[char]| -> Option<String> {
        let kept: String = t.chars().filter(|c| !signs.contains(c)).collect();
        kept.bytes().all(|b| b.is_ascii_digit()).then_some(kept)
    };
    let date = digits(date, &['-'])?;
    if date.len() != 8 {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(
        date.get(..4)?.parse().ok()?,
        date.get(4..6)?.parse().ok()?,
        date.get(6..)?.parse().ok()?,
    )?;
    if clock.is_empty() {
        return Some((day, None, false));
    }
    let clock = digits(clock.split('.').next()?, &[':'])?;
    if !matches!(clock.len(), 4 | 6) {
        return None;
    }
    let part =
        |range: std::ops::Range<usize>| clock.get(range).map_or(Some(0), |d| d.parse::<u32>().ok());
    let (hour, minute) = (part(0..2)?, part(2..4)?);
    let second = if clock.len() == 6 { part(4..6)? } else { 0 };
    // A leap second is the second before it; 24:00 belongs to the day that begins.
    if (hour, minute, second) == (24, 0, 0) {
        return Some((day.succ_opt()?, Some(NaiveTime::MIN), utc));
    }
    Some((day, Some(NaiveTime::from_hms_opt(hour, minute, second.min(59))?), utc))
}

/// A duration: whole days, and seconds.
pub(super) fn duration(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let mut rest = rest.strip_prefix('P')?;
    let (mut days, mut seconds, mut clock, mut any) = (0_i64, 0_i64, false, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            clock = true;
            rest = after;
            continue;
        }
        let n = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest.get(..n)?.parse().ok().filter(|n| *n < 10_000_000)?;
        let unit = rest.get(n..)?.chars().next()?;
        match (unit, clock) {
            ('W', false) => days += number * 7,
            ('D', false) => days += number,
            ('H', true) => seconds += number * 3600,
            ('M', true) => seconds += number * 60,
            ('S', true) => seconds += number,
            _ => return None,
        }
        any = true;
        rest = rest.get(n + 1..)?;
    }
    any.then_some((sign * days, sign * seconds))
}

impl Time {
    /// The time so much later: days by the calendar, seconds by the clock.
    pub(super) fn plus(self, days: i64, seconds: i64) -> Option<Self> {
        let days = TimeDelta::try_days(days)?;
        let later = TimeDelta::try_seconds(seconds)?;
        Some(match self {
            Self::Day(day) => Self::Day(day.checked_add_signed(days)?.checked_add_signed(later)?),
            Self::Utc(at) => Self::Utc(at.checked_add_signed(days)?.checked_add_signed(later)?),
            Self::Floating(at) => {
                Self::Floating(at.checked_add_signed(days)?.checked_add_signed(later)?)
            }
            Self::In(at, zone) => {
                let at = at.checked_add_signed(days)?;
                let start = match zone.local(at) {
                    // Of an hour that comes twice the standard takes the first.
                    LocalTime::Once(start) | LocalTime::Twice(start, _) if seconds != 0 => start,
                    _ => return Some(Self::In(at.checked_add_signed(later)?, zone)),
                };
                let end = start.checked_add(seconds)?;
                let shift = i64::from(zone.offset_at(end).local_minus_utc());
                let clock = |at: i64| Some(chrono::DateTime::from_timestamp(at, 0)?.naive_utc());
                let wall = clock(end.checked_add(shift)?)?;
                match zone.local(wall) {
                    LocalTime::Twice(first, _) if first != end => Self::Utc(clock(end)?),
                    _ => Self::In(wall, zone),
                }
            }
        })
    }

    /// In the notation of case files. Hours of a zone have no offset, since the event names the zone, unless `sharp`
    /// or where the hour came twice: the first of the two is meant.
    pub(super) fn written(self, sharp: bool) -> String {
        let at = |wall: NaiveDateTime, offset: &str| {
            let day = dates::of_day(Day::from_naive(wall.date()));
            let clock = wall.format("%H:%M:%S").to_string();
            format!("{day}T{}{offset}", clock.strip_suffix(":00").unwrap_or(&clock))
        };
        // No notation carries the seconds of an offset: before the zones an hour is written in UTC.
        let with = |wall: NaiveDateTime, offset: FixedOffset| {
            if offset.local_minus_utc() % 60 == 0 {
                at(wall, &offset.to_string())
            } else {
                wall.checked_sub_offset(offset).map_or_else(|| at(wall, ""), |utc| at(utc, "Z"))
            }
        };
        match self {
            Self::Day(day) => dates::of_day(Day::from_naive(day)),
            Self::Utc(wall) => at(wall, "Z"),
            Self::Floating(wall) => at(wall, ""),
            Self::In(wall, zone) => match (zone.local(wall), zone) {
                (_, Zone::Fixed(offset)) => with(wall, offset),
                (LocalTime::Twice(seconds, _), _) => with(wall, zone.offset_at(seconds)),
                (LocalTime::Once(seconds), _) if sharp => with(wall, zone.offset_at(seconds)),
                _ => at(wall, ""),
            },
        }
    }

    /// The same day, or the same moment; hours without a zone are on the clock of `floating`, where there is one.
    pub(super) fn is_same(self, other: Self, floating: Option<Zone>) -> bool {
        match (self, other) {
            (Self::Day(a), Self::Day(b)) => a == b,
            (Self::Floating(a), Self::Floating(b)) => a == b,
            _ => self.seconds(floating).is_some_and(|a| other.seconds(floating) == Some(a)),
        }
    }

    /// Seconds since 1970; `None` for days, and for hours that nobody says the zone of.
    fn seconds(self, floating: Option<Zone>) -> Option<i64> {
        let (wall, zone) = match self {
            Self::Day(_) => return None,
            Self::Utc(wall) => (wall, Zone::UTC),
            Self::Floating(wall) => (wall, floating?),
            Self::In(wall, zone) => (wall, zone),
        };
        Some(match zone.local(wall) {
            LocalTime::Once(at) | LocalTime::Twice(at, _) | LocalTime::Never(at) => at,
        })
    }

    /// Its day on the clock that it was written by.
    pub(super) fn date(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Utc(wall) | Self::Floating(wall) | Self::In(wall, _) => wall.date(),
        }
    }

    /// The day, where it is the midnight with which it begins.
    pub(super) fn midnight(self) -> Option<Self> {
        let (Self::Floating(wall) | Self::In(wall, _)) = self else { return None };
        (wall.time() == NaiveTime::MIN).then(|| Self::Day(wall.date()))
    }

    /// The name of its zone, for the event.
    pub(super) fn zone(self) -> Option<Zone> {
        match self {
            Self::In(_, zone @ Zone::Named(_)) => Some(zone),
            _ => None,
        }
    }
}
