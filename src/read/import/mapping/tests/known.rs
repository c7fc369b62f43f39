use super::*;

#[test]
fn sheets_of_timeline_js_have_their_rules() {
    let rows: &[&[&str]] = &[
        &[
            "Year",
            "Month",
            "Day",
            "Time",
            "End Year",
            "End Month",
            "End Day",
            "End Time",
            "Display Date",
            "Headline",
            "Text",
            "Media",
            "Type",
            "Group",
        ],
        &["", "", "", "", "", "", "", "", "", "The case", "About it", "", "title", ""],
        &[
            "2024",
            "3",
            "4",
            "09:30",
            "",
            "",
            "",
            "",
            "4 March 2024 (court file)",
            "Warrant",
            "",
            "https://e.org/1",
            "",
            "Court",
        ],
        &["", "", "", "", "", "", "", "", "", "", "", "", "", ""],
        &["2,024", "3", "6", "", "2024", "5", "20", "", "", "Detention", "", "", "", "Custody"],
        &["2024", "3", "6", "", "2024", "3", "8", "", "", "48 hours", "", "", "era", ""],
        &["-44", "3", "15", "", "", "", "", "", "", "Ides", "", "", "", ""],
        &["", "", "", "10:00", "", "", "", "", "", "time alone", "", "", "", ""],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::TimelineJs), &How::default());
    assert_eq!(mapped.case.title, "The case");
    assert_eq!(
        whens(&mapped),
        ["2024-03-04T09:30", "2024-03-06/2024-05-20", "2024-03-06/2024-03-08", "-0043-03-15", "-"]
    );
    assert_eq!(mapped.case.events[0].extra["Display Date"], "4 March 2024 (court file)");
    let lanes: Vec<&str> = mapped.case.lanes.iter().map(|l| l.title.as_str()).collect();
    assert_eq!(lanes, ["Court", "Custody", "Eras", "Events"]);
    assert!(mapped.diagnostics.iter().any(|d| d.hint.contains("first blank row")));
    assert!(mapped.diagnostics.iter().any(|d| d.row == Some(8) && d.severity == Severity::Error));
}

#[test]
fn years_of_a_sheet_of_timeline_js_are_what_they_say() {
    let heads = ["Year", "Month", "Day", "Time", "End Year", "Headline"];
    let rows: &[&[&str]] = &[
        &heads,
        &["79", "8", "24", "", "", "Pompeii"],
        &["-1", "8", "24", "", "", "1 BC"],
        &["-5", "", "", "", "33", "A life"],
        &["476", "", "", "14:30", "", "A year and an hour"],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::TimelineJs), &How::default());
    assert_eq!(whens(&mapped), ["0079-08-24", "0000-08-24", "-0004/0033", "0476"]);
    let told: Vec<_> = mapped.diagnostics.iter().map(|d| (d.row, d.severity)).collect();
    assert_eq!(told, [2, 4, 5].map(|row| (Some(row), Severity::Warning)));
    assert!(mapped.diagnostics[2].message.contains("without a day"), "{:?}", mapped.diagnostics);
    let old: &[&[&str]] = &[
        &["Start Date", "End Date", "Headline", "Text"],
        &["-500", "-44", "An age", ""],
        &["3/4/2024", "", "A day", ""],
    ];
    let (mapped, _, _) = read(&table(old), Some(Shape::TimelineJs), &How::default());
    assert_eq!(whens(&mapped)[0], "-0499/-0043", "{:?}", mapped.diagnostics);
    // In any other table two digits are open.
    let (mapped, _, _) = read(&table(rows), None, &How::default());
    assert_eq!(whens(&mapped)[0], "-");
}

#[test]
fn a_year_of_a_sheet_of_timeline_js_is_never_a_count_of_seconds() {
    let rows: &[&[&str]] = &[
        &["Year", "Month", "Day", "Time", "End Year", "Headline"],
        &["-4500000000", "", "", "", "", "The earth"],
        &["-13800000000", "", "", "", "-4500000000", "The world"],
        &["1700000000", "", "", "", "", "Late"],
        &["1700000000000", "", "", "", "", "Later"],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::TimelineJs), &How::default());
    assert_eq!(whens(&mapped), ["-"; 4]);
    assert_eq!(mapped.case.events[0].extra["Year"], "-4500000000");
    assert_eq!(mapped.case.events[1].extra["End Year"], "-4500000000");
    let rows: std::collections::BTreeSet<_> = mapped.diagnostics.iter().map(|d| d.row).collect();
    assert_eq!(rows, [2, 3, 4, 5].map(Some).into());
}

#[test]
fn an_end_time_of_a_sheet_of_timeline_js_needs_its_date() {
    let rows: &[&[&str]] = &[
        &[
            "Year",
            "Month",
            "Day",
            "Time",
            "End Year",
            "End Month",
            "End Day",
            "End Time",
            "Headline",
        ],
        &["2024", "3", "6", "09:30", "", "", "", "11:00", "A hearing"],
        &["2024", "3", "6", "09:30", "2024", "3", "6", "11:00", "Another"],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::TimelineJs), &How::default());
    let expected = ["2024-03-06T09:30", "2024-03-06T09:30/2024-03-06T11:00"];
    assert_eq!(whens(&mapped), expected);
    assert_eq!(mapped.case.events[0].extra["End Time"], "11:00");
    let [told] = &mapped.diagnostics[..] else { panic!("{:?}", mapped.diagnostics) };
    assert_eq!((told.row, told.severity), (Some(2), Severity::Error));
}

#[test]
fn logs_of_plaso_and_timesketch_have_theirs() {
    let l2t: &[&[&str]] = &[
        &[
            "date",
            "time",
            "timezone",
            "MACB",
            "source",
            "sourcetype",
            "type",
            "user",
            "host",
            "short",
            "desc",
            "version",
            "filename",
            "inode",
            "notes",
            "format",
            "extra",
        ],
        &[
            "03/04/2024",
            "08:30:00",
            "UTC",
            "M...",
            "FILE",
            "Scan",
            "Modified",
            "-",
            "pc-1",
            "Scan",
            "Scan of warrant",
            "2",
            "/x.pdf",
            "-",
            "-",
            "manual",
            "-",
        ],
        &[
            "00/00/0000",
            "--:--:--",
            "UTC",
            "M...",
            "FILE",
            "Scan",
            "Modified",
            "-",
            "pc-1",
            "Nothing",
            "Not set",
            "2",
            "/x.pdf",
            "-",
            "-",
            "manual",
            "-",
        ],
        &[
            "01/01/1970",
            "00:00:00",
            "UTC",
            "M...",
            "FILE",
            "Scan",
            "Modified",
            "-",
            "pc-1",
            "Zero",
            "Zero",
            "2",
            "/x.pdf",
            "-",
            "-",
            "manual",
            "-",
        ],
    ];
    let (mapped, _, _) = read(&table(l2t), Some(Shape::PlasoL2t), &How::default());
    assert_eq!(whens(&mapped), ["2024-03-04T08:30:00Z", "-", "-"]);
    assert_eq!(
        (mapped.case.events[0].title.as_str(), mapped.case.events[0].lane.as_str()),
        ("Scan", "FILE")
    );
    assert_eq!(mapped.case.events[0].extra["MACB"], "M...");
    let sketch: &[&[&str]] = &[
        &["message", "datetime", "timestamp", "timestamp_desc", "tag"],
        &["Warrant", "2024-03-04T08:30:00+00:00", "1709541000000000", "Document date", "a"],
        &["Letter", "", "1709541000000000", "Sent", ""],
    ];
    let (mapped, mapping, _) = read(&table(sketch), Some(Shape::Timesketch), &How::default());
    assert_eq!(whens(&mapped), ["2024-03-04T08:30:00Z", "2024-03-04T08:30:00Z"]);
    assert_eq!(field_of(&mapping, "timestamp_desc"), Field::Kind);
    assert_eq!(mapped.case.events[0].extra["timestamp"], "1709541000000000");
}

#[test]
fn sheets_of_archivers_are_sources_with_their_hashes() {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let rows: &[&[&str]] = &[
        &[
            "link",
            "archive status",
            "archive location",
            "archive date",
            "upload timestamp",
            "upload title",
            "hash",
        ],
        &[
            "https://e.org/post/1",
            "wayback: success",
            "https://e.org/a/1",
            "2024-03-09T12:00:00",
            "2024-03-06T07:45:00",
            "Post",
            hash,
        ],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::AutoArchiver), &How::default());
    let source = &mapped.case.sources[0];
    assert_eq!(
        source.hash.as_ref().map(|h| (h.algorithm.as_str(), h.value.as_str())),
        Some(("SHA-256", hash))
    );
    assert_eq!(source.archive_url.as_deref(), Some("https://e.org/a/1"));
    assert!(source.collected.as_ref().is_some_and(|c| c.at.is_some()));
    assert_eq!(mapped.case.events[0].extra["archive status"], "wayback: success");
    let atlos: &[&[&str]] = &[
        &["slug", "description", "status", "date", "source_1", "source_2"],
        &["CIV-1", "Strike", "Completed", "2024-03-06", "https://e.org/1", "https://e.org/2"],
    ];
    let (mapped, _, _) = read(&table(atlos), Some(Shape::Atlos), &How::default());
    assert_eq!(
        (mapped.case.events[0].id.as_str(), mapped.case.events[0].sources.len()),
        ("CIV-1", 2)
    );
}

#[test]
fn tables_of_this_program_keep_their_meaning_whatever_file_they_come_from() {
    let rows: &[&[&str]] = &[
        &["id", "title", "when", "facts", "thread", "claims"],
        &["E1", "Arrest", "2025-01-19?", "arrest.made", "A", "2025-01-18 (police report)"],
    ];
    let (mapped, mapping, _) = read(&table(rows), None, &How::default());
    assert_eq!(mapping.shape, Some(Shape::Events));
    let event = &mapped.case.events[0];
    assert_eq!(
        (event.facts.len(), event.claims.len(), event.when.as_ref().unwrap().text().as_str()),
        (1, 1, "2025-01-19?")
    );
}

#[test]
fn a_table_that_calls_its_dates_when_and_writes_them_its_own_way_is_read_as_any_other() {
    let rows: &[&[&str]] = &[
        &["When", "Title", "Where"],
        &["23/01/2024", "a", "Rome"],
        &["03/04/2024", "b", "Rome"],
        &["5 May 2024", "c", "Rome"],
    ];
    let (mapped, mapping, _) = read(&table(rows), None, &How::default());
    assert_eq!(mapping.shape, None);
    let whens: Vec<String> =
        mapped.case.events.iter().map(|e| e.when.as_ref().unwrap().text()).collect();
    assert_eq!(whens, ["2024-01-23", "2024-04-03", "2024-05-05"]);
    assert_eq!(mapped.case.events[0].place.as_deref(), Some("Rome"));
}

#[test]
fn rows_of_json_need_not_have_every_key() {
    let mut rows = table(&[&["title", "when", "place"], &["a", "2024-01-01"]]);
    rows.delimiter = None;
    let (mapped, mapping, _) = read(&rows, Some(Shape::Events), &How::default());
    assert_eq!(mapping.shape, Some(Shape::Events));
    assert_eq!(mapped.diagnostics, []);
}

#[test]
fn identifiers_that_are_there_twice_are_told() {
    let rows: &[&[&str]] =
        &[&["id", "Date", "Title"], &["1", "2024-01-01", "a"], &["1", "2024-01-02", "b"]];
    let (_, _, evidence) = read(&table(rows), None, &How::default());
    assert!(evidence.iter().any(|e| e.because.contains("both have “1”")), "{evidence:?}");
}

#[test]
fn the_number_of_timesketch_counts_microseconds_and_only_zero_is_not_set() {
    let rows: &[&[&str]] = &[
        &["message", "datetime", "timestamp", "timestamp_desc"],
        &["a", "", "86400000000", "x"],
        &["b", "", "-86400000000", "x"],
        &["c", "", "5000000", "x"],
        &["d", "", "0", "Not a time"],
        &["e", "1970-01-01T00:00:05+00:00", "5000000", "Creation Time"],
        &["f", "1970-01-01T00:00:00.000000+00:00", "0", "Not a time"],
        &["g", "1970-01-01T00:00:00.500000+00:00", "500000", "Creation Time"],
    ];
    let (mapped, _, _) = read(&table(rows), Some(Shape::Timesketch), &How::default());
    assert_eq!(
        whens(&mapped),
        [
            "1970-01-02T00:00:00Z",
            "1969-12-31T00:00:00Z",
            "1970-01-01T00:00:05Z",
            "-",
            "1970-01-01T00:00:05Z",
            "-",
            "1970-01-01T00:00:00.500000Z"
        ]
    );
    assert_eq!(mapped.diagnostics.len(), 1, "{:#?}", mapped.diagnostics);
    assert!(mapped.diagnostics[0].message.contains("not set"));
}

#[test]
fn without_a_date_beside_it_the_number_of_timesketch_counts_the_same() {
    let rows: &[&[&str]] = &[
        &["message", "timestamp", "timestamp_desc"],
        &["a", "86400000000", "x"],
        &["b", "1709541000000000", "x"],
    ];
    let (mapped, _, _) = read(&table(rows), None, &How::default());
    assert_eq!(whens(&mapped), ["1970-01-02T00:00:00Z", "2024-03-04T08:30:00Z"]);
}
