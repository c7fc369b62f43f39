//! Finds a word in bytes in either case, about as fast as memory is read.

use super::ahead;
use memchr::memmem;
use std::ops::Range;
use wide::u8x16;

/// Bytes looked at in one step.
pub(super) const STRIDE: usize = 64;

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
    /// True where the cases of some letter differ in several bytes: those of one may not be mixed with the other's.
    wide: bool,
    /// Length of each letter in bytes.
    letters: Vec<u8>,
    /// Places in the word of the three bytes that are seldom in the text; where it has fewer, one of them again.
    rare: (usize, usize, usize),
    /// True where the first of them is so seldom that it is looked for alone.
    lone: bool,
    /// The first eight bytes: the bits in which cases differ, and the bytes with these bits set; and which bytes of
    /// eight there are.
    head: (u64, u64, u64),
    /// True where the head tells all.
    short: bool,
    /// Where nothing has two cases.
    exact: Option<memmem::Finder<'static>>,
}

/// A place in a row.
pub(super) struct Found {
    /// The row, and those that begin at the same byte.
    pub(super) rows: Range<usize>,
    /// Where the row begins.
    pub(super) begin: usize,
    pub(super) place: usize,
    /// Where the next row begins.
    pub(super) end: usize,
}

/// Two bytes of a word, and a third one, each with its place in the word.
pub(super) struct Pair {
    pub(super) first: (usize, Byte),
    pub(super) second: (usize, Byte),
    pub(super) third: (usize, Byte),
}

/// The bits in which the cases of a byte differ, and the byte with these bits set.
///
/// Setting the bits in which the cases differ makes them one; what else becomes one is told apart after that.
#[derive(Clone, Copy)]
pub(super) struct Byte(pub(super) u8, pub(super) u8);

impl Pair {
    /// At which of these places both of the first two may stand.
    #[inline(always)]
    fn stand(&self, first: &[u8; STRIDE], second: &[u8; STRIDE]) -> u64 {
        let byte = |byte: Byte| (u8x16::splat(byte.0), u8x16::splat(byte.1));
        let (one, other) = (byte(self.first.1), byte(self.second.1));
        let both = |n: usize| {
            let [a, b] = [first, second].map(|block| u8x16::new(quarter(block, n)));
            let both = (a | one.0).simd_eq(one.1) & (b | other.0).simd_eq(other.1);
            u64::from(both.to_bitmask()) << (16 * n)
        };
        both(0) | both(1) | both(2) | both(3)
    }
}

/// Fewer bytes than are looked at in one step, and zeros.
pub(super) fn padded(bytes: &[u8]) -> [u8; STRIDE] {
    let mut block = [0; STRIDE];
    block.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
    block
}

#[inline(always)]
fn quarter(bytes: &[u8; STRIDE], n: usize) -> [u8; 16] {
    bytes.as_chunks().0.get(n).copied().unwrap_or_default()
}

impl Finder {
    /// For a word that is not empty. `sample` is some of the text, from which it is judged which bytes are seldom.
    pub(super) fn new(word: &str, sample: &[u8]) -> Self {
        let (mut lower, mut upper, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        let (mut wide, mut one_bit) = (false, true);
        for letter in word.chars() {
            let (small, large) = cases(letter);
            letters.push(small.len_utf8().to_le_bytes()[0]);
            let from = lower.len();
            let mut buffer = [0; 4];
            lower.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
            upper.extend_from_slice(large.encode_utf8(&mut buffer).as_bytes());
            // Bits in which the cases differ, and bytes: where it is one, no byte can be of the other case.
            let differ =
                lower[from..].iter().zip(&upper[from..]).map(|(l, u)| (l ^ u).count_ones());
            let (bits, bytes) = differ.fold((0, 0), |(b, n), d| (b + d, n + u32::from(d > 0)));
            wide |= bytes > 1;
            one_bit &= bits <= 1;
        }
        let exact = (lower == upper).then(|| memmem::Finder::new(&lower).into_owned());
        let counts = histogram(sample);
        let rare = rarest(&lower, &upper, &counts, sample);
        let first = lower.get(rare.0).zip(upper.get(rare.0));
        let often = first.map_or(0, |(l, u)| frequency(&counts, *l, *u));
        let lone = often.saturating_mul(LONE) < sample.len() as u64;
        let (head, short) = head(&lower, &upper, one_bit);
        Self { lower, upper, wide, letters, rare, lone, head, short, exact }
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
        let mut found = None;
        self.pairs(text, from, places, |place| {
            found = Some(place);
            usize::MAX
        });
        found
    }

    /// Gives every place at which it stands, up to those that are skipped: `hit` answers from where to go on.
    ///
    /// Where it stands often, this costs less than to ask for the next one each time.
    pub(super) fn each(&self, text: &[u8], mut hit: impl FnMut(usize) -> usize) {
        /// From so many hits on it is judged how close they stand.
        const SOME: usize = 8;
        /// On average so many bytes apart is close.
        const CLOSE: usize = 1 << 10;
        let Some(places) = (text.len() + 1).checked_sub(self.len()) else { return };
        let (mut from, mut hits) = (0, 0);
        while (self.exact.is_some() || self.lone) && (hits < SOME || from > hits * CLOSE) {
            let Some(place) = text.get(from..).and_then(|text| self.find(text)) else { return };
            from = hit(from + place).max(from + place + 1);
            hits += 1;
        }
        self.pairs(text, from, places, hit);
    }

    /// As [`Self::each`], from a place on, of so many places; what may be the word is found by two of its bytes.
    fn pairs(&self, text: &[u8], from: usize, places: usize, mut hit: impl FnMut(usize) -> usize) {
        let pair = self.pair();
        let bytes = |n: usize| text.get(n..n.saturating_add(places)).unwrap_or_default();
        let (firsts, rest) = bytes(self.rare.0).as_chunks();
        let (seconds, other) = bytes(self.rare.1).as_chunks();
        let mut from = from;
        let mut n = from / STRIDE;
        loop {
            let mut both = match (firsts.get(n), seconds.get(n)) {
                (Some(first), Some(second)) => pair.stand(first, second),
                _ if n > firsts.len() || rest.is_empty() => return,
                _ => {
                    let both = pair.stand(&padded(rest), &padded(other));
                    both & u64::MAX >> (STRIDE - rest.len())
                }
            };
            let begin = n * STRIDE;
            ahead::ask(text, begin, STRIDE);
            n += 1;
            while both != 0 {
                let place = begin + both.trailing_zeros() as usize;
                both &= both - 1;
                if place >= from && self.stands_at(text, place) {
                    from = hit(place).max(place + 1);
                    if from >= begin + STRIDE {
                        n = from / STRIDE;
                        break;
                    }
                }
            }
        }
    }

    pub(super) fn pair(&self) -> Pair {
        let one = |n: usize| {
            let both = self.lower[n] ^ self.upper[n];
            (n, Byte(both, self.lower[n] | both))
        };
        let (first, second, third) = self.rare;
        Pair { first: one(first), second: one(second), third: one(third) }
    }

    /// True where the word stands wherever the bytes of its [`Pair`] may stand.
    pub(super) const fn is_told(&self) -> bool {
        self.short && self.lower.len() <= 3
    }

    /// True where it stands at a place.
    #[inline]
    pub(super) fn stands_at(&self, text: &[u8], place: usize) -> bool {
        if let Some(eight) = text.get(place..).and_then(|text| text.first_chunk::<8>()) {
            let (both, value, mask) = self.head;
            if (u64::from_le_bytes(*eight) | both) & mask != value {
                return false;
            }
            if self.short {
                return true;
            }
        }
        self.stands_whole(text, place)
    }

    fn stands_whole(&self, text: &[u8], place: usize) -> bool {
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

    /// The ways in which four bytes or fewer, from a byte of the word to its end, may be written, small Latin letters
    /// in place of capital ones; `None` where they are more, none, or begin within a letter.
    pub(super) fn endings(&self, from: usize) -> Option<Vec<u32>> {
        if !(1..=4).contains(&self.len().checked_sub(from)?) {
            return None;
        }
        let mut ways = vec![(0_u32, 0_usize)];
        let mut at = 0;
        for &length in &self.letters {
            let letter = at..at + usize::from(length);
            at = letter.end;
            if letter.start < from {
                if letter.end > from {
                    return None;
                }
                continue;
            }
            let mut forms = vec![&self.lower[letter.clone()]];
            if length > 1 && self.lower[letter.clone()] != self.upper[letter.clone()] {
                forms.push(&self.upper[letter.clone()]);
            }
            let with = |(way, used): (u32, usize), form: &[u8]| {
                let bytes = form.iter().zip(used..);
                let more = bytes.map(|(byte, n)| u32::from(byte.to_ascii_lowercase()) << (8 * n));
                (more.fold(way, |way, byte| way | byte), used + form.len())
            };
            ways = ways.iter().flat_map(|way| forms.iter().map(|f| with(*way, f))).collect();
        }
        Some(ways.into_iter().map(|(way, _)| way).collect())
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

/// What [`Finder::head`] and [`Finder::short`] say of a word.
fn head(lower: &[u8], upper: &[u8], one_bit: bool) -> ((u64, u64, u64), bool) {
    let (mut both, mut value, mut mask) = ([0; 8], [0; 8], [0; 8]);
    let bytes = both.iter_mut().zip(value.iter_mut()).zip(mask.iter_mut());
    for (((both, value), mask), (l, u)) in bytes.zip(lower.iter().zip(upper)) {
        (*both, *value, *mask) = (l ^ u, l | u, u8::MAX);
    }
    let short = lower.len() <= 8 && one_bit;
    let [both, value, mask] = [both, value, mask].map(u64::from_le_bytes);
    ((both, value, mask), short)
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

/// The places of the two bytes that are most seldom beside each other, and of a third one; not the same place where
/// there are so many.
fn rarest(lower: &[u8], upper: &[u8], counts: &[u64; 256], sample: &[u8]) -> (usize, usize, usize) {
    /// So many of the bytes that are seldom are tried with each other.
    const TRIED: usize = 6;
    /// Bytes in which it is counted how often two stand beside each other.
    const LOOKED: usize = 1 << 12;
    let mut places: Vec<_> = (0..lower.len()).collect();
    places.sort_by_key(|&n| frequency(counts, lower[n], upper[n]));
    let first = places.first().copied().unwrap_or_default();
    let second = places.get(1).copied().unwrap_or(first);
    let sample = &sample[..sample.len().min(LOOKED)];
    let byte = |n: usize| (lower[n] ^ upper[n], lower[n] | upper[n]);
    let together = |n: usize, m: usize| {
        let (both, other) = (byte(n), byte(m));
        let pairs = sample.iter().skip(n).zip(sample.iter().skip(m));
        pairs
            .map(|(a, b)| u32::from((a | both.0 == both.1) & (b | other.0 == other.1)))
            .sum::<u32>()
    };
    let tried = &places[..places.len().min(TRIED)];
    let pairs =
        tried.iter().enumerate().flat_map(|(n, &a)| tried[n + 1..].iter().map(move |&b| (a, b)));
    // The first of those that are as seldom: that of the bytes that are seldom by themselves.
    let (first, second) = if tried.len() > 2 {
        pairs.min_by_key(|&(a, b)| together(a, b)).unwrap_or((first, second))
    } else {
        (first, second)
    };
    let third = tried.iter().copied().find(|&n| n != first && n != second);
    (first, second, third.unwrap_or(second))
}
