//! What the selection brings forward: the mark itself, and what hangs together with it.

use super::sheet::{Input, Tag};
use crate::case::{ClaimId, EventId};
use std::collections::BTreeSet;

/// The selection, followed through the limits.
#[derive(Debug, Clone, Default)]
pub(super) struct Emphasis {
    /// Selected events: one, or those of a selected fold.
    pub events: BTreeSet<EventId>,
    /// The selected claim.
    pub claim: Option<(EventId, ClaimId)>,
    /// The key of the selected limit.
    pub limit: Option<String>,
    /// Events that share a limit with the selection.
    pub related_events: BTreeSet<EventId>,
    /// Keys of the limits that the selection takes part in.
    pub related_limits: BTreeSet<String>,
}

impl Emphasis {
    /// Follows the selection.
    pub fn new(input: &Input<'_>) -> Self {
        let mut found = Self::default();
        match input.selection {
            Some(Tag::Event(id)) => {
                found.events.insert(id.clone());
            }
            Some(Tag::Claim(event, claim)) => {
                found.events.insert(event.clone());
                found.claim = Some((event.clone(), claim.clone()));
            }
            Some(Tag::Fold(ids)) => found.events.extend(ids.iter().cloned()),
            Some(Tag::Limit(key)) => found.limit = Some(key.clone()),
            Some(Tag::State(id)) => {
                if let Some(state) = input.states.iter().find(|s| &s.id == id) {
                    found.related_events.insert(state.from_event.clone());
                    found.related_events.extend(state.to_event.clone());
                }
            }
            Some(Tag::Lane(_) | Tag::AsOf) | None => {}
        }
        for d in input.shown.deadlines.iter().filter_map(|i| input.deadlines.get(*i)) {
            let selected = found.limit.as_ref() == Some(&d.key);
            if selected || d.events().any(|e| found.events.contains(e)) {
                found.related_limits.insert(d.key.clone());
                found.related_events.extend(d.events().cloned());
            }
        }
        found
    }

    /// True where something is selected that other marks step back for.
    pub fn any(&self) -> bool {
        !self.events.is_empty() || self.limit.is_some()
    }

    /// True for the selected event.
    pub fn is_selected(&self, id: &EventId) -> bool {
        self.events.contains(id)
    }

    /// Opacity of the mark of an event: what has nothing to do with the selection steps back a little.
    pub fn of_event(&self, id: &EventId) -> f32 {
        if !self.any() || self.events.contains(id) || self.related_events.contains(id) {
            1.0
        } else {
            DIMMED
        }
    }

    /// Opacity of the bar of a limit.
    pub fn of_limit(&self, key: &str) -> f32 {
        if !self.any() || self.related_limits.contains(key) { 1.0 } else { DIMMED }
    }
}

/// Slight: the picture has to stay readable as a whole. Text is never dimmed, for contrast.
const DIMMED: f32 = 0.85;
