//! Fields that stand in the open beside the private field: whoever changed or emptied them there is right.

use super::{Field, Notation};
use crate::case::{Claim, Event, FactRef};
use crate::date::When;
use serde_json::Value;

/// A text by its words, whatever blanks and invisible signs stand between them.
fn plain(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control(), " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list<T: serde::de::DeserializeOwned>(field: &Field, name: &str) -> Option<Vec<T>> {
    serde_json::from_value(field.get(name)?.clone()).ok()
}

/// Takes out of the private field what the file says otherwise, and gives the names of those fields.
pub(super) fn overruled(event: &Event, field: &mut Field, notation: Notation) -> Vec<&'static str> {
    let own = notation == Notation::Own;
    let mut changed: Vec<&'static str> = Vec::new();
    let same_text = |name: &str, read: &str| {
        field.get(name).is_none_or(|v| plain(v.as_str().unwrap_or_default()) == plain(read))
    };
    for (name, read) in field_texts(event) {
        let shown = own || (name == "place" && notation == Notation::Calendar);
        if shown && !same_text(name, read) {
            changed.push(name);
        }
    }
    let actors = list::<String>(field, "actors").filter(|_| own || !event.actors.is_empty());
    let names = |all: &[String]| plain(&all.join(" ").replace([';', '|', '؛', '；'], " "));
    if actors.is_some_and(|all| names(&all) != names(&event.actors)) {
        changed.push("actors");
    }
    let facts = list::<FactRef>(field, "facts").filter(|_| own || !event.facts.is_empty());
    if facts.is_some_and(|all| !same_facts(&event.facts, &all)) {
        changed.push("facts");
    }
    let claims = list::<Claim>(field, "claims").filter(|_| own || !event.claims.is_empty());
    if claims.is_some_and(|all| !same_claims(&event.claims, &all)) {
        changed.push("claims");
    }
    let dates =
        [("document_date", &event.document_date), ("publication_date", &event.publication_date)];
    for (name, read) in dates.into_iter().filter(|_| own) {
        let read = read.as_ref().map(When::text).unwrap_or_default();
        let written = field.get(name).map(|v| When::keep(v.clone()).text());
        if written.is_some_and(|written| written.trim() != read.trim()) {
            changed.push(name);
        }
    }
    changed.retain(|name| field.remove(*name).is_some());
    changed
}

fn field_texts(event: &Event) -> [(&'static str, &str); 3] {
    [
        ("place", event.place.as_deref().unwrap_or_default()),
        ("kind", &event.kind),
        ("note", event.note.as_deref().unwrap_or_default()),
    ]
}

/// True where the cells of facts and thread are those of the facts: a cell has room for the thread of the first.
fn same_facts(read: &[FactRef], written: &[FactRef]) -> bool {
    let names = |all: &[FactRef]| {
        let all: Vec<String> = all.iter().map(|f| f.fact.to_string()).collect();
        plain(&all.join(" ").replace([';', '|'], " "))
    };
    let thread =
        |all: &[FactRef]| all.first().map(|f| plain(&f.thread.to_string())).unwrap_or_default();
    names(read) == names(written) && thread(read) == thread(written)
}

/// True where the cell of claims is that of the claims: each with its date, and its note in brackets.
fn same_claims(read: &[Claim], written: &[Claim]) -> bool {
    let cell = |all: &[Claim]| {
        let all = all.iter().map(|c| {
            let when = c.when.as_ref().map(When::text).unwrap_or_default();
            format!("{when} {}", c.note.as_deref().unwrap_or_default())
        });
        let signs = |c: char| matches!(c, ';' | '|' | ',' | '(' | ')');
        plain(&all.collect::<Vec<_>>().join(" ").replace(signs, " "))
    };
    cell(read) == cell(written)
}

/// A field of Timesketch that says the same as the event, and what it should say.
pub(super) fn differs(read: &str, written: &str) -> bool {
    plain(read) != plain(written)
}

/// The value of another field as text.
pub(super) fn said(event: &Event, name: &str) -> Option<String> {
    match event.extra.get(name)? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
