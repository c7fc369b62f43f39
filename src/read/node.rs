//! A tree of what a file says, in which everything knows its place. JSON and TOML both become one.

use super::findings::{At, Finding, Findings};
use jsonc_parser::ast;
use serde_json::{Map, Number, Value};
use std::fmt::Write as _;
use std::ops::Range;
use toml::de::{DeString, DeTable, DeValue};

/// Longest text of a field, in bytes. A window could not lay out more.
pub(super) const LONGEST_TEXT: usize = 1 << 20;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Bytes of the text that it takes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
    /// It was wrong and is passed over; it keeps its seat, so that numbers in paths stay those of the file.
    Gone,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    pub key: String,
    /// Where the name stands.
    pub key_at: usize,
    pub value: Node,
}

/// One step into a tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// `events[3].when` out of `events[3]` and a step to `when`.
pub(super) fn path_text(start: &str, steps: &[Step]) -> String {
    let mut path = start.to_owned();
    for step in steps {
        // Writing to a text cannot fail.
        let _ = match step {
            Step::Key(key) if path.is_empty() => write!(path, "{key}"),
            Step::Key(key) => write!(path, ".{key}"),
            Step::Index(n) => write!(path, "[{n}]"),
        };
    }
    path
}

impl Node {
    pub(super) fn new(span: Range<usize>, kind: Kind) -> Self {
        Self { span, kind }
    }

    /// Where it starts.
    pub(super) const fn at(&self) -> At {
        At::Offset(self.span.start)
    }

    /// True where it was given up.
    pub(super) fn is_gone(&self) -> bool {
        self.kind == Kind::Gone
    }

    /// The field of that name, if this is an object that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|m| m.key == key && !m.value.is_gone()).map(|m| &m.value)
    }

    /// Takes the field of that name out.
    pub(super) fn take(&mut self, key: &str) -> Option<Self> {
        let Kind::Object(members) = &mut self.kind else {
            return None;
        };
        let n = members.iter().position(|m| m.key == key)?;
        Some(members.remove(n).value)
    }

    /// Puts a field in that the file does not have, so that it stands where its object starts.
    pub(super) fn put(&mut self, key: &str, text: String) {
        self.take(key);
        let at = self.span.start;
        if let Kind::Object(members) = &mut self.kind {
            let value = Self::new(at..at, Kind::Text(text));
            members.push(Member { key: key.to_owned(), key_at: at, value });
        }
    }

    /// The fields of an object; none where this is something else.
    pub(super) fn members(&self) -> &[Member] {
        if let Kind::Object(members) = &self.kind { members } else { &[] }
    }

    /// The text, if this is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }

    /// The same steps as the file counts: numbers in a record pass over what is gone. Ends at the
    /// first step that leads nowhere.
    pub(super) fn seats(&self, steps: &[Step]) -> Vec<Step> {
        let mut node = self;
        let mut seats = Vec::new();
        for step in steps {
            let seat = match step {
                Step::Index(n) => Step::Index(node.seat(*n)),
                Step::Key(_) => step.clone(),
            };
            let Some(next) = node.child(&seat) else { break };
            node = next;
            seats.push(seat);
        }
        seats
    }

    /// What stands on a seat of this list or object.
    pub(super) fn child(&self, seat: &Step) -> Option<&Self> {
        match (seat, &self.kind) {
            (Step::Key(key), _) => self.get(key),
            (Step::Index(n), Kind::List(list)) => list.get(*n),
            (Step::Index(_), _) => None,
        }
    }

    /// How many values there are in it, itself included.
    pub(super) fn count(&self) -> usize {
        1 + match &self.kind {
            Kind::List(list) => list.iter().map(Self::count).sum(),
            Kind::Object(members) => members.iter().map(|m| m.value.count()).sum::<usize>(),
            _ => 0,
        }
    }

    /// Seats of what stands behind these in the same list and is of the same kind: in a long list all are meant to be
    /// the same, and what is wrong with one is wrong with each.
    pub(super) fn alike(&self, seats: &[Step]) -> Vec<usize> {
        let Some((Step::Index(n), above)) = seats.split_last() else { return Vec::new() };
        let list = above.iter().try_fold(self, |node, seat| node.child(seat));
        let Some(Kind::List(list)) = list.map(|node| &node.kind) else { return Vec::new() };
        // A short one may be a pair, with another thing on each seat.
        let Some(first) = list.get(*n).filter(|_| list.len() > 8) else { return Vec::new() };
        let same = |node: &Self| match (&first.kind, &node.kind) {
            (Kind::Number(a), Kind::Number(b)) => a.is_f64() == b.is_f64(),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        };
        (n + 1..)
            .zip(list.get(n + 1..).unwrap_or_default())
            .filter(|(_, x)| same(x))
            .map(|(n, _)| n)
            .collect()
    }

    /// What stands on these seats.
    pub(super) fn at_mut(&mut self, seats: &[Step]) -> Option<&mut Self> {
        let mut node = self;
        for seat in seats {
            node = match (seat, &mut node.kind) {
                (Step::Key(key), Kind::Object(members)) => {
                    let mut fields = members.iter_mut();
                    &mut fields.find(|m| &m.key == key && !m.value.is_gone())?.value
                }
                (Step::Index(n), Kind::List(list)) => list.get_mut(*n)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The seat in a list of its `n`th element that is not gone.
    fn seat(&self, n: usize) -> usize {
        let Kind::List(list) = &self.kind else {
            return n;
        };
        list.iter().enumerate().filter(|(_, x)| !x.is_gone()).nth(n).map_or(n, |(seat, _)| seat)
    }

    /// The same without places.
    pub(super) fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Null | Kind::Gone => Value::Null,
            Kind::Bool(b) => Value::Bool(*b),
            Kind::Number(n) => Value::Number(n.clone()),
            Kind::Text(text) => Value::String(text.clone()),
            Kind::List(list) => list.iter().filter(|n| !n.is_gone()).map(Self::to_value).collect(),
            Kind::Object(members) => {
                let present = members.iter().filter(|m| !m.value.is_gone());
                Value::Object(
                    present.map(|m| (m.key.clone(), m.value.to_value())).collect::<Map<_, _>>(),
                )
            }
        }
    }

    /// Out of a JSON tree. Texts that are too long are cut, names that come twice are told.
    pub(super) fn from_json(value: ast::Value<'_>, findings: &mut Findings) -> Self {
        let span = |range: jsonc_parser::common::Range| range.start..range.end;
        match value {
            ast::Value::NullKeyword(x) => Self::new(span(x.range), Kind::Null),
            ast::Value::BooleanLit(x) => Self::new(span(x.range), Kind::Bool(x.value)),
            ast::Value::StringLit(x) => {
                let text = cut_long(x.value.into_owned(), x.range.start, findings);
                Self::new(span(x.range), Kind::Text(text))
            }
            ast::Value::NumberLit(x) => {
                let kind = number(x.value).map_or_else(
                    || {
                        let at = At::Offset(x.range.start);
                        findings.push(
                            Finding::warning(at, "this number is too large; it is kept as text")
                                .found(x.value),
                        );
                        Kind::Text(x.value.to_owned())
                    },
                    Kind::Number,
                );
                Self::new(span(x.range), kind)
            }
            ast::Value::Array(x) => {
                let list = x.elements.into_iter().map(|e| Self::from_json(e, findings)).collect();
                Self::new(span(x.range), Kind::List(list))
            }
            ast::Value::Object(x) => {
                let members = x.properties.into_iter().map(|p| Member {
                    key_at: p.range.start,
                    key: p.name.into_string(),
                    value: Self::from_json(p.value, findings),
                });
                let mut members: Vec<Member> = members.collect();
                drop_twins(&mut members, findings);
                Self::new(span(x.range), Kind::Object(members))
            }
        }
    }

    /// Out of a TOML value. Dates become text.
    fn from_toml(value: &toml::Spanned<DeValue<'_>>) -> Self {
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.clone().into_owned()),
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix())
                .map_or_else(|_| Kind::Text(n.as_str().to_owned()), |n| Kind::Number(n.into())),
            DeValue::Float(x) => {
                number(x.as_str()).map_or_else(|| Kind::Text(x.as_str().to_owned()), Kind::Number)
            }
            DeValue::Boolean(b) => Kind::Bool(*b),
            DeValue::Datetime(d) => Kind::Text(d.to_string()),
            DeValue::Array(list) => Kind::List(list.iter().map(Self::from_toml).collect()),
            DeValue::Table(table) => Self::toml_object(table),
        };
        Self::new(value.span(), kind)
    }

    /// Out of a whole TOML document.
    pub(super) fn from_toml_table(table: &toml::Spanned<DeTable<'_>>) -> Self {
        Self::new(table.span(), Self::toml_object(table.get_ref()))
    }

    /// The fields of a table.
    fn toml_object(table: &DeTable<'_>) -> Kind {
        let member = |(key, value): (&toml::Spanned<DeString<'_>>, _)| Member {
            key: key.get_ref().clone().into_owned(),
            key_at: key.span().start,
            value: Self::from_toml(value),
        };
        Kind::Object(table.iter().map(member).collect())
    }
}

/// A JSON number; also with a plus sign or in hexadecimal, which the parser warns of before.
pub(super) fn number(text: &str) -> Option<Number> {
    let plain = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
    match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => i64::from_str_radix(hex, 16).ok().map(|n| Number::from(sign * n)),
        None => plain.parse().ok(),
    }
}

/// Keeps the start of a text that is too long, and says so.
fn cut_long(mut text: String, at: usize, findings: &mut Findings) -> String {
    if text.len() > LONGEST_TEXT {
        let whole = text.len();
        text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        findings.push(
            Finding::error(At::Offset(at), "this text is too long; the first 1 MiB of it was read")
                .found(format!("{whole} bytes"))
                .expected("at most 1 MiB of text in one field")
                .hint("keep long documents beside the case file and refer to them as sources"),
        );
    }
    text
}

/// So many names are compared each with each: that takes less than to make a list of them and to sort it.
const FEW_NAMES: usize = 12;

/// True where two fields have the same name.
pub(super) fn has_twins(members: &[Member]) -> bool {
    if members.len() <= FEW_NAMES {
        let twin = |(n, m): (usize, &Member)| members.iter().take(n).any(|b| b.key == m.key);
        return members.iter().enumerate().any(twin);
    }
    let mut names: Vec<&str> = members.iter().map(|m| m.key.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

/// Of fields with the same name the last holds, as in every other JSON reader.
fn drop_twins(members: &mut Vec<Member>, findings: &mut Findings) {
    if !has_twins(members) {
        return;
    }
    let mut last = std::collections::BTreeMap::new();
    for (n, member) in members.iter().enumerate() {
        last.insert(member.key.clone(), n);
    }
    let mut n = 0;
    members.retain(|member| {
        let holds = last.get(&member.key).is_none_or(|last| *last == n);
        n += 1;
        if !holds {
            findings.push(
                Finding::error(
                    At::Offset(member.key_at),
                    format!("the field “{}” is given twice", member.key),
                )
                .hint("remove one of them; the last one is used"),
            );
        }
        holds
    });
}
