//! The words of a limit at its bar: after it, on it, before it, wherever the fullest of them fit.

use super::frame::Frame;
use super::limit_bars::Places;
use super::limit_words::{self, ink};
use super::near_words;
use super::outcome::{Outcome, Phrase};
use super::pen::{Pen, Style};
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Rect, Weight};

const SIZE: f32 = 11.5;
/// The second line of words.
const BELOW: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
const OPINION: Style = Style::new(11.5, Weight::Regular, Ink::Secondary);
/// Air between the end of a bar and its words.
const AIR: f32 = 10.0;
/// Words keep this far from the edges of the plot.
pub(super) const EDGE: f32 = 8.0;
/// Half the height of the plate behind words that stand on a bar.
const PLATE: f32 = 7.5;

/// How much of a bar stays in view beside words that stand on it.
const KEPT: f32 = 90.0;
/// The least of a premise that is worth showing.
const PREMISE_LEAST: f32 = 70.0;
/// Premises shorter than this are never cut.
const PREMISE_LONG: f32 = 170.0;

/// A stretch in which words may stand.
#[derive(Debug, Clone, Copy)]
struct Slot {
    from: f32,
    to: f32,
    kind: SlotKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SlotKind {
    /// After the bar.
    After,
    /// On the part of the bar that was not used.
    Unused,
    /// Before the bar.
    Before,
    /// On the bar, near its end.
    On,
}

const fn style(d: &Deadline) -> Style {
    Style::new(SIZE, Weight::SemiBold, ink(d.verdict))
}

fn width(pen: &Pen<'_>, p: &Phrase, d: &Deadline) -> f32 {
    pen.width(&p.main, style(d)) + if p.grey.is_empty() { 0.0 } else { pen.width(&p.grey, OPINION) }
}

fn put(pen: &mut Pen<'_>, p: &Phrase, d: &Deadline, frame: &Frame<'_>, x: f32, baseline: f32) {
    frame.part_lines(pen, (x, x + width(pen, p, d)), baseline, SIZE);
    let end = pen.text(x, baseline, &p.main, style(d));
    pen.text(end, baseline, &p.grey, OPINION);
}

/// A limit whose whole bar lies outside the window: an arrow at the edge, the date and the outcome.
pub(super) fn away(pen: &mut Pen<'_>, d: &Deadline, frame: &Frame<'_>, at: &Row, left: bool) {
    let (y, (x0, x1)) = (at.y, at.edges);
    let phrases = limit_words::away(d, frame, left);
    let fitting = phrases.iter().find(|p| width(pen, p, d) <= x1 - x0);
    let baseline = y + 4.2;
    match fitting {
        Some(p) => {
            let x = if left { x0 } else { x1 - width(pen, p, d) };
            put(pen, p, d, frame, x, baseline);
        }
        None => {
            if let Some(p) = phrases.last() {
                pen.text_fit(x0, baseline, &p.main, style(d), x1 - x0);
            }
        }
    }
}

/// Where the words of a row may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The middle of the bar.
    pub y: f32,
    /// Height of the bar.
    pub bar: f32,
    /// True where there is room for a second line.
    pub two_lines: bool,
    /// Left and right end of the room.
    pub edges: (f32, f32),
}

/// The outcome at the bar, and the dates of the ends that lie outside the window.
pub(super) fn outcome(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row) {
    let y = at.y;
    let baseline = y + 4.2;
    let (start, end) = p.ends(d.verdict);
    let (mut left, mut right) = at.edges;
    let edge = Style::new(11.0, Weight::SemiBold, ink(d.verdict));
    if end > frame.scale.x1 + 1.0
        && let Some(text) = end_date(d, frame)
    {
        let w = pen.width(&text, edge);
        if w < (right - left) * 0.4 {
            plate(pen, right - w, w, y);
            pen.text_measured(right - w, baseline, &text, w, edge);
            right -= w + 16.0;
        }
    }
    if start < frame.scale.x0 - 1.0
        && let Some(t) = &d.trigger
    {
        let at = t.bounds.earliest;
        let year = at.day(d.zone).year() != frame.input.window.from().day(d.zone).year();
        let text = format!("← {}", near_words::date(at, d.zone, year));
        let w = pen.width(&text, edge);
        if w < (right - left) * 0.4 {
            plate(pen, left, w, y);
            pen.text_measured(left, baseline, &text, w, edge);
            left += w + 16.0;
        }
    }
    words(pen, d, p, frame, &Row { edges: (left, right), ..*at });
}

/// The date at which a bar ends that runs off the right edge.
fn end_date(d: &Deadline, frame: &Frame<'_>) -> Option<String> {
    let act = d.act.as_ref().map(|a| a.bounds.latest);
    let end = d.expires.as_ref().map(|e| e.bounds.latest);
    let at = match (d.verdict, act) {
        // What was done late, or not at all, is drawn on beyond the end of the limit.
        (Verdict::Missed, None) => {
            let waited = d.came_too_late.as_ref().map(|f| f.bounds.latest);
            Some(waited.unwrap_or(frame.input.as_of))
        }
        (Verdict::WordsOnly, _) => act.or(d.overtaken_by.as_ref().map(|o| o.bounds.latest)),
        _ => act.max(end),
    }?;
    Some(format!("{} →", near_words::date(at, d.zone, true)))
}

fn plate(pen: &mut Pen<'_>, x: f32, width: f32, y: f32) {
    let rect = Rect::from_edges(x - 6.0, y - PLATE, x + width + 6.0, y + PLATE);
    pen.fill(rect, 3.0, Fill::Plain(Ink::Background, 1.0));
}

/// The stretches beside and on the bar, the best first.
fn slots(d: &Deadline, p: &Places, (left, right): (f32, f32)) -> Vec<Slot> {
    let (start, end) = p.ends(d.verdict);
    let slot = |from: f32, to: f32, kind| Slot { from: from.max(left), to: to.min(right), kind };
    let mut found = vec![slot(end + AIR, right, SlotKind::After)];
    if let (Verdict::Overtaken, Some(o)) = (d.verdict, p.overtaken) {
        // On the unused rest, so that the words never hide time that ran.
        found.push(slot(o.1 + AIR, end - AIR, SlotKind::Unused));
    }
    found.push(slot(left, start - AIR - 4.0, SlotKind::Before));
    if d.verdict == Verdict::WordsOnly {
        // A hatch that stands for no number loses nothing where words stand on it.
        found.push(slot(start.max(left) + KEPT, end - AIR, SlotKind::Unused));
    }
    // Words on a bar leave its beginning in view, and the end that was missed.
    let cap =
        if d.verdict == Verdict::Missed { p.expiry.map_or(start, |e| e.1 + 44.0) } else { start };
    found.push(slot(cap.max(start.max(left) + KEPT), end - AIR, SlotKind::On));
    found
}

/// Where words of that width start in a slot.
fn start_in(slot: &Slot, width: f32) -> f32 {
    match slot.kind {
        SlotKind::After | SlotKind::Unused => slot.from,
        SlotKind::Before | SlotKind::On => slot.to - width,
    }
}

fn beside(slot: &Slot) -> bool {
    slot.kind != SlotKind::On
}

/// The outcome in some detail with as much of a long premise as there is room for: that it is conditional
/// must be seen, and the tooltip has the rest.
fn with_premise_cut(
    pen: &Pen<'_>,
    said: &Outcome,
    slots: &[Slot],
    d: &Deadline,
) -> Option<(Phrase, Slot, f32)> {
    let main = said.mains.iter().rev().nth(1)?;
    let premise = said.premise.as_deref()?;
    if pen.width(premise, style(d)) < PREMISE_LONG {
        // A short premise is kept whole, and words of the outcome give way.
        return None;
    }
    let line = Phrase { main: format!("{main}, {premise}"), grey: String::new() };
    let needed = pen.width(main, style(d)) + PREMISE_LEAST;
    let slot = slots.iter().find(|s| beside(s) && s.to - s.from >= needed)?;
    let (main, w) = pen.fit(&line.main, style(d), slot.to - slot.from);
    Some((Phrase { main, ..line }, *slot, w))
}

fn on_bar(slot: &Slot) -> bool {
    matches!(slot.kind, SlotKind::Unused | SlotKind::On)
}

fn words(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row) {
    let said = limit_words::outcome(d, frame);
    let slots = slots(d, p, at.edges);
    let fitting = |pen: &Pen<'_>, phrases: &[Phrase], kinds: &dyn Fn(&Slot) -> bool| {
        phrases.iter().find_map(|phrase| {
            let w = width(pen, phrase, d);
            let slot = slots.iter().find(|s| kinds(s) && s.to - s.from >= w)?;
            Some((phrase.clone(), *slot, w))
        })
    };
    let mut two = false;
    let chosen = if at.two_lines {
        let whole: Vec<Phrase> = said.lines().into_iter().take(1).collect();
        fitting(pen, &whole, &|s| s.kind == SlotKind::After).or_else(|| {
            two = true;
            // Beside the bar first; on it only where that hides no time that ran, or nothing else is left.
            let on = |s: &Slot| beside(s) || d.verdict != Verdict::Overtaken;
            fitting(pen, &said.bare_in_detail(), &beside)
                .or_else(|| fitting(pen, &said.bare(), &on))
                .or_else(|| fitting(pen, &said.bare(), &|_| true))
        })
    } else {
        fitting(pen, &said.lines_in_detail(), &beside)
            .or_else(|| with_premise_cut(pen, &said, &slots, d))
            .or_else(|| fitting(pen, &said.lines(), &|s| beside(s)))
            .or_else(|| fitting(pen, &said.lines(), &|_| true))
            .or_else(|| fitting(pen, &said.bare(), &|_| true))
    };
    match chosen {
        Some((phrase, slot, w)) => {
            let x = start_in(&slot, w);
            if on_bar(&slot) {
                plate(pen, x, w, at.y);
            }
            put(pen, &phrase, d, frame, x, at.y + 4.2);
            if two {
                second_line(pen, &said.below(&phrase.main), d, p, frame, at, x);
            }
        }
        None => shortened(pen, &slots, d, at),
    }
}

/// Premise and opinions under the outcome.
fn second_line(
    pen: &mut Pen<'_>,
    text: &str,
    d: &Deadline,
    p: &Places,
    frame: &Frame<'_>,
    at: &Row,
    x: f32,
) {
    if text.is_empty() {
        return;
    }
    let (left, right) = at.edges;
    let (text, w) = pen.fit(text, BELOW, right - left);
    let (_, end) = p.ends(d.verdict);
    // Under a bar the words stay clear of its cap.
    let most = if x < end && end - AIR - w >= left { right.min(end - AIR) } else { right };
    let x = x.min(most - w).max(left);
    let baseline = at.y + at.bar / 2.0 + 11.5;
    frame.part_lines(pen, (x, x + w), baseline, BELOW.size);
    pen.text_measured(x, baseline, &text, w, BELOW);
}

/// Nothing fits whole: the verdict alone, shortened, in the widest stretch.
fn shortened(pen: &mut Pen<'_>, slots: &[Slot], d: &Deadline, at: &Row) {
    let widest = slots.iter().max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)));
    let Some(slot) = widest else { return };
    let (text, w) = pen.fit(d.verdict_words(), style(d), slot.to - slot.from);
    if w > 0.0 {
        let x = start_in(slot, w);
        if on_bar(slot) {
            plate(pen, x, w, at.y);
        }
        pen.text_measured(x, at.y + 4.2, &text, w, style(d));
    }
}
