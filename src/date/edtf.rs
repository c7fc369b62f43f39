//! ISO 8601-2 (EDTF) notation: a thin face over `edtf-core`, and the hours that it lacks.
//!
//! `edtf-core` works in civil days, wants seconds in date-times and takes some
//! intervals whose ends are in the wrong order. This file reads date-times
//! itself (`2025-01-19T09:30+01:00`, with or without seconds and offset) and
//! checks the order of ends.

use super::moment::{Day, Instant};
use super::numeric::{Numeric, read_numeric};
use super::when::{End, Form, Grain, Mark, Point, When};
use super::zone::fixed_offset;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use edtf_core::{Bound, Date, Edtf, IntervalEndpoint, Precision, SetElement, SetKind};

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing was written.
    #[error("the date is empty")]
    Empty,
    /// It is in no notation that is read here.
    #[error("“{0}” is not a date in EDTF notation")]
    Notation(String),
    /// The notation is right, but the calendar has no such day or the clock no such hour.
    #[error("“{0}” does not exist in the calendar or on the clock")]
    Impossible(String),
    /// Day and month can be read either way.
    #[error("“{text}” can mean {first} or {second}")]
    Ambiguous {
        /// As written.
        text: String,
        /// With the day first.
        first: Day,
        /// With the month first.
        second: Day,
    },
    /// It can only be one day, but it is not in the notation of case files.
    #[error("“{text}” is not in EDTF notation; it can only mean {day}")]
    Numeric {
        /// As written.
        text: String,
        /// The only day that it can be.
        day: Day,
    },
    /// The second date precedes the first.
    #[error("“{0}” ends before it starts")]
    EndBeforeStart(String),
    /// Plain words that are not understood, or that can mean more than one thing.
    #[error("“{text}” {why}")]
    Unclear {
        /// As written: the whole, or the words that stand in the way.
        text: String,
        /// What is wrong with it.
        why: String,
        /// What to write instead.
        offer: String,
    },
    /// Beyond the years that are computed with.
    #[error("“{0}” lies beyond the years −250000 to 250000")]
    OutOfRange(String),
}

impl DateError {
    /// What would have been right.
    #[must_use]
    pub const fn expected(&self) -> &'static str {
        match self {
            Self::EndBeforeStart(_) => "an end that does not precede its start",
            Self::OutOfRange(_) => "a year from −250000 to 250000",
            Self::Impossible(_) => "a day and an hour that exist",
            _ => {
                "a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]"
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Empty => "leave the field out where the date is not known".to_owned(),
            Self::Notation(_) => {
                "write year-month-day; `~` approximate, `?` uncertain, X for an unknown digit, \
                 {\"between\": [a, b]} for one moment between two"
                    .to_owned()
            }
            Self::Impossible(_) => {
                "check the day of the month and the hour in the source".to_owned()
            }
            Self::Ambiguous { first, second, .. } => {
                format!("write {first} or {second}, or state the order of day and month")
            }
            Self::Numeric { day, .. } => format!("write {day}"),
            Self::Unclear { offer, .. } => offer.clone(),
            Self::EndBeforeStart(_) => "swap the two dates, or correct one".to_owned(),
            Self::OutOfRange(_) => "use a nearer year".to_owned(),
        }
    }
}

/// The years that are computed with: well inside what the calendar library can hold.
const FARTHEST_YEAR: i64 = 250_000;

/// Reads one written date.
///
/// # Errors
/// When it is in no known notation, names a day that does not exist, or ends before it starts.
pub fn parse(text: &str) -> Result<When, DateError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(DateError::Empty);
    }
    if let Some(found) = read_numeric(trimmed, None) {
        let text = trimmed.to_owned();
        return Err(match found {
            Numeric::Ambiguous(first, second) => DateError::Ambiguous { text, first, second },
            Numeric::Day(day) => DateError::Numeric { text, day },
            Numeric::Impossible => DateError::Impossible(text),
        });
    }
    let (form, mark) = match trimmed.split_once('/') {
        Some((from, to)) => interval(trimmed, from.trim(), to.trim())?,
        None if trimmed.contains('T') => (Form::Point(point(trimmed)?), Mark::default()),
        None => civil(trimmed)?,
    };
    Ok(When::new(text, form, mark))
}

/// One moment between two, both ends in any notation for a single moment.
///
/// # Errors
/// As [`parse`]; also where an end is itself an interval.
pub fn between(text: &str, from: &str, to: &str) -> Result<(Form, Mark), DateError> {
    let (a, a_mark) = single(from)?;
    let (b, b_mark) = single(to)?;
    if b.precedes(a) {
        return Err(DateError::EndBeforeStart(text.to_owned()));
    }
    Ok((Form::Between(a, b), a_mark.or(b_mark)))
}

/// A single moment: a date-time, or a date of any grain.
fn single(text: &str) -> Result<(Point, Mark), DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if text.contains('T') {
        return Ok((point(text)?, Mark::default()));
    }
    match civil(text)? {
        (Form::Point(point), mark) => Ok((point, mark)),
        _ => Err(DateError::Notation(text.to_owned())),
    }
}

/// `a/b`, with `..` or nothing for an end that is open or not known.
fn interval(whole: &str, from: &str, to: &str) -> Result<(Form, Mark), DateError> {
    let end = |side: &str| -> Result<(End, Mark), DateError> {
        match side {
            ".." => Ok((End::Open, Mark::default())),
            "" => Ok((End::Unknown, Mark::default())),
            _ => single(side).map(|(p, mark)| (End::At(p, mark), mark)),
        }
    };
    let ((from, a), (to, b)) = (end(from)?, end(to)?);
    match (&from, &to) {
        (End::At(a, _), End::At(b, _)) if b.precedes(*a) => {
            return Err(DateError::EndBeforeStart(whole.to_owned()));
        }
        (End::Unknown, End::Unknown) => return Err(DateError::Notation(whole.to_owned())),
        _ => {}
    }
    Ok((Form::Span(from, to), a.or(b)))
}

/// A date without a clock time, by `edtf-core`.
fn civil(text: &str) -> Result<(Form, Mark), DateError> {
    if let Some(day) = plain_day(text) {
        let point = Point::Civil { first: day, last: day, grain: Grain::Day };
        return Ok((Form::Point(point), Mark::default()));
    }
    let parsed = Edtf::parse(text).map_err(|_| refusal(text))?;
    let mark = Mark { approximate: parsed.is_approximate(), uncertain: parsed.is_uncertain() };
    let form = match &parsed {
        Edtf::Date(date) => Form::Point(days(text, &parsed, grain(date))?),
        Edtf::Set(set) if set.kind == SetKind::OneMember => {
            in_order(text, &set.elements)?;
            Form::Point(days(text, &parsed, Grain::OneOf)?)
        }
        // Every member of a `{…}` set happened, so together they are a stretch of time.
        Edtf::Set(set) => {
            in_order(text, &set.elements)?;
            let Point::Civil { first, last, .. } = days(text, &parsed, Grain::OneOf)? else {
                return Err(DateError::Notation(text.to_owned()));
            };
            let day = |d| End::At(Point::Civil { first: d, last: d, grain: Grain::Day }, mark);
            Form::Span(day(first), day(last))
        }
        // `/` and `T` were dealt with before; these are here so that nothing is missed.
        Edtf::DateTime(_) => Form::Point(point(text)?),
        Edtf::Interval(iv) => {
            let open = |e: &IntervalEndpoint| !e.is_dated();
            if open(&iv.start) || open(&iv.end) {
                return Err(DateError::Notation(text.to_owned()));
            }
            Form::Point(days(text, &parsed, Grain::OneOf)?)
        }
    };
    Ok((form, mark))
}

/// `2025-01-19`, which nearly all dates are, without the grammar for all others.
fn plain_day(text: &str) -> Option<Day> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else { return None };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok().filter(|year| *year > 0)?;
    Day::new(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Each range of a set must run forwards.
fn in_order(text: &str, elements: &[SetElement]) -> Result<(), DateError> {
    for element in elements {
        if let SetElement::Range(a, b) = element {
            let start = Edtf::Date(*a).bounds().earliest;
            let end = Edtf::Date(*b).bounds().latest;
            if let (Bound::Date(start), Bound::Date(end)) = (start, end)
                && end < start
            {
                return Err(DateError::EndBeforeStart(text.to_owned()));
            }
        }
    }
    Ok(())
}

/// First and last civil day that the expression can mean.
fn days(text: &str, parsed: &Edtf, grain: Grain) -> Result<Point, DateError> {
    let bounds = parsed.bounds();
    let day = |bound: Bound, open: NaiveDate| -> Result<Day, DateError> {
        match bound {
            Bound::Date(d) if d.year.abs() <= FARTHEST_YEAR => i32::try_from(d.year)
                .ok()
                .and_then(|year| Day::new(year, u32::from(d.month), u32::from(d.day)))
                .ok_or_else(|| DateError::Impossible(text.to_owned())),
            Bound::Date(_) | Bound::Unknown => Err(DateError::OutOfRange(text.to_owned())),
            Bound::NegativeInfinity | Bound::PositiveInfinity => Ok(Day::from_naive(open)),
        }
    };
    let first = day(bounds.earliest, NaiveDate::MIN)?;
    let last = day(bounds.latest, NaiveDate::MAX)?;
    if last < first {
        return Err(DateError::EndBeforeStart(text.to_owned()));
    }
    Ok(Point::Civil { first, last, grain })
}

/// How fine a date is.
fn grain(date: &Date) -> Grain {
    if date.has_unspecified() {
        return Grain::OneOf;
    }
    match date.precision() {
        Precision::Day => Grain::Day,
        Precision::Month => Grain::Month,
        Precision::Season => Grain::Season,
        Precision::Year if date.year.significant_digits.is_some() => Grain::OneOf,
        Precision::Year => Grain::Year,
    }
}

/// A date-time, with seconds and offset if it has them.
fn point(text: &str) -> Result<Point, DateError> {
    let wrong = || DateError::Notation(text.to_owned());
    let (date, clock) = text.split_once('T').ok_or_else(wrong)?;
    let date = civil(date)?.0;
    let Form::Point(Point::Civil { first, last, grain: Grain::Day }) = date else {
        return Err(wrong());
    };
    if first != last {
        return Err(wrong());
    }
    let zone_at = clock.find(['Z', '+', '-', '\u{2212}']);
    let (clock, offset) = zone_at.map_or((clock, ""), |at| clock.split_at(at));
    let impossible = || DateError::Impossible(text.to_owned());
    let (time, next_day) = time_of_day(clock).ok_or_else(wrong)?;
    let wall = NaiveDateTime::new(
        first.plus_days(i64::from(next_day)).naive(),
        time.ok_or_else(impossible)?,
    );
    if offset.is_empty() {
        return Ok(Point::Local(wall));
    }
    let offset = fixed_offset(offset).ok_or_else(wrong)?;
    let seconds = wall.and_utc().timestamp() - i64::from(offset.local_minus_utc());
    Ok(Point::Instant(Instant::from_timestamp(seconds), offset))
}

/// `09:30`, `09:30:15`, `09:30:15.2`; outer `None` for another shape, inner `None` for an hour that no
/// clock shows. `24:00` is the start of the next day, which the flag says.
fn time_of_day(text: &str) -> Option<(Option<NaiveTime>, bool)> {
    let whole = text.split_once('.').map_or(Some(text), |(whole, fraction)| {
        fraction.bytes().all(|b| b.is_ascii_digit()).then_some(whole)
    })?;
    let mut numbers = [0_u32; 3];
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for (slot, part) in numbers.iter_mut().zip(&parts) {
        if part.len() != 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *slot = part.parse().ok()?;
    }
    let [hour, minute, second] = numbers;
    if (hour, minute, second) == (24, 0, 0) {
        return Some((Some(NaiveTime::MIN), true));
    }
    Some((NaiveTime::from_hms_opt(hour, minute, second), false))
}

/// Tells a day that does not exist, and ends in the wrong order, from a notation that is not known.
fn refusal(text: &str) -> DateError {
    let set = text.strip_prefix(['[', '{']).and_then(|t| t.strip_suffix([']', '}']));
    if let Some((from, to)) = set.and_then(|t| t.split_once(".."))
        && let (Ok(from), Ok(to)) = (single(from), single(to))
        && to.0.precedes(from.0)
    {
        return DateError::EndBeforeStart(text.to_owned());
    }
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let dated = ["9999-99-99", "9999-99", "-9999-99-99", "-9999-99"];
    if dated.contains(&shape.trim_end_matches(['?', '~', '%'])) {
        DateError::Impossible(text.to_owned())
    } else {
        DateError::Notation(text.to_owned())
    }
}
