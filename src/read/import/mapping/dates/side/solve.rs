//! What the gathered parts say: the day, and where day and month can change places.

use super::super::{Clock, Problem, Reading, Remark, Stamp, Written, YEAR_ZERO};
use super::{NO_YEAR, Part, Said, Side, full_year, unclear};
use crate::date::{DateOrder, Day};
use chrono::FixedOffset;

/// Why `1.24.3` is not read.
const ONE_DIGIT: &str = "has a year of one digit, as numbers of versions have; write it with four";

/// `19/01/2025`, with a time of day behind it or not: read without looking at words; `None` for all else.
pub(in super::super) fn quick(
    text: &str,
    order: Option<DateOrder>,
) -> Option<Result<Reading, Problem>> {
    let (date, clock) = text.split_once(' ').map_or((text, None), |(d, c)| (d, Some(c)));
    let clock = match clock {
        Some(clock) => Some(super::super::clock::plain(clock)?),
        None => None,
    };
    let sign =
        date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = date.split(sign);
    let mut part = |lengths: std::ops::RangeInclusive<usize>| -> Option<Part> {
        let text = parts.next()?;
        let fits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        Some((text.parse().ok().filter(|_| fits)?, text.len()))
    };
    let triple = [part(1..=2)?, part(1..=2)?, part(4..=4)?];
    if parts.next().is_some() {
        return None;
    }
    let mut remarks = Vec::new();
    let side = Side { triple: Some(triple), clock, ..Side::default() };
    Some(match side.read(order, &mut remarks) {
        Ok(Said::Stamp(stamp)) => {
            Ok(Reading { written: Written::One(stamp, ""), remarks, zone: None })
        }
        Ok(Said::Text(_)) => return None,
        Err(problem) => Err(problem),
    })
}

impl Side {
    /// The date.
    pub(in super::super) fn read(
        &self,
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Said, Problem> {
        if self.open.is_some() {
            return unclear(NO_YEAR);
        }
        if let Some(gap) = self.gap {
            return self.of_gap(gap);
        }
        let mut stamp = match self.triple {
            Some(triple) => {
                if self.year.is_some() || self.month.is_some() || !self.small.is_empty() {
                    return unclear("has two dates");
                }
                self.of_triple(triple, order, remarks)?
            }
            None => self.of_parts(order, remarks)?,
        };
        if self.weekday.is_some() && stamp.day.is_none() {
            return unclear("names a day of the week and no day of a month");
        }
        if let Some(n) = self.division {
            if stamp.month.is_some() || stamp.day.is_some() || self.clock.is_some() {
                return unclear("has a season or quarter beside a month");
            }
            return Ok(Said::Text(format!("{:04}-{n}", stamp.year)));
        }
        if self.decade {
            let alone = stamp.month.is_none() && self.clock.is_none();
            if !alone || stamp.year % 100 == 0 || stamp.year % 10 != 0 {
                return unclear("can be ten years or a hundred");
            }
            return Ok(Said::Text(format!("{:03}X", stamp.year / 10)));
        }
        if self.short {
            remarks.push(Remark::ShortYear);
        }
        let three = self.three || matches!(self.triple, Some([(_, 3), ..] | [.., (_, 3)]));
        if three && !self.plain_year && stamp.day.is_some() {
            remarks.push(Remark::FewDigits);
        }
        if matches!(stamp.year, 1300..=1500 | 2400..=2650) {
            remarks.push(Remark::OtherCalendar);
        }
        if let Some(clock) = &self.clock {
            if stamp.day.is_none() {
                return unclear("has an hour and no day");
            }
            if self.blank {
                return unclear("has an “x” that is not understood");
            }
            stamp.offset = self.offset.and_then(|minutes| FixedOffset::east_opt(minutes * 60));
            stamp.clock = Some(self.clock_of(clock, &stamp, remarks)?);
            remarks.extend(self.letters);
        }
        if self.blank && stamp.day.is_some() {
            return unclear("has an “x” beside a whole date");
        }
        stamp.check()?;
        if let Some((days, day)) = self.weekday.zip(stamp.civil())
            && !is_among(day, days)
        {
            return unclear("names another day of the week than the date has");
        }
        Ok(Said::Stamp(stamp))
    }

    /// A year with digits that are not known, alone or with its month and day.
    fn of_gap(&self, (value, known, doubt): (u32, usize, bool)) -> Result<Said, Problem> {
        let beside = self.year.is_some()
            || self.triple.is_some()
            || self.clock.is_some()
            || self.division.is_some()
            || self.weekday.is_some()
            || self.era.is_some()
            || self.day.is_some()
            || self.plain_year
            || self.blank
            || self.decade;
        let rest = match (self.month, self.small.as_slice()) {
            (None, []) => String::new(),
            (Some(month), []) => format!("-{month:02}"),
            (Some(month), [day]) => format!("-{month:02}-{day:02}"),
            _ => return unclear("has a number that is no part of a date"),
        };
        if beside {
            return unclear("has a year with unknown digits beside something else");
        }
        let text = format!("{value:0known$}{}{rest}", "X".repeat(4 - known.min(4)));
        if doubt {
            let other = format!("{value:04}{rest}?");
            let why = "a “?” behind three digits can stand for a fourth, or for doubt";
            return Err(Problem::Open { readings: vec![text, other], why: why.to_owned() });
        }
        Ok(Said::Text(text))
    }

    fn clock_of(
        &self,
        clock: &Clock,
        day: &Stamp,
        remarks: &mut Vec<Remark>,
    ) -> Result<Clock, Problem> {
        let mut clock = clock.clone();
        clock.hour = match (self.half, clock.hour) {
            (Some(true), 1..=11) => clock.hour + 12,
            (Some(false), 12) => 0,
            (Some(false), 13..) | (Some(true), 0) => {
                return Err(Problem::Impossible(format!("{} am or pm", clock.text())));
            }
            _ => clock.hour,
        };
        if clock.second == Some(60) && clock.hour < 24 {
            clock.second = Some(59);
            let leap = may_be_leap(day, &clock);
            remarks.push(if leap { Remark::LeapSecond } else { Remark::SixtySeconds });
        }
        Ok(clock)
    }

    fn of_parts(
        &self,
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut small = self.small.clone();
        let mut year = self.year;
        let mut short = false;
        if year.is_none() && small.len() == 2 && self.month.is_some() && !self.plain_year {
            let at = if order == Some(DateOrder::YearFirst) { 0 } else { 1 };
            year = Some(full_year(small.remove(at)));
            short = true;
        }
        // BC 5 has a year of one digit.
        if year.is_none() && self.plain_year {
            year = small.pop().and_then(|n| i32::try_from(n).ok());
        }
        let Some(mut year) = year else { return unclear(NO_YEAR) };
        if let Some(years) = self.era {
            year += years;
            remarks.push(Remark::Era);
        }
        if self.bce {
            year = 1 - year;
        }
        if short {
            remarks.push(Remark::ShortYear);
        }
        let mut day = self.day;
        match (small.as_slice(), self.month) {
            ([], _) => {}
            ([one], Some(_)) if day.is_none() => day = Some(*one),
            _ => return unclear("has a number that is no part of a date"),
        }
        if day.is_some_and(|d| d == 0) || self.unknown || self.blank {
            remarks.push(Remark::UnknownPart);
            day = day.filter(|d| *d > 0);
        }
        if day.is_some() && self.month.is_none() {
            return unclear("has a day and no month");
        }
        Ok(Stamp { year, month: self.month, day, ..Stamp::default() })
    }

    /// A year as it is written, counted back from 1 BCE where it was before.
    fn year_of_era(&self, year: u32) -> i32 {
        let year = i32::try_from(year).unwrap_or_default();
        if self.bce { 1 - year } else { year }
    }

    fn of_triple(
        &self,
        [a, b, c]: [Part; 3],
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut year = |part: Part| {
            if part.1 > 2 || self.plain_year {
                return self.year_of_era(part.0);
            }
            remarks.push(Remark::ShortYear);
            full_year(part.0)
        };
        if [a, c].contains(&(0, 4)) && !self.plain_year {
            return unclear(YEAR_ZERO);
        }
        let text = || format!("{}/{}/{}", a.0, b.0, c.0);
        let (known, parts) = if a.1 >= 3 {
            (Some(DateOrder::YearFirst), (year(a), b.0, c.0))
        } else if c.1 >= 3 {
            (order.filter(|o| *o != DateOrder::YearFirst), (year(c), a.0, b.0))
        } else {
            return self.of_short_triple([a, b, c], order, remarks);
        };
        let (y, first, second) = parts;
        if first == 0 || second == 0 {
            remarks.push(Remark::UnknownPart);
            let month = match known {
                Some(DateOrder::YearFirst | DateOrder::MonthFirst) => first,
                Some(DateOrder::DayFirst) => second,
                // What stands alone is the month of one reading, and a day without month in the other.
                None => 0,
            };
            let stamp =
                Stamp { year: y, month: Some(month).filter(|m| *m > 0), ..Stamp::default() };
            return stamp.check().map(|()| stamp);
        }
        let of =
            |month, day| Stamp { year: y, month: Some(month), day: Some(day), ..Stamp::default() };
        let (dmy, mdy) = (of(second, first), of(first, second));
        match known {
            Some(DateOrder::YearFirst) => Ok(mdy),
            Some(chosen) => {
                let (taken, other) =
                    if chosen == DateOrder::DayFirst { (dmy, mdy) } else { (mdy, dmy) };
                match (taken.civil(), other.civil()) {
                    (None, Some(day)) => Err(Problem::WrongOrder(day.to_string())),
                    _ => Ok(taken),
                }
            }
            None => self.either(&[dmy, mdy], text, remarks),
        }
    }

    /// All three parts have two digits.
    fn of_short_triple(
        &self,
        [(a, first), (b, _), (c, last)]: [Part; 3],
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        if !self.plain_year {
            remarks.push(Remark::ShortYear);
        }
        let of = |y, month, day| Stamp {
            year: if self.plain_year { self.year_of_era(y) } else { full_year(y) },
            month: Some(month),
            day: Some(day),
            ..Stamp::default()
        };
        let all = [of(c, b, a), of(c, a, b), of(a, b, c)];
        let text = || format!("{a}/{b}/{c}");
        // 1.24.3 is the number of a version.
        let year = |length: usize| length == 2 || self.plain_year;
        let fits = [year(last), year(last), year(first)];
        let [dmy, mdy, ymd] = &all;
        let (taken, fit) = match order {
            Some(DateOrder::DayFirst) => (dmy, fits[0]),
            Some(DateOrder::MonthFirst) => (mdy, fits[1]),
            Some(DateOrder::YearFirst) => (ymd, fits[2]),
            None => {
                let all: Vec<Stamp> =
                    all.into_iter().zip(fits).filter_map(|(s, fit)| fit.then_some(s)).collect();
                if all.is_empty() {
                    return unclear(ONE_DIGIT);
                }
                return self.either(&all, text, remarks);
            }
        };
        if !fit {
            return unclear(ONE_DIGIT);
        }
        let other = all.iter().find_map(Stamp::civil);
        match (taken.civil(), other) {
            (None, Some(day)) => Err(Problem::WrongOrder(day.to_string())),
            _ => Ok(taken.clone()),
        }
    }

    /// The only one that there is; where there are several, the day of the week may decide.
    fn either(
        &self,
        all: &[Stamp],
        text: impl Fn() -> String,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut days: Vec<(Day, &Stamp)> = Vec::new();
        for stamp in all {
            if let Some(day) = stamp.civil().filter(|d| days.iter().all(|(known, _)| known != d)) {
                days.push((day, stamp));
            }
        }
        if days.len() > 1
            && let Some(named) = self.weekday
        {
            days.retain(|(day, _)| is_among(*day, named));
            remarks.push(Remark::Weekday);
        }
        match days.as_slice() {
            [] => Err(Problem::Impossible(text())),
            [(_, one)] => Ok((*one).clone()),
            many => Err(Problem::Either(many.iter().map(|(day, _)| day.to_string()).collect())),
        }
    }
}

/// True for a date on one of these days of the week.
fn is_among(day: Day, days: u8) -> bool {
    days >> day.weekday().num_days_from_monday() & 1 == 1
}

/// True where a second can have been the last of a minute of 61: before midnight UTC at the end of June or of
/// December, whatever the zone where none is named.
fn may_be_leap(day: &Stamp, clock: &Clock) -> bool {
    let Some(civil) = day.civil() else { return false };
    let Some(time) = chrono::NaiveTime::from_hms_opt(clock.hour, clock.minute, 59) else {
        return false;
    };
    let ends = |d: Day| matches!((d.month(), d.day()), (6, 30) | (12, 31));
    match day.offset {
        Some(offset) => {
            let utc = civil.naive().and_time(time) - offset;
            ends(Day::from_naive(utc.date())) && utc.time().format("%H:%M").to_string() == "23:59"
        }
        None => {
            let near = ends(civil) || ends(civil.plus_days(-1));
            near && matches!(clock.minute, 14 | 29 | 44 | 59)
        }
    }
}
