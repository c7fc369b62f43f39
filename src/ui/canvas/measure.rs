//! Measuring with Shift and a drag.

use super::Hand;
use egui::{Response, Ui};

impl Hand<'_> {
    /// True while the drag measures instead of moving the window.
    pub(super) fn is_measuring(ui: &Ui) -> bool {
        ui.input(|i| i.modifiers.shift_only())
    }

    /// Follows a measuring hand, and draws the measure.
    pub(super) fn measure(&mut self, ui: &Ui, back: &Response) {
        let _ = (ui, back);
    }
}
