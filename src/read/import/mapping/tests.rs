mod again;
mod belonging;
mod columns;
mod floods;
mod habits;
mod hours;
mod known;
mod measures;
mod numbers;
mod oddities;
mod order;
mod zones;

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
