//! What is told of many cells of one column: some one by one, and all others as one, with their rows.

use crate::read::Diagnostic;
use crate::read::diagnostic::Severity;

/// Errors of one kind in one column that are told one by one: somebody may correct them all.
const ERRORS: usize = 300;
/// Warnings and notes of one kind in one column, and rows that are no events.
const OTHERS: usize = 20;
/// Stretches of rows that are named behind those.
const STRETCHES: usize = 30;

/// What is told of many cells of a column.
#[derive(Debug, Default)]
pub(super) struct Kind {
    /// How often it was.
    pub seen: usize,
    /// How often it was listed.
    pub listed: usize,
    /// The first that is not listed.
    more: Option<Diagnostic>,
    /// Rows of those that are not listed, from one to another.
    rows: Vec<(usize, usize)>,
}

impl Kind {
    /// Counts one that is not listed.
    pub fn more(&mut self, make: impl FnOnce() -> Diagnostic, row: Option<usize>) {
        self.more.get_or_insert_with(make);
        let Some(row) = row else { return };
        let room = self.rows.len() < STRETCHES;
        match self.rows.last_mut() {
            Some((_, last)) if *last == row || *last + 1 == row => *last = row,
            _ if room => self.rows.push((row, row)),
            _ => {}
        }
    }

    /// One for all that are not listed.
    pub fn told(self) -> Option<Diagnostic> {
        let mut told = self.more?;
        let listed = self.listed;
        let stretch = |(from, to): &(usize, usize)| match from == to {
            true => from.to_string(),
            false => format!("{from} to {to}"),
        };
        let rows: Vec<String> = self.rows.iter().map(stretch).collect();
        let more = if self.rows.len() < STRETCHES { "" } else { " …" };
        told.message = format!(
            "{}; so in {} rows in all, of which {listed} are listed one by one",
            told.message, self.seen
        );
        told.hint = match &*rows {
            [] => told.hint,
            rows => format!("the others are rows {}{more}; {}", rows.join(", "), told.hint),
        };
        Some(told)
    }
}

/// A message without what it says of one cell alone: numbers, and texts in quotes.
pub(super) fn kind_of(message: &str) -> String {
    let mut quoted = false;
    let plain = message.chars().filter(|c| {
        quoted = *c == '“' || quoted && *c != '”';
        !quoted && !c.is_ascii_digit()
    });
    plain.collect()
}

/// So many of a kind are listed one by one.
pub(super) fn most_of(severity: Severity, few: bool) -> usize {
    if severity == Severity::Error && !few { ERRORS } else { OTHERS }
}
