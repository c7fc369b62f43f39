//! Claims: competing versions of the date of an event.

use super::{Edit, Op, OpError, free_claim_id};
use crate::case::{Case, Claim, ClaimId, Event, EventId, SourceRef};

/// Adds a claim to an event, or puts it in the place of `old`; scenarios that take it follow its name.
///
/// # Errors
/// [`OpError::Gone`] where there is no such event or claim.
pub fn put_claim(
    case: &Case,
    id: &EventId,
    old: Option<&ClaimId>,
    claim: Claim,
) -> Result<Edit, OpError> {
    let mut event = find(case, id)?.clone();
    let label = match old {
        None => format!("Add claim {} to “{}”", claim.id, event.title),
        Some(old) => format!("Change claim {old} of “{}”", event.title),
    };
    match old {
        None => event.claims.push(claim),
        Some(old) => {
            let at = seat(&event, old)?;
            if let Some(slot) = event.claims.get_mut(at) {
                *slot = claim;
            }
        }
    }
    Ok(Edit::one(label, Op::Event(Some(id.clone()), Box::new(event))))
}

/// Takes a claim out, from scenarios that take it too.
///
/// # Errors
/// [`OpError::Gone`] where there is no such event or claim.
pub fn remove_claim(case: &Case, id: &EventId, claim: &ClaimId) -> Result<Edit, OpError> {
    let mut event = find(case, id)?.clone();
    let at = seat(&event, claim)?;
    event.claims.remove(at);
    let label = format!("Remove claim {claim} of “{}”", event.title);
    let mut ops = untaken(case, id, claim);
    ops.push(Op::Event(Some(id.clone()), Box::new(event)));
    Ok(Edit { label, ops, ..Edit::default() })
}

/// Takes the date of a claim as the preferred one. The old preferred date becomes a claim with the sources of
/// the event, so that nothing is lost; those of the claim come first among the sources of the event.
///
/// Scenarios that took the claim take nothing now: the facts say the same.
///
/// # Errors
/// [`OpError::Gone`] where there is no such event or claim, [`OpError::Undated`] where the claim has no date
/// that can be read.
pub fn prefer_claim(case: &Case, id: &EventId, claim: &ClaimId) -> Result<Edit, OpError> {
    let mut event = find(case, id)?.clone();
    let at = seat(&event, claim)?;
    let undated = || OpError::Undated { what: "claim", id: claim.to_string() };
    let readable = event.claims.get(at).and_then(|c| c.when.as_ref());
    if readable.is_none_or(|w| w.problem().is_some()) {
        return Err(undated());
    }
    // The name is chosen while the claim still has its own: a new claim is not taken for it.
    let free = free_claim_id(&event);
    let taken = event.claims.remove(at);
    let before = std::mem::replace(&mut event.when, taken.when);
    let sources = event.sources.clone();
    for reference in taken.sources.into_iter().rev() {
        event.sources.retain(|r| *r != reference);
        event.sources.insert(0, reference);
    }
    if let Some(when) = before {
        let was = Claim {
            id: free,
            when: Some(when),
            sources,
            note: None,
            weight: taken.weight,
            extra: taken.extra,
        };
        event.claims.insert(at, was);
    }
    if let Some(note) = taken.note {
        join_text(&mut event.note, &note);
    }
    let own = event.zone(case.zone());
    let date = event.when.as_ref().map(|w| w.words_in(own, case.zone())).unwrap_or_default();
    let label = format!("Prefer {date} (claim {claim}) for “{}”", event.title);
    let mut ops = untaken(case, id, claim);
    ops.push(Op::Event(Some(id.clone()), Box::new(event)));
    Ok(Edit { label, ops, ..Edit::default() })
}

/// Scenarios without that claim, where one takes it.
fn untaken(case: &Case, event: &EventId, claim: &ClaimId) -> Vec<Op> {
    let takes = |s: &crate::case::Scenario| s.claims.get(event) == Some(claim);
    if !case.scenarios.iter().any(takes) {
        return Vec::new();
    }
    let mut scenarios = case.scenarios.clone();
    for scenario in scenarios.iter_mut().filter(|s| takes(s)) {
        scenario.claims.remove(event);
    }
    vec![Op::Scenarios(scenarios)]
}

pub(super) fn find<'a>(case: &'a Case, id: &EventId) -> Result<&'a Event, OpError> {
    case.event(id).ok_or_else(|| OpError::Gone { what: "event", id: id.to_string() })
}

fn seat(event: &Event, claim: &ClaimId) -> Result<usize, OpError> {
    let gone = || OpError::Gone { what: "claim", id: claim.to_string() };
    event.claims.iter().position(|c| c.id == *claim).ok_or_else(gone)
}

/// Adds a paragraph, unless the text has it already.
pub(super) fn join_text(text: &mut Option<String>, more: &str) {
    let more = more.trim();
    match text {
        Some(has) if more.is_empty() || has.contains(more) => {}
        Some(has) if !has.trim().is_empty() => {
            has.push_str("\n\n");
            has.push_str(more);
        }
        _ if more.is_empty() => {}
        _ => *text = Some(more.to_owned()),
    }
}

/// Adds what the list does not have.
pub(super) fn unite<T: PartialEq + Clone>(list: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}

/// Adds references; one that adds nothing to a reference to the same source is left out.
pub(super) fn unite_sources(list: &mut Vec<SourceRef>, more: &[SourceRef]) {
    for one in more {
        let bare = one.pinpoint.is_none() && one.note.is_none() && one.extra.is_empty();
        let has = list.iter().any(|r| r == one || (bare && r.source == one.source));
        if !has {
            list.push(one.clone());
        }
    }
}
