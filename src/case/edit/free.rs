//! The next free name, made as the case makes its names.

use crate::case::{
    Case, ClaimId, Event, EventId, LaneId, LimitId, ScenarioId, SourceId, StateId, ViewId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The next free name of an event, such as `E52` where the last is `E51`.
#[must_use]
pub fn free_event_id(case: &Case) -> EventId {
    // An event of a scenario stands among the others when it is looked at.
    let supposed = case.scenarios.iter().flat_map(|s| &s.events);
    next(case.events.iter().chain(supposed).map(|e| e.id.as_str()), "E").into()
}

/// The next free name of a source.
#[must_use]
pub fn free_source_id(case: &Case) -> SourceId {
    next(case.sources.iter().map(|s| s.id.as_str()), "S").into()
}

/// The next free name of a lane.
#[must_use]
pub fn free_lane_id(case: &Case) -> LaneId {
    next(case.lanes.iter().map(|l| l.id.as_str()), "lane-").into()
}

/// The next free name of a state.
#[must_use]
pub fn free_state_id(case: &Case) -> StateId {
    next(case.states.iter().map(|s| s.id.as_str()), "state-").into()
}

/// The next free name of a limit fixed by an order; no listed rule has it either.
#[must_use]
pub fn free_limit_id(case: &Case) -> LimitId {
    let taken: BTreeSet<&str> = case.listed_rules().iter().map(|(_, r)| r.as_str()).collect();
    let own = case.fixed_limits.iter().map(|l| l.id.as_str());
    free(own, |name| taken.contains(name), "L").into()
}

/// The next free name of a saved view.
#[must_use]
pub fn free_view_id(case: &Case) -> ViewId {
    next(case.saved_views.iter().map(|v| v.id.as_str()), "view-").into()
}

/// The next free name of a scenario.
#[must_use]
pub fn free_scenario_id(case: &Case) -> ScenarioId {
    next(case.scenarios.iter().map(|s| s.id.as_str()), "scenario-").into()
}

/// The next free name of a claim within its event: `C6-d` after `C6-c`, `C3` after `C2`, else `C1`.
#[must_use]
pub fn free_claim_id(event: &Event) -> ClaimId {
    let taken = |name: &str| event.claims.iter().any(|c| c.id == *name);
    let lettered = event.claims.iter().rev().find_map(|c| {
        let (stem, letter) = c.id.as_str().rsplit_once('-')?;
        let &[b @ b'a'..=b'y'] = letter.as_bytes() else { return None };
        (b + 1..=b'z').map(|b| format!("{stem}-{}", char::from(b))).find(|name| !taken(name))
    });
    let numbered = || next(event.claims.iter().map(|c| c.id.as_str()), "C");
    lettered.unwrap_or_else(numbered).into()
}

fn next<'a>(names: impl Iterator<Item = &'a str>, first: &str) -> String {
    free(names, |_| false, first)
}

/// One more than the highest number behind the letters that most names share, as wide as the widest.
fn free<'a>(
    names: impl Iterator<Item = &'a str>,
    also_taken: impl Fn(&str) -> bool,
    first: &str,
) -> String {
    let names: BTreeSet<&str> = names.collect();
    // By what stands before the digits: how many names, the highest number, the digits of its kind.
    let mut kinds: BTreeMap<&str, (usize, u64, usize)> = BTreeMap::new();
    for name in &names {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = name.get(stem.len()..).unwrap_or_default();
        if let Some(number) = digits.parse::<u64>().ok().filter(|n| *n < u64::from(u32::MAX)) {
            let kind = kinds.entry(stem).or_default();
            *kind = (kind.0 + 1, kind.1.max(number), kind.2.max(digits.len()));
        }
    }
    let most = kinds.into_iter().max_by_key(|(stem, (n, ..))| (*n, std::cmp::Reverse(*stem)));
    let (stem, (_, highest, width)) = most.unwrap_or((first, (0, 0, 1)));
    let name = |n: u64| format!("{stem}{n:0width$}");
    let free = |name: &String| !names.contains(name.as_str()) && !also_taken(name);
    // One of these is free: there are more of them than names.
    (highest + 1..).map(name).find(free).unwrap_or_default()
}
