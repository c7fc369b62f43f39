//! Changes of a case, as data: what the editor does, what undo takes back.
//!
//! An [`Op`] is one step that keeps the file whole: references follow a thing that is given
//! another name, and a thing that something else rests on is not removed in silence. An [`Edit`]
//! is what a person does in one go: some steps under a name.

mod apply;
mod bulk;
mod claims;
mod free;
mod join;
mod list;
mod moves;
mod refs;
mod remove;
mod sound;
mod split;
#[cfg(test)]
mod tests;
mod thing;
mod uses;

pub use bulk::{BulkChange, Bulked, bulk};
pub use claims::{prefer_claim, put_claim, remove_claim};
pub use free::{
    free_claim_id, free_event_id, free_lane_id, free_limit_id, free_scenario_id, free_source_id,
    free_state_id, free_view_id,
};
pub use join::merge;
pub use moves::{MoveError, Snap, move_event, moved};
pub use remove::{remove_events, remove_lane, remove_limit, remove_source, remove_state};
pub use split::{Divide, Split, split};
pub use thing::Thing;
pub use uses::{Use, uses};

use super::{
    Case, Event, EventId, Figure, FixedLimit, Lane, LaneId, LimitId, LogEntry, Opening, Redaction,
    RuleEntry, SavedView, Scenario, Source, SourceId, State, StateId, Story, View,
};
use crate::date::When;

/// The head of a case: what is said of it as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// What the case is called.
    pub title: String,
    /// A few words beside the title.
    pub subtitle: Option<String>,
    /// Zone (IANA name) of the axis and of hours without offset.
    pub zone: Option<String>,
    /// The day or moment on which the case is judged.
    pub as_of: Option<When>,
    /// What this file is.
    pub note: Option<String>,
    /// What is shown first.
    pub opening: Option<Opening>,
}

/// One step of an edit. Where a step names an `old` thing, that thing is replaced in its place;
/// without one, the new thing goes to the end of its list.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Puts an event. An event with another id than the old one takes its references along.
    Event(Option<EventId>, Box<Event>),
    /// Puts an event at a seat of the list, counted from 0.
    EventAt(usize, Box<Event>),
    /// Puts many events in the places of those of the same names.
    Events(Vec<Event>),
    /// Takes events out. Refused while anything refers to them; see [`remove_events`].
    RemoveEvents(Vec<EventId>),
    /// Puts a source.
    Source(Option<SourceId>, Box<Source>),
    /// Takes a source out. Refused while anything refers to it; see [`remove_source`].
    RemoveSource(SourceId),
    /// Puts a lane.
    Lane(Option<LaneId>, Box<Lane>),
    /// Moves a lane to a seat, counted from 0.
    MoveLane(LaneId, usize),
    /// Takes a lane out. Refused while anything refers to it; see [`remove_lane`].
    RemoveLane(LaneId),
    /// Puts a state over time.
    State(Option<StateId>, Box<State>),
    /// Takes a state out. Refused while a figure names it; see [`remove_state`].
    RemoveState(StateId),
    /// Puts a limit fixed by an order.
    Limit(Option<LimitId>, Box<FixedLimit>),
    /// Takes such a limit out. Refused while anything names it; see [`remove_limit`].
    RemoveLimit(LimitId),
    /// Puts an attributed opinion in the seat of another, counted from 0, or at the end.
    Opinion(Option<usize>, Box<View>),
    /// Takes an opinion out.
    RemoveOpinion(usize),
    /// Lists other rules, in another order.
    Rules(Vec<RuleEntry>),
    /// Says something else of the case as a whole.
    Head(Box<Head>),
    /// Keeps these figures and this story.
    Pictures(Vec<Figure>, Option<Story>),
    /// Keeps these profiles of redaction.
    Redactions(Vec<Redaction>),
    /// Keeps these views.
    SavedViews(Vec<SavedView>),
    /// Keeps these scenarios.
    Scenarios(Vec<Scenario>),
    /// Keeps this log of changes; `None` keeps none.
    Log(Option<Vec<LogEntry>>),
    /// Takes things out, with every reference to them and with everything that cannot be without them.
    Purge(Vec<Thing>),
    /// What refers to the first thing refers to the second, of the same kind; both stay.
    Redirect(Thing, Thing),
}

/// A change of the case: one step for undo, whatever it is made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edit {
    /// What it does, as in `Rename figure`.
    pub label: String,
    /// What is done, in this order; all of it or nothing.
    pub ops: Vec<Op>,
    /// The field that is typed into: letters typed into one field are one change.
    pub field: Option<String>,
    /// Why, for the log of changes, where the case keeps one.
    pub why: Option<String>,
}

impl Edit {
    /// One step under a name.
    #[must_use]
    pub fn one(label: impl Into<String>, op: Op) -> Self {
        Self { label: label.into(), ops: vec![op], ..Self::default() }
    }

    /// Starts a log of changes, which is kept in the file from now on.
    #[must_use]
    pub fn start_log() -> Self {
        Self::one("Start the log of changes", Op::Log(Some(Vec::new())))
    }

    /// Drops the log of changes with all that it holds.
    #[must_use]
    pub fn drop_log() -> Self {
        Self::one("Drop the log of changes", Op::Log(None))
    }
}

/// Why a step could not be done. The case is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpError {
    /// There is nothing of that name.
    #[error("there is no {what} “{id}” in the case any more")]
    Gone {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
    },
    /// The name is taken.
    #[error("the case has another {what} “{id}”; choose another name")]
    Taken {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
    },
    /// Something cannot be without a name.
    #[error("the {what} has no name (id)")]
    NoName {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
    },
    /// Something else rests on it.
    #[error("{what} “{id}” is still used by {by}; change that first")]
    Used {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
        /// What uses it, in words.
        by: String,
    },
    /// It would refer to something that is not there.
    #[error(
        "{by} names {what} “{id}”, which the case does not have; choose another or add it first"
    )]
    Unknown {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name of nothing.
        id: String,
        /// What would refer to it, in words.
        by: String,
    },
    /// An event cannot follow itself.
    #[error("event “{id}” cannot follow itself; choose another event")]
    Itself {
        /// The event.
        id: String,
    },
    /// There is no date in it that can be counted.
    #[error("the {what} “{id}” has no date that can be read, so it cannot be preferred")]
    Undated {
        /// `claim`.
        what: &'static str,
        /// The name.
        id: String,
    },
    /// Less than two things were chosen.
    #[error("at least two events are needed to make one of them")]
    TooFew,
    /// The case keeps a log of changes, and nobody said what time it is.
    #[error("the change cannot be written into the log of changes, because the time is not known")]
    NoClock,
}

impl Op {
    /// True where events, rules, states or the zone may change: then everything is counted again.
    #[must_use]
    pub const fn touches_record(&self) -> bool {
        !matches!(
            self,
            Self::Pictures(..)
                | Self::Redactions(_)
                | Self::SavedViews(_)
                | Self::Scenarios(_)
                | Self::Log(_)
        )
    }
}

impl Head {
    /// What the case says of itself.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            title: case.title.clone(),
            subtitle: case.subtitle.clone(),
            zone: case.zone.clone(),
            as_of: case.as_of.clone(),
            note: case.note.clone(),
            opening: case.opening.clone(),
        }
    }
}
