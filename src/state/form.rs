//! The editor: which part of the case is open in it.

use crate::case::{ClaimId, EventId, LaneId, LimitId, SourceId, StateId};

/// What is open in the editor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// What is edited; `None` while the editor is closed.
    pub subject: Option<Editing>,
}

/// A thing that can be edited. `None` inside stands for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editing {
    /// An event with its claims.
    Event(Option<EventId>),
    /// A claim about an event.
    Claim(EventId, Option<ClaimId>),
    /// A source with its provenance.
    Source(Option<SourceId>),
    /// A lane.
    Lane(Option<LaneId>),
    /// A state over time.
    State(Option<StateId>),
    /// A limit fixed by an order.
    Limit(Option<LimitId>),
    /// Which rules the case lists.
    Rules,
    /// Title, zone, as-of date: the case as a whole.
    Case,
    /// All selected events at once.
    Bulk,
    /// The log of changes.
    Log,
}
