//! Keys: from what egui heard to commands.

use super::{Look, track};
use crate::state::{Action, Command, Key, Shortcut};
use egui::{Context, Modifiers, Popup};

/// What the keys pressed in this frame ask for.
///
/// A text field keeps the keys it can use, and an open menu keeps all of them.
#[must_use]
pub fn commands(context: &Context, look: &Look<'_>) -> Vec<Action> {
    if Popup::is_any_open(context) {
        return Vec::new();
    }
    let typing = context.text_edit_focused();
    let sliding = track::keeps_keys(context);
    let mut actions = Vec::new();
    for command in Command::all().filter(|c| is_heard(*c, look)) {
        for shortcut in command.shortcuts() {
            let bare = !shortcut.ctrl && !shortcut.alt && !matches!(shortcut.key, Key::F(_));
            // A field takes back its own letters.
            let own = matches!(command, Command::Undo | Command::Redo);
            if typing && (bare || own) {
                continue;
            }
            let slides = [Key::Left, Key::Right, Key::Home, Key::End].contains(&shortcut.key);
            if sliding && bare && slides {
                continue;
            }
            if pressed(context, *shortcut) {
                actions.extend(command.resolve(&look.context()));
            }
        }
    }
    actions
}

/// While a window lies over the picture, the picture hears nothing: only what closes it does, and what
/// concerns the case as a whole.
fn is_heard(command: Command, look: &Look<'_>) -> bool {
    let view = look.view;
    let asked = view.asks.is_some() || view.question.is_some() || view.palette.open;
    let over = view.form.subject.is_some() || view.rulebook.open || view.compare.activity;
    let open = over || view.keys_open || view.export.open || view.storyboard.open || view.offers;
    match command {
        Command::StepBack | Command::Quit | Command::FullScreen => true,
        Command::Keys => !asked,
        Command::Open
        | Command::Save
        | Command::SaveAs
        | Command::Undo
        | Command::Redo
        | Command::Export
        | Command::CopyPicture
        | Command::Story => !asked && !view.keys_open,
        _ => !open && !asked,
    }
}

/// True where a shortcut was pressed; then nothing else hears it.
fn pressed(context: &Context, shortcut: Shortcut) -> bool {
    let mut held = Modifiers::NONE;
    held.command = shortcut.ctrl;
    held.ctrl = shortcut.ctrl && !cfg!(target_os = "macos");
    held.mac_cmd = shortcut.ctrl && cfg!(target_os = "macos");
    held.alt = shortcut.alt;
    held.shift = shortcut.shift;
    context.input_mut(|i| {
        key(shortcut.key).iter().any(|&(key, any_shift)| {
            let with_shift = Modifiers { shift: true, ..held };
            i.events.iter().any(|event| {
                matches!(event, egui::Event::Key { key: k, pressed: true, modifiers: m, .. }
                    if *k == key && (m.matches_exact(held) || (any_shift && m.matches_exact(with_shift))))
            }) && {
                i.consume_key(held, key) || i.consume_key(with_shift, key)
            }
        })
    })
}

/// The keys of egui that stand for one of ours, and whether Shift may be held to reach them.
fn key(key: Key) -> Vec<(egui::Key, bool)> {
    use egui::Key as E;
    match key {
        Key::Letter(c) => E::from_name(&c.to_string()).map(|k| (k, false)).into_iter().collect(),
        Key::Zero => vec![(E::Num0, false)],
        // On some keyboards + is the shifted =, and both are taken for it.
        Key::Plus => vec![(E::Plus, true), (E::Equals, true)],
        Key::Minus => vec![(E::Minus, false)],
        Key::Question => vec![(E::Questionmark, true), (E::Slash, false)],
        Key::Left => vec![(E::ArrowLeft, false)],
        Key::Right => vec![(E::ArrowRight, false)],
        Key::Up => vec![(E::ArrowUp, false)],
        Key::Down => vec![(E::ArrowDown, false)],
        Key::Home => vec![(E::Home, false)],
        Key::End => vec![(E::End, false)],
        Key::Enter => vec![(E::Enter, false)],
        Key::Escape => vec![(E::Escape, false)],
        Key::Delete => vec![(E::Delete, false)],
        Key::F(n) => E::from_name(&format!("F{n}")).map(|k| (k, false)).into_iter().collect(),
    }
}
