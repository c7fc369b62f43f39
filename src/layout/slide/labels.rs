//! The words beside a mark on a slide, and the ways in which they can stand there.

use super::super::pen::{Pen, Style};
use crate::scene::{Ink, Weight};

/// Air between a mark and its words.
const GAP: f32 = 10.0;
/// From base line to base line, as a part of the size.
pub(super) const LEADING: f32 = 1.25;
/// Less than this, in letters of full width, says nothing.
const LEAST: f32 = 5.0;
/// Air between the date and the words, as a part of the size.
const DATE_GAP: f32 = 0.5;

/// What is written beside a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// The date; empty for none.
    pub date: String,
    /// What happened.
    pub label: String,
}

/// A label at its place; places are counted from the middle of the mark downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Left end of the date, and the date.
    pub date: (f32, String),
    /// Left end of the words.
    pub x: f32,
    /// The words, in lines.
    pub lines: Vec<String>,
    /// Right end of everything.
    pub right: f32,
    /// Size in points.
    pub size: f32,
    /// How far the first base line lies below the middle of the mark.
    pub baseline: f32,
    /// True where words are missing.
    pub cut: bool,
}

/// Everything is measured as if it were highlighted, so that a highlight moves nothing.
const fn widest(size: f32) -> Style {
    Style::new(size, Weight::SemiBold, Ink::Text)
}

impl Label {
    /// Left end of everything.
    pub fn left(&self) -> f32 {
        self.date.0.min(self.x)
    }

    /// How far the last line reaches below the middle of the mark.
    pub fn depth(&self) -> f32 {
        let more = self.lines.len().saturating_sub(1) as f32;
        self.baseline + more * self.size * LEADING + self.size * 0.3
    }
}

/// Widths of the two parts of a label.
struct Parts {
    /// Date with the air after it.
    date: f32,
    label: f32,
}

fn parts(words: &Words, size: f32, pen: &Pen<'_>) -> Parts {
    let date = if words.date.is_empty() {
        0.0
    } else {
        pen.width(&words.date, widest(size)) + size * DATE_GAP
    };
    Parts { date, label: pen.width(&words.label, widest(size)) }
}

/// Where a label may stand: to the right of the mark, to the left, or under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    Under,
}

/// A mark from left to right, inside the edges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its ends.
    pub ends: (f32, f32),
    /// Left and right end of the room.
    pub edges: (f32, f32),
}

impl Place {
    fn room(&self, side: Side) -> f32 {
        match side {
            Side::Right => self.edges.1 - self.ends.1 - GAP,
            Side::Left => self.ends.0 - GAP - self.edges.0,
            Side::Under => self.edges.1 - self.edges.0,
        }
    }

    fn start(&self, side: Side, width: f32) -> f32 {
        match side {
            Side::Right => self.ends.1 + GAP,
            Side::Left => self.ends.0 - GAP - width,
            Side::Under => self.ends.0.min(self.edges.1 - width).max(self.edges.0),
        }
    }
}

fn build(
    words: &Words,
    lines: Vec<String>,
    side: Side,
    at: &Place,
    size: f32,
    pen: &Pen<'_>,
) -> Label {
    let p = parts(words, size, pen);
    let widest_line = lines.iter().map(|l| pen.width(l, widest(size))).fold(0.0, f32::max);
    let width = p.date + widest_line;
    let left = at.start(side, width);
    let said: usize = lines.iter().map(|l| l.trim_end_matches('…').len()).sum();
    let cut = lines.iter().any(|l| l.ends_with('…')) && said < words.label.len();
    let under = if side == Side::Under { size * LEADING } else { 0.0 };
    Label {
        date: (left, words.date.clone()),
        x: left + p.date,
        lines,
        right: left + width,
        size,
        baseline: size * 0.35 + under,
        cut,
    }
}

/// On one line and whole, on the right or on the left.
pub(super) fn whole(words: &Words, at: &Place, size: f32, pen: &Pen<'_>) -> Vec<Label> {
    let p = parts(words, size, pen);
    let fits = |side: &Side| p.date + p.label <= at.room(*side);
    let one = |side| build(words, vec![words.label.clone()], side, at, size, pen);
    [Side::Right, Side::Left].into_iter().filter(fits).map(one).collect()
}

/// On one line, with … where it is too long for that: for packed rows.
pub(super) fn shortened(words: &Words, at: &Place, size: f32, pen: &Pen<'_>) -> Vec<Label> {
    let p = parts(words, size, pen);
    let wider = at.room(Side::Right).max(at.room(Side::Left)) - p.date;
    // What fits on neither side is cut to the wider one; the rest to a little more than half.
    let most = if p.label > wider { wider } else { p.label * 0.6 };
    if most < size * LEAST {
        return Vec::new();
    }
    let (text, width) = pen.fit(&words.label, widest(size), most);
    let fits = |side: &Side| !text.is_empty() && p.date + width <= at.room(*side);
    let one = |side| build(words, vec![text.clone()], side, at, size, pen);
    [Side::Right, Side::Left].into_iter().filter(fits).map(one).collect()
}

/// The best way to stand alone in a row: whole on one line, whole on two, else cut; none where no letter fits.
pub(super) fn alone(words: &Words, at: &Place, size: f32, pen: &Pen<'_>) -> Option<Label> {
    if words.label.is_empty() && words.date.is_empty() {
        return None;
    }
    if let Some(label) = whole(words, at, size, pen).into_iter().next() {
        return Some(label);
    }
    let p = parts(words, size, pen);
    let wider = if at.room(Side::Left) > at.room(Side::Right) { Side::Left } else { Side::Right };
    let two = |side: Side, cut: bool| {
        let room = at.room(side) - p.date;
        if room < size * LEAST {
            return None;
        }
        let mut lines = pen.measure.wrap(&words.label, size, Weight::SemiBold, room);
        if lines.len() > 2 {
            if !cut {
                return None;
            }
            let rest = lines.split_off(1).join(" ");
            lines.push(pen.fit(&rest, widest(size), room).0);
        }
        lines.retain(|l| !l.is_empty());
        Some(build(words, balanced(words, lines, room, size, pen), side, at, size, pen))
    };
    let other = if wider == Side::Right { Side::Left } else { Side::Right };
    // Two lines beside the mark are worth it only where each has room for a few words.
    let roomy = |side: &Side| at.room(*side) - p.date >= p.label * 0.5;
    let beside = [wider, other].into_iter().filter(roomy).find_map(|side| two(side, false));
    let under = || {
        let fits = p.date + p.label <= at.room(Side::Under);
        fits.then(|| build(words, vec![words.label.clone()], Side::Under, at, size, pen))
    };
    beside.or_else(under).or_else(|| two(Side::Under, true)).or_else(|| two(wider, true))
}

/// Two lines of about the same length.
fn balanced(words: &Words, lines: Vec<String>, room: f32, size: f32, pen: &Pen<'_>) -> Vec<String> {
    if lines.len() != 2 || lines.iter().any(|l| l.ends_with('…')) {
        return lines;
    }
    pen.even(&words.label, widest(size), room, 2)
}

impl Label {
    /// Puts the words down beside a mark whose middle is at `y`.
    pub fn draw(&self, pen: &mut Pen<'_>, y: f32, date: Style, words: Style) {
        let mut baseline = y + self.baseline;
        pen.text(self.date.0, baseline, &self.date.1, Style { size: self.size, ..date });
        for line in &self.lines {
            pen.text(self.x, baseline, line, Style { size: self.size, ..words });
            baseline += self.size * LEADING;
        }
    }
}
