//! Dragging a mark: to another date, or within what its own date leaves open.

use super::Hand;
use crate::layout::Target;
use egui::{Response, Ui};

impl Hand<'_> {
    /// Follows the hand that drags a mark.
    pub(super) fn drag_mark(&mut self, ui: &Ui, response: &Response, target: &Target) {
        let _ = (ui, response, target);
    }
}
