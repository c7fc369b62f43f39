//! When a row happened: start, end, times, parts and zone of several cells put together.

mod calendar;
mod changes;
mod parts;

use super::Field;
use super::apply::Plan;
use super::dates::{self, Problem, Remark, Stamp, Written};
use super::orders;
use super::report::{Once, Report, Words};
use crate::case::fold::fold;
use crate::date::{DateError, When};
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
}

impl Row<'_, '_, '_> {
    fn cell(&self, column: Option<usize>) -> &str {
        column.map_or("", |c| self.plan.table.cell(self.row, c))
    }

    fn tell(&mut self, column: Option<usize>, words: Words) {
        self.report.tell(Severity::Error, Some(self.row), column, words);
        self.out.keep.extend(column);
    }

    /// Reads the row.
    pub fn read(mut self) -> Moments {
        let of = |field| self.plan.column(field);
        let start = Columns {
            date: of(Field::Start),
            time: of(Field::StartTime),
            parts: [of(Field::Year), of(Field::Month), of(Field::Day)],
        };
        let end = Columns {
            date: of(Field::End),
            time: of(Field::EndTime),
            parts: [of(Field::EndYear), of(Field::EndMonth), of(Field::EndDay)],
        };
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
        if to.is_none() {
            to = self.lasted(from.as_ref());
        }
        let cells = [end.date, end.time].into_iter().chain(end.parts);
        let cells: Vec<usize> = cells.chain([of(Field::Duration)]).flatten().collect();
        self.together(from, to, &cells);
        self.not_set(start.date);
        self.clock_changes(start.date.or(start.parts[0]));
        self.out
    }

    /// Timesketch writes a moment as a date and as a number. Where they differ, somebody changed one of them.
    fn twice(&mut self, stamp: Option<&Stamp>) {
        let (Some(stamp), Some(column)) = (stamp, self.plan.spare) else { return };
        let text = self.cell(Some(column)).to_owned();
        let micros = text.parse().ok().and_then(DateTime::from_timestamp_micros);
        let date = DateTime::parse_from_rfc3339(&stamp.text()).ok();
        if let (Some(micros), Some(date)) = (micros, date)
            && micros.signed_duration_since(date).abs() > TimeDelta::seconds(1)
        {
            self.report.once(Once::TwoMoments, self.row, Some(column), &text);
        }
    }

    /// One end: its date, and the time of day from its own column.
    fn side(&mut self, columns: &Columns, first: Option<&Stamp>) -> Option<Written> {
        let mut date = columns.date.and_then(|c| self.dated(c, first));
        if date.is_none() && columns.parts[0].is_some() {
            date = self.parts(columns.parts);
            if let (Some(written), Some(year)) = (&date, columns.parts[0]) {
                let text = self.cell(Some(year)).to_owned();
                if self.is_of_another_calendar(year, &text, written) {
                    self.another_calendar(year, &text);
                    date = None;
                }
            }
        }
        let Some(time) = columns.time else { return date };
        let text = self.cell(columns.time).to_owned();
        let timed = match dates::clock_in(&text, &self.plan.habits.ways(time)) {
            Ok(timed) => timed,
            Err(Problem::Nothing) => return date,
            Err(problem) => {
                self.problem(time, &text, &problem, "a time of day such as 09:30");
                return date;
            }
        };
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
        let inherited =
            first.filter(|_| date.is_none()).map(|s| Stamp { clock: None, ..s.clone() });
        let date = date.or_else(|| inherited.map(|s| Written::One(s, "")));
        match date {
            Some(Written::One(mut stamp, sign))
                if stamp.day.is_some() && stamp.clock.is_none() && sign.is_empty() =>
            {
                stamp.clock = Some(timed.clock);
                stamp.offset = timed.offset.or(stamp.offset);
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
                let same = matches!(&date, Written::One(s, _) if s.clock.as_ref().is_some_and(|c| (c.hour, c.minute) == (timed.clock.hour, timed.clock.minute)));
                if !same {
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
                return When::parse(&format!("{}/..", first.text())).ok().map(Written::Notation);
            }
            let ways = self.plan.habits.ways(column);
            if dates::read_in(&text, &ways).is_err()
                && let Ok(timed) = dates::clock_in(&text, &ways)
                && first.day.is_some()
            {
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
        match dates::read_in(&text, &self.plan.habits.ways(column)) {
            Ok(reading) if self.is_of_another_calendar(column, &text, &reading.written) => {
                self.out.given = true;
                self.another_calendar(column, &text);
                None
            }
            Ok(reading) => {
                self.out.given = true;
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
                | Remark::Era
        );
        if kept {
            self.out.keep.push(column);
        }
    }

    fn problem(&mut self, column: usize, text: &str, problem: &Problem, expected: &str) {
        let until = "until then the text is kept as a field, and the event has no such date";
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

    /// Start and end as one date.
    fn together(&mut self, from: Option<Written>, to: Option<Written>, cells: &[usize]) {
        let alone = |written: &Written| written.when().ok();
        let Some(to) = to else {
            self.out.when = from.as_ref().and_then(alone);
            if from.is_some() && self.out.when.is_none() {
                self.too_far();
            }
            return;
        };
        // The end of one that goes on holds the start too.
        if let Written::Notation(when) = &to
            && when.text().ends_with("/..")
        {
            self.out.when = Some(when.clone());
            return;
        }
        let ends = (from.as_ref().map(Written::end_text), to.end_text());
        let filled = cells.iter().copied().filter(|c| !self.cell(Some(*c)).is_empty());
        let filled: Vec<usize> = filled.collect();
        let texts: Vec<&str> = filled.iter().map(|c| self.cell(Some(*c))).collect();
        let (found, end) = (texts.join(" "), filled.first().copied());
        let joined = match ends {
            (None, Some(to)) => When::parse(&format!("/{to}")),
            (Some(Some(from)), Some(to)) if from == to => When::parse(&from),
            (Some(Some(from)), Some(to)) => When::parse(&format!("{from}/{to}")),
            _ => Err(DateError::Notation(found.clone())),
        };
        match joined {
            Ok(when) => self.out.when = Some(when),
            Err(problem) => {
                let words = if matches!(problem, DateError::EndBeforeStart(_)) {
                    Words::new("the end is before the start")
                        .expected("an end that is not before its start")
                } else {
                    Words::new("start and end cannot be put together").expected("two plain dates")
                };
                self.tell(
                    end,
                    words
                        .found(&found)
                        .hint("the event is kept with its start alone, and the end as a field"),
                );
                self.out.keep.extend(filled);
                self.out.when = from.as_ref().and_then(alone);
            }
        }
    }

    /// A date that was understood and that no date of a case can hold.
    fn too_far(&mut self) {
        let of = |field| self.plan.column(field);
        let column = of(Field::Start).or(of(Field::Year));
        let found = self.cell(column).to_owned();
        let words = Words::new("the date is too far from today to be drawn")
            .found(&found)
            .expected("a year from -9999 to 9999, or Y and its number up to 262000")
            .hint("the text is kept as a field, and the event has no date");
        self.tell(column, words);
    }

    /// The zero of 1970 is what logs write where they know no time. A second later something happened.
    fn not_set(&mut self, column: Option<usize>) {
        let logs = matches!(
            self.plan.mapping.shape,
            Some(Shape::PlasoL2t | Shape::PlasoDynamic | Shape::Timesketch)
        );
        let zero = self.out.when.as_ref().is_some_and(|w| is_zero(&w.text()));
        if logs && zero {
            let found = self.cell(column).to_owned();
            self.report.once(Once::NotSet, self.row, column, &found);
            self.out.when = None;
            self.out.keep.extend(column);
        }
    }
}

/// The zero of 1970, to the second or finer.
fn is_zero(text: &str) -> bool {
    let rest = text.strip_prefix("1970-01-01T00:00").map(|r| r.strip_prefix(":00").unwrap_or(r));
    let rest = rest.map(|r| r.strip_prefix('.').map_or(r, |r| r.trim_start_matches('0')));
    rest.is_some_and(|r| r.is_empty() || r.starts_with(['Z', '+', '-']))
}

/// A day with 00:00:00 and no offset.
fn is_midnight(stamp: &Stamp) -> bool {
    stamp.offset.is_none()
        && stamp.clock.as_ref().is_some_and(|c| {
            (c.hour, c.minute, c.second) == (0, 0, Some(0)) && c.fraction.bytes().all(|b| b == b'0')
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
