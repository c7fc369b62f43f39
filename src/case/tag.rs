//! Handles of what a picture of a case shows, known to the picture and to whoever selects in it.

use super::{ClaimId, EventId, LaneId, StateId};
use std::fmt;

/// The handle of a mark: its hit area, its node for screen readers, its `<title>` in SVG.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// An event.
    Event(EventId),
    /// A competing claim about an event.
    Claim(EventId, ClaimId),
    /// A deadline, by its key.
    Limit(String),
    /// A state over time.
    State(StateId),
    /// The head of a lane.
    Lane(LaneId),
    /// Several marks in too little room: the events, in the order of time.
    Fold(Vec<EventId>),
    /// The as-of line.
    AsOf,
    /// A layer of bulk events, by its number: its head.
    Layer(u32),
    /// A lane of a layer, by the code of its value.
    Band(u32, u32),
    /// A row of a layer, by its number in the file.
    Row(u32, u64),
}

impl fmt::Display for Tag {
    /// `event:E12`, `claim:E12:C1-a`, `limit:R-RPE-188:E12`, `fold:E01+E02`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(id) => write!(f, "event:{id}"),
            Self::Claim(event, claim) => write!(f, "claim:{event}:{claim}"),
            Self::Limit(key) => write!(f, "limit:{key}"),
            Self::State(id) => write!(f, "state:{id}"),
            Self::Lane(id) => write!(f, "lane:{id}"),
            Self::Fold(ids) => match ids.as_slice() {
                [first, .., last] => write!(f, "fold:{first}+{}+{last}", ids.len()),
                [one] => write!(f, "fold:{one}"),
                [] => f.write_str("fold:"),
            },
            Self::AsOf => f.write_str("as-of"),
            Self::Layer(layer) => write!(f, "layer:{layer}"),
            Self::Band(layer, lane) => write!(f, "layer:{layer}:lane:{lane}"),
            Self::Row(layer, row) => write!(f, "layer:{layer}:row:{row}"),
        }
    }
}
