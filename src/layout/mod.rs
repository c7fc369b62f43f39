//! Dates in, shapes at fixed places out. Pure: the same input gives the same bytes on every machine.

mod bands;
mod calendar_unit;
pub mod describe;
mod emphasis;
mod flow;
mod fold;
mod frame;
mod labels;
mod lane_head;
mod lanes;
mod lanes_draw;
pub mod layers;
mod limit_bars;
mod limit_head;
mod limit_print;
mod limit_row;
mod limit_words;
mod limits;
mod links;
mod mark_shapes;
mod marks;
mod near_words;
mod outcome;
pub mod page;
mod page_scale;
mod page_words;
mod pen;
pub mod plate;
mod rows;
pub mod scale;
pub mod sheet;
pub mod slide;
mod targets;
pub mod texts;
pub mod ticks;
pub mod timeline;
mod withheld;

pub use layers::{ink as layer_ink, named as layer_words};
pub use page::page;
pub use pen::visible_texts;
pub use plate::{Plate, PlateInput};
pub use scale::Scale;
pub use sheet::{Beneath, Input, Manner, Room, Sheet, Tag, Target, TargetKind};
pub use slide::slide;
pub use texts::{Subject, Texts};
pub use timeline::timeline;

#[cfg(test)]
mod tests;
