//! What a workbook holds beside the values of its cells: links, comments, formulas that were never worked out.

use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::filling::Job;
use crate::read::import::table::telling::Place;
use calamine::Xlsx;
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
        for name in (0..archive.len()).filter_map(|n| archive.name_for_index(n)?.ok()) {
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
        if !self.refers || !table.more.is_empty() {
            return;
        }
        // A sheet without them is the rule, and one that is broken is told by who reads its cells.
        let links = book.hyperlinks_by_sheet_name(&table.name).unwrap_or_default();
        let mut at: BTreeMap<usize, BTreeMap<u64, String>> = BTreeMap::new();
        let mut count = 0;
        for link in links {
            let Some(address) = link.target.filter(|t| !t.trim().is_empty()) else { continue };
            let address = match link.location {
                Some(part) => format!("{address}#{part}"),
                None => address,
            };
            let (first, last) = (link.range.start, link.range.end);
            for row in first.0..=last.0 {
                for column in first.1..=last.1 {
                    count += 1;
                    if count > LINKED {
                        break;
                    }
                    let column = at.entry(column as usize).or_default();
                    column.insert(u64::from(row) + 1, address.clone());
                }
                if count > LINKED {
                    break;
                }
            }
        }
        let says_itself = |column: usize, links: &BTreeMap<u64, String>| {
            table.rows.iter().all(|row| {
                let cell = table.cell(row, column);
                links
                    .get(&row.number)
                    .is_none_or(|l| l.trim_end_matches('/') == cell.trim_end_matches('/'))
            })
        };
        at.retain(|column, links| !says_itself(*column, links));
        at.retain(|column, _| *column < table.header.len());
        if !at.is_empty() && table.header.len() + at.len() <= job.limits.columns {
            add_columns(table, &at);
        }
    }
}

fn add_columns(table: &mut Table, columns: &BTreeMap<usize, BTreeMap<u64, String>>) {
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
    let (rows, text, ends) = (
        std::mem::take(&mut table.rows),
        std::mem::take(&mut table.text),
        std::mem::take(&mut table.ends),
    );
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
        if self.0.is_empty() {
            return;
        }
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { return };
        while let Ok(Some(formula)) = cells.next_formula() {
            let (row, column) = formula.get_position();
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
