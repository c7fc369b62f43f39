//! Times in text to microseconds, as fast as they can be read.
//!
//! Nearly every time in a log is written in one form and lies on the same day as the one before. So ISO 8601 is read
//! from fixed places, eight bytes at a time, and the day is kept; everything else goes to [`super::forms`].

use super::forms::{self, Beside, Forms};
use super::plan::{BulkPlan, TimeForm, TimeSpec};
use super::scale::Scale;
use crate::date::Zone;
use crate::date::zone::LocalTime;
use crate::layer::Micros;
use crate::read::import::{CellTime, Told, Zoned, zone_of};
use std::collections::HashMap;

/// Microseconds of a second, a minute, an hour, a day.
pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;

/// So many names of zones are kept; a file with more is broken.
const MOST_ZONES: usize = 64;

/// A time as it is written: on a wall clock, or with its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Of a clock on some wall, as if it were UTC.
    Wall(Micros),
    /// UTC.
    Instant(Micros),
    /// Of a wall clock in a zone that stands beside the hour.
    Zoned(Micros, Zone),
    /// Of a wall clock, with letters that stand for several zones.
    Unclear(Micros),
}

/// Why a time was read, and may still not be the one that was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// There is no such zone; the hour is on the clock of the file.
    NoZone,
    /// The letters stand for several zones; as above.
    ManyZones,
    /// Letters such as CET were read as one distance from UTC.
    Letters,
    /// The date has an hour that is another than the one beside it.
    SecondHour,
    /// Something that a table is told of too.
    Told(Told),
    /// The clock was put forward over the hour.
    Skipped,
    /// The clock was put back, and showed the hour twice.
    Twice,
}

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// There is none.
    Empty,
    /// It says itself that there is none, such as `0000-00-00T00:00:00`.
    NotATime,
    /// Day and month can be either way, and nothing says which.
    Order,
    /// It can be two moments for another reason, such as hours with a dash that can be a distance from UTC.
    Open,
    /// It is from one moment to another, or one between two.
    Several,
    /// It has no day, or one that is only near.
    Coarse,
    /// The year looks like one of another calendar.
    Calendar,
    /// It cannot be read.
    Unreadable,
    /// There is no such day or hour.
    OutOfRange,
}

impl Written {
    /// What the clock showed, or UTC.
    pub(super) const fn at(self) -> Micros {
        match self {
            Self::Wall(at) | Self::Instant(at) | Self::Zoned(at, _) | Self::Unclear(at) => at,
        }
    }

    /// The same clock later.
    pub(super) fn later(self, by: Micros) -> Self {
        match self {
            Self::Wall(at) => Self::Wall(at + by),
            Self::Instant(at) => Self::Instant(at + by),
            Self::Zoned(at, zone) => Self::Zoned(at + by, zone),
            Self::Unclear(at) => Self::Unclear(at + by),
        }
    }
}

/// Reads times; keeps what the next row will need again.
#[derive(Debug)]
pub(super) struct Clock {
    zone: Zone,
    forms: Forms,
    day: [u8; 10],
    day_micros: Micros,
    /// The last distance from UTC as it was written, and how far east that is.
    distance: [u8; 6],
    east: Micros,
    hour: i64,
    hour_offset: Option<i64>,
    zones: HashMap<Vec<u8>, Zoned>,
    /// True where zero stands for no time.
    unset: bool,
    /// What is doubtful of the time that was read last.
    pub(super) doubt: Option<Doubt>,
    /// True where the cell that could not be read is that of the hour.
    pub(super) in_hour: bool,
}

impl Clock {
    /// `zone` is that of hours without one.
    pub(super) fn new(zone: Option<Zone>, forms: Forms) -> Self {
        Self {
            zone: zone.unwrap_or(Zone::UTC),
            forms,
            day: [0; 10],
            day_micros: 0,
            distance: *b"+00:00",
            east: 0,
            hour: i64::MIN,
            hour_offset: None,
            zones: HashMap::new(),
            unset: false,
            doubt: None,
            in_hour: false,
        }
    }

    /// Of a column as a file is read.
    pub(super) fn of(plan: &BulkPlan, spec: &TimeSpec) -> Self {
        let forms = Forms::of(spec, plan.date_order, &plan.columns);
        Self { unset: plan.unset, ..Self::new(plan.zone, forms) }
    }

    /// A time in one cell, or with its hour, its half of the day and its zone in cells of their own.
    pub(super) fn read(
        &mut self,
        form: TimeForm,
        date: &[u8],
        beside: &Beside<'_>,
    ) -> Result<Micros, Why> {
        let date = date.trim_ascii();
        (self.doubt, self.in_hour) = (None, false);
        if date.is_empty() {
            return Err(Why::Empty);
        }
        let written = match form {
            TimeForm::Number(scale) => match scale.quick(date) {
                Some(at) => return Ok(at),
                None => self.number(&scale, date)?,
            },
            TimeForm::Text => self.text(date, beside)?,
        };
        let zone = beside.zone;
        let at = match written {
            // Zero on any clock, before it is that of another zone.
            Written::Wall(0) | Written::Zoned(0, _) if self.unset => 0,
            Written::Instant(at) => at,
            Written::Wall(at) => self.instant(at, zone.map(<[u8]>::trim_ascii))?,
            Written::Zoned(at, zone) => self.local(&zone, at)?,
            Written::Unclear(at) => {
                let at = self.wall(at)?;
                self.doubt = Some(Doubt::ManyZones);
                at
            }
        };
        if at == 0 && self.unset { Err(Why::NotATime) } else { Ok(at) }
    }

    /// A date, with its hour in the same cell or in one of its own.
    fn text(&mut self, date: &[u8], beside: &Beside<'_>) -> Result<Written, Why> {
        let (found, doubt) = if beside.hour.is_none() && beside.half.is_none() {
            match self.iso(date) {
                Some(written) => (Ok(written), None),
                None => self.forms.alone(date),
            }
        } else {
            self.forms.parted(date, *beside)
        };
        (self.doubt, self.in_hour) = (doubt, self.forms.in_hour);
        found
    }

    /// A number that is not like most of its column, or no number at all.
    #[cold]
    fn number(&mut self, scale: &Scale, text: &[u8]) -> Result<Written, Why> {
        if text.iter().all(|b| matches!(b, b'0' | b'.' | b',')) {
            return Err(Why::NotATime);
        }
        let written = match std::str::from_utf8(text).ok().and_then(|text| scale.slow(text)) {
            Some(CellTime::Instant(at)) => Written::Instant(at),
            Some(CellTime::Wall(at)) => Written::Wall(at),
            None => return self.text(text, &Beside::default()),
        };
        let (Written::Instant(at) | Written::Wall(at)) = written else { return Ok(written) };
        if forms::RANGE.contains(&at) { Ok(written) } else { Err(Why::OutOfRange) }
    }

    /// A time in the form of nearly all; `None` where it has to be looked at more closely.
    #[inline(always)]
    pub(super) fn quick(&mut self, date: &[u8]) -> Option<Micros> {
        let at = match self.iso(date)? {
            Written::Instant(at) => at,
            Written::Wall(at) => self.wall(at).ok()?,
            _ => return None,
        };
        (at != 0 || !self.unset).then_some(at)
    }

    /// `YYYY-MM-DD` with an hour, the usual forms only; everything else is for the slow way, errors too.
    #[inline(always)]
    fn iso(&mut self, text: &[u8]) -> Option<Written> {
        let (day, rest) = text.split_first_chunk::<10>()?;
        let (mark, rest) = rest.split_first()?;
        if !matches!(mark, b'T' | b' ' | b't') {
            return None;
        }
        if *day != self.day {
            self.day_micros = forms::iso_day(day)?;
            self.day = *day;
        }
        let (clock, rest) = rest.split_first_chunk::<8>()?;
        let mut at = self.day_micros + hms(clock)?;
        let mut rest = rest;
        if let Some((b'.' | b',', digits)) = rest.split_first() {
            let (micros, after) = fraction(digits)?;
            at += micros;
            rest = after;
        }
        if *rest == self.distance {
            return Some(Written::Instant(at - self.east));
        }
        match rest {
            b"" => Some(Written::Wall(at)),
            b"Z" | b"z" | b"+00:00" | b"+0000" | b"+00" => Some(Written::Instant(at)),
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2]
            | [sign @ (b'+' | b'-'), h1, h2, m1, m2] => {
                let east =
                    i64::from(two([*h1, *h2])?) * HOUR + i64::from(two([*m1, *m2])?) * MINUTE;
                if east > 15 * HOUR || !(b'0'..=b'5').contains(m1) {
                    return None;
                }
                let east = if *sign == b'-' { -east } else { east };
                if let Some(six) = rest.as_array() {
                    (self.distance, self.east) = (*six, east);
                }
                Some(Written::Instant(at - east))
            }
            _ => None,
        }
    }

    /// What a wall clock means: in the zone of the row, else in that of the file.
    fn instant(&mut self, wall: Micros, zone: Option<&[u8]>) -> Result<Micros, Why> {
        let zone = zone.filter(|z| !z.is_empty() && *z != b"-");
        let (zone, doubt) = match zone.map_or(Zoned::Nothing, |name| self.zone_named(name)) {
            Zoned::Offset(offset, letters) => {
                (Some(Zone::Fixed(offset)), letters.then_some(Doubt::Letters))
            }
            Zoned::Named(zone) => (Some(Zone::Named(zone)), None),
            Zoned::Unclear => (None, Some(Doubt::ManyZones)),
            Zoned::Unknown => (None, Some(Doubt::NoZone)),
            Zoned::Nothing => (None, None),
        };
        let at = match zone.filter(|zone| *zone != self.zone) {
            Some(zone) => self.local(&zone, wall),
            None => self.wall(wall),
        };
        self.doubt = doubt.or(self.doubt);
        at
    }

    /// In the zone of the file. The distance from UTC is asked once for each hour in which it does not change.
    pub(super) fn wall(&mut self, wall: Micros) -> Result<Micros, Why> {
        if self.zone == Zone::UTC {
            return Ok(wall);
        }
        let hour = wall.div_euclid(HOUR);
        if hour != self.hour {
            self.hour = hour;
            let (first, last) = (hour * HOUR, hour * HOUR + HOUR - SECOND);
            let offset = |at| once(&self.zone, at).map(|utc| utc - at);
            self.hour_offset = offset(first).filter(|first| offset(last) == Some(*first));
        }
        match self.hour_offset {
            Some(offset) => Ok(wall + offset),
            None => self.local(&{ self.zone }, wall),
        }
    }

    /// The moment: of an hour that came twice the first, of one that never came the jump of the clock.
    fn local(&mut self, zone: &Zone, wall: Micros) -> Result<Micros, Why> {
        let time = chrono::DateTime::from_timestamp_micros(wall).ok_or(Why::OutOfRange)?;
        let (at, doubt) = match zone.local(time.naive_utc()) {
            LocalTime::Once(at) => return Ok(at * SECOND + wall.rem_euclid(SECOND)),
            LocalTime::Twice(at, _) => (at * SECOND + wall.rem_euclid(SECOND), Doubt::Twice),
            LocalTime::Never(jump) => (jump * SECOND, Doubt::Skipped),
        };
        self.doubt = Some(doubt);
        Ok(at)
    }

    fn zone_named(&mut self, name: &[u8]) -> Zoned {
        if let Some(zone) = self.zones.get(name) {
            return *zone;
        }
        let zone = std::str::from_utf8(name).map_or(Zoned::Unknown, zone_of);
        if self.zones.len() < MOST_ZONES && name.len() < 64 {
            self.zones.insert(name.to_vec(), zone);
        }
        zone
    }
}

/// The moment, where the clock showed it once.
fn once(zone: &Zone, wall: Micros) -> Option<Micros> {
    let naive = chrono::DateTime::from_timestamp_micros(wall)?.naive_utc();
    match zone.local(naive) {
        LocalTime::Once(at) => Some(at * SECOND + wall.rem_euclid(SECOND)),
        _ => None,
    }
}

/// `HH:MM:SS` as microseconds: eight digits and colons looked at together.
#[inline]
pub(super) fn hms(text: &[u8; 8]) -> Option<Micros> {
    let v = u64::from_le_bytes(*text) ^ u64::from_le_bytes(*b"00:00:00");
    // Colons became 0, digits their values; a value above 9 shows when 6 is added, or in its upper half.
    let digits = 0xFFFF_00FF_FF00_FFFF_u64;
    let carry = (v & 0x0F0F_0F0F_0F0F_0F0F) + 0x0606_0606_0606_0606;
    if v & !digits != 0 || (v | carry) & 0xF0F0_F0F0_F0F0_F0F0 != 0 {
        return None;
    }
    let [h, _, _, m, _, _, s, _] = pairs(v).to_le_bytes();
    // A second 60 is for the slow way, which tells of it.
    if h > 23 || m > 59 || s > 59 {
        return None;
    }
    Some((i64::from(h) * 3600 + i64::from(m) * 60 + i64::from(s)) * SECOND)
}

/// Of digits, a byte for each: each byte as ten times itself and the next one, which is at most 99.
const fn pairs(digits: u64) -> u64 {
    digits * 10 + (digits >> 8)
}

/// Six digits as a number, looked at together.
#[inline]
fn six(text: &[u8; 6]) -> Option<Micros> {
    let [a, b, c, d, e, f] = *text;
    let digits =
        u64::from_le_bytes([a, b, c, d, e, f, b'0', b'0']) ^ u64::from_le_bytes(*b"00000000");
    let carry = (digits & 0x0F0F_0F0F_0F0F_0F0F) + 0x0606_0606_0606_0606;
    if (digits | carry) & 0xF0F0_F0F0_F0F0_F0F0 != 0 {
        return None;
    }
    let [ab, _, cd, _, ef, ..] = pairs(digits).to_le_bytes();
    Some(i64::from(ab) * 10_000 + i64::from(cd) * 100 + i64::from(ef))
}

/// Digits behind the point as microseconds, cut off where they are finer; and what follows.
#[inline]
pub(super) fn fraction(text: &[u8]) -> Option<(Micros, &[u8])> {
    if let Some((first, rest)) = text.split_first_chunk::<6>()
        && !rest.first().is_some_and(u8::is_ascii_digit)
        && let Some(micros) = six(first)
    {
        return Some((micros, rest));
    }
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (mut micros, mut unit) = (0, 100_000);
    for digit in text.get(..digits).filter(|d| !d.is_empty())?.iter().take(6) {
        micros += i64::from(digit - b'0') * unit;
        unit /= 10;
    }
    Some((micros, text.get(digits..)?))
}

/// Digits only, at most 18 of them.
pub(super) fn number(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0_i64, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}

pub(super) fn two(digits: [u8; 2]) -> Option<u8> {
    number(&digits).and_then(|n| u8::try_from(n).ok())
}
