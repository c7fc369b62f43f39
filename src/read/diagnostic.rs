//! What a reader has to say about a file, in one text for the window and the terminal.

use serde::Serialize;
use std::fmt;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was left out or cannot be used.
    Error,
    /// Something was read, but perhaps not as it was meant.
    Warning,
    /// Nothing is wrong; the reader should know all the same.
    Note,
}

impl Severity {
    /// The word in text.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing to say about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file, as it was named to the reader.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1; in a table the number of the field, from 1.
    pub column: Option<usize>,
    /// Row of a table, from 1; the header is row 1, as a spreadsheet counts.
    pub row: Option<usize>,
    /// The sheet of a workbook or the table of a database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Where in the record, such as `events[3].when`; in a table the heading of the column.
    pub path: Option<String>,
    /// What happened, without a full stop.
    pub message: String,
    /// What stands there, shortened; empty where the message says it all.
    pub found: String,
    /// What would have been right; may be empty.
    pub expected: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// A note about a file as a whole; what else there is to say is put in its place.
    pub(crate) fn of_file(file: &str, message: String, hint: String) -> Self {
        Self {
            severity: Severity::Note,
            file: file.to_owned(),
            line: None,
            column: None,
            row: None,
            sheet: None,
            path: None,
            message,
            found: String::new(),
            expected: String::new(),
            hint,
        }
    }
}

/// How much there is to say: `2 problems and 1 note`; empty where there is nothing. A note alone is no problem.
#[must_use]
pub fn how_many<'d>(all: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let (mut problems, mut notes) = (0_usize, 0_usize);
    for diagnostic in all {
        *(if diagnostic.severity == Severity::Note { &mut notes } else { &mut problems }) += 1;
    }
    let words = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what}")),
        n => Some(format!("{n} {what}s")),
    };
    let parts = [words(problems, "problem"), words(notes, "note")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// What could be read, and what is to be said about the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    /// What could be read.
    pub value: T,
    /// In the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Read<T> {
    /// True where something was left out or cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// The same diagnostics with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        Read { value: change(self.value), diagnostics: self.diagnostics }
    }
}

/// Longest text that is quoted from a file. A screen line still holds it beside its label.
const LONGEST_QUOTE: usize = 80;

/// One line of at most 80 characters: line breaks become spaces, the rest is cut off.
#[must_use]
pub fn shorten(text: &str) -> String {
    // Only as much is looked at as can be shown: a field may hold many megabytes.
    let mut words = String::new();
    let mut space = false;
    for c in text.chars().take(LONGEST_QUOTE * 4) {
        if c.is_whitespace() || c.is_control() {
            space = !words.is_empty();
            continue;
        }
        if space {
            words.push(' ');
            space = false;
        }
        words.push(c);
    }
    if words.chars().count() <= LONGEST_QUOTE && text.chars().nth(LONGEST_QUOTE * 4).is_none() {
        return words;
    }
    let mut short: String = words.chars().take(LONGEST_QUOTE - 1).collect();
    short.push('…');
    short
}

impl fmt::Display for Diagnostic {
    /// Place, message, and a line each for what was found, what was expected and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ": “{sheet}”")?;
        }
        match (self.row, self.line, self.column) {
            (Some(row), _, column) => {
                write!(f, ": row {row}")?;
                if let Some(column) = column {
                    write!(f, ", column {column}")?;
                }
                if let Some(heading) = &self.path {
                    write!(f, " ({heading})")?;
                }
            }
            (None, Some(line), Some(column)) => write!(f, ":{line}:{column}")?,
            (None, Some(line), None) => write!(f, ":{line}")?,
            (None, None, _) => {}
        }
        write!(f, ": {}: {}", self.severity.word(), self.message)?;
        let place = self.path.as_deref().filter(|_| self.row.is_none()).unwrap_or_default();
        let lines = [
            ("in", place),
            ("found", &self.found),
            ("expected", &self.expected),
            ("hint", &self.hint),
        ];
        for (label, text) in lines {
            if !text.is_empty() {
                write!(f, "\n  {label}: {text}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_quoted_on_one_short_line() {
        assert_eq!(shorten("two\n  words"), "two words");
        assert_eq!(shorten(&"x".repeat(500)).chars().count(), LONGEST_QUOTE);
        assert_eq!(shorten(&format!("x{}", " ".repeat(500))).chars().count(), 2);
    }

    #[test]
    fn notes_are_not_counted_as_problems() {
        let note = Diagnostic::of_file("a.csv", "m".into(), String::new());
        let error = Diagnostic { severity: Severity::Error, ..note.clone() };
        assert_eq!(how_many([]), "");
        assert_eq!(how_many([&note]), "1 note");
        assert_eq!(how_many([&error, &note, &error]), "2 problems and 1 note");
    }

    #[test]
    fn a_place_in_a_table_is_named_by_row_and_heading() {
        let d = Diagnostic {
            severity: Severity::Error,
            file: "a.csv".into(),
            line: Some(8),
            column: Some(3),
            row: Some(6),
            sheet: None,
            path: Some("when".into()),
            message: "“x” is not a date in EDTF notation".into(),
            found: "x".into(),
            expected: String::new(),
            hint: "write year-month-day".into(),
        };
        assert_eq!(
            d.to_string(),
            "a.csv: row 6, column 3 (when): error: “x” is not a date in EDTF notation\n  found: x\n  \
             hint: write year-month-day"
        );
    }
}
