//! What is known in one thread, as numbers.

use crate::case::Event;
use crate::date::{Bounds, Instant, Moment, MomentRange, Zone};

/// A fact with its date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Number of its name.
    pub fact: u16,
    /// Place of its event in the case.
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
    /// By name; those of a name by their latest date.
    entries: Vec<Entry>,
    /// For each entry the earliest date of it and of those of its name that follow, as far as they are known by the
    /// as-of date.
    soonest: Vec<Instant>,
    as_of: Option<Instant>,
}

impl Entry {
    /// A date as it enters the count; one that is not known may have been at any time.
    pub fn of(event: &Event, place: usize, zone: Zone) -> Self {
        let zone = event.zone(zone);
        let any = MomentRange {
            lo: Moment::Instant(Instant::BEGINNING),
            hi: Moment::Instant(Instant::END),
        };
        let moments = event.when.as_ref().and_then(|w| w.moments(zone)).unwrap_or(any);
        let Bounds { earliest, latest } = moments.bounds(zone);
        let event = u32::try_from(place).unwrap_or(u32::MAX);
        Self { fact: 0, event, moments, earliest, latest, zone }
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
    pub fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Puts another date in the place of the one that the event has; false where it did not state the fact.
    pub fn put(&mut self, entry: Entry) -> bool {
        let same = |e: &&mut Entry| e.fact == entry.fact && e.event == entry.event;
        match self.entries.iter_mut().find(same) {
            Some(old) => {
                *old = entry;
                true
            }
            None => false,
        }
    }

    /// Puts the facts in order, once all are there.
    pub fn sort(&mut self, as_of: Instant) {
        self.entries.sort_unstable_by_key(|e| (e.fact, e.latest, e.event));
        self.entries.dedup_by_key(|e| (e.fact, e.event));
        self.soonest.clear();
        self.soonest.resize(self.entries.len(), Instant::END);
        self.as_of = Some(as_of);
        for n in (0..self.entries.len()).rev() {
            let entry = &self.entries[n];
            let own = if entry.earliest <= as_of { entry.earliest } else { Instant::END };
            let next = self.entries.get(n + 1).filter(|e| e.fact == entry.fact);
            self.soonest[n] = next.map_or(own, |_| own.min(self.soonest[n + 1]));
        }
    }

    fn of(&self, fact: u16) -> std::ops::Range<usize> {
        let from = self.entries.partition_point(|e| e.fact < fact);
        let to = from + self.entries[from..].partition_point(|e| e.fact == fact);
        from..to
    }

    /// True where the fact is stated at all.
    pub fn has(&self, fact: u16) -> bool {
        !self.of(fact).is_empty()
    }

    /// The facts of these names that had, or may have, happened, in the order of time; an event that states two of
    /// the names comes once.
    pub fn named(&self, facts: &[u16], as_of: Instant) -> Vec<&Entry> {
        let mut found: Vec<&Entry> = facts
            .iter()
            .flat_map(|f| &self.entries[self.of(*f)])
            .filter(|e| e.earliest <= as_of)
            .collect();
        found.sort_by_key(|e| (e.earliest, e.latest, e.event));
        found.dedup_by_key(|e| e.event);
        found
    }

    /// The first of these facts that does not lie before `from`.
    pub fn first(&self, facts: &[u16], from: &Bounds) -> Option<Span> {
        let as_of = self.as_of?;
        let mut found: Option<Span> = None;
        for fact in facts {
            let range = self.of(*fact);
            let list = &self.entries[range.clone()];
            let at = list.partition_point(|e| e.latest < from.earliest);
            // The soonest latest is that of the first which is known by the as-of date.
            let Some(latest) = list[at..].iter().find(|e| e.earliest <= as_of).map(|e| e.latest)
            else {
                continue;
            };
            let earliest = self.soonest[range.start + at];
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
            .flat_map(|f| &self.entries[self.of(*f)])
            .filter(|e| e.earliest <= as_of && e.latest >= from)
            .max_by_key(|e| (e.earliest, e.latest, e.event))
    }

    /// True where a request, made since `from`, has no answer that follows it.
    pub fn pending(&self, request: u16, answers: &[u16], from: &Bounds) -> bool {
        let request = self.last(&[request], from.earliest);
        request.is_some_and(|r| self.last(answers, r.earliest).is_none())
    }
}
