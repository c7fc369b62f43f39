//! What is told of many rows, and what others wrote into their rows that is none.

use super::*;

fn many(header: &[&str], row: impl Fn(u64) -> Vec<String>, rows: u64) -> Mapped {
    let mut table = table(&[header]);
    for n in 2..rows + 2 {
        let cells = row(n);
        table.push(n, n, cells.iter().map(String::as_str));
    }
    read(&table, None, &How::default()).0
}

#[test]
fn the_same_of_thousands_of_rows_is_told_of_some_and_counted() {
    let lengths = many(
        &["Start", "Duration", "Title"],
        |n| vec!["2020-03-14 09:30".into(), "a while".into(), format!("T{n}")],
        5000,
    );
    let told: Vec<_> =
        lengths.diagnostics.iter().filter(|d| d.message.contains("length of time")).collect();
    assert_eq!(told.len(), 21);
    let last = told[20];
    assert!(last.message.contains("5000 rows in all, of which 20"), "{last}");
    assert!(last.hint.contains("rows 22 to 5001"), "{last}");
    let left = many(
        &["Date", "Title", "Sum"],
        |n| {
            if n == 2 {
                vec!["2020-03-14".into(), "A".into(), "1".into()]
            } else {
                vec![String::new(), String::new(), n.to_string()]
            }
        },
        1000,
    );
    assert_eq!(left.diagnostics.iter().filter(|d| d.message.contains("left out")).count(), 21);
    // Dates that are wrong are corrected one by one: hundreds of them are listed.
    let bad = many(
        &["Date", "Title"],
        |n| vec![if n % 2 == 0 { "2020-02-30" } else { "2020-02-20" }.into(), format!("T{n}")],
        1000,
    );
    let told: Vec<_> =
        bad.diagnostics.iter().filter(|d| d.message.starts_with("there is no such day")).collect();
    assert_eq!(told.len(), 301);
    assert_eq!((told[299].row, told[300].row), (Some(600), Some(602)));
    assert!(told[300].hint.contains("rows 602, 604"), "{}", told[300]);
}

#[test]
fn identifiers_that_two_rows_share_are_told() {
    let row = |n: u64| vec![format!("E{}", n.max(3)), "2020-03-14".to_owned(), format!("T{n}")];
    let few = many(&["id", "Date", "Title"], row, 100);
    assert_eq!(few.case.events[99].id.to_string(), "E101");
    let told: Vec<_> = few.diagnostics.iter().map(|d| (d.row, d.found.as_str())).collect();
    assert_eq!(told, [(Some(3), "E3")]);
    let many = many(&["id", "Date", "Title"], row, 3);
    assert!(many.case.events.iter().all(|e| e.id.to_string().starts_with("row-")));
    let told = &many.diagnostics[0];
    assert!(told.message.contains("rows 2 and 3"), "{told}");
}

#[test]
fn numbers_of_timesketch_are_read_by_their_size_where_they_are_no_microseconds() {
    for (number, expected) in [
        ("1658689261", "2022-07-24T19:01:01Z"),
        ("1658689261000", "2022-07-24T19:01:01Z"),
        ("1658689261000000", "2022-07-24T19:01:01Z"),
    ] {
        let mapped = plain(&[&["timestamp", "message", "timestamp_desc"], &[number, "m", "test"]]);
        let when = whens(&mapped)[0].replace(".000000", "").replace(".000", "");
        assert_eq!(when, expected, "{number}");
    }
    let mixed = plain(&[
        &["message", "datetime", "timestamp_desc", "timestamp"],
        &["a", "", "D", "1437764461000000"],
        &["b", "", "D", "1437764461"],
        &["c", "", "D", "1437764461000"],
    ]);
    let one = |w: &String| w.starts_with("2015-07-24T19:01:01");
    assert!(whens(&mixed).iter().all(one), "{:?}", whens(&mixed));
    let seconds = plain(&[&["timestamp", "message", "timestamp_desc"], &["1658689261", "m", "t"]]);
    assert!(seconds.diagnostics.iter().any(|d| d.message.contains("seconds since 1970")));
}

#[test]
fn a_word_of_a_field_counts_where_the_heading_is_about_it() {
    let table = table(&[
        &[
            "event_date",
            "number_of_sources",
            "source_date",
            "where_prec",
            "side_a",
            "event_clarity",
            "Origin State",
            "false_evidence",
            "SourceCreated",
            "headline",
        ],
        &[
            "2020-03-14",
            "-1",
            "2020-03-15",
            "2",
            "Army",
            "1",
            "Texas",
            "False",
            "2020-03-01",
            "A raid",
        ],
        &[
            "2020-03-15",
            "2",
            "2020-03-15",
            "1",
            "Army",
            "2",
            "Ohio",
            "True",
            "2020-03-02",
            "A fire",
        ],
    ]);
    let (mapped, mapping, _) = read(&table, None, &How::default());
    for column in &mapping.columns {
        let expected = match column.heading.as_str() {
            "event_date" => Field::Start,
            "headline" => Field::Title,
            _ => Field::Keep,
        };
        assert_eq!(column.field, expected, "{}", column.heading);
    }
    assert!(mapped.case.events[0].sources.is_empty());
    let run = plain(&[
        &["SourceFilename", "SourceCreated", "SourceAccessed", "Executable", "LastRun"],
        &["a.pf", "2019-05-18 01:00:00", "2019-05-19 01:00:00", "cmd", "2019-05-19 02:32:00"],
    ]);
    assert_eq!(whens(&run), ["2019-05-19T02:32:00"]);
    for (heading, field) in [
        ("Source of report", Field::Source),
        ("Place of arrest", Field::Place),
        ("Source 2", Field::Source),
        ("source_article", Field::Source),
        ("Incident Address", Field::Place),
    ] {
        let (_, mapping, _) = read(
            &super::table(&[&["Date", heading, "Title"], &["2020-03-14", "Rome", "A"]]),
            None,
            &How::default(),
        );
        assert_eq!(field_of(&mapping, heading), field, "{heading}");
    }
}

#[test]
fn a_row_that_sums_up_is_no_year_and_a_mark_within_is_no_word() {
    let mapped = plain(&[
        &["Name", "Place", "Event", "Year"],
        &["A", "Rome", "\u{feff}Raid", "1990"],
        &["Total", "", "", "3000"],
    ]);
    assert_eq!(whens(&mapped)[0], "1990");
    assert!(!whens(&mapped).contains(&"3000".to_owned()));
    assert_eq!(mapped.case.events[0].title, "Raid");
    assert!(mapped.diagnostics.iter().any(|d| d.row == Some(3)), "{:?}", mapped.diagnostics);
}
