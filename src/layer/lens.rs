//! The rows of one segment that pass, counted and found by class.

use super::index::Order;
use super::ranks::{AT_ONCE, Class, Ranks, Side, Tally};
use super::sifted::{Bits, Part};
use super::sums::Sums;
use super::{Layer, Micros, Segment, Severity, Sifted};
use std::iter::successors;
use std::ops::Range;
use std::sync::Arc;

/// A segment looked at through what a filter or a search lets pass.
pub(super) struct Lens<'a> {
    pub(super) segment: &'a Segment,
    pub(super) ranks: Arc<Ranks>,
    /// What passes row by row; `None` where every row does.
    bits: Option<&'a Bits>,
    /// Codes of the lanes that are left out, ascending.
    hidden: &'a [u16],
}

/// The severities, the most severe first.
pub(super) const WORST_FIRST: [Severity; 4] =
    [Severity::Alert, Severity::Warning, Severity::Tagged, Severity::Plain];

/// A stretch of time as the file has it: everything that has not ended before `from`, and began before `to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) from: i128,
    pub(super) to: i128,
}

/// Everything; far from the ends of counting, so that lengths can be taken from it.
pub(super) const ALL: Stretch = Stretch { from: i128::MIN / 4, to: i128::MAX / 4 };

impl Layer {
    /// A moment as the file has it. What lies beyond the end of counting comes after everything, as times do that
    /// the clock pushes there.
    pub(super) fn unclocked(&self, moment: i128) -> i128 {
        if moment > i128::from(Micros::MAX) {
            ALL.to
        } else if moment <= i128::from(Micros::MIN) {
            ALL.from
        } else {
            moment - i128::from(self.clock)
        }
    }

    /// `from` is in the stretch, `to` is not: as in a column of the screen. But where nothing comes after `to`, it
    /// is: the span of a layer has all of its rows.
    pub(super) fn stretch(&self, (from, to): (Micros, Micros)) -> Stretch {
        let ends = self.span().is_none_or(|(_, last)| to >= last);
        let to = if ends && from <= to { ALL.to } else { self.unclocked(to.into()) };
        Stretch { from: self.unclocked(from.into()), to }
    }

    /// A time of the file with the clock added.
    pub(super) const fn clocked(&self, time: Micros) -> Micros {
        time.saturating_add(self.clock)
    }

    /// The segments of which something passes and may lie in a stretch.
    pub(super) fn lenses<'a>(
        &'a self,
        within: Stretch,
        sifted: Option<&'a Sifted>,
    ) -> impl Iterator<Item = (usize, Lens<'a>)> {
        self.segments.iter().enumerate().filter_map(move |(n, segment)| {
            let (first, last) = segment.span()?;
            if i128::from(first) >= within.to || i128::from(last) < within.from {
                return None;
            }
            Some((n, Lens::new(self, n, segment, sifted)?))
        })
    }
}

impl<'a> Lens<'a> {
    fn new(
        layer: &Layer,
        n: usize,
        segment: &'a Arc<Segment>,
        sifted: Option<&'a Sifted>,
    ) -> Option<Self> {
        let (bits, hidden) = match sifted {
            None => (None, &[][..]),
            Some(sifted) => match sifted.part(n, segment)? {
                Part::None => return None,
                Part::All => (None, sifted.hidden(&layer.schema)),
                Part::Some(bits) => (Some(bits.as_ref()), sifted.hidden(&layer.schema)),
            },
        };
        Some(Self { segment, ranks: segment.ranks(&layer.schema), bits, hidden })
    }

    /// True where the lane of a class is left out.
    pub(super) fn hides(&self, class: Class) -> bool {
        !self.hidden.is_empty() && self.hidden.binary_search(&class.lane).is_ok()
    }

    /// True where a row passes, its lane aside.
    pub(super) fn passes(&self, row: usize) -> bool {
        self.bits.is_none_or(|b| b.has(row))
    }

    /// Rows in the order of one of their times.
    pub(super) fn order(&self, side: Side) -> Order<'_> {
        match side {
            Side::Starts => self.segment.starts(),
            Side::Ends => self.segment.ends(),
        }
    }

    /// True where rows may end later than they begin.
    pub(super) const fn has_ends(&self) -> bool {
        self.segment.index.ends.is_some()
    }

    /// The sums of what passes; `None` where they were made for other lanes, so that rows must be counted one by one.
    fn sums(&self, side: Side) -> Option<&Sums> {
        match self.bits {
            None => Some(self.ranks.sums()),
            Some(bits) => bits.sums(side, self.segment, &self.ranks),
        }
    }

    /// Adds the rows at the places `from..to` of an order to `out`: of the [`AT_ONCE`] classes from `first` on.
    pub(super) fn tally(&self, side: Side, places: Range<usize>, first: usize, out: &mut Tally) {
        let order = self.order(side);
        let width = self.ranks.classes.len();
        let sums = self.sums(side);
        let block = sums.map_or(self.ranks.block, |s| s.block);
        let (low, high) = (places.start.div_ceil(block), places.end / block);
        if let (true, Some(sums)) = (low < high, sums) {
            let sums = sums.side(side);
            let classes = first..width.min(first + AT_ONCE);
            let at = |block: usize| sums.get(block * width..).and_then(|s| s.get(classes.clone()));
            if let (Some(low), Some(high)) = (at(low), at(high)) {
                for (n, (low, high)) in out.iter_mut().zip(low.iter().zip(high)) {
                    *n += high - low;
                }
            }
            self.tally_rows(&order, places.start..low * block, first, out);
            self.tally_rows(&order, high * block..places.end, first, out);
        } else {
            self.tally_rows(&order, places, first, out);
        }
    }

    /// Puts all rows into `out`, by the [`AT_ONCE`] classes from `first` on; false where they are not summed.
    pub(super) fn all(&self, first: usize, out: &mut Tally) -> bool {
        let width = self.ranks.classes.len();
        let last = self.sums(Side::Starts).and_then(|sums| sums.last(width).get(first..));
        let Some(last) = last.filter(|last| !last.is_empty()) else { return false };
        out.iter_mut().zip(last).for_each(|(n, all)| *n = *all);
        true
    }

    fn tally_rows(&self, order: &Order<'_>, places: Range<usize>, first: usize, out: &mut Tally) {
        if !order.is_apart() {
            return self.ranks.tally(self.bits.map(Bits::words), places, first, out);
        }
        for row in places.map(|p| order.row(p)).filter(|&r| self.passes(r)) {
            if let Some(n) = out.get_mut(self.ranks.class(row).wrapping_sub(first)) {
                *n += 1;
            }
        }
    }

    /// How many rows may be looked at for those that are still on at the edges of columns, before it is cheaper to sum
    /// up all ends; `None` where they are summed up.
    pub(super) fn walk(&self) -> Option<usize> {
        let wanting = self.bits.is_some_and(|bits| !bits.has_ends());
        (wanting && self.order(Side::Ends).is_apart()).then(|| self.segment.len() / 4)
    }

    /// Counts the rows that pass, of the classes from `first` on, that are among the first `begun` to start and not
    /// among the first `ended` to end. `left` is how many rows may be looked at; false where they were not enough.
    pub(super) fn tally_still_on(
        &self,
        (begun, ended): (usize, usize),
        first: usize,
        left: &mut usize,
        out: &mut Tally,
    ) -> bool {
        *out = [0; AT_ONCE];
        let (order, ends) = (self.order(Side::Ends), self.segment.index.ends.as_ref());
        let Some(ends) = ends.filter(|_| begun > ended && ended < order.len()) else { return true };
        // Rows that end at the same moment end in the order in which they start.
        let from = (order.time(ended), order.row(ended));
        for rows in ends.blocks(begun, from.0) {
            let Some(less) = left.checked_sub(rows.len()) else { return false };
            *left = less;
            for row in rows {
                if (self.segment.end(row), row) >= from
                    && self.passes(row)
                    && let Some(n) = out.get_mut(self.ranks.class(row).wrapping_sub(first))
                {
                    *n += 1;
                }
            }
        }
        true
    }

    /// How many rows of a class come before a place.
    pub(super) fn before(&self, side: Side, place: usize, class: usize) -> usize {
        let mut sum = 0;
        let mut from = 0;
        if let Some(sums) = self.sums(side) {
            let block = place / sums.block;
            let at = block * self.ranks.classes.len() + class;
            sum = sums.side(side).get(at).map_or(0, |&n| n as usize);
            from = block * sums.block;
        }
        let order = self.order(side);
        sum + (from..place).filter(|&p| self.is(order.row(p), class)).count()
    }

    /// The place of the row of a class that `before` others of it come before.
    pub(super) fn nth(&self, side: Side, class: usize, before: usize) -> Option<usize> {
        let (mut from, mut left) = (0, before);
        let order = self.order(side);
        if let Some(sums) = self.sums(side) {
            let (block, sums, width) = (sums.block, sums.side(side), self.ranks.classes.len());
            let at = |block: usize| sums.get(block * width + class).map_or(0, |&n| n as usize);
            let (mut low, mut high) = (0, order.len().div_ceil(block));
            while low < high {
                let middle = low.midpoint(high);
                if at(middle + 1) <= before { low = middle + 1 } else { high = middle }
            }
            from = low * block;
            left -= at(low).min(left);
        }
        (from..order.len()).filter(|&p| self.is(order.row(p), class)).nth(left)
    }

    /// True where a row passes and is of a class.
    pub(super) fn is(&self, row: usize, class: usize) -> bool {
        self.ranks.class(row) == class && self.passes(row)
    }

    /// True where some row of a class stands, passing or not, in the block of a place in the order of starts.
    pub(super) fn near(&self, place: usize, class: usize) -> bool {
        let (sums, width) = (self.ranks.sums().side(Side::Starts), self.ranks.classes.len());
        let at = place / self.ranks.block * width + class;
        sums.get(at) != sums.get(at + width)
    }

    /// The class of a lane and a severity, where it occurs and is not left out.
    pub(super) fn class(&self, lane: usize, severity: Severity) -> Option<usize> {
        let classes = self.ranks.of_lane(lane);
        let place = classes.into_iter().find(|&c| self.ranks.classes[c].severity == severity)?;
        (!self.hides(self.ranks.classes[place])).then_some(place)
    }

    /// The places in the order of starts of what begins in a stretch.
    pub(super) fn begun_in(&self, within: Stretch) -> Range<usize> {
        let order = self.segment.starts();
        let from = order.before(within.from, 0);
        from..order.before(within.to, from).max(from)
    }

    /// Rows of a class that began before the place `begun` and had not ended before `from`, in the order of starts.
    pub(super) fn still_on(
        &self,
        class: usize,
        begun: usize,
        from: i128,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let from = Micros::try_from(from.max(Micros::MIN.into())).ok();
        let ends = self.segment.index.ends.as_ref().zip(from);
        let blocks = ends
            .into_iter()
            .flat_map(move |(e, from)| e.blocks(begun, from).map(move |rows| (rows, from)));
        blocks.filter(move |(rows, _)| self.near(rows.start, class)).flat_map(
            move |(rows, from)| {
                rows.filter(move |&r| self.segment.end(r) >= from && self.is(r, class))
            },
        )
    }

    /// All rows that began before the place `begun` and had not ended before `from`, whether they pass or not.
    pub(super) fn all_still_on(&self, begun: usize, from: i128) -> impl Iterator<Item = usize> {
        let from = Micros::try_from(from.max(Micros::MIN.into())).ok();
        let ends = self.segment.index.ends.as_ref().zip(from);
        ends.into_iter().flat_map(move |(e, from)| {
            let blocks = e.blocks(begun, from);
            blocks.flatten().filter(move |&row| self.segment.end(row) >= from)
        })
    }

    /// The rows that pass from a place on, in the order of starts.
    pub(super) fn passing(&self, from: usize) -> impl Iterator<Item = usize> {
        let next = move |row: usize| self.bits.map_or(Some(row), |b| b.next(row));
        let rows = successors(next(from), move |&row| next(row + 1));
        let rows = rows.take_while(|&row| row < self.segment.len());
        rows.filter(|&row| !self.hides(self.ranks.classes[self.ranks.class(row)]))
    }

    /// The rows that pass before a place, the last first.
    pub(super) fn passing_back(&self, below: usize) -> impl Iterator<Item = usize> {
        let before = move |row: usize| self.bits.map_or(row.checked_sub(1), |b| b.before(row));
        let rows = successors(before(below), move |&row| before(row));
        rows.filter(|&row| !self.hides(self.ranks.classes[self.ranks.class(row)]))
    }
}
