//! Which rows pass a filter.

use super::narrow::{Run, Search};
use super::notes::Notes;
use super::query;
use super::segment::Codes;
use super::sifted::{Known, Part, all};
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

impl Sieve {
    /// The columns of which something is left out, that of the lanes aside, with what is.
    fn columns(&self, lane: Option<usize>) -> impl Iterator<Item = (&usize, &Vec<u16>)> {
        self.without.iter().filter(move |(n, out)| Some(**n) != lane && !out.is_empty())
    }
}

impl Layer {
    /// Finds what passes; `None` where `stop` was set meanwhile.
    #[must_use]
    pub fn sift(&self, sieve: &Sieve, stop: &AtomicBool) -> Option<Sifted> {
        self.sift_after(sieve, None, stop, &AtomicU64::new(0))
    }

    /// As [`Self::sift`], and takes from an earlier answer what is still true: where only lanes were switched on or
    /// off nothing is looked at again, where the layer has grown only what is new, and where the sieve became finer,
    /// as with each letter that is typed, only the rows that passed. The answers before that one are remembered for
    /// some steps, so that a letter that is taken away again costs nothing. `done` counts the bytes of text that were looked
    /// through.
    #[must_use]
    pub fn sift_after(
        &self,
        sieve: &Sieve,
        before: Option<(&Sieve, &Sifted)>,
        stop: &AtomicBool,
        done: &AtomicU64,
    ) -> Option<Sifted> {
        let lane = self.schema.lane;
        let columns: Vec<_> = sieve.columns(lane).collect();
        // The last answer, and those that it came from: letters that are taken away again lead back to them. Lanes are
        // counted apart; where another column makes them, an earlier answer says something else.
        let known = before.into_iter().flat_map(|(old, sifted)| {
            std::iter::once((old, sifted)).chain(sifted.trail.iter().rev().map(|(o, s)| (o, s)))
        });
        let known = known.filter(|(_, sifted)| sifted.hidden.as_ref().map(|h| h.0) == lane);
        let same = known.clone().position(|(old, _)| {
            old.words == sieve.words && columns.iter().copied().eq(old.columns(lane))
        });
        let terms = query::terms(&sieve.words, &self.schema, self.sample());
        let mut old_terms = Vec::new();
        let wider = same.or_else(|| {
            known.clone().position(|(old, _)| {
                old_terms = query::terms(&old.words, &self.schema, self.sample());
                let now = |n: &usize| sieve.without.get(n).map_or(&[] as &[u16], Vec::as_slice);
                let mut columns = old.columns(lane);
                columns.all(|(n, out)| out.iter().all(|code| now(n).contains(code)))
                    && query::narrows(&terms, &old_terms)
            })
        });
        if same.is_some() {
            old_terms.clone_from(&terms);
        } else if wider.is_none() {
            old_terms.clear();
        }
        let wider = wider.and_then(|n| known.clone().nth(n));
        let search = Search::new(self, &terms, &old_terms);
        let cheap = terms.is_empty() && columns.is_empty();
        let parts = over(&self.segments, cheap, stop, |n, segment| {
            let known = wider.and_then(|(_, sifted)| sifted.known(n, segment));
            let (part, notes) =
                match known.filter(|k| same.is_some() && k.part.is_for(&self.schema)) {
                    Some(known) => (known.part.clone(), known.notes.cloned()),
                    None => self.sift_one((n, segment), known, &columns, &search, (stop, done))?,
                };
            Some((Arc::downgrade(segment), part, notes))
        })?;
        let hidden = lane.map(|n| {
            let mut codes = sieve.without.get(&n).cloned().unwrap_or_default();
            codes.sort_unstable();
            (n, codes)
        });
        let mut sifted = Sifted::new(parts, hidden);
        sifted.count(&self.segments, &self.schema);
        if let Some((old, before)) = before {
            sifted.follow(sieve, (old, before));
        }
        Some(sifted)
    }

    /// `wider` is what passed an earlier sieve that let pass all that this one does.
    fn sift_one(
        &self,
        (n, segment): (usize, &Arc<Segment>),
        wider: Option<Known<'_>>,
        columns: &[(&usize, &Vec<u16>)],
        search: &Search<'_>,
        (stop, done): Run<'_>,
    ) -> Option<(Part, Option<Notes>)> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        if columns.is_empty() && search.terms().is_empty() {
            return Some((Part::All, None));
        }
        let mut words = match wider.map(|wider| wider.part) {
            Some(Part::None) => return Some((Part::None, None)),
            Some(Part::Some(bits)) => bits.words().to_vec(),
            Some(Part::All) | None => all(segment.len()),
        };
        for (column, out) in columns {
            if let Some((_, codes)) = segment.parts.codes.iter().find(|c| c.0 == **column) {
                leave_out(&mut words, codes, out);
            }
        }
        let mut notes = None;
        if !search.terms().is_empty() {
            notes = search.narrow((n, segment), &mut words, wider, None, (stop, done))?;
        }
        Some((Part::new(segment, &segment.ranks(&self.schema), words), notes))
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

/// Stretches of neighbouring codes that are compared with; where there are more, each code is looked up.
const MOST_STRETCHES: usize = 8;

/// Takes away the bits of rows whose code is not to be kept; codes beyond `keep` are not.
pub(super) fn keep_codes(words: &mut [u64], codes: &Codes, keep: &[bool]) {
    let kept = |code: u16| keep.get(usize::from(code)).is_some_and(|k| *k);
    match codes {
        Codes::Narrow(codes) => {
            let within = stretches(|code| kept(code.into()));
            let without = stretches(|code| !kept(code.into()));
            let flip = without.len() < within.len();
            let list = if flip { without } else { within };
            if list.len() <= MOST_STRETCHES {
                return keep_stretches(words, codes, &list, flip);
            }
            let mut table = [0_u8; 256];
            for (slot, code) in table.iter_mut().zip(0_u16..) {
                *slot = if kept(code) { u8::MAX } else { 0 };
            }
            keep_each(words, codes, |code| table[usize::from(code)]);
        }
        Codes::Wide(codes) => {
            keep_each(words, codes, |code| if kept(code) { u8::MAX } else { 0 });
        }
    }
}

/// Stretches of neighbouring codes of which something holds, each as its first code and how many follow it.
fn stretches(holds: impl Fn(u8) -> bool) -> Vec<(u8, u8)> {
    let mut list: Vec<(u8, u8)> = Vec::new();
    let mut open = false;
    for code in 0..=u8::MAX {
        let here = holds(code);
        match list.last_mut().filter(|_| open) {
            Some(last) if here => last.1 += 1,
            _ if here => list.push((code, 0)),
            _ => {}
        }
        open = here;
    }
    list
}

/// Takes away the bits of rows whose code lies in no stretch, or with `flip` in some stretch.
fn keep_stretches(words: &mut [u64], codes: &[u8], list: &[(u8, u8)], flip: bool) {
    let list: Vec<_> = list.iter().map(|&(a, b)| (u8x32::splat(a), u8x32::splat(b))).collect();
    let flip = if flip { u64::MAX } else { 0 };
    let kept = |codes: [u8; 32]| {
        let codes = u8x32::new(codes);
        let mut some = u8x32::splat(0);
        for &(first, more) in &list {
            // What lies below the first wraps around to beyond the last.
            let beyond = codes - first;
            some |= beyond.min(more).simd_eq(beyond);
        }
        u64::from(some.to_bitmask())
    };
    let (blocks, rest) = codes.as_chunks::<64>();
    for (word, block) in words.iter_mut().zip(blocks) {
        let (mut low, mut high) = ([0; 32], [0; 32]);
        low.copy_from_slice(&block[..32]);
        high.copy_from_slice(&block[32..]);
        *word &= (kept(low) | kept(high) << 32) ^ flip;
    }
    if let (Some(word), false) = (words.get_mut(blocks.len()), rest.is_empty()) {
        let mut halves = [[0; 32]; 2];
        for (half, codes) in halves.iter_mut().zip(rest.chunks(32)) {
            half[..codes.len()].copy_from_slice(codes);
        }
        // Bits beyond the last row are not set, whatever stands there.
        *word &= (kept(halves[0]) | kept(halves[1]) << 32) ^ flip;
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
