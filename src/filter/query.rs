//! The query language: one line that says which events and limits are meant.

mod counts;

pub use counts::Counts;

use crate::case::Case;
use crate::law::Deadline;
use std::ops::Range;

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    words: Vec<String>,
}

/// Why a query was not understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// Bytes of the query that are meant.
    pub at: Range<usize>,
    /// What is wrong, with what was expected.
    pub message: String,
}

/// What a query finds, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Places in `case.events`; what has no date comes last.
    pub events: Vec<usize>,
    /// Those of `events` that were found only because a name is spelled in another way, in the same order: a list
    /// that is ranked shows the others first.
    pub near: Vec<usize>,
    /// Places in the list of deadlines.
    pub limits: Vec<usize>,
}

/// A way to go on with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the query that it replaces.
    pub range: Range<usize>,
    /// What it puts there.
    pub text: String,
    /// What that means.
    pub note: String,
}

/// The texts of a case, made ready for searching.
#[derive(Debug, Clone, Default)]
pub struct Index {
    events: Vec<String>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// Where it cannot be understood.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { words: text.split_whitespace().map(str::to_lowercase).collect() })
    }

    /// True where it asks for nothing, and so finds everything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Index {
    /// Makes the texts of a case ready.
    #[must_use]
    pub fn new(case: &Case) -> Self {
        Self { events: case.events.iter().map(|e| e.title.to_lowercase()).collect() }
    }

    /// What a query finds.
    #[must_use]
    pub fn find(&self, query: &Query, case: &Case, deadlines: &[Deadline]) -> Found {
        let _ = (case, deadlines);
        let hit = |text: &String| query.words.iter().all(|w| text.contains(w.as_str()));
        let events = self.events.iter().enumerate().filter(|(_, t)| hit(t)).map(|(n, _)| n);
        Found { events: events.collect(), ..Found::default() }
    }
}

/// Ways to go on with a query at byte `cursor`.
#[must_use]
pub fn completions(text: &str, cursor: usize, case: &Case) -> Vec<Completion> {
    let _ = (text, cursor, case);
    Vec::new()
}
