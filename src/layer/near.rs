//! Which rows lie in a stretch of time or near a moment, found without looking at the others.

use super::lens::{ALL, Lens, Stretch, WORST_FIRST};
use super::ranks::Side;
use super::{Layer, Micros, RowNumber, Severity, Sifted};
use std::cmp::Reverse;

/// A row with its start as the file has it: sorts by time, then by number.
type Found = (Micros, RowNumber);

impl Layer {
    /// Rows of a lane that touch the stretch, in the order of time, at most `most`: where there are more, the most
    /// severe of them, and of these the earliest.
    ///
    /// The first end is in the stretch, the second is not, as in a column of [`super::Density`]; but the last moment
    /// of the layer is, so that its span has all rows.
    #[must_use]
    pub fn rows_in(
        &self,
        lane: usize,
        stretch: (Micros, Micros),
        sifted: Option<&Sifted>,
        most: usize,
    ) -> Vec<RowNumber> {
        let within = self.stretch(stretch);
        let mut found: Vec<Found> = Vec::new();
        for severity in WORST_FIRST {
            let left = most - found.len();
            if left == 0 {
                break;
            }
            let mut here = Vec::new();
            for (_, lens) in self.lenses(within, sifted) {
                if let Some(class) = lens.class(lane, severity) {
                    touching(&lens, class, within, left, &mut here);
                }
            }
            here.sort_unstable();
            here.truncate(left);
            found.append(&mut here);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// How many rows of a lane touch the stretch: exact, at any size. The stretch is as in [`Self::rows_in`].
    #[must_use]
    pub fn count_in(&self, lane: usize, stretch: (Micros, Micros), sifted: Option<&Sifted>) -> u64 {
        let within = self.stretch(stretch);
        if within.from > within.to {
            return 0;
        }
        let mut sum = 0;
        for (_, lens) in self.lenses(within, sifted) {
            let begun = lens.order(Side::Starts).before(within.to, 0);
            let ended = lens.order(Side::Ends).before(within.from, 0);
            for severity in WORST_FIRST {
                if let Some(class) = lens.class(lane, severity) {
                    let begun = lens.before(Side::Starts, begun, class);
                    sum += begun.saturating_sub(lens.before(Side::Ends, ended, class)) as u64;
                }
            }
        }
        sum
    }

    /// The row of a lane that touches `at ± reach`, both ends included: the most severe; of these the nearest, then
    /// the last to begin, then the last of the file: the one that is drawn on top.
    #[must_use]
    pub fn hit(
        &self,
        lane: usize,
        at: Micros,
        reach: Micros,
        sifted: Option<&Sifted>,
    ) -> Option<RowNumber> {
        let (now, reach) = (i128::from(at), i128::from(reach.max(0)));
        let within = Stretch {
            from: self.unclocked((now - reach).max(Micros::MIN.into())),
            to: self.unclocked(now + reach + 1),
        };
        let now = now - i128::from(self.clock);
        WORST_FIRST.into_iter().find_map(|severity| {
            let mut best: Option<Near> = None;
            for (_, lens) in self.lenses(within, sifted) {
                if let Some(class) = lens.class(lane, severity) {
                    nearest(&lens, class, within, now, &mut best);
                }
            }
            best.map(|(_, _, row)| row)
        })
    }

    /// The first row after a place in the order of time and, at the same moment, of number; with its own place. From
    /// a moment on: its place with the largest number.
    #[must_use]
    pub fn next_row(
        &self,
        after: (Micros, RowNumber),
        sifted: Option<&Sifted>,
    ) -> Option<(Micros, RowNumber)> {
        let within = Stretch { from: self.unclocked(after.0.into()), to: ALL.to };
        let rows = self.lenses(within, sifted).filter_map(|(_, lens)| {
            let order = lens.order(Side::Starts);
            let from = order.before(within.from, 0);
            let rows = lens.passing(from);
            let place = |row| (self.clocked(order.time(row)), lens.segment.number(row));
            rows.map(place).find(|&place| place > after)
        });
        rows.min()
    }

    /// The last row before a place in the order of time; as [`Self::next_row`]. From a moment on: its place with
    /// number 0.
    #[must_use]
    pub fn row_before(
        &self,
        before: (Micros, RowNumber),
        sifted: Option<&Sifted>,
    ) -> Option<(Micros, RowNumber)> {
        let to = self.unclocked(i128::from(before.0) + 1);
        let within = Stretch { from: ALL.from, to };
        let rows = self.lenses(within, sifted).filter_map(|(_, lens)| {
            let order = lens.order(Side::Starts);
            let rows = lens.passing_back(order.before(to, 0));
            let place = |row| (self.clocked(order.time(row)), lens.segment.number(row));
            rows.map(place).find(|&place| place < before)
        });
        rows.max()
    }

    /// The most severe of all rows, and how many they are: for a word about a layer that is folded away.
    #[must_use]
    pub fn worst(&self, sifted: Option<&Sifted>) -> Option<(Severity, u64)> {
        let mut worst: Option<(Severity, u64)> = None;
        for (_, lens) in self.lenses(ALL, sifted) {
            for (n, &class) in lens.ranks.classes.iter().enumerate() {
                let rows = lens.before(Side::Starts, lens.segment.len(), n) as u64;
                if rows == 0 || lens.hides(class) {
                    continue;
                }
                worst = Some(match worst {
                    Some((s, sum)) if s == class.severity => (s, sum + rows),
                    Some((s, sum)) if s > class.severity => (s, sum),
                    _ => (class.severity, rows),
                });
            }
        }
        worst
    }
}

/// How far away, when it began, and which: the largest is the nearest, then the last to begin, then the last of the
/// file.
type Near = (Reverse<u128>, Micros, RowNumber);

/// Adds the earliest rows of a class that touch a stretch, `most` of them where there are so many.
fn touching(lens: &Lens<'_>, class: usize, within: Stretch, most: usize, found: &mut Vec<Found>) {
    let begun = lens.begun_in(within);
    let on = lens.still_on(class, begun.start, within.from).take(most);
    let before = lens.before(Side::Starts, begun.start, class);
    let after = lens.before(Side::Starts, begun.end, class).min(before.saturating_add(most));
    let begun = (before..after).filter_map(|n| lens.nth(Side::Starts, class, n));
    let rows = on.chain(begun).take(most);
    found.extend(rows.map(|r| (lens.segment.parts.starts[r], lens.segment.number(r))));
}

/// Looks for a row of a class that touches a stretch and is nearer to `now` than the best so far.
fn nearest(lens: &Lens<'_>, class: usize, within: Stretch, now: i128, best: &mut Option<Near>) {
    let (starts, ends) = (lens.order(Side::Starts), lens.order(Side::Ends));
    let mut take = |row: usize| {
        let (start, end) = (lens.segment.parts.starts[row], lens.segment.end(row));
        if i128::from(start) < within.to && i128::from(end) >= within.from {
            let far = (i128::from(start) - now).max(now - i128::from(end)).max(0);
            let near = (Reverse(far.unsigned_abs()), start, lens.segment.number(row));
            *best = (*best).max(Some(near));
        }
    };
    // How many of the class began, and how many ended, before a moment.
    let begun = |moment| lens.before(Side::Starts, starts.before(moment, 0), class);
    let until_now = starts.before(now.saturating_add(1), 0);
    let before = lens.before(Side::Starts, until_now, class);
    if let Some(next) = lens.nth(Side::Starts, class, before) {
        // Of those that begin at the same moment the last.
        let last = begun(i128::from(starts.time(next)) + 1).saturating_sub(1);
        lens.nth(Side::Starts, class, last).into_iter().for_each(&mut take);
    }
    let gone = lens.before(Side::Ends, ends.before(now, 0), class);
    if before <= gone {
        // Nothing is on: the last to end, which of several is the last to have begun.
        let last = gone.checked_sub(1).and_then(|n| lens.nth(Side::Ends, class, n));
        last.into_iter().for_each(|place| take(ends.row(place)));
    } else if lens.has_ends() {
        lens.still_on(class, until_now, now).next_back().into_iter().for_each(take);
    } else {
        lens.nth(Side::Starts, class, before - 1).into_iter().for_each(take);
    }
}
