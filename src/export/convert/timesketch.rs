//! Timesketch: CSV, and JSON lines.

use super::Target;
use super::dated::{Dated, Side};
use super::private::{Private, Shown, spelled};
use super::write::{Index, Rows, title};
use crate::case::{Case, Event, PRIVATE};
use crate::date::{Stamp, Zone};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Columns that every file has; the first four are those of the format.
const COLUMNS: [&str; 15] = [
    "message",
    "datetime",
    "timestamp",
    "timestamp_desc",
    "event_id",
    "end_datetime",
    "date_text",
    "lane",
    "kind",
    "description",
    "place",
    "actors",
    "source_title",
    "source_url",
    PRIVATE,
];

pub(super) fn write_lines(case: &Case) -> String {
    let mut out = String::new();
    each(case, |event, fields| {
        let mut object: Map<String, Value> = Map::new();
        for (name, value) in fields {
            let empty = value.as_str().is_some_and(str::is_empty);
            if !empty {
                object.insert(name.to_owned(), value);
            }
        }
        for (name, value) in &event.extra {
            if value.is_string() || value.is_number() || value.is_boolean() {
                object.insert(field_name(name), value.clone());
            }
        }
        out.push_str(&Value::Object(object).to_string());
        out.push('\n');
    });
    out
}

pub(super) fn write_csv(case: &Case) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, value) in case.events.iter().flat_map(|e| &e.extra) {
        if value.is_string() && names.len() < MOST_COLUMNS && seen.insert(name.as_str()) {
            names.push(name);
        }
    }
    let mut rows = Rows::new();
    let heads: Vec<String> = names.iter().map(|n| field_name(n)).collect();
    rows.row(COLUMNS.into_iter().chain(heads.iter().map(String::as_str)));
    each(case, |event, fields| {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut cells: Vec<String> = fields.iter().map(|(_, value)| text(value)).collect();
        cells.extend(names.iter().map(|n| event.extra.get(*n).map(text).unwrap_or_default()));
        rows.row(cells.iter().map(String::as_str));
    });
    rows.finish()
}

const MOST_COLUMNS: usize = 400;

/// The name of another field, told from ours and from those of the format.
fn field_name(name: &str) -> String {
    let taken = COLUMNS.contains(&name) || name.starts_with('_') || name.trim().is_empty();
    if taken { format!("field_{name}") } else { name.to_owned() }
}

fn each(case: &Case, mut take: impl FnMut(&Event, Vec<(&'static str, Value)>)) {
    let index = Index::new(case);
    let mut private = Private::new(case);
    for event in &case.events {
        let Some(dated) = Dated::within(Target::TimesketchCsv, event, case.zone()) else {
            continue;
        };
        let at = dated.start.first(dated.zone);
        let text = |t: Option<&str>| Value::from(t.unwrap_or_default());
        let first = event.sources.first().and_then(|r| index.source(r.source.as_str()));
        let head = title(event, Some(&dated));
        // On a line of its own, so that it goes into the private field too: other readers leave the column where
        // it is.
        let shown = format!("{}\n", event.description.as_deref().unwrap_or_default());
        let words = Some(dated.words.as_str());
        let shown = Shown { dated: &dated, title: &head, text: &shown, words };
        let values = [
            head.as_str().into(),
            // Always in UTC: the program sorts these as text.
            at.rfc3339(Zone::UTC).into(),
            at.timestamp().saturating_mul(1_000_000).into(),
            what_time(&dated).into(),
            event.id.as_str().into(),
            dated.end.map(|end| end_of(end, dated.zone)).unwrap_or_default().into(),
            dated.words.as_str().into(),
            index.lane(event).into(),
            event.kind.as_str().into(),
            text(event.description.as_deref()),
            text(event.place.as_deref()),
            event.actors.join("; ").into(),
            text(first.map(|s| s.title.as_str())),
            text(first.and_then(|s| s.url.as_deref())),
            spelled(&private.field(event, &shown)).into(),
        ];
        take(event, COLUMNS.into_iter().zip(values).collect());
    }
}

/// What the time is a time of.
const fn what_time(dated: &Dated) -> &'static str {
    match (dated.exact, dated.start, dated.end) {
        (false, ..) => match dated.side {
            Side::Latest => "Latest possible time (no earliest is known)",
            Side::End => "End time (the start is open or not known)",
            Side::First => "First of several dates",
            Side::Earliest if dated.open => "Start time (the end is open or not known)",
            Side::Earliest => "Earliest possible time (uncertain)",
        },
        (true, Stamp::Day(_), None) => "Start of the day of the event",
        (true, _, Some(_)) => "Start time",
        (true, Stamp::At(_), None) => "Event time",
    }
}

fn end_of(end: Stamp, zone: Zone) -> String {
    match end {
        Stamp::Day(day) => day.end(zone).rfc3339(Zone::UTC),
        Stamp::At(at) => at.rfc3339(Zone::UTC),
    }
}
