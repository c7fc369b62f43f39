//! What runs from top to bottom behind the lanes: weekends, grid lines, states over time, the as-of line.

use super::describe;
use super::frame::Frame;
use super::pen::{Pen, Style, one_line};
use super::rows::Row;
use super::sheet::{Tag, Target, TargetKind};
use super::targets::Targets;
use super::ticks::Axis;
use crate::date::words;
use crate::law::StateSpan;
use crate::scene::fonts::isolate;
use crate::scene::{Fill, Ink, Rect, Stroke, Weight};
use chrono::Weekday;

/// Columns narrower than this get no tint, as the design has it.
const TINTED_DAY: f32 = 14.0;
const STATE_TINT: f32 = 0.07;
const STATE: Style = Style::new(12.0, Weight::SemiBold, Ink::State);
const AS_OF: Style = Style::new(11.0, Weight::SemiBold, Ink::AsOf);
/// Length of the line between a band and words at its side, with the air around it.
const LEADER: f32 = 13.0;
/// Height of a line of the strip under the axis.
const STRIP_LINE: f32 = 20.0;
/// Lines that the strip has at most; words beyond them are left to the tooltip.
const STRIP_LINES: usize = 5;

/// Faint columns behind Saturdays and Sundays.
pub(super) fn weekends(pen: &mut Pen<'_>, frame: &Frame<'_>) {
    // On paper the only grey column is that of a state.
    if frame.scale.day_width() <= TINTED_DAY || frame.input.print {
        return;
    }
    let (from, to) = (frame.input.window.from(), frame.input.window.to());
    let mut day = from.day(frame.zone);
    // The window is no wider than its points allow, so this ends soon; the count is a second guard.
    for _ in 0..4_000 {
        let start = day.start(frame.zone);
        if start > to {
            break;
        }
        let next = day.plus_days(1);
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            let x = |at| frame.scale.inside(frame.scale.x_from_time(at));
            let rect =
                Rect::from_edges(x(start), frame.axis, x(next.start(frame.zone)), frame.height);
            pen.fill(rect, 0.0, Fill::Plain(Ink::Weekend, 0.7));
        }
        day = next;
    }
}

/// Places of the hairlines at the starts of the larger unit, each with its opacity; where that gives no line to hold
/// on to, also those of the labelled ticks.
pub(super) fn grid_lines(axis: &Axis, frame: &Frame<'_>) -> Vec<(f32, f32)> {
    let inside = |x: f32| x >= frame.scale.x0 && x <= frame.scale.x1;
    let mut found: Vec<(f32, f32)> =
        axis.upper.iter().filter(|t| inside(t.x)).map(|t| (t.x, 1.0)).collect();
    if axis.upper.iter().filter(|t| t.x > frame.scale.x0 + 1.0).count() < 3 {
        found.extend(axis.lower.iter().filter(|t| t.label.is_some()).map(|t| (t.x, 0.6)));
    }
    found
}

/// Hairlines through axis and lanes.
pub(super) fn grid(pen: &mut Pen<'_>, axis: &Axis, frame: &Frame<'_>) {
    for (x, alpha) in grid_lines(axis, frame) {
        // Those of the larger unit part its words as well.
        let top =
            if alpha < 1.0 { frame.axis } else { if frame.is_one_row() { 5.0 } else { 12.0 } };
        let width = if frame.input.manner.page { 0.8 } else { 1.0 };
        let stroke = Stroke { alpha, ..Stroke::solid(Ink::Hairline, width) };
        pen.line((x, top), (x, frame.height), stroke);
    }
}

/// Words of the strip under the axis, at their places.
#[derive(Debug, Default)]
pub(super) struct Strip {
    labels: Vec<(usize, f32, String, f32, Style)>,
    leaders: Vec<(usize, Pair)>,
    /// Height in points; 0 where it says nothing.
    pub height: f32,
}

/// Lays out the strip: lengths of states, and the flag of the as-of line.
pub(super) fn strip(frame: &Frame<'_>, pen: &Pen<'_>) -> Strip {
    let mut rows = vec![Row::default(); STRIP_LINES];
    let mut strip = Strip::default();
    if let Some(x) = frame.as_of_x() {
        let text = format!("As of {}", words::day(frame.input.as_of.day(frame.zone)));
        let w = pen.width(&text, AS_OF);
        let left = if x + 12.0 + w <= frame.scale.x1 - 4.0 { x + 12.0 } else { x - 12.0 - w };
        if left >= frame.scale.x0 + 4.0 {
            strip.take(&mut rows, (left, w), (left.min(x), (left + w).max(x)), text, AS_OF);
        }
    }
    for span in frame.input.states.iter().filter(|s| is_seen(s, frame)) {
        let (from, to) = ends(span, frame);
        let so_far = if span.lasting { " so far" } else { "" };
        let length = format!("{}{so_far}", span.length_words());
        let texts = [format!("{}, {length}", isolate(&one_line(&span.title))), length]
            .map(|text| pen.fit(&text, STATE, frame.scale.width() * 0.7));
        // On a page the words may reach to where the state is known to be over.
        let end = if frame.input.manner.page { to.1 } else { to.0 };
        let ends = (frame.scale.inside(from.0), frame.scale.inside(end));
        let receded = frame.emphasis.recedes_state(&span.id);
        let places = length_places(&texts, ends, frame.scale.inside(to.1), frame);
        for (n, x, leader) in places {
            let Some((text, w)) = texts.get(n).filter(|t| t.1 > 0.0) else { continue };
            let (a, z) = leader.unwrap_or((x, x));
            let style = if receded { STATE.ink(Ink::Secondary) } else { STATE };
            if strip.take(&mut rows, (x, *w), (x.min(a), (x + w).max(z)), text.clone(), style) {
                let line = strip.labels.last().map_or(0, |l| l.0);
                strip.leaders.extend(leader.map(|ends| (line, ends)));
                break;
            }
        }
    }
    // A band without words still needs no strip, but the as-of line needs its flag.
    let lines = strip.labels.iter().map(|l| l.0 + 1).max().unwrap_or(0);
    strip.height = if lines == 0 { 0.0 } else { lines as f32 * STRIP_LINE + 4.0 };
    strip
}

/// Where the length of a state may stand, the best first: on the band, whole or the length alone; else at its side with
/// a leader; else anywhere along it, for it is never left out. The number is that of the text.
fn length_places(
    texts: &[(String, f32)],
    (from, to): Pair,
    latest: f32,
    frame: &Frame<'_>,
) -> Vec<(usize, f32, Option<Pair>)> {
    let (first, last) = (frame.scale.x0 + 4.0, frame.scale.x1 - 12.0);
    let numbered = || texts.iter().map(|t| t.1).enumerate();
    let on = numbered()
        .filter(|(_, w)| to - from >= w + 12.0)
        .map(|(n, w)| (n, (f32::midpoint(from, to) - w / 2.0).min(last - w), None));
    let beside = numbered().flat_map(|(n, w)| {
        let right = latest + LEADER;
        let left = from - LEADER - w;
        [(n, right, Some((latest, right - 3.0))), (n, left, Some((left + w + 3.0, from)))]
    });
    let fits = |(n, x, _): &(usize, f32, Option<Pair>)| {
        *x >= first && texts.get(*n).is_some_and(|t| x + t.1 <= last)
    };
    let along = numbered().map(|(n, w)| (n, from.min(last - w).max(first), None));
    let mut found: Vec<(usize, f32, Option<Pair>)> = on.chain(beside).filter(fits).collect();
    if frame.input.manner.page {
        // Nothing can be pointed at to read what the band is, so its name goes before its place.
        found.sort_by_key(|(n, ..)| *n);
    }
    found.extend(along);
    found
}

impl Strip {
    /// Takes a place in the first line that has it free; false where none has.
    fn take(
        &mut self,
        rows: &mut [Row],
        (x, w): (f32, f32),
        taken: (f32, f32),
        text: String,
        style: Style,
    ) -> bool {
        let Some(line) = rows.iter().position(|r| r.is_free(taken.0, taken.1)) else {
            return false;
        };
        if let Some(row) = rows.get_mut(line) {
            row.take(taken.0, taken.1);
        }
        self.labels.push((line, x, text, w, style));
        true
    }

    /// Puts the words down.
    pub fn draw(&self, pen: &mut Pen<'_>, frame: &Frame<'_>) {
        let baseline_of = |line: usize| frame.axis + 18.0 + line as f32 * STRIP_LINE;
        for (line, (from, to)) in &self.leaders {
            let y = baseline_of(*line) - 4.0;
            pen.line((*from, y), (*to, y), Stroke::solid(Ink::State, 1.0));
        }
        for (line, x, text, w, style) in &self.labels {
            let baseline = baseline_of(*line);
            // A canvas that is lower than its own strip ends before these words would.
            if baseline + 0.4 * style.size > frame.height {
                continue;
            }
            frame.part_lines(pen, (*x, x + w), baseline, style.size);
            pen.text_measured(*x, baseline, text, *w, *style);
        }
    }
}

pub(super) type Pair = (f32, f32);

/// Beginning and end of a band, each earliest and latest.
pub(super) fn ends(span: &StateSpan, frame: &Frame<'_>) -> (Pair, Pair) {
    let pair = |b: &crate::date::Bounds| {
        (frame.scale.x_from_time(b.earliest), frame.scale.x_from_time(b.latest))
    };
    let (from, to) = (pair(&span.from), pair(&span.to));
    (from, (to.0.max(from.0), to.1.max(from.1)))
}

pub(super) fn is_seen(span: &StateSpan, frame: &Frame<'_>) -> bool {
    let (from, to) = ends(span, frame);
    to.1 >= frame.scale.x0 && from.0 <= frame.scale.x1
}

/// Places of the dotted lines at the ends of the bands that are not known exactly.
pub(super) fn dotted_ends(frame: &Frame<'_>) -> Vec<f32> {
    let uncertain = |p: Pair| {
        if p.1 - p.0 > 1.0 { vec![p.0, p.1] } else { Vec::new() }
    };
    frame
        .input
        .states
        .iter()
        .filter(|s| is_seen(s, frame))
        .flat_map(|s| {
            let (from, to) = ends(s, frame);
            [uncertain(from), uncertain(to)].concat()
        })
        .collect()
}

/// Places of all vertical lines: ends of bands, and the as-of line.
pub(super) fn verticals(frame: &Frame<'_>) -> Vec<f32> {
    let mut found: Vec<f32> = frame
        .input
        .states
        .iter()
        .filter(|s| is_seen(s, frame))
        .flat_map(|s| {
            let (from, to) = ends(s, frame);
            [from.0, from.1, to.0, to.1]
        })
        .chain(frame.as_of_x())
        .collect();
    found.dedup();
    found
}

/// The bands of the states.
pub(super) fn states(pen: &mut Pen<'_>, frame: &Frame<'_>, strip: f32, targets: &mut Targets) {
    for span in frame.input.states.iter().filter(|s| is_seen(s, frame)) {
        let (from, to) = ends(span, frame);
        let tag = Tag::State(span.id.clone());
        let words = describe::state(span, frame.zone);
        let alpha = frame.emphasis.of_state(&span.id);
        pen.group(&tag, &words, |pen| band(pen, frame, (from, to), span.lasting, alpha));
        let rect = Rect::from_edges(
            frame.scale.inside(from.0),
            frame.axis,
            frame.scale.inside(to.1).max(frame.scale.inside(from.0) + 4.0),
            frame.axis + strip.max(12.0),
        );
        targets
            .push_fixed(Target { tag, kind: TargetKind::State, rect, label: words }, &frame.plot());
    }
}

/// The tint of a band from its beginning to its end, faded where either is uncertain.
pub(super) fn tint(pen: &mut Pen<'_>, frame: &Frame<'_>, (from, to): (Pair, Pair), alpha: f32) {
    let tint = STATE_TINT * alpha;
    let (top, bottom) = (frame.axis, frame.height);
    let clip = |x: f32| x.clamp(frame.scale.x0 - 40.0, frame.scale.x1 + 40.0);
    let part = |a: f32, b: f32| Rect::from_edges(clip(a), top, clip(b), bottom);
    let fade = |a, b| Fill::Fade { ink: Ink::State, from: a, to: b };
    pen.fill(part(from.0, from.1), 0.0, fade(0.0, tint));
    pen.fill(part(from.1, to.0), 0.0, Fill::Plain(Ink::State, tint));
    pen.fill(part(to.0.max(from.1), to.1), 0.0, fade(tint, 0.0));
}

fn band(pen: &mut Pen<'_>, frame: &Frame<'_>, (from, to): (Pair, Pair), lasting: bool, alpha: f32) {
    tint(pen, frame, (from, to), alpha);
    let (top, bottom) = (frame.axis, frame.height);
    let mut edge = |ends: Pair| {
        let visible = |x: f32| x >= frame.scale.x0 && x <= frame.scale.x1;
        if ends.1 - ends.0 <= 1.0 {
            if visible(ends.0) {
                pen.line(
                    (ends.0, top),
                    (ends.0, bottom),
                    Stroke { alpha: 0.9 * alpha, ..Stroke::solid(Ink::State, 1.2) },
                );
            }
        } else {
            for x in [ends.0, ends.1].into_iter().filter(|x| visible(*x)) {
                pen.line(
                    (x, top),
                    (x, bottom),
                    Stroke { alpha: 0.9 * alpha, ..Stroke::dashed(Ink::State, 1.0, 2.0, 3.0) },
                );
            }
        }
    };
    edge(from);
    if !lasting {
        edge(to);
    }
}

/// The as-of line with its flag.
pub(super) fn as_of(pen: &mut Pen<'_>, frame: &Frame<'_>, strip: f32, targets: &mut Targets) {
    let Some(x) = frame.as_of_x() else { return };
    let words = describe::as_of(frame.input.as_of, frame.zone);
    pen.group(&Tag::AsOf, &words, |pen| {
        let top = frame.axis + 8.0;
        pen.line((x, frame.axis), (x, frame.height), Stroke::solid(Ink::AsOf, 1.2));
        let tip = if x + 20.0 <= frame.scale.x1 { x + 8.0 } else { x - 8.0 };
        pen.polygon(
            &[(x, top), (tip, top + 4.5), (x, top + 9.0)],
            Some(Fill::Plain(Ink::AsOf, 1.0)),
            None,
        );
    });
    let rect = Rect::from_edges(x - 5.0, frame.axis, x + 5.0, frame.axis + strip.max(20.0));
    targets.push_fixed(
        Target { tag: Tag::AsOf, kind: TargetKind::AsOf, rect, label: words },
        &frame.plot(),
    );
}
