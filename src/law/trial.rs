//! Trying out other dates of one event, again and again, at the cost of the limits that it can change.

use super::compute::{Asked, compute};
use super::deadline::Deadline;
use super::library::Library;
use super::touch::touched;
use crate::case::{Case, Event, EventId, RuleId};
use crate::date::When;
use std::collections::BTreeSet;

/// A case with its rows, ready for one date to be another.
pub(super) struct Trial<'a> {
    /// What the law reads of the case: events that state a fact or made an order, and those opinions hang on.
    case: Case,
    library: &'a Library,
    asked: Asked,
    /// All rows with preferred dates.
    pub base: Vec<Deadline>,
    rules: Vec<RuleId>,
}

impl<'a> Trial<'a> {
    /// Counts the case once as it is.
    pub fn new(case: &Case, library: &'a Library, asked: &Asked) -> Self {
        let asked = Asked { alone: true, ..asked.clone() };
        let base = compute(case, library, &asked);
        let mut seen = BTreeSet::new();
        let each = base.iter().map(|d| &d.rule).filter(|id| seen.insert(*id));
        let rules = each.cloned().collect();
        Self { case: read_by_law(case), library, asked, base, rules }
    }

    /// The limits that the event can change, none where the law does not read it.
    pub fn rules_of(&self, event: &Event) -> Vec<RuleId> {
        touched(&self.case, self.library, &self.rules, event)
    }

    /// The rows of these rules as they are.
    pub fn before(&self, rules: &[RuleId]) -> Vec<Deadline> {
        self.base.iter().filter(|d| rules.contains(&d.rule)).cloned().collect()
    }

    /// The rows of these rules, were the event of that name at another date.
    pub fn after(&mut self, rules: &[RuleId], event: &EventId, when: &When) -> Vec<Deadline> {
        if rules.is_empty() {
            return Vec::new();
        }
        let Some(seat) = self.case.events.iter().position(|e| &e.id == event) else {
            return self.before(rules);
        };
        let kept = self.case.events[seat].when.replace(when.clone());
        let asked = Asked { rules: Some(rules.to_vec()), ..self.asked.clone() };
        let rows = compute(&self.case, self.library, &asked);
        self.case.events[seat].when = kept;
        rows
    }

    /// The rows of these rules under other readings.
    pub fn read(&self, rules: &[RuleId], asked: Asked) -> Vec<Deadline> {
        let asked = Asked { rules: Some(rules.to_vec()), alone: true, ..asked };
        compute(&self.case, self.library, &asked)
    }
}

/// The part of a case that is counted: pictures, sources and what states no fact cost time and change nothing.
fn read_by_law(case: &Case) -> Case {
    let orders = case
        .fixed_limits
        .iter()
        .flat_map(|l| l.versions.iter().map(|v| &v.by).chain([&l.fixed_by]));
    let named: BTreeSet<&EventId> =
        orders.chain(case.views.iter().filter_map(|v| v.event.as_ref())).collect();
    let counts = |e: &&Event| !e.facts.is_empty() || named.contains(&e.id);
    Case {
        zone: case.zone.clone(),
        as_of: case.as_of.clone(),
        rules: case.rules.clone(),
        fixed_limits: case.fixed_limits.clone(),
        views: case.views.clone(),
        events: case.events.iter().filter(counts).cloned().collect(),
        ..Case::default()
    }
}
