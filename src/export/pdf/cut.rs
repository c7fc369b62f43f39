//! What of a shape lies on the page.

use crate::scene::Rect;

/// True where the two share a point: unlike [`Rect::overlaps`], also for a rectangle without area.
pub(super) fn touches(a: Rect, b: Rect) -> bool {
    a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom()
}

/// True where `inner` lies in `outer` with all its edges.
pub(super) fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}
