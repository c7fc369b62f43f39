//! The query line above the canvas, with completion, and what is wrong with the query.

use super::Look;
use crate::state::Action;
use egui::Ui;

/// Draws it while it is open.
pub fn search_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let _ = (ui, look);
    Vec::new()
}

/// True while the query line is shown.
#[must_use]
pub fn is_open(look: &Look<'_>) -> bool {
    look.view.search.wants_focus || !look.view.search.text.is_empty()
}
