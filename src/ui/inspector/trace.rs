//! How a date was reached, step by step, each with what it rests on.

use super::parts;
use crate::case::EventId;
use crate::date::{Bounds, Zone, words};
use crate::law::{Class, Deadline, Step};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change};
use crate::ui::Look;
use crate::ui::text::{self, Type};
use egui::{Id, Sense, Ui, vec2};

/// Steps that are shown before the rest is folded away, so that the sources stay near.
const FEW: usize = 8;

/// How the law begins a step that only says what another date would give.
const ALTERNATIVE: &str = "Alternative:";

/// The card that shows how a date was reached.
pub(super) fn trace_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline, actions: &mut Vec<Action>) {
    if row.trace.is_empty() {
        return;
    }
    let steps: Vec<(usize, &Step)> =
        row.trace.iter().enumerate().map(|(n, step)| (n + 1, step)).collect();
    let (others, main): (Vec<_>, Vec<_>) =
        steps.into_iter().partition(|(_, step)| step.text.starts_with(ALTERNATIVE));
    ui.add_space(12.0);
    parts::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text::para_ui(ui, look, &title(row), Type::STRONG.weight(Weight::SemiBold));
        text::para_ui(ui, look, &format!("{} · {}", row.title, row.provision), Type::TINY);
        ui.add_space(4.0);
        let (first, rest) = main.split_at(main.len().min(FEW));
        for (n, step) in first {
            step_ui(ui, look, *n, step, actions);
        }
        folded_ui(ui, look, (row, "further step"), rest, actions);
        folded_ui(ui, look, (row, "competing date"), &others, actions);
    });
}

/// Steps behind a line that shows and hides them.
fn folded_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (row, what): (&Deadline, &str),
    steps: &[(usize, &Step)],
    actions: &mut Vec<Action>,
) {
    if steps.is_empty() {
        return;
    }
    let id = Id::unique(("folded-steps", what, &row.key));
    let open = ui.data(|d| d.get_temp(id)).unwrap_or(false);
    let s = if steps.len() == 1 { "" } else { "s" };
    let does = if open { "hide" } else { "show" };
    let words = format!("{} {what}{s}, {does}", steps.len());
    if text::link_ui(ui, look, &words, Type::SMALL.ink(Ink::Accent)).clicked() {
        ui.data_mut(|d| d.insert_temp(id, !open));
    }
    ui.add_space(6.0);
    if open {
        for (n, step) in steps {
            step_ui(ui, look, *n, step, actions);
        }
    }
}

/// `How 21 to 22 January 2025 was reached`.
fn title(row: &Deadline) -> String {
    match row.expires {
        Some(e) if row.class != Class::Qualitative && !e.bounds.latest.is_unbounded() => {
            format!("How {} was reached", days(&e.bounds, row.zone))
        }
        _ => "How this was reached".to_owned(),
    }
}

/// The days that an end can fall on.
fn days(bounds: &Bounds, zone: Zone) -> String {
    let last = bounds.latest.day(zone);
    let end = format!("{} {}", last.day(), words::month(last));
    let first = bounds.earliest.day(zone);
    if bounds.earliest.is_unbounded() || first == last {
        return end;
    }
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return format!("{} to {end}", first.day());
    }
    format!("{} {} to {end}", first.day(), words::month(first))
}

fn step_ui(ui: &mut Ui, look: &Look<'_>, n: usize, step: &Step, actions: &mut Vec<Action>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 16.0), Sense::hover());
        let number = Type::TINY.weight(Weight::SemiBold);
        text::line_in(ui, look, rect, &n.to_string(), number);
        ui.vertical(|ui| {
            text::para_ui(ui, look, &step.text, Type::SMALL.ink(Ink::Text));
            match cited(look, &step.citation) {
                Some((tag, title)) => {
                    let link = Type::TINY.ink(Ink::Accent);
                    if text::link_ui(ui, look, &title, link).clicked() {
                        actions.push(Change::Reveal(tag).into());
                    }
                }
                None if step.citation.is_empty() => {}
                None => {
                    text::para_ui(ui, look, &step.citation, Type::TINY);
                }
            }
        });
    });
    ui.add_space(6.0);
}

/// The event that a step rests on, by its title in place of its id: `event E12`, `event E12, claim C1-a`.
fn cited(look: &Look<'_>, citation: &str) -> Option<(Tag, String)> {
    let rest = citation.strip_prefix("event ")?;
    let (id, claim) = match rest.split_once(", claim ") {
        Some((id, claim)) => (id, Some(claim)),
        None => (rest, None),
    };
    let event = look.case().event(&EventId::from(id))?;
    Some(match claim {
        None => (Tag::Event(event.id.clone()), format!("“{}”", event.title)),
        Some(claim) => (
            Tag::Claim(event.id.clone(), claim.into()),
            format!("“{}”, as another source has it", event.title),
        ),
    })
}
