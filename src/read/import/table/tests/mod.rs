mod beside;
mod books;
mod cut;
mod damage;
mod databases;
mod delimited;
mod json;
mod logs;
mod zeros;

use super::*;
use crate::read::Severity;
use crate::read::import::{Format, Limits, sniff, unpack};

/// Reads bytes as what they are found to be.
fn read(bytes: &[u8]) -> (Vec<Table>, Vec<Diagnostic>) {
    read_with(bytes, Limits::default())
}

fn read_with(bytes: &[u8], limits: Limits) -> (Vec<Table>, Vec<Diagnostic>) {
    let input = unpack("file", bytes.to_vec(), limits);
    let sniffed = sniff(&input);
    assert_eq!(sniffed.refused, None);
    tables(&input, sniffed.format, &How::default())
}

fn read_as(bytes: &[u8], container: Container) -> (Vec<Table>, Vec<Diagnostic>) {
    let input = unpack("file", bytes.to_vec(), Limits::default());
    tables(&input, Format { container, shape: None }, &How::default())
}

/// Headings and rows as one text: columns divided by bars.
fn shown(table: &Table) -> String {
    let mut lines = vec![table.header.join("|")];
    for row in &table.rows {
        lines.push(format!("{}: {}", row.number, table.cells(row).collect::<Vec<_>>().join("|")));
    }
    lines.join("\n")
}

/// The one table, and what is said.
fn one(bytes: &[u8]) -> (String, Vec<String>) {
    let (tables, told) = read(bytes);
    assert_eq!(tables.len(), 1, "{told:?}");
    (shown(&tables[0]), messages(&told))
}

fn messages(told: &[Diagnostic]) -> Vec<String> {
    told.iter()
        .map(|d| format!("{}:{} {}", d.row.unwrap_or(0), d.severity.word(), d.message))
        .collect()
}

fn errors(told: &[Diagnostic]) -> usize {
    told.iter().filter(|d| d.severity == Severity::Error).count()
}
