//! A saved picture on a slide: one message in large letters.

use super::page::page;
use super::plate::{Plate, PlateInput};

/// Lays a picture out for a slide; `input.size` is that of the slide in points (1/72 inch), so that sizes of
/// text are those of the slide.
#[must_use]
pub fn slide(input: &PlateInput<'_>) -> Plate {
    page(input)
}
