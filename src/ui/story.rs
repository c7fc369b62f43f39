//! The editor of figures and story: figures at the left, steps at the right.
//!
//! The picture behind it stays in reach of the mouse, so that the next figure can be set up there.

mod figures;
mod steps;

use super::{Look, form, widgets};
use crate::publish::StepWords;
use crate::state::{Action, Change, Storyboard};
use egui::{Align, Context, Id, Layout, Rect, Ui, UiBuilder, Window, pos2, vec2};

/// Points for the figures.
const LEFT: f32 = 312.0;
/// The largest size it opens with.
const LARGEST: egui::Vec2 = vec2(1080.0, 760.0);

/// Draws the editor while it is open; `words` is what is proposed for the step that is edited.
pub fn story_ui(context: &Context, look: &Look<'_>, words: &StepWords) -> Vec<Action> {
    let before = &look.view.storyboard;
    if !before.open {
        return Vec::new();
    }
    let mut board = before.clone();
    let mut actions = Vec::new();
    let screen = context.content_rect();
    let size = (screen.size() - vec2(32.0, 32.0)).min(LARGEST);
    let mut open = true;
    Window::new("Figures and story")
        .id(Id::unique("storyboard"))
        .open(&mut open)
        .collapsible(true)
        .resizable(true)
        .default_size(size)
        .min_size(size.min(vec2(720.0, 420.0)))
        .default_pos(screen.center() - size / 2.0)
        .show(context, |ui| board_ui(ui, look, &mut board, words, &mut actions));
    widgets::name_title_bar(context, Id::unique("storyboard"), "Figures and story");
    if !open {
        board.open = false;
    }
    if board != *before {
        // First what is shown, then what is changed: a change may show something else.
        actions.insert(0, Change::Storyboard(board).into());
    }
    actions
}

fn board_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    board: &mut Storyboard,
    words: &StepWords,
    actions: &mut Vec<Action>,
) {
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, egui::Sense::hover());
    let middle = all.left() + LEFT;
    let left = Rect::from_min_max(all.min, pos2(middle, all.bottom()));
    let right = Rect::from_min_max(pos2(middle + 24.0, all.top()), all.max);
    let inside = |ui: &mut Ui, rect: Rect| {
        let layout = Layout::top_down(Align::Min);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
        child
    };
    figures::figures_ui(&mut inside(ui, left), look, board, actions);
    form::divider(ui, look, middle + 12.0, all.y_range());
    steps::steps_ui(&mut inside(ui, right), look, board, words, actions);
}

/// A row of a list, which a click selects.
fn row_ui(ui: &mut Ui, on: bool, words: &str) -> bool {
    let width = ui.available_width();
    let button =
        egui::Button::selectable(on, form::ordered(words)).truncate().min_size(vec2(width, 26.0));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, words));
    response.clicked()
}
