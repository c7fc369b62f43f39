//! The rows that pass, with counts of their own, so that drawing them costs no more than drawing all.

use super::notes::Notes;
use super::ranks::{Key, Ranks, Side};
use super::sums::Sums;
use super::{Layer, Schema, Segment, Sieve};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};

/// The rows that pass, with an index of their own. Made off the frame thread where words are asked for.
///
/// It belongs to the layer that it was made from. Of a layer that has grown since, what is new does not pass until it
/// is asked again.
#[derive(Debug, Clone, Default)]
pub struct Sifted {
    /// How many rows pass.
    pub rows: u64,
    /// For each segment what passes of it.
    parts: Vec<Sieved>,
    /// The column of lanes, and the codes of those that are left out, ascending. Lanes are counted apart, so that
    /// leaving one out changes nothing else.
    pub(super) hidden: Option<(usize, Vec<u16>)>,
    /// The answers before this one, the oldest first, and what was asked for; these have no trail of their own.
    pub(super) trail: Vec<(Sieve, Sifted)>,
}

/// So many answers are remembered: of each a bit for each row, and counts.
const REMEMBERED: usize = 8;

/// What passes of a segment, and what follows the word that was typed last in it.
pub(super) type Sieved = (Weak<Segment>, Part, Option<Notes>);

/// What an earlier answer says of a segment.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) part: &'a Part,
    pub(super) notes: Option<&'a Notes>,
}

/// What passes of a segment, its lanes aside.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// Nothing.
    None,
    /// Every row.
    All,
    /// Some rows.
    Some(Arc<Bits>),
}

/// Some of the rows of a segment.
#[derive(Debug)]
pub(super) struct Bits {
    /// A bit for each row in the order of starts.
    words: Vec<u64>,
    /// The columns that made the classes by which they are counted.
    key: Key,
    /// How many pass, by when they started.
    starts: Sums,
    /// By when they ended: counted when somebody asks, as the rows lie far apart in that order.
    ends: OnceLock<Sums>,
}

impl Sifted {
    /// From what passes of each segment, and the lanes that are left out.
    pub(super) const fn new(parts: Vec<Sieved>, hidden: Option<(usize, Vec<u16>)>) -> Self {
        Self { rows: 0, parts, hidden, trail: Vec::new() }
    }

    /// Remembers the answer before this one, and what that one remembers, but for an answer to the same words. What
    /// follows a word is remembered only once.
    pub(super) fn follow(&mut self, sieve: &Sieve, (old, before): (&Sieve, &Self)) {
        let mut trail = before.trail.clone();
        trail.push((old.clone(), Self { trail: Vec::new(), ..before.clone() }));
        trail.retain(|(asked, _)| asked.words != sieve.words);
        trail.drain(..trail.len().saturating_sub(REMEMBERED));
        for (_, earlier) in &mut trail {
            for ((.., notes), (.., now)) in earlier.parts.iter_mut().zip(&self.parts) {
                if !notes.as_ref().zip(now.as_ref()).is_some_and(|(a, b)| a.is(b)) {
                    *notes = None;
                }
            }
        }
        self.trail = trail;
    }

    /// What passes of the `n`th segment; `None` where it was not looked at.
    pub(super) fn part(&self, n: usize, segment: &Arc<Segment>) -> Option<&Part> {
        self.known(n, segment).map(|known| known.part)
    }

    /// What is known of the `n`th segment; `None` where it was not looked at.
    pub(super) fn known(&self, n: usize, segment: &Arc<Segment>) -> Option<Known<'_>> {
        let (of, part, notes) = self.parts.get(n)?;
        let notes = notes.as_ref();
        std::ptr::eq(of.as_ptr(), Arc::as_ptr(segment)).then_some(Known { part, notes })
    }

    /// Puts what passes of the `n`th segment in place.
    pub(super) fn put(&mut self, n: usize, part: Part) {
        if let Some((_, to, _)) = self.parts.get_mut(n) {
            *to = part;
        }
    }

    /// Codes of the lanes that are left out.
    pub(super) fn hidden(&self, schema: &Schema) -> &[u16] {
        let hidden = self.hidden.as_ref().filter(|h| Some(h.0) == schema.lane);
        hidden.map_or(&[], |h| h.1.as_slice())
    }

    /// Counts what passes.
    pub(super) fn count(&mut self, segments: &[Arc<Segment>], schema: &Schema) {
        self.rows = 0;
        let hidden = self.hidden(schema);
        let mut sum = 0;
        for ((_, part, _), segment) in self.parts.iter().zip(segments) {
            let ranks = segment.ranks(schema);
            let sums = match part {
                Part::None => continue,
                Part::All => ranks.sums(),
                Part::Some(bits) => &bits.starts,
            };
            let all = sums.last(ranks.classes.len());
            let shown = ranks.classes.iter().zip(all);
            let shown = shown.filter(|(c, _)| hidden.binary_search(&c.lane).is_err());
            sum += shown.map(|(_, &n)| u64::from(n)).sum::<u64>();
        }
        self.rows = sum;
    }

    /// Counts by when rows ended, which the first look does without: for the thread that sifted, after it has told.
    /// Later looks cost less for it.
    pub fn settle(&self, layer: &Layer, stop: &AtomicBool) {
        for ((_, part, _), segment) in self.parts.iter().zip(&layer.segments) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            if let Part::Some(bits) = part {
                let _ = bits.sums(Side::Ends, segment, &segment.ranks(&layer.schema));
            }
        }
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let bits = |part: &Part| if let Part::Some(bits) = part { bits.bytes() } else { 0 };
        let notes = self.parts.iter().filter_map(|(.., notes)| notes.as_ref());
        let all = self.trail.iter().map(|(_, earlier)| earlier).chain([self]);
        let parts = all.flat_map(|sifted| &sifted.parts).map(|(_, part, _)| bits(part));
        parts.sum::<usize>() + notes.map(Notes::bytes).sum::<usize>()
    }
}

impl Part {
    /// From a bit for each row; bits beyond the last row are not set.
    pub(super) fn new(segment: &Segment, ranks: &Ranks, words: Vec<u64>) -> Self {
        let rows = count_set(&words);
        if rows == 0 {
            return Self::None;
        }
        if rows == segment.len() {
            return Self::All;
        }
        let starts = ranks.starts_set(segment.len(), &words);
        Self::Some(Arc::new(Bits { words, key: ranks.key, starts, ends: OnceLock::new() }))
    }

    /// True where its counts fit the columns that make lanes and severities now.
    pub(super) fn is_for(&self, schema: &Schema) -> bool {
        match self {
            Self::Some(bits) => bits.key == (schema.lane, schema.severity),
            Self::None | Self::All => true,
        }
    }
}

impl Bits {
    /// A bit for each row in the order of starts.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// True where a row passes.
    pub(super) fn has(&self, row: usize) -> bool {
        has(&self.words, row)
    }

    /// The counts by one of the two times, where they were made for the columns of these ranks.
    pub(super) fn sums(&self, side: Side, segment: &Segment, ranks: &Ranks) -> Option<&Sums> {
        if self.key != ranks.key {
            return None;
        }
        let apart = side == Side::Ends && segment.ends().is_apart();
        Some(if apart {
            self.ends.get_or_init(|| ranks.ends_set(&segment.ends(), &self.words))
        } else {
            &self.starts
        })
    }

    /// True where the counts by when rows ended cost nothing more.
    pub(super) fn has_ends(&self) -> bool {
        self.ends.get().is_some()
    }

    fn bytes(&self) -> usize {
        let ends = self.ends.get().map_or(0, Sums::bytes);
        self.words.capacity() * 8 + self.starts.bytes() + ends
    }

    /// The first row from `row` on that passes.
    pub(super) fn next(&self, row: usize) -> Option<usize> {
        let first = self.words.get(row / 64)? >> (row % 64) << (row % 64);
        let rest = self.words.get(row / 64 + 1..)?.iter().copied();
        let mut words = std::iter::once(first).chain(rest).zip(row / 64..);
        let (word, n) = words.find(|(w, _)| *w != 0)?;
        Some(n * 64 + word.trailing_zeros() as usize)
    }

    /// The last row before `row` that passes.
    pub(super) fn before(&self, row: usize) -> Option<usize> {
        let row = row.min(self.words.len() * 64).checked_sub(1)?;
        let first = self.words.get(row / 64)? << (63 - row % 64) >> (63 - row % 64);
        let rest = self.words.get(..row / 64)?.iter().rev().copied();
        let mut words = std::iter::once(first).chain(rest).zip((0..=row / 64).rev());
        let (word, n) = words.find(|(w, _)| *w != 0)?;
        Some(n * 64 + 63 - word.leading_zeros() as usize)
    }
}

/// True where the bit of a row is set.
pub(super) fn has(words: &[u64], row: usize) -> bool {
    words.get(row / 64).is_some_and(|w| w >> (row % 64) & 1 == 1)
}

/// The places, from 0 to 63, of the bits that are set.
pub(super) fn set_bits(word: u64) -> impl Iterator<Item = usize> {
    let mut left = word;
    std::iter::from_fn(move || {
        let place = (left != 0).then_some(left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(place)
    })
}

/// How many bits are set.
pub(super) fn count_set(words: &[u64]) -> usize {
    words.iter().map(|w| w.count_ones() as usize).sum()
}

/// A bit for each of so many rows, all set.
pub(super) fn all(rows: usize) -> Vec<u64> {
    let mut words = vec![u64::MAX; rows.div_ceil(64)];
    if let (Some(last), false) = (words.last_mut(), rows.is_multiple_of(64)) {
        *last = (1 << (rows % 64)) - 1;
    }
    words
}
