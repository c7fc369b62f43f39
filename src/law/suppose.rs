//! What is supposed instead of the preferred dates and the default readings, for one look at a case.

use super::counting::{Profile, Reading};
use crate::case::{Case, ClaimId, EventId, Scenario, ScenarioId};
use crate::date::{Instant, When};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A doubt that is being tried out. The default supposes nothing: the facts as the file has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suppose {
    /// Other dates, by event; each within what the event's own date leaves open, or anything a scenario says.
    pub dates: BTreeMap<EventId, When>,
    /// Claims that feed the count in the place of preferred dates.
    pub claims: BTreeMap<EventId, ClaimId>,
    /// Readings taken instead of the default ones.
    pub readings: BTreeMap<Profile, Reading>,
    /// The scenario that is looked at.
    pub scenario: Option<ScenarioId>,
    /// True to leave out what no source had published by the as-of date.
    pub known_then: bool,
}

impl Suppose {
    /// True where nothing is supposed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The scenario, where the case still has it.
    #[must_use]
    pub fn scenario<'a>(&self, case: &'a Case) -> Option<&'a Scenario> {
        let id = self.scenario.as_ref()?;
        case.scenarios.iter().find(|s| &s.id == id)
    }

    /// The case as it would be.
    #[must_use]
    pub fn case<'a>(&self, case: &'a Case, as_of: Instant) -> Cow<'a, Case> {
        let _ = as_of;
        if self.is_empty() {
            return Cow::Borrowed(case);
        }
        let mut supposed = case.clone();
        let scenario = self.scenario(case);
        if let Some(scenario) = scenario {
            supposed.events.retain(|e| !scenario.without.contains(&e.id));
            supposed.events.extend(scenario.events.iter().cloned());
        }
        for event in &mut supposed.events {
            let claim = self.claims.get(&event.id);
            let claim = claim.or_else(|| scenario?.claims.get(&event.id));
            let claimed = claim.and_then(|id| event.claims.iter().find(|c| &c.id == id));
            let date = self.dates.get(&event.id).or_else(|| scenario?.dates.get(&event.id));
            if let Some(when) = date.or_else(|| claimed?.when.as_ref()) {
                event.when = Some(when.clone());
            }
        }
        Cow::Owned(supposed)
    }
}
