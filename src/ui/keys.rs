//! Keys: from what egui heard to commands.

use super::text::{self, Type};
use super::{Look, canvas, search, tables, track};
use crate::scene::Weight;
use crate::state::{Action, Command, Key, Shortcut};
use egui::{Align2, Area, Context, Event, Frame, Id, Modifiers, PointerButton, Popup, vec2};

/// Seconds for which the first letter of two waits for the second.
const WAIT: f64 = 2.5;

/// What the keys pressed in this frame ask for.
///
/// A text field keeps the keys it can use, and an open menu keeps all of them.
#[must_use]
pub fn commands(context: &Context, look: &Look<'_>) -> Vec<Action> {
    if Popup::is_any_open(context) || canvas::drag::is_dragging(context) {
        return Vec::new();
    }
    let typing = context.text_edit_focused();
    let in_table = tables::has_keyboard(context);
    let leaves = search::leaves(context);
    let sliding = track::keeps_keys(context);
    let mut actions = Vec::new();
    for (button, command) in
        [(PointerButton::Extra1, Command::Back), (PointerButton::Extra2, Command::Forward)]
    {
        if is_heard(command, look) && context.input(|i| i.pointer.button_clicked(button)) {
            actions.extend(command.resolve(&look.context()));
        }
    }
    if typing {
        context.data_mut(|d| d.remove_temp::<(char, f64)>(waiting()));
    } else {
        for command in in_turn(context).into_iter().filter(|c| is_heard(*c, look)) {
            actions.extend(command.resolve(&look.context()));
        }
        waiting_ui(context, look);
    }
    // In most frames no key goes down, and there is nothing to look up.
    let down = |e: &Event| matches!(e, Event::Key { pressed: true, .. });
    if !context.input(|i| i.events.iter().any(down)) {
        return actions;
    }
    for command in Command::all().filter(|c| is_heard(*c, look)) {
        for shortcut in command.shortcuts().iter().filter(|s| s.first.is_none()) {
            let bare = !shortcut.ctrl && !shortcut.alt && !matches!(shortcut.key, Key::F(_));
            // A field takes back its own letters.
            let own = matches!(command, Command::Undo | Command::Redo | Command::SelectAll);
            if (typing && (bare || own)) || (leaves && command == Command::StepBack) {
                continue;
            }
            if in_table && bare && is_for_stepping(shortcut.key) {
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

/// Keys with which a table steps through its own rows.
const fn is_for_stepping(key: Key) -> bool {
    matches!(key, Key::Left | Key::Right | Key::Up | Key::Down | Key::Home | Key::End | Key::Enter)
}

/// Where the first letter of two waits, and since when.
fn waiting() -> Id {
    Id::unique("first-letter")
}

/// Commands whose two letters were pressed one after another.
fn in_turn(context: &Context) -> Vec<Command> {
    let letters: Vec<(char, egui::Key)> = context.input(|i| {
        let letter = |e: &Event| match e {
            Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if modifiers.is_none() =>
            {
                let mut name = key.name().chars();
                let one = name.next().filter(char::is_ascii_uppercase)?;
                name.next().is_none().then_some((one, *key))
            }
            _ => None,
        };
        i.events.iter().filter_map(letter).collect()
    });
    let now = context.input(|i| i.time);
    let kept: Option<(char, f64)> = context.data(|d| d.get_temp(waiting()));
    let mut before = kept.filter(|(_, since)| now - since < WAIT).map(|(letter, _)| letter);
    let mut done = Vec::new();
    for (letter, key) in letters {
        let heard = match before {
            Some(first) => {
                let second = Shortcut::after(first, letter);
                done.extend(Command::all().find(|c| c.shortcuts().contains(&second)));
                before = None;
                true
            }
            None => {
                before = after(letter).next().map(|_| letter);
                before.is_some()
            }
        };
        if heard {
            context.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        }
        context.data_mut(|d| match before {
            Some(first) => {
                d.insert_temp(waiting(), (first, now));
            }
            None => {
                d.remove_temp::<(char, f64)>(waiting());
            }
        });
    }
    done
}

/// Commands that begin with a letter, each with its second one.
fn after(letter: char) -> impl Iterator<Item = (Command, Shortcut)> {
    let keys = |c: Command| c.shortcuts().iter().map(move |s| (c, *s));
    Command::all().flat_map(keys).filter(move |(_, s)| s.first == Some(letter))
}

/// What can follow the letter that waits.
fn waiting_ui(context: &Context, look: &Look<'_>) {
    let Some((letter, since)) = context.data(|d| d.get_temp::<(char, f64)>(waiting())) else {
        return;
    };
    let left = since + WAIT - context.input(|i| i.time);
    if left <= 0.0 {
        context.data_mut(|d| d.remove_temp::<(char, f64)>(waiting()));
        return;
    }
    context.request_repaint_after(std::time::Duration::from_secs_f64(left));
    let frame = Frame::popup(&context.global_style()).inner_margin(12);
    let area =
        Area::new(Id::unique("second-letter")).anchor(Align2::LEFT_BOTTOM, vec2(20.0, -40.0));
    area.interactable(false).show(context, |ui| {
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (command, keys) in after(letter) {
                let words = format!("{keys}   {}", command.text());
                text::line_ui(ui, look, &words, Type::BODY.weight(Weight::Medium));
            }
        });
    });
}

/// While a window lies over the picture, the picture hears nothing: only what closes it does, and what
/// concerns the case as a whole.
fn is_heard(command: Command, look: &Look<'_>) -> bool {
    let view = look.view;
    let named = view.search.naming.is_some();
    let asked = view.asks.is_some() || view.question.is_some() || view.palette.open || named;
    let asked = asked || view.safety.asks();
    let over = view.rulebook.open || view.compare.activity || view.mapping.is_some();
    let open = over || view.keys_open || view.export.open || view.storyboard.open || view.offers;
    match command {
        Command::StepBack | Command::Quit | Command::FullScreen => true,
        Command::Keys => !asked,
        Command::Palette => view.asks.is_none() && view.question.is_none() && !named,
        Command::Open
        | Command::Save
        | Command::SaveAs
        | Command::Undo
        | Command::Redo
        | Command::Export
        | Command::CopyPicture
        | Command::Story => !asked && !view.keys_open && view.mapping.is_none(),
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
                matches!(event, Event::Key { key: k, pressed: true, modifiers: m, .. }
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
