//! Forensic Architecture's timemap: events that name their sources by id.
//!
//! Dates are month, day, year, as the program that draws them reads them (`MM/DD/YYYY`); dates in ISO 8601 are
//! read as well. Hours name no zone. The precision beside a date is heard where it says `day`, `month` or `year`.

use super::book::{Book, keep_field};
use super::dates;
use super::decode;
use super::html;
use super::json::{self, Lines, field, list, scalar};
use super::told::Place;
use crate::case::{Event, Source, SourceId, SourceRef};
use crate::date::{DateOrder, Zone};
use crate::read::diagnostic::shorten;
use crate::read::import::Input;
use crate::read::node::{Kind, Node};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    let lines = Lines::of(&text);
    let roots = json::roots(&text, book, &input.name);
    let Some(root) = roots.first().map(|r| &r.value) else { return };
    let mut sources = Sources::default();
    sources.gather(root.get("sources"), book);
    let associations = titles(root.get("associations"));
    let events = root.get("events").or(Some(root).filter(|n| matches!(n.kind, Kind::List(_))));
    if events.is_none() {
        book.tell(
            Place::FILE
                .error("there is no list of events")
                .field("events")
                .expected("a list, or an object with “events”"),
        );
    }
    let order = date_order(events, book);
    for record in list(events) {
        let Some(place) = book.record(lines.line(record)) else { return };
        if json::is_object(record, place, "event", book) {
            event(record, place, &mut sources, &associations, order, book);
        }
    }
    for member in root.members() {
        if !["events", "sources"].contains(&member.key.as_str()) {
            keep_field(&mut book.case.extra, "timemap", &member.key, json::value(&member.value));
        }
    }
}

/// Titles of associations by their ids.
fn titles(node: Option<&Node>) -> BTreeMap<String, String> {
    let all = list(node).iter();
    all.map(|a| (field(a, "id"), field(a, "title")))
        .filter(|(id, title)| !id.is_empty() && !title.is_empty())
        .collect()
}

/// The sources of the file.
#[derive(Default)]
struct Sources {
    known: BTreeMap<String, SourceId>,
    told: BTreeSet<String>,
}

impl Sources {
    /// A list of sources, or an object with a source for each id.
    fn gather(&mut self, node: Option<&Node>, book: &mut Book<'_>) {
        let pairs: Vec<(String, &Node)> = match node.map(|n| &n.kind) {
            Some(Kind::Object(members)) => {
                members.iter().map(|m| (m.key.clone(), &m.value)).collect()
            }
            _ => list(node).iter().map(|n| (field(n, "id"), n)).collect(),
        };
        for (key, node) in pairs {
            let id =
                [field(node, "id"), key].into_iter().find(|i| !i.is_empty()).unwrap_or_default();
            if id.is_empty() {
                continue;
            }
            if self.known.contains_key(&id) {
                book.tell(
                    Place::FILE
                        .warning(format!(
                            "the id “{}” is given to two sources; the first is used",
                            shorten(&id)
                        ))
                        .field("sources"),
                );
                continue;
            }
            self.known.insert(id.clone(), SourceId::from(id.clone()));
            book.case.sources.push(source(&id, node));
        }
    }
}

fn source(id: &str, node: &Node) -> Source {
    let text = |key: &str| Some(html::plain(&field(node, key))).filter(|t| !t.is_empty());
    let paths: Vec<String> =
        list(node.get("paths")).iter().map(|p| scalar(Some(p))).filter(|p| !p.is_empty()).collect();
    let web = |p: &&String| p.starts_with("http://") || p.starts_with("https://");
    let mut source = Source {
        id: id.into(),
        title: text("title").unwrap_or_else(|| id.to_owned()),
        author: text("author"),
        url: text("url").or_else(|| paths.iter().find(web).cloned()),
        context: text("description"),
        note: text("notes"),
        date: text("date")
            .and_then(|d| dates::written(&d, Some(DateOrder::MonthFirst), Zone::UTC).ok())
            .map(|(d, _)| super::book::kept(&d)),
        ..Source::default()
    };
    let known = ["id", "title", "author", "url", "description", "notes", "date"];
    for member in node.members() {
        let unread_date = member.key == "date" && source.date.is_none();
        if unread_date || !known.contains(&member.key.as_str()) {
            let name = if unread_date { "date as written" } else { &member.key };
            keep_field(&mut source.extra, "timemap", name, json::value(&member.value));
        }
    }
    source
}

/// The order of day and month: as given, else month first as in the program, unless a date can only be day first.
fn date_order(events: Option<&Node>, book: &mut Book<'_>) -> DateOrder {
    if let Some(order) = book.order() {
        return order;
    }
    let mut seen = [0_usize; 2];
    for event in list(events) {
        let date = field(event, "date");
        let mut parts = date.split('/').map(|p| p.trim().parse::<u32>().unwrap_or(0));
        let (a, b) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        if let (13..=31, 1..=12) = (a, b) {
            seen[0] += 1;
        } else if let (1..=12, 13..=31) = (a, b) {
            seen[1] += 1;
        }
    }
    match seen {
        [0, _] => DateOrder::MonthFirst,
        [n, 0] => {
            book.tell(
                Place::FILE
                    .warning(format!("{n} dates can only be day, month, year; all are read so"))
                    .field("date")
                    .expected("month, day, year, as timemap writes it"),
            );
            DateOrder::DayFirst
        }
        [n, m] => {
            book.tell(
                Place::FILE
                    .error(format!("{n} dates can only have the day first and {m} only the month; dates that can be either are read with the month first"))
                    .field("date")
                    .expected("one order throughout")
                    .hint("say which with --date-order"),
            );
            DateOrder::MonthFirst
        }
    }
}

fn event(
    record: &Node,
    place: Place,
    sources: &mut Sources,
    associations: &BTreeMap<String, String>,
    order: DateOrder,
    book: &mut Book<'_>,
) {
    let text = |key: &str| field(record, key);
    let id = [text("id"), text("civId")].into_iter().find(|i| !i.is_empty());
    let id = book.id(id.as_deref(), place, "id");
    let lane =
        [text("category"), text("type")].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let lane = book.lane(&lane);
    let mut event = Event::new(id, lane);
    let description = html::plain(&text("description"));
    let named = [text("title"), text("name")].into_iter().find(|t| !t.is_empty());
    // Events have no title there: the first sentence of the description is shown.
    event.title = match named {
        Some(title) => super::book::one_line(&html::plain(&title)),
        None => {
            let first = description.lines().next().unwrap_or_default();
            let first = first.split_once(". ").map_or(first, |(a, _)| a);
            if first.trim().is_empty() {
                book.title(&["", &text("location")], place, "description")
            } else {
                shorten(first)
            }
        }
    };
    event.description = Some(description).filter(|d| !d.is_empty() && *d != event.title);
    event.kind = text("type");
    event.place = Some(text("location")).filter(|l| !l.is_empty());
    event.note = Some(html::plain(&text("comments"))).filter(|c| !c.is_empty());
    let date = when(record, place, order, book);
    event.when = date.map(|d| book.when(&d, place, "date"));
    references(record, place, sources, &mut event, book);
    let names: Vec<Value> = list(record.get("associations"))
        .iter()
        .map(
            |a| if matches!(a.kind, Kind::Object(_)) { field(a, "title") } else { scalar(Some(a)) },
        )
        .filter(|a| !a.is_empty())
        .map(|a| Value::from(associations.get(&a).cloned().unwrap_or(a)))
        .collect();
    keep_field(&mut event.extra, "timemap", "associations", Value::from(names));
    let known = [
        "id",
        "civId",
        "title",
        "name",
        "description",
        "type",
        "location",
        "comments",
        "date",
        "time",
        "sources",
        "associations",
        "colour",
    ];
    for member in record.members().iter().filter(|m| !known.contains(&m.key.as_str())) {
        keep_field(&mut event.extra, "timemap", &member.key, json::value(&member.value));
    }
    if !text("colour").is_empty() {
        book.leave(
            "colour of events",
            event.id.as_str(),
            "colours follow the kind of an event and the theme",
        );
    }
    book.add(event);
}

/// Date, hour and precision in the notation of case files.
fn when(record: &Node, place: Place, order: DateOrder, book: &mut Book<'_>) -> Option<String> {
    let (date, time) = (field(record, "date"), field(record, "time"));
    let date = if date.is_empty() { field(record, "datetime") } else { date };
    if date.is_empty() {
        if !time.is_empty() {
            book.tell(
                place
                    .error("the hour stands without a date")
                    .field("time")
                    .found(&time)
                    .expected("a date beside it"),
            );
        }
        return None;
    }
    let day = match dates::written(&date, Some(order), Zone::UTC) {
        Ok((day, _)) => day,
        Err(problem) => {
            book.bad_date(&date, &problem, place, "date");
            return None;
        }
    };
    let precision = field(record, "time_precision").to_lowercase();
    let sharp = day.len() == 10 && day.as_bytes().get(4) == Some(&b'-');
    if sharp && precision.contains("year") {
        return Some(day.get(..4)?.to_owned());
    }
    if sharp && precision.contains("month") {
        return Some(day.get(..7)?.to_owned());
    }
    if time.is_empty() || precision.contains("day") || !sharp {
        return Some(day);
    }
    match super::clock::read(&time) {
        Some(clock) => Some(format!("{day}T{clock}")),
        None => {
            book.tell(
                place
                    .error("the hour cannot be read; the day alone is used")
                    .field("time")
                    .found(&time)
                    .expected("an hour such as 14:30"),
            );
            Some(day)
        }
    }
}

fn references(
    record: &Node,
    place: Place,
    sources: &mut Sources,
    event: &mut Event,
    book: &mut Book<'_>,
) {
    for named in list(record.get("sources")) {
        let id = match &named.kind {
            Kind::Object(_) => {
                let id = field(named, "id");
                if !id.is_empty() && !sources.known.contains_key(&id) {
                    sources.known.insert(id.clone(), SourceId::from(id.clone()));
                    book.case.sources.push(source(&id, named));
                }
                id
            }
            _ => scalar(Some(named)),
        };
        if id.is_empty() {
            continue;
        }
        if let Some(known) = sources.known.get(&id) {
            event.sources.push(SourceRef::to(known.clone()));
            continue;
        }
        if sources.told.insert(id.clone()) {
            book.tell(
                place
                    .warning("there is no source of that id in the file; its name alone is kept")
                    .field("sources")
                    .found(&id)
                    .expected("the id of a source")
                    .hint("timemap keeps its sources in a file of their own; put them beside the events as “sources”"),
            );
        }
        let made = Source { id: id.clone().into(), title: id.clone(), ..Source::default() };
        book.case.sources.push(made);
        sources.known.insert(id.clone(), id.clone().into());
        event.sources.push(SourceRef::to(id.into()));
    }
}
