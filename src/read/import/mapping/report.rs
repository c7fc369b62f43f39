//! What is told of a table: rows and cells one by one, and what holds for a column once with its count.

use super::dates::Remark;
use super::kinds::{Kind, kind_of, most_of};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};
use crate::read::import::{Cells, Table};
use std::collections::BTreeMap;

/// More are counted and not listed: each takes half a kilobyte, and a file of millions of rows may be wrong in all.
const MOST: usize = 20_000;

/// What is told once for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Once {
    /// Of dates.
    Date(Remark),
    /// Markup was taken out.
    Markup,
    /// A title was too long for the picture.
    LongTitle,
    /// A length in days, counted with its first day.
    Days,
    /// The moment that some programs write for “not set”.
    NotSet,
    /// A time beside a date that has its own.
    SecondTime,
    /// A time of day beside a month or a year.
    NoDay,
    /// A row that sums up those above it.
    Total,
    /// An hour that is read with no date, beside a date without one.
    HourApart,
    /// Midnight in a column of dates with hours, beside a time.
    Midnight,
    /// The date and the number beside it are different moments.
    TwoMoments,
    /// Two parts, read as hours and minutes.
    HoursAndMinutes,
    /// Another column has the date of a row that has none.
    DateElsewhere,
    /// The column beside that of the date has it.
    Sibling,
    /// A length beside an end cannot be read.
    LengthUnread,
    /// The date itself is not given.
    NoDate,
    /// No column is the title.
    NoTitle,
}

/// Collects diagnostics.
pub(super) struct Report<'t> {
    file: String,
    table: &'t Table,
    list: Vec<Diagnostic>,
    more: usize,
    once: BTreeMap<(Once, Option<usize>), (usize, usize)>,
    /// How often each kind of thing was told of a column, and what was not told one by one.
    kinds: BTreeMap<(Option<usize>, String), Kind>,
}

/// The words of one diagnostic.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub message: String,
    pub found: String,
    pub expected: String,
    pub hint: String,
    /// True where a few of them say all.
    few: bool,
}

impl Words {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    pub fn found(mut self, found: &str) -> Self {
        self.found = shorten(found);
        self
    }

    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// As few are listed as of what is no error.
    pub const fn few(mut self) -> Self {
        self.few = true;
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl<'t> Report<'t> {
    pub fn new(file: &str, table: &'t Table) -> Self {
        Self {
            file: file.to_owned(),
            table,
            list: Vec::new(),
            more: 0,
            once: BTreeMap::new(),
            kinds: BTreeMap::new(),
        }
    }

    /// Tells of a cell, of a row, or of the file.
    pub fn tell(
        &mut self,
        severity: Severity,
        row: Option<&Cells>,
        column: Option<usize>,
        words: Words,
    ) {
        let most = most_of(severity, words.few);
        let key = (column, kind_of(&words.message));
        let seen = self.kinds.get(&key).map_or(0, |kind| kind.seen);
        if row.is_some() && seen >= most {
            let number = row.and_then(|r| usize::try_from(r.number).ok());
            let mut kind = self.kinds.remove(&key).unwrap_or_default();
            kind.seen += 1;
            kind.more(|| self.diagnostic(severity, row, column, words), number);
            self.kinds.insert(key, kind);
            return;
        }
        let kind = self.kinds.entry(key).or_default();
        (kind.seen, kind.listed) = (kind.seen + 1, kind.listed + 1);
        if self.list.len() >= MOST {
            self.more += 1;
            return;
        }
        self.list.push(self.diagnostic(severity, row, column, words));
    }

    fn diagnostic(
        &self,
        severity: Severity,
        row: Option<&Cells>,
        column: Option<usize>,
        words: Words,
    ) -> Diagnostic {
        let number = |n: u64| usize::try_from(n).ok();
        Diagnostic {
            severity,
            line: row.and_then(|r| number(r.line)).filter(|n| *n > 0),
            column: column.map(|c| c + 1),
            row: row.and_then(|r| number(r.number)),
            path: column.and_then(|c| self.table.header.get(c)).cloned(),
            found: words.found,
            expected: words.expected,
            ..Diagnostic::of_file(&self.file, words.message, words.hint)
        }
    }

    /// Tells once for a column, at the first row, and counts the others.
    pub fn once(&mut self, what: Once, row: &Cells, column: Option<usize>, found: &str) {
        if let Some((_, count)) = self.once.get_mut(&(what, column)) {
            *count += 1;
            return;
        }
        self.once.insert((what, column), (self.list.len(), 1));
        let (severity, message, hint) = once_words(what);
        let words = Words::new(message).found(found).hint(hint);
        let made = self.diagnostic(severity, Some(row), column, words);
        // Told even where the list is full: one for each sort is never many.
        self.list.push(made);
    }

    /// All of it, in the order of the table.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (at, count) in self.once.values() {
            if *count > 1
                && let Some(told) = self.list.get_mut(*at)
            {
                told.message.push_str(&format!("; so in {count} rows, of which this is the first"));
            }
        }
        for kind in std::mem::take(&mut self.kinds).into_values() {
            self.list.extend(kind.told());
        }
        if self.more > 0 {
            let words = Words::new(format!("{} more are not listed", self.more))
                .hint("correct these first and read the file again");
            let made = self.diagnostic(Severity::Note, None, None, words);
            self.list.push(made);
        }
        self.list
    }
}

fn once_words(what: Once) -> (Severity, &'static str, &'static str) {
    use Severity::{Note, Warning};
    match what {
        Once::Date(remark) => remark_words(remark),
        Once::Markup => (
            Note,
            "HTML was turned into plain text",
            "the words are kept, and the addresses of links",
        ),
        Once::LongTitle => (
            Note,
            "the title is too long for the picture and was cut",
            "the whole text is in the description",
        ),
        Once::Days => (
            Note,
            "days are counted with the first",
            "an event of two days from 6 March is 6 and 7 March",
        ),
        Once::NotSet => (
            Warning,
            "the moment stands for “not set”; the event has no date",
            "programs write the zero of 1970 where they know none",
        ),
        Once::SecondTime => (
            Warning,
            "the date has a time of its own; the other is kept as a field",
            "map the column that is right as the time",
        ),
        Once::NoDay => (
            Warning,
            "a time of day stands beside a date without a day; it is kept as a field",
            "write the day where it is known",
        ),
        Once::Total => (
            Warning,
            "the row sums up others; the number in the column of the date is read as none",
            "it is kept as a field; take the row out where it is no event",
        ),
        Once::HourApart => (
            Warning,
            "nothing shows that the hour is one of the date that is read; it is kept as a field, and the event has its day alone",
            "map the column as the time of day where it belongs to that date",
        ),
        Once::Midnight => (
            Warning,
            "midnight is a time here, as other rows of the column have hours; the time beside it is kept as a field",
            "map the column that is right as the time",
        ),
        Once::TwoMoments => (
            Warning,
            "the number of microseconds is another moment than the date beside it; the date is read",
            "the number is kept as a field; see which of the two was changed",
        ),
        Once::HoursAndMinutes => (
            Note,
            "a length such as 1:30 is read as hours and minutes",
            "write 0:01:30 for a minute and a half",
        ),
        Once::DateElsewhere => (
            Warning,
            "the column of the date is empty, and this column has a date; it is kept as a field, and the event is undated",
            "map this column as the date where it is the one that counts",
        ),
        Once::Sibling => (
            Note,
            "the column of the date is empty; the date is taken from the column beside it",
            "programs write a day in the one and a moment in the other",
        ),
        Once::LengthUnread => (
            Warning,
            "the length of time beside the end cannot be read, and is not held against it",
            "it is kept as a field; a number needs its unit, such as 90 min, 2 days or 1:30:00",
        ),
        Once::NoTitle => (
            Warning,
            "the table has no title; the next best text of the row is shown",
            "map a column as the title",
        ),
        Once::NoDate => {
            (Note, "the row gives no date; its event is undated", "add the date where it is known")
        }
    }
}

pub(super) fn remark_words(remark: Remark) -> (Severity, &'static str, &'static str) {
    use Severity::{Note, Warning};
    match remark {
        Remark::Epoch
        | Remark::EarlyEpoch
        | Remark::Since2001
        | Remark::Since1904
        | Remark::Since1601
        | Remark::Serial => counting_words(remark),
        Remark::ShortYear => (
            Warning,
            "the year has two digits; 69 to 99 are read as 1969 to 1999, 00 to 68 as 2000 to 2068",
            "write years with four digits where that is wrong",
        ),
        Remark::FewDigits => (
            Warning,
            "the year has fewer than four digits; it is read as it stands, so long ago",
            "a digit may be missing, or the year be one of the Republic of China, 1911 years less; correct it where it is",
        ),
        Remark::UnknownPart => (
            Note,
            "the day or the month is not known; the date is kept as month or year",
            "the text is kept as a field",
        ),
        Remark::LeapSecond => (
            Warning,
            "23:59:60 is a leap second; the date is kept with the second before it",
            "the text is kept as a field",
        ),
        Remark::SixtySeconds => (
            Warning,
            "60 is a second only at a leap second, before midnight UTC at the end of June or December, and this is none; the date is kept with the second before it",
            "check it in the source; the text is kept as a field",
        ),
        Remark::OverMidnight => (
            Warning,
            "the hour of the end is before that of the start; it is read as one of the next day",
            "write both days where that is wrong",
        ),
        Remark::ZoneLetters => (
            Note,
            "letters of a zone are read as one distance from UTC",
            "CET is always +01:00 here and CEST +02:00; write the offset where another was meant",
        ),
        Remark::ZoneUnclear => (
            Warning,
            "the letters stand for several zones; the hour is kept without offset",
            "write an offset such as -05:00; the text is kept as a field",
        ),
        Remark::Lasted => (
            Note,
            "two dates with a dash between them are read as something that lasted",
            "write “between … and …” for one moment",
        ),
        Remark::AboutHour => (
            Note,
            "an hour that is only near is left out; its day is kept as approximate",
            "the text is kept as a field",
        ),
        Remark::OtherCalendar => (
            Warning,
            "the year may be of another calendar; it is read as it stands",
            "write the date in the calendar of today where it is",
        ),
        Remark::Negative => (
            Warning,
            "negative years are read as astronomers count: 0 is 1 BCE, and -43 is 44 BCE",
            "write 44 BCE where the number was meant so",
        ),
        Remark::Era => (Note, "years of an era are read as years of today's calendar", ""),
        Remark::Weekday => (Note, "the day of the week decides between day and month", ""),
    }
}

/// Words for numbers that are dates.
fn counting_words(remark: Remark) -> (Severity, &'static str, &'static str) {
    use Severity::{Note, Warning};
    match remark {
        Remark::Epoch => (
            Note,
            "numbers are read as seconds since 1970 UTC, or as milli-, micro- or nanoseconds by their size",
            "choose another column where they are something else",
        ),
        Remark::EarlyEpoch => (
            Warning,
            "numbers are read as seconds since 1970 UTC, or as milli- or microseconds by their size, which gives dates before 1996",
            "Apple programs count from 2001, 31 years later: then call the column “Cocoa time”",
        ),
        Remark::Since2001 => (
            Note,
            "numbers are read as seconds since 2001 UTC, as Apple programs count",
            "the heading says so; choose another where they are something else",
        ),
        Remark::Since1904 => (
            Note,
            "numbers are read as seconds since 1904 UTC, as old Macintosh computers count",
            "the heading says so; choose another where they are something else",
        ),
        Remark::Since1601 => (
            Note,
            "numbers are read as ticks since 1601 UTC, as Chrome and Windows count",
            "choose another column where they are something else",
        ),
        _ => (
            Note,
            "numbers are read as days of a spreadsheet, counted from 30 December 1899",
            "files of old Macintosh computers count from 1904: 1462 days later",
        ),
    }
}
