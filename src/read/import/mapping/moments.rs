//! When a row happened: start, end, times, parts and zone of several cells put together.

mod calendar;
mod changes;
mod hours;
mod parts;
mod together;

pub(super) use calendar::{is_of_another_calendar, is_short_buddhist};
use hours::says_it;
pub(super) use hours::{half_of, put_half};

use super::Field;
use super::apply::Plan;
use super::dates::{self, Problem, Remark, Stamp, Written};
use super::orders;
use super::parted;
use super::report::{Once, Report, Words};
use crate::case::fold::fold;
use crate::date::When;
use crate::read::diagnostic::Severity;
use crate::read::import::{Cells, Shape};
use chrono::{DateTime, TimeDelta};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What the cells of a row say of its date.
#[derive(Debug, Default)]
pub(super) struct Moments {
    /// The date; `None` for an event without one.
    pub when: Option<When>,
    /// Zone by its IANA name, for hours without offset.
    pub zone: Option<String>,
    /// Columns whose text is kept as a field beside the date.
    pub keep: Vec<usize>,
    /// Columns whose text is in the date. What is in neither list at the end was not needed, and is kept.
    used: Vec<usize>,
    /// True where a cell held a date, readable or not.
    pub given: bool,
}

/// One row, while its date is read.
pub(super) struct Row<'p, 'r, 't> {
    pub plan: &'p Plan<'t>,
    pub row: &'r Cells,
    pub report: &'p mut Report<'t>,
    pub out: Moments,
}

/// Columns of one end.
struct Columns {
    date: Option<usize>,
    time: Option<usize>,
    parts: [Option<usize>; 3],
    /// Minute, second, and AM or PM, where they have columns of their own.
    minute: Option<usize>,
    second: Option<usize>,
    half: Option<usize>,
    /// True where hours of the table are counted to twelve.
    twelve: bool,
}

impl Row<'_, '_, '_> {
    fn cell(&self, column: Option<usize>) -> &str {
        column.map_or("", |c| self.plan.table.cell(self.row, c).trim_matches('\u{feff}'))
    }

    fn heading(&self, column: usize) -> &str {
        self.plan.table.header.get(column).map_or("", String::as_str)
    }

    fn tell(&mut self, column: Option<usize>, words: Words) {
        self.report.tell(Severity::Error, Some(self.row), column, words);
        self.out.keep.extend(column);
    }

    /// Reads the row.
    pub fn read(mut self) -> Moments {
        let (start, end) = self.columns();
        if let Some(column) = self.total(&start) {
            let text = self.cell(Some(column)).to_owned();
            self.report.once(Once::Total, self.row, Some(column), &text);
            self.keep_unused();
            return self.out;
        }
        let mut from = self.side(&start, None);
        if from.is_none()
            && dates::is_nothing(self.cell(start.date))
            && let Some(spare) = self.plan.spare
        {
            from = self.one(spare);
        }
        let first = match &from {
            Some(Written::One(stamp, _)) => Some(stamp.clone()),
            _ => None,
        };
        self.twice(first.as_ref());
        let mut to = self.side(&end, first.as_ref());
        self.zone(&mut from, &mut to);
        let by_length = self.lasted(from.as_ref(), to.is_some());
        match (&to, &by_length) {
            (None, _) => to = by_length,
            (Some(to), Some(by_length)) => self.lengths_agree(from.as_ref(), to, by_length),
            _ => {}
        }
        self.next_day(&end, from.as_ref(), to.as_mut());
        let small = [end.date, end.time, end.minute, end.second, end.half];
        let cells = small.into_iter().chain(end.parts);
        let cells: Vec<usize> =
            cells.chain([self.plan.column(Field::Duration)]).flatten().collect();
        self.together(from, to, &cells);
        self.not_set(start.date);
        self.clock_changes(start.date.or(start.parts[0]));
        self.keep_unused();
        self.out
    }

    /// Timesketch writes a moment as a date and as a number. Where they differ, somebody changed one of them.
    fn twice(&mut self, stamp: Option<&Stamp>) {
        let (Some(stamp), Some(column)) = (stamp, self.plan.spare) else { return };
        let text = self.cell(Some(column)).to_owned();
        let micros = text.parse().ok().and_then(|number| match text.len() {
            10 => DateTime::from_timestamp(number, 0),
            13 => DateTime::from_timestamp_millis(number),
            _ => DateTime::from_timestamp_micros(number),
        });
        let date = DateTime::parse_from_rfc3339(&stamp.text()).ok();
        if let (Some(micros), Some(date)) = (micros, date)
            && micros.signed_duration_since(date).abs() > TimeDelta::seconds(1)
        {
            self.report.once(Once::TwoMoments, self.row, Some(column), &text);
        }
    }

    /// One end: its date, and the time of day from its own column.
    fn side(&mut self, columns: &Columns, first: Option<&Stamp>) -> Option<Written> {
        let mut date = columns.date.and_then(|c| match self.with_year(columns) {
            Some(joined) => Some(joined),
            None => {
                let column = self.or_sibling(c);
                self.dated(column, first)
            }
        });
        if date.is_none() && columns.parts[0].is_some() {
            date = self.parts(columns.parts);
            if let (Some(written), Some(year)) = (&date, columns.parts[0]) {
                let text = self.cell(Some(year)).to_owned();
                if is_of_another_calendar(self.heading(year), &text, written) {
                    self.another_calendar(year, &text);
                    self.out.used.retain(|c| !columns.parts.contains(&Some(*c)));
                    date = None;
                }
            }
        }
        let Some(time) = columns.time else { return self.halved(date, columns) };
        let text = self.cell(columns.time).to_owned();
        // Where its own hour is empty, the half of the day is that of the hour in the date.
        if dates::is_nothing(&text) && !dates::is_nothing(self.cell(columns.half)) {
            return self.halved(date, columns);
        }
        let Some((timed, cells)) = self.hour(time, columns) else { return date };
        self.out.given = true;
        // Programs write midnight behind a day where the hour has a column of its own; where other rows have hours
        // there, midnight is one of them.
        let hours = columns.date.is_some_and(|c| self.plan.habits.midnights.contains(&c));
        let mut second = Once::SecondTime;
        let date = match date {
            Some(Written::One(stamp, sign)) if columns.date.is_some() && is_midnight(&stamp) => {
                let clock = stamp.clock.clone().filter(|_| hours);
                second = if hours { Once::Midnight } else { second };
                Some(Written::One(Stamp { clock, ..stamp }, sign))
            }
            other => other,
        };
        // TimelineJS refuses an hour at the end without its day; elsewhere it is an hour of the day of the start.
        let strict = self.plan.mapping.shape == Some(Shape::TimelineJs);
        let inherited =
            first.filter(|_| date.is_none() && !strict).map(|s| Stamp { clock: None, ..s.clone() });
        let date = date.or_else(|| inherited.map(|s| Written::One(s, "")));
        match date {
            Some(Written::One(mut stamp, sign))
                if stamp.day.is_some() && stamp.clock.is_none() && sign.is_empty() =>
            {
                stamp.clock = Some(timed.clock);
                stamp.offset = timed.offset.or(stamp.offset);
                self.out.used.extend(cells);
                for remark in timed.remarks {
                    self.remark(remark, time, &text);
                }
                Some(Written::One(stamp, sign))
            }
            None => {
                self.tell(
                    Some(time),
                    Words::new("the row has a time of day and no date").found(&text).expected("a date beside the time").hint("until it has one, the event is undated and the time is kept as a field"),
                );
                None
            }
            Some(date) => {
                if says_it(&date, &timed) {
                    self.out.used.extend(cells);
                } else {
                    let coarse = matches!(&date, Written::One(s, _) if s.day.is_none());
                    let second = if coarse { Once::NoDay } else { second };
                    self.report.once(second, self.row, Some(time), &text);
                    self.out.keep.push(time);
                }
                Some(date)
            }
        }
    }

    /// The date in a cell; of an end also an hour alone, on the day of the start, or a word for going on.
    fn dated(&mut self, column: usize, first: Option<&Stamp>) -> Option<Written> {
        let text = self.cell(Some(column)).to_owned();
        if let Some(first) = first {
            if is_ongoing(&text) {
                self.out.used.push(column);
                return When::parse(&format!("{}/..", first.text())).ok().map(Written::Notation);
            }
            let ways = self.plan.habits.ways(column);
            if dates::read_in(&text, &ways).is_err()
                && let Ok(timed) = dates::clock_in(&text, &ways)
                && first.day.is_some()
            {
                self.out.used.push(column);
                return Some(Written::One(
                    Stamp {
                        clock: Some(timed.clock),
                        offset: timed.offset.or(first.offset),
                        ..first.clone()
                    },
                    "",
                ));
            }
        }
        self.one(column)
    }

    fn one(&mut self, column: usize) -> Option<Written> {
        let text = self.cell(Some(column)).to_owned();
        if let Some(stamp) = self.year_before_christ(&text) {
            self.out.given = true;
            self.out.used.push(column);
            return Some(Written::One(stamp, ""));
        }
        match dates::read_in(&text, &self.plan.habits.ways(column)) {
            Ok(reading)
                if is_of_another_calendar(self.heading(column), &text, &reading.written)
                    || is_short_buddhist(self.heading(column), &text, &reading.remarks) =>
            {
                self.out.given = true;
                self.another_calendar(column, &text);
                None
            }
            Ok(reading) => {
                self.out.given = true;
                self.out.used.push(column);
                for remark in reading.remarks {
                    self.remark(remark, column, &text);
                }
                if let Some(zone) = reading.zone.filter(|_| reading.written.is_local()) {
                    self.out.zone = Some(zone);
                }
                Some(reading.written)
            }
            Err(Problem::Nothing) => {
                if !text.is_empty() {
                    self.out.keep.push(column);
                }
                None
            }
            Err(problem) => {
                self.out.given = true;
                self.problem(
                    column,
                    &text,
                    &problem,
                    "a date such as 2025-01-19, 19 Jan 2025 or 2025-01-19T09:30+01:00",
                );
                None
            }
        }
    }

    /// The column, or the one beside it where that alone has the date.
    fn or_sibling(&mut self, column: usize) -> usize {
        let beside = self.plan.siblings.get(&column).copied();
        let beside = beside.filter(|c| {
            dates::is_nothing(self.cell(Some(column))) && !dates::is_nothing(self.cell(Some(*c)))
        });
        if let Some(beside) = beside {
            let text = self.cell(Some(beside)).to_owned();
            self.report.once(Once::Sibling, self.row, Some(beside), &text);
        }
        beside.unwrap_or(column)
    }

    /// A date without its year, beside a column of years.
    fn with_year(&mut self, columns: &Columns) -> Option<Written> {
        let (date, [Some(year), None, None]) = (columns.date?, columns.parts) else { return None };
        let text = self.cell(Some(date)).to_owned();
        let told = self.cell(Some(year)).to_owned();
        let ways = self.plan.habits.ways(date);
        let Some(joined) = parted::joined(&text, &told) else {
            // The date has a year of its own; the other one stays beside it.
            self.out.keep.extend(Some(year).filter(|_| dates::read_in(&text, &ways).is_ok()));
            return None;
        };
        let reading = dates::read_in(&joined, &ways).ok()?;
        let Written::One(stamp, _) = &reading.written else { return None };
        if stamp.month.is_none() || told.parse() != Ok(stamp.year) {
            return None;
        }
        self.out.given = true;
        self.out.used.extend([date, year]);
        for remark in reading.remarks {
            self.remark(remark, date, &text);
        }
        Some(reading.written)
    }

    fn remark(&mut self, remark: Remark, column: usize, text: &str) {
        self.report.once(Once::Date(remark), self.row, Some(column), text);
        let kept = matches!(
            remark,
            Remark::UnknownPart
                | Remark::LeapSecond
                | Remark::SixtySeconds
                | Remark::OverMidnight
                | Remark::ZoneUnclear
                | Remark::AboutHour
                | Remark::OtherCalendar
                | Remark::ShortYear
                | Remark::FewDigits
                | Remark::Era
        );
        if kept {
            self.out.keep.push(column);
        }
    }

    fn problem(&mut self, column: usize, text: &str, problem: &Problem, expected: &str) {
        let of = |field| self.plan.column(field) == Some(column);
        let until = if of(Field::StartTime) || of(Field::EndTime) {
            "until then the text is kept as a field, and no hour is read from it"
        } else {
            "until then the text is kept as a field, and the event has no such date"
        };
        let words = match problem {
            Problem::Nothing => return,
            Problem::Either(days) => Words::new(format!("the date can mean {}", days.join(" or ")))
                .expected("a date that can be read one way only")
                .hint(format!("choose the order of day and month; {until}")),
            Problem::Open { readings, why } => {
                Words::new(format!("the date can mean {}", readings.join(" or ")))
                    .expected("a date that can be read one way only")
                    .hint(format!("{why}; correct the cell; {until}"))
            }
            Problem::Impossible(_) => Words::new("there is no such day or hour")
                .expected("a day and an hour that exist")
                .hint(format!("check it in the source; it is not moved to another day; {until}")),
            Problem::WrongOrder(day) => {
                let order = self.plan.order.map_or("", orders::words);
                Words::new(format!("the date does not fit {order}; it could only be {day}"))
                    .expected(format!("a date with {order}"))
                    .hint(format!("correct the cell, or choose another order; {until}"))
            }
            Problem::Unclear(why) => {
                Words::new(format!("it cannot be read: it {why}")).expected(expected).hint(until)
            }
        };
        self.tell(Some(column), words.found(text));
    }
}

/// A day with 0:00 or 00:00:00 and no offset.
pub(super) fn is_midnight(stamp: &Stamp) -> bool {
    stamp.offset.is_none()
        && stamp.clock.as_ref().is_some_and(|c| {
            (c.hour, c.minute, c.second.unwrap_or(0)) == (0, 0, 0)
                && c.fraction.bytes().all(|b| b == b'0')
        })
}

/// Words for an end that has not come.
fn is_ongoing(text: &str) -> bool {
    const WORDS: &str = "|present|now|ongoing|current|today|to date|still|open|heute|laufend|offen|andauernd|aujourd'hui|en cours|present jour|oggi|in corso|presente|hoy|en curso|actualidad|hoje|em curso|atual|heden|lopend|nadal|w toku|obecnie|dosud|trva|по настоящее время|настоящее время|сейчас|донині|дотепер|الان|الآن|حتى الان|مستمر|היום|נמשך|devam ediyor|σημερα|至今|现在|現在|継続中|";
    static ALL: LazyLock<HashSet<String>> =
        LazyLock::new(|| WORDS.split('|').filter(|w| !w.is_empty()).map(fold).collect());
    let text = text.trim();
    !text.is_empty()
        && text.len() < 60
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && ALL.contains(&fold(text))
}
