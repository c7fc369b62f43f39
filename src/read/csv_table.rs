//! A table of text: which sign divides its fields, what its columns are called, where its cells stand.

use super::findings::{At, Finding, Findings};
use super::names;
use std::borrow::Cow;

/// Columns that are understood. Others are kept with the event.
pub(in crate::read) const COLUMNS: [&str; 21] = [
    "id",
    "title",
    "when",
    "end",
    "zone",
    "lane",
    "kind",
    "place",
    "actors",
    "description",
    "certainty",
    "importance",
    "source",
    "url",
    "pinpoint",
    "facts",
    "thread",
    "claims",
    "note",
    "document_date",
    "publication_date",
];

/// Longest line that is read, in bytes. A row of a table of events is a few hundred; what is longer is
/// another kind of file, and looking at all of it would take for ever.
const LONGEST_LINE: usize = 4 << 20;

/// Most fields of a row that are looked at.
const MOST_CELLS: usize = 512;

/// More events than this belong into a layer, not into a case that is edited by hand.
const MOST_ROWS: usize = 1_048_576;

/// The heading row.
#[derive(Debug)]
pub(super) struct Header {
    /// As written.
    headings: Vec<String>,
    /// The known column of each field, where it is one.
    columns: Vec<Option<&'static str>>,
}

/// A row below the headings.
#[derive(Debug)]
pub(super) struct Row<'h> {
    header: &'h Header,
    cells: Vec<String>,
    /// From 1, the headings counted.
    pub number: usize,
    line: usize,
}

impl Row<'_> {
    /// The cell of a known column, trimmed; `None` where there is no such column or nothing in it.
    pub(super) fn cell(&self, column: &str) -> Option<&str> {
        let n = self.header.columns.iter().position(|c| *c == Some(column))?;
        self.cells.get(n).map(|cell| bare(cell.trim())).filter(|cell| !cell.is_empty())
    }

    /// All cells, trimmed.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim())
    }

    /// Place and heading of a known column; of the row where the table has no such column.
    pub(super) fn place(&self, column: &str) -> (At, String) {
        let n = self.header.columns.iter().position(|c| *c == Some(column));
        let heading = n.and_then(|n| self.header.headings.get(n)).cloned().unwrap_or_default();
        (At::Cell(self.number, n.map_or(0, |n| n + 1), self.line), heading)
    }

    /// What stands in columns that are not known, and beyond the last heading.
    pub(super) fn others(&self) -> impl Iterator<Item = (String, &str)> {
        self.cells.iter().enumerate().filter_map(|(n, cell)| {
            let column = self.header.columns.get(n).copied().flatten();
            let name = match self.header.headings.get(n) {
                // A field of that name has its own form in a case file.
                Some(heading) if names::EVENT.contains(&heading.as_str()) => {
                    format!("column_{heading}")
                }
                Some(heading) if !heading.is_empty() => heading.clone(),
                _ => format!("column_{}", n + 1),
            };
            (column.is_none() && !cell.trim().is_empty()).then_some((name, bare(cell)))
        })
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A cell without the apostrophe that keeps a spreadsheet from running it as a formula.
fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// What a formula begins with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Header {
    fn of(cells: Vec<String>, line: usize, findings: &mut Findings) -> Self {
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        for (n, heading) in cells.iter().enumerate() {
            let name = heading.trim().to_lowercase().replace([' ', '-'], "_");
            let known = COLUMNS.into_iter().find(|c| *c == name);
            let at = At::Cell(1, n + 1, line);
            if known.is_some() && columns.contains(&known) {
                findings.push(
                    Finding::warning(at, format!("the column “{name}” is there twice"))
                        .path(heading)
                        .hint("the first is used; the second is kept with each event"),
                );
                columns.push(None);
                continue;
            }
            if known.is_none()
                && let Some(meant) = names::meant(&name, COLUMNS)
            {
                findings.push(
                    Finding::note(at, format!("the column “{}” is not known", heading.trim()))
                        .path(heading)
                        .hint(format!(
                            "perhaps “{meant}” was meant; as it stands it is kept and not used"
                        )),
                );
            }
            columns.push(known);
        }
        Self { headings: cells.into_iter().map(|h| h.trim().to_owned()).collect(), columns }
    }

    fn has_any(&self) -> bool {
        self.columns.iter().any(Option::is_some)
    }
}

/// Goes through the rows of a table. Gives the header and hands each row on; `None` where the first
/// row holds no known heading.
pub(super) fn each_row(
    text: &str,
    findings: &mut Findings,
    mut take: impl FnMut(&Row<'_>, &mut Findings),
) -> Option<()> {
    let text = &*without_long_lines(text, findings);
    let (text, lines_before, delimiter) = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut header: Option<Header> = None;
    let mut number = 0;
    let mut record = csv::StringRecord::new();
    // The text is UTF-8 and ragged rows are welcome, so that no record can fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        number += 1;
        let line =
            record.position().map_or(number, |p| usize::try_from(p.line()).unwrap_or(number));
        let line = line + lines_before;
        let cells: Vec<String> = record.iter().take(MOST_CELLS).map(str::to_owned).collect();
        let Some(header) = &header else {
            let made = Header::of(cells, line, findings);
            if !made.has_any() {
                return None;
            }
            header = Some(made);
            continue;
        };
        if number > MOST_ROWS {
            findings.push(
                Finding::error(At::Cell(number, 0, line), "the table has too many rows")
                    .expected(format!("at most {MOST_ROWS} rows"))
                    .hint("what follows was not read"),
            );
            break;
        }
        let row = Row { header, cells, number, line };
        if row.is_blank() {
            continue;
        }
        ragged(&row, findings);
        take(&row, findings);
    }
    let quotes = text.bytes().filter(|b| *b == b'"').count();
    if quotes % 2 == 1 {
        findings.push(
            Finding::error(At::File, "a quote is never closed")
                .expected("quotes in pairs; a quote inside a quoted field is written twice")
                .hint("look at the last row that was read: it holds all that follows the quote"),
        );
    }
    header.map(|_| ())
}

/// Empties lines that are too long to be rows, each with a diagnostic; the others keep their numbers.
fn without_long_lines<'a>(text: &'a str, findings: &mut Findings) -> Cow<'a, str> {
    // Most files are shorter as a whole.
    if text.len() <= LONGEST_LINE || text.split('\n').all(|line| line.len() <= LONGEST_LINE) {
        return Cow::Borrowed(text);
    }
    let kept = text.split('\n').enumerate().map(|(n, line)| {
        if line.len() <= LONGEST_LINE {
            return line;
        }
        findings.push(
            Finding::error(
                At::Cell(n + 1, 0, n + 1),
                format!("the line is {} MiB long", line.len() >> 20),
            )
            .found(line.get(..80).unwrap_or_default())
            .expected(format!("a row of at most {} MiB", LONGEST_LINE >> 20))
            .hint("the line is left out; check that the file is a table of events"),
        );
        ""
    });
    Cow::Owned(kept.collect::<Vec<_>>().join("\n"))
}

/// Tells rows that are longer or shorter than the headings. Mostly a comma stands in a field without
/// quotes, and everything behind it is in the wrong column.
fn ragged(row: &Row<'_>, findings: &mut Findings) {
    let (has, wants) = (row.cells.len(), row.header.headings.len());
    // A trailing delimiter is no field.
    let surplus = row.cells.iter().skip(wants).any(|cell| !cell.trim().is_empty());
    let finding = |column: usize, message: String| {
        Finding::error(At::Cell(row.number, column, row.line), message)
            .expected(format!("{wants} fields, as in the first row"))
    };
    if surplus {
        findings.push(
            finding(wants + 1, format!("the row has {has} fields"))
                .found(row.cells.get(wants).map_or("", String::as_str))
                .hint("put a field in which the delimiter stands into quotes; what is too much is kept with the event"),
        );
    } else if has < wants {
        findings.push(
            finding(has, format!("the row has only {has} fields"))
                .found(row.cells.last().map_or("", String::as_str))
                .hint("add the delimiters; the fields that are missing are read as empty"),
        );
    }
}

/// The text without a `sep=;` line, how many lines that took, and the sign between its fields.
fn delimiter(text: &str) -> (&str, usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets write this line to say what they use.
    if let Some(&[sign]) = first.strip_prefix("sep=").map(str::as_bytes) {
        return (text.split_once('\n').map_or("", |(_, rest)| rest), 1, sign);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |sign: char| {
        let names = first.split(sign).map(|h| h.trim().trim_matches('"').to_lowercase());
        names.filter(|name| COLUMNS.contains(&name.as_str())).count()
    };
    // Of equals the last wins, so the most common sign stands last.
    let best = ['|', '\t', ';', ','].into_iter().max_by_key(|sign| known(*sign)).unwrap_or(',');
    (text, 0, u8::try_from(best).unwrap_or(b','))
}
