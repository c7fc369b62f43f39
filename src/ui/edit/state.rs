//! The form of a state over time, such as custody.

use super::desk::{Desk, Field};
use super::options::{self, NONE};
use super::rest;
use crate::case::edit::{free_state_id, remove_state};
use crate::case::{EventId, Extra, Op, State, StateId, ThreadId};
use crate::layout::Tag;
use crate::state::{Change, Draft, Edit, Editing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// The form of a state that the case has.
pub(super) fn state_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &StateId) {
    let case = desk.look.record();
    let Some(state) = case.states.iter().find(|s| &s.id == id) else {
        text::para_ui(ui, desk.look, "The case has no such state any more", Type::BODY);
        return;
    };
    let title = name(state).to_owned();
    if form::button_ui(ui, true, "Delete") {
        rest::remove(desk, remove_state(case, id));
        return;
    }
    ui.add_space(8.0);
    desk.why_ui(ui);
    let mut new = state.clone();
    fields_ui(desk, ui, &mut new, Some(id));
    rest::extra_ui(desk, ui, &state.extra);
    if new == *state {
        return;
    }
    let to = new.id.clone();
    desk.change(&title, Op::State(Some(id.clone()), Box::new(new)));
    if to != *id {
        desk.form.subject = Some(Editing::State(Some(to.clone())));
        desk.push(Change::Select(Some(Tag::State(to))));
    }
}

/// The form of a new state.
pub(super) fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let mut state = match desk.form.draft.take() {
        Some(Draft::State(state)) => *state,
        _ => State {
            id: free_state_id(desk.look.record()),
            kind: "custody".to_owned(),
            title: None,
            thread: ThreadId::default(),
            from_event: selected_event(desk).unwrap_or_default(),
            to_event: None,
            extra: Extra::new(),
        },
    };
    fields_ui(desk, ui, &mut state, None);
    let ready = desk.look.record().event(&state.from_event).is_some();
    if form::main_button_ui(ui, desk.look, ready, "Add state") {
        let id = state.id.clone();
        let label = format!("Add state “{}”", name(&state));
        desk.edit(Edit::one(label, Op::State(None, Box::new(state))));
        rest::forget(desk);
        desk.form.subject = Some(Editing::State(Some(id)));
        return;
    }
    if !ready {
        ui.add_space(4.0);
        text::para_ui(ui, desk.look, "Choose the event that began it", Type::TINY);
    }
    desk.form.draft = Some(Draft::State(Box::new(state)));
}

/// The event that is selected, where one is.
pub(super) fn selected_event(desk: &Desk<'_>) -> Option<EventId> {
    match &desk.look.view.selection {
        Some(Tag::Event(id) | Tag::Claim(id, _)) => {
            desk.look.record().event(id).map(|e| e.id.clone())
        }
        _ => None,
    }
}

fn name(state: &State) -> &str {
    state.title.as_deref().unwrap_or(&state.kind)
}

fn fields_ui(desk: &mut Desk<'_>, ui: &mut Ui, state: &mut State, own: Option<&StateId>) {
    let case = desk.look.record();
    let title = Field::line("title", "Words on the band", "The kind, where left empty");
    let response = desk.maybe_ui(ui, title, &mut state.title);
    rest::focus_once(ui, &response, &format!("state:{}", state.id));
    let kind = Field::line("kind", "Kind", "custody");
    desk.text_ui(ui, kind, &mut state.kind, Some("A kind is needed, such as custody"));
    let shown = if case.event(&state.from_event).is_some() {
        options::event_title(case, &state.from_event)
    } else {
        "Choose an event…".to_owned()
    };
    let picked = desk.pick_ui(ui, "Begun by", &shown, &|q| options::events(case, q, None));
    if let Some(id) = picked {
        state.from_event = EventId::from(id);
    }
    let lasts = "it lasts";
    let shown = state
        .to_event
        .as_ref()
        .map_or_else(|| lasts.to_owned(), |id| options::event_title(case, id));
    let picked = desk.pick_ui(ui, "Ended by", &shown, &|q| options::events(case, q, Some(lasts)));
    if let Some(id) = picked {
        state.to_event = (id != NONE).then(|| EventId::from(id));
    }
    thread_ui(desk, ui, "Thread", &mut state.thread);
    let taken = |id: &str| case.states.iter().any(|s| s.id == *id && Some(&s.id) != own);
    desk.id_ui(ui, &mut state.id, taken);
}

/// The person and proceeding that something concerns.
pub(super) fn thread_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, thread: &mut ThreadId) {
    let look = desk.look;
    let shown = if thread.as_str().is_empty() { "no thread of its own" } else { thread.as_str() };
    let shown = shown.to_owned();
    let picked = desk.pick_ui(ui, name, &shown, &|q| options::threads(look.record(), q));
    if let Some(id) = picked {
        *thread = ThreadId::from(id);
    }
}
