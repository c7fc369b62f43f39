//! What a query finds: sets of events and of limits, part by part.

use super::Found;
use super::index::{Domain, Index};
use super::limits::Rows;
use super::set::Set;
use super::syntax::{Field, Node, Text, Value};
use super::vocabulary::{WordId, is_article};
use crate::date::{Bounds, When, Zone};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Words of a query up to which slips of the hand are looked for: a text that was pasted has no need of it.
const FORGIVEN: usize = 24;

/// What a part of a query finds.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    events: Set,
    limits: Set,
}

/// One question.
pub(super) struct Search<'a> {
    index: &'a Index,
    rows: &'a Rows<'a>,
    zone: Zone,
    /// True to find names in other spellings too.
    spellings: bool,
    /// True where another spelling was found.
    respelled: Cell<bool>,
    /// Words that were looked up.
    asked: Cell<usize>,
}

/// Everything that a query finds.
pub(super) fn run(index: &Index, query: &Node, rows: &Rows<'_>, zone: Zone) -> Found {
    let search = |spellings| Search {
        index,
        rows,
        zone,
        spellings,
        respelled: Cell::new(false),
        asked: Cell::new(0),
    };
    let wide = search(true);
    let hit = wide.node(query);
    let listed = |keep: &dyn Fn(usize) -> bool| {
        index.order.iter().map(|n| *n as usize).filter(|n| keep(*n)).collect::<Vec<_>>()
    };
    let events = listed(&|n| hit.events.has(n));
    let near = if wide.respelled.get() {
        let exact = search(false).node(query);
        listed(&|n| hit.events.has(n) && !exact.events.has(n))
    } else {
        Vec::new()
    };
    let limits = if rows.are_asked() { hit.limits.places().collect() } else { Vec::new() };
    Found { events, near, limits }
}

impl Search<'_> {
    fn nothing(&self) -> Hit {
        Hit { events: Set::none(self.index.len()), limits: Set::none(self.rows.len()) }
    }

    fn node(&self, node: &Node) -> Hit {
        match node {
            Node::All => {
                Hit { events: Set::all(self.index.len()), limits: self.rows.all().clone() }
            }
            Node::Not(part) => {
                let Hit { events, limits } = self.node(part);
                let mut limits = limits.not();
                limits.and(self.rows.all());
                Hit { events: events.not(), limits }
            }
            Node::And(parts) => {
                let mut hit = self.node(&Node::All);
                for part in parts {
                    if hit.events.is_empty() && hit.limits.is_empty() {
                        break;
                    }
                    let found = self.node(part);
                    hit.events.and(&found.events);
                    hit.limits.and(&found.limits);
                }
                hit
            }
            Node::Or(parts) => {
                parts.iter().map(|part| self.node(part)).fold(self.nothing(), |mut hit, found| {
                    hit.events.or(&found.events);
                    hit.limits.or(&found.limits);
                    hit
                })
            }
            Node::Text(text) => {
                let mut events = Set::none(self.index.len());
                for text in self.texts(text).places() {
                    self.index.add_holders(text, &mut events);
                }
                let limits = self.rows.saying(text, &events);
                Hit { events, limits }
            }
            Node::Field(field, values) => self.field(*field, values),
        }
    }

    fn field(&self, field: Field, values: &[Value]) -> Hit {
        let mut hit = self.nothing();
        for value in values {
            let events = match (field, value) {
                (Field::Limit, Value::Verdict(_) | Value::Name { .. }) => {
                    let limits = self.rows.meant(value);
                    hit.events.or(&self.rows.events(&limits));
                    hit.limits.or(&limits);
                    continue;
                }
                (_, Value::Date(edtf)) => self.dated(field, edtf),
                (_, Value::Certainty(c)) => self.plainly(|p| p.certainty == *c),
                (_, Value::Importance(i)) => self.plainly(|p| p.importance == *i),
                (_, Value::Trait(one)) => self.plainly(|p| p.is(*one)),
                (_, Value::Name { words, key }) => match field.domain() {
                    Some(domain) => self.valued(domain, words, key),
                    None => Set::none(self.index.len()),
                },
                (_, Value::Verdict(_)) => Set::none(self.index.len()),
            };
            hit.limits.or(&self.rows.resting_on(&events));
            hit.events.or(&events);
        }
        hit
    }

    fn plainly(&self, keep: impl Fn(&super::index::Plain) -> bool) -> Set {
        Set::of(self.index.len(), |n| self.index.plain.get(n).is_some_and(&keep))
    }

    /// Events whose bounds can meet the date in the way that the field asks for.
    fn dated(&self, field: Field, edtf: &str) -> Set {
        let asked = When::parse(edtf).ok().and_then(|w| Some(w.extent(self.zone)?.bounds()));
        let Some(asked) = asked else { return Set::none(self.index.len()) };
        let meets = |b: &Bounds| match field {
            Field::Before => b.earliest < asked.earliest,
            Field::After => b.latest > asked.latest,
            _ => b.earliest <= asked.latest && b.latest >= asked.earliest,
        };
        self.plainly(|p| p.bounds.as_ref().is_some_and(meets))
    }

    /// Events with a value of a field.
    fn valued(&self, domain: Domain, words: &[Text], key: &str) -> Set {
        let mut events = Set::none(self.index.len());
        let named = self.index.named(domain, key);
        if domain.is_named() && !named.is_empty() {
            for text in named {
                self.index.add_holders(*text, &mut events);
            }
            return events;
        }
        let mut texts: Option<Set> = None;
        for word in words {
            let found = self.texts(word);
            match &mut texts {
                Some(texts) => texts.and(&found),
                None => texts = Some(found),
            }
        }
        if let Some(texts) = texts {
            for text in self.index.values(domain).filter(|text| texts.has(*text)) {
                self.index.add_holders(text, &mut events);
            }
        }
        events
    }

    /// The texts in which a word or a phrase stands.
    fn texts(&self, text: &Text) -> Set {
        let mut found = Set::none(self.index.text_count());
        match text.words.as_slice() {
            [word] if !text.quoted => self.word(word, &mut found),
            words => {
                self.run(words, !text.quoted, &mut found);
                if !text.quoted {
                    self.apart(words, text.joined.as_deref(), &mut found);
                }
            }
        }
        found
    }

    /// Texts with one word, with words that begin so, and with other spellings of it.
    fn word(&self, word: &str, found: &mut Set) {
        let mut ids: BTreeSet<WordId> = self.index.words.beginning(word).collect();
        if self.spellings {
            let asked = self.asked.get() + 1;
            self.asked.set(asked);
            let before = ids.len();
            ids.extend(self.index.words.spellings(word, asked <= FORGIVEN));
            if ids.len() > before {
                self.respelled.set(true);
            }
        }
        for id in ids {
            for text in self.index.texts_of(id) {
                found.add(*text as usize);
            }
        }
    }

    /// Texts in which words stand one after the other; with `open`, the last one may go on.
    fn run(&self, words: &[String], open: bool, found: &mut Set) {
        let Some((end, start)) = words.split_last() else { return };
        let ids: Option<Vec<WordId>> = start.iter().map(|w| self.index.words.exact(w)).collect();
        let Some(ids) = ids else { return };
        let ends: BTreeSet<WordId> = if open {
            self.index.words.beginning(end).collect()
        } else {
            self.index.words.exact(end).into_iter().collect()
        };
        let last = |id: WordId| ends.contains(&id);
        // Only texts with the rarest of the words are read.
        let rarest = ids.iter().min_by_key(|id| self.index.texts_of(**id).len());
        let mut check = |text: &u32| {
            let text = *text as usize;
            if !found.has(text) && self.index.has_run(text, &ids, &last) {
                found.add(text);
            }
        };
        match rarest {
            Some(id) => self.index.texts_of(*id).iter().for_each(&mut check),
            None => ends.iter().for_each(|id| self.index.texts_of(*id).iter().for_each(&mut check)),
        }
    }

    /// A name that was typed with hyphens, written in one or in parts of another spelling.
    fn apart(&self, words: &[String], joined: Option<&str>, found: &mut Set) {
        let Some(joined) = joined else { return };
        self.word(joined, found);
        if !self.spellings {
            return;
        }
        let mut all: Option<Set> = None;
        for word in words.iter().filter(|w| !is_article(w)) {
            if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) {
                return;
            }
            let mut one = Set::none(self.index.text_count());
            for id in self.index.words.spellings(word, false) {
                self.index.texts_of(id).iter().for_each(|text| one.add(*text as usize));
            }
            match &mut all {
                Some(all) => all.and(&one),
                None => all = Some(one),
            }
        }
        if let Some(all) = all.filter(|all| !all.is_empty()) {
            self.respelled.set(true);
            found.or(&all);
        }
    }
}
