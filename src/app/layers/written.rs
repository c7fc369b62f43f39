//! Rows of a layer as a table, for other programs.

use crate::layer::{Layer, Sifted};

/// Rows that are asked for at once.
const BATCH: usize = 20_000;

/// The rows that pass, by time, with their headings; and how many they are. A cell that a spreadsheet would take for
/// a formula is written with a sign before it, which keeps it text.
#[must_use]
pub fn table(layer: &Layer, sifted: Option<&Sifted>) -> (String, u64) {
    // Rows of a broken file have fewer cells, or more, than there are headings.
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // Writing into memory does not fail.
    let headings = layer.schema.columns.iter().map(|c| safe(&c.name));
    let _ = writer.write_record(headings);
    let (mut count, mut at) = (0, 0_u64);
    loop {
        let rows = layer.listed(at, BATCH, sifted);
        if rows.is_empty() {
            break;
        }
        at += rows.len() as u64;
        for row in rows.into_iter().filter_map(|row| layer.glance(row)) {
            let _ = writer.write_record(row.cells.iter().map(|c| safe(c)));
            count += 1;
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    (String::from_utf8_lossy(&bytes).into_owned(), count)
}

fn safe(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '@' | '\t') => format!("'{cell}"),
        Some('+' | '-') if cell.parse::<f64>().is_err() && cell.len() > 1 => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}
