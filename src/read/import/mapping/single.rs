//! Single cells, for layers: they have no table of cells, and must not read a number or a zone in another way.

use super::dates::{self, Counted, Remark, Stamp, Ways, Word, Written};
use super::report::remark_words;
use super::{Field, headings};
use crate::case::fold::fold;
use crate::date::Zone;
use crate::read::diagnostic::Severity;
use chrono::{FixedOffset, NaiveDate};
use chrono_tz::Tz;

/// Seconds before this are before 1996, of which few tables have moments.
const EARLY: i64 = 820_000_000;

/// How the numbers of a column are read: by their size, and by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counting(Ways);

/// A moment that a cell holds, in microseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellTime {
    /// Of a clock on some wall, as if it were UTC.
    Wall(i64),
    /// UTC.
    Instant(i64),
}

/// What the name of a zone stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoned {
    /// Nothing: an empty cell, or a word for nothing.
    Nothing,
    /// A distance from UTC; true where letters such as CET say so.
    Offset(FixedOffset, bool),
    /// A zone by its name.
    Named(Tz),
    /// Letters that stand for several zones.
    Unclear,
    /// There is no such zone.
    Unknown,
}

impl Counting {
    /// As numbers below a heading count.
    #[must_use]
    pub fn under(heading: &str) -> Self {
        let counted = Counted::by_heading(heading, &headings::words(heading));
        Self(Ways { counted, ..Ways::default() })
    }

    /// As the heading of a column and its other cells show.
    pub(super) fn in_way(counted: Option<Counted>) -> Self {
        Self(Ways { counted, ..Ways::default() })
    }

    /// As Timesketch counts in its column `timestamp`.
    pub(in crate::read) fn micros() -> Self {
        Self(Ways { counted: Some(Counted::Micros), ..Ways::default() })
    }

    /// True where the heading is one of numbers that are dates, or of dates.
    #[must_use]
    pub fn is_named(self, heading: &str) -> bool {
        self.0.counted.is_some()
            || headings::meanings(heading).iter().any(|(field, _)| *field == Field::Start)
    }

    /// The moment of a number; `None` for everything else, and for a number that is no moment.
    #[must_use]
    pub fn read(self, text: &str) -> Option<CellTime> {
        self.remarked(text.trim()).map(|(at, _)| at)
    }

    /// What there is to say of a column whose first number is this one: how grave it is, how it was read, what to do.
    #[must_use]
    pub fn told(self, text: &str) -> Option<(Severity, &'static str, &'static str)> {
        let (at, remark) = self.remarked(text.trim())?;
        let CellTime::Instant(at) = at else { return Some(remark_words(remark?)) };
        let early = remark == Some(Remark::Epoch) && at < EARLY * 1_000_000;
        remark.map(|r| remark_words(if early { Remark::EarlyEpoch } else { r }))
    }

    fn remarked(self, text: &str) -> Option<(CellTime, Option<Remark>)> {
        let number = |c: char| c.is_ascii_digit() || " .,'eE+-\u{a0}\u{202f}".contains(c);
        if !text.chars().all(number) {
            return None;
        }
        let reading = dates::read_in(text, &self.0).ok()?;
        let Written::One(stamp, "") = &reading.written else { return None };
        let counted = reading.remarks.iter().copied().find(|remark| {
            use Remark::{EarlyEpoch, Epoch, Serial, Since1601, Since1904, Since2001};
            matches!(remark, Epoch | EarlyEpoch | Serial | Since1601 | Since1904 | Since2001)
        });
        // `20240304083000` is a date without signs between its parts.
        let compact = matches!(text.len(), 8 | 12 | 14) && text.bytes().all(|b| b.is_ascii_digit());
        let sure = compact || self.0.counted == Some(Counted::Micros);
        (counted.is_some() || sure).then(|| Some((time(stamp)?, counted)))?
    }
}

/// A whole date in microseconds, cut off where it is finer.
pub(super) fn time(stamp: &Stamp) -> Option<CellTime> {
    let date = NaiveDate::from_ymd_opt(stamp.year, stamp.month?, stamp.day?)?;
    let mut at = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_micros();
    if let Some(clock) = &stamp.clock {
        let (hour, minute) = (i64::from(clock.hour), i64::from(clock.minute));
        at += ((hour * 60 + minute) * 60 + i64::from(clock.second.unwrap_or(0))) * 1_000_000;
        let digits = clock.fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
        at += digits.fold(0, |n, digit| n * 10 + i64::from(digit.saturating_sub(b'0')));
    }
    Some(match stamp.offset {
        Some(east) => CellTime::Instant(at - i64::from(east.local_minus_utc()) * 1_000_000),
        None => CellTime::Wall(at),
    })
}

/// What the name of a zone in a cell stands for.
#[must_use]
pub fn zone_of(text: &str) -> Zoned {
    if dates::is_nothing(text) {
        return Zoned::Nothing;
    }
    let letters = fold(text);
    let words = dates::word(&letters);
    if words.contains(&Word::ManyZones) {
        return Zoned::Unclear;
    }
    let named = words.iter().find_map(|word| match word {
        Word::Utc => Some((0, false)),
        Word::Zone(minutes) => Some((*minutes, true)),
        _ => None,
    });
    if let Some((minutes, letters)) = named {
        let offset = FixedOffset::east_opt(minutes * 60);
        return offset.map_or(Zoned::Unknown, |offset| Zoned::Offset(offset, letters));
    }
    match Zone::parse(text) {
        Some(Zone::Named(zone)) => Zoned::Named(zone),
        Some(Zone::Fixed(offset)) => Zoned::Offset(offset, false),
        None => Zoned::Unknown,
    }
}
