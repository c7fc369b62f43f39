//! Formats in JSON, by their keys.

use super::{Container, Shape, headings};
use crate::case::FORMAT;
use crate::read::import::table::scan::{Kind, Scan};
use std::collections::{BTreeMap, BTreeSet};

/// Members of a list that are looked at.
const MEMBERS: usize = 20;

/// Tells what a JSON text is; `None` where it is none.
pub(super) fn of(text: &str, depth: usize) -> Option<(Container, Option<Shape>, String)> {
    let mut scan = Scan::new(text, depth);
    let first = scan.peek()?;
    if !matches!(first, b'{' | b'[') || !is_json(text, scan.at) {
        return None;
    }
    let start = scan.at;
    let mut look = scan;
    let ended = look.skip().is_ok();
    let several = ended && look.peek().is_some_and(|b| matches!(b, b'{' | b'['));
    // A word on a line of its own between the values is told there, and ends nothing.
    let more = ended && look.peek().is_some();
    if several || ((more || !ended) && by_lines(text)) {
        let keys = keys(Scan { at: start, ..scan });
        let header: Vec<String> = keys.keys().cloned().collect();
        let shape = headings::shape(&header, Container::JsonLines);
        let why = shape
            .as_ref()
            .map_or(String::new(), |(_, named)| format!(", with {}", named.join(", ")));
        return Some((
            Container::JsonLines,
            shape.map(|s| s.0),
            format!("a JSON value on each line{why}"),
        ));
    }
    let (shape, why) = if first == b'[' {
        let members = members(Scan { at: start, ..scan });
        (list(&members, true), "a JSON list".to_owned())
    } else {
        let keys = keys(Scan { at: start, ..scan });
        (object(&keys), "a JSON object".to_owned())
    };
    match shape {
        Some((shape, named)) => Some((Container::Json, Some(shape), format!("{why} with {named}"))),
        None => Some((Container::Json, None, why)),
    }
}

/// An INI file and a line such as `[2024-03-06] opened` begin with a bracket too.
fn is_json(text: &str, at: usize) -> bool {
    let mut scan = Scan { at, ..Scan::new(text, 1 << 16) };
    let object = scan.peek() == Some(b'{');
    scan.enter();
    match scan.peek() {
        None | Some(b'"') => true,
        Some(b'}') => object,
        Some(b']' | b'{' | b'[') => !object,
        Some(_) if object => scan.key().is_ok(),
        Some(_) => {
            // A line of a chat begins with a bracket, a date and a comma.
            let word = scan.word();
            let named = word.bytes().all(|b| b.is_ascii_alphabetic());
            (named || word.parse::<f64>().is_ok())
                && scan.peek().is_none_or(|b| b == b',' || b == b']')
        }
    }
}

/// True where most lines are a value each.
fn by_lines(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(MEMBERS);
    let (mut all, mut values) = (0_usize, 0_usize);
    for line in lines {
        all += 1;
        let closed = (line.starts_with('{') && line.ends_with('}'))
            || (line.starts_with('[') && line.ends_with(']'));
        values += usize::from(closed);
    }
    values >= 2 && values * 2 >= all
}

/// What is known of a value: its keys, or those of its members.
#[derive(Debug, Clone, Default)]
struct Value {
    kind: Option<Kind>,
    keys: BTreeSet<String>,
    /// The text, where it is short.
    text: String,
}

/// The keys of an object, with what their values are.
fn keys(mut scan: Scan<'_>) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    if scan.kind() != Ok(Kind::Object) {
        return all;
    }
    scan.enter();
    while scan.more(b'}') == Ok(true) && all.len() < 500 {
        let Ok(key) = scan.key() else { break };
        let Ok(kind) = scan.kind() else { break };
        let mut value = Value { kind: Some(kind), ..Value::default() };
        match kind {
            Kind::Array => value.keys = members(scan).into_iter().flat_map(|m| m.keys).collect(),
            Kind::Object => value.keys = names(scan),
            Kind::Text => {
                let mut text = scan;
                value.text =
                    text.string().map(|t| t.chars().take(100).collect()).unwrap_or_default();
            }
            Kind::Word => {}
        }
        all.insert(key.into_owned(), value);
        if scan.skip().is_err() {
            break;
        }
    }
    all
}

/// The names of the keys of an object.
fn names(mut scan: Scan<'_>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    scan.enter();
    while scan.more(b'}') == Ok(true) && all.len() < 500 {
        let Ok(key) = scan.key() else { break };
        all.insert(key.into_owned());
        if scan.skip().is_err() {
            break;
        }
    }
    all
}

/// The first members of a list.
fn members(mut scan: Scan<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    scan.enter();
    while scan.more(b']') == Ok(true) && all.len() < MEMBERS {
        let Ok(kind) = scan.kind() else { break };
        let keys = if kind == Kind::Object { names(scan) } else { BTreeSet::new() };
        all.push(Value { kind: Some(kind), keys, text: String::new() });
        if scan.skip().is_err() {
            break;
        }
    }
    all
}

/// The shape of an object, and the keys that say so.
fn object(keys: &BTreeMap<String, Value>) -> Option<(Shape, String)> {
    let has = |name: &str| keys.contains_key(name);
    let within = |name: &str, key: &str| keys.get(name).is_some_and(|v| v.keys.contains(key));
    if keys.get("format").is_some_and(|v| v.text == FORMAT) {
        return Some((Shape::Case, format!("the format “{FORMAT}”")));
    }
    if within("events", "start_date") || (has("title") && within("eras", "start_date")) {
        return Some((Shape::TimelineJs, "events[].start_date".to_owned()));
    }
    // Version 1, and its wrapping object.
    if within("timeline", "date") && (within("timeline", "headline") || within("timeline", "type"))
    {
        return Some((Shape::TimelineJs, "timeline.date".to_owned()));
    }
    let simile =
        ["durationEvent", "isDuration", "latestStart", "earliestEnd", "caption", "textColor"];
    if has("dateTimeFormat") && has("events")
        || within("events", "start")
            && within("events", "title")
            && simile.iter().any(|k| within("events", k))
        || has("wikiURL") && within("events", "start")
    {
        return Some((
            Shape::Simile,
            "events[].start and dateTimeFormat or durationEvent".to_owned(),
        ));
    }
    if within("items", "content") && within("items", "start") {
        return Some((Shape::Vis, "items[].content and items[].start".to_owned()));
    }
    // A DataSet written out whole, as older versions have it.
    if within("items", "_data") {
        return Some((Shape::Vis, "items._data".to_owned()));
    }
    let empty = |v: &Value| v.kind == Some(Kind::Array) && v.keys.is_empty();
    let slide = |v: &Value| v.kind == Some(Kind::Object);
    if keys.get("title").is_some_and(slide) && keys.get("events").is_some_and(empty) {
        return Some((Shape::TimelineJs, "a title slide and no events".to_owned()));
    }
    if within("events", "when") && (within("events", "title") || has("lanes")) {
        return Some((Shape::Case, "events[].when and events[].title".to_owned()));
    }
    if has("events")
        && (OWN.iter().any(|k| has(k)) || within("events", "id") && within("events", "lane"))
    {
        return Some((Shape::Case, "events beside other parts of a case".to_owned()));
    }
    if is_begun(keys) {
        return Some((Shape::Case, "a title and no events yet".to_owned()));
    }
    // A file of one line.
    if TIMESKETCH.iter().all(|name| keys.contains_key(*name)) {
        return Some((Shape::Timesketch, "message, datetime and timestamp_desc".to_owned()));
    }
    let lists: Vec<Value> =
        keys.values().filter(|v| v.kind == Some(Kind::Array)).cloned().collect();
    lists.iter().find_map(|value| list(std::slice::from_ref(value), false))
}

/// The keys by which a row of Timesketch is known.
const TIMESKETCH: [&str; 3] = ["message", "datetime", "timestamp_desc"];

/// Parts of a case file that no other format has beside its events.
const OWN: [&str; 7] =
    ["lanes", "states", "fixed_limits", "saved_views", "scenarios", "redactions", "as_of"];

/// A case that was only begun: a title, and no event yet. The title of TimelineJS is an object.
fn is_begun(keys: &BTreeMap<String, Value>) -> bool {
    let named = keys.get("title").is_some_and(|v| v.kind == Some(Kind::Text));
    let none = |v: &Value| v.kind == Some(Kind::Array) && v.keys.is_empty();
    named && keys.get("events").map_or(keys.len() == 1, none)
}

/// The shape of a list of objects, by the keys of its members.
fn list(members: &[Value], top: bool) -> Option<(Shape, String)> {
    let keys: BTreeSet<&str> = members.iter().flat_map(|m| &m.keys).map(String::as_str).collect();
    let has = |name: &str| keys.contains(name);
    if has("content") && has("start") {
        return Some((Shape::Vis, "content and start".to_owned()));
    }
    if has("start_date") && has("text") {
        return Some((Shape::TimelineJs, "start_date and text".to_owned()));
    }
    if has("start")
        && has("title")
        && (has("durationEvent") || has("isDuration") || has("latestStart"))
    {
        return Some((Shape::Simile, "start, title and durationEvent".to_owned()));
    }
    if TIMESKETCH.into_iter().all(has) {
        return Some((Shape::Timesketch, "message, datetime and timestamp_desc".to_owned()));
    }
    let timemap =
        ["associations", "sources", "narrative___stepStyles", "time_precision", "narratives"];
    if has("date") && has("description") && timemap.iter().any(|k| has(k)) {
        return Some((Shape::Timemap, "date, description and sources".to_owned()));
    }
    let header: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
    let found = headings::shape(&header, Container::Json)
        .filter(|(shape, _)| top || *shape != Shape::Events);
    found.map(|(shape, named)| (shape, named.join(", ")))
}
