//! The list of keys, and what the hand can do.

use super::Look;
use super::text::{self, Type};
use crate::scene::Ink;
use crate::state::command::Menu;
use crate::state::{Action, Change, MENUS};
use egui::{Align2, Context, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, Window, pos2, vec2};

/// Points of a column, of the keys in it, and between two columns.
const COLUMN: f32 = 560.0;
const KEYS: f32 = 150.0;
const GAP: f32 = 40.0;

/// Height of a line: at 800 points most of them stand in the window without scrolling.
const ROW: f32 = 20.0;

/// Keys that belong to no command.
const EVERYWHERE: [(&str, &str); 7] = [
    ("F10  Alt", "Open the menus; arrows walk through them"),
    ("V D", "Two letters, one after the other: the first is that of the menu"),
    ("Tab", "Go from control to control; Enter or Space takes it"),
    ("Ctrl+Space", "Add the mark that has the keyboard to the selection"),
    ("Shift+←  Shift+→", "Add the next mark, or the one before, to the selection"),
    ("Alt+Enter", "On a name in the panel at the left: exclude it"),
    ("Ctrl++  Ctrl+−", "Make everything larger or smaller"),
];

/// What no shortcut says.
const HANDS: [(&str, &str); 10] = [
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Shift+wheel", "Pan"),
    ("Drag", "Pan, and scroll the lanes"),
    ("Click", "Select; on a name in the panel at the left: ask for it alone"),
    ("Ctrl+click", "Add an event to the selection, or take it out again"),
    ("Alt+click", "On a name in the panel at the left: exclude it"),
    ("Double click", "Zoom to a mark and its neighbours"),
    ("Wheel over lane names", "Scroll the lanes"),
    ("Mouse back, forward", "Back and forward through what was looked at"),
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
    let screen = context.content_rect();
    let two = screen.width() >= 2.0 * COLUMN + GAP + 80.0;
    let width = if two { 2.0 * COLUMN + GAP + 44.0 } else { screen.width().min(COLUMN + 44.0) };
    Window::new("Keys")
        .open(&mut open)
        .collapsible(false)
        .fixed_size(vec2(width, screen.height() - 40.0))
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .show(context, |ui| {
            let height = screen.height() - 120.0;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
                let column = COLUMN.min(screen.width() - 60.0);
                // The first three menus are as long as all others with what stands after them.
                let cut = if two { 3 } else { MENUS.len() };
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(column);
                        MENUS.iter().take(cut).for_each(|m| menu_ui(ui, look, m));
                        if !two {
                            rest_ui(ui, look);
                        }
                    });
                    if two {
                        ui.vertical(|ui| {
                            ui.set_width(column);
                            MENUS.iter().skip(cut).for_each(|m| menu_ui(ui, look, m));
                            rest_ui(ui, look);
                        });
                    }
                });
            });
        });
    if open { Vec::new() } else { vec![Change::Keys.into()] }
}

/// The commands of a menu with their keys.
fn menu_ui(ui: &mut Ui, look: &Look<'_>, menu: &Menu) {
    text::caption_ui(ui, look, menu.title);
    for command in menu.groups().flatten() {
        let keys: Vec<String> = command.shortcuts().iter().map(ToString::to_string).collect();
        row(ui, look, &keys.join("  "), command.hint());
    }
    ui.add_space(12.0);
}

/// What no menu says.
fn rest_ui(ui: &mut Ui, look: &Look<'_>) {
    for (title, rows) in
        [("Everywhere", &EVERYWHERE[..]), ("By hand", &HANDS), ("While presenting", &PRESENTING)]
    {
        text::caption_ui(ui, look, title);
        for (keys, does) in rows {
            row(ui, look, keys, does);
        }
        ui.add_space(12.0);
    }
}

/// One row: the keys, and what they do in as many lines as it needs.
fn row(ui: &mut Ui, look: &Look<'_>, keys: &str, does: &str) {
    let (of_keys, of_does) = (Type::STRONG, Type::BODY.ink(Ink::Secondary));
    let width = (ui.available_width() - KEYS).max(80.0);
    let wrap = |text, ty: Type, width| look.measure.wrap(text, ty.size, ty.weight, width);
    let (left, right) = (wrap(keys, of_keys, KEYS - 8.0), wrap(does, of_does, width));
    let lines = left.len().max(right.len()).max(1);
    let size = vec2(ui.available_width(), ROW * lines as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    for (x, lines, ty) in [(0.0, left, of_keys), (KEYS, right, of_does)] {
        for (n, line) in lines.iter().enumerate() {
            let min = rect.min + vec2(x, ROW * n as f32);
            let at = Rect::from_min_max(min, pos2(rect.right(), min.y + ROW));
            text::line_in(ui, look, at, line, ty);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{keys}: {does}")));
}
