//! Finds a word that stands in most rows: first where it may stand in a strip of text, then which rows that is.

use super::ahead;
use super::finder::{Byte, Finder, Found, Pair, STRIDE, padded};
use fearless_simd::{Level, Simd, dispatch, u8x32};
use std::hint::select_unpredictable;
use std::ops::{ControlFlow, Range};
use std::sync::LazyLock;
use wide::i8x16;

/// Words of bits for a strip of text: small enough that the text is still near when its rows are looked at.
const WORDS: usize = if cfg!(test) { 4 } else { 128 };

/// Words of bits that are looked at in one step, for a row that begins anywhere in the first of them.
const LOOKED: usize = 4;

/// What the processor can do.
pub(crate) static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// Rows that are looked at together.
const ROWS: usize = 256;
/// How far ahead text is asked for, in bytes.
const FAR: usize = 1 << 12;

/// A stretch of text.
struct Strip {
    /// Where it lies.
    text: Range<usize>,
    /// A bit for each byte, set where a word may begin; and some words more, so that a look at the last row may go
    /// beyond it.
    bits: [u64; WORDS + LOOKED + 1],
}

impl Finder {
    /// Gives the places at which it stands, row by row, from the first one on until `hit` breaks off. `rows` are the rows
    /// by number, the first of them not one of several that begin at the same byte; `begins` tells where one begins and
    /// the one before it ends.
    ///
    /// Where many rows have it, this costs less than [`Self::each`]: what the processor guesses wrong is how long to
    /// look into each row, and here every row is looked at in as many steps as the one before it.
    pub(super) fn each_row(
        &self,
        text: &[u8],
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        hit: impl FnMut(Found) -> ControlFlow<()>,
    ) {
        match self.len() {
            1 => self.rows_with::<1>(text, rows, begins, hit),
            2 => self.rows_with::<2>(text, rows, begins, hit),
            _ => self.rows_with::<3>(text, rows, begins, hit),
        }
    }

    fn rows_with<const BYTES: usize>(
        &self,
        text: &[u8],
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        mut hit: impl FnMut(Found) -> ControlFlow<()>,
    ) {
        let level = *LEVEL;
        let pair = self.pair();
        let (told, length) = (self.is_told(), self.len());
        let mut strip = Strip { text: 0..0, bits: [0; WORDS + LOOKED + 1] };
        let mut places = [0_usize; ROWS];
        let last = begins(rows.end);
        let (mut row, mut begin, mut first) = (rows.start, begins(rows.start), rows.start);
        while row < rows.end {
            if begins(row + 1) > strip.text.end {
                strip.text = begin..last.min(begin + WORDS * STRIDE);
                let words = strip.text.len().div_ceil(STRIDE);
                let bits = strip.bits.get_mut(..words).unwrap_or_default();
                dispatch!(level, simd => pair.fill::<BYTES, _>(simd, text, begin, bits));
            }
            let (strip, some) = (&strip, row..rows.end.min(row + ROWS));
            let places = dispatch!(level, _simd => strip.first(some, &begins, length, &mut places));
            if places.is_empty() {
                // Longer than a strip.
                let next = begins(row + 1);
                let mut from = begin;
                while let Some(place) = text.get(from..next).and_then(|text| self.find(text)) {
                    let place = from + place;
                    from = place + 1;
                    let found = Found { rows: first..row + 1, begin, place, end: next };
                    if hit(found).is_break() {
                        break;
                    }
                }
                (row, begin, first) = (row + 1, next, row + 1);
                continue;
            }
            for place in places {
                let next = begins(row + 1);
                // Behind the last place at which it may begin.
                let end = (next + 1).saturating_sub(length);
                let mut place = *place;
                while place < end {
                    if told || self.stands_at(text, place) {
                        let found = Found { rows: first..row + 1, begin, place, end: next };
                        if hit(found).is_break() {
                            break;
                        }
                    }
                    place = strip.set_from(place + 1, end);
                }
                row += 1;
                if next > begin {
                    first = row;
                }
                begin = next;
            }
        }
    }
}

impl Pair {
    /// Sets the bits of the places, from one on, at which so many of its bytes may stand: where words are many, it costs
    /// less to look at a third byte than at what is none.
    #[inline(always)]
    fn fill<const BYTES: usize, S: Simd>(
        &self,
        simd: S,
        text: &[u8],
        from: usize,
        bits: &mut [u64],
    ) {
        let all = [self.first, self.second, self.third];
        let looks =
            all.map(|(_, Byte(both, value))| (simd.splat_u8x32(both), simd.splat_u8x32(value)));
        let texts = all.map(|(place, _)| text.get(from + place..).unwrap_or_default());
        let [(a, _), (b, _), (c, _)] = texts.map(|text| text.as_chunks::<STRIDE>());
        let whole = a.len().min(b.len()).min(c.len()).min(bits.len());
        let (most, rest) = bits.split_at_mut(whole);
        let ahead = texts[0];
        for ((n, word), ((a, b), c)) in (0..).zip(most).zip(a.iter().zip(b).zip(c)) {
            ahead::ask_line(ahead, n * STRIDE + FAR);
            *word = stand::<BYTES, S>(simd, &looks, [a, b, c]);
        }
        for (n, word) in (whole..).zip(rest) {
            let [a, b, c] = texts.map(|text| padded(text.get(n * STRIDE..).unwrap_or_default()));
            *word = stand::<BYTES, S>(simd, &looks, [&a, &b, &c]);
        }
    }
}

/// At which of these places so many bytes may stand.
#[inline(always)]
fn stand<const BYTES: usize, S: Simd>(
    simd: S,
    looks: &[(u8x32<S>, u8x32<S>); 3],
    blocks: [&[u8; STRIDE]; 3],
) -> u64 {
    let half = |n: usize| {
        let stands = |look: usize| {
            let block = blocks[look].as_chunks().0.get(n).copied().unwrap_or_default();
            let (both, value) = looks[look];
            simd.simd_eq_u8x32(simd.or_u8x32(simd.load_array_u8x32(block), both), value)
        };
        let mut all = stands(0);
        if BYTES > 1 {
            all = simd.and_mask8x32(all, stands(1));
        }
        if BYTES > 2 {
            all = simd.and_mask8x32(all, stands(2));
        }
        let all = simd.as_array_mask8x32(all);
        let quarter = |n: usize| {
            let bytes = all.as_chunks().0.get(n).copied().unwrap_or_default();
            u64::from(i8x16::new(bytes).to_bitmask())
        };
        quarter(0) | quarter(1) << 16
    };
    half(0) | half(1) << 32
}

impl Strip {
    /// The first place in each row whose bit is set, up to the first row that goes beyond the strip.
    #[inline(always)]
    fn first<'p>(
        &self,
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        length: usize,
        places: &'p mut [usize; ROWS],
    ) -> &'p [usize] {
        let (mut count, mut from) = (0, begins(rows.start));
        for (row, place) in rows.zip(&mut *places) {
            let next = begins(row + 1);
            if next > self.text.end {
                break;
            }
            *place = self.set_from(from, (next + 1).saturating_sub(length));
            from = next;
            count += 1;
        }
        places.get(..count).unwrap_or_default()
    }

    /// The first place from one on whose bit is set; some place that is not before `to` where there is none before it.
    #[inline(always)]
    fn set_from(&self, from: usize, to: usize) -> usize {
        const STEP: usize = LOOKED * STRIDE;
        let mut from = from;
        loop {
            let within = from.wrapping_sub(self.text.start);
            let bits = self.bits.get(within / STRIDE..).and_then(|bits| bits.first_chunk());
            let Some([a, b, c, d, e]) = bits else { return to };
            let shift = within % STRIDE;
            let join = |low: u64, high: u64| low >> shift | high << 1 << (STRIDE - 1 - shift);
            let [a, b, c, d] = [join(*a, *b), join(*b, *c), join(*c, *d), join(*d, *e)];
            // No branches: how far the word stands from the begin of a row cannot be guessed.
            let low = select_unpredictable(a != 0, a, b);
            let low_at = select_unpredictable(a != 0, 0, STRIDE);
            let high = select_unpredictable(c != 0, c, d);
            let high_at = select_unpredictable(c != 0, 2 * STRIDE, 3 * STRIDE);
            let some = select_unpredictable(low != 0, low, high);
            let at = select_unpredictable(low != 0, low_at, high_at);
            let place = from + at + some.trailing_zeros() as usize;
            if from + STEP >= to || some != 0 {
                return place;
            }
            from += STEP;
        }
    }
}
