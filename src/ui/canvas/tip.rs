//! What a mark says under the pointer: its title, its date as known, the zone, the first source.

use crate::case::{Event, EventId};
use crate::layout::{Tag, Target};
use crate::scene::Weight;
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme};
use egui::{Response, Ui};

/// Shows the tooltip of a mark while the pointer rests on it.
pub(super) fn tip_ui(response: &Response, look: &Look<'_>, target: &Target) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        match &target.tag {
            Tag::Event(id) => event_ui(ui, look, id),
            Tag::Claim(id, claim) => {
                event_ui(ui, look, id);
                if let Some(c) =
                    event(look, id).and_then(|e| e.claims.iter().find(|c| &c.id == claim))
                {
                    let when = c.when.as_ref().map(|w| w.words(look.zone())).unwrap_or_default();
                    text::para_ui(ui, look, &format!("Another source says: {when}"), Type::SMALL);
                }
            }
            Tag::Fold(ids) => fold_ui(ui, look, ids),
            Tag::Limit(_) | Tag::State(_) | Tag::Lane(_) | Tag::AsOf => {
                text::para_ui(
                    ui,
                    look,
                    &target.label,
                    Type::new(theme::size::SMALL, Weight::Regular, crate::scene::Ink::Text),
                );
            }
        }
    });
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
