//! Charts: events per day, by lane and kind; delay per rule across cases.

use super::Look;
use crate::state::Action;
use egui::Context;

/// Draws it while it is open.
pub fn activity_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let _ = (context, look);
    Vec::new()
}
