//! The time limits that a query finds.

use super::index::Index;
use super::set::Set;
use super::syntax::{Field, Node, Text, Value};
use super::words::{each, key};
use crate::case::RuleId;
use crate::law::Deadline;
use std::collections::BTreeMap;

/// The rows of a case with what a query can ask about them. Rows of single claims are left out.
pub(super) struct Rows<'a> {
    rows: &'a [Deadline],
    main: Set,
    /// Texts by rule: rows of one rule say the same.
    said: BTreeMap<&'a RuleId, Said>,
    /// Events of each row.
    events: Vec<Vec<u32>>,
    len: usize,
    asked: bool,
    /// True where limits are asked for by name, so that words may be those of their events too.
    named: bool,
}

/// What a rule says, in words.
#[derive(Debug, Default)]
struct Said {
    /// Number and headline: what `limit:` asks for.
    short: Vec<Vec<String>>,
    /// All of it.
    long: Vec<Vec<String>>,
    /// The whole names of the rule.
    names: Vec<String>,
}

impl<'a> Rows<'a> {
    /// Makes the rows ready, where the query asks for limits at all.
    pub fn new(index: &Index, query: &Node, rows: &'a [Deadline]) -> Self {
        let named = names_limits(query);
        let asked = named || says(query);
        let rows = if asked { rows } else { &[] };
        let mut said = BTreeMap::new();
        for row in rows {
            said.entry(&row.rule).or_insert_with(|| Said::of(row));
        }
        let place = |row: &Deadline| {
            row.events().filter_map(|id| index.by_id.get(id).copied()).collect::<Vec<_>>()
        };
        Self {
            main: Set::of(rows.len(), |n| rows.get(n).is_some_and(|row| row.claim.is_none())),
            events: rows.iter().map(place).collect(),
            len: index.len(),
            rows,
            said,
            asked,
            named,
        }
    }

    /// True where the query asks for limits: by `limit:`, or by words.
    pub const fn are_asked(&self) -> bool {
        self.asked
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// All rows that a query can find.
    pub const fn all(&self) -> &Set {
        &self.main
    }

    fn keep(&self, keep: impl Fn(&Deadline, &Said) -> bool) -> Set {
        Set::of(self.rows.len(), |n| {
            let Some(row) = self.rows.get(n).filter(|row| row.claim.is_none()) else {
                return false;
            };
            self.said.get(&row.rule).is_some_and(|said| keep(row, said))
        })
    }

    /// Limits that `limit:` means by a value.
    pub fn meant(&self, value: &Value) -> Set {
        match value {
            Value::Verdict(verdict) => self.keep(|row, _| row.verdict == *verdict),
            Value::Name { words, key } => {
                let whole = self.keep(|_, said| said.names.contains(key));
                if !whole.is_empty() {
                    return whole;
                }
                self.keep(|_, said| words.iter().all(|w| stands(w, &said.short)))
            }
            _ => Set::none(self.rows.len()),
        }
    }

    /// Limits that say a text themselves; beside `limit:` also those that rest on an event that says it.
    pub fn saying(&self, text: &Text, events: &Set) -> Set {
        let mut found = self.keep(|_, said| stands(text, &said.long));
        if self.named {
            found.or(&self.resting_on(events));
        }
        found
    }

    /// Limits that rest on one of the events.
    pub fn resting_on(&self, events: &Set) -> Set {
        let mut found = Set::of(self.rows.len(), |n| {
            self.events.get(n).into_iter().flatten().any(|event| events.has(*event as usize))
        });
        found.and(&self.main);
        found
    }

    /// The events that limits rest on.
    pub fn events(&self, limits: &Set) -> Set {
        let mut events = Set::none(self.len);
        for n in limits.places() {
            for event in self.events.get(n).into_iter().flatten() {
                events.add(*event as usize);
            }
        }
        events
    }
}

impl Said {
    fn of(row: &Deadline) -> Self {
        let words = |text: &str| {
            let mut list = Vec::new();
            each(text, |word, _, _| list.push(word.to_owned()));
            list
        };
        let group = row.group.as_deref().unwrap_or_default();
        let short = [row.rule.as_str(), &row.provision, &row.title, &row.time_words, group];
        let short: Vec<_> = short.into_iter().map(words).collect();
        let long = [row.citation.as_str(), &row.bound].into_iter().map(words);
        let names = [row.rule.as_str(), &row.provision, &row.title].map(key);
        Self { long: short.iter().cloned().chain(long).collect(), short, names: names.into() }
    }
}

/// True where a text stands in one of the parts. The last word may go on, unless it was quoted.
fn stands(text: &Text, parts: &[Vec<String>]) -> bool {
    let Some((end, start)) = text.words.split_last() else { return false };
    let open = !text.quoted && end.chars().count() > 2 && !end.chars().all(char::is_numeric);
    parts.iter().any(|part| {
        part.windows(text.words.len()).any(|window| {
            window.split_last().is_some_and(|(last, first)| {
                first == start && (last == end || (open && last.starts_with(end.as_str())))
            })
        })
    })
}

/// True where `limit:` is asked for, and not only left out.
fn names_limits(query: &Node) -> bool {
    any(query, &|node| matches!(node, Node::Field(Field::Limit, _)))
}

/// True where words are asked for.
fn says(query: &Node) -> bool {
    any(query, &|node| matches!(node, Node::Text(_)))
}

fn any(query: &Node, is: &impl Fn(&Node) -> bool) -> bool {
    match query {
        Node::And(parts) | Node::Or(parts) => parts.iter().any(|part| any(part, is)),
        Node::Not(_) | Node::All => false,
        part => is(part),
    }
}
