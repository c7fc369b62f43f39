//! Sources: the copy that was read, where, and what of it is not recorded.

use super::provenance;
use crate::case::{Source, SourceRef};
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Editing, FileCheckState, Filing};
use crate::ui::Look;
use crate::ui::text::{self, Type};
use egui::{Role, Ui, WidgetInfo};

/// The sources of something, one after another.
pub(super) fn sources_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    refs: &[SourceRef],
    actions: &mut Vec<Action>,
) {
    if refs.is_empty() {
        text::para_ui(ui, look, "No source recorded", Type::SMALL);
    }
    for (n, reference) in refs.iter().enumerate() {
        match look.case().source(&reference.source) {
            // One source can be cited twice, for two places in it.
            Some(source) => {
                ui.push_id(n, |ui| source_ui(ui, look, source, reference, actions));
            }
            None => {
                let words = format!("Source “{}” is not in the file", reference.source);
                text::para_ui(ui, look, &words, Type::SMALL);
            }
        }
        ui.add_space(10.0);
    }
}

fn source_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    source: &Source,
    reference: &SourceRef,
    actions: &mut Vec<Action>,
) {
    let title = Type::STRONG.weight(Weight::Medium);
    text::para_ui(ui, look, &source.title, title);
    let zone = look.zone();
    let mut facts: Vec<String> = Vec::new();
    facts.extend(source.author.clone());
    facts.extend(source.publisher.clone());
    facts.extend(source.reference.clone());
    facts.extend(source.date.as_ref().map(|d| d.words(zone)));
    facts.extend(source.published.as_ref().map(|d| format!("published {}", d.words(zone))));
    facts.extend(source.language.as_ref().map(|l| format!("language: {l}")));
    facts.extend(reference.pinpoint.clone());
    if facts.is_empty() {
        facts.push("publisher and date not recorded".to_owned());
    }
    text::para_ui(ui, look, &facts.join(" · "), Type::TINY);
    for note in [&reference.note, &source.note].into_iter().flatten() {
        text::para_ui(ui, look, note, Type::TINY);
    }
    let url = address(source.url.as_deref());
    let archive = address(source.archive_url.as_deref());
    if let Some(url) = url {
        address_ui(ui, look, "", url, actions);
    }
    if let Some(archive) = archive {
        address_ui(ui, look, "archived: ", archive, actions);
    }
    if let Some(h) = &source.hash {
        text::para_ui(ui, look, &format!("{} {}", h.algorithm, h.value), Type::TINY);
    }
    let missing: Vec<&str> = [
        (url.is_none(), "address"),
        (archive.is_none(), "archive"),
        (source.hash.is_none(), "hash"),
    ]
    .into_iter()
    .filter_map(|(gone, name)| gone.then_some(name))
    .collect();
    if !missing.is_empty() {
        let words = format!("{} not recorded", listed(&missing));
        text::para_ui(ui, look, &words, Type::TINY);
    }
    if let Some(collected) = &source.collected {
        let at = collected.at.as_ref().map(|w| w.words(zone));
        let by = collected.by.as_ref().map(|b| format!("by {b}"));
        let words: Vec<String> = at.into_iter().chain(by).collect();
        text::para_ui(ui, look, &format!("collected {}", words.join(" ")), Type::TINY);
    }
    files_ui(ui, look, source, actions);
    provenance::provenance_ui(ui, look, source);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(14.0, 2.0);
        let title = &source.title;
        if short_link(ui, look, "Edit source", &format!("Edit the source “{title}”")) {
            let editing = Editing::Source(Some(source.id.clone()));
            actions.push(Change::Form(Box::new(look.view.form.with(Some(editing)))).into());
        }
        let file = source.file.as_deref().filter(|f| !f.trim().is_empty());
        if file.is_some() {
            let words = if source.hash.is_some() { "Verify file" } else { "Hash file" };
            if short_link(ui, look, words, &format!("{words} of the source “{title}”")) {
                actions.push(Action::Filing(Filing::Hash(source.id.clone())));
            }
        }
    });
}

/// A short link that says aloud what it is about.
fn short_link(ui: &mut Ui, look: &Look<'_>, words: &str, spoken: &str) -> bool {
    let ty = Type { size: Type::TINY.size, ..Type::LINK };
    let response = text::link_ui(ui, look, words, ty);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken));
    response.clicked()
}

/// Local files, each with what it was found to be when it was last verified.
fn files_ui(ui: &mut Ui, look: &Look<'_>, source: &Source, actions: &mut Vec<Action>) {
    for (file, hash) in source.local_files() {
        let check = look.view.file_checks.iter().find(|c| c.source == source.id && c.file == file);
        let state = match (check, hash) {
            (Some(check), _) => check.state.words(),
            (None, Some(_)) => "hashed, not verified in this session".to_owned(),
            (None, None) => "never hashed".to_owned(),
        };
        let wrong = check.is_some_and(|c| c.state.is_wrong());
        let ty = if wrong { Type::TINY.ink(Ink::Missed) } else { Type::TINY };
        text::para_ui(ui, look, &format!("file {file}: {state}"), ty);
        if let Some(FileCheckState::Changed { found, .. }) = check.map(|c| &c.state) {
            let ty = Type { size: Type::TINY.size, ..Type::LINK.weight(Weight::Regular) };
            let response = text::link_ui(ui, look, &format!("now {found}"), ty);
            if response.on_hover_text("Click to copy the hash of the file as it is").clicked() {
                actions.push(Action::Copy(found.clone(), "Hash copied"));
            }
        }
    }
}

/// An address that says something.
fn address(written: Option<&str>) -> Option<&str> {
    written.map(str::trim).filter(|a| !a.is_empty())
}

/// `address, archive and hash`.
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// An address as text. The program never opens one by itself; a click copies it.
fn address_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    before: &str,
    address: &str,
    actions: &mut Vec<Action>,
) {
    let ty = Type { size: Type::TINY.size, ..Type::LINK.weight(Weight::Regular) };
    let response = text::link_ui(ui, look, &format!("{before}{address}"), ty);
    if response.on_hover_text("Click to copy the address; this program opens no web page").clicked()
    {
        actions.push(Action::Copy(address.to_owned(), "Address copied"));
    }
}
