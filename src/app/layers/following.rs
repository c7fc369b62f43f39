//! Watches a file that grows while it is shown.

use super::{News, Tidings};
use crate::app::jobs::Report;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// How often the file is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// So many looks in a row find no file before it is gone: one that is away for a moment is being replaced.
const AWAY: u32 = 4;

/// Watches one file until it is dropped.
#[derive(Debug)]
pub(super) struct Follower {
    /// Ends the thread when it goes.
    _end: Sender<()>,
    read: Arc<AtomicU64>,
    /// False while there is nothing to add to.
    ready: Arc<AtomicBool>,
}

impl Follower {
    /// Watches from now on; `None` where the file is gone.
    pub(super) fn start(number: u32, path: &Path, report: Report) -> Option<Self> {
        let mut last = Last { stamp: Stamp::of(&fs::metadata(path).ok()?), away: 0 };
        let (send, receive) = mpsc::channel();
        let read = Arc::new(AtomicU64::new(0));
        let ready = Arc::new(AtomicBool::new(false));
        let (path, seen, may) = (PathBuf::from(path), Arc::clone(&read), Arc::clone(&ready));
        thread::spawn(move || {
            loop {
                match receive.recv_timeout(EVERY) {
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {}
                }
                if may.load(Ordering::Relaxed)
                    && let Some(what) = last.look(fs::metadata(&path).ok().map(|m| Stamp::of(&m)))
                {
                    report.layer(News { number, read: seen.load(Ordering::Relaxed), what });
                }
            }
        });
        Some(Self { _end: send, read, ready })
    }

    /// Which reading its news belong to.
    pub(super) fn reading(&self, read: u64) {
        self.read.store(read, Ordering::Relaxed);
        self.ready.store(true, Ordering::Relaxed);
    }
}

/// The state in which the file was seen last.
#[derive(Debug)]
struct Last {
    stamp: Stamp,
    /// Looks since then that found no file.
    away: u32,
}

impl Last {
    /// What became of the file; `None` for nothing, and for what was told already.
    fn look(&mut self, now: Option<Stamp>) -> Option<Tidings> {
        let Some(now) = now else {
            self.away = self.away.saturating_add(1);
            return (self.away == AWAY).then_some(Tidings::Gone);
        };
        self.away = 0;
        let what = self.stamp.became(&now)?;
        self.stamp = now;
        Some(what)
    }
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    /// The file itself, where the system numbers files: a log that is rotated has the same name and another number.
    file: u64,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(about);
        #[cfg(not(unix))]
        let file = 0;
        Self { length: about.len(), file }
    }

    fn became(&self, now: &Self) -> Option<Tidings> {
        if now.file != self.file || now.length < self.length {
            Some(Tidings::Replaced)
        } else {
            (now.length > self.length).then_some(Tidings::Grown)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_grows_or_is_another_one() {
        let at = |length, file| Stamp { length, file };
        assert!(at(5, 1).became(&at(5, 1)).is_none());
        assert!(matches!(at(5, 1).became(&at(9, 1)), Some(Tidings::Grown)));
        assert!(matches!(at(5, 1).became(&at(3, 1)), Some(Tidings::Replaced)));
        assert!(matches!(at(5, 1).became(&at(9, 2)), Some(Tidings::Replaced)));
    }

    #[test]
    fn a_file_that_stays_away_is_told_once_and_may_come_back() {
        let at = |length, file| Some(Stamp { length, file });
        let mut last = Last { stamp: Stamp { length: 5, file: 1 }, away: 0 };
        let mut looks = |n, now| (0..n).filter_map(|_| last.look(now)).collect::<Vec<_>>();
        assert!(looks(AWAY - 1, None).is_empty() && looks(1, at(5, 1)).is_empty());
        assert!(matches!(looks(AWAY * 3, None)[..], [Tidings::Gone]));
        assert!(matches!(looks(2, at(5, 2))[..], [Tidings::Replaced]));
        assert!(matches!(looks(AWAY, None)[..], [Tidings::Gone]));
    }
}
