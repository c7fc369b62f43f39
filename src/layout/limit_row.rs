//! The words of a limit at its bar: after it, on it, before it, wherever the fullest of them fit.

use super::frame::Frame;
use super::limit_bars::Places;
use super::limit_words::{self, Phrase, ink};
use super::near_words;
use super::pen::{Pen, Style};
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Rect, Weight};

const SIZE: f32 = 11.5;
const OPINION: Style = Style::new(11.5, Weight::Regular, Ink::Secondary);
/// Air between the end of a bar and its words.
const AIR: f32 = 10.0;
/// Words keep this far from the edges of the plot.
const EDGE: f32 = 8.0;
/// Half the height of the plate behind words that stand on a bar.
const PLATE: f32 = 8.5;

/// A stretch in which words may stand.
#[derive(Debug, Clone, Copy)]
struct Slot {
    from: f32,
    to: f32,
    /// True where they stand on the bar and need a plate behind them.
    plate: bool,
}

const fn style(d: &Deadline) -> Style {
    Style::new(SIZE, Weight::SemiBold, ink(d.verdict))
}

fn width(pen: &Pen<'_>, p: &Phrase, d: &Deadline) -> f32 {
    let opinion = p.opinion.as_deref().map_or(0.0, |o| pen.width(&joined(o), OPINION));
    pen.width(&p.main, style(d)) + opinion
}

fn joined(opinion: &str) -> String {
    format!(" · {opinion}")
}

fn put(pen: &mut Pen<'_>, p: &Phrase, d: &Deadline, x: f32, baseline: f32) {
    let end = pen.text(x, baseline, &p.main, style(d));
    if let Some(opinion) = &p.opinion {
        pen.text(end, baseline, &joined(opinion), OPINION);
    }
}

/// A limit whose whole bar lies outside the window: an arrow at the edge, the date and the outcome.
pub(super) fn away(pen: &mut Pen<'_>, d: &Deadline, frame: &Frame<'_>, y: f32, left: bool) {
    let (x0, x1) = (frame.scale.x0 + EDGE, frame.scale.x1 - EDGE);
    let phrases = limit_words::away(d, frame, left);
    let fitting = phrases.iter().find(|p| width(pen, p, d) <= x1 - x0);
    let baseline = y + 4.2;
    match fitting {
        Some(p) => {
            let x = if left { x0 } else { x1 - width(pen, p, d) };
            put(pen, p, d, x, baseline);
        }
        None => {
            if let Some(p) = phrases.last() {
                pen.text_fit(x0, baseline, &p.main, style(d), x1 - x0);
            }
        }
    }
}

/// The outcome at the bar, and the dates of the ends that lie outside the window.
pub(super) fn outcome(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, y: f32) {
    let baseline = y + 4.2;
    let (start, end) = p.ends(d.verdict);
    let (mut left, mut right) = (frame.scale.x0 + EDGE, frame.scale.x1 - EDGE);
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
        let text = format!("← {}", near_words::date(t.bounds.earliest, d.zone, true));
        let w = pen.width(&text, edge);
        if w < (right - left) * 0.4 {
            plate(pen, left, w, y);
            pen.text_measured(left, baseline, &text, w, edge);
            left += w + 16.0;
        }
    }
    words(pen, d, p, frame, (left, right), y);
}

/// The date at which a bar ends that runs off the right edge.
fn end_date(d: &Deadline, frame: &Frame<'_>) -> Option<String> {
    let off = |b: &crate::date::Bounds| frame.scale.x_from_time(b.latest) > frame.scale.x1;
    let expiry = d.expires.as_ref().map(|e| e.bounds.latest);
    let act = d.act.as_ref().map(|a| a.bounds).filter(|b| d.verdict != Verdict::Met && off(b));
    let at = act.map(|b| b.latest).or(expiry)?;
    Some(format!("{} →", near_words::date(at, d.zone, true)))
}

fn plate(pen: &mut Pen<'_>, x: f32, width: f32, y: f32) {
    let rect = Rect::from_edges(x - 6.0, y - PLATE, x + width + 6.0, y + PLATE);
    pen.fill(rect, 3.0, Fill::Plain(Ink::Background, 1.0));
}

/// The stretches beside and on the bar, the best first.
fn slots(d: &Deadline, p: &Places, (left, right): (f32, f32)) -> Vec<Slot> {
    let (start, end) = p.ends(d.verdict);
    let on_bar = |from: f32, to: f32| Slot {
        from: (from + AIR).max(left),
        to: (to - AIR).min(right),
        plate: true,
    };
    let mut found = vec![Slot { from: (end + AIR).max(left), to: right, plate: false }];
    if let (Verdict::Overtaken, Some(o)) = (d.verdict, p.overtaken) {
        // On the unused rest, so that the plate never hides time that ran.
        found.push(on_bar(o.1, end));
    }
    found.push(Slot { from: left, to: (start - AIR - 4.0).min(right), plate: false });
    found.push(on_bar(start, end));
    found
}

fn words(pen: &mut Pen<'_>, d: &Deadline, p: &Places, frame: &Frame<'_>, edges: (f32, f32), y: f32) {
    let baseline = y + 4.2;
    let slots = slots(d, p, edges);
    let phrases = limit_words::phrases(d, frame);
    for phrase in &phrases {
        let w = width(pen, phrase, d);
        let Some(slot) = slots.iter().find(|s| s.to - s.from >= w) else { continue };
        let (start, _) = p.ends(d.verdict);
        // Before the bar, words end where it begins; everywhere else they start where the slot does.
        let before = !slot.plate && slot.to <= start;
        let x = if before { slot.to - w } else { slot.from };
        if slot.plate {
            plate(pen, x, w, y);
        }
        put(pen, phrase, d, x, baseline);
        return;
    }
    // Nothing fits whole: the verdict alone, shortened, in the widest stretch.
    let widest = slots.iter().max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)));
    if let (Some(slot), Some(last)) = (widest, phrases.last()) {
        let (text, w) = pen.fit(&last.main, style(d), slot.to - slot.from);
        if w > 0.0 {
            if slot.plate {
                plate(pen, slot.from, w, y);
            }
            pen.text_measured(slot.from, baseline, &text, w, style(d));
        }
    }
}
