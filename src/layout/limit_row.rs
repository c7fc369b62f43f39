//! The words of a limit at its bar: after it, on it, before it, wherever the fullest of them fit.

use super::frame::Frame;
use super::limit_bars::{Pair, Places};
use super::limit_words;
use super::near_words;
use super::outcome::{Outcome, Phrase};
use super::pen::{Pen, Style};
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Rect, Weight};

const SIZE: f32 = 12.0;
/// The second line of words.
const BELOW: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
const OPINION: Style = Style::new(12.0, Weight::Regular, Ink::Secondary);
/// Air between the end of a bar and its words.
const AIR: f32 = 10.0;
/// Words keep this far from the edges of the plot.
pub(super) const EDGE: f32 = 8.0;
/// Half the height of the plate behind words that stand on a bar.
const PLATE: f32 = 7.5;
/// Its round corners.
const ROUND: f32 = 3.0;

/// How much of a bar stays in view beside words that stand on it.
const KEPT: f32 = 90.0;
/// How much of the rest of a bar that was not used stays in view beside words that stand on it.
const REST: f32 = 48.0;
/// How much of a bar stays in view beside a date at the edge.
const BESIDE: f32 = 24.0;

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
}

/// The words of the outcome.
const fn style(ink: Ink) -> Style {
    Style::new(SIZE, Weight::SemiBold, ink)
}

fn width(pen: &Pen<'_>, p: &Phrase) -> f32 {
    pen.width(&p.main, style(Ink::Text))
        + if p.grey.is_empty() { 0.0 } else { pen.width(&p.grey, OPINION) }
}

fn put(pen: &mut Pen<'_>, p: &Phrase, ink: Ink, frame: &Frame<'_>, x: f32, baseline: f32) {
    frame.part_lines(pen, (x, x + width(pen, p)), baseline, SIZE);
    let end = pen.text(x, baseline, &p.main, style(ink));
    pen.text(end, baseline, &p.grey, OPINION);
}

/// A limit whose whole bar lies outside the window: an arrow at the edge, the date and the outcome.
pub(super) fn away(pen: &mut Pen<'_>, d: &Deadline, frame: &Frame<'_>, at: &Row, left: bool) {
    let (y, (x0, x1)) = (at.y, at.edges);
    let phrases = if at.told {
        limit_words::away(d, frame, left)
    } else {
        limit_words::away_untold(d, frame, left)
    };
    let fitting = phrases.iter().find(|p| width(pen, p) <= x1 - x0);
    let baseline = y + 4.2;
    match fitting {
        Some(p) => {
            let x = if left { x0 } else { x1 - width(pen, p) };
            put(pen, p, at.ink, frame, x, baseline);
        }
        None => {
            if let Some(p) = phrases.last() {
                pen.text_fit(x0, baseline, &p.main, style(at.ink), x1 - x0);
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
    /// Ink of the words of the outcome.
    pub ink: Ink,
    /// False where the outcome is not told yet.
    pub told: bool,
}

/// Dates of the ends that lie outside the window, and the room that they leave.
struct Dates {
    start: Option<(String, f32)>,
    end: Option<(String, f32)>,
    edges: Pair,
}

fn with_dates(pen: &Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row) -> Dates {
    let (start, end) = p.ends(d.verdict);
    let (mut left, mut right) = at.edges;
    let most = (right - left) * 0.4;
    let measured = |text: String| {
        let w = pen.width(&text, edge_style(at.ink));
        (text, w)
    };
    let mut found = Dates { start: None, end: None, edges: at.edges };
    if end > frame.scale.x1 + 1.0 {
        found.end = end_date(d, frame)
            .map(measured)
            .filter(|(_, w)| *w < most && right - w - BESIDE > start);
        right -= found.end.as_ref().map_or(0.0, |(_, w)| w + 16.0);
    }
    if start < frame.scale.x0 - 1.0
        && let Some(t) = &d.trigger
    {
        let at = t.bounds.earliest;
        let year = at.day(d.zone).year() != frame.input.window.from().day(d.zone).year();
        let text = format!("← from {}", near_words::date(at, d.zone, year));
        found.start =
            Some(measured(text)).filter(|(_, w)| *w < most && left + w + BESIDE < end.min(right));
        left += found.start.as_ref().map_or(0.0, |(_, w)| w + 16.0);
    }
    found.edges = (left, right);
    found
}

const fn edge_style(ink: Ink) -> Style {
    Style::new(11.0, Weight::SemiBold, ink)
}

/// The outcome at the bar, and the dates of the ends that lie outside the window.
pub(super) fn outcome(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row) {
    let baseline = at.y + 4.2;
    let (left, right) = at.edges;
    let dates = with_dates(pen, d, p, frame, at);
    // The plates reach beyond the edges of the plot by their round corners, so that no scrap of a bar is left.
    if let Some((text, w)) = &dates.end {
        plate(pen, (right - w - 6.0, frame.scale.x1 + ROUND + 1.0), at.y);
        pen.text_measured(right - w, baseline, text, *w, edge_style(at.ink));
    }
    if let Some((text, w)) = &dates.start {
        plate(pen, (frame.scale.x0 - ROUND, left + w + 6.0), at.y);
        pen.text_measured(left, baseline, text, *w, edge_style(at.ink));
    }
    if at.told {
        words(pen, d, p, frame, &Row { edges: dates.edges, ..*at }, at.edges);
    }
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
    // The words around a page name the year of its window.
    let year = |at: crate::date::Instant| at.day(d.zone).year();
    let same = year(at) == year(frame.input.window.from());
    let dated = frame.input.manner.page && frame.input.manner.dated && same;
    Some(format!("to {} →", near_words::date(at, d.zone, !dated)))
}

fn plate(pen: &mut Pen<'_>, (from, to): Pair, y: f32) {
    let rect = Rect::from_edges(from, y - PLATE, to, y + PLATE);
    pen.fill(rect, ROUND, Fill::Plain(Ink::Background, 1.0));
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
    found
}

/// Where words of that width start in a slot.
fn start_in(slot: &Slot, width: f32) -> f32 {
    match slot.kind {
        SlotKind::After | SlotKind::Unused => slot.from,
        SlotKind::Before => slot.to - width,
    }
}

/// Words, the stretch in which they stand, and how wide they are.
type Placed = (Phrase, Slot, f32);

/// What a row says, and where.
struct Said {
    /// At the bar: the words, where, and how wide they are.
    first: Option<Placed>,
    /// In grey under them, the fullest first; in the ink of the verdict where nothing stands at the bar.
    below: Vec<String>,
}

/// Finds the fullest words that hide no time that ran; what has no room beside the bar goes below it.
fn said(pen: &Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row) -> Said {
    let outcome = limit_words::outcome(d, frame);
    let slots = slots(d, p, at.edges);
    let fitting = |phrases: &[Phrase], kinds: &dyn Fn(&Slot) -> bool, air: f32| {
        phrases.iter().find_map(|phrase| {
            let w = width(pen, phrase);
            let needed = |s: &Slot| if s.kind == SlotKind::Unused { w + air } else { w };
            let slot = slots.iter().find(|s| kinds(s) && s.to - s.from >= needed(s))?;
            Some((phrase.clone(), *slot, w))
        })
    };
    let whole = if at.two_lines {
        let whole: Vec<Phrase> = outcome.lines().into_iter().take(1).collect();
        fitting(&whole, &|s| s.kind == SlotKind::After, 0.0)
    } else {
        fitting(&outcome.lines_in_detail(), &|_| true, REST)
    };
    if whole.is_some() {
        return Said { first: whole, below: Vec::new() };
    }
    if at.two_lines && frame.input.manner.page {
        return said_on_page(&outcome, &|phrases| fitting(phrases, &|_| true, REST / 2.0));
    }
    let first = fitting(&outcome.bare_in_detail(), &|_| true, REST);
    let below = match &first {
        // Under a single line only what the outcome hangs on is worth another.
        Some(_) if !at.two_lines && outcome.premise.is_none() => Vec::new(),
        Some((phrase, ..)) => outcome.below(&phrase.main),
        None => {
            let plain = |p: Phrase| format!("{}{}", p.main, p.grey);
            outcome.lines().into_iter().chain(outcome.bare()).map(plain).collect()
        }
    };
    Said { first, below }
}

/// On a page nothing can be pointed at to read the rest, so the verdict alone stands at the bar where no more fits
/// there, and what it leaves out below.
fn said_on_page(outcome: &Outcome, fitting: &dyn Fn(&[Phrase]) -> Option<Placed>) -> Said {
    let first = fitting(&outcome.bare());
    let verdict = outcome.mains.last().map(String::as_str).unwrap_or_default();
    let below = match &first {
        Some((phrase, ..)) if phrase.main == verdict && outcome.mains.len() > 1 => outcome.rest(),
        Some((phrase, ..)) => outcome.below(&phrase.main),
        None => {
            let plain = |p: Phrase| format!("{}{}", p.main, p.grey);
            outcome.lines().into_iter().chain(outcome.bare()).map(plain).collect()
        }
    };
    Said { first, below }
}

/// True where a row that has one line needs another below it.
pub(super) fn needs_second(pen: &Pen<'_>, d: &Deadline, frame: &Frame<'_>, left: f32) -> bool {
    let edges = (left, frame.scale.x1 - frame.edge_right());
    let at = Row { y: 0.0, bar: 0.0, two_lines: false, edges, ink: Ink::Text, told: true };
    Places::new(d, frame).is_some_and(|p| {
        let edges = with_dates(pen, d, &p, frame, &at).edges;
        !said(pen, d, &p, frame, &Row { edges, ..at }).below.is_empty()
    })
}

fn words(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, at: &Row, all: Pair) {
    let said = said(pen, d, p, frame, at);
    let mut x = p.ends(d.verdict).0.max(at.edges.0);
    let style = if said.first.is_some() { BELOW } else { style(at.ink) };
    if let Some((phrase, slot, w)) = &said.first {
        x = start_in(slot, *w);
        if slot.kind == SlotKind::Unused {
            // No scrap of a bar between the words and what stands at the edge.
            let before = at.edges.0 > all.0 && x - at.edges.0 < REST / 2.0;
            let after = slot.to >= at.edges.1 && slot.to - x - w < REST / 2.0;
            // Nor, on a page, between them and where the rest begins.
            let air = if frame.input.manner.page { AIR - 1.0 } else { 6.0 };
            let from = if before { at.edges.0 - 16.0 } else { x - air };
            plate(pen, (from, if after { slot.to + 16.0 } else { x + w + 6.0 }), at.y);
        }
        put(pen, phrase, at.ink, frame, x, at.y + 4.2);
    }
    second_line(pen, &said.below, d, p, frame, &Row { edges: all, ..*at }, (x, style));
}

/// Premise and opinions under the outcome, or the outcome itself.
fn second_line(
    pen: &mut Pen<'_>,
    texts: &[String],
    d: &Deadline,
    p: &Places,
    frame: &Frame<'_>,
    at: &Row,
    (x, style): (f32, Style),
) {
    let (left, right) = at.edges;
    let whole = texts.iter().find(|t| pen.width(t, style) <= right - left);
    let Some(text) = whole.or(texts.last()) else { return };
    let (text, w) = pen.fit(text, style, right - left);
    let (_, end) = p.ends(d.verdict);
    // Under a bar the words stay clear of its cap.
    let most = if x < end && end - AIR - w >= left { right.min(end - AIR) } else { right };
    let x = x.min(most - w).max(left);
    // On a page they also stay below its cap.
    let clear = if frame.input.manner.page { 20.0 } else { 18.2 };
    let baseline = at.y + (at.bar / 2.0 + 11.5).max(clear);
    frame.part_lines(pen, (x, x + w), baseline, style.size);
    pen.text_measured(x, baseline, &text, w, style);
}
