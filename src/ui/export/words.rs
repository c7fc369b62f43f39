//! The words of a picture: proposed, until somebody writes others.

use crate::export::Edited;
use crate::publish::Preview;
use crate::state::ExportDraft;
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::Ui;
use std::sync::Arc;

/// One of the four texts: its name, its rows, where it stands in the request.
struct Field {
    name: &'static str,
    rows: usize,
    of: fn(&mut Edited) -> &mut Option<String>,
}

const FIELDS: [Field; 4] = [
    Field { name: "Headline", rows: 2, of: |e| &mut e.headline },
    Field { name: "Caption", rows: 2, of: |e| &mut e.caption },
    Field { name: "Alt text", rows: 3, of: |e| &mut e.alt },
    Field { name: "Long description", rows: 5, of: |e| &mut e.description },
];

/// Draws the fields.
pub(super) fn words_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    draft: &mut ExportDraft,
    page: Option<&Arc<Preview>>,
) {
    form::heading_ui(ui, look, "Words");
    let several = draft.chosen.is_several();
    if several {
        let n = page.map_or(1, |p| p.page + 1);
        let words = format!(
            "These are the words of page {n}. Each page has its own: edit them under Figures and story, or export one figure"
        );
        text::para_ui(ui, look, &words, Type::TINY);
        ui.add_space(4.0);
    }
    let mut edited = draft.edited();
    // Fields of two pictures are two fields: what is undone in one is not written into the other.
    let id = format!("{:?}", draft.chosen);
    ui.push_id(id, |ui| {
        for Field { name, rows, of } in FIELDS {
            field_ui(ui, look, (name, rows), of(&mut edited), shown(page, name), !several);
        }
    });
    if !several && edited != draft.edited() {
        if edited.is_empty() {
            draft.words.remove(&draft.chosen);
        } else {
            draft.words.insert(draft.chosen.clone(), edited);
        }
    }
    form::check_ui(ui, true, &mut draft.alt_file, "Write the words into a text file too");
}

/// A field, and the way back to what is proposed.
fn field_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (name, rows): (&str, usize),
    value: &mut Option<String>,
    proposed: String,
    enabled: bool,
) {
    let mut text = value.clone().unwrap_or(proposed);
    if form::area_ui(ui, look, name, (&mut text, ""), rows, enabled).changed() {
        *value = Some(text);
    }
    if value.is_some() {
        let words = "Proposed again";
        let link = text::link_ui(ui, look, words, Type::LINK);
        link.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Link, true, format!("{name} as proposed again"))
        });
        if link.clicked() {
            *value = None;
        }
    }
    ui.add_space(6.0);
}

/// What the page says where nothing is written.
fn shown(page: Option<&Arc<Preview>>, name: &str) -> String {
    let Some(page) = page else { return String::new() };
    let words = &page.drawn.page.words;
    // What is supposed is said before whatever is written here.
    let own =
        |text: &str| text.strip_prefix(page.supposed.as_str()).unwrap_or(text).trim().to_owned();
    match name {
        "Headline" => page.drawn.texts.headline.clone(),
        // What a redaction adds is added to whatever is written here.
        "Caption" => {
            let caption = page.drawn.texts.caption.as_str();
            own(caption.strip_suffix(page.note.as_str()).unwrap_or(caption))
        }
        "Alt text" => own(&words.alt),
        _ => own(&words.description),
    }
}
