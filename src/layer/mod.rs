//! Bulk events by the million: columns instead of records, and an index that makes cost follow the screen.
//!
//! A layer is a table of events that nobody edits: a log, a super-timeline, the export of another program. It is
//! immutable; a file that grows gives a new layer that shares the segments of the old one. Its text stays in the
//! mapped file, or packed in memory, and is decoded when a row is looked at.
//!
//! Times are microseconds since 1970 UTC as the file gives them, with the clock of the layer added: a clock that
//! ran wrong is put right without reading anything again.

mod ahead;
mod crowd;
mod day;
mod density;
mod finder;
mod form;
mod guard;
mod index;
mod lane_counts;
mod lens;
mod listed;
mod log;
mod narrow;
mod near;
mod notes;
mod query;
mod ranks;
mod row;
mod rows;
mod schema;
mod search;
mod segment;
mod severity;
mod sieve;
mod sifted;
mod sums;
mod sweep;
#[cfg(test)]
mod tests;
mod text;
mod trace;
mod values;
mod work;

pub(crate) use ahead::ask_line;
#[cfg(target_arch = "x86_64")]
pub(crate) use crowd::LEVEL;
pub use day::TimeCells;
pub use density::{Density, Grid};
pub use form::{Delimited, Form, LONGEST_ROW, RowEnd};
pub use log::{Log, LogRow};
pub use row::{lines_in, next_line, whole_lines};
pub use schema::{Column, OTHER, Schema, Severity};
pub use search::{Hits, Needle};
pub use segment::{Codes, Segment, SegmentParts};
pub use sieve::Sieve;
pub use sifted::Sifted;
pub use text::{MAPPED_FROM, MappedFile, Text};
pub use values::ValueCounts;

use crate::date::Day;
use std::sync::Arc;

/// Microseconds since 1970 UTC.
pub type Micros = i64;

/// A layer as it is in this moment: while its file is read, each new state is a layer of its own that shares the
/// segments of the one before.
#[derive(Debug, Clone)]
pub struct Layer {
    /// What the user sees: the name of the file.
    pub name: String,
    /// What its columns are.
    pub schema: Arc<Schema>,
    /// Its rows, cut into stretches of the file; in the order of the file.
    pub segments: Vec<Arc<Segment>>,
    /// Added to every time of the file: the correction of a clock that ran wrong.
    pub clock: Micros,
    /// True once the whole file has been read.
    pub complete: bool,
    /// Rows of the file that have no time that can be read, and so are not here.
    pub left_out: u64,
    /// True where the file is damaged or cut off, so that rows of it are missing.
    pub cut: bool,
}

/// A row of a layer: its number in the file, from 0, headings not counted.
pub type RowNumber = u64;

/// A row, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: RowNumber,
    /// Line of the file on which it begins, from 1; `None` where the file has no lines, or where nobody asked for it
    /// ([`Layer::glance`]).
    pub line: Option<u64>,
    /// When it happened or began, the clock of the layer added.
    pub start: Micros,
    /// When it ended, where the row says so.
    pub end: Option<Micros>,
    /// The day on which it happened or began, where it says no hour; no clock and no zone moves it.
    pub day: Option<Day>,
    /// The day on which it ended, where it says no hour.
    pub end_day: Option<Day>,
    /// Its cells as text, in the order of [`Schema::columns`].
    pub cells: Vec<String>,
    /// The bytes of the row in the file, for its hash.
    pub raw: Vec<u8>,
}

impl Layer {
    /// Number of rows that have a time.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.segments.iter().map(|s| s.len() as u64).sum()
    }

    /// True where nothing has been read yet, or nothing has a time.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// From the earliest to the latest, the clock added; `None` where it is empty.
    #[must_use]
    pub fn span(&self) -> Option<(Micros, Micros)> {
        let spans = self.segments.iter().filter_map(|s| s.span());
        let all = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some((all.0.saturating_add(self.clock), all.1.saturating_add(self.clock)))
    }

    /// Names of the lanes, by their code; one lane without a name where no column divides the rows.
    #[must_use]
    pub fn lanes(&self) -> Vec<String> {
        self.schema.lane_names()
    }
}
