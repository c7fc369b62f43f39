//! A stretch of time with a handle on it: what the sliders of dates are made of.
//!
//! egui's slider knows numbers. This one knows stops that lie between its ends, says dates aloud, and waits
//! for the hand to rest where what follows takes long.

use super::{Look, theme};
use crate::date::{Instant, Window, Zone};
use crate::layout::scale::Scale;
use crate::scene::Ink;
use egui::accesskit::{Action as Spoken, ActionData};
use egui::{
    Context, CornerRadius, CursorIcon, EventFilter, Id, Key, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a track in points.
pub const HEIGHT: f32 = 24.0;

/// Seconds for which the hand has to rest before something that takes long is done.
const REST: f64 = 0.15;

/// Milliseconds beyond which what follows from a step takes too long to be done at each.
pub const SLOW: f64 = 20.0;

/// A place on a track that somebody may want to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub at: Instant,
    /// What is there, in words.
    pub words: String,
}

/// How far a key or a hand moves the handle at least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grain {
    /// Whole days in a zone; the handle stands at the end of the day.
    Days(Zone),
    /// So many seconds, at least 1.
    Seconds(i64),
}

/// A track.
#[derive(Debug, Clone, Copy)]
pub struct Track<'a> {
    /// Its handle in the window.
    pub id: Id,
    /// What it is the date of, and the date, in words.
    pub spoken: &'a str,
    /// The first and the last moment on it.
    pub ends: (Instant, Instant),
    /// Where the handle stands; `None` for nowhere, which is drawn as a stretch from end to end.
    pub at: Option<Instant>,
    /// Places to go to with PageUp and PageDown, in their order.
    pub stops: &'a [Stop],
    /// The steps.
    pub grain: Grain,
    /// True where a step should wait until the hand rests.
    pub slow: bool,
}

/// What a dragging hand has chosen and nobody was told of yet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Waiting {
    at: Instant,
    since: f64,
}

/// Draws a track over a rectangle; the moment to which the handle was moved.
pub fn track_ui(ui: &mut Ui, look: &Look<'_>, rect: Rect, track: &Track<'_>) -> Option<Instant> {
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let window = Window::new(track.ends.0, track.ends.1);
    let scale = Scale::new(window, inner.left(), inner.right());
    let response = ui.interact(rect, track.id, Sense::click_and_drag());
    let value = track.at.map_or(0.0, |at| at.timestamp() as f64);
    response.widget_info(|| WidgetInfo::slider(true, value, track.spoken));
    ui.ctx().accesskit_node_builder(track.id, |node| {
        node.set_value(track.spoken);
        node.add_action(Spoken::Increment);
        node.add_action(Spoken::Decrement);
        node.add_action(Spoken::SetValue);
        node.set_min_numeric_value(track.ends.0.timestamp() as f64);
        node.set_max_numeric_value(track.ends.1.timestamp() as f64);
    });
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let waiting: Option<Waiting> = ui.data(|d| d.get_temp(track.id));
    let moved = by_keys(ui, track, &response)
        .or_else(|| by_hand(ui, track, &response, &scale, waiting))
        .filter(|at| Some(*at) != track.at);
    let shown = ui.data(|d| d.get_temp::<Waiting>(track.id)).map(|w| w.at).or(moved).or(track.at);
    paint(ui, look, &scale, inner, (track, shown), &response);
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    if let Some(x) = response.hover_pos().map(|p| p.x).filter(|_| !response.dragged()) {
        let near = |s: &&Stop| (scale.x_from_time(s.at) - x).abs() < 5.0;
        let words: Vec<&str> =
            track.stops.iter().filter(near).map(|s| s.words.as_str()).take(6).collect();
        if !words.is_empty() {
            response.on_hover_text(words.join("\n"));
        }
    }
    moved
}

/// Keeps the arrows, Home and End of a widget that uses them itself from the commands of the window.
pub fn keep_keys(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    ui.data_mut(|d| d.insert_temp(Id::unique("keeps-keys"), response.id));
}

/// True while what has the keyboard keeps the arrows, Home and End to itself.
#[must_use]
pub fn keeps_keys(context: &Context) -> bool {
    let keeper = context.data(|d| d.get_temp::<Id>(Id::unique("keeps-keys")));
    keeper.is_some() && keeper == context.memory(|m| m.focused())
}

fn by_keys(ui: &Ui, track: &Track<'_>, response: &Response) -> Option<Instant> {
    keep_keys(ui, response);
    let asked = |what| ui.input(|i| i.num_accesskit_action_requests(track.id, what)) as i64;
    let mut steps = asked(Spoken::Increment) - asked(Spoken::Decrement);
    let set = ui.input(|i| {
        let values = i.accesskit_action_requests(track.id, Spoken::SetValue);
        values
            .filter_map(|r| match r.data {
                Some(ActionData::NumericValue(seconds)) => Some(seconds),
                _ => None,
            })
            .last()
    });
    if let Some(seconds) = set {
        // `as` from a float saturates and turns what is not a number into 0.
        return Some(track.nearest(Instant::from_timestamp(seconds.round() as i64)));
    }
    if response.has_focus() {
        let pressed = |key| ui.input(|i| i.num_presses(key)) as i64;
        steps += pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
        let at = track.at;
        if pressed(Key::Home) > 0 {
            return Some(track.nearest(track.ends.0));
        }
        if pressed(Key::End) > 0 {
            return Some(track.nearest(track.ends.1));
        }
        if pressed(Key::PageDown) > 0 {
            let after = |s: &&Stop| at.is_none_or(|at| track.nearest(s.at) > at);
            return track.stops.iter().find(after).map(|s| track.nearest(s.at));
        }
        if pressed(Key::PageUp) > 0 {
            let before = |s: &&Stop| at.is_none_or(|at| track.nearest(s.at) < at);
            return track.stops.iter().rev().find(before).map(|s| track.nearest(s.at));
        }
    }
    (steps != 0).then(|| track.stepped(steps))
}

/// Follows the hand. Where a step takes long, the handle goes along and the rest follows when the hand rests.
fn by_hand(
    ui: &Ui,
    track: &Track<'_>,
    response: &Response,
    scale: &Scale,
    waiting: Option<Waiting>,
) -> Option<Instant> {
    let now = ui.input(|i| i.time);
    let held = response.is_pointer_button_down_on() || response.clicked();
    let at = response.interact_pointer_pos().filter(|_| held);
    let Some(x) = at.map(|p| p.x) else {
        ui.data_mut(|d| d.remove::<Waiting>(track.id));
        return waiting.map(|w| w.at);
    };
    let at = track.nearest(scale.time_from_x(scale.inside(x)));
    if !track.slow || response.clicked() {
        return Some(at);
    }
    let waiting = waiting.filter(|w| w.at == at).unwrap_or(Waiting { at, since: now });
    ui.data_mut(|d| d.insert_temp(track.id, waiting));
    let rested = now - waiting.since >= REST;
    if !rested {
        ui.request_repaint_after(std::time::Duration::from_secs_f64(REST));
    }
    rested.then_some(at)
}

impl Track<'_> {
    /// The nearest place at which the handle can stand.
    fn nearest(&self, at: Instant) -> Instant {
        let at = at.clamp(self.ends.0, self.ends.1);
        match self.grain {
            Grain::Days(zone) => at.day(zone).end(zone),
            Grain::Seconds(n) => {
                let n = n.max(1);
                let seconds = at.timestamp();
                let rounded = (seconds + n / 2).div_euclid(n) * n;
                Instant::from_timestamp(rounded).clamp(self.ends.0, self.ends.1)
            }
        }
    }

    /// So many steps later; from nowhere, from the end that lies behind.
    fn stepped(&self, steps: i64) -> Instant {
        let from = self.at.unwrap_or(if steps > 0 { self.ends.0 } else { self.ends.1 });
        match self.grain {
            Grain::Days(zone) => {
                let day = from.day(zone).plus_days(steps);
                let (first, last) = (self.ends.0.day(zone), self.ends.1.day(zone));
                day.clamp(first.min(last), last).end(zone)
            }
            Grain::Seconds(n) => self.nearest(from.plus_seconds(n.max(1).saturating_mul(steps))),
        }
    }
}

/// Line, stops and handle.
fn paint(
    ui: &Ui,
    look: &Look<'_>,
    scale: &Scale,
    rect: Rect,
    (track, shown): (&Track<'_>, Option<Instant>),
    response: &Response,
) {
    let painter = ui.painter();
    let middle = rect.center().y;
    let ink = |ink| theme::color(look.theme, ink);
    let rail = Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
    painter.rect_filled(rail, 2, theme::tint(look.theme, Ink::Secondary, 0.3));
    let within = |s: &&Stop| track.ends.0 <= s.at && s.at <= track.ends.1;
    for stop in track.stops.iter().filter(within) {
        let x = scale.x_from_time(stop.at);
        let line = Stroke::new(1.5, ink(Ink::Secondary));
        painter.vline(x, middle - 7.0..=middle + 7.0, line);
    }
    let lit = response.hovered() || response.has_focus();
    match shown {
        Some(at) => {
            let center = pos2(scale.inside(scale.x_from_time(at)), middle);
            painter.circle_filled(center, 7.0, ink(Ink::Accent));
            painter.circle_stroke(center, 7.0, Stroke::new(1.5, ink(Ink::Surface)));
        }
        // Anywhere between the ends: the dashes of a date that is known only within bounds.
        None => {
            let stretch = rail.expand2(vec2(0.0, 3.0));
            painter.rect_stroke(
                stretch,
                CornerRadius::same(5),
                Stroke::new(1.2, ink(if lit { Ink::Accent } else { Ink::Secondary })),
                StrokeKind::Middle,
            );
        }
    }
    if response.has_focus() {
        let line = Stroke::new(2.0, ink(Ink::Accent));
        let ring = rect.expand2(vec2(7.0, -1.0));
        painter.rect_stroke(ring, CornerRadius::same(6), line, StrokeKind::Inside);
    }
}
