//! Dates as they stand in the cells of other people's tables, put into the notation of case files.
//!
//! Nothing is made finer than it was written, nothing is moved, and what can be read in two ways is not read
//! at all: [`Problem::Either`] names both, and somebody chooses.

mod clock;
mod compose;
mod dashes;
mod halves;
mod hours;
mod iso;
mod lex;
mod marks;
mod names;
mod nothing;
mod number;
mod side;
#[cfg(test)]
mod tests;
mod thirds;
mod tongues;
mod ways;
mod weekdays;
mod years;

pub(super) use clock::{Timed, clock, clock_in, duration};
pub(super) use names::{Word, word};
pub(super) use nothing::is_nothing;
pub(super) use tongues::{is_twice, months, own};
pub(super) use ways::{Counted, Hours, Tongue, Ways};
pub(super) use weekdays::{is_weekday, may_be_weekday};

use crate::date::{DateOrder, Day, When};
use chrono::FixedOffset;

/// Longer texts are no dates; in characters.
const LONGEST: usize = 120;

/// Why a date in the year 0000 is not read.
const YEAR_ZERO: &str =
    "has the year 0000, which stands for a year that is not known; write 1 BC where that was meant";

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Clock {
    /// 0 to 24; 24 only at 24:00.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59; `None` where none was written.
    pub second: Option<u32>,
    /// Digits behind the seconds, as they were written.
    pub fraction: String,
}

/// A moment, as fine as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Stamp {
    /// Astronomical: 0 is 1 BCE.
    pub year: i32,
    /// `None` where only the year is known.
    pub month: Option<u32>,
    /// `None` where only the month is known.
    pub day: Option<u32>,
    /// Time of day.
    pub clock: Option<Clock>,
    /// Distance from UTC.
    pub offset: Option<FixedOffset>,
}

/// What a cell says, in a form that can still be joined with the cells beside it.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Written {
    /// One moment, with `~`, `?` or `%` behind it.
    One(Stamp, &'static str),
    /// From one to another.
    Span(String, String),
    /// One moment between two.
    Between(String, String),
    /// In the notation of case files already.
    Notation(When),
}

/// What was concluded on the way, each told once for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Remark {
    /// The year had two digits.
    ShortYear,
    /// The year had fewer than four digits and is read as it stands: three beside a day, or two where the format says so.
    FewDigits,
    /// Day, or day and month, were written as 00 or as a question mark.
    UnknownPart,
    /// 23:59:60.
    LeapSecond,
    /// A second 60 where no leap second was.
    SixtySeconds,
    /// Two hours with a dash between them, the second on the next day.
    OverMidnight,
    /// Letters for a zone that are read as one distance from UTC.
    ZoneLetters,
    /// Letters that stand for several zones; the hour stays without offset.
    ZoneUnclear,
    /// Seconds, milliseconds, microseconds or nanoseconds since 1970.
    Epoch,
    /// The same but nanoseconds, which gives a date before 1996.
    EarlyEpoch,
    /// Microseconds or ticks since 1601, as browsers and Windows count.
    Since1601,
    /// Seconds since 2001, as Apple programs count.
    Since2001,
    /// Seconds since 1904, as old Macintosh computers count.
    Since1904,
    /// Days since 30 December 1899, as spreadsheets count.
    Serial,
    /// Two dates with a dash between them, read as something that lasted.
    Lasted,
    /// `about` beside an hour.
    AboutHour,
    /// A year such as 1403, 1446 or 2568, which other calendars are in.
    OtherCalendar,
    /// A negative year.
    Negative,
    /// A year of a Japanese era or of the Republic of China.
    Era,
    /// Ordered by the day of the week that is written beside it.
    Weekday,
}

/// A cell that was read.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Reading {
    /// What it says.
    pub written: Written,
    /// What was concluded.
    pub remarks: Vec<Remark>,
    /// A zone by its IANA name that stood beside the hour.
    pub zone: Option<String>,
}

/// Why a cell could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Problem {
    /// Empty, or a word for nothing: `n/a`, `unknown`, `0000-00-00`.
    Nothing,
    /// Two days or three, in notation.
    Either(Vec<String>),
    /// Several dates, in notation, for another reason than the order of day and month.
    Open {
        /// What it can mean.
        readings: Vec<String>,
        /// Why.
        why: String,
    },
    /// It has the shape of a date, but there is none such.
    Impossible(String),
    /// It does not fit the order that was chosen; in another it is this day.
    WrongOrder(String),
    /// Anything else, and why.
    Unclear(String),
}

/// Reads a cell of which nothing is known but the order of day and month.
///
/// # Errors
/// [`Problem`].
pub(in super::super) fn read(text: &str, order: Option<DateOrder>) -> Result<Reading, Problem> {
    read_in(text, &Ways::from(order))
}

/// Reads a cell as the table shows that its dates are written.
///
/// # Errors
/// [`Problem`].
pub(in super::super) fn read_in(text: &str, ways: &Ways) -> Result<Reading, Problem> {
    let mut reading = understood(text.trim(), ways)?;
    let year = match &reading.written {
        Written::One(stamp, _) => Some(stamp.year),
        Written::Span(from, _) | Written::Between(from, _) if from.starts_with("0000") => Some(0),
        Written::Notation(when) if when.text().starts_with("0000") => Some(0),
        _ => None,
    };
    // 1 BCE is written so in case files alone, which have a reader of their own.
    if year == Some(0) && text.contains("0000") {
        return Err(Problem::Unclear(YEAR_ZERO.to_owned()));
    }
    let other = |year| matches!(year, 1300..=1500 | 2400..=2650);
    if let Written::One(Stamp { year, day: Some(_), .. }, _) = &reading.written
        && other(*year)
        && !reading.remarks.contains(&Remark::OtherCalendar)
    {
        reading.remarks.push(Remark::OtherCalendar);
    }
    Ok(reading)
}

fn understood(text: &str, ways: &Ways) -> Result<Reading, Problem> {
    let order = ways.order;
    if let Some(counted) = ways.counted
        && let Some(found) = number::counted(text, counted)
    {
        return found;
    }
    if let Some(found) = iso::read(text) {
        let reading = found.map(Reading::from);
        return if iso::may_be_hours(text) { iso_or_hours(text, reading, ways) } else { reading };
    }
    if is_nothing(text) {
        return Err(Problem::Nothing);
    }
    if let Some(found) = side::quick(text, order) {
        return found;
    }
    if let Some(year) = years::before_zero(text) {
        let written = Written::One(Stamp { year, ..Stamp::default() }, "");
        return Ok(Reading { written, remarks: vec![Remark::Negative], zone: None });
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(Problem::Unclear("is too long for a date".to_owned()));
    }
    if let Some(found) = number::read(text) {
        return found;
    }
    if let Some(open) = years::or_season(text) {
        return Err(open);
    }
    // A pair of years with an hyphen is no year with a season, and slashes of numeric dates are no intervals.
    if text.is_ascii()
        && text.bytes().any(|b| b.is_ascii_digit())
        && let Ok(when) = When::parse(text)
    {
        return Ok(Reading::from(Written::Notation(when)));
    }
    let folded = lex::folded(text);
    if folded != text {
        if let Some(found) = iso::read(folded.trim()) {
            return found.map(Reading::from);
        }
        if let Some(found) = number::read(&folded) {
            return found;
        }
    }
    compose::read(&folded, ways)
}

/// `2020-03-14 09:00-12:00`, where a space and no `T` is before the hour: people write hours of a day so, and programs
/// an offset.
fn iso_or_hours(
    text: &str,
    offset: Result<Reading, Problem>,
    ways: &Ways,
) -> Result<Reading, Problem> {
    if ways.hours == Hours::Offsets {
        return offset;
    }
    let range = compose::read(&lex::folded(text), &Ways { hours: Hours::Ranges, ..*ways });
    if ways.hours == Hours::Ranges || offset.is_err() {
        return if offset.is_err() { offset } else { range };
    }
    if range.is_err() {
        return Err(Problem::Unclear(compose::HOURS_OPEN.to_owned()));
    }
    compose::one_of(vec![offset, range], || compose::HOURS_WHY.to_owned())
}

impl From<Written> for Reading {
    fn from(written: Written) -> Self {
        Self { written, remarks: Vec::new(), zone: None }
    }
}

impl Clock {
    /// `09:30`, `09:30:15.123`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        push_digits(self.hour, 2, text);
        text.push(':');
        push_digits(self.minute, 2, text);
        if let Some(second) = self.second {
            text.push(':');
            push_digits(second, 2, text);
            if !self.fraction.is_empty() {
                text.push('.');
                text.push_str(&self.fraction);
            }
        }
    }
}

/// A number in at least so many digits. A million dates are written with it, which is why it is no `format!`.
fn push_digits(number: u32, least: u32, text: &mut String) {
    let digits = number.checked_ilog10().map_or(1, |n| n + 1).max(least);
    for place in (0..digits).rev() {
        let digit = 10_u32.checked_pow(place).map_or(0, |unit| number / unit % 10);
        text.extend(char::from_digit(digit, 10));
    }
}

/// `+01:00`, or `Z`.
pub(in super::super) fn offset_text(offset: FixedOffset) -> String {
    if offset.local_minus_utc() == 0 { "Z".to_owned() } else { offset.to_string() }
}

/// A year in the notation of case files: four digits, or more behind a `Y`.
fn push_year(year: i32, text: &mut String) {
    match year {
        -9999..=-1 => {
            text.push('-');
            push_digits(year.unsigned_abs(), 4, text);
        }
        0..=9999 => push_digits(year.unsigned_abs(), 4, text),
        _ => text.push_str(&format!("Y{year}")),
    }
}

impl Stamp {
    /// The civil day, where it is one that exists.
    pub fn civil(&self) -> Option<Day> {
        Day::new(self.year, self.month?, self.day?)
    }

    /// In the notation of case files.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(32);
        push_year(self.year, &mut text);
        for part in [self.month, self.day].into_iter().map_while(|p| p) {
            text.push('-');
            push_digits(part, 2, &mut text);
        }
        if let Some(clock) = self.clock.as_ref().filter(|_| self.day.is_some()) {
            text.push('T');
            clock.write(&mut text);
            if let Some(offset) = self.offset {
                text.push_str(&offset_text(offset));
            }
        }
        text
    }

    /// Whether the calendar has the day and the clock the hour.
    pub fn check(&self) -> Result<(), Problem> {
        let impossible = || Problem::Impossible(self.text());
        match (self.month, self.day) {
            (Some(1..=12) | None, None) => {}
            (Some(_), Some(_)) if self.civil().is_some() => {}
            _ => return Err(impossible()),
        }
        let Some(clock) = &self.clock else { return Ok(()) };
        let end = (clock.hour, clock.minute, clock.second.unwrap_or(0)) == (24, 0, 0);
        let inside = clock.hour < 24 && clock.minute < 60 && clock.second.unwrap_or(0) < 60;
        if end || inside { Ok(()) } else { Err(impossible()) }
    }
}

impl Written {
    /// As it goes into a case file.
    pub fn when(&self) -> Result<When, crate::date::DateError> {
        match self {
            Self::One(stamp, sign) => When::parse(&format!("{}{sign}", stamp.text())),
            Self::Span(a, b) => When::parse(&format!("{a}/{b}")),
            Self::Between(a, b) => When::between(a, b),
            Self::Notation(when) => Ok(when.clone()),
        }
    }

    /// One end of a stretch of time in notation; `None` where it is a stretch or a choice itself.
    pub fn end_text(&self) -> Option<String> {
        match self {
            Self::One(stamp, sign) => Some(format!("{}{sign}", stamp.text())),
            Self::Notation(when) => {
                let text = when.text();
                (!text.contains(['/', '[', '{', ' '])).then_some(text)
            }
            _ => None,
        }
    }

    /// True where an hour was written.
    pub fn has_clock(&self) -> bool {
        match self {
            Self::One(stamp, _) => stamp.clock.is_some(),
            Self::Span(a, b) | Self::Between(a, b) => a.contains('T') || b.contains('T'),
            Self::Notation(when) => when.text().contains('T'),
        }
    }

    /// True where an hour was written without a distance from UTC.
    pub fn is_local(&self) -> bool {
        match self {
            Self::One(stamp, _) => stamp.clock.is_some() && stamp.offset.is_none(),
            _ => self.when().is_ok_and(|when| when.has_local_hours()),
        }
    }
}
