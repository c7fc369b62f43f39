//! How a source was collected and kept: what is recorded, and what a court would ask for and is not.

use super::parts;
use crate::case::provenance::{REQUIREMENTS, Requirement};
use crate::case::{Capture, Source};
use crate::date::When;
use crate::ui::Look;
use crate::ui::text::{self, Type};
use egui::{CollapsingHeader, Ui};

/// A part that opens: `Provenance: 4 of 12 recorded`.
pub(super) fn provenance_ui(ui: &mut Ui, look: &Look<'_>, source: &Source) {
    let (met, open): (Vec<&Requirement>, Vec<&Requirement>) =
        REQUIREMENTS.iter().partition(|r| (r.met)(source));
    let words = format!("Provenance: {} of {} recorded", met.len(), REQUIREMENTS.len());
    CollapsingHeader::new(words).id_salt(("provenance", source.id.as_str())).show(ui, |ui| {
        for (name, words) in recorded(look, source) {
            parts::pair_ui(ui, look, name, &words);
        }
        if !open.is_empty() {
            let named: Vec<String> = open.iter().map(|r| asked(r)).collect();
            let words = format!("Not recorded: {}", named.join(", "));
            text::para_ui(ui, look, &words, Type::TINY);
        }
        let words = "Paragraphs of the Berkeley Protocol; * quoted by third parties, not checked";
        text::para_ui(ui, look, words, Type::TINY);
    });
}

/// `page source (para. 155(b))`.
fn asked(requirement: &Requirement) -> String {
    let mark = if requirement.third_party { "*" } else { "" };
    match requirement.paragraph {
        "" => requirement.name.to_owned(),
        paragraph => format!("{} ({paragraph}{mark})", requirement.name),
    }
}

/// What is recorded beyond what stands above it, in the order of the file.
fn recorded<'a>(look: &Look<'_>, source: &'a Source) -> Vec<(&'a str, String)> {
    let zone = look.zone();
    let when = |w: &When| w.words(zone);
    let mut all: Vec<(&str, String)> = Vec::new();
    let mut text = |name: &'a str, value: &Option<String>| {
        all.extend(value.iter().filter(|v| !v.trim().is_empty()).map(|v| (name, v.clone())));
    };
    text("Issuer", &source.issuer);
    text("Received as", &source.original_filename);
    text("Media type", &source.mime);
    text("Context", &source.context);
    text("Wording", &source.original_wording);
    text("Changes", &source.changes);
    text("Consent", &source.consent);
    text("Sensitivity", &source.sensitivity);
    if let Some(c) = &source.collected {
        text("Clock set by", &c.clock_source);
        text("Tool", &c.tool);
        text("Identity", &c.identity);
    }
    all.extend(source.size.map(|n| ("Size", format!("{n} bytes"))));
    let captured = |c: &Capture| {
        let hash = c.hash.as_ref().map(|h| format!("{} {}", h.algorithm, h.value));
        let parts = [c.file.clone(), c.at.as_ref().map(when), hash, c.note.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "recorded".to_owned() } else { parts.join(" · ") }
    };
    all.extend(source.html_capture.iter().map(|c| ("Page source", captured(c))));
    all.extend(source.page_capture.iter().map(|c| ("Full page", captured(c))));
    all.extend(source.media_files.iter().map(|c| ("Medium", captured(c))));
    for (key, value) in &source.embedded_metadata {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        all.push(("Metadata", format!("{key}: {value}")));
    }
    if let Some(id) = &source.derivative_of {
        let of = look.case().source(id).map_or_else(|| id.to_string(), |s| s.title.clone());
        all.push(("Copy of", of));
    }
    for entry in &source.custody {
        let parts = [
            entry.action.clone(),
            entry.who.as_ref().map(|w| format!("by {w}")),
            entry.at.as_ref().map(when),
            entry.to.as_ref().map(|to| format!("to {to}")),
            entry.note.clone(),
        ];
        all.push(("Custody", parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
    }
    if let Some(v) = &source.verification {
        let parts = [
            v.status.clone(),
            v.by.as_ref().map(|by| format!("by {by}")),
            v.at.as_ref().map(when),
            v.method.clone(),
            v.reliability.as_ref().map(|r| format!("source: {r}")),
            v.credibility.as_ref().map(|c| format!("content: {c}")),
        ];
        all.push(("Verification", parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
    }
    all
}
