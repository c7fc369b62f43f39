//! Text divided by signs, as spreadsheets, databases and programs write it, and as people repair it by hand.

use super::dialect::{self, Dialect, LineEnd, Reach, Record};
use super::encoding::{self, Decoded};
use super::filling::{Filling, Job};
use super::telling::{Place, Telling};
use super::{Table, header};
use crate::read::findings::Finding;

/// Bytes from which the dialect is told.
const SAMPLE: usize = 256 << 10;

/// Reads the one table of a text.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let bytes = job.part(bytes);
    let decoded = encoding::decode(bytes);
    let text = &*decoded.text;
    let (dialect, divided, start) = dialect_of(text);
    let mut filling = job.filling("");
    filling.table.encoding = decoded.encoding.to_owned();
    filling.table.delimiter = divided.then_some(dialect.delimiter);
    let mut rows = Rows::new(text, dialect, start, job.limits.cell);
    rows.fill(&mut filling, job);
    if job.cut && !text.ends_with(['\n', '\r']) {
        cut_off(&filling.table, &mut job.telling);
    }
    rows.ends.tell(&mut job.telling);
    tell_encoding(&decoded, &filling.table, dialect, &mut job.telling);
    let mut table = filling.finish(&mut job.telling);
    header::find(&mut table, job, header::Rest::Text);
    if table.rows.is_empty() && table.header.is_empty() { Vec::new() } else { vec![table] }
}

/// A cell without the apostrophe by which programs keep spreadsheets from running it as a formula. Where another
/// follows, it opens a quotation.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) && !rest.contains('\'') => rest,
        _ => cell,
    }
}

/// Says that the last row may be a part of itself: half a date is another date.
fn cut_off(table: &Table, telling: &mut Telling) {
    let Some(last) = table.rows.last() else { return };
    let found: Vec<&str> = table.cells(last).collect();
    let place = Place { row: last.number, column: 0, line: last.line };
    telling.place("a row that is cut off", place, |at| {
        Finding::warning(at, "the file is cut off within or behind this row; it may not be whole")
            .found(found.join(" | "))
            .expected("a line end behind the last row")
            .hint("get the file again; until then take nothing from the last cell of this row")
    });
}

/// The dialect of a text, whether it has several columns, and where its table begins.
fn dialect_of(text: &str) -> (Dialect, bool, usize) {
    let said = dialect::said(text);
    let start = said.map_or(0, |(_, at)| at);
    let body = text.get(start..).unwrap_or_default();
    let mut end = body.floor_char_boundary(SAMPLE);
    if end < body.len() {
        // The last line of the sample is cut in two.
        end = body.get(..end).and_then(|s| s.rfind(['\n', '\r'])).map_or(end, |at| at + 1);
    }
    let sample = body.get(..end).unwrap_or_default();
    let knows = |record: &Record| header::known(record.fields());
    let (mut dialect, mut divided) = dialect::of(sample, &knows);
    if let Some((sign, _)) = said {
        (dialect.delimiter, divided) = (sign, true);
    }
    (dialect, divided, start)
}

/// The rows of a text.
struct Rows<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    place: Place,
    keep: usize,
    /// Fields of the rows so far, to judge a row that a quote makes odd.
    usual: usize,
    /// Bytes that may still be read twice to repair quotes; without such a limit a file of quotes takes for ever.
    repairs: usize,
    /// Behind this place no quote is closed.
    no_close: Option<usize>,
    ends: Ends,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, dialect: Dialect, at: usize, cell: usize) -> Self {
        let first = u64::from(at > 0);
        let place = Place { row: 1 + first, column: 0, line: 1 + first };
        let keep = cell.saturating_add(4);
        let repairs = text.len().saturating_mul(3).saturating_add(16 << 20);
        Self {
            text,
            dialect,
            at,
            place,
            keep,
            usual: 0,
            repairs,
            no_close: None,
            ends: Ends::default(),
        }
    }

    fn fill(&mut self, filling: &mut Filling, job: &mut Job) {
        let mut record = Record::default();
        let mut other = Record::default();
        let mut counts = [0_u32; 256];
        while self.at < self.text.len() {
            self.next(&mut record, &mut other, &mut job.telling);
            let fields = record.ends.len();
            if let Some(count) = counts.get_mut(fields) {
                *count += 1;
                if self.place.row < 1000 {
                    self.usual = usual(&counts);
                }
            }
            self.ends.count(record.line_end, self.place);
            let fields = record.fields().map(unguarded);
            let more = filling.row(self.place, fields, &mut job.telling);
            self.at = record.next.max(self.at + 1);
            self.place.row += 1;
            self.place.line += record.lines;
            if !more && job.peek {
                return;
            }
            if filling.is_full() && !more {
                filling.table.rows_found += self.rest();
                return;
            }
        }
    }

    /// About how many rows are left, for the message that there are too many: lines, not records.
    fn rest(&self) -> u64 {
        let end = if self.dialect.returns { b'\r' } else { b'\n' };
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        memchr::memchr_iter(end, rest).count() as u64
    }

    /// Reads one record; where a quote swallows what follows it, reads it again with that quote as a letter.
    fn next(&mut self, record: &mut Record, other: &mut Record, telling: &mut Telling) {
        let one_line = self.repairs == 0 || self.no_close.is_some_and(|at| self.at >= at);
        let reach = Reach { literal: None, one_line, keep: self.keep };
        self.dialect.record(self.text, self.at, reach, record);
        if record.unclosed && !one_line {
            self.no_close.get_or_insert(self.at);
        }
        let fields = record.ends.len();
        let odd = self.usual > 0 && fields != self.usual;
        let suspicious = record.unclosed || (record.opened.is_some() && (record.stray > 0 || odd));
        if !suspicious {
            if record.stray > 0 {
                self.stray(record, telling);
            }
            return;
        }
        self.repairs = self.repairs.saturating_sub(record.next.saturating_sub(self.at));
        let Some(quote) = record.opened.or_else(|| self.open_quote()) else { return };
        let reach = Reach { literal: Some(quote), one_line: true, keep: self.keep };
        self.dialect.record(self.text, self.at, reach, other);
        let right = self.usual == 0 || other.ends.len() == self.usual;
        if !record.unclosed && (!right || !odd && record.stray == 0) {
            return;
        }
        std::mem::swap(record, other);
        let around = self.text.get(quote..record.next.max(quote)).unwrap_or_default();
        telling.place("a quote is never closed", self.place, |at| {
            Finding::error(at, "a quote is opened and not closed in its field")
                .found(around.get(..around.floor_char_boundary(200)).unwrap_or_default())
                .expected("quotes in pairs; a quote inside a quoted field is written twice")
                .hint("the row is read to the end of its line, with the quote as a letter; close the quote or take it out")
        });
    }

    /// The quote that is still open at the end of the line or of the text.
    fn open_quote(&self) -> Option<usize> {
        let line = self.text.get(self.at..)?.split(['\n', '\r']).next()?;
        let quote = char::from(self.dialect.quote?);
        line.match_indices(quote).map(|(at, _)| self.at + at).rfind(|at| {
            let before = self.text.get(self.at..*at).unwrap_or_default().trim_end_matches(' ');
            before.is_empty() || before.as_bytes().last() == Some(&self.dialect.delimiter)
        })
    }

    fn stray(&self, record: &Record, telling: &mut Telling) {
        telling.place("a quote within a field is not doubled", self.place, |at| {
            let quote = self.dialect.quote.map_or('"', char::from);
            let field = record.fields().enumerate().find(|(_, f)| f.contains(quote));
            Finding::note(
                at,
                "a quote within a quoted field is not doubled; it is read as a letter",
            )
            .found(field.map_or("", |(_, f)| f))
            .expected("two quotes for one within a quoted field")
        });
    }
}

/// How the rows of a text end. Parts of a file that were put together by hand may end each in their own way.
#[derive(Debug, Default)]
struct Ends {
    /// How many rows end with LF, CRLF and CR, and where the first of them is.
    kinds: [(u64, Place); 3],
}

impl Ends {
    fn count(&mut self, end: LineEnd, place: Place) {
        let kind = match end {
            LineEnd::Feed => 0,
            LineEnd::Both => 1,
            LineEnd::Return => 2,
            LineEnd::None => return,
        };
        if let Some((count, first)) = self.kinds.get_mut(kind) {
            if *count == 0 {
                *first = place;
            }
            *count += 1;
        }
    }

    /// Says that they are mixed, at the first row that ends in another way than the rows before it.
    fn tell(&self, telling: &mut Telling) {
        const NAMES: [&str; 3] = ["LF", "CRLF", "CR alone"];
        let seen = || self.kinds.iter().zip(NAMES).filter(|((count, _), _)| *count > 0);
        let mut firsts: Vec<Place> = seen().map(|((_, first), _)| *first).collect();
        firsts.sort_by_key(|place| place.row);
        let Some(other) = firsts.get(1) else { return };
        let counts = seen().map(|((count, _), name)| match count {
            1 => format!("1 row ends with {name}"),
            _ => format!("{count} rows end with {name}"),
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        telling.place("lines end in several ways", *other, |at| {
            let finding = if self.kinds.get(2).is_some_and(|(count, _)| *count > 0) {
                Finding::warning(at, "lines end in several ways; each of them ends a row")
            } else {
                Finding::note(at, "lines end in several ways; each of them ends a row")
            };
            finding
                .found(counts)
                .expected("one kind of line end in a file; line ends within a cell in quotes")
                .hint("see whether the rows around this one are whole")
        });
    }
}

/// The number of fields that most rows have so far; of several the largest.
fn usual(counts: &[u32]) -> usize {
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().rposition(|count| *count == most).unwrap_or(0)
}

/// Says what is odd about the letters, with the rows in which it stands.
fn tell_encoding(decoded: &Decoded<'_>, table: &Table, dialect: Dialect, telling: &mut Telling) {
    let end = if dialect.returns { b'\r' } else { b'\n' };
    encoding::tell(decoded, telling, |at| {
        let before = decoded.text.as_bytes().get(..at).unwrap_or_default();
        let line = memchr::memchr_iter(end, before).count() as u64 + 1;
        let after = table.rows.partition_point(|row| row.line <= line);
        let row =
            after.checked_sub(1).and_then(|n| table.rows.get(n)).map_or(line, |row| row.number);
        Place { row, column: 0, line }
    });
}
