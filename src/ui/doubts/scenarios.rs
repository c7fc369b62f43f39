//! What if: scenarios that the case file keeps, beside the facts.

mod added;

use super::claims::radio_ui;
use crate::case::{Op, Scenario, ScenarioId};
use crate::law::{Suppose, difference, scenario_from};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Edit};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Role, Ui, WidgetInfo};

/// Width below which the parts of the page stand under one another.
const NARROW: f32 = 760.0;

/// The page: which scenario is looked at, what it supposes, what it changes.
pub(super) fn scenarios_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let scenario = look.view.suppose.scenario(look.record());
    if ui.available_width() < NARROW {
        list_ui(ui, look, actions);
        if let Some(scenario) = scenario {
            scenario_ui(ui, look, scenario, actions);
        }
        difference_ui(ui, look, actions);
        return;
    }
    ui.columns(3, |columns| {
        if let [list, own, changed] = columns {
            for column in [&mut *list, &mut *own, &mut *changed] {
                column.set_max_width(column.available_width() - 16.0);
            }
            list_ui(list, look, actions);
            match scenario {
                Some(scenario) => scenario_ui(own, look, scenario, actions),
                None => {
                    let words = "A scenario is the case with some dates changed, events added or left out. Suppose something on the other pages, or begin with an empty one. The facts stay as they are";
                    text::para_ui(own, look, words, Type::SMALL);
                }
            }
            difference_ui(changed, look, actions);
        }
    });
}

/// An edit of the scenarios, one step for undo.
fn edit(label: &str, scenarios: Vec<Scenario>, field: Option<String>) -> Action {
    let ops = vec![Op::Scenarios(scenarios)];
    let edit = Edit { label: label.to_owned(), ops, field, ..Edit::default() };
    Action::Edit(Box::new(edit))
}

/// The scenarios with one of them changed.
fn changed(look: &Look<'_>, new: Scenario) -> Vec<Scenario> {
    let all = look.record().scenarios.iter();
    all.map(|s| if s.id == new.id { new.clone() } else { s.clone() }).collect()
}

/// A name that no scenario has.
fn free_id(look: &Look<'_>) -> (ScenarioId, usize) {
    let all = &look.record().scenarios;
    let taken = |id: &str| all.iter().any(|s| s.id.as_str() == id);
    let n = (1..).find(|n| !taken(&format!("S{n}"))).unwrap_or(1);
    (ScenarioId::from(format!("S{n}")), n)
}

fn list_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    text::caption_ui(ui, look, "Look at");
    let suppose = &look.view.suppose;
    let record = look.record();
    let facts = suppose.is_empty();
    let spoken = "Look at the facts as recorded";
    if radio_ui(ui, look, facts, "The facts as recorded", spoken).clicked() && !facts {
        actions.push(Change::Suppose(Box::default()).into());
    }
    for scenario in &record.scenarios {
        let on = suppose.scenario.as_ref() == Some(&scenario.id);
        let spoken = format!("Look at the scenario “{}”", scenario.title);
        let words =
            if scenario.title.trim().is_empty() { "Without a name" } else { &scenario.title };
        if radio_ui(ui, look, on, words, &spoken).clicked() && !on {
            let suppose = Suppose::of_scenario(scenario.id.clone());
            actions.push(Change::Suppose(Box::new(suppose)).into());
        }
    }
    ui.add_space(6.0);
    let own = !(Suppose { scenario: None, known_then: false, ..suppose.clone() }).is_empty();
    ui.horizontal_wrapped(|ui| {
        let (id, n) = free_id(look);
        if form::button_ui(ui, own, "New from what is supposed now") {
            let new = scenario_from(suppose, record, id.clone(), format!("Scenario {n}"));
            add(look, new, actions);
        }
        if form::button_ui(ui, true, "New scenario") {
            let new = Scenario { id, title: format!("Scenario {n}"), ..Scenario::default() };
            add(look, new, actions);
        }
    });
}

/// Adds a scenario, and looks at it.
fn add(look: &Look<'_>, new: Scenario, actions: &mut Vec<Action>) {
    let id = new.id.clone();
    let mut all = look.record().scenarios.clone();
    all.push(new);
    actions.push(edit("Add scenario", all, None));
    let known_then = look.view.suppose.known_then;
    let suppose = Suppose { known_then, ..Suppose::of_scenario(id) };
    actions.push(Change::Suppose(Box::new(suppose)).into());
}

/// Name, note, what it supposes, what can be added to it.
fn scenario_ui(ui: &mut Ui, look: &Look<'_>, scenario: &Scenario, actions: &mut Vec<Action>) {
    let suppose = &look.view.suppose;
    let id = &scenario.id;
    let mut title = scenario.title.clone();
    if form::field_ui(ui, look, "Name of the scenario", &mut title, "").changed() {
        let new = Scenario { title, ..scenario.clone() };
        actions.push(edit("Rename scenario", changed(look, new), Some(format!("{id}:title"))));
    }
    let mut note = scenario.note.clone().unwrap_or_default();
    let field = (&mut note, "Why it is looked at");
    if form::area_ui(ui, look, "Note", field, 1, true).changed() {
        let note = (!note.is_empty()).then_some(note);
        let new = Scenario { note, ..scenario.clone() };
        actions.push(edit("Note on scenario", changed(look, new), Some(format!("{id}:note"))));
    }
    parts_ui(ui, look, scenario, actions);
    for problem in crate::law::suppose::problems(scenario, look.record()) {
        form::error_ui(ui, look, &problem.to_string());
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let more = !(Suppose { scenario: None, known_then: false, ..suppose.clone() }).is_empty();
        if form::button_ui(ui, more, "Put what is supposed into it") {
            let new = scenario_from(suppose, look.record(), id.clone(), scenario.title.clone());
            let new = Scenario { extra: scenario.extra.clone(), ..new };
            actions.push(edit("Change scenario", changed(look, new), None));
            let suppose =
                Suppose { known_then: suppose.known_then, ..Suppose::of_scenario(id.clone()) };
            actions.push(Change::Suppose(Box::new(suppose)).into());
        }
        let selected = match &look.view.selection {
            Some(Tag::Event(event)) => look.record().event(event),
            _ => None,
        };
        let can = selected.is_some_and(|e| !scenario.without.contains(&e.id));
        let words = "Leave the selected event out";
        if form::button_ui(ui, can, words)
            && let Some(event) = selected
        {
            let mut new = scenario.clone();
            new.without.push(event.id.clone());
            actions.push(edit("Leave an event out", changed(look, new), None));
        }
        if form::button_ui(ui, true, "Delete scenario") {
            let mut all = look.record().scenarios.clone();
            all.retain(|s| &s.id != id);
            actions.push(edit("Delete scenario", all, None));
            let suppose = Suppose { scenario: None, ..suppose.clone() };
            actions.push(Change::Suppose(Box::new(suppose)).into());
        }
    });
    added::added_ui(ui, look, scenario, actions);
}

/// What a scenario supposes, each with its way out.
fn parts_ui(ui: &mut Ui, look: &Look<'_>, scenario: &Scenario, actions: &mut Vec<Action>) {
    let case = look.record();
    let title = |id: &crate::case::EventId| {
        let added = scenario.events.iter().find(|e| &e.id == id);
        case.event(id).or(added).map_or_else(|| id.to_string(), |e| e.title.clone())
    };
    let zone = case.zone();
    let mut parts: Vec<(String, Scenario)> = Vec::new();
    for (id, when) in &scenario.dates {
        let mut less = scenario.clone();
        less.dates.remove(id);
        parts.push((format!("“{}” {}", title(id), when.words(zone)), less));
    }
    for (id, claim) in &scenario.claims {
        let mut less = scenario.clone();
        less.claims.remove(id);
        parts.push((format!("“{}” by claim {claim}", title(id)), less));
    }
    for (profile, reading) in &scenario.readings {
        let mut less = scenario.clone();
        less.readings.remove(profile);
        parts.push((format!("{profile} read as {reading}"), less));
    }
    for (n, event) in scenario.events.iter().enumerate() {
        let mut less = scenario.clone();
        less.events.remove(n);
        let when = event.when.as_ref().map(|w| format!(" {}", w.words(event.zone(zone))));
        parts.push((format!("“{}”{} added", event.title, when.unwrap_or_default()), less));
    }
    for (n, id) in scenario.without.iter().enumerate() {
        let mut less = scenario.clone();
        less.without.remove(n);
        parts.push((format!("“{}” left out", title(id)), less));
    }
    if parts.is_empty() {
        text::para_ui(ui, look, "It supposes nothing yet", Type::SMALL);
    }
    for (words, less) in parts {
        ui.horizontal(|ui| {
            let button = ui.small_button("×");
            let spoken = format!("Take out of the scenario: {words}");
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if button.on_hover_text(&spoken).clicked() {
                actions.push(edit("Change scenario", changed(look, less), None));
            }
            text::para_ui(ui, look, &words, Type::BODY);
        });
    }
}

/// What differs from the facts, limit by limit.
fn difference_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    text::caption_ui(ui, look, "Against the facts");
    if look.view.suppose.is_empty() {
        text::para_ui(ui, look, "Nothing is supposed", Type::SMALL);
        return;
    }
    let changes = difference(look.recorded, look.deadlines);
    if changes.is_empty() {
        text::para_ui(ui, look, "No limit differs", Type::BODY);
    }
    for change in changes {
        let ink = if change.before == change.after { Ink::Text } else { Ink::Accent };
        let ty = Type::BODY.ink(ink).weight(Weight::Medium);
        if text::link_ui(ui, look, &change.words, ty).clicked() {
            actions.push(Change::Reveal(Tag::Limit(change.key)).into());
        }
        ui.add_space(2.0);
    }
}
