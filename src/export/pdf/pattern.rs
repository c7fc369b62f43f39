//! Crossed lines and dots as geometry, beside the slanted stripes of [`hatch`].

use std::f32::consts::TAU;

use super::LONGEST;
use crate::scene::{Pattern, Point, hatch};

/// Corners of a dot: round enough at the size of a dot.
const CORNERS: u8 = 12;
/// Above this number of dots the area is drawn in stripes: nobody could count them, and a viewer would stall.
const MOST_DOTS: f32 = 40_000.0;

/// What `pattern` puts inside a convex `outline`, as convex polygons that all turn the same way round.
///
/// Drawn as one path, so that crossings are no darker than lines.
pub(super) fn polygons(
    outline: &[Point],
    gap: f32,
    line: f32,
    pattern: Pattern,
) -> Vec<Vec<Point>> {
    match pattern {
        Pattern::Slant => hatch::stripes(outline, gap, line),
        Pattern::Cross => {
            let mut both = hatch::stripes(outline, gap, line);
            let mirrored = |points: &[Point]| -> Vec<Point> {
                // Backwards, or else the mirror would turn it the other way round.
                points.iter().rev().map(|p| Point { x: -p.x, y: p.y }).collect()
            };
            both.extend(hatch::stripes(&mirrored(outline), gap, line).iter().map(|s| mirrored(s)));
            both
        }
        Pattern::Dots => dots(outline, gap, line),
    }
}

/// Dots of `line` points across in rows `gap` points apart, every other row moved by half a gap.
fn dots(outline: &[Point], gap: f32, line: f32) -> Vec<Vec<Point>> {
    let frame = super::cut::bounds(outline);
    let count = ((frame.w + line) / gap + 2.0) * ((frame.h + line) / gap + 2.0);
    // False for what is not a number, too.
    let sane =
        (0.5..=LONGEST).contains(&gap) && line > 0.0 && line <= LONGEST && count <= MOST_DOTS;
    if !sane {
        return hatch::stripes(outline, gap, line);
    }
    let radius = line / 2.0;
    let places = |from: f32, to: f32, shift: f32| {
        let first = ((from - radius) / gap - shift).ceil();
        let last = ((to + radius) / gap - shift).floor();
        // Few, by the count above.
        let many = (last - first + 1.0).clamp(0.0, MOST_DOTS) as u32;
        (0..many).map(move |n| (first + n as f32 + shift) * gap)
    };
    let mut found = Vec::new();
    for y in places(frame.y, frame.bottom(), 0.5) {
        let odd = (y / gap).floor().rem_euclid(2.0) >= 1.0;
        for x in places(frame.x, frame.right(), if odd { 0.5 } else { 0.0 }) {
            let corner = |n: u8| {
                let angle = TAU * f32::from(n) / f32::from(CORNERS);
                Point { x: x + radius * angle.cos(), y: y + radius * angle.sin() }
            };
            let dot = within((0..CORNERS).map(corner).collect(), outline);
            if dot.len() > 2 {
                found.push(dot);
            }
        }
    }
    found
}

/// The part of a convex polygon inside a convex `outline`, whichever way round that goes.
fn within(polygon: Vec<Point>, outline: &[Point]) -> Vec<Point> {
    let twice: f32 = edges(outline).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    let turn = if twice < 0.0 { -1.0 } else { 1.0 };
    edges(outline).fold(polygon, |kept, (a, b)| {
        let side = |p: &Point| turn * ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
        if kept.iter().all(|p| side(p) >= 0.0) {
            return kept;
        }
        let mut out = Vec::with_capacity(kept.len() + 1);
        for (p, q) in edges(&kept) {
            let (at_p, at_q) = (side(&p), side(&q));
            if at_p >= 0.0 {
                out.push(p);
            }
            if (at_p > 0.0 && at_q < 0.0) || (at_p < 0.0 && at_q > 0.0) {
                let share = at_p / (at_p - at_q);
                out.push(Point { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share });
            }
        }
        out
    })
}

/// Every corner with the next.
fn edges(polygon: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    polygon.iter().copied().zip(polygon.iter().copied().cycle().skip(1))
}
