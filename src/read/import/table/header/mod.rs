//! Where the headings of a table stand, and whether it has any.

mod marked;
mod rows;
mod words;

pub(super) use words::known;
pub(in crate::read::import) use words::plain;

use super::Table;
use super::dialect::has_hour;
use super::filling::Job;
use super::telling::{Place, Telling};
use crate::read::findings::Finding;
use std::collections::{BTreeMap, BTreeSet};

/// Rows among which the headings are looked for: exports put a few lines of titles above them.
const FIRST: usize = 40;

/// Rows from which the kinds of columns are told.
const LOOK: usize = 200;

/// What may be odd about rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Fields are divided by signs: a row that has too many or too few is told.
    Text,
    /// Cells have places of their own.
    Places,
}

/// Takes the headings out of the rows, or gives columns numbers.
pub(super) fn find(table: &mut Table, job: &mut Job, rest: Rest) {
    let marked = marked::take(table, &mut job.telling);
    let Some(at) = marked.or_else(|| candidate(table)) else { return };
    let has_header = marked.is_some() || is_header(table, at);
    let before = if has_header { at } else { titles(table, at) };
    above(table, before, &mut job.telling);
    let headings: Vec<String> = match table.rows.get(at) {
        Some(row) if has_header => table.cells(row).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let first = table.rows.get(before).copied().unwrap_or_default();
    let out = before + usize::from(has_header);
    table.rows.drain(..out.min(table.rows.len()));
    table.rows_found = table.rows_found.saturating_sub(out as u64);
    table.has_header = has_header;
    let place = Place { row: first.number, column: 0, line: first.line };
    if !has_header {
        job.telling.place("a table without headings", place, |at| {
            Finding::note(
                at,
                "the first row is data already: the columns are called Column 1, Column 2 …",
            )
            .hint("put a row of headings above it to call them something else")
        });
    }
    let written = headings.len();
    name(table, headings, place, &mut job.telling);
    rows::repeated(table, &mut job.telling);
    if rest == Rest::Text && has_header {
        rows::ragged(table, written, &mut job.telling);
    }
}

/// The row that would hold the headings: the first that is about as full as the rows below.
fn candidate(table: &Table) -> Option<usize> {
    let full = |n: usize| {
        table.rows.get(n).map_or(0, |r| table.cells(r).filter(|c| !c.is_empty()).count())
    };
    if table.rows.is_empty() {
        return None;
    }
    let mut fills: Vec<usize> = (0..table.rows.len().min(LOOK)).map(full).collect();
    let rows = fills.len().min(FIRST);
    let knows = |n: usize| table.rows.get(n).map_or(0, |r| known(table.cells(r)));
    fills.sort_unstable();
    // Footers and titles are short; the usual row is in the upper half.
    let usual = fills.get(fills.len() * 2 / 3).copied().unwrap_or(1);
    let wide =
        (0..rows).find(|n| full(*n) * 5 >= usual * 3 && full(*n) >= usual.min(2)).unwrap_or(0);
    // Headings that are known may stand a little below a title that is broad itself.
    let named = (0..rows.min(wide + 12)).find(|n| {
        let (known, full) = (knows(*n), full(*n));
        known >= 2 && known * 2 >= full && full * 2 >= usual
    });
    Some(named.unwrap_or(wide))
}

/// Rows above a table without headings that are titles, not data.
fn titles(table: &Table, at: usize) -> usize {
    let is_data =
        |n: &usize| table.rows.get(*n).is_some_and(|r| table.cells(r).any(words::is_figure));
    (0..at).find(is_data).unwrap_or(at)
}

/// Decides from names, and from kinds of values: a heading is no figure above a column of figures.
fn is_header(table: &Table, at: usize) -> bool {
    let Some(row) = table.rows.get(at) else { return false };
    let cells: Vec<&str> = table.cells(row).collect();
    // A line of a log is no heading: taken for one, the first of its lines would be missing.
    if let [line] = &*cells
        && has_hour(line)
    {
        return false;
    }
    let full = cells.iter().filter(|c| !c.is_empty()).count();
    let named = known(cells.iter().copied());
    if named >= 2 || (named == 1 && full <= 3) {
        return true;
    }
    let below = table.rows.iter().skip(at + 1).take(LOOK);
    let (mut above_figures, mut figures_too) = (0_usize, 0_usize);
    for (column, cell) in cells.iter().enumerate() {
        let values = below.clone().map(|r| table.cell(r, column)).filter(|c| !c.is_empty());
        let (all, figures) = values.fold((0_usize, 0_usize), |(all, figures), value| {
            (all + 1, figures + usize::from(words::is_figure(value)))
        });
        if all == 0 || cell.is_empty() || figures * 10 < all * 7 {
            continue;
        }
        if words::is_figure(cell) {
            figures_too += 1;
        } else {
            above_figures += 1;
        }
    }
    if above_figures != figures_too {
        return above_figures > figures_too;
    }
    let different: BTreeSet<&&str> = cells.iter().filter(|c| !c.is_empty()).collect();
    let short = cells.iter().all(|c| c.chars().count() <= 60);
    let again = below
        .clone()
        .any(|r| cells.iter().enumerate().any(|(n, c)| !c.is_empty() && table.cell(r, n) == *c));
    different.len() == full
        && short
        && !again
        && table.rows.len() > at + 1
        && !cells.iter().any(|c| words::is_figure(c))
}

/// Tells of titles above the headings: they are no rows, but somebody may miss them.
fn above(table: &Table, before: usize, telling: &mut Telling) {
    for row in table.rows.iter().take(before) {
        let words: Vec<&str> = table.cells(row).filter(|c| !c.is_empty()).collect();
        let place = Place { row: row.number, column: 0, line: row.line };
        telling.place("a line above the headings", place, |at| {
            Finding::note(at, "this line stands above the table and is left out")
                .found(words.join(" | "))
        });
    }
}

/// Gives every column a name of its own.
fn name(table: &mut Table, headings: Vec<String>, place: Place, telling: &mut Telling) {
    let widest = table.rows.iter().map(|r| r.cells).max().unwrap_or(0).max(headings.len());
    let mut used: Vec<bool> = vec![false; widest];
    for row in &table.rows {
        // Rows of one table are mostly full to the same column.
        for (column, used) in used.iter_mut().enumerate().take(row.cells) {
            *used = *used || !table.cell(row, column).is_empty();
        }
    }
    let has =
        |n: usize| headings.get(n).is_some_and(|h| !h.is_empty()) || used.get(n) == Some(&true);
    let width = (0..widest).rev().find(|n| has(*n)).map_or(0, |n| n + 1);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut unnamed) = (Vec::with_capacity(width), 0_u64);
    for n in 0..width {
        let heading = headings
            .get(n)
            .map_or("", |h| h.trim_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace()));
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        if heading.is_empty() {
            unnamed += u64::from(n < headings.len());
        }
        let wanted = if heading.is_empty() { format!("Column {}", n + 1) } else { heading };
        let count = taken.entry(wanted.clone()).or_default();
        *count += 1;
        let mut unique = wanted.clone();
        if *count > 1 {
            let mut next = *count;
            unique = format!("{wanted} ({next})");
            while taken.contains_key(&unique) {
                next += 1;
                unique = format!("{wanted} ({next})");
            }
            telling.place("a heading is there twice", Place { column: n + 1, ..place }, |at| {
                Finding::warning(at, format!("the heading “{wanted}” is there twice"))
                    .found(&wanted)
                    .expected("a name of its own for each column")
                    .hint(format!("the second is called “{unique}”"))
            });
            taken.insert(unique.clone(), 1);
        }
        all.push(unique);
    }
    if unnamed > 0 {
        telling.place("a column without a heading", place, |at| {
            Finding::note(
                at,
                format!("{unnamed} columns have no heading; they are called by their number"),
            )
        });
    }
    table.header = all;
}
