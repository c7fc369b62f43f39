//! Which bytes are the text of a row.

use super::Segment;
use super::index::gallop;
use std::ops::Range;

/// The rows of a segment in the order of the text.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    /// From the first byte of the segment on.
    pub(super) text: &'a [u8],
    places: &'a [u32],
    /// Rows in the order of the text; empty where that is the order of time.
    order: &'a [u32],
    /// True where each row is a line, and each line a row: where no row that did not load lies between others.
    pub(super) single: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a segment whose text ends at `end`.
    pub(super) fn new(segment: &'a Segment, end: usize) -> Self {
        let parts = &segment.parts;
        let text = parts.text.bytes();
        let from = usize::try_from(parts.base).unwrap_or(usize::MAX);
        let text = text.get(from..end.min(text.len())).unwrap_or_default();
        let order = segment.index.by_place(parts);
        Self { text, places: &parts.places, order, single: false }
    }

    /// How many.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// True where the text has the order of time.
    pub(super) const fn in_order(&self) -> bool {
        self.order.is_empty()
    }

    /// The row at a place in the order of the text.
    pub(super) fn row(&self, n: usize) -> usize {
        self.order.get(n).map_or(n, |&r| r as usize)
    }

    /// Where the `n`th row in the order of the text begins; the end of the text where there are not so many.
    pub(super) fn begins(&self, n: usize) -> usize {
        if n >= self.places.len() {
            return self.text.len();
        }
        (self.places[self.row(n)] as usize).min(self.text.len())
    }

    /// As [`Self::begins`], where the text has the order of time.
    pub(super) fn begins_in_order(&self, n: usize) -> usize {
        self.places.get(n).map_or(self.text.len(), |&place| place as usize)
    }

    /// The bytes of the `n`th row in the order of the text. Rows that begin at the same byte are one row of the file
    /// that has several times: each has all of it.
    pub(super) fn bytes(&self, n: usize) -> &'a [u8] {
        let from = self.begins(n);
        let mut next = n + 1;
        while next < self.len() && self.begins(next) == from {
            next += 1;
        }
        self.text.get(from..self.begins(next)).unwrap_or_default()
    }

    /// The bytes of a row in the order of time.
    pub(super) fn bytes_of(&self, row: usize) -> &'a [u8] {
        let Some(&place) = self.places.get(row) else { return &[] };
        let from = (place as usize).min(self.text.len());
        self.text.get(from..self.begins(self.after(from, row))).unwrap_or_default()
    }

    /// The first row from `near` on, or before it, that begins after a byte.
    pub(super) fn after(&self, byte: usize, near: usize) -> usize {
        gallop(self.len(), near, |n| self.begins(n) <= byte)
    }

    /// The rows, in the order of the text, that have the byte.
    pub(super) fn around(&self, byte: usize, near: usize) -> Range<usize> {
        let to = self.after(byte, near);
        self.first_of(to.saturating_sub(1))..to
    }

    /// The first of the rows that begin at the same byte as the `n`th.
    pub(super) fn first_of(&self, n: usize) -> usize {
        let mut from = n;
        while from > 0 && self.begins(from - 1) == self.begins(from) {
            from -= 1;
        }
        from
    }

    /// So many rows, and those that begin at the same byte as the last of them.
    pub(super) fn whole(&self, rows: usize) -> usize {
        let mut to = rows.min(self.len());
        while to > 0 && to < self.len() && self.begins(to) == self.begins(to - 1) {
            to += 1;
        }
        to
    }
}
