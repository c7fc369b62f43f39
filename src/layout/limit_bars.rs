//! The bar of a time limit: from the trigger to the expiry, drawn as its outcome.

use super::frame::Frame;
use super::limit_words::ink;
use super::pen::Pen;
use crate::date::Bounds;
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Pattern, Rect, Stroke};

/// Two places on the axis, the first not right of the second.
pub(super) type Pair = (f32, f32);

/// The dates of a limit as places on the axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    /// The trigger, earliest and latest.
    pub trigger: Pair,
    /// The expiry, earliest and latest.
    pub expiry: Option<Pair>,
    /// The act.
    pub act: Option<Pair>,
    /// What made it moot.
    pub overtaken: Option<Pair>,
    /// A fact that came too late to count, where waiting ended all the same.
    pub too_late: Option<Pair>,
    /// The as-of date.
    pub now: f32,
}

/// Opacity of the parts of a bar, as in the design.
const SOLID: f32 = 0.92;
const LIGHT: f32 = 0.28;
const FADED: f32 = 0.2;
/// Hatch of time that was not used.
const UNUSED: (f32, f32, f32) = (0.55, 7.0, 2.2);
/// Denser hatch of time beyond the end.
const OVERRUN: (f32, f32, f32) = (0.85, 4.5, 2.0);
/// Cap beyond the edges of the bar.
pub(super) const CAP_RISE: f32 = 5.0;
/// The least width of the act above a bar, and above one that is large: a speck cannot be seen from afar.
const ACT: (f32, f32) = (4.0, 6.0);
/// The most height of the act.
const ACT_HEIGHT: f32 = 5.0;
/// Bars of more than twice this height are large.
const LARGE: f32 = 8.0;

impl Places {
    /// Where everything lies; `None` for a limit that nothing triggered.
    pub fn new(d: &Deadline, frame: &Frame<'_>) -> Option<Self> {
        let pair = |b: &Bounds| {
            let from = frame.scale.x_from_time(b.earliest);
            let last = if b.is_exact() { b.latest } else { b.latest.plus_seconds(1) };
            (from, frame.scale.x_from_time(last).max(from))
        };
        // A limit that ends with a day is drawn to the start of the next.
        let end = |b: &Bounds| {
            let after = |at: crate::date::Instant| {
                let whole = at == at.day(d.zone).end(d.zone);
                frame.scale.x_from_time(if whole { at.plus_seconds(1) } else { at })
            };
            (after(b.earliest), after(b.latest))
        };
        let trigger = &d.trigger.as_ref()?.bounds;
        Some(Self {
            trigger: pair(trigger),
            expiry: d.expires.as_ref().map(|e| end(&e.bounds)),
            act: d.act.as_ref().map(|a| pair(&a.bounds)),
            overtaken: d.overtaken_by.as_ref().map(|o| pair(&o.bounds)),
            too_late: d.came_too_late.as_ref().map(|o| pair(&o.bounds)),
            now: frame.scale.x_from_time(frame.input.as_of.plus_seconds(1)),
        })
    }

    /// Left and right end of what is drawn.
    pub fn ends(&self, verdict: Verdict) -> Pair {
        let last = [self.expiry, self.act]
            .into_iter()
            .flatten()
            .map(|p| p.1)
            .fold(self.trigger.1, f32::max);
        let end = match verdict {
            Verdict::WordsOnly => self.words_end(),
            Verdict::Missed if self.act.is_none() => {
                last.max(self.too_late.map_or(self.now, |p| p.1))
            }
            _ => last,
        };
        (self.trigger.0, end.max(self.trigger.1))
    }

    /// Where a duty in words stops being drawn: at the act, at what made it moot, at the as-of date.
    fn words_end(&self) -> f32 {
        self.act.or(self.overtaken).map_or(self.now, |p| p.1).max(self.trigger.1)
    }
}

/// Draws the bar; its middle is at `y`.
pub(super) fn draw(pen: &mut Pen<'_>, d: &Deadline, p: &Places, y: f32, height: f32, alpha: f32) {
    let b = Bar { y, half: height / 2.0, ink: ink(d.verdict), alpha };
    let (t1, t2) = p.trigger;
    let (e1, e2) = p.expiry.unwrap_or((t2, t2));
    match d.verdict {
        Verdict::WordsOnly => words_only(pen, &b, p),
        Verdict::NeverTriggered => return,
        _ => b.fade(pen, t1, t2.min(e2), FADED, SOLID),
    }
    match d.verdict {
        Verdict::Met | Verdict::NotUsed => {
            b.solid(pen, t2, e1, SOLID);
            b.solid(pen, e1, e2, LIGHT);
        }
        Verdict::Missed => {
            b.solid(pen, t2, e1, SOLID);
            let over = p.act.or(p.too_late).unwrap_or((p.now, p.now));
            // Between its two possible ends it is not known to be late.
            if e2 - e1 > 1.0 {
                b.solid(pen, e1, e2, LIGHT);
            }
            b.hatch(pen, e2, over.1.max(e2), OVERRUN);
            if over.1 - over.0 > 2.0 {
                pen.line(
                    (over.0.max(e2), y - b.half),
                    (over.0.max(e2), y + b.half),
                    Stroke { alpha: b.alpha, ..Stroke::dashed(b.ink, 1.2, 2.0, 2.0) },
                );
            }
        }
        Verdict::Overtaken => {
            let (o1, o2) = p.overtaken.unwrap_or((e1, e1));
            let (o1, o2) = (o1.clamp(t2.min(e2), e2), o2.clamp(t2.min(e2), e2));
            b.hatch(pen, o1, e2, UNUSED);
            b.solid(pen, t2, o1, SOLID);
            b.fade(pen, o1, o2, SOLID, 0.0);
        }
        Verdict::Running => running(pen, &b, p, (e1, e2)),
        Verdict::CannotTell => {
            b.solid(pen, t2, e1, SOLID);
            if e2 - e1 > 1.0 {
                b.solid(pen, e1, e2, LIGHT);
            }
        }
        Verdict::WordsOnly | Verdict::NeverTriggered => {}
    }
    if p.expiry.is_some() && d.verdict != Verdict::WordsOnly {
        b.caps(pen, e1, e2);
    }
    pen.circle(
        (t1, y),
        3.6,
        Some(Fill::Plain(Ink::Surface, 1.0)),
        Some(Stroke { alpha, ..Stroke::solid(b.ink, 2.0) }),
    );
}

/// The act, a dark marker above the bar; drawn last, so that no plate covers it.
pub(super) fn act(pen: &mut Pen<'_>, d: &Deadline, p: &Places, y: f32, height: f32, alpha: f32) {
    let b = Bar { y, half: height / 2.0, ink: ink(d.verdict), alpha };
    if let Some(act) = p.act.filter(|_| d.verdict != Verdict::WordsOnly) {
        act_marker(pen, &b, act);
    }
}

/// The earlier ends of a limit that orders moved, as small ticks.
pub(super) fn earlier_ends(
    pen: &mut Pen<'_>,
    d: &Deadline,
    frame: &Frame<'_>,
    y: f32,
    height: f32,
) {
    for tick in &d.ticks {
        let x = frame.scale.x_from_time(tick.until.latest.plus_seconds(1));
        let stroke = Stroke::solid(ink(d.verdict), 1.4);
        pen.line((x, y - height / 2.0 - 3.0), (x, y + height / 2.0 + 3.0), stroke);
    }
}

fn words_only(pen: &mut Pen<'_>, b: &Bar, p: &Places) {
    let end = p.words_end();
    let from = p.trigger.0;
    b.hatch_plain(pen, from, end, UNUSED);
    if let Some(act) = p.act {
        // Where it was done; thin, because the text sets no end.
        pen.line(
            (act.1, b.y - b.half - 3.0),
            (act.1, b.y + b.half + 3.0),
            Stroke { alpha: b.alpha, ..Stroke::solid(b.ink, 1.6) },
        );
    }
}

fn running(pen: &mut Pen<'_>, b: &Bar, p: &Places, (e1, e2): Pair) {
    let now = p.now.clamp(p.trigger.1.min(e1), e1.max(p.trigger.1));
    b.solid(pen, p.trigger.1, now, SOLID);
    let rest = Rect::from_edges(now, b.y - b.half, e2, b.y + b.half);
    let outline = Stroke { alpha: b.alpha, ..Stroke::dashed(b.ink, 1.0, 3.0, 2.5) };
    pen.rect(rest, 0.0, Some(Fill::Plain(b.ink, 0.08 * b.alpha)), Some(outline));
    // An open end points on: time has not stopped there.
    let tip = b.half + 3.0;
    let fill = Some(Fill::Plain(b.ink, SOLID * b.alpha));
    pen.polygon(&[(now, b.y - tip), (now + tip, b.y), (now, b.y + tip)], fill, None);
}

fn act_marker(pen: &mut Pen<'_>, b: &Bar, (a1, a2): Pair) {
    let size = if b.half >= LARGE { ACT.1 } else { ACT.0 };
    let (a1, a2) = if a2 - a1 < size {
        (f32::midpoint(a1, a2) - size / 2.0, f32::midpoint(a1, a2) + size / 2.0)
    } else {
        (a1, a2)
    };
    let height = size.min(ACT_HEIGHT);
    let top = b.y - b.half - height - 1.0;
    pen.fill(
        Rect::from_edges(a1, top, a2, top + height),
        2.0,
        Fill::Plain(Ink::Text, 0.75 * b.alpha),
    );
}

/// A bar of one limit.
struct Bar {
    y: f32,
    half: f32,
    ink: Ink,
    alpha: f32,
}

impl Bar {
    fn part(&self, from: f32, to: f32) -> Rect {
        Rect::from_edges(from, self.y - self.half, to, self.y + self.half)
    }

    fn solid(&self, pen: &mut Pen<'_>, from: f32, to: f32, alpha: f32) {
        pen.fill(self.part(from, to), 0.0, Fill::Plain(self.ink, alpha * self.alpha));
    }

    fn fade(&self, pen: &mut Pen<'_>, from: f32, to: f32, a: f32, z: f32) {
        if to - from > 0.5 {
            let fill = Fill::Fade { ink: self.ink, from: a * self.alpha, to: z * self.alpha };
            pen.fill(self.part(from, to), 0.0, fill);
        }
    }

    fn hatch(&self, pen: &mut Pen<'_>, from: f32, to: f32, kind: (f32, f32, f32)) {
        let outline = Stroke { alpha: self.alpha, ..Stroke::solid(self.ink, 1.0) };
        pen.rect(self.part(from, to), 0.0, Some(self.lines(kind)), Some(outline));
    }

    fn hatch_plain(&self, pen: &mut Pen<'_>, from: f32, to: f32, kind: (f32, f32, f32)) {
        pen.fill(self.part(from, to), 0.0, self.lines(kind));
    }

    fn lines(&self, (alpha, gap, line): (f32, f32, f32)) -> Fill {
        Fill::Hatch { ink: self.ink, alpha: alpha * self.alpha, gap, line, pattern: Pattern::Slant }
    }

    /// Thick at the end; dashed at the earliest possible one where there are two.
    fn caps(&self, pen: &mut Pen<'_>, e1: f32, e2: f32) {
        let reach = self.half + CAP_RISE;
        let (top, bottom) = (self.y - reach, self.y + reach);
        if e2 - e1 > 1.0 {
            let dashed = Stroke { alpha: self.alpha, ..Stroke::dashed(self.ink, 1.6, 3.0, 2.0) };
            pen.line((e1, top), (e1, bottom), dashed);
        }
        pen.line(
            (e2, top),
            (e2, bottom),
            Stroke { alpha: self.alpha, ..Stroke::solid(self.ink, 2.4) },
        );
    }
}
