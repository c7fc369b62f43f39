//! Files that grow while they are open.

use super::clock::Why;
use super::crew::{self, Outcome, Start};
use super::join::join;
use super::{Bulk, BulkError, BulkPlan, BulkSource, Control, read_bulk};
use crate::layer::{Layer, Segment};
use std::sync::Arc;

/// So many bytes at the start of a file, and before the place where the reading goes on, tell whether it is still
/// the same file.
const SIGHT: usize = 4096;

/// Where a reading goes on when the file has grown.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Place, row and line of the last chunk. It is read again: its last row may have been cut off.
    at: usize,
    row: u64,
    line: u64,
    /// The segments before it.
    segments: Vec<Arc<Segment>>,
    /// Bytes that there were.
    length: usize,
    /// What stood at the start of the file, and before `at`.
    head: Vec<u8>,
    before: Vec<u8>,
    /// What was said of the chunks up to now.
    told: super::told::Told,
}

/// Puts a reading in order at its end.
pub(super) fn settle(
    source: &BulkSource,
    plan: BulkPlan,
    outcome: Outcome,
    control: &Control<'_>,
) -> Result<Bulk, BulkError> {
    let Outcome { mut layer, told, told_before, rows, last: (at, row, line) } = outcome;
    let text = source.text.bytes();
    // The last chunk stays by itself, so that it can be read again.
    let is_last = |s: &Arc<Segment>| s.parts().base >= at as u64;
    let (tail, segments): (Vec<_>, Vec<_>) =
        std::mem::take(&mut layer.segments).into_iter().partition(is_last);
    let segments = join(segments, &source.text, &layer.schema, control.stop)?;
    layer.segments = segments.iter().cloned().chain(tail).collect();
    (layer.left_out, layer.cut) = (told.without_time(), source.cut);
    (control.publish)(&layer);
    let part = |to: usize| text.get(to.saturating_sub(SIGHT)..to).unwrap_or_default().to_vec();
    let mark = Mark {
        at,
        row,
        line,
        segments,
        length: text.len(),
        head: text.get(..SIGHT.min(text.len())).unwrap_or_default().to_vec(),
        before: part(at),
        told: told_before,
    };
    let mut diagnostics = source.told.clone();
    diagnostics.extend(super::told::of_columns(&source.name, &plan));
    diagnostics.extend(super::told::of_numbers(&source.name, &plan, &layer, rows));
    diagnostics.extend(told.diagnostics(&source.name));
    let (without_time, open) = (told.without_time(), told.has(Why::Order));
    Ok(Bulk { plan, rows, diagnostics, without_time, layer, open, follow: mark })
}

/// Reads what was added to a file since `bulk`; the rows from before are shared, not copied, and keep their numbers.
/// Of what was read, only the last chunk is read again. Where the file is another one now, or became shorter, all of
/// it is read.
///
/// # Errors
/// As [`read_bulk`].
pub fn continue_bulk(
    bulk: &Bulk,
    source: &BulkSource,
    control: &Control<'_>,
) -> Result<Bulk, BulkError> {
    let mark = &bulk.follow;
    let text = source.text.bytes();
    let same = text.len() >= mark.length
        && text.starts_with(&mark.head)
        && text.get(..mark.at).is_some_and(|before| before.ends_with(&mark.before));
    if !same {
        return read_bulk(source, &bulk.plan, control);
    }
    if text.len() == mark.length {
        return Ok(bulk.clone());
    }
    let layer = Layer {
        segments: mark.segments.clone(),
        complete: false,
        left_out: 0,
        cut: false,
        name: bulk.layer.name.clone(),
        schema: Arc::clone(&bulk.layer.schema),
        clock: bulk.layer.clock,
    };
    let told = mark.told.clone();
    let (at, row, line) = (mark.at, mark.row, mark.line);
    let start = Start { at, row, line, layer, told, chunks: &crew::CHUNKS };
    let outcome = crew::read(&source.name, &source.text, &bulk.plan, start, control)?;
    settle(source, bulk.plan.clone(), outcome, control)
}
