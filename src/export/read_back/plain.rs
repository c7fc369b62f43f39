//! Text formats read back: Markdown, CSV, JSON and ICS.

use serde_json::Value;

use super::{Content, Kind};
use crate::export::page::RECEIPT;

/// Heading of the column that holds the receipt of a table, and name of the field in JSON.
const FIELD: &str = "receipt";

/// Name of the property that holds the receipt of a calendar.
const PROPERTY: &str = "X-ADQUEM-RECEIPT";

/// Reads a text: JSON and calendars by how they start, tables by their shape, and the rest as Markdown.
pub(super) fn read(text: &str) -> Content {
    let start = text.trim_start();
    let mut content = if start.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str::<Value>(start)
    {
        json(&value)
    } else if start.get(..15).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        ics(text)
    } else if let Some(table) = csv(text) {
        table
    } else {
        markdown(text)
    };
    content.add(text);
    content
}

/// Every string and every key.
fn json(value: &Value) -> Content {
    let mut content = Content::new(Kind::Json);
    content.receipt = match value.get(FIELD) {
        Some(Value::String(line)) => Some(line.clone()),
        Some(object @ Value::Object(_)) => Some(object.to_string()),
        _ => None,
    };
    // Nesting is bounded by the parser; a stack of our own needs no bound at all.
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) => content.add(text.as_str()),
            Value::Array(items) => left.extend(items),
            Value::Object(fields) => {
                for (key, value) in fields {
                    content.add(key.as_str());
                    left.push(value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    content
}

/// Every property, unfolded and unescaped (RFC 5545, 3.1 and 3.3.11).
fn ics(text: &str) -> Content {
    let mut content = Content::new(Kind::Ics);
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(folded), Some(last)) => *last += folded,
            _ => lines.push(line.to_owned()),
        }
    }
    for line in lines {
        let (name, value) = split_property(&line);
        let plain = unescape(value);
        let is_receipt = name.split(';').next().is_some_and(|n| n.eq_ignore_ascii_case(PROPERTY));
        if is_receipt && content.receipt.is_none() {
            // A writer that escapes nothing is wrong, but what it meant is clear.
            let is_json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
            let as_it_stands = !is_json(&plain) && is_json(value);
            content.receipt = Some(if as_it_stands { value.to_owned() } else { plain.clone() });
        }
        content.add(plain);
        content.add(line);
    }
    content
}

/// Name with parameters, and value: parted by the first colon outside quotes.
fn split_property(line: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => return (&line[..at], &line[at + 1..]),
            _ => {}
        }
    }
    (line, "")
}

/// `\n`, `\,`, `\;` and `\\` of a calendar.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n' | 'N')) => out.push('\n'),
            ('\\', Some(escaped)) => out.push(escaped),
            (c, _) => out.push(c),
        }
    }
    out
}

/// Every cell; `None` for a text that is no table: one column, or rows of different lengths.
fn csv(text: &str) -> Option<Content> {
    let mut content = Content::new(Kind::Csv);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headings = reader.headers().ok()?.clone();
    let marked = headings.get(0).is_some_and(|h| h.starts_with(['#', '<', '>', '*', '-']));
    if headings.len() < 2 || marked {
        return None;
    }
    for heading in &headings {
        content.add(heading);
    }
    let last = headings.len() - 1;
    let has_receipt = headings.get(last).is_some_and(|h| h.eq_ignore_ascii_case(FIELD));
    for (n, row) in reader.records().enumerate() {
        let row = row.ok()?;
        for cell in &row {
            content.add(cell);
        }
        if n == 0 && has_receipt {
            content.receipt = row.get(last).filter(|cell| !cell.is_empty()).map(str::to_owned);
        }
    }
    Some(content)
}

/// The receipt from its comment; the words are the text itself.
fn markdown(text: &str) -> Content {
    let mut content = Content::new(Kind::Markdown);
    for (at, mark) in text.match_indices("<!--") {
        let inside = &text[at + mark.len()..];
        let inside = inside.split("-->").next().unwrap_or_default().trim();
        if let Some(line) = inside.strip_prefix(RECEIPT).and_then(|rest| rest.strip_prefix(':')) {
            content.receipt = Some(line.trim().to_owned());
            break;
        }
    }
    content
}
