//! Times that are not in the form of nearly all: read as a table is that becomes a case, so that no row stands at
//! another moment. That takes a microsecond or two, so what the next row will need again is kept.

use super::clock::{Doubt, HOUR, SECOND, Why, Written, fraction, hms, number};
use super::plan::TimeSpec;
use crate::date::{DateOrder, Zone};
use crate::layer::Micros;
use crate::read::import::{CellTime, NoMoment, RowCells, RowDates, RowRemark};
use chrono::NaiveDate;
use std::ops::{Range, RangeInclusive};

/// Years 1 to 9999: what is outside is a broken cell, not a time.
pub(super) const RANGE: RangeInclusive<Micros> = -62_135_596_800_000_000..=253_402_300_799_999_999;

/// Years that no other calendar has today. The others are looked at more closely.
const COMMON: RangeInclusive<i64> = 1600..=2200;

/// `YYYY-MM-DD` as microseconds of its midnight; `None` for a year that may be one of another calendar too.
pub(super) fn iso_day(text: &[u8; 10]) -> Option<Micros> {
    let [y1, y2, y3, y4, dash, m1, m2, other, d1, d2] = *text;
    if (dash, other) != (b'-', b'-') {
        return None;
    }
    let year = number(&[y1, y2, y3, y4]).filter(|year| COMMON.contains(year))?;
    let [year, month, day] = [year, number(&[m1, m2])?, number(&[d1, d2])?];
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    )?;
    Some(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_micros())
}

/// The cells beside a date that belong to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside<'t> {
    /// The hour.
    pub(super) hour: Option<&'t [u8]>,
    /// AM or PM.
    pub(super) half: Option<&'t [u8]>,
    /// The zone.
    pub(super) zone: Option<&'t [u8]>,
}

/// What a text was read as.
type Found = (Result<Written, Why>, Option<Doubt>);

/// The midnight of a day, with what is doubtful of it.
type Midnight = (Micros, Option<Doubt>);

/// Where the hour stands in a text: between what is before and behind it.
#[derive(Debug)]
struct Frame {
    before: Vec<u8>,
    behind: Vec<u8>,
    /// What the frame says with an hour of 00:00:00; `None` where its hours have to be read one by one.
    midnight: Option<(Written, Option<Doubt>)>,
    /// True where that was tried.
    tried: bool,
}

/// Reads such times of one column.
#[derive(Debug, Default)]
pub(super) struct Forms {
    dates: RowDates,
    heading: String,
    /// The last text that was read, and as what.
    last: Option<(Vec<u8>, Found)>,
    frame: Option<Frame>,
    /// The last day with a cell of its own, and its midnight; `None` where it has an hour too, or is none.
    day: Option<(Vec<u8>, Option<Midnight>)>,
    /// True where the cell that could not be read is that of the hour.
    pub(super) in_hour: bool,
}

impl Forms {
    pub(super) fn new(dates: RowDates, order: Option<DateOrder>, heading: &str) -> Self {
        Self { dates: dates.ordered(order), heading: heading.to_owned(), ..Self::default() }
    }

    /// Of a column of a file.
    pub(super) fn of(spec: &TimeSpec, order: Option<DateOrder>, columns: &[String]) -> Self {
        Self::new(spec.dates, order, columns.get(spec.date).map_or("", String::as_str))
    }

    /// A time in one cell.
    pub(super) fn alone(&mut self, text: &[u8]) -> Found {
        if let Some((last, found)) = &self.last
            && last == text
        {
            return *found;
        }
        let hour = hour_in(text);
        if let Some((place, micros)) = &hour
            && let Some((midnight, doubt)) = self.framed(text, place)
        {
            return (Ok(midnight.later(*micros)), doubt);
        }
        let found = self.slow(text, Beside::default());
        if let Some((place, micros)) = hour {
            self.remember(text, place, micros, &found);
        }
        self.last = Some((text.to_vec(), found));
        found
    }

    /// A date with its hour in a cell of its own, or with AM or PM.
    pub(super) fn parted(&mut self, date: &[u8], beside: Beside<'_>) -> Found {
        if self.day.as_ref().is_none_or(|(text, _)| text != date) {
            // A date with an hour of its own is the same with both.
            let mut with = |hour, micros: Micros| {
                let (found, doubt) = self.slow(date, Beside { hour: Some(hour), ..beside });
                match found {
                    Ok(Written::Wall(at)) if beside.half.is_none() => Some((at - micros, doubt)),
                    _ => None,
                }
            };
            let early = with(b"00:00:01", SECOND);
            let late = with(b"13:00:02", 13 * HOUR + 2 * SECOND);
            self.day = Some((date.to_vec(), early.filter(|_| early == late)));
        }
        self.in_hour = false;
        if let Some((_, Some((midnight, doubt)))) = &self.day
            && let (Some(hour), None) = (beside.hour, beside.half)
            && let Some(micros) = plain_hour(hour)
        {
            return (Ok(Written::Wall(midnight + micros)), *doubt);
        }
        self.slow(date, beside)
    }

    /// The frame of a text, where it is the one of the text before.
    fn framed(&self, text: &[u8], place: &Range<usize>) -> Option<(Written, Option<Doubt>)> {
        let frame = self.frame.as_ref()?;
        if frame.is_of(text, place) { frame.midnight } else { None }
    }

    /// Keeps the frame of a text. When it comes again, two hours are tried in it: one before noon and one behind it, so
    /// that words for the half of the day are seen whatever they are.
    fn remember(&mut self, text: &[u8], place: Range<usize>, micros: Micros, found: &Found) {
        let Some(mut frame) = self.frame.take().filter(|frame| frame.is_of(text, &place)) else {
            let of = |range: Range<usize>| text.get(range).unwrap_or_default().to_vec();
            let (before, behind) = (of(0..place.start), of(place.end..text.len()));
            self.frame = Some(Frame { before, behind, midnight: None, tried: false });
            return;
        };
        if !frame.tried {
            frame.tried = true;
            let seconds = place.len() > 5;
            let mut tried = |hour: &[u8; 8]| {
                let hour = hour.get(..if seconds { 8 } else { 5 }).unwrap_or(hour);
                let text = [&frame.before, hour, &frame.behind].concat();
                let (_, micros) = hour_in(&text)?;
                let (found, doubt) = self.slow(&text, Beside::default());
                Some((found.ok()?.later(-micros), doubt))
            };
            let (early, late) = (tried(b"00:01:02"), tried(b"23:58:57"));
            let this = found.0.ok().map(|at| (at.later(-micros), found.1));
            frame.midnight = this.filter(|_| this == early && this == late);
        }
        self.frame = Some(frame);
    }

    /// As a table has it.
    fn slow(&mut self, date: &[u8], beside: Beside<'_>) -> Found {
        let text = |bytes| std::str::from_utf8(bytes).map(str::trim);
        let (Ok(date), Ok(hour), Ok(half)) =
            (text(date), beside.hour.map(text).transpose(), beside.half.map(text).transpose())
        else {
            return (Err(Why::Unreadable), None);
        };
        let cells = RowCells { heading: &self.heading, date, hour, half };
        let moment = match self.dates.read(&cells) {
            Ok(moment) => moment,
            Err((why, in_hour)) => {
                self.in_hour = in_hour;
                return (Err(why_of(why, date)), None);
            }
        };
        let unclear = moment.told.contains(&RowRemark::ManyZones);
        let written = match (moment.at, moment.zone) {
            (CellTime::Instant(at), _) => Written::Instant(at),
            (CellTime::Wall(at), Some(zone)) => Written::Zoned(at, Zone::Named(zone)),
            (CellTime::Wall(at), None) if unclear => Written::Unclear(at),
            (CellTime::Wall(at), None) => Written::Wall(at),
        };
        // Letters that are read as one distance matter least.
        let doubt = moment.told.into_iter().max().map(doubt_of);
        let at = written.at();
        if RANGE.contains(&at) { (Ok(written), doubt) } else { (Err(Why::OutOfRange), None) }
    }
}

impl Frame {
    fn is_of(&self, text: &[u8], place: &Range<usize>) -> bool {
        text.get(..place.start) == Some(&self.before) && text.get(place.end..) == Some(&self.behind)
    }
}

const fn doubt_of(remark: RowRemark) -> Doubt {
    match remark {
        RowRemark::Letters => Doubt::Letters,
        RowRemark::ManyZones => Doubt::ManyZones,
        RowRemark::SecondHour => Doubt::SecondHour,
        RowRemark::Other(told) => Doubt::Told(told),
    }
}

const fn why_of(why: NoMoment, text: &str) -> Why {
    match why {
        NoMoment::Nothing if text.is_empty() => Why::Empty,
        NoMoment::Nothing => Why::NotATime,
        NoMoment::Order => Why::Order,
        NoMoment::Open => Why::Open,
        NoMoment::Several => Why::Several,
        NoMoment::Coarse => Why::Coarse,
        NoMoment::Calendar => Why::Calendar,
        NoMoment::Impossible => Why::OutOfRange,
        NoMoment::Unclear => Why::Unreadable,
    }
}

/// `08:30:00`, with parts of a second or without, and nothing else.
fn plain_hour(text: &[u8]) -> Option<Micros> {
    let (clock, rest) = text.split_first_chunk::<8>()?;
    let whole = hms(clock)?;
    match rest.split_first() {
        None => Some(whole),
        Some((b'.', digits)) => match fraction(digits)? {
            (micros, b"") if digits.len() <= 9 => Some(whole + micros),
            _ => None,
        },
        Some(_) => None,
    }
}

/// The first `08:30` or `08:30:00` in a text, with parts of a second: where it stands, and what it says.
fn hour_in(text: &[u8]) -> Option<(Range<usize>, Micros)> {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let start = memchr::memchr_iter(b':', text).find_map(|colon| {
        let start = colon.checked_sub(2)?;
        let alone = start.checked_sub(1).is_none_or(|before| !digit(before));
        (alone && digit(start) && digit(start + 1)).then_some(start)
    })?;
    let minutes = text.get(start..start + 5)?;
    let (clock, mut end): ([u8; 8], usize) = match text.get(start + 5..start + 8) {
        Some(seconds @ [b':', _, _]) => ([minutes, seconds].concat().try_into().ok()?, start + 8),
        _ => ([minutes, b":00"].concat().try_into().ok()?, start + 5),
    };
    let mut micros = hms(&clock)?;
    if end == start + 8
        && let Some([b'.' | b',', digits @ ..]) = text.get(end..)
        && let Some((parts, rest)) = fraction(digits)
        && digits.len() - rest.len() <= 9
    {
        micros += parts;
        end = text.len() - rest.len();
    }
    let ends = !digit(end) && text.get(end) != Some(&b':');
    ends.then_some((start..end, micros))
}
