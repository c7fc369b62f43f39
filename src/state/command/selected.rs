//! What can be done with what is selected.

use super::Context;
use crate::case::{EventId, Tag};
use crate::state::{Action, Change, MeasureEnd, Measuring};

impl Context<'_> {
    /// Measures between the two selected events, from the earlier to the later one.
    pub(super) fn measure(&self) -> Option<Action> {
        let ids = self.view.selected_events();
        let [one, other] = ids.as_slice() else { return None };
        let end = |id: &EventId| {
            let event = self.posed.event(id)?;
            let bounds = event.when.as_ref()?.extent(event.zone(self.posed.zone()))?.bounds();
            let at = if bounds.earliest.is_unbounded() { bounds.latest } else { bounds.earliest };
            let mark = Some(Tag::Event(id.clone()));
            (!at.is_unbounded()).then_some(MeasureEnd { at, bounds, mark })
        };
        let (one, other) = (end(one)?, end(other)?);
        let ends = if one.at <= other.at { (one, other) } else { (other, one) };
        let measuring = Measuring { ends: Some(ends), ..self.view.measuring.clone() };
        Some(Change::Measuring(Box::new(measuring)).into())
    }
}
