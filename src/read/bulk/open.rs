//! The text of a file, wherever and however it lies.

use super::unpack::{Unpacked, unpacked};
use super::{BulkError, BulkPlan, Control, Progress};
use crate::layer::Text;
use crate::read::Diagnostic;
use crate::read::import::{
    Container, Input, Limits, SQLITE, Table, Watch, container, line, tables_of_layer,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// How long is waited between two looks at whether to stop.
const WAIT: Duration = Duration::from_millis(15);

/// A file to read.
#[derive(Debug, Clone, Default)]
pub struct BulkSource {
    /// As the user knows it.
    pub name: String,
    /// Its text.
    pub text: Arc<Text>,
    /// What there is to say of the file as a whole: that it was cut off, rows beyond the limits, sheets that were
    /// left out.
    pub told: Vec<Diagnostic>,
    /// True where the text has a line of headings and the file no such row, as in a database; for the numbers of rows.
    pub headless: bool,
    /// True where the file is packed, and damaged or cut off.
    pub cut: bool,
}

/// Opens a file, unpacks it where it is packed, and guesses how it is to be read.
///
/// # Errors
/// Where it cannot be opened or unpacked, or no column holds times.
pub fn open_bulk(
    path: &Path,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<(BulkSource, BulkPlan), BulkError> {
    let name = path.display().to_string();
    let text = Text::open(path).map_err(|source| BulkError::Io { name: name.clone(), source })?;
    open_text(&name, text, limits, control)
}

/// The same of what is no file, such as standard input.
///
/// # Errors
/// Where it cannot be unpacked, or no column holds times.
pub fn open_text(
    name: &str,
    text: Text,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<(BulkSource, BulkPlan), BulkError> {
    let name = name.to_owned();
    let source = source_of(&name, text, limits, control)?;
    let text = source.text.bytes();
    if text.get(..1 << 20).unwrap_or(text).trim_ascii().is_empty() {
        return Err(BulkError::Empty { name });
    }
    let plan = BulkPlan::guess(source.text.bytes()).ok_or(BulkError::NoTimes { name })?;
    Ok((source, plan))
}

/// A text as it can be read: unpacked where it is gzip or Zstandard, in UTF-8 where it is UTF-16 or another
/// encoding, with line feeds where lines end in carriage returns alone. What is changed lies in memory.
///
/// # Errors
/// Where it is damaged, unpacks to more than `limits`, or somebody asked to stop.
pub fn source_of(
    name: &str,
    text: Text,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<BulkSource, BulkError> {
    let Unpacked { text: unpacked, damage } = unpacked(name, text.bytes(), limits, control)?;
    let text = unpacked.map_or(text, Text::Held);
    let mut source = match tabled(name, &text, limits, control)? {
        Some(source) => source,
        None => BulkSource {
            name: name.to_owned(),
            text: Arc::new(in_utf8(text)),
            ..BulkSource::default()
        },
    };
    source.cut = damage.is_some();
    source.told.splice(0..0, damage);
    Ok(source)
}

/// The table of a workbook, a database, a Parquet file or a JSON array that has the most rows with times; `None` for
/// text, and for what no table is found in.
///
/// Those who wrote the readers of such files did not think of stopping them, and one that opens a workbook may be at
/// it for seconds. So it is read on a thread of its own, which is left alone where somebody asks to stop: it ends at
/// its next row, and nobody waits for it.
fn tabled(
    name: &str,
    text: &Text,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<BulkSource>, BulkError> {
    if !is_table_file(text.bytes()) {
        return Ok(None);
    }
    let bytes = text.bytes().to_vec();
    let input = Input { name: name.to_owned(), bytes, limits: *limits, ..Input::default() };
    let watch = Arc::new(Watch::default());
    let (report, done) = std::sync::mpsc::channel();
    let watched = Arc::clone(&watch);
    std::thread::spawn(move || {
        // Nobody may wait for it any more.
        let _ = report.send(table_of(input, &watched));
    });
    loop {
        if control.stop.load(Ordering::Relaxed) {
            watch.stop();
            return Err(BulkError::Stopped);
        }
        match done.recv_timeout(WAIT) {
            Ok(found) => return Ok(found),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(BulkError::Fault { name: name.to_owned() });
            }
            Err(RecvTimeoutError::Timeout) => {
                (control.progress)(Progress { rows: watch.rows(), bytes: 0, total: 0 });
            }
        }
    }
}

/// Reads the tables, and gives the one with the most rows that has a column of times.
fn table_of(input: Input, watch: &Arc<Watch>) -> Option<BulkSource> {
    let container = container(&input).filter(|c| *c != Container::Delimited)?;
    let (mut found, told) = tables_of_layer(&input, container, watch);
    let Input { name, .. } = input;
    found.sort_by_key(|t| std::cmp::Reverse(t.rows_found));
    let timed = |source: &BulkSource| BulkPlan::guess(source.text.bytes()).is_some();
    let source = found.into_iter().map(|t| whole(&name, t)).find(timed)?;
    Some(BulkSource { told, ..source })
}

/// True for what begins as a workbook, a Parquet file, a SQLite database or a JSON array.
#[must_use]
pub fn is_table_file(bytes: &[u8]) -> bool {
    let starts = |sign: &[u8]| bytes.starts_with(sign);
    let workbook = starts(b"PK\x03\x04") || starts(&[0xD0, 0xCF, 0x11, 0xE0]);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let array = text.get(..64).unwrap_or(text).trim_ascii_start().starts_with(b"[");
    workbook || starts(b"PAR1") || starts(SQLITE) || array && is_json_array(text)
}

/// A log may begin with a bracket too: `[2025-01-19 09:30] …`.
fn is_json_array(text: &[u8]) -> bool {
    let rest = text.trim_ascii_start().get(1..).unwrap_or_default().trim_ascii_start();
    matches!(rest.first(), Some(b'{' | b'['))
}

/// The text in UTF-8. One whose beginning is UTF-8 stays as it is.
fn in_utf8(text: Text) -> Text {
    const SAMPLE: usize = 1 << 20;
    let bytes = text.bytes();
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if valid(sample) => match unmarked_utf16(sample) {
            Some(encoding) => encoding,
            None => return lines_with_feeds(text),
        },
        None => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, bytes.len() <= SAMPLE);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    };
    if encoding == encoding_rs::UTF_8 {
        return lines_with_feeds(text);
    }
    let (decoded, _) = encoding.decode_with_bom_removal(bytes);
    lines_with_feeds(Text::Held(decoded.into_owned().into_bytes()))
}

/// UTF-8, or so nearly that the rest is damage: one place in a hundred letters beyond ASCII.
fn valid(sample: &[u8]) -> bool {
    let (mut wrong, mut letters) = (0, 0);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xC2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // The end of the sample may have cut a letter.
    wrong == 0 || (letters > 0 && wrong <= 1 + letters / 100)
}

fn unmarked_utf16(sample: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = sample.get(..16)?;
    let zeros = |odd| start.iter().enumerate().all(|(n, b)| (*b == 0) == (n % 2 == odd));
    if zeros(1) {
        return Some(encoding_rs::UTF_16LE);
    }
    zeros(0).then_some(encoding_rs::UTF_16BE)
}

/// Lines of old files end in a carriage return alone.
fn lines_with_feeds(text: Text) -> Text {
    const SAMPLE: usize = 1 << 20;
    let sample = text.bytes().get(..SAMPLE).unwrap_or_else(|| text.bytes());
    if memchr::memchr(b'\n', sample).is_some() || memchr::memchr(b'\r', sample).is_none() {
        return text;
    }
    let feed = |b: &u8| if *b == b'\r' { b'\n' } else { *b };
    Text::Held(text.bytes().iter().map(feed).collect())
}

/// A table that was no text, of a workbook, a database or a Parquet file, as text in memory. Rows have the numbers of
/// the table, not those of the sheet; its lines are those of the text.
#[must_use]
pub fn source_of_table(name: &str, table: &Table) -> BulkSource {
    let mut text = kept(table);
    for piece in &table.more {
        text.extend_from_slice(piece);
    }
    of_text(name, text, table)
}

/// The text of a table. Where its first row is row 1, none is that of the headings.
fn of_text(name: &str, text: Vec<u8>, table: &Table) -> BulkSource {
    BulkSource {
        name: name.to_owned(),
        text: Arc::new(Text::Held(text)),
        told: Vec::new(),
        cut: false,
        headless: table.rows.first().is_some_and(|row| row.number == 1),
    }
}

/// The same, where the table is not needed any more: its text is never there twice.
fn whole(name: &str, mut table: Table) -> BulkSource {
    let mut text = kept(&table);
    let more = std::mem::take(&mut table.more);
    text.reserve_exact(more.iter().map(Vec::len).sum());
    for piece in more {
        text.extend_from_slice(&piece);
    }
    of_text(name, text, &table)
}

/// The headings, and the rows that are cells still.
fn kept(table: &Table) -> Vec<u8> {
    let mut text = Vec::with_capacity(table.text.len() + table.ends.len() * 2);
    line(&mut text, table.header.iter().map(String::as_str));
    for row in &table.rows {
        // A row of nothing would be no row at all in the text.
        line(&mut text, (0..row.cells.max(1)).map(|column| table.cell(row, column)));
    }
    text
}
