//! What looks wrong, is missing or cannot be told in a case: a line each, with its place.

use super::deadline::Deadline;
use super::library::Library;
use crate::case::{Case, SourceId, Tag};

/// What kind of thing is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// A limit ended and no act is known.
    MissingAct,
    /// Something lies certainly before what it must follow.
    Order,
    /// Two states of one kind in one thread at the same time.
    TwoStates,
    /// Time in a state that no listed limit covers.
    Gap,
    /// A source without fingerprint and without archived copy.
    Unsecured,
    /// A source that names no place where it can be found.
    NoReference,
    /// A local file that is not as it was, or is gone.
    FileChanged,
    /// A date that means two moments, none, or is missing where the law needs it.
    Date,
    /// A fact that no loaded rule names.
    UnknownFact,
    /// An event that names no source and is not said to be inferred.
    NoSource,
}

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It cannot be right as it stands.
    Wrong,
    /// Somebody should look at it.
    Look,
    /// Good to know.
    Note,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A mark of the picture.
    Mark(Tag),
    /// A source.
    Source(SourceId),
}

/// Something that is noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What kind.
    pub kind: CheckKind,
    /// How much it weighs.
    pub weight: Weight,
    /// In a sentence without a full stop.
    pub words: String,
    /// Where.
    pub at: Place,
}

/// How a local file of a source stands against its fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is as it was hashed.
    Same,
    /// It is another one.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
}

/// A local file of a source, as somebody found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The source.
    pub source: SourceId,
    /// Where it was looked for.
    pub path: String,
    /// How it stands.
    pub standing: Standing,
}

/// Everything that is noticed in a case, kind by kind, each in the order of the file. `deadlines` are those at the
/// date on which it is judged; `files` what is known of local copies, none where nobody looked.
#[must_use]
pub fn checks(
    case: &Case,
    library: &Library,
    deadlines: &[Deadline],
    files: &[FileState],
) -> Vec<Check> {
    let _ = (case, library, deadlines, files);
    Vec::new()
}
