//! Finds a word in bytes in either case, about as fast as memory is read.

use memchr::memmem;
use wide::u8x32;

/// Bytes looked at in one step.
const STRIDE: usize = 32;

/// A byte that stands once among so many is looked for alone; where it turns out to stand there more often, with
/// another one.
const LONE: u64 = 512;

/// A word to be found.
///
/// Letters are found in both cases, in any script whose two cases are one letter each and as many bytes: Latin,
/// Greek, Cyrillic, Armenian, Georgian; scripts without case as they are. Letters whose cases differ in length, such
/// as ß, are found as they are typed, and letters with a third form, such as the final sigma, in two of the three.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    lower: Vec<u8>,
    upper: Vec<u8>,
    /// True where some letter of several bytes has two cases: bytes of one may not be mixed with those of the other.
    wide: bool,
    /// Length of each letter in bytes.
    letters: Vec<u8>,
    /// Places in the word of the two bytes that are seldom in the text.
    rare: (usize, usize),
    /// True where the first of them is so seldom that it is looked for alone.
    lone: bool,
    /// Where nothing has two cases.
    exact: Option<memmem::Finder<'static>>,
}

impl Finder {
    /// For a word that is not empty. `sample` is some of the text, from which it is judged which bytes are seldom.
    pub(super) fn new(word: &str, sample: &[u8]) -> Self {
        let (mut lower, mut upper, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        let mut wide = false;
        for letter in word.chars() {
            let (small, large) = cases(letter);
            wide |= small != large && small.len_utf8() > 1;
            letters.push(small.len_utf8().to_le_bytes()[0]);
            let mut buffer = [0; 4];
            lower.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
            upper.extend_from_slice(large.encode_utf8(&mut buffer).as_bytes());
        }
        let exact = (lower == upper).then(|| memmem::Finder::new(&lower).into_owned());
        let counts = histogram(sample);
        let rare = rarest(&lower, &upper, &counts);
        let first = lower.get(rare.0).zip(upper.get(rare.0));
        let often = first.map_or(0, |(l, u)| frequency(&counts, *l, *u));
        let lone = often.saturating_mul(LONE) < sample.len() as u64;
        Self { lower, upper, wide, letters, rare, lone, exact }
    }

    /// How many bytes it has.
    pub(super) const fn len(&self) -> usize {
        self.lower.len()
    }

    /// Where it first stands.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        if let Some(exact) = &self.exact {
            return exact.find(text);
        }
        let places = text.len().checked_sub(self.len())? + 1;
        if self.lone {
            let (byte, lower, upper) =
                (self.rare.0, self.lower[self.rare.0], self.upper[self.rare.0]);
            let (mut tried, within) = (0_u64, text.get(byte..byte + places)?);
            for place in memchr::memchr2_iter(lower, upper, within) {
                if self.stands_at(text, place) {
                    return Some(place);
                }
                tried += 1;
                if tried > 16 + place as u64 * 4 / LONE {
                    return self.find_pair(text, place + 1, places);
                }
            }
            return None;
        }
        self.find_pair(text, 0, places)
    }

    /// Where it first stands from a place on, of so many places, found by two of its bytes.
    fn find_pair(&self, text: &[u8], from: usize, places: usize) -> Option<usize> {
        // Setting the bits in which the cases differ makes them one; what else becomes one is told apart after that.
        let one = |n: usize| {
            let both = self.lower[n] ^ self.upper[n];
            (u8x32::splat(both), u8x32::splat(self.lower[n] | both))
        };
        let ((a_both, a), (b_both, b)) = (one(self.rare.0), one(self.rare.1));
        let firsts = text.get(self.rare.0 + from..self.rare.0 + places)?;
        let seconds = text.get(self.rare.1 + from..self.rare.1 + places)?;
        let (firsts, rest) = firsts.as_chunks::<STRIDE>();
        let (seconds, _) = seconds.as_chunks::<STRIDE>();
        for (n, (first, second)) in firsts.iter().zip(seconds).enumerate() {
            let first = (u8x32::new(*first) | a_both).simd_eq(a);
            let second = (u8x32::new(*second) | b_both).simd_eq(b);
            let mut both = (first & second).to_bitmask();
            while both != 0 {
                let place = from + n * STRIDE + both.trailing_zeros() as usize;
                if self.stands_at(text, place) {
                    return Some(place);
                }
                both &= both - 1;
            }
        }
        (places - rest.len()..places).find(|&place| self.stands_at(text, place))
    }

    fn stands_at(&self, text: &[u8], place: usize) -> bool {
        let Some(text) = text.get(place..place + self.len()) else { return false };
        let mut pairs = text.iter().zip(self.lower.iter().zip(&self.upper));
        if !pairs.all(|(t, (l, u))| t == l || t == u) {
            return false;
        }
        if !self.wide {
            return true;
        }
        let mut from = 0;
        self.letters.iter().all(|&length| {
            let at = from..from + usize::from(length);
            from = at.end;
            let letter = &text[at.clone()];
            letter == &self.lower[at.clone()] || letter == &self.upper[at]
        })
    }

    /// Of two words the one that is probably more seldom, as a number that is smaller.
    pub(super) fn frequency(&self, sample: &[u8]) -> u64 {
        let counts = histogram(sample);
        let of = |n: usize| frequency(&counts, self.lower[n], self.upper[n]);
        of(self.rare.0) * of(self.rare.1) / self.len().max(1) as u64
    }
}

/// Both cases of a letter, where each is one letter of the same length; else the letter twice.
fn cases(letter: char) -> (char, char) {
    let one = |mut letters: Box<dyn Iterator<Item = char>>| {
        letters.next().filter(|_| letters.next().is_none())
    };
    let lower = one(Box::new(letter.to_lowercase())).unwrap_or(letter);
    let upper = one(Box::new(lower.to_uppercase())).unwrap_or(letter);
    let both = lower.len_utf8() == upper.len_utf8() && (letter == lower || letter == upper);
    if both { (lower, upper) } else { (letter, letter) }
}

fn histogram(sample: &[u8]) -> [u64; 256] {
    let mut counts = [1; 256];
    for &byte in sample {
        counts[usize::from(byte)] += 1;
    }
    counts
}

fn frequency(counts: &[u64; 256], lower: u8, upper: u8) -> u64 {
    let other = if lower == upper { 0 } else { counts[usize::from(upper)] };
    counts[usize::from(lower)] + other
}

/// The places of the two bytes that are most seldom, not the same place where there are two.
fn rarest(lower: &[u8], upper: &[u8], counts: &[u64; 256]) -> (usize, usize) {
    let mut places: Vec<_> = (0..lower.len()).collect();
    places.sort_by_key(|&n| frequency(counts, lower[n], upper[n]));
    let first = places.first().copied().unwrap_or_default();
    (first, places.get(1).copied().unwrap_or(first))
}
