//! What is known in one thread, as numbers.

use crate::case::Event;
use crate::date::{Bounds, Day, Instant, Moment, MomentRange, Zone};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Bounds of stretches of days in one zone.
pub(super) type Days = FxHashMap<(Day, Day), Bounds>;

/// An event with its date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Its place in the case.
    pub event: u32,
    /// As days or instants, for counting.
    pub moments: MomentRange,
    pub earliest: Instant,
    pub latest: Instant,
    /// Zone of its hours.
    pub zone: Zone,
}

/// The first of some facts: from the earliest to the soonest latest that any of them allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    earliest: Instant,
    latest: Instant,
}

/// The facts of a thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Thread {
    /// Its events, each once, by their latest date.
    events: Vec<Entry>,
    /// The place of each event among them by its earliest date.
    begins: Vec<u32>,
    /// The facts: the number of the name above, the place of the event below. In order they are by name, and those of
    /// a name by their latest date.
    stated: Vec<u64>,
    /// For each fact the earliest date of it and of those of its name that follow, as far as they are known by the
    /// as-of date.
    soonest: Vec<Instant>,
    as_of: Option<Instant>,
}

/// A walk through the facts of some names, for triggers that come in the order of time.
#[derive(Debug, Default)]
pub(super) struct Walk {
    ranges: Vec<Range<usize>>,
}

/// The place of the event of a fact.
const fn place(stated: u64) -> usize {
    (stated & u32::MAX as u64) as usize
}

const fn packed(fact: u16, place: usize) -> u64 {
    (fact as u64) << 32 | place as u64
}

impl Entry {
    /// A date as it enters the count; one that is not known may have been at any time.
    ///
    /// `days` keeps the bounds of days in the zone of the case.
    pub fn of(event: &Event, place: usize, of_case: Zone, days: &mut Days) -> Self {
        let zone = event.zone(of_case);
        let any = MomentRange {
            lo: Moment::Instant(Instant::BEGINNING),
            hi: Moment::Instant(Instant::END),
        };
        let moments = event.when.as_ref().and_then(|w| w.moments(zone)).unwrap_or(any);
        let Bounds { earliest, latest } = match (moments.lo, moments.hi) {
            (Moment::Day(lo), Moment::Day(hi)) if zone == of_case => {
                *days.entry((lo, hi)).or_insert_with(|| moments.bounds(zone))
            }
            _ => moments.bounds(zone),
        };
        let event = u32::try_from(place).unwrap_or(u32::MAX);
        Self { event, moments, earliest, latest, zone }
    }

    pub const fn bounds(&self) -> Bounds {
        Bounds { earliest: self.earliest, latest: self.latest }
    }

    pub const fn is_undated(&self) -> bool {
        self.earliest.is_unbounded() && self.latest.is_unbounded()
    }
}

impl Span {
    /// What answers a trigger does not lie before it.
    pub fn after(self, from: &Bounds) -> Bounds {
        Bounds { earliest: self.earliest.max(from.earliest), latest: self.latest }
    }
}

impl Thread {
    /// Adds a fact of an event; events come in the order of the case.
    pub fn add(&mut self, fact: u16, entry: &Entry) {
        if self.events.last().is_none_or(|last| last.event != entry.event) {
            self.events.push(*entry);
        }
        self.stated.push(packed(fact, self.events.len() - 1));
    }

    /// Puts another date in the place of the one that the event has; false where it did not state the fact.
    pub fn put(&mut self, fact: u16, entry: &Entry) -> bool {
        let Some(at) = self.events.iter().position(|e| e.event == entry.event) else {
            return false;
        };
        self.events[at] = *entry;
        self.stated.contains(&packed(fact, at))
    }

    /// Puts the facts in order, once all are there.
    pub fn sort(&mut self, as_of: Instant) {
        let count = self.events.len();
        let mut order: Vec<u32> = (0..count as u32).collect();
        let key = |n: &u32| {
            let event = &self.events[*n as usize];
            (event.latest, event.event)
        };
        if !order.is_sorted_by_key(key) {
            order.sort_unstable_by_key(key);
            let mut places = vec![0_u64; count];
            for (new, old) in order.iter().enumerate() {
                places[*old as usize] = new as u64;
            }
            self.events = order.iter().map(|n| self.events[*n as usize]).collect();
            for fact in &mut self.stated {
                *fact = (*fact >> 32) << 32 | places[place(*fact)];
            }
        }
        let key = |n: &u32| {
            let event = &self.events[*n as usize];
            (event.earliest, event.latest, event.event)
        };
        order.clear();
        order.extend(0..count as u32);
        if !order.is_sorted_by_key(key) {
            order.sort_unstable_by_key(key);
        }
        self.begins.clear();
        self.begins.resize(count, 0);
        for (rank, n) in order.iter().enumerate() {
            self.begins[*n as usize] = rank as u32;
        }
        self.stated.sort_unstable();
        self.stated.dedup();
        self.soonest.clear();
        self.soonest.resize(self.stated.len(), Instant::END);
        self.as_of = Some(as_of);
        for n in (0..self.stated.len()).rev() {
            let earliest = self.events[place(self.stated[n])].earliest;
            let own = if earliest <= as_of { earliest } else { Instant::END };
            let next = self.stated.get(n + 1).filter(|next| **next >> 32 == self.stated[n] >> 32);
            self.soonest[n] = next.map_or(own, |_| own.min(self.soonest[n + 1]));
        }
    }

    fn of(&self, fact: u16) -> Range<usize> {
        let from = self.stated.partition_point(|s| *s < packed(fact, 0));
        let rest = self.stated.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|s| *s >> 32 == u64::from(fact))
    }

    /// True where the fact is stated at all.
    pub fn has(&self, fact: u16) -> bool {
        !self.of(fact).is_empty()
    }

    /// How many events state the fact.
    pub fn count(&self, fact: u16) -> usize {
        self.of(fact).len()
    }

    fn entries(&self, facts: Range<usize>) -> impl DoubleEndedIterator<Item = &Entry> {
        self.stated[facts].iter().map(|s| &self.events[place(*s)])
    }

    /// An event of the thread.
    pub fn event(&self, n: u32) -> &Entry {
        &self.events[n as usize]
    }

    /// Puts the events that had, or may have, stated one of these facts by the as-of date into `found`, in the order
    /// of time; an event that states two of them comes once.
    pub fn named(&self, facts: &[u16], as_of: Instant, found: &mut Vec<u32>) {
        found.clear();
        for fact in facts {
            let all = self.stated[self.of(*fact)].iter().map(|s| place(*s) as u32);
            found.extend(all.filter(|n| self.event(*n).earliest <= as_of));
        }
        let key = |n: &u32| self.begins[*n as usize];
        if !found.is_sorted_by_key(key) {
            found.sort_unstable_by_key(key);
        }
        found.dedup();
    }

    /// Begins a walk through the facts of these names.
    pub fn walk(&self, facts: &[u16], walk: &mut Walk) {
        walk.ranges.clear();
        walk.ranges.extend(facts.iter().map(|f| self.of(*f)).filter(|range| !range.is_empty()));
    }

    /// The first of these facts that does not lie before `from`, which lies at or after that of the call before.
    pub fn first(&self, walk: &mut Walk, from: &Bounds) -> Option<Span> {
        let as_of = self.as_of?;
        let mut found: Option<Span> = None;
        for range in &mut walk.ranges {
            let early = |s: &&u64| self.events[place(**s)].latest < from.earliest;
            range.start += self.stated[range.clone()].iter().take_while(early).count();
            // The soonest latest is that of the first which is known by the as-of date.
            let mut known = self.entries(range.clone()).filter(|e| e.earliest <= as_of);
            let Some(latest) = known.next().map(|e| e.latest) else { continue };
            let earliest = self.soonest[range.start];
            found = Some(match found {
                None => Span { earliest, latest },
                Some(s) => {
                    Span { earliest: s.earliest.min(earliest), latest: s.latest.min(latest) }
                }
            });
        }
        found
    }

    /// The last of these facts at or after `from`.
    fn last(&self, facts: &[u16], from: Instant) -> Option<&Entry> {
        let as_of = self.as_of?;
        facts
            .iter()
            .flat_map(|f| self.entries(self.of(*f)))
            .filter(|e| e.earliest <= as_of && e.latest >= from)
            .max_by_key(|e| (e.earliest, e.latest, e.event))
    }

    /// True where a request, made since `from`, has no answer that follows it.
    pub fn pending(&self, request: u16, answers: &[u16], from: &Bounds) -> bool {
        let request = self.last(&[request], from.earliest);
        request.is_some_and(|r| self.last(answers, r.earliest).is_none())
    }
}
