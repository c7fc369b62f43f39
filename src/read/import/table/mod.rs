//! Tables of every kind as one: headings, and rows of text.

mod book;
mod delimited;
mod dialect;
pub(in crate::read) mod encoding;
mod filling;
mod header;
mod json;
mod line;
mod log;
mod parquet;
mod sqlite;
mod telling;
mod thrift;
mod watch;

#[cfg(test)]
mod tests;

pub(super) use book::{Kind, kind_of};
pub(super) use header::plain;
pub(super) use json::scan;
pub(in crate::read) use line::line;
pub use watch::Watch;

use super::{Container, Format, How, Input};
use crate::read::Diagnostic;
use filling::Job;
use std::sync::Arc;

/// A table. Its cells lie in one text, so that a million rows are a few allocations.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Name of the sheet, or of the table in a database.
    pub name: String,
    /// Headings, trimmed; `Column 1`, `Column 2` … where the file has none.
    pub header: Vec<String>,
    /// False where the first row is data already.
    pub has_header: bool,
    /// The sign between fields, for text.
    pub delimiter: Option<u8>,
    /// Encoding of the text, such as `UTF-8` or `windows-1251`; empty for tables that are no text.
    pub encoding: String,
    /// The rows.
    pub rows: Vec<Cells>,
    /// All cells, one after the other.
    pub text: String,
    /// Where each cell of each row ends in `text`.
    pub ends: Vec<usize>,
    /// Rows that the file has, those included that were left out.
    pub rows_found: u64,
    /// Rows behind those in `rows`, as text with commas, a line for each. Only where the table becomes a layer, which
    /// holds its rows as text: it is written while the file is read, so that no table of ten million rows is made.
    pub more: Vec<Vec<u8>>,
}

/// A row of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cells {
    /// Number in the file as a spreadsheet counts: from 1, headings included.
    pub number: u64,
    /// Line of the file on which it begins, from 1; 0 where it has no lines.
    pub line: u64,
    /// Its first cell in [`Table::ends`].
    pub first: usize,
    /// How many cells it has.
    pub cells: usize,
}

impl Table {
    /// A cell, trimmed; empty where the row is shorter.
    #[must_use]
    pub fn cell(&self, row: &Cells, column: usize) -> &str {
        if column >= row.cells {
            return "";
        }
        let at = row.first + column;
        let end = self.ends.get(at).copied().unwrap_or(0);
        let start = at.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// Adds a row; its cells are kept as they are.
    pub fn push<'c>(&mut self, number: u64, line: u64, cells: impl IntoIterator<Item = &'c str>) {
        let first = self.ends.len();
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        let cells = self.ends.len() - first;
        self.rows.push(Cells { number, line, first, cells });
    }

    /// All cells of a row, trimmed.
    pub fn cells<'t>(&'t self, row: &'t Cells) -> impl Iterator<Item = &'t str> + 't {
        (0..row.cells).map(|column| self.cell(row, column))
    }
}

/// The tables in a file: one of a text, one for each sheet of a workbook or table of a database that holds rows.
///
/// Dates and times of typed cells are written in ISO 8601 (`2024-03-06`, `2024-03-06T09:30:00`, `09:30:00`),
/// durations as hours, minutes and seconds (`49:30:00`), whole numbers without a point.
#[must_use]
pub fn tables(input: &Input, format: Format, how: &How) -> (Vec<Table>, Vec<Diagnostic>) {
    let mut job = Job::new(input, how.sheet.as_deref());
    let tables = of(input, format.container, &mut job);
    (tables, job.finish())
}

/// The tables of a workbook, a database, a Parquet file or a JSON array that becomes a layer, of any number of rows.
/// Whoever watches can end it; what was read until then is given back.
#[must_use]
pub fn tables_of_layer(
    input: &Input,
    container: Container,
    watch: &Arc<Watch>,
) -> (Vec<Table>, Vec<Diagnostic>) {
    let mut job = Job::layer(input, watch);
    let tables = of(input, container, &mut job);
    (tables, job.finish())
}

/// The first rows of each table, to tell what they are. Nothing is said of them.
pub(super) fn first_rows(input: &Input, container: Container) -> Vec<Table> {
    let mut job = Job::first_rows(input);
    of(input, container, &mut job)
}

fn of(input: &Input, container: Container, job: &mut Job) -> Vec<Table> {
    let bytes = &*input.bytes;
    match container {
        Container::Delimited | Container::Text => delimited::read(bytes, job),
        Container::Xlsx => book::xlsx(bytes, job),
        Container::Xls => book::xls(bytes, job),
        Container::Ods => book::ods(bytes, job),
        Container::Json => json::read(bytes, job),
        Container::JsonLines => json::read_lines(bytes, job),
        Container::Parquet => parquet::read(bytes, job),
        Container::Sqlite => sqlite::read(bytes, job),
        Container::Log => log::read(bytes, job),
        Container::Xml => Vec::new(),
    }
}
