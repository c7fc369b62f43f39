//! How many rows lie in each column of the screen, lane by lane, and the most severe of them.

use super::lens::{Lens, Stretch};
use super::ranks::{AT_ONCE, Class, Side, Tally};
use super::{Layer, Micros, Severity, Sifted};
use std::ops::Range;

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

impl Grid {
    /// Length of a column, whatever was asked for.
    fn step(&self) -> f64 {
        if self.step.is_finite() { self.step.max(1.0) } else { 1.0 }
    }

    /// Where a column begins and the one before it ends.
    fn edge(&self, column: usize) -> i128 {
        // The product is exact to a microsecond for any view that a person can look at.
        let offset = (column as f64 * self.step()).floor();
        i128::from(self.from) + i128::from(offset as i64)
    }

    /// The column of a moment, or one beside it.
    fn column(&self, moment: i128) -> usize {
        ((moment - i128::from(self.from)) as f64 / self.step()).max(0.0) as usize
    }
}

impl Density {
    fn clear(&mut self, lanes: usize, columns: usize) {
        (self.lanes, self.columns) = (lanes, columns);
        self.counts.clear();
        self.counts.resize(lanes * columns, 0);
        self.worst.clear();
        self.worst.resize(lanes * columns, Severity::Plain);
    }

    fn add(&mut self, class: Class, column: usize, rows: u32) {
        if usize::from(class.lane) >= self.lanes {
            return;
        }
        let at = usize::from(class.lane) * self.columns + column;
        if let (Some(count), Some(worst)) = (self.counts.get_mut(at), self.worst.get_mut(at)) {
            *count = count.saturating_add(rows);
            *worst = (*worst).max(class.severity);
        }
    }
}

/// How many rows began and how many ended before an edge.
type Places = (usize, usize);

/// A layer, counted column by column.
struct Columns<'a> {
    layer: &'a Layer,
    grid: &'a Grid,
}

impl Layer {
    /// Counts into `out`. `sifted` leaves out what a filter or a search takes away.
    ///
    /// A row is in the column that it begins in, and in every one up to that in which it ends. Where a column holds
    /// hundreds of rows, plain ones may be counted up to a quarter of a column beside their place; severe ones never
    /// are, and those at the outer edges never.
    pub fn density(&self, grid: &Grid, sifted: Option<&Sifted>, out: &mut Density) {
        out.clear(self.schema.lanes(), grid.columns);
        if grid.columns == 0 {
            return;
        }
        let columns = Columns { layer: self, grid };
        let within = Stretch { from: columns.edge(0), to: columns.edge(grid.columns) };
        for (_, lens) in self.lenses(within, sifted) {
            for first in (0..lens.ranks.classes.len()).step_by(AT_ONCE) {
                columns.count(&lens, first, out);
            }
        }
    }
}

impl Columns<'_> {
    /// An edge as the file has it.
    fn edge(&self, column: usize) -> i128 {
        self.layer.unclocked(self.grid.edge(column))
    }

    /// The places of an edge in the orders of starts and of ends, not below those of the edge before it.
    fn places(&self, lens: &Lens<'_>, column: usize, (begun, ended): Places) -> Places {
        if let Some((b, e)) = self.borders(lens, column, (begun, ended)) {
            return (b.max(begun), e.max(ended));
        }
        let edge = self.edge(column);
        let next = lens.order(Side::Starts).before(edge, begun);
        (next, if lens.has_ends() { lens.order(Side::Ends).before(edge, ended) } else { next })
    }

    /// The borders of blocks that stand for an edge, where they are near and nothing severe lies between. Which they
    /// are depends on the edge alone, so that nothing flickers while the view moves.
    fn borders(&self, lens: &Lens<'_>, column: usize, near: Places) -> Option<Places> {
        if column == 0 || column >= self.grid.columns {
            return None;
        }
        let edge = self.edge(column);
        let quarter = (self.grid.step() / 4.0) as i128;
        let block = lens.ranks.block;
        let border = |side, moment, near| lens.order(side).border(moment, near, block, quarter);
        let fits = |side, (place, time): (usize, Micros)| {
            let near = edge - i128::from(time) <= quarter;
            (near && lens.ranks.is_plain(side, place)).then_some(place)
        };
        let starts = border(Side::Starts, edge, near.0)?;
        let begun = fits(Side::Starts, starts)?;
        if !lens.has_ends() {
            return Some((begun, begun));
        }
        // Only what began before the border may have ended before it, else a short row would be in no column.
        let ends = border(Side::Ends, starts.1.into(), near.1)?;
        let last = border(Side::Ends, edge, near.1)?;
        if last.0 > ends.0 + block {
            return None;
        }
        fits(Side::Ends, last)?;
        Some((begun, fits(Side::Ends, ends)?))
    }

    /// Counts the classes of a segment from `first` on.
    fn count(&self, lens: &Lens<'_>, first: usize, out: &mut Density) {
        let Some((earliest, latest)) = lens.segment.span() else { return };
        let clocked = |time: Micros| i128::from(self.layer.clocked(time));
        let from = self.grid.column(clocked(earliest)).saturating_sub(1);
        let to = self.grid.column(clocked(latest)).saturating_add(2).min(self.grid.columns);
        let ranged = lens.has_ends();
        let (mut begun, mut ended) = self.places(lens, from, (0, 0));
        // Rows that began before the column and have not ended before it.
        let mut on: Tally = [0; AT_ONCE];
        let mut walk = lens.walk();
        if ranged {
            self.still_on(lens, (begun, ended), first, &mut walk, &mut on);
        }
        for column in from..to {
            let next = self.places(lens, column + 1, (begun, ended));
            if next.0 > begun || begun > ended {
                lens.tally(Side::Starts, begun..next.0, first, &mut on);
                add(lens, first, column, &on, out);
            }
            if ranged && walk.is_some() {
                self.still_on(lens, next, first, &mut walk, &mut on);
            } else if ranged {
                self.end(lens, ended..next.1, first, &mut on);
            } else if next.0 > begun {
                on = [0; AT_ONCE];
            }
            (begun, ended) = next;
        }
    }

    /// Counts into `on` the rows that began before an edge and have not ended before it: those that stand there, while
    /// they are few, else the difference of all that began and all that ended.
    fn still_on(
        &self,
        lens: &Lens<'_>,
        (begun, ended): Places,
        first: usize,
        walk: &mut Option<usize>,
        on: &mut Tally,
    ) {
        if let Some(left) = walk
            && lens.tally_still_on((begun, ended), first, left, on)
        {
            return;
        }
        *walk = None;
        *on = [0; AT_ONCE];
        lens.tally(Side::Starts, 0..begun, first, on);
        self.end(lens, 0..ended, first, on);
    }

    /// Takes away the rows at the places `ended` of the order of ends.
    fn end(&self, lens: &Lens<'_>, ended: Range<usize>, first: usize, on: &mut Tally) {
        if ended.is_empty() {
            return;
        }
        let mut gone: Tally = [0; AT_ONCE];
        lens.tally(Side::Ends, ended, first, &mut gone);
        for (n, gone) in on.iter_mut().zip(&gone) {
            *n = n.saturating_sub(*gone);
        }
    }
}

fn add(lens: &Lens<'_>, first: usize, column: usize, rows: &Tally, out: &mut Density) {
    for (&class, &n) in lens.ranks.classes.iter().skip(first).zip(rows) {
        if n > 0 && !lens.hides(class) {
            out.add(class, column, n);
        }
    }
}

impl Layer {}
