//! Cuts shapes at the edges of a rectangle: a presentation knows no clipping.

use super::look;
use crate::scene::cut::{self, finite};
use crate::scene::{self, Fill, Pattern, Point, Rect, Shape, Stroke, Text, hatch};

/// Edges nearer than this are the same, in points: less than a pixel of the finest print.
const NEAR: f32 = 0.01;

/// A shape that lies where it may be seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// A rectangle with rounded corners.
    Rect(Rect, f32),
    /// A line from one point to another.
    Line(Point, Point),
    /// A circle around a point.
    Circle(Point, f32),
    /// A closed outline, and the open stretches of it that are drawn: none where all of it is.
    Outline(Vec<Point>, Vec<Vec<Point>>),
    /// The marks of a hatch, in layers: marks of one layer never cross.
    Marks(Vec<Vec<Vec<Point>>>),
}

/// A form with its looks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Its form and place, in points of the scene.
    pub(super) form: Form,
    /// Inside.
    pub(super) fill: Option<Fill>,
    /// Outline.
    pub(super) stroke: Option<Stroke>,
}

/// What may be seen of `shape` inside `clip`; `None` for nothing, for a shape without looks,
/// for one with a coordinate that is no number, and for words.
///
/// Circles are marks: one is whole where its centre lies inside, and gone where it does not.
pub(super) fn cut(shape: &Shape, clip: Rect) -> Option<Drawn> {
    match shape {
        Shape::Rect { rect, radius, fill, stroke } => {
            let drawn = dressed(*fill, *stroke)?;
            if !finite(&[rect.x, rect.y, rect.w, rect.h]) || rect.w <= 0.0 || rect.h <= 0.0 {
                return None;
            }
            rectangle(*rect, if radius.is_finite() { radius.max(0.0) } else { 0.0 }, drawn, clip)
        }
        Shape::Line { from, to, stroke } => {
            let drawn = dressed(None, Some(*stroke))?;
            let (from, to) = line(*from, *to, clip)?;
            Some(Drawn { form: Form::Line(from, to), ..drawn })
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let drawn = dressed(*fill, *stroke)?;
            if !finite(&[center.x, center.y, *radius]) || *radius <= 0.0 {
                return None;
            }
            // No mark is so large: a halo or a sun is cut like any other outline.
            if *radius > clip.w.max(clip.h) {
                return outline(&hatch::circle(*center, *radius), drawn, clip);
            }
            clip.contains(*center)
                .then_some(Drawn { form: Form::Circle(*center, *radius), ..drawn })
        }
        Shape::Polygon { points, fill, stroke } => {
            let plain = fill.filter(|fill| matches!(fill, Fill::Plain(..)));
            let drawn = dressed(plain, *stroke)?;
            if points.len() < 2 || !points.iter().all(|p| finite(&[p.x, p.y])) {
                return None;
            }
            outline(points, drawn, clip)
        }
        Shape::Columns { bars, ink, alpha } => {
            let drawn = dressed(Some(Fill::Plain(*ink, *alpha)), None)?;
            let outlines = scene::outlines(bars, clip);
            (!outlines.is_empty()).then_some(Drawn { form: Form::Marks(vec![outlines]), ..drawn })
        }
        Shape::Text(_) => None,
    }
}

/// True for words of which at least half lie inside `clip`, and something on the page.
pub(super) fn keeps_text(text: &Text, clip: Option<Rect>, page: Rect) -> bool {
    if !look::shows(text.alpha) || !finite(&[text.at.x, text.at.y, text.size]) || text.size <= 0.0 {
        return false;
    }
    let width = if text.width.is_finite() { text.width.max(1.0) } else { 1.0 };
    let bounds = Rect { w: width, ..text.bounds() };
    let area = |r: Rect| r.w * r.h;
    bounds.overlaps(&page)
        && clip.is_none_or(|clip| area(bounds.intersection(&clip)) * 2.0 >= area(bounds))
}

/// The smallest rectangle around `form`.
pub(super) fn bounds(form: &Form) -> Rect {
    match form {
        Form::Rect(rect, _) => *rect,
        Form::Line(a, b) => Rect::around(&[*a, *b]),
        Form::Circle(center, radius) => {
            Rect { x: center.x, y: center.y, w: 0.0, h: 0.0 }.grown(*radius)
        }
        Form::Outline(points, _) => Rect::around(points),
        Form::Marks(layers) => {
            let boxes = layers.iter().flatten().map(|mark| Rect::around(mark));
            boxes.reduce(|a, b| a.union(&b)).unwrap_or_default()
        }
    }
}

/// A hatched form as its marks, and as what is left of it without them.
///
/// The fixed patterns of the format would not do: programs draw them thinner, slanted where they should be
/// dotted, or as a plain tint, and here a pattern tells one verdict from another.
pub(super) fn hatched(drawn: Drawn) -> Vec<Drawn> {
    let Some(Fill::Hatch { ink, alpha, gap, line, pattern }) = drawn.fill else {
        return vec![drawn];
    };
    let outline = match &drawn.form {
        Form::Rect(rect, radius) => hatch::rectangle(*rect, *radius),
        Form::Circle(center, radius) => hatch::circle(*center, *radius),
        Form::Outline(points, _) => points.clone(),
        Form::Line(..) | Form::Marks(_) => Vec::new(),
    };
    let mut first = hatch::marks(&outline, pattern, gap, line);
    let mut layers = Vec::new();
    if pattern == Pattern::Cross {
        // Where two marks of one path cross, programs leave a hole.
        let slashes = hatch::marks(&outline, Pattern::Slant, gap, line).len();
        layers.push(first.split_off(slashes.min(first.len())));
    }
    layers.insert(0, first);
    layers.retain(|layer| !layer.is_empty());
    let fill = Some(Fill::Plain(ink, alpha));
    let marks = Drawn { form: Form::Marks(layers), fill, stroke: None };
    let rest = Drawn { fill: None, ..drawn };
    let shows = |d: &Drawn| match &d.form {
        Form::Marks(layers) => !layers.is_empty(),
        _ => d.stroke.is_some(),
    };
    [marks, rest].into_iter().filter(shows).collect()
}

/// A form of no extent with those looks that show; `None` where none would.
fn dressed(fill: Option<Fill>, stroke: Option<Stroke>) -> Option<Drawn> {
    let (fill, stroke) = (fill.filter(look::fills), stroke.filter(look::strokes));
    let form = Form::Outline(Vec::new(), Vec::new());
    (fill.is_some() || stroke.is_some()).then_some(Drawn { form, fill, stroke })
}

/// A rectangle stays one where that is what is left of it; else what is left is an outline.
fn rectangle(rect: Rect, radius: f32, drawn: Drawn, clip: Rect) -> Option<Drawn> {
    let seen = rect.intersection(&clip);
    if seen.w <= 0.0 || seen.h <= 0.0 {
        return None;
    }
    let whole = seen.x - rect.x < NEAR
        && seen.y - rect.y < NEAR
        && rect.right() - seen.right() < NEAR
        && rect.bottom() - seen.bottom() < NEAR;
    if whole {
        return Some(Drawn { form: Form::Rect(rect, radius), ..drawn });
    }
    let drawn = Drawn { fill: drawn.fill.map(|fill| cut_fade(fill, rect, seen)), ..drawn };
    if drawn.stroke.is_none() && radius <= 0.0 {
        return Some(Drawn { form: Form::Rect(seen, 0.0), ..drawn });
    }
    // Far from the clip a number has no digits left for what is near it; nothing shows of such an end.
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let near = rect.intersection(&clip.grown(radius * 2.0 + 64.0));
    outline(&hatch::rectangle(near, radius), drawn, clip)
}

/// A fade over a part of its width begins and ends somewhere between.
fn cut_fade(fill: Fill, whole: Rect, seen: Rect) -> Fill {
    let Fill::Fade { ink, from, to } = fill else {
        return fill;
    };
    let at = |x: f32| from + (to - from) * ((x - whole.x) / whole.w).clamp(0.0, 1.0);
    Fill::Fade { ink, from: at(seen.x), to: at(seen.right()) }
}

/// A polygon cut to `clip`, with its outline drawn only where it had one before.
fn outline(points: &[Point], drawn: Drawn, clip: Rect) -> Option<Drawn> {
    let seen = hatch::visible(points, clip);
    if seen.len() < 2 || !seen.iter().all(|p| finite(&[p.x, p.y])) {
        return None;
    }
    let before = Rect::around(points);
    // An edge along the clip is one that the cut made, where the shape went on beyond it.
    let sides = [
        (before.x < clip.x - NEAR, clip.x, true),
        (before.right() > clip.right() + NEAR, clip.right(), true),
        (before.y < clip.y - NEAR, clip.y, false),
        (before.bottom() > clip.bottom() + NEAR, clip.bottom(), false),
    ];
    let made = |a: Point, b: Point| {
        sides.iter().any(|&(beyond, side, upright)| {
            let of = |p: Point| if upright { p.x } else { p.y };
            beyond && (of(a) - side).abs() < NEAR && (of(b) - side).abs() < NEAR
        })
    };
    let edges: Vec<(Point, Point, bool)> =
        seen.iter().zip(seen.iter().cycle().skip(1)).map(|(&a, &b)| (a, b, !made(a, b))).collect();
    let stretches = match edges.iter().position(|edge| !edge.2) {
        None => Vec::new(),
        Some(first) => stretches(&edges, first),
    };
    // The whole outline was beyond the clip, so no stretch is left to draw.
    let stroke = drawn.stroke.filter(|_| edges.iter().any(|edge| edge.2));
    if drawn.fill.is_none() && stroke.is_none() {
        return None;
    }
    Some(Drawn { form: Form::Outline(seen, stretches), stroke, ..drawn })
}

/// The edges that are drawn, joined where they meet, from the edge after number `first` on.
fn stretches(edges: &[(Point, Point, bool)], first: usize) -> Vec<Vec<Point>> {
    let mut out: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for &(a, b, drawn) in edges.iter().cycle().skip(first + 1).take(edges.len()) {
        match out.last_mut().filter(|_| open && drawn) {
            Some(stretch) => stretch.push(b),
            None if drawn => out.push(vec![a, b]),
            None => {}
        }
        open = drawn;
    }
    out
}

/// The part of a line inside `clip`, where it has some length.
fn line(from: Point, to: Point, clip: Rect) -> Option<(Point, Point)> {
    let (a, b, _) = cut::line(from, to, clip)?;
    (a != b).then_some((a, b))
}
