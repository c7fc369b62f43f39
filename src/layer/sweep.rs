//! Looks for a word in the whole text of a segment.

use super::crowd::Signs;
use super::finder::Found;
use super::narrow::{CHUNK, Run, Search};
use super::notes::Notes;
use super::query::Term;
use super::rows::Rows;
use super::trace::Trace;
use super::{Delimited, Form};
use std::cmp::Ordering;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::Ordering::Relaxed;

/// Where a word stands in more than one row of so many, rows are looked at one after the other.
const CROWD: usize = 4;

/// What a sweep finds.
pub(super) struct Swept {
    /// A bit for each row.
    pub(super) found: Vec<u64>,
    /// What follows the word there; empty where nobody wants to know.
    pub(super) follows: Vec<u32>,
}

impl Swept {
    /// The word stands in a row, and that follows it.
    #[inline(always)]
    fn mark(&mut self, row: usize, note: u32) {
        if let Some(word) = self.found.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
        if let Some(follows) = self.follows.get_mut(row) {
            *follows = note;
        }
    }
}

/// A trace that is looked for in the text of rows.
struct Sweep<'a> {
    search: &'a Search<'a>,
    rows: &'a Rows<'a>,
    term: &'a Term,
    trace: &'a Trace,
    /// True where what follows is noted.
    noted: bool,
    /// True where the word stands in every row in which the trace does.
    sure: bool,
}

impl Search<'_> {
    /// Looks for a word in the text of the rows `within` the order of the text. Once it is found in a row, the rest of
    /// the row is passed over.
    pub(super) fn sweep(
        &self,
        rows: &Rows<'_>,
        term: &Term,
        within: Range<usize>,
        noted: bool,
        (stop, done): Run<'_>,
    ) -> Option<Swept> {
        let found = vec![0_u64; rows.len().div_ceil(64)];
        let follows = vec![0_u32; if noted { rows.len() } else { 0 }];
        let mut swept = Swept { found, follows };
        for trace in &term.traces {
            let sure = rows.single && term.column.is_none() && self.is_plain(trace);
            let sweep = Sweep { search: self, rows, term, trace, noted, sure };
            let mut row = rows.first_of(within.start);
            let end = rows.whole(within.end);
            let mut crowded = false;
            while row < end {
                if stop.load(Relaxed) {
                    return None;
                }
                let from = rows.begins(row);
                let next = rows.after(from.saturating_add(CHUNK), row).clamp(row + 1, end);
                let to = rows.begins(next);
                let hits = if crowded {
                    sweep.in_each(row..next, &mut swept)
                } else {
                    sweep.here_and_there((row, from..to), &mut swept)
                };
                crowded = hits * CROWD > next - row;
                done.fetch_add((to - from) as u64, Relaxed);
                row = next;
            }
        }
        Some(swept)
    }
}

impl Sweep<'_> {
    /// Finds a word in a stretch of text that begins with a row, wherever it stands; gives how often.
    fn here_and_there(&self, (row, text): (usize, Range<usize>), swept: &mut Swept) -> usize {
        let (rows, finder) = (self.rows, &self.trace.finder);
        let (from, mut near, mut hits) = (text.start, row, 0);
        finder.each(rows.text.get(text).unwrap_or_default(), |place| {
            let place = from + place;
            let here = rows.around(place, near);
            let end = rows.begins(here.end);
            near = here.end.saturating_sub(1);
            if place + finder.len() > end {
                return place + 1 - from;
            }
            near = here.end;
            hits += 1;
            self.hit(Found { begin: rows.begins(here.start), rows: here, place, end }, swept);
            end - from
        });
        hits
    }

    /// Finds a word that stands in most rows, row after row; gives how often.
    fn in_each(&self, within: Range<usize>, swept: &mut Swept) -> usize {
        let mut hits = 0;
        let plain = match &self.search.layer.schema.form {
            Form::Delimited(form) => Some(form).filter(|_| !self.trace.doubtful),
            Form::JsonLines | Form::Log(_) => None,
        };
        match (self.term.column, plain) {
            (None, Some(_)) if self.sure => self.each_row(within, None, |at, _| {
                hits += 1;
                let note = self.note(&at);
                at.rows.for_each(|n| swept.mark(self.rows.row(n), note));
                ControlFlow::Break(())
            }),
            (None, Some(form)) => {
                let form = &Delimited { quote: None, ..*form };
                self.each_row(within, Some(Signs { form, lines: true }), |at, cells| {
                    hits += 1;
                    if cells.is_some() {
                        let note = self.note(&at);
                        at.rows.for_each(|n| swept.mark(self.rows.row(n), note));
                    } else {
                        self.hit(at, swept);
                    }
                    ControlFlow::Break(())
                });
            }
            (Some(number), Some(form)) => {
                let signs = Signs { form, lines: !self.rows.single };
                self.each_row(within, Some(signs), |at, cells| {
                    let stands = match cells.map(|cells| (cells as usize).cmp(&number)) {
                        Some(Ordering::Less) => return ControlFlow::Continue(()),
                        Some(order) => order.is_eq(),
                        None => {
                            let bytes = self.rows.text.get(at.begin..at.end).unwrap_or_default();
                            self.term.stands_in(bytes, &self.search.layer.schema)
                        }
                    };
                    hits += 1;
                    if stands {
                        at.rows.for_each(|n| swept.mark(self.rows.row(n), 0));
                    }
                    ControlFlow::Break(())
                });
            }
            (_, None) => self.each_row(within, None, |at, _| {
                hits += 1;
                self.hit(at, swept);
                ControlFlow::Break(())
            }),
        }
        hits
    }

    /// Asks about the places of the trace in each row, until `hit` breaks off.
    fn each_row(
        &self,
        within: Range<usize>,
        signs: Option<Signs<'_>>,
        hit: impl FnMut(Found, Option<u32>) -> ControlFlow<()>,
    ) {
        let (rows, finder) = (self.rows, &self.trace.finder);
        if rows.in_order() {
            finder.each_row((rows.text, signs), within, |n| rows.begins_in_order(n), hit);
        } else {
            finder.each_row((rows.text, signs), within, |n| rows.begins(n), hit);
        }
    }

    /// Looks at the row in which the trace first stands at a place.
    fn hit(&self, at: Found, swept: &mut Swept) {
        let bytes = || self.rows.text.get(at.begin..at.end).unwrap_or_default();
        let place = at.place - at.begin;
        let anywhere = self.term.column.is_none();
        let sure = self.sure || anywhere && self.search.is_sure(self.trace, bytes(), place);
        let schema = &self.search.layer.schema;
        if sure || self.term.stands_near((self.trace, place), bytes(), schema) {
            let note = if sure { self.note(&at) } else { 0 };
            at.rows.for_each(|n| swept.mark(self.rows.row(n), note));
        }
    }

    /// What follows the word at a place.
    #[inline(always)]
    fn note(&self, at: &Found) -> u32 {
        if !self.noted {
            return 0;
        }
        Notes::note(self.rows.text, at.place + self.trace.finder.len())
    }
}
