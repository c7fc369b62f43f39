//! Ways to break a file.

use super::archive;
use super::seeds::{Seed, gzip, zstandard};
use super::words::WORDS;

/// Nothing grows without end: what is looked for are small files with a large effect.
const LARGEST: usize = 1 << 20;

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

    /// How often something is said again: mostly a few times, seldom thousands.
    fn times(&mut self) -> usize {
        let most = 1 << (1 + self.below(7));
        let most = if self.below(40) == 0 { most * 64 } else { most };
        1 + self.below(most)
    }
}

/// A broken version of a seed.
pub fn bend(seed: &Seed, other: &Seed, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = match &*seed.kind {
        "xlsx" | "ods" if chance.below(6) != 0 => {
            return archive::bend(&seed.bytes, &other.bytes, chance)
                .unwrap_or_else(|| seed.bytes.clone());
        }
        // What is within, packed again; else only sums are found to be wrong.
        "gz" | "zst" if chance.below(3) != 0 => {
            let mut within = unpacked(seed).unwrap_or_default();
            bend_some(&mut within, &other.bytes, chance);
            return if seed.kind == "gz" { gzip(&within) } else { zstandard(&within) };
        }
        _ => seed.bytes.clone(),
    };
    bend_some(&mut bytes, &other.bytes, chance);
    match chance.below(60) {
        0 => gzip(&bytes),
        1 => zstandard(&bytes),
        2 => wide(&bytes),
        3 => bytes.repeat(1 + chance.below(20)),
        _ => bytes,
    }
}

fn unpacked(seed: &Seed) -> Option<Vec<u8>> {
    use std::io::Read;
    if seed.kind == "zst" {
        return zstd::decode_all(seed.bytes.as_slice()).ok();
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(seed.bytes.as_slice()).read_to_end(&mut out).ok()?;
    Some(out)
}

/// The letters in UTF-16.
fn wide(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Breaks one to six places.
pub fn bend_some(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    for _ in 0..1 + chance.below(6) {
        bend_once(bytes, other, chance);
    }
    bytes.truncate(LARGEST);
}

fn bend_once(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let long = 1 + chance.below(64);
    let end = (at + long).min(bytes.len());
    let word = WORDS[chance.below(WORDS.len())];
    match chance.below(15) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = chance.next() as u8,
        // A length, a place or a count in a file of numbers.
        2 if end - at >= 4 => {
            let odd = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, u32::MAX, 1 << 20];
            let number = odd[chance.below(odd.len())].to_le_bytes();
            let wide = [1, 2, 4][chance.below(3)];
            bytes[at..at + wide].copy_from_slice(&number[..wide]);
        }
        3 if chance.below(3) == 0 => bytes.truncate(at),
        4 => drop(bytes.drain(at..end)),
        5 => {
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part.repeat(chance.times()));
        }
        6 | 7 => drop(bytes.splice(at..at, word.iter().copied())),
        8 => drop(bytes.splice(at..end, word.repeat(chance.times()))),
        9 => {
            let from = chance.below(other.len() + 1);
            let to = (from + 1 + chance.below(400)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        10 => lines(bytes, chance),
        11 => between(bytes, word, chance),
        12 => deeper(bytes, at, chance),
        _ => numbers(bytes, chance),
    }
}

/// Changes places of lines, doubles one, leaves one out, or says one again and again.
fn lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (a, b) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(4) {
        0 => lines.swap(a, b),
        1 => drop(lines.remove(a)),
        2 => {
            let line = lines[a].clone();
            let times = chance.times();
            lines.splice(b..b, std::iter::repeat_n(line, times));
        }
        _ => {
            let half = lines[a].len() / 2;
            let tail = lines[a].split_off(half);
            lines.insert(a + 1, tail);
        }
    }
    *bytes = lines.join(&b'\n');
}

/// Puts a word in the place of a value: what stands between two signs of the form.
fn between(bytes: &mut Vec<u8>, word: &[u8], chance: &mut Chance) {
    let is_sign =
        |b: u8| matches!(b, b'"' | b',' | b';' | b'\t' | b':' | b'=' | b'<' | b'>' | b'\n');
    let from = chance.below(bytes.len());
    let after = |at: usize| (at..bytes.len()).find(|n| is_sign(bytes[*n]));
    if let Some(start) = after(from)
        && let Some(end) = after(start + 1)
    {
        bytes.splice(start + 1..end, word.iter().copied());
    }
}

/// Opens something many times over.
fn deeper(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    const OPEN: [(&[u8], &[u8]); 10] = [
        (b"[", b"]"),
        (b"{\"a\":", b"}"),
        (b"<event>", b"</event>"),
        (b"<a>", b"</a>"),
        (b"(", b")"),
        (b"BEGIN:VEVENT\n", b"END:VEVENT\n"),
        (b"- ", b""),
        (b"a.", b""),
        (b"-", b""),
        (b"#", b"\n"),
    ];
    let (open, close) = OPEN[chance.below(OPEN.len())];
    let times = chance.times();
    let close = if chance.below(2) == 0 { close.repeat(times) } else { Vec::new() };
    bytes.splice(at..at, [open.repeat(times), close].concat());
}

/// Puts other digits in the place of some, or makes a number long.
fn numbers(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let digits: Vec<usize> = (0..bytes.len()).filter(|n| bytes[*n].is_ascii_digit()).collect();
    for _ in 0..3 {
        if let Some(at) = digits.get(chance.below(digits.len())) {
            bytes[*at] = b"0123456789"[chance.below(10)];
        }
    }
    if chance.below(4) == 0
        && let Some(at) = digits.get(chance.below(digits.len()))
    {
        let long = 1 + chance.below(30);
        bytes.splice(*at..*at, b"9".repeat(long));
    }
}
