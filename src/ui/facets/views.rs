//! The views that the case file keeps: shown by their names, and changed from a menu beside them.

use crate::state::search::{Naming, SeenAs, delete_view, update_view};
use crate::state::{Action, Change, Search};
use crate::ui::text::{self, Type};
use crate::ui::{Look, widgets};
use egui::{Popup, Role, Ui, WidgetInfo};

/// Lists them, where there are any.
pub(super) fn views_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let case = look.record();
    if case.saved_views.is_empty() {
        return;
    }
    super::heading(ui, look, "Saved views", true);
    for view in &case.saved_views {
        let seen = SeenAs::of(view, case);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let name = ui.available_width() - 34.0;
            ui.scope(|ui| {
                ui.set_width(name.max(40.0));
                ui.set_max_width(name.max(40.0));
                if text::link_ui(ui, look, &view.title, Type::LINK).clicked() {
                    actions.push(Change::Seen(Box::new(seen)).into());
                }
            });
            let more = ui.add(widgets::button("…").frame_when_inactive(false));
            let spoken = format!("Saved view {}: update, rename or delete it", view.title);
            more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            Popup::menu(&more).show(|ui| {
                ui.set_min_width(160.0);
                let edit = if ui.button("Update to what is shown").clicked() {
                    update_view(look.view, case, &view.id)
                } else if ui.button("Delete").clicked() {
                    delete_view(case, &view.id)
                } else {
                    None
                };
                actions.extend(edit.map(|e| Action::Edit(Box::new(e))));
                if ui.button("Rename…").clicked() {
                    let of = Some(view.id.clone());
                    let naming = Some(Naming { text: view.title.clone(), of });
                    let search = Search { naming, ..look.view.search.clone() };
                    actions.push(Change::Search(search).into());
                }
            });
        });
    }
    ui.add_space(20.0);
}
