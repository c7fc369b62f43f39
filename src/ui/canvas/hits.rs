//! What the query finds, marked on the canvas, and the marks that are selected together.

use super::Hand;
use egui::Painter;

impl Hand<'_> {
    /// Marks what is found and what is selected.
    pub(super) fn hits(&self, painter: &Painter) {
        let _ = painter;
    }
}
