//! What there is to say about a record, put together word by word.

use crate::read::diagnostic::{Diagnostic, Severity, shorten};
use std::collections::BTreeMap;

/// The same said of more records than this is said once.
const MOST_ALIKE: usize = 3;

/// Where a record stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its number in the file, from 1; `None` for the file as a whole.
    pub record: Option<usize>,
    /// The line on which it begins, from 1.
    pub line: Option<usize>,
}

/// A diagnostic in the making.
#[derive(Debug, Clone)]
pub(super) struct Told(pub(super) Diagnostic);

impl Place {
    /// The file as a whole.
    pub(super) const FILE: Self = Self { record: None, line: None };

    /// A record that begins on a line.
    pub(super) const fn of(record: usize, line: usize) -> Self {
        Self { record: Some(record), line: Some(line) }
    }

    /// A line that belongs to no record.
    pub(super) const fn on_line(line: usize) -> Self {
        Self { record: None, line: Some(line) }
    }

    /// Something was left out or cannot be used.
    pub(super) fn error(self, message: impl Into<String>) -> Told {
        self.told(Severity::Error, message.into())
    }

    /// Something was read, but perhaps not as it was meant.
    pub(super) fn warning(self, message: impl Into<String>) -> Told {
        self.told(Severity::Warning, message.into())
    }

    /// Nothing is wrong, but it should be known.
    pub(super) fn note(self, message: impl Into<String>) -> Told {
        self.told(Severity::Note, message.into())
    }

    fn told(self, severity: Severity, message: String) -> Told {
        Told(Diagnostic {
            severity,
            line: self.line,
            row: self.record,
            ..Diagnostic::of_file("", message, String::new())
        })
    }
}

impl Told {
    /// The field that it is about.
    pub(super) fn field(mut self, field: &str) -> Self {
        self.0.path = (!field.is_empty()).then(|| shorten(field));
        self
    }

    /// What stands there.
    pub(super) fn found(mut self, found: impl AsRef<str>) -> Self {
        self.0.found = shorten(found.as_ref());
        self
    }

    /// What would have been right.
    pub(super) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.0.expected = expected.into();
        self
    }

    /// What to do.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = hint.into();
        self
    }
}

/// What is said of many records in the same words, and of the same text, is said once, of the first and with their
/// number: a calendar of a thousand entries names its unknown zone two thousand times. Errors stay one by one, since
/// each of them tells of something that was not read.
pub(super) fn gather(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    type Key = (Option<String>, String, String);
    let key = |d: &Diagnostic| -> Option<Key> {
        let may = d.severity != Severity::Error && d.row.is_some();
        may.then(|| (d.path.clone(), d.message.clone(), d.found.clone()))
    };
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for key in all.iter().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    let mut kept = Vec::with_capacity(all.len());
    for mut told in all {
        let count = key(&told).and_then(|k| counts.get_mut(&k));
        if let Some(count) = count.filter(|count| **count == 0 || **count > MOST_ALIKE) {
            if *count == 0 {
                continue;
            }
            told.message.push_str(&format!("; so {count} times, of which this is the first"));
            *count = 0;
        }
        kept.push(told);
    }
    kept
}
