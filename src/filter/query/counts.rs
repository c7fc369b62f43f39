//! How what was found is spread over lanes, kinds, certainty, importance and verdicts.

use super::Found;
use crate::case::{Case, Certainty, Event, Importance, LaneId};
use crate::law::{Deadline, Verdict};
use std::collections::BTreeMap;

/// Numbers of events and limits that a query found, for the facets beside it. What is not found at all has no entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Events by lane, as the events name it.
    pub lanes: BTreeMap<LaneId, usize>,
    /// Events by kind.
    pub kinds: BTreeMap<String, usize>,
    /// Events by certainty.
    pub certainty: BTreeMap<Certainty, usize>,
    /// Events by importance.
    pub importance: BTreeMap<Importance, usize>,
    /// Events for which a source gives another date.
    pub disputed: usize,
    /// Limits by verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
}

impl Found {
    /// Counts what was found: one walk over it.
    #[must_use]
    pub fn counts(&self, case: &Case, deadlines: &[Deadline]) -> Counts {
        self.counts_where(case, deadlines, |_| true)
    }

    /// Counts what was found and passes `keep` as well, such as a filter with one group taken off.
    #[must_use]
    pub fn counts_where(
        &self,
        case: &Case,
        deadlines: &[Deadline],
        keep: impl Fn(&Event) -> bool,
    ) -> Counts {
        let mut counts = Counts::default();
        // Names are copied once a lane or kind, not once an event.
        let (mut lanes, mut kinds) = (BTreeMap::<&LaneId, usize>::new(), BTreeMap::new());
        let events = self.events.iter().filter_map(|n| case.events.get(*n));
        for event in events.filter(|e| keep(e)) {
            *lanes.entry(&event.lane).or_default() += 1;
            *kinds.entry(event.kind.as_str()).or_default() += 1;
            *counts.certainty.entry(event.certainty).or_default() += 1;
            *counts.importance.entry(event.importance).or_default() += 1;
            counts.disputed += usize::from(event.has_rival_date());
        }
        for limit in self.limits.iter().filter_map(|n| deadlines.get(*n)) {
            *counts.verdicts.entry(limit.verdict).or_default() += 1;
        }
        counts.lanes = lanes.into_iter().map(|(id, n)| (id.clone(), n)).collect();
        counts.kinds = kinds.into_iter().map(|(kind, n)| (kind.to_owned(), n)).collect();
        counts
    }

    /// For each event of a case of `len` events, by its place in the file: whether it was found.
    #[must_use]
    pub fn marks(&self, len: usize) -> Vec<bool> {
        let mut marks = vec![false; len];
        for n in &self.events {
            if let Some(mark) = marks.get_mut(*n) {
                *mark = true;
            }
        }
        marks
    }
}
