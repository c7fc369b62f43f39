//! Making one event of several.

use super::claims::{find, join_text, unite, unite_sources};
use super::{Edit, Op, OpError, Thing, free_claim_id};
use crate::case::{Case, Claim, ClaimId, Event, EventId, Scenario};
use crate::date::{When, Zone};
use std::collections::BTreeMap;

/// Makes one event of several: the first keeps its name, title, lane and date, and takes what the others
/// have. Dates that differ become claims with the sources of their event; references to the others go to it.
///
/// Hours without offset are given that of their own zone, so that they stay the moments that they were.
///
/// # Errors
/// [`OpError::TooFew`] for less than two events, [`OpError::Gone`] where one is not there.
pub fn merge(case: &Case, ids: &[EventId]) -> Result<Edit, OpError> {
    let mut others: Vec<EventId> = Vec::new();
    for id in ids.iter().skip(1) {
        if Some(id) != ids.first() && !others.contains(id) {
            others.push(id.clone());
        }
    }
    let first = ids.first().filter(|_| !others.is_empty()).ok_or(OpError::TooFew)?;
    let mut merged = find(case, first)?.clone();
    let mut scenarios = case.scenarios.clone();
    for id in &others {
        let other = find(case, id)?;
        let names = take_in(&mut merged, other, case.zone());
        rename_claims(&mut scenarios, first, id, &names);
    }
    merged.related.retain(|id| id != first && !others.contains(id));
    merged.after.take_if(|id| id == first || others.contains(id));
    let label = format!("Merge {} events into “{}”", others.len() + 1, merged.title);
    let mut ops = Vec::new();
    if scenarios != case.scenarios {
        ops.push(Op::Scenarios(scenarios));
    }
    ops.push(Op::Event(Some(first.clone()), Box::new(merged)));
    for id in &others {
        ops.push(Op::Redirect(Thing::Event(id.clone()), Thing::Event(first.clone())));
    }
    ops.push(Op::RemoveEvents(others));
    Ok(Edit { label, ops, ..Edit::default() })
}

/// Takes everything of another event in, and tells how its claims are called now.
fn take_in(into: &mut Event, other: &Event, case_zone: Zone) -> BTreeMap<ClaimId, ClaimId> {
    let (own, theirs) = (into.zone(case_zone), other.zone(case_zone));
    let date = |when: &Option<When>| {
        let when = when.clone()?;
        Some(if own == theirs { when.clone() } else { when.with_offsets(theirs).unwrap_or(when) })
    };
    match (date(&other.when), &into.when) {
        (Some(when), None) => into.when = Some(when),
        (Some(when), Some(has)) if !same(&when, has, own) => {
            let said = |c: &Claim| c.when.as_ref().is_some_and(|w| same(w, &when, own));
            if !into.claims.iter().any(said) {
                let note = Some(format!("Date of “{}” ({})", other.title, other.id));
                let (id, sources) = (free_claim_id(into), other.sources.clone());
                let claim = Claim {
                    id,
                    when: Some(when),
                    sources,
                    note,
                    weight: None,
                    extra: Default::default(),
                };
                into.claims.push(claim);
            }
        }
        _ => {}
    }
    let mut names = BTreeMap::new();
    for claim in &other.claims {
        let taken = into.claims.iter().any(|c| c.id == claim.id);
        let id = if taken { free_claim_id(into) } else { claim.id.clone() };
        names.insert(claim.id.clone(), id.clone());
        into.claims.push(Claim { id, when: date(&claim.when), ..claim.clone() });
    }
    texts(into, other);
    unite_sources(&mut into.sources, &other.sources);
    unite(&mut into.facts, &other.facts);
    unite(&mut into.actors, &other.actors);
    unite(&mut into.disputes, &other.disputes);
    unite(&mut into.related, &other.related);
    unite(&mut into.marked, &other.marked);
    into.importance = into.importance.min(other.importance);
    into.inferred &= other.inferred;
    into.after = into.after.take().or_else(|| other.after.clone());
    into.document_date = into.document_date.take().or_else(|| date(&other.document_date));
    into.publication_date = into.publication_date.take().or_else(|| date(&other.publication_date));
    for (key, value) in &other.extra {
        if !into.extra.contains_key(key) {
            into.extra.insert(key.clone(), value.clone());
        }
    }
    names
}

/// Titles, places and words that differ are kept as words.
fn texts(into: &mut Event, other: &Event) {
    if into.kind.is_empty() {
        into.kind.clone_from(&other.kind);
    }
    let mut beside = Vec::new();
    if other.title.trim() != into.title.trim() && !other.title.trim().is_empty() {
        beside.push(format!("Also recorded as “{}” ({}).", other.title.trim(), other.id));
    }
    match (&into.place, &other.place) {
        (None, place) => into.place = place.clone(),
        (Some(here), Some(there)) if here != there => {
            beside.push(format!("Also placed at {there}."))
        }
        _ => {}
    }
    if let Some(description) = &other.description {
        join_text(&mut into.description, description);
    }
    for note in other.note.iter().chain(&beside) {
        join_text(&mut into.note, note);
    }
}

/// True where both mean the same, however they are written.
fn same(a: &When, b: &When, zone: Zone) -> bool {
    a == b || (a.form().is_some() && a.extent(zone) == b.extent(zone))
}

/// Scenarios that take a claim of the other event take it as a claim of the one that stays.
fn rename_claims(
    scenarios: &mut [Scenario],
    first: &EventId,
    other: &EventId,
    names: &BTreeMap<ClaimId, ClaimId>,
) {
    for scenario in scenarios {
        if let Some(claim) = scenario.claims.remove(other) {
            let claim = names.get(&claim).cloned().unwrap_or(claim);
            scenario.claims.entry(first.clone()).or_insert(claim);
        }
    }
}
