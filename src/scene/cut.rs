//! Cutting to a rectangle: what lies far beyond a page costs room, shows nothing, and may overflow a viewer.

use super::{Point, Rect};

/// True where all are numbers that a drawing can hold.
#[must_use]
pub fn finite(numbers: &[f32]) -> bool {
    numbers.iter().all(|n| n.is_finite())
}

impl Rect {
    /// The smallest rectangle around `points`; an empty one where there are none.
    #[must_use]
    pub fn around(points: &[Point]) -> Self {
        if points.is_empty() {
            return Self::default();
        }
        let least = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        Self::from_edges(least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y))
    }
}

/// The part of a line from `from` to `to` inside `frame` (Liang and Barsky), and how much was cut off its start,
/// in points. `None` where no point of it lies there, or where an end is no number.
#[must_use]
pub fn line(from: Point, to: Point, frame: Rect) -> Option<(Point, Point, f32)> {
    if !finite(&[from.x, from.y, to.x, to.y]) {
        return None;
    }
    // In 64 bits: ends may lie ten million points away.
    let (x, y) = (f64::from(from.x), f64::from(from.y));
    let (dx, dy) = (f64::from(to.x) - x, f64::from(to.y) - y);
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    let edges = [
        (-dx, x - f64::from(frame.x)),
        (dx, f64::from(frame.right()) - x),
        (-dy, y - f64::from(frame.y)),
        (dy, f64::from(frame.bottom()) - y),
    ];
    for (along, room) in edges {
        if along == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if along < 0.0 {
            start = start.max(room / along);
        } else {
            end = end.min(room / along);
        }
    }
    if start > end {
        return None;
    }
    let at = |share: f64| Point { x: (x + dx * share) as f32, y: (y + dy * share) as f32 };
    let cut = (dx.hypot(dy) * start) as f32;
    Some((at(start), at(end), cut))
}
