//! The bar at the top: what is open, on which date it is judged, and the menus.

mod as_of;

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::scene::{Ink, Weight};
use crate::state::{Action, Command};
use egui::{Align, Button, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the bar in points.
pub const HEIGHT: f32 = 52.0;

/// Draws the bar.
pub fn toolbar_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap().shrink2(vec2(20.0, 0.0));
    let mut actions = Vec::new();
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    export_ui(&mut right, look, &mut actions);
    command_button(&mut right, look, Command::Keys, "?", &mut actions);
    let dark = look.theme.dark;
    let (other, words) = if dark { (Command::Light, "Light") } else { (Command::Dark, "Dark") };
    command_button(&mut right, look, other, words, &mut actions);
    as_of::as_of_ui(&mut right, look, &mut actions);
    view_menu(&mut right, look, &mut actions);
    recent_menu(&mut right, look, &mut actions);
    file_menu(&mut right, look, &mut actions);
    command_button(&mut right, look, Command::Open, "Open…", &mut actions);
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

/// A row of a menu.
fn item(ui: &mut Ui, look: &Look<'_>, command: Command, actions: &mut Vec<Action>) {
    entry(ui, look, (command, command.text()), None, actions);
}

/// A row of a menu in which some can be on: all leave room for the tick.
fn tick_item(
    ui: &mut Ui,
    look: &Look<'_>,
    command: Command,
    checked: Option<bool>,
    actions: &mut Vec<Action>,
) {
    let words = format!("{TICK_ROOM}{}", command.text());
    entry(ui, look, (command, &words), checked, actions);
}

/// Spaces as wide as a tick and its air.
const TICK_ROOM: &str = "      ";

fn entry(
    ui: &mut Ui,
    look: &Look<'_>,
    (command, words): (Command, &str),
    checked: Option<bool>,
    actions: &mut Vec<Action>,
) {
    let action = command.resolve(&look.context());
    let on = checked == Some(true);
    let mut button = Button::selectable(on, words).frame_when_inactive(on);
    if let Some(key) = command.shortcuts().first() {
        button = button.shortcut_text(key.to_string());
    }
    let enabled = action.is_some() || on;
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| match checked {
        Some(on) => WidgetInfo::selected(Role::CheckBox, enabled, on, command.text()),
        None => WidgetInfo::labeled(Role::Button, enabled, command.text()),
    });
    if on {
        let middle = pos2(response.rect.left() + 12.0, response.rect.center().y);
        let corners = [vec2(-4.0, 0.0), vec2(-1.0, 3.5), vec2(5.0, -4.0)].map(|v| middle + v);
        let line = Stroke::new(1.75, theme::color(look.theme, Ink::Text));
        ui.painter().line(corners.to_vec(), line);
    }
    if response.on_hover_text(command.hint()).clicked() {
        actions.extend(action);
        ui.close();
    }
}

fn export_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let response = ui.add(widgets::main_button(look, "Export"));
    if response.on_hover_text(hint(Command::Export)).clicked() {
        actions.extend(Command::Export.resolve(&look.context()));
    }
}

/// What concerns the case as a whole.
fn file_menu(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    egui::containers::menu::MenuButton::from_button(widgets::button("File")).ui(ui, |ui| {
        ui.set_min_width(240.0);
        for group in [
            &[Command::Open, Command::Reload, Command::Save, Command::SaveAs][..],
            &[Command::Undo, Command::Redo, Command::Story],
            &[Command::Export, Command::CopyPicture],
        ] {
            for command in group {
                item(ui, look, *command, actions);
            }
            ui.separator();
        }
        item(ui, look, Command::Quit, actions);
    });
}

fn view_menu(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let kept = &look.view.kept;
    egui::containers::menu::MenuButton::from_button(widgets::button("View")).ui(ui, |ui| {
        ui.set_min_width(240.0);
        for command in [
            Command::ZoomIn,
            Command::ZoomOut,
            Command::FitAll,
            Command::OpeningView,
            Command::Back,
            Command::Forward,
        ] {
            tick_item(ui, look, command, None, actions);
        }
        ui.separator();
        tick_item(ui, look, Command::Facets, Some(kept.facets), actions);
        tick_item(ui, look, Command::Inspector, Some(look.view.inspector_open()), actions);
        tick_item(ui, look, Command::ShowAll, None, actions);
        tick_item(ui, look, Command::MoveMarks, Some(kept.moving), actions);
        ui.separator();
        for (command, name) in [
            (Command::Light, "light"),
            (Command::Dark, "dark"),
            (Command::HighContrast, "high-contrast"),
            (Command::ColourBlindSafe, "colour-blind-safe"),
        ] {
            tick_item(ui, look, command, Some(kept.theme == name), actions);
        }
        ui.separator();
        tick_item(ui, look, Command::Present, None, actions);
        tick_item(ui, look, Command::PresentHere, None, actions);
        tick_item(ui, look, Command::Presenter, Some(look.view.presenter), actions);
        ui.separator();
        tick_item(ui, look, Command::Autosave, Some(kept.autosave), actions);
        tick_item(ui, look, Command::Still, Some(kept.still), actions);
        tick_item(ui, look, Command::FullScreen, None, actions);
        ui.separator();
        tick_item(ui, look, Command::Problems, Some(look.view.problems_open), actions);
        tick_item(ui, look, Command::Keys, None, actions);
    });
}

fn recent_menu(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    egui::containers::menu::MenuButton::from_button(widgets::button("Recent")).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for path in look.recent {
            let name = crate::state::document::file_name(path);
            let response = ui.add(Button::selectable(false, name).frame_when_inactive(false));
            if response.on_hover_text(path.display().to_string()).clicked() {
                actions.push(Action::Open(path.clone()));
                ui.close();
            }
        }
        if look.recent.is_empty() {
            ui.weak("No files yet");
        }
        ui.separator();
        item(ui, look, Command::OpenBundled, actions);
        item(ui, look, Command::ForgetRecent, actions);
    });
}
