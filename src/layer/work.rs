//! Work on all segments at once, by as many threads as the machine has cores.

use super::Segment;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Below so many rows a thread costs more than it saves.
const FEW: usize = 200_000;

/// Asks `work` of every segment, in any order; the answers are in the order of the segments. `None` where one of them
/// was, or where `stop` was set meanwhile.
pub(super) fn over<T: Send>(
    segments: &[Arc<Segment>],
    stop: &AtomicBool,
    work: impl Fn(usize, &Arc<Segment>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let rows: usize = segments.iter().map(|s| s.len()).sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = if rows < FEW { 1 } else { cores.min(segments.len()).max(1) };
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(segment) = segments.get(n) else { return Some(done) };
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            done.push((n, work(n, segment)?));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
        let own = some();
        let mut done = own?;
        for other in others {
            done.append(&mut other.join().ok()??);
        }
        Some(done)
    })?;
    done.sort_by_key(|(n, _)| *n);
    Some(done.into_iter().map(|(_, answer)| answer).collect())
}
