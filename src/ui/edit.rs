//! The editor: events, claims, lanes, states, limits, several events at once, the log.

use super::Look;
use crate::state::Action;
use egui::Context;

/// Draws it while it is open.
pub fn edit_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let _ = (context, look);
    Vec::new()
}
