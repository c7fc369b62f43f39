//! Competing claims of an event: which of them feeds the count.

use crate::case::{Claim, ClaimId, Event};
use crate::scene::{Ink, Weight};
use crate::state::doubt::with_claim;
use crate::state::{Action, Change, DoubtPage, Doubts};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{CornerRadius, CursorIcon, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Points before the words of a choice.
const INDENT: f32 = 22.0;

/// One of several choices: a ring, filled where it is taken, and words in as many lines as they need.
pub fn radio_ui(ui: &mut Ui, look: &Look<'_>, on: bool, words: &str, spoken: &str) -> Response {
    let ty = if on { Type::STRONG } else { Type::BODY };
    let room = (ui.available_width() - INDENT).max(40.0);
    let lines = look.measure.wrap(words, ty.size, ty.weight, room);
    let height = ty.line_height() * lines.len().max(1) as f32 + 2.0;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, spoken));
    if ui.is_rect_visible(rect) {
        let lit = response.hovered() || response.has_focus();
        let ink = if on || lit { Ink::Accent } else { Ink::Secondary };
        let color = theme::color(look.theme, ink);
        let center = pos2(rect.left() + 8.0, rect.top() + ty.line_height() / 2.0);
        ui.painter().circle_stroke(center, 6.0, Stroke::new(1.5, color));
        if on {
            ui.painter().circle_filled(center, 3.2, color);
        }
        for (n, line) in lines.iter().enumerate() {
            let top = rect.top() + ty.line_height() * n as f32;
            let at = egui::Rect::from_min_size(
                pos2(rect.left() + INDENT, top),
                vec2(room + 1.0, ty.line_height()),
            );
            text::line_in(ui, look, at, line, ty);
        }
        if lit {
            let tint = theme::tint(look.theme, Ink::Text, 0.04);
            ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
        }
        widgets::focus_ring(ui, look, &response, rect);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The preferred date and every claim of an event, as the file has them; the taken one feeds the count.
pub fn claims_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, actions: &mut Vec<Action>) {
    let suppose = &look.view.suppose;
    let zone = event.zone(look.record().zone());
    let scenario = suppose.scenario(look.record());
    let dated = suppose.dates.contains_key(&event.id)
        || scenario.is_some_and(|s| s.dates.contains_key(&event.id));
    let taken = suppose.claims.get(&event.id);
    let taken = taken.or_else(|| scenario?.claims.get(&event.id)).filter(|_| !dated);
    let take = |claim: Option<ClaimId>| -> Action {
        Change::Suppose(Box::new(with_claim(suppose, &event.id, claim))).into()
    };
    let date = event.when.as_ref().map_or_else(|| "no date".to_owned(), |w| w.words(zone));
    let words = format!("Preferred: {date}");
    let spoken = format!("Let the preferred date of “{}” feed the count: {date}", event.title);
    let on = taken.is_none() && !dated;
    if radio_ui(ui, look, on, &words, &spoken).clicked() && !on {
        actions.push(take(None));
    }
    for claim in &event.claims {
        let Some(when) = claim.when.as_ref().filter(|w| w.problem().is_none()) else {
            let words = format!("{}: no date that can be counted{}", claim.id, by(look, claim));
            ui.horizontal(|ui| {
                ui.add_space(INDENT);
                text::para_ui(ui, look, &words, Type::SMALL);
            });
            continue;
        };
        let date = when.words(zone);
        let words = format!("{}: {date}{}", claim.id, by(look, claim));
        let spoken = format!("Let claim {} of “{}” feed the count: {date}", claim.id, event.title);
        let on = taken == Some(&claim.id);
        if radio_ui(ui, look, on, &words, &spoken).clicked() && !on {
            actions.push(take(Some(claim.id.clone())));
        }
        effect_ui(ui, look, event, claim);
    }
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        let spoken =
            format!("Draw all dates of “{}”, the preferred one feeding the count", event.title);
        let link = text::link_ui(ui, look, "Draw all", Type::LINK.weight(Weight::Medium));
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
        if link.on_hover_text(&spoken).clicked() {
            // Rival dates are drawn beside the preferred one while their event is selected.
            actions.push(take(None));
            actions.push(Change::Reveal(crate::layout::Tag::Event(event.id.clone())).into());
        }
    });
}

/// ` — Corriere della Sera, 21 January`, or nothing where no source is recorded.
fn by(look: &Look<'_>, claim: &Claim) -> String {
    let source = claim.sources.first().and_then(|s| look.record().source(&s.source));
    source.map(|s| format!(" — {}", s.title)).unwrap_or_default()
}

/// What a claim would change, where it is known.
fn effect_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, claim: &Claim) {
    let effects = look.doubted.effects.as_ref();
    let effect = effects
        .and_then(|all| all.effects.iter().find(|e| e.event == event.id && e.claim == claim.id));
    let Some(effect) = effect else { return };
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            if effect.changes.is_empty() {
                text::para_ui(ui, look, "changes nothing", Type::SMALL);
            }
            for change in &effect.changes {
                text::para_ui(ui, look, &change.words, Type::SMALL.ink(Ink::Text));
            }
        });
    });
    ui.add_space(4.0);
}

/// Opens the page of dates at an event.
#[must_use]
pub fn show(look: &Look<'_>, event: &Event) -> Action {
    let doubts = Doubts {
        open: true,
        page: DoubtPage::Dates,
        event: Some(event.id.clone()),
        others: true,
        ..look.view.doubts.clone()
    };
    Change::Doubts(doubts).into()
}
