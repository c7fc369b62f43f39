//! How a mark is drawn.

use super::marks::{Body, DOT, count_half_width};
use super::pen::{Pen, Style};
use crate::scene::{Fill, Ink, Rect, Stroke, Weight};

/// Height of the span of a civil date.
pub(super) const PILL: f32 = 14.0;
/// Height of the bar of something that lasted.
const BAR: f32 = 10.0;
/// Opacity of a civil span, as in the design.
const TINT: f32 = 0.22;
/// Spans narrower than this are too small for a tint and get a fuller one.
const SLIM: f32 = 16.0;

/// Outline of a span on paper: dark, because it stands for a colour.
const PRINTED: f32 = 1.4;

/// What a mark looks like besides its shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Ink of the lane.
    pub ink: Ink,
    /// Opacity: 1, or less after the as-of date and where something else is selected.
    pub alpha: f32,
    /// True for lanes whose ink is used a second time: diamonds and square corners.
    pub second_shape: bool,
    /// True for the selected mark.
    pub selected: bool,
    /// True for a mark that hangs together with a selected limit.
    pub related: bool,
    /// True where the source itself may be wrong.
    pub uncertain: bool,
    /// True for paper: white boxes and black dots.
    pub print: bool,
}

/// Draws a mark whose middle line is at `y`.
pub(super) fn draw(pen: &mut Pen<'_>, body: &Body, y: f32, look: &Look) {
    // Lanes stand in rows of their own, so that paper needs no greys for them.
    let look = &if look.print { Look { ink: Ink::Text, ..*look } } else { *look };
    if look.selected || look.related {
        outline(pen, body, y, look);
    }
    match *body {
        Body::Dot { x, soft } => dot(pen, (x, y), soft, look),
        Body::Pill { from, to, within, soft } => pill(pen, (from, to), y, (within, soft), look),
        Body::Bar { .. } => bar(pen, body, y, look),
        Body::Count { x, n } => count(pen, x, y, n, look),
    }
}

/// The ring in the accent around the selected mark.
fn outline(pen: &mut Pen<'_>, body: &Body, y: f32, look: &Look) {
    let width = if look.selected { 2.0 } else { 1.2 };
    let stroke = Stroke::solid(Ink::Accent, width);
    let (from, to) = body.ends();
    match body {
        Body::Dot { x, soft: false } => pen.circle((*x, y), DOT + 4.0, None, Some(stroke)),
        _ => {
            let rect =
                Rect::from_edges(from - 4.0, y - PILL / 2.0 - 4.0, to + 4.0, y + PILL / 2.0 + 4.0);
            pen.rect(rect, 11.0, None, Some(stroke));
        }
    }
}

fn faded(ink: Ink, width: f32, alpha: f32) -> Stroke {
    Stroke { alpha, ..Stroke::solid(ink, width) }
}

fn dashed(look: &Look) -> Stroke {
    Stroke { alpha: look.alpha, ..Stroke::dashed(look.ink, 1.4, 3.0, 2.5) }
}

fn dot(pen: &mut Pen<'_>, (x, y): (f32, f32), soft: bool, look: &Look) {
    if soft {
        let half = DOT - 1.5;
        let fade = |from, to| Fill::Fade { ink: look.ink, from, to };
        let tint = 0.5 * look.alpha;
        pen.fill(Rect::from_edges(x - DOT - 8.0, y - half, x, y + half), 0.0, fade(0.0, tint));
        pen.fill(Rect::from_edges(x, y - half, x + DOT + 8.0, y + half), 0.0, fade(tint, 0.0));
    }
    if look.alpha < 1.0 && !look.uncertain {
        // No line behind it shows through a mark that stands back.
        let ground = Some(Fill::Plain(Ink::Surface, 1.0));
        if look.second_shape {
            pen.polygon(&diamond(x, y, DOT + 1.0), ground, None);
        } else {
            pen.circle((x, y), DOT, ground, None);
        }
    }
    let (fill, stroke) = if look.uncertain {
        (Fill::Plain(Ink::Surface, 1.0), dashed(look))
    } else {
        (Fill::Plain(look.ink, look.alpha), Stroke::solid(Ink::Surface, 1.5))
    };
    if look.second_shape {
        pen.polygon(&diamond(x, y, DOT + 1.0), Some(fill), Some(stroke));
    } else {
        pen.circle((x, y), DOT, Some(fill), Some(stroke));
    }
}

fn diamond(x: f32, y: f32, r: f32) -> [(f32, f32); 4] {
    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

fn pill(
    pen: &mut Pen<'_>,
    (from, to): (f32, f32),
    y: f32,
    (within, soft): (bool, bool),
    look: &Look,
) {
    let rect = Rect::from_edges(from, y - PILL / 2.0, to, y + PILL / 2.0);
    // A slim span with round ends would look like a dot, which a day never is.
    let radius = if look.second_shape { 2.0 } else { (rect.w / 3.5).clamp(2.0, PILL / 2.0) };
    if soft {
        soft_ends(pen, rect, 0.45 * look.alpha, look.ink);
        return;
    }
    if look.print {
        let known = !within && !look.uncertain;
        let stroke = if known { faded(look.ink, PRINTED, look.alpha) } else { dashed(look) };
        let radius = if look.second_shape { PILL / 2.0 } else { 0.0 };
        pen.rect(rect, radius, Some(Fill::Plain(Ink::Surface, 1.0)), Some(stroke));
        return;
    }
    let slim = rect.w < SLIM;
    let tint = look.alpha * if slim { 0.55 } else { TINT };
    let within = within || look.uncertain;
    let (tint, stroke) = if within {
        (tint * 0.75, dashed(look))
    } else {
        (tint, faded(look.ink, 1.0, if slim { 0.9 } else { 0.38 } * look.alpha))
    };
    pen.rect(rect, radius, Some(Fill::Plain(look.ink, tint)), Some(stroke));
}

/// Full in the middle, and nothing at either end.
fn soft_ends(pen: &mut Pen<'_>, rect: Rect, full: f32, ink: Ink) {
    let third = (rect.w / 3.0).min(28.0);
    let (a, b) = (rect.x + third, rect.right() - third);
    let part = |l, r| Rect::from_edges(l, rect.y, r, rect.bottom());
    pen.fill(part(rect.x, a), 0.0, Fill::Fade { ink, from: 0.0, to: full });
    pen.fill(part(a, b), 0.0, Fill::Plain(ink, full));
    pen.fill(part(b, rect.right()), 0.0, Fill::Fade { ink, from: full, to: 0.0 });
}

fn bar(pen: &mut Pen<'_>, body: &Body, y: f32, look: &Look) {
    let Body::Bar { from, sure_from, sure_to, to, open_end, open_start, soft } = *body else {
        return;
    };
    let part = |l: f32, r: f32| Rect::from_edges(l, y - BAR / 2.0, r, y + BAR / 2.0);
    let doubt = |tint: f32| match look.print {
        true => Fill::Plain(Ink::Surface, 1.0),
        false => Fill::Plain(look.ink, tint * look.alpha),
    };
    if soft {
        soft_ends(pen, part(from, to), 0.7 * look.alpha, look.ink);
    } else if sure_from >= sure_to || look.uncertain {
        // Nothing of it is certain but its outer ends.
        pen.rect(part(from, to), 0.0, Some(doubt(0.18)), Some(dashed(look)));
    } else {
        for (l, r) in [(from, sure_from), (sure_to, to)] {
            if r - l > 0.5 {
                pen.rect(part(l, r), 0.0, Some(doubt(0.16)), Some(dashed(look)));
            }
        }
        pen.fill(part(sure_from, sure_to), 0.0, Fill::Plain(look.ink, 0.45 * look.alpha));
        // Square ends, where they are known.
        for (x, known) in
            [(from, !open_start && sure_from - from <= 0.5), (to, !open_end && to - sure_to <= 0.5)]
        {
            if known {
                let stroke = Stroke { alpha: look.alpha, ..Stroke::solid(look.ink, 2.0) };
                pen.line((x, y - BAR / 2.0 - 2.0), (x, y + BAR / 2.0 + 2.0), stroke);
            }
        }
    }
    let fill = Some(Fill::Plain(look.ink, 0.85 * look.alpha));
    if open_end {
        pen.polygon(&[(to, y - 7.0), (to + 7.0, y), (to, y + 7.0)], fill, None);
    }
    if open_start {
        pen.polygon(&[(from, y - 7.0), (from, y + 7.0), (from - 7.0, y)], fill, None);
    }
}

fn count(pen: &mut Pen<'_>, x: f32, y: f32, n: usize, look: &Look) {
    let half = count_half_width(n);
    let rect = Rect::from_edges(x - half, y - 8.0, x + half, y + 8.0);
    let radius = if look.second_shape { 3.0 } else { 8.0 };
    let stroke = Some(faded(look.ink, 1.6, look.alpha));
    pen.rect(rect, radius, Some(Fill::Plain(Ink::Surface, 1.0)), stroke);
    let style = Style::new(11.0, Weight::SemiBold, Ink::Text);
    let text = if n < 10_000 { n.to_string() } else { "9999+".to_owned() };
    let (text, width) = pen.fit(&text, style, 2.0 * half - 3.0);
    pen.text_measured(x - width / 2.0, y + 3.8, &text, width, style);
}

/// A competing date: hollow and small, with a thin line to the preferred one.
pub(super) fn ghost(pen: &mut Pen<'_>, body: &Body, y: f32, preferred: (f32, f32), look: &Look) {
    let (from, to) = body.ends();
    let stroke = faded(look.ink, 1.2, 0.75 * look.alpha);
    // To the nearest end of the ghost; none where the two lie over each other.
    let near = preferred.0.clamp(from, to);
    if (near - preferred.0).abs() > 0.5 || (y - preferred.1).abs() > 0.5 {
        pen.line((near, y), preferred, faded(look.ink, 0.8, 0.6 * look.alpha));
    }
    match *body {
        Body::Dot { x, .. } => {
            pen.circle((x, y), 3.6, Some(Fill::Plain(Ink::Surface, 1.0)), Some(stroke));
        }
        _ => pen.rect(
            Rect::from_edges(from, y - 4.0, to, y + 4.0),
            4.0,
            Some(Fill::Plain(Ink::Surface, 0.85)),
            Some(if look.selected { stroke } else { Stroke { dash: Some((2.0, 2.0)), ..stroke } }),
        ),
    }
}
