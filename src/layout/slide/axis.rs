//! The axis of a slide: the larger unit in words, the smaller as ticks, in words too where it says the day.

use super::super::pen::{Pen, Style};
use super::super::ticks::{self, AxisLook, Tick};
use super::Slide;
use crate::date::{Zone, words};
use crate::scene::{Ink, Stroke, Weight};

/// Size of the words of the axis.
const SIZE: f32 = 14.0;
/// Size of the words of the smaller unit.
const SMALL: f32 = 13.0;
const UPPER: Style = Style::new(SIZE, Weight::Medium, Ink::Secondary);
const LOWER: Style = Style::new(SMALL, Weight::Regular, Ink::Secondary);
/// Height of one row of words with the ticks under it.
const ROW: f32 = 22.0;
/// Height of a second row of words.
const SECOND: f32 = 17.0;
/// More grid lines than this are a fence.
const MOST_LINES: usize = 10;
/// Larger units that say enough alone.
const ENOUGH: usize = 3;

/// The axis, and how high it is.
pub(super) struct SlideAxis {
    axis: ticks::Axis,
    two_rows: bool,
    /// Height in points, its line included.
    pub height: f32,
}

/// The axis of a slide.
pub(super) fn axis(slide: &Slide<'_>, pen: &Pen<'_>) -> SlideAxis {
    let frame = slide.frame;
    let finest = frame.input.manner.finest;
    let look = AxisLook { upper: SIZE, lower: SMALL, finest, ..AxisLook::WINDOW };
    let mut axis = ticks::axis_in(&frame.scale, frame.zone, pen.measure, look);
    let said = axis.upper.iter().filter(|t| t.label.is_some()).count();
    let two_rows = axis.in_days || said < ENOUGH;
    names_month(&mut axis, frame.zone, frame.scale.x1, pen);
    SlideAxis { axis, two_rows, height: if two_rows { ROW + SECOND } else { ROW } }
}

/// Gives the first day its month and year: a slide has no corner that says them.
fn names_month(axis: &mut ticks::Axis, zone: Zone, right: f32, pen: &Pen<'_>) {
    let said = axis.upper.iter().filter_map(|t| t.label.as_ref()).any(|l| has_year(&l.text));
    if said || !axis.in_days {
        return;
    }
    let ends: Vec<f32> = axis.upper.iter().skip(1).map(|t| t.x).chain([right]).collect();
    for (tick, end) in axis.upper.iter_mut().zip(ends) {
        let day = tick.at.day(zone);
        let Some(label) = tick.label.as_mut().filter(|l| l.text.contains(' ')) else { continue };
        let (short, year) = (words::month_short(day.month()), words::year(day.year()));
        let plain = label.text.trim_end_matches(short).trim_end().to_owned();
        let fuller = [format!("{plain} {}", words::month(day)), format!("{plain} {short} {year}")];
        let fits = |t: &String| label.x + pen.width(t, UPPER) + 4.0 <= end;
        if let Some(text) = fuller.into_iter().find(fits) {
            label.text = text;
            return;
        }
    }
}

/// True where four digits in a row stand in the text.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit))
}

impl SlideAxis {
    /// True where the axis shows hours or days, so that the zone matters.
    pub fn shows_hours(&self) -> bool {
        self.axis.in_days
    }

    /// Places of the grid lines, each with its opacity.
    pub fn grid(&self, (x0, x1): (f32, f32)) -> Vec<(f32, f32)> {
        let inside = |t: &&Tick| t.x > x0 + 1.0 && t.x < x1 - 1.0;
        let mut found: Vec<(f32, f32)> =
            self.axis.upper.iter().filter(inside).map(|t| (t.x, 1.0)).collect();
        if found.len() < 2 && self.two_rows {
            let lower = self.axis.lower.iter().filter(inside).filter(|t| t.label.is_some());
            let lower: Vec<(f32, f32)> = lower.map(|t| (t.x, 0.6)).collect();
            if lower.len() <= MOST_LINES {
                found.extend(lower);
            }
        }
        found
    }

    /// Puts the words, the ticks and the line down; the line lies at `y`.
    pub fn draw(&self, pen: &mut Pen<'_>, (x0, x1): (f32, f32), y: f32) {
        let upper = y - 8.0 - if self.two_rows { SECOND } else { 0.0 };
        for tick in &self.axis.upper {
            if let Some(label) = &tick.label {
                // At the left edge the words stand flush with everything else.
                let x = if tick.x <= x0 + 0.5 { x0 } else { label.x };
                pen.text(x, upper, &label.text, UPPER);
            }
        }
        for tick in &self.axis.lower {
            let stroke = Stroke { alpha: 0.55, ..Stroke::solid(Ink::Secondary, 1.0) };
            pen.line((tick.x, y - 5.0), (tick.x, y), stroke);
            if let Some(label) = tick.label.as_ref().filter(|_| self.two_rows) {
                pen.text(label.x, y - 8.0, &label.text, LOWER);
            }
        }
        let stroke = Stroke { alpha: 0.6, ..Stroke::solid(Ink::Secondary, 1.2) };
        pen.line((x0, y), (x1, y), stroke);
    }
}
