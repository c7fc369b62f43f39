//! The panel at the left: what there is in view, and what of it is hidden.

use super::text::{self, Type};
use super::widgets::{self, Row, Swatch};
use super::{Look, theme};
use crate::case::{Certainty, Event, Importance};
use crate::date::Bounds;
use crate::filter::Filter;
use crate::law::{Class, Verdict};
use crate::scene::Ink;
use crate::state::{Action, Change};
use egui::{ScrollArea, Ui};
use std::collections::BTreeMap;

/// Kinds that are listed before the rest is folded away, so that the time limits stay in view.
const FEW_KINDS: usize = 7;

/// Draws the panel. `bounds` are those of the events of the case, in its order.
pub fn facets_ui(ui: &mut Ui, look: &Look<'_>, bounds: &[Option<Bounds>]) -> Vec<Action> {
    let facets = Facets::new(look, bounds);
    let mut actions = Vec::new();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        egui::Frame::new()
            .inner_margin(egui::Margin { left: 20, right: 20, top: 20, bottom: 20 })
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // At the top, so that nobody misses what is missing.
                if look.view.filter != Filter::default() {
                    if text::link_ui(ui, look, "Show everything hidden", Type::LINK).clicked() {
                        actions.push(Change::ShowAll.into());
                    }
                    ui.add_space(12.0);
                }
                facets.lanes_ui(ui, look, &mut actions);
                facets.kinds_ui(ui, look, &mut actions);
                facets.certainty_ui(ui, look, &mut actions);
                limits_ui(ui, look, &mut actions);
                facets.importance_ui(ui, look, &mut actions);
            });
    });
    actions
}

/// The events in view, for counting.
struct Facets<'a> {
    /// Events whose dates meet the window, hidden or not.
    inside: Vec<&'a Event>,
    filter: &'a Filter,
}

impl<'a> Facets<'a> {
    fn new(look: &Look<'a>, bounds: &[Option<Bounds>]) -> Self {
        let window = look.window();
        let inside = look
            .case()
            .events
            .iter()
            .zip(bounds)
            .filter(|(_, b)| b.as_ref().is_some_and(|b| window.shows(b)))
            .map(|(e, _)| e)
            .collect();
        Self { inside, filter: &look.view.filter }
    }

    /// Events in view that pass `filter` and `of`. A group is counted with its own filter taken off,
    /// so that a hidden row still says what a click would bring back.
    fn count(&self, filter: &Filter, of: impl Fn(&Event) -> bool) -> usize {
        self.inside.iter().filter(|e| of(e) && filter.passes(e)).count()
    }

    fn lanes_ui(&self, ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
        heading(ui, look, "Lanes", true);
        let open = Filter { hidden_lanes: Default::default(), ..self.filter.clone() };
        for lane in &look.case().lanes {
            let count = self.count(&open, |e| e.lane == lane.id);
            let on = !self.filter.hidden_lanes.contains(&lane.id);
            let row = Counted {
                words: &lane.title,
                swatch: Swatch::Square(look.lane_ink(&lane.id)),
                count,
                bar: None,
                on,
            };
            if row.ui(ui, look, "event") {
                actions.push(Change::Lane(lane.id.clone()).into());
            }
        }
    }

    fn kinds_ui(&self, ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
        let mut all: BTreeMap<&str, usize> = BTreeMap::new();
        for event in look.case().events.iter().filter(|e| !e.kind.is_empty()) {
            *all.entry(event.kind.as_str()).or_default() += 1;
        }
        if all.is_empty() {
            return;
        }
        heading(ui, look, "Kind", false);
        let open = Filter { hidden_kinds: Default::default(), ..self.filter.clone() };
        let mut rows: Vec<(&str, usize, usize)> = all
            .into_iter()
            .map(|(kind, whole)| (kind, whole, self.count(&open, |e| e.kind == kind)))
            .collect();
        // By the whole case, so that rows keep their places while time moves.
        rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let most = rows.iter().map(|r| r.2).max().unwrap_or(0).max(1);
        let (some, all) = (FEW_KINDS.min(rows.len()), rows.len());
        let id = egui::Id::unique("all-kinds");
        let open_list = all <= FEW_KINDS + 1 || ui.data(|d| d.get_temp(id)).unwrap_or(false);
        let shown = if open_list { all } else { some };
        for (n, (kind, _, count)) in rows.into_iter().enumerate() {
            // A kind that is hidden never hides in the closed part of the list.
            if n >= shown && !self.filter.hidden_kinds.contains(kind) {
                continue;
            }
            let on = !self.filter.hidden_kinds.contains(kind);
            let words = sentence_case(kind);
            let bar = Some(count as f32 / most as f32);
            let row = Counted { words: &words, swatch: Swatch::None, count, bar, on };
            if row.ui(ui, look, "event") {
                actions.push(Change::Kind(kind.to_owned()).into());
            }
        }
        if all > FEW_KINDS + 1 {
            ui.add_space(4.0);
            let words =
                if open_list { "Fewer kinds".to_owned() } else { format!("All {all} kinds") };
            if text::link_ui(ui, look, &words, Type::SMALL.ink(Ink::Accent)).clicked() {
                ui.data_mut(|d| d.insert_temp(id, !open_list));
            }
        }
    }

    fn certainty_ui(&self, ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
        heading(ui, look, "Certainty", false);
        let open = Filter { hidden_certainty: Default::default(), ..self.filter.clone() };
        for (certainty, words) in
            [(Certainty::High, "High"), (Certainty::Medium, "Medium"), (Certainty::Low, "Low")]
        {
            let count = self.count(&open, |e| e.certainty == certainty);
            let on = !self.filter.hidden_certainty.contains(&certainty);
            let row = Counted { words, swatch: Swatch::None, count, bar: None, on };
            if row.ui(ui, look, "event") {
                actions.push(Change::Certainty(certainty).into());
            }
        }
        let open = Filter { only_disputed: false, ..self.filter.clone() };
        let count = self.count(&open, Event::has_rival_date);
        let words =
            if self.filter.only_disputed { "Only competing dates" } else { "Competing dates" };
        let row = Counted { words, swatch: Swatch::None, count, bar: None, on: true };
        if row.ui(ui, look, "event") {
            actions.push(Change::Disputed.into());
        }
    }

    fn importance_ui(&self, ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
        let several = look
            .case()
            .events
            .iter()
            .map(|e| e.importance)
            .collect::<std::collections::BTreeSet<_>>();
        if several.len() < 2 {
            return;
        }
        heading(ui, look, "Importance", false);
        let open = Filter { importance: None, ..self.filter.clone() };
        let most = self.filter.importance;
        for (level, words) in [
            (Importance::MAIN, "Main events"),
            (Importance::NORMAL, "Others"),
            (Importance::DETAIL, "Detail"),
        ] {
            let count = self.count(&open, |e| e.importance == level);
            let on = most.is_none_or(|m| level <= m);
            let row = Counted { words, swatch: Swatch::None, count, bar: None, on };
            if row.ui(ui, look, "event") {
                // Levels build on one another: showing one shows those before it, hiding one hides those after it.
                let to = match (on, level.get()) {
                    (false, 3) => None,
                    (false, _) | (true, 1) => Some(level),
                    (true, n) => Importance::new(n - 1),
                };
                actions.push(Change::Importance(to).into());
            }
        }
    }
}

fn limits_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    if look.deadlines.is_empty() {
        return;
    }
    heading(ui, look, "Time limits", false);
    let note = "Comparators and words are counted here, not in the sentence above";
    text::para_ui(ui, look, note, Type::TINY);
    ui.add_space(4.0);
    for verdict in Verdict::ALL {
        let count =
            look.deadlines.iter().filter(|d| d.claim.is_none() && d.verdict == verdict).count();
        let on = !look.view.filter.hidden_verdicts.contains(&verdict);
        let words = sentence_case(match verdict {
            Verdict::NotUsed => "not used",
            other => other.words(Class::Hard),
        });
        let swatch = Swatch::Dot(theme::verdict_ink(verdict));
        let row = Counted { words: &words, swatch, count, bar: None, on };
        if row.ui(ui, look, "limit") {
            actions.push(Change::Verdict(verdict).into());
        }
    }
}

/// A row and what it counts.
struct Counted<'a> {
    words: &'a str,
    swatch: Swatch,
    count: usize,
    bar: Option<f32>,
    on: bool,
}

impl Counted<'_> {
    /// True where it was clicked. `of` is what it counts, in the singular.
    fn ui(&self, ui: &mut Ui, look: &Look<'_>, of: &str) -> bool {
        let s = if self.count == 1 { "" } else { "s" };
        let state = if self.on { "shown" } else { "hidden" };
        let spoken = format!("{}, {} {of}{s}, {state}", self.words, self.count);
        let Self { words, swatch, count, bar, on } = *self;
        let row = Row { text: words, spoken: &spoken, swatch, count, bar, on };
        widgets::row_ui(ui, look, &row).clicked()
    }
}

fn heading(ui: &mut Ui, look: &Look<'_>, words: &str, first: bool) {
    ui.add_space(if first { 0.0 } else { 20.0 });
    text::caption_ui(ui, look, words);
    ui.add_space(4.0);
}

/// `court decision` as `Court decision`.
#[must_use]
pub fn sentence_case(words: &str) -> String {
    let words = words.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The ink of a certainty, for chips.
#[must_use]
pub const fn certainty_ink(certainty: Certainty) -> Ink {
    match certainty {
        Certainty::High => Ink::Met,
        Certainty::Medium => Ink::Secondary,
        Certainty::Low => Ink::State,
    }
}
