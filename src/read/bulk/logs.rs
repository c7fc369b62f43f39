//! Lines of a log: each that has a time begins a row, and those below it without one belong to it.

use super::cells::Named;
use super::chunk::Reader;
use super::lines::each;
use super::told::Kind;
use crate::layer::Log;
use std::borrow::Cow;
use std::sync::atomic::AtomicBool;

/// Reads the rows that begin in a chunk. A row that begins before it may go on in it.
pub(super) fn scan(reader: &mut Reader<'_, '_>, form: Log, stop: &AtomicBool) {
    let mut above = reader.out.start > reader.plan.skip;
    each(reader, stop, |reader, line, at| match form.row(line) {
        Some(row) => {
            above = true;
            reader.take(at, &Named(|column| Cow::Borrowed(row.cell(column))));
        }
        None => continued(reader, above, line, at),
    });
}

/// A line without a time.
fn continued(reader: &mut Reader<'_, '_>, above: bool, line: &[u8], at: usize) {
    let (number, column) = (reader.out.rows, reader.plan.time.date);
    if above {
        let row = number.saturating_sub(1);
        reader.out.odd.push(Kind::Continued, row, at, None, line);
        return;
    }
    reader.out.rows += 1;
    reader.leave_out(Kind::Line, number, at, column, line);
}
