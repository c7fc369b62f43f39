//! Tables whose columns are mapped, and files that are read again: what is done on threads.

use super::jobs::{Done, Picked};
use crate::case::Case;
use crate::read::import::again::{self, Again};
use crate::read::import::{How, Input, Limits, Remembered, Shape, Tabled, import, read_input};
use crate::read::{Diagnostic, Opened, ReadError};
use crate::state::document::file_name;
use crate::state::{MapDraft, MapTrial, MapWish};
use std::path::PathBuf;
use std::sync::Arc;

/// What became of a table.
#[derive(Debug)]
pub enum News {
    /// It waits for somebody to say what its columns are.
    Table(PathBuf, Tabled, Box<MapDraft>),
    /// There is no table in the file.
    NoTable(PathBuf),
    /// A mapping was tried.
    Tried(MapTrial),
    /// A case was made; why the mapping could not be remembered, where it could not.
    Opened(PathBuf, Box<Opened>, Option<String>),
    /// A file for a mapping was chosen, or not; true to save it there.
    Picked(bool, Picked),
    /// The file was read again from which this case was made.
    Again(PathBuf, Arc<Case>, Box<Result<Reread, ReadError>>),
}

/// A file that was read again.
#[derive(Debug)]
pub struct Reread {
    /// What the file says now.
    pub now: Case,
    /// The case with it.
    pub again: Again,
    /// What there is to say of the reading.
    pub diagnostics: Vec<Diagnostic>,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
}

/// A table while its columns are mapped.
#[derive(Debug)]
pub(super) struct Desk {
    /// The file.
    pub path: PathBuf,
    /// Its tables.
    pub tabled: Arc<Tabled>,
    /// Which file it is, counted in this run.
    pub number: u64,
    /// What the wish that was tried last came to.
    pub trial: Option<Arc<MapTrial>>,
    /// The wish that is being tried.
    pub running: Option<MapWish>,
}

/// Opens a file: as a case, or as a table that waits to be mapped.
pub(super) fn open(path: PathBuf, how: &How, remembered: &Remembered) -> Done {
    let input = match read_input(&path, Limits::default()) {
        Ok(input) => input,
        Err(error) => return Done::Read(path, Box::new(Err(error))),
    };
    let tabled = if how.mapping.is_none() { Tabled::of(&input, how) } else { None };
    if let Some(tabled) = tabled.filter(|t| t.format.shape.is_none()) {
        let draft = MapDraft::new(0, file_name(&path), &tabled, how, remembered);
        // A table with the columns of this program says by itself what they are.
        if draft.wish.mapping.shape.is_none() {
            return Done::Mapping(Box::new(News::Table(path, tabled, Box::new(draft))));
        }
    }
    Done::Read(path, Box::new(Ok(noted(&input, how))))
}

/// Reads the tables of a file for the dialog.
pub(super) fn table(path: PathBuf, how: &How, remembered: &Remembered) -> Done {
    let input = match read_input(&path, Limits::default()) {
        Ok(input) => input,
        Err(error) => return Done::Read(path, Box::new(Err(error))),
    };
    Done::Mapping(Box::new(match Tabled::of(&input, how) {
        Some(tabled) => {
            let draft = MapDraft::new(0, file_name(&path), &tabled, how, remembered);
            News::Table(path, tabled, Box::new(draft))
        }
        None => News::NoTable(path),
    }))
}

/// Makes a case of a file; one that was made from another format remembers it.
fn noted(input: &Input, how: &How) -> Opened {
    let mut imported = import(input, how);
    if imported.format.shape != Some(Shape::Case) {
        let mapping = imported.mapping.clone();
        let sheet = how.sheet.as_deref();
        again::note(&mut imported.case, &input.name, &input.sha256, mapping.as_ref(), sheet);
    }
    Opened::of_imported(input, imported)
}

/// Reads the file again from which a case was made.
pub(super) fn again(path: PathBuf, how: &How, case: Arc<Case>) -> News {
    let input = match read_input(&path, Limits::default()) {
        Ok(input) => input,
        Err(error) => return News::Again(path, case, Box::new(Err(error))),
    };
    let made = again::made_from(&case).unwrap_or_default();
    let now = again::read(&input, &made, how);
    let again = again::again(&case, &made, &now.case);
    let reread =
        Reread { now: now.case, again, diagnostics: now.diagnostics, sha256: input.sha256 };
    News::Again(path, case, Box::new(Ok(reread)))
}
