//! The facts of a case as the law sees them at a moment, with one claim taken instead of a preferred date or none.

use super::deadline::FactUse;
use crate::case::{Case, Claim, Event, EventId, Fact, ThreadId};
use crate::date::{Bounds, Instant, When, Zone};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Facts of a case by name and thread, with preferred dates; made once, asked for every row.
#[derive(Debug)]
pub(super) struct Index<'a> {
    by_name: BTreeMap<&'a Fact, BTreeMap<&'a ThreadId, Vec<Stated<'a>>>>,
    events: BTreeMap<&'a EventId, &'a Event>,
    zone: Zone,
}

/// A fact, as an event states it; `used` is `None` where the event has no date that can be read.
#[derive(Debug)]
struct Stated<'a> {
    event: &'a Event,
    /// Place of the event in the file.
    place: usize,
    used: Option<FactUse>,
}

/// A dated fact and its place in the file.
type FactRefUse<'a> = (Cow<'a, FactUse>, usize);

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
        let mut index =
            Self { by_name: BTreeMap::new(), events: BTreeMap::new(), zone: case.zone() };
        for (place, event) in case.events.iter().enumerate() {
            index.events.entry(&event.id).or_insert(event);
            for stated in &event.facts {
                let used = use_of(event, event.when.as_ref(), None, index.zone);
                let threads = index.by_name.entry(&stated.fact).or_default();
                threads.entry(&stated.thread).or_default().push(Stated { event, place, used });
            }
        }
        index
    }
}

/// The order of time; the order of the file where two have the same date.
fn in_order((used, place): &FactRefUse<'_>) -> (Instant, Instant, usize) {
    (used.bounds.earliest, used.bounds.latest, *place)
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
        Self { index, as_of, varied: None }
    }

    /// The same, with one claim in the place of the preferred date of its event.
    pub const fn varied(self, event: &'a EventId, claim: &'a Claim) -> Self {
        Self { varied: Some((event, claim)), ..self }
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
        self.varied.filter(|(id, _)| **id == event.id).map(|(_, claim)| claim)
    }

    /// The event as a claim dates it, where one is taken and it states one of the names.
    fn varied_use(&self, names: &[Fact]) -> Option<(&'a Event, FactUse)> {
        let (id, claim) = self.varied?;
        let event = self.event(id)?;
        let states = names.iter().any(|n| event.states(n).next().is_some());
        let used = use_of(event, claim.when.as_ref(), Some(claim), self.index.zone)?;
        (states && used.bounds.earliest <= self.as_of).then_some((event, used))
    }

    fn known(&self, stated: &'a Stated<'a>) -> Option<&'a FactUse> {
        let preferred = self.varied.is_none_or(|(id, _)| *id != stated.event.id);
        stated.used.as_ref().filter(|u| preferred && u.bounds.earliest <= self.as_of)
    }

    fn stated(&self, names: &'a [Fact]) -> impl Iterator<Item = (&'a ThreadId, &'a Stated<'a>)> {
        names
            .iter()
            .filter_map(|name| self.index.by_name.get(name))
            .flatten()
            .flat_map(|(thread, list)| list.iter().map(move |s| (*thread, s)))
    }

    /// All facts of these names that had happened by the as-of date, in the order of time; where two
    /// have the same date the order of the file decides. An event that states two of the names comes
    /// once in a thread.
    pub fn all(&self, names: &'a [Fact]) -> Vec<Dated<'a>> {
        let mut seen = BTreeSet::new();
        let mut found: Vec<(usize, Dated<'a>)> = self
            .stated(names)
            .filter_map(|(thread, s)| Some((thread, s, self.known(s)?)))
            .filter(|(thread, s, _)| seen.insert((*thread, &s.event.id)))
            .map(|(thread, s, used)| (s.place, Dated { thread, used: Cow::Borrowed(used) }))
            .collect();
        found.sort_by_key(|(place, d)| (d.used.bounds.earliest, d.used.bounds.latest, *place));
        found.into_iter().map(|(_, dated)| dated).collect()
    }

    /// The facts of these names in one thread, whose latest moment is not before `from`.
    fn in_thread(
        &self,
        names: &[Fact],
        thread: &ThreadId,
        from: &Bounds,
    ) -> impl Iterator<Item = FactRefUse<'a>> {
        let mut found: Vec<FactRefUse<'a>> = names
            .iter()
            .filter_map(|name| self.index.by_name.get(name)?.get(thread))
            .flat_map(|list| list.iter())
            .filter_map(|s| Some((self.known(s)?, s.place)))
            .filter(|(used, _)| used.bounds.latest >= from.earliest)
            .map(|(used, place)| (Cow::Borrowed(used), place))
            .collect();
        if let Some((event, used)) = self.varied_use(names)
            && used.bounds.latest >= from.earliest
            && names.iter().any(|n| event.states(n).any(|t| t == thread))
        {
            found.push((Cow::Owned(used), usize::MAX));
        }
        found.into_iter()
    }

    /// The first of these facts in the thread that does not lie before `from`.
    ///
    /// A fact that may lie before or after counts as not before: no source says that it came first.
    /// Its bounds are cut at `from`, since it is taken to be the answer to it.
    pub fn first(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.in_thread(names, thread, from).min_by_key(in_order).map(|(used, _)| {
            let mut used = used.into_owned();
            used.bounds.earliest = used.bounds.earliest.max(from.earliest);
            used
        })
    }

    /// The last of these facts in the thread, at or after `from`.
    pub fn last(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.in_thread(names, thread, from).max_by_key(in_order).map(|(used, _)| used.into_owned())
    }

    /// Titles of undated events that state one of these facts in the thread, or in any.
    pub fn undated(&self, names: &'a [Fact], thread: Option<&ThreadId>) -> Vec<&'a str> {
        self.stated(names)
            .filter(|(t, s)| s.used.is_none() && thread.is_none_or(|thread| thread == *t))
            .map(|(_, s)| s.event.title.as_str())
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
