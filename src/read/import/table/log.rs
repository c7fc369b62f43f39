//! Lines of a log as a table: a time, how grave it is, words, and the lines below that have no time.

use super::filling::Job;
use super::telling::{Place, Telling};
use super::{Table, encoding};
use crate::layer::{Form, Log, lines_in, next_line};
use crate::read::findings::Finding;

/// Bytes from which the form is told.
const SAMPLE: usize = 256 << 10;

/// Reads the one table of a log. Its rows have the numbers of the lines on which they begin.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let decoded = encoding::decode(job.part(bytes));
    let text = decoded.text.as_bytes();
    // Where somebody says that it is a log, some lines may have something before their time.
    let form = Log::of(text.get(..SAMPLE).unwrap_or(text)).unwrap_or(Log { prefix: true });
    let mut filling = job.filling("");
    filling.table.encoding = decoded.encoding.to_owned();
    filling.table.has_header = true;
    let (mut at, mut line, mut more) = (0, 1, true);
    while more && at < text.len() {
        let first = next_line(text, at);
        let timed = form.begins(text.get(at..first).unwrap_or_default());
        let next = if timed { form.next(text, at) } else { first };
        let row = text.get(at..next).unwrap_or_default();
        let place = Place { row: line, column: 0, line };
        if timed {
            let cells = cells(form, row.trim_ascii_end(), place, &mut job.telling);
            more = filling.row(place, cells.iter().map(String::as_str), &mut job.telling);
        } else if !row.trim_ascii().is_empty() {
            left_out(row, place, &mut job.telling);
        }
        line += lines_in(row);
        at = next;
    }
    if !more && !job.peek {
        filling.table.rows_found += lines_in(text.get(at..).unwrap_or_default());
    }
    encoding::tell(&decoded, &mut job.telling, |place| {
        let line = lines_in(text.get(..place).unwrap_or_default()) + 1;
        Place { row: line, column: 0, line }
    });
    let mut table = filling.finish(&mut job.telling);
    let widest = table.rows.iter().map(|row| row.cells).max().unwrap_or(0);
    let headings = form.columns().iter().copied().chain(["Details"]);
    table.header = headings.take(widest).map(str::to_owned).collect();
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

/// The cells of a row. Its message ends with its first line; what stands below is a cell of its own.
fn cells(form: Log, row: &[u8], place: Place, telling: &mut Telling) -> Vec<String> {
    let mut cells = Form::Log(form).cells(row, form.columns());
    if let Some(time) = cells.first().filter(|time| !has_year(time)) {
        telling.place("times without a year", place, |at| {
            Finding::error(at, "the time has no year, so that the event is undated")
                .found(time)
                .expected("a time such as 2024-03-04 08:30:00")
                .hint("write the year at the start of each line, if it is known: 2024 Mar  4 08:30:00")
        });
    }
    let below = cells.last().and_then(|message| message.split_once('\n'));
    let Some((message, below)) = below else { return cells };
    let (message, below) = (message.trim_end().to_owned(), below.to_owned());
    telling.place("lines without a time", place, |at| {
        Finding::note(at, "lines below have no time; they are kept as details of this row")
            .found(&below)
            .hint("see whether that is right: a time that is written in another way is not seen")
    });
    cells.pop();
    cells.extend([message, below]);
    cells
}

/// Syslog writes months by name, and no year.
fn has_year(time: &str) -> bool {
    let four = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    // Four digits with a colon are parts of a second.
    let year = |word: &str| !word.contains(':') && word.split(['-', '/', '.']).any(four);
    !time.starts_with(|c: char| c.is_ascii_alphabetic()) || time.split([' ', ',']).any(year)
}

fn left_out(line: &[u8], place: Place, telling: &mut Telling) {
    telling.place("a line above all times", place, |at| {
        Finding::warning(at, "the line has no time, and none above it has; it is left out")
            .found(String::from_utf8_lossy(line).trim())
            .expected("a line that begins with a date and an hour")
    });
}
