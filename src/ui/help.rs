//! The list of keys, and what the hand can do.

use super::text::{self, Type};
use super::{Look, widgets};
use crate::scene::Ink;
use crate::state::{Action, Change, Command};
use egui::{Align2, Context, Role, ScrollArea, Sense, WidgetInfo, Window, vec2};

/// Points for keys, and for what they do.
const KEYS: f32 = 160.0;
const DOES: f32 = 440.0;

/// Height of a row: at 800 points most of them stand in the window without scrolling.
const ROW: f32 = 20.0;

/// What no shortcut says.
const HANDS: [(&str, &str); 7] = [
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Shift+wheel", "Pan"),
    ("Drag", "Pan, and scroll the lanes"),
    ("Click", "Select"),
    ("Double click", "Zoom to a mark and its neighbours"),
    ("Wheel over lane names", "Scroll the lanes"),
    ("Drop a file", "Open it"),
];

/// Keys of a presentation; all others are off while it runs.
const PRESENTING: [(&str, &str); 13] = [
    ("Space  →  ↓  PageDown", "Next step; also a click, or Enter"),
    ("Backspace  ←  ↑  PageUp", "Step before; also a right click"),
    ("Home  End", "First and last step"),
    ("Number, Enter", "Go to that step"),
    ("B  .", "Black screen, and back"),
    ("W  ,", "White screen, and back"),
    ("X  E  Tab", "Explore the case from this step; F5 or Esc goes back to it"),
    ("P", "Presenter window: next step, notes, time"),
    ("R", "Count the time from 0"),
    ("L", "A light instead of the mouse; also while its button is held down"),
    ("Z  Wheel", "A nearer look at the mouse; a right click goes back"),
    ("Shift+↑  Shift+↓", "Move the notes in the presenter window"),
    ("Esc", "Clear the number, show the whole slide, stop presenting"),
];

/// Draws the window of keys while it is open.
pub fn help_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let mut open = look.view.keys_open;
    if !open {
        return Vec::new();
    }
    Window::new("Keys")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .show(context, |ui| {
            let height = context.content_rect().height() - 120.0;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for command in Command::all() {
                    let keys: Vec<String> =
                        command.shortcuts().iter().map(ToString::to_string).collect();
                    if !keys.is_empty() {
                        row(ui, look, &keys.join("  "), command.hint());
                    }
                }
                row(ui, look, "Ctrl++  Ctrl+−", "Make everything larger or smaller");
                ui.add_space(8.0);
                widgets::rule_ui(ui, look);
                ui.add_space(8.0);
                for (what, does) in HANDS {
                    row(ui, look, what, does);
                }
                ui.add_space(8.0);
                text::caption_ui(ui, look, "While presenting");
                for (keys, does) in PRESENTING {
                    row(ui, look, keys, does);
                }
            });
        });
    if open { Vec::new() } else { vec![Change::Keys.into()] }
}

/// One row in two columns of fixed width, so that no row is cut to another one's measure.
fn row(ui: &mut egui::Ui, look: &Look<'_>, keys: &str, does: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(KEYS + DOES, ROW), Sense::hover());
    let (left, right) = rect.split_left_right_at_x(rect.left() + KEYS);
    text::line_in(ui, look, left, keys, Type::STRONG);
    text::line_in(ui, look, right, does, Type::BODY.ink(Ink::Secondary));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{keys}: {does}")));
}
