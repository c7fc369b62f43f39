//! The rule editor: instruments, rules, profiles and calendars at the left, the one that is typed into in the
//! middle, what it counts at the right.

mod fields;
mod lists;
mod preview;

use super::text::{self, Type};
use super::{Look, form, widgets};
use crate::law::Library;
use crate::scene::Ink;
use crate::state::rulebook::{Compiled, Draft, Kind, RulesContent, RulesFile};
use crate::state::{Action, Change, Rulebook};
use egui::{Align, Context, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, Window, pos2, vec2};
use std::sync::Arc;

/// Points for the lists, and for the preview.
const LEFT: f32 = 264.0;
const RIGHT: f32 = 340.0;
/// The largest size it opens with.
const LARGEST: egui::Vec2 = vec2(1240.0, 820.0);

/// Draws the editor while it is open.
pub fn rulebook_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let before = &look.view.rulebook;
    if !before.open {
        context.data_mut(|d| d.remove_temp::<u8>(opened()));
        return Vec::new();
    }
    let mut book = before.clone();
    let mut actions = Vec::new();
    let screen = context.content_rect();
    let size = (screen.size() - vec2(32.0, 64.0)).min(LARGEST);
    let mut open = true;
    Window::new("Rule editor")
        .id(Id::unique("rulebook"))
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_size(size)
        .min_size(size.min(vec2(820.0, 420.0)))
        .default_pos(screen.center() - size / 2.0)
        .show(context, |ui| book_ui(ui, look, &mut book, &mut actions));
    widgets::name_title_bar(context, Id::unique("rulebook"), "Rule editor");
    book.open = open;
    if book != *before {
        actions.insert(0, Change::Rulebook(Box::new(book)).into());
    }
    actions
}

fn book_ui(ui: &mut Ui, look: &Look<'_>, book: &mut Rulebook, actions: &mut Vec<Action>) {
    let first = book.draft.is_none() && opens(ui);
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, egui::Sense::hover());
    let (left, right) = (all.left() + LEFT, all.right() - RIGHT);
    let inside = |ui: &mut Ui, from: f32, to: f32| {
        let rect = Rect::from_min_max(pos2(from, all.top()), pos2(to, all.bottom()));
        let layout = Layout::top_down(Align::Min);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
        child
    };
    lists::lists_ui(&mut inside(ui, all.left(), left), look, book, first);
    form::divider(ui, look, left + 10.0, all.y_range());
    let Some(draft) = &mut book.draft else {
        let words = "Choose a rule, a profile or a calendar at the left, or make a new one. Files of your own \
                     stand beside those that come with the program; with the same id they take their place";
        text::para_ui(&mut inside(ui, left + 20.0, all.right()), look, words, Type::SMALL);
        return;
    };
    let mut middle = inside(ui, left + 20.0, right - 10.0);
    let compiled = read_again(&middle, draft, look.library);
    let done = draft_ui(&mut middle, look, draft, &compiled, actions);
    // What was typed in this very frame is in the preview too.
    let compiled = read_again(&middle, draft, look.library);
    form::divider(ui, look, right, all.y_range());
    let mut side = inside(ui, right + 10.0, all.right());
    ScrollArea::vertical().id_salt("rule-preview").auto_shrink(false).show(&mut side, |ui| {
        preview::preview_ui(ui, look, draft, &compiled, &mut book.from);
    });
    match done {
        Done::Nothing => {}
        Done::Close => book.draft = None,
        Done::Revert => {
            let kind = draft.kind.clone();
            book.open_draft(kind, look.library);
        }
    }
}

/// Frames in which what has the keyboard may not have been seen yet.
const FRAMES: u8 = 3;

/// Frames for which the window has been open.
fn opened() -> Id {
    Id::unique("rulebook-opened")
}

/// True in the first frames of the window: what is not seen cannot take the keyboard.
fn opens(ui: &Ui) -> bool {
    let frames = ui.data_mut(|d| {
        let frames = d.get_temp_mut_or(opened(), 0_u8);
        *frames = frames.saturating_add(1);
        *frames
    });
    if frames <= FRAMES {
        ui.request_repaint();
    }
    frames <= FRAMES
}

/// What the reader makes of the draft, read again only when something was typed.
fn read_again(ui: &Ui, draft: &Draft, library: &Library) -> Arc<Compiled> {
    type Kept = (Draft, Vec<(String, String)>, Arc<Compiled>);
    let key = Id::unique("rule-compiled");
    let kept: Option<Arc<Kept>> = ui.data(|d| d.get_temp(key));
    if let Some(kept) = kept.filter(|k| k.0 == *draft && k.1 == library.fingerprints) {
        return Arc::clone(&kept.2);
    }
    let compiled = Arc::new(draft.compile(library));
    let kept: Kept = (draft.clone(), library.fingerprints.clone(), Arc::clone(&compiled));
    ui.data_mut(|d| d.insert_temp(key, Arc::new(kept)));
    compiled
}

/// What a click on the form asks of the editor.
enum Done {
    Nothing,
    Close,
    Revert,
}

/// The heading, the fields, what is wrong, and the buttons.
fn draft_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    draft: &mut Draft,
    compiled: &Compiled,
    actions: &mut Vec<Action>,
) -> Done {
    let mut done = Done::Nothing;
    text::para_ui(ui, look, &title(draft), Type::HEAD);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let file = file_of(draft, compiled).filter(|_| compiled.problems.is_empty());
        let can = file.is_some() && draft.changed();
        if form::main_button_ui(ui, look, can, "Save")
            && let Some(file) = file
        {
            actions.push(Action::SaveRules(Box::new(file)));
        }
        if form::button_ui(ui, draft.changed(), "Take back what was typed") {
            done = Done::Revert;
        }
        if let Some((words, file)) = removal(draft, look.library)
            && form::button_ui(ui, true, words)
        {
            actions.push(Action::SaveRules(Box::new(file)));
        }
        if form::button_ui(ui, !draft.changed(), "Close") {
            done = Done::Close;
        }
    });
    for problem in &compiled.problems {
        form::error_ui(ui, look, problem);
    }
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("rule-fields").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        fields::fields_ui(ui, look, draft);
        if compiled.problems.is_empty() && is_bundled(draft, look.library) {
            let words = "This comes with the program. Saved, your version takes its place";
            text::para_ui(ui, look, words, Type::TINY.ink(Ink::Secondary));
        }
    });
    done
}

fn title(draft: &Draft) -> String {
    let of = |what: &str, id: &Option<String>| match id {
        Some(id) => format!("{what} {id}"),
        None => format!("New {}", what.to_lowercase()),
    };
    match &draft.kind {
        Kind::Head(id) => of("Instrument", id),
        Kind::Rule(_, id) => of("Rule", id),
        Kind::Profile(_, id) => of("Profile", id),
        Kind::Calendar(id) => of("Calendar", id),
    }
}

/// The file that a save would write.
fn file_of(draft: &Draft, compiled: &Compiled) -> Option<RulesFile> {
    let id = draft.text("id").to_owned();
    if let Some(calendar) = &compiled.calendar {
        let content = Some(RulesContent::Calendar(Box::new(calendar.clone())));
        let then = Some(Kind::Calendar(Some(calendar.id.clone())));
        return Some(RulesFile { folder: "calendars", id: calendar.id.clone(), content, then });
    }
    let instrument = compiled.instrument.as_ref()?;
    let then = match &draft.kind {
        Kind::Head(_) => Kind::Head(Some(instrument.id.clone())),
        Kind::Rule(..) => Kind::Rule(instrument.id.clone(), Some(id)),
        Kind::Profile(..) => Kind::Profile(instrument.id.clone(), Some(id)),
        Kind::Calendar(_) => return None,
    };
    let content = Some(RulesContent::Instrument(Box::new(instrument.clone())));
    Some(RulesFile { folder: "instruments", id: instrument.id.clone(), content, then: Some(then) })
}

/// What takes the thing away again: an own file goes, a rule or profile leaves its instrument.
fn removal(draft: &Draft, library: &Library) -> Option<(&'static str, RulesFile)> {
    let gone =
        |folder, id: &str| RulesFile { folder, id: id.to_owned(), content: None, then: None };
    let own = |folder: &str, id: &str| {
        let name = format!("{folder}/{id}.toml");
        // A bundled file of the same name stands in the list too.
        let files = library.fingerprints.iter().filter(|(file, _)| *file == name).count();
        let bundled = crate::read::bundled::source(folder, id).is_some();
        if bundled {
            (files > 1).then_some("Back to the one of the program")
        } else {
            (files > 0).then_some("Delete")
        }
    };
    match &draft.kind {
        Kind::Head(Some(id)) => Some((own("instruments", id)?, gone("instruments", id))),
        Kind::Calendar(Some(id)) => Some((own("calendars", id)?, gone("calendars", id))),
        Kind::Rule(instrument, Some(id)) => {
            let mut whole = library.instruments.iter().find(|i| &i.id == instrument)?.clone();
            whole.provisions.retain(|p| p.id != id.as_str());
            Some(("Delete from the instrument", kept(whole)))
        }
        Kind::Profile(instrument, Some(id)) => {
            let mut whole = library.instruments.iter().find(|i| &i.id == instrument)?.clone();
            let used =
                whole.provisions.iter().any(|p| p.setting.as_ref().is_some_and(|s| &s.id == id));
            whole.profiles.retain(|p| &p.id != id);
            (!used).then(|| ("Delete from the instrument", kept(whole)))
        }
        _ => None,
    }
}

fn kept(instrument: crate::law::Instrument) -> RulesFile {
    let then = Some(Kind::Head(Some(instrument.id.clone())));
    let id = instrument.id.clone();
    RulesFile {
        folder: "instruments",
        id,
        content: Some(RulesContent::Instrument(Box::new(instrument))),
        then,
    }
}

/// True where what is edited comes with the program and no own file takes its place yet.
fn is_bundled(draft: &Draft, library: &Library) -> bool {
    let (folder, id) = match (&draft.kind, draft.kind.instrument()) {
        (Kind::Calendar(Some(id)), _) => ("calendars", id.as_str()),
        (_, Some(id)) => ("instruments", id),
        _ => return false,
    };
    let name = format!("{folder}/{id}.toml");
    let files = library.fingerprints.iter().filter(|(file, _)| *file == name).count();
    files == 1 && crate::read::bundled::source(folder, id).is_some()
}
