//! Numbers that are moments: which unit they count, and from where.
//!
//! What a number means is decided where tables are made into events, by its size and its heading, cell by cell; a
//! layer must never show another moment. So that is asked for a number of the sample, and for greater and smaller
//! ones, until the bounds are known within which one multiplication gives the same. Numbers beyond them are asked
//! for one by one.

use super::clock::{SECOND, fraction, number};
use super::forms::RANGE;
use crate::layer::Micros;
use crate::read::diagnostic::Severity;
use crate::read::import::{CellTime, Counting};

/// Ticks of a second, and the second since 1970 at which the count begins: 1970, 1601, 2001, 1904.
const UNITS: [(i64, i64); 12] = [
    (1, 0),
    (1_000, 0),
    (1_000_000, 0),
    (1_000_000_000, 0),
    (1_000_000, -11_644_473_600),
    (10_000_000, -11_644_473_600),
    (1, 978_307_200),
    (1_000, 978_307_200),
    (1_000_000, 978_307_200),
    (1_000_000_000, 978_307_200),
    (1, -2_082_844_800),
    (1_000, -11_644_473_600),
];
/// So many cells are looked at.
const LOOK: usize = 400;

/// How the numbers of a column count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    counting: Counting,
    ticks: i64,
    from: i64,
    /// Within these bounds, both included, every number is a moment by `ticks` and `from`; none where the first is
    /// the greater.
    least: i64,
    most: i64,
}

impl Scale {
    /// Of a column, from its heading and its first cells; `None` where most of them are no numbers that are moments.
    pub(super) fn of(counting: Counting, values: &[String]) -> Option<Self> {
        let filled = values.iter().map(|v| v.trim()).filter(|v| !v.is_empty()).take(LOOK);
        let (mut count, mut numbers) = (0, Vec::new());
        for text in filled {
            count += 1;
            if counting.read(text).is_some() {
                let whole = text.split(['.', ',']).next().unwrap_or(text);
                numbers.push(whole.parse::<i64>().unwrap_or(0));
            }
        }
        if numbers.len() * 2 <= count {
            return None;
        }
        numbers.sort_unstable();
        // A number in the midst is of the unit that most have.
        let midst = numbers.get(numbers.len() / 2).copied().unwrap_or(0);
        let none = Self { counting, ticks: 1, from: 0, least: 1, most: 0 };
        let units = UNITS.iter().map(|(ticks, from)| Self { ticks: *ticks, from: *from, ..none });
        let unit = units.into_iter().find(|unit| midst > 0 && unit.agrees(midst));
        Some(unit.map_or(none, |unit| unit.widened(midst)))
    }

    /// The moment of a number within the bounds; `None` for everything else.
    #[inline]
    pub(super) fn quick(&self, text: &[u8]) -> Option<Micros> {
        let point = memchr::memchr2(b'.', b',', text).unwrap_or(text.len());
        let (whole, behind) = text.split_at_checked(point)?;
        // Numbers of so many digits may be dates without signs between their parts: 202403040830.
        if matches!(whole.len(), 12 | 14) {
            return None;
        }
        let n = match whole.len() {
            19 => std::str::from_utf8(whole).ok()?.parse().ok()?,
            _ => number(whole)?,
        };
        if n < self.least || n > self.most {
            return None;
        }
        let parts = match behind.get(1..).map(fraction) {
            None => 0,
            Some(Some((micros, b""))) => micros,
            Some(_) => return None,
        };
        // Below a microsecond nothing is kept.
        let finer = parts.checked_div(self.ticks).filter(|_| self.ticks <= 1000);
        self.at(n)?.checked_add(finer.unwrap_or(0))
    }

    /// The moment of any cell, as the readers of tables have it.
    pub(super) fn slow(&self, text: &str) -> Option<CellTime> {
        self.counting.read(text)
    }

    /// What there is to say of a column that begins with this number.
    pub(super) fn told(&self, text: &str) -> Option<(Severity, &'static str, &'static str)> {
        self.counting.told(text)
    }

    fn at(&self, n: i64) -> Option<Micros> {
        let micros = match SECOND.checked_div(self.ticks) {
            Some(each @ 1..) => n.checked_mul(each)?,
            _ => n.div_euclid(self.ticks / SECOND),
        };
        micros.checked_add(self.from.checked_mul(SECOND)?)
    }

    fn agrees(&self, n: i64) -> bool {
        let at = self.at(n).filter(|at| RANGE.contains(at)).map(CellTime::Instant);
        at.is_some() && at == self.counting.read(&n.to_string())
    }

    fn widened(self, n: i64) -> Self {
        let (mut least, mut most) = (n, n);
        while least > 1 && self.agrees(least / 2) {
            least /= 2;
        }
        while let Some(more) = most.checked_mul(2).filter(|more| self.agrees(*more)) {
            most = more;
        }
        Self { least, most, ..self }
    }
}
