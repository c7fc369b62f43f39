//! Tests of the canvas as a whole.

mod canvas;
pub mod fixture;
mod hostile;
mod limits;
mod overlap;
mod picture;
mod print;
