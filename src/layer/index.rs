//! Where a moment lies among the rows of a segment, found in a few steps however the times are spread.

use super::{Micros, SegmentParts};
use std::ops::Range;
use std::sync::OnceLock;

/// Every how many rows a time is noted. One cache line of times lies between two notes and the next.
const STEP: usize = 64;

/// How many blocks of [`STEP`] rows share one note of the latest end among them.
const WIDE: usize = 32;

/// Times noted at regular places, so that a search touches little memory; and the rows in the order of their ends.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// From the earliest start to the latest end.
    pub(super) span: Option<(Micros, Micros)>,
    /// The start of each [`STEP`]th row.
    starts: Vec<Micros>,
    /// Only where rows have ends.
    pub(super) ends: Option<Ends>,
    /// Rows in the order in which they stand in the text, found out when somebody searches; empty where that is the
    /// order of time.
    by_place: OnceLock<Vec<u32>>,
}

/// What finds rows by their ends.
#[derive(Debug)]
pub(super) struct Ends {
    /// Rows in the order of their ends; empty where that is the order of their starts.
    order: Vec<u32>,
    /// The end of each [`STEP`]th of them.
    marks: Vec<Micros>,
    /// The latest end in each block of [`STEP`] rows in the order of starts.
    latest: Vec<Micros>,
    /// The latest end in each [`WIDE`] of these blocks.
    latest_wide: Vec<Micros>,
}

/// Rows in the order of one of their two times.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    times: &'a [Micros],
    /// Empty where the order is that of `times`.
    rows: &'a [u32],
    marks: &'a [Micros],
}

impl Index {
    /// Notes the times of a segment.
    pub(super) fn new(parts: &SegmentParts) -> Self {
        let starts: Vec<_> = parts.starts.iter().step_by(STEP).copied().collect();
        let ends = (!parts.ends.is_empty()).then(|| Ends::new(&parts.ends));
        let span = parts.starts.first().zip(parts.starts.last()).map(|(&first, &last)| {
            let latest = ends.iter().flat_map(|e| e.latest_wide.iter().copied());
            (first, latest.fold(last, Micros::max))
        });
        Self { span, starts, ends, by_place: OnceLock::new() }
    }

    /// Rows in the order of their starts.
    pub(super) fn starts<'a>(&'a self, parts: &'a SegmentParts) -> Order<'a> {
        Order { times: &parts.starts, rows: &[], marks: &self.starts }
    }

    /// Rows in the order of their ends: that of their starts where none has an end.
    pub(super) fn ends<'a>(&'a self, parts: &'a SegmentParts) -> Order<'a> {
        self.ends.as_ref().map_or_else(
            || self.starts(parts),
            |e| Order { times: &parts.ends, rows: &e.order, marks: &e.marks },
        )
    }

    /// Rows in the order of the text; empty where that is the order of time.
    pub(super) fn by_place(&self, parts: &SegmentParts) -> &[u32] {
        self.by_place.get_or_init(|| {
            if parts.places.is_sorted() {
                return Vec::new();
            }
            let mut rows: Vec<u32> = (0_u32..).take(parts.places.len()).collect();
            rows.sort_unstable_by_key(|&r| (parts.places[r as usize], r));
            rows
        })
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        let ends = self.ends.as_ref().map_or(0, |e| {
            e.order.capacity() * 4
                + (e.marks.capacity() + e.latest.capacity() + e.latest_wide.capacity()) * 8
        });
        let by_place = self.by_place.get().map_or(0, |v| v.capacity() * 4);
        self.starts.capacity() * 8 + ends + by_place
    }
}

impl Ends {
    fn new(ends: &[Micros]) -> Self {
        let order = if ends.is_sorted() {
            Vec::new()
        } else {
            let mut rows: Vec<(Micros, u32)> = ends.iter().copied().zip(0..).collect();
            rows.sort_unstable();
            rows.into_iter().map(|(_, row)| row).collect()
        };
        let end = |n: usize| order.get(n).map_or_else(|| ends[n], |&r| ends[r as usize]);
        let marks = (0..ends.len()).step_by(STEP).map(end).collect();
        let most = |of: &[Micros]| of.iter().copied().max().unwrap_or(Micros::MIN);
        let latest: Vec<_> = ends.chunks(STEP).map(most).collect();
        let latest_wide = latest.chunks(WIDE).map(most).collect();
        Self { order, marks, latest, latest_wide }
    }

    /// The blocks of rows below `below` of which some end at `from` or later, in the order of starts.
    pub(super) fn blocks(
        &self,
        below: usize,
        from: Micros,
    ) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let blocks = below.div_ceil(STEP).min(self.latest.len());
        (0..blocks.div_ceil(WIDE))
            .filter(move |&wide| self.latest_wide[wide] >= from)
            .flat_map(move |wide| wide * WIDE..blocks.min((wide + 1) * WIDE))
            .filter(move |&block| self.latest[block] >= from)
            .map(move |block| block * STEP..below.min((block + 1) * STEP))
    }
}

impl Order<'_> {
    /// The row at a place in this order.
    pub(super) fn row(&self, place: usize) -> usize {
        self.rows.get(place).map_or(place, |&r| r as usize)
    }

    /// The time at a place in this order.
    pub(super) fn time(&self, place: usize) -> Micros {
        self.times[self.row(place)]
    }

    /// True where this is not the order of starts.
    pub(super) const fn is_apart(&self) -> bool {
        !self.rows.is_empty()
    }

    /// How many rows.
    pub(super) const fn len(&self) -> usize {
        self.times.len()
    }

    /// How many rows have their time before `moment`; searched for from `near` outwards.
    pub(super) fn before(&self, moment: i128, near: usize) -> usize {
        let Some(moment) = self.inside(moment) else {
            return if moment > i128::from(Micros::MAX) { self.len() } else { 0 };
        };
        let (from, to) = self.block(moment, near);
        let (mut from, mut to) = (from, to);
        while from < to {
            let middle = from.midpoint(to);
            if self.time(middle) < moment { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// The last place before `moment` at which a block of `rows` rows begins, and the time there, where the whole block
    /// lies within `length` microseconds; `rows` is a multiple of [`STEP`]. Reads nothing but notes.
    pub(super) fn border(
        &self,
        moment: i128,
        near: usize,
        rows: usize,
        length: i128,
    ) -> Option<(usize, Micros)> {
        let (_, to) = self.block(self.inside(moment)?, near);
        let place = to.checked_sub(1)? / rows * rows;
        let time = *self.marks.get(place / STEP)?;
        let next = *self.marks.get((place + rows) / STEP)?;
        (i128::from(next) - i128::from(time) <= length).then_some((place, time))
    }

    fn inside(&self, moment: i128) -> Option<Micros> {
        Micros::try_from(moment).ok().filter(|&m| m > Micros::MIN)
    }

    /// Between which places the first row lies that is not before `moment`.
    fn block(&self, moment: Micros, near: usize) -> (usize, usize) {
        let mark = gallop(self.marks.len(), near / STEP, |n| self.marks[n] < moment);
        (mark.saturating_sub(1) * STEP, (mark * STEP).min(self.len()))
    }
}

/// The first of `len` places at which `less` no longer holds, searched for from `near` outwards in steps that double.
pub(super) fn gallop(len: usize, near: usize, less: impl Fn(usize) -> bool) -> usize {
    let near = near.min(len);
    let (mut from, mut to) = (0, len);
    let mut step = 1;
    if near < len && less(near) {
        from = near + 1;
        while from + step <= len {
            if !less(from + step - 1) {
                to = from + step - 1;
                break;
            }
            from += step;
            step *= 2;
        }
    } else {
        to = near;
        while to >= step {
            if less(to - step) {
                from = to - step + 1;
                break;
            }
            to -= step;
            step *= 2;
        }
    }
    while from < to {
        let middle = from.midpoint(to);
        if less(middle) { from = middle + 1 } else { to = middle }
    }
    from
}
