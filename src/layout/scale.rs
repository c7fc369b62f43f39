//! From time to points and back: with `date/window.rs` the only place where a date becomes a float.

use crate::date::{Instant, Window};

/// A window laid over a stretch of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The time that is shown.
    pub window: Window,
    /// Where its left edge lies, in points.
    pub x0: f32,
    /// Where its right edge lies, in points; never left of `x0`.
    pub x1: f32,
}

/// Points beyond either edge at which places are cut off, so that a far date stays a number that every
/// renderer can draw to.
const BEYOND: f64 = 20_000.0;

impl Scale {
    /// A scale from `x0` to `x1`; edges that are not numbers or in the wrong order give an empty one.
    #[must_use]
    pub fn new(window: Window, x0: f32, x1: f32) -> Self {
        let x0 = if x0.is_finite() { x0 } else { 0.0 };
        let x1 = if x1.is_finite() { x1.max(x0) } else { x0 };
        Self { window, x0, x1 }
    }

    /// Points from left to right.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Where an instant lies; dates far outside the window come to lie a little way beyond the edge.
    #[must_use]
    pub fn x_from_time(&self, at: Instant) -> f32 {
        let part = (at.timestamp() as f64 - self.window.from_seconds()) / self.window.width();
        let x = f64::from(self.x0) + part * f64::from(self.width());
        x.clamp(f64::from(self.x0) - BEYOND, f64::from(self.x1) + BEYOND) as f32
    }

    /// The instant at a place, to the second.
    #[must_use]
    pub fn time_from_x(&self, x: f32) -> Instant {
        let width = f64::from(self.width());
        let part = if width > 0.0 { (f64::from(x) - f64::from(self.x0)) / width } else { 0.0 };
        let seconds = self.window.from_seconds() + part * self.window.width();
        // `as` from a float saturates and turns what is not a number into 0.
        Instant::from_timestamp(seconds.round() as i64)
    }

    /// Points that so many seconds take.
    #[must_use]
    pub fn points(&self, seconds: f64) -> f32 {
        (seconds / self.window.width() * f64::from(self.width())) as f32
    }

    /// Points that a day of 24 hours takes.
    #[must_use]
    pub fn day_width(&self) -> f32 {
        self.points(86_400.0)
    }

    /// `x` brought inside the edges.
    #[must_use]
    pub fn inside(&self, x: f32) -> f32 {
        x.clamp(self.x0, self.x1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges_of_the_window_lie_on_the_edges_of_the_scale() {
        let window = Window::new(Instant::from_timestamp(0), Instant::from_timestamp(1000));
        let scale = Scale::new(window, 100.0, 300.0);
        assert_eq!(scale.x_from_time(Instant::from_timestamp(0)), 100.0);
        assert_eq!(scale.x_from_time(Instant::from_timestamp(1000)), 300.0);
        assert_eq!(scale.time_from_x(200.0), Instant::from_timestamp(500));
    }

    #[test]
    fn the_end_of_time_stays_near_the_edge() {
        let window = Window::new(Instant::from_timestamp(0), Instant::from_timestamp(60));
        let scale = Scale::new(window, 0.0, 100.0);
        assert!(scale.x_from_time(Instant::END) < 30_000.0);
        assert!(scale.x_from_time(Instant::BEGINNING) > -30_000.0);
    }

    #[test]
    fn a_scale_without_width_or_with_edges_that_are_no_numbers_is_empty() {
        let window = Window::new(Instant::from_timestamp(0), Instant::from_timestamp(60));
        assert_eq!(Scale::new(window, f32::NAN, f32::NAN).width(), 0.0);
        assert_eq!(Scale::new(window, 10.0, -5.0).width(), 0.0);
        assert!(Scale::new(window, 10.0, 10.0).x_from_time(Instant::END).is_finite());
    }

    proptest! {
        #[test]
        fn later_is_never_further_left(from in -1_000_000_000i64..1_000_000_000, length in 60i64..1_000_000_000, a: i64, b: i64) {
            let at = Instant::from_timestamp;
            let scale = Scale::new(Window::new(at(from), at(from.saturating_add(length))), 196.0, 1030.0);
            let (a, b) = (at(a.min(b)), at(a.max(b)));
            prop_assert!(scale.x_from_time(a) <= scale.x_from_time(b));
        }
    }
}
