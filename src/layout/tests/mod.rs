//! Tests of the canvas as a whole.

mod canvas;
mod fixture;
mod hostile;
mod limits;
mod overlap;
mod page;
mod picture;
mod print;
