//! What a limit would be, and what it is: both sides of the date that decides, and the record beside a supposition.

use crate::date::words;
use crate::law::{Deadline, Suppose, difference};
use crate::scene::{Ink, Weight};
use crate::state::doubt::with_date;
use crate::state::{Action, Change};
use crate::ui::doubts::{claims, date_for};
use crate::ui::inspector::parts;
use crate::ui::text::{self, Type};
use crate::ui::{Look, form, theme};
use egui::Ui;

/// Seconds from the turning point to the moments that are tried: nearer ones look the same on every clock.
const ASIDE: i64 = 60;

/// Where it cannot be told: one button for each side of the turning point, and the way to all that would change.
pub(super) fn both_sides_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    row: &Deadline,
    actions: &mut Vec<Action>,
) {
    // On one of the sides it can be told, and the other side stays one click away.
    let recorded = || look.recorded.iter().find(|d| d.key == row.key);
    let open = Some(row).filter(|d| d.decided_by.is_some()).or_else(recorded);
    let Some((row, id)) = open.and_then(|d| Some((d, d.decided_by.as_ref()?))) else { return };
    let Some(event) = look.record().event(id) else { return };
    let zone = look.record().zone();
    if let Some(at) = row.turns_at.filter(|_| Suppose::movable(event, zone)) {
        let own = event.zone(zone);
        text::para_ui(
            ui,
            look,
            &format!("It turns at {} ({own})", words::instant(at, own)),
            Type::SMALL,
        );
        ui.add_space(4.0);
        let before = date_for(event, at.plus_seconds(-ASIDE), zone);
        let after = date_for(event, at.plus_seconds(ASIDE), zone);
        let differ = before != after;
        ui.horizontal_wrapped(|ui| {
            text::line_ui(ui, look, "Try both sides:", Type::SMALL);
            for (side, when) in [("before", &before), ("after", &after)] {
                let words = format!("Just {side}, {}", when.words(own));
                if form::button_ui(ui, differ, &words) {
                    let more = with_date(&look.view.suppose, id, Some(when.clone()));
                    actions.push(Change::Suppose(Box::new(more)).into());
                }
            }
        });
    }
    ui.add_space(4.0);
    if text::link_ui(ui, look, "What would change", Type::LINK).clicked() {
        actions.push(claims::show(look, event));
    }
}

/// The row as recorded beside the row as supposed, where they differ.
pub(super) fn recorded_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline) {
    if look.view.suppose.is_empty() || row.claim.is_some() {
        return;
    }
    let was = look.recorded.iter().find(|d| d.key == row.key);
    let changes = was.map(|was| difference(std::slice::from_ref(was), std::slice::from_ref(row)));
    ui.add_space(8.0);
    parts::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let strong = Type::STRONG.weight(Weight::SemiBold).ink(Ink::Accent);
        text::para_ui(ui, look, "Supposed, not the facts", strong);
        match (was, changes.as_deref()) {
            (None, _) => {
                text::para_ui(ui, look, "As recorded, nothing set this limit off", Type::BODY);
            }
            (Some(_), Some([])) => {
                text::para_ui(ui, look, "It is the same as recorded", Type::BODY);
            }
            (Some(was), _) => {
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        side_ui(left, look, "As recorded", was);
                        side_ui(right, look, "As supposed", row);
                    }
                });
                for change in changes.into_iter().flatten() {
                    text::para_ui(ui, look, &change.words, Type::SMALL);
                }
            }
        }
    });
}

fn side_ui(ui: &mut Ui, look: &Look<'_>, name: &str, row: &Deadline) {
    text::para_ui(ui, look, name, Type::SMALL);
    let ink = theme::verdict_ink(row.verdict);
    let ty = Type::STRONG.weight(Weight::SemiBold).ink(ink);
    text::para_ui(ui, look, row.verdict_words(), ty);
    let ends = row.expires.filter(|e| !e.bounds.latest.is_unbounded());
    let ends = ends.map_or_else(
        || "no end".to_owned(),
        |e| format!("ends {}", words::bounds(&e.bounds, row.zone)),
    );
    text::para_ui(ui, look, &ends, Type::SMALL.ink(Ink::Text));
}
