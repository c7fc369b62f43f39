//! Times in every other form: word by word, for rows that are not like most.

use super::clock::{HOUR, MINUTE, SECOND, Why, Written, fraction, number};
use crate::date::{DateOrder, Zone};
use crate::layer::Micros;
use crate::read::import::{Zoned, zone_of};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// Years 1 to 9999: what is outside is a broken cell, not a time.
pub(super) const RANGE: RangeInclusive<Micros> = -62_135_596_800_000_000..=253_402_300_799_999_999;

/// A text longer than this is no time.
const LONGEST: usize = 64;

const MONTHS: [&[u8; 3]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];
const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];

/// `YYYY-MM-DD` as microseconds of its midnight.
pub(super) fn iso_day(text: &[u8; 10]) -> Option<Micros> {
    let [y1, y2, y3, y4, dash, m1, m2, other, d1, d2] = *text;
    if (dash, other) != (b'-', b'-') {
        return None;
    }
    day(number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn day(year: i64, month: i64, day: i64) -> Option<Micros> {
    let (y, m, d) =
        (i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    if !(1..=9999).contains(&y) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(y, m, d)?;
    Some(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() * SECOND)
}

/// A date, with or without an hour, in any usual form.
///
/// # Errors
/// Why it is none.
pub(super) fn moment(text: &[u8], order: Option<DateOrder>) -> Result<Written, Why> {
    let lower = text.get(..text.len().min(LONGEST + 1)).unwrap_or_default().to_ascii_lowercase();
    if lower.len() > LONGEST {
        return Err(Why::Unreadable);
    }
    if ["-", "none", "null", "nan", "nat", "n/a", "not a time", "never"]
        .iter()
        .any(|w| lower == w.as_bytes())
        || lower.starts_with(b"0000-00-00")
        || lower.starts_with(b"00/00/0000")
    {
        return Err(Why::NotATime);
    }
    let rest = without_weekday(&lower);
    if let Some(moved) = year_at_end(rest) {
        return moment(&moved, order);
    }
    let (date, rest) = date(rest, order)?;
    let rest = match rest {
        [b't' | b':' | b',', after @ ..] | [b' ', b'-', b' ', after @ ..] => after,
        other => other,
    };
    let rest = rest.trim_ascii();
    if rest.is_empty() {
        return Ok(Written::Wall(date));
    }
    hour(rest, date)
}

/// `Mon, ` and the like say nothing that the date does not say.
fn without_weekday(text: &[u8]) -> &[u8] {
    if text.first_chunk::<3>().is_none_or(|three| !DAYS.contains(&three)) {
        return text;
    }
    let word = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let rest = text.get(word..).unwrap_or_default();
    rest.strip_prefix(b",").unwrap_or(rest).trim_ascii()
}

/// `mar  4 08:30:00 2024`, as C writes it, with the year behind the day.
fn year_at_end(text: &[u8]) -> Option<Vec<u8>> {
    let (before, year) = text.split_at_checked(text.len().checked_sub(5)?)?;
    let (space, year) = year.split_first()?;
    if *space != b' ' || !year.iter().all(u8::is_ascii_digit) || !before.contains(&b':') {
        return None;
    }
    let mut words = before.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let (month, day) = (words.next()?, words.next()?);
    let clock = words.collect::<Vec<_>>().join(&b' ');
    let days = day.len() < 3 && day.iter().all(u8::is_ascii_digit);
    let named = month.iter().all(u8::is_ascii_alphabetic);
    (days && named).then(|| [month, day, year, &clock].join(&b' '))
}

/// One piece of a date.
#[derive(Clone, Copy)]
enum Piece {
    Number(i64, usize),
    Month(i64),
}

/// The date at the start of a text, and what follows it.
fn date(text: &[u8], order: Option<DateOrder>) -> Result<(Micros, &[u8]), Why> {
    if let Some((eight, rest)) = text.split_first_chunk::<8>()
        && eight.iter().all(u8::is_ascii_digit)
        && !rest.first().is_some_and(u8::is_ascii_digit)
    {
        let [y1, y2, y3, y4, m1, m2, d1, d2] = *eight;
        let (y, m, d) = (number(&[y1, y2, y3, y4]), number(&[m1, m2]), number(&[d1, d2]));
        let made = y.zip(m).zip(d).and_then(|((y, m), d)| day(y, m, d));
        return made.map(|at| (at, rest)).ok_or(Why::OutOfRange);
    }
    let (a, rest) = piece(text)?;
    let (b, rest) = piece(gap(rest)?)?;
    let (c, rest) = piece(gap(rest)?)?;
    ymd(a, b, c, order).map(|at| (at, rest))
}

fn piece(text: &[u8]) -> Result<(Piece, &[u8]), Why> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 {
        let (number_text, mut rest) = text.split_at(digits);
        for ending in [b"st", b"nd", b"rd", b"th"] {
            rest = rest.strip_prefix(ending).unwrap_or(rest);
        }
        let value = number(number_text).ok_or(Why::Unreadable)?;
        return Ok((Piece::Number(value, digits), rest));
    }
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (word, rest) = text.split_at(letters);
    let three = word.first_chunk::<3>().ok_or(Why::Unreadable)?;
    let month = MONTHS.iter().position(|m| *m == three).ok_or(Why::Unreadable)?;
    Ok((Piece::Month(month as i64 + 1), rest))
}

/// What stands between the pieces of a date.
fn gap(text: &[u8]) -> Result<&[u8], Why> {
    let signs = text.iter().take_while(|b| matches!(b, b'-' | b'/' | b'.' | b' ' | b',')).count();
    if signs == 0 || signs > 2 {
        return Err(Why::Unreadable);
    }
    Ok(text.split_at(signs).1)
}

fn ymd(a: Piece, b: Piece, c: Piece, order: Option<DateOrder>) -> Result<Micros, Why> {
    use Piece::{Month, Number};
    let year = |value: i64, digits: usize| match digits {
        4 => Ok(value),
        // As POSIX has it: 69 to 99 are of the last century.
        2 => Ok(if value < 69 { 2000 + value } else { 1900 + value }),
        _ => Err(Why::Unreadable),
    };
    let made = match (a, b, c) {
        (Number(y, 4), Number(m, _), Number(d, _)) | (Number(y, 4), Month(m), Number(d, _)) => {
            day(y, m, d)
        }
        (Number(d, _), Month(m), Number(y, n)) | (Month(m), Number(d, _), Number(y, n)) => {
            day(year(y, n)?, m, d)
        }
        (Number(y, 2), Number(m, 1 | 2), Number(d, 1 | 2))
            if order == Some(DateOrder::YearFirst) =>
        {
            day(year(y, 2)?, m, d)
        }
        (Number(a, 1 | 2), Number(b, 1 | 2), Number(y, n)) => {
            let y = year(y, n)?;
            match order {
                Some(DateOrder::DayFirst) => day(y, b, a),
                Some(DateOrder::MonthFirst) => day(y, a, b),
                // A year of four digits at the end leaves the order of the other two open.
                _ if a == b || a > 12 => day(y, b, a),
                _ if b > 12 => day(y, a, b),
                _ => return Err(Why::Order),
            }
        }
        _ => return Err(Why::Unreadable),
    };
    made.ok_or(Why::OutOfRange)
}

/// An hour of a day, with what follows it: `8`, `8:30 PM`, `08:30:00.5+01:00`, `083000Z`, `08:30 CET`.
///
/// # Errors
/// Why it is none.
pub(super) fn hour(text: &[u8], day: Micros) -> Result<Written, Why> {
    let lower = text.get(..text.len().min(LONGEST)).unwrap_or_default().to_ascii_lowercase();
    let (mut at, rest) = clock(&lower)?;
    let mut rest = rest.trim_ascii();
    for (word, afternoon) in [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)] {
        if let Some(after) = rest.strip_prefix(word.as_bytes()) {
            if !(HOUR..13 * HOUR).contains(&at) {
                return Err(Why::OutOfRange);
            }
            at = at % (12 * HOUR) + if afternoon { 12 * HOUR } else { 0 };
            rest = after.trim_ascii();
            break;
        }
    }
    let at = day + at;
    match rest {
        b"" => Ok(Written::Wall(at)),
        b"z" | b"utc" | b"gmt" | b"ut" => Ok(Written::Instant(at)),
        name => {
            let name = std::str::from_utf8(name).map_err(|_| Why::Unreadable)?;
            let name = name.split(['[', '(']).find(|n| !n.is_empty()).unwrap_or(name).trim();
            let upper = name.trim_end_matches([']', ')']).to_ascii_uppercase();
            match [zone_of(&upper), zone_of(name)].into_iter().find(|z| *z != Zoned::Unknown) {
                Some(Zoned::Offset(east, letters)) => {
                    Ok(Written::Zoned(at, Zone::Fixed(east), letters))
                }
                Some(Zoned::Named(zone)) => Ok(Written::Zoned(at, Zone::Named(zone), false)),
                Some(Zoned::Unclear) => Ok(Written::Unclear(at)),
                Some(Zoned::Nothing | Zoned::Unknown) | None => Err(Why::Unreadable),
            }
        }
    }
}

/// Hours, minutes, seconds at the start of a text.
fn clock(text: &[u8]) -> Result<(Micros, &[u8]), Why> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (first, mut rest) = text.split_at(digits);
    let (mut m, mut s, mut micros) = (0, 0, 0);
    let h = match first.len() {
        1 | 2 => number(first).ok_or(Why::Unreadable)?,
        4 | 6 => {
            let mut pairs = first.chunks_exact(2).map(|p| number(p).unwrap_or(99));
            let h = pairs.next().unwrap_or(0);
            (m, s) = (pairs.next().unwrap_or(0), pairs.next().unwrap_or(0));
            h
        }
        _ => return Err(Why::Unreadable),
    };
    if first.len() <= 2 {
        for part in [&mut m, &mut s] {
            let Some(after) = rest.strip_prefix(b":") else { break };
            let pair = after.first_chunk::<2>().and_then(|p| number(p)).ok_or(Why::Unreadable)?;
            *part = pair;
            rest = after.get(2..).unwrap_or_default();
        }
    }
    if let [b'.' | b',', after @ ..] = rest
        && after.first().is_some_and(u8::is_ascii_digit)
    {
        let (read, after) = fraction(after).ok_or(Why::Unreadable)?;
        (micros, rest) = (read, after);
    }
    // 24:00 is midnight at the end of the day.
    let end_of_day = h == 24 && m == 0 && s == 0 && micros == 0;
    if (h > 23 && !end_of_day) || m > 59 || s > 60 {
        return Err(Why::OutOfRange);
    }
    Ok((h * HOUR + m * MINUTE + s * SECOND + micros, rest))
}
