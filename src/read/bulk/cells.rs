//! The cells of one row, wherever its ends came from.

use crate::layer::Delimited;
use std::borrow::Cow;
use std::ops::Range;

/// The cells of a row.
pub(super) trait Cells<'t> {
    /// What stands in a cell; nothing where the row has not so many.
    fn value(&self, column: usize) -> Cow<'t, [u8]>;

    /// Where in the text the cell lies, where what stands there is what it holds: no quotes, and no space around it.
    fn plain(&self, column: usize) -> Option<Range<usize>>;
}

/// Cells that come from elsewhere.
pub(super) struct Named<F>(pub(super) F);

impl<'t, F: Fn(usize) -> Cow<'t, [u8]>> Cells<'t> for Named<F> {
    fn value(&self, column: usize) -> Cow<'t, [u8]> {
        self.0(column)
    }

    fn plain(&self, _: usize) -> Option<Range<usize>> {
        None
    }
}

/// Cells of which the ends are marked.
pub(super) struct Marked<'t, 'm> {
    pub(super) text: &'t [u8],
    pub(super) form: &'m Delimited,
    /// Marks count from here.
    pub(super) base: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) marks: &'m [u32],
}

impl Marked<'_, '_> {
    #[inline]
    fn place(&self, column: usize) -> Range<usize> {
        let place = |mark: &u32| self.base + *mark as usize;
        let from = match column.checked_sub(1) {
            Some(before) => self.marks.get(before).map_or(self.end, |mark| place(mark) + 1),
            None => self.start,
        };
        // The mark of the last cell is that of the row.
        if column + 1 >= self.marks.len() {
            return from.min(self.end)..self.end;
        }
        from..self.marks.get(column).map_or(self.end, place)
    }
}

impl<'t> Cells<'t> for Marked<'t, '_> {
    fn value(&self, column: usize) -> Cow<'t, [u8]> {
        self.form.value(self.text.get(self.place(column)).unwrap_or_default())
    }

    #[inline]
    fn plain(&self, column: usize) -> Option<Range<usize>> {
        let place = self.place(column);
        is_plain(self.text, &place, self.form.quote).then_some(place)
    }
}

/// True where what stands in a cell is what it holds: no quotes, and no space around it.
#[inline]
pub(super) fn is_plain(text: &[u8], place: &Range<usize>, quote: Option<u8>) -> bool {
    let (first, last) = (text.get(place.start), text.get(place.end.wrapping_sub(1)));
    let (Some(first), Some(last)) = (first, last) else { return false };
    // All at once: whether a cell is empty is a guess that goes wrong.
    let odd = (quote == Some(*first)) | (*first <= b' ') | (*last <= b' ');
    !(odd & !place.is_empty())
}

/// Without the space around it.
#[inline]
pub(super) fn trimmed(value: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    match value {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.trim_ascii()),
        Cow::Owned(bytes) => Cow::Owned(bytes.trim_ascii().to_vec()),
    }
}
