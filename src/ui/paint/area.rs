//! Areas that egui has no shape for: slanted lines and fades inside any convex outline.

use egui::epaint::{Mesh, WHITE_UV};
use egui::{Color32, Pos2, Rect, Shape, Vec2, pos2};

/// Slanted lines, rising to the right, as in the SVG.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hatch {
    /// A corner that a line starts at; the same for a whole scene, so that neighbours meet.
    pub origin: Pos2,
    /// Points from line to line.
    pub gap: f32,
    /// Width of a line in points.
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

/// Slanted lines inside the outline, as far as `clip` shows them, as one mesh with soft edges.
pub(super) fn hatched(outline: &[Pos2], clip: Rect, hatch: Hatch, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    let seen = clip.intersect(Rect::from_points(outline));
    if !seen.is_positive() || hatch.gap < 0.5 {
        return Shape::mesh(mesh);
    }
    let half = std::f32::consts::FRAC_1_SQRT_2;
    // Distance across the lines, which are at 45 degrees: every point of a line has the same.
    let across = |p: Pos2| ((p.x - hatch.origin.x) + (p.y - hatch.origin.y)) * half;
    let first = (across(seen.left_top()) / hatch.gap).floor() - 1.0;
    let last = (across(seen.right_bottom()) / hatch.gap).ceil() + 1.0;
    let soft = hatch.pixel / 2.0;
    // Whole numbers of lines on a screen: far below what a cast can lose.
    for n in 0..=((last - first) as i32).min(20_000) {
        let start = (first + n as f32) * hatch.gap;
        let end = start + hatch.line;
        let edges = [start - soft, start + soft, end - soft, end + soft];
        let alphas = [0.0, 1.0, 1.0, 0.0];
        for i in 0..3 {
            let (a, b) = (edges[i], edges[i + 1]);
            let band = keep(&keep(outline, |p| across(p) - a), |p| b - across(p));
            fan(&mut mesh, &band, |p| {
                let part = ((across(p) - a) / (b - a).max(f32::EPSILON)).clamp(0.0, 1.0);
                color.gamma_multiply(alphas[i] + (alphas[i + 1] - alphas[i]) * part)
            });
        }
    }
    Shape::mesh(mesh)
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
        mesh.vertices.push(egui::epaint::Vertex { pos: *p, uv: WHITE_UV, color: color(*p) });
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

    #[test]
    fn hatching_stays_inside_its_outline() {
        let hatch = Hatch { origin: Pos2::ZERO, gap: 7.0, line: 2.0, pixel: 1.0 };
        let outline = outline(square(), 6.0);
        let Shape::Mesh(mesh) = hatched(&outline, Rect::EVERYTHING, hatch, Color32::RED) else {
            panic!("a mesh")
        };
        assert!(!mesh.indices.is_empty());
        for v in &mesh.vertices {
            assert!(square().expand(0.01).contains(v.pos), "{:?}", v.pos);
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
