//! Sums of rows by class, block by block, of all rows or of those that pass.

use super::index::Order;
use super::ranks::{Ranks, Side, Tally};
use super::segment::Codes;
use super::sifted::{count_set, has, set_bits};
use std::ops::Range;

/// What passes a filter is summed in blocks so many times as large: made anew at every click, the sums would cost more
/// than the counting does.
const COARSE: usize = 8;

/// Where one row in so many is set or less, rows are added one by one; where as few are not, they are taken away.
const SPARSE: usize = 8;

/// Stands for a row that does not pass, among the numbers of classes.
const NONE: u8 = u8::MAX;

/// For each border of a block, how many rows of each class come before it.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Rows in a block.
    pub(super) block: usize,
    starts: Vec<u32>,
    /// Empty where rows end in the order in which they start.
    ends: Vec<u32>,
}

impl Sums {
    /// From the sums by both times.
    pub(super) const fn new(block: usize, starts: Vec<u32>, ends: Vec<u32>) -> Self {
        Self { block, starts, ends }
    }

    /// By one of the two times.
    pub(super) fn side(&self, side: Side) -> &[u32] {
        if side == Side::Ends && !self.ends.is_empty() { &self.ends } else { &self.starts }
    }

    /// The sums over everything, class by class.
    pub(super) fn last(&self, width: usize) -> &[u32] {
        self.starts.get(self.starts.len().saturating_sub(width)..).unwrap_or_default()
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        (self.starts.capacity() + self.ends.capacity()) * 4
    }
}

impl Ranks {
    /// Counts the rows whose bit is set, block by block in the order of starts.
    pub(super) fn starts_set(&self, rows: usize, words: &[u64]) -> Sums {
        let block = self.block * COARSE;
        let mut tables = Tables::new();
        let narrow = self.narrow();
        let starts = self.run(rows, block, |places, now| {
            let (from, to) = (places.start / 64, places.end.div_ceil(64));
            let words = words.get(from..to).unwrap_or_default();
            let set = count_set(words);
            // Where more are set than not, the others are taken away from all.
            let many = set * 2 > places.len();
            if many {
                for (now, more) in now.iter_mut().zip(self.within(&places)) {
                    *now += more;
                }
            }
            let (flip, by) = if many { (u64::MAX, u32::MAX) } else { (0, 1) };
            let Some(classes) = narrow.and_then(|classes| classes.get(places.clone())) else {
                return each(words.iter().map(|w| w ^ flip), &places, |row| {
                    add(now, self.class(row), by);
                });
            };
            let few = set.min(places.len().saturating_sub(set));
            if few == 0 {
                return;
            }
            let pairs = classes.chunks(64).zip(words);
            if few * SPARSE <= places.len() {
                pairs.for_each(|(classes, word)| pick(classes, word ^ flip, now, by));
            } else {
                pairs.for_each(|(classes, word)| tables.count(classes, word ^ flip));
                tables.give(now, by);
            }
        });
        Sums::new(block, starts, Vec::new())
    }

    /// The class of each row, where they are so few that a number is left over for none.
    fn narrow(&self) -> Option<&[u8]> {
        match &self.class_of {
            Codes::Narrow(classes) if self.classes.len() < usize::from(NONE) => Some(classes),
            _ => None,
        }
    }

    /// Counts the rows whose bit is set, block by block in the order of ends.
    pub(super) fn ends_set(&self, order: &Order<'_>, words: &[u64]) -> Sums {
        Sums::new(self.block * COARSE, self.ends_run(order, words), Vec::new())
    }

    fn ends_run(&self, order: &Order<'_>, words: &[u64]) -> Vec<u32> {
        let Some(classes) = self.narrow() else { return self.ends_of_many(order, words) };
        // The class of each row, or none: then one look at a row tells all.
        let mut masked = vec![0_u8; order.len()];
        masked.iter_mut().zip(classes).for_each(|(to, class)| *to = *class);
        for (masked, word) in masked.chunks_mut(64).zip(words) {
            spread(masked, *word);
        }
        let mut tables = Tables::new();
        self.run(order.len(), self.block * COARSE, |places, now| {
            let of = |place: usize| masked.get(order.row(place)).copied().unwrap_or(NONE);
            let mut place = places.start;
            while place + 4 <= places.end {
                tables.add([of(place), of(place + 1), of(place + 2), of(place + 3)]);
                place += 4;
            }
            (place..places.end).for_each(|place| tables.add_one(of(place)));
            tables.give(now, 1);
        })
    }

    /// Adds the rows, in the order of starts, whose bit is set to `out`: of the classes from `first` on.
    pub(super) fn tally(
        &self,
        words: Option<&[u64]>,
        rows: Range<usize>,
        first: usize,
        out: &mut Tally,
    ) {
        let mut add = |row: usize| {
            if let Some(n) = out.get_mut(self.class(row).wrapping_sub(first)) {
                *n += 1;
            }
        };
        let Some(words) = words else { return rows.for_each(add) };
        let mut from = rows.start;
        while from < rows.end {
            let to = rows.end.min((from / 64 + 1) * 64);
            let mut left = words.get(from / 64).map_or(0, |word| word >> (from % 64));
            left &= u64::MAX >> (64 - (to - from));
            set_bits(left).for_each(|place| add(from + place));
            from = to;
        }
    }

    fn ends_of_many(&self, order: &Order<'_>, words: &[u64]) -> Vec<u32> {
        self.run(order.len(), self.block * COARSE, |places, now| {
            for row in places.map(|place| order.row(place)) {
                add(now, self.class(row), u32::from(has(words, row)));
            }
        })
    }
}

fn add(now: &mut [u32], class: usize, by: u32) {
    if let Some(now) = now.get_mut(class) {
        *now = now.wrapping_add(by);
    }
}

/// Gives each row of a block whose bit is set.
fn each(words: impl Iterator<Item = u64>, places: &Range<usize>, mut give: impl FnMut(usize)) {
    for (first, word) in (places.start..).step_by(64).zip(words) {
        set_bits(word)
            .map(|place| first + place)
            .filter(|row| *row < places.end)
            .for_each(&mut give);
    }
}

/// Counts the classes of up to 64 rows whose bits are set, where these are few.
fn pick(classes: &[u8], word: u64, now: &mut [u32], by: u32) {
    for class in set_bits(word).filter_map(|place| classes.get(place)) {
        add(now, usize::from(*class), by);
    }
}

/// Tallies taken in turn: neighbours are often of one class, and adding to what was just written waits for it.
struct Tables([[u32; 4]; 256]);

impl Tables {
    const fn new() -> Self {
        Self([[0; 4]; 256])
    }

    fn add(&mut self, classes: [u8; 4]) {
        let [a, b, c, d] = classes.map(usize::from);
        self.0[a][0] += 1;
        self.0[b][1] += 1;
        self.0[c][2] += 1;
        self.0[d][3] += 1;
    }

    fn add_one(&mut self, class: u8) {
        self.0[usize::from(class)][0] += 1;
    }

    /// Counts the classes of up to 64 rows whose bits are set.
    fn count(&mut self, classes: &[u8], word: u64) {
        let (eights, rest) = classes.as_chunks::<8>();
        let mut left = word;
        for eight in eights {
            let all = u64::from_le_bytes(*eight) | unset(left);
            left >>= 8;
            let [a, b, c, d, e, f, g, h] = all.to_le_bytes();
            self.add([a, b, c, d]);
            self.add([e, f, g, h]);
        }
        for class in rest {
            if left & 1 == 1 {
                self.add_one(*class);
            }
            left >>= 1;
        }
    }

    /// Adds what was counted to `now`, `by` times, and begins anew.
    fn give(&mut self, now: &mut [u32], by: u32) {
        for (now, tallies) in now.iter_mut().zip(&mut self.0) {
            let [a, b, c, d] = std::mem::take(tallies);
            *now = now.wrapping_add((a + b + c + d).wrapping_mul(by));
        }
    }
}

/// [`NONE`] in place of the rows, up to 64, whose bits are not set.
fn spread(classes: &mut [u8], word: u64) {
    let (eights, rest) = classes.as_chunks_mut::<8>();
    let mut left = word;
    for eight in eights {
        *eight = (u64::from_le_bytes(*eight) | unset(left)).to_le_bytes();
        left >>= 8;
    }
    for class in rest {
        if left & 1 == 0 {
            *class = NONE;
        }
        left >>= 1;
    }
}

/// Eight bytes of ones where the lowest eight bits are none.
fn unset(bits: u64) -> u64 {
    UNSET[usize::from(bits.to_le_bytes()[0])]
}

const UNSET: [u64; 256] = {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut bit = 0;
        while bit < 8 {
            if n >> bit & 1 == 0 {
                table[n] |= 0xff << (bit * 8);
            }
            bit += 1;
        }
        n += 1;
    }
    table
};
