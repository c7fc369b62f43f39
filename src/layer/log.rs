//! Lines of a log: when something happened, and words. `2024-03-04 08:30:00,123 WARN disk full`, with or without
//! brackets around the time, and the lines of web servers, `10.0.0.7 - - [04/Mar/2024:08:30:00 +0100] "GET /"`.
//!
//! A line without a time at its place belongs to the row before it, as the lines of a stack trace do.

mod stamp;

use super::{LONGEST_ROW, next_line};
use std::ops::Range;

/// Lines from which the form is told.
const SAMPLE_LINES: usize = 400;
/// Where the level of a line stands, it stands so near to its time.
const NEAR: usize = 80;
/// A time in brackets begins at most so far from the start of its line.
const FAR: usize = 512;
/// Signs between cells: behind a time they make a table of the text.
const SIGNS: [u8; 9] = [b',', b';', b'\t', b'|', 0x01, 0x1F, 0x1E, b'^', b'~'];

/// Words for how grave a line is.
const LEVELS: [&[u8]; 18] = [
    b"trace",
    b"verbose",
    b"debug",
    b"info",
    b"information",
    b"notice",
    b"warn",
    b"warning",
    b"error",
    b"err",
    b"severe",
    b"critical",
    b"crit",
    b"alert",
    b"fatal",
    b"emerg",
    b"emergency",
    b"panic",
];

/// How the lines of a log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Log {
    /// True where something stands before the time, which is then a column.
    pub prefix: bool,
}

/// A line taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    prefix: Range<usize>,
    time: Range<usize>,
    message: Range<usize>,
}

impl Log {
    /// The form of a text; `None` where it is no log. Cut off behind the last line end, so that no line is a part.
    #[must_use]
    pub fn of(sample: &[u8]) -> Option<Self> {
        let text = sample.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(sample);
        let filled = text.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let (mut lines, mut timed, mut cells, mut prefixes, mut first) = (0_u32, 0_u32, 0, 0, None);
        for line in filled.take(SAMPLE_LINES) {
            lines += 1;
            let Some(parts) = part(line) else { continue };
            first.get_or_insert(lines);
            timed += 1;
            cells += u32::from(is_cell(line, &parts));
            prefixes += u32::from(!parts.prefix.is_empty());
        }
        // Titles of a page may stand above; below a line may be followed by many without a time.
        let log = timed > 1 && first.is_some_and(|n| n <= 5) && timed * 5 >= lines;
        let log = log && cells * 2 < timed && !(first > Some(1) && is_table(text));
        log.then_some(Self { prefix: prefixes > 0 })
    }

    /// Headings of its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        if self.prefix {
            &["Time", "Level", "Prefix", "Message"]
        } else {
            &["Time", "Level", "Message"]
        }
    }

    /// True where a line begins a row.
    #[must_use]
    pub fn begins(self, line: &[u8]) -> bool {
        self.part(line).is_some()
    }

    fn part(self, line: &[u8]) -> Option<Line> {
        part(line).filter(|parts| self.prefix || parts.prefix.is_empty())
    }

    /// Where the row behind the one at a place begins: with the next line that has a time.
    #[must_use]
    pub fn next(self, text: &[u8], at: usize) -> usize {
        let mut next = next_line(text, at);
        while next < text.len() && next - at < LONGEST_ROW {
            let after = next_line(text, next);
            if self.begins(text.get(next..after).unwrap_or_default()) {
                break;
            }
            next = after;
        }
        next
    }

    /// Where the row at a place ends, the last line end not counted.
    #[must_use]
    pub fn end(self, text: &[u8], at: usize) -> usize {
        let row = text.get(at..self.next(text, at)).unwrap_or_default();
        at + row.trim_ascii_end().len()
    }

    /// A row taken apart; `None` where it has no time.
    #[must_use]
    pub fn row(self, row: &[u8]) -> Option<LogRow<'_>> {
        let parts = self.part(row.get(..next_line(row, 0)).unwrap_or(row))?;
        Some(LogRow { row, parts, prefix: self.prefix })
    }
}

/// A row that was taken apart once, for all its cells.
#[derive(Debug)]
pub struct LogRow<'t> {
    row: &'t [u8],
    parts: Line,
    prefix: bool,
}

impl<'t> LogRow<'t> {
    /// A cell, counted as [`Log::columns`].
    #[must_use]
    pub fn cell(&self, column: usize) -> &'t [u8] {
        let of = |range: &Range<usize>| self.row.get(range.clone()).unwrap_or_default();
        let message = || self.row.get(self.parts.message.start..).unwrap_or_default();
        match (column, self.prefix) {
            (0, _) => of(&self.parts.time),
            (1, _) => level(of(&self.parts.message)),
            (2, true) => of(&self.parts.prefix).trim_ascii(),
            (2, false) | (3, true) => message().trim_ascii(),
            _ => &[],
        }
    }
}

/// True where nearly every line has as many signs between cells as the first, which has no time: then that one has
/// headings.
fn is_table(text: &[u8]) -> bool {
    let lines = || text.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let signs = |line: &[u8], sign: u8| {
        let (mut quoted, mut count) = (false, 0_usize);
        for byte in line {
            quoted ^= *byte == b'"';
            count += usize::from(!quoted && *byte == sign);
        }
        count
    };
    let head = lines().next().unwrap_or_default();
    SIGNS.iter().any(|sign| {
        let headings = signs(head, *sign);
        let alike =
            lines().take(SAMPLE_LINES).filter(|line| signs(line, *sign) == headings).count();
        headings > 0 && alike * 5 >= lines().take(SAMPLE_LINES).count() * 4
    })
}

/// True where what follows the time, or stands before it, is a sign between cells: then the text is a table.
fn is_cell(line: &[u8], parts: &Line) -> bool {
    let prefix = line.get(parts.prefix.clone()).unwrap_or_default();
    let between = line.get(parts.time.end..).unwrap_or_default();
    let next = between.iter().find(|b| !matches!(b, b' ' | b']' | b')'));
    next.is_some_and(|b| SIGNS.contains(b)) || prefix.iter().any(|b| SIGNS.contains(b))
}

/// Takes a line apart; `None` where it has no time at its place.
fn part(line: &[u8]) -> Option<Line> {
    let from = start(line);
    let text = line.get(from..)?;
    if let Some(length) = stamp::stamp(text) {
        let opened = from.checked_sub(1).and_then(|i| line.get(i));
        let closing = match opened {
            Some(b'[') => Some(b']'),
            Some(b'(') => Some(b')'),
            _ => None,
        };
        let begin = if closing.is_some() { from - 1 } else { from };
        return Some(parts(line, begin, from..from + length, closing));
    }
    let far = line.get(..line.len().min(FAR))?;
    let bracket = memchr::memchr_iter(b'[', far).find_map(|at| {
        let length = stamp::of_server(line.get(at + 1..)?)?;
        Some((at, at + 1..at + 1 + length))
    });
    bracket.map(|(at, time)| parts(line, at, time, Some(b']')))
}

/// Where a time may begin: behind marks of direction, the number of syslog, and a bracket.
fn start(line: &[u8]) -> usize {
    let mut at = 0;
    // A file may begin with a byte order mark, and programs for chats write marks of direction.
    while [&b"\xEF\xBB\xBF"[..], b"\xE2\x80\x8E", b"\xE2\x80\x8F"]
        .iter()
        .any(|mark| line.get(at..).is_some_and(|rest| rest.starts_with(mark)))
    {
        at += 3;
    }
    let rest = line.get(at..).unwrap_or_default();
    if let Some(inner) = rest.strip_prefix(b"<") {
        let digits = inner.iter().take_while(|b| b.is_ascii_digit()).count();
        if (1..=3).contains(&digits) && inner.get(digits) == Some(&b'>') {
            at += digits + 2;
            // The version of the newer form.
            at += if line.get(at..).is_some_and(|rest| rest.starts_with(b"1 ")) { 2 } else { 0 };
        }
    }
    at + usize::from(matches!(line.get(at), Some(b'[' | b'(')))
}

fn parts(line: &[u8], begin: usize, time: Range<usize>, closing: Option<u8>) -> Line {
    let mut at = time.end;
    if closing.is_some() && line.get(at).copied() == closing {
        at += 1;
    }
    let rest = line.get(at..).unwrap_or_default();
    // `08:30: words`, `08:30 - words`
    let signs = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let sign = rest.get(signs..).unwrap_or_default();
    let sign = matches!(sign, [b':' | b'-', b' ' | b'\t', ..]);
    let skipped = if sign { signs + 1 } else { signs };
    let marks = line.get(..begin).unwrap_or_default();
    let visible = marks.iter().position(|b| b.is_ascii()).unwrap_or(begin);
    Line { prefix: visible..begin, time, message: at + skipped..line.len() }
}

/// The word that says how grave a line is: in capitals, or in lower case within brackets or behind a sign.
fn level(message: &[u8]) -> &[u8] {
    let near = message.get(..message.len().min(NEAR)).unwrap_or(message);
    let near = near.split(|b| *b == b'\n').next().unwrap_or_default();
    let mut at = 0;
    while let Some(rest) = near.get(at..).filter(|rest| !rest.is_empty()) {
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = rest.get(..letters).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|i| near.get(i));
        let after = near.get(at + letters);
        let free = |b: Option<&u8>| b.is_none_or(|b| b" \t[]<>()|:=\"".contains(b));
        let marked = before.is_some_and(|b| b"[<(|:=\"".contains(b));
        let named = before == Some(&b'.');
        let capitals = word.iter().all(u8::is_ascii_uppercase);
        if (capitals || marked)
            && (3..12).contains(&letters)
            && (free(before) || named)
            && free(after)
            && LEVELS.iter().any(|level| word.eq_ignore_ascii_case(level))
        {
            return word;
        }
        at += letters.max(1);
    }
    &[]
}

#[cfg(test)]
mod tests;
