//! The bar of a time limit on paper: the outcome is told by pattern, grey, outline and cap.
//!
//! A copier knows no colour and turns greys into others, so that no two outcomes may
//! share all four. Patterns lie on white, over whatever tint is behind the bar.

use super::limit_bars::{CAP_RISE, Pair, Places};
use super::pen::Pen;
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Pattern, Rect, Stroke};

/// Width of an outline: what stands for a colour is not a hairline.
const OUTLINE: f32 = 1.2;
/// Width of the cap at the end of a limit.
const CAP: f32 = 3.2;
/// The overrun of a limit is never drawn shorter: without it a missed one would look like a met one.
const LEAST_OVERRUN: f32 = 6.0;
/// A trigger known to within less than this many points is drawn as exact.
const LEAST_DOUBT: f32 = 14.0;
/// Opacity of the grey of time that ran until something made it moot, and of time that still runs. On white
/// they lie 40 and more of L* from black, from white and from each other, for copiers are rough.
const GREY: f32 = 0.62;
const LIGHT: f32 = 0.2;

/// What fills a part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coat {
    /// Black: time that ran out in full.
    Black,
    /// Grey: time that ran until something made it moot.
    Grey,
    /// Light grey: time that still runs.
    Light,
    /// White.
    Empty,
    /// Dots: the outcome is open.
    Dots,
    /// Slanted lines: time that was left.
    Slant,
    /// Dense crossed lines: time beyond the end.
    Cross,
    /// Slanted lines far apart: no number.
    Sparse,
}

/// What lies around a part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Its ends are known.
    Solid,
    /// One of its ends may lie anywhere in it.
    Dashed,
    /// No number sets its end.
    Dotted,
    /// None: its neighbours draw what is needed.
    None,
}

/// Draws the bar; its middle is at `y`.
pub(super) fn draw(pen: &mut Pen<'_>, d: &Deadline, p: &Places, y: f32, height: f32, alpha: f32) {
    let b = Bar { y, half: height / 2.0, alpha };
    let (t1, t2) = p.trigger;
    // No outline can be read where the ring of the trigger covers half of it.
    let t2 = if t2 - t1 < LEAST_DOUBT { t1 } else { t2 };
    let p = &Places { trigger: (t1, t2), ..*p };
    let (e1, e2) = p.expiry.unwrap_or((t2, t2));
    match d.verdict {
        Verdict::NeverTriggered => return,
        // Neither has a trigger apart from the rest: words set no length, and dots say open from the start.
        Verdict::WordsOnly | Verdict::CannotTell => {}
        _ => b.part(pen, (t1, t2.min(e2)), Coat::Empty, Edge::Dashed),
    }
    match d.verdict {
        Verdict::Met => b.to_its_end(pen, t2, (e1, e2), Coat::Black),
        Verdict::NotUsed => b.to_its_end(pen, t2, (e1, e2), Coat::Empty),
        Verdict::Missed => missed(pen, &b, p, (e1, e2)),
        Verdict::Overtaken => overtaken(pen, &b, p, (e1, e2)),
        Verdict::Running => running(pen, &b, p, (e1, e2)),
        Verdict::CannotTell => {
            b.part(pen, (t1, e1), Coat::Dots, Edge::None);
            b.outline(pen, (t1, t2.min(e1)), Edge::Dashed);
            b.outline(pen, (t2, e1), Edge::Solid);
            b.part(pen, (e1, e2), Coat::Empty, Edge::Dashed);
        }
        Verdict::WordsOnly => {
            let (_, end) = p.ends(d.verdict);
            b.part(pen, (t1, end), Coat::Sparse, Edge::Dotted);
            if let Some(act) = p.act {
                // It closes where it was done, and no higher than the bar: the text sets no end.
                b.upright(pen, act.1, 0.0, Stroke::solid(Ink::Text, OUTLINE));
            }
        }
        Verdict::NeverTriggered => {}
    }
    if p.expiry.is_some() && d.verdict != Verdict::WordsOnly {
        b.upright(pen, e2, CAP_RISE, Stroke::solid(Ink::Text, CAP));
    }
    let ring = Stroke { alpha, ..Stroke::solid(Ink::Text, 2.0) };
    pen.circle((t1, y), 3.6, Some(Fill::Plain(Ink::Surface, 1.0)), Some(ring));
}

fn missed(pen: &mut Pen<'_>, b: &Bar, p: &Places, (e1, e2): Pair) {
    b.to_its_end(pen, p.trigger.1, (e1, e2), Coat::Black);
    let over = p.act.or(p.too_late).unwrap_or((p.now, p.now));
    let end = over.1.max(e2 + LEAST_OVERRUN);
    // Late by this much at least; how much more is not known.
    let sure = if over.1 - over.0 > 2.0 { over.0.max(e2).min(end) } else { end };
    b.part(pen, (e2, sure), Coat::Cross, Edge::Solid);
    b.part(pen, (sure, end), Coat::Cross, Edge::Dashed);
}

fn overtaken(pen: &mut Pen<'_>, b: &Bar, p: &Places, (e1, e2): Pair) {
    let least = p.trigger.1.min(e2);
    let (o1, o2) = p.overtaken.unwrap_or((e1, e1));
    let (o1, o2) = (o1.clamp(least, e2), o2.clamp(least, e2));
    b.part(pen, (o2, e2), Coat::Slant, Edge::Solid);
    b.part(pen, (p.trigger.1, o1), Coat::Grey, Edge::Solid);
    // Made moot somewhere in here.
    b.part(pen, (o1, o2), Coat::Empty, Edge::Dashed);
}

fn running(pen: &mut Pen<'_>, b: &Bar, p: &Places, (e1, e2): Pair) {
    let start = p.trigger.1;
    let now = p.now.clamp(start.min(e1), e1.max(start));
    b.part(pen, (now, e2), Coat::Empty, Edge::Dashed);
    b.part(pen, (start, now), Coat::Light, Edge::None);
    if now > start {
        for y in [b.y - b.inner(), b.y + b.inner()] {
            pen.line((start, y), (now, y), b.stroke(Stroke::solid(Ink::Text, OUTLINE)));
        }
        b.upright(pen, start, 0.0, Stroke::solid(Ink::Text, OUTLINE));
    }
    // An open end points on: time has not stopped there.
    let tip = b.half + 3.0;
    let fill = Some(Fill::Plain(Ink::Text, b.alpha));
    pen.polygon(&[(now, b.y - tip), (now + tip, b.y), (now, b.y + tip)], fill, None);
}

/// A bar of one limit.
struct Bar {
    y: f32,
    half: f32,
    alpha: f32,
}

impl Bar {
    /// A bar of one coat to the first possible end, and empty to the last.
    fn to_its_end(&self, pen: &mut Pen<'_>, from: f32, (e1, e2): Pair, coat: Coat) {
        self.part(pen, (from, e1), coat, Edge::Solid);
        if e2 - e1 > 1.0 {
            self.part(pen, (e1, e2), Coat::Empty, Edge::Dashed);
        }
    }

    fn part(&self, pen: &mut Pen<'_>, ends: Pair, coat: Coat, edge: Edge) {
        if coat == Coat::Black {
            pen.fill(self.rect(ends, self.half), 0.0, self.fill(coat));
            return;
        }
        let rect = self.rect(ends, self.inner());
        if coat != Coat::Empty {
            pen.fill(rect, 0.0, Fill::Plain(Ink::Surface, 1.0));
        }
        pen.rect(rect, 0.0, Some(self.fill(coat)), self.edge(edge));
    }

    fn outline(&self, pen: &mut Pen<'_>, ends: Pair, edge: Edge) {
        pen.rect(self.rect(ends, self.inner()), 0.0, None, self.edge(edge));
    }

    /// Half the height up to the middle of an outline, so that no outline reaches beyond the bar: plates behind
    /// words cover a bar and no more, and the act above it keeps its distance.
    fn inner(&self) -> f32 {
        self.half - OUTLINE / 2.0
    }

    fn rect(&self, (from, to): Pair, half: f32) -> Rect {
        Rect::from_edges(from, self.y - half, to, self.y + half)
    }

    fn fill(&self, coat: Coat) -> Fill {
        let hatch = |pattern, gap, line| Fill::Hatch {
            ink: Ink::Text,
            alpha: self.alpha,
            gap,
            line,
            pattern,
        };
        match coat {
            Coat::Black => Fill::Plain(Ink::Text, self.alpha),
            Coat::Grey => Fill::Plain(Ink::Text, GREY * self.alpha),
            Coat::Light => Fill::Plain(Ink::Text, LIGHT * self.alpha),
            Coat::Empty => Fill::Plain(Ink::Surface, 1.0),
            Coat::Dots => hatch(Pattern::Dots, 3.6, 1.6),
            Coat::Slant => hatch(Pattern::Slant, 5.5, 1.5),
            Coat::Cross => hatch(Pattern::Cross, 3.4, 1.1),
            Coat::Sparse => hatch(Pattern::Slant, 12.0, 1.0),
        }
    }

    fn edge(&self, edge: Edge) -> Option<Stroke> {
        Some(self.stroke(match edge {
            Edge::Solid => Stroke::solid(Ink::Text, OUTLINE),
            Edge::Dashed => Stroke::dashed(Ink::Text, OUTLINE, 3.5, 2.5),
            Edge::Dotted => Stroke::dashed(Ink::Text, OUTLINE, 1.2, 2.4),
            Edge::None => return None,
        }))
    }

    /// A line across the bar, `rise` points beyond its edges.
    fn upright(&self, pen: &mut Pen<'_>, x: f32, rise: f32, stroke: Stroke) {
        let reach = self.half + rise;
        pen.line((x, self.y - reach), (x, self.y + reach), self.stroke(stroke));
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        Stroke { alpha: self.alpha, ..stroke }
    }
}
