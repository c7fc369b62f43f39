//! The columns in which rows are counted: stretches of time that stay where they are while the view moves.

use crate::layer::{Grid, Micros};
use crate::layout::scale::Scale;

/// More cells than this are not counted in a frame: columns become wider instead.
const MOST_CELLS: usize = 1 << 21;
/// Microseconds in a second.
const SECOND: f64 = 1e6;

/// Columns of equal length, each a power of two of microseconds long, laid over the scale.
///
/// A power of two, because then an index of halves answers without looking at rows, and the columns are the same
/// ones at every place and at every zoom up to the next doubling: nothing flickers while a hand moves the view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// Left edge of the first column.
    pub from: Micros,
    /// Length of a column.
    pub step: f64,
    /// How many there are.
    pub count: usize,
    /// Where the left edge of the first lies, in points.
    x: f64,
    /// Width of a column in points.
    pub width: f64,
}

impl Columns {
    /// Columns over a scale, at least `least` points wide, for so many lanes.
    pub fn new(scale: &Scale, least: f64, lanes: usize) -> Option<Self> {
        let points = f64::from(scale.width());
        let per_point = scale.window.width() * SECOND / points;
        if !(per_point.is_finite() && per_point > 0.0) {
            return None;
        }
        let most = (MOST_CELLS / lanes.max(1)).max(1) as f64;
        let least = least.max(points / most);
        let mut step = 1.0;
        while step < per_point * least {
            step *= 2.0;
        }
        let (left, right) =
            (scale.window.from_seconds() * SECOND, scale.window.to_seconds() * SECOND);
        let from = (left / step).floor() * step;
        // In the range of a few thousand by the width of a column; the cast saturates.
        let count = ((right - from) / step).ceil().max(1.0) as usize;
        Some(Self {
            from: from as Micros,
            step,
            count,
            x: f64::from(scale.x0) + (from - left) / per_point,
            width: step / per_point,
        })
    }

    /// The same moved by some points.
    pub fn moved(self, dx: f32) -> Self {
        Self { x: self.x + f64::from(dx), ..self }
    }

    /// As a layer is asked.
    pub const fn grid(&self) -> Grid {
        Grid { from: self.from, step: self.step, columns: self.count }
    }

    /// Left edge of a column, in points.
    pub fn left(&self, column: usize) -> f32 {
        (self.x + column as f64 * self.width) as f32
    }

    /// Where a moment lies, in points; what is far away lies a little beyond the edges.
    pub fn x_from_micros(&self, at: Micros) -> f32 {
        // In 128 bits: two moments may lie further apart than 64 hold.
        let away = (i128::from(at) - i128::from(self.from)) as f64 / self.step;
        let end = self.count as f64;
        (self.x + away.clamp(-end - 1e4, end + 1e4) * self.width) as f32
    }

    /// When a column begins.
    pub fn start(&self, column: usize) -> Micros {
        let along = i128::from(self.from) + (column as f64 * self.step) as i128;
        along.clamp(i128::from(Micros::MIN), i128::from(Micros::MAX)) as Micros
    }

    /// The column at a place, where there is one.
    pub fn at(&self, x: f32) -> Option<usize> {
        let column = ((f64::from(x) - self.x) / self.width).floor();
        (column >= 0.0 && column < self.count as f64).then_some(column as usize)
    }

    /// The moment at a place.
    pub fn micros_from_x(&self, x: f32) -> Micros {
        let away = (f64::from(x) - self.x) / self.width * self.step;
        let along = i128::from(self.from) + away as i128;
        along.clamp(i128::from(Micros::MIN), i128::from(Micros::MAX)) as Micros
    }

    /// Number of the first column on the time line, the same wherever the view is: what patterns are anchored to.
    pub fn first(&self) -> i64 {
        // The casts saturate at the ends of time, where nothing is anchored any more.
        (self.from as f64 / self.step) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Instant, Window};

    fn columns(from: i64, to: i64) -> Columns {
        let window = Window::new(Instant::from_timestamp(from), Instant::from_timestamp(to));
        Columns::new(&Scale::new(window, 100.0, 1100.0), 1.0, 4).unwrap()
    }

    #[test]
    fn edges_lie_on_multiples_of_a_power_of_two_wherever_the_view_is() {
        for from in [-99_999_999_999, -1, 0, 1_700_000_123, 99_999_999_999] {
            let c = columns(from, from + 86_400);
            assert_eq!(c.step.log2().fract(), 0.0);
            assert_eq!((c.from as f64 / c.step).fract(), 0.0);
            assert!(c.width >= 1.0 && c.width < 2.0, "{}", c.width);
            assert!(c.left(0) <= 100.0 && c.left(c.count) >= 1100.0);
            assert!(c.count <= 1002);
        }
    }

    #[test]
    fn a_place_and_its_moment_are_the_same() {
        let c = columns(1_700_000_000, 1_700_003_600);
        let at = 1_700_001_800_000_000;
        assert!((c.x_from_micros(at) - 600.0).abs() < 0.01);
        assert!((c.micros_from_x(600.0) - at).abs() < 4_000);
        assert_eq!(c.at(c.left(7) + 0.1), Some(7));
        assert_eq!(c.at(-50.0), None);
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let c = columns(Instant::BEGINNING.timestamp(), Instant::END.timestamp());
        for at in [Micros::MIN, 0, Micros::MAX] {
            assert!(c.x_from_micros(at).is_finite());
        }
        assert!(c.start(c.count) >= c.start(0));
        let near = columns(0, 60);
        assert!(near.x_from_micros(Micros::MAX) > 1_100.0);
        assert!(near.x_from_micros(Micros::MIN) < 100.0);
    }
}
