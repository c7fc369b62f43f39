//! The order of day, month and year: judged by every row.

use super::{Evidence, Field, Mapping, dates};
use crate::case::fold::fold;
use crate::date::{DateOrder, Day};
use crate::read::import::{How, Shape, Table};
use std::collections::BTreeSet;

/// What the numeric dates of a table allow.
#[derive(Debug, Default)]
struct Count {
    numeric: usize,
    either: usize,
    /// The first row, and its text, that is a day only with the day first, the month first, the year first.
    only: [Option<(u64, String)>; 3],
    fits: [usize; 3],
    short: bool,
    first: BTreeSet<u32>,
    last: BTreeSet<u32>,
}

/// The words for an order.
pub(super) const fn words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day before month",
        DateOrder::MonthFirst => "month before day",
        DateOrder::YearFirst => "year, month, day",
    }
}

const ORDERS: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

/// Three numbers with the same sign between, the year behind or all of two digits; outer `None` for all else.
fn numeric(cell: &str) -> Option<([u32; 3], bool, bool)> {
    let mut numbers = [(0_u32, 0_usize); 3];
    let mut at = 0;
    let mut sign = None;
    let mut spaced = false;
    for c in cell.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                // A clock is parted from its date by a space.
                if spaced && at == 2 && numbers.get(2)?.1 > 0 {
                    break;
                }
                let (value, length) = numbers.get_mut(at)?;
                *value = value.checked_mul(10)?.checked_add(digit)?;
                *length += 1;
                spaced = false;
            }
            None if matches!(c, '/' | '.' | '-')
                && at < 2
                && numbers.get(at)?.1 > 0
                && sign.is_none_or(|s| s == c) =>
            {
                sign = Some(c);
                at += 1;
                spaced = false;
            }
            None if c == ' ' => spaced = true,
            // Letters before it are a day of the week, and that decides.
            None if at < 2 => return None,
            None => break,
        }
    }
    let [(a, la), (b, lb), (c, lc)] = numbers;
    let four = lc == 4 && la <= 2 && lb <= 2;
    // 1/13/90 too; what has one digit in front has its year behind.
    let short = la <= 2 && lb <= 2 && lc == 2;
    (at == 2 && la > 0 && lb > 0 && (four || short)).then_some(([a, b, c], short, la == 2))
}

/// What follows a short or long day of the week at the beginning of a cell.
fn without_weekday(cell: &str) -> Option<&str> {
    let end = cell.find(|c: char| !c.is_alphabetic()).filter(|end| *end > 0)?;
    let (word, rest) = cell.split_at_checked(end)?;
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    (rest.starts_with(|c: char| c.is_ascii_digit()) && dates::is_weekday(&fold(word)))
        .then_some(rest)
}

/// True for days of the month by their values, which go from its beginning to its end; years of two digits do not.
fn are_days(values: &BTreeSet<u32>) -> bool {
    values.len() >= 8
        && values.first().is_some_and(|n| *n <= 7)
        && values.last().is_some_and(|n| *n >= 28)
}

/// True for values that are the same days of each month: the first, the first and the fifteenth, the last.
fn are_fixed_days(values: &BTreeSet<u32>) -> bool {
    let middle = |n: u32| n == 15 && values.contains(&1);
    values.iter().all(|n| *n == 1 || (28..=31).contains(n) || middle(*n))
}

impl Count {
    fn take(&mut self, row: u64, cell: &str) {
        let ascii = cell.is_ascii();
        let folded = if ascii { None } else { Some(fold(cell)) };
        let cell_folded = folded.as_deref().unwrap_or(cell).trim();
        let behind_weekday = without_weekday(cell_folded);
        let Some(([a, b, c], short, two)) = numeric(behind_weekday.unwrap_or(cell_folded)) else {
            return;
        };
        let full = |y: u32| i32::try_from(y).unwrap_or(0) + if short { 2000 } else { 0 };
        let days = [
            Day::new(full(c), b, a),
            Day::new(full(c), a, b),
            if short && two { Day::new(full(a), b, c) } else { None },
        ];
        let different: BTreeSet<Day> = days.into_iter().flatten().collect();
        // Between two days, the day of the week decides.
        if different.is_empty() || behind_weekday.is_some() && different.len() > 1 {
            return;
        }
        self.numeric += 1;
        self.short |= short;
        if short {
            self.first.insert(a);
            self.last.insert(c);
        }
        for (fits, day) in self.fits.iter_mut().zip(days) {
            *fits += usize::from(day.is_some());
        }
        self.either += usize::from(different.len() > 1);
        // A short date speaks against an order that it does not fit; which of the others it is, others tell.
        let plain = if short { [days[0], days[1], None] } else { days };
        if let [Some(_), None, _] | [None, Some(_), _] = plain {
            let n = usize::from(plain[0].is_none());
            if let Some(slot) = self.only.get_mut(n).filter(|s| s.is_none()) {
                *slot = Some((row, cell.to_owned()));
            }
        } else if short && plain == [None, None, None] {
            self.only[2].get_or_insert((row, cell.to_owned()));
        }
    }

    /// How many can be read either way.
    fn open(&self) -> String {
        format!("{} of {} dates can be read either way", self.either, self.numeric)
    }

    /// The one order in which every date of the table is a day, years of two digits included.
    fn sole(&self) -> Option<DateOrder> {
        let mut fit = ORDERS.iter().zip(self.fits).filter(|(_, n)| *n == self.numeric);
        match (fit.next(), fit.next()) {
            (Some((order, _)), None) if self.short => Some(*order),
            _ => None,
        }
    }

    /// The order, or why there is none.
    fn decide(&self) -> (Option<DateOrder>, String) {
        let named: Vec<String> =
            self.only.iter().flatten().map(|(row, text)| format!("row {row} has {text}")).collect();
        if let Some(order) = self.sole() {
            let first = named.first().map(|row| format!("{row}; ")).unwrap_or_default();
            let because =
                format!("{first}no other order fits all {} dates; {}", self.numeric, self.open());
            return (Some(order), because);
        }
        let year_last = self.numeric > 0
            && (!self.short
                || self.only[2].is_none()
                    && self.last.len() <= 6
                    && self.first.len() > self.last.len() * 2
                    && (!are_fixed_days(&self.last) || are_days(&self.first)));
        let year_first = self.short
            && self.first.len() <= 6
            && self.last.len() > self.first.len() * 2
            && !are_fixed_days(&self.first)
            && are_days(&self.last)
            && self.fits[2] == self.numeric
            && self.only[1].is_none();
        if year_first {
            let because = format!(
                "the first part has {} values in all rows and the last {}; {}",
                self.first.len(),
                self.last.len(),
                self.open()
            );
            return (Some(DateOrder::YearFirst), because);
        }
        let order = match &self.only {
            [Some(_), None, None] if year_last => Some(DateOrder::DayFirst),
            [None, Some(_), None] if year_last => Some(DateOrder::MonthFirst),
            [None, None, Some(_)] => Some(DateOrder::YearFirst),
            _ => None,
        };
        match order {
            Some(_) => (order, format!("{}; {}", named.join(" and "), self.open())),
            None if named.len() > 1 => (
                None,
                format!("{}, which contradict each other; {}", named.join(" and "), self.open()),
            ),
            None if self.short => (
                None,
                format!(
                    "the dates have years of two digits, and no row shows where they stand; {}",
                    self.open()
                ),
            ),
            None => (None, format!("no row shows which; {}", self.open())),
        }
    }
}

/// The order of the dates, and what it rests on.
pub(super) fn date_order(
    table: &Table,
    mapping: &Mapping,
    shape: Option<Shape>,
    how: &How,
) -> (Option<DateOrder>, Option<Evidence>) {
    let dated: Vec<usize> = columns(mapping, &[Field::Start, Field::End, Field::Collected]);
    let mut count = Count::default();
    for row in &table.rows {
        for column in &dated {
            let cell = table.cell(row, *column);
            if !cell.is_empty() && cell.len() <= 120 {
                count.take(row.number, cell);
            }
        }
    }
    let column = dated.first().and_then(|c| table.header.get(*c)).cloned().unwrap_or_default();
    let tell = |order: DateOrder, because: String| {
        Some(Evidence {
            column: column.clone(),
            conclusion: words(order).to_owned(),
            because,
            open: false,
        })
    };
    if let Some(order) = how.date_order {
        let n = ORDERS.iter().position(|o| *o == order).unwrap_or(0);
        let fits = if order == DateOrder::YearFirst && !count.short {
            count.numeric
        } else {
            count.fits.get(n).copied().unwrap_or(0)
        };
        let because = match count.numeric {
            0 => return (Some(order), None),
            all if fits == all => format!("chosen; it fits all {all} numeric dates"),
            all => format!(
                "chosen; {} of {all} numeric dates do not fit it and are not read",
                all - fits
            ),
        };
        return (Some(order), tell(order, because));
    }
    if shape == Some(Shape::PlasoL2t) {
        return (
            Some(DateOrder::MonthFirst),
            tell(DateOrder::MonthFirst, "l2tcsv writes month, day and year".to_owned()),
        );
    }
    if count.numeric == 0 {
        return (None, None);
    }
    let (order, because) = count.decide();
    match order {
        Some(order) => (Some(order), tell(order, because)),
        // Where every date can be one day only, nothing has to be chosen.
        None if count.either == 0 && count.only.iter().flatten().count() < 2 => (None, None),
        None => {
            let conclusion = "the order of day and month is open; dates that can be read either way are not read".to_owned();
            (None, Some(Evidence { column, conclusion, because, open: true }))
        }
    }
}

/// The columns that have one of the fields.
pub(super) fn columns(mapping: &Mapping, fields: &[Field]) -> Vec<usize> {
    let all = mapping.columns.iter().enumerate();
    all.filter(|(_, c)| fields.contains(&c.field)).map(|(n, _)| n).collect()
}
