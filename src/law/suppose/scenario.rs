//! Scenarios of a case: from what is tried out to one that is kept, and what in one cannot be followed.

use super::Suppose;
use crate::case::{Case, ClaimId, Event, EventId, Extra, Scenario, ScenarioId};
use crate::law::{Profile, Reading};
use std::collections::BTreeMap;

/// Something that a scenario names and that is not there. It is passed over, and the rest of the scenario stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioProblem {
    /// It dates, varies or leaves out an event that the case does not have.
    #[error("there is no event “{0}”")]
    NoEvent(EventId),
    /// It takes a claim that the event does not have.
    #[error("event “{0}” has no claim “{1}”")]
    NoClaim(EventId, ClaimId),
    /// It takes a claim that gives no date.
    #[error("claim “{1}” of event “{0}” gives no date that can be counted")]
    NoDate(EventId, ClaimId),
    /// A date that cannot be read.
    #[error("the date of event “{0}” cannot be read")]
    BadDate(EventId),
    /// A counting profile that the program does not have.
    #[error("there is no counting profile “{0}”")]
    NoProfile(String),
    /// A reading that the profile does not have.
    #[error("profile “{0}” has no reading “{1}”")]
    NoReading(String, String),
    /// An event is added under an id that the case has already.
    #[error("the case has an event “{0}” already")]
    Taken(EventId),
}

/// What a scenario names and cannot be followed.
#[must_use]
pub fn problems(scenario: &Scenario, case: &Case) -> Vec<ScenarioProblem> {
    problems_among(scenario, |id| case.event(id))
}

/// The same with the events of the case found by another way.
pub fn problems_among<'a>(
    scenario: &'a Scenario,
    of_case: impl Fn(&EventId) -> Option<&'a Event>,
) -> Vec<ScenarioProblem> {
    let event = |id: &EventId| {
        let added = scenario.events.iter().find(|e| &e.id == id);
        of_case(id).or(added)
    };
    let mut found = Vec::new();
    for (id, when) in &scenario.dates {
        if event(id).is_none() {
            found.push(ScenarioProblem::NoEvent(id.clone()));
        } else if when.problem().is_some() {
            found.push(ScenarioProblem::BadDate(id.clone()));
        }
    }
    for (id, claim) in &scenario.claims {
        let Some(event) = event(id) else {
            found.push(ScenarioProblem::NoEvent(id.clone()));
            continue;
        };
        match event.claims.iter().find(|c| &c.id == claim) {
            None => found.push(ScenarioProblem::NoClaim(id.clone(), claim.clone())),
            Some(c) if c.when.as_ref().is_none_or(|w| w.problem().is_some()) => {
                found.push(ScenarioProblem::NoDate(id.clone(), claim.clone()));
            }
            Some(_) => {}
        }
    }
    let missing = scenario.without.iter().filter(|id| of_case(id).is_none());
    found.extend(missing.cloned().map(ScenarioProblem::NoEvent));
    let left_out = |id: &EventId| scenario.without.contains(id);
    let taken = scenario.events.iter().filter(|e| of_case(&e.id).is_some() && !left_out(&e.id));
    found.extend(taken.map(|e| ScenarioProblem::Taken(e.id.clone())));
    for (profile, reading) in &scenario.readings {
        match profile.parse::<Profile>() {
            Err(_) => found.push(ScenarioProblem::NoProfile(profile.clone())),
            Ok(p) if p.reading(reading).is_err() => {
                found.push(ScenarioProblem::NoReading(profile.clone(), reading.clone()));
            }
            Ok(_) => {}
        }
    }
    found
}

/// The readings of a scenario that there are.
pub(super) fn readings(scenario: &Scenario) -> BTreeMap<Profile, Reading> {
    let parsed = scenario.readings.iter().filter_map(|(profile, reading)| {
        let profile: Profile = profile.parse().ok()?;
        Some((profile, profile.reading(reading).ok()?))
    });
    parsed.collect()
}

/// A scenario that keeps everything that is supposed, over the one that is looked at, under another name.
#[must_use]
pub fn scenario_from(suppose: &Suppose, case: &Case, id: ScenarioId, title: String) -> Scenario {
    let mut scenario = suppose.scenario(case).cloned().unwrap_or_default();
    for (event, when) in &suppose.dates {
        scenario.claims.remove(event);
        scenario.dates.insert(event.clone(), when.clone());
    }
    for (event, claim) in suppose.claims.iter().filter(|(e, _)| !suppose.dates.contains_key(*e)) {
        scenario.dates.remove(event);
        scenario.claims.insert(event.clone(), claim.clone());
    }
    for (profile, reading) in &suppose.readings {
        scenario.readings.insert(profile.id().to_owned(), reading.id().to_owned());
    }
    Scenario { id, title, extra: Extra::new(), ..scenario }
}

impl Suppose {
    /// What a scenario supposes, and nothing else.
    #[must_use]
    pub fn of_scenario(id: ScenarioId) -> Self {
        Self { scenario: Some(id), ..Self::default() }
    }
}
