//! Where cells and rows end, sixty-four bytes at a time.
//!
//! A quote turns the meaning of everything up to the next one. Whether a byte stands within quotes is the parity of
//! the quotes before it, which is a running exclusive-or over the bits of a mask; no byte is looked at alone. The
//! parity is right as long as quotes stand where they should, around whole cells; where one does not, or a carriage
//! return stands alone, the index stops and the row is read sign by sign.

use super::signs::{self, BLOCK, Masks};
use crate::layer::{Delimited, LONGEST_ROW, ask_line, lines_in};

/// Set in a mark that ends a row; the others end a cell.
pub(super) const ROW: u32 = 1 << 31;
/// Marks that are written together. Rarely has a block more, and how many it has is a guess that goes wrong.
const TOGETHER: usize = 4;
/// How far ahead text is asked for, in bytes: the processor looks ahead by itself, but no further than the page.
const AHEAD: usize = 1 << 10;

/// Ends of cells and rows, as places from the start of the chunk.
#[derive(Debug)]
pub(super) struct Index<'t> {
    text: &'t [u8],
    form: Delimited,
    /// Where the chunk begins; marks count from here.
    base: usize,
    /// What comes next.
    pub(super) at: usize,
    /// All ones while within quotes.
    inside: u64,
    /// 1 where the byte before may stand before a quote that opens.
    may_open: u64,
    /// With room for more than there are: what lies beyond `held` is no mark.
    marks: Vec<u32>,
    held: usize,
    /// Line ends up to `at`, those within quotes included.
    lines: u64,
}

impl<'t> Index<'t> {
    pub(super) fn new(text: &'t [u8], form: Delimited, base: usize) -> Self {
        let (inside, may_open, lines) = (0, 1, 0);
        Self { text, form, base, at: base, inside, may_open, marks: Vec::new(), held: 0, lines }
    }

    /// The marks up to `at` that were not taken yet.
    pub(super) fn marks(&self) -> &[u32] {
        self.marks.get(..self.held).unwrap_or_default()
    }

    /// Lets go of so many marks.
    pub(super) fn take(&mut self, marks: usize) {
        let marks = marks.min(self.held);
        self.marks.copy_within(marks..self.held, 0);
        self.held -= marks;
    }

    /// Marks a row that ends with the text.
    pub(super) fn end(&mut self) {
        self.marks.truncate(self.held);
        self.marks.push((self.text.len() - self.base) as u32 | ROW);
        self.held += 1;
    }

    /// Goes on at the start of a row.
    pub(super) fn resume(&mut self, at: usize) {
        self.lines = self.lines_before(at);
        (self.at, self.inside, self.may_open) = (at, 0, 1);
        self.held = 0;
    }

    /// Line ends between the start of the chunk and a place near `at`.
    pub(super) fn lines_before(&self, place: usize) -> u64 {
        let between =
            |from: usize, to: usize| lines_in(self.text.get(from..to).unwrap_or_default());
        if place < self.at {
            self.lines - between(place, self.at)
        } else {
            self.lines + between(self.at, place)
        }
    }

    /// True while within quotes.
    pub(super) fn is_inside(&self) -> bool {
        self.inside != 0
    }

    /// Marks everything up to `until` or a little beyond. False where it met something odd; the marks before that
    /// are right.
    pub(super) fn fill(&mut self, until: usize) -> bool {
        let until = until.min(self.text.len());
        let room = self.held + until.saturating_sub(self.at) + BLOCK + TOGETHER;
        if self.marks.len() < room {
            self.marks.resize(room, 0);
        }
        let form = self.form;
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = crate::layer::LEVEL.as_avx2() {
            return fearless_simd::Simd::vectorize(
                avx2,
                #[inline(always)]
                || {
                    self.run(
                        until,
                        #[inline(always)]
                        move |block| signs::by_thirty_two(avx2, block, form),
                    )
                },
            );
        }
        self.run(until, move |block| signs::by_sixteen(block, form))
    }

    #[inline(always)]
    fn run(&mut self, until: usize, signs: impl Fn(&[u8; BLOCK]) -> Masks) -> bool {
        // What changes with each block is kept apart from what lies in memory.
        let Self { text, base, mut at, mut inside, mut may_open, mut held, mut lines, .. } = *self;
        let mut marks = std::mem::take(&mut self.marks);
        let mut good = true;
        while at < until && good {
            ask_line(text, at + AHEAD);
            let rest = text.get(at..).unwrap_or_default();
            let (masks, length, next) = match rest.split_first_chunk::<BLOCK>() {
                Some((block, after)) => (signs(block), BLOCK, after.first()),
                None => {
                    // The last bytes of the text; what is added is no sign, and marks beyond the end are cut off.
                    let mut block = [0_u8; BLOCK];
                    let length = rest.len();
                    block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    let mut masks = signs(&block);
                    masks.cell &= (1 << length) - 1;
                    (masks, length, None)
                }
            };
            let mut ends = masks.row | masks.cell;
            // Most blocks have none of these.
            if masks.quote | masks.carriage | inside != 0 {
                let within = parity(masks.quote) ^ inside;
                let odd = masks.odd(within, may_open, next == Some(&b'\n'));
                ends &= !within;
                if odd != 0 {
                    ends &= (odd & odd.wrapping_neg()).wrapping_sub(1);
                    good = false;
                }
                inside ^= 0_u64.wrapping_sub(u64::from(masks.quote.count_ones()) & 1);
            }
            note(&mut marks, held, ends, masks.row, (at - base) as u32);
            held += ends.count_ones() as usize;
            if good {
                may_open = (masks.row | masks.cell | masks.quote) >> 63;
                lines += u64::from(masks.row.count_ones());
                at += length;
            }
        }
        (self.marks, self.at, self.held, self.lines) = (marks, at, held, lines);
        (self.inside, self.may_open) = (inside, may_open);
        good
    }
}

/// Notes the ends of a block from a place on; there is room for them.
#[inline(always)]
fn note(marks: &mut [u32], mut place: usize, mut ends: u64, rows: u64, from: u32) {
    loop {
        for n in 0..TOGETHER {
            let bit = ends.trailing_zeros();
            let row = (rows.wrapping_shr(bit) as u32) << 31;
            if let Some(mark) = marks.get_mut(place + n) {
                *mark = from.wrapping_add(bit) | row;
            }
            ends &= ends.wrapping_sub(1);
        }
        if ends == 0 {
            return;
        }
        place += TOGETHER;
    }
}

/// Bit n is the parity of bits 0 to n.
#[inline]
const fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

/// Where the first row begins at or after a place in the midst of a text. It is found from the quotes around the
/// place, and may be wrong; the chunk before tells, when it has been read.
pub(super) fn row_near(text: &[u8], at: usize, form: Delimited) -> usize {
    let Some(before) = at.checked_sub(1) else { return 0 };
    let mut inside = form.quote.is_some_and(|quote| starts_inside(text, at, form.delimiter, quote));
    let rest = text.get(before..text.len().min(at + LONGEST_ROW)).unwrap_or_default();
    let mut from = usize::from(inside);
    while let Some(found) =
        rest.get(from..).and_then(|r| memchr::memchr2(b'\n', form.quote.unwrap_or(b'\n'), r))
    {
        let place = from + found;
        match rest.get(place) {
            Some(b'\n') if !inside => return before + place + 1,
            Some(b'\n') => {}
            _ if place > 0 => inside = !inside,
            _ => {}
        }
        from = place + 1;
    }
    before + rest.len()
}

/// Whether a place is within quotes, by the first quote behind it that can only open a cell, or only close one.
fn starts_inside(text: &[u8], at: usize, delimiter: u8, quote: u8) -> bool {
    const FAR: usize = 64 << 10;
    let near = text.get(at..text.len().min(at + FAR)).unwrap_or_default();
    let edge =
        |byte: Option<&u8>| byte.is_none_or(|b| *b == delimiter || *b == b'\n' || *b == b'\r');
    let mut odd = false;
    for place in memchr::memchr_iter(quote, near) {
        let before = (at + place).checked_sub(1).and_then(|p| text.get(p));
        let after = text.get(at + place + 1);
        let is_quote = |b: Option<&u8>| b == Some(&quote);
        if !is_quote(before) && !is_quote(after) {
            match (edge(before), edge(after)) {
                // It opens, so that what is before it was outside: unless an odd number of quotes lies between.
                (true, false) => return odd,
                (false, true) => return !odd,
                _ => {}
            }
        }
        odd = !odd;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &[u8]) -> (Vec<u32>, bool) {
        let mut index = Index::new(text, Delimited::default(), 0);
        let good = index.fill(text.len());
        (index.marks().to_vec(), good)
    }

    #[test]
    fn cells_end_at_delimiters_outside_quotes() {
        assert_eq!(marks(b"a,b\n"), (vec![1, 3 | ROW], true));
        assert_eq!(marks(b"\"a,\n\",b\r\n"), (vec![5, 8 | ROW], true));
        assert_eq!(marks(b"\"\",\"\"\"\""), (vec![2], true));
        let long = [b"\"".as_slice(), &[b','; 200], b"\",x\n"].concat();
        assert_eq!(marks(&long), (vec![202, 204 | ROW], true));
    }

    #[test]
    fn a_quote_in_a_cell_or_a_lone_carriage_return_stops_the_index() {
        assert_eq!(marks(b"a,5\",b\n"), (vec![1], false));
        assert_eq!(marks(b"a\rb\n"), (vec![], false));
        assert_eq!(marks(b"\"a\rb\"\n"), (vec![5 | ROW], true));
        assert_eq!(marks(b"\"x\"y\"z\"\n"), (vec![], false));
    }

    #[test]
    fn the_next_row_is_found_from_the_midst_of_a_quoted_cell() {
        let text = b"1,\"one\ntwo, three\",x\n2,plain,y\n";
        for at in 1..21 {
            assert_eq!(row_near(text, at, Delimited::default()), 21, "from {at}");
        }
        assert_eq!(row_near(text, 21, Delimited::default()), 21);
        assert_eq!(row_near(text, 22, Delimited::default()), text.len());
    }
}
