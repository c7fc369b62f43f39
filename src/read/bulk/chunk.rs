//! A chunk of the text to columns.

use super::cells::{Cells, Marked, Named, trimmed};
use super::clock::{Clock, Doubt, Why};
use super::dictionary::Local;
use super::forms::Beside;
use super::index::{Index, ROW};
use super::plan::{BulkPlan, TimeForm, TimeSpec};
use super::told::{Kind, Oddities};
use crate::layer::{Delimited, Form, LONGEST_ROW, Micros, RowEnd};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// So much is indexed before its rows are taken: the marks stay in the nearest cache.
const WINDOW: usize = 32 << 10;

/// Rows of a chunk, in the order of the file.
#[derive(Debug)]
pub(super) struct Scanned<'t> {
    /// Where its first row begins, and before which place all its rows begin.
    pub(super) start: usize,
    pub(super) limit: usize,
    /// Where the first row of the next chunk begins.
    pub(super) next: usize,
    /// Rows, those without a time included; and line ends.
    pub(super) rows: u32,
    pub(super) lines: u64,
    pub(super) starts: Vec<Micros>,
    pub(super) ends: Vec<Micros>,
    /// Counted from `start`.
    pub(super) places: Vec<u32>,
    /// Number of each row in the chunk; empty while no row was left out.
    pub(super) numbers: Vec<u32>,
    pub(super) left_out: bool,
    /// In the order of [`BulkPlan::dictionaries`].
    pub(super) columns: Vec<Local<'t>>,
    pub(super) odd: Oddities,
    /// True where somebody asked to stop.
    pub(super) stopped: bool,
}

/// Reads the rows that begin from `start` on and before `limit`.
pub(super) fn scan<'t>(
    text: &'t [u8],
    plan: &BulkPlan,
    Range { start, end: limit }: Range<usize>,
    stop: &AtomicBool,
) -> Scanned<'t> {
    let guess = limit.saturating_sub(start) / 128;
    let mut reader = Reader {
        text,
        plan,
        clock: Clock::of(plan, &plan.time),
        end_clock: Clock::of(plan, plan.end.as_ref().unwrap_or(&plan.time)),
        out: Scanned {
            start,
            limit,
            next: start,
            rows: 0,
            lines: 0,
            starts: Vec::with_capacity(guess),
            ends: Vec::new(),
            places: Vec::with_capacity(guess),
            numbers: Vec::new(),
            left_out: false,
            columns: plan.dictionaries.iter().map(|_| Local::new(guess)).collect(),
            odd: Oddities::default(),
            stopped: false,
        },
    };
    match plan.form {
        Form::Delimited(form) => reader.delimited(form, stop),
        Form::JsonLines => super::lines::scan(&mut reader, stop),
        Form::Log(form) => super::logs::scan(&mut reader, form, stop),
    }
    reader.out
}

/// Takes rows.
pub(super) struct Reader<'t, 'p> {
    pub(super) text: &'t [u8],
    pub(super) plan: &'p BulkPlan,
    clock: Clock,
    end_clock: Clock,
    pub(super) out: Scanned<'t>,
}

impl<'t> Reader<'t, '_> {
    fn delimited(&mut self, form: Delimited, stop: &AtomicBool) {
        let (base, limit) = (self.out.start, self.out.limit);
        let mut index = Index::new(self.text, form, base);
        let mut row = base;
        let mut cells = Vec::new();
        while row < limit && row < self.text.len() {
            if stop.load(Ordering::Relaxed) {
                self.out.stopped = true;
                return;
            }
            let clean = index.fill(index.at + WINDOW);
            let mut rest = index.marks();
            let mut orderly = self.orderly(rest);
            while row < limit
                && let Some(last) = rest.iter().position(|mark| mark & ROW != 0)
            {
                let columns = self.plan.columns.len();
                let (rows, after) = rest.split_at(alike(rest, columns, limit - base, orderly));
                orderly = false;
                if !rows.is_empty() {
                    (row, rest) = (self.fast_rows(&form, row, rows), after);
                    continue;
                }
                let (cells, after) = rest.split_at(last + 1);
                let end = base + cells.last().map_or(0, |mark| mark & !ROW) as usize;
                self.fast_row(&form, row..end, cells);
                (row, rest) = (end + 1, after);
            }
            index.take(index.marks().len() - rest.len());
            let at_end = index.at >= self.text.len();
            let long = index.at.saturating_sub(row) > LONGEST_ROW;
            if row >= limit || row >= self.text.len() || (clean && !at_end && !long) {
                continue;
            }
            if clean && at_end && !index.is_inside() {
                // The last row has no line end.
                index.end();
                let last = row..self.text.len();
                if self.is_part(index.marks().len()) {
                    self.part(last.clone());
                } else {
                    self.fast_row(&form, last.clone(), index.marks());
                }
                row = last.end;
            } else {
                let end = form.row(self.text, row, &mut cells);
                self.slow_row(&form, row, end, &cells);
                row = end.next;
                index.resume(row);
            }
        }
        self.out.next = row;
        self.out.lines = index.lines_before(row);
    }

    /// True for a row at the end of the file that ends within its time: half a date is another date.
    fn is_part(&self, cells: usize) -> bool {
        let TimeSpec { date, hour, .. } = self.plan.time;
        cells < self.plan.columns.len() && [Some(date), hour].contains(&cells.checked_sub(1))
    }

    #[cold]
    fn part(&mut self, row: Range<usize>) {
        let number = self.out.rows;
        self.out.rows += 1;
        let found = self.text.get(row.clone()).unwrap_or_default();
        self.leave_out(Kind::Part, number, row.start, self.plan.time.date, found);
    }

    /// True where every row has as many cells as there are headings: so many rows end as every so many marks one does.
    fn orderly(&self, marks: &[u32]) -> bool {
        let columns = self.plan.columns.len().max(1);
        let ends = marks.iter().skip(columns - 1).step_by(columns);
        let all: u32 = marks.iter().map(|mark| mark >> 31).sum();
        ends.map(|mark| mark >> 31).sum::<u32>() == all
    }

    /// Rows that have as many cells as there are headings, and line feeds at their ends. Gives where the next begins.
    ///
    /// Column by column: what a column needs then stays in registers, and a column of one kind of values is guessed
    /// better than a row of many.
    fn fast_rows(&mut self, form: &Delimited, first: usize, marks: &[u32]) -> usize {
        let (base, text, columns) = (self.out.start, self.text, self.plan.columns.len());
        let (mut row, mut timed) = (first, (first, 0));
        let times = [Some(self.plan.time), self.plan.end];
        let ends_rows =
            times.into_iter().flatten().any(|time| time.columns().any(|c| c + 1 >= columns));
        for (n, cells) in marks.chunks_exact(columns).enumerate() {
            let last = base + cells.last().map_or(0, |mark| mark & !ROW) as usize;
            // Every cell but the last ends before the end of its row.
            let end = if ends_rows { without_return(text, last) } else { last };
            if !self.times(row, &Marked { text, form, base, start: row, end, marks: cells }) {
                let before = marks.get(timed.1..n * columns).unwrap_or_default();
                self.values(form, timed.0, before);
                timed = (last + 1, (n + 1) * columns);
            }
            row = last + 1;
        }
        self.values(form, timed.0, marks.get(timed.1..).unwrap_or_default());
        row
    }

    /// The values of rows that have times; the first begins at `row`.
    fn values(&mut self, form: &Delimited, first: usize, marks: &[u32]) {
        let (base, text, columns) = (self.out.start, self.text, self.plan.columns.len());
        let mark = move |mark: &u32| base + (mark & !ROW) as usize;
        let rows = marks.len() / columns;
        for (&column, local) in self.plan.dictionaries.iter().zip(&mut self.out.columns) {
            let Some(mut at) = column.checked_sub(1) else {
                let begins = marks.iter().skip(columns - 1).step_by(columns);
                let begins = std::iter::once(first).chain(begins.map(|last| mark(last) + 1));
                let ends = marks.iter().step_by(columns).map(mark);
                local.extend(text, rows, begins.zip(ends).map(|(from, to)| from..to), form);
                continue;
            };
            let places = std::iter::from_fn(|| {
                let [before, end] = marks.get(at..)?.first_chunk()?;
                at += columns;
                Some((mark(before) + 1, mark(end)))
            });
            if column + 1 == columns {
                let place = |(from, to)| from..without_return(text, to);
                local.extend(text, rows, places.map(place), form);
            } else {
                local.extend(text, rows, places.map(|(from, to)| from..to), form);
            }
        }
    }

    /// A row of which the marks say where its cells end.
    #[inline]
    fn fast_row(&mut self, form: &Delimited, row: Range<usize>, marks: &[u32]) {
        let (base, text) = (self.out.start, self.text);
        let mut end = row.end;
        if end > row.start && text.get(end - 1) == Some(&b'\r') && text.get(end) == Some(&b'\n') {
            end -= 1;
        }
        if end == row.start {
            return;
        }
        if marks.len() != self.plan.columns.len() {
            self.ragged(row.start, marks.len());
        }
        self.take(row.start, &Marked { text, form, base, start: row.start, end, marks });
    }

    /// A row that was read sign by sign.
    fn slow_row(&mut self, form: &Delimited, at: usize, end: RowEnd, cells: &[Range<usize>]) {
        if end.end == at {
            return;
        }
        let text = self.text;
        if end.next == end.end + 1 && text.get(end.end) == Some(&b'\r') {
            let line = text.get(at..end.end).unwrap_or_default();
            self.out.odd.push(Kind::Return, self.out.rows, at, None, line);
        }
        let form = if end.closed { *form } else { Delimited { quote: None, ..*form } };
        if !end.closed {
            let line = text.get(at..end.end).unwrap_or_default();
            self.out.odd.push(Kind::Unclosed, self.out.rows, at, None, line);
        }
        if cells.len() != self.plan.columns.len() {
            self.ragged(at, cells.len());
        }
        let cell = |n: usize| cells.get(n).and_then(|r| text.get(r.clone())).unwrap_or_default();
        self.take(at, &Named(|n| form.value(cell(n))));
    }

    #[cold]
    fn ragged(&mut self, at: usize, cells: usize) {
        let found = format!("{cells} cells");
        self.out.odd.push(Kind::Cells, self.out.rows, at, None, found.as_bytes());
    }

    /// A row by its cells.
    #[inline]
    pub(super) fn take(&mut self, at: usize, cells: &impl Cells<'t>) {
        if !self.times(at, cells) {
            return;
        }
        for (column, local) in self.plan.dictionaries.iter().zip(&mut self.out.columns) {
            local.push(trimmed(cells.value(*column)));
        }
    }

    /// The times of a row, and its place; false where it has none, and so is left out.
    #[inline(always)]
    fn times(&mut self, at: usize, cells: &impl Cells<'t>) -> bool {
        let number = self.out.rows;
        self.out.rows += 1;
        let start = match read(&mut self.clock, &self.plan.time, self.text, cells) {
            Ok(start) => start,
            Err(why) => {
                let TimeSpec { date, hour, .. } = self.plan.time;
                let column = hour.filter(|_| self.clock.in_hour).unwrap_or(date);
                self.leave_out(Kind::Time(why), number, at, column, &cells.value(column));
                return false;
            }
        };
        if let Some(doubt) = self.clock.doubt {
            self.clock.doubt = None;
            self.doubtful(doubt, &self.plan.time, at, cells);
        }
        if let Some(spec) = &self.plan.end {
            let end = self.end(spec, start, at, cells);
            self.out.ends.push(end);
        }
        self.out.starts.push(start);
        self.out.places.push((at - self.out.start) as u32);
        if self.out.left_out {
            self.out.numbers.push(number);
        }
        true
    }

    /// The end of a row, or its start where it has none.
    fn end(&mut self, spec: &TimeSpec, start: Micros, at: usize, cells: &impl Cells<'t>) -> Micros {
        let (number, column) = (self.out.rows - 1, Some(spec.date));
        let kind = match read(&mut self.end_clock, spec, self.text, cells) {
            Ok(end) if end >= start => {
                if let Some(doubt) = self.end_clock.doubt.take() {
                    self.doubtful(doubt, spec, at, cells);
                }
                return end;
            }
            Ok(_) => Kind::Backwards,
            Err(Why::Empty | Why::NotATime) => return start,
            Err(why) => Kind::End(why),
        };
        self.out.odd.push(kind, number, at, column, &cells.value(spec.date));
        start
    }

    /// Notes that a time may not be the one that was meant.
    #[cold]
    fn doubtful(&mut self, doubt: Doubt, spec: &TimeSpec, at: usize, cells: &impl Cells<'t>) {
        let of_zone = matches!(doubt, Doubt::NoZone | Doubt::ManyZones | Doubt::Letters);
        let column = spec.zone.filter(|_| of_zone).unwrap_or(spec.date);
        let mut found = cells.value(column).into_owned();
        if let Some(hour) = spec.hour.filter(|_| column == spec.date) {
            found.push(b' ');
            found.extend_from_slice(&cells.value(hour));
        }
        self.out.odd.push(Kind::Doubt(doubt), self.out.rows - 1, at, Some(column), &found);
    }

    /// Notes that a row has no time; from now on the numbers of rows are kept.
    #[cold]
    pub(super) fn leave_out(
        &mut self,
        kind: Kind,
        number: u32,
        at: usize,
        column: usize,
        found: &[u8],
    ) {
        if !self.out.left_out {
            self.out.left_out = true;
            self.out.numbers = (0..self.out.starts.len() as u32).collect();
        }
        self.out.odd.push(kind, number, at, Some(column), found);
    }
}

/// How many marks are those of rows that have so many cells each, and begin before a place; from the first row on.
/// Where all rows are known to be so, they are not looked at one by one.
fn alike(marks: &[u32], columns: usize, limit: usize, all: bool) -> usize {
    // A row of one cell may be an empty line, which is no row.
    if columns < 2 {
        return 0;
    }
    let (mut rows, mut begins) = (0, 0);
    for cells in marks.chunks_exact(columns) {
        let Some((last, others)) = cells.split_last() else { break };
        let even = all || others.iter().fold(0, |all, mark| all | mark) & ROW == 0;
        if last & ROW == 0 || !even || begins >= limit {
            break;
        }
        begins = (last & !ROW) as usize + 1;
        rows += 1;
    }
    rows * columns
}

/// Where a row ends before its line feed.
#[inline]
fn without_return(text: &[u8], end: usize) -> usize {
    end - usize::from(end.checked_sub(1).and_then(|last| text.get(last)) == Some(&b'\r'))
}

#[inline(always)]
fn read<'t>(
    clock: &mut Clock,
    spec: &TimeSpec,
    text: &[u8],
    cells: &impl Cells<'t>,
) -> Result<Micros, Why> {
    if spec.hour.is_none() && spec.zone.is_none() && spec.half.is_none() {
        if spec.form == TimeForm::Text
            && let Some(date) = cells.plain(spec.date).and_then(|place| text.get(place))
            && let Some(at) = clock.quick(date)
        {
            return Ok(at);
        }
        return clock.read(spec.form, &cells.value(spec.date), &Beside::default());
    }
    let cell = |column: Option<usize>| column.map(|column| cells.value(column));
    let (hour, half, zone) = (cell(spec.hour), cell(spec.half), cell(spec.zone));
    let beside = Beside { hour: hour.as_deref(), half: half.as_deref(), zone: zone.as_deref() };
    clock.read(spec.form, &cells.value(spec.date), &beside)
}
