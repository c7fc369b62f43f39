//! Rows as they stand in a table of the window, for the clipboard.

use super::text::line;
use crate::export::limits::inert;

/// CSV (RFC 4180) with a row of heads. A cell that a spreadsheet would run as a formula gets an apostrophe
/// before it.
#[must_use]
pub fn csv(head: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::new();
    for row in all(head, rows) {
        csv_line(&mut out, row.into_iter());
    }
    out
}

/// Cells parted by tabs, a row a line, the first with the heads; made safe in the same way.
#[must_use]
pub fn tabs(head: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::new();
    for row in all(head, rows) {
        out.push_str(&row.join("\t"));
        out.push('\n');
    }
    out
}

/// Every cell on one line, and inert.
fn all(
    head: &[String],
    rows: impl Iterator<Item = Vec<String>>,
) -> impl Iterator<Item = Vec<String>> {
    std::iter::once(head.to_vec())
        .chain(rows)
        .map(|row| row.iter().map(|cell| inert(line(cell))).collect())
}

/// One row of CSV.
pub(super) fn csv_line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn no_cell_becomes_a_formula_and_no_cell_becomes_two() {
        let rows = || [row(&["=1+1", "a,\"b\""]), row(&["@x\ty\nz", "-5"])].into_iter();
        assert_eq!(
            csv(&row(&["One", "+Two"]), rows()),
            "One,'+Two\r\n'=1+1,\"a,\"\"b\"\"\"\r\n'@x y z,'-5\r\n"
        );
        assert_eq!(tabs(&row(&["One", "Two"]), rows()), "One\tTwo\n'=1+1\ta,\"b\"\n'@x y z\t'-5\n");
    }
}
