//! Rows by their place in the order of time: what a table of a million rows asks of the twenty that are in view.

use super::lens::ALL;
use super::ranks::Side;
use super::{Layer, Micros, RowNumber, Sifted};

impl Layer {
    /// How many rows that pass begin before a moment.
    #[must_use]
    pub fn begun_before(&self, at: Micros, sifted: Option<&Sifted>) -> u64 {
        let at = self.unclocked(at.into());
        let mut sum = 0;
        for (_, lens) in self.lenses(ALL, sifted) {
            let begun = lens.order(Side::Starts).before(at, 0);
            for (n, class) in lens.ranks.classes.iter().enumerate() {
                if !lens.hides(*class) {
                    sum += lens.before(Side::Starts, begun, n) as u64;
                }
            }
        }
        sum
    }

    /// Rows that pass, in the order of time and then of number: from the one that `first` others come before, at
    /// most `most`.
    #[must_use]
    pub fn listed(&self, first: u64, most: usize, sifted: Option<&Sifted>) -> Vec<RowNumber> {
        let Some((low, high)) = self.span() else { return Vec::new() };
        // The last moment that no more than `first` rows begin before.
        let (mut low, mut high) = (i128::from(low), i128::from(high));
        while low < high {
            let middle = (low + high + 1).div_euclid(2);
            let moment = Micros::try_from(middle).unwrap_or(Micros::MAX);
            if self.begun_before(moment, sifted) <= first {
                low = middle
            } else {
                high = middle - 1
            }
        }
        let at = Micros::try_from(low).unwrap_or(Micros::MAX);
        let before = first.saturating_sub(self.begun_before(at, sifted));
        let skipped = usize::try_from(before).unwrap_or(usize::MAX);
        let wanted = skipped.saturating_add(most);
        let mut found: Vec<(Micros, RowNumber)> = Vec::new();
        for (_, lens) in self.lenses(ALL, sifted) {
            let order = lens.order(Side::Starts);
            let from = order.before(self.unclocked(at.into()), 0);
            let rows = lens.passing(from).take(wanted);
            found.extend(rows.map(|row| (order.time(row), lens.segment.number(row))));
        }
        found.sort_unstable();
        found.into_iter().skip(skipped).take(most).map(|(_, row)| row).collect()
    }
}
