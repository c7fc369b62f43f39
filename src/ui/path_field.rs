//! Asking for a path by hand, where the system has no dialog to ask with.

use super::text::{self, Type};
use super::{Look, widgets};
use crate::state::{Action, Ask, Change};
use egui::{Align2, Context, Id, TextEdit, Window, vec2};
use std::path::PathBuf;

/// What stands in the field.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    opened: bool,
    /// A file of that name exists, and the user was told.
    warned: Option<PathBuf>,
}

/// Draws the question while it is asked. `exists` tells whether a file would be replaced.
pub fn path_ui(
    context: &Context,
    look: &Look<'_>,
    exists: &dyn Fn(&PathBuf) -> bool,
) -> Vec<Action> {
    let id = Id::unique("path-draft");
    let Some(ask) = look.view.asks else {
        context.data_mut(|d| d.remove_temp::<Draft>(id));
        return Vec::new();
    };
    let mut draft: Draft = context.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut actions = Vec::new();
    let title = match ask {
        Ask::Open => "Open a case".to_owned(),
        Ask::Export(picture) => format!("Export as {}", picture.name()),
    };
    Window::new(title)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .fixed_size(vec2(460.0, 140.0))
        .show(context, |ui| {
            let why = "This system has no file dialog (no desktop portal and no zenity). Type the path here, or drop a file on the window.";
            text::para_ui(ui, look, why, Type::SMALL);
            ui.add_space(8.0);
            let name = text::line_ui(ui, look, "Path of the file", Type::STRONG);
            let field = TextEdit::singleline(&mut draft.text)
                .margin(egui::Margin::symmetric(8, 6))
                .desired_width(f32::INFINITY);
            let response = ui.add(field).labelled_by(name.id);
            if !draft.opened {
                draft.opened = true;
                response.request_focus();
            }
            let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            if let Some(path) = &draft.warned {
                let words = format!("{} exists; press again to replace it", path.display());
                text::para_ui(ui, look, &words, Type::SMALL.ink(crate::scene::Ink::Missed));
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let word = if ask == Ask::Open { "Open" } else { "Export" };
                let ready = !draft.text.trim().is_empty();
                if (ui.add_enabled(ready, widgets::button(word)).clicked() || enter) && ready {
                    actions.extend(answer(ask, &mut draft, exists));
                }
                if ui.add(widgets::button("Cancel")).clicked() {
                    actions.push(Change::StopAsking.into());
                }
            });
        });
    context.data_mut(|d| d.insert_temp(id, draft));
    actions
}

/// What the path is good for; `None` while the user has yet to agree to replace a file.
fn answer(ask: Ask, draft: &mut Draft, exists: &dyn Fn(&PathBuf) -> bool) -> Vec<Action> {
    let path = PathBuf::from(draft.text.trim());
    match ask {
        Ask::Open => vec![Change::StopAsking.into(), Action::Open(path)],
        Ask::Export(picture) => {
            let path = if path.extension().is_some() {
                path
            } else {
                path.with_extension(picture.ending())
            };
            if exists(&path) && draft.warned.as_ref() != Some(&path) {
                draft.warned = Some(path);
                return Vec::new();
            }
            vec![Change::StopAsking.into(), Action::Export(picture, path)]
        }
    }
}
