//! What the cells of a column look like.

use super::dates::{self, Problem, Remark, Written};
use crate::date::Day;
use crate::read::import::Table;
use std::collections::HashSet;

/// So many rows are looked at closely, evenly over the table; dates are judged by all rows elsewhere.
const SAMPLE: usize = 400;

/// What the sampled cells of a column are.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Rows that were looked at.
    pub rows: usize,
    /// Cells that hold something.
    pub filled: usize,
    /// Dates, at least as fine as a month; those that can be read in two ways included.
    pub dates: usize,
    /// Of these, with an hour.
    pub with_clock: usize,
    /// Bare years, and days of a spreadsheet.
    pub loose: usize,
    /// Times of day alone.
    pub clocks: usize,
    /// Web addresses.
    pub urls: usize,
    /// 64 hexadecimal digits.
    pub hashes: usize,
    /// Numbers.
    pub numbers: usize,
    /// Letters and signs of all of them.
    pub length: usize,
    /// Different texts.
    pub distinct: usize,
    /// Of the dates, those that are one number: seconds since 1970 and the like.
    pub counted: usize,
    /// Of these, those that nothing shows to be moments; they are not among the dates.
    pub unshown: usize,
    /// How these numbers follow each other.
    pub order: Order,
    /// Numbers with the sign for a year, a month or a day behind them: `3月`.
    pub units: usize,
    /// AM and PM.
    pub halves: usize,
    /// Texts of words: half of their letters and signs are letters.
    pub worded: usize,
}

/// How the numbers of a column follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// None is smaller than the one before.
    pub rising: bool,
    /// None is larger than the one before.
    pub falling: bool,
    /// The first and the last day that they would be.
    pub days: Option<(Day, Day)>,
    last: Option<f64>,
}

impl Default for Order {
    fn default() -> Self {
        Self { rising: true, falling: true, days: None, last: None }
    }
}

impl Order {
    fn take(&mut self, cell: &str, day: Option<Day>) {
        if let Some(day) = day {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
        let Ok(number) = cell.replace(',', ".").parse::<f64>() else {
            (self.rising, self.falling) = (false, false);
            return;
        };
        if let Some(last) = self.last {
            self.rising &= number >= last;
            self.falling &= number <= last;
        }
        self.last = Some(number);
    }
}

impl Profile {
    /// True where at least so many of a hundred filled cells are of a sort.
    pub fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// True where the cells are words, and no dates, hours, numbers, hashes or addresses.
    pub fn is_text(&self) -> bool {
        !(self.mostly(self.urls, 50)
            || self.mostly(self.dates + self.loose, 50)
            || self.mostly(self.numbers, 80)
            || self.mostly(self.hashes, 50)
            || self.mostly(self.clocks, 50))
            && self.mostly(self.worded, 50)
    }

    /// True where fewer than half of the rows have something in the column.
    pub fn is_sparse(&self) -> bool {
        self.filled * 2 < self.rows
    }

    /// True where most cells are dates as somebody writes them, and not one number.
    pub fn is_written(&self) -> bool {
        self.mostly(self.dates.saturating_sub(self.counted.saturating_sub(self.unshown)), 50)
    }

    /// Letters of the average cell.
    pub fn average(&self) -> usize {
        self.length.checked_div(self.filled).unwrap_or(0)
    }
}

/// A profile for each column.
pub(super) fn profiles(table: &Table) -> Vec<Profile> {
    let step = table.rows.len().div_ceil(SAMPLE).max(1);
    (0..table.header.len())
        .map(|column| {
            let mut profile = Profile::default();
            let mut seen: HashSet<&str> = HashSet::new();
            for row in table.rows.iter().step_by(step) {
                let cell = table.cell(row, column);
                profile.rows += 1;
                if !cell.is_empty() {
                    seen.insert(cell);
                    look(cell, &mut profile);
                }
            }
            profile.distinct = seen.len();
            profile
        })
        .collect()
}

fn look(cell: &str, profile: &mut Profile) {
    profile.filled += 1;
    profile.length += cell.len().min(10_000);
    if is_url(cell) {
        profile.urls += 1;
        return;
    }
    if cell.len() == 64 && cell.bytes().all(|b| b.is_ascii_hexdigit()) {
        profile.hashes += 1;
        return;
    }
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let signs = cell.chars().filter(|c| !c.is_whitespace()).count();
    let worded = letters > 0 && letters * 2 >= signs && !dates::is_nothing(cell);
    profile.worded += usize::from(worded);
    if is_half(cell) {
        profile.halves += 1;
        return;
    }
    let units = cell.trim_end_matches(['年', '月', '日', '년', '월', '일']);
    profile.units += usize::from(
        units.len() < cell.len()
            && (1..=4).contains(&units.len())
            && units.bytes().all(|b| b.is_ascii_digit()),
    );
    let number = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+'));
    if number && cell.bytes().filter(|b| matches!(b, b'.' | b'-')).count() < 2 {
        profile.numbers += 1;
        if digits < 8 {
            let year = digits == 4 && cell.len() == 4;
            let serial = digits >= 5 && dates::read(cell, None).is_ok();
            profile.loose += usize::from(year || serial);
            return;
        }
    }
    if digits == 0 || cell.len() > 120 {
        return;
    }
    match dates::read(cell, None) {
        Ok(reading) => {
            let fine = match &reading.written {
                Written::One(stamp, _) => stamp.month.is_some(),
                _ => true,
            };
            profile.dates += usize::from(fine);
            profile.loose += usize::from(!fine);
            profile.with_clock += usize::from(reading.written.has_clock());
            if let (true, Written::One(stamp, _)) = (is_counted(&reading.remarks), &reading.written)
            {
                profile.counted += 1;
                profile.order.take(cell, stamp.civil());
            }
        }
        Err(
            Problem::Either(_)
            | Problem::Open { .. }
            | Problem::WrongOrder(_)
            | Problem::Impossible(_),
        ) => {
            profile.dates += 1;
            profile.with_clock += usize::from(cell.contains(':'));
        }
        Err(_) if !number && dates::clock(cell).is_ok() => profile.clocks += 1,
        Err(_) => {}
    }
}

fn is_counted(remarks: &[Remark]) -> bool {
    let counts = |r: &Remark| {
        matches!(
            r,
            Remark::Epoch
                | Remark::EarlyEpoch
                | Remark::Since1601
                | Remark::Since2001
                | Remark::Since1904
        )
    };
    remarks.iter().any(counts)
}

/// True for AM and PM, alone in a cell.
fn is_half(cell: &str) -> bool {
    cell.len() <= 5
        && matches!(
            cell.to_ascii_lowercase().as_str(),
            "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m"
        )
}

/// True for a web address.
pub(super) fn is_url(cell: &str) -> bool {
    let start = cell.get(..8).unwrap_or(cell).to_ascii_lowercase();
    (start.starts_with("http://") || start.starts_with("https://") || start.starts_with("www."))
        && !cell.contains(' ')
}

/// True where every row has a text in a column, and all but one of twenty have one of their own: one slip of the pen
/// in three thousand rows takes no name from the others.
pub(super) fn is_unique(table: &Table, column: usize) -> bool {
    let mut seen = HashSet::with_capacity(table.rows.len());
    let mut again = 0;
    let mut filled = table.rows.iter().map(|row| (row, table.cell(row, column)));
    !table.rows.is_empty()
        && filled.all(|(row, cell)| {
            if cell.is_empty() {
                return (0..row.cells).all(|c| table.cell(row, c).is_empty());
            }
            again += usize::from(!seen.insert(cell));
            cell.len() <= 200 && again * 20 <= table.rows.len()
        })
        && !seen.is_empty()
        && again * 20 < seen.len().max(1)
}
