//! Names that must not appear: found in any spelling, and what is written instead.

#[cfg(test)]
mod tests;

use super::script::{arabic_before, is_arabic, is_hebrew, is_unspaced, without_article};
use crate::case::fold::{Folded, fold};
use std::collections::BTreeMap;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// A word.
    Word,
    /// Words of an event or a source that is withheld.
    Withheld,
}

/// One piece of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Letter(char),
    /// Spaces or hyphens. After an article such as “al-”, and in a name that is long enough to be known when it
    /// is written as one word (`#ZoePetrescu`), there may be none.
    Gap {
        needed: bool,
    },
    /// The Arabic article at the beginning of a further word, there or not.
    Article,
}

/// One spelling of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    pieces: Vec<Piece>,
    /// Whose name it is.
    owner: usize,
    /// Long enough for Arabic words that are grown together with it.
    grows: bool,
}

/// Everything that must not appear.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    patterns: Vec<Pattern>,
    /// Patterns by their first letter.
    by_first: BTreeMap<char, Vec<usize>>,
    /// What is written instead, by owner.
    owners: Vec<(Kind, String)>,
    /// Letters and digits of each spelling with nothing between them, for names of things and addresses.
    joined: Vec<String>,
}

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    /// Bytes of the text.
    from: usize,
    to: usize,
    owner: usize,
}

/// Words of fewer letters are too short to be looked for within a longer one.
const JOINED: usize = 5;
/// A name of several words is looked for as one word too where it has so many letters.
const ONE_WORD: usize = 6;

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '_' | '+')
}

impl Names {
    /// Adds spellings of one owner, who is written as `shown`. Spellings without a letter are left aside.
    pub fn add<'a>(
        &mut self,
        kind: Kind,
        shown: &str,
        spellings: impl IntoIterator<Item = &'a str>,
    ) {
        let owner = self.owners.len();
        self.owners.push((kind, shown.to_owned()));
        for spelling in spellings {
            let Some(pattern) = Pattern::new(spelling, owner) else { continue };
            let Some(Piece::Letter(first)) = pattern.pieces.first() else { continue };
            let joined: String = fold(spelling).chars().filter(|c| c.is_alphanumeric()).collect();
            if joined.chars().count() >= JOINED {
                self.joined.push(joined);
            }
            self.by_first.entry(*first).or_default().push(self.patterns.len());
            self.patterns.push(pattern);
        }
    }

    /// What the owner of number `n` is written as from now on.
    pub fn show_as(&mut self, n: usize, shown: &str) {
        if let Some(owner) = self.owners.get_mut(n) {
            shown.clone_into(&mut owner.1);
        }
    }

    /// What each owner is written as.
    pub fn shown(&self) -> impl Iterator<Item = &str> {
        self.owners.iter().map(|(_, shown)| shown.as_str())
    }

    /// True where a name stands in the text.
    pub fn stand_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// Whose names stand in the text, by the order in which they were added.
    pub fn owners_in(&self, text: &str) -> impl Iterator<Item = usize> + use<> {
        self.find(text).into_iter().map(|found| found.owner)
    }

    /// True where a name stands in the name of a thing or in an address, with any signs or none between
    /// its words.
    pub fn hide_in(&self, text: &str) -> bool {
        if self.stand_in(text) {
            return true;
        }
        let joined: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        self.joined.iter().any(|name| joined.contains(name.as_str()))
    }

    /// All names in a text, from left to right, the longest at each place.
    fn find(&self, text: &str) -> Vec<Found> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while let Some(first) = folded.get(at) {
            let here = self.by_first.get(&first).into_iter().flatten();
            let longest = here
                .filter_map(|n| self.patterns.get(*n))
                .filter_map(|p| p.at(&folded, at).map(|(from, to)| (to, from, p.owner)))
                // Of two that are as long, the one that the profile lists first.
                .max_by_key(|(to, _, owner)| (*to, std::cmp::Reverse(*owner)));
            let Some((to, from, owner)) = longest else {
                at += 1;
                continue;
            };
            let (start, end) = folded.bytes(from, to);
            match found.last_mut() {
                // Two parts of one name, side by side.
                Some(last) if last.owner == owner && only_gap(text, last.to, start) => {
                    last.to = end;
                }
                _ => found.push(Found { from: start, to: end, owner }),
            }
            at = to.max(at + 1);
        }
        found
    }

    /// The text with every name replaced, and what was replaced; `None` where there is none in it.
    pub fn replace(&self, text: &str) -> Option<(String, Vec<Kind>)> {
        let mut kinds = Vec::new();
        let mut now = text.to_owned();
        // What is left may stand beside what was put in so that the two make another name.
        for round in 0..4 {
            let found = self.find(&now);
            if found.is_empty() {
                break;
            }
            let mut out = String::with_capacity(now.len());
            let mut done = 0;
            for Found { from, to, owner } in found {
                let Some((kind, shown)) = self.owners.get(owner) else { continue };
                out += now.get(done..from).unwrap_or_default();
                let shown = if round < 3 { shown } else { super::NOTHING };
                let capital = now.get(from..).is_some_and(|t| t.starts_with(char::is_uppercase));
                // A name that stands alone, as in a list of actors, begins no sentence.
                let goes_on = now.get(to..).is_some_and(|t| t.contains(char::is_alphanumeric));
                if capital && (goes_on || !out.is_empty()) && begins_sentence(&out) {
                    let mut letters = shown.chars();
                    out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                    out += letters.as_str();
                } else {
                    out += shown;
                }
                done = to;
                // One full stop ends both the initials and the sentence.
                if out.ends_with('.') && now.get(to..).is_some_and(one_full_stop) {
                    done += 1;
                }
                kinds.push(*kind);
            }
            out += now.get(done..).unwrap_or_default();
            now = out;
        }
        (!kinds.is_empty()).then_some((now, kinds))
    }
}

/// True after nothing, and after a sentence; the full stop of an abbreviation such as “Mr.” ends none.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end();
    let Some(sentence) = before.strip_suffix('.') else {
        return before.is_empty() || before.ends_with(['!', '?']);
    };
    sentence.chars().rev().take_while(|c| c.is_alphanumeric()).count() > 3
}

fn one_full_stop(rest: &str) -> bool {
    rest.starts_with('.') && !rest.starts_with("..")
}

fn only_gap(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or("x");
    !between.contains('\n') && fold(between).chars().all(is_gap)
}

impl Pattern {
    fn new(spelling: &str, owner: usize) -> Option<Self> {
        let folded = fold(spelling);
        let plain: String = folded.chars().filter(|c| *c != '\'').collect();
        let words: Vec<&str> = plain.split(is_gap).filter(|w| !w.is_empty()).collect();
        let letters = plain.chars().filter(|c| c.is_alphanumeric()).count();
        let parted = |before: &str| letters < ONE_WORD && !matches!(before, "al" | "el" | "ال");
        let mut pieces = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let stem = without_article(word, if words.len() > 1 { 3 } else { 4 });
            if let Some(before) = n.checked_sub(1).and_then(|n| words.get(n)) {
                pieces.push(Piece::Gap { needed: parted(before) });
                if stem.is_some() {
                    pieces.push(Piece::Article);
                }
            }
            pieces.extend(stem.unwrap_or(word).chars().map(Piece::Letter));
        }
        (letters > 0).then_some(Self { pieces, owner, grows: letters >= 3 })
    }

    /// Where the name begins and ends, in folded letters, when its first letter stands at `at`.
    fn at(&self, text: &Folded, at: usize) -> Option<(usize, usize)> {
        let mut to = at;
        for (n, piece) in self.pieces.iter().enumerate() {
            // An apostrophe within a name is written or not: Shaʿban, Shaban.
            while n > 0 && text.get(to) == Some('\'') {
                to += 1;
            }
            match piece {
                Piece::Letter(c) => {
                    if text.get(to) != Some(*c) {
                        return None;
                    }
                    to += 1;
                }
                Piece::Gap { needed } => {
                    let from = to;
                    while text.get(to).is_some_and(is_gap) {
                        to += 1;
                    }
                    if *needed && to == from {
                        return None;
                    }
                }
                Piece::Article => {
                    if text.get(to) == Some('ا') && text.get(to + 1) == Some('ل') {
                        to += 2;
                    }
                }
            }
        }
        let from = self.begins(text, at)?;
        let to = self.ends(text, to)?;
        Some((from, to))
    }

    /// Where it begins as a word; `None` where it is the middle of one.
    fn begins(&self, text: &Folded, at: usize) -> Option<usize> {
        let Some(before) = at.checked_sub(1).and_then(|n| text.get(n)) else { return Some(at) };
        let first = text.get(at)?;
        if !before.is_alphanumeric() || !first.is_alphanumeric() || is_unspaced(first) {
            return Some(at);
        }
        let letters = |is: fn(char) -> bool| -> Vec<char> {
            let mut word: Vec<char> =
                (0..at).rev().map_while(|n| text.get(n)).take_while(|c| is(*c)).collect();
            word.reverse();
            word
        };
        if self.grows && is_arabic(first) && is_arabic(before) {
            return arabic_before(&letters(is_arabic)).map(|cut| at - cut);
        }
        if self.grows && is_hebrew(first) && is_hebrew(before) {
            let word = letters(is_hebrew);
            let grown = word.len() <= 3 && word.iter().all(|c| "והבלכמש".contains(*c));
            return grown.then_some(at);
        }
        None
    }

    /// Where it ends as a word; `None` where the word goes on.
    fn ends(&self, text: &Folded, to: usize) -> Option<usize> {
        let Some(after) = text.get(to) else { return Some(to) };
        let last = to.checked_sub(1).and_then(|n| text.get(n))?;
        if !after.is_alphanumeric() || !last.is_alphanumeric() || is_unspaced(last) {
            return Some(to);
        }
        if self.grows && is_arabic(last) && is_arabic(after) {
            let rest: String =
                (to..).map_while(|n| text.get(n)).take_while(|c| is_arabic(*c)).collect();
            let grown = super::script::ARABIC_ENDINGS.contains(&rest.as_str());
            return grown.then(|| to + rest.chars().count());
        }
        None
    }
}
