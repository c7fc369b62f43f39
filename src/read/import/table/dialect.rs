//! How a text is divided into rows and fields: the sign between fields, the quotes, the ends of lines.

use memchr::{memchr, memchr3};
use std::collections::BTreeMap;

/// Signs that divide fields, the most common first.
const SIGNS: [u8; 10] = [b',', b';', b'\t', b'|', 0x01, 0x1F, 0x1E, b'^', b'~', b':'];

/// Records of the sample that are looked at.
const RECORDS: usize = 400;

/// How fields are divided and quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub delimiter: u8,
    pub quote: Option<u8>,
    /// A quote within quotes is written `\"` and not `""`.
    pub backslash: bool,
    /// Lines end with a carriage return alone, as far as the sample shows. Each kind of line end outside quotes
    /// ends a row in any case; this says which of them are counted as lines within quotes.
    pub returns: bool,
}

/// What a record ends with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// The end of the text.
    #[default]
    None,
    Feed,
    Both,
    Return,
}

/// One record, and what was odd about it.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its fields, one after the other.
    pub text: String,
    pub ends: Vec<usize>,
    /// Where the next one begins.
    pub next: usize,
    /// Line ends that it has, its own included.
    pub lines: u64,
    pub line_end: LineEnd,
    /// Where the first quoted field that goes over several lines is opened.
    pub opened: Option<usize>,
    /// Quotes within a quoted field that are not doubled.
    pub stray: u32,
    /// A quote was not closed before the end of the text.
    pub unclosed: bool,
}

impl Record {
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How far one record is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// The quote at this place is a letter like any other.
    pub literal: Option<usize>,
    /// No quoted field goes over the end of its line.
    pub one_line: bool,
    /// Bytes of a field that are kept.
    pub keep: usize,
}

impl Dialect {
    /// Reads the record that begins at `at`.
    pub(super) fn record(&self, text: &str, at: usize, reach: Reach, out: &mut Record) {
        out.text.clear();
        out.ends.clear();
        (out.lines, out.opened, out.stray, out.unclosed) = (0, None, 0, false);
        out.line_end = LineEnd::None;
        let bytes = text.as_bytes();
        let mut at = at;
        loop {
            let start = self.after_spaces(bytes, at);
            let quoted =
                self.quote.filter(|q| bytes.get(start) == Some(q) && reach.literal != Some(start));
            let field = out.text.len();
            let end = match quoted {
                Some(quote) => self.quoted(text, start, quote, reach, out),
                None => {
                    let end = self.plain_end(bytes, at);
                    keep(text, at..end, field, reach.keep, &mut out.text);
                    end
                }
            };
            out.ends.push(out.text.len());
            match bytes.get(end) {
                Some(byte) if *byte == self.delimiter => at = end + 1,
                Some(byte) => {
                    out.line_end = match (byte, bytes.get(end + 1)) {
                        (b'\r', Some(b'\n')) => LineEnd::Both,
                        (b'\r', _) => LineEnd::Return,
                        _ => LineEnd::Feed,
                    };
                    out.lines += 1;
                    out.next = end + 1 + usize::from(out.line_end == LineEnd::Both);
                    return;
                }
                None => {
                    out.next = bytes.len();
                    return;
                }
            }
        }
    }

    /// Blanks before a quote are no part of the field.
    fn after_spaces(&self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().take(64).take_while(|b| **b == b' ' && self.delimiter != b' ').count()
    }

    /// Where a field without quotes ends.
    fn plain_end(&self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        memchr3(self.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |n| at + n)
    }

    fn ends_field(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at).is_none_or(|b| *b == self.delimiter || matches!(b, b'\n' | b'\r'))
    }

    /// The next sign that means something within quotes.
    fn within_quotes(&self, quote: u8, rest: &[u8]) -> Option<usize> {
        let found = memchr3(quote, b'\n', b'\r', rest);
        if !self.backslash {
            return found;
        }
        let before = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
        memchr(b'\\', before).or(found)
    }

    /// Reads a quoted field; gives where it ends, behind the quote.
    fn quoted(&self, text: &str, start: usize, quote: u8, reach: Reach, out: &mut Record) -> usize {
        let bytes = text.as_bytes();
        let field = out.text.len();
        let mut from = start + 1;
        let mut at = from;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(n) = self.within_quotes(quote, rest) else {
                keep(text, from..bytes.len(), field, reach.keep, &mut out.text);
                out.unclosed = true;
                return bytes.len();
            };
            at += n;
            match bytes.get(at) {
                Some(b @ (b'\n' | b'\r')) => {
                    if reach.one_line {
                        keep(text, from..at, field, reach.keep, &mut out.text);
                        out.unclosed = true;
                        return at;
                    }
                    out.lines += u64::from((*b == b'\r') == self.returns);
                    out.opened.get_or_insert(start);
                    at += 1;
                }
                Some(b'\\') if self.backslash => {
                    let escaped = bytes.get(at + 1).copied();
                    if escaped == Some(quote) || escaped == Some(b'\\') {
                        keep(text, from..at, field, reach.keep, &mut out.text);
                        from = at + 1;
                        at += 2;
                    } else {
                        at += 1;
                    }
                }
                _ if bytes.get(at + 1) == Some(&quote) => {
                    keep(text, from..at + 1, field, reach.keep, &mut out.text);
                    at += 2;
                    from = at;
                }
                _ => {
                    let behind = self.after_spaces(bytes, at + 1);
                    if self.ends_field(bytes, behind) {
                        keep(text, from..at, field, reach.keep, &mut out.text);
                        return behind;
                    }
                    out.stray += 1;
                    at += 1;
                }
            }
        }
    }
}

/// Adds a part of a field, as far as it is kept.
fn keep(text: &str, range: std::ops::Range<usize>, field: usize, most: usize, out: &mut String) {
    let room = most.saturating_sub(out.len() - field);
    let part = text.get(range).unwrap_or_default();
    out.push_str(part.get(..part.floor_char_boundary(room)).unwrap_or_default());
}

/// A `sep=;` line, which spreadsheets write to say what they use: the sign, and where the table begins.
pub(super) fn said(text: &str) -> Option<(u8, usize)> {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let line = text.get(..end)?.trim_matches('"');
    let sign = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let sign = if sign.is_empty() { return None } else { sign.as_bytes() };
    let &[sign] = sign else { return None };
    let behind = text.get(end..)?;
    let skip = if behind.starts_with("\r\n") { 2 } else { usize::from(!behind.is_empty()) };
    Some((sign, end + skip))
}

/// Finds the dialect of a text from its first part. `knows` counts the headings that are known in a row.
pub(super) fn of(sample: &str, knows: &dyn Fn(&Record) -> usize) -> (Dialect, bool) {
    let returns = memchr(b'\n', sample.as_bytes()).is_none() && sample.contains('\r');
    let mut best: Option<(f64, Dialect)> = None;
    for delimiter in SIGNS {
        if memchr(delimiter, sample.as_bytes()).is_none() {
            continue;
        }
        if delimiter == b':' && has_hours(sample) {
            continue;
        }
        let quote = quote(sample, delimiter);
        let backslash = quote.is_some_and(|q| escapes(sample, q, delimiter));
        let dialect = Dialect { delimiter, quote, backslash, returns };
        let score = score(sample, dialect, knows);
        // Only a better one takes the place of a more common one.
        if score > best.as_ref().map_or(0.35, |b| b.0 + 0.01) {
            best = Some((score, dialect));
        }
    }
    match best {
        Some((_, dialect)) => (dialect, true),
        None => {
            // One column. Commas in it belong to its text.
            let quote = Some(b'"');
            (Dialect { delimiter: 0, quote, backslash: false, returns }, false)
        }
    }
}

/// True where some of the lines have an hour in them, through which a colon would cut.
fn has_hours(sample: &str) -> bool {
    let lines = sample.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(RECORDS);
    let (hours, all) =
        lines.fold((0_usize, 0_usize), |(n, all), line| (n + usize::from(has_hour(line)), all + 1));
    hours * 20 > all
}

/// `9:30` at the start of a line or behind what is no sign and no figure of a table, and `13:55:36` anywhere.
pub(super) fn has_hour(line: &str) -> bool {
    let bytes = line.as_bytes();
    let figures = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let below = |from: usize, to: usize, most: u32| {
        line.get(from..to).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n < most)
    };
    memchr::memchr_iter(b':', bytes).any(|at| {
        let before = bytes.get(..at).unwrap_or_default();
        let digits = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        if !matches!(digits, 1 | 2) || figures(at + 1) != 2 {
            return false;
        }
        let start = at - digits;
        let clock = below(start, at, 25) && below(at + 1, at + 3, 60);
        let seconds = bytes.get(at + 3) == Some(&b':') && figures(at + 4) == 2;
        let apart = start.checked_sub(1).and_then(|i| bytes.get(i)).is_none_or(|b| {
            matches!(b, b' ' | b'T' | b't' | b'[' | b'(' | b'"' | b',' | b'-' | b'_')
        });
        clock && (apart || seconds && below(at + 4, at + 6, 61))
    })
}

/// How well a sign divides the sample: most rows have one number of fields, and there are several of them.
fn score(sample: &str, dialect: Dialect, knows: &dyn Fn(&Record) -> usize) -> f64 {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut rows, mut known, mut at) = (0_usize, 0_usize, 0_usize);
    let mut record = Record::default();
    let reach = Reach { literal: None, one_line: false, keep: 256 };
    while at < sample.len() && rows < RECORDS {
        dialect.record(sample, at, reach, &mut record);
        if record.unclosed && record.next >= sample.len() {
            // The sample ends in the middle of a field, or a quote is never closed: go on by lines.
            dialect.record(sample, at, Reach { one_line: true, ..reach }, &mut record);
        }
        at = record.next.max(at + 1);
        if record.is_blank() && record.ends.len() < 2 {
            continue;
        }
        if rows < 20 && record.ends.len() > 1 {
            known = known.max(knows(&record));
        }
        rows += 1;
        // Titles above the table have one field.
        if record.ends.len() > 1 || rows > 10 || !counts.is_empty() {
            *counts.entry(record.ends.len()).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let several = counts.iter().filter(|(fields, _)| **fields > 1);
    let Some((fields, often)) = several.max_by_key(|(fields, often)| (**often, **fields)) else {
        return 0.0;
    };
    if total == 0 {
        return 0.0;
    }
    let (often, total, fields) = (small(*often), small(total.max(rows.min(3))), small(*fields));
    let share = often / total * (1.0 - 1.0 / (2.0 * fields));
    // Colons stand in every hour, and tildes and carets in texts.
    let rare = if matches!(dialect.delimiter, b':' | b'~' | b'^') { 0.8 } else { 1.0 };
    let bonus = match known {
        0 => 0.0,
        1 => 0.1,
        _ => 1.0,
    };
    share * rare + bonus
}

/// Numbers of rows and fields, of which there are a few hundred.
fn small(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The quote that is used beside a sign: `"`, else `'` where fields are both opened and closed with it.
fn quote(sample: &str, delimiter: u8) -> Option<u8> {
    let count = |quote: u8| {
        let bytes = sample.as_bytes();
        let (mut opens, mut closes) = (0_usize, 0_usize);
        for at in memchr::memchr_iter(quote, bytes) {
            let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied();
            let after = bytes.get(at + 1).copied();
            let edge = |b: Option<u8>| b.is_none_or(|b| b == delimiter || b == b'\n' || b == b'\r');
            opens += usize::from(edge(before));
            closes += usize::from(edge(after));
        }
        (opens, closes)
    };
    let (double, _) = count(b'"');
    let (opens, closes) = count(b'\'');
    let single = opens > 1 && closes > 1 && opens.abs_diff(closes) * 5 <= opens.max(closes);
    if single && opens > 4 * double { Some(b'\'') } else { Some(b'"') }
}

/// Whether quotes within quotes are written with a backslash.
fn escapes(sample: &str, quote: u8, delimiter: u8) -> bool {
    let bytes = sample.as_bytes();
    let (mut slashed, mut doubled) = (0_usize, 0_usize);
    let inner = |b: Option<&u8>| b.is_some_and(|b| !matches!(*b, b'\n' | b'\r') && *b != delimiter);
    for at in memchr::memchr_iter(quote, bytes) {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i));
        let after = bytes.get(at + 1);
        // A folder of Windows may end with a backslash before the closing quote.
        slashed += usize::from(before == Some(&b'\\') && inner(after));
        let two_before = at.checked_sub(1).and_then(|i| bytes.get(i));
        doubled +=
            usize::from(after == Some(&quote) && inner(two_before) && inner(bytes.get(at + 2)));
    }
    slashed > doubled
}
