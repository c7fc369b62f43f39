//! The facts of a case as the law sees them at a moment, with one claim taken instead of a preferred date or none.

use super::deadline::FactUse;
use crate::case::{Case, Claim, Event, EventId, Fact, ThreadId};
use crate::date::{Bounds, Instant, When, Zone};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Facts of a case by name, with preferred dates; made once, asked for every row.
#[derive(Debug)]
pub(super) struct Index<'a> {
    by_name: BTreeMap<&'a Fact, Vec<Stated<'a>>>,
    events: BTreeMap<&'a EventId, &'a Event>,
    zone: Zone,
}

/// A fact of one thread, as an event states it; `used` is `None` where the event has no date that can be read.
#[derive(Debug)]
struct Stated<'a> {
    thread: &'a ThreadId,
    event: &'a Event,
    used: Option<FactUse>,
}

/// The facts at a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    index: &'a Index<'a>,
    as_of: Instant,
    varied: Option<(&'a EventId, &'a Claim)>,
}

/// A dated fact.
#[derive(Debug, Clone)]
pub(super) struct Dated<'a> {
    pub thread: &'a ThreadId,
    pub used: Cow<'a, FactUse>,
}

impl<'a> Index<'a> {
    pub fn new(case: &'a Case) -> Self {
        let mut index = Self {
            by_name: BTreeMap::new(),
            events: BTreeMap::new(),
            zone: case.zone(),
        };
        for event in &case.events {
            index.events.entry(&event.id).or_insert(event);
            for stated in &event.facts {
                let used = use_of(event, event.when.as_ref(), None, index.zone);
                let thread = &stated.thread;
                index.by_name.entry(&stated.fact).or_default().push(Stated {
                    thread,
                    event,
                    used,
                });
            }
        }
        index
    }
}

fn use_of(
    event: &Event,
    when: Option<&When>,
    claim: Option<&Claim>,
    zone: Zone,
) -> Option<FactUse> {
    let zone = event.zone(zone);
    let when = when?;
    let moments = when.moments(zone)?;
    Some(FactUse {
        event: event.id.clone(),
        title: event.title.clone(),
        when: when.clone(),
        moments,
        bounds: moments.bounds(zone),
        claim: claim.map(|c| c.id.clone()),
    })
}

impl<'a> Facts<'a> {
    /// The facts known by `as_of`: those whose earliest moment is not later.
    pub const fn new(index: &'a Index<'a>, as_of: Instant) -> Self {
        Self {
            index,
            as_of,
            varied: None,
        }
    }

    /// The same, with one claim in the place of the preferred date of its event.
    pub const fn varied(self, event: &'a EventId, claim: &'a Claim) -> Self {
        Self {
            varied: Some((event, claim)),
            ..self
        }
    }

    /// The event of that name.
    pub fn event(&self, id: &EventId) -> Option<&'a Event> {
        self.index.events.get(id).copied()
    }

    /// How the event of that name enters the count, if it had happened by the as-of date.
    pub fn use_of_id(&self, id: &EventId) -> Option<FactUse> {
        let event = self.event(id)?;
        let used = match self.claim_on(event) {
            Some(claim) => use_of(event, claim.when.as_ref(), Some(claim), self.index.zone),
            None => use_of(event, event.when.as_ref(), None, self.index.zone),
        };
        used.filter(|u| u.bounds.earliest <= self.as_of)
    }

    fn claim_on(&self, event: &Event) -> Option<&'a Claim> {
        self.varied
            .filter(|(id, _)| **id == event.id)
            .map(|(_, claim)| claim)
    }

    /// All facts of these names that had happened by the as-of date, in the order of time; where two
    /// have the same date the order of the file decides. An event that states two of the names comes
    /// once in a thread.
    pub fn all(&self, names: &[Fact]) -> Vec<Dated<'a>> {
        let mut seen = BTreeSet::new();
        let mut found: Vec<Dated<'a>> = names
            .iter()
            .filter_map(|name| self.index.by_name.get(name))
            .flatten()
            .filter_map(|s| {
                let used = match self.claim_on(s.event) {
                    Some(claim) => Cow::Owned(use_of(
                        s.event,
                        claim.when.as_ref(),
                        Some(claim),
                        self.index.zone,
                    )?),
                    None => Cow::Borrowed(s.used.as_ref()?),
                };
                (used.bounds.earliest <= self.as_of && seen.insert((s.thread, &s.event.id)))
                    .then_some(Dated {
                        thread: s.thread,
                        used,
                    })
            })
            .collect();
        found.sort_by_key(|d| (d.used.bounds.earliest, d.used.bounds.latest));
        found
    }

    /// The first of these facts in the thread that does not lie before `from`.
    ///
    /// A fact that may lie before or after counts as not before: no source says that it came first.
    /// Its bounds are cut at `from`, since it is taken to be the answer to it.
    pub fn first(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.all(names)
            .into_iter()
            .find(|d| d.thread == thread && d.used.bounds.latest >= from.earliest)
            .map(|d| {
                let mut used = d.used.into_owned();
                used.bounds.earliest = used.bounds.earliest.max(from.earliest);
                used
            })
    }

    /// The last of these facts in the thread, at or after `from`.
    pub fn last(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.all(names)
            .into_iter()
            .rfind(|d| d.thread == thread && d.used.bounds.latest >= from.earliest)
            .map(|d| d.used.into_owned())
    }

    /// Titles of undated events that state one of these facts in the thread, or in any.
    pub fn undated(&self, names: &[Fact], thread: Option<&ThreadId>) -> Vec<&'a str> {
        names
            .iter()
            .filter_map(|name| self.index.by_name.get(name))
            .flatten()
            .filter(|s| s.used.is_none() && thread.is_none_or(|t| t == s.thread))
            .map(|s| s.event.title.as_str())
            .collect()
    }

    /// The as-of date.
    pub const fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The zone of the case.
    pub const fn zone(&self) -> Zone {
        self.index.zone
    }
}
