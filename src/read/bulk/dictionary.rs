//! Values of a column as small numbers.

use super::plan::OTHER;
use crate::layer::{Codes, Schema};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Different values of a column in one chunk; more share a code at once.
const MOST_LOCAL: usize = 4096;
/// The code of values that share one.
const SHARED: u16 = u16::MAX;

/// Values of a column in one chunk, by a code of the chunk's own. Code 0 is the empty cell.
#[derive(Debug)]
pub(super) struct Local<'t> {
    pub(super) values: Vec<Cow<'t, [u8]>>,
    pub(super) codes: Vec<u16>,
    slots: Vec<u16>,
}

impl<'t> Local<'t> {
    pub(super) fn new() -> Self {
        Self { values: vec![Cow::Borrowed(b"")], codes: Vec::new(), slots: vec![0; 256] }
    }

    /// Notes the value of the next row.
    #[inline]
    pub(super) fn push(&mut self, value: Cow<'t, [u8]>) {
        let code = if value.is_empty() { 0 } else { self.code(value) };
        self.codes.push(code);
    }

    #[inline]
    fn code(&mut self, value: Cow<'t, [u8]>) -> u16 {
        let mask = self.slots.len() - 1;
        let mut slot = hash(&value) as usize & mask;
        loop {
            match self.slots.get(slot).copied().unwrap_or(0) {
                0 => break,
                code if self.values.get(usize::from(code)).is_some_and(|v| *v == value) => {
                    return code;
                }
                _ => slot = (slot + 1) & mask,
            }
        }
        if self.values.len() >= MOST_LOCAL {
            return SHARED;
        }
        let code = self.values.len() as u16;
        self.values.push(value);
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
        self.slots = vec![0; size];
        for (code, value) in self.values.iter().enumerate().skip(1) {
            let mut slot = hash(value) as usize & (size - 1);
            while self.slots.get(slot).is_some_and(|s| *s != 0) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = code as u16;
            }
        }
    }
}

/// From the first and the last eight bytes and the length: values of a column differ there.
#[inline]
fn hash(value: &[u8]) -> u64 {
    let word = |part: Option<&[u8; 8]>| part.map_or(0, |p| u64::from_le_bytes(*p));
    let (a, b) = if value.len() >= 8 {
        (word(value.first_chunk()), word(value.last_chunk()))
    } else {
        (value.iter().fold(0, |n, byte| (n << 8) | u64::from(*byte)), 0)
    };
    let mixed = (a ^ (value.len() as u64)).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ b;
    let mixed = mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed >> 40
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
        let mut local = Local::new();
        let words: Vec<String> = (0..5000).map(|n| format!("value number {n}")).collect();
        for word in words.iter().chain(&words) {
            local.push(Cow::Borrowed(word.as_bytes()));
        }
        assert_eq!(local.codes[..4095], local.codes[5000..9095]);
        assert!(shares(&local.codes) && local.values.len() == MOST_LOCAL);
    }
}
