//! The panel at the left: what there is in view, what of it is asked for, and what is hidden.
//!
//! The check of a row hides and shows; its name is a term of the query, so that panel and query line
//! say one thing.

mod in_force;
mod layers;
mod row;
mod views;

use self::row::{Counted, Term};
use super::text::{self, Type};
use super::widgets::Swatch;
use super::{Look, theme};
use crate::case::{Certainty, Importance};
use crate::filter::Group;
use crate::filter::counts::{IMPORTANCES, Value};
use crate::law::{Class, Verdict};
use crate::scene::Ink;
use crate::state::search::{self, terms};
use crate::state::{Action, Change};
use egui::{ScrollArea, Ui};

/// Values that are listed before the rest is folded away, so that the time limits stay in view.
const FEW: usize = 7;

/// Draws the panel.
pub fn facets_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut panel = Panel { look, terms: terms(&look.view.search.text), actions: Vec::new() };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        egui::Frame::new()
            .inner_margin(egui::Margin { left: 20, right: 20, top: 20, bottom: 20 })
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // At the top, so that nobody misses what is missing.
                in_force::in_force_ui(ui, look, &panel.terms, &mut panel.actions);
                views::views_ui(ui, look, &mut panel.actions);
                layers::layers_ui(ui, look, &mut panel.actions);
                // Over layers alone there is no case to tell of.
                let case = look.case();
                if look.layers.is_empty() || !case.lanes.is_empty() || !case.events.is_empty() {
                    heading(ui, look, "Lanes", true);
                    panel.lanes_ui(ui);
                    panel.values_ui(ui, Group::Kind);
                    panel.certainty_ui(ui);
                }
                panel.limits_ui(ui);
                panel.importance_ui(ui);
                for group in [Group::Actor, Group::Place, Group::Source] {
                    panel.values_ui(ui, group);
                }
            });
    });
    panel.actions
}

/// What a frame of the panel works with, and what it asks for.
struct Panel<'a> {
    look: &'a Look<'a>,
    /// What the query says with a field.
    terms: Vec<search::Term>,
    actions: Vec<Action>,
}

impl Panel<'_> {
    /// What the query says of a value: included, excluded, or nothing.
    fn said(&self, field: &'static str, value: &str) -> Option<bool> {
        let same =
            |t: &&search::Term| t.field == field && t.value.to_lowercase() == value.to_lowercase();
        self.terms.iter().find(same).map(|t| !t.excludes)
    }

    /// Draws a row; true where its check was clicked. A click on its name changes the query.
    fn row(&mut self, ui: &mut Ui, row: &Counted<'_>) -> bool {
        let done = row.ui(ui, self.look);
        if let (Some(excludes), Some(term)) = (done.named, &row.term) {
            let search = &self.look.view.search;
            let text = search::toggled(&search.text, term.field, term.value, excludes);
            let next = crate::state::Search { text, at: None, ..search.clone() };
            self.actions.push(Change::Search(next).into());
        }
        done.checked
    }

    fn lanes_ui(&mut self, ui: &mut Ui) {
        let look = self.look;
        for (n, lane) in look.case().lanes.iter().enumerate() {
            let row = Counted {
                words: &lane.title,
                swatch: Swatch::Square(look.lane_ink(&lane.id)),
                count: look.counts.of(Group::Lane, n),
                bar: None,
                on: Some(!look.view.filter.hidden_lanes.contains(&lane.id)),
                of: "event",
                term: self.term(Group::Lane.field(), lane.id.as_str()),
            };
            if self.row(ui, &row) {
                self.actions.push(Change::Lane(lane.id.clone()).into());
            }
        }
    }

    fn term<'t>(&self, field: &'static str, value: &'t str) -> Option<Term<'t>> {
        Some(Term { field, value, said: self.said(field, value) })
    }

    /// A group whose values come from the case: the first few of them, and all on demand.
    fn values_ui(&mut self, ui: &mut Ui, group: Group) {
        let look = self.look;
        let values = look.facets.values(group);
        if values.is_empty() {
            return;
        }
        let (title, name) = match group {
            Group::Actor => ("Who acted", "actors"),
            Group::Place => ("Place", "places"),
            Group::Source => ("Source", "sources"),
            Group::Kind | Group::Lane | Group::Certainty => ("Kind", "kinds"),
        };
        // Kinds stand open from the start; the others are many, and asked for less often.
        let id = egui::Id::unique(("facet-group", name));
        let foldable = group != Group::Kind;
        let named = self.terms.iter().any(|t| t.field == group.field());
        let unfolded = !foldable || named || ui.data(|d| d.get_temp(id)).unwrap_or(false);
        if foldable {
            ui.add_space(20.0);
            if row::fold_ui(ui, look, title, values.len(), unfolded) {
                ui.data_mut(|d| d.insert_temp(id, !unfolded));
            }
        } else {
            heading(ui, look, title, false);
        }
        if !unfolded {
            return;
        }
        let more = egui::Id::unique(("all-values", name));
        let all = values.len() <= FEW + 1 || ui.data(|d| d.get_temp(more)).unwrap_or(false);
        let most = (0..values.len()).map(|n| look.counts.of(group, n)).max().unwrap_or(0).max(1);
        for (n, value) in values.iter().enumerate() {
            let hidden = group == Group::Kind && look.view.filter.hidden_kinds.contains(&value.id);
            // What is hidden or asked for never hides in the closed part of the list.
            if !all && n >= FEW && !hidden && self.said(group.field(), &value.id).is_none() {
                continue;
            }
            self.value_ui(ui, group, (n, value), (hidden, most));
        }
        if values.len() > FEW + 1 {
            ui.add_space(4.0);
            let words =
                if all { format!("Fewer {name}") } else { format!("All {} {name}", values.len()) };
            if text::link_ui(ui, look, &words, Type::SMALL.ink(Ink::Accent)).clicked() {
                ui.data_mut(|d| d.insert_temp(more, !all));
            }
        }
    }

    fn value_ui(
        &mut self,
        ui: &mut Ui,
        group: Group,
        (n, value): (usize, &Value),
        (hidden, most): (bool, usize),
    ) {
        let kind = group == Group::Kind;
        let words = if kind { sentence_case(&value.title) } else { value.title.clone() };
        let count = self.look.counts.of(group, n);
        let row = Counted {
            words: &words,
            swatch: if kind { Swatch::Square(Ink::Secondary) } else { Swatch::None },
            count,
            bar: kind.then_some(count as f32 / most as f32),
            on: kind.then_some(!hidden),
            of: "event",
            term: self.term(group.field(), &value.id),
        };
        if self.row(ui, &row) {
            self.actions.push(Change::Kind(value.id.clone()).into());
        }
    }

    fn certainty_ui(&mut self, ui: &mut Ui) {
        let look = self.look;
        heading(ui, look, "Certainty", false);
        let all = [Certainty::High, Certainty::Medium, Certainty::Low];
        for ((n, value), certainty) in
            look.facets.values(Group::Certainty).iter().enumerate().zip(all)
        {
            let row = Counted {
                words: &value.title,
                swatch: Swatch::Square(Ink::Secondary),
                count: look.counts.of(Group::Certainty, n),
                bar: None,
                on: Some(!look.view.filter.hidden_certainty.contains(&certainty)),
                of: "event",
                term: self.term(Group::Certainty.field(), &value.id),
            };
            if self.row(ui, &row) {
                self.actions.push(Change::Certainty(certainty).into());
            }
        }
        let only = look.view.filter.only_disputed;
        let words = if only { "Only competing dates" } else { "Competing dates" };
        let row = Counted {
            words,
            swatch: Swatch::None,
            count: look.counts.disputed,
            bar: None,
            on: Some(true),
            of: "event",
            term: None,
        };
        if self.row(ui, &row) {
            self.actions.push(Change::Disputed.into());
        }
    }

    fn limits_ui(&mut self, ui: &mut Ui) {
        let look = self.look;
        if look.deadlines.is_empty() {
            return;
        }
        heading(ui, look, "Time limits", false);
        let note = "Comparators and words are counted here, not in the sentence above";
        text::para_ui(ui, look, note, Type::TINY);
        ui.add_space(4.0);
        for verdict in Verdict::ALL {
            let words = sentence_case(match verdict {
                Verdict::NotUsed => "not used",
                other => other.words(Class::Hard),
            });
            let word = verdict.id().replace('_', "-");
            let row = Counted {
                words: &words,
                swatch: Swatch::Dot(theme::verdict_ink(verdict)),
                count: look.counts.verdicts.get(&verdict).copied().unwrap_or(0),
                bar: None,
                on: Some(!look.view.filter.hidden_verdicts.contains(&verdict)),
                of: "limit",
                term: self.term("limit", &word),
            };
            if self.row(ui, &row) {
                self.actions.push(Change::Verdict(verdict).into());
            }
        }
    }

    fn importance_ui(&mut self, ui: &mut Ui) {
        let look = self.look;
        let mut levels = look.case().events.iter().map(|e| e.importance);
        let first = levels.next();
        if levels.all(|level| Some(level) == first) {
            return;
        }
        heading(ui, look, "Importance", false);
        let most = look.view.filter.importance;
        for ((level, words), count) in IMPORTANCES.into_iter().zip(look.counts.importance) {
            let on = most.is_none_or(|m| level <= m);
            let row = Counted {
                words,
                swatch: Swatch::Square(Ink::Secondary),
                count,
                bar: None,
                on: Some(on),
                of: "event",
                term: None,
            };
            if self.row(ui, &row) {
                // Levels build on one another: showing one shows those before it, hiding one hides those after it.
                let to = match (on, level.get()) {
                    (false, 3) => None,
                    (false, _) | (true, 1) => Some(level),
                    (true, n) => Importance::new(n - 1),
                };
                self.actions.push(Change::Importance(to).into());
            }
        }
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
