//! The case that is open, and where it came from.

use crate::case::Case;
use crate::read::Diagnostic;
use std::path::PathBuf;
use std::sync::Arc;

/// The open case.
#[derive(Debug, Clone)]
pub struct Document {
    /// The record. Shared with whatever draws it; a change makes a new one.
    pub case: Arc<Case>,
    /// The file it was read from; `None` for the bundled case.
    pub path: Option<PathBuf>,
    /// What could not be read, or reads oddly.
    pub diagnostics: Vec<Diagnostic>,
    /// Counts the cases and changes of this run: the key of everything that is computed from the case.
    pub revision: u64,
    /// True for the case that comes with the program.
    pub bundled: bool,
}

impl Document {
    /// What the case is called, or its file where it has no title.
    #[must_use]
    pub fn title(&self) -> String {
        if !self.case.title.trim().is_empty() {
            return self.case.title.clone();
        }
        self.path.as_deref().map_or_else(|| "Untitled case".to_owned(), file_name)
    }

    /// The name that an exported picture is offered under, without its ending.
    #[must_use]
    pub fn export_name(&self) -> String {
        let name = match &self.path {
            Some(path) => path.file_stem().map(|s| s.to_string_lossy().into_owned()),
            None => None,
        };
        name.filter(|n| !n.is_empty()).unwrap_or_else(|| "timeline".to_owned())
    }
}

/// The last part of a path, for menus.
#[must_use]
pub fn file_name(path: &std::path::Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}
