//! What a mark says under the pointer: its title, its date as known, the zone, the first source.

use crate::case::{ClaimId, Event, EventId};
use crate::date::words;
use crate::layout::{Tag, Target, layers};
use crate::scene::{Ink, Weight};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme};
use egui::{Response, Ui};

/// True where a window lies over the picture, which is not talked over.
pub(super) const fn is_covered(look: &Look<'_>) -> bool {
    let view = look.view;
    let over = view.export.open || view.storyboard.open || view.question.is_some();
    let laid = view.form.subject.is_some() || view.rulebook.open || view.palette.open;
    let over = over || laid || view.compare.open || view.compare.activity;
    over || view.keys_open || view.asks.is_some()
}

/// Shows the tooltip of a mark while the pointer rests on it.
pub(super) fn tip_ui(response: &Response, look: &Look<'_>, target: &Target) {
    if is_covered(look) {
        return;
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        match &target.tag {
            Tag::Event(id) => event_ui(ui, look, id),
            Tag::Claim(id, claim) => {
                claim_ui(ui, look, id, claim);
            }
            Tag::Fold(ids) => fold_ui(ui, look, ids),
            Tag::Limit(key) => limit_ui(ui, look, key),
            Tag::Row(number, row) => {
                // Where nobody listens, marks have no sentences.
                let seen = look.layers.iter().find(|l| l.number == *number);
                let words = seen.and_then(|l| layers::row_words(&l.layer, *row, look.zone()));
                sentence_ui(ui, look, words.as_deref().unwrap_or(&target.label));
            }
            Tag::State(_) | Tag::Lane(_) | Tag::AsOf | Tag::Layer(_) | Tag::Band(..) => {
                sentence_ui(ui, look, &target.label);
            }
        }
    });
}

fn sentence_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    text::para_ui(ui, look, words, Type::new(theme::size::SMALL, Weight::Regular, Ink::Text));
}

fn event<'a>(look: &Look<'a>, id: &EventId) -> Option<&'a Event> {
    look.case().event(id)
}

fn event_ui(ui: &mut Ui, look: &Look<'_>, id: &EventId) {
    let Some(event) = event(look, id) else { return };
    let zone = event.zone(look.zone());
    text::para_ui(ui, look, &event.title, Type::STRONG.weight(Weight::SemiBold));
    let date = event.when.as_ref().map_or_else(|| "no date known".to_owned(), |w| w.words(zone));
    text::para_ui(ui, look, &format!("{date} · {zone}"), Type::SMALL);
    let source = event.sources.first().and_then(|s| look.case().source(&s.source));
    let first = source.map_or("No source recorded", |s| s.title.as_str());
    text::para_ui(ui, look, first, Type::TINY);
}

/// A ghost: the other date first, then who says so and why.
fn claim_ui(ui: &mut Ui, look: &Look<'_>, id: &EventId, claim: &ClaimId) {
    let Some(event) = event(look, id) else { return };
    let Some(claim) = event.claims.iter().find(|c| &c.id == claim) else { return };
    let zone = event.zone(look.zone());
    let date = claim.when.as_ref().map_or_else(|| "no date".to_owned(), |w| w.words(zone));
    text::para_ui(ui, look, &date, Type::STRONG.weight(Weight::SemiBold));
    text::para_ui(ui, look, &format!("Another date of “{}” · {zone}", event.title), Type::SMALL);
    for source in claim.sources.iter().filter_map(|s| look.case().source(&s.source)) {
        text::para_ui(ui, look, &source.title, Type::TINY);
    }
    if claim.sources.is_empty() {
        text::para_ui(ui, look, "No source recorded", Type::TINY);
    }
    if let Some(note) = &claim.note {
        ui.add_space(2.0);
        text::para_ui(ui, look, note, Type::SMALL);
    }
}

/// A limit: what, where it stands, the outcome, from when until when, on which premise.
fn limit_ui(ui: &mut Ui, look: &Look<'_>, key: &str) {
    let Some(row) = look.deadlines.iter().find(|d| d.key == key) else { return };
    text::para_ui(ui, look, &row.title, Type::STRONG.weight(Weight::SemiBold));
    let place = [row.provision.as_str(), row.time_words.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|w| !w.is_empty()).collect();
    text::para_ui(ui, look, &place.join(" · "), Type::SMALL);
    let ink = theme::verdict_ink(row.verdict);
    let words = capital(row.verdict_words());
    text::para_ui(ui, look, &words, Type::SMALL.weight(Weight::SemiBold).ink(ink));
    let zone = row.zone;
    let line = |ui: &mut Ui, words: String| {
        text::para_ui(ui, look, &words, Type::SMALL.ink(Ink::Text));
    };
    if let Some(fact) = &row.trigger {
        line(ui, format!("From {}, “{}”", fact.words(zone), fact.title));
    }
    if let Some(expiry) = row.expires.filter(|e| !e.bounds.latest.is_unbounded()) {
        line(ui, format!("Until {} · {zone}", words::bounds(&expiry.bounds, zone)));
    }
    if let Some(fact) = &row.act {
        line(ui, format!("Done {}, “{}”", fact.words(zone), fact.title));
    }
    if let Some(fact) = &row.overtaken_by {
        line(ui, format!("Overtaken {}, “{}”", fact.words(zone), fact.title));
    }
    for words in [&row.turns, &row.applies_if].into_iter().flatten() {
        text::para_ui(ui, look, &capital(words), Type::TINY);
    }
}

/// The events of a fold, as many as make sense in a tooltip.
fn fold_ui(ui: &mut Ui, look: &Look<'_>, ids: &[EventId]) {
    const SHOWN: usize = 6;
    text::para_ui(
        ui,
        look,
        &format!("{} events; click to see them apart", ids.len()),
        Type::STRONG,
    );
    for event in ids.iter().take(SHOWN).filter_map(|id| event(look, id)) {
        text::para_ui(ui, look, &event.title, Type::SMALL);
    }
    if ids.len() > SHOWN {
        text::para_ui(ui, look, &format!("and {} more", ids.len() - SHOWN), Type::TINY);
    }
}

/// With a capital at the start.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
