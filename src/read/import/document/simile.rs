//! SIMILE Timeline: JSON, scripts and XML.
//!
//! A moment that lies between a start and an end, and ends that lie between two dates, are carried as bounds. Its
//! Gregorian notation (`May 28 2006 00:00:00 GMT`) cannot leave out the hour: midnight is read as the day there.

use super::book::{Book, keep_field, one_line};
use super::dates;
use super::decode;
use super::html;
use super::json::{self, Lines, field, list, truth};
use super::told::Place;
use super::xml;
use crate::case::Event;
use crate::date::When;
use crate::read::import::Input;
use crate::read::node::Kind;
use serde_json::Value;

/// An event as the file writes it.
#[derive(Debug, Default)]
struct Record {
    line: usize,
    /// Its fields by their long names.
    fields: Vec<(String, Value)>,
}

/// The short names that the program takes too.
const SHORT: [(&str, &str); 8] = [
    ("eid", "eventID"),
    ("s", "start"),
    ("e", "end"),
    ("ls", "latestStart"),
    ("ee", "earliestEnd"),
    ("d", "description"),
    ("de", "durationEvent"),
    ("t", "title"),
];

/// Fields that say how a mark looks.
const LOOKS: [&str; 8] =
    ["icon", "color", "textColor", "classname", "c", "tapeImage", "tapeRepeat", "trackNum"];

impl Record {
    fn put(&mut self, name: &str, value: Value) {
        let long = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| *long);
        self.fields.push((long.to_owned(), value));
    }

    fn get(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        match found {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            _ => String::new(),
        }
    }
}

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    let is_xml = text.trim_start().starts_with('<');
    let records = if is_xml { from_xml(&text, book) } else { from_json(&text, &input.name, book) };
    let mut midnights = 0_usize;
    for record in &records {
        let Some(place) = book.record(record.line) else { return };
        midnights += DATES.iter().filter(|name| whole_day(&record.get(name)).is_some()).count();
        event(record, place, !is_xml, book);
    }
    if midnights > 0 {
        let told = format!(
            "{midnights} dates stand at midnight in a notation that always has an hour; they are read as days"
        );
        book.tell(Place::FILE.note(told));
    }
}

fn from_xml(text: &str, book: &mut Book<'_>) -> Vec<Record> {
    let Some(root) = xml::parse(text, book) else { return Vec::new() };
    if !matches!(root.name.as_str(), "data" | "timeline" | "events") {
        book.tell(
            Place::on_line(root.line)
                .warning(format!("the file begins with <{}>", root.name))
                .expected("<data>"),
        );
    }
    for (name, value) in &root.attributes {
        keep_field(&mut book.case.extra, "SIMILE", name, Value::from(value.clone()));
    }
    let inner = root.child("events").unwrap_or(&root);
    let events = inner.all("event");
    events
        .map(|e| {
            let mut record = Record { line: e.line, ..Record::default() };
            for (name, value) in &e.attributes {
                record.put(name, Value::from(value.clone()));
            }
            // Dates and titles as elements are found as well.
            for child in &e.children {
                record.put(&child.name, Value::from(child.whole_text().trim()));
            }
            let inside = e.text.trim();
            if !inside.is_empty() {
                record.put("description", Value::from(inside));
            }
            record
        })
        .collect()
}

fn from_json(text: &str, name: &str, book: &mut Book<'_>) -> Vec<Record> {
    let lines = Lines::of(text);
    let roots = json::roots(text, book, name);
    let root = roots.iter().map(|r| &r.value).find(|n| n.get("events").is_some());
    let dated =
        |n: &&crate::read::node::Node| list(Some(n)).iter().any(|e| e.get("start").is_some());
    let root = root.or_else(|| roots.iter().map(|r| &r.value).find(dated));
    let Some(root) = root else {
        book.tell(
            Place::FILE
                .error("there is no list of events")
                .field("events")
                .expected("an object with “events”"),
        );
        return Vec::new();
    };
    for member in root.members().iter().filter(|m| m.key != "events") {
        keep_field(&mut book.case.extra, "SIMILE", &member.key, json::value(&member.value));
    }
    let title = field(root, "title");
    if !title.is_empty() {
        book.case.title = one_line(&html::plain(&title));
    }
    let mut records = Vec::new();
    let mut negated = 0_usize;
    for node in list(root.get("events").or(Some(root))) {
        let mut record = Record { line: lines.line(node), ..Record::default() };
        if matches!(node.kind, Kind::Object(_)) {
            for member in node.members() {
                record.put(&member.key, json::value(&member.value));
            }
            // In JSON, isDuration says the contrary of its name; the program has kept to that, whatever stands beside it.
            if truth(node.get("isDuration")) == Some(true) {
                negated += 1;
                record.fields.retain(|(name, _)| name != "durationEvent");
                record.put("durationEvent", Value::Bool(false));
            }
        } else {
            book.tell(
                Place::on_line(record.line)
                    .error("this event is no object; it was left out")
                    .found(node.to_value().to_string()),
            );
            continue;
        }
        records.push(record);
    }
    if negated > 0 {
        book.tell(
            Place::FILE
                .note(format!(
                    "{negated} events say isDuration: SIMILE takes that in JSON as a moment between start and end, and so it is read"
                ))
                .field("isDuration")
                .hint("write “durationEvent”: true in place of it where something lasted"),
        );
    }
    records
}

/// The four dates of an event.
const DATES: [&str; 4] = ["start", "latestStart", "earliestEnd", "end"];

/// The day of a midnight in the Gregorian notation.
fn whole_day(text: &str) -> Option<String> {
    // ISO 8601 can leave out the hour: whoever wrote it there meant it.
    if !text.chars().next().is_some_and(char::is_alphabetic) && !text.contains(' ') {
        return None;
    }
    let (date, _) = dates::written(text, None, crate::date::Zone::UTC).ok()?;
    let (day, clock) = date.split_once('T')?;
    let hour: String = clock.chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    (hour == "00:00").then(|| day.to_owned())
}

fn event(record: &Record, place: Place, json: bool, book: &mut Book<'_>) {
    let wanted = [record.get("eventID"), record.get("id")].into_iter().find(|t| !t.is_empty());
    let id = book.id(wanted.as_deref(), place, "id");
    let lane = book.lane(&record.get("lane"));
    let mut event = Event::new(id, lane);
    let (title, description) = (record.get("title"), record.get("description"));
    event.title = book.title(
        &[&html::decode_entities(&title), &record.get("caption"), &description],
        place,
        "title",
    );
    event.description = Some(html::plain(&html::decode_entities(&description)))
        .filter(|d| !d.is_empty() && *d != event.title);
    let [start, latest, earliest, end] = DATES.map(|name| {
        let text = record.get(name);
        let found = if text.is_empty() { None } else { book.date(&text, place, name) };
        found.map(|date| whole_day(&text).unwrap_or(date))
    });
    let lasting = match record.get("durationEvent").to_lowercase().as_str() {
        "true" => true,
        "false" => false,
        // XML: a moment unless it says otherwise; JSON: something that lasted.
        _ => json || record.get("isDuration") == "true",
    };
    if start.is_none() && record.get("start").is_empty() {
        book.tell(place.error("the event has no start").field("start").expected("a date"));
    }
    event.when = bounds([start, latest, earliest, end], lasting, place, book);
    if event.when.as_ref().is_none_or(|w| w.problem().is_some()) && !record.get("start").is_empty()
    {
        event.when = Some(super::book::kept(&record.get("start")));
    }
    event.sources.extend(book.source("", &record.get("link")));
    for name in LOOKS.iter().filter(|name| !record.get(name).is_empty()) {
        book.leave(
            &format!("{name} of events"),
            event.id.as_str(),
            "marks follow the kind of an event and the theme",
        );
    }
    let known = ["eventID", "id", "title", "description", "durationEvent", "isDuration", "link"];
    for (name, value) in &record.fields {
        let unread =
            DATES.contains(&name.as_str()) && (event.when.is_none() || !is_in(&event.when, value));
        let other = !DATES.contains(&name.as_str())
            && !known.contains(&name.as_str())
            && !LOOKS.contains(&name.as_str());
        if unread || other {
            keep_field(&mut event.extra, "SIMILE", name, value.clone());
        }
    }
    book.add(event);
}

/// True where a date of the record has come into that of the event.
fn is_in(when: &Option<When>, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let Ok((date, _)) = dates::written(text, None, crate::date::Zone::UTC) else { return false };
    let date = whole_day(text).unwrap_or(date);
    when.as_ref().is_some_and(|w| w.text().contains(&date))
}

/// The date with its bounds.
fn bounds(
    four: [Option<String>; 4],
    lasting: bool,
    place: Place,
    book: &mut Book<'_>,
) -> Option<When> {
    let [start, latest, earliest, end] = four;
    let start = start.or_else(|| latest.clone())?;
    let one = |from: &str, to: &str, place: Place, book: &mut Book<'_>| {
        if from == to {
            return book.when(from, place, "start");
        }
        match When::between(from, to) {
            Ok(when) => when,
            Err(problem) => {
                book.bad_date(&format!("{from} to {to}"), &problem, place, "end");
                super::book::kept(from)
            }
        }
    };
    let Some(end) = end.or_else(|| earliest.clone()) else {
        return Some(one(&start, latest.as_deref().unwrap_or(&start), place, book));
    };
    if !lasting {
        // A moment: it lies somewhere from the first to the last of its dates.
        return Some(one(&start, &end, place, book));
    }
    let (latest, earliest) =
        (latest.unwrap_or_else(|| start.clone()), earliest.unwrap_or_else(|| end.clone()));
    if start == latest && earliest == end {
        let whole = if start == end { start } else { format!("{start}/{end}") };
        return Some(book.when(&whole, place, "end"));
    }
    let side = |a: &str, b: &str| if a == b { a.to_owned() } else { format!("[{a}..{b}]") };
    let text = format!("{}/{}", side(&start, &latest), side(&earliest, &end));
    if When::parse(&text).is_ok() {
        return Some(super::book::kept(&text));
    }
    book.tell(
        place
            .warning("bounds with hours cannot stand at the end of a stretch of time; its outer dates are read")
            .field("latestStart")
            .found(format!("{latest}, {earliest}"))
            .expected("days at the ends, or no bounds")
            .hint("latestStart and earliestEnd are kept as fields of the event"),
    );
    Some(book.when(&format!("{start}/{end}"), place, "end"))
}
