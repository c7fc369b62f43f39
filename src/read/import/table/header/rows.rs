//! Rows below the headings: those that repeat them, and those that do not fit them.

use crate::read::findings::Finding;
use crate::read::import::table::telling::{Place, Telling};
use crate::read::import::table::{Cells, Table};

/// Takes out rows that repeat the headings, as pages of a print and files that were put together have them.
pub(super) fn repeated(table: &mut Table, telling: &mut Telling) {
    if !table.has_header || table.header.len() < 2 {
        return;
    }
    let same = |table: &Table, row: &Cells| {
        table.header.iter().enumerate().all(|(n, heading)| table.cell(row, n) == heading)
    };
    let rows = std::mem::take(&mut table.rows);
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if same(table, &row) {
            let place = Place { row: row.number, column: 0, line: row.line };
            telling.place("the headings are repeated", place, |at| {
                Finding::note(at, "the row repeats the headings and is left out")
            });
        } else {
            kept.push(row);
        }
    }
    table.rows = kept;
}

/// Tells rows that are longer or shorter than the headings. Mostly a sign stands in a field without quotes, and
/// everything behind it is in the wrong column.
pub(super) fn ragged(table: &Table, written: usize, telling: &mut Telling) {
    let wants = written.min(table.header.len());
    let short = table.rows.iter().filter(|r| r.cells < wants).count();
    let usual = short * 4 > table.rows.len();
    if usual {
        telling.file(|at| {
            Finding::note(at, format!("{short} rows have fewer fields than the headings; what is missing is read as empty"))
        });
    }
    for row in &table.rows {
        let place = Place { row: row.number, column: 0, line: row.line };
        let expected = || format!("{wants} fields, as in the headings");
        if row.cells > wants && (wants..row.cells).any(|n| !table.cell(row, n).is_empty()) {
            telling.place("a row has too many fields", Place { column: wants + 1, ..place }, |at| {
                Finding::error(at, format!("the row has {} fields", row.cells))
                    .found(table.cell(row, wants))
                    .expected(expected())
                    .hint("put a field in which the delimiter stands into quotes; what is too much is kept in columns of its own")
            });
        } else if row.cells < wants && !usual {
            telling.place("a row has too few fields", place, |at| {
                Finding::warning(at, format!("the row has only {} fields", row.cells))
                    .found(row.cells.checked_sub(1).map_or("", |n| table.cell(row, n)))
                    .expected(expected())
                    .hint("add the delimiters; the fields that are missing are read as empty")
            });
        }
    }
}
