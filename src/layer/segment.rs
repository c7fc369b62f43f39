//! A stretch of a file as columns, sorted by time.

use super::index::{Index, Order};
use super::ranks::Ranks;
use super::{Micros, RowNumber, Schema, Text};
use std::sync::{Arc, PoisonError, RwLock};

/// Some ten or hundred thousand rows of a layer, sorted by time. Nothing in it changes once it is made.
#[derive(Debug)]
pub struct Segment {
    pub(super) parts: SegmentParts,
    pub(super) index: Index,
    /// Counts for the columns that made lanes and severities lately: two, so that a look at another division and
    /// back costs nothing.
    ranks: RwLock<Vec<Arc<Ranks>>>,
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
    /// When each row happened or began, ascending.
    pub starts: Vec<Micros>,
    /// When each ended, in the order of `starts`; a row without an end has its start. Empty where no row has one.
    pub ends: Vec<Micros>,
    /// Where each row begins, counted from `base`, in the order of `starts`.
    pub places: Vec<u32>,
    /// Number of each row within this stretch in the order of the file; empty where that is the order of time.
    pub file_order: Vec<u32>,
    /// For each column with a dictionary its place in the schema, and the codes in the order of `starts`.
    pub codes: Vec<(usize, Codes)>,
}

/// Codes of the values of a column, as narrow as they can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// At most 256 values.
    Narrow(Vec<u8>),
    /// At most 65,536 values.
    Wide(Vec<u16>),
}

impl SegmentParts {
    /// Gives back the room that was kept for more rows: it would be a quarter of all.
    fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.places.shrink_to_fit();
        self.file_order.shrink_to_fit();
        for (_, codes) in &mut self.codes {
            match codes {
                Codes::Narrow(codes) => codes.shrink_to_fit(),
                Codes::Wide(codes) => codes.shrink_to_fit(),
            }
        }
    }
}

impl Codes {
    /// The code of a row; 0, the empty cell, where there is none.
    #[must_use]
    pub fn at(&self, row: usize) -> u16 {
        match self {
            Self::Narrow(codes) => codes.get(row).copied().map_or(0, u16::from),
            Self::Wide(codes) => codes.get(row).copied().unwrap_or_default(),
        }
    }

    /// The largest code.
    pub(super) fn most(&self) -> u16 {
        match self {
            Self::Narrow(codes) => codes.iter().copied().max().map_or(0, u16::from),
            Self::Wide(codes) => codes.iter().copied().max().unwrap_or_default(),
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.capacity(),
            Self::Wide(codes) => codes.capacity() * 2,
        }
    }
}

impl Segment {
    /// Puts an index over the columns.
    ///
    /// `starts` ascend, rows of the same moment in the order of the file, and every column is as long as they are. An
    /// end before its start is taken for the start, and ends that are not as many as the rows are not used.
    #[must_use]
    pub fn new(mut parts: SegmentParts) -> Self {
        if parts.ends.len() == parts.starts.len() {
            for (end, start) in parts.ends.iter_mut().zip(&parts.starts) {
                *end = (*end).max(*start);
            }
        } else {
            parts.ends = Vec::new();
        }
        parts.shrink();
        Self { index: Index::new(&parts), parts, ranks: RwLock::default() }
    }

    /// Counts the rows by lane and severity, so that the first look at them does not have to: for the thread that
    /// reads, once the values of this stretch are in the dictionaries.
    pub fn prepare(&self, schema: &Schema) {
        let _ = self.ranks(schema);
    }

    /// The rows counted by the columns that make lanes and severities now.
    pub(super) fn ranks(&self, schema: &Schema) -> Arc<Ranks> {
        let key = (schema.lane, schema.severity);
        let known = self.ranks.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(ranks) = known.iter().find(|r| r.key == key) {
            return Arc::clone(ranks);
        }
        drop(known);
        let ends = self.index.ends.is_some().then(|| self.ends());
        let made = Arc::new(Ranks::new(&self.parts, schema, ends.as_ref()));
        let mut known = self.ranks.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|r| r.key != key);
        known.truncate(1);
        known.insert(0, Arc::clone(&made));
        made
    }

    /// Rows in the order of their starts.
    pub(super) fn starts(&self) -> Order<'_> {
        self.index.starts(&self.parts)
    }

    /// Rows in the order of their ends.
    pub(super) fn ends(&self) -> Order<'_> {
        self.index.ends(&self.parts)
    }

    /// When a row ended, as the file has it.
    pub(super) fn end(&self, row: usize) -> Micros {
        self.parts.ends.get(row).copied().unwrap_or_else(|| self.parts.starts[row])
    }

    /// The number of a row in the file.
    #[must_use]
    pub fn number(&self, row: usize) -> RowNumber {
        let within = self.parts.file_order.get(row).map_or(row as u64, |&n| u64::from(n));
        self.parts.first_row.saturating_add(within)
    }

    /// Bytes on the heap: columns, index and counts, without the text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let p = &self.parts;
        let columns = (p.starts.capacity() + p.ends.capacity()) * 8
            + (p.places.capacity() + p.file_order.capacity()) * 4
            + p.codes.iter().map(|c| c.1.bytes()).sum::<usize>();
        let known = self.ranks.read().unwrap_or_else(PoisonError::into_inner);
        columns + self.index.bytes() + known.iter().map(|r| r.bytes()).sum::<usize>()
    }

    /// The bytes that its rows stand in, with those of other segments.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.parts.text
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
        self.index.span
    }
}
