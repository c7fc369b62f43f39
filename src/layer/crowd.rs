//! Finds a word that stands in most rows: first where it may stand in a strip of text, then which rows that is.

use super::Delimited;
use super::ahead;
use super::finder::{Byte, Finder, Found, Pair, STRIDE, padded};
use fearless_simd::{Level, Simd, dispatch, mask8x32, u8x32};
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

/// A bit for each byte of a strip; and some words more, so that a look at the last row may go beyond it.
type Bits = [u64; WORDS + LOOKED + 1];

/// What is looked for in a row beside the word.
#[derive(Clone, Copy)]
pub(super) struct Signs<'a> {
    /// The signs between cells, and around them.
    pub(super) form: &'a Delimited,
    /// True where line ends tell something as well.
    pub(super) lines: bool,
}

/// Which bytes of a strip are a sign.
struct Marks {
    bits: Bits,
    /// How many are set before each word.
    before: [u32; WORDS + 1],
}

/// A stretch of text.
struct Strip<'a> {
    all: &'a [u8],
    /// Where it lies.
    text: Range<usize>,
    /// Set where the word may begin.
    word: Bits,
    signs: Option<Signs<'a>>,
    /// The ends of cells.
    cells: Marks,
    /// Quotes, and the ends of lines.
    odd: Marks,
    /// True where there are none of these.
    plain: bool,
}

/// Where a word may first stand in a row.
#[derive(Clone, Copy, Default)]
struct First {
    place: usize,
    /// How many cells end before it; `None` as [`Strip::cells_before`] says.
    cells: Option<u32>,
}

impl Finder {
    /// Gives the places at which it stands, row by row, from the first one on until `hit` breaks off. `rows` are the rows
    /// by number, the first of them not one of several that begin at the same byte; `begins` tells where one begins and
    /// the one before it ends. Where `signs` are looked for, `hit` is also told how many cells of the row end before the
    /// place; `None` where a quote stands there, or a line ends: then the row has to be taken apart.
    ///
    /// Where many rows have it, this costs less than [`Self::each`]: what the processor guesses wrong is how long to
    /// look into each row, and here every row is looked at in as many steps as the one before it.
    pub(super) fn each_row(
        &self,
        (text, signs): (&[u8], Option<Signs<'_>>),
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        hit: impl FnMut(Found, Option<u32>) -> ControlFlow<()>,
    ) {
        let strip = Strip::new(text, signs);
        match (self.len(), signs) {
            (1, None) => self.rows_with::<1, false>(strip, rows, begins, hit),
            (2, None) => self.rows_with::<2, false>(strip, rows, begins, hit),
            (_, None) => self.rows_with::<3, false>(strip, rows, begins, hit),
            (1, Some(_)) => self.rows_with::<1, true>(strip, rows, begins, hit),
            (2, Some(_)) => self.rows_with::<2, true>(strip, rows, begins, hit),
            (_, Some(_)) => self.rows_with::<3, true>(strip, rows, begins, hit),
        }
    }

    fn rows_with<const BYTES: usize, const SIGNS: bool>(
        &self,
        mut strip: Strip<'_>,
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        mut hit: impl FnMut(Found, Option<u32>) -> ControlFlow<()>,
    ) {
        let level = *LEVEL;
        let pair = self.pair();
        let (text, told, length) = (strip.all, self.is_told(), self.len());
        let mut places = [First::default(); ROWS];
        let last = begins(rows.end);
        let (mut row, mut begin, mut first) = (rows.start, begins(rows.start), rows.start);
        while row < rows.end {
            if begins(row + 1) > strip.text.end {
                strip.text = begin..last.min(begin + WORDS * STRIDE);
                dispatch!(level, simd => pair.fill::<BYTES, SIGNS, _>(simd, &mut strip));
            }
            let (strip, some) = (&strip, row..rows.end.min(row + ROWS));
            let places = dispatch!(
                level,
                _simd => strip.first::<SIGNS>(some, &begins, length, &mut places)
            );
            if places.is_empty() {
                // Longer than a strip.
                let next = begins(row + 1);
                let mut from = begin;
                while let Some(place) = text.get(from..next).and_then(|text| self.find(text)) {
                    let place = from + place;
                    from = place + 1;
                    let found = Found { rows: first..row + 1, begin, place, end: next };
                    if hit(found, strip.cells_before_far(begin, place)).is_break() {
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
                let First { mut place, mut cells } = *place;
                while place < end {
                    if told || self.stands_at(text, place) {
                        let found = Found { rows: first..row + 1, begin, place, end: next };
                        if hit(found, cells).is_break() {
                            break;
                        }
                    }
                    place = strip.set_from(place + 1, end);
                    if SIGNS && place < end {
                        cells = dispatch!(level, _simd => strip.cells_before(begin, place));
                    }
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
    /// Sets the bits of a strip: of the places at which so many of its bytes may stand, and of the signs that are looked
    /// for. Where words are many, it costs less to look at a third byte than at what is none.
    #[inline(always)]
    fn fill<const BYTES: usize, const SIGNS: bool, S: Simd>(&self, simd: S, strip: &mut Strip<'_>) {
        let all = [self.first, self.second, self.third];
        let looks =
            all.map(|(_, Byte(both, value))| (simd.splat_u8x32(both), simd.splat_u8x32(value)));
        let signs = strip.signs.map(|signs| Look::new(simd, signs));
        let count = strip.text.len().div_ceil(STRIDE);
        let text = |place: usize| strip.all.get(strip.text.start + place..).unwrap_or_default();
        let texts = [text(all[0].0), text(all[1].0), text(all[2].0), text(0)];
        let [(a, _), (b, _), (c, _), (d, _)] = texts.map(|text| text.as_chunks::<STRIDE>());
        let blocks = a.iter().zip(b).zip(c).zip(d);
        let (mut done, mut total, mut some) = (0, 0, 0);
        let words = strip.word.iter_mut().zip(&mut strip.cells.bits).zip(&mut strip.odd.bits);
        let words = words.zip(&mut strip.cells.before).take(count);
        for ((((word, cells), odd), before), (((a, b), c), d)) in words.zip(blocks) {
            ahead::ask_line(texts[3], done * STRIDE + FAR);
            done += 1;
            *word = stand::<BYTES, S>(simd, &looks, [a, b, c]);
            if let Some(signs) = signs.as_ref().filter(|_| SIGNS) {
                (*cells, *odd) = signs.at(simd, d);
                *before = total;
                total += cells.count_ones();
                some |= *odd;
            }
        }
        let words = strip.word.iter_mut().zip(&mut strip.cells.bits).zip(&mut strip.odd.bits);
        for (n, ((word, cells), odd)) in words.enumerate().take(count).skip(done) {
            let [a, b, c, d] = texts.map(|text| padded(text.get(n * STRIDE..).unwrap_or_default()));
            *word = stand::<BYTES, S>(simd, &looks, [&a, &b, &c]);
            if let Some(signs) = signs.as_ref().filter(|_| SIGNS) {
                (*cells, *odd) = signs.at(simd, &d);
                some |= *odd;
            }
        }
        if SIGNS {
            strip.cells.count(done, total);
            // Most strips have none.
            strip.plain = some == 0;
            if !strip.plain {
                strip.odd.count(0, 0);
            }
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
        set_bytes(simd, all)
    };
    half(0) | half(1) << 32
}

/// A bit for each byte that is set.
#[inline(always)]
fn set_bytes<S: Simd>(simd: S, bytes: mask8x32<S>) -> u64 {
    let bytes = simd.as_array_mask8x32(bytes);
    let half = |n: usize| {
        let bytes = bytes.as_chunks().0.get(n).copied().unwrap_or_default();
        u64::from(i8x16::new(bytes).to_bitmask())
    };
    half(0) | half(1) << 16
}

/// What is compared with the text.
struct Look<S: Simd> {
    cell: u8x32<S>,
    quote: u8x32<S>,
    /// The ends of lines; the quote where they tell nothing.
    line: u8x32<S>,
    back: u8x32<S>,
}

impl<S: Simd> Look<S> {
    #[inline(always)]
    fn new(simd: S, Signs { form, lines }: Signs<'_>) -> Self {
        let quote = form.quote.unwrap_or(b'\n');
        let end = |sign: u8| simd.splat_u8x32(if lines { sign } else { quote });
        let [cell, quote] = [form.delimiter, quote].map(|sign| simd.splat_u8x32(sign));
        Self { cell, quote, line: end(b'\n'), back: end(b'\r') }
    }

    /// At which places a cell ends, and at which a quote stands or a line ends.
    #[inline(always)]
    fn at(&self, simd: S, block: &[u8; STRIDE]) -> (u64, u64) {
        let (mut cells, mut odd) = (0, 0);
        for (n, bytes) in block.as_chunks().0.iter().enumerate() {
            let bytes = simd.load_array_u8x32(*bytes);
            let [quote, line, back] =
                [self.quote, self.line, self.back].map(|sign| simd.simd_eq_u8x32(bytes, sign));
            let others = simd.or_mask8x32(quote, simd.or_mask8x32(line, back));
            cells |= set_bytes(simd, simd.simd_eq_u8x32(bytes, self.cell)) << (32 * n);
            odd |= set_bytes(simd, others) << (32 * n);
        }
        (cells, odd)
    }
}

impl Marks {
    const NONE: Self = Self { bits: [0; WORDS + LOOKED + 1], before: [0; WORDS + 1] };

    /// Counts the bits from a word on, before which so many are set.
    #[inline(always)]
    fn count(&mut self, from: usize, before: u32) {
        let mut total = before;
        for (before, bits) in self.before.iter_mut().zip(&self.bits).skip(from) {
            *before = total;
            total += bits.count_ones();
        }
    }

    /// How many are set before a byte of the strip.
    #[inline(always)]
    fn before(&self, byte: usize) -> Option<u32> {
        let (word, bits) = (self.before.get(byte / STRIDE)?, self.bits.get(byte / STRIDE)?);
        Some(word + (bits & !(u64::MAX << (byte % STRIDE))).count_ones())
    }
}

impl<'a> Strip<'a> {
    const fn new(all: &'a [u8], signs: Option<Signs<'a>>) -> Self {
        let (cells, odd) = (Marks::NONE, Marks::NONE);
        Self { all, text: 0..0, word: cells.bits, signs, cells, odd, plain: true }
    }

    /// How many cells of a row that lies in the strip end before a place; `None` where a quote stands there, or where a
    /// line ends and that tells something.
    #[inline(always)]
    fn cells_before(&self, begin: usize, place: usize) -> Option<u32> {
        let [from, to] = [begin, place].map(|byte| byte.wrapping_sub(self.text.start));
        let plain = self.plain || self.odd.before(from)? == self.odd.before(to)?;
        let cells = self.cells.before(to)?.wrapping_sub(self.cells.before(from)?);
        plain.then_some(cells)
    }

    /// The same of a row that is longer than a strip.
    fn cells_before_far(&self, begin: usize, place: usize) -> Option<u32> {
        let row = self.all.get(begin..)?;
        self.signs?.form.cell_at(row, place - begin)?.try_into().ok()
    }

    /// The bits of some bytes from one on; `None` behind the strip.
    #[inline(always)]
    fn bits_from(&self, bits: &Bits, from: usize) -> Option<[u64; LOOKED]> {
        let within = from.wrapping_sub(self.text.start);
        let [a, b, c, d, e] = *bits.get(within / STRIDE..)?.first_chunk()?;
        let shift = within % STRIDE;
        let join = |low: u64, high: u64| low >> shift | high << 1 << (STRIDE - 1 - shift);
        Some([join(a, b), join(b, c), join(c, d), join(d, e)])
    }

    /// The first place in each row whose bit is set, up to the first row that goes beyond the strip.
    #[inline(always)]
    fn first<'p, const SIGNS: bool>(
        &self,
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        length: usize,
        places: &'p mut [First; ROWS],
    ) -> &'p [First] {
        let (mut count, mut from) = (0, begins(rows.start));
        for (row, place) in rows.zip(&mut *places) {
            let next = begins(row + 1);
            if next > self.text.end {
                break;
            }
            place.place = self.set_from(from, (next + 1).saturating_sub(length));
            if SIGNS {
                place.cells = self.cells_before(from, place.place);
            }
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
            let Some([a, b, c, d]) = self.bits_from(&self.word, from) else { return to };
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
