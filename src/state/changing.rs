//! What commands change in the case: the things that are selected, taken out, split and merged.

use super::{Edit, Editing, ViewState};
use crate::case::edit::{
    Divide, Split, merge, remove_claim, remove_events, remove_lane, remove_limit, remove_state,
    split,
};
use crate::case::{Case, EventId, Tag};
use crate::law::Deadline;

/// Takes out what is selected; `None` where nothing of the record is.
#[must_use]
pub fn delete(view: &ViewState, case: &Case, deadlines: &[Deadline]) -> Option<Edit> {
    let events = known(view, case);
    if events.len() > 1 {
        return Some(remove_events(case, &events));
    }
    match Editing::of(view.selection.as_ref()?, case, deadlines)? {
        Editing::Event(Some(id)) => Some(remove_events(case, &[id])),
        Editing::Claim(event, Some(claim)) => remove_claim(case, &event, &claim).ok(),
        Editing::Limit(Some(id)) => Some(remove_limit(case, &id)),
        Editing::State(Some(id)) => Some(remove_state(case, &id)),
        // A lane with events is emptied first: where they go is for the user to say.
        Editing::Lane(Some(id)) => {
            let empty = !case.events.iter().any(|e| e.lane == id);
            empty.then(|| remove_lane(case, &id, None))
        }
        _ => None,
    }
}

/// Makes two events of the selected one: the second states no fact, so that nothing is counted twice, until it
/// is told what it states.
#[must_use]
pub fn split_selected(view: &ViewState, case: &Case) -> Option<Edit> {
    let [id] = known(view, case).try_into().ok()?;
    let event = case.event(&id)?;
    let how = Split {
        title: format!("{}, second part", event.title),
        first: event.when.clone(),
        second: event.when.clone(),
        facts: Divide::Move(Vec::new()),
        sources: Divide::Copy,
        description: event.description.clone(),
    };
    split(case, &id, &how).ok()
}

/// Makes one event of the selected ones; the one that was selected first stays.
#[must_use]
pub fn merge_selected(view: &ViewState, case: &Case) -> Option<Edit> {
    let events = known(view, case);
    (events.len() > 1).then(|| merge(case, &events).ok()).flatten()
}

/// The selected events that the record has; a claim stands for itself, not for its event.
fn known(view: &ViewState, case: &Case) -> Vec<EventId> {
    let selected = view.selected_events();
    let claim = matches!(view.selection, Some(Tag::Claim(..))) && selected.len() == 1;
    selected.into_iter().filter(|id| !claim && case.event(id).is_some()).collect()
}

impl ViewState {
    /// Lets go of what `before` had and `after` has not: it was taken out, or has another name.
    pub fn let_go(&mut self, before: &Case, after: &Case) {
        let gone = |tag: &Tag| {
            let of = |case: &Case| Editing::of(tag, case, &[]).is_some();
            of(before) && !of(after)
        };
        if self.selection.as_ref().is_some_and(gone) {
            self.selection = None;
        }
        self.also.retain(|id| !gone(&Tag::Event(id.clone())));
        let shut = match &self.form.subject {
            Some(Editing::Event(Some(id))) => gone(&Tag::Event(id.clone())),
            Some(Editing::Claim(id, Some(c))) => gone(&Tag::Claim(id.clone(), c.clone())),
            Some(Editing::Claim(id, None)) => gone(&Tag::Event(id.clone())),
            Some(Editing::Lane(Some(id))) => gone(&Tag::Lane(id.clone())),
            Some(Editing::State(Some(id))) => gone(&Tag::State(id.clone())),
            Some(Editing::Limit(Some(id))) => !after.fixed_limits.iter().any(|l| l.id == *id),
            Some(Editing::Source(Some(id))) => after.source(id).is_none(),
            _ => false,
        };
        if shut {
            self.form.subject = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Event, Lane};

    fn case() -> Case {
        let event = |id: &str| -> Event {
            serde_json::from_value(serde_json::json!({
                "id": id, "title": format!("Title {id}"), "lane": "a", "when": "2025-01-19",
                "facts": [{ "fact": "arrest.made" }],
                "claims": [{ "id": "c", "when": "2025-01-20" }]
            }))
            .unwrap()
        };
        Case {
            events: vec![event("E1"), event("E2"), event("E3")],
            lanes: ["a", "b"].map(|id| Lane { id: id.into(), ..Lane::default() }).to_vec(),
            ..Case::default()
        }
    }

    fn done(case: &Case, edit: Edit) -> Case {
        let mut case = case.clone();
        edit.ops.into_iter().try_for_each(|op| op.apply(&mut case)).unwrap();
        case
    }

    #[test]
    fn what_is_selected_is_taken_out_and_let_go_of() {
        let case = case();
        let mut view =
            ViewState { selection: Some(Tag::Event("E1".into())), ..ViewState::default() };
        view.also.extend(["E1".into(), "E2".into()]);
        view.form.subject = Some(Editing::Event(Some("E1".into())));
        let after = done(&case, delete(&view, &case, &[]).unwrap());
        assert_eq!(after.events.len(), 1);
        view.let_go(&case, &after);
        assert_eq!((view.selection, view.also.len(), view.form.subject), (None, 0, None));
    }

    #[test]
    fn a_selected_claim_is_taken_out_and_its_event_stays() {
        let case = case();
        let selection = Some(Tag::Claim("E1".into(), "c".into()));
        let view = ViewState { selection, ..ViewState::default() };
        let after = done(&case, delete(&view, &case, &[]).unwrap());
        assert_eq!((after.events.len(), after.events[0].claims.len()), (3, 0));
    }

    #[test]
    fn only_an_empty_lane_is_taken_out() {
        let case = case();
        let of = |id: &str| {
            let selection = Some(Tag::Lane(id.into()));
            delete(&ViewState { selection, ..ViewState::default() }, &case, &[])
        };
        assert_eq!(of("a"), None);
        assert_eq!(done(&case, of("b").unwrap()).lanes.len(), 1);
    }

    #[test]
    fn a_split_counts_nothing_twice_and_a_merge_takes_several() {
        let case = case();
        let mut view =
            ViewState { selection: Some(Tag::Event("E1".into())), ..ViewState::default() };
        assert_eq!(merge_selected(&view, &case), None);
        let after = done(&case, split_selected(&view, &case).unwrap());
        assert_eq!(after.events.len(), 4);
        assert_eq!(after.events.iter().filter(|e| !e.facts.is_empty()).count(), 3);
        view.also.extend(["E1".into(), "E2".into()]);
        assert_eq!(split_selected(&view, &case), None);
        assert_eq!(done(&case, merge_selected(&view, &case).unwrap()).events.len(), 2);
    }
}
