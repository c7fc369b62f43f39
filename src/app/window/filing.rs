//! Local files of sources: hashed on request, and held against their hashes later.

use super::App;
use crate::app::exporting::Running;
use crate::case::{Op, SourceId};
use crate::read::local::{self, ALGORITHM, HashError, Hashed};
use crate::state::{Edit, FileCheck, FileCheckState, Filing};

/// A verification that was done, and of which case.
#[derive(Debug, Clone)]
pub struct Verified {
    /// The number of the open case.
    pub opened: u64,
    /// The source, where only its file was asked about.
    pub only: Option<SourceId>,
    /// What was found.
    pub checks: Vec<FileCheck>,
}

impl App {
    /// Does what was asked for.
    pub(super) fn filing(&mut self, what: Filing) {
        if self.hashing.is_some() {
            self.tell_failure("Files are being hashed already; wait, or stop it first");
            return;
        }
        let case = self.document.case.clone();
        let (path, opened) = (self.document.path.clone(), self.document.opened);
        let id = match what {
            Filing::Verify => {
                self.hashing = Some(self.jobs.verify(case, path, opened, None));
                return;
            }
            Filing::Hash(id) => id,
        };
        let Some(source) = case.source(&id) else { return };
        let Some(file) = source.file.clone() else {
            self.tell_failure("Name the file first: its path, beginning at the folder of the case");
            return;
        };
        // A hash is evidence: it is never replaced by that of a file which may have changed since.
        self.hashing = Some(if source.hash.is_some() {
            self.jobs.verify(case, path, opened, Some(id))
        } else {
            self.jobs.hash(id, local::place(&file, path.as_deref()), opened)
        });
    }

    /// Keeps a hash in the case.
    pub(super) fn hashed(
        &mut self,
        id: &SourceId,
        opened: u64,
        result: Result<Hashed, HashError>,
        now: f64,
    ) {
        self.hashing = None;
        if opened != self.document.opened {
            return;
        }
        let Hashed { hash, size } = match result {
            Ok(hashed) => hashed,
            Err(HashError::Stopped) => return self.tell("Stopped; nothing was changed", now),
            Err(error) => return self.tell_failure(format!("Could not hash the file: {error}")),
        };
        let Some(source) = self.document.case.source(id).cloned() else { return };
        let label = format!("Hash the file of “{}”", source.title);
        let (value, file) = (hash.value.clone(), source.file.clone());
        let mut new = source;
        (new.hash, new.size) = (Some(hash), Some(size));
        self.edit(Edit::one(label, Op::Source(Some(id.clone()), Box::new(new))));
        self.view.file_checks.retain(|c| c.source != *id || Some(&c.file) != file.as_ref());
        let beginning: String = value.chars().take(12).collect();
        self.tell(format!("Hashed by {ALGORITHM}: {beginning}…"), now);
    }

    /// Tells what the files were found to be.
    pub(super) fn verified(&mut self, done: Verified, now: f64) {
        self.hashing = None;
        if done.opened != self.document.opened {
            return;
        }
        let words = summary(&done.checks);
        if done.checks.iter().any(|c| c.state.is_wrong()) {
            self.tell_failure(words);
        } else {
            self.tell(words, now);
        }
        match done.only {
            Some(id) => {
                self.view.file_checks.retain(|c| c.source != id);
                self.view.file_checks.extend(done.checks);
            }
            None => self.view.file_checks = done.checks,
        }
    }

    /// Stops what runs: an export, or the hashing of files.
    pub(super) fn stop_work(&self) {
        self.running.iter().chain(&self.hashing).for_each(Running::cancel);
    }
}

/// A question about what a file was found to be.
type Is = fn(&FileCheckState) -> bool;

/// `3 of 5 files unchanged, 1 changed, 1 missing`.
fn summary(checks: &[FileCheck]) -> String {
    let count = |is: Is| checks.iter().filter(|c| is(&c.state)).count();
    let unchanged = count(|s| *s == FileCheckState::Unchanged);
    let mut words = match checks.len() {
        0 => return "No source has a local file".to_owned(),
        1 => format!("{unchanged} of 1 file unchanged"),
        all => format!("{unchanged} of {all} files unchanged"),
    };
    let others: [(Is, &str); 5] = [
        (|s| matches!(s, FileCheckState::Changed { .. }), "changed since it was hashed"),
        (|s| *s == FileCheckState::Missing, "missing"),
        (|s| matches!(s, FileCheckState::NeverHashed { .. }), "never hashed"),
        (|s| matches!(s, FileCheckState::OtherAlgorithm(_)), "hashed in another way"),
        (|s| matches!(s, FileCheckState::Unreadable(_)), "unreadable"),
    ];
    for (is, name) in others {
        let n = count(is);
        if n > 0 {
            words.push_str(&format!(", {n} {name}"));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_what_is_there() {
        let check = |state| FileCheck { source: "S".into(), file: "a".to_owned(), state };
        assert_eq!(summary(&[]), "No source has a local file");
        assert_eq!(summary(&[check(FileCheckState::Unchanged)]), "1 of 1 file unchanged");
        let two = [check(FileCheckState::Unchanged), check(FileCheckState::Missing)];
        assert_eq!(summary(&two), "1 of 2 files unchanged, 1 missing");
    }
}
