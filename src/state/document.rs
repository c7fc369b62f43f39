//! The case that is open, and where it came from.

use super::Edits;
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
    /// SHA-256 of the file in hexadecimal, as it was read or saved last.
    pub sha256: String,
    /// The text of the case file, so that a save keeps what was not changed; `None` for tables.
    pub text: Option<Arc<str>>,
    /// True where the case was changed since it was read or saved.
    pub changed: bool,
    /// Counts the cases and changes of this run: the key of everything that is computed from the case.
    pub revision: u64,
    /// The number of the opening of this case in this run.
    pub opened: u64,
    /// True for the case that comes with the program.
    pub bundled: bool,
    /// What was changed since it was opened, for undoing it.
    pub edits: Edits,
}

impl Document {
    /// A case that was neither read from a file nor changed, under the number of its opening.
    #[must_use]
    pub fn new(case: Arc<Case>, revision: u64) -> Self {
        Self {
            case,
            path: None,
            diagnostics: Vec::new(),
            sha256: String::new(),
            text: None,
            changed: false,
            revision,
            opened: revision,
            bundled: false,
            edits: Edits::default(),
        }
    }

    /// What the case is called, or its file where it has no title.
    #[must_use]
    pub fn title(&self) -> String {
        if !self.case.title.trim().is_empty() {
            return self.case.title.clone();
        }
        self.path.as_deref().map_or_else(|| "Untitled case".to_owned(), file_name)
    }

    /// True where a save goes back to the file that the case was read from: a case file, with a path.
    #[must_use]
    pub const fn has_file(&self) -> bool {
        self.path.is_some() && self.text.is_some()
    }

    /// The name that an exported picture is offered under, without its ending.
    #[must_use]
    pub fn export_name(&self) -> String {
        let title = slug(&self.case.title);
        if !title.is_empty() {
            return title;
        }
        let stem = self.path.as_deref().and_then(std::path::Path::file_stem);
        stem.map_or_else(|| "timeline".to_owned(), |s| s.to_string_lossy().into_owned())
    }
}

/// `release-of-osama-elmasry-njeem`: letters and digits of any script, for the name of a file.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    // File systems hold 255 bytes; a name should also fit into a dialog.
    words.collect::<Vec<_>>().join("-").chars().take(60).collect()
}

/// The last part of a path, for menus.
#[must_use]
pub fn file_name(path: &std::path::Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        assert_eq!(slug("Release of Osama: “2025”"), "release-of-osama-2025");
        assert_eq!(slug("…"), "");
    }
}
