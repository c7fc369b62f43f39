//! Workbooks of LibreOffice, as a stream: rows that are repeated a million times for nothing cost nothing.

use super::archive;
use super::sheet::{Merged, Sheet};
use super::typed;
use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::filling::Job;
use crate::read::import::table::telling::Place;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// Rows of one sheet in any workbook.
const ROWS: u32 = 1 << 20;

/// Rows of one workbook that say the same as the row before them and are written once for all. Nobody enters more, and
/// a file of two kilobytes could ask for millions.
const REPEATED: u32 = 10_000;

/// Bytes of text that one cell may fill by being repeated in its row.
const WIDE: usize = 8 << 20;

/// Reads every sheet that holds rows.
pub(in crate::read::import::table) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let mut tables = Vec::new();
    let done = archive::check(bytes, &job.limits).and_then(|()| {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
        if is_locked(&mut zip) {
            return Err("it has a password; take it off and save it again".to_owned());
        }
        let content = zip.by_name("content.xml").map_err(|e| e.to_string())?;
        let mut reader = Reader::from_reader(BufReader::new(content));
        reader.config_mut().check_end_names = false;
        let mut book = Book { reader, buffer: Vec::new(), repeats: REPEATED };
        book.sheets(job, &mut tables)
    });
    if let Err(why) = done {
        job.telling.file(|at| {
            Finding::error(at, format!("the workbook cannot be read to its end: {why}"))
                .hint("open it in a spreadsheet and save it again, or save the sheet as CSV")
        });
    }
    tables
}

fn is_locked(zip: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(part) = zip.by_name("META-INF/manifest.xml") else { return false };
    let mut manifest = Vec::new();
    // What is cut off says enough.
    let _ = std::io::Read::read_to_end(&mut std::io::Read::take(part, 1 << 20), &mut manifest);
    memchr::memmem::find(&manifest, b"encryption-data").is_some()
}

struct Book<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Rows that may still repeat the one before them.
    repeats: u32,
}

/// A cell while it is read.
#[derive(Debug, Default, Clone)]
struct Cell {
    value: String,
    error: bool,
    /// A date of value 0.
    zero: bool,
    repeat: u32,
    rows: u32,
}

impl<R: BufRead> Book<R> {
    fn next(&mut self) -> Result<Event<'_>, String> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|e| e.to_string())
    }

    fn sheets(&mut self, job: &mut Job, tables: &mut Vec<Table>) -> Result<(), String> {
        loop {
            match self.next()? {
                Event::Start(e) if e.name().as_ref() == b"table:table" => {
                    let name = attribute(&e, b"table:name").unwrap_or_default();
                    let wanted = job.wants(&name);
                    let mut sheet = Sheet::new(&name, job, Vec::new());
                    let read = self.rows(&mut sheet, wanted, job);
                    if wanted {
                        tables.extend(sheet.finish(job));
                    }
                    read?;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn rows(&mut self, sheet: &mut Sheet, wanted: bool, job: &mut Job) -> Result<(), String> {
        let (mut row, mut hidden, mut more) = (0_u32, 0_u64, wanted);
        loop {
            let (repeat, is_hidden) = match self.next()? {
                Event::Start(e) if e.name().as_ref() == b"table:table-row" => {
                    let repeat = count(&e, b"table:number-rows-repeated");
                    (repeat, attribute(&e, b"table:visibility").is_some_and(|v| v != "visible"))
                }
                Event::Empty(e) if e.name().as_ref() == b"table:table-row" => {
                    row = row.saturating_add(count(&e, b"table:number-rows-repeated"));
                    continue;
                }
                Event::End(e) if e.name().as_ref() == b"table:table" => break,
                Event::Eof => return Err("it is cut off".to_owned()),
                _ => continue,
            };
            let cells = self.cells()?;
            let filled = cells.iter().any(|c| !c.value.is_empty());
            if filled && more {
                hidden += u64::from(is_hidden);
                let wanted = repeat.min(ROWS.saturating_sub(row));
                let again = wanted.saturating_sub(1).min(self.repeats);
                self.repeats -= again;
                if wanted > again + 1 {
                    too_often(row, repeat, job);
                }
                for n in 0..wanted.min(again + 1) {
                    more = place(&cells, row + n, sheet, job);
                    if !more {
                        break;
                    }
                }
            }
            row = row.saturating_add(repeat);
        }
        if hidden > 0 {
            job.telling.file(|at| {
                Finding::note(at, format!("{hidden} rows are hidden; they are read all the same"))
            });
        }
        Ok(())
    }

    fn cells(&mut self) -> Result<Vec<Cell>, String> {
        let mut cells = Vec::new();
        loop {
            let (cell, is_open) = match self.next()? {
                Event::Start(e) if is_cell(&e) => (typed(&e), true),
                Event::Empty(e) if is_cell(&e) => (typed(&e), false),
                Event::End(e) if e.name().as_ref() == b"table:table-row" => return Ok(cells),
                Event::Eof => return Err("it is cut off".to_owned()),
                _ => continue,
            };
            let (mut cell, is_text) = cell;
            if is_open {
                let text = self.text()?;
                // What the formula of a broken cell shows is an error, whatever its type.
                if cell.error || (is_text && is_error(&text)) {
                    cell.error = true;
                    cell.value = text;
                } else if is_text || cell.value.is_empty() {
                    cell.value = text;
                }
            }
            if cells.len() < 1 << 16 {
                cells.push(cell);
            }
        }
    }

    /// The text within a cell, a line for each paragraph; remarks are left out.
    fn text(&mut self) -> Result<String, String> {
        let (mut text, mut remarks, mut paragraphs) = (String::new(), 0_u32, 0_u32);
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().as_ref() {
                    b"office:annotation" => remarks += 1,
                    b"text:p" if remarks == 0 => {
                        paragraphs += 1;
                        text.push_str(if paragraphs > 1 { "\n" } else { "" });
                    }
                    _ => {}
                },
                Event::Empty(e) if remarks == 0 => match e.name().as_ref() {
                    b"text:s" => text
                        .extend(std::iter::repeat_n(' ', count(&e, b"text:c").min(100) as usize)),
                    b"text:tab" => text.push('\t'),
                    b"text:line-break" => text.push('\n'),
                    b"text:p" => text.push('\n'),
                    _ => {}
                },
                Event::Text(t) if remarks == 0 && paragraphs > 0 => {
                    text.push_str(&t.decode().unwrap_or_default());
                }
                Event::GeneralRef(r) if remarks == 0 => {
                    let name = r.decode().unwrap_or_default();
                    let known = r.resolve_char_ref().ok().flatten();
                    match known {
                        Some(letter) => text.push(letter),
                        None => text.push_str(
                            quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default(),
                        ),
                    }
                }
                Event::End(e) => match e.name().as_ref() {
                    b"office:annotation" => remarks = remarks.saturating_sub(1),
                    b"table:table-cell" | b"table:covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Eof => return Err("it is cut off".to_owned()),
                _ => {}
            }
        }
    }
}

fn too_often(row: u32, repeat: u32, job: &mut Job) {
    let place = Place { row: u64::from(row) + 1, column: 0, line: 0 };
    job.telling.place("a row is repeated too often", place, |at| {
        Finding::error(at, format!("the row is repeated {repeat} times; not all of them are read"))
            .expected(format!(
                "at most {REPEATED} rows in a workbook that repeat the one before them"
            ))
            .hint("delete the rows that were filled down too far, and save the workbook again")
    });
}

fn is_cell(e: &BytesStart<'_>) -> bool {
    matches!(e.name().as_ref(), b"table:table-cell" | b"table:covered-table-cell")
}

fn is_error(text: &str) -> bool {
    text.starts_with('#') && (text.ends_with('!') || text.ends_with('?') || text == "#N/A")
        || text.starts_with("Err:5")
}

/// Puts the cells of a row into their places.
fn place(cells: &[Cell], row: u32, sheet: &mut Sheet, job: &mut Job) -> bool {
    let (mut column, mut more) = (0_u32, true);
    for cell in cells {
        let mut repeat = cell.repeat.min(1 << 14);
        if !cell.value.is_empty() {
            // A long text over a whole row would be gigabytes.
            let most = u32::try_from(WIDE / cell.value.len()).unwrap_or(u32::MAX).max(1);
            if repeat > most {
                repeat = most;
                let place = Place { row: u64::from(row) + 1, column: column as usize + 1, line: 0 };
                job.telling.place("a cell is repeated too often", place, |at| {
                    Finding::error(at, "the cell is repeated in its row; not all of it is read")
                        .expected(format!("at most {} MiB of repeated cells in a row", WIDE >> 20))
                });
            }
            for n in 0..repeat {
                let column = column.saturating_add(n);
                if cell.error {
                    sheet.error(row, column, &cell.value, job);
                    continue;
                }
                if cell.zero {
                    more &= sheet.zero(row, column, &cell.value, job);
                    continue;
                }
                more &= sheet.cell(row, column, &cell.value, job);
            }
            if cell.rows > 1 && !cell.zero {
                sheet.merge(Merged {
                    first: row,
                    last: row.saturating_add(cell.rows - 1),
                    column,
                    value: cell.value.clone(),
                });
            }
        }
        column = column.saturating_add(cell.repeat);
    }
    more
}

/// The typed value of a cell, and whether its text is its value.
fn typed(e: &BytesStart<'_>) -> (Cell, bool) {
    let kind = attribute(e, b"office:value-type").unwrap_or_default();
    let error = attribute(e, b"calcext:value-type").is_some_and(|t| t == "error");
    let value = |name: &[u8]| attribute(e, name).unwrap_or_default();
    let (value, is_text) = match kind.as_str() {
        "float" | "percentage" | "currency" => {
            let written = value(b"office:value");
            (written.parse().map_or(written, typed::number), false)
        }
        "date" => (day(&value(b"office:date-value")), false),
        "time" => {
            let written = value(b"office:time-value");
            (typed::iso_duration(&written).unwrap_or(written), false)
        }
        "boolean" => (value(b"office:boolean-value"), false),
        "string" => {
            let written = value(b"office:string-value");
            let is_text = written.is_empty();
            (written, is_text)
        }
        _ => (String::new(), true),
    };
    let (repeat, rows) =
        (count(e, b"table:number-columns-repeated"), count(e, b"table:number-rows-spanned"));
    // What a formula gives that points to an empty cell, formatted as a date.
    let zero = kind == "date" && matches!(value.as_str(), "1899-12-30" | "1899-12-30T00:00:00");
    (Cell { value, error, zero, repeat, rows }, is_text)
}

/// A date without zeros behind the seconds.
fn day(written: &str) -> String {
    match written.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|b| b.is_ascii_digit()) => {
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            format!("{whole}{point}{fraction}")
        }
        _ => written.to_owned(),
    }
}

fn attribute(e: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = e.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    let raw = String::from_utf8_lossy(&attribute.value).into_owned();
    Some(quick_xml::escape::unescape(&raw).map_or(raw.clone(), |text| text.into_owned()))
}

/// A number of repetitions, 1 where none is given.
fn count(e: &BytesStart<'_>, name: &[u8]) -> u32 {
    attribute(e, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1)
}
