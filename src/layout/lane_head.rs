//! The words of a lane at its left: title and subtitle, on a page wrapped rather than cut.

use super::frame::{Frame, LaneMetrics};
use super::pen::{Pen, Style, one_line};
use crate::scene::{Ink, Weight};

const TITLE: Style = Style::new(13.0, Weight::SemiBold, Ink::Text);
const SUBTITLE: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
/// From base line to base line.
const LINE: f32 = 15.5;
/// Lines that the title and the subtitle take at the most.
const MOST: (usize, usize) = (3, 2);
/// Lines for which every lane has room.
const USUAL: usize = 2;
/// From the middle of the first row to the first base line.
const DROP: f32 = 4.5;
/// Air below the last base line.
const BELOW: f32 = 9.0;

/// The words of a lane, line by line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct LaneHead {
    lines: Vec<(String, Style)>,
}

impl LaneHead {
    /// The words of the lane at that place; `None` for events that name no lane that there is.
    pub fn new(
        lane: Option<usize>,
        metrics: &LaneMetrics,
        frame: &Frame<'_>,
        pen: &Pen<'_>,
    ) -> Self {
        let lane = lane.and_then(|i| frame.input.case.lanes.get(i));
        let title = lane.map_or_else(|| "Without a lane".to_owned(), |l| one_line(&l.title));
        let subtitle = lane.and_then(|l| l.subtitle.as_deref()).map(one_line).unwrap_or_default();
        let wraps = frame.input.manner.page && metrics.two_lines;
        let most = frame.head_text_width();
        let mut lines = Vec::new();
        for (text, style, lines_at_most) in [(title, TITLE, MOST.0), (subtitle, SUBTITLE, MOST.1)] {
            let parts =
                if wraps { pen.wrapped(&text, style, most, lines_at_most) } else { vec![text] };
            lines.extend(parts.into_iter().map(|part| (part, style)));
        }
        Self { lines }
    }

    /// Height of a lane that holds these words; 0 where they have always fitted.
    pub fn height(&self, metrics: &LaneMetrics) -> f32 {
        let n = self.lines.len();
        if n <= USUAL { 0.0 } else { metrics.top + DROP + (n - 1) as f32 * LINE + BELOW }
    }

    /// Puts them down; the first row of the lane has its middle at `middle`.
    pub fn draw(&self, pen: &mut Pen<'_>, frame: &Frame<'_>, middle: f32) {
        let (x, most) = (frame.head_x(), frame.head_text_width());
        let mut y = middle + DROP;
        for (text, style) in &self.lines {
            pen.text_fit(x, y, text, *style, most);
            y += LINE;
        }
    }
}
