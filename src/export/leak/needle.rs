//! A hidden text, and what counts as finding it.

use super::fold::{Folded, Gap, has_rtl, is_unspaced};
use crate::export::read_back::Kind;

/// Up to this many letters, a text must stand as a word of its own: longer words hold short ones by chance.
const SHORT: usize = 4;

/// From this many letters on, a text that is torn apart need begin or end with a word, and not both.
const LONG: usize = 7;

/// Below this many letters, a single word is no part of another: `Paris` is in `Parisian`, and neither in
/// `comparison` nor in `parishioners`. Otherwise no text that holds such a word could be exported at all.
pub(super) const PLAIN: usize = 8;

/// Most letters that are taken for an ending of a name: `Ivanovym`, `Karims`.
pub(super) const ENDING: usize = 3;

/// A hidden text in the spellings in which it is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    /// The text itself.
    text: String,
    /// Empty for a text without letters and digits, which is found only as it is.
    spellings: Vec<Spelling>,
    /// True where it has letters that read from right to left.
    rtl: bool,
}

/// One way to write it.
#[derive(Debug)]
struct Spelling {
    folded: Folded,
    count: usize,
    /// True for nothing but digits.
    number: bool,
}

impl Needle {
    /// `None` for a blank text, which is everywhere.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let mut texts = vec![text.to_owned()];
        // `Elmasry, Osama`; and the order of lines where a writer stores them as they stand on the page.
        let words: Vec<&str> = text.split_whitespace().rev().collect();
        if words.len() > 1 {
            texts.push(words.join(" "));
        }
        let mut spellings: Vec<Spelling> = texts.iter().filter_map(|t| Spelling::new(t)).collect();
        // After the preposition li- the article loses its alef.
        let contracted: Vec<Spelling> = spellings
            .iter()
            .filter_map(|s| s.folded.letters.strip_prefix("ال"))
            .filter_map(|rest| Spelling::new(&format!("لل{rest}")))
            .collect();
        spellings.extend(contracted);
        Some(Self { text: text.to_owned(), spellings, rtl: has_rtl(text) })
    }

    /// True for a text that a file of `kind` may hold backwards: one that reads from right to left.
    ///
    /// A short word is often another one from behind, so it counts only in a PDF, where letters may
    /// stand in the order of the page; one that is the same from both ends needs no second look.
    pub(super) fn may_turn(&self, kind: Kind) -> bool {
        let turns = |s: &Spelling| {
            (s.count > SHORT || kind == Kind::Pdf)
                && !s.folded.letters.chars().eq(s.folded.letters.chars().rev())
        };
        self.rtl && self.spellings.iter().any(turns)
    }

    /// First and last character of the first place in `text`, which `folded` was made of.
    pub(super) fn find(&self, text: &str, folded: &Folded) -> Option<(usize, usize)> {
        if self.spellings.is_empty() {
            let at = text.find(&self.text)?;
            let start = text[..at].chars().count();
            return Some((start, start + self.text.chars().count() - 1));
        }
        self.spellings.iter().find_map(|spelling| spelling.find(folded))
    }
}

impl Spelling {
    fn new(text: &str) -> Option<Self> {
        let folded = Folded::new(text);
        let count = folded.count();
        let number = folded.letters.bytes().all(|b| b.is_ascii_digit());
        (count > 0).then_some(Self { folded, count, number })
    }

    fn find(&self, hay: &Folded) -> Option<(usize, usize)> {
        let letters = self.folded.letters.as_str();
        let step = letters.chars().next()?.len_utf8();
        let mut from = 0;
        while let Some(at) = hay.letters.get(from..)?.find(letters) {
            let start = from + at;
            let end = start + letters.len();
            if self.counts(hay, start, end) {
                return Some(hay.origin(start, end));
            }
            from = start + step;
        }
        None
    }

    /// True where the letters from `start` to `end`, which are those of the text, mean it.
    fn counts(&self, hay: &Folded, start: usize, end: usize) -> bool {
        let is_gap = |gaps: &[Gap], at: usize| gaps.get(at).is_some_and(|gap| *gap == Gap::Sign);
        let inside = 1..self.folded.letters.len();
        // A space between two letters that are words anyway tears nothing.
        let joined = |n: usize| {
            let next = hay.letters.get(start + n..).and_then(|rest| rest.chars().next());
            is_gap(&self.folded.gaps, n) || next.is_some_and(is_unspaced)
        };
        let torn = inside.clone().any(|n| is_gap(&hay.gaps, start + n) && !joined(n));
        let ends = |at: usize| hay.gaps.get(at).is_some_and(|gap| *gap != Gap::None);
        let at_end = ends(end);
        // A figure that goes on is another one: 2 July is not in 12 July, nor July 20 in July 2025.
        let goes_on = |before: usize| {
            !ends(before)
                && hay
                    .letters
                    .get(..before)
                    .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
                && hay
                    .letters
                    .get(before..)
                    .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
        };
        if !self.number && (goes_on(start) || goes_on(end)) {
            return false;
        }
        if self.number {
            // A number inside a longer one is another number, and so is one with its digits parted elsewhere.
            let closed = inside.clone().all(|n| !is_gap(&hay.gaps, start + n));
            let alike = inside
                .clone()
                .all(|n| is_gap(&hay.gaps, start + n) == is_gap(&self.folded.gaps, n));
            return ends(start) && at_end && (closed || alike || self.count >= LONG);
        }
        let at_start = ends(start) || after_prefix(hay, start);
        let one_word = !inside.clone().any(|n| is_gap(&self.folded.gaps, n));
        if one_word && self.count < PLAIN && !torn && !at_start && within_a_word(hay, start) {
            return false;
        }
        if one_word && self.count < PLAIN && !torn && letters_after(hay, end) > ENDING {
            return false;
        }
        match (self.count, torn) {
            (..=SHORT, _) => at_start && at_end && !torn,
            (_, false) => true,
            (LONG.., true) => at_start || at_end,
            (_, true) => at_start && at_end,
        }
    }
}

/// True for scripts that write each word by itself and grow no particles on it.
const fn stands_alone(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}' | '\u{370}'..='\u{58f}')
}

/// True where a letter stands right before `start`.
fn within_a_word(hay: &Folded, start: usize) -> bool {
    hay.letters.get(..start).and_then(|t| t.chars().next_back()).is_some_and(stands_alone)
}

/// How many letters of the same word follow `end`.
fn letters_after(hay: &Folded, end: usize) -> usize {
    let rest = hay.letters.get(end..).unwrap_or_default().char_indices();
    rest.take_while(|(n, c)| {
        stands_alone(*c) && hay.gaps.get(end + n).is_some_and(|gap| *gap == Gap::None)
    })
    .count()
}

/// True where the word begins with a particle that Arabic or Hebrew writes without a space, and `start` follows it.
fn after_prefix(hay: &Folded, start: usize) -> bool {
    let Some(next) = hay.letters.get(start..).and_then(|rest| rest.chars().next()) else {
        return false;
    };
    // Particles have at most four letters of two bytes each.
    let begins = (1..=8).filter_map(|back| start.checked_sub(back));
    let Some(begin) =
        begins.into_iter().find(|&at| hay.gaps.get(at).is_some_and(|g| *g != Gap::None))
    else {
        return false;
    };
    let Some(particle) = hay.letters.get(begin..start) else {
        return false;
    };
    match next {
        '\u{621}'..='\u{6ff}' => {
            // And, then; by, as, to; the.
            let rest = particle.strip_prefix(['و', 'ف']).unwrap_or(particle);
            let rest = rest.strip_prefix(['ب', 'ك', 'ل']).unwrap_or(rest);
            matches!(rest, "" | "ال" | "ل")
        }
        '\u{5d0}'..='\u{5ea}' => particle.chars().all(|c| "והבלמשכ".contains(c)),
        _ => false,
    }
}
