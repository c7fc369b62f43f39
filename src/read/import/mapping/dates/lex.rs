//! The text of a cell cut into numbers, words and signs.

mod bracket;
mod hour;
mod stuck;

use super::names::{self, Word};
use super::ways::Hours;
use crate::case::fold::fold;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// A part of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, how many they were, and whether an apostrophe stood before them.
    Number(u32, usize, bool),
    /// Hour, minute, second, fraction.
    Clock(u32, u32, Option<u32>, String),
    /// `a/b/c`, `a.b.c`, `a-b-c`; 0 where a question mark stood.
    Triple([(u32, usize); 3]),
    /// `a/b` or `a.b`.
    Pair([(u32, usize); 2], char),
    /// Minutes east of UTC.
    Offset(i32),
    /// What a word can mean, and the word.
    Word(&'static [Word], String),
    /// A zone by its name.
    Zone(chrono_tz::Tz),
    /// `-`.
    Dash,
    /// A year with digits that are not known, what is known of it, and how many digits that is; true where the `?`
    /// can be doubt of a year of three digits too.
    Gap(u32, usize, bool),
    /// `?`.
    Doubt,
    /// `xx`, for a part that is not known.
    Blank,
    /// A letter behind a number, as in `2025年`.
    Unit(char),
}

impl Token {
    /// True for a letter behind the number of an hour.
    pub(super) const fn is_unit_of_hours(&self) -> bool {
        matches!(self, Self::Unit('时' | '時' | '点' | '點' | '시'))
    }
}

/// Why a text is no date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Strange {
    /// A word or sign that no date is written with.
    Word(String),
    /// Letters that touch a digit, and may be a misread one.
    Stuck(String),
    /// A digit of a day, a month or a whole date is not known.
    Blurred,
}

/// The text as it is compared. An ordinal sign would fold to a letter, as which a machine reads a nought, and the Czech
/// zone to the word for seconds.
pub(super) fn folded(text: &str) -> String {
    fold(&text.replace(['º', 'ª'], "°").replace("SEČ", "CET"))
}

/// Cuts a folded text; true where an hour has an offset that could be another hour too.
pub(super) fn tokens(text: &str, hours: Hours) -> Result<(Vec<Token>, bool), Strange> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { chars, at: 0, found: Vec::new(), hours, open: false };
    while lexer.at < lexer.chars.len() {
        lexer.next()?;
    }
    Ok((lexer.found, lexer.open))
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    found: Vec<Token>,
    hours: Hours,
    open: bool,
}

/// What stands in a date for a part that is not known.
const fn is_unknown(c: char) -> bool {
    matches!(c, '?' | 'x' | '_' | '*')
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at.checked_add(ahead)?).copied()
    }

    fn next(&mut self) -> Result<(), Strange> {
        let Some(c) = self.peek(0) else { return Ok(()) };
        let part = c.is_ascii_digit() || is_unknown(c);
        if part && self.groups()? {
            return Ok(());
        }
        match c {
            '0'..='9' => self.number(false)?,
            '\'' if self.peek(1).is_some_and(|c| c.is_ascii_digit()) => {
                self.at += 1;
                self.number(true)?;
            }
            '+' | '-' if self.offset() => {}
            '-' | '~' | '〜' | '～'
                if c == '-'
                    || self.at > 0 && self.found.iter().any(|t| !matches!(t, Token::Word(..))) =>
            {
                self.at += 1;
                self.found.push(Token::Dash);
            }
            '~' | '≈' | '±' => self.meaning(Word::About),
            '<' => self.meaning(Word::Before),
            '>' => self.meaning(Word::After),
            '?' | '؟' => {
                let token = if self.is_place() { Token::Blank } else { Token::Doubt };
                self.found.push(token);
                self.at += 1;
            }
            '(' if self.weekday_in_brackets() => {}
            '(' if self.after_offset() => self.skip_to(')'),
            '[' if self.zone_in_brackets() => {}
            ' ' | ',' | ';' | '،' | '、' | '(' | ')' | '.' | '\'' | '"' | '|' | '\t' | ':'
            | '[' | ']' | '/' | '·' | '•' | '॰' => self.at += 1,
            _ if c.is_alphabetic() || matches!(c, 'º' | 'ª' | '°') => self.word()?,
            _ => return Err(Strange::Word(c.to_string())),
        }
        Ok(())
    }

    fn meaning(&mut self, word: Word) {
        self.at += 1;
        let list: &'static [Word] = match word {
            Word::About => &[Word::About],
            Word::Before => &[Word::Before],
            _ => &[Word::After],
        };
        self.found.push(Token::Word(list, String::new()));
    }

    /// True for a `?` between two parts, with spaces on both sides: it is in the place of one. Elsewhere it is doubt.
    fn is_place(&self) -> bool {
        let at = |n: Option<usize>| n.and_then(|n| self.chars.get(n)).copied();
        let alone = at(self.at.checked_sub(1)) == Some(' ') && at(Some(self.at + 1)) == Some(' ');
        let mut rest = self.chars.iter().skip(self.at + 1).filter(|c| **c != ' ');
        alone && rest.next().is_some_and(|c| c.is_alphanumeric())
    }

    /// A number from a place on: value, how many digits, where it ends.
    fn digits(&self, from: usize) -> Option<(u32, usize, usize)> {
        let all = self.chars.get(from..)?;
        let digits: String = all.iter().take_while(|c| c.is_ascii_digit()).take(10).collect();
        Some((digits.parse().ok()?, digits.len(), from + digits.len()))
    }

    /// A number, or signs for a part that is not known.
    fn part(&self, from: usize) -> Option<((u32, usize), usize)> {
        if let Some((value, length, end)) = self.digits(from) {
            return Some(((value, length), end));
        }
        let all = self.chars.get(from..)?;
        let length = all.iter().take_while(|c| is_unknown(**c)).count();
        (1..=4).contains(&length).then_some(((0, length), from + length))
    }

    /// Numbers with the same sign between: dates and clocks.
    fn groups(&mut self) -> Result<bool, Strange> {
        let start = self.at;
        let Some((a, end)) = self.part(start) else { return Ok(false) };
        let Some(sign) = self.chars.get(end).copied() else { return Ok(false) };
        if sign == ':' {
            return Ok(self.clock(a, end));
        }
        if !matches!(sign, '/' | '.' | '-') {
            return Ok(false);
        }
        // Points may have a space behind them: 19. 1. 2025.
        let skip = |mut at: usize| {
            while sign == '.' && self.chars.get(at) == Some(&' ') {
                at += 1;
            }
            at
        };
        let Some((b, second)) = self.part(skip(end + 1)) else { return Ok(false) };
        let third =
            (self.chars.get(second) == Some(&sign)).then(|| self.part(skip(second + 1))).flatten();
        let four = |(_, length): (u32, usize)| length == 4;
        match third {
            Some((c, last)) if a.1 <= 4 && b.1 <= 2 && c.1 <= 4 && !(four(a) && four(c)) => {
                self.blurred_end([a, b, c], last)?;
                self.found.push(Token::Triple([a, b, c]));
                self.at = last;
            }
            None if sign != '-'
                && second - start <= 7
                && (four(a) && b.1 <= 2 || four(b) && a.1 <= 2) =>
            {
                // 19.30 is told from 01.2025 by its length alone.
                self.blurred(second)?;
                self.found.push(Token::Pair([a, b], sign));
                self.at = second;
            }
            None if sign == '.' && end + 1 == skip(end + 1) && a.1 <= 2 && b.1 == 2 => {
                self.found.push(Token::Pair([a, b], sign));
                self.at = second + usize::from(self.chars.get(second) == Some(&'.'));
            }
            // 28.2. and 28/2, whose year stands behind the dash of a range.
            None if a.1 <= 2
                && b.1 <= 2
                && (sign == '/' || sign == '.' && self.chars.get(second) == Some(&'.')) =>
            {
                self.blurred(second)?;
                self.found.push(Token::Pair([a, b], sign));
                self.at = second + usize::from(sign == '.');
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A bare number, with a letter for its unit behind it.
    fn number(&mut self, short: bool) -> Result<(), Strange> {
        let Some((value, length, end)) = self.digits(self.at) else {
            self.at += 1;
            return Ok(());
        };
        if self.gap(value, length, end) {
            return Ok(());
        }
        self.blurred(end)?;
        self.at = end;
        // 9h30 and 9 h 30 are clocks.
        if length <= 2
            && matches!(self.peek(0), Some('h' | 'ч' | 'u'))
            && !self.peek(1).is_some_and(char::is_alphabetic)
        {
            let minutes = self.digits(self.at + 1).filter(|(_, length, _)| *length == 2);
            self.at = minutes.map_or(self.at + 1, |(_, _, end)| end);
            // 9h30m; an m behind 9:30 is no unit, and half of “a. m.” perhaps.
            let unit = minutes.is_some() && matches!(self.peek(0), Some('m' | 'м'));
            self.at += usize::from(unit && !self.peek(1).is_some_and(char::is_alphabetic));
            self.found.push(Token::Clock(value, minutes.map_or(0, |m| m.0), None, String::new()));
            return Ok(());
        }
        self.found.push(Token::Number(value, length, short));
        if let Some(
            unit @ ('年' | '月' | '日' | '号' | '號' | '년' | '월' | '일' | '时' | '時' | '点'
            | '點' | '分' | '秒' | '시' | '분' | '초'),
        ) = self.peek(0)
        {
            self.at += 1;
            self.found.push(Token::Unit(unit));
        }
        Ok(())
    }

    /// A word, two where only both together mean something.
    fn word(&mut self) -> Result<(), Strange> {
        let letters = |from: usize| -> usize {
            let rest = self.chars.get(from..).unwrap_or_default();
            rest.iter()
                .take_while(|c| {
                    // Signs that join or change letters of Indic scripts belong to the word.
                    c.is_alphabetic()
                        || is_combining_mark(**c)
                        || matches!(c, '\'' | 'º' | 'ª' | '°')
                })
                .count()
        };
        let (start, length) = (self.at, letters(self.at));
        let end = start + length.max(1);
        let text = |from: usize, to: usize| -> String {
            self.chars.get(from..to).unwrap_or_default().iter().collect()
        };
        // Words of several parts: كانون الثاني, v. Chr., a.m., alle ore.
        let mut ends = vec![end];
        let mut at = end;
        for _ in 0..3 {
            while matches!(self.chars.get(at), Some('.' | ' ' | '-')) {
                at += 1;
            }
            let more = letters(at);
            if more == 0 {
                break;
            }
            at += more;
            ends.push(at);
        }
        for end in ends.iter().rev() {
            let joined = text(start, *end).replace(['.', '-'], " ");
            let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = names::word(&joined);
            if !words.is_empty() {
                if self.is_stuck((start, *end), words, &joined) {
                    return Err(Strange::Stuck(text(start, *end)));
                }
                self.at = *end;
                self.found.push(Token::Word(words, joined));
                return Ok(());
            }
        }
        let rest = self.chars.get(start..).unwrap_or_default();
        let name: String = rest
            .iter()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '-'))
            .collect();
        if let Some(zone) = zone(&name).filter(|_| name.contains('/')) {
            self.at = start + name.chars().count();
            self.found.push(Token::Zone(zone));
            return Ok(());
        }
        let known = text(start, end);
        if known.chars().all(is_unknown) {
            if self.is_stuck((start, end), &[], &known) {
                return Err(Strange::Blurred);
            }
            self.at = end;
            self.found.push(Token::Blank);
            return Ok(());
        }
        // A unit may stand behind a word too: 三月 is not read, 令和7年 is.
        Err(Strange::Word(known))
    }
}

/// A zone by its IANA name, in small letters.
fn zone(name: &str) -> Option<chrono_tz::Tz> {
    static ZONES: LazyLock<std::collections::HashMap<String, chrono_tz::Tz>> =
        LazyLock::new(|| {
            chrono_tz::TZ_VARIANTS.iter().map(|tz| (tz.name().to_lowercase(), *tz)).collect()
        });
    ZONES.get(name).copied()
}
