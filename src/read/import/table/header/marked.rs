//! Headings behind a mark: the logs of Zeek have them in a line that begins with `#fields`, and others a `#` alone
//! before the first.

use super::{FIRST, LOOK};
use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::telling::{Place, Telling};

/// Takes the mark, and lines that begin with it, out of the rows. Where the headings stand, if they are marked.
pub(super) fn take(table: &mut Table, telling: &mut Telling) -> Option<usize> {
    zeek(table, telling).or_else(|| alone(table))
}

/// `#fields` before the headings: what else begins with `#` is about the file.
fn zeek(table: &mut Table, telling: &mut Telling) -> Option<usize> {
    let at =
        table.rows.iter().take(FIRST).position(|r| table.cell(r, 0) == "#fields" && r.cells > 1)?;
    let named = shorter(table, at)?;
    let rows = std::mem::take(&mut table.rows);
    let (marked, mut kept): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| table.cell(row, 0).starts_with('#'));
    let others = marked.len().saturating_sub(1);
    table.rows_found = table.rows_found.saturating_sub(others as u64);
    let place = Place { row: named.number, column: 0, line: named.line };
    telling.place("lines that begin with #", place, |at| {
        Finding::note(
            at,
            format!("{others} lines that begin with # are about the file, and no rows"),
        )
        .found("#fields")
    });
    kept.insert(0, named);
    table.rows = kept;
    Some(0)
}

/// A `#` alone before the first heading, where the rows have one cell less.
fn alone(table: &mut Table) -> Option<usize> {
    let first = table.rows.first().filter(|r| table.cell(r, 0) == "#" && r.cells > 2)?;
    let wanted = first.cells - 1;
    let mut below = table.rows.iter().skip(1).take(LOOK).peekable();
    below.peek()?;
    if !below.all(|row| row.cells == wanted) {
        return None;
    }
    let named = shorter(table, 0)?;
    *table.rows.first_mut()? = named;
    Some(0)
}

/// A row without its first cell.
fn shorter(table: &Table, at: usize) -> Option<crate::read::import::table::Cells> {
    let row = table.rows.get(at)?;
    Some(crate::read::import::table::Cells { first: row.first + 1, cells: row.cells - 1, ..*row })
}
