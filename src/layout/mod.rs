//! Dates in, shapes at fixed places out. Pure: the same input gives the same bytes on every machine.

mod bands;
mod calendar_unit;
pub mod describe;
mod emphasis;
mod flow;
mod fold;
mod footer;
mod frame;
mod labels;
mod lanes;
mod lanes_draw;
mod limit_bars;
mod limit_print;
mod limit_row;
mod limit_words;
mod limits;
mod links;
mod mark_shapes;
mod marks;
mod near_words;
mod outcome;
mod pen;
pub mod picture;
mod rows;
pub mod scale;
pub mod sheet;
mod targets;
pub mod ticks;
pub mod timeline;

pub use pen::visible_texts;
pub use picture::{PictureInput, picture};
pub use scale::Scale;
pub use sheet::{Input, Sheet, Tag, Target, TargetKind};
pub use timeline::timeline;

#[cfg(test)]
mod tests;
