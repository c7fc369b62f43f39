//! The page of a time limit.

mod supposed;

use super::{parts, trace};
use crate::date::words;
use crate::law::{Class, Deadline, FactUse, Nature};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change};
use crate::ui::Look;
use crate::ui::text::{self, Type};
use crate::ui::theme;
use egui::Ui;

/// Draws the page.
pub(super) fn limit_ui(ui: &mut Ui, look: &Look<'_>, key: &str, actions: &mut Vec<Action>) {
    let Some(row) = look.deadlines.iter().find(|d| d.key == key) else {
        text::para_ui(ui, look, "This limit is not counted as of this date", Type::BODY);
        return;
    };
    let ink = theme::verdict_ink(row.verdict);
    let kicker = [row.provision.as_str(), row.time_words.as_str()];
    let kicker: Vec<&str> = kicker.into_iter().filter(|w| !w.is_empty()).collect();
    let tag = Tag::Limit(key.to_owned());
    let subject = crate::state::Editing::of(&tag, look.record(), look.deadlines);
    super::several::kicker_ui(ui, look, (ink, &kicker.join(" · ")), subject, actions);
    text::para_ui(ui, look, &row.title, Type::TITLE);
    ui.add_space(4.0);
    let verdict = Type::STRONG.weight(Weight::SemiBold).ink(ink);
    text::para_ui(ui, look, &sentence(&parts::verdict_words(row)), verdict);
    if let Some(premise) = &row.applies_if {
        text::para_ui(ui, look, premise, Type::BODY);
    }
    decides_ui(ui, look, row, actions);
    supposed::both_sides_ui(ui, look, row, actions);
    supposed::recorded_ui(ui, look, row);
    if !row.note.is_empty() {
        text::para_ui(ui, look, &row.note, Type::SMALL);
    }
    dates_ui(ui, look, row, actions);
    trace::trace_ui(ui, look, row, actions);
    claims_ui(ui, look, row, actions);
    if !row.opinions.is_empty() {
        parts::heading_ui(ui, look, "Opinions, each as somebody’s");
        for opinion in &row.opinions {
            text::para_ui(
                ui,
                look,
                &format!("“{}”", opinion.words),
                Type::BODY.ink(Ink::Secondary),
            );
            text::para_ui(ui, look, &format!("according to {}", opinion.by), Type::TINY);
            if let Some(source) = opinion.source.as_ref().and_then(|id| look.case().source(id)) {
                text::para_ui(ui, look, &source.title, Type::TINY);
            }
            ui.add_space(6.0);
        }
    }
    rule_ui(ui, look, row);
}

/// Where it cannot be told: on what it turns, and the event whose date would decide.
fn decides_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline, actions: &mut Vec<Action>) {
    if let Some(turns) = &row.turns {
        text::para_ui(ui, look, &sentence(turns), Type::BODY);
    }
    if let Some(event) = row.decided_by.as_ref().and_then(|id| look.case().event(id)) {
        text::para_ui(ui, look, "What decides:", Type::SMALL);
        if text::link_ui(ui, look, &event.title, Type::LINK).clicked() {
            actions.push(Change::Reveal(Tag::Event(event.id.clone())).into());
        }
    }
}

fn dates_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline, actions: &mut Vec<Action>) {
    parts::heading_ui(ui, look, "Dates");
    let zone = row.zone;
    match &row.trigger {
        Some(fact) => fact_ui(ui, look, "Set off by", fact, row, actions),
        None => parts::pair_ui(ui, look, "Set off by", "nothing: it never began"),
    }
    if let Some(expiry) = row.expires {
        let ends = words::bounds(&expiry.bounds, zone);
        let whole = if expiry.whole_day && !ends.starts_with("end of") { "end of " } else { "" };
        parts::pair_ui(ui, look, "Ends", &format!("{whole}{ends} ({zone})"));
    }
    for tick in &row.ticks {
        parts::pair_ui(ui, look, "Ended before", &words::bounds(&tick.until, zone));
    }
    if let Some(act) = &row.act {
        fact_ui(ui, look, "Done by", act, row, actions);
    }
    if let Some(fact) = &row.overtaken_by {
        fact_ui(ui, look, "Overtaken by", fact, row, actions);
    }
    if let Some(elapsed) = row.elapsed {
        parts::pair_ui(ui, look, "Elapsed", &words::elapsed(elapsed));
    }
}

/// A fact in the count, with a link to its event.
fn fact_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    fact: &FactUse,
    row: &Deadline,
    actions: &mut Vec<Action>,
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(parts::NAME, 20.0), egui::Sense::hover());
        text::line_in(ui, look, rect, name, Type::SMALL);
        ui.vertical(|ui| {
            if text::link_ui(ui, look, &fact.title, Type::LINK).clicked() {
                actions.push(Change::Reveal(Tag::Event(fact.event.clone())).into());
            }
            let claim = if fact.claim.is_some() { ", as another source has it" } else { "" };
            text::para_ui(ui, look, &format!("{}{claim}", fact.when.words(row.zone)), Type::TINY);
        });
    });
    ui.add_space(2.0);
}

/// The rows in which one competing claim replaces one preferred date.
fn claims_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline, actions: &mut Vec<Action>) {
    let trigger = |d: &Deadline| d.trigger.as_ref().map(|t| t.event.clone());
    let others: Vec<&Deadline> = look
        .deadlines
        .iter()
        .filter(|d| {
            d.key != row.key
                && d.rule == row.rule
                && d.thread == row.thread
                && trigger(d) == trigger(row)
                && (d.claim.is_some() || row.claim.is_some())
        })
        .collect();
    if others.is_empty() {
        return;
    }
    parts::heading_ui(ui, look, "With other versions of a date");
    for other in others {
        let varied = [&other.trigger, &other.act, &other.overtaken_by]
            .into_iter()
            .flatten()
            .find(|f| f.claim.is_some());
        let premise = varied.map_or_else(
            || "With the preferred dates".to_owned(),
            |f| format!("If “{}” was {}", f.title, f.when.words(other.zone)),
        );
        text::para_ui(ui, look, &premise, Type::SMALL);
        let ends = other
            .expires
            .filter(|e| !e.bounds.latest.is_unbounded())
            .map(|e| format!("ends {}", words::day(e.bounds.latest.day(other.zone))));
        let label = ends.as_deref().unwrap_or(&other.title);
        parts::limit_row_as(ui, look, other, label, actions);
    }
}

/// What the rule itself says.
fn rule_ui(ui: &mut Ui, look: &Look<'_>, row: &Deadline) {
    parts::heading_ui(ui, look, "The rule");
    parts::pair_ui(ui, look, "Provision", &row.citation);
    let class = match row.class {
        Class::Hard => "a number in the text",
        Class::CourtFixedDate => "a date set by an order",
        Class::Qualitative => "words only, no number to count",
        Class::Guidance => "a benchmark of case-law, not a limit",
    };
    parts::pair_ui(ui, look, "Kind", class);
    let nature = match row.nature {
        Nature::Duty => "must be done in time",
        Nature::Right => "may be done in time",
    };
    parts::pair_ui(ui, look, "Nature", nature);
    if !row.bound.is_empty() {
        parts::pair_ui(ui, look, "Binds", &row.bound);
    }
    if let Some(consequence) = &row.consequence {
        parts::pair_ui(ui, look, "Then", consequence);
    }
    if let Some(reading) = row.reading {
        parts::pair_ui(ui, look, "Reading", reading.words());
    }
    let text = match row.confidence.as_str() {
        "V-text" => "of the rule read",
        "V-rep" => "known from reports, not read",
        other => other,
    };
    parts::pair_ui(ui, look, "Text", text);
    parts::pair_ui(ui, look, "Id", row.rule.as_str());
}

/// With a capital at the start.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
