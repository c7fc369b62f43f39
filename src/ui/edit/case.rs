//! The form of what is said of the case as a whole.

use super::date_field::DateField;
use super::desk::{Desk, Field};
use super::rest;
use crate::case::edit::Head;
use crate::case::{EventId, Op, Opening};
use crate::layout::Tag;
use crate::publish::draw::as_whens;
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// The form.
pub(super) fn case_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let case = desk.look.record();
    let before = Head::of(case);
    let mut head = before.clone();
    desk.why_ui(ui);
    let title = Field::line("title", "Title", "What the case is called");
    let response = desk.text_ui(ui, title, &mut head.title, None);
    rest::focus_once(ui, &response, "case");
    let subtitle = Field::line("subtitle", "Second line", "");
    desk.maybe_ui(ui, subtitle, &mut head.subtitle);
    rest::zone_ui(desk, ui, "Zone of the axis", &mut head.zone, "UTC");
    let field = DateField { key: "as-of", name: "Judged as of", zone: case.zone(), needed: None };
    desk.date_ui(ui, field, &mut head.as_of);
    let note = Field::area("note", "Note", "What this file is, for whoever opens it", 5);
    desk.maybe_ui(ui, note, &mut head.note);
    form::heading_ui(ui, desk.look, "What is shown first");
    opening_ui(desk, ui, &mut head.opening);
    rest::extra_ui(desk, ui, &case.extra);
    if head != before {
        desk.change("the case", Op::Head(Box::new(head)));
    }
}

/// What the file opens with: said in words, and replaced by what is shown.
fn opening_ui(desk: &mut Desk<'_>, ui: &mut Ui, opening: &mut Option<Opening>) {
    let case = desk.look.record();
    let zone = case.zone();
    let words = match opening {
        None => "Everything".to_owned(),
        Some(o) => {
            let window = o.window.as_ref().map_or_else(
                || "all of the time".to_owned(),
                |(a, b)| format!("{} to {}", a.words(zone), b.words(zone)),
            );
            let lanes =
                o.lanes.as_ref().map(|l| format!("{} of {} lanes", l.len(), case.lanes.len()));
            let most = o.importance.map(|i| format!("events up to importance {}", i.get()));
            let event = o.selection.as_ref().and_then(|id| case.event(id));
            let selected = event.map(|e| format!("“{}” selected", e.title));
            let parts = [Some(window), lanes, most, selected];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
    };
    text::para_ui(ui, desk.look, &words, Type::BODY);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        if form::button_ui(ui, true, "Use what is shown now") {
            *opening = Some(shown_now(desk, opening.take()));
            desk.changed("opening view");
        }
        if form::button_ui(ui, opening.is_some(), "Show everything first") {
            *opening = None;
            desk.changed("opening view");
        }
    });
}

/// The window, lanes, importance and selection of now; fields of other programs stay.
fn shown_now(desk: &Desk<'_>, old: Option<Opening>) -> Opening {
    let look = desk.look;
    let case = look.record();
    let filter = &look.view.filter;
    let lanes = (!filter.hidden_lanes.is_empty()).then(|| {
        let ids = case.lanes.iter().map(|l| l.id.clone());
        ids.filter(|id| !filter.hidden_lanes.contains(id)).collect()
    });
    let selection: Option<EventId> = match &look.view.selection {
        Some(Tag::Event(id) | Tag::Claim(id, _)) => case.event(id).map(|e| e.id.clone()),
        _ => None,
    };
    Opening {
        window: Some(as_whens(look.window(), case.zone())),
        lanes,
        importance: filter.importance,
        selection,
        extra: old.unwrap_or_default().extra,
    }
}
