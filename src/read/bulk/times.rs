//! Which columns hold the times of a table: those that would be its dates if it became a case.
//!
//! Only the headings of logs that are known, and tables in which the case would find no date, are judged here: a layer
//! must never show another moment of a row than the case does.

use super::forms::{Beside, Forms};
use super::guess::{Frame, is_time, roles, share};
use super::headings::{DATES, ENDS, HOURS, TIMES, ZONES, plain};
use super::plan::{BulkPlan, TimeForm, TimeSpec};
use super::scale::Scale;
use crate::read::import::{
    Column, Container, Counting, Evidence, Field, Format, How, Input, Mapping, RowDates, Shape,
    Table, Writing, guess, shape_of, tables,
};

/// The times of a table, and how they are written.
pub(super) struct Times {
    start: TimeSpec,
    end: Option<TimeSpec>,
    mapping: Mapping,
    writing: Writing,
    log: bool,
}

/// Chooses the columns of the times; `None` where there are none, or none that can be read row by row.
/// `sample` is the beginning of the file.
pub(super) fn choose(frame: &Frame, sample: &[u8]) -> Option<Times> {
    let table = frame.table();
    let shape = shape_of(frame.headings());
    if !is_log(shape) {
        let (mapping, _) = guess(&table, shape, &How::default());
        let has = |field: Field| mapping.columns.iter().any(|c| c.field == field);
        // A layer has no columns within columns, and another date of the same row is not the one that is meant.
        if frame.has_objects()
            && let Some(start) = start_within(sample, shape)
            && !mapping.columns.iter().any(|c| c.field == Field::Start && c.heading == start)
        {
            return None;
        }
        if has(Field::Start) {
            return of_table(frame, &table, mapping, &How::default());
        }
        // Its dates stand in columns of their parts, which are not put together here.
        if has(Field::Year) {
            return None;
        }
    }
    let start = time(frame)?;
    let end = end(frame, &start);
    let chosen = given(frame, shape, &start, end.as_ref());
    let (mut mapping, _) = guess(&table, shape, &How { mapping: Some(chosen), ..How::default() });
    // Nobody made that mapping: a heading is stronger than its column of zones.
    let writing = Writing::of(&table, &mut mapping, &How::default());
    Some(Times { start, end, mapping, writing, log: is_log(shape) })
}

/// The heading of the date, where objects within the rows have columns of their own: `start.dateTime`.
fn start_within(sample: &[u8], shape: Option<Shape>) -> Option<String> {
    let input = Input { bytes: sample.to_vec(), ..Input::default() };
    let format = Format { container: Container::JsonLines, shape };
    let (tables, _) = tables(&input, format, &How::default());
    let (mapping, _) = guess(tables.first()?, shape, &How::default());
    mapping.columns.into_iter().find(|c| c.field == Field::Start).map(|c| c.heading)
}

/// The times that a mapping names.
pub(super) fn of_mapping(frame: &Frame, mapping: &Mapping) -> Option<Times> {
    let table = frame.table();
    let how = How { mapping: Some(mapping.clone()), ..How::default() };
    let (mapping, _) = guess(&table, mapping.shape, &how);
    of_table(frame, &table, mapping, &how)
}

fn of_table(frame: &Frame, table: &Table, mut mapping: Mapping, how: &How) -> Option<Times> {
    let find = |field: Field| mapping.columns.iter().position(|c| c.field == field);
    // Hours whose minutes have a column of their own are not put together here.
    if find(Field::Minute).is_some() {
        return None;
    }
    let zone = find(Field::Zone);
    let spec = |date, hour, half| TimeSpec { date, hour, half, zone, ..TimeSpec::default() };
    let start = spec(find(Field::Start)?, find(Field::StartTime), find(Field::Half));
    let whole = find(Field::End).map(|date| (date, find(Field::EndTime)));
    // An hour alone is one of the day of the start.
    let hour = find(Field::EndTime).filter(|_| start.hour.is_some());
    let end = whole.or_else(|| hour.map(|hour| (start.date, Some(hour))));
    let half = find(Field::EndHalf);
    let end = end.map(|(date, hour)| spec(date, hour, half));
    let log = is_log(shape_of(frame.headings()));
    let writing = Writing::of(table, &mut mapping, how);
    Some(Times { start, end, mapping, writing, log })
}

/// A mapping with columns that were chosen here.
fn given(frame: &Frame, shape: Option<Shape>, start: &TimeSpec, end: Option<&TimeSpec>) -> Mapping {
    let field = |column| match Some(column) {
        _ if column == start.date => Field::Start,
        column if column == start.hour => Field::StartTime,
        column if column == start.zone => Field::Zone,
        column if column == end.map(|end| end.date) => Field::End,
        _ => Field::Keep,
    };
    let columns = frame.headings().iter().enumerate();
    let columns = columns.map(|(n, heading)| Column { heading: heading.clone(), field: field(n) });
    Mapping {
        shape,
        header: frame.headings().to_vec(),
        columns: columns.collect(),
        ..Mapping::default()
    }
}

const fn is_log(shape: Option<Shape>) -> bool {
    matches!(shape, Some(Shape::PlasoL2t | Shape::PlasoDynamic | Shape::Timesketch))
}

impl Times {
    /// With everything else that a plan says.
    pub(super) fn plan(self, frame: &Frame) -> BulkPlan {
        let Writing { start, end, zone, zoned } = self.writing;
        // By the heading alone, as a row far behind the beginning may be the first with another zone beside it.
        let clock = |spec: TimeSpec| TimeSpec { zone: spec.zone.filter(|_| !zoned), ..spec };
        let of_start = written(frame, clock(self.start), start);
        let mut plan = roles(frame, of_start);
        // Without a cell of its own, the date of the end is written as that of the start.
        plan.end = self.end.map(|spec| {
            let same = spec.date == self.start.date;
            written(frame, clock(spec), if same { start } else { end })
        });
        plan.date_order = self.mapping.date_order;
        plan.zone = self.mapping.zone;
        plan.said = zone.into_iter().chain(unread_hours(frame, &of_start)).collect();
        plan.unset = self.log;
        plan.settled()
    }
}

/// A column of times with how they are written: as numbers, or as text.
fn written(frame: &Frame, spec: TimeSpec, dates: RowDates) -> TimeSpec {
    let values = frame.values.get(spec.date).map_or(&[][..], Vec::as_slice);
    // A number with an hour beside it is a day.
    let text = spec.hour.is_some() || share(values, is_time) >= 60;
    let scale = if text { None } else { Scale::of(dates.counting(), values) };
    TimeSpec { form: scale.map_or(TimeForm::Text, TimeForm::Number), dates, ..spec }
}

/// Says that the hours beside a column of days are not read, as most of them can be read in two ways or in none.
fn unread_hours(frame: &Frame, start: &TimeSpec) -> Option<Evidence> {
    let filled = |column: &usize| {
        frame.values.get(*column).is_some_and(|v| v.iter().any(|v| !v.trim().is_empty()))
    };
    let days = frame.values.get(start.date)?.iter().all(|v| !v.contains(':') && v.len() <= 10);
    let named = |heading: &String| HOURS.contains(&plain(heading).as_str());
    let column = frame.columns.iter().position(named)?;
    let unread = start.hour.is_none() && days && column != start.date && filled(&column);
    unread.then(|| Evidence {
        column: frame.columns.get(column).cloned().unwrap_or_default(),
        conclusion:
            "the hours of this column are not read; the rows stand at the start of their day"
                .to_owned(),
        because: "most of its cells are no hour that can be read in one way; write them as 09:30"
            .to_owned(),
        open: true,
    })
}

/// How the numbers of a column count; `None` where it holds no moments.
fn scale(frame: &Frame, column: usize) -> Option<Scale> {
    let heading = frame.columns.get(column)?;
    let mut counting = Counting::under(heading);
    // Beside a description, Timesketch has microseconds in this column by definition.
    let described = || frame.columns.iter().any(|c| plain(c) == "timestampdesc");
    if plain(heading) == "timestamp" && described() {
        counting = Counting::micros();
    }
    Scale::of(counting, frame.values.get(column)?)
}

/// True for an hour with a colon.
fn is_hour(text: &str) -> bool {
    let beside = Beside { hour: Some(text.trim().as_bytes()), ..Beside::default() };
    text.contains(':') && Forms::default().parted(b"2000-01-01", beside).0.is_ok()
}

/// The column of the moment: a known heading with times below it, else any column of times.
fn time(frame: &Frame) -> Option<TimeSpec> {
    let headings: Vec<String> = frame.columns.iter().map(|c| plain(c)).collect();
    let find = |list: &[&str]| list.iter().find_map(|name| headings.iter().position(|h| h == name));
    let zone = find(&ZONES);
    let of = |date, hour| TimeSpec { date, hour, zone, ..TimeSpec::default() };
    // A column with a heading that says so may hold much else, such as rows without a time.
    let named = |column: usize| headings.get(column).is_some_and(|h| TIMES.contains(&h.as_str()));
    let holds = |column: usize, test: &dyn Fn(&str) -> bool| {
        let enough = if named(column) { 20 } else { 60 };
        frame.values.get(column).is_some_and(|values| share(values, test) >= enough)
    };
    let split = find(&DATES).zip(find(&HOURS)).filter(|(d, h)| d != h);
    let known = TIMES.iter().filter_map(|name| headings.iter().position(|h| h == name));
    let all = known.chain(0..frame.values.len());
    for column in all {
        if let Some((date, hour)) = split
            && (column == date || column == hour)
            && holds(hour, &is_hour)
            && holds(date, &is_time)
        {
            return Some(of(date, Some(hour)));
        }
        if holds(column, &is_time) || named(column) && scale(frame, column).is_some() {
            return Some(of(column, None));
        }
    }
    // Columns that a table would be read by too: `visit time`, `ZMESSAGEDATE`.
    let counts = |column: &usize| {
        frame.columns.get(*column).is_some_and(|heading| Counting::under(heading).is_named(heading))
    };
    let mut counted = (0..frame.values.len()).filter(counts);
    counted.find(|date| scale(frame, *date).is_some()).map(|date| of(date, None))
}

fn end(frame: &Frame, time: &TimeSpec) -> Option<TimeSpec> {
    let headings: Vec<String> = frame.columns.iter().map(|c| plain(c)).collect();
    let date = ENDS.iter().find_map(|name| headings.iter().position(|h| h == name))?;
    let good = scale(frame, date).is_some() || share(frame.values.get(date)?, is_time) >= 60;
    let end = TimeSpec { date, zone: time.zone, ..TimeSpec::default() };
    (good && date != time.date).then_some(end)
}
