//! What looks wrong or is missing, a line each; each leads to its place.

use crate::case::SourceId;
use crate::law::checks::Place;
use crate::law::{Check, CheckKind};
use crate::layout::Tag;
use crate::scene::Ink;
use crate::state::{Action, Change, Doubts};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{CornerRadius, CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;

/// Height of a line, points.
const LINE: f32 = 24.0;

/// Points for the kind, before the words.
const KIND: f32 = 170.0;

/// The kind of a finding, for people.
const fn kind_words(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::MissingAct => "Missing act",
        CheckKind::Order => "Impossible order",
        CheckKind::TwoStates => "Two states at once",
        CheckKind::Gap => "Gap in the legal basis",
        CheckKind::Unsecured => "No hash, no archive",
        CheckKind::NoReference => "No reference",
        CheckKind::FileChanged => "File changed",
        CheckKind::Date => "Unreadable date",
        CheckKind::Undated => "Fact without a date",
        CheckKind::UnknownFact => "Unknown fact",
        CheckKind::NoSource => "No source",
    }
}

/// The page.
pub(super) fn checks_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let all = look.doubted.checks.as_ref().map(|c| c.as_slice()).unwrap_or_default();
    if all.is_empty() {
        text::para_ui(ui, look, "Nothing looks wrong or is missing", Type::BODY);
        return;
    }
    let doubts = &look.view.doubts;
    let mut counts: BTreeMap<CheckKind, usize> = BTreeMap::new();
    for check in all {
        *counts.entry(check.kind).or_default() += 1;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let kinds = counts.iter().map(|(k, n)| (Some(*k), *n));
        for (kind, n) in std::iter::once((None, all.len())).chain(kinds) {
            let words = format!("{} {n}", kind.map_or("All", kind_words));
            let on = doubts.kind == kind;
            let response = ui.add(widgets::button(&words).selected(on));
            let spoken =
                format!("Show {}, {n} findings", kind.map_or("all checks", CheckKind::words));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));
            if response.clicked() {
                actions.push(Change::Doubts(Doubts { kind, ..doubts.clone() }).into());
            }
        }
    });
    ui.add_space(4.0);
    let listed: Vec<(usize, &Check)> =
        all.iter().enumerate().filter(|(_, c)| doubts.kind.is_none_or(|k| k == c.kind)).collect();
    // Lines out of view keep their room and cost nothing else.
    let height = LINE * listed.len() as f32;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let seen = ui.clip_rect();
    let cited = |id: &SourceId| citing(look, id);
    for (row, (n, check)) in listed.into_iter().enumerate() {
        let top = whole.top() + LINE * row as f32;
        let rect = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), LINE));
        if rect.bottom() >= seen.top() - 4.0 * LINE && rect.top() <= seen.bottom() + 4.0 * LINE {
            check_ui(ui, look, (n, check), rect, &cited, actions);
        }
    }
}

/// The first event that cites a source.
fn citing(look: &Look<'_>, id: &SourceId) -> Option<Tag> {
    let cites = |e: &&crate::case::Event| {
        let claims = e.claims.iter().flat_map(|c| &c.sources);
        e.sources.iter().chain(claims).any(|s| &s.source == id)
    };
    look.case().events.iter().find(cites).map(|e| Tag::Event(e.id.clone()))
}

fn check_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (n, check): (usize, &Check),
    rect: Rect,
    citing: &dyn Fn(&SourceId) -> Option<Tag>,
    actions: &mut Vec<Action>,
) {
    let response = ui.interact(rect, Id::unique(("check", n)), Sense::click());
    let kind = kind_words(check.kind);
    let spoken = format!("{kind}: {}", check.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
    if response.hovered() || response.has_focus() {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
    }
    widgets::focus_ring(ui, look, &response, rect);
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    // Signs besides the colour: what cannot be right, what somebody should look at, what is good to know.
    let (sign, ink) = match check.weight {
        crate::law::Weight::Wrong => ("!", Ink::Missed),
        crate::law::Weight::Look => ("?", Ink::CannotTell),
        crate::law::Weight::Note => ("·", Ink::Secondary),
    };
    let place = Rect::from_min_size(rect.min + vec2(4.0, 0.0), vec2(KIND - 12.0, LINE));
    text::line_in(ui, look, place, &format!("{sign} {kind}"), Type::SMALL.ink(ink));
    let words = Rect::from_min_max(
        pos2(rect.left() + KIND, rect.top()),
        pos2(rect.right() - 4.0, rect.bottom()),
    );
    text::line_in(ui, look, words, &check.words, Type::BODY);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&spoken);
    if response.clicked() {
        let tag = match &check.at {
            Place::Mark(tag) => Some(tag.clone()),
            Place::Source(id) => citing(id),
        };
        actions.extend(tag.map(|tag| Change::Reveal(tag).into()));
    }
}
