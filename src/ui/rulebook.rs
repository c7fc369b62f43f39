//! The rule editor, with the worked trace as a preview.

use super::Look;
use crate::state::Action;
use egui::Context;

/// Draws it while it is open.
pub fn rulebook_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let _ = (context, look);
    Vec::new()
}
