//! Unsaved work of earlier runs: what it is, what is different in it, and what to do with it.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::case::merge::Difference;
use crate::date::When;
use crate::scene::{Ink, Weight};
use crate::state::document::file_name;
use crate::state::{Action, FileState, Leftover, Recovering};
use egui::{Context, Id, Modal, Response, Role, ScrollArea, Ui, WidgetInfo};

/// Changes that are named in the sentence; more are counted.
const NAMED: usize = 3;

/// Draws the offer while there is any.
pub fn recover_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let safety = &look.view.safety;
    let mut actions = Vec::new();
    let asked = Id::unique("unsaved-work-asked");
    // A question is answered first, and conflicts belong to work that was restored already.
    if safety.left.is_empty() || look.view.question.is_some() || safety.merging.is_some() {
        context.data_mut(|d| d.remove_temp::<bool>(asked));
        return actions;
    }
    let first = context.data(|d| d.get_temp::<bool>(asked)).is_none();
    context.data_mut(|d| d.insert_temp(asked, true));
    let height = context.content_rect().height() * 0.7;
    let frame = egui::Frame::popup(&context.global_style()).inner_margin(20);
    let shown = Modal::new(Id::unique("unsaved-work")).frame(frame).show(context, |ui| {
        ui.set_width(520.0);
        text::para_ui(ui, look, "Unsaved work", Type::HEAD);
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for (n, left) in safety.left.iter().enumerate() {
                if n > 0 {
                    ui.add_space(8.0);
                    widgets::rule_ui(ui, look);
                    ui.add_space(8.0);
                }
                ui.push_id(n, |ui| leftover_ui(ui, look, left, &mut actions));
            }
        });
        ui.add_space(8.0);
        // What holds for all of them stands apart from what is done with one.
        widgets::rule_ui(ui, look);
        ui.add_space(8.0);
        let later = ui.add(widgets::button("Ask later"));
        named(&later, "Ask again about the unsaved work at the next start");
        // The keyboard begins on the answer that loses nothing.
        if first {
            later.request_focus();
        }
        widgets::focus_ring(ui, look, &later, later.rect.expand(3.0));
        later.on_hover_text("It stays where it is until then").clicked()
    });
    if shown.inner || shown.should_close() {
        actions.push(Action::Recover(Recovering::Later));
    }
    actions
}

/// What a screen reader says of a button.
fn named(response: &Response, words: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), words));
}

fn leftover_ui(ui: &mut Ui, look: &Look<'_>, left: &Leftover, actions: &mut Vec<Action>) {
    text::para_ui(ui, look, &sentence(look, left), Type::STRONG);
    if let Some(words) = standing(left) {
        text::para_ui(ui, look, &words, Type::SMALL.ink(Ink::Missed));
    }
    ui.add_space(6.0);
    let usable = left.problem.is_none();
    let looked_at = look.view.safety.looked_at.as_ref() == Some(&left.at);
    let what = subject(left);
    ui.horizontal(|ui| {
        if usable {
            let restore = ui.add(widgets::main_button(look, "Restore"));
            named(&restore, &format!("Restore the unsaved work of {what}"));
            let hint = "Opens it as a changed case; the file stays as it is until you save";
            if restore.on_hover_text(hint).clicked() {
                actions.push(Action::Recover(Recovering::Restore(left.at.clone())));
            }
            let words = if looked_at { "Hide the differences" } else { "Look first" };
            let first = ui.add(widgets::button(words));
            named(&first, &format!("{words}: what is different in the unsaved work of {what}"));
            if first.clicked() {
                actions.push(Action::Recover(Recovering::Look(left.at.clone())));
            }
        }
        let discard = ui.add(widgets::button("Discard"));
        named(&discard, &format!("Discard the unsaved work of {what}"));
        if discard.on_hover_text("Deletes it for good").clicked() {
            actions.push(Action::Recover(Recovering::Discard(left.at.clone())));
        }
    });
    if looked_at {
        ui.add_space(6.0);
        differences_ui(ui, look, &left.differences, left.more);
    }
}

/// What unsaved work belongs to.
fn subject(left: &Leftover) -> String {
    match (&left.file, left.title.trim()) {
        (Some(file), _) => file_name(file),
        (None, "") => "a case without a file".to_owned(),
        (None, title) => format!("“{title}”, which has no file yet"),
    }
}

/// `Unsaved work of case.json from 22 November 2026, 14:05 (7 changes: …)`.
fn sentence(look: &Look<'_>, left: &Leftover) -> String {
    if let Some(problem) = &left.problem {
        return format!("There is unsaved work of {}, but {problem}", subject(left));
    }
    let own = |w: When| w.words(w.offset().unwrap_or_else(|| look.zone()));
    let from = When::parse(&left.written).ok().map(|w| format!(" from {}", own(w)));
    let changes = match left.count {
        0 => String::new(),
        1 => format!(" (1 change: {})", left.changes.join("")),
        n => {
            let named: Vec<&str> = left.changes.iter().take(NAMED).map(String::as_str).collect();
            let more = if n > named.len() { ", …" } else { "" };
            format!(" ({n} changes: {}{more})", named.join(", "))
        }
    };
    format!("Unsaved work of {}{}{changes}", subject(left), from.unwrap_or_default())
}

/// What became of the file meanwhile.
fn standing(left: &Leftover) -> Option<String> {
    let words = match left.state {
        FileState::None | FileState::Same => return None,
        FileState::Changed => {
            "The file itself was changed since. Restore merges both, and asks about what both changed"
        }
        FileState::Gone => {
            "The file itself is not there any more. Restore brings the case back, to be saved again"
        }
    };
    left.problem.is_none().then(|| words.to_owned())
}

/// A list of differences: where, what was there, what is there now.
pub fn differences_ui(ui: &mut Ui, look: &Look<'_>, list: &[Difference], more: usize) {
    if list.is_empty() {
        text::para_ui(ui, look, "Nothing is different", Type::SMALL);
    }
    let frame = egui::Frame::new().fill(theme::color(look.theme, Ink::Panel)).inner_margin(10);
    frame.corner_radius(6).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for one in list {
            text::para_ui(ui, look, &one.place, Type::SMALL.weight(Weight::Medium).ink(Ink::Text));
            let words = match (one.before.as_str(), one.after.as_str()) {
                ("", after) => format!("added: {after}"),
                (before, "") => format!("taken out: {before}"),
                (before, after) => format!("{before} → {after}"),
            };
            text::para_ui(ui, look, &words, Type::TINY);
            ui.add_space(3.0);
        }
        if more > 0 {
            text::para_ui(ui, look, &format!("and {more} more"), Type::TINY);
        }
    });
}
