//! Lengths of time in markwhen, and what they come to on a calendar and a clock.

use crate::date::{Instant, Zone};
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    WeekDay,
    Week,
    Month,
    Year,
}

/// `3 weeks, 2 days`; empty for nothing, `None` for anything else.
pub(super) fn amounts(text: &str) -> Option<Vec<(i64, Unit)>> {
    let mut rest = text.trim();
    let mut list = Vec::new();
    while !rest.is_empty() {
        let (sign, bare) = rest.strip_prefix('-').map_or((1, rest), |r| (-1, r));
        let n = bare.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = bare.get(..n)?.parse().ok().filter(|n| *n <= 1_000_000)?;
        let after = bare.get(n..)?.trim_start();
        let (after, work) = match ["week day", "work day", "business day", "weekday", "workday"]
            .iter()
            .find(|w| after.to_ascii_lowercase().starts_with(**w))
        {
            Some(word) => (after.get(word.len() - 3..)?, true),
            None => (after, false),
        };
        let end = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let unit = match after.get(..end)?.to_ascii_lowercase().as_str() {
            "milliseconds" | "ms" => Unit::Millisecond,
            "seconds" | "second" | "secs" | "sec" | "s" => Unit::Second,
            "minutes" | "minute" | "mins" | "min" => Unit::Minute,
            "hours" | "hour" | "h" => Unit::Hour,
            "days" | "day" | "d" if work => Unit::WeekDay,
            "days" | "day" | "d" => Unit::Day,
            "weeks" | "week" | "w" => Unit::Week,
            "months" | "month" => Unit::Month,
            "years" | "year" | "y" => Unit::Year,
            _ => return None,
        };
        list.push((sign * number, unit));
        rest = after.get(end..)?.trim_start_matches([',', ' ']);
        if list.len() > 16 {
            return None;
        }
    }
    Some(list)
}

/// A reading of the clock so much later, or earlier; `None` beyond the calendar. Days and what is longer follow the
/// calendar, hours and what is shorter are time that passes: a night in which the clock is put back has more of them.
pub(super) fn shifted(
    at: NaiveDateTime,
    amounts: &[(i64, Unit)],
    back: bool,
    zone: Zone,
) -> Option<NaiveDateTime> {
    let mut at = at;
    for (n, unit) in amounts {
        let n = if back { n.checked_neg()? } else { *n };
        at = match seconds(n, *unit) {
            Some(seconds) => Instant::from_wall(at, zone).earliest.plus_seconds(seconds).wall(zone),
            None => by_calendar(at, n, *unit)?,
        };
    }
    written(at)
}

/// An instant so much later on the calendar and the clock of a zone, as [`shifted`].
pub(super) fn later(at: Instant, amounts: &[(i64, Unit)], zone: Zone) -> Option<Instant> {
    let mut at = at;
    for (n, unit) in amounts {
        at = match seconds(*n, *unit) {
            Some(seconds) => at.plus_seconds(seconds),
            None => Instant::from_wall(by_calendar(at.wall(zone), *n, *unit)?, zone).earliest,
        };
    }
    written(at.wall(zone)).map(|_| at)
}

/// Beyond these years nothing is written with four digits.
fn written(at: NaiveDateTime) -> Option<NaiveDateTime> {
    (-9999..=9999).contains(&at.year()).then_some(at)
}

/// The seconds of a length of time; `None` where the calendar says how long it is.
const fn seconds(n: i64, unit: Unit) -> Option<i64> {
    match unit {
        Unit::Millisecond => Some(n / 1000),
        Unit::Second => Some(n),
        Unit::Minute => n.checked_mul(60),
        Unit::Hour => n.checked_mul(3600),
        _ => None,
    }
}

fn by_calendar(at: NaiveDateTime, n: i64, unit: Unit) -> Option<NaiveDateTime> {
    let months = |m: i64| {
        let by = chrono::Months::new(u32::try_from(m.unsigned_abs()).ok()?);
        if m < 0 { at.checked_sub_months(by) } else { at.checked_add_months(by) }
    };
    match unit {
        Unit::Day => at.checked_add_signed(TimeDelta::try_days(n)?),
        Unit::Week => at.checked_add_signed(TimeDelta::try_weeks(n)?),
        Unit::WeekDay => week_days(at, n),
        Unit::Month => months(n),
        Unit::Year => months(n.checked_mul(12)?),
        Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour => Some(at),
    }
}

/// The moment by which so many days from Monday to Friday have gone by, or before which they did.
///
/// From the midnight of a Monday five of them are gone with Friday, on the midnight of Saturday: the last day of a
/// stretch is never on a weekend. An hour is met again on a day of work.
fn week_days(at: NaiveDateTime, n: i64) -> Option<NaiveDateTime> {
    if n == 0 {
        return Some(at);
    }
    let step = TimeDelta::days(n.signum());
    let forward_from_midnight = n > 0 && at.time() == NaiveTime::MIN;
    let mut at = at;
    let skip = |mut at: NaiveDateTime| {
        while matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
            at = at.checked_add_signed(step)?;
        }
        Some(at)
    };
    let count = n.unsigned_abs();
    // Whole weeks but the last day, which says where it ends.
    let weeks = i64::try_from((count - 1) / 5).ok()?.checked_mul(n.signum())?;
    for (nth, _) in (0..=(count - 1) % 5).enumerate() {
        if forward_from_midnight {
            at = skip(at)?;
        }
        if nth == 0 {
            at = at.checked_add_signed(TimeDelta::try_weeks(weeks)?)?;
        }
        at = at.checked_add_signed(step)?;
        if !forward_from_midnight {
            at = skip(at)?;
        }
    }
    Some(at)
}

/// Where a stretch begins that is counted from another: a midnight by which days of work have gone by is moved from
/// the weekend to the Monday behind it.
pub(super) fn beginning(
    at: NaiveDateTime,
    amounts: &[(i64, Unit)],
    back: bool,
) -> Option<NaiveDateTime> {
    let works = works(amounts);
    let days = match at.weekday() {
        Weekday::Sat if works && !back => 2,
        Weekday::Sun if works && !back => 1,
        _ => 0,
    };
    at.checked_add_signed(TimeDelta::days(days))
}

/// True where days of work are counted.
pub(super) fn works(amounts: &[(i64, Unit)]) -> bool {
    amounts.iter().any(|(_, unit)| *unit == Unit::WeekDay)
}
