//! Every word of a case once, and which of them a word of a query means.

use super::sound::{Sound, sounds};
use super::words::{Look, Tie, Word};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The number of a word.
pub(super) type WordId = u32;

/// Every word of a case.
///
/// A name can be spelled in many ways and is found in each. A word that the case writes small somewhere is no name,
/// and is found as it is written only: `arrest` is never taken for somebody called Rist.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// Words to their numbers; nothing is ever listed in the order of this map.
    ids: HashMap<Box<str>, WordId, BuildHasherDefault<Quick>>,
    /// How each word was seen.
    seen: Vec<Seen>,
    /// Numbers in the order of the letters of their words, with the words.
    sorted: Vec<(Box<str>, WordId)>,
    /// Names by what all spellings of them have in common.
    names: HashMap<Vec<u8>, Vec<Name>>,
    /// Long names in Latin letters, by their length.
    long: HashMap<usize, Vec<(Box<str>, WordId)>>,
}

/// A hash for short words (FNV-1a): several times quicker than the usual one, and a word is looked up for each word
/// of the case.
#[derive(Debug, Clone, Copy)]
struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

/// How a word stands in the texts.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    small: bool,
    name: bool,
}

/// A name and how it sounds.
#[derive(Debug, Clone)]
struct Name {
    sound: Sound,
    id: WordId,
}

/// Letters from which on a slip of the hand is forgiven: in shorter names it makes another name.
const LONG: usize = 8;

impl Vocabulary {
    /// The number of a word, which is new or known.
    pub fn enter(&mut self, text: &str) -> WordId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = WordId::try_from(self.seen.len()).unwrap_or(WordId::MAX);
        self.ids.insert(text.into(), id);
        self.seen.push(Seen::default());
        id
    }

    /// Notes how a word was written in a text that tells names by their capitals.
    pub fn note(&mut self, id: WordId, look: Look) {
        if let Some(seen) = self.seen.get_mut(id as usize) {
            match look {
                Look::Small => seen.small = true,
                Look::Name => seen.name = true,
                Look::Capitals => {}
            }
        }
    }

    /// Makes everything ready for questions, once all words are in.
    pub fn finish(&mut self) {
        self.sorted = self.ids.iter().map(|(word, id)| (word.clone(), *id)).collect();
        self.sorted.sort();
        for (word, id) in &self.sorted {
            if !self.seen.get(*id as usize).is_some_and(|s| s.name && !s.small) || !is_wordy(word) {
                continue;
            }
            for sound in sounds(word) {
                let names = self.names.entry(sound.skeleton()).or_default();
                names.push(Name { sound, id: *id });
            }
            if word.is_ascii() && word.len() + 1 >= LONG {
                self.long.entry(word.len()).or_default().push((word.clone(), *id));
            }
        }
    }

    /// The number of a word as it is written.
    pub fn exact(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Places in the order of letters of the words that begin so. Figures and short words mean only themselves:
    /// 19 is not 1998.
    fn starting(&self, start: &str) -> Range<usize> {
        let from = self.sorted.partition_point(|(word, _)| &**word < start);
        let whole = start.chars().all(|c| c.is_numeric())
            || (start.is_ascii() && start.len() < 3)
            || start.chars().count() < 2;
        let rest = self.sorted.get(from..).unwrap_or_default();
        let count = if whole {
            usize::from(rest.first().is_some_and(|(word, _)| **word == *start))
        } else {
            rest.partition_point(|(word, _)| word.starts_with(start))
        };
        from..from + count
    }

    /// The words that begin so.
    pub fn beginning(&self, start: &str) -> impl Iterator<Item = WordId> {
        let range = self.starting(start);
        self.sorted.get(range).unwrap_or_default().iter().map(|(_, id)| *id)
    }

    /// Other spellings of a name; nothing for a word that is no name.
    pub fn spellings(&self, word: &str, forgiving: bool) -> BTreeSet<WordId> {
        let mut found = BTreeSet::new();
        let known = self.exact(word);
        let small = known.and_then(|id| self.seen.get(id as usize)).is_some_and(|s| s.small);
        if small || !is_wordy(word) {
            return found;
        }
        for sound in sounds(word) {
            let alike = self.names.get(&sound.skeleton()).into_iter().flatten();
            found.extend(alike.filter(|n| n.sound.is_like(&sound)).map(|n| n.id));
        }
        if forgiving && known.is_none() && word.is_ascii() && word.len() >= LONG {
            let near =
                (word.len() - 1..=word.len() + 1).filter_map(|n| self.long.get(&n)).flatten();
            let first = word.as_bytes().first();
            found.extend(
                near.filter(|(name, _)| name.as_bytes().first() == first)
                    .filter(|(name, _)| strsim::osa_distance(name, word) <= 1)
                    .map(|(_, id)| *id),
            );
        }
        found
    }
}

/// True for what can be a name: letters alone, and more than one.
fn is_wordy(word: &str) -> bool {
    let mut letters = 0;
    word.chars().all(|c| {
        letters += 1;
        c.is_alphabetic()
    }) && letters > 1
}

/// Words written with a hyphen or an apostrophe as one, and a name of two parts as one (`Al-Masri`,
/// `Abd al-Rahman`), each as it was written.
pub(super) fn joined(words: &[Word]) -> Vec<(String, Look)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let tied = words.get(at + 1..).unwrap_or_default();
        let more = tied.iter().take_while(|w| w.tie == Tie::Hyphen).count();
        let run = words.get(at..=at + more).unwrap_or_default();
        let servant = run.first().is_some_and(|w| is_servant(&w.text));
        // Abd al-Rahman, Abdul Rahman and Abdelrahman are one.
        let mut parts = run.to_vec();
        if servant {
            let behind = tied.get(more..).unwrap_or_default();
            let articles = behind.iter().take_while(|w| is_article(&w.text)).count();
            if more == 0 || parts.last().is_some_and(|w| is_article(&w.text)) {
                parts.extend(behind.iter().take(articles + 1).cloned());
            }
        }
        if parts.len() > 1 && parts.iter().all(|w| w.text.chars().all(char::is_alphabetic)) {
            // It is a name where one of its longer parts is: al-Masri.
            let small = parts.iter().filter(|w| w.text.len() > 2).all(|w| w.look == Look::Small);
            let whole = parts.iter().map(|w| w.text.as_str()).collect();
            out.push((whole, if small { Look::Small } else { Look::Name }));
        }
        at += more + 1;
    }
    out
}

/// Words that are half of a name.
fn is_servant(word: &str) -> bool {
    matches!(word, "abd" | "abdu" | "abdul" | "abdel" | "abdal" | "عبد")
}

/// The Arabic article, as it is written apart.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "ar" | "as" | "ash" | "ad" | "an" | "at" | "az" | "ال")
}
