//! A saved picture on a slide: one message in large letters.
//!
//! Everything is laid out as if all of it were shown, and what a step does not reveal is left out after that:
//! so steps of a story appear inside one picture, and nothing in it moves.

mod axis;
mod backdrop;
mod bar_words;
mod bars;
mod compact;
mod dates;
mod draw;
mod facts;
mod labels;
mod plan;
mod stress;
#[cfg(test)]
mod tests;
mod words;

use super::frame::Frame;
use super::pen::{Pen, one_line};
use super::plate::{Plate, PlateInput};
use super::scale::Scale;
use super::sheet::{Input, Manner, Sheet, Target, TargetKind};
use super::targets::Targets;
use crate::case::Reveal;
use crate::scene::{Group, Node, Rect, Scene, part};
use std::collections::{BTreeMap, BTreeSet};
use stress::Stress;

/// Height of a slide in its own points, where none is given.
const HEIGHT: f32 = 540.0;
/// Left and right margin, as a part of the width.
const MARGIN: f32 = 0.05;
/// Narrower or lower than this nothing can be read on a slide.
const SMALLEST: (f32, f32) = (160.0, 240.0);
/// No slide is larger; keeps every sum finite.
const LARGEST: f32 = 20_000.0;
/// More events than this cannot be read on one slide.
const MOST_EVENTS: usize = 24;

/// What every part of a slide is given.
struct Slide<'a> {
    input: &'a PlateInput<'a>,
    frame: &'a Frame<'a>,
    stress: Stress,
    width: f32,
    height: f32,
    /// Sentences for whoever makes the slide.
    warnings: Vec<String>,
}

impl Slide<'_> {
    /// Left and right end of everything.
    fn edges(&self) -> (f32, f32) {
        (self.frame.scale.x0, self.frame.scale.x1)
    }

    fn warn(&mut self, text: String) {
        if !self.warnings.contains(&text) {
            self.warnings.push(text);
        }
    }
}

/// Lays a picture out for a slide; `input.size` is that of the slide in points (1/72 inch), so that sizes of
/// text are those of the slide.
#[must_use]
pub fn slide(input: &PlateInput<'_>) -> Plate {
    let sound = |n: f32| if n.is_finite() { n.clamp(0.0, LARGEST) } else { 0.0 };
    let (width, height) = (sound(input.size.0), sound(input.size.1.unwrap_or(HEIGHT)));
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return too_small(input, width, height);
    }
    let canvas = Input {
        case: input.case,
        shown: input.shown,
        deadlines: input.deadlines,
        states: input.states,
        as_of: input.as_of,
        window: input.window,
        size: (width, height),
        scroll: 0.0,
        selection: None,
        print: input.print,
        manner: Manner { finest: input.finest, ..Manner::default() },
        measure: input.measure,
    };
    let stress = Stress::new(&canvas, input.highlight);
    let (x0, x1) = (width * MARGIN, width * (1.0 - MARGIN));
    let frame = Frame {
        input: &canvas,
        width: x1,
        height,
        head: x0,
        axis: 0.0,
        scale: Scale::new(input.window, x0, x1),
        zone: input.case.zone(),
        emphasis: stress.emphasis(),
        pivotal: BTreeSet::new(),
        verticals: Vec::new(),
    };
    let mut slide = Slide { input, frame: &frame, stress, width, height, warnings: Vec::new() };
    lay_out(&mut slide)
}

fn lay_out(slide: &mut Slide<'_>) -> Plate {
    let mut pen = Pen::new(slide.input.measure);
    let axis = axis::axis(slide, &pen);
    words::headline(slide, &mut pen);
    let plan = plan::plan(slide, &axis, &pen);
    let footer = words::Footer::new(slide, axis.shows_hours(), &pen);
    let whole = Rect { x: 0.0, y: 0.0, w: slide.width, h: slide.height };
    let mut targets = Targets::new(whole, 0.0);
    let nodes = draw::canvas(slide, &axis, &plan, &mut targets);
    let description = super::describe::picture(slide.frame.input, &plan.facts.in_window);
    let canvas = Group { tag: part::CANVAS.to_owned(), title: String::new(), children: nodes };
    pen.nodes.push(Node::Group(canvas));
    footer.draw(slide, plan.bars.lost, &mut pen);
    let sheet = Sheet {
        scene: Scene {
            width: slide.width,
            height: slide.height,
            title: one_line(&slide.input.case.title),
            description,
            nodes: pen.nodes,
        },
        targets: in_reading_order(targets.seen),
        extents: targets.extents,
        middles: targets.middles,
        plot: Rect::from_edges(slide.edges().0, plan.top, slide.edges().1, plan.bottom),
        content_height: plan.bottom - plan.top,
        events_in_window: plan.facts.visible,
        bands: Vec::new(),
    };
    Plate { sheet, warnings: std::mem::take(&mut slide.warnings) }
}

/// Events by time, limits, then what runs through all of them.
fn in_reading_order(mut targets: Vec<Target>) -> Vec<Target> {
    targets.sort_by_key(|t| matches!(t.kind, TargetKind::State));
    targets
}

/// True where a step shows as much as that.
fn shows(slide: &Slide<'_>, least: Reveal) -> bool {
    slide.input.reveal >= least
}

/// A slide on which nothing can be drawn that says anything.
fn too_small(input: &PlateInput<'_>, width: f32, height: f32) -> Plate {
    let sheet = Sheet {
        scene: Scene { width, height, title: one_line(&input.case.title), ..Scene::default() },
        targets: Vec::new(),
        extents: BTreeMap::new(),
        middles: BTreeMap::new(),
        plot: Rect { x: 0.0, y: 0.0, w: width, h: height },
        content_height: 0.0,
        events_in_window: 0,
        bands: Vec::new(),
    };
    let warning = format!(
        "Nothing is drawn: a slide of {width:.0} by {height:.0} points is too small to be read"
    );
    Plate { sheet, warnings: vec![warning] }
}
