//! Which of sixty-four bytes divide cells and rows, found many at a time.

use crate::layer::Delimited;
use wide::u8x16;

/// Bytes that are looked at together: one bit of a word for each.
pub(super) const BLOCK: usize = 64;

/// Which bytes of a block are what.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    pub(super) row: u64,
    pub(super) cell: u64,
    pub(super) quote: u64,
    pub(super) carriage: u64,
}

impl Masks {
    /// Signs that break the parity of quotes: those that open in the midst of a cell, and carriage returns alone.
    /// `may_open` is the bit of the byte before; `feed` is true where a line feed follows.
    #[inline(always)]
    pub(super) fn odd(&self, within: u64, may_open: u64, feed: bool) -> u64 {
        let before = ((self.row | self.cell | self.quote) << 1) | may_open;
        let after = self.row >> 1 | u64::from(feed) << 63;
        (self.quote & within & !before) | (self.carriage & !after & !within)
    }
}

/// Sixteen at a time, as every processor can.
#[inline(always)]
pub(super) fn by_sixteen(block: &[u8; BLOCK], form: Delimited) -> Masks {
    let parts = block.as_chunks::<16>().0;
    let bits = |sign: u8| {
        let sign = u8x16::splat(sign);
        parts.iter().enumerate().fold(0, |bits, (n, part)| {
            bits | u64::from(u8x16::new(*part).simd_eq(sign).to_bitmask()) << (16 * n)
        })
    };
    masks(bits, form)
}

/// Thirty-two at a time, as processors with AVX2 can. What it calls has to become part of it: a function of its own
/// would not be made for them.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) fn by_thirty_two(
    avx2: fearless_simd::x86::Avx2,
    block: &[u8; BLOCK],
    form: Delimited,
) -> Masks {
    use fearless_simd::{Simd as _, SimdFrom as _, u8x32};
    let (halves, _) = block.as_chunks::<32>();
    let [low, high] = halves else { return Masks::default() };
    let (low, high) = (u8x32::simd_from(avx2, *low), u8x32::simd_from(avx2, *high));
    masks(
        #[inline(always)]
        |sign| {
            let sign = u8x32::simd_from(avx2, sign);
            let low = avx2.avx2._mm256_movemask_epi8(avx2.simd_eq_u8x32(low, sign).into());
            let high = avx2.avx2._mm256_movemask_epi8(avx2.simd_eq_u8x32(high, sign).into());
            u64::from(low as u32) | u64::from(high as u32) << 32
        },
        form,
    )
}

#[inline(always)]
fn masks(bits: impl Fn(u8) -> u64, form: Delimited) -> Masks {
    let quote = match form.quote {
        Some(quote) => bits(quote),
        None => 0,
    };
    Masks { row: bits(b'\n'), cell: bits(form.delimiter), quote, carriage: bits(b'\r') }
}
