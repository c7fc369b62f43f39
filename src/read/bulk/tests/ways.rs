//! The fast ways beside plain ones that do the same byte by byte.

use super::{quiet, read_in_bits, rows, source};
use crate::layer::Delimited;
use crate::read::bulk::clock::{Clock, fraction, hms, number};
use crate::read::bulk::dictionary::Local;
use crate::read::bulk::forms::{Beside, Forms};
use crate::read::bulk::index::{Index, ROW};
use crate::read::bulk::plan::TimeForm;
use crate::read::bulk::{BulkPlan, crew, read_in, signs};
use std::collections::BTreeMap;

/// Numbers that look like chance, the same on every machine (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end) as usize
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64)]
    }
}

#[test]
fn the_signs_of_a_block_are_those_that_a_look_at_each_byte_finds() {
    let mut chance = Chance(1);
    for round in 0..600 {
        let quote = (round % 3 > 0).then_some(b'"');
        let form = Delimited { delimiter: chance.one_of(b",;\t|"), quote };
        let block: [u8; 64] = std::array::from_fn(|_| match chance.below(3) {
            0 => chance.one_of(b",;\t|\"\n\r"),
            _ => chance.below(256) as u8,
        });
        let bits = |sign: u8| (0..64).filter(|n| block[*n] == sign).map(|n| 1_u64 << n).sum();
        let known = signs::Masks {
            row: bits(b'\n'),
            cell: bits(form.delimiter),
            quote: quote.map_or(0, bits),
            carriage: bits(b'\r'),
        };
        assert_eq!(signs::by_sixteen(&block, form), known);
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
            assert_eq!(signs::by_thirty_two(avx2, &block, form), known);
        }
    }
}

/// Ends of cells and rows in a text whose quotes stand where they should.
fn ends(text: &[u8]) -> Vec<u32> {
    let (mut inside, mut found) = (false, Vec::new());
    for (n, byte) in (0..).zip(text) {
        match byte {
            b'"' => inside = !inside,
            b',' if !inside => found.push(n),
            b'\n' if !inside => found.push(n | ROW),
            _ => {}
        }
    }
    found
}

#[test]
fn a_quoted_cell_at_any_place_of_a_block_ends_where_it_should() {
    for before in 0..140 {
        for inside in [0, 1, 5, 60, 63, 64, 65, 130] {
            let plain = "x".repeat(before);
            let cell = ",\n\"\"z".repeat(inside);
            let text = format!("{plain},\"{cell}\",y,,,,,,,,z\r\n,\"{cell}\"\nlast");
            let mut index = Index::new(text.as_bytes(), Delimited::default(), 0);
            assert!(index.fill(text.len()), "{text:?}");
            assert_eq!(index.marks(), ends(text.as_bytes()), "{text:?}");
            let lines = text.matches('\n').count() as u64;
            assert_eq!(index.lines_before(text.len()), lines);
        }
    }
}

#[test]
fn marks_that_are_not_taken_yet_stay_and_those_of_a_part_come_once() {
    let mut chance = Chance(2);
    let text: Vec<u8> = (0..20_000).map(|_| chance.one_of(b"abcdefgh,,\n")).collect();
    let (mut index, mut found) = (Index::new(&text, Delimited::default(), 0), Vec::new());
    while index.at < text.len() {
        assert!(index.fill(index.at + 1 + chance.below(700)));
        let some = chance.below(index.marks().len() as u64 + 1);
        found.extend_from_slice(&index.marks()[..some]);
        index.take(some);
    }
    found.extend_from_slice(index.marks());
    assert_eq!(found, ends(&text));
}

#[test]
fn values_of_every_length_have_the_codes_that_a_plain_map_gives_them() {
    let mut chance = Chance(3);
    let alphabets: [&[u8]; 3] = [b"ab", b"abcdefghij \"", b"\x00\x01\xFF\xC3\xA9z"];
    for (round, alphabet) in (0..24).zip(alphabets.iter().cycle()) {
        // With few values and with many, at the ends of the text and in its midst.
        let (longest, most) =
            (chance.one_of(&[3, 8, 17, 20, 33, 70]), chance.one_of(&[5, 300, 5000]));
        let words: Vec<Vec<u8>> = (0..most)
            .map(|_| (0..chance.below(longest + 1)).map(|_| chance.one_of(alphabet)).collect())
            .collect();
        let (mut text, mut places) = (Vec::new(), Vec::new());
        for _ in 0..3000 {
            let word = &words[chance.below(words.len() as u64)];
            places.push(text.len()..text.len() + word.len());
            text.extend_from_slice(word);
            text.push(b',');
        }
        if round % 2 == 0 {
            text.pop();
        }
        let form = Delimited::default();
        let mut local = Local::new(0);
        local.extend(&text, places.len(), places.iter().cloned(), &form);
        let mut known = BTreeMap::from([(Vec::new(), 0_u16)]);
        for (place, code) in places.iter().zip(&local.codes) {
            let value = form.value(&text[place.clone()]).trim_ascii().to_vec();
            let next = known.len() as u16;
            assert_eq!(known.entry(value.clone()).or_insert(next), code, "{value:?} in {round}");
            assert_eq!(*local.values[usize::from(*code)], value);
        }
    }
}

#[test]
fn digits_that_are_read_together_are_read_as_one_by_one() {
    for n in 0..1_000_000_i64 {
        if n % 37 == 0 || n < 1000 {
            let text = format!("{n:06}+00:00");
            assert_eq!(fraction(text.as_bytes()), Some((n, &b"+00:00"[..])));
        }
    }
    for place in 0..6 {
        for byte in 0..=255 {
            let mut text = *b"123456";
            text[place] = byte;
            let whole = fraction(&text).filter(|(_, rest)| rest.is_empty()).map(|(n, _)| n);
            assert_eq!(whole, number(&text), "{text:?}");
        }
    }
    for s in 0..86_400_i64 {
        let text = format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
        assert_eq!(hms(text.as_bytes().first_chunk().unwrap()), Some(s * 1_000_000));
    }
}

#[test]
fn a_distance_from_utc_is_read_anew_wherever_it_changes() {
    let mut clock = Clock::new(None, Forms::default());
    let noon = 1_704_110_400_000_000_i64;
    let zones = [("+00:00", 0), ("+02:00", 2 * 60), ("-03:30", -210), ("+0530", 330), ("Z", 0)];
    for round in 0..40 {
        let (zone, minutes) = zones[round * 7 % 5];
        let text = format!("2024-01-01T12:00:00.000001{zone}");
        let known = noon + 1 - minutes * 60_000_000;
        for _ in 0..1 + round % 2 {
            assert_eq!(clock.quick(text.as_bytes()), Some(known), "{text}");
            assert_eq!(clock.read(TimeForm::Text, text.as_bytes(), &Beside::default()), Ok(known));
        }
    }
    for wrong in
        ["2024-01-01T12:00:00+1:000", "2024-01-01T12:00:00+99:00", "2024-01-01T12:00:00+aa:00"]
    {
        assert_eq!(clock.quick(wrong.as_bytes()), None);
    }
}

#[test]
fn rows_alike_among_rows_that_are_not_have_the_cells_and_codes_of_the_csv_crate() {
    let mut chance = Chance(4);
    for end in ["\n", "\r\n"] {
        let mut text = format!("datetime,source,message,tag{end}");
        for n in 0..4000 {
            let cells = [
                chance.one_of(&[
                    "2024-03-04 08:30:00",
                    "2024-03-04 08:30:00",
                    "\"2024-03-04 08:30:00\"",
                    "never",
                ]),
                chance.one_of(&[
                    "FILE",
                    "\"LOG, two\"",
                    " REG ",
                    "EVT",
                    "",
                    "a source of more than 32 bytes, no. 1",
                ]),
                chance.one_of(&["plain", "\"quoted \"\"twice\"\"\nand more\"", "", "x y z"]),
                chance.one_of(&[
                    "",
                    "",
                    "tag",
                    "\"tag\"",
                    "another tag of some more than 32 bytes",
                ]),
            ];
            // Now and then a row that has fewer cells, more, or none at all.
            let rare = chance.below(40);
            let columns = if rare == 0 { 1 + n % 3 } else { 4 };
            text.push_str(&cells[..columns].join(","));
            text.push_str(if rare == 1 { ",more" } else { "" });
            text.push_str(if rare == 2 { end } else { "" });
            text.push_str(end);
        }
        let sample = "datetime,source,message,tag\n2024-03-04 08:30:00,FILE,a,b\n";
        let mut plan = BulkPlan::guess(sample.as_bytes()).unwrap();
        plan.dictionaries = vec![1, 3];
        let bulk = read_in(&source(text.as_bytes()), &plan, &quiet(), &crew::CHUNKS).unwrap();
        assert_eq!(rows(&bulk), super::random::known(text.as_bytes(), 4));
        assert_eq!(rows(&bulk), rows(&read_in_bits(text.as_bytes(), &plan)));
        for (number, _, cells) in rows(&bulk) {
            let (segment, index) = bulk.layer.find(number).unwrap();
            for (column, codes) in &segment.parts().codes {
                let values = bulk.layer.schema.columns[*column].values.as_ref().unwrap();
                let value = &values.read().unwrap()[usize::from(codes.at(index))];
                assert_eq!(&**value, cells[*column].trim(), "row {number}, column {column}");
            }
        }
    }
}
