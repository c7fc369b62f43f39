//! What lies behind words and marks: grid lines, states, leaders; none of their lines crosses a word.

use super::super::bands;
use super::super::describe;
use super::super::frame::Frame;
use super::super::pen::Pen;
use super::super::sheet::{Tag, Target, TargetKind};
use super::super::targets::Targets;
use super::Slide;
use super::axis::SlideAxis;
use super::plan::Plan;
use crate::scene::{Ink, Rect, Stroke};

/// Air that a line leaves around a word.
const AIR: f32 = 3.0;
/// Stretches of a line shorter than this are left out between two words.
const SHORTEST: f32 = 6.0;

/// An upright line from `top` to `bottom` that leaves out what lies in its way.
pub(super) fn upright(
    pen: &mut Pen<'_>,
    x: f32,
    ys: (f32, f32),
    stroke: Stroke,
    in_the_way: &[Rect],
) {
    for (from, to) in free_stretches(x, ys, in_the_way) {
        pen.line((x, from), (x, to), stroke);
    }
}

/// The same where at least half of it can be drawn; less would lead nobody anywhere.
pub(super) fn leader(
    pen: &mut Pen<'_>,
    x: f32,
    ys: (f32, f32),
    stroke: Stroke,
    in_the_way: &[Rect],
) {
    let free: f32 = free_stretches(x, ys, in_the_way).iter().map(|(a, b)| b - a).sum();
    if free >= (ys.1 - ys.0) / 2.0 {
        upright(pen, x, ys, stroke, in_the_way);
    }
}

/// The stretches of an upright line on which nothing lies.
fn free_stretches(x: f32, (top, bottom): (f32, f32), in_the_way: &[Rect]) -> Vec<(f32, f32)> {
    let mut found = Vec::new();
    let mut gaps: Vec<(f32, f32)> = in_the_way
        .iter()
        .filter(|r| r.x - AIR <= x && x <= r.right() + AIR)
        .map(|r| (r.y - AIR / 2.0, r.bottom() + AIR / 2.0))
        .filter(|(a, b)| *b > top && *a < bottom)
        .collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut y = top;
    for (from, to) in gaps {
        if from - y >= SHORTEST {
            found.push((y, from));
        }
        y = y.max(to);
    }
    if bottom - y >= SHORTEST || (y <= top && bottom > y) {
        found.push((y, bottom));
    }
    found
}

/// Hairlines at the starts of the larger unit.
pub(super) fn grid(
    pen: &mut Pen<'_>,
    slide: &Slide<'_>,
    axis: &SlideAxis,
    (top, bottom): (f32, f32),
    in_the_way: &[Rect],
) {
    for (x, alpha) in axis.grid(slide.edges()) {
        let rise = if alpha < 1.0 { 0.0 } else { axis.height };
        let stroke = Stroke { alpha, ..Stroke::solid(Ink::Hairline, 1.0) };
        upright(pen, x, (top - rise, bottom), stroke, in_the_way);
    }
}

/// Bands behind the rows.
pub(super) fn states(
    pen: &mut Pen<'_>,
    slide: &Slide<'_>,
    plan: &Plan,
    bottom: f32,
    in_the_way: &[Rect],
    targets: &mut Targets,
) {
    let (x0, x1) = slide.edges();
    // The band reaches from the axis to the last row.
    let frame = &Frame {
        input: slide.frame.input,
        width: slide.frame.width,
        height: bottom,
        head: x0,
        axis: plan.top,
        scale: slide.frame.scale,
        zone: slide.frame.zone,
        emphasis: slide.frame.emphasis.clone(),
        pivotal: slide.frame.pivotal.clone(),
        verticals: Vec::new(),
    };
    for (place, span) in slide.input.states.iter().enumerate() {
        if !bands::is_seen(span, frame) {
            continue;
        }
        let (from, to) = bands::ends(span, frame);
        let tag = Tag::State(span.id.clone());
        let sentence = describe::state(span, frame.zone);
        let band = Rect::from_edges(x0, plan.top, x1, bottom);
        pen.group(&tag, &sentence, |pen| {
            pen.clip(band, |pen| bands::tint(pen, frame, (from, to), 1.0));
            edge(pen, from, (x0, x1), (plan.top, bottom), in_the_way);
            if !span.lasting {
                edge(pen, to, (x0, x1), (plan.top, bottom), in_the_way);
            }
            for words in plan.states.iter().filter(|w| w.place == place) {
                pen.text(words.at.0, words.at.1, &words.text, words.style);
            }
        });
        let (left, right) = (from.0.clamp(x0, x1), to.1.clamp(x0, x1));
        let rect = Rect::from_edges(left, plan.top, right.max(left + 4.0), plan.facts_top);
        targets.push(Target { tag, kind: TargetKind::State, rect, label: sentence });
    }
}

/// One line where an end is known; two dotted ones where it lies between them.
fn edge(
    pen: &mut Pen<'_>,
    (a, b): (f32, f32),
    (x0, x1): (f32, f32),
    ys: (f32, f32),
    in_the_way: &[Rect],
) {
    let inside = |x: f32| x >= x0 && x <= x1;
    let solid = Stroke { alpha: 0.9, ..Stroke::solid(Ink::State, 1.2) };
    let dotted = Stroke { alpha: 0.9, ..Stroke::dashed(Ink::State, 1.0, 2.0, 3.0) };
    if b - a <= 1.0 {
        if inside(a) {
            upright(pen, a, ys, solid, in_the_way);
        }
        return;
    }
    for x in [a, b].into_iter().filter(|x| inside(*x)) {
        upright(pen, x, ys, dotted, in_the_way);
    }
}
