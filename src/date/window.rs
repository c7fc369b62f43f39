//! The stretch of time that is shown. Moving it gives a new one; nothing changes in place.

use super::bounds::Bounds;
use super::moment::Instant;

/// From one instant to another, `from < to`. Seconds as `f64` here and in `layout/scale.rs` only:
/// exact to a microsecond for as long as there are files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    from: f64,
    to: f64,
}

/// The finest zoom, in seconds across the whole canvas: the axis names seconds, and rows of a log are told apart.
const NARROWEST: f64 = 10.0;

impl Window {
    /// The least number of seconds that it is wide.
    pub const LEAST: i64 = NARROWEST as i64;

    /// From `from` to `to`; put in order, and widened to [`Self::LEAST`] seconds where they are nearer.
    #[must_use]
    pub fn new(from: Instant, to: Instant) -> Self {
        Self::of_seconds(from.timestamp() as f64, to.timestamp() as f64)
    }

    fn of_seconds(a: f64, b: f64) -> Self {
        let limit = |t: f64| {
            t.clamp(Instant::BEGINNING.timestamp() as f64, Instant::END.timestamp() as f64)
        };
        let (mut from, mut to) = (limit(a.min(b)), limit(a.max(b)));
        if to - from < NARROWEST {
            let middle = f64::midpoint(from, to);
            from = middle - NARROWEST / 2.0;
            to = middle + NARROWEST / 2.0;
        }
        Self { from, to }
    }

    /// Everything between two instants, with a twentieth of air at both ends.
    #[must_use]
    pub fn fit(all: &Bounds) -> Self {
        let (from, to) = (all.earliest.timestamp() as f64, all.latest.timestamp() as f64);
        // A single moment gets a day around it, so that the axis has something to say.
        let air = ((to - from) / 20.0).max(if to - from < 1.0 { 43_200.0 } else { NARROWEST });
        Self::of_seconds(from - air, to + air)
    }

    /// Left edge, seconds since 1970 UTC.
    #[must_use]
    pub const fn from_seconds(&self) -> f64 {
        self.from
    }

    /// Right edge, seconds since 1970 UTC.
    #[must_use]
    pub const fn to_seconds(&self) -> f64 {
        self.to
    }

    /// Left edge, to the second.
    #[must_use]
    pub fn from(&self) -> Instant {
        Instant::from_timestamp(self.from.round() as i64)
    }

    /// Right edge, to the second.
    #[must_use]
    pub fn to(&self) -> Instant {
        Instant::from_timestamp(self.to.round() as i64)
    }

    /// Both edges in microseconds since 1970 UTC.
    #[must_use]
    pub fn micros(&self) -> (i64, i64) {
        // `as` from a float saturates.
        ((self.from * 1e6).round() as i64, (self.to * 1e6).round() as i64)
    }

    /// Width in seconds, at least [`Self::LEAST`].
    #[must_use]
    pub fn width(&self) -> f64 {
        self.to - self.from
    }

    /// Moved by a fraction of its width; positive is later.
    #[must_use]
    pub fn pan(&self, fraction: f64) -> Self {
        let by = self.width() * fraction;
        Self::of_seconds(self.from + by, self.to + by)
    }

    /// Zoomed by `factor` (above 1 is nearer) around the point at `fraction` of the width, which stays where it is.
    #[must_use]
    pub fn zoom_at(&self, fraction: f64, factor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return *self;
        }
        let fixed = self.from + self.width() * fraction;
        let width = (self.width() / factor).max(NARROWEST);
        Self::of_seconds(fixed - width * fraction, fixed + width * (1.0 - fraction))
    }

    /// A step of the way from this window to another: 0 is this one, 1 the other. For easing.
    #[must_use]
    pub fn towards(&self, other: &Self, part: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * part;
        Self::of_seconds(mix(self.from, other.from), mix(self.to, other.to))
    }

    /// The same width, moved so that the instant is in the middle.
    #[must_use]
    pub fn centred_on(&self, at: Instant) -> Self {
        let middle = at.timestamp() as f64;
        Self::of_seconds(middle - self.width() / 2.0, middle + self.width() / 2.0)
    }

    /// True where some of `b` is shown.
    #[must_use]
    pub fn shows(&self, b: &Bounds) -> bool {
        (b.earliest.timestamp() as f64) <= self.to && (b.latest.timestamp() as f64) >= self.from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> Window {
        Window::new(Instant::from_timestamp(0), Instant::from_timestamp(100_000))
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let near = window().zoom_at(0.25, 2.0);
        assert!((near.from_seconds() + near.width() * 0.25 - 25_000.0).abs() < 1e-6);
        assert!((near.width() - 50_000.0).abs() < 1e-6);
    }

    #[test]
    fn zooming_in_for_ever_stops_at_ten_seconds() {
        let mut w = window();
        for _ in 0..200 {
            w = w.zoom_at(0.5, 3.0);
        }
        assert!((w.width() - 10.0).abs() < 1e-6);
        let (from, to) = w.micros();
        assert_eq!(to - from, 10_000_000);
    }

    #[test]
    fn panning_there_and_back_ends_where_it_began() {
        let w = window().pan(0.5).pan(-0.5);
        assert!((w.from_seconds() - window().from_seconds()).abs() < 1e-6);
    }
}
