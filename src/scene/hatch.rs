//! Hatching as geometry: stripes one way or both ways, or dots, cut to a shape.
//!
//! They keep their places on the page, so that the hatches of neighbouring bars
//! join. They are polygons and not a repeated tile,
//! because renderers draw a tile as pixels first: its lines come out soft, and their
//! distance is rounded to whole pixels.

use std::f32::consts::{FRAC_PI_2, PI, SQRT_2};

use super::{Pattern, Point, Rect};

/// Segments for a quarter of a circle: off by less than 0.1 points up to a radius of 11.
const QUARTER: u8 = 6;

/// Marks are not set closer than this, in points: it would be a plain tint that costs much.
const LEAST_GAP: f32 = 0.5;

/// About as many marks as one area gets: a page full of fine dots.
const MOST: f32 = 40_000.0;

/// How often a pattern may double; more than the largest number has binary digits before its point.
const GROWTHS: i32 = 127;

/// The marks of a pattern inside a convex `outline`, each a convex polygon that runs clockwise on the page.
///
/// Lines have their middles `gap` points apart and are `line` points wide; dots stand in
/// rows and columns that far apart, and are that wide. One direction for all of them lets
/// a painter fill them as one path, in which crossing lines join and do not cancel out
/// (fill rule "nonzero"). Empty where a number makes no sense, or where the outline has no
/// area. An area that would need more than some ten thousands of marks gets the same
/// pattern larger, so that no input takes for ever.
#[must_use]
pub fn marks(outline: &[Point], pattern: Pattern, gap: f32, line: f32) -> Vec<Vec<Point>> {
    let sane = gap.is_finite() && gap >= LEAST_GAP && line.is_finite() && line > 0.0;
    if !sane || !outline.iter().all(|p| p.x.is_finite() && p.y.is_finite()) {
        return Vec::new();
    }
    let mut outline = outline.to_vec();
    if turning(&outline) < 0.0 {
        outline.reverse();
    }
    let line = line.min(gap);
    let grown = (0..GROWTHS).map(|n| 2.0_f32.powi(n));
    let sized = grown.map(|by| Grid { gap: gap * by, line: line * by });
    let Some(grid) = sized.into_iter().find(|grid| grid.count(&outline, pattern) <= MOST) else {
        return Vec::new();
    };
    match pattern {
        Pattern::Slant => grid.stripes(&outline, slash),
        Pattern::Cross => {
            let mut both = grid.stripes(&outline, slash);
            both.extend(grid.stripes(&outline, backslash));
            both
        }
        Pattern::Dots => grid.dots(&outline),
    }
}

/// Grows by one point along the page for each point across a line that leans like a slash, at 45 degrees.
fn slash(p: &Point) -> f32 {
    p.x + p.y
}

/// The same for a line that leans the other way.
fn backslash(p: &Point) -> f32 {
    p.x - p.y
}

/// A pattern's measures, in points, once they are known to make sense.
struct Grid {
    gap: f32,
    line: f32,
}

impl Grid {
    /// About how many marks the outline takes; as a float, which no input overflows to something small.
    fn count(&self, outline: &[Point], pattern: Pattern) -> f32 {
        let across = |f: fn(&Point) -> f32, gap: f32| {
            let (least, most) = reach(outline, f);
            (most - least) / gap + 2.0
        };
        match pattern {
            Pattern::Slant => across(slash, self.gap * SQRT_2),
            Pattern::Cross => {
                across(slash, self.gap * SQRT_2) + across(backslash, self.gap * SQRT_2)
            }
            Pattern::Dots => across(|p| p.x, self.gap) * across(|p| p.y, self.gap),
        }
    }

    /// Stripes across `along`, from its lowest value in the outline to its highest.
    fn stripes(&self, outline: &[Point], along: fn(&Point) -> f32) -> Vec<Vec<Point>> {
        let (step, half) = (self.gap * SQRT_2, self.line * SQRT_2 / 2.0);
        let stripe = |middle: f32| {
            let from_left = keep(outline, |p| along(p) - (middle - half));
            keep(&from_left, |p| middle + half - along(p))
        };
        let middles = places(reach(outline, along), step, half);
        middles.map(stripe).filter(|s| turning(s) > 0.0).collect()
    }

    /// Dots row by row; those at the edge are cut by it.
    fn dots(&self, outline: &[Point]) -> Vec<Vec<Point>> {
        let radius = self.line / 2.0;
        let (wide, high) = (reach(outline, |p| p.x), reach(outline, |p| p.y));
        // Where two arcs meet a corner stands twice, and an edge of no length has no sides.
        let edges = outline.iter().zip(outline.iter().cycle().skip(1));
        let edges: Vec<(&Point, &Point)> =
            edges.filter(|(a, b)| (a.x - b.x).abs().max((a.y - b.y).abs()) > 1e-3).collect();
        let cut = |dot: Vec<Point>| {
            edges.iter().fold(dot, |dot, (a, b)| {
                // Inside lies to the right of every edge, on a page where y runs down.
                keep(&dot, |p| (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x))
            })
        };
        places(high, self.gap, radius)
            .flat_map(|y| places(wide, self.gap, radius).map(move |x| Point { x, y }))
            .map(|center| cut(dot(center, radius)))
            .filter(|dot| turning(dot) > 0.0)
            .collect()
    }
}

/// Places on the page that a pattern always uses, half a step from its corner and then step by step, as far as
/// something that reaches `half` to either side touches the stretch.
fn places((least, most): (f32, f32), step: f32, half: f32) -> impl Iterator<Item = f32> {
    let first = ((least - half) / step - 0.5).ceil();
    let count = ((most + half) / step - 0.5 - first).floor();
    // Negative or no number where nothing fits; the cast saturates, and `MOST` keeps it far below that.
    let count = if count >= 0.0 { count as u32 + 1 } else { 0 };
    (0..count).map(move |n| (first + n as f32 + 0.5) * step)
}

/// The lowest and the highest value of `along` in an outline.
fn reach(outline: &[Point], along: fn(&Point) -> f32) -> (f32, f32) {
    let values = outline.iter().map(along);
    values.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, z), v| (a.min(v), z.max(v)))
}

/// A dot with as many corners as make it round at print size.
fn dot(center: Point, radius: f32) -> Vec<Point> {
    // Eight for a dot of a point and a half: a corner is off by a twentieth of a point.
    let corners = (5.0 + 2.0 * radius).clamp(8.0, 32.0) as u8;
    let corner = |n: u8| {
        let angle = 2.0 * PI * (f32::from(n) + 0.5) / f32::from(corners);
        Point { x: center.x + radius * angle.cos(), y: center.y + radius * angle.sin() }
    };
    (0..corners).map(corner).collect()
}

/// Twice the area of a polygon: positive where it runs clockwise on the page (the shoelace formula).
fn turning(polygon: &[Point]) -> f32 {
    // From a corner of its own, so that a place far out on the page costs no digits.
    let Some(start) = polygon.first() else { return 0.0 };
    let next = polygon.iter().skip(1);
    let turn = |(a, b): (&Point, &Point)| {
        (a.x - start.x) * (b.y - start.y) - (b.x - start.x) * (a.y - start.y)
    };
    polygon.iter().zip(next).map(turn).sum()
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
mod tests;
