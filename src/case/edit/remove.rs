//! Taking things out with every reference to them.

use super::{Edit, Op, Thing, uses};
use crate::case::{Case, EventId, LaneId, LimitId, SourceId, StateId};

/// Takes events out, with all references to them.
///
/// States that begin or end with one of them and limits that one of them fixed go too, because they
/// would say something else without it; the label names how many.
#[must_use]
pub fn remove_events(case: &Case, ids: &[EventId]) -> Edit {
    let things: Vec<Thing> = ids.iter().cloned().map(Thing::Event).collect();
    let what = match things.as_slice() {
        [one] => one.words(case),
        many => format!("{} events", many.len()),
    };
    let states = case
        .states
        .iter()
        .filter(|s| {
            ids.contains(&s.from_event) || s.to_event.as_ref().is_some_and(|t| ids.contains(t))
        })
        .count();
    let limits = case.fixed_limits.iter().filter(|l| ids.contains(&l.fixed_by)).count();
    let mut with = Vec::new();
    for (n, one, many) in [(states, "state", "states"), (limits, "limit", "limits")] {
        if n > 0 {
            with.push(format!("{n} {}", if n == 1 { one } else { many }));
        }
    }
    let with =
        if with.is_empty() { String::new() } else { format!(" with {}", with.join(" and ")) };
    Edit::one(format!("Remove {what}{with}"), Op::Purge(things))
}

/// Takes a lane out. Its events move to `to`; without one, a lane that has events is not removed.
#[must_use]
pub fn remove_lane(case: &Case, id: &LaneId, to: Option<&LaneId>) -> Edit {
    let lane = Thing::Lane(id.clone());
    let label = format!("Remove {}", lane.words(case));
    match to {
        None => Edit::one(label, Op::Purge(vec![lane])),
        Some(to) => Edit {
            label: format!("{label}, its events to {}", Thing::Lane(to.clone()).words(case)),
            ops: vec![Op::Redirect(lane.clone(), Thing::Lane(to.clone())), Op::Purge(vec![lane])],
            ..Edit::default()
        },
    }
}

/// Takes a source out, from every event, claim and opinion that cites it.
#[must_use]
pub fn remove_source(case: &Case, id: &SourceId) -> Edit {
    let source = Thing::Source(id.clone());
    let label = match uses(case, &source).len() {
        0 => format!("Remove {}", source.words(case)),
        1 => format!("Remove {} and 1 reference to it", source.words(case)),
        n => format!("Remove {} and {n} references to it", source.words(case)),
    };
    Edit::one(label, Op::Purge(vec![source]))
}

/// Takes a state out, from the figures too.
#[must_use]
pub fn remove_state(case: &Case, id: &StateId) -> Edit {
    let state = Thing::State(id.clone());
    Edit::one(format!("Remove {}", state.words(case)), Op::Purge(vec![state]))
}

/// Takes a limit out that an order fixed, from the list of rules and the figures too, with the opinions
/// about it.
#[must_use]
pub fn remove_limit(case: &Case, id: &LimitId) -> Edit {
    let limit = Thing::Limit(id.clone());
    let opinions = case.views.iter().filter(|v| v.rule == *id.as_str()).count();
    let with = match opinions {
        0 => String::new(),
        1 => " with 1 opinion".to_owned(),
        n => format!(" with {n} opinions"),
    };
    Edit::one(format!("Remove {}{with}", limit.words(case)), Op::Purge(vec![limit]))
}
