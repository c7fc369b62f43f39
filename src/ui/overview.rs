//! The whole case in a strip: how dense it is, what is shown of it, and how far its limits reach.

mod hits;
mod ticks;

use super::text::{self, Type};
use super::{Look, theme};
use crate::date::{Bounds, Instant, Window, Zone, words};
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Step};
use egui::{CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{Bar, BarChart, Line, Plot, PlotPoints, PlotTransform, Span};
use std::ops::RangeInclusive;

/// Height of the strip in points, in a window of some height: on a small screen the picture above needs it more.
#[must_use]
pub fn height(window: f32) -> f32 {
    if window < 860.0 { 68.0 } else { 92.0 }
}

/// True where the strip has room beside the panel of doubts, whose slider covers the same stretch of time.
#[must_use]
pub fn has_room(look: &Look<'_>, window: f32) -> bool {
    !look.view.doubts.open || window >= 860.0
}

/// Points at the left for its name, as wide as the lane heads.
pub(super) const HEAD: f32 = 150.0;

/// Points within which the pointer takes hold of an edge of the span.
const GRIP: f32 = 6.0;

/// What the strip shows.
struct Whole {
    /// The stretch of time along it, seconds since 1970.
    from: f64,
    to: f64,
    /// `2011 to 2026`.
    words: String,
    /// `from Oct 2024`, where it starts later than the case.
    later: String,
}

/// What the pointer holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Grip {
    Middle,
    From,
    To,
}

/// Draws the strip.
pub fn overview_ui(ui: &mut Ui, look: &Look<'_>, bounds: &[Option<Bounds>]) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap();
    let head = Rect::from_min_max(
        pos2(rect.left() + 20.0, rect.top() + 8.0),
        pos2(rect.left() + HEAD - 8.0, rect.bottom()),
    );
    let shown: Vec<Bounds> =
        look.shown.events.iter().filter_map(|i| bounds.get(*i).copied().flatten()).collect();
    let Some(whole) = whole(bounds, look.zone()) else {
        return Vec::new();
    };
    let name = Rect::from_min_size(head.min, vec2(head.width(), 16.0));
    text::line_in(
        ui,
        look,
        name,
        "Whole case",
        Type::SMALL.weight(Weight::SemiBold).ink(Ink::Text),
    );
    text::line_in(ui, look, name.translate(vec2(0.0, 18.0)), &whole.words, Type::TINY);
    if !whole.later.is_empty() {
        let line = name.translate(vec2(0.0, 34.0));
        text::line_in(ui, look, line, &whole.later, Type::TINY);
        let response = ui.interact(line, Id::unique("overview-later"), Sense::hover());
        let hint = "Older events are few and left out of the strip";
        let spoken = format!("{}; {hint}", whole.later);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        response.on_hover_text(hint);
    }

    let plot = Rect::from_min_max(
        pos2(rect.left() + HEAD, rect.top() + 6.0),
        pos2(rect.right() - 20.0, rect.bottom() - 22.0),
    );
    let window = look.window();
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(plot));
    let transform = density_ui(&mut inside, look, &shown, &whole, plot);
    ticks::ticks_ui(ui, look, (whole.from, whole.to), plot);
    hits::hits_ui(ui, look, bounds, (whole.from, whole.to), plot);
    arrows(ui, look, &whole, plot);
    hand(ui, look, &transform, plot, window)
}

/// The first and the last moment on the strip; `None` where nothing has a date.
#[must_use]
pub(super) fn ends(bounds: &[Option<Bounds>], zone: Zone) -> Option<(Instant, Instant)> {
    let whole = whole(bounds, zone)?;
    let window = Window::new(seconds(whole.from), seconds(whole.to));
    Some((window.from(), window.to()))
}

/// `as` from a float saturates and turns what is not a number into 0.
fn seconds(at: f64) -> Instant {
    Instant::from_timestamp(at.round() as i64)
}

/// Bars, limits and the span, by egui_plot.
fn density_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    shown: &[Bounds],
    whole: &Whole,
    rect: Rect,
) -> PlotTransform {
    // A bar of 3 points with a point between: thinner ones cannot be told apart.
    let bins = (rect.width() / 4.0).clamp(8.0, 1200.0) as usize;
    let step = (whole.to - whole.from) / bins as f64;
    let mut counts = vec![0_u32; bins];
    for b in shown {
        let place = (b.earliest.timestamp() as f64 - whole.from) / step;
        if let Some(count) = counts.get_mut((place.max(0.0) as usize).min(bins - 1)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    // A lone event keeps a quarter of the height, or it would vanish beside a busy day.
    let height = |n: u32| 0.25 + 0.75 * f64::from(n) / f64::from(most);
    let grey = theme::over(look.theme, Ink::Secondary, 0.7, Ink::Surface);
    let bars: Vec<Bar> = counts
        .iter()
        .enumerate()
        .filter(|(_, n)| **n > 0)
        .map(|(i, n)| {
            Bar::new(whole.from + (i as f64 + 0.5) * step, height(*n))
                .width(step * 0.8)
                .fill(grey)
                .stroke(egui::Stroke::NONE)
        })
        .collect();
    let window = look.window();
    let accent = theme::color(look.theme, Ink::Accent);
    // A window that lies beyond the strip stands at its edge, where an arrow points to it.
    let inside = |t: f64| t.clamp(whole.from, whole.to);
    let range = inside(window.from_seconds())..=inside(window.to_seconds());
    let range = at_least(range, step);
    let span = Span::new("", range)
        .fill(theme::tint(look.theme, Ink::Accent, 0.12))
        .border_color(accent)
        .border_width(1.5);
    let limits = limits(look, whole);
    let response = still("overview").show(ui, move |plot| {
        plot.set_plot_bounds(egui_plot::PlotBounds::from_min_max(
            [whole.from, -0.22],
            [whole.to, 1.04],
        ));
        plot.span(span);
        plot.bar_chart(BarChart::new("", bars).allow_hover(false));
        for line in limits {
            plot.line(line);
        }
    });
    response.transform
}

/// A thin line for each limit that has an end, from its trigger on, under the bars.
fn limits<'a>(look: &Look<'_>, whole: &Whole) -> Vec<Line<'a>> {
    look.shown
        .deadlines
        .iter()
        .filter_map(|i| look.deadlines.get(*i))
        .filter_map(|d| {
            let from = d.trigger.as_ref()?.bounds.earliest.timestamp() as f64;
            let to = d.expires?.bounds.latest;
            let to = if to.is_unbounded() { whole.to } else { to.timestamp() as f64 };
            let (from, to) = (from.max(whole.from), to.min(whole.to));
            let color = theme::tint(look.theme, theme::verdict_ink(d.verdict), 0.8);
            (from < to).then(|| {
                Line::new("", PlotPoints::from(vec![[from, -0.12], [to, -0.12]]))
                    .color(color)
                    .width(3.0)
                    .allow_hover(false)
            })
        })
        .collect()
}

fn at_least(range: RangeInclusive<f64>, least: f64) -> RangeInclusive<f64> {
    let (a, b) = (*range.start(), *range.end());
    if b - a >= least {
        return range;
    }
    let middle = f64::midpoint(a, b);
    middle - least / 2.0..=middle + least / 2.0
}

/// An arrow at each side on which the window goes on beyond the strip.
fn arrows(ui: &Ui, look: &Look<'_>, whole: &Whole, plot: Rect) {
    let window = look.window();
    // A window that fits everything ends a little beyond the strip, and there is nothing to point at.
    let air = (whole.to - whole.from) / 50.0;
    let sides = [
        (window.from_seconds() < whole.from - air, plot.left() + 2.0, -1.0),
        (window.to_seconds() > whole.to + air, plot.right() - 2.0, 1.0),
    ];
    for (_, x, way) in sides.into_iter().filter(|side| side.0) {
        let (tip, y) = (x + 7.0 * way, plot.center().y);
        let corners = vec![pos2(tip, y), pos2(x, y - 6.0), pos2(x, y + 6.0)];
        let color = theme::color(look.theme, Ink::Accent);
        let shape = egui::Shape::convex_polygon(corners, color, egui::Stroke::NONE);
        ui.painter().add(shape);
    }
}

/// Dragging the span moves the window, dragging an edge widens it, a click centres it.
fn hand(
    ui: &mut Ui,
    look: &Look<'_>,
    transform: &PlotTransform,
    plot: Rect,
    window: Window,
) -> Vec<Action> {
    let zone = look.zone();
    let id = Id::unique("overview-span");
    let response = ui.interact(plot, id, Sense::click_and_drag());
    let label = format!(
        "Whole case; shown is {} to {}",
        words::instant(window.from(), zone),
        words::instant(window.to(), zone)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, &label));
    let x = |seconds: f64| transform.position_from_point_x(seconds);
    let seconds = |x: f32| transform.value_from_position(pos2(x, plot.center().y)).x;
    let grip_at = |at: f32| {
        let (a, b) = (x(window.from_seconds()), x(window.to_seconds()));
        match at {
            // A span of a few points is all middle, or it could only be widened.
            _ if b - a < GRIP * 3.0 => Grip::Middle,
            at if (at - a).abs() < GRIP => Grip::From,
            at if (at - b).abs() < GRIP => Grip::To,
            _ => Grip::Middle,
        }
    };
    if let Some(at) = response.hover_pos() {
        ui.set_cursor_icon(match grip_at(at.x) {
            Grip::Middle => CursorIcon::Grab,
            Grip::From | Grip::To => CursorIcon::ResizeHorizontal,
        });
    }
    let Some(at) = response.interact_pointer_pos() else {
        return Vec::new();
    };
    let here = Instant::from_timestamp(seconds(at.x).round() as i64);
    if response.clicked() {
        return vec![Change::Window(window.centred_on(here), Step::Jump).into()];
    }
    if response.drag_started() {
        let start = ui.input(|i| i.pointer.press_origin()).unwrap_or(at);
        let outside =
            start.x < x(window.from_seconds()) - GRIP || start.x > x(window.to_seconds()) + GRIP;
        ui.data_mut(|d| d.insert_temp(id, grip_at(start.x)));
        if outside {
            return vec![Change::Window(window.centred_on(here), Step::Gesture).into()];
        }
    }
    if !response.dragged() || response.drag_delta().x == 0.0 {
        return Vec::new();
    }
    let by = seconds(at.x) - seconds(at.x - response.drag_delta().x);
    let moved = |t: Instant| Instant::from_timestamp((t.timestamp() as f64 + by).round() as i64);
    let to = match ui.data(|d| d.get_temp(id)).unwrap_or(Grip::Middle) {
        Grip::Middle => window.pan(by / window.width()),
        Grip::From => Window::new(
            moved(window.from()).min(window.to().plus_seconds(-Window::LEAST)),
            window.to(),
        ),
        Grip::To => Window::new(
            window.from(),
            moved(window.to()).max(window.from().plus_seconds(Window::LEAST)),
        ),
    };
    vec![Change::Window(to, Step::Gesture).into()]
}

/// The stretch of time along the strip.
///
/// A few events long before all others would press everything else into a few pixels: where one of
/// the first tenth of the gaps is longer than a seventh of all that follows, the strip starts after it
/// and says so, and what came before stands at its left edge.
fn whole(bounds: &[Option<Bounds>], zone: Zone) -> Option<Whole> {
    let known = |t: Instant| !t.is_unbounded();
    let mut starts: Vec<Instant> = bounds
        .iter()
        .flatten()
        .map(|b| if known(b.earliest) { b.earliest } else { b.latest })
        .filter(|t| known(*t))
        .collect();
    let (first, last_start) = (*starts.iter().min()?, *starts.iter().max()?);
    let last =
        bounds.iter().flatten().map(|b| b.latest).filter(|t| known(*t)).max().unwrap_or(last_start);
    let early = starts.len() / 10;
    // Once a frame: only what is looked through is put in order.
    if early + 1 < starts.len() {
        starts.select_nth_unstable(early);
        starts.truncate(early + 1);
    }
    starts.sort_unstable();
    let from = starts
        .windows(2)
        .take(early)
        .rposition(|pair| pair[0].seconds_until(pair[1]) > pair[1].seconds_until(last) / 7)
        .map_or(first, |i| starts[i + 1]);
    let (a, z) = (first.day(zone), last.day(zone));
    let years = if a.year() == z.year() {
        words::year(a.year())
    } else {
        format!("{} to {}", words::year(a.year()), words::year(z.year()))
    };
    let later = if from == first {
        String::new()
    } else {
        let day = from.day(zone);
        format!("from {} {}", words::month_short(day.month()), words::year(day.year()))
    };
    let air = (from.seconds_until(last) as f64 / 60.0).max(43_200.0);
    Some(Whole {
        from: from.timestamp() as f64 - air,
        to: last.timestamp() as f64 + air,
        words: years,
        later,
    })
}

/// A plot that only draws: no axes, no grid, and nothing that a hand does to it.
pub(super) fn still<'a>(id: &'static str) -> Plot<'a> {
    Plot::new(id)
        .min_size(vec2(1.0, 1.0))
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .cursor_color(egui::Color32::TRANSPARENT)
        .sense(Sense::hover())
}
