//! A saved picture on a page: words above and below the canvas.

use super::plate::{Plate, PlateInput};
use super::sheet::Input;
use super::timeline::timeline;

/// Lays a picture out for a page.
#[must_use]
pub fn page(input: &PlateInput<'_>) -> Plate {
    let sheet = timeline(&Input {
        case: input.case,
        shown: input.shown,
        deadlines: input.deadlines,
        states: input.states,
        as_of: input.as_of,
        window: input.window,
        size: (input.size.0, input.size.1.unwrap_or(input.size.0 * 0.6)),
        scroll: 0.0,
        selection: input.highlight.first(),
        print: input.print,
        measure: input.measure,
    });
    Plate { sheet, warnings: Vec::new() }
}
