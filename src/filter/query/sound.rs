//! How a name sounds, as far as its spelling tells: the same name in another script or another spelling sounds alike.
//!
//! Consonants carry a name from script to script; vowels change (Njeem, Nijim, Anjiem), and Arabic and Hebrew
//! leave most of them out. So a name is its consonants with the vowels between them, and two names are compared
//! consonant by consonant, vowels weighing less.

mod letters;

use letters::{Letter, spelled};

/// A name as its consonants, with the vowels before, between and after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sound {
    consonants: Vec<u8>,
    /// Sets of vowels, one more than there are consonants.
    gaps: Vec<u8>,
    /// True where vowels may be left out in writing.
    bare: bool,
}

/// The vowels of a gap, as a set.
pub(super) mod vowel {
    pub const A: u8 = 1;
    pub const E: u8 = 2;
    pub const I: u8 = 4;
    pub const O: u8 = 8;
    pub const U: u8 = 16;
    /// A letter that carries any vowel, such as an alif at the beginning.
    pub const ANY: u8 = 32;
}

/// Another vowel in its place tells two names apart.
const CLASH: u32 = 6;
/// An a for an i: dialects differ, but not by more than that in one name.
const DIALECT: u32 = 4;
/// A vowel that one spelling leaves out.
const LEFT_OUT: u32 = 2;
/// An ending that one spelling has and the other has not.
const ENDING: u32 = 4;

/// The sounds that a folded word can have: with and without its article, and with `v` and `kh` read in two ways.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut found: Vec<Sound> = Vec::new();
    for stem in letters::stems(word) {
        let letters = spelled(stem);
        let has = |c| letters.contains(&Letter::Consonant(c));
        let readings = if has(b'v') || has(letters::KH) { 2 } else { 1 };
        for other in [false, true].into_iter().take(readings) {
            let sound = Sound::of(&letters, other, letters::is_bare(stem));
            if !sound.consonants.is_empty() && !found.contains(&sound) {
                found.push(sound);
            }
        }
    }
    found
}

impl Sound {
    /// Joins letters; with `other`, a `v` is a vowel, as the Hebrew vav in David, and a `kh` an h.
    fn of(letters: &[Letter], other: bool, bare: bool) -> Self {
        let mut sound = Self { consonants: Vec::new(), gaps: vec![0], bare };
        let mut doubled = None;
        for letter in letters {
            let letter = match *letter {
                Letter::Consonant(letters::KH) => {
                    Letter::Consonant(if other { b'h' } else { b'k' })
                }
                Letter::Consonant(b'v') if other => Letter::Vowel(vowel::U),
                letter => letter,
            };
            match letter {
                Letter::Consonant(c) => {
                    if doubled != Some(c) {
                        sound.consonants.push(c);
                        sound.gaps.push(0);
                    }
                }
                Letter::Vowel(v) => sound.add(v),
            }
            doubled = match letter {
                Letter::Consonant(c) => Some(c),
                Letter::Vowel(_) => None,
            };
        }
        // An h at the end is a vowel sign: Fatimah, Abdullah.
        if sound.consonants.len() > 1
            && sound.consonants.last() == Some(&b'h')
            && sound.gaps.last() == Some(&0)
        {
            sound.consonants.pop();
            sound.gaps.pop();
        }
        sound
    }

    fn add(&mut self, vowels: u8) {
        if let Some(gap) = self.gaps.last_mut() {
            *gap |= vowels;
        }
    }

    /// What two names that sound alike have in common, to look them up by.
    pub(super) fn skeleton(&self) -> Vec<u8> {
        self.consonants.iter().map(|c| class(*c)).collect()
    }

    /// True where two spellings can be of one name; their skeletons are the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let n = self.consonants.len();
        if n != other.consonants.len() {
            return false;
        }
        if n == 1 && !self.bare && !other.bare && self.gaps != other.gaps {
            return false;
        }
        let either = self.bare || other.bare;
        let consonants: u32 =
            self.consonants.iter().zip(&other.consonants).map(|(a, b)| far(*a, *b, either)).sum();
        let gaps = self.gaps.iter().zip(&other.gaps).enumerate();
        let vowels: u32 = gaps.map(|(at, (a, b))| self.gap(other, at, *a, *b)).sum();
        // The shorter the name, the less may differ.
        let most = match n {
            0 | 1 => 0,
            2 if either => 0,
            2 => 2,
            _ => 4,
        };
        consonants + vowels <= most
    }

    /// How far apart two gaps are.
    fn gap(&self, other: &Self, at: usize, a: u8, b: u8) -> u32 {
        let last = at + 1 == self.gaps.len();
        if a != 0 && b != 0 {
            return match () {
                () if (a | b) & vowel::ANY != 0 || near(a) & b != 0 => 0,
                () if at > 0 && !last && (a | b) & (vowel::O | vowel::U) == 0 => DIALECT,
                () => CLASH,
            };
        }
        if a == 0 && b == 0 {
            return 0;
        }
        let (silent, written) = if a == 0 { (self, b) } else { (other, a) };
        match (at, last) {
            (0, _) => LEFT_OUT,
            // Arabic and Hebrew write a long vowel at the end.
            (_, true) if written & (vowel::A | vowel::E | vowel::ANY) != 0 => {
                if silent.bare {
                    0
                } else {
                    LEFT_OUT
                }
            }
            (_, true) => ENDING,
            _ if silent.bare => 0,
            _ => LEFT_OUT,
        }
    }
}

/// A set of vowels with those that they are easily written as.
const fn near(vowels: u8) -> u8 {
    use vowel::{A, E, I, O, U};
    let mut all = vowels;
    if vowels & A != 0 {
        all |= E;
    }
    if vowels & E != 0 {
        all |= A | I;
    }
    if vowels & I != 0 {
        all |= E;
    }
    if vowels & (O | U) != 0 {
        all |= O | U;
    }
    all
}

/// Consonants that are written for each other in names.
const fn class(c: u8) -> u8 {
    match c {
        b'g' => b'k',
        b'p' | b'f' | b'v' => b'b',
        b'z' | b'S' | b'C' | b'X' => b's',
        _ => c,
    }
}

/// How far apart two consonants of one class are; `bare` where one is written in a script that tells fewer apart.
fn far(a: u8, b: u8, bare: bool) -> u32 {
    match (a.min(b), a.max(b)) {
        (a, b) if a == b => 0,
        (b'X', b's') | (b'S', b'X') => 0,
        (b's', b'z') => 1,
        (b'f', b'v') => 2,
        (b'b', b'f') => CLASH,
        (b'b' | b'p' | b'f' | b'v', _) => {
            if bare {
                0
            } else {
                CLASH
            }
        }
        _ => 2,
    }
}
