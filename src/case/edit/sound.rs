//! What a changed part of a case may name: nothing that is not there.

use super::list::distinct;
use super::{Head, OpError};
use crate::case::{Case, Event, EventId, FixedLimit, LaneId, SourceId, SourceRef, State, View};

/// Checks what one part of the case names. References to nothing that the old part had are left: a file
/// that came with them can still be edited.
pub(super) struct Sound<'a> {
    case: &'a Case,
    by: String,
}

impl<'a> Sound<'a> {
    fn new(case: &'a Case, what: &str, title: &str) -> Self {
        Self { case, by: format!("{what} “{title}”") }
    }

    fn unknown(&self, what: &'static str, id: impl ToString) -> OpError {
        OpError::Unknown { what, id: id.to_string(), by: self.by.clone() }
    }

    /// `itself` is the event that is being put, which may be new.
    fn event(&self, id: &EventId, itself: Option<&EventId>, old: bool) -> Result<(), OpError> {
        if old || itself == Some(id) || self.case.event(id).is_some() {
            return Ok(());
        }
        Err(self.unknown("event", id))
    }

    fn source(&self, id: &SourceId, old: bool) -> Result<(), OpError> {
        if old || self.case.source(id).is_some() {
            return Ok(());
        }
        Err(self.unknown("source", id))
    }

    fn lane(&self, id: &LaneId, old: bool) -> Result<(), OpError> {
        // Without a lane, an event stands in the first.
        if old || id.as_str().trim().is_empty() || self.case.lane(id).is_some() {
            return Ok(());
        }
        Err(self.unknown("lane", id))
    }
}

/// An event as it is put in the place of `old`.
pub(super) fn event(case: &Case, old: Option<&Event>, new: &Event) -> Result<(), OpError> {
    let sound = Sound::new(case, "event", &new.title);
    if new.after.as_ref() == Some(&new.id) {
        return Err(OpError::Itself { id: new.id.to_string() });
    }
    // Under another name, an event follows another event all the same.
    sound.lane(&new.lane, old.is_some_and(|o| o.lane == new.lane))?;
    if let Some(id) = &new.after {
        sound.event(id, None, old.is_some_and(|o| o.after.as_ref() == Some(id)))?;
    }
    for id in &new.related {
        sound.event(id, Some(&new.id), old.is_some_and(|o| o.related.contains(id)))?;
    }
    let cited = |id: &SourceId| {
        let claims = |o: &Event| o.claims.iter().any(|c| holds(&c.sources, id));
        old.is_some_and(|o| holds(&o.sources, id) || claims(o))
    };
    for reference in new.sources.iter().chain(new.claims.iter().flat_map(|c| &c.sources)) {
        sound.source(&reference.source, cited(&reference.source))?;
    }
    if new.claims.iter().any(|c| c.id.as_str().trim().is_empty()) {
        return Err(OpError::NoName { what: "claim" });
    }
    distinct("claim", new.claims.iter().map(|c| c.id.as_str()))
}

fn holds(list: &[SourceRef], id: &SourceId) -> bool {
    list.iter().any(|r| r.source == *id)
}

/// A state as it is put in the place of `old`.
pub(super) fn state(case: &Case, old: Option<&State>, new: &State) -> Result<(), OpError> {
    let sound = Sound::new(case, "state", new.title.as_deref().unwrap_or(&new.kind));
    sound.event(&new.from_event, None, old.is_some_and(|o| o.from_event == new.from_event))?;
    new.to_event.iter().try_for_each(|to| {
        sound.event(to, None, old.is_some_and(|o| o.to_event.as_ref() == Some(to)))
    })
}

/// A fixed limit as it is put in the place of `old`.
pub(super) fn limit(
    case: &Case,
    old: Option<&FixedLimit>,
    new: &FixedLimit,
) -> Result<(), OpError> {
    let sound = Sound::new(case, "limit", &new.title);
    sound.event(&new.fixed_by, None, old.is_some_and(|o| o.fixed_by == new.fixed_by))?;
    new.versions.iter().try_for_each(|v| {
        sound.event(&v.by, None, old.is_some_and(|o| o.versions.iter().any(|w| w.by == v.by)))
    })
}

/// An opinion as it is put in the place of `old`.
pub(super) fn opinion(case: &Case, old: Option<&View>, new: &View) -> Result<(), OpError> {
    let sound = Sound::new(case, "the opinion of", &new.by);
    if let Some(id) = &new.event {
        sound.event(id, None, old.is_some_and(|o| o.event.as_ref() == Some(id)))?;
    }
    new.source
        .iter()
        .try_for_each(|id| sound.source(id, old.is_some_and(|o| o.source.as_ref() == Some(id))))
}

/// The head of a case as it is put in the place of that of `case`.
pub(super) fn head(case: &Case, new: &Head) -> Result<(), OpError> {
    let sound = Sound::new(case, "the", "opening view");
    let Some(opening) = &new.opening else { return Ok(()) };
    let old = case.opening.as_ref();
    for id in opening.lanes.iter().flatten() {
        sound.lane(id, old.is_some_and(|o| o.lanes.iter().flatten().any(|l| l == id)))?;
    }
    opening.selection.iter().try_for_each(|id| {
        sound.event(id, None, old.is_some_and(|o| o.selection.as_ref() == Some(id)))
    })
}
