//! Hours written in words: `21 h`, `9 Uhr 30`, `godz. 9`.

use super::Stamp;
use super::lex::Token;
use super::names::Word;
use super::side::Said;

/// Words behind which a bare number is an hour.
const BEFORE: [&str; 8] = ["godz", "godzina", "godzinie", "ore", "alle ore", "ora", "orele", "kl"];

fn is(token: Option<&Token>, word: Word) -> bool {
    matches!(token, Some(Token::Word(words, _)) if words.contains(&word))
}

fn is_month(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Word(words, _)) if words.iter().any(|w| matches!(w, Word::Month(_))))
}

/// The tokens with each hour in words as one, so that what stands before it is not taken for the dash of a range;
/// a dash within `1990-talet` is none either.
pub(super) fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let behind = |n: usize| tokens.get(at + n);
        match (token, behind(1)) {
            (Token::Number(hour, 1 | 2, false), Some(Token::Word(words, text)))
                if words.contains(&Word::Hour) && text != "o" =>
            {
                let minute = match behind(2) {
                    Some(Token::Number(m @ 0..=59, length @ (1 | 2), false))
                        if is(behind(3), Word::Minute)
                            || *length == 2
                                && !is_month(behind(3))
                                && !is(behind(3), Word::Hour) =>
                    {
                        Some(*m)
                    }
                    _ => None,
                };
                out.push(Token::Clock(*hour, minute.unwrap_or(0), None, String::new()));
                at += 2 + usize::from(minute.is_some());
                at += usize::from(minute.is_some() && is(tokens.get(at), Word::Minute));
            }
            (Token::Word(_, text), Some(Token::Number(hour @ 0..=24, 1 | 2, false)))
                if BEFORE.contains(&text.as_str())
                    && !is_month(behind(2))
                    && !is(behind(2), Word::Hour)
                    && !matches!(behind(2), Some(Token::Unit(_) | Token::Number(..))) =>
            {
                out.push(Token::Clock(*hour, 0, None, String::new()));
                at += 2;
            }
            (Token::Number(_, 4, _), Some(Token::Dash)) if is(behind(2), Word::Decade) => {
                out.push(token.clone());
                at += 2;
            }
            _ => {
                out.push(token.clone());
                at += 1;
            }
        }
    }
    out
}

/// True where an hour comes next, behind words that say nothing; 21.30 is one behind such words alone.
pub(super) fn is_next(tokens: &[Token]) -> bool {
    let said = |t: &Token| !matches!(t, Token::Word(words, _) if words.contains(&Word::Filler));
    let Some(at) = tokens.iter().position(said) else { return false };
    match tokens.get(at) {
        Some(Token::Clock(..)) => true,
        Some(Token::Pair([(0..=24, 1 | 2), (0..=59, 2)], '.')) => at > 0,
        _ => false,
    }
}

/// Puts an end on the next day whose hour, without a day of its own, is not behind that of the start.
pub(super) fn over_midnight(from: &Said, to: &mut Said) -> bool {
    let (Said::Stamp(from), Said::Stamp(to)) = (from, to) else { return false };
    let (Some(a), Some(b)) = (&from.clock, &to.clock) else { return false };
    let of = |c: &super::Clock| (c.hour, c.minute, c.second.unwrap_or(0));
    if of(b) >= of(a) || from.offset != to.offset || from.civil() != to.civil() {
        return false;
    }
    let Some(next) = to.civil().map(|day| day.plus_days(1)) else { return false };
    *to =
        Stamp { year: next.year(), month: Some(next.month()), day: Some(next.day()), ..to.clone() };
    true
}
