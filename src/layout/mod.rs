//! Dates in, shapes at fixed places out. Pure: the same input gives the same bytes on every machine.

pub mod sheet;
pub mod timeline;

pub use sheet::{Input, Sheet, Tag, Target, TargetKind};
pub use timeline::timeline;
