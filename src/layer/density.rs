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
    fn all(&self) -> impl Iterator<Item = (usize, Micros, Micros, RowNumber, Severity)> + '_ {
        let names = |c: Option<usize>| -> Vec<String> {
            let values = c.and_then(|n| self.schema.columns.get(n)).and_then(|c| c.values.as_ref());
            values.and_then(|v| v.read().ok()).map_or(Vec::new(), |v| v.iter().map(|s| s.to_string()).collect())
        };
        let severities = names(self.schema.severity);
        self.segments.iter().flat_map(move |s| {
            let p = &s.parts;
            let severities = severities.clone();
            let code = move |column: Option<usize>, i: usize| {
                let codes = p.codes.iter().find(|(c, _)| Some(*c) == column).map(|(_, c)| c);
                codes.map_or(0, |c| match c {
                    super::Codes::Narrow(c) => usize::from(c[i]),
                    super::Codes::Wide(c) => usize::from(c[i]),
                })
            };
            (0..p.starts.len()).map(move |i| {
                let lane = code(self.schema.lane, i);
                let severity = match severities.get(code(self.schema.severity, i)).map(String::as_str) {
                    Some("alert") => Severity::Alert,
                    Some("warning") => Severity::Warning,
                    Some("tagged") => Severity::Tagged,
                    _ => Severity::Plain,
                };
                let row = p.first_row + p.file_order.get(i).map_or(i as u64, |n| u64::from(*n));
                let start = p.starts[i] + self.clock;
                let end = p.ends.get(i).map_or(start, |e| e + self.clock);
                (lane, start, end, row, severity)
            })
        })
    }

    /// Counts into `out`. `sifted` leaves out what a filter or a search takes away.
    pub fn density(&self, grid: &Grid, sifted: Option<&Sifted>, out: &mut Density) {
        let _ = sifted;
        out.lanes = self.lanes().len();
        out.columns = grid.columns;
        out.counts.clear();
        out.counts.resize(out.lanes * out.columns, 0);
        out.worst.clear();
        out.worst.resize(out.lanes * out.columns, Severity::Plain);
        for (lane, start, end, _, severity) in self.all() {
            let place = |t: Micros| (((t as f64) - grid.from as f64) / grid.step).floor();
            let (a, b) = (place(start), place(end));
            if b < 0.0 || a >= grid.columns as f64 {
                continue;
            }
            for c in (a.max(0.0) as usize)..=(b as usize).min(grid.columns - 1) {
                let at = lane * grid.columns + c;
                out.counts[at] += 1;
                out.worst[at] = out.worst[at].max(severity);
            }
        }
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
        let _ = sifted;
        let mut found: Vec<_> = self.all().filter(|r| r.0 == lane && r.1 < to && r.2 >= from).collect();
        found.sort_by_key(|r| r.1);
        found.into_iter().take(most).map(|r| r.3).collect()
    }

    /// How many rows of a lane touch the stretch: exact, at any size.
    #[must_use]
    pub fn count_in(
        &self,
        lane: usize,
        (from, to): (Micros, Micros),
        sifted: Option<&Sifted>,
    ) -> u64 {
        let _ = sifted;
        self.all().filter(|r| r.0 == lane && r.1 < to && r.2 >= from).count() as u64
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
        let _ = sifted;
        let near = self.all().filter(|r| r.0 == lane && r.1 <= at + reach && r.2 >= at - reach);
        near.max_by_key(|r| (r.4, -(r.1 - at).abs())).map(|r| r.3)
    }

    /// When a row happened, and when it ended, the clock added; `None` where there is no such row.
    #[must_use]
    pub fn times(&self, row: RowNumber) -> Option<(Micros, Option<Micros>)> {
        let found = self.all().find(|r| r.3 == row)?;
        Some((found.1, (found.2 != found.1).then_some(found.2)))
    }

    /// A row with its text.
    #[must_use]
    pub fn row(&self, row: RowNumber) -> Option<super::Row> {
        let (lane, start, end, number, _) = self.all().find(|r| r.3 == row)?;
        let cells = self.schema.columns.iter().enumerate().map(|(n, _)| {
            if Some(n) == self.schema.lane { self.lanes()[lane].clone() } else { format!("Event number {number} of this file") }
        });
        let end = (end != start).then_some(end);
        Some(super::Row { number, line: None, start, end, cells: cells.collect(), raw: Vec::new() })
    }
}
