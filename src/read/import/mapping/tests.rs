use super::*;
use crate::case::{Certainty, Event};
use crate::date::Zone;
use crate::read::Severity;
use crate::read::import::How;

fn table(rows: &[&[&str]]) -> Table {
    let (header, rows) = rows.split_first().unwrap();
    let mut table = Table {
        header: header.iter().map(|h| (*h).to_owned()).collect(),
        has_header: true,
        ..Table::default()
    };
    for (n, row) in (2..).zip(rows) {
        table.push(n, n, row.iter().copied());
    }
    table
}

fn field_of(mapping: &Mapping, heading: &str) -> Field {
    mapping.columns.iter().find(|c| c.heading == heading).unwrap().field
}

fn fields(mapping: &Mapping) -> Vec<&'static str> {
    mapping.columns.iter().map(|c| c.field.id()).collect()
}

fn read(table: &Table, shape: Option<Shape>, how: &How) -> (Mapped, Mapping, Vec<Evidence>) {
    let (mapping, evidence) = guess(table, shape, how);
    (mapping.apply("test.csv", table), mapping, evidence)
}

fn plain(rows: &[&[&str]]) -> Mapped {
    read(&table(rows), None, &How::default()).0
}

fn whens(mapped: &Mapped) -> Vec<String> {
    let text = |e: &Event| e.when.as_ref().map_or_else(|| "-".to_owned(), crate::date::When::text);
    mapped.case.events.iter().map(text).collect()
}

#[test]
fn headings_of_many_languages_are_understood() {
    for (header, expected) in [
        (["Date", "Event", "Location", "Notes"], ["start", "title", "place", "note"]),
        (["Date", "Titre", "Lieu", "Commentaire"], ["start", "title", "place", "note"]),
        (["Datum", "Ereignis", "Ort", "Bemerkung"], ["start", "title", "place", "note"]),
        (["Data", "Evento", "Luogo", "Nota"], ["start", "title", "place", "note"]),
        (["Fecha", "Título", "Lugar", "Observaciones"], ["start", "title", "place", "note"]),
        (["Data", "Título", "Local", "Observações"], ["start", "title", "place", "note"]),
        (["Datum", "Gebeurtenis", "Plaats", "Opmerking"], ["start", "title", "place", "note"]),
        (["Data", "Wydarzenie", "Miejsce", "Uwagi"], ["start", "title", "place", "note"]),
        (["Datum", "Událost", "Místo", "Poznámka"], ["start", "title", "place", "note"]),
        (["Дата", "Событие", "Место", "Примечание"], ["start", "title", "place", "note"]),
        (["Дата", "Подія", "Місце", "Примітка"], ["start", "title", "place", "note"]),
        (["التاريخ", "الحدث", "المكان", "ملاحظات"], ["start", "title", "place", "note"]),
        (["תאריך", "אירוע", "מקום", "הערות"], ["start", "title", "place", "note"]),
        (["Tarih", "Olay", "Yer", "Notlar"], ["start", "title", "place", "note"]),
        (["Ημερομηνία", "Γεγονός", "Τόπος", "Σημειώσεις"], ["start", "title", "place", "note"]),
        (["日期", "事件", "地点", "备注"], ["start", "title", "place", "note"]),
        (["日付", "出来事", "場所", "備考"], ["start", "title", "place", "note"]),
    ] {
        let (mapping, _) = guess(
            &table(&[&header, &["2025-01-19", "Arrest", "Rome", "seen"]]),
            None,
            &How::default(),
        );
        assert_eq!(fields(&mapping), expected, "{header:?}");
    }
}

#[test]
fn a_heading_of_several_words_is_understood_by_its_parts_and_its_cells() {
    let rows: &[&[&str]] = &[
        &[
            "No",
            "Date of the incident",
            "Time (local)",
            "End Date/Time",
            "What happened",
            "Persons involved",
            "Link to post",
            "Event type",
            "Colour",
        ],
        &[
            "1",
            "19 Jan 2025",
            "09:30",
            "",
            "Arrest",
            "A. Doe; B. Roe",
            "https://example.org/1",
            "arrest",
            "red",
        ],
        &[
            "2",
            "20 Jan 2025",
            "10:00",
            "2025-01-20 12:00",
            "Hearing",
            "A. Doe | C. Poe",
            "https://example.org/2",
            "hearing",
            "red",
        ],
    ];
    let (mapped, mapping, _) = read(&table(rows), None, &How::default());
    assert_eq!(
        fields(&mapping),
        ["id", "start", "start_time", "end", "title", "actors", "url", "kind", "keep"]
    );
    assert_eq!(whens(&mapped), ["2025-01-19T09:30", "2025-01-20T10:00/2025-01-20T12:00"]);
    let event = &mapped.case.events[0];
    assert_eq!((event.id.as_str(), event.actors.len(), event.kind.as_str()), ("1", 2, "arrest"));
    assert_eq!(event.extra["Colour"], "red");
    assert_eq!(mapped.case.sources.len(), 2);
}

#[test]
fn no_column_gets_the_field_of_another() {
    let rows: &[&[&str]] = &[
        &["Date", "Date", "Start", "Title", "Event", "Description", "Text"],
        &["2025-01-19", "2025-01-20", "2025-01-21", "a", "b", "c", "d"],
    ];
    let (mapping, _) = guess(&table(rows), None, &How::default());
    let mut used: Vec<Field> =
        mapping.columns.iter().map(|c| c.field).filter(|f| *f != Field::Keep).collect();
    let all = used.len();
    used.sort();
    used.dedup();
    assert_eq!(used.len(), all);
    let mapped = mapping.apply("x", &table(rows));
    let extra: Vec<&String> = mapped.case.events[0].extra.keys().collect();
    assert_eq!(extra, ["Date", "Date (2)", "Event", "Text"]);
}

#[test]
fn a_table_without_headings_is_read_by_its_values() {
    let mut table = table(&[
        &["Column 1", "Column 2", "Column 3", "Column 4"],
        &[
            "2025-01-19",
            "2025-01-20",
            "The accused was brought before the judge",
            "https://example.org/1",
        ],
        &["2025-02-19", "2025-02-19", "The court rejected the request", "https://example.org/2"],
    ]);
    table.has_header = false;
    let (mapping, evidence) = guess(&table, None, &How::default());
    assert_eq!(fields(&mapping), ["start", "end", "title", "url"]);
    assert!(evidence.iter().any(|e| e.because.contains("longest text")));
}

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

#[test]
fn every_row_that_does_not_load_is_told_with_its_reason() {
    let rows: &[&[&str]] = &[
        &["Date", "Title", "Place"],
        &["2025-01-19", "fine", ""],
        &["", "", ""],
        &["", "", ""],
        &["Date", "Title", "Place"],
        &["", "", "only a place"],
        &["31/02/2025", "impossible", ""],
        &["soon", "words", ""],
        &["", "no date", ""],
        &["2025-01-20", "", "Rome"],
    ];
    let mapped = plain(rows);
    let told: Vec<(Option<usize>, &str)> =
        mapped.diagnostics.iter().map(|d| (d.row, d.message.as_str())).collect();
    assert_eq!(told.len(), 7, "{told:#?}");
    assert_eq!(told[0], (Some(3), "rows 3 to 4 are blank; they are left out"));
    assert_eq!(told.iter().map(|t| t.0.unwrap()).collect::<Vec<_>>(), [3, 5, 6, 7, 8, 9, 10]);
    assert_eq!(whens(&mapped), ["2025-01-19", "-", "-", "-", "2025-01-20"]);
    assert_eq!(mapped.case.events[1].extra["Date"], "31/02/2025");
    assert_eq!(mapped.case.events[4].title, "Rome");
}

#[test]
fn ends_before_starts_and_lengths_are_told_or_counted() {
    let rows: &[&[&str]] = &[
        &["Start", "End", "Duration", "Title"],
        &["2025-01-19", "2025-01-18", "", "backwards"],
        &["2025-01-19 23:00", "", "2 h", "over midnight"],
        &["2025-01-19", "", "3 days", "days"],
        &["2025-01-19", "ongoing", "", "goes on"],
        &["2025-01-19 09:00", "10:30", "", "an hour alone"],
        &["", "2025-01-21", "", "an end alone"],
        &["2025-01-19", "2025-01-19", "", "one day"],
    ];
    let mapped = plain(rows);
    assert_eq!(
        whens(&mapped),
        [
            "2025-01-19",
            "2025-01-19T23:00/2025-01-20T01:00",
            "2025-01-19/2025-01-21",
            "2025-01-19/..",
            "2025-01-19T09:00/2025-01-19T10:30",
            "/2025-01-21",
            "2025-01-19"
        ]
    );
    let told = &mapped.diagnostics[0];
    assert_eq!(
        (told.row, told.severity, told.found.as_str()),
        (Some(2), Severity::Error, "2025-01-18")
    );
    assert_eq!(mapped.case.events[0].extra["End"], "2025-01-18");
}

#[test]
fn years_months_and_days_of_their_own_columns_keep_what_they_know() {
    let rows: &[&[&str]] = &[
        &["Jahr", "Monat", "Tag", "Uhrzeit", "Titel"],
        &["2025", "Januar", "19", "9:30", "a"],
        &["2025", "1", "", "", "b"],
        &["2025", "", "", "", "c"],
        &["2025", "2", "31", "", "d"],
        &["", "3", "", "", "e"],
    ];
    let mapped = plain(rows);
    assert_eq!(whens(&mapped), ["2025-01-19T09:30", "2025-01", "2025", "-", "-"]);
    assert_eq!(mapped.diagnostics.iter().filter(|d| d.severity == Severity::Error).count(), 2);
}

#[test]
fn words_for_certainty_are_known_and_strange_ones_told() {
    let rows: &[&[&str]] = &[
        &["Date", "Title", "Достоверность", "Priority"],
        &["2025", "a", "высокая", "1"],
        &["2025", "b", "низкая", "low"],
        &["2025", "c", "как-то", "9"],
    ];
    let mapped = plain(rows);
    let certainty: Vec<Certainty> = mapped.case.events.iter().map(|e| e.certainty).collect();
    assert_eq!(certainty, [Certainty::High, Certainty::Low, Certainty::Medium]);
    assert_eq!(mapped.case.events[2].extra["Достоверность"], "как-то");
    assert_eq!(mapped.diagnostics.len(), 2);
}

#[test]
fn too_many_lanes_are_kinds() {
    let mut table = table(&[&["Date", "Title", "Group"]]);
    for n in 0..60 {
        table.push(n + 2, n + 2, ["2025-01-01", "x", &format!("group {n}")]);
    }
    let (mapped, _, _) = read(&table, None, &How::default());
    assert_eq!(mapped.case.lanes.len(), 1);
    assert_eq!(mapped.case.events[7].kind, "group 7");
    assert!(mapped.diagnostics[0].message.contains("too many for lanes"));
    let ids: std::collections::BTreeSet<&str> =
        mapped.case.events.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), 60, "equal rows have identifiers of their own");
}

#[test]
fn html_becomes_text_and_formulas_stay_what_they_are() {
    let rows: &[&[&str]] = &[
        &["Date", "Title", "Description", "Link"],
        &[
            "2025",
            "<b>Arrest</b> &amp; search",
            "see <a href=\"https://e.org/x\">this</a><br>then 3 < 4",
            "=HYPERLINK(\"http://x\")",
        ],
    ];
    let mapped = plain(rows);
    let event = &mapped.case.events[0];
    assert_eq!(event.title, "Arrest & search");
    assert_eq!(event.description.as_deref(), Some("see this (https://e.org/x)\nthen 3 < 4"));
    assert_eq!(mapped.case.sources[0].url.as_deref(), Some("=HYPERLINK(\"http://x\")"));
}

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
        ["2024-03-04T09:30", "2024-03-06/2024-05-20", "2024-03-06/2024-03-08", "-0044-03-15", "-"]
    );
    assert_eq!(mapped.case.events[0].extra["Display Date"], "4 March 2024 (court file)");
    let lanes: Vec<&str> = mapped.case.lanes.iter().map(|l| l.title.as_str()).collect();
    assert_eq!(lanes, ["Court", "Custody", "Eras", "Events"]);
    assert!(mapped.diagnostics.iter().any(|d| d.hint.contains("first blank row")));
    assert!(mapped.diagnostics.iter().any(|d| d.row == Some(8) && d.severity == Severity::Error));
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
fn a_mapping_is_written_and_read_and_its_errors_name_the_line() {
    let rows: &[&[&str]] = &[&["Дата \"x\"", "Title"], &["19.01.2025", "a"]];
    let how = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
    let (mapping, _) = guess(&table(rows), None, &how);
    assert_eq!(Mapping::from_toml(&mapping.to_toml()), Ok(mapping));
    let error =
        Mapping::from_toml("name = \"x\"\n\n[[columns]]\nheading = \"a\"\nfield = \"tittle\"\n")
            .unwrap_err();
    assert!(
        error.starts_with("line 5: ") && error.contains("tittle") && error.contains("title"),
        "{error}"
    );
    let error = Mapping::from_toml("name = \"x\"\ncolour = 1\n").unwrap_err();
    assert!(error.starts_with("line 2: ") && error.contains("colour"), "{error}");
    assert!(Mapping::from_toml("name = ").is_err());
}

#[test]
fn a_mapping_by_hand_finds_its_columns_and_tells_of_those_that_are_not_there() {
    let mapping = Mapping::from_toml("[[columns]]\nheading = \"what\"\nfield = \"title\"\n[[columns]]\nheading = \"day\"\nfield = \"start\"\n[[columns]]\nheading = \"gone\"\nfield = \"note\"\n[[columns]]\nheading = \"noise\"\nfield = \"skip\"").unwrap();
    let rows: &[&[&str]] = &[&["Day", "noise", "What"], &["2025-01-19", "zzz", "Arrest"]];
    let mapped = mapping.apply("x.csv", &table(rows));
    assert_eq!(
        (mapped.case.events[0].title.as_str(), whens(&mapped)[0].as_str()),
        ("Arrest", "2025-01-19")
    );
    assert!(mapped.diagnostics[0].message.contains("no column “gone”"));
    assert_eq!(
        (mapped.not_carried[0].count, mapped.not_carried[0].examples[0].as_str()),
        (1, "zzz")
    );
}

#[test]
fn a_mapping_is_found_again_by_its_headings_and_holds_no_data() {
    let folder = tempfile::tempdir().unwrap();
    let remembered = Remembered { folder: Some(folder.path().join("mappings")) };
    let rows: &[&[&str]] = &[&["Date", "Title"], &["2025-01-19", "a secret"]];
    let (mapping, _) = guess(&table(rows), None, &How::default());
    remembered.keep(&mapping).unwrap();
    remembered.keep(&mapping).unwrap();
    assert_eq!(remembered.find(&["DATE".into(), " title".into()]), Some(mapping));
    assert_eq!(remembered.find(&["Title".into(), "Date".into()]), None);
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mappings")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert!(!text.contains("secret"));
    let made = Mapping { header: vec!["Column 1".into(), "Column 2".into()], ..Mapping::default() };
    remembered.keep(&made).unwrap();
    assert_eq!(remembered.find(&made.header), None);
}

#[test]
fn reading_a_file_again_keeps_what_was_edited() {
    let old: &[&[&str]] = &[
        &["Id", "Date", "Title", "Place"],
        &["1", "2025-01-19", "Arrest", "Rome"],
        &["2", "2025-01-20", "Hearing", ""],
        &["3", "2025-01-21", "Gone", ""],
    ];
    let new: &[&[&str]] = &[
        &["Id", "Date", "Title", "Place"],
        &["4", "2025-01-18", "New", "Turin"],
        &["1", "2025-01-18", "Arrest at home", "Milan"],
        &["2", "2025-01-22", "Hearing", ""],
    ];
    let (before, now) = (plain(old).case, plain(new).case);
    let mut edited = before.clone();
    edited.events[0].title = "Arrest of A. Doe".to_owned();
    let (case, told) = update(&edited, &before, &now);
    let event = |id: &str| case.events.iter().find(|e| e.id == *id).unwrap();
    assert_eq!(event("1").title, "Arrest of A. Doe");
    assert_eq!(event("1").place.as_deref(), Some("Milan"));
    assert_eq!(event("1").when.as_ref().unwrap().text(), "2025-01-18");
    assert_eq!(event("2").when.as_ref().unwrap().text(), "2025-01-22");
    assert_eq!((event("3").title.as_str(), event("4").title.as_str()), ("Gone", "New"));
    assert_eq!(told.len(), 3, "{told:?}");
    let (again, nothing) = update(&case, &now, &now);
    assert_eq!((again, nothing.len()), (case, 0));
}

#[test]
fn the_same_file_gives_the_same_names_even_where_rows_were_put_between() {
    let old: &[&[&str]] =
        &[&["Date", "Title"], &["2025-01-19", "a"], &["2025-01-19", "a"], &["2025-01-20", "b"]];
    let new: &[&[&str]] = &[
        &["Date", "Title"],
        &["2025-01-01", "first"],
        &["2025-01-19", "a"],
        &["2025-01-19", "a"],
        &["2025-01-20", "b"],
    ];
    let ids = |rows| plain(rows).case.events.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(old), ids(old));
    assert_eq!(ids(old)[..], ids(new)[1..]);
}

proptest::proptest! {
    #[test]
    fn no_table_breaks_the_guess_or_the_reading(
        header in proptest::collection::vec("(Date|Time|End|Title|Year|Month|Zone|Id|Duration|Lane|Hash|\\PC{0,6})", 0..8),
        rows in proptest::collection::vec(proptest::collection::vec("([0-9/.:-]{0,12}|\\PC{0,12}|2025-01-19|-|n/a|<b>x)", 0..10), 0..12),
        shape in 0..17_usize,
        headed in proptest::bool::ANY,
    ) {
        let mut table = Table { header, has_header: headed, ..Table::default() };
        for (n, row) in (1..).zip(&rows) {
            table.push(n, n, row.iter().map(String::as_str));
        }
        let shape = Shape::ALL.get(shape).copied();
        let (first, mapping, _) = read(&table, shape, &How::default());
        let second = mapping.apply("test.csv", &table);
        proptest::prop_assert_eq!(first.case, second.case);
        proptest::prop_assert_eq!(first.diagnostics, second.diagnostics);
    }
}
