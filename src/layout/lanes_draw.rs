//! Puts the lanes down: heads, hairlines, marks, labels.

use super::describe;
use super::frame::{Density, Frame};
use super::labels::TITLE;
use super::lanes::{Item, LanePlan};
use super::mark_shapes::{self, Look, PILL};
use super::marks::{Body, Mark};
use super::pen::Pen;
use super::sheet::{Tag, Target, TargetKind};
use super::targets::Targets;
use crate::case::{EventId, Reveal};
use crate::scene::ink::LANE_INKS;
use crate::scene::{Fill, Ink, Rect, Stroke};

/// Opacity of what lies after the as-of date.
const FAINT: f32 = 0.4;
/// How far a mark at the left edge of a page reaches beyond it.
const EDGE: f32 = 8.0;

/// Ink of a lane, by its place in the case and not in the view, so that a filter never changes a colour.
pub(super) fn ink(lane: Option<usize>) -> Ink {
    let place = lane.unwrap_or(0) % usize::from(LANE_INKS);
    Ink::Lane(u8::try_from(place).unwrap_or(0))
}

/// Draws a lane whose top is at `top`.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    plan: &LanePlan,
    top: f32,
    frame: &Frame<'_>,
    density: Density,
    targets: &mut Targets,
) {
    head(pen, plan, top, frame, targets);
    let plot = Rect::from_edges(frame.head, top, frame.width, top + plan.height);
    let items = if frame.input.manner.shows(Reveal::Facts) { plan.items.as_slice() } else { &[] };
    // What happened as the window of a page opens is drawn whole, not cut in half at its edge.
    let opens = |item: &&Item| {
        let (from, to) = item.mark.body.ends();
        frame.input.manner.page
            && from < frame.head
            && f32::midpoint(from, to) >= frame.head - 0.5
            && matches!(item.mark.body, Body::Dot { .. })
    };
    pen.clip(plot, |pen| {
        for item in items.iter().filter(|i| !opens(i)) {
            draw_item(pen, item, top, plan, frame, density, targets);
        }
    });
    for item in items.iter().filter(opens) {
        let wider = Rect::from_edges(frame.head - EDGE, plot.y, frame.width, plot.bottom());
        pen.clip(wider, |pen| draw_item(pen, item, top, plan, frame, density, targets));
    }
    let y = top + plan.height;
    pen.line((0.0, y), (frame.width, y), Stroke::solid(Ink::Hairline, 1.0));
}

fn head(pen: &mut Pen<'_>, plan: &LanePlan, top: f32, frame: &Frame<'_>, targets: &mut Targets) {
    let lane = plan.lane.and_then(|i| frame.input.case.lanes.get(i));
    let tag = lane.map(|l| Tag::Lane(l.id.clone()));
    let words = describe::lane(lane, plan.events);
    let rect = Rect::from_edges(0.0, top, frame.head, top + plan.height);
    let draw = |pen: &mut Pen<'_>| {
        // On a page the words begin at its left edge, under those of its title.
        if !frame.input.manner.page {
            let bar = Rect::from_edges(0.0, top + 6.0, 3.0, top + plan.height - 6.0);
            pen.fill(bar, 0.0, Fill::Plain(ink(plan.lane), 1.0));
        }
        plan.head.draw(pen, frame, top + plan.top);
    };
    match tag {
        Some(tag) => {
            pen.group(&tag, &words, draw);
            targets.push(Target { tag, kind: TargetKind::Lane, rect, label: words });
        }
        None => draw(pen),
    }
}

fn tag_of(mark: &Mark, frame: &Frame<'_>) -> (Tag, TargetKind, String) {
    let input = frame.input;
    let events = &input.case.events;
    if let [place] = mark.events.as_slice()
        && let Some(event) = events.get(*place)
    {
        let words = input
            .manner
            .say(|| describe::event(event, input.case.lane(&event.lane), frame.zone, input.as_of));
        return (Tag::Event(event.id.clone()), TargetKind::Event, words);
    }
    let ids: Vec<EventId> =
        mark.events.iter().filter_map(|i| events.get(*i)).map(|e| e.id.clone()).collect();
    let words =
        input.manner.say(|| describe::fold(input.case, &mark.events, &mark.reach, frame.zone));
    (Tag::Fold(ids), TargetKind::Fold, words)
}

fn look(mark: &Mark, plan: &LanePlan, frame: &Frame<'_>) -> Look {
    let ids = mark.events.iter().filter_map(|i| frame.input.case.events.get(*i)).map(|e| &e.id);
    let mut dimmed = 0.0f32;
    let mut related = false;
    let mut selected = mark.selected;
    for id in ids {
        dimmed = dimmed.max(frame.emphasis.of_event(id));
        related |= frame.emphasis.limit.is_some() && frame.emphasis.related_events.contains(id);
        selected |= frame.emphasis.is_selected(id);
    }
    Look {
        ink: ink(plan.lane),
        alpha: dimmed * if mark.faint { FAINT } else { 1.0 },
        second_shape: plan.lane.is_some_and(|i| i >= usize::from(LANE_INKS)),
        selected,
        related,
        uncertain: mark.uncertain,
        print: frame.input.print,
    }
}

fn draw_item(
    pen: &mut Pen<'_>,
    item: &Item,
    top: f32,
    plan: &LanePlan,
    frame: &Frame<'_>,
    density: Density,
    targets: &mut Targets,
) {
    let (tag, kind, words) = tag_of(&item.mark, frame);
    let look = look(&item.mark, plan, frame);
    let events = item.mark.events.iter().filter_map(|i| frame.input.case.events.get(*i));
    let recedes = events.into_iter().all(|e| frame.emphasis.recedes_event(&e.id));
    let y = top + item.y;
    let roomy = density == Density::Roomy;
    // Ghosts lie under their mark, but are read after it.
    let mut ghosts = Vec::new();
    for ghost in &item.ghosts {
        ghosts.extend(draw_ghost(pen, item, ghost, y, &look, frame));
    }
    pen.group(&tag, &words, |pen| {
        mark_shapes::draw(pen, &item.mark.body, y, &look);
        if let Some(label) = &item.label {
            label.draw(pen, frame, y, roomy, item.mark.faint || recedes);
        }
    });
    let (from, to) = item.mark.body.ends();
    let mut rect = Rect::from_edges(from, y - PILL / 2.0 - 2.0, to, y + PILL / 2.0 + 2.0);
    if let Some(label) = &item.label {
        let up = y + label.baseline(roomy) - TITLE.size;
        let words = Rect::from_edges(label.x, up, label.x + label.width(), y + label.reach(roomy));
        rect = rect.union(&words);
    }
    targets.middle(&tag, y);
    targets.push_clipped(Target { tag, kind, rect, label: words }, (frame.head, frame.width));
    for ghost in ghosts {
        targets.push_clipped(ghost, (frame.head, frame.width));
    }
}

fn draw_ghost(
    pen: &mut Pen<'_>,
    item: &Item,
    ghost: &super::lanes::Ghost,
    y: f32,
    look: &Look,
    frame: &Frame<'_>,
) -> Option<Target> {
    let event = item.mark.events.first().and_then(|i| frame.input.case.events.get(*i));
    let (event, claim) = event.and_then(|e| Some((e, e.claims.get(ghost.claim)?)))?;
    let tag = Tag::Claim(event.id.clone(), claim.id.clone());
    let words = frame.input.manner.say(|| describe::claim(event, claim, frame.zone));
    let at = y - ghost.rise;
    let (from, to) = ghost.body.ends();
    let (a, b) = item.mark.body.ends();
    // The line meets the preferred mark at its nearest point, on its upper edge where the ghost stands above.
    let middle = f32::midpoint(from, to);
    let preferred = (middle.clamp(a, b), if ghost.rise > 0.0 { y - PILL / 2.0 } else { y });
    let selected = frame.emphasis.claim.as_ref() == Some(&(event.id.clone(), claim.id.clone()));
    let look = Look { selected, ..*look };
    pen.group(&tag, &words, |pen| mark_shapes::ghost(pen, &ghost.body, at, preferred, &look));
    let rect = Rect::from_edges(from, at - 5.0, to, at + 5.0);
    Some(Target { tag, kind: TargetKind::Claim, rect, label: words })
}
