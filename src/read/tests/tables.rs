//! What the reader says about tables, word for word.

use crate::date::{DateOrder, When};
use crate::read::{CsvOptions, read_csv};

fn csv(bytes: &[u8]) -> String {
    super::said(&read_csv("folder/table.csv", bytes, CsvOptions::default()))
}

#[test]
fn dates_that_mean_two_days_are_refused_until_the_order_is_given() {
    let said = csv(b"id,title,when,lane
1,A,03/04/2025,x
2,B,25/04/2025 9:30,x
3,C,31/31/2025,y
4,D,soon,y
");
    insta::assert_snapshot!(said, @r#"
    folder/table.csv: row 2, column 3 (when): error: “03/04/2025” can mean 2025-04-03 or 2025-03-04
      found: 03/04/2025
      expected: a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]
      hint: with `--date-order dmy` it is 2025-04-03, with `--date-order mdy` it is 2025-03-04; until then the event has no date
    folder/table.csv: row 4, column 3 (when): error: “31/31/2025” does not exist in the calendar or on the clock
      found: 31/31/2025
      expected: a day and an hour that exist
      hint: check the day of the month and the hour in the source; until then the event has no date
    folder/table.csv: row 5, column 3 (when): error: “soon” is not a date in EDTF notation
      found: soon
      expected: a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]
      hint: write year-month-day; `~` approximate, `?` uncertain, X for an unknown digit, {"between": [a, b]} for one moment between two; until then the event has no date
    "#);
}

#[test]
fn ragged_rows_and_wrong_cells_are_told_by_row_and_column() {
    let said = csv(b"Titel;ID;When;END;Color;importance;certainty;zone
A;1;2025-01-05;2025-01-01;red;9;sure;Mars
B;1;2025-01-05;;;;;;surplus
C;2
");
    insta::assert_snapshot!(said, @r#"
    folder/table.csv: row 1, column 1 (Titel): note: the column “Titel” is not known
      hint: perhaps “title” was meant; as it stands it is kept and not used
    folder/table.csv: row 2: error: the row has no title
      expected: a short text for the picture
      hint: until it has one, its description or id is shown
    folder/table.csv: row 2, column 4 (END): error: “2025-01-05/2025-01-01” ends before it starts
      found: 2025-01-05/2025-01-01
      expected: an end that does not precede its start
      hint: swap the two dates, or correct one; until then the event has no date
    folder/table.csv: row 2, column 6 (importance): error: “importance” cannot be read
      found: 9
      expected: 1, 2 or 3
      hint: it is read as 2
    folder/table.csv: row 2, column 7 (certainty): error: “certainty” cannot be read
      found: sure
      expected: high, medium or low
      hint: it is read as medium
    folder/table.csv: row 2, column 8 (zone): error: there is no time zone “Mars”
      found: Mars
      expected: an IANA name such as Europe/Rome, or a distance such as UTC+1
      hint: correct the name; until then the zone of the case is used
    folder/table.csv: row 3: error: the row has no title
      expected: a short text for the picture
      hint: until it has one, its description or id is shown
    folder/table.csv: row 3, column 2 (ID): error: the id “1” is given to two rows
      found: 1
      expected: an id that no other row has
      hint: the first is row 2; this one is called “1-2” here
    folder/table.csv: row 3, column 9: error: the row has 9 fields
      found: surplus
      expected: 8 fields, as in the first row
      hint: put a field in which the delimiter stands into quotes; what is too much is kept with the event
    folder/table.csv: row 4: error: the row has no title
      expected: a short text for the picture
      hint: until it has one, its description or id is shown
    folder/table.csv: row 4, column 2: error: the row has only 2 fields
      found: 2
      expected: 8 fields, as in the first row
      hint: add the delimiters; the fields that are missing are read as empty
    "#);
}

#[test]
fn a_table_without_known_headings_says_which_there_are() {
    let said = csv(b"a,b\n1,2\n");
    insta::assert_snapshot!(said, @r#"
    folder/table.csv: row 1: error: the first row names no known column
      found: a,b
      expected: id, title, when, end, zone, lane, kind, place, actors, description, certainty, importance, source, url, pinpoint, facts, thread, claims, note, document_date, publication_date
      hint: put the names of the columns into the first row; title and when are enough
    "#);
}

#[test]
fn a_quote_that_is_never_closed_is_told() {
    let said = csv(b"title,when\n\"A,2025\nB,2024\n");
    insta::assert_snapshot!(said, @r#"
    folder/table.csv: error: a quote is never closed
      expected: quotes in pairs; a quote inside a quoted field is written twice
      hint: look at the last row that was read: it holds all that follows the quote
    folder/table.csv: row 2, column 1: error: the row has only 1 fields
      found: A,2025 B,2024
      expected: 2 fields, as in the first row
      hint: add the delimiters; the fields that are missing are read as empty
    "#);
}

#[test]
fn the_order_of_the_dates_settles_them() {
    let options = CsvOptions { date_order: Some(DateOrder::MonthFirst), zone: None };
    let read = read_csv("t.csv", b"title,when\nA,03/04/2025\nB,04/25/2025 9:30\n", options);
    let dates: Vec<String> =
        read.value.events.iter().filter_map(|e| e.when.as_ref()).map(When::text).collect();
    assert_eq!(dates, ["2025-03-04", "2025-04-25T09:30"]);
    assert_eq!(super::said(&read), "");
}

#[test]
fn every_documented_column_finds_its_place() {
    let text = "\u{FEFF}id\ttitle\twhen\tend\tzone\tlane\tkind\tplace\tactors\tdescription\tcertainty\timportance\tsource\turl\tpinpoint\tfacts\tthread\tclaims\tnote\tdocument_date\tpublication_date\tfolder\r\n\
        e1\tArrest\t2025-01-19\t2025-01-21\tEurope/Rome\tPolice\tarrest\tTurin\tPolice; Interpol\tAt a hotel\tHigh\t1\tPress\thttps://example.org\tp. 3\tarrest.made; custody.ordered\tarrest\t2025-01-18 (a report); 2025-01-20\tNote\t2025-01-22\t2025-01-23\tgreen\r\n\
        e2\tRelease\t\"2025-01-21\"\t\tEurope/Rome\tCourt\t\t\t\t\t\t\tPress\thttps://example.org\t\t\t\t\t\t\t\t\r\n";
    let read = read_csv("folder/my case.csv", text.as_bytes(), CsvOptions::default());
    assert_eq!(read.diagnostics.len(), 1, "{}", super::said(&read));
    let case = read.value;
    assert_eq!((case.title.as_str(), case.zone.as_deref()), ("my case", Some("Europe/Rome")));
    assert_eq!((case.lanes.len(), case.sources.len(), case.events.len()), (2, 1, 2));
    let written = serde_json::to_value(&case.events[0]).unwrap();
    let expected = serde_json::json!({
        "id": "e1", "title": "Arrest", "kind": "arrest",
        "facts": [
            { "fact": "arrest.made", "thread": "arrest" },
            { "fact": "custody.ordered", "thread": "arrest" }
        ],
        "lane": "Police", "when": "2025-01-19/2025-01-21",
        "claims": [
            { "id": "e1-1", "when": "2025-01-18", "note": "a report" },
            { "id": "e1-2", "when": "2025-01-20" }
        ],
        "place": "Turin", "actors": ["Police", "Interpol"], "description": "At a hotel",
        "certainty": "high", "importance": 1,
        "sources": [{ "source": case.sources[0].id.as_str(), "pinpoint": "p. 3" }],
        "document_date": "2025-01-22", "publication_date": "2025-01-23", "note": "Note",
        "folder": "green"
    });
    assert_eq!(written, expected);
}

#[test]
fn a_row_whose_date_cannot_be_read_is_kept_with_its_text() {
    let read = read_csv(
        "t.csv",
        b"title,when,end\nA,soon,\nB,2025-01-05,2025-01-01\n",
        CsvOptions::default(),
    );
    let texts: Vec<String> =
        read.value.events.iter().filter_map(|e| e.when.as_ref()).map(When::text).collect();
    assert_eq!(texts, ["soon", "2025-01-05/2025-01-01"]);
    assert!(read.value.events.iter().all(|e| e.when.as_ref().is_some_and(|w| w.form().is_none())));
}

#[test]
fn the_delimiter_is_told_by_the_headings() {
    for text in [
        "title;when\nA, B;2025\n",
        "title|when\nA, B|2025\n",
        "sep=;\ntitle;when\nA, B;2025\n",
        "\"title\",\"when\"\n\"A, B\",2025\n",
    ] {
        let read = read_csv("t.csv", text.as_bytes(), CsvOptions::default());
        assert_eq!(super::said(&read), "", "{text}");
        assert_eq!(read.value.events[0].title, "A, B");
    }
}

#[test]
fn the_sample_table_is_read_without_a_word() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/arrest-and-hearing.csv");
    let read = crate::read::read_path(&path, CsvOptions::default()).unwrap();
    assert_eq!(super::said(&read), "");
    assert_eq!(read.value.zone.as_deref(), Some("Europe/Oslo"));
    assert_eq!((read.value.events.len(), read.value.sources.len()), (3, 1));
}

#[test]
fn an_id_that_all_rows_have_is_numbered_without_looking_from_the_start_each_time() {
    let text = "id,title,when\n".to_owned() + &"J1,Arrest,2024-03-06\n".repeat(30_000);
    let began = std::time::Instant::now();
    let read = read_csv("t.csv", text.as_bytes(), CsvOptions::default());
    let ids: std::collections::BTreeSet<_> = read.value.events.iter().map(|e| &e.id).collect();
    assert_eq!(ids.len(), 30_000);
    assert_eq!(read.value.events[29_999].id.as_str(), "J1-30000");
    // Looked for from the start it is half a billion looks, which take minutes.
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}
