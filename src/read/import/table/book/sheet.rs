//! A sheet while it is read: cells come with their places, rows go out.

use crate::read::findings::Finding;
use crate::read::import::table::filling::{Filling, Job};
use crate::read::import::table::telling::Place;
use crate::read::import::table::{Table, header};
use std::collections::BTreeSet;

/// More cells than this that go over several rows are not looked at.
const MERGED: usize = 100_000;

/// A cell that goes over several rows of one sheet, all counted from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Merged {
    pub first: u32,
    pub last: u32,
    pub column: u32,
    pub value: String,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    filling: Filling,
    name: String,
    row: Option<u32>,
    cells: Vec<String>,
    /// By first row.
    merged: Vec<Merged>,
    /// Those before it are over.
    passed: usize,
    filled_down: u64,
    columns: usize,
    beyond: bool,
    errors: u64,
    /// Columns in which a date of value 0 was told.
    zeros: BTreeSet<u32>,
    full: bool,
}

impl Sheet {
    pub(super) fn new(name: &str, job: &mut Job, mut merged: Vec<Merged>) -> Self {
        job.telling.about(name);
        merged.retain(|m| m.last > m.first);
        merged.sort_by_key(|m| (m.first, m.column));
        merged.truncate(MERGED);
        Self {
            filling: job.filling(name),
            name: name.to_owned(),
            row: None,
            cells: Vec::new(),
            merged,
            passed: 0,
            filled_down: 0,
            columns: job.limits.columns,
            beyond: false,
            errors: 0,
            zeros: BTreeSet::new(),
            full: false,
        }
    }

    /// A cell that goes over rows below it, met while reading.
    pub(super) fn merge(&mut self, merged: Merged) {
        if self.merged.len() < MERGED {
            self.merged.push(merged);
        }
    }

    /// Puts a value into its place; rows come in order. False where no more are wanted.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: &str, job: &mut Job) -> bool {
        if value.is_empty() {
            return !self.full;
        }
        if self.row != Some(row) {
            self.flush(job);
            self.row = Some(row);
        }
        let column = column as usize;
        if column >= self.columns {
            self.too_broad(row, job);
            return !self.full;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            cell.clear();
            cell.push_str(value);
        }
        !self.full
    }

    fn too_broad(&mut self, row: u32, job: &mut Job) {
        if std::mem::replace(&mut self.beyond, true) {
            return;
        }
        let (most, name) = (self.columns, &self.name);
        let place = Place { row: u64::from(row) + 1, column: 0, line: 0 };
        job.telling.place("a row has too many columns", place, |at| {
            Finding::error(at, format!("the sheet “{name}” has more than {most} columns"))
                .expected(format!("at most {most} columns"))
                .hint("what stands in the columns behind them was left out")
        });
    }

    /// An error such as `#REF!` in place of a value.
    pub(super) fn error(&mut self, row: u32, column: u32, error: &str, job: &mut Job) {
        self.errors += 1;
        let place = Place { row: u64::from(row) + 1, column: column as usize + 1, line: 0 };
        let name = &self.name;
        job.telling.place("a formula gives an error", place, |at| {
            Finding::warning(
                at,
                format!(
                    "the formula in this cell of “{name}” gives an error; the cell is read as empty"
                ),
            )
            .found(error)
            .hint("correct the formula, or put the value in its place")
        });
    }

    /// A date of value 0, which is no date: told once for each column.
    pub(super) fn zero(&mut self, row: u32, column: u32, found: &str, job: &mut Job) -> bool {
        if self.zeros.insert(column) {
            let place = Place { row: u64::from(row) + 1, column: column as usize + 1, line: 0 };
            let name = &self.name;
            job.telling.place("a date of value 0", place, |at| {
                Finding::warning(
                    at,
                    format!("dates of value 0 in this column of “{name}” are no dates; they are read as empty"),
                )
                .found(found)
                .expected("a date, or an empty cell")
                .hint("a formula that points to an empty cell gives 0; correct it, or write the date")
            });
        }
        !self.full
    }

    /// A day that there never was, which workbooks count all the same.
    pub(super) fn impossible(&mut self, row: u32, column: u32, job: &mut Job) {
        let place = Place { row: u64::from(row) + 1, column: column as usize + 1, line: 0 };
        job.telling.place("a day that there was not", place, |at| {
            Finding::error(at, "the workbook counts 29 February 1900, which there was not")
                .found("1900-02-29")
                .hint("write the date as text")
        });
    }

    fn flush(&mut self, job: &mut Job) {
        let Some(row) = self.row.take() else { return };
        let filled = self.cells.iter().any(|c| !c.trim().is_empty());
        if filled {
            self.fill_down(row);
        }
        let place = Place { row: u64::from(row) + 1, column: 0, line: 0 };
        let cells = self.cells.iter().map(String::as_str);
        if filled && !self.filling.row(place, cells, &mut job.telling) {
            self.full = true;
        }
        self.cells.clear();
    }

    /// A cell that goes over several rows stands for each of them.
    fn fill_down(&mut self, row: u32) {
        while self.merged.get(self.passed).is_some_and(|m| m.last < row) {
            self.passed += 1;
        }
        for merged in self.merged.iter_mut().skip(self.passed).take(4096) {
            if merged.first > row {
                break;
            }
            let column = merged.column as usize;
            if merged.first == row {
                merged.value = self.cells.get(column).cloned().unwrap_or_default();
            } else if row <= merged.last && !merged.value.is_empty() && column < self.columns {
                if self.cells.len() <= column {
                    self.cells.resize(column + 1, String::new());
                }
                if let Some(cell) = self.cells.get_mut(column).filter(|c| c.is_empty()) {
                    cell.push_str(&merged.value);
                    self.filled_down += 1;
                }
            }
        }
    }

    /// The table, with its headings found; `None` where the sheet is empty.
    pub(super) fn finish(mut self, job: &mut Job) -> Option<Table> {
        self.flush(job);
        if self.filled_down > 0 {
            let (filled, name) = (self.filled_down, &self.name);
            job.telling.file(|at| {
                Finding::note(at, format!("{filled} cells of “{name}” lie within a cell that goes over several rows; each has its value"))
            });
        }
        let mut table = self.filling.finish(&mut job.telling);
        if table.rows.is_empty() {
            job.telling.about("");
            return None;
        }
        header::find(&mut table, job, header::Rest::Places);
        job.telling.about("");
        Some(table)
    }
}
