//! Oddities of tables that others wrote.

use super::*;

#[test]
fn numbers_of_cases_are_no_dates_and_parts_with_an_i_are() {
    let table = table(&[
        &["eventid", "iyear", "imonth", "iday", "summary"],
        &["201701010001", "2017", "1", "14", "First"],
        &["201702000002", "2017", "2", "3", "Second"],
        &["201702000003", "2018", "12", "31", "Third"],
    ]);
    let (mapped, mapping, _) = read(&table, None, &How::default());
    assert_eq!(fields(&mapping), ["id", "year", "month", "day", "title"]);
    assert_eq!(whens(&mapped), ["2017-01-14", "2017-02-03", "2018-12-31"]);
}

#[test]
fn a_label_called_tag_is_kept_beside_the_date() {
    let table = table(&[
        &["Tag", "Timestamp", "Summary"],
        &["Critical", "2015-09-03 14:21:23", "A file was changed"],
        &["No", "2015-09-03 14:23:08", "A file was opened"],
    ]);
    let (mapped, mapping, _) = read(&table, None, &How::default());
    assert_ne!(field_of(&mapping, "Tag"), Field::Day);
    let text = serde_json::to_string(&mapped.case).unwrap();
    assert!(text.contains("Critical"), "{text}");
    // A day of the month beside a whole date is a field too.
    let mapped = plain(&[&["Day", "Date", "Title"], &["3", "2015-09-03", "A"]]);
    let kept = serde_json::to_string(&mapped.case).unwrap();
    assert!(kept.contains("\"Day\":\"3\""), "{kept}");
}

#[test]
fn a_time_of_day_in_words_is_a_field_and_no_error() {
    let mapped = plain(&[
        &["Date", "Time of day", "Title"],
        &["2020-01-01", "Day", "A"],
        &["2020-01-02", "Night", "B"],
    ]);
    assert!(mapped.diagnostics.is_empty(), "{:?}", mapped.diagnostics);
    assert!(serde_json::to_string(&mapped.case).unwrap().contains("Night"));
}

#[test]
fn midnight_behind_a_day_gives_way_to_the_hour_of_its_own_column() {
    let mapped = plain(&[
        &["Date", "Time", "Title"],
        &["2020-01-01T00:00:00", "09:01:00", "A"],
        &["2020-01-02T00:00:00", "", "B"],
        &["2020-01-03T00:00:00", "09:03:00", "C"],
    ]);
    let expected = ["2020-01-01T09:01:00", "2020-01-02T00:00:00", "2020-01-03T09:03:00"];
    assert_eq!(whens(&mapped), expected);
    assert!(mapped.diagnostics.is_empty(), "{:?}", mapped.diagnostics);
}

#[test]
fn a_table_without_a_title_says_so_once() {
    let rows: Vec<[String; 2]> =
        (1..29).map(|d| [format!("2020-02-{d:02}"), d.to_string()]).collect();
    let mut table = table(&[&["date", "count"]]);
    for (n, row) in (2..).zip(&rows) {
        table.push(n, n, row.iter().map(String::as_str));
    }
    let (mapped, _, _) = read(&table, None, &How::default());
    let told: Vec<&str> = mapped.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("no title") && told[0].contains("28 rows"), "{told:?}");
}

#[test]
fn a_line_below_the_table_is_called_by_its_words() {
    let mapped = plain(&[
        &["Date", "Title", "Sum"],
        &["2020-01-01", "A", "5"],
        &["Source: Ministry", "", ""],
    ]);
    assert_eq!(mapped.case.events[1].title, "Source: Ministry");
    assert_eq!(whens(&mapped), ["2020-01-01", "-"]);
    assert_eq!(mapped.diagnostics[0].row, Some(3));
}

#[test]
fn a_year_that_no_date_can_hold_is_told_and_kept() {
    let mapped = plain(&[&["Year", "Event"], &["-300000", "Ice"], &["1066", "Hastings"]]);
    assert_eq!(whens(&mapped), ["-", "1066"]);
    let told = mapped.diagnostics.iter().find(|d| d.severity == Severity::Error).unwrap();
    assert_eq!((told.row, told.column, told.found.as_str()), (Some(2), Some(1), "-300000"));
    assert!(serde_json::to_string(&mapped.case).unwrap().contains("\"Year\":\"-300000\""));
}

#[test]
fn a_few_dates_under_the_right_name_are_read_and_none_are_told() {
    let table_of_few = table(&[
        &["timestamp", "message"],
        &["2020-01-01T12:00:00Z", "iso"],
        &["abc", "bad"],
        &["later", "worse"],
    ]);
    let (mapped, _, _) = read(&table_of_few, None, &How::default());
    assert_eq!(whens(&mapped)[0], "2020-01-01T12:00:00Z");
    assert_eq!(mapped.diagnostics.len(), 2, "{:?}", mapped.diagnostics);
    let none = table(&[&["name", "colour"], &["A", "red"], &["B", "blue"]]);
    let (_, _, evidence) = read(&none, None, &How::default());
    assert!(evidence.iter().any(|e| e.open && e.conclusion.starts_with("no column is the date")));
}

#[test]
fn years_of_two_digits_over_many_years_have_the_one_order_that_fits_them_all() {
    let mapped = plain(&[
        &["Flight date", "Title"],
        &["1/13/90 0:00", "A"],
        &["1/8/91 0:00", "B"],
        &["12/3/02 0:00", "C"],
    ]);
    assert_eq!(whens(&mapped), ["1990-01-13T00:00", "1991-01-08T00:00", "2002-12-03T00:00"]);
    // Nothing excludes the year in front here.
    let open = plain(&[&["Date", "Title"], &["01/02/03", "A"], &["04/05/06", "B"]]);
    assert_eq!(whens(&open), ["-", "-"]);
}

#[test]
fn the_first_of_a_month_is_written_with_a_ring_in_italy() {
    let mapped = plain(&[&["Data", "Evento"], &["1° febbraio 2025", "A"], &["1º marzo 2025", "B"]]);
    assert_eq!(whens(&mapped), ["2025-02-01", "2025-03-01"]);
    assert!(mapped.diagnostics.is_empty(), "{:?}", mapped.diagnostics);
}

#[test]
fn a_date_and_its_microseconds_that_differ_are_told() {
    let table = table(&[
        &["message", "datetime", "timestamp", "timestamp_desc"],
        &["same", "2022-07-24T19:01:01+00:00", "1658689261000000", "Time Logged"],
        &["dashes", "2022-11-10T05-07-28+00:00", "1668056848119860", "Time Logged"],
        &["other", "2015-07-24T19:01:01+00:00", "1331698658276340", "Time Logged"],
        &["another", "2024-07-24T10:57:02.877297Z", "123456789", "Time Logged"],
    ]);
    let (mapped, _, _) = read(&table, Some(Shape::Timesketch), &How::default());
    let expected = [
        "2022-07-24T19:01:01Z",
        "2022-11-10T05:07:28Z",
        "2015-07-24T19:01:01Z",
        "2024-07-24T10:57:02.877297Z",
    ];
    assert_eq!(whens(&mapped), expected);
    assert_eq!(mapped.case.events[2].extra["timestamp"], "1331698658276340");
    let told: Vec<_> = mapped.diagnostics.iter().map(|d| (d.row, d.message.as_str())).collect();
    let message = "the number of microseconds is another moment than the date beside it; the date is read; so in 2 rows, of which this is the first";
    assert_eq!(told, [(Some(4), message)]);
}

#[test]
fn a_link_that_is_not_archived_yet_is_an_event_without_a_date() {
    let table = table(&[
        &[
            "Link",
            "Archive status",
            "Archive location",
            "Archive date",
            "Upload timestamp",
            "Upload title",
        ],
        &[
            "https://example.org/1",
            "success",
            "https://example.org/a",
            "2023-03-01T10:20:30+00:00",
            "2023-02-27 08:15:00+00:00",
            "Shelling",
        ],
        &["https://example.org/2", "Archive in progress", "", "", "", ""],
    ]);
    let (mapped, _, _) = read(&table, Some(Shape::AutoArchiver), &How::default());
    let titles: Vec<&str> = mapped.case.events.iter().map(|e| e.title.as_str()).collect();
    assert_eq!(titles, ["Shelling", "https://example.org/2"]);
    assert_eq!(whens(&mapped), ["2023-02-27T08:15:00Z", "-"]);
}

#[test]
fn a_year_before_the_year_zero_is_read_and_a_small_number_is_not() {
    let mapped = plain(&[
        &["Date", "Headline"],
        &["1969-07-20", "Apollo"],
        &["-700", "Writing"],
        &["\u{2212}12000", "Ice"],
        &["-7", "Cold"],
    ]);
    assert_eq!(whens(&mapped), ["1969-07-20", "-0700", "Y-12000", "-"]);
    let told: Vec<_> = mapped.diagnostics.iter().map(|d| (d.row, d.severity)).collect();
    assert_eq!(told, [(Some(3), Severity::Warning), (Some(5), Severity::Error)]);
}

#[test]
fn what_a_sheet_says_of_the_whole_and_an_end_that_does_not_fit_are_kept() {
    let table = table(&[
        &[
            "Year",
            "Month",
            "Day",
            "End Year",
            "End Month",
            "End Day",
            "Headline",
            "Media",
            "Media Credit",
            "Type",
        ],
        &["", "", "", "", "", "", "The whole", "https://example.org/a.png", "Somebody", "title"],
        &["2017", "1", "20", "2017", "1", "19", "Backwards", "", "", ""],
    ]);
    let (mapped, _, _) = read(&table, Some(Shape::TimelineJs), &How::default());
    assert_eq!((mapped.case.title.as_str(), mapped.case.events.len()), ("The whole", 1));
    assert_eq!(mapped.case.extra["title Media"], "https://example.org/a.png");
    assert_eq!(mapped.case.extra["title Media Credit"], "Somebody");
    assert_eq!(whens(&mapped), ["2017-01-20"]);
    let extra = &mapped.case.events[0].extra;
    assert_eq!([&extra["End Year"], &extra["End Month"], &extra["End Day"]], ["2017", "1", "19"]);
    assert_eq!(mapped.diagnostics[0].found, "2017 1 19");
}

#[test]
fn years_of_other_calendars_are_told_and_not_taken_for_the_middle_ages() {
    for (heading, date) in [
        ("تاریخ", "۱۴۰۲/۰۳/۱۵"),
        ("تاریخ", "1402-03-15"),
        ("التاريخ", "١٤٤٥/٠٩/٠١"),
        ("วันที่", "15 มีนาคม 2567"),
        ("תאריך", "15/03/5784"),
    ] {
        let mapped = plain(&[&[heading, "title"], &[date, "A"]]);
        assert_eq!(whens(&mapped), ["-"], "{date}");
        let told = &mapped.diagnostics[0];
        assert!(told.message.contains("another calendar"), "{told}");
        assert_eq!(mapped.case.events[0].extra[heading], date);
    }
    let parts = plain(&[&["السنة", "الشهر", "title"], &["1402", "3", "A"]]);
    assert_eq!(whens(&parts), ["-"]);
    // Where nothing speaks for another calendar, the year is what it says.
    let old = plain(&[&["date", "title"], &["1402-03-15", "A"]]);
    assert_eq!(whens(&old), ["1402-03-15"]);
}

#[test]
fn months_of_more_languages_are_read() {
    for (date, day) in [
        ("1 फ़रवरी 2011", "2011-02-01"),
        ("१५ मार्च २०२४", "2024-03-15"),
        ("৭ জুলাই ২০২১", "2021-07-07"),
        ("15 มีนาคม 2024", "2024-03-15"),
        ("3 Agustus 2019", "2019-08-03"),
        ("3 Machi 2019", "2019-03-03"),
        ("12. septembar 2020.", "2020-09-12"),
        ("12 հունիսի 2020", "2020-06-12"),
        ("12 ივნისი 2020", "2020-06-12"),
        ("2 دسمبر 2022", "2022-12-02"),
    ] {
        let mapped = plain(&[&["Date", "Title"], &[date, "A"]]);
        assert_eq!(whens(&mapped), [day], "{date}: {:?}", mapped.diagnostics);
    }
}

#[test]
fn the_message_of_a_log_is_its_title_and_the_number_of_a_row_its_identifier() {
    let log = plain(&[
        &["@timestamp", "user.name", "msg", "level"],
        &["2024-03-06T10:00:00Z", "anna", "login failed", "WARN"],
        &["2024-03-06T10:01:00Z", "anna", "login", "INFO"],
    ]);
    assert_eq!(log.case.events[0].title, "login failed");
    let counted = plain(&[
        &["Incident #", "Date", "Event"],
        &["A-1", "2024-03-06", "x"],
        &["A-2", "2024-03-07", "y"],
    ]);
    assert_eq!(counted.case.events[1].id.as_str(), "A-2");
}

#[test]
fn ranges_whose_first_day_borrows_month_and_year_are_read() {
    let dotted = plain(&[
        &["Datum", "Titel"],
        &["31.12.2023", "A"],
        &["12.–14.05.2013", "B"],
        &["28.2.–2.3.2024", "C"],
        &["28.02. - 02.03.2024", "D"],
        &["12.05.", "E"],
    ]);
    let days = [
        "2023-12-31",
        "2013-05-12/2013-05-14",
        "2024-02-28/2024-03-02",
        "2024-02-28/2024-03-02",
        "-",
    ];
    assert_eq!(whens(&dotted), days, "{:?}", dotted.diagnostics);
    let slashed =
        plain(&[&["Date", "Title"], &["12/31/2023", "A"], &["5/6-5/8/2024", "B"], &["5/6", "C"]]);
    assert_eq!(whens(&slashed), ["2023-12-31", "2024-05-06/2024-05-08", "-"]);
}

#[test]
fn thirds_of_months_and_years_are_known_in_several_languages() {
    for (text, from, to) in [
        ("Anfang Mai 2013", "2013-05-01", "2013-05-10"),
        ("fin juin 2020", "2020-06-21", "2020-06-30"),
        ("a mediados de mayo de 2013", "2013-05-11", "2013-05-20"),
        ("в начале мая 2013", "2013-05-01", "2013-05-10"),
        ("fine 2019", "2019-09", "2019-12"),
    ] {
        let mapped = plain(&[&["Date", "Title"], &[text, "A"]]);
        let when = whens(&mapped).remove(0);
        assert!(
            when.contains(from) && when.contains(to),
            "{text}: {when} {:?}",
            mapped.diagnostics
        );
    }
}
