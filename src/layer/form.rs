//! How a row is written in the text of a layer, and how it is taken apart again.

use super::log::Log;
use std::borrow::Cow;
use std::ops::Range;

/// A row longer than this is not believed: a quote was opened in it and never closed, and everything after it would
/// be swallowed. 16 MiB.
pub const LONGEST_ROW: usize = 16 << 20;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Cells divided by a sign, rows by line ends.
    Delimited(Delimited),
    /// A JSON object on each line.
    JsonLines,
    /// Lines that begin with a time.
    Log(Log),
}

/// Text of cells with a sign between them, as in RFC 4180.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimited {
    /// The sign between cells.
    pub delimiter: u8,
    /// The sign around cells that hold delimiters or line ends; doubled within them. `None` where it is a sign like
    /// any other.
    pub quote: Option<u8>,
}

impl Default for Delimited {
    fn default() -> Self {
        Self { delimiter: b',', quote: Some(b'"') }
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::Delimited(Delimited::default())
    }
}

/// Where a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowEnd {
    /// Behind its last byte, the line end not counted.
    pub end: usize,
    /// Where the next row begins.
    pub next: usize,
    /// False where a quote was opened and not closed: the row was then read to its first line end, with its quotes
    /// as signs like any other.
    pub closed: bool,
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// Behind a quote within quotes: the end of the cell, or the first of two.
    Closing,
}

impl Delimited {
    /// Finds the cells of the row at `at`, with their quotes, and its end. The rules are those of the `csv` crate:
    /// a quote counts only at the start of a cell; CR, LF and CRLF all end a row.
    pub fn row(&self, text: &[u8], at: usize, cells: &mut Vec<Range<usize>>) -> RowEnd {
        self.row_with(self.quote, text, at, cells).unwrap_or_else(|| {
            let end = self.row_with(None, text, at, cells);
            let whole = RowEnd { end: text.len(), next: text.len(), closed: false };
            end.map_or(whole, |end| RowEnd { closed: false, ..end })
        })
    }

    /// `None` where a quote is not closed in time.
    fn row_with(
        &self,
        quote: Option<u8>,
        text: &[u8],
        at: usize,
        cells: &mut Vec<Range<usize>>,
    ) -> Option<RowEnd> {
        cells.clear();
        let rest = text.get(at..).unwrap_or_default();
        let (mut state, mut start) = (State::Start, at);
        let mut place = at;
        while let Some(&byte) = rest.get(place - at) {
            state = match state {
                State::Quoted => {
                    let ahead = rest.get(place - at..).unwrap_or_default();
                    let most = ahead.get(..LONGEST_ROW.saturating_sub(place - at)).unwrap_or(ahead);
                    place += memchr::memchr(quote?, most)?;
                    State::Closing
                }
                State::Start | State::Closing if Some(byte) == quote => State::Quoted,
                _ if byte == self.delimiter => {
                    cells.push(start..place);
                    start = place + 1;
                    State::Start
                }
                _ if byte == b'\n' || byte == b'\r' => {
                    cells.push(start..place);
                    let both = byte == b'\r' && rest.get(place - at + 1) == Some(&b'\n');
                    let next = place + if both { 2 } else { 1 };
                    return Some(RowEnd { end: place, next, closed: true });
                }
                _ => State::Plain,
            };
            place += 1;
        }
        (state != State::Quoted).then(|| {
            cells.push(start..place);
            RowEnd { end: place, next: place, closed: true }
        })
    }

    /// The number of the cell that has a place of a row, counted from 0, where no quote or line end lies before it.
    pub(super) fn cell_at(&self, row: &[u8], place: usize) -> Option<usize> {
        let before = row.get(..place)?;
        let quote = self.quote.unwrap_or(b'\n');
        let plain = memchr::memchr3(quote, b'\n', b'\r', before).is_none();
        plain.then(|| memchr::memchr_iter(self.delimiter, before).count())
    }

    /// A cell of a row by its number, without the quotes around it but with doubled ones as they are; empty where the row
    /// has not so many. `None` where the row has to be taken apart to tell: where a quote stands behind the cell that may
    /// never be closed, or something between its last quote and its end.
    pub(super) fn nth<'t>(&self, row: &'t [u8], number: usize) -> Option<&'t [u8]> {
        let mut rest = row;
        for n in 0..=number {
            let mut inside = 0;
            if let Some(quote) = self.quote.filter(|quote| rest.first() == Some(quote)) {
                inside = 1;
                loop {
                    inside += memchr::memchr(quote, rest.get(inside..)?)? + 1;
                    if rest.get(inside) != Some(&quote) {
                        break;
                    }
                    inside += 1;
                }
            }
            let outside = rest.get(inside..)?;
            let end = memchr::memchr3(self.delimiter, b'\n', b'\r', outside);
            let (cell, after) = rest.split_at(end.map_or(rest.len(), |end| inside + end));
            if n == number || after.first() != Some(&self.delimiter) {
                let quotes = |text| self.quote.is_some_and(|q| memchr::memchr(q, text).is_some());
                if n < number {
                    return (!quotes(after)).then_some(&[]);
                }
                let cell = if inside == 0 {
                    cell
                } else {
                    cell.strip_suffix(&[*cell.first()?])
                        .filter(|c| c.len() + 1 == inside)?
                        .get(1..)?
                };
                return (!quotes(after)).then_some(cell);
            }
            rest = after.get(1..)?;
        }
        None
    }

    /// The cell so many cells after the one that has a place; empty where the row has not so many. `None` where a cell
    /// on the way begins with a quote: then the whole row has to be taken apart. The place lies in a cell without.
    pub(super) fn plain_cell<'t>(
        &self,
        row: &'t [u8],
        place: usize,
        cells: usize,
    ) -> Option<&'t [u8]> {
        let mut rest = row.get(place..)?;
        for n in 0..=cells {
            if n > 0 && rest.first().copied().is_some_and(|first| Some(first) == self.quote) {
                return None;
            }
            let end = memchr::memchr3(self.delimiter, b'\n', b'\r', rest);
            let (cell, after) = rest.split_at(end.unwrap_or(rest.len()));
            if n == cells {
                return Some(cell);
            }
            let Some((_, after)) = after.split_first().filter(|(end, _)| **end == self.delimiter)
            else {
                break;
            };
            rest = after;
        }
        Some(&[])
    }

    /// What stands in a cell: without the quotes around it, and with doubled ones single.
    #[must_use]
    pub fn value<'t>(&self, cell: &'t [u8]) -> Cow<'t, [u8]> {
        let (Some(quote), Some((first, rest))) = (self.quote, cell.split_first()) else {
            return Cow::Borrowed(cell);
        };
        if *first != quote {
            return Cow::Borrowed(cell);
        }
        if let Some((last, inside)) = rest.split_last()
            && *last == quote
            && memchr::memchr(quote, inside).is_none()
        {
            return Cow::Borrowed(inside);
        }
        let mut value = Vec::with_capacity(cell.len());
        let mut state = State::Quoted;
        for &byte in rest {
            state = match state {
                State::Quoted if byte == quote => State::Closing,
                State::Quoted => State::Quoted,
                State::Closing if byte == quote => State::Quoted,
                _ => State::Plain,
            };
            if state != State::Closing {
                value.push(byte);
            }
        }
        Cow::Owned(value)
    }
}

impl Form {
    /// The cells of a row as text, `columns` of them and those beyond; what is not UTF-8 becomes U+FFFD.
    #[must_use]
    pub fn cells<S: AsRef<str>>(&self, raw: &[u8], columns: &[S]) -> Vec<String> {
        let mut cells = match self {
            Self::Delimited(form) => {
                let mut places = Vec::new();
                let end = form.row(raw, 0, &mut places);
                let form = if end.closed { *form } else { Delimited { quote: None, ..*form } };
                let cell = |r: Range<usize>| form.value(raw.get(r).unwrap_or_default());
                places.into_iter().map(|r| String::from_utf8_lossy(&cell(r)).into_owned()).collect()
            }
            Self::JsonLines => json_cells(raw, columns),
            Self::Log(form) => {
                let row = form.row(raw);
                let cell = |n| row.as_ref().map_or(&b""[..], |row| row.cell(n));
                let text = |n| String::from_utf8_lossy(cell(n)).into_owned();
                (0..columns.len()).map(text).collect()
            }
        };
        if cells.len() < columns.len() {
            cells.resize(columns.len(), String::new());
        }
        cells
    }
}

/// The values of an object by their names: text as it is, everything else as JSON, null as nothing.
fn json_cells<S: AsRef<str>>(raw: &[u8], columns: &[S]) -> Vec<String> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(raw).unwrap_or_default();
    let cell = |name: &S| match object.get(name.as_ref()) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    columns.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        Form::default().cells(text.as_bytes(), &["a", "b"])
    }

    #[test]
    fn quotes_are_taken_off_and_doubled_ones_are_single() {
        assert_eq!(cells("a,\"b,\n\"\"c\"\"\"\r\nnext"), ["a", "b,\n\"c\""]);
        assert_eq!(cells("5\" disk,\"x\"y\"z"), ["5\" disk", "xy\"z"]);
        assert_eq!(cells("one"), ["one", ""]);
        assert_eq!(cells("a,b,c"), ["a", "b", "c"]);
        assert_eq!(cells("\"\",\"\"\"\""), ["", "\""]);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_its_line() {
        let form = Delimited::default();
        let mut places = Vec::new();
        let text = b"a,\"open\nb,c\n";
        let end = form.row(text, 0, &mut places);
        assert_eq!((end.next, end.closed, places.len()), (8, false, 2));
        assert_eq!(cells("a,\"open"), ["a", "\"open"]);
    }

    #[test]
    fn an_object_gives_its_values_by_name() {
        let raw = br#"{"b":1,"a":"x","c":null}"#;
        assert_eq!(Form::JsonLines.cells(raw, &["a", "b", "c"]), ["x", "1", ""]);
        assert_eq!(Form::JsonLines.cells(b"broken", &["a"]), [""]);
    }
}
