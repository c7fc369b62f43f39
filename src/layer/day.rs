//! Rows that say on which day something happened and no hour: a day is no midnight.

use super::{Micros, Row, Schema};
use crate::date::{Instant, Zone};

/// In which cells a time stands as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeCells {
    /// The date, or date and hour.
    pub date: usize,
    /// The hour, where it has a cell of its own.
    pub hour: Option<usize>,
}

impl Schema {
    /// Notes on which days a row began and ended, where it says no hours. `clock` was added to its times.
    pub(super) fn days(&self, row: &mut Row, clock: Micros) {
        let day = |at: Micros, of: Option<TimeCells>| {
            self.says_no_hour(&row.cells, of?).then(|| {
                let file = at.saturating_sub(clock).div_euclid(1_000_000);
                Instant::from_timestamp(file).day(self.zone.unwrap_or(Zone::UTC))
            })
        };
        (row.day, row.end_day) =
            (day(row.start, self.time), row.end.and_then(|e| day(e, self.end)));
    }

    fn says_no_hour(&self, cells: &[String], of: TimeCells) -> bool {
        let cell = |n: usize| cells.get(n).map_or("", |c| c.trim());
        of.hour.is_none_or(|hour| cell(hour).is_empty()) && is_day(cell(of.date))
    }
}

/// True for a time that was read, by its shape: a date has three numbers, or two beside the name of a month, or is
/// written without signs as eight digits.
fn is_day(text: &str) -> bool {
    let digits = |c: char| c.is_numeric();
    let runs: Vec<usize> = text
        .split(|c: char| !digits(c))
        .map(|run| run.chars().count())
        .filter(|n| *n > 0)
        .collect();
    let named = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2);
    // `Sun 2024-03-10` has a name that is no month.
    let signs = text.split_whitespace().any(|word| word.matches(['-', '/', '.']).count() > 1);
    match runs.as_slice() {
        _ if text.contains(':') => false,
        [8] => !named,
        [_, _] => named,
        [_, _, _] => !named || signs,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_an_hour_is_told_by_its_shape() {
        for day in [
            "2024-01-10",
            "10.01.2024",
            "1/10/24",
            "20240110",
            "10 Jan 2024",
            "Wed, 10 January 2024",
            "Wed 2024-01-10",
            "10-Jan-2024",
            "٢٠٢٤-٠١-١٠",
        ] {
            assert!(is_day(day), "{day}");
        }
        for hour in [
            "2024-01-10 08",
            "2024-01-10T08",
            "2024-01-10 00:00",
            "20240110T083000",
            "20240110083000",
            "10 Jan 2024 5 pm",
            "2024-01-10 5pm",
            "10.01.2024 08.30",
            "",
        ] {
            assert!(!is_day(hour), "{hour}");
        }
    }
}
