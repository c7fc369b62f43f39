//! The record of a case: what happened, who says so, what the law is asked about it.
//!
//! These types are the native file, field for field; its JSON Schema is made
//! from them. Unknown fields are kept in `extra` and written back.

mod carried;
pub mod edit;
mod event;
mod extra;
mod figure;
mod fingerprint;
pub mod fold;
mod ids;
mod limit;
pub mod merge;
mod private;
pub mod provenance;
mod record;
mod saved;
pub mod size;
mod source;
mod tag;

pub use carried::NotCarried;
pub use edit::{Edit, Op, OpError};
pub use event::{Certainty, Claim, Event, FactRef, Importance, SourceRef, Weight};
pub use extra::Extra;
pub use figure::{Blur, Dropped, Figure, Form, Hidden, Part, Redaction, Reveal, Story, StoryStep};
pub use fingerprint::sha256_hex;
pub use ids::{
    ClaimId, EventId, Fact, FigureId, LaneId, LimitId, RuleId, ScenarioId, SourceId, StateId,
    ThreadId, ViewId,
};
pub use limit::{FixedLimit, FixedVersion, Names, RuleEntry, RuleGroup, View};
pub use private::{Notation, PRIVATE, PRIVATE_VERSION, print_of, restore};
pub use provenance::{Capture, Custody, Verification};
pub use record::{Case, FORMAT, Lane, Opening, State, VERSION};
pub use saved::{LogEntry, SavedView, Scenario};
pub use size::{Size, SizeError};
pub use source::{Collected, FileHash, MEDIA, Source};
pub use tag::Tag;

/// The field of a case that says from which file of another format it was made; see `read::import::again`.
pub const IMPORTED_FROM: &str = "imported_from";
