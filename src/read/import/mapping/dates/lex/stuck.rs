//! Letters and signs that touch digits. A scan has `1O/02/1991` for 10 February, and the letter O is a word of some
//! language: what touches a digit is read only where people write it so.

use super::super::names::Word;
use super::{Lexer, Strange, Token, is_unknown};

/// Behind a day, as in `14th` and `1er`.
const ORDINALS: &str = "|st|nd|rd|th|th of|er|ere|re|e|de|eme|го|";
/// Behind a year of four digits, as in `2020г.`.
const OF_YEARS: &str = "|г|года|год|году|року|рік|р|r|roku|rok|";
/// Before or behind an hour.
const OF_HOURS: &str = "|kl|ore|ora|orele|godz|hours|o'clock|local|time|";

fn among(all: &str, word: &str) -> bool {
    all.split('|').any(|w| w == word)
}

/// True for scripts whose letters look like digits to a machine.
const fn is_european(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | 'º' | 'ª')
}

/// True for a word that can be misread digits from its first letter to its last: `il` is 11.
fn like_digits(word: &str) -> bool {
    word.chars()
        .all(|c| matches!(c, 'i' | 'l' | 'o' | 's' | 'e' | 'b' | 'z' | 'g' | 'о' | 'і' | 'з'))
}

/// Months, halves of the day, zones and the like, which are told from digits by their letters.
fn stands_out(words: &[Word]) -> bool {
    words.iter().any(|w| {
        matches!(
            w,
            Word::Month(_)
                | Word::Weekday(_)
                | Word::Quarter
                | Word::Season(_)
                | Word::Half(_)
                | Word::Bce
                | Word::Ce
                | Word::Utc
                | Word::Zone(_)
                | Word::ManyZones
                | Word::Era(_)
                | Word::OtherCalendar
        )
    })
}

fn has(words: &[Word], all: &[Word]) -> bool {
    words.iter().any(|w| all.contains(w))
}

/// `bis` and `from` between digits; never one letter, nor what can be digits itself.
fn divides(words: &[Word], word: &str) -> bool {
    let ends = [Word::To, Word::Since, Word::Until, Word::Before, Word::After, Word::Between];
    has(words, &ends) && word.chars().count() > 1 && !like_digits(word)
}

impl Lexer {
    fn is_digit(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit)
    }

    fn is_one_of(&self, at: usize, signs: &[char]) -> bool {
        self.chars.get(at).is_some_and(|c| signs.contains(c))
    }

    /// True for a word that touches a digit, from one place to another, where nobody writes it so.
    pub(super) fn is_stuck(
        &self,
        (start, end): (usize, usize),
        words: &[Word],
        text: &str,
    ) -> bool {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        if text.contains('°') || !letters().all(is_european) {
            return false;
        }
        let before = self.is_digit(start.checked_sub(1));
        let behind = self.is_digit(Some(end));
        if !before && !behind {
            let number = letters().count() == 1 || like_digits(text);
            return number && self.is_part(start, end, words, text);
        }
        let iso = behind && text == "t" && !self.found.is_empty();
        let unit = before && has(words, &[Word::Hour, Word::Minute, Word::Second]);
        if stands_out(words) || divides(words, text) || among(OF_HOURS, text) || unit || iso {
            return false;
        }
        let clock = matches!(self.found.last(), Some(Token::Clock(..) | Token::Pair(_, '.')));
        let as_suffix = || match self.found.last() {
            _ if has(words, &[Word::Decade, Word::HalfLetter]) => true,
            _ if clock && text == "a" => true,
            Some(Token::Number(_, 4, _) | Token::Triple(_) | Token::Pair(..)) => {
                among(OF_YEARS, text)
            }
            Some(Token::Number(_, 1 | 2, _)) => {
                let date =
                    self.is_one_of(end, &['/', '.', '-', ':']) && self.is_digit(Some(end + 1));
                among(ORDINALS, text) && !date
            }
            _ => false,
        };
        let as_prefix = || has(words, &[Word::About]) && self.is_year(end);
        before && !as_suffix() || behind && !as_prefix()
    }

    /// True for four digits and no more of a date behind them.
    fn is_year(&self, at: usize) -> bool {
        matches!(self.digits(at), Some((_, 4, end)) if !self.is_one_of(end, &['/', '.', ':']))
    }

    /// `o/02/1991` and `14/il/1991`: letters alone in the place of a number.
    fn is_part(&self, start: usize, end: usize, words: &[Word], text: &str) -> bool {
        if stands_out(words) || !has(words, &[Word::Filler, Word::To, Word::Since, Word::About]) {
            return false;
        }
        let sure = like_digits(text);
        let divided = |sign: usize, digit: usize| {
            self.is_digit(Some(digit))
                && (self.is_one_of(sign, &['/']) || sure && self.is_one_of(sign, &['.', '-']))
        };
        divided(end, end + 1) || start.checked_sub(2).is_some_and(|digit| divided(digit + 1, digit))
    }

    /// How many signs for unknown digits stand at a place.
    fn unknowns(&self, at: usize) -> usize {
        let rest = self.chars.get(at..).unwrap_or_default();
        rest.iter().take_while(|c| is_unknown(**c)).count()
    }

    /// `199?` and `19xx` behind their digits: a year of which some digits are not known.
    pub(super) fn gap(&mut self, value: u32, length: usize, end: usize) -> bool {
        let unknown = self.unknowns(end);
        if !(2..=3).contains(&length)
            || length + unknown != 4
            || self.is_digit(Some(end + 4 - length))
        {
            return false;
        }
        // A year of three digits in doubt is written so too, as long as there are ten such years.
        let doubt = length == 3 && value <= 210 && self.is_one_of(end, &['?']);
        // 476? is hardly a year from 4760 on.
        if length == 3 && value > 210 && self.is_one_of(end, &['?']) {
            return false;
        }
        self.found.push(Token::Gap(value, length, doubt));
        self.at = end + unknown;
        true
    }

    /// Refuses a number whose last digit is not known: `1?/03/2020`. Behind a whole part, a `?` is doubt.
    pub(super) fn blurred(&self, end: usize) -> Result<(), Strange> {
        let unknown = self.unknowns(end);
        let behind = end + unknown;
        let divided = self.is_one_of(behind, &['/', '.', '-']) && self.is_digit(Some(behind + 1));
        // 14?-16 March has doubt of its first day.
        let dash = self.is_one_of(behind, &['-'])
            && !self.digits(behind + 1).is_some_and(|(.., end)| self.is_one_of(end, &['-']));
        if unknown > 0 && (self.is_digit(Some(behind)) || divided && !dash) {
            return Err(Strange::Blurred);
        }
        Ok(())
    }

    /// The same behind the last part of a date: `14.3.199?`, `2020-03-1?`.
    pub(super) fn blurred_end(
        &self,
        [_, b, c]: [(u32, usize); 3],
        end: usize,
    ) -> Result<(), Strange> {
        let unknown = self.unknowns(end);
        let part = c.1 == 3 || c.1 == 1 && b.1 == 2 || unknown > 1 && c.1 < 4;
        if unknown > 0 && part { Err(Strange::Blurred) } else { self.blurred(end) }
    }
}
