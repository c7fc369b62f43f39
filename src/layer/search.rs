//! Words in the text of a layer.

use super::finder::Finder;
use super::query::{self, Term};
use super::rows::Rows;
use super::sieve::keep_codes;
use super::sifted::{Part, all, has};
use super::work::over;
use super::{Layer, Micros, Segment, Sifted};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How many bytes are looked through before it is asked again whether to stop.
const CHUNK: usize = 1 << 18;

/// Where fewer than one row in so many is still asked about, rows are looked at one by one.
const SPARSE: usize = 8;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needle {
    /// Words, apart by white space, that must all stand in a row, in any case; a phrase in double quotes; `-word` that
    /// must not stand there; `column:word` that must stand in that column.
    ///
    /// Rows are searched as the file writes them: in a quoted cell a quote is two quotes, and what JSON writes with a
    /// backslash has one. Nothing but white space finds nothing.
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

/// Terms, put in the order in which they are best looked for.
pub(super) struct Search<'a> {
    layer: &'a Layer,
    terms: Vec<&'a Term>,
    /// For terms in a column with a dictionary: which codes are kept.
    kept: Vec<Option<Vec<bool>>>,
}

/// Whether to stop, and how many bytes are done.
pub(super) type Run<'a> = (&'a AtomicBool, &'a AtomicU64);

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
        let sample = self.sample();
        let terms = query::terms(&needle.words, &self.schema, sample);
        let search = Search::new(self, &terms);
        let before = before.filter(|hits| {
            let old = query::terms(&hits.needle.words, &self.schema, sample);
            !old.is_empty() && query::narrows(&terms, &old)
        });
        let parts = over(&self.segments, terms.is_empty(), stop, |n, segment| {
            let mut words = match before.and_then(|hits| hits.found.part(n, segment)) {
                _ if terms.is_empty() => Vec::new(),
                Some(Part::None) => Vec::new(),
                Some(Part::Some(bits)) => bits.words().to_vec(),
                Some(Part::All) | None => all(segment.len()),
            };
            search.narrow((n, segment), &mut words, None, (stop, done))?;
            let part = Part::new(segment, &segment.ranks(&self.schema), words);
            Some((Arc::downgrade(segment), part))
        })?;
        let mut found = Sifted { rows: 0, parts, hidden: None };
        found.count(&self.segments, &self.schema);
        Some(Hits { rows: found.rows, found, whole: true, needle: needle.clone() })
    }

    /// Looks through what lies in a stretch of time, at most `most_bytes` of it: what is answered within a frame.
    ///
    /// 32 MiB take about 8 ms. The rest of the layer counts as not found.
    #[must_use]
    pub fn search_in(&self, needle: &Needle, window: (Micros, Micros), most_bytes: usize) -> Hits {
        let terms = query::terms(&needle.words, &self.schema, self.sample());
        let search = Search::new(self, &terms);
        let parts = self.segments.iter().map(|s| (Arc::downgrade(s), Part::None)).collect();
        let mut found = Sifted { rows: 0, parts, hidden: None };
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
                if search.narrow((n, segment), &mut words, Some(swept), run).is_some() {
                    let part = Part::new(segment, &lens.ranks, words);
                    found.parts[n].1 = part;
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

    /// Where the text of a segment ends: where that of the next begins.
    fn text_end(&self, n: usize) -> usize {
        let base = self.segments.get(n).map_or(0, |s| s.parts.base);
        let next = self.segments.get(n + 1).map(|s| s.parts.base).filter(|&next| next > base);
        next.and_then(|next| usize::try_from(next).ok()).unwrap_or(usize::MAX)
    }
}

impl<'a> Search<'a> {
    /// Prepares to look for terms.
    pub(super) fn new(layer: &'a Layer, terms: &'a [Term]) -> Self {
        let sample = layer.sample();
        let mut terms: Vec<_> = terms.iter().collect();
        // Dictionaries answer at once, and the most seldom word leaves the fewest rows for the others.
        terms.sort_by_cached_key(|t| (t.column.is_none(), t.without, t.finder.frequency(sample)));
        let kept = terms.iter().map(|t| {
            let codes = t.codes(&layer.schema)?;
            Some(codes.into_iter().map(|has| has != t.without).collect())
        });
        let kept = kept.collect();
        Self { layer, terms, kept }
    }

    /// What is looked for.
    pub(super) fn terms(&self) -> &[&'a Term] {
        &self.terms
    }

    fn rows<'b>(&self, (n, segment): (usize, &'b Segment)) -> Rows<'b> {
        Rows::new(segment, self.layer.text_end(n))
    }

    /// Takes away the bits of rows that do not have what is looked for. All bits that are set lie `within` these
    /// rows; without it, anywhere. `None` where it was stopped.
    pub(super) fn narrow(
        &self,
        (n, segment): (usize, &Arc<Segment>),
        words: &mut [u64],
        within: Option<Range<usize>>,
        run: Run<'_>,
    ) -> Option<()> {
        let rows = self.rows((n, segment));
        let mut later = Vec::new();
        for (term, kept) in self.terms.iter().zip(&self.kept) {
            let codes = segment.parts.codes.iter().find(|c| Some(c.0) == term.column);
            match (kept, codes) {
                (Some(kept), Some((_, codes))) => keep_codes(words, codes, kept),
                _ => later.push(*term),
            }
        }
        let within = within.unwrap_or(0..rows.len());
        for term in later {
            let left: usize = words.iter().map(|w| w.count_ones() as usize).sum();
            if left == 0 {
                return Some(());
            }
            if left * SPARSE < within.len() || within.is_empty() || term.column.is_some() {
                self.one_by_one(&rows, segment, term, words, run)?;
            } else {
                let mut found = vec![0_u64; words.len()];
                sweep(&rows, &term.finder, within.clone(), run, |row| {
                    if let Some(word) = found.get_mut(row / 64) {
                        *word |= 1 << (row % 64);
                    }
                })?;
                for (word, found) in words.iter_mut().zip(found) {
                    *word &= if term.without { !found } else { found };
                }
            }
        }
        Some(())
    }

    /// Looks at each row whose bit is set.
    fn one_by_one(
        &self,
        rows: &Rows<'_>,
        segment: &Segment,
        term: &Term,
        words: &mut [u64],
        (stop, done): Run<'_>,
    ) -> Option<()> {
        let mut looked = 0;
        let mut look = |n: usize, words: &mut [u64]| {
            let (row, bytes) = (rows.row(n), rows.bytes(n));
            looked += bytes.len();
            if looked > CHUNK {
                done.fetch_add(std::mem::take(&mut looked) as u64, Ordering::Relaxed);
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
            }
            let stands = term.finder.find(bytes).is_some()
                && term.column.is_none_or(|c| self.in_cell(segment, row, c, &term.finder));
            if stands == term.without {
                words[row / 64] &= !(1 << (row % 64));
            }
            Some(())
        };
        if rows.in_order() {
            for n in 0..words.len() {
                let mut left = words[n];
                while left != 0 {
                    look(n * 64 + left.trailing_zeros() as usize, words)?;
                    left &= left - 1;
                }
            }
        } else {
            for n in 0..rows.len() {
                if has(words, rows.row(n)) {
                    look(n, words)?;
                }
            }
        }
        done.fetch_add(looked as u64, Ordering::Relaxed);
        Some(())
    }

    /// True where the word stands in a cell.
    fn in_cell(&self, segment: &Segment, row: usize, column: usize, finder: &Finder) -> bool {
        let row = self.layer.row(segment.number(row));
        row.and_then(|r| Some(finder.find(r.cells.get(column)?.as_bytes()).is_some()))
            .unwrap_or_default()
    }
}

/// Gives each row, of those `within` in the order of the text, in which a word stands.
fn sweep(
    rows: &Rows<'_>,
    finder: &Finder,
    within: Range<usize>,
    (stop, done): Run<'_>,
    mut hit: impl FnMut(usize),
) -> Option<()> {
    let mut row = within.start;
    while row < within.end {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let from = rows.begins(row);
        let next = rows.after(from.saturating_add(CHUNK), row).clamp(row + 1, within.end);
        let to = rows.begins(next);
        let mut at = from;
        while let Some(place) = rows.text.get(at..to).and_then(|text| finder.find(text)) {
            let place = at + place;
            let here = rows.around(place, row);
            let end = rows.begins(here.end);
            if place + finder.len() <= end {
                here.clone().for_each(|n| hit(rows.row(n)));
                at = end;
            } else {
                at = place + 1;
            }
            row = here.end.saturating_sub(1);
        }
        done.fetch_add((to - from) as u64, Ordering::Relaxed);
        row = next;
    }
    Some(())
}
