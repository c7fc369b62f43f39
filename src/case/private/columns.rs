//! Columns of ours that a table reader found beside the private field, and kept as fields of their own.

use super::{Field, Notation, open};
use crate::case::{Event, print_of};
use serde_json::Value;

/// What our writers say twice, for the eyes of the other program.
const TWICE: [&str; 30] = [
    "fuzzy",
    "display_date",
    "Display Date",
    "className",
    "content",
    "type",
    "timestamp",
    "timestamp_desc",
    "event_id",
    "end_datetime",
    "date_text",
    "lane",
    "kind",
    "place",
    "actors",
    "description",
    "source_title",
    "source_url",
    "default_color",
    "default color",
    "TRANSP",
    "transp",
    "DTSTAMP",
    "UID",
    "Type",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
];

/// Columns that say what the event says, under the names that the reader of a table gives them.
const COLUMNS: [&str; 5] = ["lane", "kind", "description", "place", "actors"];

/// Takes those away that say what the restored event says. One that says something else was changed in another
/// program: it stays as a field, and its name is given, so that it can be told.
pub(super) fn take_back(event: &mut Event, lane: &str) -> Vec<&'static str> {
    let actors = event.actors.join("; ");
    let mut changed = Vec::new();
    // A field whose name is one of the format's own is written under another.
    let twice = |event: &Event, name: &str| {
        let own = name.strip_prefix("field_").and_then(|own| event.extra.get(own));
        own.is_some_and(|own| event.extra.get(name) == Some(own))
    };
    let names: Vec<String> = event.extra.keys().filter(|n| twice(event, n)).cloned().collect();
    for name in names {
        event.extra.remove(&name);
    }
    for name in COLUMNS {
        let column = format!("column_{name}");
        let Some(written) = event.extra.get(&column).and_then(Value::as_str) else { continue };
        let ours = match name {
            "lane" => lane,
            "kind" => &event.kind,
            "description" => event.description.as_deref().unwrap_or_default(),
            "place" => event.place.as_deref().unwrap_or_default(),
            _ => &actors,
        };
        if print_of(written) == print_of(ours) {
            event.extra.remove(&column);
        } else {
            changed.push(name);
        }
    }
    changed
}

/// Takes away what our writers say twice. Words for the date that were changed stay as a field.
pub(super) fn twice(event: &mut Event, field: &Field, notation: Notation, told: &mut Vec<String>) {
    if let Some(print) = field.get("words_as").and_then(Value::as_str) {
        for name in ["display_date", "Display Date", "date_text"] {
            let read = open::said(event, name).unwrap_or_default();
            if !read.is_empty() && print_of(&read) != print {
                keep(
                    event,
                    name,
                    field.get("id").and_then(Value::as_str).unwrap_or_default(),
                    told,
                );
            }
        }
    }
    // These are held against the source that was written.
    let held = notation == Notation::Timesketch && field.contains_key("sources");
    let stays = |name: &&str| held && matches!(*name, "source_title" | "source_url");
    for name in TWICE.into_iter().filter(|name| !stays(name)) {
        event.extra.remove(name);
    }
}

/// Takes away the columns that say what the source of the event says; one that was changed or emptied is told.
pub(super) fn source(
    event: &mut Event,
    written: [(&str, &str); 2],
    id: &str,
    told: &mut Vec<String>,
) {
    for (name, written) in written {
        let read = open::said(event, name).unwrap_or_default();
        if !open::differs(&read, written) {
            event.extra.remove(name);
        } else if read.is_empty() {
            told.push(format!(
                "the {name} of “{id}” was taken out in another program; its source is still “{written}”"
            ));
        } else {
            keep(event, name, id, told);
        }
    }
}

/// Keeps a column that was changed as a field, under a name that no field of the case has.
fn keep(event: &mut Event, name: &str, id: &str, told: &mut Vec<String>) {
    let plain = name.to_lowercase().replace(' ', "_");
    if let Some(value) = event.extra.remove(name) {
        event.extra.insert(format!("column_{plain}"), value);
        told.push(changed(name, &plain, id));
    }
}

/// What is said of a column that was changed.
pub(super) fn changed(name: &str, kept: &str, id: &str) -> String {
    format!(
        "the {name} of “{id}” was changed in another program; what it says now is the field “column_{kept}”"
    )
}
