//! Dates that are one number: seconds since 1970 and their parts, days of a spreadsheet, ticks of Windows.

use super::{Clock, Counted, Problem, Reading, Remark, Stamp, Written, is_nothing};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

/// Seconds from 1601, where Windows and Chrome begin to count, to 1970.
const FROM_1601: i128 = 11_644_473_600;
/// Seconds from 1970 to 2001, where Apple programs begin to count, and from 1904, where old Macintoshes did, to 1970.
const TO_2001: i128 = 978_307_200;
const FROM_1904: i128 = 2_082_844_800;
/// Days of a spreadsheet that are read: from the middle of 1954 to 2119. Smaller ones are years or counts.
const SERIALS: std::ops::Range<i128> = 20_000..80_000;

/// Reads a number; `None` where the cell is none, or one too small to be a date.
pub(super) fn read(text: &str) -> Option<Result<Reading, Problem>> {
    let (whole, fraction) = parts(text)?;
    if fraction.is_empty()
        && let Some(found) = compact(text)
    {
        return Some(found);
    }
    // `051121` is a day, a month and a year: no count is written with a nought in front.
    if text.starts_with('0') {
        return None;
    }
    let size = whole.unsigned_abs();
    if SERIALS.contains(&whole) {
        return Some(serial(whole, &fraction));
    }
    // A hundred million seconds is March 1973, and as milliseconds it is the second day of 1970: each unit has the
    // dates from 1973 on to itself.
    let (ticks, remark) = match size {
        0..100_000_000 => return None,
        100_000_000..100_000_000_000 => (1_u32, Remark::Epoch),
        100_000_000_000..100_000_000_000_000 => (1_000, Remark::Epoch),
        100_000_000_000_000..10_000_000_000_000_000 => (1_000_000, Remark::Epoch),
        // Seventeen digits are microseconds since 1601, eighteen the tenth parts of them.
        10_000_000_000_000_000..20_000_000_000_000_000 => (1_000_000, Remark::Since1601),
        110_000_000_000_000_000..160_000_000_000_000_000 => (10_000_000, Remark::Since1601),
        20_000_000_000_000_000..100_000_000_000_000_000 => return None,
        160_000_000_000_000_000..10_000_000_000_000_000_000 => (1_000_000_000, Remark::Epoch),
        _ => return None,
    };
    let mut seconds = whole.div_euclid(i128::from(ticks));
    let rest = whole.rem_euclid(i128::from(ticks));
    if remark == Remark::Since1601 {
        seconds -= FROM_1601;
    }
    // 820 million is the end of 1995; few tables have moments of the years before, and Apple programs write such numbers.
    let early = remark == Remark::Epoch && (0..820_000_000).contains(&seconds);
    let remark = if early { Remark::EarlyEpoch } else { remark };
    let fraction = if whole >= 0 { fraction.as_str() } else { "" };
    let read = moment(seconds, rest, ticks, fraction, remark)?;
    if !early || ticks < 1_000_000_000 {
        return Some(read);
    }
    // Nanoseconds were hardly counted in 1995; in 2001 they have a digit more.
    let apple = moment(seconds + TO_2001, rest, ticks, fraction, Remark::Since2001)?;
    let texts =
        [read, apple].into_iter().flatten().filter_map(|r| Some(r.written.when().ok()?.text()));
    let why = "it can be nanoseconds since 1970, or since 2001 as Apple programs count: for these call the column “Cocoa time”";
    Some(Err(Problem::Open { readings: texts.collect(), why: why.to_owned() }))
}

/// Reads what is too small to be a moment anywhere but in a column of moments: those before 1970, and 0.
fn since_1970(text: &str, ticks: u32) -> Option<Result<Reading, Problem>> {
    let whole: i128 = text.parse().ok()?;
    match whole {
        // Programs write it where they know no moment.
        0 => Some(Err(Problem::Nothing)),
        ..0 => {
            let (seconds, rest) = (whole.div_euclid(ticks.into()), whole.rem_euclid(ticks.into()));
            moment(seconds, rest, ticks, "", Remark::Epoch)
        }
        _ => None,
    }
}

/// Parts of a second in which a column counts from 1970, where each cell is a whole number, and most are large enough
/// to show it, all in the same way.
pub(super) fn ticks_of<'a>(cells: impl Iterator<Item = &'a str>) -> Option<u32> {
    let (mut ticks, mut sure, mut small) = (None, 0_u64, 0_u64);
    for cell in cells.map(str::trim).filter(|cell| !is_nothing(cell)) {
        let size = cell.parse::<i128>().ok()?.unsigned_abs();
        let here = match size {
            0..100_000_000 => {
                small += 1;
                continue;
            }
            100_000_000..100_000_000_000 => 1,
            100_000_000_000..100_000_000_000_000 => 1_000,
            100_000_000_000_000..10_000_000_000_000_000 => 1_000_000,
            1_000_000_000_000_000_000..10_000_000_000_000_000_000 => 1_000_000_000,
            _ => return None,
        };
        sure += 1;
        if *ticks.get_or_insert(here) != here {
            return None;
        }
    }
    ticks.filter(|_| sure > 1 && sure > small)
}

/// Reads a number that counts from where the heading of its column says; `None` where it is too small or too large
/// for that.
pub(super) fn counted(text: &str, counted: Counted) -> Option<Result<Reading, Problem>> {
    match counted {
        Counted::Unix(ticks) => return since_1970(text, ticks),
        Counted::Micros => return micros(text),
        Counted::NoSerial => return no_serial(text),
        _ => {}
    }
    let (whole, fraction) = parts(text)?;
    let size = whole.unsigned_abs();
    let (ticks, from, remark) = match counted {
        Counted::LikelyCocoa if !(100_000_000..1_000_000_000).contains(&size) => return None,
        Counted::Cocoa | Counted::LikelyCocoa => match size {
            0..10_000_000_000 => (1, TO_2001, Remark::Since2001),
            10_000_000_000_000_000.. => (1_000_000_000, TO_2001, Remark::Since2001),
            _ => return None,
        },
        Counted::Hfs if size < 100_000_000_000 => (1, -FROM_1904, Remark::Since1904),
        Counted::WebKit => (1_000_000, -FROM_1601, Remark::Since1601),
        Counted::FileTime => (10_000_000, -FROM_1601, Remark::Since1601),
        Counted::Hfs | Counted::Unix(_) | Counted::Micros | Counted::NoSerial => return None,
    };
    let seconds = whole.div_euclid(i128::from(ticks)) + from;
    let rest = whole.rem_euclid(i128::from(ticks));
    let fraction = if whole >= 0 { fraction.as_str() } else { "" };
    moment(seconds, rest, ticks, fraction, remark)
}

/// `51121` beside `151121`: it would be a day of a spreadsheet elsewhere.
fn no_serial(text: &str) -> Option<Result<Reading, Problem>> {
    let five = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let why = "has five digits, and other rows six: a nought may be lost in front of a day, a month and a year";
    five.then(|| Err(Problem::Unclear(why.to_owned())))
}

/// Microseconds since 1970 by definition: nothing was concluded, so there is nothing to remark. A number with the digits
/// of seconds or milliseconds of today is one of these, and no moment in the first weeks of 1970.
fn micros(text: &str) -> Option<Result<Reading, Problem>> {
    if matches!(text.len(), 10 | 13) {
        return None;
    }
    let whole: i128 = text.parse().ok()?;
    let (seconds, rest) = (whole.div_euclid(1_000_000), whole.rem_euclid(1_000_000));
    let read = moment(seconds, rest, 1_000_000, "", Remark::Epoch)?;
    Some(read.map(|reading| Reading { remarks: Vec::new(), ..reading }))
}

/// A moment from seconds since 1970 and the parts of a second behind them.
fn moment(
    seconds: i128,
    rest: i128,
    ticks: u32,
    fraction: &str,
    remark: Remark,
) -> Option<Result<Reading, Problem>> {
    let width = ticks.checked_ilog10().unwrap_or(0) as usize;
    let mut digits = if width > 0 { format!("{rest:0width$}") } else { String::new() };
    digits.push_str(fraction);
    let digits = digits.trim_end_matches('0');
    let at = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?.naive_utc();
    let stamp = Stamp {
        year: at.year(),
        month: Some(at.month()),
        day: Some(at.day()),
        clock: Some(Clock {
            hour: at.hour(),
            minute: at.minute(),
            second: Some(at.second()),
            fraction: digits.chars().take(18).collect(),
        }),
        offset: FixedOffset::east_opt(0),
    };
    Some(Ok(Reading { written: Written::One(stamp, ""), remarks: vec![remark], zone: None }))
}

/// What stands before and behind the point of a number, which may have signs between its thousands, or an exponent.
fn parts(text: &str) -> Option<(i128, String)> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || first == b'-') || text.len() > 40 {
        return None;
    }
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        return scientific(mantissa, exponent);
    }
    let (minus, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let spaced = thousands(text);
    let text = spaced.as_deref().unwrap_or(text);
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    // 19.01 is a day of a month and 1.5 a number: five digits are where dates begin.
    if whole.len() < 5 || whole.len() > 20 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: i128 = whole.parse().ok()?;
    Some((if minus { -number } else { number }, fraction.trim_end_matches('0').to_owned()))
}

/// `1.7372796E+09`, as spreadsheets show large numbers; digits that are not shown are lost.
fn scientific(mantissa: &str, exponent: &str) -> Option<(i128, String)> {
    let exponent: usize = exponent.trim_start_matches('+').parse().ok().filter(|n| *n < 20)?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    // Fewer than ten digits leave out minutes or more, and a date must not look finer than it is.
    if whole.len() != 1 || !digits(whole) || !digits(fraction) || fraction.len() < 9.min(exponent) {
        return None;
    }
    let mut all = format!("{whole}{fraction}");
    while all.len() <= exponent {
        all.push('0');
    }
    let (whole, rest) = all.split_at_checked(exponent + 1)?;
    Some((whole.parse().ok()?, rest.trim_end_matches('0').to_owned()))
}

/// `1,737,279,000`, `1 737 279 000` and `1.737.279.000` without the signs between.
fn thousands(text: &str) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'')
        || text.matches(sign).count() < 2
    {
        return None;
    }
    let mut groups = text.split(sign);
    let first = groups.next()?;
    let rest = groups.all(|g| {
        let whole = g.split_once(['.', ',']).map_or(g, |(whole, _)| whole);
        whole.len() == 3 && whole.bytes().all(|b| b.is_ascii_digit())
    });
    // `2025. 01. 19` has groups of two.
    (rest && (1..=3).contains(&first.len())).then(|| text.replace(sign, ""))
}

/// `202501191430` and `20250119143005`; eight digits are read before.
fn compact(text: &str) -> Option<Result<Reading, Problem>> {
    if !matches!(text.len(), 12 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(0, 4)?).ok().filter(|y| (1900..2200).contains(y))?;
    let second = if text.len() == 14 { Some(part(12, 14)?) } else { None };
    let stamp = Stamp {
        year,
        month: part(4, 6),
        day: part(6, 8),
        clock: Some(Clock {
            hour: part(8, 10)?,
            minute: part(10, 12)?,
            second,
            fraction: String::new(),
        }),
        offset: None,
    };
    stamp.check().ok()?;
    Some(Ok(Reading::from(Written::One(stamp, ""))))
}

/// Days since 30 December 1899; the part behind the point is the time of day, to the second.
fn serial(days: i128, fraction: &str) -> Result<Reading, Problem> {
    let of_day = fraction_of_day(fraction);
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let days =
        i64::try_from(days).unwrap_or_default() + i64::from(of_day.is_some_and(|s| s >= 86_400));
    let moved = chrono::TimeDelta::try_days(days).and_then(|d| first.checked_add_signed(d));
    let date = moved.ok_or_else(|| Problem::Impossible(format!("day {days}")))?;
    let clock = of_day.map(|seconds| clock_of(seconds % 86_400));
    let (month, day) = (Some(date.month()), Some(date.day()));
    let stamp = Stamp { year: date.year(), month, day, clock, offset: None };
    Ok(Reading { written: Written::One(stamp, ""), remarks: vec![Remark::Serial], zone: None })
}

/// Seconds of a day from the digits behind a point, rounded; `None` where there are none.
pub(super) fn fraction_of_day(digits: &str) -> Option<u32> {
    let digits: String = digits.chars().take(12).collect();
    if digits.is_empty() {
        return None;
    }
    let number: u128 = digits.parse().ok()?;
    let scale = 10_u128.checked_pow(u32::try_from(digits.len()).ok()?)?;
    u32::try_from((number * 86_400 + scale / 2) / scale).ok()
}

/// The time of day after so many seconds; whole minutes have no seconds.
pub(super) fn clock_of(seconds: u32) -> Clock {
    let second = Some(seconds % 60).filter(|s| *s > 0);
    Clock { hour: seconds / 3600, minute: seconds / 60 % 60, second, fraction: String::new() }
}
