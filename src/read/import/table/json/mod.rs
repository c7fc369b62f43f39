//! JSON of any flat shape, and a JSON value on each line.

mod beside;
mod records;
pub(in crate::read::import) mod scan;
mod survey;

use super::encoding::{self, Decoded};
use super::filling::Job;
use super::telling::{Place, Telling};
use super::{Table, header};
use crate::read::findings::Finding;
use records::Records;
use scan::{Broken, Kind, Scan};
use survey::{Candidate, Form, Survey};

/// Reads the records of a JSON value.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let decoded = encoding::decode(job.part(bytes));
    let text = &*decoded.text;
    let mut scan = Scan::new(text, job.limits.depth);
    let mut survey = Survey::default();
    let broken = survey.of(&mut scan).err();
    let best = survey.best(job.wanted.as_deref()).cloned();
    let single = best.as_ref().is_some_and(|b| b.form == Form::Single && b.path.is_empty());
    if broken.is_none() && single && scan.peek() == Some(b'{') {
        // Its first line is longer than what was looked at to tell what the file is.
        return read_lines(bytes, job);
    }
    tell_encoding(&decoded, &mut job.telling);
    let table = best.map(|best| {
        others(text, &survey, &best, job);
        made(text, &best, job)
    });
    let (table, whole) = table.map_or((None, true), |(table, whole)| (Some(table), whole));
    match broken {
        Some(broken) => {
            // Where the records themselves are broken, it is in the last that was read.
            let last = table.as_ref().and_then(|t| t.rows.last()).filter(|_| !whole);
            let place = (last.map_or(0, |row| row.number), line_of(text, broken.at));
            tell_broken(text, broken, place, &mut job.telling);
        }
        None => behind(&mut scan, &mut job.telling),
    }
    table.filter(|t| !t.rows.is_empty()).into_iter().collect()
}

/// Tells what stands behind the value.
fn behind(scan: &mut Scan<'_>, telling: &mut Telling) {
    if scan.peek().is_none() {
        return;
    }
    let (line, at) = (line_of(scan.text, scan.at), scan.at);
    telling.place("something follows the JSON", Place { row: line, column: 0, line }, |place| {
        Finding::warning(place, "something follows the end of the JSON and is left out")
            .found(scan.text.get(at..).unwrap_or_default())
            .expected("one value, or one on each line")
    });
}

/// Tells which of several lists was read.
fn others(text: &str, survey: &Survey, best: &Candidate, job: &mut Job) {
    let is_list = |c: &&Candidate| {
        matches!(c.form, Form::Objects | Form::Keyed | Form::Lists) && c.at != best.at
    };
    let others: Vec<String> = survey
        .candidates
        .iter()
        .filter(is_list)
        .take(20)
        .map(|c| format!("“{}” ({})", c.path, c.records))
        .collect();
    // What is said of the file as a whole is no part of a record.
    let about = beside::shown(text, best, job.limits.depth);
    if best.path.is_empty() && others.is_empty() {
        return;
    }
    let name = if best.path.is_empty() { "the top" } else { &best.path };
    let records = best.records;
    job.telling.file(|at| {
        let note = Finding::note(at, format!("the rows are the {records} records of “{name}”"));
        if others.is_empty() && about.is_empty() {
            return note;
        }
        if others.is_empty() {
            return note.found(format!("beside them: {}", about.join(", "))).hint(
                "what stands beside the records is about the file, and is not in the events",
            );
        }
        note.found(format!("left out: {}", others.join(", ")))
            .hint("name another of them as the sheet to read it")
    });
}

/// The table of a value, and whether it was read to its end.
fn made(text: &str, best: &Candidate, job: &mut Job) -> (Table, bool) {
    let mut records = Records::new(job, &best.path);
    let mut scan = Scan { at: best.at, ..Scan::new(text, job.limits.depth) };
    let mut lines = Lines { text, at: 0, line: 1 };
    // A broken place is told by the survey, which came to it first.
    let read = match best.form {
        Form::Objects | Form::Lists | Form::Words => {
            each(&mut scan, b']', &mut records, &mut lines, job)
        }
        Form::Keyed => each(&mut scan, b'}', &mut records, &mut lines, job),
        Form::Single => one(&mut scan, None, &mut records, &mut lines, job).map(|_| ()),
        Form::Columns => columns(&mut scan, &mut records, job),
    };
    let lists = best.form == Form::Lists;
    let named = lists.then(|| beside::headings(text, best, job.limits.depth)).flatten();
    (finish(records, lists, named, job), read.is_ok())
}

fn finish(records: Records, lists: bool, named: Option<Vec<String>>, job: &mut Job) -> Table {
    let Records { filling, header, .. } = records;
    let mut table = filling.finish(&mut job.telling);
    let widest = table.rows.iter().map(|r| r.cells).max().unwrap_or(0);
    if let Some(named) = named.filter(|n| n.len() >= widest) {
        table.header = named;
        table.has_header = true;
    } else if lists {
        header::find(&mut table, job, header::Rest::Places);
    } else {
        table.header = header;
        table.has_header = true;
    }
    table
}

/// Each member of a list or an object.
fn each(
    scan: &mut Scan<'_>,
    end: u8,
    records: &mut Records,
    lines: &mut Lines<'_>,
    job: &mut Job,
) -> Result<(), Broken> {
    scan.enter();
    while scan.more(end)? {
        let key = if end == b'}' { Some(scan.key()?) } else { None };
        if records.filling.is_full() {
            scan.skip()?;
            records.filling.table.rows_found += 1;
            if job.peek {
                return Ok(());
            }
        } else {
            one(scan, key.as_deref(), records, lines, job)?;
        }
    }
    Ok(())
}

/// One record; false where no more are wanted. What was read of a broken one is kept.
fn one(
    scan: &mut Scan<'_>,
    key: Option<&str>,
    records: &mut Records,
    lines: &mut Lines<'_>,
    job: &mut Job,
) -> Result<bool, Broken> {
    scan.peek();
    records.place.row += 1;
    records.place.line = lines.of(scan.at);
    let read = records.value(scan, key, &mut job.telling);
    let more = records.push(&mut job.telling);
    read.map(|()| more)
}

/// An object of lists: each is a column.
fn columns(scan: &mut Scan<'_>, records: &mut Records, job: &mut Job) -> Result<(), Broken> {
    let mut all: Vec<Vec<String>> = Vec::new();
    scan.enter();
    while scan.more(b'}')? {
        let key = scan.key()?.into_owned();
        scan.kind()?;
        scan.enter();
        let mut column = Vec::new();
        while scan.more(b']')? {
            let value = match scan.kind()? {
                Kind::Text => scan.string()?.into_owned(),
                _ => Some(scan.word()).filter(|w| *w != "null").unwrap_or_default().to_owned(),
            };
            column.push(value);
        }
        records.header.push(key);
        all.push(column);
    }
    let rows = all.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        records.place.row += 1;
        let cells = all.iter().map(|column| column.get(row).map_or("", String::as_str));
        if !records.filling.row(records.place, cells, &mut job.telling) {
            break;
        }
    }
    records.header.truncate(job.limits.columns);
    Ok(())
}

/// Reads a value on each line. A line that is broken is told and left out, the others are read; values that go over
/// several lines are read as well.
pub(super) fn read_lines(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let decoded = encoding::decode(job.part(bytes));
    tell_encoding(&decoded, &mut job.telling);
    let text = &*decoded.text;
    let mut records = Records::new(job, "");
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut scan = Scan { multiline: false, ..Scan::new(text, job.limits.depth) };
    let (mut lists, mut objects) = (0_u64, 0_u64);
    // Bytes that may be read twice to find where a broken value ends.
    let mut repairs = text.len().saturating_mul(2).saturating_add(1 << 20);
    while let Some(first) = scan.peek() {
        if first == b',' {
            scan.at += 1;
            continue;
        }
        let start = scan.at;
        let mut line_end = end_of_line(text, start);
        // Where it is whole within its line, nothing behind the line is looked at.
        let mut ahead = Scan { text: text.get(..line_end).unwrap_or_default(), ..scan };
        let mut skipped = ahead.skip();
        if skipped.is_err_and(|b| b.why == scan::Why::End) && repairs > 0 {
            ahead = scan;
            skipped = ahead.skip();
            repairs = repairs.saturating_sub(ahead.at.saturating_sub(start));
            line_end = end_of_line(text, ahead.at);
        }
        let is_value = matches!(first, b'{' | b'[');
        match skipped {
            Ok(()) if is_value => {
                lists += u64::from(first == b'[');
                objects += u64::from(first == b'{');
                if !one(&mut scan, None, &mut records, &mut lines, job).unwrap_or(true) {
                    records.filling.table.rows_found += rest(text, scan.at);
                    break;
                }
                scan.at = ahead.at;
            }
            other => {
                records.place.row += 1;
                records.filling.table.rows_found += 1;
                // A value that ends where the next line begins one was cut off in its own line.
                let cut = other.err().filter(|b| begins_a_line(text, start, b.at));
                let at = cut.map_or(other.err().map_or(start, |b| b.at), |_| start);
                let why = match cut {
                    Some(_) => scan::Why::End,
                    None => other.err().map_or(scan::Why::Sign, |b| b.why),
                };
                if !(job.peek && line_end == text.len()) {
                    // Counted from here: a file may have as many broken values as lines.
                    let passed = line_feeds(text.as_bytes().get(start..at).unwrap_or_default());
                    let place = (records.place.row, lines.of(start) + passed);
                    tell_broken(text, Broken { at, why }, place, &mut job.telling);
                }
                scan.at = end_of_line(text, start);
            }
        }
    }
    let table = finish(records, lists > 0 && objects == 0, None, job);
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

/// True for a place behind the line of `start` at which another value begins a line.
fn begins_a_line(text: &str, start: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = bytes.get(start..at).unwrap_or_default();
    before.ends_with(b"\n") && matches!(bytes.get(at), Some(b'{' | b'['))
}

fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |n| at + n)
}

fn line_feeds(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// About how many records are left.
fn rest(text: &str, at: usize) -> u64 {
    line_feeds(text.as_bytes().get(at..).unwrap_or_default())
}

/// Counts lines as it goes on.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u64 {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += line_feeds(passed);
        self.at = self.at.max(at);
        self.line
    }
}

fn line_of(text: &str, at: usize) -> u64 {
    Lines { text, at: 0, line: 1 }.of(at)
}

/// Tells where the JSON is broken.
fn tell_broken(text: &str, broken: Broken, (row, line): (u64, u64), telling: &mut Telling) {
    let from = broken.at.min(text.len());
    let start = text.get(..from).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
    let start = text.floor_char_boundary(start.max(from.saturating_sub(40)));
    let end = text.floor_char_boundary(from.saturating_add(60).min(text.len()));
    let place = Place { row: if row > 0 { row } else { line }, column: 0, line };
    telling.place("broken JSON", place, |at| {
        let finding = Finding::error(at, format!("{} (line {line})", broken.why.words()))
            .found(text.get(start..end).unwrap_or_default());
        match broken.why {
            scan::Why::End => finding
                .expected("a quote or a bracket that closes it")
                .hint("the file may be cut off; what came before was read"),
            scan::Why::Depth => {
                finding.expected("fewer levels of brackets").hint("what came before was read")
            }
            scan::Why::Sign => finding
                .expected("a value, a comma or a bracket")
                .hint("correct this place and read the file again; what came before was read"),
        }
    });
}

fn tell_encoding(decoded: &Decoded<'_>, telling: &mut Telling) {
    encoding::tell(decoded, telling, |at| {
        let line = line_of(&decoded.text, at);
        Place { row: line, column: 0, line }
    });
}
