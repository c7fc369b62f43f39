//! The menus: made from the table of commands, so that no command can be missing.
//!
//! F10 or Alt alone opens the first one, ← and → go from menu to menu, ↑ and ↓ from entry to entry.

use super::widgets;
use crate::scene::Ink;
use crate::state::command::Menu;
use crate::state::document::file_name;
use crate::state::search::SeenAs;
use crate::state::{Action, Change, Command, MENUS, Middle, Sheet};
use crate::ui::{Look, form, theme};
use egui::containers::menu::MenuButton;
use egui::{
    Button, Context, Event, FocusDirection, Id, Key, Modifiers, Popup, Role, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// Spaces as wide as a tick and its air.
const TICK_ROOM: &str = "    ";

/// Seconds for which Alt may be held to count as a key of its own.
const TAP: f64 = 0.5;

/// Draws the buttons of the menus, from the right, and what is open of them.
pub(super) fn menus_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    keys(ui.ctx());
    ui.spacing_mut().item_spacing.x = 0.0;
    let mut popups = Vec::new();
    for menu in MENUS.iter().rev() {
        let id = ui.push_id(menu.title, |ui| menu_ui(ui, look, menu, actions)).inner;
        popups.insert(0, id);
    }
    ui.data_mut(|d| d.insert_temp(bar(), popups));
}

/// Where the ids of the menus are kept from frame to frame, from the left.
fn bar() -> Id {
    Id::unique("menu-bar")
}

/// True until the keyboard stands on the first entry of the menu that a key opened.
fn first() -> Id {
    Id::unique("menu-first-entry")
}

fn menu_ui(ui: &mut Ui, look: &Look<'_>, menu: &Menu, actions: &mut Vec<Action>) -> Id {
    let button = widgets::button(menu.title).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(280.0);
        ui.spacing_mut().button_padding = vec2(10.0, 4.0);
        let most = ui.ctx().content_rect().height() - 90.0;
        let list = egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most);
        list.show(ui, |ui| {
            for (n, group) in menu.groups().enumerate() {
                if n > 0 {
                    ui.separator();
                }
                for command in group {
                    entry_ui(ui, look, command, actions);
                    match command {
                        Command::OpenBundled => recent_ui(ui, look, actions),
                        Command::SaveView => views_ui(ui, look, actions),
                        _ => {}
                    }
                }
            }
        });
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, menu.title));
    Popup::default_response_id(&response)
}

/// Opens menus by keys.
fn keys(context: &Context) {
    let popups: Vec<Id> = context.data(|d| d.get_temp(bar())).unwrap_or_default();
    if popups.is_empty() {
        return;
    }
    let open = popups.iter().position(|id| Popup::is_id_open(context, *id));
    let step = |key| context.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = match open {
        Some(n) if step(Key::ArrowRight) => Some((n + 1) % popups.len()),
        Some(n) if step(Key::ArrowLeft) => Some((n + popups.len() - 1) % popups.len()),
        Some(_) if step(Key::F10) || tapped(context) => {
            Popup::close_all(context);
            None
        }
        None if step(Key::F10) || tapped(context) => Some(0),
        _ => None,
    };
    if let Some(id) = to.and_then(|n| popups.get(n)) {
        Popup::open_id(context, *id);
        context.memory_mut(|m| m.move_focus(FocusDirection::None));
        context.data_mut(|d| d.insert_temp(first(), true));
    }
}

/// True where Alt was pressed and let go with nothing in between.
fn tapped(context: &Context) -> bool {
    let id = Id::unique("alt-tap");
    let since: Option<f64> = context.data(|d| d.get_temp(id));
    let (alone, none, now, busy) = context.input(|i| {
        let m = i.modifiers;
        let others = |e: &Event| {
            matches!(
                e,
                Event::Key { .. }
                    | Event::Text(_)
                    | Event::PointerButton { .. }
                    | Event::MouseWheel { .. }
                    | Event::WindowFocused(_)
            )
        };
        let alone = m.alt && !m.ctrl && !m.shift && !m.command;
        (alone, m.is_none(), i.time, i.events.iter().any(others) || !i.focused)
    });
    match since {
        _ if busy => {
            // Infinity: this press of Alt is used up.
            context.data_mut(|d| d.insert_temp(id, f64::INFINITY));
            if none {
                context.data_mut(|d| d.remove_temp::<f64>(id));
            }
            false
        }
        None if alone => {
            context.data_mut(|d| d.insert_temp(id, now));
            false
        }
        Some(at) if none => {
            context.data_mut(|d| d.remove_temp::<f64>(id));
            now - at < TAP && at.is_finite()
        }
        _ => false,
    }
}

/// A row of a menu.
fn entry_ui(ui: &mut Ui, look: &Look<'_>, command: Command, actions: &mut Vec<Action>) {
    let action = command.resolve(&look.context());
    let checked = checked(command, look);
    let on = checked == Some(true);
    let words = format!("{TICK_ROOM}{}", command.text());
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
    focus_first(ui, &response, enabled);
    if on {
        let middle = pos2(response.rect.left() + 12.0, response.rect.center().y);
        let corners = [vec2(-4.0, 0.0), vec2(-1.0, 3.5), vec2(5.0, -4.0)].map(|v| middle + v);
        let line = Stroke::new(1.75, theme::color(look.theme, Ink::Text));
        ui.painter().line(corners.to_vec(), line);
    }
    let hint = match (enabled, command.needs()) {
        (false, needs) if !needs.is_empty() => needs,
        _ => command.hint(),
    };
    hint_ui(&response, hint);
    if response.clicked() {
        actions.extend(action);
        ui.close();
    }
}

/// Says what an entry does beside the menu, where it covers no other entry.
fn hint_ui(response: &egui::Response, hint: &str) {
    let mut tip = if response.enabled() {
        egui::Tooltip::for_enabled(response)
    } else {
        egui::Tooltip::for_disabled(response)
    };
    tip.popup = tip
        .popup
        .align(egui::RectAlign::RIGHT)
        .align_alternatives(&[egui::RectAlign::LEFT])
        .gap(14.0);
    tip.show(|ui| ui.label(hint));
}

/// The keyboard goes to the first entry that can be taken.
fn focus_first(ui: &Ui, response: &egui::Response, enabled: bool) {
    if enabled && !ui.is_sizing_pass() && ui.data(|d| d.get_temp(first())).unwrap_or(false) {
        response.request_focus();
        ui.data_mut(|d| d.remove_temp::<bool>(first()));
    }
}

/// For commands that are on or off: which it is.
fn checked(command: Command, look: &Look<'_>) -> Option<bool> {
    let view = look.view;
    let theme = |name: &str| Some(view.kept.theme == name);
    let table = |sheet| Some(view.tables.middle != Middle::Canvas && view.tables.sheet == sheet);
    match command {
        Command::Facets => Some(view.kept.facets),
        Command::Inspector => Some(view.inspector_open()),
        Command::Light => theme("light"),
        Command::Dark => theme("dark"),
        Command::HighContrast => theme("high-contrast"),
        Command::ColourBlindSafe => theme("colour-blind-safe"),
        Command::Still => Some(view.kept.still),
        Command::Autosave => Some(view.kept.autosave),
        Command::MoveMarks => Some(view.kept.moving),
        Command::Presenter => Some(view.presenter),
        Command::Problems => Some(view.problems_open),
        Command::OnlyHits => Some(view.search.only),
        Command::KnownThen => Some(view.suppose.known_then),
        Command::Activity => Some(view.compare.activity),
        Command::CanvasOnly => Some(view.tables.middle == Middle::Canvas),
        Command::EventTable => table(Sheet::Events),
        Command::LimitTable => table(Sheet::Limits),
        Command::RowTable => table(Sheet::Rows),
        Command::LayersFirst => Some(view.kept.layers_first),
        _ => None,
    }
}

/// The files that were open before.
fn recent_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    for path in look.recent {
        let name = file_name(path);
        let words = format!("{TICK_ROOM}{}", form::ordered(&name));
        let response = ui.add(Button::selectable(false, words).frame_when_inactive(false));
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Open recent file {name}"))
        });
        if response.on_hover_text(path.display().to_string()).clicked() {
            actions.push(Action::Open(path.clone()));
            ui.close();
        }
    }
}

/// The saved views of the case.
fn views_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    for view in &look.record().saved_views {
        let words = format!("{TICK_ROOM}{}", form::ordered(&view.title));
        let response = ui.add(Button::selectable(false, words).frame_when_inactive(false));
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Show the saved view {}", view.title))
        });
        if response.clicked() {
            let seen = SeenAs::of(view, look.record());
            actions.push(Change::Seen(Box::new(seen)).into());
            ui.close();
        }
    }
}
