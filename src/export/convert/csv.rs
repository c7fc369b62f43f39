//! A table with the columns of this program, for spreadsheets: it reads back as what it was.

use super::private::{Private, spelled};
use super::write::{Index, Rows, inert, title};
use crate::case::{Case, Event, PRIVATE, PRIVATE_VERSION};
use crate::date::When;
use serde_json::Value;
use std::collections::BTreeSet;

const COLUMNS: [&str; 20] = [
    "id",
    "title",
    "when",
    "zone",
    "lane",
    "kind",
    "place",
    "actors",
    "description",
    "certainty",
    "importance",
    "source",
    "url",
    "pinpoint",
    "facts",
    "thread",
    "claims",
    "note",
    "document_date",
    "publication_date",
];

/// Names that mean something else in a table, or in a case file.
const TAKEN: [&str; 9] =
    ["end", "after", "disputes", "inferred", "sources", "related", "marked", PRIVATE, "row"];

/// More columns than a reader looks at.
const MOST_COLUMNS: usize = 400;

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let plain_lanes = lanes_are_plain(case, &index);
    let extra = extra_columns(case);
    let mut rest: Vec<Option<Value>> =
        case.events.iter().map(|e| rest(e, &extra, plain_lanes, &mut private)).collect();
    // A table takes the zone of all its rows for that of the case; where they differ, one row says it.
    let plain = case.events.iter().position(|e| e.zone.is_none());
    let mixed = case.events.iter().any(|e| e.zone.is_some());
    if let Some(at) = plain.filter(|_| mixed && case.zone.is_some())
        && let Some(slot) = rest.get_mut(at)
        && let Value::Object(field) =
            slot.get_or_insert_with(|| serde_json::json!({ "v": PRIVATE_VERSION }))
    {
        field.insert("tz".to_owned(), case.zone().to_string().into());
    }
    // Where some rows name a zone, one that names none would be read in theirs.
    let zone = case.zone.as_deref().unwrap_or(if mixed { "UTC" } else { "" });
    let with_rest = rest.iter().any(Option::is_some);
    let mut rows = Rows::new();
    let head = COLUMNS.into_iter().chain(extra.iter().map(String::as_str));
    rows.row(head.chain(with_rest.then_some(PRIVATE)));
    for (event, rest) in case.events.iter().zip(&rest) {
        let mut cells = cells(event, zone, &index);
        cells.extend(extra.iter().map(|name| match event.extra.get(name) {
            Some(Value::String(text)) => text.clone(),
            _ => String::new(),
        }));
        let mut cells: Vec<String> = cells.iter().map(|cell| inert(cell)).collect();
        if with_rest {
            cells.push(rest.as_ref().map(spelled).unwrap_or_default());
        }
        rows.row(cells.iter().map(String::as_str));
    }
    rows.finish()
}

fn cells(event: &Event, zone: &str, index: &Index<'_>) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let date = |w: &Option<When>| w.as_ref().map(When::text).unwrap_or_default();
    let first = event.sources.first();
    let source = first.and_then(|r| index.source(r.source.as_str()));
    let zone = event.zone.as_deref().unwrap_or(zone).to_owned();
    let facts: Vec<&str> = event.facts.iter().map(|f| f.fact.as_str()).collect();
    vec![
        event.id.to_string(),
        title(event, None),
        date(&event.when),
        zone,
        index.lane(event).to_owned(),
        event.kind.clone(),
        text(&event.place),
        event.actors.join("; "),
        text(&event.description),
        certainty(event).to_owned(),
        event.importance.get().to_string(),
        source
            .map(|s| s.title.clone())
            .or_else(|| first.map(|r| r.source.to_string()))
            .unwrap_or_default(),
        source.and_then(|s| s.url.clone()).unwrap_or_default(),
        first.and_then(|r| r.pinpoint.clone()).unwrap_or_default(),
        facts.join("; "),
        event.facts.first().map(|f| f.thread.to_string()).unwrap_or_default(),
        claims(event),
        text(&event.note),
        date(&event.document_date),
        date(&event.publication_date),
    ]
}

const fn certainty(event: &Event) -> &'static str {
    match event.certainty {
        crate::case::Certainty::High => "high",
        crate::case::Certainty::Medium => "medium",
        crate::case::Certainty::Low => "low",
    }
}

/// `2025-01-18 (police report); 2025-01-20`.
fn claims(event: &Event) -> String {
    let flat =
        |text: &str| text.replace([';', '|'], ",").split_whitespace().collect::<Vec<_>>().join(" ");
    let all = event.claims.iter().map(|claim| {
        let when = claim.when.as_ref().map(When::text).unwrap_or_default();
        match claim.note.as_deref().map(flat).filter(|n| !n.is_empty()) {
            Some(note) => format!("{} ({note})", flat(&when)),
            None => flat(&when),
        }
    });
    all.collect::<Vec<_>>().join("; ")
}

/// What the columns do not hold, or not so that it reads back as it was.
fn rest(
    event: &Event,
    extra: &[String],
    plain_lanes: bool,
    private: &mut Private<'_>,
) -> Option<Value> {
    // Words for redaction are for nobody else's eyes.
    let mut carried = vec!["id", "zone", "certainty", "importance", "extra", "marked"];
    let kept = |text: Option<&str>| text.is_none_or(|t| t == t.trim() && !t.is_empty());
    let written = |when: &Option<When>| {
        when.as_ref().is_none_or(|w| {
            let as_read = When::keep(Value::String(w.text()));
            w.text() == w.text().trim()
                && (as_read == *w || (w.problem().is_none() && is_plain_pair(w)))
        })
    };
    let one = |text: &String| kept(Some(text)) && !text.contains([';', '|']);
    let mut holds = |name: &'static str, held: bool| {
        if held {
            carried.push(name);
        }
    };
    holds("title", title(event, None) == event.title);
    holds("kind", event.kind == event.kind.trim());
    holds("place", kept(event.place.as_deref()));
    holds("description", kept(event.description.as_deref()));
    holds("note", kept(event.note.as_deref()));
    holds("when", written(&event.when));
    holds("document_date", written(&event.document_date));
    holds("publication_date", written(&event.publication_date));
    holds("actors", event.actors.iter().all(one));
    let thread = event.facts.first().map(|f| f.thread.clone()).unwrap_or_default();
    let whole = |f: &crate::case::FactRef| f.thread == thread && one(&f.fact.to_string());
    holds("facts", event.facts.iter().all(whole) && thread.as_str().trim() == thread.as_str());
    holds("claims", claims_read_back(event));
    holds("lane", plain_lanes);
    let mut rest = private.rest(event, &carried);
    // Other fields that are no text.
    let others: serde_json::Map<String, Value> = event
        .extra
        .iter()
        .filter(|(name, value)| !(extra.contains(name) && is_cell(value)))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if !others.is_empty() {
        let field = rest.get_or_insert_with(|| serde_json::json!({ "v": PRIVATE_VERSION }));
        if let Value::Object(field) = field {
            field.insert("extra".to_owned(), Value::Object(others));
        }
    }
    rest
}

/// A pair of bounds that says nothing but its ends, which a cell holds as `a to b`.
fn is_plain_pair(when: &When) -> bool {
    let text = when.text();
    let Some((from, to)) = text.split_once(" to ") else { return false };
    When::between(from, to).is_ok_and(|pair| pair == *when)
}

/// True where the cell of claims is read back as the claims.
fn claims_read_back(event: &Event) -> bool {
    let plain = |text: &str| text == text.trim() && !text.contains([';', '|', '(', ')']);
    event.claims.iter().enumerate().all(|(n, c)| {
        let when = c.when.as_ref();
        c.id == *format!("{}-{}", event.id, n + 1)
            && c.sources.is_empty()
            && c.weight.is_none()
            && c.extra.is_empty()
            && when
                .is_none_or(|w| plain(&w.text()) && When::parse(&w.text()).is_ok_and(|p| p == *w))
            && (when.is_some() || c.note.is_some())
            && c.note.as_deref().is_none_or(|n| plain(n) && !n.is_empty() && !n.contains('\n'))
    })
}

/// True where the lanes of the rows, in the order of their first use, are those of the case.
fn lanes_are_plain(case: &Case, index: &Index<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let used: Vec<&str> =
        case.events.iter().map(|e| index.lane(e)).filter(|lane| seen.insert(*lane)).collect();
    let ours: Vec<&str> = case.lanes.iter().map(|l| l.title.as_str()).collect();
    let plain = |text: &str| text == text.trim() && !text.is_empty();
    used == ours && case.lanes.iter().all(|l| l.id == *l.title.as_str() && plain(&l.title))
}

/// A value that a cell gives back as it is.
fn is_cell(value: &Value) -> bool {
    value.as_str().is_some_and(|t| !t.trim().is_empty())
}

/// Other fields that hold text, each a column, in the order of their first use.
fn extra_columns(case: &Case) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (name, value) in case.events.iter().flat_map(|e| &e.extra) {
        let plain = name.trim().to_lowercase().replace([' ', '-'], "_");
        let free = name == name.trim()
            && !plain.is_empty()
            && inert(name) == *name
            && !COLUMNS.contains(&plain.as_str())
            && !TAKEN.contains(&plain.as_str());
        if free && is_cell(value) && all.len() < MOST_COLUMNS && seen.insert(name.clone()) {
            all.push(name.clone());
        }
    }
    all
}
