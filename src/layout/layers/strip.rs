//! A lane where many rows share a point of the screen: bars by how many, and above them what is severe.

use super::grid::Columns;
use crate::layer::Severity;
use crate::scene::{Bar, BarForm, Ink, Shape};
use std::ops::Range;

/// Rows nearer than this are not drawn one by one, in points.
pub(super) const APART: f64 = 8.0;
/// Opacity of bars that are like most.
const PLAIN: f32 = 0.62;
/// The least height of a bar, in points: one row of a million is still seen.
const LEAST: f32 = 3.0;
/// The same where it is severe.
const LEAST_SEVERE: f32 = 5.0;
/// The least width of a bar, and of one that is severe, in points.
const WIDTH: f32 = 2.0;
const WIDTH_SEVERE: f32 = 2.5;
/// Least width and height of what marks a hit, under the line on which bars stand.
const HIT: (f32, f32) = (4.0, 2.5);
/// Signs nearer than this lie over each other, in points.
const SIGN_APART: f64 = 8.0;

/// How high bars are drawn in a lane, wherever the view is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ladder {
    /// Rows at which a bar has grown by as much as it will by the next three times as many.
    knee: f32,
    /// Logarithm at which a bar is as high as it gets.
    top: f32,
}

impl Ladder {
    /// For a lane with so many rows in a stretch of so many columns.
    ///
    /// It follows from the whole layer and the zoom alone: a ladder made for what is in view would make bars jump
    /// while the view moves.
    pub fn new(rows: u64, columns: f64) -> Self {
        let mean = (rows as f64 / columns.max(1.0)) as f32;
        let knee = (mean / 2.0).max(0.5);
        Self { knee, top: 17.0_f32.ln() }
    }

    /// Height of a bar for so many rows, of `room` points.
    pub fn height(&self, rows: u32, room: f32) -> f32 {
        let part = (1.0 + rows as f32 / self.knee).ln() / self.top;
        // To half a point, so that neighbours that are nearly as high are one bar. By a cast, which is a step where
        // rounding is a call: a frame asks for some thousand heights.
        let halves = (part.min(1.0) * room * 2.0 + 0.5) as u32;
        (halves as f32 / 2.0).max(LEAST.min(room))
    }
}

/// Heights that were found in a lane: neighbours often have as many rows, and a logarithm costs more than a look.
struct Heights {
    ladder: Ladder,
    room: f32,
    /// Rows and their height, at a place that follows from the rows; no rows where nothing was found.
    known: [(u32, f32); 256],
}

impl Heights {
    const fn new(ladder: Ladder, room: f32) -> Self {
        Self { ladder, room, known: [(0, 0.0); 256] }
    }

    /// What [`Ladder::height`] gives for some rows, at least one.
    fn of(&mut self, rows: u32) -> f32 {
        let known = &mut self.known[rows as usize % 256];
        if known.0 != rows {
            *known = (rows, self.ladder.height(rows, self.room));
        }
        known.1
    }
}

/// A part of a lane with nothing for some points around it, or with too much to draw one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its columns.
    pub columns: Range<usize>,
    /// True where it may be one row alone.
    pub alone: bool,
}

/// The parts of a lane, from the left.
pub(super) fn parts(counts: &[u32], width: f64) -> Vec<Part> {
    let apart = (APART / width).ceil() as usize;
    let mut found: Vec<Part> = Vec::new();
    let mut n = 0;
    while n < counts.len() {
        let from = n;
        let mut most = 0;
        while let Some(rows) = counts.get(n).copied().filter(|rows| *rows > 0) {
            most = most.max(rows);
            n += 1;
        }
        if n == from {
            n += 1;
            continue;
        }
        let near = found.last().is_some_and(|last| from - last.columns.end < apart);
        if near && let Some(last) = found.last_mut() {
            last.alone = false;
        }
        found.push(Part { columns: from..n, alone: most == 1 && !near });
    }
    found
}

/// Where a lane draws, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ground {
    /// The line on which bars stand.
    pub base: f32,
    /// Where the highest bar ends.
    pub top: f32,
    /// Where signs of what is severe end, at or above `top`.
    pub signs: f32,
    /// Height of a sign.
    pub sign: f32,
}

/// What a lane is counted as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'a> {
    /// Rows by column.
    pub counts: &'a [u32],
    /// The most severe of them.
    pub worst: &'a [Severity],
    /// Where the columns lie.
    pub columns: &'a Columns,
    /// How high bars are.
    pub ladder: Ladder,
}

/// Severities that have an ink and a sign of their own, the most severe last: it is painted over the others.
pub(super) const SEVERE: [Severity; 3] = [Severity::Tagged, Severity::Warning, Severity::Alert];

/// The ink of what is severe, and the form, width and height of its sign as parts of the height of a sign: no two
/// share a form, for colour alone tells nobody apart who sees none.
pub(super) const fn sign(severity: Severity) -> Option<(Ink, BarForm, f32, f32)> {
    match severity {
        Severity::Plain => None,
        Severity::Tagged => Some((Ink::Tagged, BarForm::Block, 0.62, 0.62)),
        Severity::Warning => Some((Ink::Warning, BarForm::Up, 1.0, 0.85)),
        Severity::Alert => Some((Ink::Alert, BarForm::Down, 1.25, 1.0)),
    }
}

/// The bars of some parts of a lane, in its ink, and those that are severe in theirs, each with signs above.
pub(super) fn shapes(
    lane: &Counted<'_>,
    dense: &[Range<usize>],
    at: Ground,
    ink: Ink,
) -> Vec<Shape> {
    let mut plain: Vec<Bar> = Vec::new();
    let mut severe: [Vec<Bar>; 3] = Default::default();
    let mut heights = Heights::new(lane.ladder, at.base - at.top);
    for part in dense {
        bars(lane, part.clone(), (at, &mut heights), &mut plain, &mut severe);
    }
    let mut out = Vec::with_capacity(4);
    if !plain.is_empty() {
        out.push(Shape::Columns { bars: plain, ink, alpha: PLAIN });
    }
    let mut signs = signs(lane, dense, at);
    for (n, severity) in SEVERE.into_iter().enumerate() {
        let (Some(bars), Some((ink, ..))) = (severe.get_mut(n), sign(severity)) else { continue };
        bars.append(&mut signs[n]);
        if !bars.is_empty() {
            out.push(Shape::Columns { bars: std::mem::take(bars), ink, alpha: 1.0 });
        }
    }
    out
}

/// Bars of a part; neighbours of one height and one severity are one bar.
fn bars(
    lane: &Counted<'_>,
    part: Range<usize>,
    (at, heights): (Ground, &mut Heights),
    plain: &mut Vec<Bar>,
    severe: &mut [Vec<Bar>; 3],
) {
    let room = at.base - at.top;
    let mut open: Option<(Severity, f32, Range<usize>)> = None;
    let mut close = |open: Option<(Severity, f32, Range<usize>)>| {
        let Some((severity, height, columns)) = open else { return };
        let mut bar = Bar {
            left: lane.columns.left(columns.start),
            right: lane.columns.left(columns.end),
            top: at.base - height,
            bottom: at.base,
            form: BarForm::Block,
        };
        let place = SEVERE.iter().position(|s| *s == severity);
        // Neighbours keep their edges: wider ones would lie over each other and be darker there.
        let free = |n: Option<usize>| n.and_then(|n| lane.counts.get(n)).is_none_or(|c| *c == 0);
        let free = free(columns.start.checked_sub(1)) && free(Some(columns.end));
        let least = if place.is_some() {
            WIDTH_SEVERE
        } else if free {
            WIDTH
        } else {
            0.0
        };
        let lacks = (least - (bar.right - bar.left)).max(0.0) / 2.0;
        (bar.left, bar.right) = (bar.left - lacks, bar.right + lacks);
        let Some(n) = place else {
            plain.push(bar);
            return;
        };
        bar.top = bar.top.min(at.base - LEAST_SEVERE.min(room));
        severe[n].push(bar);
    };
    for n in part {
        let rows = lane.counts.get(n).copied().unwrap_or(0);
        if rows == 0 {
            close(open.take());
            continue;
        }
        let severity = lane.worst.get(n).copied().unwrap_or_default();
        let height = heights.of(rows);
        match &mut open {
            Some((s, h, columns)) if *s == severity && *h == height => columns.end = n + 1,
            _ => close(open.replace((severity, height, n..n + 1))),
        }
    }
    close(open);
}

/// Signs above what is severe: in each stretch of about the width of a sign the most severe one. The stretches are
/// counted on the time line, so that signs stay where they are while the view moves.
fn signs(lane: &Counted<'_>, dense: &[Range<usize>], at: Ground) -> [Vec<Bar>; 3] {
    let mut out: [Vec<Bar>; 3] = Default::default();
    let stretch = ((SIGN_APART / lane.columns.width).ceil() as i64).max(1);
    let mut best: Option<(i64, Severity, usize)> = None;
    let mut put = |best: Option<(i64, Severity, usize)>| {
        let Some((_, severity, column)) = best else { return };
        let Some(n) = SEVERE.iter().position(|s| *s == severity) else { return };
        let x = f32::midpoint(lane.columns.left(column), lane.columns.left(column + 1));
        out[n].extend(sign_at(severity, x, at.signs, at.sign));
    };
    for n in dense.iter().flat_map(Clone::clone) {
        let severity = lane.worst.get(n).copied().unwrap_or_default();
        if severity == Severity::Plain || lane.counts.get(n).copied().unwrap_or(0) == 0 {
            continue;
        }
        let place = lane.columns.first().saturating_add(n as i64).div_euclid(stretch);
        match &mut best {
            Some((b, s, column)) if *b == place => {
                if severity > *s {
                    (*s, *column) = (severity, n);
                }
            }
            _ => put(best.replace((place, severity, n))),
        }
    }
    put(best);
    out
}

/// A sign whose middle is at `x` and whose lower end is at `bottom`; none for what is like most.
pub(super) fn sign_at(severity: Severity, x: f32, bottom: f32, size: f32) -> Option<Bar> {
    let (_, form, width, height) = sign(severity)?;
    let half = size * width / 2.0;
    Some(Bar { left: x - half, right: x + half, top: bottom - size * height, bottom, form })
}

/// Marks under what is found.
pub(super) fn hits(counts: &[u32], columns: &Columns, base: f32) -> Option<Shape> {
    let mut bars: Vec<Bar> = Vec::new();
    for (n, _) in counts.iter().enumerate().filter(|(_, rows)| **rows > 0) {
        let (left, right) = (columns.left(n), columns.left(n + 1));
        let lacks = (HIT.0 - (right - left)).max(0.0) / 2.0;
        let (left, right) = (left - lacks, right + lacks);
        match bars.last_mut() {
            Some(last) if left <= last.right => last.right = right,
            _ => bars.push(Bar {
                left,
                right,
                top: base + 1.0,
                bottom: base + 1.0 + HIT.1,
                form: BarForm::Block,
            }),
        }
    }
    (!bars.is_empty()).then_some(Shape::Columns { bars, ink: Ink::Accent, alpha: 1.0 })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::date::{Instant, Window};
    use crate::layout::scale::Scale;

    fn columns() -> Columns {
        let window = Window::new(Instant::from_timestamp(0), Instant::from_timestamp(1000));
        Columns::new(&Scale::new(window, 0.0, 1000.0), 1.0, 1).unwrap()
    }

    const GROUND: Ground = Ground { base: 30.0, top: 10.0, signs: 9.0, sign: 7.0 };

    fn bars_of(shapes: &[Shape], wanted: Ink) -> Vec<Bar> {
        let found = shapes.iter().filter_map(|s| match s {
            Shape::Columns { bars, ink, .. } if *ink == wanted => Some(bars.clone()),
            _ => None,
        });
        found.flatten().collect()
    }

    #[test]
    fn rows_with_room_around_them_stand_alone_and_others_do_not() {
        let mut counts = vec![0; 100];
        for (at, rows) in [(5, 1), (40, 1), (43, 1), (60, 2), (90, 1), (91, 1)] {
            counts[at] = rows;
        }
        let found = parts(&counts, 1.0);
        let alone: Vec<bool> = found.iter().map(|p| p.alone).collect();
        assert_eq!(alone, [true, false, false, false, true]);
        assert_eq!(found[4].columns, 90..92);
    }

    #[test]
    fn one_alert_among_many_is_wide_enough_high_enough_and_has_a_sign() {
        let columns = columns();
        let mut worst = vec![Severity::Plain; columns.count];
        let counts = vec![4_000_000; columns.count];
        worst[500] = Severity::Alert;
        let lane = Counted {
            counts: &counts,
            worst: &worst,
            columns: &columns,
            ladder: Ladder::new(4_000_000 * columns.count as u64, columns.count as f64),
        };
        let shapes = shapes(&lane, std::slice::from_ref(&(0..columns.count)), GROUND, Ink::Lane(0));
        let alert = bars_of(&shapes, Ink::Alert);
        assert_eq!(alert.len(), 2);
        assert!(alert.iter().all(|b| b.right - b.left >= WIDTH_SEVERE - 1e-3));
        assert!(alert.iter().any(|b| b.form == BarForm::Down && b.bottom <= GROUND.top));
        assert!(matches!(shapes.last(), Some(Shape::Columns { ink: Ink::Alert, .. })), "on top");
        // All the others are of one height: two bars, left and right of it.
        assert_eq!(bars_of(&shapes, Ink::Lane(0)).len(), 2);
    }

    #[test]
    fn bars_grow_with_the_rows_and_never_beyond_their_room() {
        let ladder = Ladder::new(1000, 100.0);
        let heights: Vec<f32> =
            [1, 5, 10, 20, 40, 80, u32::MAX].map(|n| ladder.height(n, 20.0)).to_vec();
        assert!(heights.windows(2).all(|w| w[0] <= w[1]), "{heights:?}");
        assert!(heights[0] >= LEAST && heights[6] <= 20.0);
        assert!(heights[4] > heights[1] + 4.0);
        assert!(Ladder::new(0, 0.0).height(1, 20.0).is_finite());
    }

    #[test]
    fn signs_of_a_crowd_do_not_lie_over_each_other_and_the_most_severe_stays() {
        let columns = columns();
        let counts = vec![1; columns.count];
        let mut worst = vec![Severity::Warning; columns.count];
        worst[300] = Severity::Alert;
        let ladder = Ladder::new(1000, 1000.0);
        let lane = Counted { counts: &counts, worst: &worst, columns: &columns, ladder };
        let found = signs(&lane, std::slice::from_ref(&(0..columns.count)), GROUND);
        assert_eq!(found[2].len(), 1);
        assert!(found[1].len() <= (1000.0 / SIGN_APART) as usize + 2);
    }
}
