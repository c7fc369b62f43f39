//! The editor: events, claims, lanes, states, limits, several events at once, the log.
//!
//! It takes the room of the inspector, so that the picture stays in sight and follows each change. There is
//! no button to confirm: what can be understood is in the case at once, and what cannot stays in its field.

mod bulk;
mod case;
pub(crate) mod claims;
mod date_field;
mod desk;
mod event;
mod lane;
mod limit;
mod log;
mod options;
mod pick;
mod refs;
mod rest;
mod rules;
mod source;
mod state;

use self::desk::Desk;
use super::Look;
use super::text::{self, Type};
use crate::scene::Ink;
use crate::state::{Action, Change, Editing};
use egui::{Margin, ScrollArea, Ui};

/// Draws it over all the room there is, while it is open.
pub fn edit_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let before = &look.view.form;
    let Some(subject) = before.subject.clone() else {
        return Vec::new();
    };
    let mut desk = Desk::new(look, subject.key());
    follow(&mut desk, &subject);
    if desk.form.subject.as_ref() != Some(&subject) {
        // Another mark was selected: what is open is drawn with the next frame.
        let form = Box::new(desk.form);
        return vec![Change::Form(form).into()];
    }
    // What is wider than the panel is cut, and does not push the picture aside.
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, egui::Sense::hover());
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(room));
    inside.set_clip_rect(room.intersect(ui.clip_rect()));
    let ui = &mut inside;
    let margin = Margin { left: 20, right: 20, top: 14, bottom: 0 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| head_ui(&mut desk, ui, &subject));
    ScrollArea::vertical().id_salt(("editor", subject.key())).auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: 20, right: 20, top: 8, bottom: 24 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Fields of two things are two fields: what is undone in one is not written into the other.
            ui.push_id(subject.key(), |ui| form_ui(&mut desk, ui, &subject));
        });
    });
    let Desk { form, mut actions, .. } = desk;
    if form.subject != before.subject {
        rest::focus_anew(ui.ctx());
    }
    if form != *before {
        actions.push(Change::Form(Box::new(form)).into());
    }
    actions
}

/// Opens what was selected since, where it can be edited: the editor follows the picture.
fn follow(desk: &mut Desk<'_>, subject: &Editing) {
    let look = desk.look;
    let selection = &look.view.selection;
    if desk.form.seen == *selection {
        return;
    }
    desk.form.seen.clone_from(selection);
    let follows = matches!(
        subject,
        Editing::Event(Some(_))
            | Editing::Claim(_, Some(_))
            | Editing::Lane(Some(_))
            | Editing::State(Some(_))
            | Editing::Limit(Some(_))
    );
    let tag = selection.as_ref().filter(|_| follows);
    if let Some(other) = tag.and_then(|tag| Editing::of(tag, look.record(), look.deadlines)) {
        desk.form.subject = Some(other);
    }
}

/// What is edited, and the way out.
fn head_ui(desk: &mut Desk<'_>, ui: &mut Ui, subject: &Editing) {
    let words = match subject {
        Editing::Event(None) => "New event",
        Editing::Event(_) => "Edit event",
        Editing::Claim(_, None) => "New claim",
        Editing::Claim(..) => "Edit claim",
        Editing::Source(None) => "New source",
        Editing::Source(_) => "Edit source",
        Editing::Lane(None) => "New lane",
        Editing::Lane(_) => "Edit lane",
        Editing::State(None) => "New state over time",
        Editing::State(_) => "Edit state",
        Editing::Limit(None) => "New fixed limit",
        Editing::Limit(_) => "Edit fixed limit",
        Editing::Rules => "Rules of the case",
        Editing::Case => "The case as a whole",
        Editing::Bulk => "Several events",
        Editing::Log => "Log of changes",
    };
    let words = match subject {
        Editing::Bulk => format!("{} events", desk.look.view.selected_events().len()),
        _ => words.to_owned(),
    };
    ui.horizontal(|ui| {
        let right = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(right, |ui| {
            if desk::cross_ui(ui, "Close the editor") {
                desk.form.subject = None;
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                text::line_ui(ui, desk.look, &words, Type::HEAD);
            });
        });
    });
    let supposed = !desk.look.view.suppose.is_empty();
    if supposed {
        let words = "The picture shows what is supposed; here stand the facts of the file";
        text::para_ui(ui, desk.look, words, Type::TINY.ink(Ink::Overtaken));
    }
    ui.add_space(4.0);
    super::widgets::rule_ui(ui, desk.look);
}

fn form_ui(desk: &mut Desk<'_>, ui: &mut Ui, subject: &Editing) {
    match subject {
        Editing::Event(Some(id)) => event::event_ui(desk, ui, id),
        Editing::Event(None) => event::new_ui(desk, ui),
        Editing::Claim(event, claim) => claims::claim_ui(desk, ui, event, claim.as_ref()),
        Editing::Source(Some(id)) => source::source_ui(desk, ui, id),
        Editing::Source(None) => source::new_ui(desk, ui),
        Editing::Lane(Some(id)) => lane::lane_ui(desk, ui, id),
        Editing::Lane(None) => lane::new_ui(desk, ui),
        Editing::State(Some(id)) => state::state_ui(desk, ui, id),
        Editing::State(None) => state::new_ui(desk, ui),
        Editing::Limit(Some(id)) => limit::limit_ui(desk, ui, id),
        Editing::Limit(None) => limit::new_ui(desk, ui),
        Editing::Rules => rules::rules_ui(desk, ui),
        Editing::Case => case::case_ui(desk, ui),
        Editing::Bulk => bulk::bulk_ui(desk, ui),
        Editing::Log => log::log_ui(desk, ui),
    }
}
