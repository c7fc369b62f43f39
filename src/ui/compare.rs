//! The list of cases that are compared.

use super::Look;
use crate::state::Action;
use egui::Context;

/// Draws it while it is open.
pub fn compare_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let _ = (context, look);
    Vec::new()
}
