//! Times that are read, and may not be the ones that were meant; and files that are not whole.

use super::*;

const HEAD: &str = "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,\
                    notes,format,extra\n";
const REST: &str = "M...,FILE,Scan,Mod,-,pc-1,short,desc,2,/c,-,-,manual,-";

/// A table of Plaso with a row for each date, time and zone.
fn plaso(rows: &[&str]) -> Bulk {
    let rows: String = rows.iter().map(|row| format!("{row},{REST}\n")).collect();
    read(format!("{HEAD}{rows}").as_bytes())
}

/// Row, column and what happened, of all that is said.
fn said(bulk: &Bulk) -> Vec<(Option<usize>, Option<usize>, &str)> {
    bulk.diagnostics.iter().map(|d| (d.row, d.column, d.message.as_str())).collect()
}

#[test]
fn zones_that_are_none_or_several_and_hours_that_were_never_or_twice_are_told() {
    let bulk = plaso(&[
        "03/05/2024,08:30:00,Mars/Base",
        "03/05/2024,08:30:00,EST",
        "03/31/2024,02:30:00,Europe/Berlin",
        "10/27/2024,02:30:00,Europe/Berlin",
        "07/05/2024,08:30:00,CET",
        "07/05/2024,08:30:00,Europe/Berlin",
    ]);
    let said = said(&bulk);
    let expected = [
        (2, 3, "there is no such time zone"),
        (3, 3, "the letters stand for several zones"),
        (4, 1, "the clock of the zone never showed this hour"),
        (5, 1, "the clock of the zone showed this hour twice"),
        (6, 3, "letters of a zone are read as one distance"),
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for ((row, column, message), (is_row, is_column, begins)) in said.iter().zip(expected) {
        assert_eq!((*row, *column), (Some(is_row), Some(is_column)), "{message}");
        assert!(message.starts_with(begins), "{message}");
    }
    let at = |n| DateTime::from_timestamp_micros(bulk.layer.times(n).unwrap().0).unwrap();
    // CET is one hour from UTC in summer too, as where the table becomes a case.
    assert_eq!(at(4).to_rfc3339(), "2024-07-05T07:30:00+00:00");
    assert_eq!(at(5).to_rfc3339(), "2024-07-05T06:30:00+00:00");
    assert_eq!(bulk.diagnostics[2].found, "03/31/2024 02:30:00");
}

#[test]
fn an_hour_of_the_zone_of_the_file_that_came_twice_is_told() {
    let text = "datetime,message\n2024-10-27 02:30:00,a\n2024-10-27 04:30:00,b\n";
    let mut plan = BulkPlan::guess(text.as_bytes()).unwrap();
    plan.zone = crate::date::Zone::parse("Europe/Rome");
    let bulk = read_bulk(&source(text.as_bytes()), &plan, &quiet()).unwrap();
    assert_eq!(said(&bulk).len(), 1);
    assert_eq!(said(&bulk)[0].0, Some(2));
}

#[test]
fn the_zero_of_1970_is_no_time_in_a_log_and_a_second_later_is_one() {
    let bulk = plaso(&[
        "01/01/1970,00:00:00,UTC",
        "01/01/1970,00:00:00,Europe/Berlin",
        "01/01/1970,00:00:05,UTC",
    ]);
    assert_eq!((bulk.layer.len(), bulk.without_time), (1, 2));
    let sketch = "message,datetime,timestamp_desc\na,1970-01-01T00:00:00+00:00,Not a time\n\
                  b,1970-01-01T00:00:05+00:00,x\n";
    assert_eq!(read(sketch.as_bytes()).layer.len(), 1);
    let other = "message,datetime\na,1970-01-01T00:00:00+00:00\nb,1970-01-02T00:00:00+00:00\n";
    assert_eq!(read(other.as_bytes()).layer.len(), 2);
}

#[test]
fn of_an_hour_that_cannot_be_read_its_own_column_is_told() {
    let bulk =
        plaso(&["01/13/2024,25:00:00,UTC", "01/13/2024,--:--:--,UTC", "13/13/2024,08:30:00,UTC"]);
    let found: Vec<_> =
        bulk.diagnostics.iter().map(|d| (d.column, d.path.as_deref(), d.found.as_str())).collect();
    let time = (Some(2), Some("time"));
    assert_eq!(
        found,
        [
            (time.0, time.1, "25:00:00"),
            (time.0, time.1, "--:--:--"),
            (Some(1), Some("date"), "13/13/2024")
        ]
    );
}

/// A table of so many rows.
fn long(rows: u32) -> String {
    let row = |n: u32| {
        format!(
            "2024-03-04T08:{:02}:{:02}Z,{}\n",
            n / 60 % 60,
            n % 60,
            n.wrapping_mul(2_654_435_761)
        )
    };
    std::iter::once("datetime,message\n".to_owned()).chain((0..rows).map(row)).collect()
}

#[test]
fn a_packed_file_that_is_cut_off_or_followed_by_something_is_told() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(long(3000).as_bytes()).unwrap();
    let gz = gz.finish().unwrap();
    // Of a frame only whole blocks come out, and they are large.
    let zst = zstd::encode_all(long(60_000).as_bytes(), 1).unwrap();
    let whole = read(&gz);
    assert_eq!((whole.rows, said(&whole)), (3000, vec![]));
    assert_eq!(read(&[gz.clone(), gz.clone()].concat()).rows, 6001);
    assert_eq!(said(&read(&[&gz[..], &[0; 512]].concat())), []);
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 2000].to_vec();
    for (bytes, rows, message) in [
        (cut(&gz), 0..3000, "the gzip archive is cut off or damaged"),
        (cut(&zst), 3000..60_000, "the Zstandard archive is cut off or damaged"),
        ([&gz[..], b"garbage"].concat(), 3000..3001, "the gzip archive is followed by 7 bytes"),
    ] {
        let bulk = read(&bytes);
        assert!(rows.contains(&bulk.rows), "{} rows", bulk.rows);
        assert!(said(&bulk)[0].2.starts_with(message), "{:?}", said(&bulk));
    }
}

#[test]
fn rows_of_a_table_without_a_row_of_headings_have_its_numbers() {
    for (first, told) in [(1, 2), (2, 3)] {
        let mut table = crate::read::import::Table {
            header: ["when", "what"].map(String::from).to_vec(),
            ..Default::default()
        };
        table.push(first, 0, ["2024-01-01", "a"]);
        table.push(first + 1, 0, ["", "b"]);
        let source = source_of_table("t", &table);
        let plan = BulkPlan::guess(source.text.bytes()).unwrap();
        let bulk = read_bulk(&source, &plan, &quiet()).unwrap();
        assert_eq!(bulk.diagnostics[0].row, Some(told));
    }
}

#[test]
fn half_a_time_at_the_end_of_a_file_is_no_other_time() {
    let text = b"time,message\n2024-01-10T10:00:00Z,a\n2024-01-1";
    let bulk = read(text);
    assert_eq!((bulk.layer.len(), bulk.without_time), (1, 1));
    assert!(bulk.diagnostics[0].message.contains("ends within this row"));
    // What stands behind the time may be missing, or be cut: the time is whole.
    assert_eq!(read(b"message,time,x\na,2024-01-10,b\nb,2024-01-11,").layer.len(), 2);
    assert_eq!(
        read(b"time,message\n2024-01-10T10:00:00Z,a\n2024-01-11T10:00:00Z,b").layer.len(),
        2
    );
    let mark = read(b"time,message\n2024-01-10,a\n2024-01-1");
    let all = source(b"time,message\n2024-01-10,a\n2024-01-11,b\n");
    assert_eq!(continue_bulk(&mark, &all, &quiet()).unwrap().layer.len(), 2);
}

#[test]
fn a_row_far_behind_the_beginning_shows_the_order_of_day_and_month() {
    let mut text = "date,message\n".to_owned();
    // More than is looked at for the plan can only be read either way.
    for n in 0..60_000 {
        text.push_str(&format!("0{}/0{}/2024 08:30:00,row {n}\n", n % 9 + 1, n % 7 + 1));
    }
    let open = read_bulk(&source(text.as_bytes()), &plan_of(&text), &quiet()).unwrap();
    assert_eq!(open.rows - open.without_time, open.layer.len());
    assert!(open.without_time > 40_000);
    text.push_str(&"14/03/2024 08:30:00,it is the day\n".repeat(3));
    let shown = read_bulk(&source(text.as_bytes()), &plan_of(&text), &quiet()).unwrap();
    assert_eq!((shown.without_time, shown.layer.len()), (0, 60_003));
    let said = shown.diagnostics.iter().find(|d| d.message.contains("the day stands first"));
    assert!(said.unwrap().hint.contains("row 60002 has 14/03/2024"));
    // Rows that speak for both leave it open.
    text.push_str(&"03/14/2024 08:30:00,it is the month\n".repeat(3));
    let both = read_bulk(&source(text.as_bytes()), &plan_of(&text), &quiet()).unwrap();
    assert!(both.without_time > 40_000);
}

fn plan_of(text: &str) -> BulkPlan {
    BulkPlan::guess(text.as_bytes()).unwrap()
}

#[test]
fn a_table_of_a_hundred_thousand_columns_is_asked_about_its_first_ones() {
    let heads = "date,source,message,".to_owned() + &"a,time,zone,".repeat(33_000);
    let text = heads + "\n2024-01-10T10:00:00Z,a,x\n2024-01-11T10:00:00Z,b,y\n";
    let bulk = read(text.as_bytes());
    assert_eq!((bulk.layer.len(), bulk.plan.time.date), (2, 0));
    assert_eq!(bulk.plan.columns.len(), 99_004);
}
