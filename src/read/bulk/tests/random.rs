//! Random tables, and tables of random bytes.

use super::{quiet, read_in_bits, rows, source};
use crate::layer::{Micros, Text};
use crate::read::bulk::{BulkPlan, BulkSource, crew, read_in};
use chrono::{DateTime, NaiveDateTime};
use proptest::prelude::*;
use std::sync::Arc;

/// The same by the `csv` crate and chrono: slow, and known to be right.
pub(super) fn known(text: &[u8], width: usize) -> Vec<(u64, Micros, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let mut found = Vec::new();
    for (n, record) in reader.byte_records().enumerate() {
        let mut cells: Vec<String> =
            record.unwrap().iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        cells.resize(cells.len().max(width), String::new());
        let time = cells[0].trim();
        let at = DateTime::parse_from_rfc3339(time).map(|t| t.timestamp_micros()).or_else(|_| {
            NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S%.f")
                .map(|t| t.and_utc().timestamp_micros())
        });
        if let Ok(at) = at {
            found.push((n as u64, at, cells));
        }
    }
    found
}

fn time() -> impl Strategy<Value = String> {
    let parts = (1971..2100, 1..13_u32, 1..29_u32, 0..24_u32, 0..60_u32, 0..60_u32);
    (parts, 0..6_u8, 0..1_000_000_u32).prop_map(|((y, m, d, h, min, s), form, micros)| match form {
        0 => format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}.{micros:06}+00:00"),
        1 => format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}Z"),
        2 => format!("{y}-{m:02}-{d:02} {h:02}:{min:02}:{s:02}"),
        3 => format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}.{:03}-03:30", micros / 1000),
        4 => format!("\"{y}-{m:02}-{d:02} {h:02}:{min:02}:{s:02}.5\""),
        _ => "0000-00-00T00:00:00".to_owned(),
    })
}

/// Cells of every kind that files have, quotes in the wrong places included; but none that is never closed, which
/// is read otherwise on purpose.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zé ]{0,12}",
        2 => "\"([a-z,\n\r ]|\"\"){0,40}\"",
        1 => "[a-z]{1,3}\"[a-z]{0,3}",
        1 => "\"[a-z]{0,4}\"[a-z]{1,3}",
        1 => "[a-z]{0,40}",
        1 => Just("\"\"".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = String> {
    let row = (time(), proptest::collection::vec(cell(), 0..5), 0..8_u8);
    proptest::collection::vec(row, 0..60).prop_map(|rows| {
        let mut text = "datetime,source,message,tag\n".to_owned();
        for (time, cells, end) in rows {
            text.push_str(&time);
            for cell in cells {
                text.push(',');
                text.push_str(&cell);
            }
            text.push_str(match end {
                0 => "\r\n",
                1 => "\n\n",
                2 => "\r",
                _ => "\n",
            });
        }
        text
    })
}

fn plan() -> BulkPlan {
    let text = "datetime,source,message,tag\n2020-01-01T00:00:00Z,a,b,c\n";
    BulkPlan::guess(text.as_bytes()).unwrap()
}

proptest! {
    #[test]
    fn the_fast_way_reads_what_the_csv_crate_and_chrono_read(text in table()) {
        let expected = known(text.as_bytes(), 4);
        let whole = read_in(&source(text.as_bytes()), &plan(), &quiet(), &crew::CHUNKS).unwrap();
        prop_assert_eq!(&rows(&whole), &expected);
        prop_assert_eq!(&rows(&read_in_bits(text.as_bytes(), &plan())), &expected);
    }

    #[test]
    fn any_bytes_are_read_to_the_same_rows_in_chunks_and_whole(
        bytes in proptest::collection::vec(prop_oneof![
            Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'2'), any::<u8>()
        ], 0..400)
    ) {
        let mut text = b"datetime,source,message,tag\n".to_vec();
        for part in bytes.chunks(23) {
            text.extend_from_slice(b"2024-03-04 08:30:00,");
            text.extend_from_slice(part);
            text.push(b'\n');
        }
        let source = BulkSource { name: "f".into(), text: Arc::new(Text::Held(text)), ..BulkSource::default() };
        let whole = read_in(&source, &plan(), &quiet(), &crew::CHUNKS).unwrap();
        let bits = read_in(&source, &plan(), &quiet(), &[7, 13, 40]).unwrap();
        prop_assert_eq!(rows(&whole), rows(&bits));
        prop_assert_eq!(whole.rows, bits.rows);
        prop_assert_eq!(whole.without_time, bits.without_time);
        let _ = BulkPlan::guess(source.text.bytes());
    }
}
