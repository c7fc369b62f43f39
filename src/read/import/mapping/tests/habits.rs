//! What the rows of a column decide together.

use super::*;

fn told(mapped: &Mapped) -> String {
    mapped.diagnostics.iter().map(|d| format!("{} {}\n", d.message, d.hint)).collect()
}

#[test]
fn a_month_of_two_languages_is_that_of_the_other_names() {
    let csv =
        table(&[&["Datum", "Događaj"], &["22. listopada 2010.", "a"], &["3. siječnja 2011.", "b"]]);
    let (mapped, _, evidence) = read(&csv, None, &How::default());
    assert_eq!(whens(&mapped), ["2010-10-22", "2011-01-03"]);
    let because = evidence.iter().find(|e| e.conclusion.contains("Croatian")).unwrap();
    assert_eq!(because.because, "row 3 has 3. siječnja 2011.");
    let czech =
        plain(&[&["Datum", "Událost"], &["2. listopadu 1956", "a"], &["2. listopad 1956", "b"]]);
    assert_eq!(whens(&czech), ["1956-11-02", "1956-11-02"]);
    let open = plain(&[&["Data", "Title"], &["22 listopada 2010", "a"], &["3 maja 2011", "b"]]);
    assert_eq!(whens(&open), ["-", "2011-05-03"]);
    assert!(told(&open).contains("2010-10-22 or 2010-11-22"), "{}", told(&open));
    let parts = plain(&[
        &["Year", "Month", "Day", "Title"],
        &["2010", "lip", "3", "a"],
        &["2010", "siječnja", "3", "b"],
    ]);
    assert_eq!(whens(&parts), ["2010-06-03", "2010-01-03"]);
    let alone = plain(&[&["Year", "Month", "Day", "Title"], &["2010", "lip", "3", "a"]]);
    assert_eq!(whens(&alone), ["-"]);
}

#[test]
fn hours_with_a_dash_are_ranges_where_another_row_shows_it() {
    let csv = table(&[
        &["Date", "Event"],
        &["14.03.2020 23:00-01:00", "a"],
        &["15.03.2020 09:00-10:00", "b"],
    ]);
    let (mapped, _, evidence) = read(&csv, None, &How::default());
    let expected = ["2020-03-14T23:00/2020-03-15T01:00", "2020-03-15T09:00/2020-03-15T10:00"];
    assert_eq!(whens(&mapped), expected);
    assert!(evidence.iter().any(|e| e.conclusion.contains("from one to the other")));
    assert!(told(&mapped).contains("next day"), "{}", told(&mapped));
    let open = plain(&[&["Date", "Event"], &["14.03.2020 23:00-01:00", "a"]]);
    assert_eq!(whens(&open), ["-"]);
    assert!(told(&open).contains("distance of the hour from UTC"), "{}", told(&open));
    let offsets = plain(&[
        &["Date", "Event"],
        &["2020-03-14 23:00-01:00", "a"],
        &["2020-03-15T09:00+01:00", "b"],
    ]);
    assert_eq!(whens(&offsets), ["2020-03-14T23:00-01:00", "2020-03-15T09:00+01:00"]);
}

#[test]
fn midnight_is_a_time_where_other_rows_have_hours() {
    let mapped = plain(&[
        &["start_time", "duty_time", "Title"],
        &["2020-01-01T00:00:00", "09:01:00", "A"],
        &["2020-01-02T00:00:01", "09:02:00", "B"],
    ]);
    assert_eq!(whens(&mapped)[0], "2020-01-01T00:00:00");
    let days = plain(&[
        &["Date", "Time", "Title"],
        &["2020-01-01T00:00:00", "09:01:00", "A"],
        &["2020-01-02T00:00:00", "09:02:00", "B"],
    ]);
    assert_eq!(whens(&days), ["2020-01-01T09:01:00", "2020-01-02T09:02:00"]);
}

#[test]
fn an_hour_that_came_twice_is_told_with_both_instants() {
    let mapped = plain(&[
        &["Date", "Title", "Zone"],
        &["2024-10-27 02:30", "a", "Europe/Rome"],
        &["2024-03-31 02:30", "b", "Europe/Rome"],
        &["2024-10-27 03:30", "c", "Europe/Rome"],
    ]);
    let told = told(&mapped);
    assert!(told.contains("2024-10-27T02:30:00+02:00 or 2024-10-27T02:30:00+01:00"), "{told}");
    assert_eq!(told.matches("twice").count(), 1, "{told}");
    let how = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
    let rows = table(&[&["Date", "Title"], &["2024-10-27 02:30", "a"]]);
    let (chosen, _, _) = read(&rows, None, &how);
    assert!(chosen.diagnostics.iter().any(|d| d.message.contains("twice")));
}

#[test]
fn a_number_without_a_format_is_an_hour_beside_a_date() {
    let mapped = plain(&[
        &["Date", "Time", "Title"],
        &["2020-01-01", "0.5", "A"],
        &["2020-01-02", "0.25", "B"],
        &["2020-01-03", "0.395833333", "C"],
    ]);
    let expected = ["2020-01-01T12:00", "2020-01-02T06:00", "2020-01-03T09:30"];
    assert_eq!(whens(&mapped), expected, "{}", told(&mapped));
}

#[test]
fn a_column_of_an_apple_database_counts_from_2001() {
    let mapped = plain(&[&["ZDATE", "ZTEXT"], &["606000000", "A"], &["606100000", "B"]]);
    assert_eq!(whens(&mapped), ["2020-03-15T21:20:00Z", "2020-03-17T01:06:40Z"]);
    assert!(told(&mapped).contains("2001"), "{}", told(&mapped));
}

#[test]
fn a_minus_with_a_blank_before_it_alone_shows_no_range() {
    let open = plain(&[
        &["Date", "Event"],
        &["12/21/2013 3:23 -08:00", "a"],
        &["12/22/2013 9:23 -10:00", "b"],
    ]);
    assert_eq!(whens(&open), ["-", "-"]);
    assert!(told(&open).contains("2013-12-21T03:23-08:00"), "{}", told(&open));
    let offsets = plain(&[
        &["Date", "Event"],
        &["12/21/2013 3:23 -08:00", "a"],
        &["12/22/2013 3:23:05 -08:00", "b"],
        &["12/23/2013 3:23 PM -08:00", "c"],
        &["12/24/2013 3:23 -0800", "d"],
    ]);
    let expected = [
        "2013-12-21T03:23-08:00",
        "2013-12-22T03:23:05-08:00",
        "2013-12-23T15:23-08:00",
        "2013-12-24T03:23-08:00",
    ];
    assert_eq!(whens(&offsets), expected);
    let ranges = plain(&[
        &["Date", "Event"],
        &["12/21/2013 3:23 -08:00", "a"],
        &["12/22/2013 3:23 PM - 5:00 PM", "b"],
    ]);
    let expected = ["2013-12-21T03:23/2013-12-21T08:00", "2013-12-22T15:23/2013-12-22T17:00"];
    assert_eq!(whens(&ranges), expected);
}

#[test]
fn short_days_of_the_week_show_each_other() {
    let csv = table(&[&["Datum", "Událost"], &["po 14. 5. 2012", "a"], &["út 15. 5. 2012", "b"]]);
    let (mapped, _, evidence) = read(&csv, None, &How::default());
    assert_eq!(whens(&mapped), ["2012-05-14", "2012-05-15"]);
    let shown = evidence.iter().find(|e| e.conclusion.contains("day of the week")).unwrap();
    assert_eq!(shown.because, "row 3 has út 15. 5. 2012");
    let alone = plain(&[&["Datum", "Událost"], &["po 14. 5. 2012", "a"]]);
    assert_eq!(whens(&alone), ["-"]);
    let saturday =
        plain(&[&["Datum", "Událost"], &["so 12.01.2013", "a"], &["so 26.01.2013", "b"]]);
    assert_eq!(whens(&saturday), ["2013-01-12", "2013-01-26"], "the second row has its day first");
}
