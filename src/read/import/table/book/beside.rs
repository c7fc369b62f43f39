//! What a workbook holds beside the values of its cells: links, comments, formulas that were never worked out.

use super::archive;
use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::filling::Job;
use crate::read::import::table::telling::Place;
use calamine::{Hyperlink, Xlsx};
use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use zip::ZipArchive;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// More cells without a value than this are not held against the formulas.
const EMPTY: usize = 1 << 20;
/// More cells with links than this are not looked at.
const LINKED: usize = 1 << 20;

/// What the parts of a workbook say that there is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// A sheet refers to something: a link, a picture, a comment.
    refers: bool,
    comments: bool,
}

impl Beside {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Self::default() };
        let mut this = Self::default();
        for name in archive::names(&archive) {
            let name = name.to_ascii_lowercase();
            this.refers |= name.starts_with("xl/worksheets/_rels/");
            this.comments |= name.starts_with("xl/")
                && name.ends_with(".xml")
                && name.rsplit('/').next().is_some_and(|n| n.contains("comment"));
        }
        this
    }

    /// Tells what is not read.
    pub(super) fn tell(self, job: &mut Job) {
        if self.comments {
            job.telling.file(|at| {
                Finding::warning(at, "cells of the workbook have comments, which are not read")
                    .hint("write what matters of them into a column of the sheet")
            });
        }
    }

    /// Where cells are links, their addresses become a column of their own, behind the others.
    pub(super) fn links(self, book: &mut Book<'_>, table: &mut Table, job: &mut Job) {
        if !self.refers {
            return;
        }
        // A sheet without them is the rule, and one that is broken is told by who reads its cells.
        let links = book.hyperlinks_by_sheet_name(&table.name).unwrap_or_default();
        let mut cells = links.into_iter().flat_map(each_cell);
        let mut columns = Columns::new();
        for (row, column, address) in cells.by_ref().take(LINKED) {
            columns.entry(column).or_default().insert(row, address);
        }
        let more = cells.next().is_some();
        columns.retain(|column, links| {
            *column < table.header.len() && !says_itself(table, *column, links)
        });
        if columns.is_empty() {
            return;
        }
        let why = if !table.more.is_empty() {
            "the sheet is too long for a further column"
        } else if table.header.len() + columns.len() > job.limits.columns {
            "the sheet has no room for further columns"
        } else {
            add_columns(table, &columns);
            if !more {
                return;
            }
            "there are too many of them"
        };
        job.telling.file(|at| {
            Finding::warning(
                at,
                format!("cells are links, whose addresses were not all taken over: {why}"),
            )
            .sheet(&table.name)
            .hint("write the addresses that matter into a column of the sheet")
        });
    }
}

/// Addresses by column, and by the number of the row.
type Columns = BTreeMap<usize, BTreeMap<u64, String>>;

/// The cells that a link stands over: number of the row, column, address. A link to a place in the same workbook has
/// no address.
fn each_cell(link: Hyperlink) -> impl Iterator<Item = (u64, usize, String)> {
    let address = link.target.filter(|t| !t.trim().is_empty()).map(|t| match link.location {
        Some(part) => format!("{t}#{part}"),
        None => t,
    });
    let (first, last) = (link.range.start, link.range.end);
    address.into_iter().flat_map(move |address| {
        (first.0..=last.0).flat_map(move |row| {
            let address = address.clone();
            (first.1..=last.1)
                .map(move |column| (u64::from(row) + 1, column as usize, address.clone()))
        })
    })
}

/// True where the cells of a column show the addresses of their links already.
fn says_itself(table: &Table, column: usize, links: &BTreeMap<u64, String>) -> bool {
    table.rows.iter().all(|row| {
        let cell = table.cell(row, column);
        links.get(&row.number).is_none_or(|l| l.trim_end_matches('/') == cell.trim_end_matches('/'))
    })
}

fn add_columns(table: &mut Table, columns: &Columns) {
    let old = std::mem::take(table);
    let width = old.header.len();
    for row in &old.rows {
        let cells: Vec<&str> = (0..width.max(row.cells)).map(|c| old.cell(row, c)).collect();
        let (own, beyond) = cells.split_at(width);
        let links = columns.values().map(|l| l.get(&row.number).map_or("", String::as_str));
        table.push(
            row.number,
            row.line,
            own.iter().copied().chain(links).chain(beyond.iter().copied()),
        );
    }
    let headings = columns.keys().filter_map(|c| old.header.get(*c));
    let links: Vec<String> = headings.map(|h| format!("Link: {h}")).collect();
    let Table { rows, text, ends, .. } = std::mem::take(table);
    *table = Table { rows, text, ends, ..old };
    table.header.extend(links);
}

/// Cells that were read without a value.
#[derive(Debug, Default)]
pub(super) struct Empties(HashSet<(u32, u32)>);

impl Empties {
    pub(super) fn add(&mut self, place: (u32, u32)) {
        if self.0.len() < EMPTY {
            self.0.insert(place);
        }
    }

    /// Tells of those that have a formula: a program wrote it, and none has worked it out.
    pub(super) fn tell(self, book: &mut Book<'_>, name: &str, job: &mut Job) {
        let Some(last) = self.0.iter().copied().max() else { return };
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { return };
        while let Ok(Some(formula)) = cells.next_formula() {
            let (row, column) = formula.get_position();
            if (row, column) > last {
                return;
            }
            if formula.get_value().is_empty() || !self.0.contains(&(row, column)) {
                continue;
            }
            let place = Place { row: u64::from(row) + 1, column: column as usize + 1, line: 0 };
            job.telling.place("a formula without a result", place, |at| {
                Finding::warning(
                    at,
                    "the formula in this cell was never worked out; the cell is read as empty",
                )
                .found(format!("={}", formula.get_value()))
                .hint("open the workbook in a spreadsheet and save it again")
            });
        }
    }
}
