//! Ways to break a file.

use super::seeds::Seed;
use std::io::{Cursor, Read, Write};

/// Numbers by chance, the same in every run (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(kind: &str) -> Self {
        Self(kind.bytes().fold(20_250_118, |a, b| a * 31 + u64::from(b)))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `n - 1`; 0 where there is nothing to choose.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { usize::try_from(self.next() % n as u64).unwrap_or(0) }
    }
}

/// Words that readers treat in some way of their own.
const WORDS: &[&[u8]] = &[
    b"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\\",
    b"[",
    b"{",
    b"]",
    b"}",
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"&#x110000;",
    b"<![CDATA[",
    b"<!ENTITY a \"&a;&a;\">",
    b"<!--",
    b"-->",
    b"null",
    b"true",
    b"NaN",
    b"-",
    b"1e999",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"9223372036854775807",
    b"0",
    b"0000-00-00",
    b"2025-02-30",
    b"2025-01-19T24:00:00Z",
    b"9999999-01-01",
    b"-9999-12-31",
    b"19/01/2025",
    b"2025-01-19/2024-01-19",
    b"Y170000002",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xC3\x28",
    b"\xED\xA0\x80",
    "\u{202e}".as_bytes(),
    "\u{661}".as_bytes(),
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"BEGIN:VCALENDAR",
    b"DTSTART;TZID=Nowhere/None:",
    b"RRULE:FREQ=SECONDLY",
    b"after !x 3 weeks:",
    b"---\n",
    b"<event>",
    b"</event>",
    b"\"start\":",
    b"1700000000000000",
    b"=cmd()",
    b"#REF!",
    b"P1M",
    b"PT99999999999H",
    b"every second for 1000000 years",
];

/// A broken version of a seed.
pub fn bend(seed: &Seed, other: &Seed, chance: &mut Chance) -> Vec<u8> {
    if seed.bytes.starts_with(b"PK\x03\x04") && chance.below(4) != 0 {
        return bend_archive(&seed.bytes, chance).unwrap_or_else(|| seed.bytes.clone());
    }
    let mut bytes = seed.bytes.clone();
    let places = 1 + chance.below(6);
    for _ in 0..places {
        bend_once(&mut bytes, &other.bytes, chance);
    }
    // Nothing grows without end: what is looked for are small files with a large effect.
    bytes.truncate(1 << 20);
    match chance.below(24) {
        0 => gzip(&bytes),
        1 => zstd::encode_all(bytes.as_slice(), 1).unwrap_or(bytes),
        _ => bytes,
    }
}

fn bend_once(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let long = 1 + chance.below(64);
    let end = (at + long).min(bytes.len());
    match chance.below(11) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = chance.next() as u8,
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let part = bytes[at..end].to_vec();
            let times = 1 + chance.below(40);
            bytes.splice(at..at, part.repeat(times));
        }
        5 | 6 => {
            let word = WORDS[chance.below(WORDS.len())];
            bytes.splice(at..at, word.iter().copied());
        }
        7 => {
            let word = WORDS[chance.below(WORDS.len())];
            bytes.splice(at..end, word.repeat(1 + chance.below(3000)));
        }
        8 => {
            let from = chance.below(other.len() + 1);
            let to = (from + 1 + chance.below(400)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        9 => swap_lines(bytes, chance),
        _ => swap_numbers(bytes, chance),
    }
}

fn swap_lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (a, b) = (chance.below(lines.len()), chance.below(lines.len()));
    lines.swap(a, b);
    *bytes = lines.join(&b'\n');
}

/// Puts other digits in the place of some.
fn swap_numbers(bytes: &mut [u8], chance: &mut Chance) {
    let digits: Vec<usize> = (0..bytes.len()).filter(|n| bytes[*n].is_ascii_digit()).collect();
    for _ in 0..3 {
        if let Some(at) = digits.get(chance.below(digits.len())) {
            bytes[*at] = b"0123456789"[chance.below(10)];
        }
    }
}

/// A workbook of which a part is broken, packed again so that its sums are right.
fn bend_archive(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let wanted = chance.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let how: zip::write::SimpleFileOptions = zip::write::SimpleFileOptions::default();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        if n == wanted {
            for _ in 0..1 + chance.below(5) {
                bend_once(&mut text, bytes, chance);
            }
            text.truncate(1 << 20);
        }
        out.start_file(name, how).ok()?;
        out.write_all(&text).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}
