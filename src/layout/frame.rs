//! The measures of the canvas, and what every part of it is given.

use super::emphasis::Emphasis;
use super::pen::Pen;
use super::scale::Scale;
use super::sheet::Input;
use crate::case::EventId;
use crate::date::{Bounds, Zone};
use crate::scene::{Fill, Ink, Rect};
use std::collections::BTreeSet;

/// Left edge of text in the lane heads, as in the design.
const HEAD_TEXT: f32 = 20.0;
/// Pages narrower than this are columns of a report: heads take a quarter of them, and the axis one row where it can.
pub(super) const NARROW_PAGE: f32 = 900.0;
/// Part of a narrow page that the heads take, and the least and most points of it.
const NARROW_HEAD: (f32, f32, f32) = (0.25, 84.0, 214.0);
/// Height of an axis of one row.
pub(super) const ONE_ROW: f32 = 26.0;
/// Right of the plot of the window a scrollbar may lie over the canvas.
const SCROLLBAR: f32 = 12.0;
/// Air between the last point of time and the right edge of the canvas.
const RIGHT_AIR: f32 = 0.0;
/// No canvas is larger; keeps every sum finite.
pub(super) const LARGEST: f32 = 30_000.0;
/// Narrower or lower than this, nothing can be drawn that says anything.
const SMALLEST: (f32, f32) = (60.0, 60.0);

/// What every part of the canvas is given.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// What the layout was given.
    pub input: &'a Input<'a>,
    /// Width of the canvas.
    pub width: f32,
    /// Height of the canvas.
    pub height: f32,
    /// Width of the column of the lane heads.
    pub head: f32,
    /// Height of the axis.
    pub axis: f32,
    /// Where time lies.
    pub scale: Scale,
    /// Zone of the axis.
    pub zone: Zone,
    /// What the selection brings forward.
    pub emphasis: Emphasis,
    /// Events on which a shown limit or state turns: what starts it, ends it or overtakes it.
    pub pivotal: BTreeSet<EventId>,
    /// Where vertical lines of bands, of the as-of date and of the grid stand.
    pub verticals: Vec<f32>,
}

/// Rows beyond which a lane folds marks that stand further apart, rather than grow.
const MOST_ROWS: usize = 7;

/// How much room the parts give themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    /// As in the design.
    Roomy,
    /// The same with less air.
    Medium,
    /// One line each.
    Compact,
    /// One line each with no air between: a small screen.
    Dense,
    /// Few lines with no air between: the last that a sheet of paper can do for what else would be cut off.
    Tight,
}

/// Measures of the lanes.
#[derive(Debug, Clone, Copy)]
pub(super) struct LaneMetrics {
    /// True where labels have a second line.
    pub two_lines: bool,
    /// Air between rows.
    pub gap: f32,
    /// From the top of the lane to the middle of its first row.
    pub top: f32,
    /// Air below the last row.
    pub bottom: f32,
    /// Height of a lane with nothing in it.
    pub least: f32,
    /// How far a competing date stands above its mark, where the row itself is taken.
    pub rise: f32,
    /// Rows that a lane gives its labels before they say less.
    pub rows: usize,
    /// Rows beyond which a lane folds marks that stand further apart, rather than grow.
    pub most_rows: usize,
}

/// Measures of the time limits.
#[derive(Debug, Clone, Copy)]
pub(super) struct LimitMetrics {
    /// True where the head of a row has a second line.
    pub two_lines: bool,
    /// Height of a row.
    pub row: f32,
    /// Height of a row whose bar lies outside the window.
    pub away: f32,
    /// Height of a bar.
    pub bar: f32,
    /// Height of the header.
    pub header: f32,
    /// Height of a group heading.
    pub group: f32,
}

impl LaneMetrics {
    /// With so much more air at every row.
    pub fn widened(self, by: f32) -> Self {
        Self {
            gap: self.gap + by,
            top: self.top + by / 2.0,
            bottom: self.bottom + by / 2.0,
            least: self.least + by,
            ..self
        }
    }
}

impl LimitMetrics {
    /// With so much more air at every row.
    pub fn widened(self, by: f32) -> Self {
        Self {
            row: self.row + by,
            away: self.away + by / 2.0,
            group: self.group + by / 4.0,
            ..self
        }
    }
}

impl Density {
    /// From roomy to compact, lanes first: the facts lose their second lines before the limits do.
    pub const STEPS: [(Self, Self); 6] = [
        (Self::Roomy, Self::Roomy),
        (Self::Medium, Self::Roomy),
        (Self::Medium, Self::Medium),
        (Self::Compact, Self::Medium),
        (Self::Compact, Self::Compact),
        (Self::Dense, Self::Dense),
    ];

    /// What comes after them where marks may fold for the sake of room.
    pub const LAST: (Self, Self) = (Self::Tight, Self::Dense);

    /// Measures of the lanes.
    pub const fn lanes(self) -> LaneMetrics {
        match self {
            Self::Roomy => LaneMetrics {
                two_lines: true,
                gap: 12.0,
                top: 22.0,
                bottom: 14.0,
                least: 56.0,
                rise: 18.0,
                rows: 5,
                most_rows: MOST_ROWS,
            },
            Self::Medium => LaneMetrics {
                two_lines: true,
                gap: 6.0,
                top: 18.0,
                bottom: 9.0,
                least: 46.0,
                rise: 18.0,
                rows: 5,
                most_rows: MOST_ROWS,
            },
            Self::Dense => LaneMetrics {
                two_lines: false,
                gap: 0.0,
                top: 12.0,
                bottom: 3.0,
                least: 40.0,
                rise: 11.0,
                rows: 5,
                most_rows: MOST_ROWS,
            },
            Self::Tight => LaneMetrics {
                two_lines: false,
                gap: 0.0,
                top: 12.0,
                bottom: 2.0,
                least: 36.0,
                rise: 11.0,
                rows: 2,
                most_rows: 2,
            },
            Self::Compact => LaneMetrics {
                two_lines: false,
                gap: 2.0,
                top: 14.0,
                bottom: 5.0,
                least: 42.0,
                rise: 12.0,
                rows: 5,
                most_rows: MOST_ROWS,
            },
        }
    }

    /// Measures of the limits.
    pub const fn limits(self) -> LimitMetrics {
        match self {
            Self::Roomy => LimitMetrics {
                two_lines: true,
                row: 42.0,
                away: 36.0,
                bar: 14.0,
                header: 40.0,
                group: 24.0,
            },
            Self::Medium => LimitMetrics {
                two_lines: true,
                row: 34.0,
                away: 32.0,
                bar: 12.0,
                header: 34.0,
                group: 21.0,
            },
            Self::Dense | Self::Tight => LimitMetrics {
                two_lines: false,
                row: 19.0,
                away: 18.0,
                bar: 9.0,
                header: 24.0,
                group: 17.0,
            },
            Self::Compact => LimitMetrics {
                two_lines: false,
                row: 22.0,
                away: 20.0,
                bar: 10.0,
                header: 28.0,
                group: 19.0,
            },
        }
    }
}

impl<'a> Frame<'a> {
    /// The measures for an input; `None` where there is no room to draw anything.
    pub fn new(input: &'a Input<'a>) -> Option<Self> {
        let sound = |n: f32| {
            if n.is_finite() { n.clamp(0.0, LARGEST) } else { 0.0 }
        };
        let (width, height) = (sound(input.size.0), sound(input.size.1));
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let head = match width {
            w if input.manner.page && (240.0..NARROW_PAGE).contains(&w) => {
                let (part, least, most) = NARROW_HEAD;
                (w * part).clamp(least, most)
            }
            // Wide pictures have room for the provision beside the title in one-line rows.
            w if w >= 1300.0 => 228.0,
            w if w >= 640.0 => 197.0,
            w if w >= 420.0 => 150.0,
            w if w >= 240.0 => 92.0,
            _ => 0.0,
        };
        let axis = if height >= 300.0 { 56.0 } else { 46.0 };
        let mut frame = Self {
            input,
            width,
            height,
            head,
            axis,
            scale: Scale::new(input.window, head, width - RIGHT_AIR),
            zone: input.case.zone(),
            emphasis: Emphasis::new(input),
            pivotal: pivotal(input),
            verticals: Vec::new(),
        };
        frame.verticals = super::bands::verticals(&frame);
        Some(frame)
    }

    /// True where some of it lies inside the window; what only touches the right edge does not.
    pub fn shows(&self, b: &Bounds) -> bool {
        self.input.window.shows(b)
            && (b.earliest.timestamp() as f64) < self.input.window.to_seconds()
    }

    /// Where time is drawn.
    pub fn plot(&self) -> Rect {
        Rect::from_edges(self.head, self.axis, self.width, self.height)
    }

    /// Interrupts the vertical lines behind a line of text, so that no letter is crossed out.
    pub fn part_lines(&self, pen: &mut Pen<'_>, (from, to): (f32, f32), baseline: f32, size: f32) {
        for x in &self.verticals {
            if *x > from - 2.0 && *x < to + 2.0 {
                let gap = Rect::from_edges(
                    x - 2.0,
                    baseline - size * 0.95,
                    x + 2.0,
                    baseline + size * 0.3,
                );
                pen.fill(gap, 0.0, Fill::Plain(Ink::Background, 1.0));
            }
        }
    }

    /// Left edge of everything that a head writes, never beyond the head itself.
    pub fn head_x(&self) -> f32 {
        if self.input.manner.page { 0.0 } else { HEAD_TEXT.min(self.head / 6.0) }
    }

    /// Width that text in the head column may have.
    pub fn head_text_width(&self) -> f32 {
        let left = if self.input.manner.page { 0.0 } else { HEAD_TEXT };
        (self.head - left - 8.0).max(0.0)
    }

    /// True for a column of a report.
    pub fn is_narrow_page(&self) -> bool {
        self.input.manner.page && self.width < NARROW_PAGE
    }

    /// True where the axis has one row.
    pub fn is_one_row(&self) -> bool {
        self.axis <= ONE_ROW
    }

    /// How far words keep from the right edge of the plot.
    pub fn edge_right(&self) -> f32 {
        if self.input.manner.page { 2.0 } else { SCROLLBAR }
    }

    /// Where the as-of line lies, where it lies inside the window.
    pub fn as_of_x(&self) -> Option<f32> {
        let x = self.scale.x_from_time(self.input.as_of.plus_seconds(1));
        (x >= self.scale.x0 && x <= self.scale.x1).then_some(x)
    }
}

/// Events on which a shown limit or state turns.
fn pivotal(input: &Input<'_>) -> BTreeSet<EventId> {
    let limits = input.shown.deadlines.iter().filter_map(|i| input.deadlines.get(*i));
    let mut found: BTreeSet<EventId> = limits
        .flat_map(|d| [&d.trigger, &d.act, &d.overtaken_by, &d.came_too_late])
        .flatten()
        .map(|fact| fact.event.clone())
        .collect();
    for state in input.states {
        found.insert(state.from_event.clone());
        found.extend(state.to_event.clone());
    }
    found
}
