//! Asking for a path by hand, where the system has no dialog to ask with.

use super::text::{self, Type};
use super::{Look, widgets};
use crate::publish::place::with_ending;
use crate::scene::Ink;
use crate::state::{Action, Ask, Change, Layering, Mapping};
use egui::text::{CCursor, CCursorRange};
use egui::{Align2, Context, Id, Response, TextEdit, Ui, Window, vec2};
use std::path::{Path, PathBuf};

/// What the question asks of the disk.
pub trait Files {
    /// True where a file of that name would be replaced.
    fn exists(&self, path: &Path) -> bool;
    /// The folder that `~` stands for.
    fn home(&self) -> Option<PathBuf>;
}

/// What stands in the field.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    /// What it is asked for, once the field was there.
    opened: Option<Ask>,
    /// A file of that name exists, and the user was told.
    warned: Option<PathBuf>,
}

/// Draws the question while it is asked.
pub fn path_ui(context: &Context, look: &Look<'_>, files: &dyn Files) -> Vec<Action> {
    let id = Id::unique("path-draft");
    let Some(ask) = &look.view.asks else {
        context.data_mut(|d| d.remove_temp::<Draft>(id));
        return Vec::new();
    };
    let mut draft: Draft = context.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut actions = Vec::new();
    let title = match ask {
        Ask::Open => "Open a case".to_owned(),
        Ask::Export(request, _) => format!("Export as {}", request.format.name()),
        Ask::Save => "Save the case".to_owned(),
        Ask::Other => "Put a case beside this one".to_owned(),
        Ask::Layer => "Add a layer".to_owned(),
        Ask::Rows(_) => "Save rows as CSV".to_owned(),
        Ask::SaveMapping => "Save the mapping".to_owned(),
        Ask::LoadMapping => "Load a mapping".to_owned(),
    };
    Window::new(title)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .fixed_size(vec2(460.0, 140.0))
        .show(context, |ui| question_ui(ui, look, ask, &mut draft, files, &mut actions));
    context.data_mut(|d| d.insert_temp(id, draft));
    actions
}

fn question_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    ask: &Ask,
    draft: &mut Draft,
    files: &dyn Files,
    actions: &mut Vec<Action>,
) {
    let (why, word) = match ask {
        Ask::Open => (
            "This system has no file dialog (no desktop portal and no zenity). Type the path here, or drop a file on the window.",
            "Open",
        ),
        Ask::Other | Ask::Layer => (
            "This system has no file dialog (no desktop portal and no zenity). Type the path here.",
            "Add",
        ),
        Ask::Export(..) | Ask::Save | Ask::Rows(_) | Ask::SaveMapping | Ask::LoadMapping => (
            "This system has no file dialog (no desktop portal and no zenity). Type the path here.",
            match ask {
                Ask::Export(..) => "Export",
                Ask::LoadMapping => "Load",
                _ => "Save",
            },
        ),
    };
    text::para_ui(ui, look, why, Type::SMALL);
    ui.add_space(8.0);
    let name = text::line_ui(ui, look, "Path of the file", Type::STRONG);
    let first = draft.opened.as_ref() != Some(ask);
    if first {
        *draft = Draft {
            text: proposed(look, ask, files),
            opened: Some(ask.clone()),
            ..Draft::default()
        };
    }
    let field = TextEdit::singleline(&mut draft.text)
        .margin(egui::Margin::symmetric(8, 6))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(name.id);
    if first {
        response.request_focus();
        select_name(ui, &response, &draft.text);
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    if response.changed() {
        draft.warned = None;
    }
    if let Some(path) = &draft.warned {
        let name = crate::state::document::file_name(path);
        let words = format!("{name} exists. Press Enter again to replace it");
        text::para_ui(ui, look, &words, Type::SMALL.ink(Ink::Missed));
    } else if let Some(notice) = look.notice.filter(|n| n.failed) {
        text::para_ui(ui, look, &notice.words, Type::SMALL.ink(Ink::Missed));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let ready = !draft.text.trim().is_empty();
        let word = if draft.warned.is_some() { "Replace" } else { word };
        if (ui.add_enabled(ready, widgets::button(word)).clicked() || enter) && ready {
            actions.extend(answer(ask, draft, files));
            // The question stays until its answer was good for something, and so does the keyboard.
            response.request_focus();
        }
        if ui.add(widgets::button("Cancel")).clicked() {
            actions.push(Change::StopAsking.into());
        }
    });
}

/// The ending of what is saved; `None` where a file is opened.
fn ending(ask: &Ask) -> Option<&'static str> {
    match ask {
        Ask::Open | Ask::Other | Ask::Layer | Ask::LoadMapping => None,
        Ask::SaveMapping => Some("toml"),
        Ask::Export(request, _) => Some(request.format.ending()),
        Ask::Save => Some("json"),
        Ask::Rows(_) => Some("csv"),
    }
}

/// Where a file is offered to be saved: beside the case, or at home.
fn proposed(look: &Look<'_>, ask: &Ask, files: &dyn Files) -> String {
    let Some(ending) = ending(ask) else {
        return String::new();
    };
    let name = match ask {
        Ask::Rows(number) => rows_name(look.view.layers.get(*number).map_or("", |l| &l.name)),
        Ask::SaveMapping => mapping_name(look.view.mapping.as_deref().map_or("", |m| &m.file)),
        _ => format!("{}.{ending}", look.document.export_name()),
    };
    let beside = look.document.path.as_deref().and_then(Path::parent);
    let folder = beside.filter(|p| !p.as_os_str().is_empty()).map(Path::to_owned);
    match folder.or_else(|| files.home()) {
        Some(folder) => folder.join(name).display().to_string(),
        None => name,
    }
}

/// `events rows.csv` for the rows of `events.jsonl.gz`: never the name of the layer itself.
pub fn rows_name(layer: &str) -> String {
    let stem = layer.split('.').next().filter(|s| !s.trim().is_empty()).unwrap_or("layer");
    format!("{stem} rows.csv")
}

/// `police mapping.toml` for the table `police.csv`.
fn mapping_name(table: &str) -> String {
    let stem = table.split('.').next().filter(|s| !s.trim().is_empty()).unwrap_or("table");
    format!("{stem} mapping.toml")
}

/// Selects the name in a path, without folder and ending, so that typing replaces it.
fn select_name(ui: &Ui, response: &Response, text: &str) {
    let folder = text.rfind(std::path::MAIN_SEPARATOR).map_or(0, |at| at + 1);
    let ending = text.rfind('.').filter(|at| *at > folder).unwrap_or(text.len());
    let letters = |bytes: usize| CCursor::new(text[..bytes].chars().count());
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id) {
        let range = CCursorRange::two(letters(folder), letters(ending));
        state.cursor.set_char_range(Some(range));
        state.store(ui.ctx(), response.id);
    }
}

/// The path that was typed, with the home folder for `~`.
fn typed(text: &str, files: &dyn Files) -> PathBuf {
    let text = text.trim();
    let rest = text.strip_prefix("~/").or_else(|| (text == "~").then_some(""));
    match (rest, files.home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// What the path is good for; `None` while the user has yet to agree to replace a file.
fn answer(ask: &Ask, draft: &mut Draft, files: &dyn Files) -> Option<Action> {
    let path = typed(&draft.text, files);
    let Some(ending) = ending(ask) else {
        return Some(match ask {
            Ask::Other => Action::AddOther(path),
            Ask::Layer => Layering::Add(vec![path]).into(),
            Ask::LoadMapping => Action::Mapping(Mapping::Load(path)),
            _ => Action::Open(path),
        });
    };
    let path = with_ending(&path, ending);
    if files.exists(&path) && draft.warned.as_ref() != Some(&path) {
        draft.warned = Some(path);
        return None;
    }
    draft.warned = None;
    Some(match ask {
        Ask::Export(request, alt_file) => Action::Export(request.clone(), path, *alt_file),
        Ask::Rows(number) => Layering::SaveRows(*number, Some(path)).into(),
        Ask::SaveMapping => Action::Mapping(Mapping::Save(path)),
        _ => Action::SaveAs(path),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Format, Request, What};

    struct One;

    impl Files for One {
        fn exists(&self, path: &Path) -> bool {
            path == Path::new("/home/x/a.png")
        }

        fn home(&self) -> Option<PathBuf> {
            Some(PathBuf::from("/home/x"))
        }
    }

    #[test]
    fn a_file_is_replaced_only_when_that_was_asked_twice() {
        let mut draft = Draft { text: "~/a".to_owned(), ..Draft::default() };
        let request = Box::new(Request::new(What::Whole, Format::Png));
        let ask = Ask::Export(request.clone(), true);
        assert_eq!(answer(&ask, &mut draft, &One), None);
        let path = PathBuf::from("/home/x/a.png");
        assert_eq!(draft.warned.as_ref(), Some(&path));
        assert_eq!(answer(&ask, &mut draft, &One), Some(Action::Export(request, path, true)));
    }

    #[test]
    fn the_sign_for_home_is_understood() {
        assert_eq!(typed(" ~/b.json ", &One), Path::new("/home/x/b.json"));
        assert_eq!(typed("/c~/d", &One), Path::new("/c~/d"));
    }
}
