//! Segments of a file that is not in the order of time, cut anew so that each holds a stretch of time of its own.
//!
//! Where every segment spans everything, a question about an hour is put to all of them. So the axis is cut where
//! the rows are equally many, and the rows of each piece are gathered from all segments and sorted. The text is not
//! touched: a row knows its place in it.

use super::BulkError;
use crate::layer::{Codes, Micros, Recut, Segment, SegmentParts, Text};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Segments that may cover one moment before it is worth the while.
const DEEPEST: usize = 4;
/// Rows of a new segment, more or less.
const ROWS: usize = 1 << 16;
/// Every so many rows are looked at to find where to cut.
const EVERY: usize = 256;

/// A row by where it was: its time, its number in the group, its segment, its place there.
type Found = (Micros, u32, u32, u32);

/// True where many segments cover one moment.
pub(super) fn overlap(segments: &[Arc<Segment>]) -> bool {
    let mut edges: Vec<(Micros, i32)> = Vec::new();
    for segment in segments {
        let starts = &segment.parts().starts;
        if let (Some(first), Some(last)) = (starts.first(), starts.last()) {
            edges.extend([(*first, 1), (last.saturating_add(1), -1)]);
        }
    }
    edges.sort_unstable();
    let mut deep = 0;
    edges.iter().any(|(_, step)| {
        deep += step;
        deep > DEEPEST as i32
    })
}

/// Cuts segments anew. Places count from the base of a segment in 32 bits, so a file beyond 4 GiB is cut in parts
/// of that size.
pub(super) fn recut(
    segments: &[Arc<Segment>],
    text: &Arc<Text>,
    stop: &AtomicBool,
) -> Result<Vec<Arc<Segment>>, BulkError> {
    let mut sorted: Vec<&Arc<Segment>> = segments.iter().collect();
    sorted.sort_by_key(|s| (s.parts().base, s.parts().first_row));
    let mut made = Vec::new();
    let mut group: Vec<&Segment> = Vec::new();
    for segment in sorted {
        let base = group.first().map_or(segment.parts().base, |s| s.parts().base);
        let first_row = group.first().map_or(segment.parts().first_row, |s| s.parts().first_row);
        let most = segment.parts().places.iter().copied().max().unwrap_or(0);
        let places = segment.parts().base - base + u64::from(most);
        let rows = (segment.parts().first_row - first_row) + u64::from(segment.parts().rows);
        if places > u64::from(u32::MAX) || rows >= u64::from(u32::MAX) {
            made.extend(cut(&std::mem::take(&mut group), text, stop)?);
        }
        group.push(segment);
    }
    made.extend(cut(&group, text, stop)?);
    Ok(made)
}

fn cut(
    group: &[&Segment],
    text: &Arc<Text>,
    stop: &AtomicBool,
) -> Result<Vec<Arc<Segment>>, BulkError> {
    let Some(first) = group.first().map(|s| s.parts()) else { return Ok(Vec::new()) };
    let cuts = cuts(group);
    let gathered = in_parallel(cuts.len() + 1, stop, |n| {
        let from = n.checked_sub(1).and_then(|n| cuts.get(n)).copied();
        gather(group, (from, cuts.get(n).copied()), text)
    })?;
    let mut recut = Recut { lines: lines(group), ..Recut::default() };
    let last_row = |s: &&Segment| s.parts().first_row + u64::from(s.parts().rows);
    let rows = group.iter().map(last_row).max().unwrap_or(0) - first.first_row;
    recut.places = vec![u32::MAX; usize::try_from(rows).unwrap_or(0)];
    let mut place = 0_u32;
    for parts in &gathered {
        for number in &parts.file_order {
            if let Some(slot) = recut.places.get_mut(*number as usize) {
                *slot = place;
            }
            place += 1;
        }
        recut.ends.push(place);
    }
    let recut = Arc::new(recut);
    let gathered: Vec<Mutex<Option<SegmentParts>>> =
        gathered.into_iter().map(|parts| Mutex::new(Some(parts))).collect();
    in_parallel(gathered.len(), stop, |n| {
        let parts = gathered.get(n).and_then(|p| p.lock().ok()).and_then(|mut p| p.take());
        let parts = parts.unwrap_or_default();
        Arc::new(Segment::new(SegmentParts { recut: Some((Arc::clone(&recut), n as u32)), ..parts }))
    })
}

/// Moments between which lie more or less equally many rows.
fn cuts(group: &[&Segment]) -> Vec<Micros> {
    let mut some: Vec<Micros> =
        group.iter().flat_map(|s| s.parts().starts.iter().step_by(EVERY).copied()).collect();
    some.sort_unstable();
    let mut cuts: Vec<Micros> = some.into_iter().step_by(ROWS / EVERY).skip(1).collect();
    cuts.dedup();
    cuts
}

/// Lines of the places that are known.
fn lines(group: &[&Segment]) -> Vec<(u64, u64)> {
    let mut lines: Vec<(u64, u64)> = Vec::new();
    for parts in group.iter().map(|s| s.parts()) {
        match &parts.recut {
            Some((before, _)) => lines.extend(&before.lines),
            None => lines.push((parts.base, parts.first_line)),
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The rows from a moment on and before another, from all segments.
fn gather(
    group: &[&Segment],
    (from, to): (Option<Micros>, Option<Micros>),
    text: &Arc<Text>,
) -> SegmentParts {
    let Some(first) = group.first().map(|s| s.parts()) else { return SegmentParts::default() };
    let mut rows: Vec<Found> = Vec::with_capacity(ROWS * 2);
    for (n, segment) in group.iter().enumerate() {
        let starts = &segment.parts().starts;
        let low = from.map_or(0, |from| starts.partition_point(|s| *s < from));
        let high = to.map_or(starts.len(), |to| starts.partition_point(|s| *s < to));
        rows.extend((low..high).filter_map(|index| {
            let number = segment.row_number(index) - first.first_row;
            Some((*starts.get(index)?, number as u32, n as u32, index as u32))
        }));
    }
    rows.sort_unstable();
    let parts = |row: &Found| group.get(row.2 as usize).map(|s| s.parts());
    let end = |row: &Found| {
        parts(row).and_then(|p| p.ends.get(row.3 as usize)).copied().unwrap_or(row.0)
    };
    let place = |row: &Found| {
        let place = |p: &SegmentParts| Some(p.base - first.base + u64::from(*p.places.get(row.3 as usize)?));
        parts(row).and_then(place).unwrap_or(0) as u32
    };
    let has_ends = group.iter().any(|s| !s.parts().ends.is_empty());
    let codes = (0..first.codes.len()).map(|n| {
        let code = |row: &Found| parts(row).and_then(|p| p.codes.get(n)).map_or(0, |c| c.1.get(row.3 as usize));
        let column = first.codes.get(n).map_or(0, |c| c.0);
        (column, narrow(rows.iter().map(code).collect()))
    });
    SegmentParts {
        text: Arc::clone(text),
        base: first.base,
        first_row: first.first_row,
        first_line: first.first_line,
        rows: group.iter().map(|s| s.parts().rows).fold(0, u32::saturating_add),
        starts: rows.iter().map(|row| row.0).collect(),
        ends: if has_ends { rows.iter().map(end).collect() } else { Vec::new() },
        places: rows.iter().map(place).collect(),
        file_order: rows.iter().map(|row| row.1).collect(),
        schema: Arc::clone(&first.schema),
        recut: None,
        codes: codes.collect(),
    }
}

fn narrow(codes: Vec<u16>) -> Codes {
    if codes.iter().all(|code| *code <= 255) {
        return Codes::Narrow(codes.into_iter().map(|code| code as u8).collect());
    }
    Codes::Wide(codes)
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
            if let Ok(mut slot) = slot.lock() {
                *slot = Some(make(n));
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
