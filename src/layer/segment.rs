//! A stretch of a file as columns, sorted by time.

use super::{Micros, RowNumber, Schema, Text};
use std::sync::Arc;

/// Some ten or hundred thousand rows of a layer, sorted by time. Nothing in it changes once it is made.
#[derive(Debug)]
pub struct Segment {
    pub(super) parts: SegmentParts,
}

/// What a segment is made from.
#[derive(Debug, Default)]
pub struct SegmentParts {
    /// The bytes that the rows stand in.
    pub text: Arc<Text>,
    /// Place of the first byte of this stretch in `text`.
    pub base: u64,
    /// Number of the first row of this stretch in the file.
    pub first_row: RowNumber,
    /// Line of the file on which this stretch begins, from 1.
    pub first_line: u64,
    /// How many rows of the file it stands for, those without a time included.
    pub rows: u32,
    /// When each row happened or began, ascending.
    pub starts: Vec<Micros>,
    /// When each ended, in the order of `starts`; a row without an end has its start. Empty where no row has one.
    pub ends: Vec<Micros>,
    /// Where each row begins, counted from `base`, in the order of `starts`.
    pub places: Vec<u32>,
    /// Number of each row within this stretch in the order of the file; empty where that is the order of time.
    pub file_order: Vec<u32>,
    /// What the columns are: which of `codes` is the lane, and which is more or less severe.
    pub schema: Arc<Schema>,
    /// Where the file was not in the order of time and has been cut anew: the rows of the whole, and which stretch of
    /// it this is.
    pub recut: Option<(Arc<Recut>, u32)>,
    /// For each column with a dictionary its place in the schema, and the codes in the order of `starts`.
    pub codes: Vec<(usize, Codes)>,
}

/// Finds rows by their number in segments that were cut anew by time.
#[derive(Debug, Default)]
pub struct Recut {
    /// For each row of the file, from the first row of these segments on, its place in the order of time;
    /// `u32::MAX` for one without a time.
    pub places: Vec<u32>,
    /// At which place of the order of time each segment ends.
    pub ends: Vec<u32>,
    /// Places in the text of which the line is known, and the lines; ascending.
    pub lines: Vec<(u64, u64)>,
}

/// Codes of the values of a column, as narrow as they can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// At most 256 values.
    Narrow(Vec<u8>),
    /// At most 65,536 values.
    Wide(Vec<u16>),
}

impl Codes {
    /// The code of a row; 0, that of the empty cell, where there is no such row.
    #[must_use]
    pub fn get(&self, index: usize) -> u16 {
        match self {
            Self::Narrow(codes) => codes.get(index).copied().map_or(0, u16::from),
            Self::Wide(codes) => codes.get(index).copied().unwrap_or(0),
        }
    }
}

impl Segment {
    /// Puts an index over the columns.
    #[must_use]
    pub fn new(parts: SegmentParts) -> Self {
        Self { parts }
    }

    /// The columns.
    #[must_use]
    pub fn parts(&self) -> &SegmentParts {
        &self.parts
    }

    /// Number of rows with a time.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.starts.len()
    }

    /// True where no row has a time.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.starts.is_empty()
    }

    /// From the earliest start to the latest end, as the file has them.
    #[must_use]
    pub fn span(&self) -> Option<(Micros, Micros)> {
        let first = *self.parts.starts.first()?;
        let last = *self.parts.starts.last()?;
        let end = self.parts.ends.iter().copied().max().unwrap_or(last);
        Some((first, end.max(last)))
    }
}
