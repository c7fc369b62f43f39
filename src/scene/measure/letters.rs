//! Widths of plain Latin words from the tables of the font: how far each letter advances, and how near the next one
//! comes.
//!
//! A shaper goes through all rules of the font for every word. Of those of Inter only pairs apply where nothing but
//! letters, numbers, commas and full stops stands, as a test shows for each pair of them.

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::gpos::{PairPos, PositionSubtables};
use skrifa::raw::types::{GlyphId, Tag};
use skrifa::{FontRef, MetadataProvider as _};
use std::cmp::Ordering;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

/// How many signs there are tables for.
const SIGNS: usize = 65;

/// Not looked up yet.
const UNKNOWN: i32 = i32::MIN;

/// What a font has for the plain signs, in its units.
pub(super) struct Letters {
    file: FontRef<'static>,
    /// The drawing of each sign, and how far it advances.
    drawn: Vec<(GlyphId, i32)>,
    /// By how much the second of two signs comes nearer or stays away, looked up when the pair is first met.
    pairs: Vec<AtomicI32>,
    /// Tables of pairs, as the font lists them.
    lookups: Vec<u16>,
}

/// The place of a plain sign in the tables.
fn sign(c: u8) -> Option<usize> {
    let n = match c {
        b'a'..=b'z' => c - b'a',
        b'A'..=b'Z' => c - b'A' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b',' => 62,
        b'.' => 63,
        b' ' => 64,
        _ => return None,
    };
    Some(usize::from(n))
}

impl Letters {
    /// The tables of a font; `None` where it has none of this kind.
    pub(super) fn new(file: &FontRef<'static>) -> Option<Self> {
        let (map, metrics) =
            (file.charmap(), file.glyph_metrics(Size::unscaled(), LocationRef::default()));
        let mut drawn = vec![(GlyphId::NOTDEF, 0); SIGNS];
        for c in 0..=0x7f_u8 {
            if let Some(place) = sign(c) {
                let glyph = map.map(char::from(c))?;
                // Advances are whole numbers of units.
                *drawn.get_mut(place)? = (glyph, metrics.advance_width(glyph)? as i32);
            }
        }
        let pairs = (0..SIGNS * SIGNS).map(|_| AtomicI32::new(UNKNOWN)).collect();
        Some(Self { file: file.clone(), drawn, pairs, lookups: kerning(file)? })
    }

    /// The width of a word; `None` where anything else stands in it, or where an `x` may stand between numbers.
    pub(super) fn units(&self, word: &str) -> Option<i32> {
        let (mut total, mut before) = (0, None);
        for c in word.bytes() {
            let place = sign(c)?;
            total += self.drawn.get(place)?.1;
            if let Some(before) = before {
                total += self.pair(before, place)?;
            }
            before = Some(place);
        }
        let number = |c: u8| c.is_ascii_digit() || c == b' ';
        let bytes = word.as_bytes();
        (!bytes.contains(&b'x') || !bytes.iter().any(|c| number(*c))).then_some(total)
    }

    fn pair(&self, first: usize, second: usize) -> Option<i32> {
        let kept = self.pairs.get(first * SIGNS + second)?;
        let known = kept.load(Relaxed);
        if known != UNKNOWN {
            return Some(known);
        }
        let found = self.look_up(self.drawn.get(first)?.0, self.drawn.get(second)?.0)?;
        // Whoever looks it up finds the same.
        kept.store(found, Relaxed);
        Some(found)
    }

    /// What all tables say about a pair. Of one table the first part counts that knows the pair.
    fn look_up(&self, first: GlyphId, second: GlyphId) -> Option<i32> {
        let list = self.file.gpos().ok()?.lookup_list().ok()?;
        let mut total = 0;
        for lookup in &self.lookups {
            let lookup = list.lookups().get(usize::from(*lookup)).ok()?;
            let PositionSubtables::Pair(parts) = lookup.subtables().ok()? else {
                return None;
            };
            for part in parts.iter() {
                if let Some(value) = advance(&part.ok()?, first, second) {
                    total += value?;
                    break;
                }
            }
        }
        Some(total)
    }
}

/// What one part of a table does to the advance of the first sign, if it knows the pair; `Some(None)` where it does
/// more than that.
fn advance(part: &PairPos<'_>, first: GlyphId, second: GlyphId) -> Option<Option<i32>> {
    match part {
        PairPos::Format1(part) => {
            let known = part.coverage().ok()?.get(first)?;
            let set = part.pair_sets().get(usize::from(known)).ok()?;
            let records = set.pair_value_records();
            // In the order of their second sign.
            let (mut from, mut to) = (0_usize, records.len());
            let record = loop {
                let middle = from.midpoint(to);
                let record = records.get(middle).ok().filter(|_| from < to)?;
                match GlyphId::from(record.second_glyph()).cmp(&second) {
                    Ordering::Less => from = middle + 1,
                    Ordering::Equal => break record,
                    Ordering::Greater => to = middle,
                }
            };
            let alone = part.value_format2().is_empty();
            Some(alone.then(|| record.value_record1().x_advance().map_or(0, i32::from)))
        }
        PairPos::Format2(part) => {
            part.coverage().ok()?.get(first)?;
            let row = usize::from(part.class_def1().ok()?.get(first));
            let column = usize::from(part.class_def2().ok()?.get(second));
            let row = part.class1_records().get(row).ok()?;
            let record = row.class2_records().get(column).ok()?;
            let alone = part.value_format2().is_empty();
            Some(alone.then(|| record.value_record1().x_advance().map_or(0, i32::from)))
        }
    }
}

/// The tables of pairs that Latin text goes through.
fn kerning(file: &FontRef<'static>) -> Option<Vec<u16>> {
    let gpos = file.gpos().ok()?;
    let scripts = gpos.script_list().ok()?;
    let latin = scripts.script_records().iter().find(|r| r.script_tag() == Tag::new(b"latn"))?;
    let script = latin.script(scripts.offset_data()).ok()?;
    let system = script.default_lang_sys()?.ok()?;
    let features = gpos.feature_list().ok()?;
    let mut lookups = Vec::new();
    for index in system.feature_indices() {
        let record = features.feature_records().get(usize::from(index.get()))?;
        if record.feature_tag() == Tag::new(b"kern") {
            let feature = record.feature(features.offset_data()).ok()?;
            lookups.extend(feature.lookup_list_indices().iter().map(|n| n.get()));
        }
    }
    lookups.sort_unstable();
    lookups.dedup();
    Some(lookups)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::shaping::{latin_letters, shaped_units};
    use super::*;
    use crate::scene::Weight;
    use proptest::prelude::*;

    const WEIGHTS: [Weight; 3] = [Weight::Regular, Weight::Medium, Weight::SemiBold];

    fn same(word: &str) -> bool {
        let mut told = true;
        for weight in WEIGHTS {
            let units = latin_letters(weight).unwrap().units(word);
            told &= units.is_some();
            assert_eq!(units.or_else(|| shaped_units(word, weight)), shaped_units(word, weight));
        }
        told
    }

    #[test]
    fn every_pair_is_as_wide_as_the_shaper_sets_it() {
        let plain: Vec<u8> = (0..0x80_u8).filter(|c| sign(*c).is_some()).collect();
        assert_eq!(plain.len(), SIGNS);
        for a in &plain {
            for b in &plain {
                let pair: String = [*a, *b].iter().map(|c| char::from(*c)).collect();
                assert!(same(&pair) || pair.contains('x'), "{pair:?}");
                same(&format!("n{pair}n"));
            }
        }
    }

    #[test]
    fn other_signs_are_left_to_the_shaper() {
        for word in ["", "a-b", "(a", "é", "2x3", "10:30"] {
            assert_eq!(same(word), word.is_empty(), "{word}");
        }
        assert!(same("next") && same("Extradition,"));
    }

    proptest! {
        #[test]
        fn any_word_is_as_wide_as_the_shaper_sets_it(word in "[A-Za-z0-9,. ]{0,20}") {
            same(&word);
        }
    }
}
