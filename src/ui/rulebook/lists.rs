//! What there is to edit: instruments with their rules and profiles, and calendars.

use crate::law::Instrument;
use crate::state::Rulebook;
use crate::state::rulebook::Kind;
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Button, Role, ScrollArea, Ui, WidgetInfo, vec2};

/// Draws the lists; `first` while the window opens, so that what is typed then finds a rule.
pub(super) fn lists_ui(ui: &mut Ui, look: &Look<'_>, book: &mut Rulebook, first: bool) {
    let hint = "Words of its id, provision or title";
    let find = form::field_ui(ui, look, "Find a rule", &mut book.search, hint);
    if first {
        find.request_focus();
    }
    if book.changed() {
        let words = "Save what was typed, or take it back, before you open something else";
        text::para_ui(ui, look, words, Type::TINY);
    }
    ScrollArea::vertical().id_salt("rule-lists").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        form::heading_ui(ui, look, "Instruments");
        for instrument in &look.library.instruments {
            instrument_ui(ui, look, book, instrument);
        }
        open_ui(ui, look, book, "New instrument…", 0, Kind::Head(None));
        form::heading_ui(ui, look, "Calendars");
        for (id, calendar) in &look.library.calendars {
            open_ui(ui, look, book, &calendar.title, 0, Kind::Calendar(Some(id.clone())));
        }
        open_ui(ui, look, book, "New calendar…", 0, Kind::Calendar(None));
    });
}

/// An instrument; where it is open or something is looked for, with its rules.
fn instrument_ui(ui: &mut Ui, look: &Look<'_>, book: &mut Rulebook, instrument: &Instrument) {
    let search = book.search.trim().to_lowercase();
    let found = |texts: [&str; 3]| texts.iter().any(|t| t.to_lowercase().contains(&search));
    let open = book.instrument.as_deref() == Some(instrument.id.as_str());
    let rules = instrument.provisions.iter();
    let rules: Vec<_> = rules.filter(|p| found([p.id.as_str(), &p.provision, &p.title])).collect();
    if !search.is_empty() && rules.is_empty() {
        return;
    }
    open_ui(ui, look, book, &instrument.short, 0, Kind::Head(Some(instrument.id.clone())));
    if !open && search.is_empty() {
        return;
    }
    let id = || instrument.id.clone();
    for p in rules {
        let words = format!("{}: {}", p.provision, p.title);
        open_ui(ui, look, book, &words, 1, Kind::Rule(id(), Some(p.id.to_string())));
    }
    for p in &instrument.profiles {
        let words = format!("Profile {}: {}", p.id, p.title);
        open_ui(ui, look, book, &words, 1, Kind::Profile(id(), Some(p.id.clone())));
    }
    open_ui(ui, look, book, "New rule…", 1, Kind::Rule(id(), None));
    open_ui(ui, look, book, "New profile…", 1, Kind::Profile(id(), None));
}

/// A row that opens a thing; grey while something else is typed into.
fn open_ui(ui: &mut Ui, look: &Look<'_>, book: &mut Rulebook, words: &str, depth: i8, kind: Kind) {
    let on = book.draft.as_ref().is_some_and(|d| d.kind == kind);
    let enabled = on || !book.changed();
    let inside = egui::Margin { left: depth * 12, ..egui::Margin::ZERO };
    egui::Frame::new().inner_margin(inside).show(ui, |ui| {
        let size = vec2(ui.available_width(), 24.0);
        let button = Button::selectable(on, form::ordered(words)).truncate().min_size(size);
        let response = ui.add_enabled(enabled, button);
        response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, words));
        if response.on_hover_text(words).clicked() && !on {
            book.open_draft(kind, look.library);
        }
    });
}
