//! Which rows pass a filter.

use super::query;
use super::search::Search;
use super::segment::Codes;
use super::sifted::{Part, all};
use super::work::over;
use super::{Layer, Segment, Sifted};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use wide::u8x32;

/// A filter over the columns of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sieve {
    /// For columns with a dictionary: the codes that are left out.
    pub without: BTreeMap<usize, Vec<u16>>,
    /// Words that must stand in the row: all of them, in any case; as in [`super::Needle`].
    pub words: String,
}

impl Layer {
    /// Finds what passes; `None` where `stop` was set meanwhile.
    #[must_use]
    pub fn sift(&self, sieve: &Sieve, stop: &AtomicBool) -> Option<Sifted> {
        self.sift_after(sieve, None, stop, &AtomicU64::new(0))
    }

    /// As [`Self::sift`], and takes from an earlier answer what is still true: where only lanes were switched on or
    /// off nothing is looked at again, and where the layer has grown only what is new. `done` counts the bytes of
    /// text that were looked through.
    #[must_use]
    pub fn sift_after(
        &self,
        sieve: &Sieve,
        before: Option<(&Sieve, &Sifted)>,
        stop: &AtomicBool,
        done: &AtomicU64,
    ) -> Option<Sifted> {
        let lane = self.schema.lane;
        let columns: Vec<_> =
            sieve.without.iter().filter(|(n, out)| Some(**n) != lane && !out.is_empty()).collect();
        let same = before.filter(|(old, _)| {
            let mut columns_then =
                old.without.iter().filter(|(n, out)| Some(**n) != lane && !out.is_empty());
            old.words == sieve.words && columns.iter().copied().eq(columns_then.by_ref())
        });
        let terms = query::terms(&sieve.words, &self.schema, self.sample());
        let search = Search::new(self, &terms);
        let parts = over(&self.segments, stop, |n, segment| {
            let known = same.and_then(|(_, sifted)| sifted.part(n, segment));
            let part = match known {
                Some(part) if part.is_for(&self.schema) => part.clone(),
                _ => self.sift_one((n, segment), &columns, &search, stop, done)?,
            };
            Some((Arc::downgrade(segment), part))
        })?;
        let hidden = lane.and_then(|n| Some((n, sieve.without.get(&n)?.clone())));
        let hidden = hidden.map(|(n, mut codes)| {
            codes.sort_unstable();
            (n, codes)
        });
        let mut sifted = Sifted { rows: 0, parts, hidden };
        sifted.count(&self.segments, &self.schema);
        Some(sifted)
    }

    fn sift_one(
        &self,
        (n, segment): (usize, &Arc<Segment>),
        columns: &[(&usize, &Vec<u16>)],
        search: &Search<'_>,
        stop: &AtomicBool,
        done: &AtomicU64,
    ) -> Option<Part> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        if columns.is_empty() && search.terms().is_empty() {
            return Some(Part::All);
        }
        let mut words = all(segment.len());
        for (column, out) in columns {
            if let Some((_, codes)) = segment.parts.codes.iter().find(|c| c.0 == **column) {
                leave_out(&mut words, codes, out);
            }
        }
        if !search.terms().is_empty() {
            search.narrow((n, segment), &mut words, None, (stop, done))?;
        }
        Some(Part::new(segment, &segment.ranks(&self.schema), words))
    }

    /// Some of the text, to judge by which letters are seldom in it.
    pub(super) fn sample(&self) -> &[u8] {
        /// Enough to know how often a byte occurs, read in a fraction of a millisecond.
        const SAMPLE: usize = 1 << 16;
        let Some(segment) = self.segments.get(self.segments.len() / 2) else { return &[] };
        let text = segment.parts.text.bytes();
        let from = usize::try_from(segment.parts.base).unwrap_or(usize::MAX).min(text.len());
        &text[from..text.len().min(from + SAMPLE)]
    }
}

/// Takes away the bits of rows with one of the codes in `out`.
fn leave_out(words: &mut [u64], codes: &Codes, out: &[u16]) {
    let mut keep = vec![true; 1 << 16];
    for &code in out {
        keep[usize::from(code)] = false;
    }
    keep_codes(words, codes, &keep);
}

/// Takes away the bits of rows whose code is not to be kept; codes beyond `keep` are not.
pub(super) fn keep_codes(words: &mut [u64], codes: &Codes, keep: &[bool]) {
    match codes {
        Codes::Narrow(codes) => {
            let mut table = [0_u8; 256];
            for (slot, keep) in table.iter_mut().zip(keep) {
                *slot = if *keep { u8::MAX } else { 0 };
            }
            keep_each(words, codes, |code| table[usize::from(code)]);
        }
        Codes::Wide(codes) => {
            let kept = |code: u16| keep.get(usize::from(code)).is_some_and(|k| *k);
            keep_each(words, codes, |code| if kept(code) { u8::MAX } else { 0 });
        }
    }
}

/// Takes away the bits of rows to which `keep` gives 0; it gives all ones to others. A bit is the top one of a byte,
/// and the processor gathers those of 32 bytes at once.
fn keep_each<T: Copy>(words: &mut [u64], codes: &[T], keep: impl Fn(T) -> u8) {
    for (word, codes) in words.iter_mut().zip(codes.chunks(64)) {
        let mut kept = [[0_u8; 32]; 2];
        for (kept, codes) in kept.iter_mut().zip(codes.chunks(32)) {
            for (kept, code) in kept.iter_mut().zip(codes) {
                *kept = keep(*code);
            }
        }
        let [low, high] = kept.map(|k| u64::from(u8x32::new(k).to_bitmask()));
        *word &= high << 32 | low;
    }
}
