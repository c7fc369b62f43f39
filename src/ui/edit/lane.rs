//! The form of a lane.

use super::desk::{Desk, Field};
use super::{options, rest};
use crate::case::edit::{free_lane_id, remove_lane};
use crate::case::{Lane, LaneId, Op};
use crate::layout::Tag;
use crate::state::{Change, Draft, Edit, Editing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// The form of a lane that the case has.
pub(super) fn lane_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &LaneId) {
    let case = desk.look.record();
    let Some(n) = case.lanes.iter().position(|l| &l.id == id) else {
        text::para_ui(ui, desk.look, "The case has no such lane any more", Type::BODY);
        return;
    };
    let Some(lane) = case.lanes.get(n) else { return };
    let inside = case.events.iter().filter(|e| &e.lane == id).count();
    let mut remove = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        let last = case.lanes.len().saturating_sub(1);
        for (words, to, can) in
            [("Move up", n.saturating_sub(1), n > 0), ("Move down", n + 1, n < last)]
        {
            if form::button_ui(ui, can, words) {
                let label = format!("{words}: lane “{}”", lane.title);
                desk.edit(Edit::one(label, Op::MoveLane(id.clone(), to)));
            }
        }
        if form::button_ui(ui, inside == 0, "Delete") {
            remove = Some(None);
        }
    });
    if inside > 0 && case.lanes.len() > 1 {
        let words = format!("{inside} events stand in it. Delete it and move them to");
        let others = |query: &str| {
            let mut all = options::lanes(case, query);
            all.retain(|choice| choice.id != id.as_str());
            all
        };
        let picked = desk.pick_ui(ui, &words, "Choose a lane…", &others);
        remove = picked.map(|to| Some(LaneId::from(to)));
    }
    if let Some(to) = remove {
        rest::remove(desk, remove_lane(case, id, to.as_ref()));
        return;
    }
    ui.add_space(8.0);
    desk.why_ui(ui);
    let mut new = lane.clone();
    fields_ui(desk, ui, &mut new, Some(id));
    rest::extra_ui(desk, ui, &lane.extra);
    if new == *lane {
        return;
    }
    let to = new.id.clone();
    desk.change(&lane.title, Op::Lane(Some(id.clone()), Box::new(new)));
    if to != *id {
        desk.form.subject = Some(Editing::Lane(Some(to.clone())));
        desk.push(Change::Select(Some(Tag::Lane(to))));
    }
}

/// The form of a new lane.
pub(super) fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let mut lane = match desk.form.draft.take() {
        Some(Draft::Lane(lane)) => *lane,
        _ => Lane { id: free_lane_id(desk.look.record()), ..Lane::default() },
    };
    fields_ui(desk, ui, &mut lane, None);
    let ready = !lane.title.trim().is_empty();
    if form::main_button_ui(ui, desk.look, ready, "Add lane") {
        let id = lane.id.clone();
        let label = format!("Add lane “{}”", lane.title.trim());
        desk.edit(Edit::one(label, Op::Lane(None, Box::new(lane))));
        rest::forget(desk);
        desk.form.subject = Some(Editing::Lane(Some(id)));
        return;
    }
    if !ready {
        ui.add_space(4.0);
        text::para_ui(ui, desk.look, "A title is needed before it can be added", Type::TINY);
    }
    desk.form.draft = Some(Draft::Lane(Box::new(lane)));
}

fn fields_ui(desk: &mut Desk<'_>, ui: &mut Ui, lane: &mut Lane, own: Option<&LaneId>) {
    let case = desk.look.record();
    let title = Field::line("title", "Title", "An actor, a place, a theme");
    let response = desk.text_ui(ui, title, &mut lane.title, Some("A title is needed"));
    rest::focus_once(ui, &response, &format!("lane:{}", lane.id));
    desk.maybe_ui(ui, Field::line("subtitle", "Second line", ""), &mut lane.subtitle);
    desk.maybe_ui(ui, Field::area("note", "Note", "", 3), &mut lane.note);
    let taken = |id: &str| case.lanes.iter().any(|l| l.id == *id && Some(&l.id) != own);
    desk.id_ui(ui, &mut lane.id, taken);
}
