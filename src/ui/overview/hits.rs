//! Where in the whole case the query finds something: flags at the top of the strip.

use crate::date::Bounds;
use crate::scene::Ink;
use crate::state::search::{Hit, place};
use crate::ui::{Look, theme};
use egui::{Id, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

/// Draws a flag for each point of the strip at which something is found; the one that was stepped to is larger.
pub(super) fn hits_ui(
    ui: &Ui,
    look: &Look<'_>,
    bounds: &[Option<Bounds>],
    (from, to): (f64, f64),
    plot: Rect,
) {
    let Some(Ok(_)) = look.hits else { return };
    let steps = look.steps;
    let here = place(steps, look.view, look.case(), look.deadlines);
    let span = (to - from).max(1.0);
    let x = |hit: &Hit| {
        let b = match hit {
            Hit::Event(n) => bounds.get(*n).copied().flatten(),
            Hit::Limit(n) => {
                let row = look.deadlines.get(*n)?;
                let facts = row.trigger.as_ref().or(row.act.as_ref());
                facts.map(|f| f.bounds)
            }
        }?;
        let start = if b.earliest.is_unbounded() { b.latest } else { b.earliest };
        if start.is_unbounded() {
            return None;
        }
        let part = (start.timestamp() as f64 - from) / span;
        Some(plot.left() + plot.width() * part.clamp(0.0, 1.0) as f32)
    };
    let color = theme::color(look.theme, Ink::Accent);
    // One a point: more cannot be told apart.
    let mut points = vec![false; plot.width().max(0.0) as usize + 1];
    for at in steps.iter().filter_map(x) {
        if let Some(point) = points.get_mut((at - plot.left()).max(0.0) as usize) {
            *point = true;
        }
    }
    for (n, _) in points.into_iter().enumerate().filter(|(_, on)| *on) {
        flag(ui, egui::pos2(plot.left() + n as f32, plot.top()), 3.5, color);
    }
    if let Some(at) = here.and_then(|n| steps.get(n)).and_then(x) {
        flag(ui, egui::pos2(at, plot.top()), 6.0, color);
        let line = Stroke::new(1.5, color);
        ui.painter().vline(at, plot.top()..=plot.bottom(), line);
    }
    let response = ui.interact(
        Rect::from_min_size(plot.min, vec2(1.0, 1.0)),
        Id::unique("overview-hits"),
        Sense::hover(),
    );
    let words = format!("{} found in the whole case", steps.len());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}

/// A small triangle that hangs from the top.
fn flag(ui: &Ui, tip: egui::Pos2, size: f32, color: egui::Color32) {
    let corners = vec![tip - vec2(size, 0.0), tip + vec2(size, 0.0), tip + vec2(0.0, size * 1.5)];
    ui.painter().add(Shape::convex_polygon(corners, color, Stroke::NONE));
}
