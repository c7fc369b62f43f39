//! Letters as they are compared: the same name in another spelling folds to the same text.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Letters that Unicode keeps apart and readers do not, by the one that they are compared as.
///
/// Letters with accents, ligatures and the shapes of Arabic letters need no table: Unicode takes them apart.
const ALIKE: &[(&str, &str)] = &[
    ("d", "đð"),
    ("e", "ə"),
    ("h", "ħ"),
    ("i", "ı"),
    ("l", "ł"),
    ("o", "ø"),
    ("t", "ŧ"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("σ", "ς"),
    ("ا", "ٱٲٳٵ"),
    ("ي", "ىیېےۍ"),
    ("ه", "ةھہەۀۃ"),
    ("ك", "کڪ"),
    ("'", "’‘ʼʻʿʾ`´′‛"),
    ("-", "‐‑‒–—―−﹘﹣－"),
];

static LETTERS: LazyLock<BTreeMap<char, &'static str>> = LazyLock::new(|| {
    let each = |(to, from): &(&'static str, &'static str)| {
        let to = *to;
        from.chars().map(move |c| (c, to)).collect::<Vec<_>>()
    };
    ALIKE.iter().flat_map(each).collect()
});

/// True for signs above and below letters, and for the stroke that only stretches an Arabic word.
fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' | '\u{fe70}'..='\u{fe7f}')
}

/// True for what takes up no room: joiners, marks of direction, soft hyphens.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What one character is compared as: nothing, itself in small, or one or two plain letters.
fn folded(c: char, give: &mut impl FnMut(char)) {
    if c.is_ascii() {
        let space = c.is_ascii_whitespace();
        return give(if space { ' ' } else { c.to_ascii_lowercase() });
    }
    if is_sign(c) || is_unseen(c) {
        return;
    }
    match c {
        // Letters as wide as ideographs.
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            give(narrow.to_ascii_lowercase());
        }
        '\u{660}'..='\u{669}' => give(digit(c, 0x660)),
        '\u{6f0}'..='\u{6f9}' => give(digit(c, 0x6f0)),
        // Devanagari, Bengali, Thai.
        '\u{966}'..='\u{96f}' => give(digit(c, 0x966)),
        '\u{9e6}'..='\u{9ef}' => give(digit(c, 0x9e6)),
        '\u{e50}'..='\u{e59}' => give(digit(c, 0xe50)),
        _ if c.is_whitespace() => give(' '),
        _ => {
            for small in c.to_lowercase().filter(|c| !is_sign(*c)) {
                match LETTERS.get(&small) {
                    Some(plain) => plain.chars().for_each(&mut *give),
                    None => taken_apart(small, give),
                }
            }
        }
    }
}

/// Letters of other shapes (Hebrew and Arabic ligatures, `𝐊`, `Ⓚ`) as those that they stand for. The parts of a
/// Korean syllable stay together, and what is left is a letter or a figure: `½` is not `12`.
fn taken_apart(c: char, give: &mut impl FnMut(char)) {
    let stays = matches!(c, '\u{ac00}'..='\u{d7af}') || !c.is_alphabetic();
    if stays || std::iter::once(c).nfkd().all(|part| part == c) {
        return give(c);
    }
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|c| !is_sign(*c)) {
        match LETTERS.get(&part) {
            Some(plain) => plain.chars().for_each(&mut *give),
            None if part.is_whitespace() => give(' '),
            None => give(part),
        }
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// A text as it is compared: small letters without accents, vowel signs or stretching strokes, one alif,
/// one yā’, one kind of dash, apostrophe, digit and space; marks of direction are dropped.
///
/// Pure, and folding twice changes nothing more.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        folded(c, &mut |c| out.push(c));
    }
    out
}

/// A folded text that knows where each of its letters stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The letters as they are compared.
    pub chars: Vec<char>,
    /// Where in the text each begins and ends, in bytes; the signs of a letter belong to it.
    pub at: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len());
        let mut at: Vec<(usize, usize)> = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            if is_sign(c)
                && let Some(last) = at.last_mut()
                && last.1 == start
            {
                last.1 = end;
                continue;
            }
            folded(c, &mut |c| {
                chars.push(c);
                at.push((start, end));
            });
        }
        Self { chars, at }
    }

    /// The letter at a place; `None` before the beginning and after the end.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<char> {
        self.chars.get(n).copied()
    }

    /// The bytes of the text from one letter up to, and without, another.
    #[must_use]
    pub fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.at.get(from).map_or(0, |at| at.0);
        let end = to.checked_sub(1).and_then(|n| self.at.get(n)).map_or(start, |at| at.1);
        (start, end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_a_name_fold_to_one() {
        assert_eq!(fold("أُسامة الـمصريّ"), fold("اسامه المصري"));
        assert_eq!(fold("ELMÁSRY"), fold("elmasry"));
        assert_eq!(fold("e\u{301}"), fold("É"));
        assert_eq!(fold("Müller–Straße"), "muller-strasse");
        assert_eq!(fold("Ёлкин"), fold("ЕЛКИН"));
        assert_eq!(fold("שָׁלוֹם"), fold("שלום"));
        assert_eq!(fold("٢١ ۲۱"), "21 21");
        assert_eq!(fold("\u{fe8e}\u{fedf}"), "ال");
        assert_eq!(fold("a\u{a0}b\u{200f}"), "a b");
        assert_eq!(fold("İstanbul"), "istanbul");
        // Shapes of Arabic and Hebrew letters, and letters of mathematics and of signs.
        assert_eq!(fold("\u{fdf4}"), fold("محمد"));
        assert_eq!(fold("\u{fb2a}\u{fb32}"), fold("שג"));
        assert_eq!(fold("\u{fb56}"), fold("پ"));
        assert_eq!(fold("𝐊𝐚𝐫𝐢𝐦 Ⓢ"), "karim s");
        assert_eq!(fold("ے ې ڪ"), fold("ی ی ک"));
    }

    #[test]
    fn each_letter_knows_where_it_stood() {
        let text = "xأُß";
        let folded = Folded::new(text);
        assert_eq!(folded.chars, ['x', 'ا', 's', 's']);
        let (from, to) = folded.bytes(1, 2);
        assert_eq!(&text[from..to], "أُ");
        assert_eq!(folded.bytes(2, 4), (5, 7));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
