//! Single rows: where they stand, when they happened, what they say.

use super::{Form, Layer, Micros, Row, RowNumber, Schema, Segment, SegmentParts};
use std::ops::Range;

impl Segment {
    /// The columns.
    #[must_use]
    pub const fn parts(&self) -> &SegmentParts {
        &self.parts
    }

    /// The place in the order of time of a row of this segment, by its number in the file. A few steps; the first
    /// question to a segment that is not in the order of the file sorts its rows by their places.
    #[must_use]
    pub fn index_of(&self, row: RowNumber) -> Option<usize> {
        let parts = self.parts();
        let within = u32::try_from(row.checked_sub(parts.first_row)?).ok()?;
        if parts.file_order.is_empty() {
            return ((within as usize) < self.len()).then_some(within as usize);
        }
        // The order of the text is that of the numbers.
        let by_place = self.index.by_place(parts);
        if by_place.is_empty() {
            return parts.file_order.binary_search(&within).ok();
        }
        let number =
            |index: &u32| parts.file_order.get(*index as usize).copied().unwrap_or(u32::MAX);
        let found = by_place.binary_search_by_key(&within, number).ok()?;
        by_place.get(found).map(|index| *index as usize)
    }

    /// Where a row lies in the text.
    fn place(&self, index: usize, schema: &Schema) -> Option<Range<usize>> {
        let parts = self.parts();
        let at = usize::try_from(parts.base).ok()? + *parts.places.get(index)? as usize;
        let text = parts.text.bytes();
        let end = match &schema.form {
            Form::Delimited(form) => form.row(text, at, &mut Vec::new()).end,
            Form::JsonLines => {
                let rest = text.get(at..)?;
                at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
            }
            Form::Log(form) => form.end(text, at),
        };
        Some(at..end)
    }

    /// Line of the file on which a row begins, from 1.
    fn line(&self, index: usize) -> Option<u64> {
        let parts = self.parts();
        let base = usize::try_from(parts.base).ok()?;
        let at = base + *parts.places.get(index)? as usize;
        let before = parts.text.bytes().get(base..at)?;
        (parts.first_line > 0).then(|| parts.first_line + lines_in(before))
    }
}

/// Where the next line of a text begins; its end where there is none.
#[must_use]
pub fn next_line(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |n| at + n + 1)
}

/// A sample of a text without a last line that may be cut off.
#[must_use]
pub fn whole_lines(text: &[u8]) -> &[u8] {
    let end = memchr::memrchr(b'\n', text).map_or(text.len(), |at| at + 1);
    text.get(..end).unwrap_or(text)
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
        // Segments are in the order of the file.
        let after = self.segments.partition_point(|s| s.parts().first_row <= row);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        Some((segment, segment.index_of(row)?))
    }

    /// When a row happened, and when it ended, the clock added; `None` where there is no such row.
    #[must_use]
    pub fn times(&self, row: RowNumber) -> Option<(Micros, Option<Micros>)> {
        let (segment, index) = self.find(row)?;
        let start = *segment.parts().starts.get(index)?;
        let end = segment.parts().ends.get(index).copied().filter(|end| *end > start);
        let clock = |at: Micros| at.saturating_add(self.clock);
        Some((clock(start), end.map(clock)))
    }

    /// A row with its text and its line; `None` where there is no such row, or where its file has been cut shorter
    /// since. Lines are counted from the start of the segment: what needs none takes [`Layer::glance`].
    #[must_use]
    pub fn row(&self, row: RowNumber) -> Option<Row> {
        let line = self.find(row).and_then(|(segment, index)| segment.line(index));
        Some(Row { line, ..self.glance(row)? })
    }

    /// As [`Layer::row`], without its line: counting lines takes a thousand times as long as everything else, and what
    /// draws or lists many rows of them in a frame says nothing of it.
    #[must_use]
    pub fn glance(&self, row: RowNumber) -> Option<Row> {
        let (segment, index) = self.find(row)?;
        if !segment.text().intact() {
            return None;
        }
        let (start, end) = self.times(row)?;
        let place = segment.place(index, &self.schema)?;
        let raw = segment.text().bytes().get(place)?;
        let cells = self.schema.form.cells(raw, &self.schema.headings());
        let (day, end_day, raw) = (None, None, raw.to_vec());
        let mut row = Row { number: row, line: None, start, end, day, end_day, cells, raw };
        self.schema.days(&mut row, self.clock);
        Some(row)
    }
}
