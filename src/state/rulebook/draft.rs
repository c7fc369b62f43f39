//! The draft: fields as text, and what the reader makes of them.

use super::fields::{Shape, fields};
use super::holidays;
use crate::date::Calendar;
use crate::law::{Instrument, Library, Provision};
use crate::read::bundled::read_calendar;
use crate::read::instruments::read_instrument;
use crate::read::rules_write::{write_calendar, write_instrument};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// What is edited. `None` stands for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An instrument as a whole.
    Head(Option<String>),
    /// A rule of an instrument.
    Rule(String, Option<String>),
    /// A profile of an instrument.
    Profile(String, Option<String>),
    /// A calendar.
    Calendar(Option<String>),
}

/// A thing as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Its fields, by their names.
    pub fields: BTreeMap<&'static str, String>,
    /// The same as they were opened.
    before: BTreeMap<&'static str, String>,
    /// Fields of the file that the editor does not show.
    rest: Table,
}

/// What the reader makes of a draft.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// The instrument with the change in it; `None` while something is wrong, or where a calendar is edited.
    pub instrument: Option<Instrument>,
    /// The rule that is edited.
    pub provision: Option<Provision>,
    /// The calendar.
    pub calendar: Option<Calendar>,
    /// What is wrong, each a sentence.
    pub problems: Vec<String>,
}

impl Kind {
    /// The instrument in which it stands.
    #[must_use]
    pub fn instrument(&self) -> Option<&str> {
        match self {
            Self::Head(id) => id.as_deref(),
            Self::Rule(id, _) | Self::Profile(id, _) => Some(id),
            Self::Calendar(_) => None,
        }
    }
}

impl Draft {
    /// A thing of the library as it would be typed; `None` where there is none of that name.
    #[must_use]
    pub fn of(kind: Kind, library: &Library) -> Option<Self> {
        let table = table_of(&kind, library)?;
        let mut rest = table;
        let mut typed = BTreeMap::new();
        for field in fields(&kind) {
            let value = take(&mut rest, field.key);
            let text = value.map(|v| as_text(&v, field.shape)).unwrap_or_default();
            let text = match field.shape {
                Shape::Choice([first, ..]) if text.is_empty() => (*first).to_owned(),
                _ => text,
            };
            typed.insert(field.key, text);
        }
        Some(Self { kind, before: typed.clone(), fields: typed, rest })
    }

    /// True where something was typed.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.fields != self.before
    }

    /// What was typed into a field.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.fields.get(key).map_or("", String::as_str)
    }

    /// Reads what was typed, as if it stood in a file of the library.
    #[must_use]
    pub fn compile(&self, library: &Library) -> Compiled {
        let mut compiled = Compiled::default();
        let table = match self.table() {
            Ok(table) => table,
            Err(problem) => {
                compiled.problems.push(problem);
                return compiled;
            }
        };
        match &self.kind {
            Kind::Calendar(old) => {
                self.compile_calendar(old.as_deref(), &table, library, &mut compiled)
            }
            Kind::Head(old) => self.compile_head(old.as_deref(), &table, library, &mut compiled),
            Kind::Rule(instrument, old) => {
                self.compile_part(
                    instrument,
                    "provision",
                    old.as_deref(),
                    table,
                    library,
                    &mut compiled,
                );
            }
            Kind::Profile(instrument, old) => {
                self.compile_part(
                    instrument,
                    "profile",
                    old.as_deref(),
                    table,
                    library,
                    &mut compiled,
                );
            }
        }
        compiled
    }

    fn compile_calendar(
        &self,
        old: Option<&str>,
        table: &Table,
        library: &Library,
        compiled: &mut Compiled,
    ) {
        let read = read_calendar("the calendar", &table.to_string());
        compiled.problems.extend(read.diagnostics.into_iter().map(|d| d.message));
        compiled.calendar = read.value;
        let id = self.text("id");
        if old != Some(id) && library.calendars.contains_key(id) {
            compiled.problems.push(format!("there is a calendar “{id}” already"));
        }
        unnamed(id, &mut compiled.problems);
    }

    fn compile_head(
        &self,
        old: Option<&str>,
        table: &Table,
        library: &Library,
        compiled: &mut Compiled,
    ) {
        let read = read_instrument("the instrument", &table.to_string());
        compiled.problems.extend(read.diagnostics.into_iter().map(sentence));
        let id = self.text("id");
        if old != Some(id) && library.instruments.iter().any(|i| i.id == id) {
            compiled.problems.push(format!("there is an instrument “{id}” already"));
        }
        unnamed(id, &mut compiled.problems);
        let parts = old.and_then(|id| library.instruments.iter().find(|i| i.id == id));
        compiled.instrument = read.value.map(|head| {
            let mut provisions = parts.map(|i| i.provisions.clone()).unwrap_or_default();
            provisions.iter_mut().for_each(|p| p.instrument.clone_from(&head.id));
            Instrument {
                profiles: parts.map(|i| i.profiles.clone()).unwrap_or_default(),
                provisions,
                ..head
            }
        });
    }

    /// A rule or a profile is read inside its instrument: what refers to it is judged with it.
    fn compile_part(
        &self,
        instrument: &str,
        list: &str,
        old: Option<&str>,
        table: Table,
        library: &Library,
        compiled: &mut Compiled,
    ) {
        let Some(whole) = library.instruments.iter().find(|i| i.id == instrument) else {
            compiled.problems.push(format!("there is no instrument “{instrument}” any more"));
            return;
        };
        let id = self.text("id").to_owned();
        if id.trim().is_empty() {
            compiled.problems.push("the id is empty".to_owned());
        }
        let elsewhere = library.provisions().any(|(i, p)| {
            list == "provision" && p.id == id.as_str() && (i.id != instrument || old != Some(&id))
        });
        if elsewhere {
            compiled.problems.push(format!("there is a rule “{id}” already"));
        }
        let mut root = match write_instrument(whole, None).map(|text| text.parse::<Table>()) {
            Ok(Ok(root)) => root,
            // What is loaded can be written; were it not so, nothing is saved.
            Ok(Err(e)) => return compiled.problems.push(e.message().to_owned()),
            Err(e) => return compiled.problems.push(e.to_string()),
        };
        let items = root.entry(list).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(items) = items {
            let named = |v: &Value| v.get("id").and_then(Value::as_str) == old;
            match items.iter_mut().find(|v| old.is_some() && named(v)) {
                Some(seat) => *seat = Value::Table(table),
                None => items.push(Value::Table(table)),
            }
        }
        let read = read_instrument("the instrument", &root.to_string());
        compiled.problems.extend(read.diagnostics.into_iter().map(sentence));
        compiled.provision = read
            .value
            .as_ref()
            .and_then(|i| i.provisions.iter().find(|p| p.id == id.as_str()))
            .cloned();
        compiled.instrument = read.value.filter(|_| compiled.problems.is_empty());
    }

    /// The fields as they would stand in the file.
    fn table(&self) -> Result<Table, String> {
        let mut table = self.rest.clone();
        for field in fields(&self.kind) {
            let text = self.text(field.key).trim();
            let value = match field.shape {
                Shape::Flag => (text == "yes").then_some(Value::Boolean(true)),
                Shape::List => {
                    let items = text.split([',', '\n']).map(str::trim).filter(|t| !t.is_empty());
                    let items: Vec<Value> = items.map(|t| Value::String(t.to_owned())).collect();
                    (!items.is_empty()).then_some(Value::Array(items))
                }
                Shape::Holidays => {
                    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
                    let lines = lines.enumerate().map(|(n, line)| holidays::table_of(n + 1, line));
                    let tables = lines.collect::<Result<Vec<Table>, String>>()?;
                    let tables: Vec<Value> = tables.into_iter().map(Value::Table).collect();
                    (!tables.is_empty()).then_some(Value::Array(tables))
                }
                _ => (!text.is_empty()).then(|| Value::String(text.to_owned())),
            };
            if let Some(value) = value {
                put(&mut table, field.key, value);
            }
        }
        Ok(table)
    }
}

/// The thing as its file would have it; for a new one a table with nothing in it.
fn table_of(kind: &Kind, library: &Library) -> Option<Table> {
    let instrument = |id: &str| library.instruments.iter().find(|i| i.id == id);
    let part = |id: &str, list: &str, name: &str| -> Option<Table> {
        let root: Table = write_instrument(instrument(id)?, None).ok()?.parse().ok()?;
        let items = root.get(list)?.as_array()?;
        let found = items.iter().find(|v| v.get("id").and_then(Value::as_str) == Some(name))?;
        found.as_table().cloned()
    };
    match kind {
        Kind::Head(None) | Kind::Calendar(None) => Some(Table::new()),
        Kind::Rule(id, None) | Kind::Profile(id, None) => instrument(id).map(|_| Table::new()),
        Kind::Head(Some(id)) => {
            let head = Instrument {
                provisions: Vec::new(),
                profiles: Vec::new(),
                ..instrument(id)?.clone()
            };
            write_instrument(&head, None).ok()?.parse().ok()
        }
        Kind::Rule(id, Some(name)) => part(id, "provision", name),
        Kind::Profile(id, Some(name)) => part(id, "profile", name),
        Kind::Calendar(Some(id)) => {
            write_calendar(library.calendars.get(id)?, None).ok()?.parse().ok()
        }
    }
}

/// Takes a field out of a table; a dot leads into a table inside.
fn take(table: &mut Table, key: &str) -> Option<Value> {
    match key.split_once('.') {
        None => table.remove(key),
        Some((outer, inner)) => {
            let Some(Value::Table(inside)) = table.get_mut(outer) else { return None };
            let value = inside.remove(inner);
            if inside.is_empty() {
                table.remove(outer);
            }
            value
        }
    }
}

fn put(table: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((outer, inner)) => {
            let inside = table.entry(outer).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inside) = inside {
                inside.insert(inner.to_owned(), value);
            }
        }
    }
}

fn as_text(value: &Value, shape: Shape) -> String {
    match (value, shape) {
        (Value::String(text), _) => text.clone(),
        (Value::Boolean(on), _) => if *on { "yes" } else { "" }.to_owned(),
        (Value::Array(items), Shape::Holidays) => {
            let lines = items.iter().filter_map(Value::as_table).map(holidays::line_of);
            lines.collect::<Vec<_>>().join("\n")
        }
        (Value::Array(items), _) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (other, _) => other.to_string(),
    }
}

/// A finding in words, without the places of a file that nobody sees.
fn sentence(d: crate::read::Diagnostic) -> String {
    let mut words = d.message;
    if !d.expected.is_empty() {
        words += &format!("; expected {}", d.expected);
    }
    words
}

/// An id that cannot name a file.
fn unnamed(id: &str, problems: &mut Vec<String>) {
    if crate::read::own_file(std::path::Path::new(""), "", id).is_none() {
        problems
            .push("the id needs letters, digits and hyphens, because it names the file".to_owned());
    }
}

#[cfg(test)]
mod tests;
