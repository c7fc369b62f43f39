//! Hatching as geometry: slanted stripes, cut to a shape.
//!
//! Stripes lean like a slash and keep their places on the page, so that the
//! hatches of neighbouring bars join. They are polygons and not a repeated tile,
//! because renderers draw a tile as pixels first: its lines come out soft, and their
//! distance is rounded to whole pixels.

use std::f32::consts::{FRAC_PI_2, SQRT_2};

use super::{Point, Rect};

/// Segments for a quarter of a circle: off by less than 0.1 points up to a radius of 11.
const QUARTER: u8 = 6;

/// Stripes are not set closer than this, in points: it would be a plain tint that costs much.
const LEAST_GAP: f32 = 0.5;

/// The stripes inside a convex `outline`, each a convex polygon, from the top left.
///
/// The middles of neighbouring stripes are `gap` points apart, and a stripe is `line`
/// points wide. Empty where a number makes no sense, or where the outline has no area.
#[must_use]
pub fn stripes(outline: &[Point], gap: f32, line: f32) -> Vec<Vec<Point>> {
    let sane = gap.is_finite() && gap >= LEAST_GAP && line.is_finite() && line > 0.0;
    if !sane || !outline.iter().all(|p| p.x.is_finite() && p.y.is_finite()) {
        return Vec::new();
    }
    // Along a stripe x + y stays the same; from stripe to stripe it grows by the gap, taken at 45 degrees.
    let (step, half) = (gap * SQRT_2, line.min(gap) * SQRT_2 / 2.0);
    let along = |p: &Point| p.x + p.y;
    let least = outline.iter().map(along).fold(f32::INFINITY, f32::min);
    let most = outline.iter().map(along).fold(f32::NEG_INFINITY, f32::max);
    let first = ((least - half) / step - 0.5).ceil();
    let count = ((most + half) / step - 0.5 - first).floor();
    if count.is_nan() || count < 0.0 {
        return Vec::new();
    }
    let stripe = |n: u32| {
        let middle = (first + n as f32 + 0.5) * step;
        let from_left = keep(outline, |p| along(p) - (middle - half));
        keep(&from_left, |p| middle + half - along(p))
    };
    // The cast saturates, and `visible` keeps sane scenes far below that.
    (0..=count as u32).map(stripe).filter(|s| s.len() > 2).collect()
}

/// The part of a convex `outline` that lies in `frame`.
///
/// Cut to the page first: a bar may reach far beyond it, and its stripes need not.
#[must_use]
pub fn visible(outline: &[Point], frame: Rect) -> Vec<Point> {
    let left = keep(outline, |p| p.x - frame.x);
    let right = keep(&left, |p| frame.right() - p.x);
    let top = keep(&right, |p| p.y - frame.y);
    keep(&top, |p| frame.bottom() - p.y)
}

/// The outline of a rectangle whose corners are rounded by `radius` points.
#[must_use]
pub fn rectangle(rect: Rect, radius: f32) -> Vec<Point> {
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    if radius.is_nan() || radius <= 0.0 {
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
            .map(|(x, y)| Point { x, y })
            .to_vec();
    }
    let (near_x, near_y) = (left + radius, top + radius);
    let (far_x, far_y) = (right - radius, bottom - radius);
    // Clockwise on the page from the left edge, one corner for each quarter turn.
    [(near_x, near_y), (far_x, near_y), (far_x, far_y), (near_x, far_y)]
        .into_iter()
        .zip(2_u8..)
        .flat_map(|((x, y), turn)| arc(Point { x, y }, radius, turn))
        .collect()
}

/// The outline of a circle of `radius` points.
#[must_use]
pub fn circle(center: Point, radius: f32) -> Vec<Point> {
    (0..4).flat_map(|turn| arc(center, radius, turn)).collect()
}

/// A quarter of a circle from quarter turn number `turn`, clockwise from the right.
fn arc(center: Point, radius: f32, turn: u8) -> impl Iterator<Item = Point> {
    (0..=QUARTER).map(move |n| {
        let angle = FRAC_PI_2 * (f32::from(turn) + f32::from(n) / f32::from(QUARTER));
        Point { x: center.x + radius * angle.cos(), y: center.y + radius * angle.sin() }
    })
}

/// The part of a convex polygon where `side` is not negative; `side` must be linear in its point.
fn keep(polygon: &[Point], side: impl Fn(&Point) -> f32) -> Vec<Point> {
    let mut kept = Vec::with_capacity(polygon.len() + 2);
    let next = polygon.iter().cycle().skip(1);
    for (a, b) in polygon.iter().zip(next) {
        let (at_a, at_b) = (side(a), side(b));
        if at_a >= 0.0 {
            kept.push(*a);
        }
        if (at_a > 0.0 && at_b < 0.0) || (at_a < 0.0 && at_b > 0.0) {
            let share = at_a / (at_a - at_b);
            kept.push(Point { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: Rect = Rect { x: 100.0, y: 50.0, w: 140.0, h: 14.0 };

    /// Area of a polygon (the shoelace formula).
    fn area(polygon: &[Point]) -> f32 {
        let next = polygon.iter().cycle().skip(1);
        let twice: f32 = polygon.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
        twice.abs() / 2.0
    }

    #[test]
    fn stripes_cover_their_share_and_stay_inside() {
        let stripes = stripes(&rectangle(BAR, 0.0), 7.0, 2.1);
        let covered: f32 = stripes.iter().map(|s| area(s)).sum();
        assert!((covered / (BAR.w * BAR.h) - 0.3).abs() < 0.01, "{covered}");
        assert!(stripes.iter().flatten().all(|p| BAR.grown(0.001).contains(*p)));
        // 154 points from corner to corner across the stripes, at 45 degrees: 108.9 / 7.
        assert!((15..=17).contains(&stripes.len()), "{}", stripes.len());
    }

    #[test]
    fn stripes_of_neighbours_join() {
        let (left, right) = (Rect { w: 70.0, ..BAR }, Rect { x: 170.0, w: 70.0, ..BAR });
        let share =
            |r: Rect| stripes(&rectangle(r, 0.0), 5.0, 2.0).iter().map(|s| area(s)).sum::<f32>();
        assert!((share(left) + share(right) - share(BAR)).abs() < 0.01);
    }

    #[test]
    fn a_line_as_wide_as_the_gap_fills_the_shape() {
        for outline in [rectangle(BAR, 5.0), circle(Point { x: 3.0, y: -4.0 }, 9.0)] {
            let covered: f32 = stripes(&outline, 3.0, 8.0).iter().map(|s| area(s)).sum();
            assert!((covered - area(&outline)).abs() < 0.05, "{covered}");
        }
    }

    #[test]
    fn a_round_outline_is_nearly_round() {
        assert!((area(&circle(Point::default(), 10.0)) / 314.16 - 1.0).abs() < 0.02);
        let corners = 4.0 * 25.0 - 78.54;
        assert!((area(&rectangle(BAR, 5.0)) - (BAR.w * BAR.h - corners)).abs() < 1.0);
    }

    #[test]
    fn what_lies_beyond_the_page_costs_nothing() {
        let page = Rect { x: 0.0, y: 0.0, w: 200.0, h: 200.0 };
        let far = Rect { x: -1e7, w: 2e7, ..BAR };
        let seen = visible(&rectangle(far, 0.0), page);
        assert!((area(&seen) - 200.0 * 14.0).abs() < 1.0);
        assert!(stripes(&seen, 7.0, 2.0).len() < 30);
        assert!(visible(&rectangle(BAR, 0.0), Rect { x: 500.0, ..page }).is_empty());
    }

    #[test]
    fn nonsense_has_no_stripes() {
        for (gap, line) in [
            (0.0, 1.0),
            (-1.0, 1.0),
            (f32::NAN, 1.0),
            (7.0, 0.0),
            (7.0, f32::NAN),
            (f32::INFINITY, 1.0),
        ] {
            assert!(stripes(&rectangle(BAR, 0.0), gap, line).is_empty());
        }
        assert!(stripes(&[], 7.0, 2.0).is_empty());
        assert!(stripes(&rectangle(Rect { x: f32::NAN, ..BAR }, 0.0), 7.0, 2.0).is_empty());
    }
}
