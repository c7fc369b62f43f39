//! Pieces that several pages of the inspector are made of.

use crate::case::EventId;
use crate::law::{Deadline, Verdict};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{CornerRadius, Margin, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A caption with a line above it.
pub(super) fn heading_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    ui.add_space(16.0);
    widgets::rule_ui(ui, look);
    ui.add_space(12.0);
    text::caption_ui(ui, look, words);
    ui.add_space(6.0);
}

/// The small line above a title: a dot and what kind of thing it is.
pub(super) fn kicker_ui(ui: &mut Ui, look: &Look<'_>, ink: Ink, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    widgets::dot(ui, look, pos2(rect.left() + 5.5, rect.center().y), 5.5, ink);
    let line = Rect::from_min_max(pos2(rect.left() + 20.0, rect.top()), rect.max);
    text::line_in(ui, look, line, words, Type::SMALL.weight(Weight::Medium));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.add_space(4.0);
}

/// Width of the column of names, points.
pub(super) const NAME: f32 = 92.0;

/// `Place: Rome`, in two columns.
pub(super) fn pair_ui(ui: &mut Ui, look: &Look<'_>, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(NAME, 20.0), Sense::hover());
        text::line_in(ui, look, rect, name, Type::SMALL);
        ui.vertical(|ui| text::para_ui(ui, look, words, Type::BODY));
    });
}

/// Events as links, each with its date.
pub(super) fn events_ui<'a>(
    ui: &mut Ui,
    look: &Look<'_>,
    ids: impl Iterator<Item = &'a EventId>,
    actions: &mut Vec<Action>,
) {
    for event in ids.filter_map(|id| look.case().event(id)) {
        if text::link_ui(ui, look, &event.title, Type::LINK).clicked() {
            actions.push(Change::Reveal(Tag::Event(event.id.clone())).into());
        }
        let date = event
            .when
            .as_ref()
            .map_or_else(|| "no date known".to_owned(), |w| w.words(event.zone(look.zone())));
        text::para_ui(ui, look, &date, Type::TINY);
        ui.add_space(4.0);
    }
}

/// A limit in one row: dot, title, verdict in words; a click selects it.
pub(super) fn limit_row_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    row: &Deadline,
    actions: &mut Vec<Action>,
) {
    if row.provision.is_empty() {
        limit_row_as(ui, look, row, &row.title, actions);
    } else {
        // Two limits of one title are told apart by where they stand.
        let label = format!("{} · {}", row.title, row.provision);
        limit_row_as(ui, look, row, &label, actions);
    }
}

/// As [`limit_row_ui`], with other words in place of the title.
pub(super) fn limit_row_as(
    ui: &mut Ui,
    look: &Look<'_>,
    row: &Deadline,
    label: &str,
    actions: &mut Vec<Action>,
) {
    let words = verdict_words(row);
    let ink = theme::verdict_ink(row.verdict);
    let (title, verdict) = (Type::STRONG, Type::SMALL.weight(Weight::SemiBold).ink(ink));
    let width = look.measure.width(&words, verdict.size, verdict.weight) + 1.0;
    let both = look.measure.width(label, title.size, title.weight) + width + 34.0;
    // Side by side where there is room, else the verdict under the title: neither is cut for the other.
    let one_line = both <= ui.available_width();
    let height = if one_line { 27.0 } else { 44.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Link, true, format!("{}, {}: {words}", row.title, row.provision))
    });
    let around = rect.expand2(vec2(6.0, 0.0));
    if response.hovered() || response.has_focus() {
        let field = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(around, CornerRadius::same(4), field);
    }
    widgets::focus_ring(ui, look, &response, around);
    let first = Rect::from_min_size(rect.min, vec2(rect.width(), 27.0));
    widgets::dot(ui, look, pos2(rect.left() + 5.0, first.center().y), 5.0, ink);
    let line = Rect::from_min_max(pos2(rect.left() + 20.0, first.top()), first.max);
    text::line_in(ui, look, line, label, title);
    if one_line {
        text::line_in_right(ui, look, line, &words, verdict);
    } else {
        text::line_in(ui, look, line.translate(vec2(0.0, 17.0)), &words, verdict);
    }
    let hint = format!("{} · {}", row.title, row.provision);
    if response.on_hover_text(hint).clicked() {
        actions.push(Change::Reveal(Tag::Limit(row.key.clone())).into());
    }
}

/// The verdict in a few words, with the day of a limit in days on which it was overtaken.
pub(super) fn verdict_words(row: &Deadline) -> String {
    let plain = row.verdict_words();
    let day = || {
        let from = row.trigger.as_ref()?.bounds.earliest.day(row.zone);
        let to = row.overtaken_by.as_ref()?.bounds.latest.day(row.zone);
        let days = row.expires?.whole_day && row.time_words.contains("day");
        days.then(|| from.days_until(to)).filter(|n| *n > 0)
    };
    match (row.verdict, day()) {
        (Verdict::Overtaken, Some(n)) => format!("{plain}, day {n}"),
        _ => plain.to_owned(),
    }
}

/// A rounded field for what belongs together.
pub(super) fn card(look: &Look<'_>) -> egui::Frame {
    egui::Frame::new()
        .fill(theme::color(look.theme, Ink::Panel))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 12))
}
