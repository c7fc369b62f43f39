//! Unsaved work of earlier runs, and what became of the file while it was open here.

use crate::case::merge::{Conflict, Difference, Side};
use std::path::PathBuf;

/// Unsaved work that an earlier run, or another window, left beside a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leftover {
    /// The autosave itself.
    pub at: PathBuf,
    /// The case file that it belongs to; `None` where the case had none yet.
    pub file: Option<PathBuf>,
    /// What the case is called.
    pub title: String,
    /// When it was written: `2026-11-22T14:05:00+00:00`.
    pub written: String,
    /// What was changed, the last change first; not all of it where there is much.
    pub changes: Vec<String>,
    /// How many changes.
    pub count: usize,
    /// What is different from the file that the work began with.
    pub differences: Vec<Difference>,
    /// How many more differences there are.
    pub more: usize,
    /// What became of that file.
    pub state: FileState,
    /// True while a running window holds it.
    pub live: bool,
    /// Why it cannot be used, where it cannot.
    pub problem: Option<String>,
}

/// What became of the file that unsaved work belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileState {
    /// The work began with a case that has no file.
    #[default]
    None,
    /// It is as it was.
    Same,
    /// It was changed since.
    Changed,
    /// It is not there any more.
    Gone,
}

/// What is asked about unsaved work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovering {
    /// Open it as a changed case.
    Restore(PathBuf),
    /// Show what is different in it, or stop showing it.
    Look(PathBuf),
    /// Throw it away.
    Discard(PathBuf),
    /// Ask again at the next start.
    Later,
}

/// What became of the open file, by the hand of another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    /// It holds something else; its SHA-256.
    Changed(String),
    /// It is not there any more.
    Gone,
    /// It has another name now.
    Renamed(PathBuf),
}

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outsiding {
    /// Read the file again; own changes stay as steps of undo.
    Reload,
    /// Put both changes together.
    Merge,
    /// Go on here; the next save replaces the file, of which a copy is kept.
    KeepMine,
    /// Write the case to where the file was.
    WriteAgain,
    /// Go on with the file under its new name.
    Follow,
    /// Take that side of a conflict, counted from 0.
    Take(usize, Side),
    /// Take that side of every conflict.
    TakeAll(Side),
    /// Put the changes together as they were settled.
    Settle,
    /// Merge nothing.
    Cancel,
}

/// Changes of two that wait for somebody to settle them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merging {
    /// What both changed.
    pub conflicts: Vec<Conflict>,
    /// What was taken so far, one for each.
    pub taken: Vec<Option<Side>>,
}

impl Merging {
    /// True once nothing is left to be asked.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.taken.iter().all(Option::is_some)
    }
}

/// Everything that is asked about unsaved work and the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Safety {
    /// Unsaved work that was found and not yet decided on.
    pub left: Vec<Leftover>,
    /// That of which the differences are shown.
    pub looked_at: Option<PathBuf>,
    /// What became of the open file.
    pub outside: Option<Outside>,
    /// Conflicts of a merge.
    pub merging: Option<Merging>,
    /// True where another window has unsaved work on the same file.
    pub beside_another: bool,
    /// Why no autosave could be written.
    pub unkept: Option<String>,
}

impl Safety {
    /// True while it asks something, over the picture.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.left.is_empty() || self.merging.is_some()
    }
}
