//! Finds a word that stands in most rows: row after row, without asking where a row begins.

use super::ahead;
use super::finder::{Finder, Found, STRIDE};
use std::ops::Range;

/// Bytes of a row that are asked for ahead: as long as many rows are, and the word mostly stands before that.
const ROW: usize = 192;

impl Finder {
    /// Gives the first place in each row at which it stands. `rows` are the rows by number, the first of them not one
    /// of several that begin at the same byte; `begins` tells where one begins and the one before it ends.
    ///
    /// Where most rows have it, this costs less than [`Self::each`]: the processor need not wait for what is found in
    /// one row to look into the next.
    pub(super) fn each_row(
        &self,
        text: &[u8],
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        hit: impl FnMut(Found),
    ) {
        if self.len() > 2 {
            self.rows_with::<true>(text, rows, begins, hit);
        } else {
            self.rows_with::<false>(text, rows, begins, hit);
        }
    }

    fn rows_with<const MORE: bool>(
        &self,
        text: &[u8],
        rows: Range<usize>,
        begins: impl Fn(usize) -> usize,
        mut hit: impl FnMut(Found),
    ) {
        let pair = self.pair();
        let (told, length) = (self.is_told(), self.len());
        let mut next = begins(rows.start);
        let mut first = rows.start;
        for row in rows {
            let begin = std::mem::replace(&mut next, begins(row + 1));
            if begin == next {
                continue;
            }
            let here = std::mem::replace(&mut first, row + 1)..row + 1;
            ahead::ask(text, begin, ROW);
            // Behind the last place at which it may begin.
            let end = (next + 1).saturating_sub(length);
            let mut at = begin;
            let place = 'row: loop {
                if at >= end {
                    break None;
                }
                let Some(mut may) = pair.stands_from::<MORE>(text, at) else {
                    break (at..end).find(|&place| self.stands_at(text, place));
                };
                if end - at < STRIDE {
                    may &= u64::MAX >> (STRIDE - (end - at));
                }
                while may != 0 {
                    let place = at + may.trailing_zeros() as usize;
                    if told || self.stands_at(text, place) {
                        break 'row Some(place);
                    }
                    may &= may - 1;
                }
                at += STRIDE;
            };
            if let Some(place) = place {
                hit(Found { rows: here, begin, place, end: next });
            }
        }
    }
}
