//! Start, end and length of a row as one date.

use super::super::Field;
use super::super::dates::{self, Remark, Stamp, Written};
use super::super::report::{Once, Words};
use super::{Columns, Row};
use crate::date::{DateError, When};
use crate::read::diagnostic::Severity;
use crate::read::import::Shape;
use chrono::NaiveDateTime;

/// An end on the day of its start that lies so many minutes before it is taken for one of the next day only where the
/// whole is no longer than half a day: a longer one is rather a slip of the pen.
const MOST_OVER_MIDNIGHT: i64 = 12 * 60;

impl Row<'_, '_, '_> {
    /// An hour of the end that has no day of its own and lies before the hour of the start: it is one of the next day,
    /// and that is told.
    pub(super) fn next_day(
        &mut self,
        end: &Columns,
        from: Option<&Written>,
        to: Option<&mut Written>,
    ) {
        let (Some(Written::One(from, _)), Some(Written::One(to, _))) = (from, to) else { return };
        // A day of its own is what was written, and is not moved.
        let given = end
            .date
            .is_some_and(|c| dates::read_in(self.cell(Some(c)), &self.plan.habits.ways(c)).is_ok());
        let parted = end.parts.iter().any(|c| !dates::is_nothing(self.cell(*c)));
        let column = end.time.filter(|c| !self.cell(Some(*c)).is_empty()).or(end.date);
        let (Some(a), Some(b), Some(column)) = (wall(from), wall(to), column) else { return };
        let back = (a - b).num_minutes();
        let over = b < a && from.offset == to.offset && from.civil() == to.civil();
        if given || parted || !over || 24 * 60 - back > MOST_OVER_MIDNIGHT {
            return;
        }
        if let Some(next) = to.civil().map(|day| day.plus_days(1)) {
            (to.year, to.month, to.day) = (next.year(), Some(next.month()), Some(next.day()));
            let text = self.cell(Some(column)).to_owned();
            self.remark(Remark::OverMidnight, column, &text);
        }
    }

    /// A length beside an end says the same, or that is told. The end is read.
    pub(super) fn lengths_agree(
        &mut self,
        from: Option<&Written>,
        to: &Written,
        by_length: &Written,
    ) {
        let column = self.plan.column(Field::Duration);
        let (Some(Written::One(from, _)), Written::One(to, _), Written::One(other, _)) =
            (from, to, by_length)
        else {
            return;
        };
        let same = match (wall(to), wall(other)) {
            (Some(one), Some(two)) if from.offset == to.offset => {
                (one - two).num_seconds().abs() <= 60
            }
            (Some(_), Some(_)) => return,
            // Some count the last day, and some do not.
            _ => match (to.civil(), other.civil()) {
                (Some(one), Some(two)) => (0..=1).contains(&two.days_until(one)),
                _ => return,
            },
        };
        if !same {
            let found = self.cell(column).to_owned();
            let words = Words::new("the length of time is another than that from start to end")
                .found(&found)
                .expected(format!("the time until {}", to.text()))
                .hint(
                    "the end is read; the length is kept as a field, see which of the two is right",
                );
            self.report.tell(Severity::Warning, Some(self.row), column, words);
        }
    }

    /// Start and end as one date.
    pub(super) fn together(&mut self, from: Option<Written>, to: Option<Written>, cells: &[usize]) {
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
        self.out.used.clear();
        self.tell(column, words);
    }

    /// The zero of 1970 is what logs write where they know no time. A second later something happened.
    pub(super) fn not_set(&mut self, column: Option<usize>) {
        let logs = matches!(
            self.plan.mapping.shape,
            Some(Shape::PlasoL2t | Shape::PlasoDynamic | Shape::Timesketch)
        );
        let zero = self.out.when.as_ref().is_some_and(|w| is_zero(&w.text()));
        if logs && zero {
            let found = self.cell(column).to_owned();
            self.report.once(Once::NotSet, self.row, column, &found);
            self.out.when = None;
            self.out.used.clear();
            self.out.keep.extend(column);
        }
    }
}

/// What the clock showed; `None` where no hour is known.
fn wall(stamp: &Stamp) -> Option<NaiveDateTime> {
    let clock = stamp.clock.as_ref()?;
    let day = chrono::NaiveDate::from_ymd_opt(stamp.year, stamp.month?, stamp.day?)?;
    day.and_hms_opt(clock.hour, clock.minute, clock.second.unwrap_or(0))
}

/// The zero of 1970, to the second or finer.
fn is_zero(text: &str) -> bool {
    let rest = text.strip_prefix("1970-01-01T00:00").map(|r| r.strip_prefix(":00").unwrap_or(r));
    let rest = rest.map(|r| r.strip_prefix('.').map_or(r, |r| r.trim_start_matches('0')));
    rest.is_some_and(|r| r.is_empty() || r.starts_with(['Z', '+', '-']))
}
