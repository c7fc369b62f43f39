//! Tests of the canvas as a whole.

mod canvas;
pub(crate) mod fixture;
mod hostile;
mod layers;
mod limits;
pub(crate) mod overlap;
mod page;
mod page_asked;
mod page_marks;
mod print;
