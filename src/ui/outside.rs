//! What another program, or another window, did to the open file.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::case::merge::{self, Conflict, Side};
use crate::scene::{Ink, Weight};
use crate::state::document::file_name;
use crate::state::{Action, Merging, Outside, Outsiding};
use egui::{
    Align, Align2, Context, Layout, Rect, Role, ScrollArea, Ui, WidgetInfo, Window, pos2, vec2,
};

/// Height of the strip in points.
pub const HEIGHT: f32 = 40.0;

/// A button: its words, what a screen reader says, what it does.
type Choice = (&'static str, &'static str, Outsiding);

/// True while there is something to say.
#[must_use]
pub fn is_wanted(look: &Look<'_>) -> bool {
    words(look).is_some()
}

/// What is said, and what can be done about it, the first choice last.
fn words(look: &Look<'_>) -> Option<(String, Vec<Choice>)> {
    let safety = &look.view.safety;
    let name = look.document.path.as_deref().map(file_name).unwrap_or_default();
    let reload: Choice = ("Reload", "Reload the file as it stands now", Outsiding::Reload);
    let again: Choice =
        ("Write it again", "Write the case to where the file was", Outsiding::WriteAgain);
    Some(match &safety.outside {
        // A file of another format is never saved into, and what it says is put into what was made of it.
        Some(Outside::Changed(_)) if look.document.text.is_none() => (
            format!("{name} has changed since it was read"),
            vec![
                ("Not now", "Go on with what was read", Outsiding::KeepMine),
                (
                    "Read again",
                    "Read the file again; what was edited here is kept",
                    Outsiding::Reload,
                ),
            ],
        ),
        Some(Outside::Changed(_)) if look.document.changed => (
            format!("Another program has changed {name}, and so have you"),
            vec![
                (
                    "Keep mine",
                    "Keep what is here; the next save replaces the file",
                    Outsiding::KeepMine,
                ),
                ("Reload", "Reload the file; your changes stay in undo", Outsiding::Reload),
                ("Merge…", "Merge the changes of the other program with yours", Outsiding::Merge),
            ],
        ),
        Some(Outside::Changed(_)) => (
            format!("Another program has changed {name}"),
            vec![
                (
                    "Keep this",
                    "Keep what is here; the next save replaces the file",
                    Outsiding::KeepMine,
                ),
                reload,
            ],
        ),
        Some(Outside::Gone) => (format!("{name} was moved or deleted"), vec![again]),
        Some(Outside::Renamed(to)) => (
            format!("{name} was renamed to {}", file_name(to)),
            vec![again, ("Follow", "Go on with the file under its new name", Outsiding::Follow)],
        ),
        None if safety.beside_another => (
            format!(
                "Another window has unsaved changes of {name}: what it saves will be merged here, not lost"
            ),
            Vec::new(),
        ),
        None => {
            let why = safety.unkept.as_ref()?;
            (format!("Unsaved work cannot be kept beside the file: {why}"), Vec::new())
        }
    })
}

/// Draws the strip.
pub fn outside_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some((words, choices)) = words(look) else { return actions };
    let all = ui.available_rect_before_wrap();
    ui.painter().rect_filled(all, 0, theme::over(look.theme, Ink::Missed, 0.07, Ink::Surface));
    let rect = all.shrink2(vec2(20.0, 0.0));
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)),
    );
    for (label, spoken, what) in choices.into_iter().rev() {
        let response = right.add(widgets::button(label));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
        if response.on_hover_text(spoken).clicked() {
            actions.push(Action::Outside(what));
        }
    }
    let room = Rect::from_min_max(rect.min, pos2(right.min_rect().left() - 16.0, rect.bottom()));
    let mut left = ui.new_child(
        egui::UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)),
    );
    text::line_ui(&mut left, look, &words, Type::SMALL.ink(Ink::Text));
    actions
}

/// Draws the conflicts of a merge while they wait for an answer.
pub fn merging_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(merging) = look.view.safety.merging.as_ref() else { return actions };
    let height = context.content_rect().height() * 0.7;
    Window::new("Merge changes")
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .fixed_size(vec2(600.0, height))
        .show(context, |ui| {
            let n = merging.conflicts.len();
            let words = match n {
                1 => "One thing was changed in both. Which is right?".to_owned(),
                n => format!("{n} things were changed in both. Which are right?"),
            };
            text::para_ui(ui, look, &words, Type::STRONG);
            text::para_ui(ui, look, "Everything else is merged without a question", Type::SMALL);
            ui.add_space(8.0);
            ScrollArea::vertical().max_height(height - 120.0).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    for (n, conflict) in merging.conflicts.iter().enumerate() {
                        ui.push_id(n, |ui| {
                            conflict_ui(ui, look, merging, n, conflict, &mut actions)
                        });
                    }
                },
            );
            ui.add_space(8.0);
            buttons_ui(ui, look, merging, &mut actions);
        });
    actions
}

fn buttons_ui(ui: &mut Ui, look: &Look<'_>, merging: &Merging, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        if super::form::main_button_ui(ui, look, merging.is_settled(), "Merge") {
            actions.push(Action::Outside(Outsiding::Settle));
        }
        for (words, side) in [("Mine everywhere", Side::Mine), ("Theirs everywhere", Side::Theirs)]
        {
            if ui.add(widgets::button(words)).clicked() {
                actions.push(Action::Outside(Outsiding::TakeAll(side)));
            }
        }
        if ui.add(widgets::button("Cancel")).clicked() {
            actions.push(Action::Outside(Outsiding::Cancel));
        }
    });
}

/// One conflict: what it is about, and both sides to choose from.
fn conflict_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    merging: &Merging,
    n: usize,
    conflict: &Conflict,
    actions: &mut Vec<Action>,
) {
    text::para_ui(ui, look, &conflict.place, Type::SMALL.weight(Weight::Medium).ink(Ink::Text));
    let said = |value: &Option<serde_json::Value>| match merge::words(value.as_ref()) {
        empty if empty.is_empty() => "nothing".to_owned(),
        words => words,
    };
    text::para_ui(ui, look, &format!("before: {}", said(&conflict.base)), Type::TINY);
    for (side, name, value) in
        [(Side::Mine, "mine", &conflict.mine), (Side::Theirs, "theirs", &conflict.theirs)]
    {
        let on = merging.taken.get(n).copied().flatten() == Some(side);
        let words = format!("{name}: {}", said(value));
        let shown = super::form::ordered(&words);
        let response = ui.radio(on, shown);
        let spoken = format!("{}, take {words}", conflict.place);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));
        if response.clicked() {
            actions.push(Action::Outside(Outsiding::Take(n, side)));
        }
    }
    ui.add_space(8.0);
}
