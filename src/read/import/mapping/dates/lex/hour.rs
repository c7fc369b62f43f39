//! Hours written in digits, and their distance from UTC.

use super::super::names::{self, Word};
use super::super::ways::Hours;
use super::{Lexer, Token};

impl Lexer {
    /// `9:30`, `09:30:15.123`; the first number was read.
    pub(super) fn clock(&mut self, (hour, length): (u32, usize), end: usize) -> bool {
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

    /// `+01:00`, `+0100`, `+1` behind a clock, behind AM or PM, or behind UTC.
    pub(super) fn offset(&mut self) -> bool {
        let half = self.found.len().checked_sub(2).is_some_and(|n| self.is_half_behind_clock(n));
        let after_clock = half
            || match self.found.last() {
                Some(Token::Clock(..)) => true,
                Some(Token::Word(words, _)) => words.first() == Some(&Word::Utc),
                _ => false,
            };
        let minus = self.peek(0) == Some('-');
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
        let last = if minus { 12 * 60 } else { 14 * 60 + 45 };
        if !after_clock || more || hours * 60 + minutes > last || minutes > 59 {
            return false;
        }
        if minus {
            // `3:23 PM -5:00 PM` has a second hour.
            let way = match self.is_hour_word(end) {
                true => Hours::Ranges,
                false => {
                    self.behind_minus(half, (hours, minutes), self.at + 1 + length < end, length)
                }
            };
            if way == Hours::Ranges {
                return false;
            }
            self.open |= way == Hours::Open;
        }
        self.at = end;
        let all = i32::try_from(hours * 60 + minutes).unwrap_or(0);
        self.found.push(Token::Offset(if minus { -all } else { all }));
        true
    }

    /// True for AM or PM at the end of what was found, with its hour at a place.
    fn is_half_behind_clock(&self, at: usize) -> bool {
        let half = |w: &Token| matches!(w, Token::Word(w, _) if w.iter().any(|w| matches!(w, Word::Half(_))));
        matches!(self.found.get(at), Some(Token::Clock(..))) && self.found.last().is_some_and(half)
    }

    /// True for `pm` and for words of hours at a place, with a blank before them or without.
    fn is_hour_word(&self, at: usize) -> bool {
        let rest = self.chars.get(at..).unwrap_or_default();
        let rest = rest.iter().skip_while(|c| **c == ' ');
        let word: String =
            rest.take_while(|c| c.is_alphabetic() || **c == '.').filter(|c| **c != '.').collect();
        let hour = |w: &Word| matches!(w, Word::Half(_) | Word::Hour | Word::HalfLetter);
        word == "a" || names::word(&word).iter().any(hour)
    }

    /// What stands behind a minus: `9:30-10:30` is a stretch of time, `9:30:15 -0800` an hour with its offset, and
    /// `9:30-05:00` can be one over midnight.
    fn behind_minus(
        &self,
        half: bool,
        (hours, minutes): (u32, u32),
        colon: bool,
        length: usize,
    ) -> Hours {
        let clock = self.found.iter().rev().nth(usize::from(half));
        let Some(Token::Clock(hour, minute, second, _)) = clock else { return Hours::Offsets };
        let spaced = self.at.checked_sub(1).and_then(|n| self.chars.get(n)) == Some(&' ');
        let later = hours * 60 + minutes > hour * 60 + minute;
        let iso = matches!(self.found.iter().rev().nth(1), Some(Token::Word(_, t)) if t == "t");
        // A second hour would have seconds as the first has, or its colon.
        let four = length == 4 && (spaced || half || !later);
        let seconds = second.is_some() && (colon || length == 4 || hours < 12 || !later);
        // On a clock of twelve hours nobody writes 08.
        let padded = half && length == 2 && hours < 10;
        if iso || four || seconds || padded && spaced {
            return Hours::Offsets;
        }
        if !spaced && !padded && (later || half) { Hours::Ranges } else { self.hours }
    }
}
