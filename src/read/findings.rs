//! Collects what is found while a file is read, and puts it in order at the end.

use super::diagnostic::{Diagnostic, Severity, shorten};

/// More than this is not kept: nobody reads on, and a broken file of millions of events must not
/// fill the memory with complaints.
const MOST: usize = 200;
/// So many are looked at to pick the gravest ones from.
const MOST_WHILE_READING: usize = 20_000;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// The file as a whole.
    File,
    /// So many bytes from the start of the text.
    Offset(usize),
    /// Row, field and line of a table; a field of 0 is the whole row.
    Cell(usize, usize, usize),
}

/// One thing found.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    severity: Severity,
    at: At,
    sheet: Option<String>,
    path: String,
    message: String,
    found: String,
    expected: String,
    hint: String,
}

impl Finding {
    /// Something was left out or cannot be used.
    pub(super) fn error(at: At, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, at, message)
    }

    /// Something was read, but perhaps not as it was meant.
    pub(super) fn warning(at: At, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, at, message)
    }

    /// Nothing is wrong, but it should be known.
    pub(super) fn note(at: At, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, at, message)
    }

    fn new(severity: Severity, at: At, message: impl Into<String>) -> Self {
        let empty = String::new;
        Self {
            severity,
            at,
            sheet: None,
            path: empty(),
            message: message.into(),
            found: empty(),
            expected: empty(),
            hint: empty(),
        }
    }

    /// The sheet of a workbook or the table of a database.
    pub(super) fn sheet(mut self, name: impl Into<String>) -> Self {
        self.sheet = Some(name.into());
        self
    }

    /// True where it is said of a sheet already.
    pub(super) const fn names_a_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Where in the record.
    pub(super) fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// What stands there.
    pub(super) fn found(mut self, found: impl AsRef<str>) -> Self {
        self.found = shorten(found.as_ref());
        self
    }

    /// What would have been right.
    pub(super) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// What to do.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Where the lines of a text start.
#[derive(Debug)]
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// Line from 1, and where it starts.
    fn line(&self, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= offset).max(1);
        (line, self.0.get(line - 1).copied().unwrap_or(0))
    }
}

/// All that was found in one file.
#[derive(Debug)]
pub(super) struct Findings {
    file: String,
    lines: Lines,
    list: Vec<Finding>,
    uncounted: usize,
}

impl Findings {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), lines: Lines::of(text), list: Vec::new(), uncounted: 0 }
    }

    /// Keeps a finding, or counts it where there are too many.
    pub(super) fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST_WHILE_READING {
            self.list.push(finding);
        } else {
            self.uncounted += 1;
        }
    }

    /// How many errors there are so far.
    pub(super) fn errors(&self) -> usize {
        self.uncounted + self.list.iter().filter(|f| f.severity == Severity::Error).count()
    }

    /// The line of a place, for sentences such as "the first is in line 12".
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.line(offset).0
    }

    /// True while one more finding would still be looked at: a hint that is dear to make is then worth it.
    pub(super) fn has_room(&self) -> bool {
        self.list.len() < MOST
    }

    /// The gravest, in the order of the file, and how many more there are.
    pub(super) fn into_diagnostics(mut self, text: &str) -> Vec<Diagnostic> {
        let more = self.uncounted + self.list.len().saturating_sub(MOST);
        // Both sorts are stable, so that things found at one place stay as they were found.
        self.list.sort_by_key(|f| (f.severity, f.at));
        self.list.truncate(MOST);
        self.list.sort_by_key(|f| f.at);
        let mut columns = Columns { text, offset: 0, line_start: 0, column: 0 };
        let list = std::mem::take(&mut self.list);
        let mut all: Vec<Diagnostic> =
            list.into_iter().map(|f| self.diagnostic(f, &mut columns)).collect();
        if more > 0 {
            let counted = Finding::note(At::File, format!("{more} more are not listed"))
                .hint("correct these first and read the file again");
            all.push(self.diagnostic(counted, &mut columns));
        }
        all
    }

    /// The finding with line and column instead of an offset.
    fn diagnostic(&self, f: Finding, columns: &mut Columns<'_>) -> Diagnostic {
        let (line, column, row) = match f.at {
            At::File => (None, None, None),
            At::Offset(offset) => {
                let (line, start) = self.lines.line(offset);
                (Some(line), Some(columns.column(start, offset)), None)
            }
            At::Cell(row, field, line) => (Some(line), (field > 0).then_some(field), Some(row)),
        };
        Diagnostic {
            severity: f.severity,
            file: self.file.clone(),
            line,
            column,
            row,
            sheet: f.sheet,
            path: (!f.path.is_empty()).then_some(f.path),
            message: f.message,
            found: f.found,
            expected: f.expected,
            hint: f.hint,
        }
    }
}

/// Counts characters from the last place on, not from the start of the line each time: a file of one
/// line of 200 MB would otherwise be counted through 200 times.
struct Columns<'a> {
    text: &'a str,
    offset: usize,
    line_start: usize,
    column: usize,
}

impl Columns<'_> {
    /// Column from 1 of an offset in the line that starts at `line_start`.
    fn column(&mut self, line_start: usize, offset: usize) -> usize {
        if line_start != self.line_start || offset < self.offset {
            (self.offset, self.line_start, self.column) = (line_start, line_start, 0);
        }
        let end = self.text.floor_char_boundary(offset);
        let passed = self.text.get(self.offset..end).unwrap_or_default();
        self.column += passed.chars().count();
        self.offset = end.max(self.offset);
        self.column + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "é x\nééx";
        let mut findings = Findings::new("f", text);
        for at in [9, 0, 3] {
            findings.push(Finding::error(At::Offset(at), "m"));
        }
        let places: Vec<_> =
            findings.into_diagnostics(text).iter().map(|d| (d.line, d.column)).collect();
        let at = |line, column| (Some(line), Some(column));
        assert_eq!(places, [at(1, 1), at(1, 3), at(2, 3)]);
    }

    #[test]
    fn errors_are_kept_before_notes_and_the_rest_is_counted() {
        let text = "x".repeat(1000);
        let mut findings = Findings::new("f", &text);
        for at in 0..300 {
            findings.push(Finding::note(At::Offset(at), "n"));
        }
        findings.push(Finding::error(At::Offset(900), "e"));
        let all = findings.into_diagnostics(&text);
        assert_eq!(all.len(), MOST + 1);
        assert_eq!(all[MOST - 1].severity, Severity::Error);
        assert_eq!(all[MOST].message, "101 more are not listed");
    }
}
