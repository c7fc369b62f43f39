//! Work that is not saved, kept beside the file for the case that the program is killed.
//!
//! `.case.json.adquem-autosave` holds the case as it was a few seconds ago, with what is needed to know
//! which file it belongs to. It lies beside the case and nowhere else, for the eyes of the user alone, and is
//! locked by the window that writes it: a leftover that nobody holds was left by a crash. None is ever
//! written over another's: a second window takes the next free name. A case without a file has its
//! autosave in the folder that the program was given for it.

use crate::case::{Case, merge, sha256_hex};
use crate::export::{ExportError, Held, clear_leftovers, is_held, write_held};
use crate::read::{Diagnostic, Opened, ReadError, bytes_of, read_case, write_case};
use crate::state::document::file_name;
use crate::state::{FileState, Leftover};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The ending of an autosave.
const ENDING: &str = ".adquem-autosave";
/// So many windows may have unsaved work on one file.
const SLOTS: u32 = 20;
/// Changes that are named one by one.
const NAMED: usize = 50;
/// Bytes of a name that leave room for the rest of an autosave's name: file systems hold 255.
const LONGEST_NAME: usize = 200;
/// The version of the format.
const VERSION: u32 = 1;

/// An autosave, as it stands in its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Autosave {
    /// The version of this format.
    pub adquem_autosave: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The name of the file that it belongs to; none where the case has no file yet.
    #[serde(default)]
    pub file: Option<String>,
    /// SHA-256 of that file as it was read or saved last.
    pub sha256: String,
    /// When it was written, with the offset of the clock that was read.
    pub at: String,
    /// What was changed, the last change last.
    #[serde(default)]
    pub changes: Vec<String>,
    /// The text of the file as it was read or saved last, for merging; none for tables.
    #[serde(default)]
    pub base: Option<String>,
    /// The case, as it would have been saved.
    pub text: String,
}

/// What is to be kept.
#[derive(Debug, Clone)]
pub struct Keep {
    /// The case as it is.
    pub case: Arc<Case>,
    /// The text that it was read from.
    pub text: Option<Arc<str>>,
    /// The file that it belongs to.
    pub path: Option<PathBuf>,
    /// SHA-256 of that file.
    pub sha256: String,
    /// When: `2026-11-22T14:05:00Z`.
    pub at: String,
    /// What was changed.
    pub changes: Vec<String>,
}

/// The autosave of one window: its name, and the lock on it.
#[derive(Debug, Default)]
pub struct Seat {
    /// The case file, or the folder for cases without one.
    home: Option<PathBuf>,
    at: Option<PathBuf>,
    held: Option<Held>,
}

/// What came of writing an autosave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// True where another window has unsaved work on the same file.
    pub beside_another: bool,
}

impl Seat {
    /// The file that this window writes to.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.at.as_deref()
    }

    /// Writes an autosave; `folder` is for cases without a file, of which none is kept without it.
    ///
    /// # Errors
    /// Where it cannot be written, or every name is taken.
    pub fn write(&mut self, keep: &Keep, folder: Option<&Path>) -> Result<Written, ExportError> {
        let home = keep.path.clone().or_else(|| folder.map(Path::to_owned));
        if home.is_none() || self.home != home {
            self.remove();
        }
        let Some(home) = home else { return Ok(Written { beside_another: false }) };
        let names = names(keep.path.as_deref(), &home);
        if keep.path.is_none() {
            let failed = |source| ExportError::Write { path: home.clone(), source };
            fs::create_dir_all(&home).map_err(failed)?;
        }
        let others = names.iter().filter(|n| Some(n.as_path()) != self.at.as_deref());
        let beside_another = keep.path.is_some() && others.clone().any(|n| is_held(n));
        let own = self.at.clone().filter(|at| self.held.is_none() || at.exists());
        let (at, claimed) = match own {
            Some(at) => (at, None),
            None => {
                let (at, claim) = free(&names)
                    .map_err(|source| ExportError::Write { path: home.clone(), source })?;
                (at, Some(claim))
            }
        };
        let text = write_case(&keep.case, keep.text.as_deref());
        let autosave = Autosave {
            adquem_autosave: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            file: keep.path.as_deref().map(file_name),
            sha256: keep.sha256.clone(),
            at: keep.at.clone(),
            changes: keep.changes.clone(),
            base: keep.text.as_deref().map(str::to_owned),
            text,
        };
        let bytes = serde_json::to_vec_pretty(&autosave)
            .map_err(|e| ExportError::Write { path: at.clone(), source: e.into() })?;
        let held = write_held(&at, &bytes);
        if held.is_err() && claimed.is_some() {
            // A name that nothing was written under is left to others, and to the next try.
            let _ = fs::remove_file(&at);
        }
        drop(claimed);
        self.held = held?;
        (self.at, self.home) = (Some(at), Some(home));
        Ok(Written { beside_another })
    }

    /// Removes the autosave: what it holds was saved, undone or given up.
    pub fn remove(&mut self) {
        self.held = None;
        self.home = None;
        if let Some(at) = self.at.take() {
            // What cannot be removed is offered at the next start, where it can be discarded.
            let _ = fs::remove_file(at);
        }
    }
}

/// Takes the first free name.
fn free(names: &[PathBuf]) -> io::Result<(PathBuf, File)> {
    for at in names {
        if let Some(claim) = claim(at)? {
            return Ok((at.clone(), claim));
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Takes a name, so that no other window takes it in the same moment: it is taken while what is returned lives
/// or something is written under it. One that was taken and never written to, as by a program that was killed in
/// between, is free. `None` where it is not.
fn claim(at: &Path) -> io::Result<Option<File>> {
    let mut options = fs::OpenOptions::new();
    options.write(true);
    let (file, new) = match options.clone().create_new(true).open(at) {
        Ok(file) => (file, true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match options.open(at) {
            Ok(file) => (file, false),
            Err(_) => return Ok(None),
        },
        Err(error) => return Err(error),
    };
    Ok(match file.try_lock() {
        // Between opening and locking another window may have put its own file in the place of this one.
        Ok(()) => fs::metadata(at).is_ok_and(|m| m.len() == 0).then_some(file),
        Err(TryLockError::WouldBlock) => None,
        // Without locks only a new name is known to be free.
        Err(TryLockError::Error(_)) => new.then_some(file),
    })
}

/// True where an autosave stands there. An empty one was claimed and never written.
fn stands(at: &PathBuf) -> bool {
    fs::metadata(at).is_ok_and(|m| m.len() > 0)
}

/// The names that autosaves of a case may have, in the order in which they are taken.
fn names(file: Option<&Path>, home: &Path) -> Vec<PathBuf> {
    let (folder, name) = match file {
        Some(path) => {
            // Two ways to one file are one file.
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let name = file_name(&path);
            let name = if name.len() > LONGEST_NAME {
                sha256_hex(name.as_bytes()).chars().take(16).collect()
            } else {
                name
            };
            (path.parent().map(Path::to_owned).unwrap_or_default(), name)
        }
        None => (home.to_owned(), "unsaved".to_owned()),
    };
    let numbered = |n: u32| match n {
        1 => format!(".{name}{ENDING}"),
        n => format!(".{name}.{n}{ENDING}"),
    };
    (1..=SLOTS).map(|n| folder.join(numbered(n))).collect()
}

/// What earlier runs left of a file, or in the folder for cases without one. Nothing is changed, except that
/// half-written files of crashed runs are cleared away.
#[must_use]
pub fn left_of(file: &Path) -> Vec<Leftover> {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
    clear_leftovers(folder.unwrap_or_else(|| Path::new(".")));
    let found = names(Some(file), file).into_iter().filter(stands);
    found.map(|at| leftover(at, Some(file.to_owned()))).collect()
}

/// As [`left_of`], for cases without a file.
#[must_use]
pub fn left_in(folder: &Path) -> Vec<Leftover> {
    clear_leftovers(folder);
    let found = names(None, folder).into_iter().filter(stands);
    found.map(|at| leftover(at, None)).filter(|l| !l.live).collect()
}

/// What an autosave holds, in words; one that cannot be read says so and blocks nothing.
fn leftover(at: PathBuf, file: Option<PathBuf>) -> Leftover {
    let live = is_held(&at);
    let mut left = Leftover { at: at.clone(), file, live, ..Leftover::default() };
    let autosave = match autosave_of(&at) {
        Ok(autosave) => autosave,
        Err(error) => {
            left.problem = Some(error.to_string());
            return left;
        }
    };
    let case = read_case("autosave", autosave.text.as_bytes()).value;
    left.title = case.title.clone();
    left.written = autosave.at.clone();
    left.count = autosave.changes.len();
    left.changes = autosave.changes.iter().rev().take(NAMED).cloned().collect();
    let now = left.file.as_deref().map(bytes_of);
    left.state = match &now {
        None => FileState::None,
        Some(Ok(bytes)) if sha256_hex(bytes) == autosave.sha256 => FileState::Same,
        Some(Ok(_)) => FileState::Changed,
        Some(Err(_)) => FileState::Gone,
    };
    let base = match (&now, &autosave.base) {
        (Some(Ok(bytes)), _) if left.state == FileState::Same => {
            Opened::of_bytes("file", bytes, crate::read::CsvOptions::default()).read.value
        }
        (_, Some(text)) => read_case("base", text.as_bytes()).value,
        _ => Case::default(),
    };
    (left.differences, left.more) = merge::differences(&base, &case, NAMED);
    left
}

/// Why an autosave cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AutosaveError {
    /// It cannot be read from the disk.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is damaged, or another program's.
    #[error("it is damaged or was written by another program ({0})")]
    Damaged(String),
    /// It was written by a newer version.
    #[error("it was written by a newer version of this program (format {0}); update, then open it")]
    Newer(u32),
}

/// Reads an autosave.
///
/// # Errors
/// [`AutosaveError`].
pub fn autosave_of(at: &Path) -> Result<Autosave, AutosaveError> {
    let bytes = bytes_of(at)?;
    let autosave: Autosave =
        serde_json::from_slice(&bytes).map_err(|e| AutosaveError::Damaged(e.to_string()))?;
    if autosave.adquem_autosave > VERSION {
        return Err(AutosaveError::Newer(autosave.adquem_autosave));
    }
    Ok(autosave)
}

/// An autosave with the file that it belongs to, both read.
#[derive(Debug, Clone)]
pub struct Restored {
    /// The autosave's own file.
    pub at: PathBuf,
    /// The case file, where there is one.
    pub path: Option<PathBuf>,
    /// The file as it stands now; `None` where it is gone or never was.
    pub file: Option<Opened>,
    /// The state that the unsaved work began with.
    pub base: Opened,
    /// The unsaved work.
    pub case: Case,
    /// What was wrong in it.
    pub diagnostics: Vec<Diagnostic>,
    /// True where the file is not what the work began with.
    pub changed: bool,
}

/// Reads an autosave and the file that it belongs to.
///
/// # Errors
/// Where the autosave cannot be used. A file that is gone is none.
pub fn restore(at: &Path, file: Option<&Path>) -> Result<Restored, AutosaveError> {
    let autosave = autosave_of(at)?;
    let options = crate::read::CsvOptions::default();
    let opened = file.and_then(|f| crate::read::open_path(f, options).ok());
    let same = opened.as_ref().is_some_and(|o| o.sha256 == autosave.sha256);
    let base = match (&autosave.base, &opened) {
        (_, Some(opened)) if same => opened.clone(),
        (Some(text), _) => Opened::of_bytes("base", text.as_bytes(), options),
        (None, _) => Opened::of_bytes("base", b"{\"events\": []}", options),
    };
    let read = read_case(&at.display().to_string(), autosave.text.as_bytes());
    Ok(Restored {
        at: at.to_owned(),
        path: file.map(Path::to_owned),
        changed: opened.is_some() && !same,
        file: opened,
        base,
        case: read.value,
        diagnostics: read.diagnostics,
    })
}

/// Throws unsaved work away, by agreement. What a running window holds stays.
pub fn discard(at: &Path) {
    let ours = file_name(at).ends_with(ENDING);
    if ours && !is_held(at) {
        // What cannot be removed is offered again.
        let _ = fs::remove_file(at);
    }
}

#[cfg(test)]
mod tests;
