//! What there is to say of rows that were not read, or not as they were meant.

use super::clock::{Doubt, Why};
use super::plan::{BulkPlan, TimeForm};
use crate::layer::{Layer, lines_in};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};
use std::collections::BTreeMap;

/// So many are listed; the rest is counted.
pub const MOST_TOLD: usize = 300;
/// So many are kept of one kind from one chunk.
const MOST_OF_A_KIND: usize = 40;
/// Bytes of a cell that are quoted.
const QUOTED: usize = 200;

/// What was odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The row has no time that can be read.
    Time(Why),
    /// The time was read, and may not be the one that was meant.
    Doubt(Doubt),
    /// The end cannot be read; the row is taken as a moment.
    End(Why),
    /// The end is before the start; the row is taken as a moment.
    Backwards,
    /// More or fewer cells than headings.
    Cells,
    /// A quote is opened and not closed.
    Unclosed,
    /// The line is no JSON object.
    Json,
    /// The file ends within the time of the row.
    Part,
    /// The line of a log has no time, and no row before it.
    Line,
    /// The line of a log has no time, and belongs to the row before it.
    Continued,
    /// The row ends with a carriage return alone, where others end with a line feed.
    Return,
}

/// One row that was odd.
#[derive(Debug)]
pub(super) struct Odd {
    pub(super) kind: Kind,
    /// Number within the chunk.
    pub(super) row: u32,
    /// Where in the text the row begins.
    pub(super) place: usize,
    pub(super) column: Option<usize>,
    pub(super) found: String,
}

/// What was odd in a chunk.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    list: Vec<Odd>,
    counts: BTreeMap<Kind, u64>,
}

impl Oddities {
    pub(super) fn push(
        &mut self,
        kind: Kind,
        row: u32,
        place: usize,
        column: Option<usize>,
        found: &[u8],
    ) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count as usize <= MOST_OF_A_KIND {
            let found = String::from_utf8_lossy(found.get(..QUOTED).unwrap_or(found));
            self.list.push(Odd { kind, row, place, column, found: shorten(&found) });
        }
    }
}

/// What was odd in the whole file.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    list: Vec<Diagnostic>,
    counts: BTreeMap<Kind, u64>,
    listed: BTreeMap<Kind, u64>,
}

impl Told {
    /// Takes what a chunk had to say. `first_row` and `line` are those of the chunk, which begins at `start`.
    pub(super) fn add(
        &mut self,
        mut odd: Oddities,
        file: &str,
        plan: &BulkPlan,
        text: &[u8],
        (start, first_row, mut line): (usize, u64, u64),
    ) {
        for (kind, count) in odd.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        let mut at = start;
        odd.list.sort_by_key(|o| o.place);
        for one in odd.list {
            if self.list.len() >= MOST_TOLD {
                break;
            }
            line += lines_in(text.get(at..one.place).unwrap_or_default());
            at = one.place;
            let once = matches!(
                one.kind,
                Kind::Return | Kind::Continued | Kind::Doubt(Doubt::Letters | Doubt::Told(_))
            );
            if once && self.listed.contains_key(&one.kind) {
                // The first shows where to look; a file may hold thousands.
                continue;
            }
            *self.listed.entry(one.kind).or_default() += 1;
            self.list.push(diagnostic(one, file, plan, first_row, line));
        }
    }

    /// Everything, with a line for each kind of which there are more than are listed.
    pub(super) fn diagnostics(&self, file: &str) -> Vec<Diagnostic> {
        let mut all = self.list.clone();
        for (kind, count) in &self.counts {
            let more = count - self.listed.get(kind).copied().unwrap_or(0);
            if more > 0 {
                let (severity, message, expected, hint) = words(*kind);
                let message = format!("{more} more rows: {message}");
                let told = Diagnostic::of_file(file, message, hint.to_owned());
                all.push(Diagnostic { severity, expected: expected.to_owned(), ..told });
            }
        }
        all
    }

    /// True where a row was left out for that reason.
    pub(super) fn has(&self, why: Why) -> bool {
        self.counts.contains_key(&Kind::Time(why))
    }

    /// How many rows have no time.
    pub(super) fn without_time(&self) -> u64 {
        let lost = |(kind, n): (&Kind, &u64)| {
            matches!(kind, Kind::Time(_) | Kind::Json | Kind::Line | Kind::Part).then_some(*n)
        };
        self.counts.iter().filter_map(lost).sum()
    }
}

fn diagnostic(odd: Odd, file: &str, plan: &BulkPlan, first_row: u64, line: u64) -> Diagnostic {
    let (severity, message, expected, hint) = words(odd.kind);
    let row = first_row + u64::from(odd.row) + 1 + u64::from(plan.has_header);
    let expected = match odd.kind {
        Kind::Cells => format!("{} cells, as there are headings", plan.columns.len()),
        _ => expected.to_owned(),
    };
    Diagnostic {
        severity,
        line: usize::try_from(line).ok(),
        column: odd.column.map(|c| c + 1),
        row: usize::try_from(row).ok(),
        path: odd.column.and_then(|c| plan.columns.get(c).cloned()),
        found: odd.found,
        expected,
        ..Diagnostic::of_file(file, message.to_owned(), hint.to_owned())
    }
}

/// How the numbers in the column of the time were read: their size alone says what they count, and it may be wrong.
pub(super) fn of_numbers(
    file: &str,
    plan: &BulkPlan,
    layer: &Layer,
    rows: u64,
) -> Option<Diagnostic> {
    let TimeForm::Number(scale) = plan.time.form else { return None };
    // Rows without a time may stand before the first that has one.
    let first = (0..rows.min(1000)).find_map(|number| layer.row(number))?;
    let found = first.cells.get(plan.time.date)?;
    let (severity, message, hint) = scale.told(found)?;
    let at = chrono::DateTime::from_timestamp_micros(first.start)?;
    let message = format!("{message}; the first is {}", at.format("%Y-%m-%dT%H:%M:%SZ"));
    Some(Diagnostic {
        severity,
        column: Some(plan.time.date + 1),
        path: plan.columns.get(plan.time.date).cloned(),
        found: shorten(found),
        ..Diagnostic::of_file(file, message, hint.to_owned())
    })
}

/// What there is to say of the columns of the times.
pub(super) fn of_columns(file: &str, plan: &BulkPlan) -> impl Iterator<Item = Diagnostic> {
    plan.said.iter().map(move |said| {
        let severity = if said.open { Severity::Warning } else { Severity::Note };
        let told = Diagnostic::of_file(file, said.conclusion.clone(), said.because.clone());
        Diagnostic { severity, path: Some(said.column.clone()), ..told }
    })
}

/// How grave it is, what happened, what was expected, what to do.
fn words(kind: Kind) -> (Severity, &'static str, &'static str, &'static str) {
    const ISO: &str = "a date and time such as 2024-03-04T08:30:00+01:00";
    match kind {
        Kind::Time(Why::Empty) => (
            Severity::Warning,
            "the row has no time, so it has no place on the axis; it was left out",
            ISO,
            "choose another column for the time if this one is mostly empty",
        ),
        Kind::Time(Why::NotATime) => (
            Severity::Warning,
            "the cell says that there is no time, so the row has no place on the axis; it was left out",
            ISO,
            "",
        ),
        Kind::Time(Why::Order) => (
            Severity::Error,
            "day and month can be read either way, and no other row shows which comes first; it was left out",
            "a date that can be read in one way",
            "write the dates as 2024-03-04, or say which comes first: in the settings of the layer, or in the terminal with --date-order dmy or mdy",
        ),
        Kind::Doubt(doubt) => doubtful(doubt),
        Kind::Time(Why::Open) => (
            Severity::Error,
            "the time can be read in two ways; the row was left out",
            ISO,
            "correct the cell; a distance from UTC needs seconds before it, as in 10:00:00-12:00",
        ),
        Kind::Time(Why::Several) => (
            Severity::Error,
            "the cell holds a stretch of time, or a moment between two; the row was left out",
            "one date and hour",
            "write start and end in columns of their own, or read the file into the case, which has stretches of time",
        ),
        Kind::Time(Why::Coarse) => (
            Severity::Error,
            "the cell has no day, or one that is only near; the row was left out",
            ISO,
            "read the file into the case, which has months, years and dates that are only near",
        ),
        Kind::Time(Why::Calendar) => (
            Severity::Error,
            "the year looks like one of another calendar (Persian, Islamic, Thai, Hebrew or that of the Republic of China); the row was left out",
            "a date of the calendar of today, such as 2024-03-06",
            "write it in the calendar of today",
        ),
        Kind::Time(Why::Unreadable) => (
            Severity::Error,
            "the time cannot be read; the row was left out",
            ISO,
            "correct the cell, or choose another column for the time",
        ),
        Kind::Time(Why::OutOfRange) => (
            Severity::Error,
            "there is no such day or hour; the row was left out",
            ISO,
            "correct the cell, or choose another order of day and month",
        ),
        Kind::End(_) => (
            Severity::Warning,
            "the end cannot be read; the row is shown as a moment",
            ISO,
            "correct the cell",
        ),
        Kind::Backwards => (
            Severity::Warning,
            "the end is before the start; the row is shown as a moment",
            "an end that is not before the start",
            "correct the start or the end",
        ),
        Kind::Cells => (
            Severity::Warning,
            "the row has more or fewer cells than there are headings; it was read as far as they go",
            "",
            "a cell with a delimiter in it needs quotes around it",
        ),
        Kind::Unclosed => (
            Severity::Warning,
            "a quote is opened in this row and not closed; it was read to the end of its line",
            "a quote at both ends of the cell",
            "close the quote, or double it if it belongs to the text",
        ),
        Kind::Return => (
            Severity::Warning,
            "lines end in several ways; this row ends with a carriage return alone",
            "one kind of line end in a file; line ends within a cell in quotes",
            "see whether the rows around this one are whole",
        ),
        Kind::Part => (
            Severity::Warning,
            "the file ends within this row, perhaps within its time; it was left out",
            "a line end behind the last row",
            "a file that is still being written has the rest soon: follow it, or read it again",
        ),
        Kind::Line => (
            Severity::Warning,
            "the line has no time, and none above it has; it was left out",
            ISO,
            "",
        ),
        Kind::Continued => (
            Severity::Note,
            "the line has no time; it is a part of the row above it",
            "",
            "see whether that is right: a time that is written in another way is not seen",
        ),
        Kind::Json => (
            Severity::Error,
            "the line is no JSON object; it was left out",
            "a JSON object on each line",
            "correct the line; a file that was cut off ends so",
        ),
    }
}

/// The same of a time that was read, and may not be the one that was meant.
fn doubtful(doubt: Doubt) -> (Severity, &'static str, &'static str, &'static str) {
    match doubt {
        Doubt::NoZone => (
            Severity::Error,
            "there is no such time zone",
            "a name such as Europe/Rome, or a distance such as UTC+1",
            "until it is corrected, the hour is on the clock of the case, or of the zone that the layer was given",
        ),
        Doubt::ManyZones => (
            Severity::Warning,
            "the letters stand for several zones",
            "an offset such as -05:00",
            "until it has one, the hour is on the clock of the case, or of the zone that the layer was given",
        ),
        Doubt::Letters => (
            Severity::Note,
            "letters of a zone are read as one distance from UTC",
            "",
            "CET is always +01:00 here and CEST +02:00; write the offset where another was meant",
        ),
        Doubt::SecondHour => (
            Severity::Warning,
            "the date has an hour that is another than the one beside it; that of the date is read",
            "one hour",
            "correct the one that is wrong",
        ),
        Doubt::Told(told) => {
            let (severity, message, hint) = told.words();
            (severity, message, "", hint)
        }
        Doubt::Skipped => (
            Severity::Warning,
            "the clock of the zone never showed this hour; the row stands where the clock was put forward",
            "an hour that the clock showed",
            "check the hour or the zone",
        ),
        Doubt::Twice => (
            Severity::Warning,
            "the clock of the zone showed this hour twice; the row stands at the first",
            "an hour with its offset, such as 02:30+01:00",
            "write the offset, so that it is one of the two",
        ),
    }
}
