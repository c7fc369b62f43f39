//! What is asked before something is lost.

use crate::export::Request;
use std::path::PathBuf;

/// A question that waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Files would be replaced that no dialog has asked about.
    Replace {
        /// What is exported.
        request: Box<Request>,
        /// Where to.
        path: PathBuf,
        /// True to write the words into a text beside it too.
        alt_file: bool,
        /// The files that exist.
        existing: Vec<PathBuf>,
    },
    /// The case was changed and not saved.
    Unsaved(Then),
    /// Another program has changed the file since it was read.
    ChangedOnDisk(PathBuf),
}

/// What was on its way when the question came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// To close the window.
    Close,
    /// To open a file.
    Open(PathBuf),
    /// To open the bundled case.
    Bundled,
    /// To open the same file with its columns mapped in another way.
    Map(PathBuf),
    /// To open unsaved work of an earlier run.
    Restore(PathBuf),
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Replace, save, or save under another name.
    Yes,
    /// Go on without saving.
    No,
    /// Do nothing.
    Cancel,
}
