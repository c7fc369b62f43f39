//! A row of a layer as an event of the case, with the place that it came from.

mod time;

use super::words::row_words;
use super::{LayerLook, clock_words};
use crate::case::edit::{free_event_id, free_lane_id, free_source_id};
use crate::case::{
    Case, Edit, Event, EventId, Extra, FileHash, Lane, LaneId, Op, Source, SourceId, SourceRef,
    sha256_hex,
};
use crate::date::Zone;
use crate::layer::{Layer, Row};
use serde_json::{Value, json};

/// Letters of a title that a mark can still show; the whole cell is a field of the event.
const TITLE: usize = 160;

/// Where an event keeps from which row it was made: the hash of its bytes, and its number in the file.
const ROW_HASH: &str = "row_sha256";
const ROW_NUMBER: &str = "row_number";
const ROW_FILE: &str = "row_file";

/// The algorithm of hashes of files, as it is named in a case.
const ALGORITHM: &str = "SHA-256";

/// What pinning a row means.
#[derive(Debug, Clone, PartialEq)]
pub enum Pinned {
    /// It was pinned before, as this event.
    Already(EventId),
    /// This change makes the event of that name.
    New(Box<Edit>, EventId),
}

/// The event that was made of a row.
#[must_use]
pub fn pinned_as<'c>(case: &'c Case, file: &str, row: &Row) -> Option<&'c Event> {
    let pinned = |e: &&Event| {
        e.extra.get(ROW_NUMBER).and_then(Value::as_u64) == Some(row.number)
            && e.extra.get(ROW_FILE).and_then(Value::as_str) == Some(file)
    };
    let mut found = case.events.iter().filter(pinned).peekable();
    found.peek()?;
    // A file of the same name that holds something else in this row is another file.
    let hash = sha256_hex(&row.raw);
    found.find(|e| e.extra.get(ROW_HASH).and_then(Value::as_str) == Some(hash.as_str()))
}

/// The code of the lane of a row.
#[must_use]
pub fn lane_of(layer: &Layer, row: &Row) -> usize {
    let name = layer.schema.lane.and_then(|n| row.cells.get(n)).map_or("", String::as_str);
    layer.lanes().iter().position(|l| l == name).unwrap_or(0)
}

/// The rows of a layer that are events of the case.
pub fn pinned_rows<'a>(
    case: &'a Case,
    file: &'a str,
    layer: &'a Layer,
) -> impl Iterator<Item = Row> + 'a {
    let of_file = |e: &&Event| e.extra.get(ROW_FILE).and_then(Value::as_str) == Some(file);
    case.events.iter().filter(of_file).filter_map(|event| {
        let row = layer.glance(event.extra.get(ROW_NUMBER)?.as_u64()?)?;
        // A file of the same name that holds something else in this row is another file.
        let hash = event.extra.get(ROW_HASH).and_then(Value::as_str)?;
        (sha256_hex(&row.raw) == hash).then_some(row)
    })
}

/// Makes an event of a row: its exact time with the offset that it was written with, its cells as fields, and the
/// file as its source. `sha256` is that of the file, where it is known; `zone` that of hours without one.
#[must_use]
pub fn pin(
    case: &Case,
    (layer, look): (&Layer, &LayerLook),
    row: &Row,
    sha256: Option<&str>,
    zone: Zone,
) -> Pinned {
    if let Some(event) = pinned_as(case, &look.name, row) {
        return Pinned::Already(event.id.clone());
    }
    let place = row_words(layer, row);
    let mut ops = Vec::new();
    let lane = case_lane(case, look, &mut ops);
    let source = source_of(case, look, sha256, &mut ops);
    let id = free_event_id(case);
    let title = title(layer, row).unwrap_or_else(|| format!("{}, {place}", look.name));
    let pinpoint = match row.line {
        Some(line) => format!("{place}, line {line}"),
        None => place.clone(),
    };
    let mut note = format!("From {place} of {}", look.name);
    if layer.clock != 0 {
        let by = clock_words(layer.clock);
        let file = time::exact(row.start.saturating_sub(layer.clock), Zone::UTC);
        note.push_str(&format!(
            "; the clock of the file was put right: {by}, which has {file} (UTC)"
        ));
    }
    let time::Timed { when, zone: clock, supposed } = time::timed(layer, row, zone);
    if let Some(supposed) = supposed {
        note.push_str(&format!("; {supposed}"));
    }
    let event = Event {
        title: title.clone(),
        when,
        zone: clock.filter(|zone| *zone != case.zone()).map(|zone| zone.to_string()),
        sources: vec![SourceRef { pinpoint: Some(pinpoint), ..SourceRef::to(source) }],
        note: Some(note),
        extra: fields(layer, look, row),
        ..Event::new(id.clone(), lane)
    };
    ops.push(Op::Event(None, Box::new(event)));
    let edit = Edit { label: format!("Pin “{title}”"), ops, ..Edit::default() };
    Pinned::New(Box::new(edit), id)
}

/// The lane of the case that is called as the layer, made where there is none.
fn case_lane(case: &Case, look: &LayerLook, ops: &mut Vec<Op>) -> LaneId {
    if let Some(lane) = case.lanes.iter().find(|l| l.title == look.name) {
        return lane.id.clone();
    }
    let id = free_lane_id(case);
    let subtitle = Some("Rows that were pinned".to_owned());
    let lane = Lane { id: id.clone(), title: look.name.clone(), subtitle, ..Lane::default() };
    ops.push(Op::Lane(None, Box::new(lane)));
    id
}

/// The file as a source of the case. Its path is not written: it says more of a machine than of a source.
fn source_of(case: &Case, look: &LayerLook, sha256: Option<&str>, ops: &mut Vec<Op>) -> SourceId {
    let same = |s: &&Source| {
        let hash = s.hash.as_ref().map(|h| h.value.as_str());
        s.original_filename.as_deref() == Some(look.name.as_str()) && hash == sha256
    };
    if let Some(source) = case.sources.iter().find(same) {
        return source.id.clone();
    }
    let id = free_source_id(case);
    let hash = sha256.map(|v| FileHash { algorithm: ALGORITHM.to_owned(), value: v.to_owned() });
    let source = Source {
        id: id.clone(),
        title: look.name.clone(),
        original_filename: Some(look.name.clone()),
        hash,
        ..Source::default()
    };
    ops.push(Op::Source(None, Box::new(source)));
    id
}

/// The cell that labels a row, else the longest one: the first is often a number or the time.
fn title(layer: &Layer, row: &Row) -> Option<String> {
    let named = layer.schema.title.and_then(|n| row.cells.get(n));
    let text = named.filter(|c| !c.trim().is_empty());
    let text = text.or_else(|| row.cells.iter().max_by_key(|c| c.len()))?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    if words.is_empty() {
        return None;
    }
    if words.chars().count() <= TITLE {
        return Some(words);
    }
    Some(words.chars().take(TITLE - 1).chain(['…']).collect())
}

/// True for names that have a meaning of their own in an event; a heading of that name gets another one.
fn is_own(heading: &str) -> bool {
    let name = heading.to_lowercase();
    Event::FIELDS.contains(&name.as_str()) || ["source", "fact", "thread"].contains(&name.as_str())
}

/// Every cell under its heading, and where the row stands.
fn fields(layer: &Layer, look: &LayerLook, row: &Row) -> Extra {
    let mut fields = Extra::new();
    for (n, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let heading = layer.schema.columns.get(n).map(|c| c.name.trim()).unwrap_or_default();
        let mut name = match heading {
            "" => format!("Column {}", n + 1),
            own if is_own(own) => format!("{own} in the file"),
            other => other.to_owned(),
        };
        if fields.contains_key(&name) {
            name = format!("{name} ({})", n + 1);
        }
        fields.insert(name, json!(cell));
    }
    fields.insert(ROW_FILE.to_owned(), json!(look.name));
    fields.insert(ROW_NUMBER.to_owned(), json!(row.number));
    fields.insert(ROW_HASH.to_owned(), json!(sha256_hex(&row.raw)));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::{Column, Schema};
    use crate::state::Document;
    use std::sync::Arc;

    fn layer(clock: i64) -> Layer {
        let column = |name: &str| Column { name: name.to_owned(), ..Column::default() };
        let columns = ["time", "Title", "Note", "x"].map(column).into_iter().collect();
        let schema =
            Arc::new(Schema { columns, title: Some(1), headed: true, ..Schema::default() });
        Layer {
            name: "a.csv".into(),
            schema,
            segments: Vec::new(),
            clock,
            complete: true,
            left_out: 0,
            cut: false,
        }
    }

    fn row(clock: i64) -> Row {
        let cells = ["2025-01-19 09:30:00.250+01:00", "Logon of bob", "n", ""];
        Row {
            number: 1232,
            line: Some(1234),
            start: 1_737_275_400_250_000 + clock,
            end: None,
            day: None,
            end_day: None,
            cells: cells.map(str::to_owned).to_vec(),
            raw: b"raw".to_vec(),
        }
    }

    fn pinned(case: &Case, clock: i64) -> Pinned {
        let look = LayerLook { name: "a.csv".into(), ..LayerLook::default() };
        pin(case, (&layer(clock), &look), &row(clock), Some("ab"), Zone::UTC)
    }

    fn done(clock: i64) -> (Document, EventId) {
        let mut document = Document::new(Arc::new(Case::default()), 1);
        let Pinned::New(edit, id) = pinned(&document.case, clock) else { panic!("not new") };
        document.edit(*edit).unwrap();
        (document, id)
    }

    #[test]
    fn a_row_becomes_an_event_with_its_time_its_cells_and_its_place() {
        let (document, id) = done(0);
        let case = &document.case;
        let event = case.event(&id).unwrap();
        assert_eq!(event.when.as_ref().unwrap().text(), "2025-01-19T09:30:00.25+01:00");
        assert_eq!(event.title, "Logon of bob");
        assert_eq!(event.sources[0].pinpoint.as_deref(), Some("row 1234, line 1234"));
        let source = case.source(&event.sources[0].source).unwrap();
        assert_eq!(source.hash.as_ref().unwrap().value, "ab");
        assert_eq!(event.extra["Note in the file"], "n");
        assert_eq!(event.extra["row_sha256"], sha256_hex(b"raw"));
        assert!(!event.extra.contains_key("x"), "an empty cell says nothing");
        assert_eq!(case.lane(&event.lane).unwrap().title, "a.csv");
        // What is written is read again as it was.
        let text = crate::read::write_case(case, None);
        let again = crate::read::read_bytes("a.json", text.as_bytes(), Default::default());
        assert_eq!(again.value.events, case.events);
    }

    #[test]
    fn a_row_is_pinned_once_and_another_one_shares_lane_and_source() {
        let (mut document, id) = done(0);
        assert_eq!(pinned(&document.case, 0), Pinned::Already(id));
        let look = LayerLook { name: "a.csv".into(), ..LayerLook::default() };
        let other = Row { number: 7, ..row(0) };
        let two = pin(&document.case, (&layer(0), &look), &other, Some("ab"), Zone::UTC);
        let Pinned::New(edit, _) = two else { panic!("it is another row") };
        document.edit(*edit).unwrap();
        let case = &document.case;
        assert_eq!((case.events.len(), case.lanes.len(), case.sources.len()), (2, 1, 1));
        document.undo();
        document.undo();
        assert_eq!((document.case.events.len(), document.case.lanes.len()), (0, 0));
    }

    /// The date, the zone and the note of the event of a row of a text.
    fn of_text(text: &str, zone: &str) -> (String, Option<String>, String) {
        use crate::read::bulk::{BulkPlan, Control, read_bulk, source_of};
        let stop = std::sync::atomic::AtomicBool::new(false);
        let control = Control { stop: &stop, progress: &|_| {}, publish: &|_| {}, threads: 1 };
        let text = crate::layer::Text::Held(text.as_bytes().to_vec());
        let source = source_of("a.csv", text, &Default::default(), &control).unwrap();
        let zone = Zone::parse(zone);
        let plan = BulkPlan { zone, ..BulkPlan::guess(source.text.bytes()).unwrap() };
        let layer = read_bulk(&source, &plan, &control).unwrap().layer;
        let look = LayerLook { name: "a.csv".into(), ..LayerLook::default() };
        let row = layer.row(0).unwrap();
        let (case, zone) = (Case::default(), zone.unwrap());
        let Pinned::New(edit, _) = pin(&case, (&layer, &look), &row, None, zone) else {
            panic!("not new")
        };
        let event = edit.ops.iter().find_map(|op| match op {
            Op::Event(_, event) => Some(event),
            _ => None,
        });
        let event = event.unwrap();
        let when = event.when.as_ref().unwrap().text().to_owned();
        (when, event.zone.clone(), event.note.clone().unwrap())
    }

    #[test]
    fn a_day_stays_a_day_in_every_zone() {
        for zone in ["America/New_York", "UTC", "Pacific/Kiritimati"] {
            let (when, own, note) = of_text("date,message\n2024-01-10,a\n", zone);
            assert_eq!((when.as_str(), own), ("2024-01-10", None), "{zone}");
            assert_eq!(note, "From row 2 of a.csv");
        }
        let (when, ..) = of_text("start,end,message\n2024-01-10,2024-01-12,a\n", "UTC");
        assert_eq!(when, "2024-01-10/2024-01-12");
    }

    #[test]
    fn an_hour_that_came_twice_or_never_is_no_surer_than_its_row() {
        let row = |at: &str| of_text(&format!("time,message\n{at},a\n"), "Europe/Rome");
        let (when, own, note) = row("2024-10-27 02:30:00.5");
        assert_eq!(
            (when.as_str(), own.as_deref()),
            ("2024-10-27T02:30:00.500", Some("Europe/Rome"))
        );
        assert!(note.contains("showed this hour twice"), "{note}");
        let (when, _, note) = row("2024-03-31 02:30");
        assert_eq!(when, "2024-03-31T02:30:00");
        assert!(note.contains("never showed"), "{note}");
        let (when, own, note) = row("2024-07-01 02:30");
        assert_eq!((when.as_str(), own), ("2024-07-01T02:30:00+02:00", None));
        assert!(note.contains("read as Europe/Rome"), "{note}");
        let (when, _, note) = row("2024-10-27T02:30:00+01:00");
        assert_eq!(
            (when.as_str(), note.as_str()),
            ("2024-10-27T02:30:00+01:00", "From row 2 of a.csv")
        );
    }

    #[test]
    fn a_clock_that_was_put_right_is_told() {
        let (document, id) = done(7_200_000_000);
        let event = document.case.event(&id).unwrap();
        assert_eq!(event.when.as_ref().unwrap().text(), "2025-01-19T11:30:00.25+01:00");
        assert!(event.note.as_deref().unwrap().contains("2 h later"), "{:?}", event.note);
    }
}
