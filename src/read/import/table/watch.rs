//! A reading that somebody watches: how far it is, and whether it is to end.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the thread that reads a workbook or a database and the one that waits for it.
#[derive(Debug, Default)]
pub struct Watch {
    stop: AtomicBool,
    rows: AtomicU64,
}

impl Watch {
    /// Ends the reading at its next row.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Rows that were read so far, of all tables.
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Counts a row; false where the reading is to end.
    pub(super) fn row(&self) -> bool {
        self.rows.fetch_add(1, Ordering::Relaxed);
        !self.stop.load(Ordering::Relaxed)
    }
}
