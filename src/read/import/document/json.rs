//! The values of a document in JSON, or in JavaScript that holds it.

use super::book::Book;
use super::js::{self, Named};
use super::told::Place;
use crate::read::findings::Findings;
use crate::read::json_tree;
use crate::read::node::{Kind, Node};
use serde_json::Value;

/// Where the lines of a text start, to tell the line of a record.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Looks for the ends of lines.
    pub(super) fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// The line of a value, from 1.
    pub(super) fn line(&self, node: &Node) -> usize {
        self.0.partition_point(|start| *start <= node.span.start).max(1)
    }
}

/// The values of a document: the one of a JSON file, or those that a script gives names to.
pub(super) fn roots(text: &str, book: &mut Book<'_>, file: &str) -> Vec<Named> {
    let strict = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    if !strict && looks_like_script(text) {
        let (values, broken) = js::values(text, book.limits.depth);
        if !values.is_empty() {
            let told = Place::FILE
                .note("the file is JavaScript; the data in it was read, and nothing was run");
            book.tell(told);
            if broken > 0 {
                book.tell(Place::FILE.note(format!(
                    "{broken} pieces of it are no data, such as functions; they were passed over"
                )));
            }
            return values;
        }
    }
    let mut findings = Findings::new(file, text);
    let parsed = json_tree::parse(text, &mut findings);
    book.tell_all(findings.into_diagnostics(text));
    parsed.root.map(|value| Named { name: String::new(), value }).into_iter().collect()
}

/// True where a text is no JSON from the start, or holds what only scripts do.
fn looks_like_script(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let bare = start.trim_start_matches(['{', '[']).trim_start();
    let sample = text.get(..text.floor_char_boundary(1 << 20)).unwrap_or_default();
    !start.starts_with(['{', '['])
        || bare.starts_with(|c: char| c == '\'' || c == '/' || c.is_alphabetic())
        || ["new Date", "new vis.", "Date.UTC"].iter().any(|sign| sample.contains(sign))
}

/// Text, number or truth as text; empty for everything else.
pub(super) fn scalar(node: Option<&Node>) -> String {
    match node.map(|n| &n.kind) {
        Some(Kind::Text(text)) => text.trim().to_owned(),
        Some(Kind::Number(n)) => n.to_string(),
        Some(Kind::Bool(b)) => b.to_string(),
        _ => String::new(),
    }
}

/// The scalar field of an object; empty where there is none.
pub(super) fn field(node: &Node, key: &str) -> String {
    scalar(node.get(key))
}

/// The list in a value; a single object stands for a list of one.
pub(super) fn list(node: Option<&Node>) -> &[Node] {
    match node {
        Some(Node { kind: Kind::List(list), .. }) => list,
        Some(one @ Node { kind: Kind::Object(_), .. }) => std::slice::from_ref(one),
        _ => &[],
    }
}

/// True, `"true"`, `1`; `None` where nothing is said.
pub(super) fn truth(node: Option<&Node>) -> Option<bool> {
    match scalar(node).to_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// Tells a record that is no object; true where it is one.
pub(super) fn is_object(node: &Node, place: Place, what: &str, book: &mut Book<'_>) -> bool {
    let object = matches!(node.kind, Kind::Object(_));
    if !object && !node.is_gone() {
        book.tell(
            place
                .error(format!("this {what} is no object; it was left out"))
                .field(what)
                .found(node.to_value().to_string())
                .expected("an object in braces with the fields of the record"),
        );
    }
    object
}

/// The value of a field that has no place, for the fields of the event.
pub(super) fn value(node: &Node) -> Value {
    node.to_value()
}
