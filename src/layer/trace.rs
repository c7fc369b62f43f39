//! What a word looks like in the text of a file, where cells are written with signs around and within them.

use super::finder::Finder;
use super::query::Term;
use super::{Delimited, Form, Schema};

/// Something that stands in the text of every row that has a word in a cell, or in some of them.
#[derive(Debug, Clone)]
pub(super) struct Trace {
    pub(super) finder: Finder,
    /// True where a row with it may not have the word: its cells have to be looked at.
    pub(super) doubtful: bool,
}

/// What to look for in the text for a word.
///
/// In a table, a word without delimiter, quote or line end stands in the text as it does in its cell, and nothing that
/// crosses the border of a cell looks like it. Of any other word a piece is looked for. In JSON quotes and backslashes
/// have a backslash before them, and every letter beyond ASCII may be written as a number.
///
/// In a log nothing but brackets and blanks stands between the cells, so that letters and digits of a word stand in one.
///
/// One thing is not found: a word of which a part follows the quote that closes its cell, as in `"wo"rd`.
pub(super) fn traces(word: &str, schema: &Schema, sample: &[u8]) -> Vec<Trace> {
    let trace = |piece: &str, doubtful| Trace { finder: Finder::new(piece, sample), doubtful };
    match &schema.form {
        Form::Delimited(form) => {
            let special = |c: char| is_special(form, c);
            if !word.contains(special) {
                return vec![trace(word, false)];
            }
            // Between delimiters and line ends, which stand in a cell only where it is quoted, the longest piece.
            let piece = word.split(special).max_by_key(|piece| piece.len()).unwrap_or_default();
            match form.quote.filter(|_| piece.is_empty()) {
                // A line end or a delimiter alone: somewhere there is a quote.
                Some(quote) => vec![trace(&char::from(quote).to_string(), true)],
                None if piece.is_empty() => vec![trace(word, true)],
                None => vec![trace(piece, true)],
            }
        }
        Form::Log(_) => vec![trace(word, !word.chars().all(char::is_alphanumeric))],
        Form::JsonLines => {
            let doubtful = word.contains(['{', '}', '[', ']', ':', ',', '"', '\\'])
                || word.contains(char::is_control)
                || word.trim() != word
                || stands_in_names(word, schema, sample);
            let special =
                |c: char| c == '"' || c == '\\' || c == '/' || c.is_control() || !c.is_ascii();
            if !word.contains(special) {
                return vec![trace(word, doubtful)];
            }
            let piece = word.split(special).max_by_key(|piece| piece.len()).unwrap_or_default();
            if !piece.is_empty() {
                return vec![trace(piece, true)];
            }
            vec![trace(word, true), trace("\\", true)]
        }
    }
}

/// True where a sign is written otherwise in a quoted cell, or means something between cells.
fn is_special(form: &Delimited, sign: char) -> bool {
    let byte = u8::try_from(sign).ok().filter(u8::is_ascii);
    matches!(sign, '\n' | '\r')
        || byte.is_some_and(|b| b == form.delimiter || Some(b) == form.quote)
}

/// True where a word stands in the name of a column, or in `null`, which no cell shows.
fn stands_in_names(word: &str, schema: &Schema, sample: &[u8]) -> bool {
    let finder = Finder::new(word, sample);
    let mut names = schema.columns.iter().map(|c| c.name.as_str()).chain(["null"]);
    names.any(|name| finder.find(name.as_bytes()).is_some())
}

impl Term {
    /// As [`Self::stands_in`], of a row in whose text a trace of the word first stands at a place.
    pub(super) fn stands_near(
        &self,
        (trace, place): (&Trace, usize),
        raw: &[u8],
        schema: &Schema,
    ) -> bool {
        if let (Some(column), Form::Delimited(form), false) =
            (self.column, &schema.form, trace.doubtful)
            && let Some(here) = form.cell_at(raw, place)
        {
            // What stands in the text of a cell without quotes stands in the cell.
            if here == column {
                return true;
            }
            if here > column {
                return false;
            }
            if let Some(cell) = form.plain_cell(raw, place, column - here) {
                return self.finds(cell);
            }
        }
        self.stands_in(raw, schema)
    }

    /// True where the word stands in a cell of a row, given as the file has it; in that of its column, where it has one.
    pub(super) fn stands_in(&self, raw: &[u8], schema: &Schema) -> bool {
        let here = |n: usize| self.column.is_none_or(|column| column == n);
        let Form::Delimited(form) = &schema.form else {
            let cells = schema.form.cells(raw, &schema.headings());
            let mut cells = cells.iter().enumerate().filter(|(n, _)| here(*n));
            return cells.any(|(_, cell)| self.finds(cell.as_bytes()));
        };
        // A word without a quote stands in a cell as it does in the text between the quotes, doubled or not.
        if let Some(column) = self.column.filter(|_| self.traces.iter().all(|t| !t.doubtful))
            && let Some(cell) = form.nth(raw, column)
        {
            return self.finds(cell);
        }
        let mut places = Vec::new();
        let end = form.row(raw, 0, &mut places);
        let form = if end.closed { *form } else { Delimited { quote: None, ..*form } };
        let mut places = places.into_iter().enumerate().filter(|(n, _)| here(*n));
        places.any(|(_, place)| {
            let cell = form.value(raw.get(place).unwrap_or_default());
            self.finds(&cell)
        })
    }
}
