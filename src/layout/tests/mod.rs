//! Tests of the canvas as a whole.

mod canvas;
mod fixture;
mod hostile;
mod limits;
mod overlap;
mod page;
mod page_asked;
mod page_marks;
mod picture;
mod print;
