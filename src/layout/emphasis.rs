//! What is brought forward: the selected mark with what hangs together with it, or the marks that a saved picture
//! is about.

use super::sheet::{Input, Tag};
use crate::case::{ClaimId, EventId, StateId};
use std::collections::BTreeSet;

/// The selection, followed through the limits, and the marks that a saved picture brings forward.
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
    /// The marks that a saved picture is about, where any of them is shown.
    highlight: Option<Highlight>,
}

/// The marks that a saved picture is about: these and no others, for one message needs one mark.
#[derive(Debug, Clone, Default)]
struct Highlight {
    events: BTreeSet<EventId>,
    limits: BTreeSet<String>,
    states: BTreeSet<StateId>,
}

impl Highlight {
    /// Those that the picture shows; `None` where it shows none, for then nothing steps back for nothing.
    fn new(input: &Input<'_>) -> Option<Self> {
        let mut found = Self::default();
        for tag in input.manner.highlight {
            match tag {
                Tag::Event(id) | Tag::Claim(id, _) => {
                    found.events.insert(id.clone());
                }
                Tag::Fold(ids) => found.events.extend(ids.iter().cloned()),
                Tag::Limit(key) => {
                    found.limits.insert(key.clone());
                }
                Tag::State(id) => {
                    found.states.insert(id.clone());
                }
                Tag::Lane(_) | Tag::AsOf | Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => {}
            }
        }
        let shown = |id: &EventId| {
            let events = input.shown.events.iter().filter_map(|i| input.case.events.get(*i));
            !input.manner.withholds(id) && events.into_iter().any(|e| &e.id == id)
        };
        found.events.retain(shown);
        let rows = || input.shown.deadlines.iter().filter_map(|i| input.deadlines.get(*i));
        found.limits.retain(|key| rows().any(|d| &d.key == key));
        found.states.retain(|id| input.states.iter().any(|s| &s.id == id));
        let any = !(found.events.is_empty() && found.limits.is_empty() && found.states.is_empty());
        any.then_some(found)
    }
}

impl Emphasis {
    /// Follows the selection.
    pub fn new(input: &Input<'_>) -> Self {
        let mut found = Self { highlight: Highlight::new(input), ..Self::default() };
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
            Some(Tag::Lane(_) | Tag::AsOf | Tag::Layer(_) | Tag::Band(..) | Tag::Row(..))
            | None => {}
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
        if let Some(h) = &self.highlight {
            return if h.events.contains(id) { 1.0 } else { FAR };
        }
        if !self.any() || self.events.contains(id) || self.related_events.contains(id) {
            1.0
        } else {
            DIMMED
        }
    }

    /// Opacity of the bar of a limit.
    pub fn of_limit(&self, key: &str) -> f32 {
        if let Some(h) = &self.highlight {
            return if h.limits.contains(key) { 1.0 } else { FAR };
        }
        if !self.any() || self.related_limits.contains(key) { 1.0 } else { DIMMED }
    }

    /// Opacity of the band of a state.
    pub fn of_state(&self, id: &StateId) -> f32 {
        match &self.highlight {
            Some(h) if !h.states.contains(id) => FAR,
            _ => 1.0,
        }
    }

    /// True for an event that a saved picture is about.
    pub fn brings_event(&self, id: &EventId) -> bool {
        self.highlight.as_ref().is_some_and(|h| h.events.contains(id))
    }

    /// True for an event that steps back behind those that a saved picture is about.
    pub fn recedes_event(&self, id: &EventId) -> bool {
        self.highlight.as_ref().is_some_and(|h| !h.events.contains(id))
    }

    /// True for a limit that steps back behind what a saved picture is about.
    pub fn recedes_limit(&self, key: &str) -> bool {
        self.highlight.as_ref().is_some_and(|h| !h.limits.contains(key))
    }

    /// True for a state that steps back behind what a saved picture is about.
    pub fn recedes_state(&self, id: &StateId) -> bool {
        self.highlight.as_ref().is_some_and(|h| !h.states.contains(id))
    }
}

/// Slight: the picture has to stay readable as a whole. Text is never dimmed, for contrast.
const DIMMED: f32 = 0.85;
/// Of marks that a saved picture is not about: there, and clearly behind. Their words turn grey, which still reads.
const FAR: f32 = 0.35;
