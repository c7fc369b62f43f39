//! Texts, dates and fields as they go into a case.

use crate::case::{Case, Event, Extra, Source};
use crate::date::When;
use serde_json::Value;

/// A date to the letter, readable or not.
pub(super) fn kept(written: &str) -> When {
    When::keep(Value::String(written.to_owned()))
}

/// One line without the breaks that a title cannot show.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps a field under its own name; one that is taken by the program gets the name of its format before it.
pub(super) fn keep_field(extra: &mut Extra, format: &str, name: &str, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    if empty || name.is_empty() {
        return;
    }
    let own = [Case::FIELDS, Event::FIELDS, Source::FIELDS].iter().any(|list| list.contains(&name));
    let name = if own { format!("{format} {name}") } else { name.to_owned() };
    extra.insert(name, value);
}
