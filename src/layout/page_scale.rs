//! A bar that says how long a day, an hour or a year is on the page.

use super::pen::{Pen, Style};
use super::plate::PlateInput;
use super::scale::Scale;
use crate::scene::{Ink, Rect, Stroke, Weight, part};

const LABEL: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
/// Half the height of the strokes at its ends.
const END: f32 = 3.5;
/// Air between bar and words.
const GAP: f32 = 7.0;
/// Part of the plot that the bar may take, and the least and the most points of that.
const PART: (f32, f32, f32) = (0.17, 60.0, 190.0);
/// No bar is shorter: it could not be compared with anything.
const LEAST: f32 = 8.0;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;
/// A mean Gregorian year.
const YEAR: f64 = 365.2425 * DAY;

/// Lengths that a reader can count in. Months are told in days, for they have no length of their own.
const LENGTHS: [(f64, &str); 34] = [
    (1.0, "1 second"),
    (5.0, "5 seconds"),
    (10.0, "10 seconds"),
    (30.0, "30 seconds"),
    (MINUTE, "1 minute"),
    (5.0 * MINUTE, "5 minutes"),
    (10.0 * MINUTE, "10 minutes"),
    (30.0 * MINUTE, "30 minutes"),
    (HOUR, "1 hour"),
    (2.0 * HOUR, "2 hours"),
    (3.0 * HOUR, "3 hours"),
    (6.0 * HOUR, "6 hours"),
    (12.0 * HOUR, "12 hours"),
    (DAY, "1 day"),
    (2.0 * DAY, "2 days"),
    (7.0 * DAY, "1 week"),
    (14.0 * DAY, "2 weeks"),
    (30.0 * DAY, "30 days"),
    (60.0 * DAY, "60 days"),
    (90.0 * DAY, "90 days"),
    (180.0 * DAY, "180 days"),
    (YEAR, "1 year"),
    (2.0 * YEAR, "2 years"),
    (5.0 * YEAR, "5 years"),
    (10.0 * YEAR, "10 years"),
    (20.0 * YEAR, "20 years"),
    (50.0 * YEAR, "50 years"),
    (100.0 * YEAR, "100 years"),
    (200.0 * YEAR, "200 years"),
    (500.0 * YEAR, "500 years"),
    (1_000.0 * YEAR, "1000 years"),
    (10_000.0 * YEAR, "10 000 years"),
    (100_000.0 * YEAR, "100 000 years"),
    (1_000_000.0 * YEAR, "1 000 000 years"),
];

/// A bar, and the length that it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ScaleBar {
    width: f32,
    words: &'static str,
}

/// The width that a bar with its words has at the most, on a page of that width.
pub(super) fn most_width(room: f32, pen: &Pen<'_>) -> f32 {
    (room * PART.0).clamp(PART.1, PART.2) + GAP + pen.width("1 000 000 years", LABEL)
}

/// The bar for a plot: the longest round length that takes no more than a part of it. `None` where it is switched
/// off, and where there is no axis.
pub(super) fn bar(input: &PlateInput<'_>, plot: &Rect) -> Option<ScaleBar> {
    let scale = Scale::new(input.window, plot.x, plot.right());
    let most = (plot.w * PART.0).clamp(PART.1, PART.2).min(plot.w);
    let points =
        |(seconds, words): &(f64, &'static str)| ScaleBar { width: scale.points(*seconds), words };
    let fitting = LENGTHS.iter().map(points).take_while(|bar| bar.width <= most).last();
    fitting.filter(|bar| input.scale && bar.width >= LEAST)
}

impl ScaleBar {
    /// Width of bar and words.
    pub fn width(&self, pen: &Pen<'_>) -> f32 {
        self.width + GAP + pen.width(self.words, LABEL)
    }

    /// Puts it down on a line of text.
    pub fn draw(&self, pen: &mut Pen<'_>, x: f32, baseline: f32) {
        let y = baseline - 3.5;
        let end = x + self.width;
        pen.part(part::SCALE, |pen| {
            let stroke = Stroke::solid(Ink::Secondary, 1.2);
            pen.line((x, y), (end, y), stroke);
            pen.line((x, y - END), (x, y + END), stroke);
            pen.line((end, y - END), (end, y + END), stroke);
            pen.text(end + GAP, baseline, self.words, LABEL);
        });
    }
}
