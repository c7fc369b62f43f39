//! The header of a markwhen page: YAML, between dashes or without them.

use super::super::book::{Book, keep_field, one_line};
use super::super::told::Place;
use super::dated::Dated;
use crate::date::{DateOrder, Zone};
use serde_json::{Map, Value};

/// What a header says that changes how the page is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    /// The order of day and month in dates such as 3/4/2024.
    pub order: DateOrder,
    /// The line behind it.
    pub end: usize,
    /// The zone of the page, where it names one.
    pub zone: Option<Zone>,
}

/// Longer headers are no headers.
const LONGEST: usize = 1 << 16;

/// True where the header is over.
fn is_body(line: &str) -> bool {
    let low = line.trim_start().to_ascii_lowercase();
    super::heading(line).is_some()
        || low.starts_with("group ")
        || low.starts_with("section ")
        || Dated::read(line, DateOrder::MonthFirst).is_some()
}

/// Reads the header of a page that begins at line `from`, counted from 0.
pub(super) fn read(lines: &[&str], from: usize, first: bool, book: &mut Book<'_>) -> Header {
    let mut at = from;
    while lines.get(at).is_some_and(|l| l.trim().is_empty()) {
        at += 1;
    }
    let dashes = lines.get(at).is_some_and(|l| l.starts_with("---"));
    let start = at + usize::from(dashes);
    at = start;
    let (mut text, mut closed) = (String::new(), !dashes);
    while let Some(line) = lines.get(at) {
        if dashes && line.starts_with("---") {
            closed = true;
            at += 1;
            break;
        }
        if !dashes && is_body(line) || text.len() > LONGEST {
            break;
        }
        let trimmed = line.trim_start();
        if let Some(tag) = trimmed.strip_prefix('#').and_then(|t| t.split_once(':')) {
            book.leave(
                "settings of tags",
                tag.0,
                "colours follow the kind of an event and the theme, and zones stand with events",
            );
            // What is set for a tag stands below it, moved to the right.
            while lines
                .get(at + 1)
                .is_some_and(|l| l.starts_with([' ', '\t']) && !l.trim().is_empty())
            {
                text.push('\n');
                at += 1;
            }
        } else if !trimmed.starts_with("//") {
            text.push_str(line);
        }
        text.push('\n');
        at += 1;
    }
    if !closed {
        book.tell(
            Place::on_line(start)
                .error("the header is never closed; the whole page was taken for it")
                .expected("a second line of three dashes"),
        );
    }
    let mut header =
        Header { order: book.order().unwrap_or(DateOrder::MonthFirst), end: at, zone: None };
    let fields = fields(&text, start, book);
    for (name, value) in fields {
        field(&name, value, start, first, &mut header, book);
    }
    header
}

/// The fields of the YAML; where that is broken, its plain lines.
fn fields(text: &str, line: usize, book: &mut Book<'_>) -> Map<String, Value> {
    if text.trim().is_empty() {
        return Map::new();
    }
    match serde_saphyr::from_str::<Value>(text) {
        Ok(Value::Object(map)) => return map,
        Ok(_) => {
            keep_loose(text.trim(), book);
            let first = text.lines().position(|l| !l.trim().is_empty()).unwrap_or(0);
            book.tell(
                Place::on_line(line + first + 1)
                    .warning(
                        "what stands before the first event is no header; it is kept as a field",
                    )
                    .found(text.trim())
                    .expected("lines such as title: The case"),
            );
            return Map::new();
        }
        Err(error) => {
            let why: String = error.to_string().lines().next().unwrap_or_default().to_owned();
            book.tell(
                Place::on_line(line + 1)
                    .warning("the header is no YAML; it is read line by line")
                    .found(why)
                    .expected("lines such as title: The case"),
            );
        }
    }
    let pair = |line: &str| {
        let (name, value) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t', '-']))?;
        let value = value.trim().trim_matches(['"', '\'']);
        Some((name.trim().to_owned(), Value::from(value))).filter(|(name, _)| !name.is_empty())
    };
    let loose: Vec<&str> =
        text.lines().filter(|l| !l.trim().is_empty() && pair(l).is_none()).collect();
    if let Some(first) = text.lines().position(|l| loose.first() == Some(&l)) {
        book.tell(
            Place::on_line(line + first + 1)
                .warning(format!(
                    "{} lines before the first event are no header; they are kept as a field",
                    loose.len()
                ))
                .found(loose.join("\n"))
                .expected("lines such as title: The case"),
        );
        keep_loose(&loose.join("\n"), book);
    }
    text.lines().filter_map(pair).collect()
}

/// Keeps what stands before the first event and is no header.
fn keep_loose(text: &str, book: &mut Book<'_>) {
    let name = "before the first event";
    let before = book.case.extra.get(name).and_then(Value::as_str).map(|t| format!("{t}\n"));
    let all = before.unwrap_or_default() + text;
    keep_field(&mut book.case.extra, "markwhen", name, Value::from(all));
}

fn field(
    name: &str,
    value: Value,
    line: usize,
    first: bool,
    header: &mut Header,
    book: &mut Book<'_>,
) {
    let text = match &value {
        Value::String(text) => text.clone(),
        Value::Number(n) => n.to_string(),
        _ => String::new(),
    };
    match name {
        "title" if first => book.case.title = one_line(&text),
        "description" if first && !text.is_empty() => book.case.note = Some(text),
        "timezone" | "tz" => {
            header.zone = zone(&text);
            if header.zone.is_none() {
                let place = Place::on_line(line + 1);
                book.zone(&text, place, name);
            }
            if first {
                book.case.zone = header.zone.map(|z| z.to_string());
            }
        }
        "dateFormat" => {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            match bare.as_str() {
                "d/M/y" if book.order().is_none() => header.order = DateOrder::DayFirst,
                "d/M/y" | "M/d/y" => {}
                _ => {
                    book.tell(
                        Place::on_line(line + 1)
                            .warning("this form of dates is not known; 3/4/2024 is read as 4 March")
                            .field(name)
                            .found(value.to_string())
                            .expected("d/M/y or M/d/y")
                            .hint("name the order with --date-order where it is another"),
                    );
                    keep_field(&mut book.case.extra, "markwhen", name, value);
                }
            }
        }
        "title" | "description" if !text.is_empty() => {
            book.tell(
                Place::on_line(line + 1)
                    .note("a later page names itself; a case has one title, and it is kept as a field")
                    .field(name)
                    .found(&text),
            );
            let pages = book.case.extra.entry(format!("page {name}"));
            if let Value::Array(list) = pages.or_insert_with(|| Value::Array(Vec::new())) {
                list.push(Value::from(text));
            }
        }
        "title" | "description" => {}
        _ => {
            keep_field(&mut book.case.extra, "markwhen", name, value);
        }
    }
}

/// A zone by its name, or by hours from UTC.
pub(super) fn zone(text: &str) -> Option<Zone> {
    let text = text.trim();
    let hours = text.trim_start_matches(['+', '-']);
    if !hours.is_empty() && hours.bytes().all(|b| b.is_ascii_digit()) {
        let sign = if text.starts_with('-') { '-' } else { '+' };
        return Zone::parse(&format!("UTC{sign}{hours}"));
    }
    Zone::parse(text)
}
