//! The command palette: every command by its name, with its keys.

use super::Look;
use crate::state::Action;
use egui::Context;

/// Draws it while it is open.
pub fn palette_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let _ = (context, look);
    Vec::new()
}
