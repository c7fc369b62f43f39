//! Segments of a file that is not in the order of time, joined to a few large ones.
//!
//! Where every segment spans everything, a question about an hour is put to all of them, and there are hundreds. So
//! neighbours are joined until only a few lie over each other. They stay stretches of the file, so that a search goes
//! through the text as it lies; the text itself is not touched.

use super::BulkError;
use crate::layer::{Codes, Micros, Schema, Segment, SegmentParts, Text};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Segments that may cover one moment before it is worth the while.
pub(super) const DEEPEST: usize = 8;

/// A row by where it was: its time, its segment in the group, its place there. Within a moment that is the order of
/// the file.
type Found = (Micros, u32, u32);

/// Joins segments where more than [`DEEPEST`] cover one moment; gives them back as they were where not.
pub(super) fn join(
    segments: Vec<Arc<Segment>>,
    text: &Arc<Text>,
    schema: &Schema,
    stop: &AtomicBool,
) -> Result<Vec<Arc<Segment>>, BulkError> {
    if deepest(&segments) <= DEEPEST {
        return Ok(segments);
    }
    let groups = groups(&segments);
    in_parallel(groups.len(), stop, |n| {
        let group = groups.get(n).and_then(|range| segments.get(range.clone())).unwrap_or_default();
        match group {
            [one] => Arc::clone(one),
            group => {
                let segment = Segment::new(gather(group, text));
                segment.prepare(schema);
                Arc::new(segment)
            }
        }
    })
}

/// How many segments cover one moment at most.
fn deepest(segments: &[Arc<Segment>]) -> usize {
    let mut edges: Vec<(Micros, i32)> = Vec::new();
    for segment in segments {
        let starts = &segment.parts().starts;
        if let (Some(first), Some(last)) = (starts.first(), starts.last()) {
            edges.extend([(*first, 1), (last.saturating_add(1), -1)]);
        }
    }
    edges.sort_unstable();
    let mut deep = 0;
    let most = edges.iter().map(|(_, step)| {
        deep += step;
        deep
    });
    most.max().map_or(0, |deep| usize::try_from(deep).unwrap_or(0))
}

/// Neighbours that become one: equally many rows in each, and no more text than 32 bits can count.
fn groups(segments: &[Arc<Segment>]) -> Vec<Range<usize>> {
    let all: usize = segments.iter().map(|s| s.len()).sum();
    let enough = all.div_ceil(DEEPEST).max(1);
    let (mut groups, mut from, mut rows) = (Vec::new(), 0, 0);
    let mut base = segments.first().map_or(0, |s| s.parts().base);
    let mut first_row = segments.first().map_or(0, |s| s.parts().first_row);
    for (n, segment) in segments.iter().enumerate() {
        let parts = segment.parts();
        let last = parts.base - base + u64::from(parts.places.iter().copied().max().unwrap_or(0));
        let number = parts.file_order.iter().copied().max().map_or(segment.len() as u64, u64::from);
        let far = last.max(parts.first_row - first_row + number) > u64::from(u32::MAX);
        if n > from && (rows >= enough || far) {
            groups.push(from..n);
            (from, rows, base, first_row) = (n, 0, parts.base, parts.first_row);
        }
        rows += segment.len();
    }
    groups.push(from..segments.len());
    groups
}

/// The rows of neighbours as one segment.
fn gather(group: &[Arc<Segment>], text: &Arc<Text>) -> SegmentParts {
    let Some(first) = group.first().map(|s| s.parts()) else { return SegmentParts::default() };
    let mut rows: Vec<Found> = Vec::with_capacity(group.iter().map(|s| s.len()).sum());
    for (n, segment) in group.iter().enumerate() {
        let row = |index: usize| {
            // Of one moment, the order of the file: a segment is in it already.
            Some((*segment.parts().starts.get(index)?, n as u32, index as u32))
        };
        rows.extend((0..segment.len()).filter_map(row));
    }
    rows.sort_unstable();
    let parts = |row: &Found| group.get(row.1 as usize).map(|s| s.parts());
    let index = |row: &Found| row.2 as usize;
    let end =
        |row: &Found| parts(row).and_then(|p| p.ends.get(index(row))).copied().unwrap_or(row.0);
    let place = |row: &Found| {
        let place =
            |p: &SegmentParts| Some(p.base - first.base + u64::from(*p.places.get(index(row))?));
        parts(row).and_then(place).unwrap_or(0) as u32
    };
    let number = |row: &Found| {
        group.get(row.1 as usize).map_or(0, |s| s.number(index(row)) - first.first_row) as u32
    };
    let code = |n: usize, row: &Found| {
        parts(row).and_then(|p| p.codes.get(n)).map_or(0, |(_, codes)| codes.at(index(row)))
    };
    let columns = first.codes.iter().enumerate();
    let has_ends = group.iter().any(|s| !s.parts().ends.is_empty());
    SegmentParts {
        text: Arc::clone(text),
        base: first.base,
        first_row: first.first_row,
        first_line: first.first_line,
        starts: rows.iter().map(|row| row.0).collect(),
        ends: if has_ends { rows.iter().map(end).collect() } else { Vec::new() },
        places: rows.iter().map(place).collect(),
        file_order: rows.iter().map(number).collect(),
        codes: columns
            .map(|(n, (column, _))| (*column, narrow(rows.iter().map(|row| code(n, row)))))
            .collect(),
    }
}

fn narrow(codes: impl ExactSizeIterator<Item = u16> + Clone) -> Codes {
    if codes.clone().all(|code| code <= 255) {
        return Codes::Narrow(codes.map(|code| code as u8).collect());
    }
    Codes::Wide(codes.collect())
}

/// Does `count` things on all cores, and gives what came of them in order.
fn in_parallel<T: Send>(
    count: usize,
    stop: &AtomicBool,
    make: impl Fn(usize) -> T + Sync,
) -> Result<Vec<T>, BulkError> {
    let next = AtomicUsize::new(0);
    let made: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = made.get(n) else { return };
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let one = make(n);
            if let Ok(mut slot) = slot.lock() {
                *slot = Some(one);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
        work();
    });
    let made: Vec<T> = made.into_iter().filter_map(|m| m.into_inner().ok().flatten()).collect();
    if made.len() < count { Err(BulkError::Stopped) } else { Ok(made) }
}
