//! Values of a column as small numbers.

use super::cells::trimmed;
use super::plan::OTHER;
use crate::layer::{Codes, Delimited, Schema};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Different values of a column in one chunk; more share a code at once.
const MOST_LOCAL: usize = 4096;
/// The code of values that share one; and what stands where there is no code.
const SHARED: u16 = u16::MAX;
const FREE: u16 = u16::MAX;

/// Where to look for a value: so many that a dozen values seldom want the same.
const LEAST_SLOTS: usize = 1024;

/// Values of a column in one chunk, by a code of the chunk's own. Code 0 is the empty cell.
#[derive(Debug)]
pub(super) struct Local<'t> {
    pub(super) values: Vec<Cow<'t, [u8]>>,
    pub(super) codes: Vec<u16>,
    /// What the values look like, by code.
    keys: Vec<Key>,
    slots: Vec<u16>,
}

impl<'t> Local<'t> {
    /// With room for the codes of so many rows.
    pub(super) fn new(rows: usize) -> Self {
        let mut slots = vec![FREE; LEAST_SLOTS];
        let empty = Key::of(b"");
        if let Some(slot) = slots.get_mut(empty.hash() as usize & (LEAST_SLOTS - 1)) {
            *slot = 0;
        }
        let (values, codes) = (vec![Cow::Borrowed(&b""[..])], Vec::with_capacity(rows));
        Self { values, codes, keys: vec![empty], slots }
    }

    /// Notes the value of the next row.
    pub(super) fn push(&mut self, value: Cow<'t, [u8]>) {
        let code = self.code(value);
        self.codes.push(code);
    }

    /// Notes the values of the next rows, about so many, which lie in a text.
    pub(super) fn extend(
        &mut self,
        text: &'t [u8],
        rows: usize,
        mut places: impl Iterator<Item = Range<usize>>,
        form: &Delimited,
    ) {
        let mut codes = std::mem::take(&mut self.codes);
        codes.reserve(rows);
        while let Some(place) = self.known(text, &mut places, form.quote, &mut codes) {
            let value = text.get(place).unwrap_or_default();
            codes.push(self.code(trimmed(form.value(value))));
        }
        self.codes = codes;
    }

    /// Notes values as long as they are known and nothing stands around them; gives the place of the first that is
    /// not so. The loop that takes most of the time of dictionaries, with nothing else in it.
    #[inline]
    fn known(
        &self,
        text: &[u8],
        places: &mut impl Iterator<Item = Range<usize>>,
        quote: Option<u8>,
        codes: &mut Vec<u16>,
    ) -> Option<Range<usize>> {
        let full = self.values.len() >= MOST_LOCAL;
        for place in places {
            let Some(key) = Key::within(text, &place, quote) else { return Some(place) };
            let value = || text.get(place.clone()).unwrap_or_default();
            match self.find(&key, value) {
                Ok(code) => codes.push(code),
                Err(_) if full => codes.push(SHARED),
                Err(_) => return Some(place),
            }
        }
        None
    }

    /// The code of a value, or the slot where it belongs.
    #[inline(always)]
    fn find<'v>(&self, key: &Key, value: impl Fn() -> &'v [u8]) -> Result<u16, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = key.hash() as usize & mask;
        loop {
            let code = self.slots.get(slot).copied().unwrap_or(FREE);
            let Some(known) = self.keys.get(usize::from(code)) else { return Err(slot) };
            if known.is(key) {
                let same = |known: &Cow<'_, [u8]>| **known == *value();
                if key.length <= Key::EXACT || self.values.get(usize::from(code)).is_some_and(same)
                {
                    return Ok(code);
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The code of a value, a new one where it was not known.
    fn code(&mut self, value: Cow<'t, [u8]>) -> u16 {
        let key = Key::of(&value);
        let slot = match self.find(&key, || &value) {
            Ok(code) => return code,
            Err(slot) => slot,
        };
        if self.values.len() >= MOST_LOCAL {
            return SHARED;
        }
        let code = self.values.len() as u16;
        self.values.push(value);
        self.keys.push(key);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = code;
        }
        if self.values.len() * 2 > self.slots.len() {
            self.grow();
        }
        code
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        self.slots = vec![FREE; size];
        for (code, key) in self.keys.iter().enumerate() {
            let mut slot = key.hash() as usize & (size - 1);
            while self.slots.get(slot).is_some_and(|s| *s != FREE) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = code as u16;
            }
        }
    }
}

/// The first sixteen bytes of a value, the last sixteen of one that has more, and its length: values that differ
/// do so here, and those of up to 32 bytes only here. So most are told apart without a look at their bytes one by
/// one, and without a branch for each length, which a processor guesses wrong where lengths come as they like.
#[derive(Debug, Clone, Copy)]
struct Key {
    first: [u64; 2],
    last: [u64; 2],
    length: usize,
}

/// Ones for so many bytes.
const ONES: [u64; 9] = [0, 0xFF, 0xFFFF, 0xFF_FFFF, !0 >> 32, !0 >> 24, !0 >> 16, !0 >> 8, !0];

impl Key {
    /// Up to this length values with the same key are the same.
    const EXACT: usize = 32;

    #[inline(always)]
    fn new(first: &[u8; 16], last: &[u8; 16], length: usize) -> Self {
        let [a, b] = words(first);
        let first = [a & ONES[length.min(8)], b & ONES[length.saturating_sub(8).min(8)]];
        let long = ((16 - length as i64) >> 63) as u64;
        Self { first, last: words(last).map(|word| word & long), length }
    }

    /// Word by word: what was just put together of words is slow to be read as a whole.
    #[inline(always)]
    fn is(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.first, self.last);
        let ([e, f], [g, h]) = (other.first, other.last);
        (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) | (self.length ^ other.length) as u64 == 0
    }

    /// Of bytes wherever they are.
    fn of(value: &[u8]) -> Self {
        let mut first = [0; 16];
        first.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
        Self::new(&first, value.last_chunk().unwrap_or(&[0; 16]), value.len())
    }

    /// Of a cell in the midst of a text; `None` near its ends, and where quotes or spaces belong to the cell that do
    /// not belong to its value. Whether a cell is empty is not asked alone: it is a guess that goes wrong.
    #[inline(always)]
    fn within(text: &[u8], place: &Range<usize>, quote: Option<u8>) -> Option<Self> {
        let first: &[u8; 16] = text.get(place.start..place.start + 16)?.try_into().ok()?;
        let last: &[u8; 16] = text.get(place.end.wrapping_sub(16)..place.end)?.try_into().ok()?;
        let odd = (Some(first[0]) == quote) | (first[0] <= b' ') | (last[15] <= b' ');
        let length = place.end.wrapping_sub(place.start);
        (!odd | (length == 0)).then(|| Self::new(first, last, length))
    }

    #[inline(always)]
    fn hash(&self) -> u64 {
        let ([a, b], [c, d]) = (self.first, self.last);
        let all = a ^ b.rotate_left(21) ^ c.rotate_left(43) ^ d.rotate_left(11);
        (all ^ self.length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48
    }
}

#[inline]
fn words(bytes: &[u8; 16]) -> [u64; 2] {
    let all = u128::from_le_bytes(*bytes);
    [all as u64, (all >> 64) as u64]
}

/// Values of a column in the whole file. The order is that of the file, whichever thread was faster.
#[derive(Debug)]
pub(super) struct Shared {
    column: usize,
    most: usize,
    codes: BTreeMap<Vec<u8>, u16>,
    other: Option<u16>,
}

impl Shared {
    /// `most` values are told apart. What the schema knows already is kept.
    pub(super) fn new(schema: &Schema, column: usize, most: usize) -> Self {
        let mut shared = Self { column, most, codes: BTreeMap::new(), other: None };
        let known = schema.columns.get(column).and_then(|c| c.values.as_ref());
        if let Some(values) = known.and_then(|v| v.read().ok()) {
            for (code, value) in values.iter().enumerate().skip(1) {
                // The one beyond the last that is told apart is where the others go.
                if code > most {
                    shared.other = Some(code as u16);
                } else {
                    shared.codes.insert(value.as_bytes().to_vec(), code as u16);
                }
            }
        }
        shared
    }

    /// The code of the file for each code of a chunk; new values are added to the schema.
    pub(super) fn resolve(
        &mut self,
        schema: &Schema,
        values: &[Vec<u8>],
        shares: bool,
    ) -> Vec<u16> {
        let known = schema.columns.get(self.column).and_then(|c| c.values.as_ref());
        let Some(mut list) = known.and_then(|v| v.write().ok()) else {
            return vec![0; values.len()];
        };
        let mut table = vec![0];
        for value in values.iter().skip(1) {
            // Two ways to write a value in bytes that are no text become one.
            let text = String::from_utf8_lossy(value);
            let code = match self.codes.get(text.as_bytes()) {
                Some(code) => *code,
                None if self.codes.len() < self.most => {
                    let code = list.len() as u16;
                    list.push(Arc::from(text.as_ref()));
                    self.codes.insert(text.into_owned().into_bytes(), code);
                    code
                }
                None => other(&mut self.other, &mut list),
            };
            table.push(code);
        }
        if shares {
            let _ = other(&mut self.other, &mut list);
        }
        table
    }

    /// Where values go that are not told apart.
    pub(super) fn other(&self) -> u16 {
        self.other.unwrap_or(0)
    }
}

fn other(other: &mut Option<u16>, list: &mut Vec<Arc<str>>) -> u16 {
    *other.get_or_insert_with(|| {
        list.push(Arc::from(OTHER));
        list.len() as u16 - 1
    })
}

/// True where a chunk has values beyond those that it told apart.
pub(super) fn shares(codes: &[u16]) -> bool {
    codes.contains(&SHARED)
}

/// Codes of the chunk as codes of the file, in a new order of rows, as narrow as they can be.
pub(super) fn remap(codes: &[u16], table: &[u16], other: u16, order: Option<&[u32]>) -> Codes {
    let one = |code: u16| table.get(usize::from(code)).copied().unwrap_or(other);
    let most = table.iter().copied().max().unwrap_or(0).max(if shares(codes) { other } else { 0 });
    let sorted = |n: &u32| codes.get(*n as usize).copied().map_or(0, one);
    if most <= 255 {
        // A table of bytes, so that the loop below is a plain look-up.
        let bytes: Vec<u8> = table.iter().map(|c| *c as u8).collect();
        let byte = |code: u16| bytes.get(usize::from(code)).copied().unwrap_or(other as u8);
        return Codes::Narrow(match order {
            None => codes.iter().map(|c| byte(*c)).collect(),
            Some(order) => order.iter().map(|n| sorted(n) as u8).collect(),
        });
    }
    Codes::Wide(match order {
        None => codes.iter().map(|c| one(*c)).collect(),
        Some(order) => order.iter().map(sorted).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Column;
    use std::sync::RwLock;

    #[test]
    fn values_beyond_the_most_share_a_code_and_codes_keep_their_meaning() {
        let values = Some(RwLock::new(vec![Arc::from("")]));
        let schema =
            Schema { columns: vec![Column { name: "a".into(), values }], ..Schema::default() };
        let bytes = |list: &[&str]| list.iter().map(|v| v.as_bytes().to_vec()).collect::<Vec<_>>();
        let mut shared = Shared::new(&schema, 0, 2);
        assert_eq!(shared.resolve(&schema, &bytes(&["", "x", "y", "z"]), false), [0, 1, 2, 3]);
        assert_eq!(shared.resolve(&schema, &bytes(&["", "w", "x"]), false), [0, 3, 1]);
        let mut again = Shared::new(&schema, 0, 2);
        assert_eq!(again.resolve(&schema, &bytes(&["", "q", "y"]), false), [0, 3, 2]);
        let list = schema.columns[0].values.as_ref().unwrap().read().unwrap().join("|");
        assert_eq!(list, "|x|y|other");
    }

    #[test]
    fn a_chunk_of_many_values_finds_each_again() {
        let mut local = Local::new(0);
        let words: Vec<String> = (0..5000).map(|n| format!("value number {n}")).collect();
        for word in words.iter().chain(&words) {
            local.push(Cow::Borrowed(word.as_bytes()));
        }
        assert_eq!(local.codes[..4095], local.codes[5000..9095]);
        assert!(shares(&local.codes) && local.values.len() == MOST_LOCAL);
    }
}
