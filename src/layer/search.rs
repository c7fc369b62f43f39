//! Words in the text of a layer.

use super::narrow::Search;
use super::query;
use super::rows::Rows;
use super::sifted::Part;
use super::{Layer, Micros, Segment, Sieve, Sifted};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needle {
    /// Words, apart by white space, that must all stand in a row, in any case; a phrase in double quotes; `-word` that
    /// must not stand there; `column:word` that must stand in that column.
    ///
    /// A word is looked for in the cells of a row as they are shown: what stands across two of them is not found, and
    /// a quote is one quote however the file writes it. In JSON the names of fields are no cells, and numbers are
    /// looked for as they are written. Nothing but white space finds nothing.
    ///
    /// Less is taken for the same than where a case is searched, as rows are compared letter by letter where they lie:
    /// accents count, `ss` does not find `ß`, and of letters with three forms (`σ`, `ς`) two are found. The old `ſ` and
    /// the signs of kelvin, ångström and ohm find the letters that they stand for, and themselves; not the other way.
    pub words: String,
}

/// The rows in which it stands.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many rows.
    pub rows: u64,
    /// The rows, to be counted and drawn like those that pass a filter.
    pub found: Sifted,
    /// False where only a part of the window was looked through, because it holds more than was asked for.
    pub whole: bool,
    /// What was looked for in the whole layer; empty where it was not the whole.
    needle: Needle,
}

impl Layer {
    /// Looks through everything; `None` where `stop` was set meanwhile.
    #[must_use]
    pub fn search(&self, needle: &Needle, stop: &AtomicBool) -> Option<Hits> {
        self.search_after(needle, None, stop, &AtomicU64::new(0))
    }

    /// As [`Self::search`]. Where `before` was found with fewer letters, only its rows are looked at. `done` counts the
    /// bytes of text that were looked through, of [`Self::text_bytes`].
    #[must_use]
    pub fn search_after(
        &self,
        needle: &Needle,
        before: Option<&Hits>,
        stop: &AtomicBool,
        done: &AtomicU64,
    ) -> Option<Hits> {
        let sieve = |needle: &Needle| Sieve { words: needle.words.clone(), ..Sieve::default() };
        if query::terms(&needle.words, &self.schema, &[]).is_empty() {
            let parts = self.segments.iter().map(|s| (Arc::downgrade(s), Part::None, None));
            let found = Sifted::new(parts.collect(), None);
            return Some(Hits { found, whole: true, ..Hits::default() });
        }
        let before = before.filter(|hits| !hits.needle.words.is_empty());
        let before = before.map(|hits| (sieve(&hits.needle), &hits.found));
        let before = before.as_ref().map(|(old, found)| (old, *found));
        let found = self.sift_after(&sieve(needle), before, stop, done)?;
        Some(Hits { rows: found.rows, found, whole: true, needle: needle.clone() })
    }

    /// Looks through what lies in a stretch of time, at most `most_bytes` of it: what is answered within a frame.
    ///
    /// 32 MiB take about 8 ms. The rest of the layer counts as not found.
    #[must_use]
    pub fn search_in(&self, needle: &Needle, window: (Micros, Micros), most_bytes: usize) -> Hits {
        let terms = query::terms(&needle.words, &self.schema, self.sample());
        let search = Search::new(self, &terms, &[]);
        let parts = self.segments.iter().map(|s| (Arc::downgrade(s), Part::None, None)).collect();
        let mut found = Sifted::new(parts, None);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let mut left = most_bytes;
        let mut whole = true;
        if !terms.is_empty() {
            let within = self.stretch(window);
            for (n, lens) in self.lenses(within, None) {
                let segment = &self.segments[n];
                let rows = search.rows((n, segment));
                let begun = lens.begun_in(within);
                let on = lens.all_still_on(begun.start, within.from);
                let (mut swept, mut apart) = (begun.start..begun.start, false);
                let mut words = vec![0_u64; segment.len().div_ceil(64)];
                for row in on.chain(begun) {
                    let bytes = rows.bytes_of(row).len();
                    if bytes > left {
                        whole = false;
                        break;
                    }
                    left -= bytes;
                    words[row / 64] |= 1 << (row % 64);
                    // What began earlier lies apart: then rows are looked at one by one.
                    apart |= row < swept.start;
                    swept.end = row + 1;
                }
                if apart || !rows.in_order() {
                    swept = 0..0;
                }
                let run = (&stop, &done);
                if search.narrow((n, segment), &mut words, None, Some(swept), run).is_some() {
                    let part = Part::new(segment, &lens.ranks, words);
                    found.put(n, part);
                }
            }
        }
        found.count(&self.segments, &self.schema);
        Hits { rows: found.rows, found, whole, needle: Needle::default() }
    }

    /// How many bytes of text a search has to look through.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        let bytes = |n: usize, s: &Arc<Segment>| Rows::new(s, self.text_end(n)).text.len() as u64;
        self.segments.iter().enumerate().map(|(n, s)| bytes(n, s)).sum()
    }

    /// The rows of the `n`th segment.
    pub(super) fn rows_of<'a>(&self, n: usize, segment: &'a Segment) -> Rows<'a> {
        let next = self.segments.get(n + 1).map(|next| next.parts.first_line);
        let lines = next.and_then(|next| next.checked_sub(segment.parts.first_line));
        let known = segment.parts.first_line > 0 && lines == Some(segment.len() as u64);
        let mut rows = Rows::new(segment, self.text_end(n));
        rows.single = known && rows.begins(0) == 0;
        rows
    }

    /// Where the text of a segment ends: where that of the next begins.
    fn text_end(&self, n: usize) -> usize {
        let base = self.segments.get(n).map_or(0, |s| s.parts.base);
        let next = self.segments.get(n + 1).map(|s| s.parts.base).filter(|&next| next > base);
        next.and_then(|next| usize::try_from(next).ok()).unwrap_or(usize::MAX)
    }
}
