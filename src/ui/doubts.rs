//! The panel of doubts: other dates, claims, readings, scenarios, checks.

use super::Look;
use crate::state::Action;
use egui::Ui;

/// Draws it while it is open.
pub fn doubts_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let _ = (ui, look);
    Vec::new()
}
