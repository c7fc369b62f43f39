//! A case that remembers which file it was made from, so that the file can be read again into it.
//!
//! Kept in the case under [`FIELD`]: the name of the file without its folder, its SHA-256, the mapping, and eight
//! hexadecimal digits for each field of each row. The digits tell what somebody changed since from what the file
//! changed, field by field, without keeping the file a second time.

mod alike;
mod cells;
mod clocks;
mod doubts;
mod follow;
mod matching;
#[cfg(test)]
mod tests;

use super::{How, Input, Mapping, Tabled, import, update};
use crate::case::{Case, Event, sha256_hex};
use crate::date::Zone;
use crate::read::Diagnostic;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use crate::case::IMPORTED_FROM as FIELD;

/// Hexadecimal digits for a field of a row.
const DIGITS: usize = 8;

/// What a case says of the file that it was made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Made {
    /// The name of the file, without its folder.
    pub file: String,
    /// Its SHA-256 in hexadecimal, when it was read last.
    pub sha256: String,
    /// How its table was understood; `None` for documents.
    pub mapping: Option<Mapping>,
    /// The sheet, where there were several.
    pub sheet: Option<String>,
    /// The zone of rows that name none, when it was read last; `None` where none was said, or an earlier version did
    /// not note it.
    zone: Option<Zone>,
    /// The digits of each row, by the identifier of its event.
    rows: BTreeMap<String, BTreeSet<String>>,
    /// The identifiers in the order of the file.
    order: Vec<String>,
    /// Rows without an identifier that have changed: what they are called by what they say now, and the identifier of
    /// their event.
    called: BTreeMap<String, String>,
    /// The same of sources, where an earlier version called them by their numbers.
    sources: BTreeMap<String, String>,
    /// Fields that events of the case have beside those of every event.
    fields: BTreeSet<String>,
}

/// What came of reading a file again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Again {
    /// The case: what was edited is kept, the rest follows the file.
    pub case: Case,
    /// Rows that are new in the file.
    pub new: usize,
    /// Rows that say something else than before.
    pub changed: usize,
    /// Rows that are gone from the file; their events are kept.
    pub gone: usize,
    /// Rows without an identifier that were found again by their other cells; they are among those that changed.
    pub found: usize,
    /// Every one of them, and what was edited here and in the file.
    pub told: Vec<String>,
}

impl Again {
    /// `12 new rows, 3 changed, 1 is gone and was kept`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        match self.new {
            0 => {}
            1 => parts.push("1 new row".to_owned()),
            n => parts.push(format!("{n} new rows")),
        }
        match (self.changed, self.new) {
            (0, _) => {}
            (1, 0) => parts.push("1 row changed".to_owned()),
            (n, 0) => parts.push(format!("{n} rows changed")),
            (n, _) => parts.push(format!("{n} changed")),
        }
        match self.gone {
            0 => {}
            1 => parts.push("1 is gone and was kept".to_owned()),
            n => parts.push(format!("{n} are gone and were kept")),
        }
        match self.found {
            0 => {}
            1 => parts.push("1 was found again by its other cells".to_owned()),
            n => parts.push(format!("{n} were found again by their other cells")),
        }
        if parts.is_empty() { "no row changed".to_owned() } else { parts.join(", ") }
    }
}

/// Notes in a case which file it was made from.
pub fn note(
    case: &mut Case,
    file: &str,
    sha256: &str,
    mapping: Option<&Mapping>,
    sheet: Option<&str>,
) {
    case.extra.remove(FIELD);
    let name = Path::new(file).file_name().and_then(|n| n.to_str()).unwrap_or(file);
    let mut made = Map::new();
    made.insert("file".to_owned(), name.into());
    made.insert("sha256".to_owned(), sha256.into());
    if let Some(mapping) = mapping {
        made.insert("mapping".to_owned(), mapping.to_toml().into());
    }
    if let Some(sheet) = sheet {
        made.insert("sheet".to_owned(), sheet.into());
    }
    if let Some(zone) = &case.zone {
        made.insert("zone".to_owned(), zone.as_str().into());
    }
    made.insert("rows".to_owned(), rows(case));
    case.extra.insert(FIELD.to_owned(), made.into());
}

/// The digits of all events, by their identifiers.
fn rows(case: &Case) -> Value {
    let row = |e: &Event| (e.id.to_string(), Value::from(Vec::from_iter(digits(e)).concat()));
    Value::Object(case.events.iter().map(row).collect())
}

/// What a case says of the file that it was made from; `None` where it says nothing, or nothing that can be read.
#[must_use]
pub fn made_from(case: &Case) -> Option<Made> {
    let made = case.extra.get(FIELD)?;
    let text = |name: &str| made.get(name).and_then(Value::as_str).map(str::to_owned);
    let cut = |all: &str| {
        let all: Vec<char> = all.chars().collect();
        all.chunks(DIGITS).map(|c| c.iter().collect()).collect()
    };
    let rows = made.get("rows")?.as_object()?;
    let names = |field: &str| {
        let names = made.get(field).and_then(Value::as_object).into_iter().flatten();
        names.filter_map(|(id, to)| Some((id.clone(), to.as_str()?.to_owned()))).collect()
    };
    Some(Made {
        file: text("file")?,
        sha256: text("sha256").unwrap_or_default(),
        mapping: text("mapping").and_then(|m| Mapping::from_toml(&m).ok()),
        sheet: text("sheet"),
        zone: text("zone").as_deref().and_then(Zone::parse),
        rows: rows.iter().filter_map(|(id, all)| Some((id.clone(), cut(all.as_str()?)))).collect(),
        order: rows.keys().cloned().collect(),
        called: names("called"),
        sources: names("sources"),
        fields: case.events.iter().flat_map(|e| e.extra.keys().cloned()).collect(),
    })
}

/// What a file says now.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// As a case of its own.
    pub case: Case,
    /// What there is to say of it.
    pub diagnostics: Vec<Diagnostic>,
    /// How its table was understood; `None` for documents.
    pub mapping: Option<Mapping>,
}

/// Reads a file in the way that a case was made from it.
#[must_use]
pub fn read(input: &Input, made: &Made, how: &How) -> Reading {
    let tabled = made.mapping.as_ref().and_then(|m| Some((m, Tabled::of(input, how)?)));
    let (imported, sheet, told) = match tabled {
        Some((mapping, tabled)) => {
            let sheet = tabled.sheet(made.sheet.as_deref(), mapping);
            let (mapping, told) = grown(&tabled, sheet, (made, mapping), how);
            // What is said beside the mapping is said for this file.
            let mapping = Mapping {
                date_order: how.date_order.or(mapping.date_order),
                zone: how.zone.or(mapping.zone),
                ..mapping
            };
            (tabled.import(sheet, &mapping, Vec::new()), made.sheet.as_deref(), told)
        }
        None => {
            let how = How { mapping: made.mapping.clone(), ..how.clone() };
            (import(input, &how), made.sheet.as_deref(), Vec::new())
        }
    };
    let mapping = imported.mapping.clone();
    let mut read = imported.into_read(&input.name);
    read.diagnostics.splice(0..0, told);
    note(&mut read.value, &input.name, &input.sha256, mapping.as_ref(), sheet);
    Reading { case: read.value, diagnostics: read.diagnostics, mapping }
}

/// A mapping with the columns that a table got since. What somebody says of its columns is not added to.
fn grown(
    tabled: &Tabled,
    sheet: usize,
    (made, mapping): (&Made, &Mapping),
    how: &How,
) -> (Mapping, Vec<Diagnostic>) {
    let table = tabled.tables.get(sheet).filter(|_| how.mapping.is_none());
    let Some(table) = table.filter(|table| table.header != mapping.header) else {
        return (mapping.clone(), Vec::new());
    };
    let (guessed, _) = tabled.guess(sheet, how);
    mapping.grown(&guessed, &made.fields, &tabled.name, table)
}

/// Puts what a file says now, read by [`read`], into the case that was made from it.
#[must_use]
pub fn again(edited: &Case, made: &Made, now: &Case) -> Again {
    let mut plain = now.clone();
    let mut noted = plain.extra.remove(FIELD);
    let sources = follow::sources(made, edited, &mut plain);
    let found = matching::rename(made, edited, &mut plain);
    let clocks = clocks::settle(edited, made, &mut plain);
    if let Some(noted) = noted.as_mut().and_then(Value::as_object_mut) {
        // Under the names of the case, and in its zones.
        noted.insert("rows".to_owned(), rows(&plain));
        for (field, names) in [("called", &found.called), ("sources", &sources)] {
            if !names.is_empty() {
                noted.insert(field.to_owned(), json!(names));
            }
        }
    }
    let now = &plain;
    let here: BTreeMap<&str, &Event> = now.events.iter().map(|e| (e.id.as_str(), e)).collect();
    let kept: BTreeMap<&str, &Event> = edited.events.iter().map(|e| (e.id.as_str(), e)).collect();
    let mut before = Case { events: Vec::new(), ..now.clone() };
    // A lane or a source that the case has not is new in the file, or is needed again by a row.
    before.lanes.retain(|l| edited.lanes.iter().any(|e| e.id == l.id));
    before.sources.retain(|s| edited.sources.iter().any(|e| e.id == s.id));
    let mut out = Again { found: found.again, ..Again::default() };
    for (id, row) in &made.rows {
        let (now, edited) = (here.get(id.as_str()), kept.get(id.as_str()));
        out.changed += usize::from(now.is_some_and(|now| digits(now) != *row));
        out.gone += usize::from(now.is_none() && edited.is_some());
        before.events.extend(match (now, edited) {
            (now, Some(edited)) => Some(then(row, edited, now.copied())),
            // What somebody took out stays out, whatever the file says of it.
            (Some(now), None) => Some((*now).clone()),
            (None, None) => None,
        });
    }
    out.new = here.keys().filter(|id| !made.rows.contains_key(**id)).count();
    let mut mine = edited.clone();
    let old = mine.extra.remove(FIELD);
    (out.case, out.told) = update(&mine, &before, now);
    out.told.splice(0..0, clocks.into_iter().chain(found.told));
    if let Some(noted) = noted.or(old) {
        out.case.extra.insert(FIELD.to_owned(), noted);
    }
    out
}

/// What a row said when it was read last, as far as it can be told: a field of now that its digits know.
fn then(row: &BTreeSet<String>, edited: &Event, now: Option<&Event>) -> Event {
    let (mine, theirs) = (fields(edited), now.map(fields).unwrap_or_default());
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    let mut then = Map::new();
    for name in names {
        let known = |all: &Map<String, Value>| {
            all.get(name).filter(|v| row.contains(&digits_of(name, v))).cloned()
        };
        // Changed on both sides, the field has no third state: any that is none of the two makes it a conflict.
        let neither = || match name.as_str() {
            "id" => mine.get(name).cloned(),
            "title" | "lane" => Some(json!("")),
            _ => None,
        };
        if let Some(value) = known(&mine).or_else(|| known(&theirs)).or_else(neither) {
            then.insert(name.clone(), value);
        }
    }
    if now.is_none() {
        // Nothing is compared with; what was edited is no change of the file.
        return edited.clone();
    }
    serde_json::from_value(Value::Object(then)).unwrap_or_else(|_| edited.clone())
}

fn fields(event: &Event) -> Map<String, Value> {
    match serde_json::to_value(event) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The digits of every field of an event, its identifier apart.
fn digits(event: &Event) -> BTreeSet<String> {
    let all = fields(event);
    all.iter().filter(|(name, _)| *name != "id").map(|(n, v)| digits_of(n, v)).collect()
}

fn digits_of(name: &str, value: &Value) -> String {
    let mut text = name.to_owned();
    spell(value, &mut text);
    let hash = sha256_hex(text.as_bytes());
    hash.get(..DIGITS).unwrap_or(&hash).to_owned()
}

/// A value as text, whatever order its fields have.
fn spell(value: &Value, out: &mut String) {
    out.push('\u{1f}');
    match value {
        Value::Array(list) => list.iter().for_each(|v| spell(v, out)),
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            for (name, value) in sorted {
                out.push_str(name);
                spell(value, out);
            }
        }
        other => out.push_str(&other.to_string()),
    }
    out.push('\u{1e}');
}
