//! The short way for what most machines write: ISO 8601, with a `T` or a space, extended or basic.

use super::{Clock, Problem, Stamp, Written};
use chrono::FixedOffset;

/// A walk through the bytes of a cell.
struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
}

impl Bytes<'_> {
    fn peek(&self) -> Option<u8> {
        self.all.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let part = self.all.get(self.at..self.at.checked_add(count)?)?;
        let mut number: u32 = 0;
        for byte in part {
            if !byte.is_ascii_digit() {
                return None;
            }
            number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
        }
        self.at += count;
        Some(number)
    }

    const fn done(&self) -> bool {
        self.at >= self.all.len()
    }
}

/// Reads a date or a date-time; `None` where it has another shape.
pub(super) fn read(text: &str) -> Option<Result<Written, Problem>> {
    let mut bytes = Bytes { all: text.as_bytes(), at: 0 };
    let year = i32::try_from(bytes.digits(4)?).ok()?;
    let extended = bytes.take(b'-');
    if bytes.peek() == Some(b'W') {
        return week(&mut bytes, year, extended);
    }
    if extended && text.len() == 8 && bytes.all.get(5..)?.iter().all(u8::is_ascii_digit) {
        let ordinal = bytes.digits(3)?;
        let date = chrono::NaiveDate::from_yo_opt(year, ordinal);
        return Some(
            date.map_or_else(|| Err(Problem::Impossible(text.to_owned())), |d| Ok(of_naive(d))),
        );
    }
    let month = bytes.digits(2)?;
    if extended && !bytes.take(b'-') {
        return None;
    }
    let day = bytes.digits(2)?;
    // 00 stands for what is not known; that is told, and read with more care.
    if month == 0 || day == 0 {
        return None;
    }
    let mut stamp = Stamp { year, month: Some(month), day: Some(day), ..Stamp::default() };
    if !bytes.done() {
        if !(bytes.take(b'T') || bytes.take(b't') || bytes.take(b' ')) {
            return None;
        }
        while bytes.take(b' ') {}
        let hour = bytes.digits(2)?;
        if bytes.done() || matches!(bytes.peek(), Some(b'Z' | b'+')) {
            // The hour alone: the moment is somewhere within it.
            let offset = zone(&mut bytes)?;
            let clock = |minute| Some(Clock { hour, minute, ..Clock::default() });
            let at = |minute| Stamp { clock: clock(minute), offset, ..stamp.clone() };
            let (from, to) = (at(0), at(59));
            return Some(
                from.check()
                    .and_then(|()| to.check())
                    .map(|()| Written::Between(from.text(), to.text())),
            );
        }
        stamp.clock = Some(rest_of_clock(&mut bytes, hour)?);
        while bytes.take(b' ') {}
        stamp.offset = zone(&mut bytes)?;
        if stamp.clock.as_ref().and_then(|c| c.second) == Some(60) {
            return None;
        }
    } else if !extended && !(1000..=2999).contains(&year) {
        return None;
    }
    Some(match stamp.check() {
        Ok(()) => Ok(Written::One(stamp, "")),
        // Eight digits that are no day may be a number.
        Err(_) if !extended => return None,
        Err(problem) => Err(problem),
    })
}

fn rest_of_clock(bytes: &mut Bytes<'_>, hour: u32) -> Option<Clock> {
    // Names of files cannot hold colons, and programs that make both write dashes everywhere.
    let dashes = matches!(
        bytes.all.get(bytes.at..),
        Some([b'-', a, b, b'-', c, d, ..]) if [a, b, c, d].iter().all(|b| b.is_ascii_digit())
    );
    let sign = if dashes { b'-' } else { b':' };
    let colons = bytes.take(sign);
    let minute = bytes.digits(2)?;
    let mut clock = Clock { hour, minute, ..Clock::default() };
    let more =
        if colons { bytes.take(sign) } else { bytes.peek().is_some_and(|b| b.is_ascii_digit()) };
    if more {
        clock.second = Some(bytes.digits(2)?);
        if bytes.take(b'.') || bytes.take(b',') {
            while let Some(digit) = bytes.peek().filter(u8::is_ascii_digit) {
                clock.fraction.push(char::from(digit));
                bytes.at += 1;
            }
            if clock.fraction.is_empty() || clock.fraction.len() > 18 {
                return None;
            }
        }
    }
    Some(clock)
}

/// Outer `None` where something else follows.
fn zone(bytes: &mut Bytes<'_>) -> Option<Option<FixedOffset>> {
    if bytes.done() {
        return Some(None);
    }
    if bytes.take(b'Z') || bytes.take(b'z') {
        return bytes.done().then(|| FixedOffset::east_opt(0));
    }
    let sign = match bytes.peek()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    bytes.at += 1;
    let hours = i32::try_from(bytes.digits(2)?).ok()?;
    let colon = bytes.take(b':');
    let minutes = if bytes.done() && !colon { 0 } else { i32::try_from(bytes.digits(2)?).ok()? };
    // Old zones had seconds, which nobody writes but PostgreSQL.
    if !bytes.done() || minutes > 59 || hours > 15 {
        return None;
    }
    Some(Some(FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))?))
}

/// True for `2020-03-14 09:00-12:00`: what stands behind the dash can be an hour too.
pub(super) fn may_be_hours(text: &str) -> bool {
    let Some((day, rest)) = text.split_once(' ') else { return false };
    let Some((from, to)) = rest.trim_start().split_once('-') else { return false };
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let clock = |t: &str| t.split_once(':').is_some_and(|(h, m)| digits(h, 2) && digits(m, 2));
    day.len() == 10 && clock(from.trim_end()) && (clock(to) || digits(to, 2))
}

fn of_naive(date: chrono::NaiveDate) -> Written {
    use chrono::Datelike;
    let (month, day) = (Some(date.month()), Some(date.day()));
    Written::One(Stamp { year: date.year(), month, day, ..Stamp::default() }, "")
}

/// `2025-W03`, the days of a week, or `2025-W03-1`, one of them.
fn week(bytes: &mut Bytes<'_>, year: i32, extended: bool) -> Option<Result<Written, Problem>> {
    bytes.at += 1;
    let week = bytes.digits(2)?;
    let at = |day| chrono::NaiveDate::from_isoywd_opt(year, week, day);
    let impossible = || Problem::Impossible(format!("{year:04}-W{week:02}"));
    if bytes.done() {
        let ends = at(chrono::Weekday::Mon).zip(at(chrono::Weekday::Sun));
        return Some(
            ends.map(|(a, b)| Written::Between(a.to_string(), b.to_string()))
                .ok_or_else(impossible),
        );
    }
    if extended && !bytes.take(b'-') {
        return None;
    }
    let day = u8::try_from(bytes.digits(1)?).ok()?;
    if !bytes.done() {
        return None;
    }
    let day = day.checked_sub(1).and_then(|d| chrono::Weekday::try_from(d).ok());
    Some(day.and_then(at).map(of_naive).ok_or_else(impossible))
}
