//! Cuts shapes to the page: what lies far beyond it costs room, shows nothing, and may overflow a viewer.

use crate::scene::{Point, Rect};

/// The part of a line from `from` to `to` inside `frame`, and how much was cut off its start, in points.
pub(super) fn line(from: Point, to: Point, frame: Rect) -> Option<(Point, Point, f32)> {
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

/// True where the two share a point: unlike [`Rect::overlaps`], also for a rectangle without area.
pub(super) fn touches(a: Rect, b: Rect) -> bool {
    a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom()
}

/// The smallest rectangle around `points`.
pub(super) fn bounds(points: &[Point]) -> Rect {
    let least = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::INFINITY, f32::min);
    let most = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
    Rect::from_edges(least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y))
}

/// True where `inner` lies in `outer` with all its edges.
pub(super) fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}
