//! Outlines as paths, and inks as colours of the file.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect as Frame, Transform};
use krilla::num::NormalizedF32;
use krilla::paint;

use crate::scene::{Ink, Point, Rect, Stroke, Theme};

/// How far the control points of a quarter circle stand from its ends, for a radius of 1.
const QUARTER: f32 = 0.552_284_8;

/// The least width of a line, and the least length of a dash, in points: less shows nothing, and costs a viewer much.
const LEAST: f32 = 0.01;

/// An opacity, or `None` where nothing would show.
pub(super) fn opacity(alpha: f32) -> Option<NormalizedF32> {
    if alpha.is_nan() || alpha <= 0.0 {
        return None;
    }
    NormalizedF32::new(alpha.min(1.0))
}

/// The colour of an ink.
pub(super) fn color(theme: &Theme, ink: Ink) -> rgb::Color {
    let c = theme.color(ink);
    rgb::Color::new(c.0, c.1, c.2)
}

/// One ink at one opacity; `None` where nothing would show.
pub(super) fn plain(theme: &Theme, ink: Ink, alpha: f32) -> Option<paint::Fill> {
    let opacity = opacity(alpha)?;
    Some(paint::Fill { paint: color(theme, ink).into(), opacity, ..paint::Fill::default() })
}

/// From `left` opacity at the left edge of `rect` to `right` at its right edge.
pub(super) fn fade(
    theme: &Theme,
    ink: Ink,
    rect: Rect,
    (left, right): (f32, f32),
) -> Option<paint::Fill> {
    let share = |alpha: f32| NormalizedF32::new(alpha.clamp(0.0, 1.0));
    let stop = |offset, alpha| {
        let color = color(theme, ink).into();
        Some(paint::Stop { offset, color, opacity: share(alpha)? })
    };
    let gradient = paint::LinearGradient {
        x1: rect.x,
        y1: 0.0,
        x2: rect.right(),
        y2: 0.0,
        transform: Transform::identity(),
        spread_method: paint::SpreadMethod::Pad,
        stops: vec![stop(NormalizedF32::ZERO, left)?, stop(NormalizedF32::ONE, right)?],
        anti_alias: false,
    };
    Some(paint::Fill { paint: gradient.into(), ..paint::Fill::default() })
}

/// An outline, `skipped` points of whose dashes are cut off; `None` where none would show.
pub(super) fn stroke(theme: &Theme, stroke: Option<Stroke>, skipped: f32) -> Option<paint::Stroke> {
    let Stroke { ink, alpha, width, dash } = stroke?;
    let opacity = opacity(alpha).filter(|_| width.is_finite() && width >= LEAST)?;
    let shows = |length: f32| length.is_finite() && length >= LEAST;
    let dash = dash
        .filter(|(dash, gap)| shows(*dash) && shows(*gap))
        .map(|(dash, gap)| (dash.min(super::LONGEST), gap.min(super::LONGEST)))
        .map(|(dash, gap)| paint::StrokeDash {
            array: vec![dash, gap],
            offset: skipped.rem_euclid(dash + gap),
        });
    Some(paint::Stroke {
        paint: color(theme, ink).into(),
        width: width.min(super::LONGEST),
        // As in SVG.
        miter_limit: 4.0,
        opacity,
        dash,
        ..paint::Stroke::default()
    })
}

/// The outline of a rectangle with rounded corners.
pub(super) fn rectangle(rect: Rect, radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    if radius.is_nan() || radius <= 0.0 {
        path.push_rect(Frame::from_ltrb(left, top, right, bottom)?);
        return path.finish();
    }
    let (r, c) = (radius, radius * (1.0 - QUARTER));
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - c, top, right, top + c, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - c, right - c, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + c, bottom, left, bottom - c, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + c, left + c, top, left + r, top);
    path.close();
    path.finish()
}

/// The outline of a circle.
pub(super) fn circle(center: Point, radius: f32) -> Option<Path> {
    let side = radius * 2.0;
    let around = Rect { x: center.x - radius, y: center.y - radius, w: side, h: side };
    rectangle(around, radius)
}

/// Closed outlines as one path.
pub(super) fn closed<'a>(outlines: impl IntoIterator<Item = &'a [Point]>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for outline in outlines {
        let mut corners = outline.iter();
        if let Some(first) = corners.next() {
            path.move_to(first.x, first.y);
            corners.for_each(|p| path.line_to(p.x, p.y));
            path.close();
        }
    }
    path.finish()
}

/// A straight line.
pub(super) fn line(from: Point, to: Point) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(from.x, from.y);
    path.line_to(to.x, to.y);
    path.finish()
}
