//! Layers of bulk events in the panel: what each is, what of it is shown, and how its times are understood.
//!
//! The counts of values are those of the whole layer: they are counted once, off the frame thread, and stay what they
//! are while the view moves. How many rows pass the filter is said beside the name.

use super::heading;
use super::row::{self, Counted, Term};
use crate::date::DateOrder;
use crate::layout::layer_ink;
use crate::scene::{Ink, Weight};
use crate::state::layers::{Values, clock_words, count_words, parse_clock, reading_words};
use crate::state::{Action, Change, LayerLook, LayerSeen, Layering, Layers};
use crate::ui::text::{self, Type};
use crate::ui::widgets::Swatch;
use crate::ui::{Look, form};
use egui::{Ui, vec2};

/// Values that are listed before the rest is folded away.
const FEW: usize = 8;

/// Values that are listed at the most: a dictionary may hold many, and each is laid out in every frame.
const MOST: usize = 100;

/// Draws them, where there are any.
pub(super) fn layers_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let layers = &look.view.layers;
    if layers.list.is_empty() {
        return;
    }
    heading(ui, look, "Layers", true);
    let mut next: Option<Layers> = None;
    for one in &layers.list {
        let Some(seen) = look.layers.iter().find(|l| l.number == one.number) else { continue };
        ui.push_id(("layer", one.number), |ui| {
            let mut to = one.clone();
            layer_ui(ui, look, (one, seen), &mut to, actions);
            if to != *one {
                let changed = layers.with(one.number, |l| *l = to);
                next = Some(changed);
            }
        });
    }
    ui.add_space(6.0);
    if text::link_ui(ui, look, "Add layer…", Type::SMALL.ink(Ink::Accent)).clicked() {
        actions.push(Layering::Ask.into());
    }
    ui.add_space(20.0);
    actions.extend(next.map(|layers| Change::Layers(Box::new(layers)).into()));
}

fn layer_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (one, seen): (&LayerLook, &LayerSeen),
    to: &mut LayerLook,
    actions: &mut Vec<Action>,
) {
    let row = Counted {
        words: &one.name,
        swatch: Swatch::Square(layer_ink(one.number)),
        count: usize::try_from(seen.layer.len()).unwrap_or(usize::MAX),
        bar: None,
        on: Some(!one.hidden),
        of: "row",
        term: None,
    };
    if row.ui(ui, look).checked {
        to.hidden = !one.hidden;
    }
    text::para_ui(ui, look, &state_words(one, seen), Type::TINY);
    if let Some(why) = &seen.failed {
        form::error_ui(ui, look, why);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
        let link = Type::TINY.weight(Weight::SemiBold).ink(Ink::Accent);
        let words = if one.open { "Less" } else { "Settings" };
        if text::link_ui(ui, look, words, link).clicked() {
            to.open = !one.open;
        }
        if seen.reading.is_some() {
            if text::link_ui(ui, look, "Stop", link).clicked() {
                actions.push(Layering::Stop.into());
            }
        } else if text::link_ui(ui, look, "Read again", link).clicked() {
            actions.push(Layering::Again(one.number).into());
        }
        if text::link_ui(ui, look, "Close", link).clicked() {
            actions.push(Layering::Close(one.number).into());
        }
    });
    ui.add_space(6.0);
    if one.open {
        filter_ui(ui, look, (one, seen), to);
        times_ui(ui, look, one, to);
        ui.add_space(6.0);
    }
}

/// `12,340 of 200,000 rows pass, 3 found, 2 did not load`.
fn state_words(one: &LayerLook, seen: &LayerSeen) -> String {
    let all = count_words(seen.layer.len());
    let mut words = match (seen.passing.filter(|_| one.filters()), seen.layer.len()) {
        (Some(n), _) => format!("{} of {all} rows pass", count_words(n)),
        (None, 1) => "1 row".to_owned(),
        (None, _) => format!("{all} rows"),
    };
    if let Some(found) = seen.found {
        words.push_str(&format!(", {} found", count_words(found)));
    } else if seen.counting {
        words.push_str(", counting…");
    }
    if let Some(reading) = seen.reading {
        words.push_str(&format!(", {}", reading_words(&reading)));
    } else if !seen.layer.complete && seen.failed.is_none() {
        words.push_str(", not read to the end");
    }
    if seen.problems > 0 {
        words.push_str(&format!(", {} told as problems", count_words(seen.problems)));
    }
    words
}

/// What of it is left out.
fn filter_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (one, seen): (&LayerLook, &LayerSeen),
    to: &mut LayerLook,
) {
    let hint = "All of them in a row";
    if form::field_ui(ui, look, "Words in rows", &mut to.words, hint).changed() {
        to.words = to.words.replace(['\n', '\r'], " ");
    }
    if seen.layer.schema.severity.is_some() {
        form::check_ui(ui, true, &mut to.severe, "Only tagged, warnings and alerts");
        ui.add_space(4.0);
    }
    lanes_ui(ui, look, (one, seen), to);
    for values in seen.values.iter().filter(|v| v.counts.len() > 1) {
        values_ui(ui, look, one, values, to);
    }
    if one.filters() {
        ui.add_space(4.0);
        let link = Type::SMALL.weight(Weight::SemiBold).ink(Ink::Accent);
        if text::link_ui(ui, look, "Show all its rows", link).clicked() {
            to.without.clear();
            to.words.clear();
            to.severe = false;
        }
    }
    ui.add_space(8.0);
}

/// The column by which it is divided into lanes.
fn lanes_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (one, seen): (&LayerLook, &LayerSeen),
    to: &mut LayerLook,
) {
    let few = seen.layer.schema.columns.iter().filter(|c| c.values.is_some());
    let found = seen.layer.schema.lane.and_then(|n| seen.layer.schema.columns.get(n));
    let mut choices = vec![(Some(String::new()), "One lane".to_owned())];
    choices.extend(few.map(|c| (Some(c.name.clone()), c.name.clone())));
    if choices.len() < 2 {
        return;
    }
    let shown = found.map_or_else(String::new, |c| c.name.clone());
    let mut chosen = one.lane.clone().or(Some(shown));
    if form::choice_ui(ui, look, "Lanes by", &mut chosen, &choices).changed() {
        to.lane = chosen;
    }
}

/// The values of a column, the most frequent first.
fn values_ui(ui: &mut Ui, look: &Look<'_>, one: &LayerLook, values: &Values, to: &mut LayerLook) {
    let gone = one.without.get(&values.column);
    let id = egui::Id::unique(("layer-values", one.number, &values.column));
    let unfolded = gone.is_some() || ui.data(|d| d.get_temp(id)).unwrap_or(false);
    if row::fold_ui(ui, look, &values.column, values.counts.len(), unfolded) {
        ui.data_mut(|d| d.insert_temp(id, !unfolded));
    }
    if !unfolded {
        return;
    }
    let more = id.with("all");
    let all = values.counts.len() <= FEW + 1 || ui.data(|d| d.get_temp(more)).unwrap_or(false);
    let shown = if all { MOST } else { FEW };
    let left = values.counts.len() - gone.map_or(0, std::collections::BTreeSet::len);
    for (value, count) in values.counts.iter().take(shown).filter(|(v, n)| *n > 0 || !v.is_empty())
    {
        let on = !gone.is_some_and(|g| g.contains(&**value));
        let words = if value.is_empty() { "(empty)" } else { value };
        let said = (on && left == 1).then_some(true);
        let row = Counted {
            words,
            swatch: Swatch::Square(Ink::Secondary),
            count: usize::try_from(*count).unwrap_or(usize::MAX),
            bar: None,
            on: Some(on),
            of: "row",
            term: Some(Term { field: "", value, said }),
        };
        let done = ui.push_id(value, |ui| row.ui(ui, look)).inner;
        if done.checked || done.named == Some(true) {
            to.flip(&values.column, value, &values.counts, false);
        } else if done.named.is_some() {
            to.flip(&values.column, value, &values.counts, true);
        }
    }
    if values.counts.len() > FEW + 1 {
        let words = match (all, values.counts.len()) {
            (true, n) if n > MOST => format!("Fewer values; {} more are not listed", n - MOST),
            (true, _) => "Fewer values".to_owned(),
            (false, n) => format!("All {n} values"),
        };
        if text::link_ui(ui, look, &words, Type::SMALL.ink(Ink::Accent)).clicked() {
            ui.data_mut(|d| d.insert_temp(more, !all));
        }
    }
}

/// The orders of day and month that can be chosen.
fn orders() -> [(Option<DateOrder>, String); 4] {
    let order = |order, words: &str| (order, words.to_owned());
    [
        order(None, "As the file shows"),
        order(Some(DateOrder::DayFirst), "Day first"),
        order(Some(DateOrder::MonthFirst), "Month first"),
        order(Some(DateOrder::YearFirst), "Year first"),
    ]
}

/// How its times are understood.
fn times_ui(ui: &mut Ui, look: &Look<'_>, one: &LayerLook, to: &mut LayerLook) {
    form::field_ui(ui, look, "Add to its clock", &mut to.clock, "+2h, -00:00:37");
    match parse_clock(&one.clock) {
        Ok(by) => {
            text::para_ui(ui, look, &clock_words(by), Type::TINY);
        }
        Err(why) => form::error_ui(ui, look, &why),
    }
    ui.add_space(4.0);
    let case = look.zone().to_string();
    form::field_ui(ui, look, "Zone of hours without one", &mut to.zone, &case);
    match one.zone() {
        Ok(Some(zone)) => {
            text::para_ui(ui, look, &format!("Hours without a zone are in {zone}"), Type::TINY);
        }
        Ok(None) => {
            let words = format!("Hours without a zone are in that of the case, {case}");
            text::para_ui(ui, look, &words, Type::TINY);
        }
        Err(why) => form::error_ui(ui, look, &why),
    }
    ui.add_space(4.0);
    form::choice_ui(ui, look, "Dates such as 03/04/2025", &mut to.order, &orders());
    ui.add_space(4.0);
    form::check_ui(ui, true, &mut to.follow, "Follow the file while it grows");
}
