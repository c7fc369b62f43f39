//! A text as the words that it is searched by.

use crate::case::fold::{fold, is_unseen};
use unicode_normalization::char::is_combining_mark;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters and digits, folded.
    pub text: String,
    /// How it was written.
    pub look: Look,
    /// What stands between it and the word before.
    pub tie: Tie,
}

/// How a word was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It begins with a small letter.
    Small,
    /// It begins with a capital, or its script has none.
    Name,
    /// Capitals alone, as in `ICC`: no spelling of it is like another.
    Capitals,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// A space or the beginning.
    Loose,
    /// A hyphen or an apostrophe: `Al-Masri` is also `Almasri`.
    Hyphen,
    /// Another sign, or nothing in a script that puts no space between words.
    Sign,
}

/// True for letters of scripts that put no space between words: each is a word of its own, so that any part of a
/// text is found.
const fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}'
    )
}

/// True for signs that somebody may look for, such as `§` or `€`, and not for punctuation.
const fn is_symbol(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{a1}'
        | '\u{a8}' | '\u{ab}' | '\u{ad}' | '\u{af}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}'
        | '\u{2b0}'..='\u{36f}'
        | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}'
        | '\u{591}'..='\u{5f4}' | '\u{600}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
        | '\u{2000}'..='\u{206f}'
        | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fd3e}' | '\u{fd3f}' | '\u{fe00}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

/// True for what a hyphenated or an elided word is written with.
pub(super) const fn is_tie(c: char) -> bool {
    matches!(
        c,
        '-' | '\''
            | '’'
            | '‘'
            | '`'
            | '´'
            | '‐'
            | '‑'
            | '–'
            | '־'
            | '׳'
            | 'ʼ'
            | 'ʻ'
            | 'ʿ'
            | 'ʾ'
            | '′'
    )
}

/// Puts a folded text into `out`; its digits, of whatever script, are 0 to 9.
fn put_folded(run: &str, out: &mut String) {
    out.clear();
    if run.is_ascii() {
        out.extend(run.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let figure = |c: char| {
        let plain = if c.is_ascii() || !c.is_numeric() { "" } else { any_ascii::any_ascii_char(c) };
        match plain.as_bytes() {
            [digit @ b'0'..=b'9'] => char::from(*digit),
            _ => c,
        }
    };
    let kept = fold(run);
    out.extend(kept.chars().map(figure).filter(|c| c.is_alphanumeric() || is_symbol(*c)));
}

/// Hands each word of a text to `give`, in order: folded, how it was written, and what stands before it.
pub(super) fn each(text: &str, mut give: impl FnMut(&str, Look, Tie)) {
    let mut word = String::new();
    // What stood between the last word and here; `None` where nothing did.
    let mut between = Some(Tie::Loose);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if is_unseen(first) || is_mark(first) {
            continue;
        }
        let symbol = !first.is_alphanumeric() && is_symbol(first);
        if !first.is_alphanumeric() && !symbol {
            between = Some(match between {
                _ if first.is_whitespace() => Tie::Loose,
                Some(Tie::Loose) => Tie::Loose,
                None if is_tie(first) => Tie::Hyphen,
                _ => Tie::Sign,
            });
            continue;
        }
        let alone = symbol || stands_alone(first);
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            let inside = is_unseen(c) || is_mark(c) || (!alone && continues(c));
            if !inside {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let run = text.get(start..end).unwrap_or_default();
        put_folded(run, &mut word);
        // A ligature can fold to several letters that are each a word.
        let mut rest = word.as_str();
        while let Some(c) = rest.chars().next() {
            let len = match rest.find(stands_alone) {
                Some(0) => c.len_utf8(),
                Some(at) => at,
                None => rest.len(),
            };
            let (text, behind) = rest.split_at(len);
            give(text, look_of(run), between.take().unwrap_or(Tie::Sign));
            rest = behind;
        }
    }
}

/// True for signs above, below and behind letters; a word goes on behind them.
fn is_mark(c: char) -> bool {
    c == '\u{640}' || (!c.is_ascii() && is_combining_mark(c))
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() && !stands_alone(c)
}

fn look_of(run: &str) -> Look {
    let small = run.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if small {
        return Look::Small;
    }
    let has_small = run.chars().any(char::is_lowercase);
    let has_capital = run.chars().any(char::is_uppercase);
    if has_capital && !has_small { Look::Capitals } else { Look::Name }
}

/// The words of a text, in order.
pub(super) fn list(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each(text, |word, look, tie| words.push(Word { text: word.to_owned(), look, tie }));
    words
}

/// A text as it is compared as a whole: its words with one space between them.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    each(text, |word, _, _| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    });
    key
}
