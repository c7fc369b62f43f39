//! Rows of a layer that stand alone: a mark each, with its words where there is room.

use super::pins::{self, PINNED};
use super::strip::{Counted, Ground, Part, sign, sign_at};
use super::words;
use crate::layer::{Micros, Row, Severity};
use crate::layout::frame::Frame;
use crate::layout::pen::{Pen, Style};
use crate::layout::sheet::{Beneath, Tag, Target, TargetKind};
use crate::layout::targets::Targets;
use crate::scene::{Bar, BarForm, Fill, Ink, Node, Rect, Shape, Stroke, Weight};
use std::ops::Range;

const LABEL: Style = Style::new(11.0, Weight::Regular, Ink::Text);
/// Radius of a dot.
pub(super) const DOT: f32 = 3.25;
/// Half the height of the bar of a row with an end.
const HALF: f32 = 3.0;
/// Air between a mark and its words, and between words and the next mark.
const GAP: f32 = 6.0;
/// The least room for words, in points.
const LEAST_LABEL: f32 = 44.0;
/// The least letters of a shortened title that still say something.
const LEAST_LETTERS: usize = 10;
/// The most.
const MOST_LABEL: f32 = 320.0;
/// From here on a bar carries its words above it.
const CARRIES: f32 = 70.0;
/// Height of a lane's ground from which there is room above a bar for words.
const ROOM_ABOVE: f32 = 26.0;
/// Marks that get a node and words of their own on one canvas; the others are drawn as bars.
const MOST_MARKS: usize = 400;
/// Labels on one canvas: each costs a measurement.
const MOST_LABELS: usize = 240;
/// Stretches of lanes that are asked for their rows on one canvas.
const MOST_ASKED: usize = 96;

/// What may still be looked at one by one on a canvas.
#[derive(Debug)]
pub(super) struct Budget {
    marks: usize,
    labels: usize,
    asked: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { marks: MOST_MARKS, labels: MOST_LABELS, asked: MOST_ASKED }
    }
}

/// A lane, and where it is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p, 'a> {
    pub beneath: &'p Beneath<'p>,
    pub lane: usize,
    pub name: &'p str,
    pub ground: Ground,
    pub frame: &'p Frame<'a>,
    pub ink: Ink,
}

/// A row that stands alone.
#[derive(Debug)]
pub(super) struct Alone {
    pub row: Row,
    columns: Range<usize>,
    severity: Severity,
    labelled: bool,
}

/// Sorts the parts of a lane into rows that stand alone and parts that are drawn as bars.
pub(super) fn found(
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    parts: Vec<Part>,
    budget: &mut Budget,
) -> (Vec<Alone>, Vec<Range<usize>>) {
    let (mut alone, mut dense) = (Vec::new(), Vec::new());
    let mut rest = parts.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|p| p.alone == first.alone).count();
        let (run, after) = rest.split_at(same);
        rest = after;
        if first.alone && budget.asked > 0 && budget.marks > 0 {
            budget.asked -= 1;
            ask(place, counts, run, budget, (&mut alone, &mut dense));
        } else {
            dense.extend(run.iter().map(|p| p.columns.clone()));
        }
    }
    (alone, dense)
}

/// Asks for the rows of some parts at once; a part with one row is a mark.
fn ask(
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    run: &[Part],
    budget: &mut Budget,
    (alone, dense): (&mut Vec<Alone>, &mut Vec<Range<usize>>),
) {
    let Some((first, last)) = run.first().zip(run.last()) else { return };
    let columns = counts.columns;
    let stretch = (columns.start(first.columns.start), columns.start(last.columns.end));
    let layer = place.beneath.layer;
    // One more for each part, so that a part with two rows is known to have two.
    let most = run.len().min(budget.marks).saturating_mul(2);
    let rows = layer.rows_in(place.lane, stretch, place.beneath.sifted, most);
    let whole = rows.len() < most;
    let timed: Vec<(u64, Micros, Micros)> = rows
        .into_iter()
        .filter_map(|row| layer.times(row).map(|(from, to)| (row, from, to.unwrap_or(from))))
        .collect();
    // The last row may have a neighbour that was not asked for.
    let known = if whole { timed.len() } else { timed.len().saturating_sub(1) };
    let mut next = 0;
    for part in run {
        let (from, to) = (columns.start(part.columns.start), columns.start(part.columns.end));
        while timed.get(next).is_some_and(|(_, _, end)| *end < from) {
            next += 1;
        }
        let mine = timed.get(next..known).unwrap_or_default();
        let mine: Vec<u64> =
            mine.iter().take_while(|(_, start, _)| *start < to).take(2).map(|r| r.0).collect();
        let row = match mine.as_slice() {
            [one] if budget.marks > 0 => layer.glance(*one),
            _ => None,
        };
        let Some(row) = row else {
            dense.push(part.columns.clone());
            continue;
        };
        budget.marks -= 1;
        let labelled = budget.labels > 0;
        budget.labels -= usize::from(labelled);
        let worst = counts.worst.get(part.columns.clone()).unwrap_or_default();
        let severity = worst.iter().copied().max().unwrap_or_default();
        alone.push(Alone { row, columns: part.columns.clone(), severity, labelled });
    }
}

/// Puts the marks down, each a group and a target of its own.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    alone: &[Alone],
    dense: &[Range<usize>],
    targets: &mut Targets,
) {
    let frame = place.frame;
    for (n, mark) in alone.iter().enumerate() {
        // Words end where the next mark or bar begins.
        let after = alone.get(n + 1).map(|m| m.columns.start);
        let bars = dense.partition_point(|d| d.start < mark.columns.start);
        let next = dense.get(bars).map(|d| d.start).into_iter().chain(after).min();
        let limit = next.map_or(f32::MAX, |c| counts.columns.left(c) - DOT - GAP);
        let limit = limit.min(frame.width - frame.edge_right());
        let title = words::title(place.beneath.layer, &mark.row);
        let row = (place.beneath.layer, &mark.row);
        let said = || words::row(row, &title, place.name, mark.severity, frame.zone);
        let label = frame.input.manner.say(said);
        let tag = Tag::Row(place.beneath.number, mark.row.number);
        let pinned = place.beneath.is_pinned(mark.row.number);
        let label = if pinned { format!("{label}; {PINNED}") } else { label };
        let mut rect = Rect::default();
        pen.group(&tag, &label, |pen| {
            rect = draw_one(pen, place, counts, mark, &title, limit);
            if pinned {
                let x = counts.columns.x_from_micros(mark.row.start).max(frame.scale.x0);
                pins::sign(pen, (x, place.ground.base - DOT - 1.0));
            }
        });
        let y = rect.center().y;
        targets.middle(&tag, y);
        targets.push_clipped(
            Target { tag, kind: TargetKind::Row, rect, label },
            (frame.head, frame.width),
        );
    }
}

/// The mark of a row with its words; gives back what it takes up.
fn draw_one(
    pen: &mut Pen<'_>,
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    mark: &Alone,
    title: &str,
    limit: f32,
) -> Rect {
    let frame = place.frame;
    let x = |at| counts.columns.x_from_micros(at);
    let from = x(mark.row.start);
    let to = mark.row.end.map_or(from, x).max(from);
    let y = place.ground.base - DOT - 1.0;
    let long = to - from > 2.0 * DOT;
    let (left, right) = if long { (from, to) } else { (from - DOT, from + DOT) };
    let inside = (left.max(frame.scale.x0), right.min(frame.scale.x1));
    let plain = place.ink;
    let (ink, signed) = sign(mark.severity).map_or((plain, false), |s| (s.0, true));
    if long {
        // Far ends are cut here: what lies beyond the plot costs and does not show.
        let (a, b) = (from.max(frame.scale.x0 - 20.0), to.min(frame.scale.x1 + 20.0));
        let bar = Rect::from_edges(a, y - HALF, b, y + HALF);
        pen.fill(bar, 1.5, Fill::Plain(ink, if signed { 0.9 } else { 0.62 }));
    }
    if signed {
        let bottom = if long { y - HALF - 1.0 } else { y + DOT };
        let x = from.max(frame.scale.x0 + DOT);
        let size = 2.0 * DOT + 1.5;
        let bars: Vec<Bar> = sign_at(mark.severity, x, bottom, size).into_iter().collect();
        pen.nodes.push(Node::Shape(Shape::Columns { bars, ink, alpha: 1.0 }));
    } else if !long {
        pen.circle((from, y), DOT, Some(Fill::Plain(ink, 1.0)), None);
    }
    let mut rect = Rect::from_edges(inside.0, y - 7.0, inside.1.max(inside.0), y + 7.0);
    let tag = Tag::Row(place.beneath.number, mark.row.number);
    if frame.input.selection == Some(&tag) {
        let ring = Rect::from_edges(left, y - DOT, right, y + DOT).grown(2.5);
        pen.rect(ring, DOT + 2.5, None, Some(Stroke::solid(Ink::Accent, 1.75)));
    }
    if !mark.labelled || title.is_empty() {
        return rect;
    }
    let above = inside.1 - inside.0 >= CARRIES && y - place.ground.top >= ROOM_ABOVE - DOT;
    let beside = if signed && !long { from + DOT * 1.6 } else { right };
    let (at, room, baseline) = if above {
        let at = inside.0 + if signed { 2.0 * DOT + GAP } else { 1.0 };
        (at, inside.1.max(limit.min(inside.1 + MOST_LABEL)) - at, y - HALF - 4.0)
    } else {
        (beside + GAP, limit - beside - GAP, y + 4.0)
    };
    if room < LEAST_LABEL || at < frame.scale.x0 {
        return rect;
    }
    // To whole steps, so that a view that is moved asks for what was measured before.
    let room = (room.min(MOST_LABEL) / 8.0).floor() * 8.0;
    let (said, width) = pen.fit(title, LABEL, room);
    if said.is_empty() || said != title && said.chars().count() <= LEAST_LETTERS {
        return rect;
    }
    frame.part_lines(pen, (at, at + width), baseline, LABEL.size);
    pen.text_measured(at, baseline, &said, width, LABEL);
    let words = Rect::from_edges(at, baseline - LABEL.size, at + width, baseline + 3.0);
    rect = rect.union(&words);
    rect
}

/// The chosen row where it shares its place with others: a thin bar through the lane and a ring where it stands, so
/// that it is seen at every zoom.
pub(super) fn chosen(
    pen: &mut Pen<'_>,
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    row: &Row,
    targets: &mut Targets,
) {
    let Ground { base, top, .. } = place.ground;
    let x = counts.columns.x_from_micros(row.start);
    let tag = Tag::Row(place.beneath.number, row.number);
    let title = words::title(place.beneath.layer, row);
    let worst = counts.columns.at(x).and_then(|n| counts.worst.get(n).copied());
    let label = words::row(
        (place.beneath.layer, row),
        &title,
        place.name,
        worst.unwrap_or_default(),
        place.frame.zone,
    );
    let pinned = place.beneath.is_pinned(row.number);
    let label = if pinned { format!("{label}; {PINNED}") } else { label };
    pen.group(&tag, &label, |pen| {
        let (left, right) = (x - 0.75, x + 0.75);
        let bar = Bar { left, right, top, bottom: base + 2.0, form: BarForm::Block };
        pen.nodes.push(Node::Shape(Shape::Columns {
            bars: vec![bar],
            ink: Ink::Accent,
            alpha: 1.0,
        }));
        let ring = Stroke::solid(Ink::Accent, 1.75);
        let ground = Fill::Plain(Ink::Background, 1.0);
        let middle = (x, base - DOT - 1.0);
        let radius = if pinned { pins::HALF + 2.5 } else { DOT + 1.5 };
        pen.circle(middle, radius, Some(ground), Some(ring));
        if pinned {
            pins::sign(pen, middle);
        }
    });
    let rect = Rect::from_edges(x - 7.0, top, x + 7.0, base + 2.0);
    let edges = (place.frame.head, place.frame.width);
    targets.push_clipped(Target { tag, kind: TargetKind::Row, rect, label }, edges);
}
