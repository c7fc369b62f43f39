//! The strip of a first start: what the bundled case is, and how to open one's own.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::scene::Ink;
use crate::state::{Action, Change};
use egui::{Align, Layout, Rect, Ui, pos2, vec2};

/// Height of the strip in points.
pub const HEIGHT: f32 = 40.0;

/// What the bundled case is, at the length that there is room for.
const NOTES: [&str; 3] = [
    "This real case comes with the program; every date, source and time limit is open to check",
    "A real case that comes with the program, open to check",
    "A real case to look at",
];

/// True while the strip is wanted.
#[must_use]
pub fn is_wanted(look: &Look<'_>) -> bool {
    look.document.bundled && !look.view.kept.intro_closed
}

/// Draws the strip.
pub fn intro_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let all = ui.available_rect_before_wrap();
    let field = theme::over(look.theme, Ink::Accent, 0.07, Ink::Surface);
    ui.painter().rect_filled(all, 0, field);
    let rect = all.shrink2(vec2(20.0, 0.0));
    let mut actions = Vec::new();
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)),
    );
    if right.add(widgets::button("Close")).on_hover_text("Do not show this again").clicked() {
        actions.push(Change::DismissIntro.into());
    }
    if right
        .add(widgets::button("Open your own…"))
        .on_hover_text("Ctrl+O, or drop a file on the window")
        .clicked()
    {
        actions.push(Action::AskOpen);
    }
    let words = Rect::from_min_max(rect.min, pos2(right.min_rect().left() - 16.0, rect.bottom()));
    let rect_width = words.width();
    let mut left = ui.new_child(
        egui::UiBuilder::new().max_rect(words).layout(Layout::left_to_right(Align::Center)),
    );
    let ty = Type::SMALL.ink(Ink::Text);
    // The longest that fits says the most; none is ever cut.
    let fits = |words: &&&str| look.measure.width(words, ty.size, ty.weight) <= rect_width;
    if let Some(note) = NOTES.iter().find(fits) {
        text::line_ui(&mut left, look, note, ty);
    }
    actions
}
