//! The texts of a case, made ready for searching: every word once, and where it stands.

mod texts;

use super::set::Set;
use super::vocabulary::{Vocabulary, WordId, joined};
use super::words::{self, Look, Tie};
use crate::case::{Case, Certainty, Event, EventId, Importance};
use crate::date::Bounds;
use crate::date::when::ExtentKind;
use std::collections::HashMap;
use std::ops::Range;
use texts::Prose;

/// What a field of a query is about, as far as its values are words of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Domain {
    /// Lanes.
    Lane,
    /// Kinds of event.
    Kind,
    /// Who acted.
    Actor,
    /// Where it happened.
    Place,
    /// Sources of events and of their claims.
    Source,
    /// Facts.
    Fact,
    /// Threads.
    Thread,
    /// Names of events in the file.
    Id,
}

impl Domain {
    const ALL: [Self; 8] = [
        Self::Lane,
        Self::Kind,
        Self::Actor,
        Self::Place,
        Self::Source,
        Self::Fact,
        Self::Thread,
        Self::Id,
    ];

    /// True where a value is meant by its whole name first: `kind:arrest` is not `arrest warrant`.
    pub const fn is_named(self) -> bool {
        !matches!(self, Self::Actor | Self::Place | Self::Source)
    }
}

/// Marks of an event that `is:` and `has:` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trait {
    Inferred,
    Undated,
    Disputed,
    Approximate,
    Uncertain,
    Open,
    Claims,
    Sources,
    Hash,
    Archive,
    Note,
    Facts,
    Place,
    Actors,
    Description,
    Date,
    Hour,
    Extra,
}

/// What of an event is no text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    /// What is true of it, a bit for each [`Trait`].
    traits: u32,
    pub certainty: Certainty,
    pub importance: Importance,
    /// From the earliest to the latest that its date can mean.
    pub bounds: Option<Bounds>,
}

impl Plain {
    /// True where the event has the trait.
    pub const fn is(&self, one: Trait) -> bool {
        self.traits >> one as u32 & 1 == 1
    }
}

/// The texts of a case, made ready for searching.
///
/// A text is folded once, each word gets a number, and each number the list of the texts that it stands in. A word
/// of a query is compared with the words of the case, not with its texts, so that even a name in another script costs
/// no more than a look into a table. Values that many events share (lanes, actors, sources) are texts of their own.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) words: Vocabulary,
    /// Words of each text in order, with gaps between the parts of a text.
    sequences: Vec<WordId>,
    /// Where the words of each text begin; one more than there are texts.
    starts: Vec<usize>,
    /// Texts of each word, and where in `texts` they begin.
    texts: Vec<u32>,
    text_starts: Vec<usize>,
    /// Which texts are values of which field. The texts before them are those of the events.
    domains: Vec<(Domain, Range<usize>)>,
    /// Events of each value.
    holders: Vec<Vec<u32>>,
    /// Values by the whole of their names.
    named: HashMap<(u8, String), Vec<usize>>,
    pub(super) plain: Vec<Plain>,
    /// Events in the order of time; undated ones last.
    pub(super) order: Vec<u32>,
    pub(super) by_id: HashMap<EventId, u32>,
}

/// Stands between two parts of a text: no phrase runs over it.
const GAP: WordId = WordId::MAX;

impl Index {
    /// Makes the texts of a case ready: about a second for 100,000 long events.
    #[must_use]
    pub fn new(case: &Case) -> Self {
        let mut index = Self { starts: vec![0], ..Self::default() };
        for event in &case.events {
            index.text(&texts::of_event(event));
        }
        for domain in Domain::ALL {
            let from = index.starts.len() - 1;
            for value in texts::values(domain, case) {
                let place = index.starts.len() - 1;
                index.text(&value.prose);
                index.holders.push(value.events);
                for name in &value.names {
                    let key = (domain as u8, words::key(name));
                    index.named.entry(key).or_default().push(place);
                }
            }
            index.domains.push((domain, from..index.starts.len() - 1));
        }
        index.words.finish();
        index.turn_round();
        let zone = case.zone();
        let sources = texts::provenance(case);
        index.plain = case.events.iter().map(|e| plain(e, zone, &sources)).collect();
        for (n, event) in (0..).zip(&case.events) {
            index.by_id.entry(event.id.clone()).or_insert(n);
        }
        index.order = (0..).take(case.events.len()).collect();
        let time = |n: &u32| {
            let bounds = index.plain.get(*n as usize).and_then(|p| p.bounds);
            (bounds.is_none(), bounds.map(|b| (b.earliest, b.latest)))
        };
        index.order.sort_by_cached_key(time);
        index
    }

    /// Number of events.
    pub(super) fn len(&self) -> usize {
        self.plain.len()
    }

    /// Takes in a text of several parts.
    fn text(&mut self, parts: &[Prose<'_>]) {
        for part in parts {
            // A text without capitals does not tell names from other words, unless it is a name itself.
            let capital = part.is_prose && part.text.chars().any(char::is_uppercase);
            let seen = |look| match look {
                Look::Small if !capital && part.is_name => Look::Name,
                look => look,
            };
            let mut tied = false;
            words::each(&part.text, |word, look, tie| {
                let id = self.words.enter(word);
                self.sequences.push(id);
                if part.is_prose && (capital || seen(look) == Look::Name) {
                    self.words.note(id, seen(look));
                }
                tied |= tie == Tie::Hyphen || word.starts_with("abd") || word == "عبد";
            });
            if tied {
                for (whole, look) in joined(&words::list(&part.text)) {
                    let id = self.words.enter(&whole);
                    if part.is_prose && (capital || seen(look) == Look::Name) {
                        self.words.note(id, seen(look));
                    }
                    self.sequences.extend([GAP, id]);
                }
            }
            self.sequences.push(GAP);
        }
        self.starts.push(self.sequences.len());
    }

    /// From the words of each text to the texts of each word: once to count them, once to put them down.
    fn turn_round(&mut self) {
        let words = self.words.len();
        let mut ends = vec![0_usize; words + 1];
        self.each_pair(|id, _| {
            if let Some(count) = ends.get_mut(id + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut texts = vec![0; sum];
        let starts = ends.clone();
        self.each_pair(|id, text| {
            if let Some(at) = ends.get_mut(id) {
                if let Some(place) = texts.get_mut(*at) {
                    *place = text;
                }
                *at += 1;
            }
        });
        self.text_starts = starts;
        self.texts = texts;
    }

    /// Each word with each text that it stands in, text by text.
    fn each_pair(&self, mut take: impl FnMut(usize, u32)) {
        let mut last = vec![u32::MAX; self.words.len()];
        for (text, ends) in (0_u32..).zip(self.starts.windows(2)) {
            let [from, to] = ends else { continue };
            for id in self.sequences.get(*from..*to).unwrap_or_default() {
                if let Some(seen) = last.get_mut(*id as usize)
                    && *seen != text
                {
                    *seen = text;
                    take(*id as usize, text);
                }
            }
        }
    }

    /// The texts that a word stands in, in order.
    pub(super) fn texts_of(&self, word: WordId) -> &[u32] {
        let at = |n: usize| self.text_starts.get(n).copied().unwrap_or_default();
        self.texts.get(at(word as usize)..at(word as usize + 1)).unwrap_or_default()
    }

    /// Number of texts: those of the events, then the values.
    pub(super) fn text_count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The values of a field, as places of texts.
    pub(super) fn values(&self, domain: Domain) -> Range<usize> {
        self.domains.iter().find(|(d, _)| *d == domain).map_or(0..0, |(_, range)| range.clone())
    }

    /// The values whose whole name this is.
    pub(super) fn named(&self, domain: Domain, key: &str) -> &[usize] {
        self.named.get(&(domain as u8, key.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The events that a text is of, added to a set.
    pub(super) fn add_holders(&self, text: usize, events: &mut Set) {
        match text.checked_sub(self.len()) {
            None => events.add(text),
            Some(value) => {
                for n in self.holders.get(value).into_iter().flatten() {
                    events.add(*n as usize);
                }
            }
        }
    }

    /// True where the words stand in the text one after the other; `last` decides on the last one.
    pub(super) fn has_run(
        &self,
        text: usize,
        run: &[WordId],
        last: &impl Fn(WordId) -> bool,
    ) -> bool {
        let at = |n: usize| self.starts.get(n).copied().unwrap_or_default();
        let sequence = self.sequences.get(at(text)..at(text + 1)).unwrap_or_default();
        sequence.windows(run.len() + 1).any(|window| {
            window.split_last().is_some_and(|(end, start)| start == run && last(*end))
        })
    }
}

/// What of an event is no text.
fn plain(event: &Event, zone: crate::date::Zone, sources: &texts::Provenance<'_>) -> Plain {
    let zone = event.zone(zone);
    let when = event.when.as_ref();
    let extent = when.and_then(|w| w.extent(zone));
    let known = |e: &crate::date::Extent| !(e.open_start() && e.open_end());
    let mark = |of: fn(crate::date::Mark) -> bool| {
        when.is_some_and(|w| of(w.mark()))
            || extent.is_some_and(|e| of(e.start_mark) || of(e.end_mark))
    };
    let cites = |of: fn(texts::Kept) -> bool| {
        let refs = event.sources.iter().chain(event.claims.iter().flat_map(|c| &c.sources));
        refs.into_iter().any(|r| sources.get(&r.source).is_some_and(|kept| of(*kept)))
    };
    let bounds = extent.filter(known).map(|e| e.bounds());
    let between = extent.is_some_and(|e| e.kind == ExtentKind::Between);
    let some = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.trim().is_empty());
    let hour = extent.is_some_and(|e| !matches!(e.kind, ExtentKind::Civil(_) | ExtentKind::Span));
    let traits = [
        (Trait::Inferred, event.inferred),
        (Trait::Undated, bounds.is_none()),
        (Trait::Disputed, event.has_rival_date()),
        (Trait::Approximate, mark(|m| m.approximate)),
        (Trait::Uncertain, between || mark(|m| m.uncertain)),
        (Trait::Open, extent.is_some_and(|e| known(&e) && (e.open_start() || e.open_end()))),
        (Trait::Claims, !event.claims.is_empty()),
        (Trait::Sources, !event.sources.is_empty()),
        (Trait::Hash, cites(|kept| kept.hash)),
        (Trait::Archive, cites(|kept| kept.archive)),
        (Trait::Note, some(&event.note)),
        (Trait::Facts, !event.facts.is_empty()),
        (Trait::Place, some(&event.place)),
        (Trait::Actors, !event.actors.is_empty()),
        (Trait::Description, some(&event.description)),
        (Trait::Date, bounds.is_some()),
        (Trait::Hour, hour),
        (Trait::Extra, !event.extra.is_empty()),
    ];
    let traits =
        traits.iter().filter(|(_, is)| *is).fold(0, |bits, (one, _)| bits | 1 << *one as u32);
    Plain { traits, certainty: event.certainty, importance: event.importance, bounds }
}
