use super::*;

#[test]
fn the_order_of_dates_is_shown_by_the_rows_that_show_it() {
    let mut rows: Vec<Vec<String>> = vec![vec!["Date".into(), "Title".into()]];
    rows.extend(
        (1..=11).map(|n| vec![format!("{n:02}/{:02}/2025", n % 3 + 3), format!("event {n}")]),
    );
    rows.push(vec!["23/01/2025".into(), "the one that shows it".into()]);
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (mapped, mapping, evidence) = read(&table(&rows), None, &How::default());
    assert_eq!(mapping.date_order, Some(DateOrder::DayFirst));
    let shown = evidence.iter().find(|e| e.conclusion == "day before month").unwrap();
    assert!(shown.because.starts_with("row 13 has 23/01/2025; "), "{}", shown.because);
    assert_eq!(whens(&mapped)[0], "2025-04-01");
    assert!(mapped.diagnostics.is_empty());
}

#[test]
fn dates_that_nothing_decides_are_not_read_until_somebody_chooses() {
    let rows: &[&[&str]] =
        &[&["Date", "Title"], &["03/04/2025", "a"], &["05.05.2025", "b"], &["06/07/2025", "c"]];
    let (mapped, mapping, evidence) = read(&table(rows), None, &How::default());
    assert_eq!(mapping.date_order, None);
    assert!(
        evidence
            .iter()
            .any(|e| e.open && e.because.contains("2 of 3 dates can be read either way"))
    );
    assert_eq!(whens(&mapped), ["-", "2025-05-05", "-"]);
    assert_eq!(mapped.case.events[0].extra["Date"], "03/04/2025");
    let told = &mapped.diagnostics[0];
    assert_eq!(
        (told.row, told.column, told.path.as_deref(), told.found.as_str()),
        (Some(2), Some(1), Some("Date"), "03/04/2025")
    );
    let how = How { date_order: Some(DateOrder::MonthFirst), ..How::default() };
    let (chosen, _, _) = read(&table(rows), None, &how);
    assert_eq!(whens(&chosen), ["2025-03-04", "2025-05-05", "2025-06-07"]);
    let same = mapped.case.events.iter().zip(&chosen.case.events).all(|(a, b)| a.id == b.id);
    assert!(same, "choosing an order makes no other events");
}

#[test]
fn rows_that_contradict_each_other_leave_the_order_open() {
    let rows: &[&[&str]] =
        &[&["Date", "Title"], &["23/01/2025", "a"], &["01/23/2025", "b"], &["03/04/2025", "c"]];
    let (mapped, mapping, evidence) = read(&table(rows), None, &How::default());
    assert_eq!(mapping.date_order, None);
    assert!(
        evidence
            .iter()
            .any(|e| e.open && e.because.contains("row 2 has 23/01/2025 and row 3 has 01/23/2025"))
    );
    assert_eq!(whens(&mapped), ["2025-01-23", "2025-01-23", "-"]);
}

#[test]
fn years_of_two_digits_are_read_where_their_place_is_shown() {
    let rows: &[&[&str]] = &[
        &["Datum", "Titel"],
        &["13.01.25", "a"],
        &["14.02.25", "b"],
        &["05.03.25", "c"],
        &["31.12.24", "d"],
        &["06.06.24", "e"],
    ];
    let (mapped, mapping, _) = read(&table(rows), None, &How::default());
    assert_eq!(mapping.date_order, Some(DateOrder::DayFirst));
    assert_eq!(
        whens(&mapped),
        ["2025-01-13", "2025-02-14", "2025-03-05", "2024-12-31", "2024-06-06"]
    );
    assert_eq!(mapped.diagnostics.len(), 1, "told once");
    let open: &[&[&str]] = &[&["Date", "Title"], &["05/06/07", "a"]];
    assert_eq!(whens(&plain(open)), ["-"]);
}

#[test]
fn hours_without_a_zone_stay_as_they_are_and_are_told_once() {
    let rows: &[&[&str]] =
        &[&["Date", "Title"], &["2025-01-19 09:30", "a"], &["2025-01-19T09:30:00+01:00", "b"]];
    let (mapped, _, evidence) = read(&table(rows), None, &How::default());
    assert_eq!(whens(&mapped), ["2025-01-19T09:30", "2025-01-19T09:30:00+01:00"]);
    assert_eq!(
        evidence.iter().filter(|e| e.because.contains("1 of 2 hours name no zone")).count(),
        1
    );
    let how = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
    let (mapped, _, _) = read(&table(rows), None, &how);
    assert_eq!(mapped.case.zone.as_deref(), Some("Europe/Rome"));
    let zoned: &[&[&str]] = &[
        &["Date", "Time zone", "Title"],
        &["2025-01-19 09:30", "Asia/Manila", "a"],
        &["2025-01-19 09:30", "+08:00", "b"],
        &["2025-01-19 09:30", "EST", "c"],
    ];
    let mapped = plain(zoned);
    assert_eq!(whens(&mapped), ["2025-01-19T09:30", "2025-01-19T09:30+08:00", "2025-01-19T09:30"]);
    assert_eq!(mapped.case.events[0].zone.as_deref(), Some("Asia/Manila"));
    assert!(mapped.diagnostics.iter().any(|d| d.row == Some(4) && d.found == "EST"));
}

fn in_one_column(dates: &[String]) -> Vec<String> {
    let rows: Vec<[&str; 2]> = dates.iter().map(|d| [d.as_str(), "a"]).collect();
    let mut all: Vec<&[&str]> = vec![&["Date", "Title"]];
    all.extend(rows.iter().map(<[&str; 2]>::as_slice));
    whens(&plain(&all))
}

#[test]
fn the_first_of_each_month_shows_no_place_of_the_year() {
    let monthly = |of: fn(u32, u32) -> String| -> Vec<String> {
        (16..=21).flat_map(|year| (1..=12).map(move |month| of(year, month))).collect()
    };
    for dates in [
        vec!["01-01-13".to_owned(), "01-02-17".to_owned(), "01-12-31".to_owned()],
        monthly(|year, month| format!("01/{month:02}/{year}")),
        monthly(|year, month| format!("{year}/{month:02}/01")),
        monthly(|year, month| format!("{:02}/{month:02}/{year}", 1 + 14 * (month % 2))),
    ] {
        let read = in_one_column(&dates);
        assert!(read.iter().all(|when| when == "-"), "{dates:?} {read:?}");
    }
    let daily: Vec<String> =
        (1..=28).map(|day| format!("25/{:02}/{day:02}", 1 + day % 2)).collect();
    assert_eq!(in_one_column(&daily)[0], "2025-02-01", "days go from 1 to the end of a month");
}

#[test]
fn a_mapping_that_says_nothing_of_the_order_leaves_it_to_the_rows() {
    let column = |heading: &str, field| Column { heading: heading.to_owned(), field };
    let given = |columns: Vec<Column>| How {
        mapping: Some(Mapping { columns, ..Mapping::default() }),
        ..How::default()
    };
    let rows: &[&[&str]] = &[&["t", "What"], &["03.04.2025", "a"], &["13.04.2025", "b"]];
    let how = given(vec![column("t", Field::Start), column("What", Field::Title)]);
    let (mapped, mapping, _) = read(&table(rows), None, &how);
    assert_eq!(mapping.date_order, Some(DateOrder::DayFirst));
    assert_eq!(whens(&mapped), ["2025-04-03", "2025-04-13"]);
    // What is known of a program holds whoever made the mapping.
    let rows: &[&[&str]] = &[&["date", "short"], &["03/04/2025", "a"]];
    let how = given(vec![column("date", Field::Start), column("short", Field::Title)]);
    let (mapped, _, _) = read(&table(rows), Some(Shape::PlasoL2t), &how);
    assert_eq!(whens(&mapped), ["2025-03-04"]);
    assert_eq!(whens(&read(&table(rows), None, &how).0), ["-"]);
}
