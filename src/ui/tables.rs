//! The tables of events and of time limits.

use super::Look;
use crate::state::Action;
use egui::Ui;

/// Draws it while it is open.
pub fn tables_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let _ = (ui, look);
    Vec::new()
}
