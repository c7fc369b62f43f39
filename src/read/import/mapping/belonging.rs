//! Which hours belong to which date, and which of several dates is the event's own. The hour of one act is never put
//! on the day of another.

use super::acts::{self, Act, Side, act, shared};
use super::parted::Slots;
use super::profile::Profile;
use super::{Evidence, Field, headings, measures, pairs};
use crate::read::import::Table;

/// What is asked of a table.
pub(super) struct Ask<'t> {
    pub table: &'t Table,
    pub profiles: &'t [Profile],
}

/// How a column of hours stands to a date: by its words, by standing beside it, by saying nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Nothing,
    Beside,
    Words,
}

fn at(fields: &Slots, field: Field) -> Option<usize> {
    fields.iter().position(|f| f.is_some_and(|(f, _)| f == field))
}

fn set(fields: &mut Slots, column: usize, to: Option<(Field, u32)>) {
    if let Some(slot) = fields.get_mut(column) {
        *slot = to;
    }
}

impl Ask<'_> {
    fn heading(&self, column: usize) -> &str {
        self.table.header.get(column).map_or("", String::as_str)
    }

    fn act(&self, column: usize, side: Side) -> Act {
        act(self.heading(column), side)
    }

    fn has_dates(&self, column: usize) -> bool {
        self.profiles.get(column).is_some_and(|p| p.mostly(p.dates, 50))
    }

    fn has_hours(&self, column: usize) -> bool {
        let hours = self.profiles.get(column).is_some_and(|p| p.mostly(p.clocks, 50));
        hours && !measures::is_length(self.heading(column), self.table, column)
    }

    fn columns(&self) -> std::ops::Range<usize> {
        0..self.table.header.len()
    }

    /// Takes the day on which something happened where the day on which it was told was taken.
    pub fn own_date(&self, fields: &mut Slots) -> Option<Evidence> {
        let given = at(fields, Field::Start)?;
        let better = |n: &usize| {
            let (one, two) = (self.heading(*n), self.heading(given));
            let own = acts::is_event(one) && acts::is_record(two);
            let enough =
                |p: &Profile| self.profiles.get(given).is_some_and(|g| p.filled * 2 >= g.filled);
            *n != given
                && (own || acts::sent_and_received(one, two))
                && self.has_dates(*n)
                && !headings::is_aside(one)
                && !headings::numbers(one)
                && self.profiles.get(*n).is_some_and(enough)
        };
        let worse = |n: &usize| {
            let (one, two) = (self.heading(given), self.heading(*n));
            let own = acts::is_event(one) && acts::is_record(two);
            *n != given && (own || acts::sent_and_received(one, two)) && self.has_dates(*n)
        };
        let (own, other) = match self.columns().find(better) {
            Some(own) => (own, given),
            None => (given, self.columns().find(worse)?),
        };
        if own != given {
            let weight = fields.get(given).copied().flatten().map_or(25, |(_, w)| w);
            set(fields, given, None);
            set(fields, own, Some((Field::Start, weight)));
        }
        Some(Evidence {
            column: self.heading(own).to_owned(),
            conclusion: Field::Start.name().to_owned(),
            because: format!(
                "it is the date of what happened; “{}” is that of telling of it, and is kept as a field",
                self.heading(other)
            ),
            open: false,
        })
    }

    /// Takes a column that is called exactly `Date` before the start and the end of something else.
    pub fn plain_date(&self, fields: &mut Slots) -> Option<Evidence> {
        let given = at(fields, Field::Start)?;
        let named =
            |n: usize, w: u8| headings::meanings(self.heading(n)).contains(&(Field::Start, w));
        let cells = |n: usize| {
            self.table.rows.iter().filter(|row| !self.table.cell(row, n).is_empty()).count()
        };
        let hours = |p: &Profile| p.mostly(p.with_clock, 30);
        let dated =
            |n: &usize| self.profiles.get(*n).is_some_and(|p| p.mostly(p.dates + p.loose, 50));
        // A start with its hours says more than a day.
        if !named(given, 100) || self.profiles.get(given).is_none_or(hours) {
            return None;
        }
        let exact = self
            .columns()
            .find(|n| named(*n, 94) && act(self.heading(*n), Side::Both).is_empty() && dated(n))?;
        let end = at(fields, Field::End);
        if cells(exact) < cells(given) || end.is_none_or(|e| e == exact) {
            return None;
        }
        set(fields, given, None);
        end.into_iter().for_each(|end| set(fields, end, None));
        set(fields, exact, Some((Field::Start, 94)));
        Some(Evidence {
            column: self.heading(exact).to_owned(),
            conclusion: Field::Start.name().to_owned(),
            because: format!(
                "it is called a date and nothing else, and is filled as often as “{}”, which is kept as a field with its end; map those where they are what happened",
                self.heading(given)
            ),
            open: false,
        })
    }

    /// Leaves each date the hours that are its own. What is told says which hours are kept as fields.
    pub fn hours(&self, fields: &mut Slots) -> Vec<Evidence> {
        let Some(start) = at(fields, Field::Start).or_else(|| at(fields, Field::Year)) else {
            return Vec::new();
        };
        if !self.table.has_header {
            return Vec::new();
        }
        let end = at(fields, Field::End).or_else(|| at(fields, Field::EndYear));
        if self.is_shift(fields, [start, end.unwrap_or(start)]) {
            return Vec::new();
        }
        let mut loose = Vec::new();
        for (date, time, side) in [
            (start, Field::StartTime, Side::Start),
            (end.unwrap_or(start), Field::EndTime, Side::End),
        ] {
            let given = at(fields, time);
            let Some(column) = given.filter(|t| self.bond(*t, date, side, fields).is_none()) else {
                continue;
            };
            set(fields, column, None);
            loose.push((column, date));
        }
        let ends = [(Some(start), Field::StartTime, Side::Start), (end, Field::EndTime, Side::End)];
        for (date, time, side) in ends {
            if let Some(date) = date.filter(|_| at(fields, time).is_none()) {
                self.adopt(date, time, side, fields);
            }
        }
        loose.retain(|(column, _)| fields.get(*column).is_some_and(Option::is_none));
        loose.into_iter().map(|(column, date)| self.told(column, date)).collect()
    }

    /// Hours of a pair such as `Clock in` and `Clock out` belong to the only date that there is.
    fn is_shift(&self, fields: &Slots, dates: [usize; 2]) -> bool {
        let (Some(from), Some(to)) = (at(fields, Field::StartTime), at(fields, Field::EndTime))
        else {
            return false;
        };
        let others = self.columns().filter(|n| !dates.contains(n) && self.has_dates(*n));
        dates[0] == dates[1]
            && others.count() == 0
            && !headings::is_aside(self.heading(dates[0]))
            && pairs::is_named(self.heading(from), self.heading(to))
    }

    /// The columns of dates, those that were chosen among them.
    fn dates(&self, fields: &Slots) -> Vec<usize> {
        let chosen = [Field::Start, Field::End].map(|f| at(fields, f));
        self.columns().filter(|n| chosen.contains(&Some(*n)) || self.has_dates(*n)).collect()
    }

    /// How hours stand to a date; `None` where they are of another one, or of nobody knows which.
    fn bond(&self, hours: usize, date: usize, side: Side, fields: &Slots) -> Option<Bond> {
        let (time, day) = (self.act(hours, side), self.act(date, side));
        let others = self.dates(fields).into_iter().filter(|n| *n != date);
        let best = others.clone().map(|n| shared(&time, &self.act(n, side))).max().unwrap_or(0);
        let mine = shared(&time, &day);
        if best > mine {
            return None;
        }
        if mine > 0 {
            return Some(Bond::Words);
        }
        let beside = |n: usize| n.abs_diff(hours) == 1;
        if !time.is_empty() {
            return (day.is_empty() && best == 0).then_some(Bond::Nothing);
        }
        if beside(date) {
            return Some(Bond::Beside);
        }
        let claimed = others.clone().any(|n| beside(n) && !self.has_own_hour(n, hours, side));
        let aside = headings::is_aside(self.heading(date));
        (day.is_empty() || !claimed && !aside).then_some(Bond::Nothing)
    }

    /// True where a date has its hour in its own cells or in another column.
    fn has_own_hour(&self, date: usize, but: usize, side: Side) -> bool {
        let clocked = self.profiles.get(date).is_some_and(|p| p.mostly(p.with_clock, 50));
        let day = self.act(date, side);
        let named =
            |n: usize| n != but && self.has_hours(n) && shared(&self.act(n, side), &day) > 0;
        clocked || self.columns().any(named)
    }

    /// Gives a date without hours the column of hours that is its own.
    fn adopt(&self, date: usize, time: Field, side: Side, fields: &mut Slots) {
        if self.profiles.get(date).is_some_and(|p| p.mostly(p.with_clock, 50)) {
            return;
        }
        let free = |n: &usize| fields.get(*n).is_some_and(Option::is_none) && self.has_hours(*n);
        let bond = |n: usize| self.bond(n, date, side, fields).filter(|b| *b > Bond::Nothing);
        let best = self
            .columns()
            .filter(free)
            .filter_map(|n| bond(n).map(|b| (b, std::cmp::Reverse(n))))
            .max();
        if let Some((_, std::cmp::Reverse(column))) = best {
            set(fields, column, Some((time, 60)));
        }
    }

    fn told(&self, column: usize, date: usize) -> Evidence {
        let time = self.act(column, Side::Both);
        let whose = self
            .columns()
            .filter(|n| self.has_dates(*n) && *n != date)
            .find(|n| shared(&time, &self.act(*n, Side::Both)) > 0);
        let because = match whose {
            Some(whose) => format!(
                "it is the hour of “{}”, and the date is “{}”",
                self.heading(whose),
                self.heading(date)
            ),
            None => format!(
                "nothing shows that it is the hour of “{}”; map it as the time of day where it is",
                self.heading(date)
            ),
        };
        Evidence {
            column: self.heading(column).to_owned(),
            conclusion: "kept as a field of its own".to_owned(),
            because,
            open: whose.is_none(),
        }
    }
}
