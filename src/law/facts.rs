//! The facts of a case as the law sees them at a moment, with one claim taken instead of a preferred date or none.

use super::deadline::FactUse;
use crate::case::{Case, Claim, Event, EventId, Fact, ThreadId};
use crate::date::{Bounds, Instant, Moment, MomentRange, When, Zone};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Facts of a case by name and thread, with preferred dates; made once, asked for every row.
#[derive(Debug)]
pub(super) struct Index<'a> {
    by_name: BTreeMap<&'a Fact, BTreeMap<&'a ThreadId, Vec<Stated<'a>>>>,
    events: BTreeMap<&'a EventId, &'a Event>,
    zone: Zone,
}

/// A fact, as an event states it.
#[derive(Debug)]
struct Stated<'a> {
    event: &'a Event,
    /// Place of the event in the file.
    place: usize,
    used: FactUse,
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

/// The first fact of its kind after a trigger.
pub(super) struct First {
    pub used: FactUse,
    /// True where its dates do not exclude that it came before the trigger.
    pub may_precede: bool,
}

/// The order of time; the order of the file where two have the same date.
fn in_order((used, place): &FactRefUse<'_>) -> (Instant, Instant, usize) {
    (used.bounds.earliest, used.bounds.latest, *place)
}

/// How an event enters the count. One without a date that can be read may have been at any time.
fn use_of(event: &Event, when: Option<&When>, claim: Option<&Claim>, zone: Zone) -> FactUse {
    let zone = event.zone(zone);
    let when = when.cloned().unwrap_or(When::unknown());
    let any =
        MomentRange { lo: Moment::Instant(Instant::BEGINNING), hi: Moment::Instant(Instant::END) };
    let moments = when.moments(zone).unwrap_or(any);
    let mut bounds = moments.bounds(zone);
    if when.has_fraction() && !bounds.latest.is_unbounded() {
        bounds.latest = bounds.latest.plus_seconds(1);
    }
    FactUse {
        event: event.id.clone(),
        title: event.title.clone(),
        when,
        moments,
        bounds,
        zone,
        claim: claim.map(|c| c.id.clone()),
    }
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

    /// How the event of that name enters the count, if it may have happened by the as-of date.
    pub fn use_of_id(&self, id: &EventId) -> Option<FactUse> {
        let event = self.event(id)?;
        let used = match self.claim_on(event) {
            Some(claim) => use_of(event, claim.when.as_ref(), Some(claim), self.index.zone),
            None => use_of(event, event.when.as_ref(), None, self.index.zone),
        };
        (used.bounds.earliest <= self.as_of).then_some(used)
    }

    fn claim_on(&self, event: &Event) -> Option<&'a Claim> {
        self.varied.filter(|(id, _)| **id == event.id).map(|(_, claim)| claim)
    }

    /// How a stated fact enters the count, if it may have happened by the as-of date.
    fn known(&self, stated: &'a Stated<'a>) -> Option<Cow<'a, FactUse>> {
        let used = match self.claim_on(stated.event) {
            Some(claim) => {
                Cow::Owned(use_of(stated.event, claim.when.as_ref(), Some(claim), self.index.zone))
            }
            None => Cow::Borrowed(&stated.used),
        };
        (used.bounds.earliest <= self.as_of).then_some(used)
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
            .map(|(thread, s, used)| (s.place, Dated { thread, used }))
            .collect();
        found.sort_by_key(|(place, d)| (d.used.bounds.earliest, d.used.bounds.latest, *place));
        found.into_iter().map(|(_, dated)| dated).collect()
    }

    /// The facts of these names in one thread that had, or may have, happened.
    fn in_thread(&self, names: &[Fact], thread: &ThreadId) -> impl Iterator<Item = FactRefUse<'a>> {
        names
            .iter()
            .filter_map(|name| self.index.by_name.get(name)?.get(thread))
            .flat_map(|list| list.iter())
            .filter_map(|s| Some((self.known(s)?, s.place)))
    }

    /// The first of these facts in the thread that does not lie before `from`.
    ///
    /// A fact that may lie before or after counts as not before: no source says that it came first, and
    /// the row says so in a note. Its bounds are cut at `from`, since it is taken to be the answer to it.
    /// Of several uncertain facts the first lies between the earliest and the soonest latest that any of
    /// them allows; the one that certainly came soonest gives its name.
    pub fn first(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<First> {
        let mut found: Vec<FactRefUse<'a>> = self
            .in_thread(names, thread)
            .filter(|(used, _)| used.bounds.latest >= from.earliest)
            .collect();
        let earliest = found.iter().map(|(used, _)| used.bounds.earliest).min()?;
        let by_end = |n: &usize| (found[*n].0.bounds.latest, in_order(&found[*n]));
        let at = (0..found.len()).min_by_key(by_end)?;
        let mut used = found.swap_remove(at).0.into_owned();
        // Two things known to the same day, or an act known from the very trigger on, are in order.
        let may_precede = used.bounds.earliest < from.earliest;
        used.bounds.earliest = earliest.max(from.earliest);
        Some(First { used, may_precede })
    }

    /// The last of these facts in the thread, at or after `from`.
    pub fn last(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.in_thread(names, thread)
            .filter(|(used, _)| used.bounds.latest >= from.earliest)
            .max_by_key(in_order)
            .map(|(used, _)| used.into_owned())
    }

    /// The last of these facts in the thread that certainly lies before `from`.
    pub fn before(&self, names: &[Fact], thread: &ThreadId, from: &Bounds) -> Option<FactUse> {
        self.in_thread(names, thread)
            .filter(|(used, _)| used.bounds.latest < from.earliest)
            .max_by_key(in_order)
            .map(|(used, _)| used.into_owned())
    }

    /// Events with claims that state one of these facts in the thread.
    pub fn claimed(&self, names: &[Fact], thread: &ThreadId) -> Vec<&'a Event> {
        names
            .iter()
            .filter_map(|name| self.index.by_name.get(name)?.get(thread))
            .flatten()
            .map(|s| s.event)
            .filter(|e| e.has_rival_date())
            .collect()
    }

    /// Events with claims that state one of these facts in any thread.
    pub fn claimed_anywhere(&self, names: &'a [Fact]) -> Vec<&'a Event> {
        let mut seen = BTreeSet::new();
        self.stated(names)
            .map(|(_, s)| s.event)
            .filter(|e| e.has_rival_date() && seen.insert(&e.id))
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
