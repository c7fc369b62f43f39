//! Shapes at fixed places: what a picture is made of, before anything paints it.
//!
//! A [`Scene`] is plain data. The layout makes it, and the window, the SVG
//! writer and the tests each walk it once. It knows sizes and semantic inks,
//! no dates, no colours and no renderer.

mod columns;
pub mod cut;
pub mod fonts;
pub mod hatch;
pub mod ink;
pub(crate) mod kept;
pub mod measure;
mod place;
pub mod shape;
pub mod theme;
pub mod vision;

pub use columns::{bar_corners, outlines};
pub use ink::Ink;
pub use measure::Measure;
pub use place::{shifted, within_clips};
pub use shape::{
    Bar, BarForm, Fill, Group, Node, Pattern, Point, Rect, Scene, Shape, Stroke, Text, Weight, part,
};
pub use theme::{Rgb, Theme};
pub use vision::Vision;
