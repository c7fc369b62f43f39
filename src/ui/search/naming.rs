//! The name under which a view is kept.

use crate::scene::Ink;
use crate::state::search::{Naming, keep_view, rename_view};
use crate::state::{Action, Change, Search};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form, widgets};
use egui::{Context, Id, Key, Modal};

/// Asks for it while it is wanted.
pub(super) fn naming_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let search = &look.view.search;
    let shown = Id::unique("naming-shown");
    let Some(naming) = &search.naming else {
        context.data_mut(|d| d.remove_temp::<bool>(shown));
        return Vec::new();
    };
    let first = context.data(|d| d.get_temp::<bool>(shown)).is_none();
    context.data_mut(|d| d.insert_temp(shown, true));
    let close = || Action::from(Change::Search(Search { naming: None, ..search.clone() }));
    let mut typed = naming.text.clone();
    let mut actions = Vec::new();
    let (title, done) = match naming.of {
        Some(_) => ("Rename view", "Rename"),
        None => ("Save this view", "Save"),
    };
    let frame = egui::Frame::popup(&context.global_style()).inner_margin(20);
    let modal = Modal::new(Id::unique("naming")).frame(frame).show(context, |ui| {
        ui.set_width(400.0);
        text::para_ui(ui, look, title, Type::HEAD);
        let words = "Query, filters, stretch of time and date of judgment are kept in the case file. \
                     Ctrl+Z takes it back.";
        text::para_ui(ui, look, words, Type::SMALL.ink(Ink::Secondary));
        ui.add_space(8.0);
        let field = form::field_ui(ui, look, "Name of the view", &mut typed, "The first days");
        if first {
            field.request_focus();
        }
        let named = !typed.trim().is_empty();
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let clicked = form::main_button_ui(ui, look, named, done);
            if named && (clicked || enter) {
                let case = look.record();
                let edit = match &naming.of {
                    None => Some(keep_view(look.view, case, &typed)),
                    Some(id) => rename_view(case, id, &typed),
                };
                actions.extend(edit.map(|e| Action::Edit(Box::new(e))));
                actions.push(close());
            }
            if ui.add(widgets::button("Cancel")).clicked() {
                actions.push(close());
            }
        });
    });
    if actions.is_empty() && modal.should_close() {
        actions.push(close());
    } else if actions.is_empty() && typed != naming.text {
        let naming = Some(Naming { text: typed, of: naming.of.clone() });
        actions.push(Change::Search(Search { naming, ..search.clone() }).into());
    }
    actions
}
