//! Areas that egui has no shape for: hatches and fades inside any convex outline.

use crate::scene::{Bar, Pattern, Point, bar_corners};
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Rect, Shape, Vec2, pos2};

/// What an area is hatched with, as in the exports.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hatch {
    /// What is repeated.
    pub pattern: Pattern,
    /// The corner that places are counted from; the same for a whole scene, so that neighbours meet.
    pub origin: Pos2,
    /// Points from mark to mark.
    pub gap: f32,
    /// Width of a line or dot in points.
    pub line: f32,
    /// Size of a pixel in points: the width of the soft edge.
    pub pixel: f32,
}

/// Corners of a rounded rectangle, clockwise from the top left.
pub(super) fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    if radius < 0.5 {
        return vec![rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    }
    // Every 15 degrees: at a radius of 11 points the outline is nowhere a tenth of a point off.
    const STEPS: u8 = 6;
    let quarter = |center: Pos2, start: f32| {
        (0..=STEPS).map(move |i| {
            let angle = (start + 90.0 * f32::from(i) / f32::from(STEPS)).to_radians();
            center + radius * Vec2::angled(angle)
        })
    };
    let inner = rect.shrink(radius);
    quarter(inner.left_top(), 180.0)
        .chain(quarter(inner.right_top(), 270.0))
        .chain(quarter(inner.right_bottom(), 0.0))
        .chain(quarter(inner.left_bottom(), 90.0))
        .collect()
}

/// The outline filled from one colour at the left edge of `rect` to another at the right edge.
pub(super) fn faded(outline: &[Pos2], rect: Rect, [from, to]: [Color32; 2]) -> Shape {
    let width = rect.width().max(f32::EPSILON);
    let mut mesh = Mesh::default();
    // The colour is linear in x, so mixing it between any three corners gives it everywhere.
    fan(&mut mesh, outline, |p| {
        from.lerp_to_gamma(to, ((p.x - rect.left()) / width).clamp(0.0, 1.0))
    });
    Shape::mesh(mesh)
}

/// Many small areas as one mesh of plain triangles: a shape of its own for each would cost twenty times as much.
pub(super) fn columns(
    bars: &[Bar],
    clip: Rect,
    place: impl Fn(Point) -> Pos2,
    color: Color32,
) -> Shape {
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(bars.len() * 4);
    mesh.reserve_triangles(bars.len() * 2);
    for bar in bars {
        let (points, n) = bar_corners(bar);
        let points = points.map(&place);
        let at = Rect::from_min_max(
            place(Point { x: bar.left, y: bar.top }),
            place(Point { x: bar.right, y: bar.bottom }),
        );
        if !at.is_finite() || !clip.intersects(at) {
            continue;
        }
        let Ok(first) = u32::try_from(mesh.vertices.len()) else { break };
        for pos in points.into_iter().take(n) {
            mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color });
        }
        mesh.add_triangle(first, first + 1, first + 2);
        if n == 4 {
            mesh.add_triangle(first, first + 2, first + 3);
        }
    }
    Shape::mesh(mesh)
}

/// The marks of a hatch inside the outline, as far as `clip` shows them, as one mesh with soft edges.
pub(super) fn hatched(outline: &[Pos2], clip: Rect, hatch: Hatch, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    let seen = clip.intersect(Rect::from_points(outline));
    if seen.is_positive() && hatch.gap >= 0.5 {
        match hatch.pattern {
            Pattern::Slant => hatch.lines(&mut mesh, outline, seen, Lean::Slash, color),
            Pattern::Cross => {
                hatch.lines(&mut mesh, outline, seen, Lean::Slash, color);
                hatch.lines(&mut mesh, outline, seen, Lean::Backslash, color);
            }
            Pattern::Dots => hatch.dots(&mut mesh, outline, seen, color),
        }
    }
    Shape::mesh(mesh)
}

/// Which way a line leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Slash,
    Backslash,
}

impl Hatch {
    /// Points across the lines, which are at 45 degrees: every point of a line has the same number.
    fn across(&self, lean: Lean, p: Pos2) -> f32 {
        let d = p - self.origin;
        let sum = match lean {
            Lean::Slash => d.x + d.y,
            Lean::Backslash => d.x - d.y,
        };
        sum * std::f32::consts::FRAC_1_SQRT_2
    }

    /// Where line number `n` begins and ends across itself: in the middle of its step, as in the exports.
    fn line(&self, n: f32) -> (f32, f32) {
        let middle = (n + 0.5) * self.gap;
        (middle - self.line / 2.0, middle + self.line / 2.0)
    }

    fn lines(&self, mesh: &mut Mesh, outline: &[Pos2], seen: Rect, lean: Lean, color: Color32) {
        let across = |p: Pos2| self.across(lean, p);
        let soft = self.pixel / 2.0;
        let steps = self.steps(&corners(seen), lean);
        // A line is three bands of four corners nearly everywhere. Room that grows is memory touched many times over.
        let bands = steps.size_hint().0 * 3;
        mesh.reserve_vertices(bands * 4);
        mesh.reserve_triangles(bands * 2);
        for n in steps {
            let (start, end) = self.line(n);
            let edges = [start - soft, start + soft, end - soft, end + soft];
            let alphas = [0.0, 1.0, 1.0, 0.0];
            // The outline may have many corners; its piece under the line has few.
            let under = strip(outline, across, edges[0], edges[3]);
            for i in 0..3 {
                let (a, b) = (edges[i], edges[i + 1]);
                let band = strip(&under, across, a, b);
                let shade = |p: Pos2| {
                    let part = ((across(p) - a) / (b - a).max(f32::EPSILON)).clamp(0.0, 1.0);
                    color.gamma_multiply(alphas[i] + (alphas[i + 1] - alphas[i]) * part)
                };
                match lean {
                    Lean::Slash => fan(mesh, &band, shade),
                    // Only between the lines of the other lean: half opaque lines would be darker where
                    // they cross.
                    Lean::Backslash => {
                        for piece in self.between(&band) {
                            fan(mesh, &piece, shade);
                        }
                    }
                }
            }
        }
    }

    /// Numbers of the lines that reach some points, few enough for any screen.
    fn steps(&self, points: &[Pos2], lean: Lean) -> impl Iterator<Item = f32> + use<> {
        let places = points.iter().map(|p| self.across(lean, *p) / self.gap);
        let (least, most) =
            places.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, z), v| (a.min(v), z.max(v)));
        let (first, last) = (least.floor() - 1.0, most.ceil() + 1.0);
        // Whole numbers of lines on a screen: far below what a cast can lose.
        (0..=((last - first) as i32).min(20_000)).map(move |n| first + n as f32)
    }

    /// The parts of a polygon that no line leaning like a slash covers.
    fn between(&self, polygon: &[Pos2]) -> Vec<Vec<Pos2>> {
        let across = |p: Pos2| self.across(Lean::Slash, p);
        if polygon.is_empty() {
            return Vec::new();
        }
        self.steps(polygon, Lean::Slash)
            .map(|n| {
                let (from, to) = (self.line(n).1, self.line(n + 1.0).0);
                strip(polygon, across, from, to)
            })
            .filter(|piece| piece.len() > 2)
            .collect()
    }

    /// Dots in rows and columns; those at the edge are cut by it.
    fn dots(&self, mesh: &mut Mesh, outline: &[Pos2], seen: Rect, color: Color32) {
        let (radius, soft) = (self.line / 2.0, self.pixel / 2.0);
        let places = |from: f32, to: f32, zero: f32| {
            let first = ((from - zero - radius) / self.gap - 0.5).ceil();
            let last = ((to - zero + radius) / self.gap - 0.5).floor();
            // As above; a negative count is an empty range.
            (0..=((last - first) as i32).min(4_000))
                .map(move |n| zero + (first + n as f32 + 0.5) * self.gap)
        };
        for y in places(seen.top(), seen.bottom(), self.origin.y) {
            for x in places(seen.left(), seen.right(), self.origin.x) {
                let center = pos2(x, y);
                let shade = |p: Pos2| {
                    let depth = (radius + soft - p.distance(center)) / self.pixel;
                    color.gamma_multiply(depth.clamp(0.0, 1.0))
                };
                for part in disc(center, (radius - soft).max(0.0), radius + soft) {
                    fan(mesh, &inside(part, outline), shade);
                }
            }
        }
    }
}

fn corners(rect: Rect) -> [Pos2; 4] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]
}

/// A disc and the ring around it, in convex parts.
fn disc(center: Pos2, inner: f32, outer: f32) -> Vec<Vec<Pos2>> {
    const CORNERS: u8 = 10;
    let at = |radius: f32, n: u8| {
        center + radius * Vec2::angled(std::f32::consts::TAU * f32::from(n) / f32::from(CORNERS))
    };
    let middle = (0..CORNERS).map(|n| at(inner, n)).collect();
    let ring = |n| vec![at(inner, n), at(outer, n), at(outer, n + 1), at(inner, n + 1)];
    std::iter::once(middle).chain((0..CORNERS).map(ring)).collect()
}

/// The part of a convex polygon inside an outline that runs clockwise on the screen.
fn inside(polygon: Vec<Pos2>, outline: &[Pos2]) -> Vec<Pos2> {
    let edges = outline.iter().zip(outline.iter().cycle().skip(1));
    edges.fold(polygon, |polygon, (a, b)| {
        let along = *b - *a;
        let side = |p: Pos2| along.x * (p.y - a.y) - along.y * (p.x - a.x);
        // Most marks lie whole on the right side; an edge of no length has no sides.
        if along.length_sq() < 1e-6 || polygon.iter().all(|p| side(*p) >= 0.0) {
            return polygon;
        }
        keep(&polygon, side)
    })
}

/// A straight line without the parts that lie outside `rect`; other paths stay as they are.
pub(super) fn cut(points: Vec<Pos2>, rect: Rect) -> Vec<Pos2> {
    let [a, b] = points.as_slice() else {
        return points;
    };
    let (from, to) = (*a, *b);
    let (mut t0, mut t1) = (0.0_f32, 1.0_f32);
    let d = to - from;
    let sides = [
        (-d.x, from.x - rect.left()),
        (d.x, rect.right() - from.x),
        (-d.y, from.y - rect.top()),
        (d.y, rect.bottom() - from.y),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return Vec::new();
            }
        } else if p < 0.0 {
            t0 = t0.max(q / p);
        } else {
            t1 = t1.min(q / p);
        }
    }
    if t0 > t1 { Vec::new() } else { vec![from + d * t0, from + d * t1] }
}

/// The part of a convex polygon where a measure lies between two values.
fn strip(polygon: &[Pos2], measure: impl Fn(Pos2) -> f32, from: f32, to: f32) -> Vec<Pos2> {
    keep(&keep(polygon, |p| measure(p) - from), |p| to - measure(p))
}

/// The part of a convex polygon where `side` is not negative (Sutherland and Hodgman).
fn keep(polygon: &[Pos2], side: impl Fn(Pos2) -> f32) -> Vec<Pos2> {
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    let Some(mut before) = polygon.last().copied() else {
        return kept;
    };
    for &p in polygon {
        let (a, b) = (side(before), side(p));
        if (a < 0.0) != (b < 0.0) {
            let t = a / (a - b);
            kept.push(pos2(before.x + (p.x - before.x) * t, before.y + (p.y - before.y) * t));
        }
        if b >= 0.0 {
            kept.push(p);
        }
        before = p;
    }
    kept
}

/// Adds a convex polygon to a mesh as a fan of triangles.
fn fan(mesh: &mut Mesh, polygon: &[Pos2], color: impl Fn(Pos2) -> Color32) {
    if polygon.len() < 3 {
        return;
    }
    let Ok(start) = u32::try_from(mesh.vertices.len()) else {
        return;
    };
    for p in polygon {
        mesh.vertices.push(Vertex { pos: *p, uv: WHITE_UV, color: color(*p) });
    }
    let corners = u32::try_from(polygon.len()).unwrap_or(0);
    for i in 1..corners.saturating_sub(1) {
        mesh.add_triangle(start, start + i, start + i + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Rect {
        Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0))
    }

    fn mesh(pattern: Pattern, gap: f32, line: f32) -> std::sync::Arc<Mesh> {
        let hatch = Hatch { pattern, origin: Pos2::ZERO, gap, line, pixel: 1.0 };
        match hatched(&outline(square(), 6.0), Rect::EVERYTHING, hatch, Color32::WHITE) {
            Shape::Mesh(mesh) => mesh,
            _ => panic!("a mesh"),
        }
    }

    /// Area that a mesh inks: triangles by the mean opacity of their corners.
    fn inked(mesh: &Mesh) -> f32 {
        let triangle = |t: &[u32]| {
            let [a, b, c] = [t[0], t[1], t[2]].map(|i| mesh.vertices[i as usize]);
            let (u, v) = (b.pos - a.pos, c.pos - a.pos);
            let alpha = [a, b, c].map(|v| f32::from(v.color.a())).iter().sum::<f32>() / 765.0;
            (u.x * v.y - u.y * v.x).abs() / 2.0 * alpha
        };
        mesh.indices.chunks(3).map(triangle).sum()
    }

    const ALL: [Pattern; 3] = [Pattern::Slant, Pattern::Cross, Pattern::Dots];

    #[test]
    fn hatching_stays_inside_its_outline() {
        for pattern in ALL {
            let mesh = mesh(pattern, 7.0, 2.0);
            assert!(!mesh.indices.is_empty());
            for v in &mesh.vertices {
                assert!(square().expand(0.01).contains(v.pos), "{pattern:?} {:?}", v.pos);
            }
        }
    }

    #[test]
    fn each_pattern_inks_its_share_and_crossings_count_once() {
        // 40 by 20 less the round corners.
        let area = 800.0 - 36.0 * (4.0 - std::f32::consts::PI);
        let share = |pattern| inked(&mesh(pattern, 4.0, 1.6)) / area;
        assert!((share(Pattern::Slant) - 0.4).abs() < 0.03, "{}", share(Pattern::Slant));
        // What neither direction covers is 0.6 of 0.6.
        assert!((share(Pattern::Cross) - 0.64).abs() < 0.03, "{}", share(Pattern::Cross));
        // A circle of 1.6 in a square of 4, with the soft edge around it.
        assert!((share(Pattern::Dots) - 0.126).abs() < 0.03, "{}", share(Pattern::Dots));
    }

    #[test]
    fn a_hatch_on_no_area_or_of_no_measure_is_empty() {
        for pattern in ALL {
            assert!(mesh(pattern, f32::NAN, 1.0).indices.is_empty());
            let hatch = Hatch { pattern, origin: Pos2::ZERO, gap: 4.0, line: 1.0, pixel: 1.0 };
            let shape = hatched(&outline(square(), 0.0), Rect::NOTHING, hatch, Color32::WHITE);
            assert!(matches!(shape, Shape::Mesh(m) if m.indices.is_empty()));
        }
    }

    #[test]
    fn half_a_polygon_is_kept() {
        let half = keep(&outline(square(), 0.0), |p| p.x - 20.0);
        assert_eq!(Rect::from_points(&half), Rect::from_min_max(pos2(20.0, 0.0), pos2(40.0, 20.0)));
        assert!(keep(&outline(square(), 0.0), |p| p.x - 50.0).is_empty());
    }

    #[test]
    fn lines_far_away_are_cut_to_what_is_near() {
        let long = vec![pos2(-1e7, 10.0), pos2(1e7, 10.0)];
        let short = cut(long, square());
        assert_eq!(short.len(), 2);
        assert!((short[0].x - 0.0).abs() < 2.0 && (short[1].x - 40.0).abs() < 2.0);
        assert!(cut(vec![pos2(-5.0, 30.0), pos2(50.0, 30.0)], square()).is_empty());
    }
}
