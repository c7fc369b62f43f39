//! Points of a scene to the units of a slide.

use crate::export::Page;
use crate::scene::{Point, Rect};

/// English metric units in a point.
pub(super) const EMU: f64 = 12_700.0;
/// A slide side is 1 to 56 inches long; PowerPoint refuses a file that says otherwise.
const SIDES: (f64, f64) = (72.0, 4_032.0);
/// The slide of a page with no size of its own: 16:9, 13.33 inches wide.
const USUAL: (f64, f64) = (960.0, 540.0);
/// Coordinates are kept within this many units: readers hold them in 32 bits.
const FARTHEST: f64 = 1e9;

/// Width and height of every slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SlideSize {
    /// Width in EMU.
    pub(super) width: i64,
    /// Height in EMU.
    pub(super) height: i64,
}

impl SlideSize {
    /// The size of `page`, made larger or smaller where no slide may be so small or so large.
    pub(super) fn of(page: &Page) -> Self {
        let (w, h) = (f64::from(page.size.0), f64::from(page.size.1));
        let sound = w.is_finite() && h.is_finite() && w > 0.0 && h > 0.0;
        let (w, h) = if sound { (w, h) } else { USUAL };
        let (least, most) = SIDES;
        let scale = (least / w.min(h)).max(1.0) * (most / w.max(h)).min(1.0);
        // A strip longer than 56 times its width fits no slide: it is centred on the longest there is.
        let side = |n: f64| ((n * scale).clamp(least, most) * EMU).round() as i64;
        Self { width: side(w), height: side(h) }
    }
}

/// A rectangle in EMU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    /// Left edge.
    pub(super) x: i64,
    /// Top edge.
    pub(super) y: i64,
    /// Width, never negative.
    pub(super) w: i64,
    /// Height, never negative.
    pub(super) h: i64,
}

impl Area {
    /// The smallest area that holds both.
    pub(super) fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.w).max(other.x + other.w);
        let bottom = (self.y + self.h).max(other.y + other.h);
        Self { x, y, w: right - x, h: bottom - y }
    }
}

/// Where a scene stands on its slide: as large as fits, in the middle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// EMU for a point of the scene.
    scale: f64,
    /// Left edge of the scene in EMU.
    left: f64,
    /// Top edge of the scene in EMU.
    top: f64,
    /// The whole scene, in its own points.
    pub(super) page: Rect,
}

impl Frame {
    /// The place of the scene of `page` on a slide of that size.
    pub(super) fn new(page: &Page, slide: SlideSize) -> Self {
        let side = |n: f32| if n.is_finite() { n.max(1.0) } else { 1.0 };
        let (w, h) = (side(page.scene.width), side(page.scene.height));
        let (wide, high) = (slide.width as f64, slide.height as f64);
        let scale = (wide / f64::from(w)).min(high / f64::from(h));
        Self {
            scale,
            left: (wide - scale * f64::from(w)) / 2.0,
            top: (high - scale * f64::from(h)) / 2.0,
            page: Rect { x: 0.0, y: 0.0, w, h },
        }
    }

    /// A place on the slide, in EMU.
    pub(super) fn point(&self, p: Point) -> (i64, i64) {
        (
            whole(self.left + f64::from(p.x) * self.scale),
            whole(self.top + f64::from(p.y) * self.scale),
        )
    }

    /// A rectangle on the slide. Its edges are rounded, and not its sides, so that neighbours still touch.
    pub(super) fn area(&self, r: Rect) -> Area {
        let (x, y) = self.point(Point { x: r.x, y: r.y });
        let (right, bottom) = self.point(Point { x: r.right(), y: r.bottom() });
        Area { x, y, w: (right - x).max(0), h: (bottom - y).max(0) }
    }

    /// A length on the slide, in EMU, at least one.
    pub(super) fn length(&self, points: f32) -> i64 {
        whole(f64::from(points) * self.scale).max(1)
    }

    /// A size of type in hundredths of a point, within what a slide can hold.
    pub(super) fn type_size(&self, points: f32) -> i64 {
        whole(f64::from(points) * self.scale / EMU * 100.0).clamp(100, 400_000)
    }
}

/// The nearest whole number that every reader can hold; 0 for what is no number.
fn whole(n: f64) -> i64 {
    // The cast takes a NaN to 0.
    n.round().clamp(-FARTHEST, FARTHEST) as i64
}
