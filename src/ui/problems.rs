//! The list of what could not be read: a panel of its own, never over the picture.

use super::text::{self, Type};
use super::{Look, widgets};
use crate::scene::Weight;
use crate::state::{Action, Change};
use egui::{Align, Layout, ScrollArea, Ui};

/// Draws the list.
pub fn problems_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let diagnostics = &look.document.diagnostics;
    ui.horizontal(|ui| {
        let file = look.document.path.as_deref().map(crate::state::document::file_name);
        let words = format!(
            "{} problem{} in {}",
            diagnostics.len(),
            if diagnostics.len() == 1 { "" } else { "s" },
            file.as_deref().unwrap_or("the bundled case")
        );
        text::line_ui(ui, look, &words, Type::STRONG.weight(Weight::SemiBold));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(widgets::button("Close")).clicked() {
                actions.push(Change::Problems.into());
            }
            if ui.add(widgets::button("Copy all")).clicked() {
                let all: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
                actions.push(Action::Copy(all.join("\n"), "Problems copied"));
            }
        });
    });
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for diagnostic in diagnostics {
            text::para_ui(ui, look, &diagnostic.to_string(), Type::SMALL);
            ui.add_space(4.0);
        }
    });
    actions
}
