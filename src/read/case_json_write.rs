//! Writes a case so that a version control system shows only what was changed.
//!
//! Three trees are held side by side: the text as it stands in the file, what the reader made of it,
//! and the case as it is now. Where the last two agree, the text is kept to the letter. So fields
//! that this program does not know, and even values that it could not read, survive a save.

use super::case_json::{made_id, of_root};
use super::findings::Findings;
use super::json_tree;
use super::node::{Kind, Node};
use super::pretty::{Each, Piece};
use crate::case::Case;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};

/// The case file: JSON with two spaces of indentation and a final line break.
///
/// `original` is the text that the case was read from. What did not change since is written as it
/// stood there: the order of the fields, their layout, and everything that was not understood. A case that
/// says what the text says is the text, to the byte.
#[must_use]
pub fn write_case(case: &Case, original: Option<&str>) -> String {
    let Some(original) = original else {
        return anew(case).to_text();
    };
    let ours = value_of(case);
    let text = original.strip_prefix('\u{FEFF}').unwrap_or(original);
    let mut ignored = Findings::new("", text);
    let parsed = json_tree::parse(text, &mut ignored);
    let Some(raw) = parsed.root.filter(|root| matches!(root.kind, Kind::Object(_))) else {
        return Piece::Value(ours).to_text();
    };
    let base = value_of(&of_root(raw.clone(), &mut ignored));
    let merge = Merge { text, to_the_letter: parsed.strict };
    if base == ours && parsed.strict {
        return original.to_owned();
    }
    match (&base, &ours) {
        (Value::Object(base), Value::Object(ours)) => {
            let mark = if text.len() < original.len() { "\u{FEFF}" } else { "" };
            format!("{mark}{}", merge.object(&raw, base, ours).to_text())
        }
        _ => Piece::Value(ours).to_text(),
    }
}

/// The types of the record cannot fail to be written; were it otherwise, nothing is better than half.
fn value_of(case: &Case) -> Value {
    serde_json::to_value(case).unwrap_or_default()
}

/// A case that was read from no text. Its events and sources are written from where they lie.
fn anew(case: &Case) -> Piece<'_> {
    let Value::Object(fields) = value_of(&without_lists(case)) else {
        return Piece::Value(value_of(case));
    };
    let piece = |(name, value): (String, Value)| {
        let piece = match name.as_str() {
            "events" => Piece::Each(Each::Events(&case.events)),
            "sources" => Piece::Each(Each::Sources(&case.sources)),
            _ => Piece::Value(value),
        };
        (name, piece)
    };
    Piece::Object(fields.into_iter().map(piece).collect())
}

/// All of a case but its events and sources.
fn without_lists(case: &Case) -> Case {
    Case {
        format: case.format.clone(),
        version: case.version,
        title: case.title.clone(),
        subtitle: case.subtitle.clone(),
        zone: case.zone.clone(),
        as_of: case.as_of.clone(),
        note: case.note.clone(),
        opening: case.opening.clone(),
        rules: case.rules.clone(),
        lanes: case.lanes.clone(),
        sources: Vec::new(),
        events: Vec::new(),
        states: case.states.clone(),
        fixed_limits: case.fixed_limits.clone(),
        views: case.views.clone(),
        figures: case.figures.clone(),
        story: case.story.clone(),
        redactions: case.redactions.clone(),
        saved_views: case.saved_views.clone(),
        scenarios: case.scenarios.clone(),
        log: case.log.clone(),
        extra: case.extra.clone(),
    }
}

/// Fields that the reader makes up where they are missing. After a change elsewhere it could make up
/// others, so they are written as soon as anything is.
const MADE_UP: [&str; 3] = ["id", "lane", "lanes"];

/// What is needed to keep text: the text itself, and whether pieces of it are fit to stand in JSON.
struct Merge<'a> {
    text: &'a str,
    to_the_letter: bool,
}

impl<'a> Merge<'a> {
    /// As it stood. Text that was mended to be read is not put back: it would be broken again.
    fn kept(&self, raw: &Node) -> Piece<'a> {
        match self.text.get(raw.span.clone()) {
            Some(text) if self.to_the_letter => Piece::Kept(text),
            _ => Piece::Value(raw.to_value()),
        }
    }

    /// `field` is the name of the list or field that the value stands in.
    fn value(&self, field: &str, raw: &Node, base: &Value, ours: &Value) -> Piece<'a> {
        if base == ours && nothing_made_up(raw, base) {
            return self.kept(raw);
        }
        match (&raw.kind, base, ours) {
            (Kind::Object(_), Value::Object(base), Value::Object(ours)) => {
                self.object(raw, base, ours)
            }
            (Kind::List(list), Value::Array(base), Value::Array(ours)) => {
                self.list(field, list, base, ours)
            }
            _ => Piece::Value(ours.clone()),
        }
    }

    /// Fields in the order of the file; new ones follow the field that they follow in the manual.
    fn object(
        &self,
        raw: &Node,
        base: &Map<String, Value>,
        ours: &Map<String, Value>,
    ) -> Piece<'a> {
        let mut fields: Vec<(String, Piece<'a>)> = Vec::new();
        for member in raw.members() {
            // A claim may call its list of sources `source`.
            let renamed = member.key == "source"
                && !base.contains_key("source")
                && base.contains_key("sources");
            let key = if renamed { "sources" } else { member.key.as_str() };
            let piece = match (base.get(key), ours.get(key)) {
                (Some(base), Some(ours)) => self.value(key, &member.value, base, ours),
                (None, Some(ours)) => Piece::Value(ours.clone()),
                (None, None) => self.kept(&member.value),
                (Some(_), None) => continue,
            };
            let name = if matches!(piece, Piece::Kept(_)) { member.key.as_str() } else { key };
            fields.push((name.to_owned(), piece));
        }
        let written: Vec<String> = fields
            .iter()
            .map(|(key, _)| {
                if key == "source" && !ours.contains_key(key) {
                    "sources".to_owned()
                } else {
                    key.clone()
                }
            })
            .collect();
        let mut after = 0;
        for (key, value) in ours {
            if let Some(n) = written.iter().position(|k| k == key) {
                // The seats of those that were put in before are counted too.
                let seat = fields
                    .iter()
                    .position(|(k, _)| k == key || (key == "sources" && k == "source"));
                after = seat.unwrap_or(n) + 1;
                continue;
            }
            // Where the reader would say the same, nothing needs to be written.
            let made_up = MADE_UP.contains(&key.as_str()) && *value != Value::Array(Vec::new());
            if base.get(key) == Some(value) && !made_up {
                continue;
            }
            fields.insert(after.min(fields.len()), (key.clone(), Piece::Value(value.clone())));
            after += 1;
        }
        Piece::Object(fields)
    }

    /// Elements in the order of the case, each held against its namesake in the file.
    fn list(&self, field: &str, raw: &[Node], base: &[Value], ours: &[Value]) -> Piece<'a> {
        let mut raw_by_name: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (n, node) in raw.iter().enumerate() {
            raw_by_name.entry(name_of_raw(field, n, node)).or_default().push_back(n);
        }
        let mut base_by_name: BTreeMap<String, VecDeque<&Value>> = BTreeMap::new();
        for value in base {
            base_by_name.entry(name_of(value)).or_default().push_back(value);
        }
        // Each piece with the seat it had in the file, if it had one.
        let mut pieces: Vec<(Option<usize>, Piece<'a>)> = Vec::new();
        for value in ours {
            let name = name_of(value);
            let seat = raw_by_name.get_mut(&name).and_then(VecDeque::pop_front);
            let before = base_by_name.get_mut(&name).and_then(VecDeque::pop_front);
            let piece = match (seat.and_then(|n| raw.get(n)), before) {
                (Some(node), Some(before)) => self.value("", node, before, value),
                _ => Piece::Value(value.clone()),
            };
            pieces.push((seat, piece));
        }
        // What the file has and the reader did not take is kept; what it took and is no more was removed.
        let mut left_out: Vec<usize> = Vec::new();
        for (name, seats) in &raw_by_name {
            let removed = base_by_name.get(name).map_or(0, VecDeque::len);
            left_out.extend(seats.iter().skip(removed));
        }
        left_out.sort_unstable();
        for seat in left_out {
            let after =
                pieces.iter().rposition(|(n, _)| n.is_some_and(|n| n < seat)).map_or(0, |n| n + 1);
            if let Some(node) = raw.get(seat) {
                pieces.insert(after, (Some(seat), self.kept(node)));
            }
        }
        Piece::List(pieces.into_iter().map(|(_, piece)| piece).collect())
    }
}

/// False where the reader made up an id or a lane somewhere in the value.
fn nothing_made_up(raw: &Node, base: &Value) -> bool {
    match (&raw.kind, base) {
        (Kind::List(list), Value::Array(values)) => {
            list.len() == values.len()
                && list.iter().zip(values).all(|(r, b)| nothing_made_up(r, b))
        }
        (Kind::Object(members), Value::Object(map)) => {
            let written = |key: &str| !map.contains_key(key) || raw.get(key).is_some();
            MADE_UP.into_iter().all(written)
                && members
                    .iter()
                    .all(|m| map.get(&m.key).is_none_or(|b| nothing_made_up(&m.value, b)))
        }
        _ => true,
    }
}

/// What an element of a list is known by: its id, or what it refers to, or what it says.
fn name_of(value: &Value) -> String {
    let field =
        |key: &str| value.get(key).map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    let known = ["id", "source", "fact", "group"].into_iter().find_map(field);
    known.or_else(|| value.as_str().map(str::to_owned)).unwrap_or_else(|| value.to_string())
}

/// The same for an element as the file has it, which may lack the id that the reader gave it.
fn name_of_raw(field: &str, seat: usize, node: &Node) -> String {
    let one = match field {
        "lanes" => "lane",
        "sources" => "source",
        "events" => "event",
        "states" => "state",
        "fixed_limits" => "limit",
        "claims" => "claim",
        _ => "",
    };
    let value = node.to_value();
    let has_id = value.get("id").is_some_and(|id| id.as_str() != Some(""));
    // References to sources stand in a list of the same name, but have a field `source`.
    if one.is_empty()
        || has_id
        || !value.is_object()
        || value.get("source").is_some() && field == "sources"
    {
        name_of(&value)
    } else {
        made_id(one, seat)
    }
}
