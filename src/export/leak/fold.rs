//! One spelling for what looks the same: letters and digits, and where words end.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands between two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Nothing that shows, but a word ends: `OsamaElmasry`, or a script that is written without spaces.
    Soft,
    /// A space, a line break, a hyphen, or any other sign.
    Sign,
}

/// A text with only its letters and digits left, in one spelling.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    /// Letters and digits, with nothing between them.
    pub(super) letters: String,
    /// For each byte of `letters`, and for its end, what stands before it.
    pub(super) gaps: Vec<Gap>,
    /// For each byte of `letters`, the number of its character in the text.
    origins: Vec<usize>,
}

impl Folded {
    /// Folds `text` as it stands.
    pub(super) fn new(text: &str) -> Self {
        Self::of(text.chars().enumerate())
    }

    /// Folds `text` from its end to its start. Ligatures are taken apart after that: inside them the order is right.
    pub(super) fn backwards(text: &str) -> Self {
        let count = text.chars().count();
        Self::of(text.chars().rev().enumerate().map(|(n, c)| (count - 1 - n, c)))
    }

    fn of(characters: impl Iterator<Item = (usize, char)>) -> Self {
        let mut folded = Self { letters: String::new(), gaps: Vec::new(), origins: Vec::new() };
        let mut gap = Gap::Sign;
        let mut was_small = false;
        for (origin, character) in characters {
            if is_unseen(character) {
                continue;
            }
            if was_small && character.is_uppercase() {
                gap = gap.max(Gap::Soft);
            }
            was_small = character.is_lowercase();
            for c in std::iter::once(character).nfkd().flat_map(char::to_lowercase) {
                if is_combining_mark(c) || is_unseen(c) {
                    continue;
                }
                let spelled = spelling(c);
                if !c.is_alphanumeric() && spelled.is_none() {
                    gap = Gap::Sign;
                    continue;
                }
                let alone = is_unspaced(c);
                if alone {
                    gap = gap.max(Gap::Soft);
                } else if is_jamo(c) && gap == Gap::Soft {
                    // Parts of a syllable belong to it.
                    gap = Gap::None;
                }
                let mut bytes = [0; 4];
                let letters = spelled.unwrap_or_else(|| c.encode_utf8(&mut bytes));
                for _ in 0..letters.len() {
                    folded.gaps.push(std::mem::replace(&mut gap, Gap::None));
                    folded.origins.push(origin);
                }
                folded.letters += letters;
                // After a letter that is a word of its own the next word begins.
                if alone || is_jamo(c) {
                    gap = Gap::Soft;
                }
            }
        }
        folded.gaps.push(Gap::Sign);
        folded
    }

    /// Number of letters and digits; parts of a Korean syllable count once.
    pub(super) fn count(&self) -> usize {
        self.letters.chars().filter(|c| !is_jamo(*c)).count()
    }

    /// The characters of the text that gave the bytes from `start` to `end`, the last one included.
    pub(super) fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        let of = |at: usize| self.origins.get(at).copied().unwrap_or_default();
        (of(start), of(end.saturating_sub(1)))
    }
}

/// True where some letter reads from right to left.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

/// True for what no reader sees and any writer may put in: marks of direction, joiners, soft hyphens, tatweel,
/// vowel signs, the half rings of transliteration.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{640}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2b9}'..='\u{2df}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}'
    ) || (!c.is_ascii() && is_combining_mark(c))
}

/// Letters that Unicode keeps apart and readers do not, and digits of other scripts. A lone hamza is left out.
fn spelling(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ð' | 'đ' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ł' => "l",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        'ء' => "",
        'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => "ا",
        'ى' | 'ی' | 'ې' | 'ے' | 'ۍ' => "ي",
        'ة' | 'ۀ' | 'ہ' | 'ۃ' | 'ھ' | 'ە' => "ه",
        'ک' | 'ڪ' => "ك",
        '\u{660}'..='\u{669}' => DIGITS.get((c as usize).checked_sub(0x660)?)?,
        '\u{6f0}'..='\u{6f9}' => DIGITS.get((c as usize).checked_sub(0x6f0)?)?,
        _ => return None,
    })
}

/// True for letters of scripts that put no space between words, and for Korean, where particles follow a name without one.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{115f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}'
    )
}

/// True for the vowel and the end of a Korean syllable.
const fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11ff}')
}
