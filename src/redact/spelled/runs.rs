//! A text cut into digits, words and what stands between them, for finding days in it.

use super::super::months::{is_weekday, month_named};
use crate::case::fold::fold;

/// A run of digits, of letters, or of anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Run {
    Digits(String),
    Word(String),
    Other(String),
}

#[derive(Debug, Clone)]
struct Token {
    run: Run,
    from: usize,
    to: usize,
}

fn tokens(text: &str) -> Vec<Token> {
    #[derive(PartialEq)]
    enum Class {
        Digits,
        Word,
        Other,
    }
    let mut found: Vec<(Class, usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let plain = fold(c.encode_utf8(&mut [0; 4]));
        let class = match plain.chars().next() {
            Some(c) if c.is_ascii_digit() => Class::Digits,
            Some(c) if c.is_alphabetic() => Class::Word,
            Some(_) => Class::Other,
            None => {
                // A sign of the letter before it.
                if let Some(last) = found.last_mut() {
                    last.2 = at + c.len_utf8();
                }
                continue;
            }
        };
        match found.last_mut() {
            Some(last) if last.0 == class => last.2 = at + c.len_utf8(),
            _ => found.push((class, at, at + c.len_utf8())),
        }
    }
    let token = |(class, from, to): (Class, usize, usize)| {
        let folded = fold(text.get(from..to).unwrap_or_default());
        let run = match class {
            Class::Digits => Run::Digits(folded),
            Class::Word => Run::Word(folded),
            Class::Other => Run::Other(folded),
        };
        Token { run, from, to }
    };
    found.into_iter().map(token).collect()
}

/// The runs of one text.
pub(super) struct Runs<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Runs<'a> {
    /// Cuts a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The number at `n`, written in so many digits.
    pub fn number(&self, n: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match &self.tokens.get(n)?.run {
            Run::Digits(d) if lengths.contains(&d.len()) => d.parse().ok(),
            _ => None,
        }
    }

    /// The word at `n`, folded.
    pub fn word(&self, n: usize) -> Option<&str> {
        match &self.tokens.get(n)?.run {
            Run::Word(word) => Some(word),
            _ => None,
        }
    }

    /// What stands between, at `n`, folded.
    pub fn other(&self, n: usize) -> Option<&str> {
        match &self.tokens.get(n)?.run {
            Run::Other(other) => Some(other),
            _ => None,
        }
    }

    /// True for a short joint between the parts of a date.
    pub fn is_gap(&self, n: usize) -> bool {
        self.other(n).is_some_and(|o| {
            !o.is_empty() && o.len() <= 3 && o.chars().all(|c| " .,-_/".contains(c))
        })
    }

    /// The month named at `n`, and the first token after it. Some have two words.
    pub fn month(&self, n: usize) -> Option<(u32, usize)> {
        let word = self.word(n)?;
        let two = (self.other(n + 1) == Some(" "))
            .then(|| self.word(n + 2))
            .flatten()
            .and_then(|second| month_named(&format!("{word} {second}")));
        two.map(|m| (m, n + 3)).or_else(|| month_named(word).map(|m| (m, n + 1)))
    }

    /// A year of four digits after the token before `n`, and the first token after it.
    pub fn year_after(&self, n: usize) -> Option<(i32, usize)> {
        let mut at = n;
        if self.is_gap(at) {
            at += 1;
        }
        if matches!(self.word(at), Some("de" | "del" | "г" | "عام" | "سنه")) && self.is_gap(at + 1)
        {
            at += 2;
        }
        let year = self.number(at, 4..=4).and_then(|y| i32::try_from(y).ok())?;
        (at > n).then_some((year, at + 1))
    }

    /// The byte at which the token begins; the end of the text after the last.
    pub fn from(&self, n: usize) -> usize {
        self.tokens.get(n).map_or(self.text.len(), |t| t.from)
    }

    /// The byte at which the token before `n` ends.
    pub fn to(&self, n: usize) -> usize {
        n.checked_sub(1).and_then(|n| self.tokens.get(n)).map_or(0, |t| t.to)
    }

    /// A part of the text.
    pub fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }
}

/// The token after `st`, `nd`, `rd` or `th`.
pub(super) fn after_ordinal(runs: &Runs<'_>, n: usize) -> usize {
    let ordinal = matches!(runs.word(n), Some("st" | "nd" | "rd" | "th" | "er" | "o" | "a"));
    n + usize::from(ordinal)
}

/// Where a day of the week before the token begins, or else the token itself.
pub(super) fn before_weekday(runs: &Runs<'_>, n: usize) -> usize {
    let named = n.checked_sub(2).filter(|k| {
        runs.word(*k).is_some_and(is_weekday)
            && runs.other(n - 1).is_some_and(|o| matches!(o.trim(), "" | "," | "."))
    });
    named.map_or_else(|| runs.from(n), |k| runs.from(k))
}
