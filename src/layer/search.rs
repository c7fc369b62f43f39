//! Words in the text of a layer.

use super::{Layer, Micros};
use std::sync::atomic::AtomicBool;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needle {
    /// The words.
    pub words: String,
}

/// The rows in which it stands.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many rows.
    pub rows: u64,
}

impl Layer {
    /// Looks through everything; `None` where `stop` was set meanwhile.
    #[must_use]
    pub fn search(&self, needle: &Needle, stop: &AtomicBool) -> Option<Hits> {
        let _ = (needle, stop);
        Some(Hits::default())
    }

    /// Looks through what lies in a stretch of time, at most `most_bytes` of it: what is answered within a frame.
    #[must_use]
    pub fn search_in(&self, needle: &Needle, window: (Micros, Micros), most_bytes: usize) -> Hits {
        let _ = (needle, window, most_bytes);
        Hits::default()
    }
}
