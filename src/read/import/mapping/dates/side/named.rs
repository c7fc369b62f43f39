//! Parts of a date that a word names: the era of a year, and quarters and seasons.

use super::super::Problem;
use super::super::lex::Token;
use super::super::names::Word;
use super::{Side, unclear};

impl Side {
    /// Takes the number before the name of an era as the year, or the one behind it; false where there is none.
    pub(super) fn era_of_year(&mut self, era: Word, next: Option<&Token>) -> Result<bool, Problem> {
        let number = matches!(next, Some(Token::Number(..) | Token::Triple(_)));
        let year = matches!(next, Some(Token::Number(_, 4, _)));
        let dated = self.year.is_some() || self.triple.is_some() || year;
        if !dated && !self.small.is_empty() && number {
            return unclear("has numbers before and behind its era");
        }
        if !dated && !number && self.small.is_empty() {
            return Ok(false);
        }
        if !dated && let Some(year) = self.small.pop() {
            self.year = i32::try_from(year).ok();
        }
        self.plain_year = true;
        self.bce |= era == Word::Bce;
        Ok(true)
    }

    /// A quarter with its number before or behind it, or a season.
    pub(super) fn division(&mut self, word: Word, next: Option<&Token>) -> Result<(), Problem> {
        if let Word::Season(n) = word {
            self.division = Some(n);
            return Ok(());
        }
        let number = match next {
            Some(Token::Number(n, 1, _)) => Some(*n),
            _ => self.small.pop(),
        };
        match number {
            Some(n @ 1..=4) => {
                self.division = Some(32 + n);
                Ok(())
            }
            _ => unclear("has a quarter without its number"),
        }
    }
}
