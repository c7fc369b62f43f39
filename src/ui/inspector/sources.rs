//! Sources: the copy that was read, where, and what of it is not recorded.

use crate::case::{Source, SourceRef};
use crate::scene::Weight;
use crate::state::Action;
use crate::ui::Look;
use crate::ui::text::{self, Type};
use egui::Ui;

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
    for reference in refs {
        match look.case().source(&reference.source) {
            Some(source) => source_ui(ui, look, source, reference, actions),
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
