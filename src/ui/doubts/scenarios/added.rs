//! The small form for an event that a scenario adds.

use super::{changed, edit};
use crate::case::{Event, EventId, Fact, FactRef, LaneId, Scenario, ThreadId};
use crate::date::{When, spoken};
use crate::state::Action;
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Id, Ui};
use std::collections::BTreeSet;

/// What stands in the form.
#[derive(Debug, Clone, Default)]
struct Draft {
    open: bool,
    title: String,
    date: String,
    lane: LaneId,
    fact: Option<Fact>,
    thread: ThreadId,
}

/// A link that opens the form, and the form.
pub(super) fn added_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    scenario: &Scenario,
    actions: &mut Vec<Action>,
) {
    let id = Id::unique(("scenario-event", scenario.id.as_str()));
    let mut draft: Draft = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    ui.add_space(6.0);
    let words = if draft.open { "Add no event" } else { "Add an event to it…" };
    if text::link_ui(ui, look, words, Type::LINK).clicked() {
        let lane = look.record().lanes.first().map(|l| l.id.clone()).unwrap_or_default();
        let thread = threads(look).into_iter().next().unwrap_or_default();
        draft = Draft { open: !draft.open, lane, thread, ..Draft::default() };
    }
    if draft.open {
        ui.add_space(4.0);
        if let Some(event) = form_ui(ui, look, scenario, &mut draft) {
            let mut new = scenario.clone();
            new.events.push(event);
            actions.push(edit("Add an event to the scenario", changed(look, new), None));
            draft = Draft::default();
        }
    }
    ui.data_mut(|d| d.insert_temp(id, draft));
}

/// The fields; an event where all of it is there and was asked for.
fn form_ui(ui: &mut Ui, look: &Look<'_>, scenario: &Scenario, draft: &mut Draft) -> Option<Event> {
    let zone = look.record().zone();
    form::field_ui(ui, look, "Title of the supposed event", &mut draft.title, "");
    let hint = "19 Jan 2025, 21:00";
    form::field_ui(ui, look, "Date of the supposed event", &mut draft.date, hint);
    let text = draft.date.trim();
    let read = When::parse(&spoken::to_edtf(text).unwrap_or_else(|| text.to_owned()));
    match &read {
        _ if text.is_empty() => {}
        Ok(when) => {
            let words = format!("Understood as {} ({zone})", when.words(zone));
            text::para_ui(ui, look, &words, Type::TINY);
        }
        Err(_) => {
            let words = "Write a date such as 19 Jan 2025 or 2025-01-19T21:00";
            form::error_ui(ui, look, words);
        }
    }
    let lanes: Vec<(LaneId, String)> =
        look.record().lanes.iter().map(|l| (l.id.clone(), l.title.clone())).collect();
    if !lanes.is_empty() {
        form::choice_ui(ui, look, "Lane", &mut draft.lane, &lanes);
    }
    let none = (None, "None: it only stands in the picture".to_owned());
    let facts: Vec<(Option<Fact>, String)> = std::iter::once(none)
        .chain(facts(look).into_iter().map(|f| (Some(f.clone()), f.to_string())))
        .collect();
    form::choice_ui(ui, look, "Fact that the law reads", &mut draft.fact, &facts);
    let threads: Vec<(ThreadId, String)> =
        threads(look).into_iter().map(|t| (t.clone(), t.to_string())).collect();
    if draft.fact.is_some() && threads.len() > 1 {
        form::choice_ui(ui, look, "Thread", &mut draft.thread, &threads);
    }
    let ready = !draft.title.trim().is_empty() && read.is_ok();
    if !form::button_ui(ui, ready, "Add to the scenario") {
        return None;
    }
    let fact = draft.fact.clone();
    let facts = fact.map(|fact| FactRef { fact, thread: draft.thread.clone() });
    Some(Event {
        id: free_id(look, scenario),
        title: draft.title.trim().to_owned(),
        lane: draft.lane.clone(),
        when: read.ok(),
        facts: facts.into_iter().collect(),
        ..blank()
    })
}

/// An event with nothing in it. No source states it: somebody supposes it.
fn blank() -> Event {
    Event { inferred: true, ..Event::new(EventId::default(), LaneId::default()) }
}

/// A name that no event of the case and of the scenario has.
fn free_id(look: &Look<'_>, scenario: &Scenario) -> EventId {
    let taken = |id: &EventId| {
        look.record().event(id).is_some() || scenario.events.iter().any(|e| &e.id == id)
    };
    let names = (1..).map(|n| EventId::from(format!("{}-{n}", scenario.id)));
    names
        .take(scenario.events.len() + look.record().events.len() + 1)
        .find(|id| !taken(id))
        .unwrap_or_default()
}

/// Facts that a loaded rule or an order of the case reads, in the order of their names.
fn facts(look: &Look<'_>) -> BTreeSet<Fact> {
    let rules = look
        .library
        .provisions()
        .flat_map(|(_, p)| p.trigger.iter().chain(&p.satisfied_by).chain(&p.overtaken_by));
    let orders = look.record().fixed_limits.iter();
    let orders =
        orders.flat_map(|l| l.satisfied_by.as_slice().iter().chain(l.overtaken_by.as_slice()));
    rules.chain(orders).cloned().collect()
}

/// Threads of the case.
fn threads(look: &Look<'_>) -> BTreeSet<ThreadId> {
    look.record().events.iter().flat_map(|e| &e.facts).map(|f| f.thread.clone()).collect()
}
