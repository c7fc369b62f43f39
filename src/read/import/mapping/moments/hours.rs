//! The time of day of a row, whose minutes and whose half of the day may stand in columns of their own.

use super::super::Field;
use super::super::dates::{self, Clock, Problem, Timed, Word, Written};
use super::super::report::Words;
use super::{Columns, Row};
use crate::case::fold::fold;
use crate::read::diagnostic::Severity;

impl Row<'_, '_, '_> {
    /// The columns of the start and of the end.
    pub(super) fn columns(&self) -> (Columns, Columns) {
        let of = |field| self.plan.column(field);
        let twelve = of(Field::Half).or(of(Field::EndHalf)).is_some();
        let start = Columns {
            date: of(Field::Start),
            time: of(Field::StartTime),
            parts: [of(Field::Year), of(Field::Month), of(Field::Day)],
            minute: of(Field::Minute),
            second: of(Field::Second),
            half: of(Field::Half),
            twelve,
        };
        let end = Columns {
            date: of(Field::End),
            time: of(Field::EndTime),
            parts: [of(Field::EndYear), of(Field::EndMonth), of(Field::EndDay)],
            minute: of(Field::EndMinute),
            second: of(Field::EndSecond),
            half: of(Field::EndHalf),
            twelve,
        };
        (start, end)
    }

    /// The time of day with the columns that say it; `None` where none is given, or where it was told why it cannot be
    /// read.
    pub(super) fn hour(&mut self, time: usize, columns: &Columns) -> Option<(Timed, Vec<usize>)> {
        let alone = self.cell(Some(time)).to_owned();
        if dates::is_nothing(&alone) {
            return None;
        }
        let mut cells = vec![time];
        let text = self.with_minutes(&alone, time, columns, &mut cells)?;
        let mut timed = match dates::clock_in(&text, &self.plan.habits.ways(time)) {
            Ok(timed) => timed,
            Err(problem) => {
                self.problem(time, &text, &problem, "a time of day such as 09:30");
                return None;
            }
        };
        match self.half(&mut timed.clock, &text, columns) {
            Ok(read) => cells.extend(columns.half.filter(|_| read)),
            Err(problem) => {
                self.problem(time, &text, &problem, "a time of day such as 09:30");
                return None;
            }
        }
        Some((timed, cells))
    }

    /// Keeps every cell of a date or an hour that was not needed: nothing that stands in a row is lost.
    pub(super) fn keep_unused(&mut self) {
        for column in self.plan.timed.iter().copied() {
            let out = &self.out;
            if !out.used.contains(&column)
                && !out.keep.contains(&column)
                && !self.cell(Some(column)).is_empty()
            {
                self.out.keep.push(column);
            }
        }
    }

    /// Keeps the cells of columns that were not read.
    pub(super) fn keep_filled(&mut self, columns: impl IntoIterator<Item = Option<usize>>) {
        let filled = columns.into_iter().flatten().filter(|c| !self.cell(Some(*c)).is_empty());
        let filled: Vec<usize> = filled.collect();
        self.out.keep.extend(filled);
    }

    /// An hour with the minute and the second beside it; `None` where it has no minute, which is told.
    fn with_minutes(
        &mut self,
        alone: &str,
        time: usize,
        columns: &Columns,
        cells: &mut Vec<usize>,
    ) -> Option<String> {
        let Some(column) = columns.minute else { return Some(alone.to_owned()) };
        let end = alone.find(|c: char| !c.is_ascii_digit()).unwrap_or(alone.len());
        let (hour, behind) = alone.split_at(end);
        let behind = behind.strip_prefix(".0").unwrap_or(behind).trim();
        if !(1..=2).contains(&hour.len()) || behind.contains(|c: char| c.is_numeric() || c == ':') {
            // The time has its minutes.
            return Some(alone.to_owned());
        }
        let Some(minute) = sixty(self.cell(Some(column))) else {
            let found = self.cell(Some(column)).to_owned();
            let words = Words::new("the row has an hour and no minute that can be read")
                .found(&found)
                .expected("a minute, 0 to 59")
                .hint("until it has one, the hour is kept as a field, and the event has its day alone");
            self.report.tell(Severity::Warning, Some(self.row), Some(column), words);
            self.out.given = true;
            self.out.keep.push(time);
            return None;
        };
        let second = sixty(self.cell(columns.second));
        cells.push(column);
        cells.extend(columns.second.filter(|_| second.is_some()));
        let second = second.map(|s| format!(":{s:02}")).unwrap_or_default();
        // `9h` and 30 are 9:30; what is left can be a half of the day.
        let word = behind.trim_end_matches('.').to_lowercase();
        let hours = matches!(word.as_str(), "h" | "hr" | "hrs" | "uhr" | "ч" | "時" | "时" | "시");
        let behind = if hours { "" } else { behind };
        Some(format!("{hour}:{minute:02}{second} {behind}").trim_end().to_owned())
    }

    /// The same for a date that has its hour in its own cell.
    pub(super) fn halved(&mut self, date: Option<Written>, columns: &Columns) -> Option<Written> {
        let Some(column) = columns.half else { return date };
        let text = self.cell(columns.date).to_owned();
        match date {
            Some(Written::One(mut stamp, sign)) if stamp.clock.is_some() => {
                let mut clock = stamp.clock.take()?;
                match self.half(&mut clock, &text, columns) {
                    Ok(read) => {
                        stamp.clock = Some(clock);
                        self.out.used.extend(Some(column).filter(|_| read));
                    }
                    Err(problem) => {
                        let date = columns.date.unwrap_or(column);
                        self.problem(date, &text, &problem, "a time of day such as 09:30");
                        stamp.offset = None;
                    }
                }
                Some(Written::One(stamp, sign))
            }
            other => other,
        }
    }

    /// Puts an hour of twelve where the column of AM and PM says; true where that was needed.
    fn half(&self, clock: &mut Clock, text: &str, columns: &Columns) -> Result<bool, Problem> {
        if !columns.twelve {
            return Ok(false);
        }
        let cell = self.cell(columns.half).to_owned();
        // `9:30 PM` says itself which half it is.
        put_half(clock, text, &cell)
    }
}

/// Puts an hour of twelve where the cell of AM and PM says, and tells whether it did; `text` is that of the hour.
///
/// # Errors
/// Where the two do not fit each other, or the cell says neither.
pub(in super::super) fn put_half(
    clock: &mut Clock,
    text: &str,
    cell: &str,
) -> Result<bool, Problem> {
    if says_half(text) {
        return Ok(false);
    }
    match (clock.hour, half_of(cell)) {
        (12, Some(false)) => clock.hour = 0,
        (1..=11, Some(true)) => clock.hour += 12,
        (0..=11, Some(false)) | (12.., Some(true)) => {}
        (_, Some(_)) => return Err(Problem::Impossible(format!("{} {cell}", clock.text()))),
        (1..=12, None) => {
            let late = Clock { hour: clock.hour % 12 + 12, ..clock.clone() };
            let early = Clock { hour: clock.hour % 12, ..clock.clone() };
            return Err(Problem::Open {
                readings: vec![early.text(), late.text()],
                why: "the table has a column for AM and PM, and the row says neither".to_owned(),
            });
        }
        (_, None) => return Ok(false),
    }
    Ok(true)
}

/// True where a date has the hour that stands beside it, to the last second and with the same distance from UTC.
pub(super) fn says_it(date: &Written, timed: &Timed) -> bool {
    let Written::One(stamp, _) = date else { return false };
    let Some(clock) = &stamp.clock else { return false };
    let (own, beside) = (clock.second.unwrap_or(0), timed.clock.second.unwrap_or(0));
    (clock.hour, clock.minute) == (timed.clock.hour, timed.clock.minute)
        && (own == beside || timed.clock.second.is_none())
        && (timed.clock.fraction.is_empty() || timed.clock.fraction == clock.fraction)
        && (timed.offset.is_none() || timed.offset == stamp.offset)
}

/// A minute or a second: 0 to 59.
fn sixty(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    let plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && *n < 60)
}

/// True for a text with a half of the day in it. A lone `a` can be the word before an hour in French.
fn says_half(text: &str) -> bool {
    let folded = fold(text).replace('.', "");
    folded.split(|c: char| !c.is_alphabetic()).any(|w| w != "a" && half_of(w).is_some())
}

/// True for the half behind noon; `None` for what is no half of a day.
pub(in super::super) fn half_of(cell: &str) -> Option<bool> {
    let word = fold(cell).replace('.', "");
    let word = word.trim();
    match word {
        "a" => Some(false),
        "p" => Some(true),
        _ => dates::word(word).iter().find_map(|w| match w {
            Word::Half(late) => Some(*late),
            _ => None,
        }),
    }
}
