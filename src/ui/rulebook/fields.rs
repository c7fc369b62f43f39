//! The fields of what is edited.

use crate::law::{Profile, Setting};
use crate::state::rulebook::{Draft, Field, Kind, Shape, fields};
use crate::ui::{Look, form};
use egui::Ui;

/// Draws them.
pub(super) fn fields_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft) {
    for field in fields(&draft.kind) {
        let mut text = draft.text(field.key).to_owned();
        if field_ui(ui, look, field, &draft.kind, &mut text) {
            draft.fields.insert(field.key, text);
        }
    }
}

/// One field; true where it was changed.
fn field_ui(ui: &mut Ui, look: &Look<'_>, field: &Field, kind: &Kind, text: &mut String) -> bool {
    let Field { label, hint, shape, .. } = *field;
    let response = match shape {
        Shape::Line | Shape::List => form::field_ui(ui, look, label, text, hint),
        Shape::Text => {
            let response = form::area_ui(ui, look, label, (text, hint), 2, true);
            ui.add_space(4.0);
            response
        }
        Shape::Holidays => {
            let response = form::area_ui(ui, look, label, (text, hint), 8, true);
            ui.add_space(4.0);
            response
        }
        Shape::Flag => {
            let mut on = text == "yes";
            let changed = form::check_ui(ui, true, &mut on, label);
            if changed {
                *text = if on { "yes" } else { "" }.to_owned();
            }
            ui.add_space(4.0);
            return changed;
        }
        Shape::Choice(words) => {
            let choices: Vec<(String, String)> =
                words.iter().map(|w| ((*w).to_owned(), w.replace(['_', '-'], " "))).collect();
            form::choice_ui(ui, look, label, text, &choices)
        }
        Shape::Profile => form::choice_ui(ui, look, label, text, &profiles(look, kind)),
        Shape::Calendar => {
            let mut choices = vec![(String::new(), "none".to_owned())];
            let all = look.library.calendars.iter();
            choices.extend(all.map(|(id, c)| (id.clone(), format!("{id}: {}", c.title))));
            form::choice_ui(ui, look, label, text, &choices)
        }
    };
    let changed = response.changed();
    response.on_hover_text(hint);
    changed
}

/// Built-in profiles, then those of the instrument.
fn profiles(look: &Look<'_>, kind: &Kind) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), "none: words only, or by reference".to_owned())];
    choices.extend(Profile::ALL.map(|p| (p.id().to_owned(), p.id().to_owned())));
    let instrument = kind.instrument();
    let own = look.library.instruments.iter().filter(|i| Some(i.id.as_str()) == instrument);
    let words = |s: &Setting| (s.id.clone(), format!("{}: {}", s.id, s.title));
    choices.extend(own.flat_map(|i| &i.profiles).map(|s| words(s)));
    choices
}
