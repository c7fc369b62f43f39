//! What is said of a table while it is read: each kind of thing a few times, and then how often it was.

use crate::read::Diagnostic;
use crate::read::findings::{At, Finding, Findings};
use std::collections::BTreeMap;

/// So many places of one kind are named; nobody corrects more of them one by one.
const NAMED: u64 = 20;

/// A place in a table: row and line from 1, column from 1; 0 where there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub row: u64,
    pub column: usize,
    pub line: u64,
}

impl Place {
    fn at(self) -> At {
        let small = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        if self.row == 0 {
            At::File
        } else {
            At::Cell(small(self.row), self.column, small(self.line))
        }
    }
}

/// Collects what is to be said.
#[derive(Debug)]
pub(super) struct Telling {
    findings: Findings,
    /// The sheet or table that is read; empty for files that are one table.
    sheet: String,
    /// How often each kind of thing was seen.
    kinds: BTreeMap<&'static str, u64>,
    /// Nothing is said while a file is only looked at.
    mute: bool,
}

impl Telling {
    pub(super) fn new(file: &str, mute: bool) -> Self {
        Self {
            findings: Findings::new(file, ""),
            sheet: String::new(),
            kinds: BTreeMap::new(),
            mute,
        }
    }

    /// What is said from here on is of this sheet.
    pub(super) fn about(&mut self, sheet: &str) {
        if self.sheet != sheet {
            sheet.clone_into(&mut self.sheet);
        }
    }

    fn push(&mut self, finding: Finding) {
        let named = !self.sheet.is_empty() && !finding.names_a_sheet();
        self.findings.push(if named { finding.sheet(&*self.sheet) } else { finding });
    }

    /// Says something of the whole file.
    pub(super) fn file(&mut self, make: impl FnOnce(At) -> Finding) {
        if !self.mute {
            self.push(make(At::File));
        }
    }

    /// Says something of a place, as long as not too much of its kind was said.
    pub(super) fn place(
        &mut self,
        kind: &'static str,
        place: Place,
        make: impl FnOnce(At) -> Finding,
    ) {
        if self.mute {
            return;
        }
        let seen = self.kinds.entry(kind).or_default();
        *seen += 1;
        if *seen <= NAMED {
            self.push(make(place.at()));
        }
    }

    /// All of it, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (kind, seen) in &self.kinds {
            if *seen > NAMED {
                let all = format!("{kind}: {seen} times in all, of which {NAMED} are listed");
                self.findings.push(Finding::note(At::File, all));
            }
        }
        let mut all = self.findings.into_diagnostics("");
        for diagnostic in &mut all {
            // Workbooks and databases have rows and no lines.
            diagnostic.line = diagnostic.line.filter(|line| *line > 0);
        }
        all
    }
}
