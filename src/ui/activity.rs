//! Charts in a window of their own: events per day, by lane or kind; how long each rule took.

mod delays;
mod events;
mod pattern;

use super::text::{self, Type};
use super::{Look, overview, theme, widgets};
use crate::filter::activity::Activity;
use crate::scene::Ink;
use crate::state::{Action, Change, Chart, Charts, Compare, Tables};
use egui::{
    Align, Color32, Context, Id, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, Window, vec2,
};
use egui_plot::{BarChart, PlotBounds, PlotPoint, PlotTransform};

/// The largest size it opens with; behind it the picture stays in reach of the mouse.
const LARGEST: egui::Vec2 = vec2(1080.0, 700.0);

/// A bar in the units of its chart.
#[derive(Debug, Clone, Copy)]
struct Bar {
    /// Its middle across.
    at: f64,
    /// Where it starts and ends along.
    from: f64,
    to: f64,
    /// How wide it is across.
    width: f64,
    fill: Color32,
    line: Color32,
}

/// What a chart covers in its own units: from left and bottom to right and top.
type Extent = ([f64; 2], [f64; 2]);

/// What the views of this window work with, and what they ask for.
struct Asked {
    charts: Charts,
    actions: Vec<Action>,
}

/// Draws the window while it is open; `counted` is what its chart of events shows.
pub fn activity_ui(context: &Context, look: &Look<'_>, counted: Option<&Activity>) -> Vec<Action> {
    let Some(counted) = counted.filter(|_| look.view.compare.activity) else { return Vec::new() };
    let before = look.view.tables.charts;
    let mut asked = Asked { charts: before, actions: Vec::new() };
    let screen = context.content_rect();
    let size = (screen.size() - vec2(32.0, 32.0)).min(LARGEST);
    let mut open = true;
    Window::new("Activity")
        .id(Id::unique("activity"))
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_size(size)
        .min_size(size.min(vec2(560.0, 420.0)))
        .default_pos(screen.center() - size / 2.0)
        .constrain(true)
        .show(context, |ui| window_ui(ui, look, counted, &mut asked));
    widgets::name_title_bar(context, Id::unique("activity"), "Activity");
    let Asked { charts, mut actions } = asked;
    if charts != before {
        let tables = Tables { charts, ..look.view.tables.clone() };
        actions.push(Change::Tables(Box::new(tables)).into());
    }
    if !open {
        let compare = Compare { activity: false, ..look.view.compare.clone() };
        actions.push(Change::Compare(Box::new(compare)).into());
    }
    actions
}

fn window_ui(ui: &mut Ui, look: &Look<'_>, counted: &Activity, asked: &mut Asked) {
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, Sense::hover());
    let layout = Layout::top_down(Align::Min);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(all).layout(layout));
    ui.set_clip_rect(all.expand(2.0).intersect(ui.clip_rect()));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (chart, name) in [(Chart::Events, "Events"), (Chart::Delays, "Delay per rule")] {
            let on = asked.charts.shown == chart;
            let response = ui.add(widgets::button(name).selected(on));
            response.widget_info(|| {
                WidgetInfo::selected(Role::Tab, true, on, format!("Chart: {name}"))
            });
            if response.clicked() {
                asked.charts.shown = chart;
            }
        }
        ui.add_space(12.0);
        match asked.charts.shown {
            Chart::Events => events::choices_ui(ui, look, counted, asked),
            Chart::Delays => delays::choices_ui(ui, look, asked),
        }
    });
    ui.add_space(8.0);
    match asked.charts.shown {
        Chart::Events => events::events_ui(ui, look, counted, asked),
        Chart::Delays => asked.actions.extend(delays::delays_ui(ui, look, look.cases)),
    }
}

/// A button of a choice; true where it was clicked.
fn choice_ui(ui: &mut Ui, name: &str, spoken: &str, on: bool, enabled: bool) -> bool {
    let response = ui.add_enabled(enabled, widgets::button(name).selected(on));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, spoken));
    response.clicked()
}

/// Where a chart puts its points on the screen.
struct Place(PlotTransform);

impl Place {
    fn x(&self, value: f64) -> f32 {
        self.0.position_from_point_x(value)
    }

    fn y(&self, value: f64) -> f32 {
        self.0.position_from_point_y(value)
    }

    /// The value across under a point of the screen.
    fn across(&self, at: egui::Pos2) -> f64 {
        let point: PlotPoint = self.0.value_from_position(at);
        point.x
    }

    fn rect(&self, x: (f64, f64), y: (f64, f64)) -> Rect {
        Rect::from_two_pos(
            egui::pos2(self.x(x.0), self.y(y.0)),
            egui::pos2(self.x(x.1), self.y(y.1)),
        )
    }
}

/// Draws bars over the whole of `rect`; across are columns, or rows where `lying`.
fn bars_ui(
    ui: &mut Ui,
    (id, lying): (&'static str, bool),
    rect: Rect,
    (low, high): Extent,
    bars: &[Bar],
) -> Place {
    let bars: Vec<egui_plot::Bar> = bars
        .iter()
        .map(|b| {
            let bar = egui_plot::Bar::new(b.at, b.to - b.from)
                .base_offset(b.from)
                .width(b.width)
                .fill(b.fill)
                .stroke(egui::Stroke::new(1.0, b.line));
            if lying { bar.horizontal() } else { bar.vertical() }
        })
        .collect();
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    let response = overview::still(id).show(&mut inside, move |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max(low, high));
        plot.bar_chart(BarChart::new("", bars).allow_hover(false));
    });
    Place(response.transform)
}

/// A line of words under a chart.
fn caption_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    ui.add_space(2.0);
    text::para_ui(ui, look, words, Type::SMALL);
}

/// A step of 1, 2 or 5 times a power of ten, so that no more than `most` of them fit.
fn round_step(reach: f64, most: f64) -> f64 {
    let least = (reach / most.max(1.0)).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|n| n * power)
        .find(|s| *s >= least)
        .unwrap_or(power * 10.0)
}

/// A line of the grid.
fn grid_color(look: &Look<'_>) -> Color32 {
    theme::color(look.theme, Ink::Hairline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_an_axis_are_round_and_few() {
        assert_eq!(round_step(9.0, 5.0), 2.0);
        assert_eq!(round_step(1000.0, 5.0), 200.0);
        assert!(round_step(0.0, 5.0).is_finite());
        for reach in [1.0, 3.0, 7.0, 11.0, 99.0, 12_345.0] {
            assert!(reach / round_step(reach, 6.0) <= 6.0 + 1e-9);
        }
    }
}
