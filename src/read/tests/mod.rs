//! Whole files, whole and broken.

mod case_files;
mod content;
mod instruments;
mod tables;
mod wild;
mod writing;

use super::diagnostic::Read;

/// All that is said about a file, as the terminal shows it.
fn said<T>(read: &Read<T>) -> String {
    read.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
