//! The list of figures, and what can be done to one.

use super::row_ui;
use crate::case::Figure;
use crate::state::storyboard::{
    add_step, delete_figure, duplicate_figure, figure_title, rename_figure, title_figure,
};
use crate::state::{Action, Edit, Storyboard};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Id, ScrollArea, Ui};

/// Draws the list.
pub(super) fn figures_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    board: &mut Storyboard,
    actions: &mut Vec<Action>,
) {
    let case = look.case();
    text::caption_ui(ui, look, "Figures");
    ui.add_space(4.0);
    if form::button_ui(ui, true, "Add the window as a figure") {
        actions.push(Action::AddView);
    }
    if case.figures.is_empty() {
        ui.add_space(8.0);
        let words = "A figure keeps what the window shows: the time, the filter, the selection as \
                     emphasis and the as-of date. Set the window up, then add it";
        text::para_ui(ui, look, words, Type::SMALL);
        return;
    }
    ui.add_space(4.0);
    let chosen = board.figure.as_ref().and_then(|id| case.figure(id));
    let below = if chosen.is_some() { 236.0 } else { 0.0 };
    let height = (ui.available_height() - below).max(80.0);
    ScrollArea::vertical().id_salt("figures").max_height(height).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width() - 8.0);
            for figure in &case.figures {
                let on = board.figure.as_ref() == Some(&figure.id);
                if row_ui(ui, on, figure_title(figure)) {
                    board.figure = (!on).then(|| figure.id.clone());
                }
            }
        },
    );
    if let Some(figure) = chosen {
        let id = figure.id.as_str();
        ui.push_id(id, |ui| figure_ui(ui, look, board, figure, actions));
    }
}

/// Title, id and deeds of one figure.
fn figure_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    board: &mut Storyboard,
    figure: &Figure,
    actions: &mut Vec<Action>,
) {
    let case = look.case();
    let mut push = |edit: Edit| actions.push(Action::Edit(Box::new(edit)));
    ui.add_space(8.0);
    let mut title = figure.title.clone();
    if form::field_ui(ui, look, "Title", &mut title, figure.id.as_str()).changed() {
        title_figure(case, &figure.id, title).into_iter().for_each(&mut push);
    }
    if let Some(new) = id_ui(ui, look, figure)
        && let Some(edit) = rename_figure(case, &figure.id, &new)
    {
        push(edit);
        board.figure = Some(new.trim().into());
    }
    ui.horizontal_wrapped(|ui| {
        if form::button_ui(ui, true, "Add as a step") {
            let (edit, seat) = add_step(case, &figure.id, board.step);
            push(edit);
            board.step = Some(seat);
        }
        if form::button_ui(ui, true, "Duplicate")
            && let Some((edit, copy)) = duplicate_figure(case, &figure.id)
        {
            push(edit);
            board.figure = Some(copy);
        }
        let steps = case.story.iter().flat_map(|s| &s.steps);
        let used = steps.filter(|s| s.figure == figure.id).count();
        let words = match used {
            0 => "Delete".to_owned(),
            1 => "Delete, with its step".to_owned(),
            n => format!("Delete, with its {n} steps"),
        };
        if form::button_ui(ui, true, &words) {
            delete_figure(case, &figure.id).into_iter().for_each(&mut push);
            board.figure = None;
        }
    });
}

/// The id, which is taken when the field is left: half of it could be another figure's.
fn id_ui(ui: &mut Ui, look: &Look<'_>, figure: &Figure) -> Option<String> {
    let key = Id::unique("figure-id");
    let kept: Option<(String, String)> = ui.data(|d| d.get_temp(key));
    let own = figure.id.to_string();
    let mut draft = match kept {
        Some((of, text)) if of == own => text,
        _ => own.clone(),
    };
    let response = form::field_ui(ui, look, "Id", &mut draft, "");
    let wanted = draft.trim();
    let taken = wanted != own && look.case().figures.iter().any(|f| f.id.as_str() == wanted);
    if taken {
        form::error_ui(ui, look, &format!("Another figure is called “{wanted}”"));
    } else if wanted.is_empty() {
        form::error_ui(ui, look, "A figure needs an id");
    }
    let left = response.lost_focus();
    let new = (left && !taken && !wanted.is_empty() && wanted != own).then(|| draft.clone());
    if left {
        ui.data_mut(|d| d.remove_temp::<(String, String)>(key));
    } else {
        ui.data_mut(|d| d.insert_temp(key, (own, draft)));
    }
    new
}
