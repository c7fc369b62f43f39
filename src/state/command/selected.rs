//! What can be done with what is selected.

use super::Context;
use crate::case::{Event, EventId, LimitId, Op, Tag};
use crate::state::{Action, Change, Edit, Editing, MeasureEnd, Measuring};

impl Context<'_> {
    /// The selected events that the file has; what a scenario adds is not among them.
    fn events(&self) -> Vec<&Event> {
        let ids = self.view.selected_events();
        ids.iter().filter_map(|id| self.document.case.event(id)).collect()
    }

    /// The fixed limit that a row of the time limits stands for.
    fn fixed_limit(&self, key: &str) -> Option<LimitId> {
        let row = self.deadlines.iter().find(|d| d.key == key)?;
        let limits = &self.document.case.fixed_limits;
        limits.iter().map(|l| &l.id).find(|id| id.as_str() == row.rule.as_str()).cloned()
    }

    /// What the editor opens on.
    pub(super) fn edit_selected(&self) -> Option<Editing> {
        let case = &self.document.case;
        Some(match self.view.selection.as_ref()? {
            Tag::Event(id) => Editing::Event(Some(case.event(id)?.id.clone())),
            Tag::Claim(id, claim) => {
                let claim = case.event(id)?.claims.iter().find(|c| &c.id == claim)?;
                Editing::Claim(id.clone(), Some(claim.id.clone()))
            }
            Tag::State(id) => {
                Editing::State(Some(case.states.iter().find(|s| &s.id == id)?.id.clone()))
            }
            Tag::Lane(id) => Editing::Lane(Some(case.lane(id)?.id.clone())),
            Tag::Limit(key) => Editing::Limit(Some(self.fixed_limit(key)?)),
            Tag::Fold(_) | Tag::AsOf => return None,
        })
    }

    /// Takes it out of the case.
    pub(super) fn delete_selected(&self) -> Option<Action> {
        let case = &self.document.case;
        let edit = match self.view.selection.as_ref()? {
            Tag::Claim(id, claim) => {
                let mut event = case.event(id)?.clone();
                let place = event.claims.iter().position(|c| &c.id == claim)?;
                event.claims.remove(place);
                let label = format!("Delete a claim about “{}”", event.title);
                Edit::one(label, Op::Event(Some(id.clone()), Box::new(event)))
            }
            Tag::State(id) => {
                let state = case.states.iter().find(|s| &s.id == id)?;
                let title = state.title.as_deref().unwrap_or(id.as_str());
                Edit::one(format!("Delete state “{}”", title), Op::RemoveState(id.clone()))
            }
            Tag::Lane(id) => {
                let lane = case.lane(id)?;
                Edit::one(format!("Delete lane “{}”", lane.title), Op::RemoveLane(id.clone()))
            }
            Tag::Limit(key) => {
                let id = self.fixed_limit(key)?;
                let limit = case.fixed_limits.iter().find(|l| l.id == id)?;
                Edit::one(format!("Delete limit “{}”", limit.title), Op::RemoveLimit(id))
            }
            Tag::Event(_) => {
                let events = self.events();
                let label = match events.as_slice() {
                    [] => return None,
                    [one] => format!("Delete event “{}”", one.title),
                    many => format!("Delete {} events", many.len()),
                };
                let ids: Vec<EventId> = events.iter().map(|e| e.id.clone()).collect();
                Edit::one(label, Op::RemoveEvents(ids))
            }
            Tag::Fold(_) | Tag::AsOf => return None,
        };
        Some(Action::Edit(Box::new(edit)))
    }

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
