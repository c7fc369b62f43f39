//! Dates and hours whose parts stand in several columns, and ends of events.

use super::*;

#[test]
fn am_and_pm_in_a_column_of_their_own_are_read() {
    let mapped = plain(&[
        &["Date", "Time", "AM/PM", "Event"],
        &["2020-03-14", "9:30", "PM", "A"],
        &["2020-03-14", "12:10", "am", "B"],
        &["2020-03-14", "12:10", "p.m.", "C"],
        &["2020-03-14", "9:30", "", "D"],
        &["2020-03-14", "14:30", "AM", "E"],
        &["2020-03-14", "15:30", "", "F"],
    ]);
    let expected = [
        "2020-03-14T21:30",
        "2020-03-14T00:10",
        "2020-03-14T12:10",
        "2020-03-14",
        "2020-03-14",
        "2020-03-14T15:30",
    ];
    assert_eq!(whens(&mapped), expected, "{:?}", mapped.diagnostics);
    let told: Vec<_> = mapped.diagnostics.iter().map(|d| (d.row, d.found.as_str())).collect();
    assert_eq!(told, [(Some(5), "9:30"), (Some(6), "14:30")]);
    assert_eq!(mapped.case.events[3].extra["Time"], "9:30");
    let hours = plain(&[&["Date", "Hour", "AMPM", "Event"], &["2020-03-14", "9", "PM", "A"]]);
    assert_eq!(whens(&hours), ["2020-03-14T21:00"]);
    let joined = plain(&[&["Date", "AM/PM", "Event"], &["2020-03-14 9:30", "PM", "A"]]);
    assert_eq!(whens(&joined), ["2020-03-14T21:30"]);
    let words = plain(&[&["Date", "AM/PM", "Event"], &["14 March 2020 9:30", "PM", "A"]]);
    assert_eq!(whens(&words), ["2020-03-14T21:30"]);
    let both = plain(&[
        &["Date", "Start time", "AM/PM", "End time", "AM/PM", "Event"],
        &["2020-03-14", "9:30", "AM", "1:15", "PM", "A"],
    ]);
    assert_eq!(whens(&both), ["2020-03-14T09:30/2020-03-14T13:15"]);
}

#[test]
fn minutes_and_seconds_in_columns_of_their_own_are_read() {
    let mapped = plain(&[
        &["Date", "Hour", "Minute", "Event"],
        &["2020-03-14", "9", "30", "A"],
        &["2020-03-14", "14", "5", "B"],
        &["2020-03-14", "9", "", "C"],
    ]);
    let expected = ["2020-03-14T09:30", "2020-03-14T14:05", "2020-03-14"];
    assert_eq!(whens(&mapped), expected, "{:?}", mapped.diagnostics);
    assert_eq!(mapped.case.events[2].extra["Hour"], "9");
    assert_eq!(mapped.diagnostics.len(), 1, "{:?}", mapped.diagnostics);
    let parts = plain(&[
        &["Year", "Month", "Day", "Hour", "Minute", "Second", "Event"],
        &["2020", "3", "14", "9", "30", "15", "A"],
    ]);
    assert_eq!(whens(&parts), ["2020-03-14T09:30:15"]);
    // Minutes beside a whole time are something else.
    let other =
        plain(&[&["Date", "Time", "Minutes", "Event"], &["2020-03-14", "09:30", "45", "A"]]);
    assert_eq!(whens(&other), ["2020-03-14T09:30"]);
    assert_eq!(other.case.events[0].extra["Minutes"], "45");
}

#[test]
fn parts_of_a_date_that_cannot_be_read_are_all_kept_and_told() {
    let mapped = plain(&[
        &["Year", "Month", "Day", "Title"],
        &["2020", "3", "14", "A"],
        &["", "5", "17", "B"],
        &["2020", "foo", "21", "C"],
        &["20", "6", "18", "D"],
        &["0", "8", "22", "E"],
        &["2020", "7", "-9", "F"],
        &["-9", "7", "4", "G"],
        &["c. 2020", "7", "4", "H"],
    ]);
    let expected = ["2020-03-14", "-", "-", "-", "-", "2020-07", "-", "2020~"];
    assert_eq!(whens(&mapped), expected, "{:#?}", mapped.diagnostics);
    for (n, row) in (3..=9).enumerate() {
        assert!(mapped.diagnostics.iter().any(|d| d.row == Some(row)), "row {row}");
        let extra = &mapped.case.events[n + 1].extra;
        assert!(extra.contains_key("Day"), "row {row}: {extra:?}");
    }
    let extra = &mapped.case.events[2].extra;
    assert_eq!([&extra["Year"], &extra["Month"], &extra["Day"]], ["2020", "foo", "21"]);
    let thai = plain(&[&["Year", "Month", "Day", "Title"], &["2563", "3", "14", "A"]]);
    assert!(thai.diagnostics.iter().any(|d| d.message.contains("another calendar")));
    let buddhist = plain(&[&["Buddhist Year", "Month", "Day", "Title"], &["2563", "3", "14", "A"]]);
    assert_eq!(whens(&buddhist), ["-"]);
    assert_eq!(buddhist.case.events[0].extra["Buddhist Year"], "2563");
}

#[test]
fn parts_of_a_date_with_their_signs_are_read() {
    let mapped = plain(&[
        &["年", "月", "日", "事件"],
        &["2020年", "3月", "14日", "A"],
        &["2020", "3", "15", "B"],
    ]);
    assert_eq!(whens(&mapped), ["2020-03-14", "2020-03-15"], "{:?}", mapped.diagnostics);
}

#[test]
fn midnight_without_seconds_gives_way_to_the_hour_of_its_own_column() {
    let mapped = plain(&[
        &["Date", "Time", "Title"],
        &["3/14/2020 0:00", "9:30 AM", "A"],
        &["3/15/2020 0:00", "1:30 PM", "B"],
    ]);
    assert_eq!(whens(&mapped), ["2020-03-14T09:30", "2020-03-15T13:30"]);
    assert!(mapped.diagnostics.is_empty(), "{:?}", mapped.diagnostics);
}

#[test]
fn a_length_beside_an_end_is_kept_and_held_against_it() {
    let mapped = plain(&[
        &["Date", "Start", "End", "Duration", "What"],
        &["2020-03-14", "09:30", "10:15", "02:00", "A"],
        &["2020-03-14", "09:30", "10:15", "about a week", "B"],
        &["2020-03-14", "09:30", "10:15", "45 min", "C"],
    ]);
    let told: Vec<_> = mapped
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Warning)
        .map(|d| (d.row, d.found.as_str()))
        .collect();
    assert_eq!(told, [(Some(2), "02:00"), (Some(3), "about a week")], "{:?}", mapped.diagnostics);
    for (event, length) in mapped.case.events.iter().zip(["02:00", "about a week", "45 min"]) {
        assert_eq!(event.extra["Duration"], length);
    }
}

#[test]
fn a_moment_and_a_day_of_one_thing_are_one_column() {
    let mapped = plain(&[
        &["summary", "start.dateTime", "start.date", "end.dateTime", "end.date"],
        &["A", "2024-03-04T08:30:00+01:00", "", "2024-03-04T09:30:00+01:00", ""],
        &["C", "", "2024-03-06", "", "2024-03-07"],
    ]);
    let expected = ["2024-03-04T08:30:00+01:00/2024-03-04T09:30:00+01:00", "2024-03-06/2024-03-07"];
    assert_eq!(whens(&mapped), expected, "{:?}", mapped.diagnostics);
    let apart = plain(&[
        &["Date", "Filing", "Title"],
        &["2020-03-14", "2020-03-01", "A"],
        &["", "2020-03-02", "B"],
    ]);
    assert!(
        apart.diagnostics.iter().any(|d| d.severity == Severity::Warning && d.row == Some(3)),
        "{:?}",
        apart.diagnostics
    );
}

#[test]
fn an_end_before_its_start_is_of_the_next_day_only_within_half_a_day() {
    let mapped = plain(&[
        &["Date", "Start", "End", "Title"],
        &["2020-03-14", "23:30", "00:15", "A"],
        &["2020-03-14", "10:15", "09:30", "B"],
    ]);
    assert_eq!(whens(&mapped), ["2020-03-14T23:30/2020-03-15T00:15", "2020-03-14T10:15"]);
    assert_eq!(mapped.diagnostics[0].severity, Severity::Warning);
    assert!(mapped.diagnostics[0].message.contains("next day"));
    assert_eq!(mapped.diagnostics[1].severity, Severity::Error);
    for event in &mapped.case.events {
        assert!(event.extra.contains_key("End"), "{:?}", event.extra);
    }
    // A day that was written is not moved.
    let whole =
        plain(&[&["Start", "End", "Title"], &["2020-03-14 23:30", "2020-03-14 00:15", "A"]]);
    assert_eq!(whens(&whole), ["2020-03-14T23:30"]);
    assert_eq!(whole.diagnostics[0].severity, Severity::Error);
}

#[test]
fn a_bad_hour_beside_a_good_date_says_that_the_day_is_kept() {
    let mapped = plain(&[
        &["Date", "Time", "Title"],
        &["2020-03-14", "25:61", "A"],
        &["2020-03-15", "09:30", "B"],
    ]);
    assert_eq!(whens(&mapped)[0], "2020-03-14");
    let hint = &mapped.diagnostics[0].hint;
    assert!(!hint.contains("no such date") && hint.contains("no hour"), "{hint}");
}
