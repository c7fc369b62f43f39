//! Trying out other dates of one event, again and again, at the cost of the limits that it can change.

use super::compute::{Asked, compute};
use super::deadline::Deadline;
use super::library::Library;
use super::touch::touched;
use crate::case::{Case, Event, EventId, RuleId, ThreadId};
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

    /// The part of the case that the date of one event can change; `None` where the law does not read it.
    pub fn about(&self, event: &Event) -> Option<About<'a>> {
        let rules = touched(&self.case, self.library, &self.rules, event);
        if rules.is_empty() {
            return None;
        }
        let case = part(&self.case, &rules, event);
        let seat = case.events.iter().position(|e| e.id == event.id)?;
        let asked = Asked { rules: Some(rules.clone()), ..self.asked.clone() };
        let before = compute(&case, self.library, &asked);
        Some(About { case, seat, library: self.library, asked, rules, before })
    }

    /// The rows of these rules under other readings.
    pub fn read(&self, rules: &[RuleId], asked: Asked) -> Vec<Deadline> {
        let asked = Asked { rules: Some(rules.to_vec()), alone: true, ..asked };
        compute(&self.case, self.library, &asked)
    }
}

/// One event, and everything that is counted with it.
pub(super) struct About<'a> {
    case: Case,
    seat: usize,
    library: &'a Library,
    asked: Asked,
    /// The limits that the event can change.
    pub rules: Vec<RuleId>,
    /// Their rows as they are, of the threads of the event.
    pub before: Vec<Deadline>,
}

impl About<'_> {
    /// The rows of some of its limits, were the event at another date.
    pub fn after(&mut self, rules: &[RuleId], when: &When) -> Vec<Deadline> {
        let Some(event) = self.case.events.get_mut(self.seat) else { return Vec::new() };
        let kept = event.when.replace(when.clone());
        let asked = Asked { rules: Some(rules.to_vec()), ..self.asked.clone() };
        let rows = compute(&self.case, self.library, &asked);
        if let Some(event) = self.case.events.get_mut(self.seat) {
            event.when = kept;
        }
        rows
    }
}

/// What stands in a thread with an event: matching never crosses threads, so a large case of many threads costs
/// no more than a small one.
fn part(case: &Case, rules: &[RuleId], event: &Event) -> Case {
    let mut threads: BTreeSet<&ThreadId> = event.facts.iter().map(|f| &f.thread).collect();
    let fixed =
        case.fixed_limits.iter().filter(|l| rules.iter().any(|r| r.as_str() == l.id.as_str()));
    let mut orders: BTreeSet<&EventId> = BTreeSet::from([&event.id]);
    for limit in fixed {
        threads.insert(&limit.thread);
        orders.extend(limit.versions.iter().map(|v| &v.by).chain([&limit.fixed_by]));
    }
    let counts =
        |e: &&Event| orders.contains(&e.id) || e.facts.iter().any(|f| threads.contains(&f.thread));
    Case {
        zone: case.zone.clone(),
        as_of: case.as_of.clone(),
        rules: case.rules.clone(),
        fixed_limits: case.fixed_limits.clone(),
        events: case.events.iter().filter(counts).cloned().collect(),
        ..Case::default()
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
