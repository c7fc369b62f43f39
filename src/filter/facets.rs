//! The filter behind the panel at the left, and what passes it.

use crate::case::{Case, Certainty, Event, Importance, LaneId};
use crate::law::{Deadline, Verdict};
use std::collections::BTreeSet;

/// What the user has taken out of the picture. The default takes out nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Lanes that are hidden.
    pub hidden_lanes: BTreeSet<LaneId>,
    /// Kinds of event that are hidden.
    pub hidden_kinds: BTreeSet<String>,
    /// Degrees of certainty that are hidden.
    pub hidden_certainty: BTreeSet<Certainty>,
    /// Events of a higher number are hidden; `None` shows all.
    pub importance: Option<Importance>,
    /// Verdicts whose limits are hidden.
    pub hidden_verdicts: BTreeSet<Verdict>,
    /// True to show only events for which a source gives another date.
    pub only_disputed: bool,
}

/// What passes a filter, as places in the lists of the case and of the deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Places in `case.lanes`, in order.
    pub lanes: Vec<usize>,
    /// Places in `case.events`, in the order of the file; dated and undated ones.
    pub events: Vec<usize>,
    /// Places in the list of deadlines; rows of single claims are left out.
    pub deadlines: Vec<usize>,
}

impl Filter {
    /// The filter with which a case opens.
    #[must_use]
    pub fn opening(case: &Case) -> Self {
        let Some(opening) = &case.opening else {
            return Self::default();
        };
        let hidden_lanes = opening.lanes.as_ref().map_or_else(BTreeSet::new, |shown| {
            case.lanes.iter().map(|l| l.id.clone()).filter(|id| !shown.contains(id)).collect()
        });
        Self { hidden_lanes, importance: opening.importance, ..Self::default() }
    }

    /// True where an event passes.
    #[must_use]
    pub fn passes(&self, event: &Event) -> bool {
        !self.hidden_lanes.contains(&event.lane)
            && !self.hidden_kinds.contains(&event.kind)
            && !self.hidden_certainty.contains(&event.certainty)
            && self.importance.is_none_or(|most| event.importance <= most)
            && (!self.only_disputed || event.has_rival_date())
    }

    /// What of the case passes.
    #[must_use]
    pub fn apply(&self, case: &Case, deadlines: &[Deadline]) -> Shown {
        let places = |n: usize, keep: &dyn Fn(usize) -> bool| (0..n).filter(|i| keep(*i)).collect();
        Shown {
            lanes: places(case.lanes.len(), &|i| !self.hidden_lanes.contains(&case.lanes[i].id)),
            events: places(case.events.len(), &|i| self.passes(&case.events[i])),
            deadlines: places(deadlines.len(), &|i| {
                deadlines[i].claim.is_none()
                    && !self.hidden_verdicts.contains(&deadlines[i].verdict)
            }),
        }
    }
}
