//! What follows a word in the rows that have it: with one letter more, most rows need not be read again.

use super::finder::Finder;
use std::sync::Arc;
use wide::u8x32;

/// For the rows of a segment the four bytes after the first place of a word.
#[derive(Debug, Clone)]
pub(super) struct Notes {
    /// Bytes of the word that was looked for.
    length: usize,
    /// In the order of starts, small Latin letters in place of capital ones; 0 where nothing is known.
    follows: Arc<Vec<u32>>,
}

impl Notes {
    /// Of a word of so many bytes.
    pub(super) fn new(length: usize, follows: Vec<u32>) -> Self {
        Self { length, follows: Arc::new(follows) }
    }

    /// True where the two are kept in one place.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.follows, &other.follows)
    }

    /// The note of a word that ends at a place.
    pub(super) fn note(text: &[u8], end: usize) -> u32 {
        let rest = text.get(end..).unwrap_or_default();
        let four = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut four = [0; 4];
            four.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
            four
        });
        small(u32::from_le_bytes(four))
    }

    /// Of the rows whose bit is set, those that certainly have a word which begins like the one that was looked for;
    /// `None` where it goes beyond what was noted.
    pub(super) fn confirm(&self, words: &[u64], finder: &Finder) -> Option<Vec<u64>> {
        let endings = finder.endings(self.length)?;
        let mask = u32::MAX >> (8 * (4 - (finder.len() - self.length).clamp(1, 4)));
        let confirmed = words.iter().zip(self.follows.chunks(64)).map(|(word, notes)| {
            let mut halves = [[0_u8; 32]; 2];
            for (half, notes) in halves.iter_mut().zip(notes.chunks(32)) {
                for ending in &endings {
                    for (to, note) in half.iter_mut().zip(notes) {
                        *to |= if note & mask == *ending { u8::MAX } else { 0 };
                    }
                }
            }
            let [low, high] = halves.map(|half| u64::from(u8x32::new(half).to_bitmask()));
            (high << 32 | low) & word
        });
        Some(confirmed.collect())
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.follows.capacity() * 4
    }
}

/// Four bytes with small Latin letters in place of capital ones, all at once.
fn small(four: u32) -> u32 {
    const EACH: u32 = 0x0101_0101;
    // Without their upmost bits the bytes do not run over into each other.
    let low = four & (0x7f * EACH);
    let from_a = low + (0x80 - u32::from(b'A')) * EACH;
    let beyond_z = low + (0x7f - u32::from(b'Z')) * EACH;
    let capital = (from_a ^ beyond_z) & !four & (0x80 * EACH);
    four | capital >> 2
}
