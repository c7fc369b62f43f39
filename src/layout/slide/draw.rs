//! Puts the canvas of a slide down: what a step does not reveal is left out, and nothing moves for it.

use super::super::describe;
use super::super::lanes_draw;
use super::super::limit_bars::{self, Places};
use super::super::limit_print;
use super::super::limit_words;
use super::super::mark_shapes::{self, Look, PILL};
use super::super::marks::Body;
use super::super::pen::{Pen, Style, visible_texts};
use super::super::sheet::{Tag, Target, TargetKind};
use super::super::targets::Targets;
use super::axis::SlideAxis;
use super::backdrop;
use super::bars::{Block, Said};
use super::facts::{Fact, Item};
use super::plan::Plan;
use super::stress::Tone;
use super::{Slide, shows};
use crate::case::Reveal;
use crate::law::{Deadline, Verdict};
use crate::scene::ink::LANE_INKS;
use crate::scene::{Fill, Ink, Node, Pattern, Rect, Scene, Stroke, Weight};

/// Opacity of what lies after the as-of date.
const FAINT: f32 = 0.4;
/// How far the cap of a large bar reaches beyond it, and how thick it is.
const CAP: (f32, f32) = (8.0, 3.0);
const QUIET: Style = Style::new(16.0, Weight::Regular, Ink::Secondary);

/// The shapes of the canvas.
pub(super) fn canvas(
    slide: &Slide<'_>,
    axis: &SlideAxis,
    plan: &Plan,
    targets: &mut Targets,
) -> Vec<Node> {
    let mut front = Pen::new(slide.input.measure);
    axis.draw(&mut front, slide.edges(), plan.top);
    let mut in_the_way = Vec::new();
    if shows(slide, Reveal::Limit) {
        for block in &plan.bars.blocks {
            in_the_way.extend(limit(slide, plan, block, &mut front, targets));
        }
        never(slide, plan, &mut front, targets);
    }
    if shows(slide, Reveal::Facts) {
        for item in &plan.facts.plan.items {
            if let Some(fact) = plan.facts.list.get(item.fact).filter(|f| !f.withheld) {
                event(slide, plan, fact, item, &mut front, targets);
            }
        }
        if plan.facts.list.is_empty() && plan.bars.blocks.is_empty() {
            let (x0, x1) = slide.edges();
            let words = "No events in this stretch of time";
            front.text_fit(x0, plan.facts_top + 16.0, words, QUIET, x1 - x0);
        }
    }
    in_the_way.extend(words_of(slide, &mut front));
    let bars = plan.bars_top + plan.bars.height;
    let rows = plan.facts_top + plan.facts.plan.height;
    let lowest = if plan.bars.blocks.is_empty() { rows } else { bars };
    let bottom = lowest.max(plan.top + 120.0).min(plan.bottom);

    let mut back = Pen::new(slide.input.measure);
    if shows(slide, Reveal::Facts) {
        in_the_way.extend(plan.states.iter().map(|w| {
            let (x, y) = w.at;
            let width = back.width(&w.text, w.style);
            Rect::from_edges(x, y - w.style.size, x + width, y + w.style.size * 0.3)
        }));
    }
    backdrop::grid(&mut back, slide, axis, (plan.top, bottom), &in_the_way);
    if shows(slide, Reveal::Facts) {
        backdrop::states(&mut back, slide, plan, bottom, &in_the_way, targets);
    }
    if shows(slide, Reveal::Limit) {
        leaders(slide, plan, &mut back, &in_the_way);
    }
    back.nodes.append(&mut front.nodes);
    back.nodes
}

/// Boxes of all words that were put down so far.
fn words_of(slide: &Slide<'_>, pen: &mut Pen<'_>) -> Vec<Rect> {
    let nodes = std::mem::take(&mut pen.nodes);
    let scene = Scene { width: slide.width, height: slide.height, nodes, ..Scene::default() };
    let boxes = visible_texts(&scene).into_iter().map(|(_, r)| r).collect();
    pen.nodes = scene.nodes;
    boxes
}

fn event(
    slide: &Slide<'_>,
    plan: &Plan,
    fact: &Fact,
    item: &Item,
    pen: &mut Pen<'_>,
    targets: &mut Targets,
) {
    let case = slide.input.case;
    let Some(event) = case.events.get(fact.place) else { return };
    let tag = Tag::Event(event.id.clone());
    let sentence =
        describe::event(event, case.lane(&event.lane), slide.frame.zone, slide.input.as_of);
    let lane = case.lanes.iter().position(|l| l.id == event.lane);
    let accent = fact.tone == Tone::Accent;
    let look = Look {
        ink: if accent { Ink::Accent } else { lanes_draw::ink(lane) },
        alpha: fact.tone.alpha() * if fact.mark.faint { FAINT } else { 1.0 },
        second_shape: lane.is_some_and(|i| i >= usize::from(LANE_INKS)),
        selected: false,
        related: false,
        uncertain: fact.mark.uncertain,
        print: slide.input.print,
    };
    let y = plan.facts_top + item.y;
    ghosts(slide, fact, item, event, (y, &look), pen, targets);
    let (x0, x1) = slide.edges();
    let room = Rect::from_edges(x0 - 7.0, 0.0, x1 + 7.0, slide.height);
    let (date, words) = styles(fact);
    pen.group(&tag, &sentence, |pen| {
        pen.clip(room, |pen| mark_shapes::draw(pen, &fact.mark.body, y, &look));
        if let Some(label) = &item.label {
            label.draw(pen, y, date, words);
        }
    });
    let (from, to) = fact.mark.body.ends();
    let (up, down) = item.reach();
    let left = item.label.as_ref().map_or(from, |l| l.left().min(from)).max(x0 - 7.0);
    let right = item.label.as_ref().map_or(to, |l| l.right.max(to)).min(x1 + 7.0);
    let rect = Rect::from_edges(left, y - up, right, y + down);
    targets.push(Target { tag, kind: TargetKind::Event, rect, label: sentence });
}

/// How date and words of a fact look; both opaque, so that they can be read in any tone.
fn styles(fact: &Fact) -> (Style, Style) {
    let style = |weight, ink| Style::new(0.0, weight, ink);
    match (fact.tone, fact.mark.faint) {
        (Tone::Accent, _) => {
            (style(Weight::SemiBold, Ink::Accent), style(Weight::SemiBold, Ink::Accent))
        }
        (Tone::Plain, false) => {
            (style(Weight::Medium, Ink::Secondary), style(Weight::Medium, Ink::Text))
        }
        (Tone::Quiet, _) | (_, true) => {
            (style(Weight::Regular, Ink::Secondary), style(Weight::Regular, Ink::Secondary))
        }
    }
}

/// Competing dates of a highlighted fact, hollow and above it.
fn ghosts(
    slide: &Slide<'_>,
    fact: &Fact,
    item: &Item,
    event: &crate::case::Event,
    (y, look): (f32, &Look),
    pen: &mut Pen<'_>,
    targets: &mut Targets,
) {
    let Some(rise) = item.rise.filter(|_| fact.tone == Tone::Accent) else { return };
    let (x0, x1) = slide.edges();
    let room = Rect::from_edges(x0 - 7.0, 0.0, x1 + 7.0, slide.height);
    for (place, body) in &fact.ghosts {
        let Some(claim) = event.claims.get(*place) else { continue };
        let tag = Tag::Claim(event.id.clone(), claim.id.clone());
        let sentence = describe::claim(event, claim, slide.frame.zone);
        let (a, b) = fact.mark.body.ends();
        let (from, to) = body.ends();
        let near = f32::midpoint(from, to).clamp(a, b);
        let half = if matches!(fact.mark.body, Body::Dot { .. }) { 6.0 } else { PILL / 2.0 };
        // Up from the mark and then along: a slanted line would cross the words beside it.
        let (level, end) = (y - rise, near.clamp(from, to));
        let line = Stroke { alpha: 0.6 * look.alpha, ..Stroke::solid(look.ink, 0.8) };
        pen.group(&tag, &sentence, |pen| {
            pen.clip(room, |pen| {
                pen.line((near, y - half), (near, level), line);
                pen.line((near, level), (end, level), line);
                mark_shapes::ghost(pen, body, level, (end, level), look);
            });
        });
        let rect = Rect::from_edges(from, y - rise - 5.0, to, y - rise + 5.0);
        let target = Target { tag, kind: TargetKind::Claim, rect, label: sentence };
        targets.push_clipped(target, (x0, x1));
    }
}

/// A limit: its bar and as many of its words as the step tells; gives back where the bar lies.
fn limit(
    slide: &Slide<'_>,
    plan: &Plan,
    block: &Block,
    pen: &mut Pen<'_>,
    targets: &mut Targets,
) -> Option<Rect> {
    let d = slide.input.deadlines.get(block.place)?;
    let places = Places::new(d, slide.frame)?;
    let tag = Tag::Limit(d.key.clone());
    // Before the outcome is told nobody is told it, whether they see or hear the slide.
    let told = shows(slide, Reveal::Outcome);
    let sentence = if told { describe::limit(d) } else { allowed_words(d) };
    let top = plan.bars_top + block.y;
    let (x0, x1) = slide.edges();
    let mut covered = None;
    pen.group(&tag, &sentence, |pen| {
        if let Some(middle) = block.middle {
            let y = top + middle;
            let room = Rect::from_edges(x0 - 5.0, 0.0, x1 + 5.0, slide.height);
            let alpha = slide.stress.of_limit(&d.key).alpha();
            pen.clip(room, |pen| {
                if told {
                    outcome(slide, pen, d, &places, (y, block.bar, alpha));
                } else {
                    allowed(slide, pen, d, &places, (y, block.bar, alpha));
                }
            });
            let (from, to) = places.ends(d.verdict);
            let half = block.bar / 2.0;
            covered = Some(Rect::from_edges(from.max(x0), y - half, to.min(x1), y + half));
        }
        for said in block.said.iter().filter(|s| shows(slide, s.from)) {
            let neutral = !told && said.style.weight == Weight::SemiBold;
            put(pen, said, top, if neutral { said.style.ink(Ink::Text) } else { said.style });
        }
    });
    let rect = Rect::from_edges(x0, top, x1, top + block.height);
    targets.push(Target { tag, kind: TargetKind::Limit, rect, label: sentence });
    covered
}

fn put(pen: &mut Pen<'_>, said: &Said, top: f32, style: Style) {
    pen.text(said.x, top + said.baseline, &said.text, style);
}

/// The bar with what became of it.
fn outcome(
    slide: &Slide<'_>,
    pen: &mut Pen<'_>,
    d: &Deadline,
    p: &Places,
    (y, height, alpha): (f32, f32, f32),
) {
    let print = slide.input.print;
    let bar = if print { limit_print::draw } else { limit_bars::draw };
    bar(pen, d, p, y, height, alpha);
    limit_bars::earlier_ends(pen, d, slide.frame, y, height);
    let capped = !matches!(d.verdict, Verdict::WordsOnly | Verdict::NeverTriggered);
    if let Some((_, end)) = p.expiry.filter(|_| capped) {
        let ink = if print { Ink::Text } else { limit_words::ink(d.verdict) };
        cap(pen, end, (y, height), Stroke { alpha, ..Stroke::solid(ink, CAP.1) });
    }
    limit_bars::act(pen, d, p, y, height, alpha);
}

fn cap(pen: &mut Pen<'_>, x: f32, (y, height): (f32, f32), stroke: Stroke) {
    let reach = height / 2.0 + CAP.0.min(height * 0.5);
    pen.line((x, y - reach), (x, y + reach), stroke);
}

/// The bar of the time that the rule gives, in no ink of any verdict.
fn allowed(
    slide: &Slide<'_>,
    pen: &mut Pen<'_>,
    d: &Deadline,
    p: &Places,
    (y, height, alpha): (f32, f32, f32),
) {
    let part = |a: f32, b: f32| Rect::from_edges(a, y - height / 2.0, b, y + height / 2.0);
    let line = Stroke { alpha, ..Stroke::solid(Ink::Secondary, 1.2) };
    let (t1, t2) = p.trigger;
    match p.expiry.filter(|_| d.verdict != Verdict::WordsOnly) {
        Some((e1, e2)) => {
            let sure = t2.min(e1);
            let fade = Fill::Fade { ink: Ink::Secondary, from: 0.05, to: 0.22 };
            pen.fill(part(t1, sure), 0.0, fade);
            pen.rect(part(sure, e1), 0.0, Some(Fill::Plain(Ink::Secondary, 0.22)), Some(line));
            let dashed = Stroke { alpha, ..Stroke::dashed(Ink::Secondary, 1.2, 3.5, 2.5) };
            pen.rect(part(e1, e2), 0.0, Some(Fill::Plain(Ink::Secondary, 0.08)), Some(dashed));
            cap(pen, e2, (y, height), Stroke { alpha, ..Stroke::solid(Ink::Secondary, CAP.1) });
        }
        // Words set no end, so that nothing but the window ends it.
        None => pen.fill(
            part(t1, slide.edges().1),
            0.0,
            Fill::Hatch {
                ink: Ink::Secondary,
                alpha: 0.45 * alpha,
                gap: 9.0,
                line: 1.4,
                pattern: Pattern::Slant,
            },
        ),
    }
    let ring = Stroke { alpha, ..Stroke::solid(Ink::Secondary, 2.0) };
    pen.circle((t1, y), 3.6, Some(Fill::Plain(Ink::Surface, 1.0)), Some(ring));
}

/// A limit in words as long as its outcome is not told.
fn allowed_words(d: &Deadline) -> String {
    let blank = Deadline {
        act: None,
        overtaken_by: None,
        came_too_late: None,
        turns: None,
        elapsed: None,
        opinions: Vec::new(),
        ..d.clone()
    };
    let all = describe::limit(&blank);
    let said =
        all.split("; ").filter(|p| *p != "no act known" && !p.starts_with(d.verdict_words()));
    said.collect::<Vec<_>>().join("; ")
}

/// Limits that nothing triggered, named in grey; each can be pointed at.
fn never(slide: &Slide<'_>, plan: &Plan, pen: &mut Pen<'_>, targets: &mut Targets) {
    if !shows(slide, Reveal::Outcome) {
        return;
    }
    let Some((first, last)) = plan.bars.never.first().zip(plan.bars.never.last()) else { return };
    let (x0, x1) = slide.edges();
    let (top, size) = (plan.bars_top, first.style.size);
    let (a, b) = (top + first.baseline - size, top + last.baseline + size * 0.3);
    let list = plan.bars.never_places.iter().filter_map(|i| slide.input.deadlines.get(*i));
    for (n, d) in list.enumerate() {
        let tag = Tag::Limit(d.key.clone());
        let sentence = describe::limit(d);
        if n == 0 {
            pen.group(&tag, &sentence, |pen| {
                for said in &plan.bars.never {
                    put(pen, said, top, said.style);
                }
            });
        }
        let rect = Rect::from_edges(x0, a, x1, b);
        targets.push(Target { tag, kind: TargetKind::Limit, rect, label: sentence });
    }
}

/// Dotted lines from highlighted facts down to the limits that they concern.
fn leaders(slide: &Slide<'_>, plan: &Plan, pen: &mut Pen<'_>, in_the_way: &[Rect]) {
    let stroke = Stroke::dashed(Ink::Accent, 1.3, 2.0, 3.0);
    let (x0, x1) = slide.edges();
    for item in &plan.facts.plan.items {
        let Some(fact) = plan.facts.list.get(item.fact) else { continue };
        let Some(event) = slide.input.case.events.get(fact.place) else { continue };
        if fact.tone != Tone::Accent || fact.withheld {
            continue;
        }
        let concerns = |block: &&Block| {
            slide.input.deadlines.get(block.place).is_some_and(|d| {
                let started = d.trigger.as_ref().is_some_and(|t| t.event == event.id);
                // What else it does to a limit is part of the outcome.
                started || shows(slide, Reveal::Outcome) && d.events().any(|e| *e == event.id)
            })
        };
        let block = plan.bars.blocks.iter().find(concerns);
        let Some((block, middle)) = block.and_then(|b| Some((b, b.middle?))) else { continue };
        let x = fact.mark.body.middle();
        if x < x0 || x > x1 {
            continue;
        }
        let from = plan.facts_top + item.y + 9.0;
        let to = plan.bars_top + block.y + middle - block.bar / 2.0 - 1.0;
        backdrop::leader(pen, x, (from, to), stroke, in_the_way);
    }
}
