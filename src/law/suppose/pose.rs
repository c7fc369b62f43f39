//! The case as it would be: other dates, claims before preferred dates, events added and left out.

use super::Suppose;
use crate::case::{Case, Claim, ClaimId, Event, EventId, Scenario, SourceRef};
use crate::date::{When, Zone};
use std::collections::BTreeSet;

/// The date that an event is supposed to have, and why.
pub(super) struct PosedDate<'a> {
    pub when: When,
    /// The claim that gives it.
    pub claim: Option<&'a Claim>,
    pub by_scenario: bool,
}

/// The date that an event is supposed to have, where it is another than its own: the one chosen here before the
/// one of the scenario, and a date before a claim.
pub(super) fn date_of<'a>(
    suppose: &Suppose,
    scenario: Option<&Scenario>,
    event: &'a Event,
    zone: Zone,
) -> Option<PosedDate<'a>> {
    let dated =
        |when: &When, by_scenario| Some(PosedDate { when: when.clone(), claim: None, by_scenario });
    let claimed = |id: &ClaimId, by_scenario| {
        let claim = event.claims.iter().find(|c| &c.id == id)?;
        let when = claim.when.clone().filter(|w| w.problem().is_none())?;
        Some(PosedDate { when, claim: Some(claim), by_scenario })
    };
    let own = suppose.dates.get(&event.id).filter(|w| Suppose::allowed(event, w, zone));
    let posed = own
        .and_then(|when| dated(when, false))
        .or_else(|| claimed(suppose.claims.get(&event.id)?, false))
        .or_else(|| {
            let when = scenario?.dates.get(&event.id).filter(|w| w.problem().is_none())?;
            dated(when, true)
        })
        .or_else(|| claimed(scenario?.claims.get(&event.id)?, true))?;
    (event.when.as_ref() != Some(&posed.when)).then_some(posed)
}

/// The case with everything that is supposed, but for what was known when.
pub(super) fn pose(suppose: &Suppose, case: &Case) -> Case {
    let mut posed = case.clone();
    let scenario = suppose.scenario(case);
    if let Some(scenario) = scenario {
        let without: BTreeSet<&EventId> = scenario.without.iter().collect();
        posed.events.retain(|e| !without.contains(&e.id));
        let known: BTreeSet<EventId> = posed.events.iter().map(|e| e.id.clone()).collect();
        let new = |e: &&Event| !known.contains(&e.id);
        posed.events.extend(scenario.events.iter().filter(new).cloned());
    }
    let zone = case.zone();
    for event in &mut posed.events {
        let Some(PosedDate { when, claim, .. }) = date_of(suppose, scenario, event, zone) else {
            continue;
        };
        let taken = claim.map(|c| c.id.clone());
        let before = event.when.replace(when);
        if let Some(id) = taken {
            beside(event, &id, before);
        }
    }
    posed
}

/// Puts the preferred date in the seat of the claim that took its place, so that nothing is lost: each is now a
/// competing version of the other.
fn beside(event: &mut Event, taken: &ClaimId, before: Option<When>) {
    let Some(seat) = event.claims.iter().position(|c| &c.id == taken) else { return };
    let sources: Vec<SourceRef> = event.sources.clone();
    let claim = event.claims.remove(seat);
    let Some(when) = before else { return };
    let used: BTreeSet<&str> = event.claims.iter().map(|c| c.id.as_str()).collect();
    let names =
        (1_usize..).map(|n| if n == 1 { PREFERRED.to_owned() } else { format!("{PREFERRED}-{n}") });
    let free = |name: &String| !used.contains(name.as_str()) && name != claim.id.as_str();
    let Some(id) = names.take(used.len() + 3).find(free) else { return };
    let preferred = Claim {
        id: ClaimId::from(id),
        when: Some(when),
        sources,
        note: Some("The preferred date of the record".to_owned()),
        weight: None,
        extra: crate::case::Extra::new(),
    };
    event.claims.insert(seat, preferred);
}

/// Id of the claim that a preferred date becomes while another one feeds the count.
const PREFERRED: &str = "preferred";
