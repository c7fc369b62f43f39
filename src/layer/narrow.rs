//! Takes away the rows in which a word does not stand.

use super::finder::Finder;
use super::notes::Notes;
use super::query::Term;
use super::rows::Rows;
use super::sieve::keep_codes;
use super::sifted::{Known, count_set, has, set_bits};
use super::trace::Trace;
use super::{Form, Layer, Segment};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How many bytes are looked through before it is asked again whether to stop. Tests have small files.
pub(super) const CHUNK: usize = if cfg!(test) { 1 << 7 } else { 1 << 18 };

/// Where fewer than one row in so many is still asked about, rows are looked at one by one.
const SPARSE: usize = 8;

/// How many bytes of a row lie at the most before a place in JSON for it to be the number of a letter: `\u00e9`.
const ESCAPE: usize = 5;

/// Terms, put in the order in which they are best looked for.
pub(super) struct Search<'a> {
    pub(super) layer: &'a Layer,
    terms: Vec<&'a Term>,
    /// For terms in a column with a dictionary: which codes are kept, and whether that leaves rows to be looked at.
    kept: Vec<Option<(Vec<bool>, bool)>>,
    /// For terms in any column: the columns in whose dictionaries the word stands, and in which codes it does not.
    values: Vec<Vec<(usize, Vec<bool>)>>,
    /// Which terms every row of the earlier answer has.
    known: Vec<bool>,
    /// The word that is being typed.
    typed: Option<&'a Term>,
    /// True where the word that was being typed is its beginning.
    goes_on: bool,
}

/// Whether to stop, and how many bytes are done.
pub(super) type Run<'a> = (&'a AtomicBool, &'a AtomicU64);

impl<'a> Search<'a> {
    /// Prepares to look for terms, where `old` were looked for before.
    pub(super) fn new(layer: &'a Layer, terms: &'a [Term], old: &[Term]) -> Self {
        let sample = layer.sample();
        let typed = terms.last().filter(|t| is_noted(t));
        let before = old.last().filter(|t| is_noted(t));
        let goes_on = typed
            .zip(before)
            .is_some_and(|(now, then)| then.finder.stands_at(now.word.as_bytes(), 0));
        let mut terms: Vec<_> = terms.iter().collect();
        // Dictionaries answer at once, and the most seldom word leaves the fewest rows for the others.
        terms.sort_by_cached_key(|t| (t.column.is_none(), t.without, t.finder.frequency(sample)));
        let kept = terms.iter().map(|t| t.codes(&layer.schema)).collect();
        let values = terms.iter().map(|t| t.values(&layer.schema)).collect();
        let known = terms.iter().map(|t| old.iter().any(|o| o.is(t))).collect();
        Self { layer, terms, kept, values, known, typed, goes_on }
    }

    /// What is looked for.
    pub(super) fn terms(&self) -> &[&'a Term] {
        &self.terms
    }

    /// The rows of a segment.
    pub(super) fn rows<'b>(&self, (n, segment): (usize, &'b Segment)) -> Rows<'b> {
        self.layer.rows_of(n, segment)
    }

    /// Takes away the bits of rows that do not have what is looked for, and gives what follows the word that is being
    /// typed. All bits that are set lie `within` these rows, without it anywhere, and in an earlier answer, where one
    /// is known. `None` where it was stopped.
    pub(super) fn narrow(
        &self,
        (n, segment): (usize, &Arc<Segment>),
        words: &mut [u64],
        before: Option<Known<'_>>,
        within: Option<Range<usize>>,
        run: Run<'_>,
    ) -> Option<Option<Notes>> {
        let rows = self.rows((n, segment));
        let mut later = Vec::new();
        let lists = self.kept.iter().zip(&self.values).zip(&self.known);
        for (term, ((kept, values), known)) in self.terms.iter().zip(lists) {
            let codes = segment.parts.codes.iter().find(|c| Some(c.0) == term.column);
            match (kept, codes) {
                _ if *known && before.is_some() => {}
                (Some((kept, open)), Some((_, codes))) => {
                    keep_codes(words, codes, kept);
                    if *open {
                        later.push((*term, values));
                    }
                }
                _ => later.push((*term, values)),
            }
        }
        let mut notes = before.and_then(|known| known.notes.cloned()).filter(|_| self.goes_on);
        // What lies in a window is looked for anew when the window moves.
        let noted = within.is_none();
        let within = within.unwrap_or(0..rows.len());
        for (term, values) in later {
            // The file may be cut shorter while it is looked through.
            if !segment.text().intact() {
                words.fill(0);
            }
            let typed = noted && self.typed.is_some_and(|typed| std::ptr::eq(typed, term));
            let noted = notes.as_ref().filter(|_| typed);
            let told = take_told(words, (segment, values), noted, &term.finder);
            let open = count_set(words);
            if open == 0 {
                // All is told.
            } else if open * SPARSE < within.len() || within.is_empty() {
                self.one_by_one(&rows, term, words, run)?;
            } else {
                let swept = self.sweep(&rows, term, within.clone(), typed, run)?;
                for (word, found) in words.iter_mut().zip(swept.found) {
                    *word &= if term.without { !found } else { found };
                }
                if typed {
                    notes = Some(Notes::new(term.finder.len(), swept.follows));
                }
            }
            if !term.without {
                words.iter_mut().zip(told).for_each(|(word, told)| *word |= told);
            }
        }
        let many = count_set(words) * SPARSE >= rows.len();
        Some(notes.filter(|_| many))
    }

    /// Looks at each row whose bit is set.
    fn one_by_one(
        &self,
        rows: &Rows<'_>,
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
            let stands = term.traces.iter().any(|trace| {
                let place = trace.finder.find(bytes);
                place.is_some_and(|place| {
                    term.column.is_none() && self.is_sure(trace, bytes, place)
                        || term.stands_near((trace, place), bytes, &self.layer.schema)
                })
            });
            if stands == term.without {
                words[row / 64] &= !(1 << (row % 64));
            }
            Some(())
        };
        if rows.in_order() {
            for n in 0..words.len() {
                for place in set_bits(words[n]) {
                    look(n * 64 + place, words)?;
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

    /// True where a trace that stands in the one line of a row tells that the word stands in the row, wherever it is.
    pub(super) fn is_plain(&self, trace: &Trace) -> bool {
        !trace.doubtful && matches!(self.layer.schema.form, Form::Delimited(_))
    }

    /// True where a trace that stands at a place of a row tells that the word stands in it. Behind a line end it may
    /// stand in a row that did not load.
    pub(super) fn is_sure(&self, trace: &Trace, row: &[u8], place: usize) -> bool {
        let before = row.get(..place).unwrap_or_default();
        let escaped = || {
            let near = before.get(place.saturating_sub(ESCAPE)..).unwrap_or_default();
            memchr::memchr(b'\\', near).is_some()
        };
        !trace.doubtful
            && memchr::memchr2(b'\n', b'\r', before).is_none()
            && (self.layer.schema.form != Form::JsonLines || !escaped())
    }
}

/// True where it is worth noting what follows a word: it will be typed on, and stands in the text as it does in a cell.
fn is_noted(term: &Term) -> bool {
    let sure = matches!(term.traces.as_slice(), [trace] if !trace.doubtful);
    sure && !term.without && term.column.is_none()
}

/// Takes away the bits of rows that have a word for certain, and gives them: those with a value in which it stands, and
/// those of which it was noted that it goes on like that.
fn take_told(
    words: &mut [u64],
    (segment, values): (&Segment, &[(usize, Vec<bool>)]),
    notes: Option<&Notes>,
    finder: &Finder,
) -> Vec<u64> {
    let mut told = words.to_vec();
    for (column, without) in values {
        if let Some((_, codes)) = segment.parts.codes.iter().find(|c| c.0 == *column) {
            keep_codes(words, codes, without);
        }
    }
    if let Some(confirmed) = notes.and_then(|notes| notes.confirm(words, finder)) {
        words.iter_mut().zip(confirmed).for_each(|(word, sure)| *word &= !sure);
    }
    told.iter_mut().zip(words).for_each(|(told, open)| *told &= !*open);
    told
}
