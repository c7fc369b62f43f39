//! The facts as they are, behind what is supposed instead.

use super::Hand;
use egui::Painter;

impl Hand<'_> {
    /// Draws what a supposition moved, where it was.
    pub(super) fn ghosts(&self, painter: &Painter) {
        let _ = painter;
    }
}
