//! The panel at the right: everything about the selected mark, and how each date was reached.

mod event;
mod layer;
mod limit;
mod parts;
mod provenance;
mod several;
mod sources;
mod trace;

use super::Look;
use super::text::{self, Type};
use super::widgets;
use crate::case::{LaneId, StateId};
use crate::date::words;
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Editing};
use egui::{Margin, ScrollArea, Ui};

/// Draws the panel.
pub fn inspector_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let id = look.view.selection.as_ref().map(ToString::to_string).unwrap_or_default();
    // Another mark starts at its top, and coming back finds the place where one was.
    ScrollArea::vertical().id_salt(("inspector", id)).auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 24 }).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(ui.available_width());
                if !matches!(look.view.selection, Some(Tag::Claim(..))) {
                    ui.data_mut(|d| d.remove_temp::<String>(egui::Id::unique("claim-in-view")));
                }
                let together = look.view.selected_events();
                if together.len() > 1 {
                    several::several_ui(ui, look, &together, &mut actions);
                    return;
                }
                match &look.view.selection {
                    None => case_ui(ui, look, &mut actions),
                    Some(Tag::Event(id)) => event::event_ui(ui, look, id, None, &mut actions),
                    Some(Tag::Claim(id, claim)) => {
                        event::event_ui(ui, look, id, Some(claim), &mut actions)
                    }
                    Some(Tag::Limit(key)) => limit::limit_ui(ui, look, key, &mut actions),
                    Some(Tag::State(id)) => state_ui(ui, look, id, &mut actions),
                    Some(Tag::Lane(id)) => lane_ui(ui, look, id, &mut actions),
                    Some(Tag::Fold(ids)) => {
                        text::para_ui(ui, look, &format!("{} events", ids.len()), Type::TITLE);
                        ui.add_space(8.0);
                        parts::events_ui(ui, look, ids.iter(), &mut actions);
                    }
                    Some(Tag::AsOf) => as_of_ui(ui, look),
                    Some(Tag::Layer(n)) => layer::layer_ui(ui, look, *n, &mut actions),
                    Some(Tag::Band(n, lane)) => {
                        layer::band_ui(ui, look, (*n, *lane), &mut actions);
                    }
                    Some(Tag::Row(n, row)) => layer::row_ui(ui, look, (*n, *row), &mut actions),
                }
            },
        );
    });
    actions
}

/// Nothing is selected: what the case is.
fn case_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    text::para_ui(ui, look, &look.document.title(), Type::TITLE);
    if let Some(subtitle) = &look.case().subtitle {
        text::para_ui(ui, look, subtitle, Type::BODY.ink(Ink::Secondary));
    }
    if let Some(note) = &look.case().note {
        ui.add_space(8.0);
        text::para_ui(ui, look, note, Type::BODY);
    }
    ui.add_space(12.0);
    text::para_ui(
        ui,
        look,
        "Select a mark to see its sources, its claims and its effect on time limits",
        Type::SMALL,
    );
    let undated = || look.case().events.iter().filter(|e| e.when.is_none()).map(|e| &e.id);
    let count = undated().count();
    if count > 0 {
        parts::heading_ui(ui, look, "Undated events");
        parts::events_ui(ui, look, undated().take(MOST_LISTED), actions);
        more_ui(ui, look, count, "undated events");
    }
    let rows = &look.shown.deadlines;
    if !rows.is_empty() {
        parts::heading_ui(ui, look, "Time limits");
        for row in rows.iter().take(MOST_LISTED).filter_map(|i| look.deadlines.get(*i)) {
            parts::limit_row_ui(ui, look, row, actions);
        }
        more_ui(ui, look, rows.len(), "time limits");
    }
}

/// Rows of a list of the whole case: all of them are laid out in every frame, and nobody reads more.
const MOST_LISTED: usize = 200;

/// Says how many rows are left out, and where they are.
fn more_ui(ui: &mut Ui, look: &Look<'_>, count: usize, of: &str) {
    if let Some(more) = count.checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        let words = format!("{more} more {of} stand in the table");
        text::para_ui(ui, look, &words, Type::SMALL);
    }
}

fn state_ui(ui: &mut Ui, look: &Look<'_>, id: &StateId, actions: &mut Vec<Action>) {
    let Some(state) = look.states.iter().find(|s| &s.id == id) else {
        return;
    };
    let zone = look.zone();
    let subject = look.record().states.iter().any(|s| &s.id == id);
    let subject = subject.then(|| Editing::State(Some(id.clone())));
    several::kicker_ui(ui, look, (Ink::State, "State over time"), subject, actions);
    text::para_ui(ui, look, &state.title, Type::TITLE);
    let so_far = if state.lasting { " so far" } else { "" };
    text::para_ui(ui, look, &format!("{}{so_far}", state.length_words()), Type::STRONG);
    ui.add_space(8.0);
    text::para_ui(ui, look, &format!("From {}", words::bounds(&state.from, zone)), Type::BODY);
    let end =
        if state.lasting { "It lasts at the as-of date, ".to_owned() } else { "To ".to_owned() };
    text::para_ui(ui, look, &format!("{end}{}", words::bounds(&state.to, zone)), Type::BODY);
    text::para_ui(
        ui,
        look,
        &format!("Hours in {zone}; the length is rounded outwards"),
        Type::SMALL,
    );
    parts::heading_ui(ui, look, "Begun and ended by");
    parts::events_ui(ui, look, std::iter::once(&state.from_event).chain(&state.to_event), actions);
}

fn lane_ui(ui: &mut Ui, look: &Look<'_>, id: &LaneId, actions: &mut Vec<Action>) {
    let Some(lane) = look.case().lane(id) else {
        return;
    };
    let subject = look.record().lane(id).map(|_| Editing::Lane(Some(id.clone())));
    several::kicker_ui(ui, look, (look.lane_ink(id), "Lane"), subject, actions);
    text::para_ui(ui, look, &lane.title, Type::TITLE);
    for words in [&lane.subtitle, &lane.note].into_iter().flatten() {
        text::para_ui(ui, look, words, Type::BODY);
    }
    ui.add_space(8.0);
    if text::link_ui(ui, look, "Hide this lane", Type::LINK).clicked() {
        actions.push(Change::Lane(id.clone()).into());
    }
    parts::heading_ui(ui, look, "Its events");
    let events = look.shown.events.iter().filter_map(|i| look.case().events.get(*i));
    parts::events_ui(ui, look, events.filter(|e| &e.lane == id).map(|e| &e.id), actions);
}

fn as_of_ui(ui: &mut Ui, look: &Look<'_>) {
    parts::kicker_ui(ui, look, Ink::AsOf, "As-of date");
    let ty = Type::TITLE.weight(Weight::SemiBold);
    text::para_ui(ui, look, &words::instant(look.as_of, look.zone()), ty);
    ui.add_space(8.0);
    let words = "The case is judged on this moment. Facts that lie later are not used for any limit, and are drawn faint. Change it in the bar at the top.";
    text::para_ui(ui, look, words, Type::BODY);
    widgets::rule_ui(ui, look);
}
