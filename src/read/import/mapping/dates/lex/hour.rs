//! Hours written in digits, and their distance from UTC.

use super::super::names::Word;
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

    /// `+01:00`, `+0100`, `+1` behind a clock or behind UTC.
    pub(super) fn offset(&mut self) -> bool {
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
}
