//! How many rows of each lane and severity come before a row: what makes counting cost the same at any size.

use super::index::Order;
use super::segment::Codes;
use super::sums::Sums;
use super::{Schema, SegmentParts, Severity, severity};
use std::ops::Range;

/// How many classes are counted at once; the room for them lies on the stack.
pub(super) const AT_ONCE: usize = 256;

/// Rows counted by class.
pub(super) type Tally = [u32; AT_ONCE];

/// A lane and a severity that rows of a segment have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    pub(super) lane: u16,
    pub(super) severity: Severity,
}

/// By which of its two times a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Starts,
    Ends,
}

/// The columns that make lanes and severities. A layer that is divided by another column needs other ranks.
pub(super) type Key = (Option<usize>, Option<usize>);

/// Rows counted by class, block by block.
#[derive(Debug)]
pub(super) struct Ranks {
    pub(super) key: Key,
    /// Those that occur here, ascending: by lane, then by severity.
    pub(super) classes: Vec<Class>,
    /// The class of each row in the order of starts; empty where there is one class.
    pub(super) class_of: Codes,
    /// Rows in a block.
    pub(super) block: usize,
    /// True where some class is more than plain.
    severe: bool,
    sums: Sums,
}

impl Ranks {
    /// Counts the rows of a segment.
    pub(super) fn new(parts: &SegmentParts, schema: &Schema, ends: Option<&Order<'_>>) -> Self {
        let key = (schema.lane, schema.severity);
        let column = |n: Option<usize>| parts.codes.iter().find(|c| Some(c.0) == n).map(|c| &c.1);
        let (lanes, marks) = (column(schema.lane), column(schema.severity));
        let levels = levels(schema);
        let class = |row: usize| Class {
            lane: lanes.map_or(0, |c| c.at(row)),
            severity: marks
                .and_then(|c| levels.get(usize::from(c.at(row))).copied())
                .unwrap_or_default(),
        };
        let rows = parts.starts.len();
        let most = lanes.map_or(0, Codes::most);
        let (classes, class_of) = classes(rows, usize::from(most) + 1, class);
        let block = (classes.len() * 2).next_power_of_two().clamp(64, 1 << 16);
        let severe = classes.iter().any(|c| c.severity > Severity::Plain);
        let mut ranks = Self { key, classes, class_of, block, severe, sums: Sums::default() };
        ranks.sums = ranks.count(rows, ends);
        ranks
    }

    /// The sums over all rows.
    pub(super) const fn sums(&self) -> &Sums {
        &self.sums
    }

    /// Counts the rows, block by block.
    fn count(&self, rows: usize, ends: Option<&Order<'_>>) -> Sums {
        let starts = self.run(rows, self.block, |block, now| {
            block.for_each(|row| now[self.class(row)] += 1);
        });
        let ends = ends.map_or_else(Vec::new, |order| {
            self.run(rows, self.block, |block, now| {
                block.for_each(|place| now[self.class(order.row(place))] += 1);
            })
        });
        Sums::new(self.block, starts, ends)
    }

    /// Sums what `add` adds for each block of so many places.
    pub(super) fn run(
        &self,
        rows: usize,
        block: usize,
        mut add: impl FnMut(Range<usize>, &mut [u32]),
    ) -> Vec<u32> {
        let mut now = vec![0_u32; self.classes.len()];
        let mut sums = Vec::with_capacity((rows.div_ceil(block) + 1) * now.len());
        sums.extend_from_slice(&now);
        for from in (0..rows).step_by(block) {
            add(from..rows.min(from + block), &mut now);
            sums.extend_from_slice(&now);
        }
        sums
    }

    /// How many rows of each class lie in whole blocks.
    pub(super) fn within(&self, places: &Range<usize>) -> impl Iterator<Item = u32> {
        let [low, high] = [places.start, places.end].map(|place| self.border(place));
        low.iter().zip(high).map(|(low, high)| high - low)
    }

    /// How many rows of each class come before the block that begins at a row, or before the end of all.
    fn border(&self, row: usize) -> &[u32] {
        let (at, width) = (row.div_ceil(self.block), self.classes.len());
        self.sums.side(Side::Starts).get(at * width..(at + 1) * width).unwrap_or_default()
    }

    /// The class of a row, by its place in [`Self::classes`].
    pub(super) fn class(&self, row: usize) -> usize {
        usize::from(self.class_of.at(row))
    }

    /// True where no row of the block that begins at a place, by one of the two times, is more than plain.
    pub(super) fn is_plain(&self, side: Side, place: usize) -> bool {
        if !self.severe {
            return true;
        }
        let (sums, width) = (self.sums.side(side), self.classes.len());
        let at = place / self.block * width;
        let classes = self.classes.iter().enumerate();
        let mut severe = classes.filter(|(_, c)| c.severity > Severity::Plain);
        severe.all(|(n, _)| sums.get(at + n) == sums.get(at + width + n))
    }

    /// Places of the classes of a lane.
    pub(super) fn of_lane(&self, lane: usize) -> Range<usize> {
        let from = self.classes.partition_point(|c| usize::from(c.lane) < lane);
        from..self.classes.partition_point(|c| usize::from(c.lane) <= lane)
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.class_of.bytes() + self.sums.bytes() + self.classes.capacity() * 4
    }
}

/// How severe each code of the column of severity is.
fn levels(schema: &Schema) -> Vec<Severity> {
    let column = schema.severity.and_then(|n| schema.columns.get(n));
    let Some((column, values)) = column.and_then(|c| Some((c, c.values.as_ref()?))) else {
        return Vec::new();
    };
    let values = values.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    values.iter().map(|value| severity::of(&column.name, value)).collect()
}

/// Numbers the classes that occur, and gives each row the number of its own.
fn classes(rows: usize, lanes: usize, class: impl Fn(usize) -> Class) -> (Vec<Class>, Codes) {
    let mut seen = vec![false; lanes * 4];
    let number = |c: Class| usize::from(c.lane) * 4 + c.severity as usize;
    for row in 0..rows {
        seen[number(class(row))] = true;
    }
    let mut places = vec![0_u16; lanes * 4];
    let mut found = Vec::new();
    let all = [Severity::Plain, Severity::Tagged, Severity::Warning, Severity::Alert];
    for lane in (0..=u16::MAX).take(lanes) {
        for severity in all {
            let class = Class { lane, severity };
            if seen[number(class)] {
                // More classes than codes: the rest share the last one of their kind, which no real table reaches.
                places[number(class)] = u16::try_from(found.len()).unwrap_or(u16::MAX);
                if found.len() <= usize::from(u16::MAX) {
                    found.push(class);
                }
            }
        }
    }
    let place = |row: usize| places[number(class(row))];
    let codes = match found.len() {
        0 | 1 => Codes::Narrow(Vec::new()),
        2..=256 => Codes::Narrow((0..rows).map(|r| place(r).to_le_bytes()[0]).collect()),
        _ => Codes::Wide((0..rows).map(place).collect()),
    };
    (found, codes)
}
