//! The page of several selected events, and the ways from a page to the editor.

use super::parts;
use crate::case::EventId;
use crate::scene::Ink;
use crate::state::{Action, Change, Command, Editing};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Role, Ui, WidgetInfo};

/// Events that are listed; more are counted.
const LISTED: usize = 200;

/// Draws the page.
pub(super) fn several_ui(ui: &mut Ui, look: &Look<'_>, ids: &[EventId], actions: &mut Vec<Action>) {
    text::para_ui(ui, look, &format!("{} events selected", ids.len()), Type::TITLE);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        for (command, words) in [
            (Command::BulkEdit, "Edit…"),
            (Command::MergeEvents, "Merge"),
            (Command::DeleteSelected, "Delete"),
        ] {
            let action = command.resolve(&look.context());
            if form::button_ui(ui, action.is_some(), words) {
                actions.extend(action);
            }
        }
    });
    ui.add_space(12.0);
    parts::events_ui(ui, look, ids.iter().take(LISTED), actions);
    if ids.len() > LISTED {
        text::para_ui(ui, look, &format!("and {} more", ids.len() - LISTED), Type::SMALL);
    }
}

/// The small line above a title, with a link at its right that opens what is shown in the editor, where it can be
/// edited.
pub(super) fn kicker_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (ink, words): (Ink, &str),
    subject: Option<Editing>,
    actions: &mut Vec<Action>,
) {
    let Some(subject) = subject else {
        parts::kicker_ui(ui, look, ink, words);
        return;
    };
    let row = egui::vec2(ui.available_width(), 20.0);
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        link_ui(ui, look, ("Edit", "Edit what is shown"), subject, actions);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Min), |ui| {
            parts::kicker_ui(ui, look, ink, words);
        });
    });
    ui.add_space(4.0);
}

/// A link that opens something in the editor.
pub(super) fn link_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (words, spoken): (&str, &str),
    subject: Editing,
    actions: &mut Vec<Action>,
) {
    let response = text::link_ui(ui, look, words, Type::LINK);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken));
    let key = Command::EditSelected.shortcuts().first().map(ToString::to_string);
    let hint =
        key.filter(|_| words == "Edit").map_or(spoken.to_owned(), |k| format!("{spoken} ({k})"));
    if response.on_hover_text(hint).clicked() {
        actions.push(Change::Form(Box::new(look.view.form.with(Some(subject)))).into());
    }
}
