//! What one end of a range takes from the other.

use super::Side;

impl Side {
    const fn says_day(&self) -> bool {
        self.triple.is_some() || self.open.is_some() || self.day.is_some() || !self.small.is_empty()
    }

    /// True for an hour without any part of a date.
    pub(in super::super) const fn is_hour_alone(&self) -> bool {
        let date = self.year.is_some() || self.month.is_some() || self.says_day();
        self.clock.is_some() && !date
    }

    /// Takes from the other end of a range what only that one says.
    pub(in super::super) fn inherit(&mut self, other: &Self) {
        let date = self.year.is_some()
            || self.month.is_some()
            || self.says_day()
            || self.division.is_some()
            || self.gap.is_some();
        let bare = self.year.is_none() && self.month.is_none() && self.triple.is_none();
        if !self.plain_year && self.year.is_none() && self.triple.is_none() {
            self.bce |= other.bce;
            self.plain_year |= other.plain_year;
        }
        if let (true, Some([_, second, year @ (_, 4)])) = (bare, other.triple)
            && let Some([first, second]) = self.open.take().or(match self.small[..] {
                [day] if self.open.is_none() => Some([(day, 2), second]),
                _ => None,
            })
        {
            // 12.–14.05.2013, 28.2.–2.3.2024.
            self.small.clear();
            self.triple = Some([first, second, year]);
        } else if !date {
            (self.year, self.month, self.day) = (other.year, other.month, other.day);
            (self.triple, self.small, self.short) =
                (other.triple, other.small.clone(), other.short);
        } else if self.triple.is_none() && other.triple.is_none() {
            if self.month.is_none() && self.says_day() {
                self.month = other.month;
            }
            let full = self.month.is_some() || self.division.is_some();
            // 12 Mar 25 has its year among its small numbers.
            if full && self.year.is_none() && self.gap.is_none() && self.small.len() < 2 {
                self.year = other.year;
                self.short = other.short;
            }
        }
        if self.clock.is_some() {
            self.offset = self.offset.or(other.offset);
            self.half = self.half.or(other.half.filter(|_| other.clock.is_some()));
        }
    }
}
