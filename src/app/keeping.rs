//! When unsaved work is kept: a few seconds after the last change, off the frame thread.

use super::jobs::Report;
use super::recovery::{Keep, Seat};
use crate::state::Document;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

/// Seconds of rest after a change until it is kept.
const REST: f64 = 1.0;
/// Seconds after which a change is kept though more are being made.
const LONGEST: f64 = 4.0;

/// What the thread is told.
enum Order {
    Keep(Box<Keep>),
    Remove,
}

/// Keeps the unsaved work of a window.
///
/// Dropped, it finishes what it was told and leaves the autosave where it is, as a crash would.
#[derive(Debug)]
pub(super) struct Keeper {
    send: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    /// The revision that was handed over last.
    kept: Option<u64>,
    /// The revision that was seen last, and when it and the first one after the last write were seen.
    seen: Option<u64>,
    since: (f64, f64),
}

impl Keeper {
    /// Nothing is kept yet. `folder` is for cases without a file.
    pub(super) fn new(report: Report, folder: Option<PathBuf>) -> Self {
        let (send, receive) = mpsc::channel();
        let thread = thread::spawn(move || work(&receive, &report, folder.as_deref()));
        Self { send: Some(send), thread: Some(thread), kept: None, seen: None, since: (0.0, 0.0) }
    }

    /// Looks at the document in a frame at `now`, in seconds; gives the seconds until it wants to look
    /// again. `at` reads the clock.
    pub(super) fn look(
        &mut self,
        document: &Document,
        wanted: bool,
        now: f64,
        at: impl FnOnce() -> String,
    ) -> Option<f64> {
        if !document.changed || !wanted {
            self.seen = None;
            if self.kept.take().is_some() {
                self.tell(Order::Remove);
            }
            return None;
        }
        let revision = document.revision;
        if self.kept == Some(revision) {
            return None;
        }
        if self.seen.is_none() {
            self.since = (now, now);
        }
        if self.seen != Some(revision) {
            self.since.1 = now;
            self.seen = Some(revision);
        }
        let due = (self.since.1 + REST).min(self.since.0 + LONGEST);
        if now < due {
            return Some(due - now);
        }
        (self.kept, self.seen) = (Some(revision), None);
        self.tell(Order::Keep(Box::new(Keep {
            case: Arc::clone(&document.case),
            text: document.text.clone(),
            path: document.path.clone(),
            sha256: document.sha256.clone(),
            at: at(),
            changes: document.unsaved(),
        })));
        None
    }

    /// Removes what is kept: it was given up by agreement.
    pub(super) fn forget(&mut self) {
        self.kept = None;
        self.tell(Order::Remove);
    }

    /// Notes that the file was saved or is another one: what is kept has to be written anew.
    pub(super) const fn rebase(&mut self) {
        if let Some(kept) = &mut self.kept {
            // No revision has this number, and that something was kept is still known.
            *kept = u64::MAX;
        }
    }

    fn tell(&self, order: Order) {
        // The thread ends with its channel and not before.
        let _ = self.send.as_ref().map(|send| send.send(order));
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.send = None;
        // What was told is done before the program is gone.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn work(receive: &Receiver<Order>, report: &Report, folder: Option<&std::path::Path>) {
    let mut seat = Seat::default();
    while let Ok(mut order) = receive.recv() {
        // Only the last of several matters.
        while let Ok(later) = receive.try_recv() {
            order = later;
        }
        match order {
            Order::Remove => seat.remove(),
            Order::Keep(keep) => report.kept(seat.write(&keep, folder)),
        }
    }
}
