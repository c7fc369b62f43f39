//! Columns of ours that a table reader found beside the private field, and kept as fields of their own.

use crate::case::{Event, print_of};
use serde_json::Value;

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
