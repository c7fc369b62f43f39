//! What a user types to look for, cut into words.

use super::finder::Finder;
use super::trace::{Trace, traces as traces_of};
use super::{Column, Form, OTHER, Schema};
use std::sync::Arc;

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
    /// The word with plain letters in place of old ones and signs, where it has such, and what finds it.
    plain: Option<(String, Finder)>,
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
            let mut traces = traces_of(word, schema, sample);
            let plain = plain(word).map(|plain| (Finder::new(&plain, sample), plain));
            let plain = plain.map(|(finder, plain)| {
                traces.extend(traces_of(&plain, schema, sample));
                (plain, finder)
            });
            let word = word.to_owned();
            terms.push(Term { word, without, column, finder, plain, traces });
        }
        rest = after.trim_start();
    }
    terms
}

/// The column that a term begins with, and what follows its colon.
fn heading<'a>(text: &'a str, schema: &Schema) -> Option<(usize, &'a str)> {
    // No further than the term goes: a colon far behind it is of another.
    let (name, after) = match text.strip_prefix('"') {
        Some(quoted) => {
            let (name, after) = quoted.split_once('"')?;
            (name, after.strip_prefix(':')?)
        }
        None => {
            let (name, after) = text.split_at(text.find(|c: char| c == ':' || c.is_whitespace())?);
            (name, after.strip_prefix(':')?)
        }
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

/// A word with s for the long ſ, and letters for the signs of kelvin, ångström and ohm; `None` where it has none of
/// these. Whoever types them, or copies them from a text, means the letters too.
fn plain(word: &str) -> Option<String> {
    let plain = |letter| match letter {
        'ſ' => 's',
        '\u{212a}' => 'k',
        '\u{212b}' => 'å',
        '\u{2126}' => 'ω',
        other => other,
    };
    let all: String = word.chars().map(plain).collect();
    (all != word).then_some(all)
}

impl Term {
    /// True where the word stands in a cell, or a text.
    pub(super) fn finds(&self, cell: &[u8]) -> bool {
        let plain = |(_, finder): &(String, Finder)| finder.find(cell).is_some();
        self.finder.find(cell).is_some() || self.plain.as_ref().is_some_and(plain)
    }

    /// True where whatever has `self` has `other` too.
    pub(super) fn implies(&self, other: &Self) -> bool {
        let plain = self.plain.as_ref().is_none_or(|(word, _)| other.finds(word.as_bytes()));
        self.column == other.column && other.finds(self.word.as_bytes()) && plain
    }

    /// True where it is asked for in the same way.
    pub(super) fn is(&self, other: &Self) -> bool {
        (&self.word, self.without, self.column) == (&other.word, other.without, other.column)
    }

    /// For each code of its column whether a row with that value may be what is looked for, and whether some of these
    /// rows have to be looked at all the same: values that share a code are told apart in the text alone. `None` where
    /// the column has no dictionary.
    pub(super) fn codes(&self, schema: &Schema) -> Option<(Vec<bool>, bool)> {
        let column = schema.columns.get(self.column?)?;
        let values = column.values.as_ref()?;
        let values = values.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let shared = |value: &Arc<str>| &**value == OTHER;
        let may = |value| shared(value) || self.finds(value.as_bytes()) != self.without;
        Some((values.iter().map(may).collect(), values.iter().any(shared)))
    }

    /// For a word in any column the columns with a dictionary in whose values it stands, each with the codes of those in
    /// which it may not: rows with the others have it, whatever their text says besides.
    pub(super) fn values(&self, schema: &Schema) -> Vec<(usize, Vec<bool>)> {
        // In JSON values are compared as they are written. What is no UTF-8 has U+FFFD in the dictionary alone.
        let text = matches!(schema.form, Form::Delimited(_)) && !self.word.contains('\u{fffd}');
        if self.column.is_some() || !text {
            return Vec::new();
        }
        let stands = |(n, column): (usize, &Column)| {
            let values = column.values.as_ref()?;
            let values = values.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            let has = |value: &Arc<str>| &**value != OTHER && self.finds(value.as_bytes());
            let mut without: Vec<bool> = values.iter().map(|value| !has(value)).collect();
            without.contains(&false).then(|| {
                // A value that came since is not told.
                without.resize(1 << 16, true);
                (n, without)
            })
        };
        schema.columns.iter().enumerate().filter_map(stands).collect()
    }
}

/// True where what passes `new` passed `old` before.
pub(super) fn narrows(new: &[Term], old: &[Term]) -> bool {
    old.iter().all(|o| {
        let mut fitting = new.iter().filter(|n| n.without == o.without);
        fitting.any(|n| if o.without { o.implies(n) } else { n.implies(o) })
    })
}
