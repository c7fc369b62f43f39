//! The query language: one line that says which events and limits are meant.
//!
//! Words stand anywhere in an event, all of them; `or` means either, a minus sign what is left out, quotation marks
//! a phrase to the letter, `field:value` one property. Nothing is found by guess: a word means itself and words that
//! begin so, a name also its other spellings, in whatever script.

mod complete;
mod counts;
mod date;
mod index;
mod limits;
mod parse;
mod search;
mod set;
mod sound;
mod syntax;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use complete::completions;
pub use counts::Counts;
pub use index::Index;

use crate::case::Case;
use crate::law::Deadline;
use std::ops::Range;
use syntax::Node;

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    root: Node,
}

/// Why a query was not understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// Bytes of the query that are meant; empty where something is missing. Both ends lie between characters.
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
    /// Places in the list of deadlines; rows of single claims are left out.
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

impl Query {
    /// Bytes of the longest query: thousands of words, each of which is looked for in everything.
    pub const LONGEST: usize = 32 << 10;

    /// Reads a query. Any text can be read or is refused with its place.
    ///
    /// # Errors
    /// Where a quotation or a parenthesis is not closed, a field or a value of it is not known, a date cannot be
    /// read, or parts lie too deep within each other; also where it is longer than 32 KiB.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::LONGEST {
            let at = text.floor_char_boundary(Self::LONGEST)..text.len();
            let message =
                format!("the query is {} KiB long; at most 32 are read", text.len().div_ceil(1024));
            return Err(QueryError { at, message });
        }
        Ok(Self { root: parse::parse(text)? })
    }

    /// True where it asks for nothing, and so finds everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root == Node::All
    }
}

impl Index {
    /// What a query finds in the case that the index was made of, with its deadlines.
    ///
    /// Limits are found by `limit:` and by words of their own; beside `limit:`, other conditions are those of the
    /// events that a limit rests on. An empty query finds every event and no limit.
    #[must_use]
    pub fn find(&self, query: &Query, case: &Case, deadlines: &[Deadline]) -> Found {
        let rows = limits::Rows::new(self, &query.root, deadlines);
        search::run(self, &query.root, &rows, case.zone())
    }
}
