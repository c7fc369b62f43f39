//! Fields with their names over them: what dialogs are made of.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::scene::{Ink, Weight, fonts};
use egui::{
    Button, ComboBox, Margin, Response, Role, ScrollArea, TextEdit, TextWrapMode, Ui, WidgetInfo,
};

/// Height of a line of a field, and how many of them a field shows at the most.
const LINE: f32 = 16.0;
const MOST_ROWS: f32 = 9.0;

/// A text as egui has to be given it to paint it in the right order; its own widgets order none.
#[must_use]
pub fn ordered(text: &str) -> String {
    fonts::runs(text).into_iter().map(|run| run.galley).collect()
}

/// The name of a field.
fn name_ui(ui: &mut Ui, look: &Look<'_>, name: &str) -> Response {
    text::line_ui(ui, look, name, Type::SMALL.weight(Weight::Medium).ink(Ink::Text))
}

/// Brings what the keyboard has reached into view.
fn follow(ui: &Ui, response: &Response) {
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand(24.0), None);
    }
}

/// A field of one line.
pub fn field_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    text: &mut String,
    hint: &str,
) -> Response {
    let label = name_ui(ui, look, name);
    let field = TextEdit::singleline(text)
        .hint_text(ordered(hint))
        .margin(Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label.id);
    follow(ui, &response);
    ui.add_space(4.0);
    response
}

/// A field of several lines. Tab leaves it, for whoever has no mouse.
pub fn area_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    (text, hint): (&mut String, &str),
    rows: usize,
    enabled: bool,
) -> Response {
    let label = name_ui(ui, look, name);
    let field = TextEdit::multiline(text)
        .hint_text(ordered(hint))
        .margin(Margin::symmetric(8, 5))
        .desired_rows(rows)
        .desired_width(f32::INFINITY);
    // A long text scrolls in its own field, and what follows stays near.
    let scroll = ScrollArea::vertical().id_salt(name).max_height(MOST_ROWS * LINE);
    let inside = scroll.show(ui, |ui| ui.add_enabled(enabled, field)).inner;
    follow(ui, &inside);
    inside.labelled_by(label.id)
}

/// A choice of one among several; changed where another one was taken.
pub fn choice_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    value: &mut T,
    choices: &[(T, String)],
) -> Response {
    let label = name_ui(ui, look, name);
    let shown = choices.iter().find(|(v, _)| v == value).map_or("", |(_, words)| words);
    let mut changed = false;
    let sign = theme::color(look.theme, Ink::Secondary);
    let combo = ComboBox::from_id_salt(name)
        .icon(move |ui, rect, _, _| widgets::opens_in(ui, sign, rect.center()))
        .selected_text(ordered(shown))
        .width(ui.available_width())
        .height(360.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for (choice, words) in choices {
                let on = choice == value;
                let response = ui.add(Button::selectable(on, ordered(words)));
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, words));
                if response.clicked() && !on {
                    *value = choice.clone();
                    changed = true;
                }
                if response.clicked() {
                    // A click of a screen reader is none of the pointer, on which the list closes by itself.
                    ui.close();
                }
            }
        });
    let mut response = combo.response.labelled_by(label.id);
    follow(ui, &response);
    if changed {
        response.mark_changed();
    }
    ui.add_space(4.0);
    response
}

/// A box to tick; true where it was.
pub fn check_ui(ui: &mut Ui, enabled: bool, on: &mut bool, words: &str) -> bool {
    let box_ui = |ui: &mut Ui| {
        // The hairline of buttons is lost around a box so small.
        let edge = ui.visuals().weak_text_color();
        ui.visuals_mut().widgets.inactive.bg_stroke.color = edge;
        ui.add_enabled(enabled, egui::Checkbox::new(on, ordered(words)))
    };
    let response = ui.scope(box_ui).inner;
    follow(ui, &response);
    let state = *on;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, state, words));
    response.changed()
}

/// What is wrong with the field above.
pub fn error_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    text::para_ui(ui, look, words, Type::TINY.ink(Ink::Missed));
    ui.add_space(4.0);
}

/// A heading over a part of a dialog, with air above it.
pub fn heading_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    ui.add_space(8.0);
    text::caption_ui(ui, look, words);
    ui.add_space(4.0);
}

/// A button that is clicked, grey where it cannot be.
pub fn button_ui(ui: &mut Ui, enabled: bool, words: &str) -> bool {
    ui.add_enabled(enabled, widgets::button(words)).clicked()
}

/// The button of a dialog that stands out; grey it is a plain one.
pub fn main_button_ui(ui: &mut Ui, look: &Look<'_>, enabled: bool, words: &str) -> bool {
    if enabled {
        ui.add(widgets::main_button(look, words)).clicked()
    } else {
        button_ui(ui, false, words)
    }
}

/// A line between two parts of a dialog, from top to bottom.
pub fn divider(ui: &Ui, look: &Look<'_>, x: f32, range: egui::Rangef) {
    let line = egui::Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().vline(x, range, line);
}
