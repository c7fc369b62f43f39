//! Single rows: where they stand, when they happened, what they say.

use super::{Form, Layer, Micros, Row, RowNumber, Segment, SegmentParts};
use std::ops::Range;

impl Segment {
    /// Number in the file of the row at a place in the order of time.
    #[must_use]
    pub fn row_number(&self, index: usize) -> RowNumber {
        let parts = self.parts();
        let within = parts.file_order.get(index).map_or(index as u64, |n| u64::from(*n));
        parts.first_row + within
    }

    /// The place in the order of time of a row of this segment, by its number in the file.
    #[must_use]
    pub fn index_of(&self, row: RowNumber) -> Option<usize> {
        let parts = self.parts();
        let within = u32::try_from(row.checked_sub(parts.first_row)?).ok()?;
        if let Some((recut, segment)) = &parts.recut {
            let place = *recut.places.get(within as usize)?;
            let begins = segment.checked_sub(1).and_then(|n| recut.ends.get(n as usize)).copied();
            let index = place.checked_sub(begins.unwrap_or(0))? as usize;
            return (place != u32::MAX && index < self.len()).then_some(index);
        }
        if parts.file_order.is_empty() {
            return ((within as usize) < self.len()).then_some(within as usize);
        }
        if parts.rows > 0 && within >= parts.rows {
            return None;
        }
        parts.file_order.iter().position(|n| *n == within)
    }

    /// The bytes of a row, without its line end.
    #[must_use]
    pub fn raw(&self, index: usize) -> &[u8] {
        let range = self.place(index).unwrap_or_default();
        self.parts().text.bytes().get(range).unwrap_or_default()
    }

    /// Where a row lies in the text.
    #[must_use]
    pub fn place(&self, index: usize) -> Option<Range<usize>> {
        let parts = self.parts();
        let at = usize::try_from(parts.base).ok()? + *parts.places.get(index)? as usize;
        let text = parts.text.bytes();
        let end = match &parts.schema.form {
            Form::Delimited(form) => form.row(text, at, &mut Vec::new()).end,
            Form::JsonLines => {
                let rest = text.get(at..)?;
                at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
            }
        };
        Some(at..end)
    }

    /// Line of the file on which a row begins, from 1.
    fn line(&self, index: usize) -> Option<u64> {
        let parts = self.parts();
        let at = parts.base + u64::from(*parts.places.get(index)?);
        let known = parts.recut.as_ref().and_then(|(recut, _)| {
            let after = recut.lines.partition_point(|(place, _)| *place <= at);
            recut.lines.get(after.checked_sub(1)?).copied()
        });
        let (from, line) = known.unwrap_or((parts.base, parts.first_line));
        let range = usize::try_from(from).ok()?..usize::try_from(at).ok()?;
        let before = parts.text.bytes().get(range)?;
        (line > 0).then(|| line + lines_in(before))
    }

    fn times(&self, index: usize) -> Option<(Micros, Option<Micros>)> {
        let parts: &SegmentParts = self.parts();
        let start = *parts.starts.get(index)?;
        Some((start, parts.ends.get(index).copied().filter(|end| *end > start)))
    }
}

/// How many lines end in a text, at LF or CRLF.
#[must_use]
pub fn lines_in(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

impl Layer {
    /// The segment of a row, and its place in it.
    #[must_use]
    pub fn find(&self, row: RowNumber) -> Option<(&Segment, usize)> {
        // Segments are in the order of the file unless they were cut anew, and then each answers at once.
        self.segments.iter().find_map(|s| s.index_of(row).map(|index| (s.as_ref(), index)))
    }

    /// When a row happened, and when it ended, the clock added; `None` where there is no such row.
    #[must_use]
    pub fn times(&self, row: RowNumber) -> Option<(Micros, Option<Micros>)> {
        let (segment, index) = self.find(row)?;
        let (start, end) = segment.times(index)?;
        let clock = |at: Micros| at.saturating_add(self.clock);
        Some((clock(start), end.map(clock)))
    }

    /// A row with its text; `None` where there is no such row, or where its file has been cut shorter since.
    #[must_use]
    pub fn row(&self, row: RowNumber) -> Option<Row> {
        let (segment, index) = self.find(row)?;
        if !segment.parts().text.intact() {
            return None;
        }
        let (start, end) = self.times(row)?;
        let raw = segment.raw(index);
        let cells = self.schema.form.cells(raw, &self.schema.headings());
        Some(Row { number: row, line: segment.line(index), start, end, cells, raw: raw.to_vec() })
    }
}
