//! Things of a case that others refer to.

use crate::case::{Case, EventId, LaneId, LimitId, SourceId, StateId};

/// A thing that others refer to by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An event.
    Event(EventId),
    /// A source.
    Source(SourceId),
    /// A lane.
    Lane(LaneId),
    /// A state over time.
    State(StateId),
    /// A limit fixed by an order.
    Limit(LimitId),
}

/// What a reference is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Event,
    Source,
    Lane,
    State,
    Limit,
}

impl Thing {
    /// Its name in the file.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Event(id) => id.as_str(),
            Self::Source(id) => id.as_str(),
            Self::Lane(id) => id.as_str(),
            Self::State(id) => id.as_str(),
            Self::Limit(id) => id.as_str(),
        }
    }

    /// `event`, `source`, `lane`, `state` or `limit`.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Source(_) => "source",
            Self::Lane(_) => "lane",
            Self::State(_) => "state",
            Self::Limit(_) => "limit",
        }
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Event(_) => Kind::Event,
            Self::Source(_) => Kind::Source,
            Self::Lane(_) => Kind::Lane,
            Self::State(_) => Kind::State,
            Self::Limit(_) => Kind::Limit,
        }
    }

    /// True where the case has it.
    #[must_use]
    pub fn is_in(&self, case: &Case) -> bool {
        match self {
            Self::Event(id) => case.event(id).is_some(),
            Self::Source(id) => case.source(id).is_some(),
            Self::Lane(id) => case.lane(id).is_some(),
            Self::State(id) => case.states.iter().any(|s| &s.id == id),
            Self::Limit(id) => case.fixed_limits.iter().any(|l| &l.id == id),
        }
    }

    /// `event “Arrest”`: with its title where it has one, else with its name.
    #[must_use]
    pub fn words(&self, case: &Case) -> String {
        let title = match self {
            Self::Event(id) => case.event(id).map(|e| e.title.as_str()),
            Self::Source(id) => case.source(id).map(|s| s.title.as_str()),
            Self::Lane(id) => case.lane(id).map(|l| l.title.as_str()),
            Self::State(id) => case
                .states
                .iter()
                .find(|s| &s.id == id)
                .map(|s| s.title.as_deref().unwrap_or(&s.kind)),
            Self::Limit(id) => {
                case.fixed_limits.iter().find(|l| &l.id == id).map(|l| l.title.as_str())
            }
        };
        let name = title.filter(|t| !t.trim().is_empty()).unwrap_or_else(|| self.id());
        format!("{} “{name}”", self.what())
    }
}
