//! Dates in, shapes at fixed places out. Pure: the same input gives the same bytes on every machine.

mod calendar_unit;
mod pen;
pub mod scale;
pub mod sheet;
pub mod ticks;
pub mod timeline;

pub use scale::Scale;
pub use sheet::{Input, Sheet, Tag, Target, TargetKind};
pub use timeline::timeline;
