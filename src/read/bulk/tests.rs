mod alike;
mod doubts;
mod logs;
mod numbers;
mod programs;
mod random;
mod tabled;
mod ways;

use super::*;
use crate::layer::{Micros, Text};
use crate::read::import::Limits;
use chrono::DateTime;
use std::cell::Cell;
use std::io::Write;
use std::sync::atomic::Ordering;

static GO: AtomicBool = AtomicBool::new(false);

fn quiet() -> Control<'static> {
    Control { stop: &GO, progress: &|_| {}, publish: &|_| {}, threads: 2 }
}

fn source(text: &[u8]) -> BulkSource {
    source_of("f", Text::Held(text.to_vec()), &Limits::default(), &quiet()).unwrap()
}

fn read(text: &[u8]) -> Bulk {
    let source = source(text);
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    read_bulk(&source, &plan, &quiet()).unwrap()
}

/// In chunks of a few bytes, so that every cut is in the midst of something.
fn read_in_bits(text: &[u8], plan: &BulkPlan) -> Bulk {
    read_in(&source(text), plan, &quiet(), &[7, 13, 40]).unwrap()
}

/// Rows in the order of the file: number, time, cells.
fn rows(bulk: &Bulk) -> Vec<(u64, Micros, Vec<String>)> {
    let row = |n| bulk.layer.row(n).map(|r| (n, r.start, r.cells));
    (0..bulk.rows).filter_map(row).collect()
}

#[test]
fn lines_are_those_of_the_file_and_lanes_have_the_codes_of_their_first_rows() {
    let text = "datetime,source,message\r\n2024-01-02T00:00:00Z,b,\"two\r\nlines\"\r\n\r\n\
                2024-01-01T00:00:00Z,a,x\r\n2024-01-03T00:00:00Z,b,y\r\n";
    let bulk = read(text.as_bytes());
    let lines: Vec<_> = (0..3).map(|n| bulk.layer.row(n).unwrap().line.unwrap()).collect();
    assert_eq!(lines, [2, 5, 6]);
    assert_eq!(bulk.layer.lanes(), ["", "b", "a"]);
    assert_eq!(bulk.layer.row(0).unwrap().cells[2], "two\r\nlines");
    assert_eq!(bulk.layer.row(1).unwrap().raw, b"2024-01-01T00:00:00Z,a,x");
    let bits = read_in_bits(text.as_bytes(), &bulk.plan);
    let lines: Vec<_> = (0..3).map(|n| bits.layer.row(n).unwrap().line.unwrap()).collect();
    assert_eq!((lines, bits.layer.lanes()), (vec![2, 5, 6], bulk.layer.lanes()));
}

#[test]
fn a_row_without_a_time_is_told_with_row_column_and_what_was_expected() {
    let text = "datetime,source,message\n2024-01-02T00:00:00Z,b,x\n2024-13-02,b,x\nyesterday,b,x\n\
                0000-00-00T00:00:00,b,x\n2024-01-02T00:00:00Z,b\n,b,x\n2024-01-05,b,last";
    let bulk = read(text.as_bytes());
    assert_eq!((bulk.rows, bulk.without_time, bulk.layer.len()), (7, 4, 3));
    assert_eq!((bulk.layer.left_out, bulk.layer.cut), (4, false));
    let told: Vec<String> = bulk.diagnostics.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    assert_eq!(bulk.layer.row(6).unwrap().cells[2], "last");
    assert_eq!(bulk.layer.row(2), None);
}

#[test]
fn plaso_has_month_first_and_its_hour_and_zone_in_cells_of_their_own() {
    let text = "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,\
                format,extra\n03/04/2024,08:30:00,Europe/Rome,M...,FILE,Scanned letter,Content Modification Time,\
                -,pc-1,Warrant scan,Scan,2,/case/warrant.pdf,-,-,manual,-\n\
                07/04/2024,08:30:00,UTC,M...,REG,Key,Last Written Time,-,pc-1,Key,Key,2,x,-,-,manual,-\n";
    let bulk = read(text.as_bytes());
    let at =
        |n| DateTime::from_timestamp_micros(bulk.layer.times(n).unwrap().0).unwrap().to_rfc3339();
    assert_eq!([at(0), at(1)], ["2024-03-04T07:30:00+00:00", "2024-07-04T08:30:00+00:00"]);
    assert_eq!(bulk.layer.lanes(), ["", "FILE", "REG"]);
    assert_eq!(bulk.plan.title, Some(9));
}

#[test]
fn times_are_read_in_many_forms() {
    let forms = [
        ("2024-03-04T08:30:00+01:00", "2024-03-04T07:30:00"),
        ("20240304T083000Z", "2024-03-04T08:30:00"),
        ("2024-03-04", "2024-03-04T00:00:00"),
        ("4 March 2024, 8:30 PM", "2024-03-04T20:30:00"),
        ("Mar 4, 2024 12:05 am", "2024-03-04T00:05:00"),
        ("Mon, 04 Mar 2024 08:30:00 GMT", "2024-03-04T08:30:00"),
        ("04/Mar/2024:08:30:00 +0100", "2024-03-04T07:30:00"),
        ("25.12.2024 8:30", "2024-12-25T08:30:00"),
        ("2024/03/04 08:30:00.123456789", "2024-03-04T08:30:00.123456"),
        ("2024-03-04 08:30:00 UTC", "2024-03-04T08:30:00"),
        ("2024-03-04 24:00", "2024-03-05T00:00:00"),
        ("2024-03-04 08:30:60", "2024-03-04T08:30:59"),
    ];
    for (text, expected) in forms {
        let at = clock::Clock::new(None, forms::Forms::default()).read(
            TimeForm::Text,
            text.as_bytes(),
            &forms::Beside::default(),
        );
        let at = DateTime::from_timestamp_micros(at.unwrap_or_else(|e| panic!("{text}: {e:?}")))
            .unwrap();
        assert_eq!(at.format("%Y-%m-%dT%H:%M:%S%.f").to_string(), expected, "{text}");
    }
    for text in
        ["03/04/2024", "2024-02-30", "25:00", "8:61", "x", "2024-03-04T25:00:00Z", "13:00 pm 2024"]
    {
        let read = clock::Clock::new(None, forms::Forms::default()).read(
            TimeForm::Text,
            text.as_bytes(),
            &forms::Beside::default(),
        );
        assert!(read.is_err(), "{text} was read as {read:?}");
    }
}

#[test]
fn numbers_since_1970_are_read_in_the_unit_that_gives_a_likely_year() {
    for (number, unit) in [
        ("1709541000", 1),
        ("1709541000000", 1),
        ("1709541000000000", 1),
        ("1709541000000000000", 1),
        ("1709541000.5", 2),
    ] {
        let text = format!("timestamp,message\n{number},a\n{number},b\n");
        let bulk = read(text.as_bytes());
        let micros = 1_709_541_000_000_000 + (unit - 1) * 500_000;
        assert_eq!(bulk.layer.times(0), Some((micros, None)), "{number}");
    }
}

#[test]
fn hours_without_a_zone_are_those_of_the_zone_of_the_file_in_summer_and_winter() {
    let text =
        "datetime,message\n2024-01-04 08:30:00,a\n2024-07-04 08:30:00,b\n2024-10-27 02:30:00,c\n";
    let mut plan = BulkPlan::guess(text.as_bytes()).unwrap();
    plan.zone = crate::date::Zone::parse("Europe/Rome");
    let bulk = read_bulk(&source(text.as_bytes()), &plan, &quiet()).unwrap();
    let hours: Vec<_> = (0..3)
        .map(|n| bulk.layer.times(n).unwrap().0.rem_euclid(86_400_000_000) / 60_000_000)
        .collect();
    assert_eq!(hours, [7 * 60 + 30, 6 * 60 + 30, 30]);
}

#[test]
fn a_range_ends_and_an_end_before_its_start_is_told() {
    let text = "start,end,title\n2024-01-01,2024-01-03,a\n2024-01-02,2024-01-01,b\n2024-01-03,,c\n";
    let bulk = read(text.as_bytes());
    let day = 86_400_000_000;
    let (start, end) = bulk.layer.times(0).unwrap();
    assert_eq!(end, Some(start + 2 * day));
    assert_eq!([bulk.layer.times(1).unwrap().1, bulk.layer.times(2).unwrap().1], [None, None]);
    assert_eq!(bulk.diagnostics.len(), 1);
}

#[test]
fn json_lines_are_read_as_they_are() {
    let text = concat!(
        "{\"message\":\"a\",\"datetime\":\"2024-03-04T08:30:00+00:00\",\"tag\":[],\"source\":\"x\"}\n",
        "broken\n\n",
        "{\"datetime\":\"2024-03-03T08:30:00+00:00\",\"message\":\"b\",\"source\":\"y\",\"n\":{\"m\":1}}\n"
    );
    let bulk = read(text.as_bytes());
    assert_eq!((bulk.rows, bulk.layer.len(), bulk.diagnostics.len()), (3, 2, 1));
    let row = bulk.layer.row(2).unwrap();
    assert_eq!(row.line, Some(4));
    assert_eq!(row.cells[bulk.plan.title.unwrap()], "b");
    assert_eq!(rows(&read_in_bits(text.as_bytes(), &bulk.plan)), rows(&bulk));
}

/// Rows of which the times go up and down.
fn unsorted(rows: usize) -> String {
    let mut text = "datetime,source,message\n".to_owned();
    for n in 0..rows {
        let at = DateTime::from_timestamp((n as i64 * 7919) % 1_000_003, 0).unwrap();
        text.push_str(&format!("{},s{},message {n}\n", at.format("%Y-%m-%dT%H:%M:%SZ"), n % 5));
    }
    text
}

#[test]
fn segments_of_an_unsorted_file_are_joined_and_rows_keep_their_numbers() {
    let text = unsorted(3000);
    let plan = BulkPlan::guess(text.as_bytes()).unwrap();
    let bulk = read_in(&source(text.as_bytes()), &plan, &quiet(), &[1000]).unwrap();
    assert!(bulk.layer.segments.len() <= join::DEEPEST + 1);
    assert_eq!(bulk.layer.len(), 3000);
    for n in [0, 1, 1234, 2900, 2999] {
        let row = bulk.layer.row(n).unwrap();
        assert_eq!(row.cells[2], format!("message {n}"));
        assert_eq!(row.line, Some(n + 2));
        assert_eq!(row.start, (n as i64 * 7919) % 1_000_003 * 1_000_000);
        let (segment, index) = bulk.layer.find(n).unwrap();
        assert_eq!(segment.parts().codes[0].1.at(index) as u64, n % 5 + 1);
        assert_eq!(segment.number(index), n);
    }
    assert_eq!(bulk.layer.row(3000), None);
}

#[test]
fn a_file_that_grows_gives_the_same_layer_as_one_that_was_read_whole() {
    let text = unsorted(2000);
    let plan = BulkPlan::guess(text.as_bytes()).unwrap();
    // In the midst of a row.
    for cut in [text.len() / 2, text.len() - 3] {
        let half = read_in(&source(&text.as_bytes()[..cut]), &plan, &quiet(), &[900]).unwrap();
        let now = continue_bulk(&half, &source(text.as_bytes()), &quiet()).unwrap();
        assert_eq!(rows(&now), rows(&read(text.as_bytes())));
        assert!(Arc::ptr_eq(&now.layer.schema, &half.layer.schema));
        let shared = half
            .layer
            .segments
            .iter()
            .filter(|s| now.layer.segments.iter().any(|other| Arc::ptr_eq(s, other)));
        assert!(shared.count() >= 1);
        assert_eq!(now.diagnostics, []);
        let same = continue_bulk(&now, &source(text.as_bytes()), &quiet()).unwrap();
        assert_eq!(same.rows, now.rows);
    }
}

#[test]
fn a_file_that_was_replaced_is_read_anew() {
    let one = read(b"datetime,message\n2024-01-01T00:00:00Z,a\n");
    let other = b"datetime,message\n2025-01-01T00:00:00Z,b\n2025-01-02T00:00:00Z,c\n";
    let now = continue_bulk(&one, &source(other), &quiet()).unwrap();
    assert_eq!(now.layer.row(0).unwrap().cells[1], "b");
    let shorter = continue_bulk(&now, &source(&other[..40]), &quiet()).unwrap();
    assert_eq!(shorter.rows, 1);
}

#[test]
fn packed_text_and_other_encodings_are_read() {
    let plain = "datetime,message\n2024-01-01T00:00:00Z,Привет\n";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(plain.as_bytes()).unwrap();
    let utf16: Vec<u8> =
        format!("\u{FEFF}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cyrillic = encoding_rs::WINDOWS_1251.encode(&plain.repeat(20)).0.into_owned();
    let packed = zstd::encode_all(plain.as_bytes(), 1).unwrap();
    for bytes in
        [gz.finish().unwrap(), packed, utf16, cyrillic, plain.replace('\n', "\r").into_bytes()]
    {
        assert_eq!(read(&bytes).layer.row(0).unwrap().cells[1], "Привет");
    }
    let bomb = zstd::encode_all(vec![b'a'; 64 << 20].as_slice(), 1).unwrap();
    let opened = source_of("f", Text::Held(bomb), &Limits::default(), &quiet());
    assert!(matches!(opened, Err(BulkError::TooLarge { .. })));
}

#[test]
fn a_reading_stops_when_it_is_asked_to_and_publishes_what_it_has() {
    let text = unsorted(2000);
    let plan = BulkPlan::guess(text.as_bytes()).unwrap();
    let (stop, states) = (AtomicBool::new(false), Cell::new(0));
    let publish = |layer: &Layer| {
        states.set(states.get() + 1);
        assert!(!layer.is_empty());
        // Once asked, it stays asked: more may be published before it is seen.
        if states.get() == 3 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let control = Control { stop: &stop, progress: &|_| {}, publish: &publish, threads: 2 };
    let read = read_in(&source(text.as_bytes()), &plan, &control, &[1000]);
    assert!(matches!(read, Err(BulkError::Stopped)));
}

#[test]
fn more_lanes_than_there_can_be_share_one() {
    let mut text = "datetime,source,message\n".to_owned();
    for n in 0..9000 {
        let lane = if n < 4000 { n % 50 } else { n };
        text.push_str(&format!("2024-01-01T00:00:00Z,lane {lane},x\n"));
    }
    let bulk = read(text.as_bytes());
    let lanes = bulk.layer.lanes();
    assert_eq!(lanes.len(), MOST_LANES + 2);
    assert_eq!(lanes.last().map(String::as_str), Some(OTHER));
    let (segment, index) = bulk.layer.find(8999).unwrap();
    assert_eq!(usize::from(segment.parts().codes[0].1.at(index)), MOST_LANES + 1);
}

#[test]
fn a_table_that_was_no_text_becomes_a_layer() {
    let mut table = crate::read::import::Table {
        header: ["when", "what"].map(String::from).to_vec(),
        ..Default::default()
    };
    table.push(2, 0, ["2024-01-01", "a, \"b\"\nc"]);
    table.push(3, 0, [""]);
    table.push(4, 0, ["2024-01-02", "d"]);
    let source = source_of_table("t.xlsx", &table);
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    let bulk = read_bulk(&source, &plan, &quiet()).unwrap();
    assert_eq!((bulk.rows, bulk.layer.len()), (3, 2));
    assert_eq!(bulk.layer.row(0).unwrap().cells[1], "a, \"b\"\nc");
}

#[test]
fn rows_end_in_any_way_and_a_mixture_is_told_once() {
    let text = "datetime,source\r\n2024-01-02,a\r2024-01-03,b\n2024-01-04,\"c\rd\"\r2024-01-05,e\r";
    let bulk = read(text.as_bytes());
    let cells: Vec<String> = rows(&bulk).into_iter().map(|r| r.2.join("|")).collect();
    assert_eq!(cells, ["2024-01-02|a", "2024-01-03|b", "2024-01-04|c\rd", "2024-01-05|e"]);
    let told: Vec<(Option<usize>, &str)> =
        bulk.diagnostics.iter().map(|d| (d.row, d.message.as_str())).collect();
    let message = "lines end in several ways; this row ends with a carriage return alone";
    let more = format!("2 more rows: {message}");
    assert_eq!(told, [(Some(2), message), (None, more.as_str())]);
    assert_eq!(rows(&read_in_bits(text.as_bytes(), &bulk.plan)), rows(&bulk));
}
