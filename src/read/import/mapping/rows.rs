//! Dates of rows for layers, which hold no cells and tell in words of their own: read as those of a table that becomes
//! a case, so that no row stands at another moment.

use super::dates::{self, Problem, Remark, Stamp, Ways, Written};
use super::habits::Habits;
use super::moments::{is_midnight, is_of_another_calendar, is_short_buddhist, put_half};
use super::report::remark_words;
use super::single::{CellTime, Counting, time};
use super::{Evidence, Field, Mapping, zones};
use crate::date::DateOrder;
use crate::read::diagnostic::Severity;
use crate::read::import::{How, Table};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// How the dates of a column are written, as the rows of its table show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowDates {
    date: Ways,
    hour: Ways,
    /// True where midnight is a time in the column of the date, as other rows have hours there.
    midnights: bool,
}

/// How a table writes its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writing {
    /// Those of the start.
    pub start: RowDates,
    /// Those of the end.
    pub end: RowDates,
    /// What the headings say of the zone, where they say something.
    pub zone: Option<Evidence>,
    /// True where a heading names the zone of the hours: then a column of zones is none of theirs.
    pub zoned: bool,
}

/// The cells of a row in which its date stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowCells<'t> {
    /// The heading of the date.
    pub heading: &'t str,
    /// The date, or date and hour.
    pub date: &'t str,
    /// The hour, where it has a column.
    pub hour: Option<&'t str>,
    /// AM or PM, where they have a column.
    pub half: Option<&'t str>,
}

/// A moment that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowMoment {
    /// When it was.
    pub at: CellTime,
    /// The zone whose name stands beside the hour.
    pub zone: Option<Tz>,
    /// What was concluded.
    pub told: Vec<RowRemark>,
}

/// What was concluded of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowRemark {
    /// Letters such as CET are read as one distance from UTC.
    Letters,
    /// Letters stand for several zones; the hour has none.
    ManyZones,
    /// The date has an hour that is another than the one beside it.
    SecondHour,
    /// Anything else.
    Other(Told),
}

/// A conclusion with words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told(Remark);

/// Why the cells of a row name no one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoMoment {
    /// They are empty, or say so.
    Nothing,
    /// Day and month can be either way.
    Order,
    /// It can be read in two ways for another reason.
    Open,
    /// From one moment to another, or one between two.
    Several,
    /// A month, a year, or a date that is only near.
    Coarse,
    /// The year looks like one of another calendar.
    Calendar,
    /// There is no such day or hour.
    Impossible,
    /// It cannot be read.
    Unclear,
}

impl Told {
    /// How grave it is, what was concluded, what to do.
    #[must_use]
    pub fn words(self) -> (Severity, &'static str, &'static str) {
        remark_words(self.0)
    }
}

impl Writing {
    /// Of a table; `mapping` says which columns are its dates, and takes the zone of the hours. `how` has the mapping
    /// that somebody gave.
    #[must_use]
    pub fn of(table: &Table, mapping: &mut Mapping, how: &How) -> Self {
        let mut first = BTreeMap::new();
        for (n, column) in mapping.columns.iter().enumerate() {
            first.entry(column.field).or_insert(n);
        }
        let habits = Habits::of(table, mapping, &first);
        let ways = |field| first.get(&field).map(|c| habits.ways(*c)).unwrap_or_default();
        let dates = |date, hour| RowDates {
            date: ways(date),
            hour: ways(hour),
            midnights: first.get(&date).is_some_and(|c| habits.midnights.contains(c)),
        };
        let (start, end) =
            (dates(Field::Start, Field::StartTime), dates(Field::End, Field::EndTime));
        let zoned = how.mapping.is_none() && zones::is_in_heading(table, mapping);
        let zone = zones::zone(table, mapping, how);
        let zone = zone.filter(|e| e.open || mapping.zone.is_some());
        Self { start, end, zone, zoned }
    }
}

impl RowDates {
    /// With another order of day and month.
    #[must_use]
    pub fn ordered(mut self, order: Option<DateOrder>) -> Self {
        (self.date.order, self.hour.order) = (order, order);
        self
    }

    /// How the numbers of the column count.
    #[must_use]
    pub fn counting(self) -> Counting {
        Counting::in_way(self.date.counted)
    }

    /// The moment that a row names.
    ///
    /// # Errors
    /// Why it names none, and whether that is for the cell of the hour.
    pub fn read(&self, cells: &RowCells<'_>) -> Result<RowMoment, (NoMoment, bool)> {
        let of_date = |why| (why, false);
        let (mut stamp, mut remarks, zone) = self.date(cells).map_err(of_date)?;
        let mut second = false;
        match cells.hour {
            Some(hour) if !dates::is_nothing(hour) => {
                let of_hour = |problem: Problem| (NoMoment::from(&problem), true);
                let mut timed = dates::clock_in(hour, &self.hour).map_err(of_hour)?;
                if let Some(half) = cells.half {
                    put_half(&mut timed.clock, hour, half).map_err(of_hour)?;
                }
                if is_midnight(&stamp) && !self.midnights {
                    stamp.clock = None;
                }
                let (hour, minute) = (timed.clock.hour, timed.clock.minute);
                match &stamp.clock {
                    None => {
                        stamp.clock = Some(timed.clock);
                        stamp.offset = timed.offset.or(stamp.offset);
                        remarks.extend(timed.remarks);
                    }
                    Some(clock) => second = (clock.hour, clock.minute) != (hour, minute),
                }
            }
            Some(_) => {}
            None => {
                if let (Some(half), Some(clock)) = (cells.half, &mut stamp.clock) {
                    let of_hour = |problem: Problem| (NoMoment::from(&problem), false);
                    put_half(clock, cells.date, half).map_err(of_hour)?;
                }
            }
        }
        let at = time(&stamp).ok_or((NoMoment::Impossible, false))?;
        let told = remarks.into_iter().map(RowRemark::from);
        let told = told.chain(second.then_some(RowRemark::SecondHour)).collect();
        let zone = zone.and_then(|name| name.parse().ok()).filter(|_| stamp.offset.is_none());
        Ok(RowMoment { at, zone, told })
    }

    /// The cell of the date.
    fn date(&self, cells: &RowCells<'_>) -> Result<(Stamp, Vec<Remark>, Option<String>), NoMoment> {
        let reading =
            dates::read_in(cells.date, &self.date).map_err(|problem| NoMoment::from(&problem))?;
        if is_of_another_calendar(cells.heading, cells.date, &reading.written)
            || is_short_buddhist(cells.heading, cells.date, &reading.remarks)
        {
            return Err(NoMoment::Calendar);
        }
        match reading.written {
            Written::One(stamp, "") if stamp.day.is_some() => {
                Ok((stamp, reading.remarks, reading.zone))
            }
            Written::One(..) => Err(NoMoment::Coarse),
            _ => Err(NoMoment::Several),
        }
    }
}

impl From<Remark> for RowRemark {
    fn from(remark: Remark) -> Self {
        match remark {
            Remark::ZoneLetters => Self::Letters,
            Remark::ZoneUnclear => Self::ManyZones,
            other => Self::Other(Told(other)),
        }
    }
}

impl From<&Problem> for NoMoment {
    fn from(problem: &Problem) -> Self {
        match problem {
            Problem::Nothing => Self::Nothing,
            Problem::Either(_) => Self::Order,
            Problem::Open { .. } => Self::Open,
            Problem::Impossible(_) | Problem::WrongOrder(_) => Self::Impossible,
            Problem::Unclear(_) => Self::Unclear,
        }
    }
}
