//! What a user types to look for, cut into words.

use super::Schema;
use super::finder::Finder;
use super::trace::{Trace, traces};

/// A word that must stand in a cell of a row, or in none.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// As typed, without quotes.
    pub(super) word: String,
    /// True where it must not stand there.
    pub(super) without: bool,
    /// Only in this column.
    pub(super) column: Option<usize>,
    /// Finds it in a cell.
    pub(super) finder: Finder,
    /// What to look for in the text of the file: where none of these stands, the word does not stand in the row.
    pub(super) traces: Vec<Trace>,
}

/// Cuts what was typed into terms: words apart by white space, phrases in double quotes, `-` before what must not
/// stand in the row, `column:` before what must stand in that column. The heading of a column is recognised in any
/// case; one that contains white space is put in quotes. What looks like a column but is none, as in `C:\Users`, is a
/// word.
pub(super) fn terms(typed: &str, schema: &Schema, sample: &[u8]) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (without, after) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(|c: char| !c.is_whitespace()) => (true, after),
            _ => (false, rest),
        };
        let (column, after) = heading(after, schema).map_or((None, after), |(n, a)| (Some(n), a));
        let (word, after) = word(after);
        if !word.is_empty() {
            let finder = Finder::new(word, sample);
            let traces = traces(word, schema, sample);
            terms.push(Term { word: word.to_owned(), without, column, finder, traces });
        }
        rest = after.trim_start();
    }
    terms
}

/// The column that a term begins with, and what follows its colon.
fn heading<'a>(text: &'a str, schema: &Schema) -> Option<(usize, &'a str)> {
    let (name, after) = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\":")?,
        None => text.split_once(':')?,
    };
    let name = name.trim().to_lowercase();
    let column = schema.columns.iter().position(|c| c.name.trim().to_lowercase() == name)?;
    after.starts_with(|c: char| !c.is_whitespace()).then_some((column, after))
}

/// The first word or phrase, and what follows. A quote that is not closed runs to the end.
fn word(text: &str) -> (&str, &str) {
    if let Some(quoted) = text.strip_prefix('"') {
        return quoted.split_once('"').unwrap_or((quoted, ""));
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

impl Term {
    /// True where whatever has `self` has `other` too.
    pub(super) fn implies(&self, other: &Self) -> bool {
        self.column == other.column && other.finder.find(self.word.as_bytes()).is_some()
    }

    /// True where it is asked for in the same way.
    pub(super) fn is(&self, other: &Self) -> bool {
        (&self.word, self.without, self.column) == (&other.word, other.without, other.column)
    }

    /// For each code of its column whether the word stands in the value; `None` where the column has no dictionary.
    pub(super) fn codes(&self, schema: &Schema) -> Option<Vec<bool>> {
        let column = schema.columns.get(self.column?)?;
        let values = column.values.as_ref()?;
        let values = values.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Some(values.iter().map(|v| self.finder.find(v.as_bytes()).is_some()).collect())
    }
}

/// True where what passes `new` passed `old` before.
pub(super) fn narrows(new: &[Term], old: &[Term]) -> bool {
    old.iter().all(|o| {
        let mut fitting = new.iter().filter(|n| n.without == o.without);
        fitting.any(|n| if o.without { o.implies(n) } else { n.implies(o) })
    })
}
