//! What is asked for and what is hidden, at the top of the panel: each is taken off with one click.

use super::sentence_case;
use crate::case::Importance;
use crate::filter::{Filter, Group};
use crate::law::{Class, Verdict};
use crate::scene::{Ink, Weight};
use crate::state::search::{self, without};
use crate::state::{Action, Change, Search};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Draws a chip for each, and the way to take all filters off.
pub(super) fn in_force_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    terms: &[search::Term],
    actions: &mut Vec<Action>,
) {
    let hidden = look.view.filter != Filter::default();
    if terms.is_empty() && !hidden {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for term in terms {
            let sign = if term.excludes { "not " } else { "" };
            let words = format!("{sign}{}: {}", term.field, title(look, term));
            let shown = sentence_case(&words);
            if chip_ui(ui, look, &shown, &format!("Take “{words}” out of the query")) {
                let search = &look.view.search;
                let text = without(&search.text, &term.field, &term.value);
                let next = Search { text, at: None, ..search.clone() };
                actions.push(Change::Search(next).into());
            }
        }
        for (words, change) in filters(look) {
            if chip_ui(ui, look, &words, &format!("Take the filter “{words}” off")) {
                actions.push(change.into());
            }
        }
    });
    if hidden {
        ui.add_space(8.0);
        if text::link_ui(ui, look, "Show everything hidden", Type::LINK).clicked() {
            actions.push(Change::ShowAll.into());
        }
    }
    ui.add_space(12.0);
}

/// A value as people read it.
fn title(look: &Look<'_>, term: &search::Term) -> String {
    let group = Group::ALL.into_iter().find(|g| g.field() == term.field);
    let values = group.map_or(&[][..], |g| look.facets.values(g));
    let value = values.iter().find(|v| v.id.to_lowercase() == term.value.to_lowercase());
    value.map_or_else(|| term.value.clone(), |v| v.title.clone())
}

/// What the filter leaves out, each with what takes it off.
fn filters(look: &Look<'_>) -> Vec<(String, Change)> {
    let filter = &look.view.filter;
    let mut out = Vec::new();
    for id in &filter.hidden_lanes {
        let title = look.case().lane(id).map_or_else(|| id.to_string(), |l| l.title.clone());
        out.push((format!("Hidden: {title}"), Change::Lane(id.clone())));
    }
    for kind in &filter.hidden_kinds {
        out.push((format!("Hidden: {}", sentence_case(kind)), Change::Kind(kind.clone())));
    }
    for certainty in &filter.hidden_certainty {
        let words = crate::filter::counts::certainty(*certainty);
        out.push((format!("Hidden: {words} certainty"), Change::Certainty(*certainty)));
    }
    for verdict in &filter.hidden_verdicts {
        let words = match verdict {
            Verdict::NotUsed => "not used",
            other => other.words(Class::Hard),
        };
        out.push((format!("Hidden: {words}"), Change::Verdict(*verdict)));
    }
    if let Some(most) = filter.importance {
        let words = if most == Importance::MAIN { "Only main events" } else { "No details" };
        out.push((words.to_owned(), Change::Importance(None)));
    }
    if filter.only_disputed {
        out.push(("Only competing dates".to_owned(), Change::Disputed));
    }
    out
}

/// A word in a field with a cross; true where it was clicked.
fn chip_ui(ui: &mut Ui, look: &Look<'_>, words: &str, spoken: &str) -> bool {
    let ty = Type::TINY.weight(Weight::Medium).ink(Ink::Text);
    let full = look.measure.width(words, ty.size, ty.weight);
    let width = (full + 32.0).min(ui.max_rect().width()).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
    let alpha = if response.hovered() { 0.2 } else { 0.12 };
    let field = theme::tint(look.theme, Ink::Accent, alpha);
    ui.painter().rect_filled(rect, CornerRadius::same(11), field);
    let inside = Rect::from_min_max(rect.min + vec2(10.0, 0.0), rect.max - vec2(20.0, 0.0));
    text::line_in(ui, look, inside.expand2(vec2(0.5, 0.0)), words, ty);
    let center = rect.right_center() - vec2(12.0, 0.0);
    let line = Stroke::new(1.5, theme::color(look.theme, Ink::Text));
    for way in [1.0, -1.0] {
        let half = vec2(3.0, 3.0 * way);
        ui.painter().line_segment([center - half, center + half], line);
    }
    widgets::focus_ring(ui, look, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(spoken).clicked()
}
