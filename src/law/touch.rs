//! What a limit can rest on: the facts that it names, and the orders that fixed it.

use super::counting::Reading;
use super::deadline::Deadline;
use super::library::Library;
use super::provision::Provision;
use super::rows::extensions;
use super::suppose::{Supposed, reading_step};
use crate::case::{Case, Event, EventId, Fact, FixedLimit, RuleId, ThreadId};
use std::collections::BTreeSet;

/// The names that a limit is counted with.
pub(super) struct Names<'a> {
    trigger: &'a [Fact],
    others: [&'a [Fact]; 2],
    /// Events of orders, by their ids.
    orders: Vec<&'a EventId>,
    /// The reading that is taken where none is chosen.
    default: Option<Reading>,
}

impl<'a> Names<'a> {
    /// Those of a rule.
    pub fn of_rule(target: &'a Provision) -> Self {
        let own = target.readings.first().copied();
        Self {
            trigger: &target.trigger,
            others: [&target.satisfied_by, &target.overtaken_by],
            orders: Vec::new(),
            default: own.or_else(|| target.profile?.readings().first().copied()),
        }
    }

    /// Those of a date that an order fixed.
    pub fn of_fixed(limit: &'a FixedLimit) -> Self {
        Self {
            trigger: &[],
            others: [limit.satisfied_by.as_slice(), limit.overtaken_by.as_slice()],
            orders: limit.versions.iter().map(|v| &v.by).chain([&limit.fixed_by]).collect(),
            default: None,
        }
    }

    /// True where an event that states these facts can change the limit: in a thread, or in any.
    fn rest_on<'f>(
        &self,
        event: &EventId,
        facts: impl IntoIterator<Item = (&'f Fact, &'f ThreadId)>,
        thread: Option<&ThreadId>,
    ) -> bool {
        self.orders.contains(&event)
            || facts.into_iter().any(|(fact, of)| {
                let others = || self.others.iter().any(|names| names.contains(fact));
                thread.is_none_or(|t| t == of)
                    && (self.trigger.contains(fact) || others() || extensions().contains(fact))
            })
    }

    /// A row that nothing set off rests on nothing but what could have.
    fn concerns(&self, row: &Deadline, s: &Supposed) -> bool {
        row.trigger.is_some()
            || self.orders.contains(&&s.event)
            || s.facts.iter().any(|(fact, _)| self.trigger.contains(fact))
    }

    /// The row with everything that is supposed of what it rests on: as a field, in its working, in its note.
    pub fn tell(&self, mut row: Deadline, supposed: &[Supposed]) -> Deadline {
        let zone = row.zone;
        let rests = |s: &&Supposed| {
            let own = row.trigger.as_ref().is_some_and(|t| t.event == s.event);
            own || self.concerns(&row, s)
                && self.rest_on(&s.event, s.facts.iter().map(|(f, t)| (f, t)), row.thread.as_ref())
        };
        let told: Vec<Supposed> = supposed.iter().filter(rests).cloned().collect();
        let mut steps: Vec<_> = told.iter().map(|s| s.step(zone)).collect();
        let mut notes: Vec<String> = told.iter().map(|s| s.note(zone)).collect();
        if let (Some(reading), Some(default)) = (row.reading, self.default)
            && reading != default
        {
            steps.push(reading_step(reading, default));
            notes.push(format!("supposed: {}", reading.words()));
        }
        if steps.is_empty() {
            return row;
        }
        steps.append(&mut row.trace);
        row.trace = steps;
        notes.extend(Some(std::mem::take(&mut row.note)).filter(|n| !n.is_empty()));
        row.note = notes.join("; ");
        row.supposed = told;
        row
    }
}

/// Those of `rules` that an event can change, in their order.
pub(super) fn touched(
    case: &Case,
    library: &Library,
    rules: &[RuleId],
    event: &Event,
) -> Vec<RuleId> {
    let facts = || event.facts.iter().map(|f| (&f.fact, &f.thread));
    let mut seen = BTreeSet::new();
    let rests = |id: &&RuleId| {
        let fixed = case.fixed_limits.iter().find(|l| l.id.as_str() == id.as_str());
        let names = match fixed {
            Some(limit) => Some(Names::of_fixed(limit)),
            None => library.find(id).map(|found| Names::of_rule(found.target)),
        };
        names.is_some_and(|n| n.rest_on(&event.id, facts(), None))
    };
    rules.iter().filter(rests).filter(|id| seen.insert(*id)).cloned().collect()
}
