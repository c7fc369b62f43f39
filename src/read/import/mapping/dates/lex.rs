//! The text of a cell cut into numbers, words and signs.

use super::names::{self, Word};
use super::ways::Hours;
use crate::case::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// Words that stand where nothing is known, whole cells only.
const NOTHING: &str = "-|--|---|.|..|n/a|na|n.a.|n a|#n/a|#na|nan|nat|null|none|nil|unknown|unk|not set|not available|not a time|undated|no date|tbd|tba|tbc|?|??|???|s.d.|s/d|sd|o.d.|o.j.|n.d.|nd|k.a.|keine angabe|unbekannt|undatiert|inconnu|inconnue|sans date|non connu|sconosciuto|sconosciuta|senza data|ignoto|desconocido|desconocida|sin fecha|se desconoce|desconhecido|sem data|onbekend|zonder datum|nieznany|nieznana|brak|brak danych|bez daty|neznámo|neznámé|неизвестно|не указано|нет данных|нет|б/д|невідомо|без даты|غير معروف|غير محدد|غير متوفر|لا يوجد|بدون تاريخ|לא ידוע|ללא תאריך|bilinmiyor|tarihsiz|yok|άγνωστο|άγνωστη|不详|不明|未知|未定|无|なし|미상|0000-00-00|0000-00-00 00:00:00|0000-00-00t00:00:00|0000-00-00t00:00:00z|0000-00-00t00:00:00+00:00|00/00/0000|00.00.0000|00-00-0000|__.__.____|dd/mm/yyyy|mm/dd/yyyy|yyyy-mm-dd|tt.mm.jjjj|jj/mm/aaaa";

static NOTHINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| NOTHING.split('|').map(fold).collect());

/// True for an empty cell and for a word that stands for nothing.
pub(in super::super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    // No word for nothing begins with a digit but rows of noughts: most cells are told apart by that alone.
    let number = text.bytes().next().is_some_and(|b| b.is_ascii_digit()) && !text.starts_with("00");
    text.is_empty() || !number && text.len() <= 64 && NOTHINGS.contains(&fold(text))
}

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
    /// `?`.
    Doubt,
    /// `xx`, for a part that is not known.
    Blank,
    /// A letter behind a number, as in `2025年`.
    Unit(char),
}

/// A word or sign that no date is written with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Strange(pub String);

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
        if part && self.groups() {
            return Ok(());
        }
        match c {
            '0'..='9' => self.number(false),
            '\'' if self.peek(1).is_some_and(|c| c.is_ascii_digit()) => {
                self.at += 1;
                self.number(true);
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
                self.at += 1;
                self.found.push(Token::Doubt);
            }
            '(' if self.after_offset() => self.skip_to(')'),
            '[' if self.zone_in_brackets() => {}
            ' ' | ',' | ';' | '،' | '、' | '(' | ')' | '.' | '\'' | '"' | '|' | '\t' | ':'
            | '[' | ']' | '/' | '·' | '•' => self.at += 1,
            _ if c.is_alphabetic() || matches!(c, 'º' | 'ª' | '°') => self.word()?,
            _ => return Err(Strange(c.to_string())),
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

    /// `(Central European Standard Time)` behind an offset says nothing more.
    fn after_offset(&self) -> bool {
        matches!(self.found.last(), Some(Token::Offset(_)))
    }

    fn skip_to(&mut self, end: char) {
        while self.peek(0).is_some_and(|c| c != end) {
            self.at += 1;
        }
        self.at += 1;
    }

    /// `[Europe/Rome]`, as Java writes.
    fn zone_in_brackets(&mut self) -> bool {
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        let name: String = rest.iter().take_while(|c| **c != ']').collect();
        let Some(zone) = zone(&name) else { return false };
        self.skip_to(']');
        self.found.push(Token::Zone(zone));
        true
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
    fn groups(&mut self) -> bool {
        let start = self.at;
        let Some((a, end)) = self.part(start) else { return false };
        let Some(sign) = self.chars.get(end).copied() else { return false };
        if sign == ':' {
            return self.clock(a, end);
        }
        if !matches!(sign, '/' | '.' | '-') {
            return false;
        }
        // Points may have a space behind them: 19. 1. 2025.
        let skip = |mut at: usize| {
            while sign == '.' && self.chars.get(at) == Some(&' ') {
                at += 1;
            }
            at
        };
        let Some((b, second)) = self.part(skip(end + 1)) else { return false };
        let third =
            (self.chars.get(second) == Some(&sign)).then(|| self.part(skip(second + 1))).flatten();
        let four = |(_, length): (u32, usize)| length == 4;
        match third {
            Some((c, last)) if a.1 <= 4 && b.1 <= 2 && c.1 <= 4 && !(four(a) && four(c)) => {
                self.found.push(Token::Triple([a, b, c]));
                self.at = last;
                true
            }
            None if sign != '-'
                && second - start <= 7
                && (four(a) && b.1 <= 2 || four(b) && a.1 <= 2) =>
            {
                // 19.30 is told from 01.2025 by its length alone.
                self.found.push(Token::Pair([a, b], sign));
                self.at = second;
                true
            }
            None if sign == '.' && end + 1 == skip(end + 1) && a.1 <= 2 && b.1 == 2 => {
                self.found.push(Token::Pair([a, b], sign));
                self.at = second + usize::from(self.chars.get(second) == Some(&'.'));
                true
            }
            // 28.2. and 28/2, whose year stands behind the dash of a range.
            None if a.1 <= 2
                && b.1 <= 2
                && (sign == '/' || sign == '.' && self.chars.get(second) == Some(&'.')) =>
            {
                self.found.push(Token::Pair([a, b], sign));
                self.at = second + usize::from(sign == '.');
                true
            }
            _ => false,
        }
    }

    /// `9:30`, `09:30:15.123`; the first number was read.
    fn clock(&mut self, (hour, length): (u32, usize), end: usize) -> bool {
        let Some((minute, 2, mut last)) = self.digits(end + 1) else { return false };
        if length > 2 {
            return false;
        }
        let (mut second, mut fraction) = (None, String::new());
        if self.chars.get(last) == Some(&':')
            && let Some((s, 2, end)) = self.digits(last + 1)
        {
            second = Some(s);
            last = end;
            if matches!(self.chars.get(last), Some('.' | ',' | ':')) {
                let rest = self.chars.get(last + 1..).unwrap_or_default();
                fraction = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
                last += if fraction.is_empty() { 0 } else { fraction.len() + 1 };
            }
        }
        self.found.push(Token::Clock(hour, minute, second, fraction));
        self.at = last;
        true
    }

    /// A bare number, with a letter for its unit behind it.
    fn number(&mut self, short: bool) {
        let Some((value, length, end)) = self.digits(self.at) else {
            self.at += 1;
            return;
        };
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
            return;
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
    }

    /// `+01:00`, `+0100`, `+1` behind a clock or behind UTC.
    fn offset(&mut self) -> bool {
        let after_clock = match self.found.last() {
            Some(Token::Clock(..)) => true,
            Some(Token::Word(words, _)) => words.first() == Some(&Word::Utc),
            _ => false,
        };
        let sign = if self.peek(0) == Some('-') { -1 } else { 1 };
        let Some((value, length, mut end)) = self.digits(self.at + 1) else { return false };
        let (hours, minutes) = match (length, self.chars.get(end)) {
            (1 | 2, Some(':')) => match self.digits(end + 1) {
                Some((m, 2, last)) if matches!(m, 0 | 30 | 45) => {
                    end = last;
                    (value, m)
                }
                _ => return false,
            },
            (1 | 2, _) => (value, 0),
            (4, _) => (value / 100, value % 100),
            _ => return false,
        };
        let more =
            self.chars.get(end).is_some_and(|c| matches!(c, '/' | '.' | ':') || c.is_ascii_digit());
        if !after_clock || more || hours > 14 || minutes > 59 {
            return false;
        }
        // `9:30-10:30` is a stretch of time; `9:30-05:00` can be one over midnight, but not with seconds or a T.
        if sign < 0
            && let Some(Token::Clock(hour, minute, second, _)) = self.found.last()
        {
            if hours * 60 + minutes > hour * 60 + minute {
                return false;
            }
            let iso = matches!(self.found.iter().rev().nth(1), Some(Token::Word(_, t)) if t == "t");
            if second.is_none() && length <= 2 && !iso {
                if self.hours == Hours::Ranges {
                    return false;
                }
                self.open = self.hours == Hours::Open;
            }
        }
        self.at = end;
        let all = i32::try_from(hours * 60 + minutes).unwrap_or(0);
        self.found.push(Token::Offset(sign * all));
        true
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
            self.at = end;
            self.found.push(Token::Blank);
            return Ok(());
        }
        // A unit may stand behind a word too: 三月 is not read, 令和7年 is.
        Err(Strange(known))
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
