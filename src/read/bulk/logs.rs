//! Lines of a log: each that has a time begins a row, and those below it without one belong to it.

use super::cells::Named;
use super::chunk::Reader;
use super::told::Kind;
use crate::layer::Log;
use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads the rows that begin in a chunk. A row that begins before it may go on in it.
pub(super) fn scan(reader: &mut Reader<'_, '_>, form: Log, stop: &AtomicBool) {
    let text = reader.text;
    let mut at = reader.out.start;
    let mut above = at > reader.plan.skip;
    while at < reader.out.limit && at < text.len() {
        if stop.load(Ordering::Relaxed) {
            reader.out.stopped = true;
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        if let Some(row) = form.row(line) {
            above = true;
            reader.take(at, &Named(|column| Cow::Borrowed(row.cell(column))));
        } else if !line.trim_ascii().is_empty() {
            continued(reader, above, line, at);
        }
        reader.out.lines += u64::from(end < rest.len());
        at += (end + 1).min(rest.len());
    }
    reader.out.next = at;
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
