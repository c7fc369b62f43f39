//! Fills tables up to the limits, and says what did not fit.

use super::telling::{Place, Telling};
use super::watch::Watch;
use super::{Table, line};
use crate::read::Diagnostic;
use crate::read::findings::Finding;
use crate::read::foreign;
use crate::read::import::{Input, Limits};
use std::sync::Arc;

/// Rows that are looked at to tell what a table is.
const FIRST_ROWS: u64 = 60;

/// Bytes of a text that are looked at to tell what it is.
const FIRST_BYTES: usize = 512 << 10;

/// Rows of a layer that are kept as cells, for its headings; those behind them are written as text at once.
const KEPT: usize = 1 << 14;

/// Bytes of rows that are written into one piece of text.
const PIECE: usize = 8 << 20;

/// Bytes that a table of a file may take.
fn room(input: &Input) -> usize {
    usize::try_from(input.limits.unpacked(input.bytes.len() as u64)).unwrap_or(usize::MAX)
}

/// One reading of a file.
#[derive(Debug)]
pub(super) struct Job {
    pub telling: Telling,
    pub limits: Limits,
    /// The sheet or table that is wanted alone.
    pub wanted: Option<String>,
    /// Only the first rows are wanted.
    pub peek: bool,
    /// The file ends before its end.
    pub cut: bool,
    /// Bytes that each table may take: a few long texts can stand in a million cells.
    room: usize,
    /// Names of all sheets, for the message where the wanted one is not among them.
    names: Vec<String>,
    /// Whoever watches a table become a layer.
    watch: Option<Arc<Watch>>,
}

impl Job {
    pub(super) fn new(input: &Input, wanted: Option<&str>) -> Self {
        let (wanted, limits) = (wanted.map(str::to_owned), input.limits);
        let room = room(input);
        Self {
            telling: Telling::new(&input.name, false),
            limits,
            wanted,
            peek: false,
            cut: input.cut,
            room,
            names: Vec::new(),
            watch: None,
        }
    }

    /// For tables of any number of rows, which become text.
    pub(super) fn layer(input: &Input, watch: &Arc<Watch>) -> Self {
        let mut job = Self::new(input, None);
        job.limits.rows = u64::MAX;
        job.watch = Some(Arc::clone(watch));
        job
    }

    /// Only looks.
    pub(super) fn first_rows(input: &Input) -> Self {
        let limits = input.limits;
        let limits =
            Limits { rows: limits.rows.min(FIRST_ROWS), cell: limits.cell.min(1024), ..limits };
        Self {
            telling: Telling::new(&input.name, true),
            limits,
            wanted: None,
            peek: true,
            cut: input.cut,
            room: room(input),
            names: Vec::new(),
            watch: None,
        }
    }

    /// The part of a text that is looked at.
    pub(super) fn part<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        if self.peek { bytes.get(..FIRST_BYTES).unwrap_or(bytes) } else { bytes }
    }

    /// Whether a sheet is to be read; they are counted from 1, and can be wanted by number too.
    pub(super) fn wants(&mut self, name: &str) -> bool {
        self.names.push(name.to_owned());
        let number = self.names.len();
        self.wanted.as_deref().is_none_or(|wanted| {
            wanted.trim().to_lowercase() == name.trim().to_lowercase()
                || wanted.trim().parse() == Ok(number)
        })
    }

    /// A table to be filled.
    pub(super) fn filling(&self, name: &str) -> Filling {
        let table = Table { name: name.to_owned(), ..Table::default() };
        Filling {
            table,
            limits: self.limits,
            columns_over: 0,
            last_number: 0,
            room: self.room,
            no_room: false,
            cut: false,
            watch: self.watch.clone(),
            spilled: (0, 0),
        }
    }

    /// Runs a reader that was written for sound files. Where it gives up in a hard way, that is told, and what it
    /// filled until then is kept by the caller.
    pub(super) fn guarded(&mut self, what: &str, run: impl FnOnce(&mut Self)) {
        if foreign::caught(|| run(self)).is_none() {
            self.telling.file(|at| {
                Finding::error(
                    at,
                    format!("the {what} is damaged and could not be read to its end"),
                )
                .hint("open it in the program that wrote it and save it again, or as CSV")
            });
        }
    }

    /// All that is to be said.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if let Some(wanted) = self.wanted.take() {
            let names = std::mem::take(&mut self.names);
            let number: Option<usize> = wanted.trim().parse().ok();
            let there =
                names.iter().any(|n| n.trim().to_lowercase() == wanted.trim().to_lowercase());
            if !names.is_empty()
                && !there
                && !number.is_some_and(|n| (1..=names.len()).contains(&n))
            {
                self.telling.file(|at| {
                    Finding::error(at, format!("there is no sheet or table “{wanted}”"))
                        .found(&wanted)
                        .expected(format!("one of: {}", names.join(", ")))
                        .hint("name one of these, or its number")
                });
            }
        }
        self.telling.finish()
    }
}

/// A table while it is filled.
#[derive(Debug)]
pub(super) struct Filling {
    pub table: Table,
    limits: Limits,
    columns_over: u64,
    last_number: u64,
    /// Bytes that the table may take.
    room: usize,
    no_room: bool,
    /// A row was left out because no more are kept.
    cut: bool,
    watch: Option<Arc<Watch>>,
    /// Rows that were written as text, and their bytes.
    spilled: (u64, usize),
}

impl Filling {
    /// Adds a row with its real number. Empty rows are left out, cells at the end of a row that are empty as well
    /// where `trim_end`. False where no more rows are to be read.
    pub(super) fn row<'c>(
        &mut self,
        place: Place,
        cells: impl IntoIterator<Item = &'c str>,
        telling: &mut Telling,
    ) -> bool {
        if self.watch.as_ref().is_some_and(|watch| !watch.row()) {
            self.no_room = true;
            return false;
        }
        let first = self.table.ends.len();
        let start = self.table.text.len();
        let mut filled = false;
        for (n, cell) in cells.into_iter().enumerate() {
            let blank = cell.trim().is_empty();
            if n >= self.limits.columns {
                if !blank {
                    self.columns_over += 1;
                    self.too_many_columns(place, telling);
                }
                continue;
            }
            filled |= !blank;
            let cell = if cell.len() > self.limits.cell {
                self.cut(cell, Place { column: n + 1, ..place }, telling)
            } else {
                cell
            };
            self.table.text.push_str(cell);
            self.table.ends.push(self.table.text.len());
        }
        if !filled {
            self.table.ends.truncate(first);
            self.table.text.truncate(start);
            return true;
        }
        self.table.rows_found += 1;
        let taken = self
            .table
            .text
            .len()
            .saturating_add(self.table.ends.len().saturating_mul(size_of::<usize>()))
            .saturating_add(self.spilled.1);
        self.no_room |= taken > self.room;
        if self.no_room || self.is_full() {
            self.cut = true;
            self.table.ends.truncate(first);
            self.table.text.truncate(start);
            return false;
        }
        if self.watch.is_some() && self.table.rows.len() >= KEPT {
            self.spill(first, start);
            self.last_number = place.row;
            return true;
        }
        let cells = self.table.ends.len() - first;
        self.table.rows.push(super::Cells { number: place.row, line: place.line, first, cells });
        self.last_number = place.row;
        true
    }

    /// Writes the cells from a place on as a line of text, and takes them out of the table.
    fn spill(&mut self, first: usize, start: usize) {
        let Table { text, ends, more, .. } = &mut self.table;
        if more.last().is_none_or(|piece| piece.len() >= PIECE) {
            more.push(Vec::with_capacity(PIECE + (1 << 16)));
        }
        if let Some(piece) = more.last_mut() {
            let before = piece.len();
            let mut from = start;
            let cells = ends.get(first..).unwrap_or_default().iter().map(|end| {
                let cell = text.get(from..*end).unwrap_or_default().trim();
                from = *end;
                cell
            });
            line(piece, cells);
            self.spilled = (self.spilled.0 + 1, self.spilled.1 + piece.len() - before);
        }
        ends.truncate(first);
        text.truncate(start);
    }

    /// True where no more rows are kept.
    pub(super) fn is_full(&self) -> bool {
        self.no_room || self.table.rows.len() as u64 >= self.limits.rows
    }

    fn cut<'c>(&self, cell: &'c str, place: Place, telling: &mut Telling) -> &'c str {
        let most = self.limits.cell;
        telling.place("a cell is too long", place, |at| {
            Finding::error(at, format!("the cell holds more than {most} bytes"))
                .found(cell.get(..cell.floor_char_boundary(80)).unwrap_or_default())
                .expected(format!("at most {most} bytes in a cell"))
                .hint("the rest of it was left out")
        });
        cell.get(..cell.floor_char_boundary(most)).unwrap_or_default()
    }

    fn too_many_columns(&self, place: Place, telling: &mut Telling) {
        if self.columns_over > 1 {
            return;
        }
        let most = self.limits.columns;
        telling.place("a row has too many columns", place, |at| {
            Finding::error(at, format!("the table has more than {most} columns"))
                .expected(format!("at most {most} columns"))
                .hint("what stands in the columns behind them was left out")
        });
    }

    /// Says which limits were met.
    pub(super) fn finish(self, telling: &mut Telling) -> Table {
        let (most, room) = (self.limits.rows, self.room >> 20);
        let kept = self.table.rows.len() as u64 + self.spilled.0;
        // Records that are no rows are found too; each is told on its own.
        if self.table.rows_found > kept && (self.cut || self.is_full()) {
            let of = self.table.rows_found;
            telling.file(|at| {
                Finding::error(at, format!("the table has too many rows: {kept} of at least {of} were read"))
                    .found(format!("row {} was the last", self.last_number))
                    .expected(match most {
                        u64::MAX => format!("at most {room} MiB of text in a table of this file"),
                        _ => format!("at most {most} rows in a case, and {room} MiB of text in a table of this file"),
                    })
                    .hint(match most {
                        u64::MAX => "take out what is not needed, or export the table as CSV",
                        _ => "open the file as a layer, which holds any number of rows, or take out what is not needed",
                    })
            });
        }
        self.table
    }
}
