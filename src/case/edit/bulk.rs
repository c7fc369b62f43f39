//! The same change of many events.

use super::claims::{unite, unite_sources};
use super::{Edit, Op};
use crate::case::{
    Case, Certainty, Event, EventId, FactRef, Importance, LaneId, SourceId, SourceRef,
};
use crate::date::Shift;
use std::collections::BTreeSet;

/// What changes in each event; the default changes nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BulkChange {
    /// Another lane.
    pub lane: Option<LaneId>,
    /// Another kind.
    pub kind: Option<String>,
    /// Another certainty.
    pub certainty: Option<Certainty>,
    /// Another importance.
    pub importance: Option<Importance>,
    /// Another place; `Some(None)` takes the place out.
    pub place: Option<Option<String>>,
    /// Words for redaction that are added.
    pub add_marked: Vec<String>,
    /// Words for redaction that are taken out.
    pub remove_marked: Vec<String>,
    /// Actors that are added behind the others.
    pub add_actors: Vec<String>,
    /// Actors that are taken out.
    pub remove_actors: Vec<String>,
    /// References to sources that are added.
    pub add_sources: Vec<SourceRef>,
    /// Sources that are taken out with their places in them; claims keep theirs.
    pub remove_sources: Vec<SourceId>,
    /// Facts that are added.
    pub add_facts: Vec<FactRef>,
    /// Facts that are taken out.
    pub remove_facts: Vec<FactRef>,
    /// How far the preferred dates are shifted; claims say what they said.
    pub shift: Option<Shift>,
}

/// A change of many events, and what it leaves as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Bulked {
    /// The change.
    pub edit: Edit,
    /// Events whose dates cannot be shifted by that, each with the reason in words.
    pub left: Vec<(EventId, String)>,
}

/// Changes many events alike. Names that the case does not have are passed over; a date that cannot be shifted
/// is told, and everything else in its event changes all the same.
#[must_use]
pub fn bulk(case: &Case, ids: &[EventId], change: &BulkChange) -> Bulked {
    let ids: BTreeSet<&EventId> = ids.iter().collect();
    let mut left = Vec::new();
    let mut events = Vec::new();
    for event in case.events.iter().filter(|e| ids.contains(&e.id)) {
        let mut new = event.clone();
        change.put_on(&mut new);
        if let Some(by) = change.shift {
            match event.when.as_ref().filter(|w| !w.is_unknown()) {
                None => left.push((event.id.clone(), "it has no date".to_owned())),
                Some(when) => match when.shifted(by) {
                    Some(when) => new.when = Some(when),
                    None => left.push((event.id.clone(), not_by(&when.text(), by))),
                },
            }
        }
        if new != *event {
            events.push(new);
        }
    }
    let label = match events.as_slice() {
        [one] => format!("Change “{}”", one.title),
        many => format!("Change {} events", many.len()),
    };
    Bulked { edit: Edit::one(label, Op::Events(events)), left }
}

fn not_by(text: &str, by: Shift) -> String {
    let by = match by {
        Shift::Years(_) => "years",
        Shift::Months(_) => "months",
        Shift::Days(_) => "days",
        Shift::Seconds(_) => "hours",
    };
    format!("“{text}” is written so that it cannot be shifted by {by}")
}

impl BulkChange {
    fn put_on(&self, event: &mut Event) {
        let set = |slot: &mut String, new: &Option<String>| {
            if let Some(new) = new {
                slot.clone_from(new);
            }
        };
        set(&mut event.kind, &self.kind);
        if let Some(lane) = &self.lane {
            event.lane = lane.clone();
        }
        event.certainty = self.certainty.unwrap_or(event.certainty);
        event.importance = self.importance.unwrap_or(event.importance);
        if let Some(place) = &self.place {
            event.place.clone_from(place);
        }
        event.marked.retain(|m| !self.remove_marked.contains(m));
        event.actors.retain(|a| !self.remove_actors.contains(a));
        event.sources.retain(|r| !self.remove_sources.contains(&r.source));
        event.facts.retain(|f| !self.remove_facts.contains(f));
        unite(&mut event.marked, &self.add_marked);
        unite(&mut event.actors, &self.add_actors);
        unite_sources(&mut event.sources, &self.add_sources);
        unite(&mut event.facts, &self.add_facts);
    }
}
