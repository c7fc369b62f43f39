//! The panel of doubts: other dates, claims, readings, scenarios, checks.

mod checks;
pub mod claims;
mod dates;
mod readings;
mod scenarios;

pub use dates::date_for;

use super::{Look, widgets};
use crate::law::{Check, ClaimEffects, Deciding, Known, Milestone, ReadingRow};
use crate::state::{Action, Change, DoubtPage, Doubts};
use egui::{Align, Layout, Role, ScrollArea, Ui, WidgetInfo};
use std::sync::Arc;

/// What the pages show besides the case; `None` for what no open page asks for.
#[derive(Debug, Clone, Default)]
pub struct Doubted {
    /// Which dates decide which verdicts, and where; `None` also where it would take too long.
    pub deciding: Option<Arc<Vec<Deciding>>>,
    /// What each claim would change; `None` also where it would take too long.
    pub effects: Option<Arc<ClaimEffects>>,
    /// Limits that can be read in several ways.
    pub readings: Option<Arc<Vec<ReadingRow>>>,
    /// What looks wrong or is missing.
    pub checks: Option<Arc<Vec<Check>>>,
    /// Moments at which something changes.
    pub milestones: Option<Arc<Vec<Milestone>>>,
    /// What had been published by the as-of date.
    pub known: Option<Arc<Known>>,
}

/// Height that the panel opens with in a window of some height: the picture above it stays the larger part.
#[must_use]
pub fn height(window: f32) -> f32 {
    (window * 0.3).clamp(160.0, 320.0)
}

/// Draws it while it is open.
pub fn doubts_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let doubts = &look.view.doubts;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for page in DoubtPage::ALL {
            let count = look.doubted.checks.as_ref().map(|c| c.len());
            let words = match (page, count) {
                (DoubtPage::Checks, Some(n)) => format!("{} ({n})", page.words()),
                _ => page.words().to_owned(),
            };
            let on = doubts.page == page;
            let response = ui.add(widgets::button(&words).selected(on));
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, &words));
            if response.clicked() && !on {
                actions.push(Change::Doubts(Doubts { page, ..doubts.clone() }).into());
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(widgets::button("Close"));
            let spoken = "Close the panel of doubts; what is supposed stays";
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
            if close.on_hover_text(spoken).clicked() {
                actions.push(Change::Doubts(Doubts { open: false, ..doubts.clone() }).into());
            }
        });
    });
    ui.add_space(6.0);
    let page = doubts.page;
    ScrollArea::vertical().id_salt(("doubts", page.words())).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        match page {
            DoubtPage::Dates => dates::dates_ui(ui, look, &mut actions),
            DoubtPage::Readings => readings::readings_ui(ui, look, &mut actions),
            DoubtPage::Scenarios => scenarios::scenarios_ui(ui, look, &mut actions),
            DoubtPage::Checks => checks::checks_ui(ui, look, &mut actions),
        }
    });
    actions
}
