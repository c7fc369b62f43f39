//! Numbers that are moments: never another one than a table would be read with.

use super::*;
use crate::read::diagnostic::Severity;

/// The moments of the rows of a column of numbers, and what is said of it.
fn column(heading: &str, cells: &[&str]) -> (Vec<String>, Vec<String>) {
    let rows: String = cells.iter().map(|cell| format!("\"{cell}\",message\n")).collect();
    let bulk = read(format!("{heading},message\n{rows}").as_bytes());
    let at = |(at, _): (Micros, _)| DateTime::from_timestamp_micros(at).unwrap().to_rfc3339();
    let times = (0..bulk.rows).map(|n| bulk.layer.times(n).map_or("-".to_owned(), at)).collect();
    (times, bulk.diagnostics.iter().map(ToString::to_string).collect())
}

#[test]
fn the_size_of_a_number_and_its_heading_say_what_it_counts() {
    for (heading, number, expected, told) in [
        ("time", "133536384000000000", "2024-02-29T00:00:00+00:00", "1601"),
        ("time", "13353638400000000", "2024-02-29T00:00:00+00:00", "1601"),
        ("visit_time", "13353638400000001", "2024-02-29T00:00:00.000001+00:00", "1601"),
        ("cocoa time", "730857600", "2024-02-29T00:00:00+00:00", "2001"),
        ("ZMESSAGEDATE", "730857600.25", "2024-02-29T00:00:00.250+00:00", "2001"),
        ("time", "45351.5", "2024-02-29T12:00:00+00:00", "spreadsheet"),
        ("time", "1709164800", "2024-02-29T00:00:00+00:00", "1970"),
        ("time", "1709164800000", "2024-02-29T00:00:00+00:00", "1970"),
        ("time", "20240229083000", "2024-02-29T08:30:00+00:00", ""),
    ] {
        let (times, said) = column(heading, &[number, number]);
        assert_eq!(times, [expected, expected], "{heading} {number}");
        let said = said.join("\n");
        assert!(said.contains(told), "{heading} {number}: {said}");
        assert_eq!(said.contains("the first is 2024-02-29T"), !told.is_empty(), "{said}");
    }
}

#[test]
fn numbers_that_give_dates_before_1996_are_told_as_a_warning() {
    for number in ["731233800", "731233800000"] {
        let bulk = read(format!("time,message\n{number},a\n{number},b\n").as_bytes());
        assert_eq!(bulk.diagnostics[0].severity, Severity::Warning, "{number}");
    }
}

#[test]
fn numbers_that_can_be_apples_nanoseconds_are_no_times_until_the_heading_says_so() {
    let table = |heading: &str| format!("{heading},message\n731233800000000000,a\n").into_bytes();
    let open = read(&table("time"));
    assert_eq!((open.layer.len(), open.diagnostics.len()), (0, 1));
    let at = read(&table("cocoa time")).layer.times(0).unwrap().0;
    assert_eq!(at, (731_233_800 + 978_307_200) * 1_000_000);
}

#[test]
fn a_number_of_another_size_is_read_by_itself_or_left_out_and_told() {
    let cells = ["1709164800", "1709164801.5", "1709164802000", "5000", "1709164803", "0", "2024"];
    let (times, said) = column("time", &cells);
    let day = "2024-02-29T00:00:0";
    let of = |second: &str| format!("{day}{second}+00:00");
    let dash = || "-".to_owned();
    assert_eq!(times, [of("0"), of("1.500"), of("2"), dash(), of("3"), dash(), dash()]);
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn the_timestamp_of_timesketch_counts_microseconds_of_any_size() {
    let row = |micros: i64| {
        format!("{{\"message\":\"b\",\"timestamp\":{micros},\"timestamp_desc\":\"x\"}}\n")
    };
    let text: String = [86_400_000_000, -86_400_000_000, 5_000_000].map(row).concat();
    let bulk = read(text.as_bytes());
    let times: Vec<_> = (0..3).map(|n| bulk.layer.times(n).unwrap().0).collect();
    assert_eq!(times, [86_400_000_000, -86_400_000_000, 5_000_000]);
    assert_eq!(bulk.diagnostics, []);
}
