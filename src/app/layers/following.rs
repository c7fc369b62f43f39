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
        let mut last = Stamp::of(&fs::metadata(path).ok()?);
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
                // A file that is away for a moment is being replaced.
                let Ok(now) = fs::metadata(&path).map(|m| Stamp::of(&m)) else { continue };
                let what = last.became(&now);
                if let Some(what) = what.filter(|_| may.load(Ordering::Relaxed)) {
                    last = now;
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
}
