//! How many rows lie in each column of the screen, lane by lane, and the most severe of them.

use super::{Layer, Micros, RowNumber, Severity, Sifted};

/// The columns of the screen: `columns` stretches of time of equal length.
///
/// Edges lie on whole multiples of `step`, so that columns do not flicker while the view is moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Left edge of the first column.
    pub from: Micros,
    /// Length of a column in microseconds, at least 1.
    pub step: f64,
    /// How many columns.
    pub columns: usize,
}

/// What lies in each column, lane by lane. Kept between frames, so that counting allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Density {
    /// Number of lanes.
    pub lanes: usize,
    /// Number of columns.
    pub columns: usize,
    /// Rows that touch the column, at `lane * columns + column`.
    pub counts: Vec<u32>,
    /// The most severe of them, in the same order.
    pub worst: Vec<Severity>,
}

impl Layer {
    /// Counts into `out`. `sifted` leaves out what a filter or a search takes away.
    pub fn density(&self, grid: &Grid, sifted: Option<&Sifted>, out: &mut Density) {
        let _ = (grid, sifted);
        out.lanes = self.lanes().len();
        out.columns = 0;
        out.counts.clear();
        out.worst.clear();
    }

    /// Rows of a lane that touch the stretch, in the order of time, at most `most`.
    #[must_use]
    pub fn rows_in(
        &self,
        lane: usize,
        (from, to): (Micros, Micros),
        sifted: Option<&Sifted>,
        most: usize,
    ) -> Vec<RowNumber> {
        let _ = (lane, from, to, sifted, most);
        Vec::new()
    }

    /// How many rows of a lane touch the stretch: exact, at any size.
    #[must_use]
    pub fn count_in(
        &self,
        lane: usize,
        (from, to): (Micros, Micros),
        sifted: Option<&Sifted>,
    ) -> u64 {
        let _ = (lane, from, to, sifted);
        0
    }

    /// The row of a lane that is nearest to a moment and touches `at ± reach`; of several the most severe.
    #[must_use]
    pub fn hit(
        &self,
        lane: usize,
        at: Micros,
        reach: Micros,
        sifted: Option<&Sifted>,
    ) -> Option<RowNumber> {
        let _ = (lane, at, reach, sifted);
        None
    }
}
