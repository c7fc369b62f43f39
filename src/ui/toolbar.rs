//! The bar at the top: what is open, on which date it is judged, and the menus.

mod as_of;
mod menus;

use super::text::{self, Type};
use super::{Look, widgets};
use crate::scene::Weight;
use crate::state::{Action, Command};
use egui::{Align, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of the bar in points.
pub const HEIGHT: f32 = 52.0;

/// Points of the bar from which there is room for buttons beside the menus.
const ROOMY: f32 = 1100.0;

/// Draws the bar.
pub fn toolbar_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap().shrink2(vec2(20.0, 0.0));
    let mut actions = Vec::new();
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    export_ui(&mut right, look, &mut actions);
    // What every menu has too gives way to the title of the case.
    if rect.width() >= ROOMY {
        command_button(&mut right, look, Command::Keys, "?", &mut actions);
        let dark = look.theme.dark;
        let (other, words) = if dark { (Command::Light, "Light") } else { (Command::Dark, "Dark") };
        command_button(&mut right, look, other, words, &mut actions);
    }
    as_of::as_of_ui(&mut right, look, &mut actions);
    menus::menus_ui(&mut right, look, &mut actions);
    if look.view.kept.moving {
        // What changes the file by a slip of the hand is seen, and locked again with a click.
        let button = widgets::button("Marks move").selected(true);
        let response = right.add(button);
        let spoken = "Marks can be moved; lock them again";
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, true, spoken));
        if response.on_hover_text(hint(Command::MoveMarks)).clicked() {
            actions.extend(Command::MoveMarks.resolve(&look.context()));
        }
    }
    let free = right.min_rect().left() - 16.0;
    let words = Rect::from_min_max(rect.min, pos2(free, rect.bottom()));
    title_ui(ui, look, words);
    actions
}

/// Title and subtitle, the subtitle only where the title leaves room.
fn title_ui(ui: &mut Ui, look: &Look<'_>, rect: Rect) {
    let title = look.document.title();
    let response = ui.interact(rect, egui::Id::unique("case-title"), Sense::hover());
    let subtitle = look.case().subtitle.clone().unwrap_or_default();
    let title = if look.document.changed { format!("{title} •") } else { title };
    let spoken = if subtitle.is_empty() { title.clone() } else { format!("{title}, {subtitle}") };
    let spoken = spoken.replacen(" •", " (changed)", usize::from(look.document.changed));
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &spoken));
    let ty = Type::HEAD;
    let width = text::line_in(ui, look, rect, &title, ty);
    let rest = Rect::from_min_max(pos2(rect.left() + width + 20.0, rect.top() + 1.0), rect.max);
    if rest.width() > 60.0 && !subtitle.is_empty() {
        text::line_in(ui, look, rest, &subtitle, Type::SMALL.weight(Weight::Regular));
    }
    if let Some(path) = &look.document.path {
        response.on_hover_text(path.display().to_string());
    }
}

/// A button that does one command, grey where it cannot.
fn command_button(
    ui: &mut Ui,
    look: &Look<'_>,
    command: Command,
    words: &str,
    actions: &mut Vec<Action>,
) {
    let action = command.resolve(&look.context());
    let response = ui.add_enabled(action.is_some(), widgets::button(words));
    let name = if words.chars().count() < 2 { command.text() } else { words };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, action.is_some(), name));
    if response.on_hover_text(hint(command)).clicked() {
        actions.extend(action);
    }
}

/// What a command does, with its first key.
fn hint(command: Command) -> String {
    match command.shortcuts().first() {
        Some(key) => format!("{} ({key})", command.hint()),
        None => command.hint().to_owned(),
    }
}

fn export_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let response = ui.add(widgets::main_button(look, "Export"));
    if response.on_hover_text(hint(Command::Export)).clicked() {
        actions.extend(Command::Export.resolve(&look.context()));
    }
}
