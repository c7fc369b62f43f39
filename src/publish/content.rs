//! What a figure shows of a case: lanes, events, limits and states. It never changes a verdict.

use crate::case::{Case, Event, EventId, Figure, Tag};
use crate::date::Instant;
use crate::filter::Shown;
use crate::law::{Deadline, StateSpan, answer};
use std::collections::BTreeSet;

/// What is shown, and what takes up room.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Content {
    /// What readers get to see.
    pub shown: Shown,
    /// The same, with withheld events that keep their places.
    pub placed: Shown,
    /// The states.
    pub states: Vec<StateSpan>,
}

/// What of the case a figure shows; nothing that is withheld, nor what rests on it.
pub(super) fn content(
    case: &Case,
    figure: &Figure,
    deadlines: &[Deadline],
    as_of: Instant,
    withheld: Option<&BTreeSet<EventId>>,
) -> Content {
    let hidden = |id: &EventId| withheld.is_some_and(|w| w.contains(id));
    let lanes: Vec<usize> =
        places(&case.lanes, |l| figure.lanes.as_ref().is_none_or(|shown| shown.contains(&l.id)));
    let lane_ids: BTreeSet<_> =
        lanes.iter().filter_map(|i| case.lanes.get(*i)).map(|l| &l.id).collect();
    let whitelist: Option<BTreeSet<&EventId>> =
        figure.events.as_ref().map(|ids| ids.iter().collect());
    let passes = |e: &Event| {
        lane_ids.contains(&e.lane)
            && whitelist.as_ref().is_none_or(|ids| ids.contains(&e.id))
            && figure.kinds.as_ref().is_none_or(|kinds| kinds.contains(&e.kind))
            && figure.certainty.as_ref().is_none_or(|c| c.contains(&e.certainty))
            && figure.importance.is_none_or(|most| e.importance <= most)
            && (!figure.only_disputed || e.has_rival_date())
    };
    let placed: Vec<usize> = places(&case.events, passes);
    let visible = |i: &usize| case.events.get(*i).is_some_and(|e| !hidden(&e.id));
    let events: Vec<usize> = placed.iter().copied().filter(visible).collect();
    let rests_on_hidden = |d: &Deadline| withheld.is_some_and(|w| rests_on(case, d, w));
    let mut limits: Vec<usize> = places(deadlines, |d| {
        d.claim.is_none()
            && figure.rules.as_ref().is_none_or(|rules| rules.contains(&d.rule))
            && figure.verdicts.as_ref().is_none_or(|v| v.iter().any(|v| v == d.verdict.id()))
            && !rests_on_hidden(d)
    });
    if let Some(rules) = &figure.rules {
        // In the order of the figure: it may tell them in another one than the case.
        limits.sort_by_key(|i| {
            rules.iter().position(|r| deadlines.get(*i).is_some_and(|d| &d.rule == r))
        });
    }
    let states = answer::states(case, as_of)
        .into_iter()
        .filter(|s| figure.states.as_ref().is_none_or(|shown| shown.contains(&s.id)))
        .filter(|s| !hidden(&s.from_event) && !s.to_event.as_ref().is_some_and(hidden))
        .collect();
    let of = |events: Vec<usize>| Shown { lanes: lanes.clone(), events, deadlines: limits.clone() };
    Content { shown: of(events), placed: of(placed), states }
}

/// True where a limit is counted with something that is withheld, or tells of it: a picture that leaves the
/// one out must not show the other.
fn rests_on(case: &Case, deadline: &Deadline, withheld: &BTreeSet<EventId>) -> bool {
    let mut used = deadline.events();
    if used.any(|id| withheld.contains(id)) {
        return true;
    }
    let fixed = case.fixed_limits.iter().find(|l| l.id.as_str() == deadline.rule.as_str());
    let mut orders =
        fixed.into_iter().flat_map(|l| l.versions.iter().map(|v| &v.by).chain([&l.fixed_by]));
    if orders.any(|id| withheld.contains(id)) {
        return true;
    }
    // Steps of the working quote and cite what is counted with, and what was passed over.
    let quoted: BTreeSet<&str> =
        withheld.iter().filter_map(|id| case.event(id)).map(|event| event.title.as_str()).collect();
    let tells = |text: &str| quoted.iter().any(|title| text.contains(&format!("“{title}”")));
    tells(&deadline.note)
        || deadline.turns.as_deref().is_some_and(tells)
        || deadline.trace.iter().any(|step| {
            tells(&step.text)
                || step
                    .citation
                    .as_str()
                    .strip_prefix("event ")
                    .is_some_and(|id| withheld.contains(&EventId::from(id)))
        })
}

fn places<T>(list: &[T], keep: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, item)| keep(item)).map(|(i, _)| i).collect()
}

/// The marks that a highlight names: events, states, and every row of a rule or fixed limit.
pub(super) fn marks(case: &Case, deadlines: &[Deadline], names: &[String]) -> Vec<Tag> {
    let mut tags = Vec::new();
    for name in names {
        let id = EventId::from(name.as_str());
        if case.event(&id).is_some() {
            tags.push(Tag::Event(id));
        } else if let Some(state) = case.states.iter().find(|s| s.id.as_str() == name) {
            tags.push(Tag::State(state.id.clone()));
        } else {
            let rows = deadlines.iter().filter(|d| d.claim.is_none() && d.rule.as_str() == name);
            tags.extend(rows.map(|d| Tag::Limit(d.key.clone())));
        }
    }
    tags
}
