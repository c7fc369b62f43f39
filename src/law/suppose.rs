//! What is supposed instead of the preferred dates and the default readings, for one look at a case.

mod bounds;
mod pose;
mod scenario;
mod told;

pub use scenario::{ScenarioProblem, problems, problems_among, scenario_from};
pub(in crate::law) use told::reading_step;
pub use told::{Otherwise, Supposed};

use super::compute::Asked;
use super::counting::{Profile, Reading};
use super::known::known;
use crate::case::{Case, ClaimId, EventId, Scenario, ScenarioId};
use crate::date::{Instant, When};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A doubt that is being tried out. The default supposes nothing: the facts as the file has them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Suppose {
    /// Other dates, by event; each within what the event's own date leaves open. Others are passed over:
    /// what leaves the record behind is a scenario, and has a name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<EventId, When>,
    /// Claims that feed the count in the place of preferred dates.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<EventId, ClaimId>,
    /// Readings taken instead of the default ones.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<Profile, Reading>,
    /// The scenario that is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioId>,
    /// True to leave out what no source had published by the as-of date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
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

    /// The case as it would be. `as_of` matters only where no more is supposed to be known than was then.
    #[must_use]
    pub fn case<'a>(&self, case: &'a Case, as_of: Instant) -> Cow<'a, Case> {
        if self.is_empty() {
            return Cow::Borrowed(case);
        }
        let supposed = pose::pose(self, case);
        Cow::Owned(if self.known_then { known(&supposed, as_of).case } else { supposed })
    }

    /// The readings that are taken: those of the scenario, and over them those chosen here.
    #[must_use]
    pub fn readings(&self, case: &Case) -> BTreeMap<Profile, Reading> {
        let mut readings = self.scenario(case).map(scenario::readings).unwrap_or_default();
        readings.extend(self.readings.iter().map(|(p, r)| (*p, *r)));
        readings
    }

    /// What to ask of the law about [`Self::case`]: the readings, and what each row must say of itself. `case` is
    /// the case as the file has it.
    #[must_use]
    pub fn asked(&self, case: &Case, as_of: Instant) -> Asked {
        Asked {
            as_of: Some(as_of),
            readings: self.readings(case),
            supposed: self.told(case),
            ..Asked::default()
        }
    }
}

#[cfg(test)]
mod tests;
