//! The as-of date as a slider through the whole case.

use super::Look;
use crate::state::Action;
use egui::Ui;

/// Draws it while it is open.
pub fn slider_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let _ = (ui, look);
    Vec::new()
}
