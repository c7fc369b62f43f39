//! What stands in brackets behind a date or an hour.

use super::super::names::{self, Word};
use super::super::weekdays;
use super::{Lexer, Token, zone};

/// Days of the week as one character, from Monday, in Chinese and Japanese and in Korean.
const DAYS: [&str; 3] = ["月火水木金土日", "월화수목금토일", "一二三四五六日"];

impl Lexer {
    /// `2020年3月14日(土)`; elsewhere these characters are months and days.
    pub(super) fn weekday_in_brackets(&mut self) -> bool {
        let (Some(day), Some(')')) = (self.peek(1), self.peek(2)) else { return false };
        let place = |days: &&str| days.chars().position(|c| c == day);
        let Some(word) = DAYS.iter().find_map(place).and_then(|n| weekdays::only(n + 1)) else {
            return false;
        };
        self.at += 3;
        self.found.push(Token::Word(word, day.to_string()));
        true
    }

    /// `(Central European Standard Time)` behind an offset says nothing more.
    pub(super) fn after_offset(&self) -> bool {
        matches!(self.found.last(), Some(Token::Offset(_)))
    }

    pub(super) fn skip_to(&mut self, end: char) {
        while self.peek(0).is_some_and(|c| c != end) {
            self.at += 1;
        }
        self.at += 1;
    }

    /// `[Europe/Rome]`, as Java writes. Letters that stand for several zones are read as they are without brackets,
    /// but behind an offset, where they say nothing more.
    pub(super) fn zone_in_brackets(&mut self) -> bool {
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        let name: String = rest.iter().take_while(|c| **c != ']').collect();
        let Some(zone) = zone(&name) else { return false };
        if !self.after_offset() && names::word(&name).contains(&Word::ManyZones) {
            return false;
        }
        self.skip_to(']');
        self.found.push(Token::Zone(zone));
        true
    }
}
