//! A chunk of the text to columns.

use super::clock::Clock;
use super::dictionary::Local;
use super::index::{Index, ROW};
use super::plan::{BulkPlan, TimeSpec};
use super::told::{Kind, Oddities};
use crate::layer::{Delimited, Form, LONGEST_ROW, Micros, RowEnd};
use std::borrow::Cow;
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
        clock: Clock::new(plan.zone, plan.date_order),
        end_clock: Clock::new(plan.zone, plan.date_order),
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
            columns: plan.dictionaries.iter().map(|_| Local::new()).collect(),
            odd: Oddities::default(),
            stopped: false,
        },
    };
    match plan.form {
        Form::Delimited(form) => reader.delimited(form, stop),
        Form::JsonLines => super::lines::scan(&mut reader, stop),
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
            let marks = std::mem::take(&mut index.marks);
            let mut first = 0;
            for (n, mark) in marks.iter().enumerate().filter(|(_, mark)| *mark & ROW != 0) {
                if row >= limit {
                    break;
                }
                let end = base + (mark & !ROW) as usize;
                self.fast_row(&form, row..end, marks.get(first..=n).unwrap_or_default());
                (row, first) = (end + 1, n + 1);
            }
            index.marks = marks;
            index.marks.drain(..first);
            let at_end = index.at >= self.text.len();
            let long = index.at.saturating_sub(row) > LONGEST_ROW;
            if row >= limit || row >= self.text.len() || (clean && !at_end && !long) {
                continue;
            }
            if clean && at_end && !index.is_inside() {
                // The last row has no line end.
                index.marks.push((self.text.len() - base) as u32 | ROW);
                let marks = std::mem::take(&mut index.marks);
                self.fast_row(&form, row..self.text.len(), &marks);
                row = self.text.len();
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
        let last = marks.len() - 1;
        let cell = |n: usize| {
            let from = match n.checked_sub(1).and_then(|before| marks.get(before)) {
                Some(mark) => base + *mark as usize + 1,
                None => row.start,
            };
            let to = match marks.get(n) {
                Some(_) if n == last => end,
                Some(mark) => base + *mark as usize,
                None => return Cow::Borrowed(&b""[..]),
            };
            form.value(text.get(from..to).unwrap_or_default())
        };
        if marks.len() != self.plan.columns.len() {
            self.ragged(row.start, marks.len());
        }
        self.take(row.start, cell);
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
        self.take(at, |n| form.value(cell(n)));
    }

    #[cold]
    fn ragged(&mut self, at: usize, cells: usize) {
        let found = format!("{cells} cells");
        self.out.odd.push(Kind::Cells, self.out.rows, at, None, found.as_bytes());
    }

    /// A row by its cells.
    #[inline]
    pub(super) fn take(&mut self, at: usize, cell: impl Fn(usize) -> Cow<'t, [u8]>) {
        let number = self.out.rows;
        self.out.rows += 1;
        let start = match read(&mut self.clock, &self.plan.time, &cell) {
            Ok(start) => start,
            Err(why) => {
                self.leave_out(Kind::Time(why), number, at, &cell(self.plan.time.date));
                return;
            }
        };
        if let Some(spec) = &self.plan.end {
            let end = self.end(spec, start, at, &cell);
            self.out.ends.push(end);
        }
        self.out.starts.push(start);
        self.out.places.push((at - self.out.start) as u32);
        if self.out.left_out {
            self.out.numbers.push(number);
        }
        for (column, local) in self.plan.dictionaries.iter().zip(&mut self.out.columns) {
            local.push(trimmed(cell(*column)));
        }
    }

    /// The end of a row, or its start where it has none.
    fn end(
        &mut self,
        spec: &TimeSpec,
        start: Micros,
        at: usize,
        cell: &impl Fn(usize) -> Cow<'t, [u8]>,
    ) -> Micros {
        use super::clock::Why;
        let (number, column) = (self.out.rows - 1, Some(spec.date));
        let kind = match read(&mut self.end_clock, spec, cell) {
            Ok(end) if end >= start => return end,
            Ok(_) => Kind::Backwards,
            Err(Why::Empty | Why::NotATime) => return start,
            Err(why) => Kind::End(why),
        };
        self.out.odd.push(kind, number, at, column, &cell(spec.date));
        start
    }

    /// Notes that a row has no time; from now on the numbers of rows are kept.
    #[cold]
    pub(super) fn leave_out(&mut self, kind: Kind, number: u32, at: usize, found: &[u8]) {
        if !self.out.left_out {
            self.out.left_out = true;
            self.out.numbers = (0..self.out.starts.len() as u32).collect();
        }
        self.out.odd.push(kind, number, at, Some(self.plan.time.date), found);
    }
}

#[inline]
fn read<'t>(
    clock: &mut Clock,
    spec: &TimeSpec,
    cell: &impl Fn(usize) -> Cow<'t, [u8]>,
) -> Result<Micros, super::clock::Why> {
    let date = cell(spec.date);
    if spec.hour.is_none() && spec.zone.is_none() {
        return clock.read(spec.form, &date, None, None);
    }
    let (hour, zone) = (spec.hour.map(cell), spec.zone.map(cell));
    clock.read(spec.form, &date, hour.as_deref(), zone.as_deref())
}

#[inline]
fn trimmed(value: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    match value {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.trim_ascii()),
        Cow::Owned(bytes) => Cow::Owned(bytes.trim_ascii().to_vec()),
    }
}
