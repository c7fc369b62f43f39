//! The letters of a name as consonants and vowels, whatever script it is written in.

use super::vowel;

/// A letter as it sounds: `S` is sh, `C` is ch or tch, `X` is the Hebrew letter for s and sh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// A consonant.
    Consonant(u8),
    /// A set of vowels that it can be.
    Vowel(u8),
}

/// What other scripts write as one letter and Latin as kh, k or h.
pub(super) const KH: u8 = b'K';

/// True for Arabic and Hebrew, which leave short vowels out.
const fn leaves_vowels_out(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5ff}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

/// True where most vowels of a word are not written.
pub(super) fn is_bare(word: &str) -> bool {
    word.chars().any(leaves_vowels_out)
}

/// A word, and what is left of it without its article: `almasri` and `masri`.
pub(super) fn stems(word: &str) -> Vec<&str> {
    const LATIN: [&str; 4] = ["al", "el", "il", "ul"];
    const ARABIC: [&str; 6] = ["وال", "بال", "فال", "كال", "لل", "ال"];
    let mut stems = vec![word];
    let rest = if word.is_ascii() {
        LATIN.iter().find_map(|article| word.strip_prefix(article)).filter(|rest| rest.len() >= 4)
    } else {
        let rest = ARABIC.iter().find_map(|article| word.strip_prefix(article));
        rest.filter(|rest| rest.chars().count() >= 3)
    };
    stems.extend(rest);
    stems
}

/// The letters of a folded word.
pub(super) fn spelled(word: &str) -> Vec<Letter> {
    if is_bare(word) {
        return word.chars().enumerate().filter_map(|(n, c)| bare(n == 0, c)).collect();
    }
    let latin = any_ascii::any_ascii(&greek(word)).to_ascii_lowercase();
    // The Cyrillic letter for kh is kept apart as a capital.
    let latin = if word.contains('х') { latin.replace("kh", "K") } else { latin };
    let mut letters: Vec<u8> = latin.bytes().filter(u8::is_ascii_alphabetic).collect();
    // The vowel of the article changes with the case: Abdul, Abdel, Abdal.
    if let [b'a', b'b', b'd', vowel @ (b'u' | b'e' | b'o' | b'i'), b'l', _, ..] =
        letters.as_mut_slice()
    {
        *vowel = b'a';
    }
    latin_letters(&letters)
}

/// A letter of Arabic, Persian or Hebrew. What stands for a vowel as well as for w or y is a vowel.
fn bare(first: bool, c: char) -> Option<Letter> {
    use Letter::{Consonant, Vowel};
    use vowel::{A, ANY, E, I, O, U};
    let long = if first { ANY } else { A | E };
    Some(match c {
        'ا' | 'א' => Vowel(long),
        'ع' | 'ע' | 'ء' | 'ئ' | 'ؤ' => Vowel(ANY),
        'و' | 'ו' => Vowel(O | U),
        'ي' | 'י' => Vowel(E | I),
        'ب' | 'ב' => Consonant(b'b'),
        'پ' | 'פ' | 'ף' => Consonant(b'p'),
        'ف' => Consonant(b'f'),
        'ڤ' | 'ۋ' => Consonant(b'v'),
        'ت' | 'ط' | 'ث' | 'ט' | 'ת' | 'ٹ' => Consonant(b't'),
        'د' | 'ض' | 'ذ' | 'ד' | 'ڈ' => Consonant(b'd'),
        'ج' => Consonant(b'j'),
        'چ' => Consonant(b'C'),
        'ش' => Consonant(b'S'),
        // Shin and sin are one letter.
        'ש' => Consonant(b'X'),
        'س' | 'ص' | 'ס' | 'צ' | 'ץ' => Consonant(b's'),
        'ز' | 'ظ' | 'ז' => Consonant(b'z'),
        'ژ' => Consonant(b'j'),
        'ح' | 'ه' | 'ה' => Consonant(b'h'),
        'خ' | 'ח' | 'כ' | 'ך' => Consonant(KH),
        'ق' | 'ك' | 'ק' => Consonant(b'k'),
        'غ' | 'گ' | 'ג' => Consonant(b'g'),
        'ر' | 'ר' | 'ڑ' => Consonant(b'r'),
        'ل' | 'ל' => Consonant(b'l'),
        'م' | 'מ' | 'ם' => Consonant(b'm'),
        'ن' | 'נ' | 'ן' | 'ں' => Consonant(b'n'),
        _ => return None,
    })
}

/// Pairs of Greek letters that are one sound.
fn greek(word: &str) -> String {
    if !word.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}')) {
        return word.to_owned();
    }
    let word = word.replace("ου", "u").replace("αυ", "av").replace("ευ", "ev");
    let first = [("μπ", "b"), ("ντ", "d"), ("γκ", "g")];
    let start =
        first.iter().find_map(|(pair, one)| Some(format!("{one}{}", word.strip_prefix(pair)?)));
    start.unwrap_or(word)
}

/// Groups of letters that are one sound, the longest first; the rest is read letter by letter.
const GROUPS: [(&[u8], u8); 19] = [
    (b"shch", b'S'),
    (b"tsch", b'C'),
    (b"sch", b'S'),
    (b"tch", b'C'),
    (b"dzh", b'j'),
    (b"sh", b'S'),
    (b"ch", b'C'),
    (b"kh", b'k'),
    (b"gh", b'g'),
    (b"ph", b'f'),
    (b"th", b't'),
    (b"dh", b'd'),
    (b"zh", b'j'),
    (b"dj", b'j'),
    (b"ts", b's'),
    (b"tz", b's'),
    (b"ck", b'k'),
    (b"qu", b'k'),
    (b"rh", b'r'),
];

fn latin_letters(letters: &[u8]) -> Vec<Letter> {
    use vowel::{A, E, I, O, U};
    let mut out = Vec::with_capacity(letters.len());
    let mut rest = letters;
    while let Some((first, tail)) = rest.split_first() {
        if let Some((group, one)) = GROUPS.iter().find(|(group, _)| rest.starts_with(group)) {
            out.push(Letter::Consonant(*one));
            rest = rest.get(group.len()..).unwrap_or_default();
            continue;
        }
        rest = tail;
        let soft = matches!(tail.first(), Some(b'e' | b'i' | b'y'));
        let letter = match first {
            b'a' => Letter::Vowel(A),
            b'e' => Letter::Vowel(E),
            b'i' | b'y' => Letter::Vowel(I),
            b'o' => Letter::Vowel(O),
            b'u' | b'w' => Letter::Vowel(U),
            b'c' if soft => Letter::Consonant(b's'),
            b'c' | b'q' => Letter::Consonant(b'k'),
            b'x' => {
                out.push(Letter::Consonant(b'k'));
                Letter::Consonant(b's')
            }
            other => Letter::Consonant(*other),
        };
        out.push(letter);
    }
    out
}
