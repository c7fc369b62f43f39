//! What the format of another program has no field for, in a field of our own.

use super::dated::Dated;
use super::write::one_line;
use crate::case::{Case, Event, MEDIA, PRIVATE_VERSION, Source, SourceId, print_of, sha256_hex};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of a source that go with its events. What tells who may see a source, or how it was handled, stays, and so
/// does what nobody here knows the meaning of.
const SOURCE: [&str; 14] = [
    "id",
    "title",
    "author",
    "publisher",
    "date",
    "published",
    "reference",
    "url",
    "archive_url",
    "hash",
    "language",
    "issuer",
    "size",
    "mime",
];

/// Fields of media, which were public where they came from.
const OF_MEDIA: [&str; 7] =
    [MEDIA, "embed", "thumbnail", "alt", "link", "link_target", "media title"];

/// True for a source that is to be shown as media beside its events.
pub(super) fn is_media(source: &Source) -> bool {
    source.extra.get(MEDIA) == Some(&Value::Bool(true))
}

/// True for a field of a source that goes out with its events.
pub(super) fn goes_out(source: &Source, field: &str) -> bool {
    SOURCE.contains(&field) || (is_media(source) && OF_MEDIA.contains(&field))
}

/// What an event looks like in the format, to know later whether somebody changed it there.
pub(super) struct Shown<'s> {
    /// When it was.
    pub dated: &'s Dated,
    /// Its title.
    pub title: &'s str,
    /// The text below it.
    pub text: &'s str,
    /// The date in words, where it stands in a field of its own.
    pub words: Option<&'s str>,
}

/// Letters of a text that every reader gives back: a longer title is cut by some.
const LONGEST: usize = 200;

/// True for a text that every format gives back as it is: one line without invisible signs, blanks at its ends or
/// two in a row, and without what begins a quotation or guards a formula.
fn is_plain(text: &str) -> bool {
    one_line(text) == text
        && !text.starts_with(['>', '\'', '='])
        && text.chars().count() <= LONGEST
        && !text.contains(['\u{a0}', '\u{feff}'])
}

/// A private field as text, without signs that a format drops or takes for the end of a line: they have escapes.
pub(super) fn spelled(field: &Value) -> String {
    let text = field.to_string();
    let risky = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    if !text.contains(risky) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if risky(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// A few signs by which the fields of one file are known to be of one case: names are only unique within it.
fn sign_of(case: &Case) -> String {
    let mut all = format!("{}\u{1f}{}", case.title, case.zone());
    let lanes = case.lanes.iter().map(|l| (l.id.as_str(), l.title.as_str()));
    let sources = case.sources.iter().map(|s| (s.id.as_str(), s.title.as_str()));
    let events = case.events.iter().map(|e| (e.id.as_str(), e.title.as_str()));
    for (id, title) in lanes.chain(sources).chain(events) {
        for part in [id, title] {
            all.push('\u{1f}');
            all.push_str(part);
        }
    }
    sha256_hex(all.as_bytes()).get(..8).unwrap_or_default().to_owned()
}

/// Makes the private fields of a case, each event in its turn.
pub(super) struct Private<'a> {
    case: &'a Case,
    lanes: BTreeMap<&'a str, usize>,
    sources: BTreeMap<&'a str, usize>,
    told: BTreeSet<SourceId>,
    of: String,
}

impl<'a> Private<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
        let lanes = case.lanes.iter().enumerate().map(|(n, l)| (l.id.as_str(), n)).collect();
        let sources = case.sources.iter().enumerate().map(|(n, s)| (s.id.as_str(), n)).collect();
        Self { case, lanes, sources, told: BTreeSet::new(), of: sign_of(case) }
    }

    /// The private field of an event.
    pub(super) fn field(&mut self, event: &Event, shown: &Shown<'_>) -> Value {
        let dated = shown.dated;
        let mut field = Map::new();
        field.insert("v".to_owned(), PRIVATE_VERSION.into());
        field.insert("of".to_owned(), self.of.as_str().into());
        field.insert("at".to_owned(), dated.start.text(dated.zone).into());
        if let Some(end) = dated.end {
            field.insert("to".to_owned(), end.text(dated.zone).into());
        }
        field.insert("tz".to_owned(), dated.zone.to_string().into());
        // Words for redaction are for nobody else's eyes.
        let mut carried = vec!["marked"];
        if !dated.exact {
            field.insert("doubt".to_owned(), true.into());
        }
        if let Some(words) = shown.words {
            field.insert("words_as".to_owned(), print_of(words).into());
        }
        if shown.title == event.title && is_plain(shown.title) {
            carried.push("title");
        } else {
            field.insert("title_as".to_owned(), print_of(shown.title).into());
        }
        if shown.text == event.description.as_deref().unwrap_or_default() && is_plain(shown.text) {
            carried.push("description");
        } else {
            field.insert("text_as".to_owned(), print_of(shown.text).into());
        }
        field.extend(self.fields(event, &carried));
        Value::Object(field)
    }

    /// What a table of ours has no columns for; `None` where nothing is left.
    pub(super) fn rest(&mut self, event: &Event, carried: &[&str]) -> Option<Value> {
        let mut field = self.fields(event, carried);
        if field.is_empty() {
            return None;
        }
        for (name, print) in [("title", "title_as"), ("description", "text_as")] {
            if let Some(text) = field.get(name).and_then(Value::as_str) {
                let text = print_of(text);
                field.insert(print.to_owned(), text.into());
            }
        }
        field.insert("v".to_owned(), PRIVATE_VERSION.into());
        field.insert("of".to_owned(), self.of.as_str().into());
        // To know what refers to it, where another case has an event of that name.
        field.insert("id".to_owned(), event.id.as_str().into());
        Some(Value::Object(field))
    }

    fn fields(&mut self, event: &Event, carried: &[&str]) -> Map<String, Value> {
        let mut field = Map::new();
        let Ok(Value::Object(mut whole)) = serde_json::to_value(event) else {
            return field;
        };
        for name in event.extra.keys() {
            whole.remove(name);
        }
        whole.remove("lane");
        for name in carried {
            whole.remove(*name);
        }
        // What is usual need not be said.
        whole.retain(|name, value| match name.as_str() {
            "certainty" => value != "medium",
            "importance" => *value != 2,
            _ => true,
        });
        field.extend(whole);
        if !carried.contains(&"lane") {
            field.insert("lane".to_owned(), self.lane(event));
        }
        if !event.extra.is_empty() && !carried.contains(&"extra") {
            field.insert("extra".to_owned(), Value::Object(event.extra.clone().into()));
        }
        let listed = self.sources(event);
        if !listed.is_empty() {
            field.insert("source_list".to_owned(), Value::Array(listed));
        }
        field
    }

    fn lane(&self, event: &Event) -> Value {
        let number = self.lanes.get(event.lane.as_str()).copied();
        let title = number.and_then(|n| self.case.lanes.get(n)).map(|l| l.title.as_str());
        serde_json::json!({
            "id": event.lane,
            "title": title.unwrap_or(event.lane.as_str()),
            "n": number.unwrap_or(self.case.lanes.len()),
        })
    }

    /// The sources that this event is the first to name.
    fn sources(&mut self, event: &Event) -> Vec<Value> {
        let claims = event.claims.iter().flat_map(|c| &c.sources);
        let mut listed = Vec::new();
        for reference in event.sources.iter().chain(claims) {
            let known = self.sources.get(reference.source.as_str());
            let Some(source) = known.and_then(|n| self.case.sources.get(*n)) else { continue };
            if !self.told.insert(source.id.clone()) {
                continue;
            }
            if let Ok(Value::Object(mut object)) = serde_json::to_value(source) {
                object.retain(|name, _| goes_out(source, name));
                listed.push(Value::Object(object));
            }
        }
        listed
    }
}
