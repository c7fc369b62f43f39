//! Which dashes divide two dates, and which stand within one.

use super::hours;
use super::lex::Token;
use super::marks::Kind;
use super::names::Word;

fn is_month(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Word(words, _)) if matches!(words.first(), Some(Word::Month(_))))
}

const fn is_number(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Number(..)))
}

const fn is_year(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Number(_, 4, _)))
}

const fn is_day(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Number(1..=31, 1 | 2, false)))
}

/// Dashes within `19-Jan-2025` are no ranges.
pub(super) fn without_separators(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        let one = one_date(rest, out.last());
        match one {
            Some(length) => {
                let parts = rest.iter().take(length).filter(|t| **t != Token::Dash);
                out.extend(parts.cloned());
            }
            None => out.push(token.clone()),
        }
        at += one.unwrap_or(1);
    }
    out
}

/// How many tokens from the first on are parts of one date with dashes between them.
fn one_date(tokens: &[Token], before: Option<&Token>) -> Option<usize> {
    let at = |n: usize| tokens.get(n);
    let dash = |n: usize| at(n) == Some(&Token::Dash);
    if !dash(1) {
        return None;
    }
    let day_month = is_day(at(0)) && is_month(at(2));
    let month_day = is_month(at(0)) && is_day(at(2));
    // In 19-Feb - 4-Apr-2020 the second dash divides two days.
    let two = is_day(at(4)) && (is_month(at(5)) || dash(5) && is_month(at(6)));
    if is_number(at(0)) && is_month(at(2)) && dash(3) && is_number(at(4)) {
        return Some(if day_month && two { 3 } else { 5 });
    }
    // 15-Mar 2020 and Mar-15, 2020: a day has no range with a month.
    if (day_month || month_day && !is_number(before)) && is_year(at(3)) {
        return Some(4);
    }
    // 2012 14-May.
    let ends = matches!(at(3), None | Some(Token::Clock(..)));
    if (day_month || month_day) && is_year(before) && ends {
        return Some(3);
    }
    // Jan-2025, and 2025-Q1.
    let quarter =
        matches!(at(2), Some(Token::Word(words, _)) if words.first() == Some(&Word::Quarter));
    let joined = is_month(at(0)) && is_year(at(2)) && !dash(3) || is_year(at(0)) && quarter;
    let alone = !tokens.iter().skip(3).any(|t| is_month(Some(t)));
    (joined && alone).then_some(3)
}

/// `25-01-2005 - 13:41`: what a dash divides from its day is the hour of it, and no end.
pub(super) fn before_hours(mut tokens: Vec<Token>) -> Vec<Token> {
    let Some(dash) = tokens.iter().position(|t| *t == Token::Dash) else { return tokens };
    let (before, behind) = tokens.split_at(dash);
    let any = |is: fn(&Token) -> bool| before.iter().any(is);
    let dated = any(|t| matches!(t, Token::Triple(_)))
        || any(|t| is_year(Some(t))) && any(|t| is_month(Some(t)) || matches!(t, Token::Unit(_)));
    let to = any(|t| {
        matches!(t, Token::Clock(..))
            || matches!(t, Token::Word(w, _) if w.contains(&Word::To) && !w.contains(&Word::Filler))
    });
    let hour = matches!(behind.get(1), Some(Token::Clock(..)));
    let alone = behind.iter().skip(2).take_while(|t| **t != Token::Dash).all(|t| {
        !matches!(t, Token::Number(..) | Token::Triple(_) | Token::Pair(..) | Token::Unit(_))
            && !is_month(Some(t))
    });
    if dated && !to && hour && alone {
        tokens.remove(dash);
    }
    tokens
}

/// Where the range lies: the end of its first side, and the start of its second.
pub(super) fn range_at(tokens: &[Token], kind: Kind) -> Option<(usize, usize)> {
    let says = |t: &Token| {
        matches!(
            t,
            Token::Number(..)
                | Token::Triple(_)
                | Token::Clock(..)
                | Token::Pair(..)
                | Token::Unit(_)
                | Token::Gap(..)
        ) || matches!(t, Token::Word(words, _) if words.iter().any(|w| matches!(w, Word::Month(_) | Word::Season(_))))
    };
    (1..tokens.len().saturating_sub(1)).find_map(|n| {
        let here = tokens.get(n)?;
        let is_to = match here {
            Token::Dash => true,
            Token::Word(words, text) => {
                let and = kind == Kind::Between
                    && matches!(
                        text.as_str(),
                        "and"
                            | "et"
                            | "und"
                            | "e"
                            | "y"
                            | "i"
                            | "и"
                            | "і"
                            | "та"
                            | "و"
                            | "en"
                            | "a"
                            | "ve"
                            | "και"
                            | "ו"
                            | "до"
                            | "to"
                            | "al"
                            | "o"
                    );
                let may_be_filler =
                    words.contains(&Word::Filler) || words.contains(&Word::Half(false));
                // “9 h à 10 h” is a range, “14 mars à 21 h” and “14 de marzo a las 21 h” are none.
                let hour = hours::is_next(tokens.get(n + 1..).unwrap_or_default())
                    && !tokens.iter().take(n).any(|t| matches!(t, Token::Clock(..)));
                and || words.contains(&Word::To)
                    && !words.iter().any(|w| matches!(w, Word::Month(_)))
                    && !(may_be_filler && hour)
            }
            _ => false,
        };
        let (before, after) = (tokens.get(..n)?, tokens.get(n + 1..)?);
        (is_to && before.iter().any(says) && after.iter().any(says)).then_some((n, n + 1))
    })
}

/// `14 03 1998` as one numeric date, with what stands behind it.
pub(super) fn spaced(tokens: Vec<Token>) -> Vec<Token> {
    match tokens.as_slice() {
        [
            Token::Number(a, x @ (1 | 2), false),
            Token::Number(b, y @ (1 | 2), false),
            Token::Number(c, 4, false),
            rest @ ..,
        ] if rest.iter().all(|t| matches!(t, Token::Clock(..) | Token::Doubt)) => {
            let mut all = vec![Token::Triple([(*a, *x), (*b, *y), (*c, 4)])];
            all.extend_from_slice(rest);
            all
        }
        _ => tokens,
    }
}

const fn is_hour(token: &Token) -> bool {
    matches!(token, Token::Clock(..))
}

/// Why four digits behind a dash are not read.
const HOUR_OR_OFFSET: &str =
    "has a number behind the dash that can be a year, an hour or the distance of the hour from UTC";

/// Why a dash, or a stroke that stands for one, is not read.
pub(super) fn unclear(tokens: &[Token]) -> Option<String> {
    match tokens {
        [.., Token::Clock(..), Token::Dash, Token::Number(_, 1 | 2, _)] => {
            Some("has a number behind the dash that can be a day or an hour".to_owned())
        }
        [.., Token::Clock(..) | Token::Word(..), Token::Dash, Token::Number(_, 4, _)]
            if tokens.iter().rev().nth(2).is_some_and(is_hour)
                || tokens.iter().rev().nth(3).is_some_and(is_hour) =>
        {
            Some(HOUR_OR_OFFSET.to_owned())
        }
        [before @ .., Token::Number(_, 4, _), Token::Dash, Token::Number(_, 4, _)]
            if before.iter().any(|t| matches!(t, Token::Triple(_) | Token::Number(_, 4, _))) =>
        {
            Some(HOUR_OR_OFFSET.to_owned())
        }
        [Token::Number(year, 4, _), Token::Dash, Token::Number(end, 2, _)]
        | [Token::Pair([(year, 4), (end, 2)], _)]
            if !(1..=12).contains(end) =>
        {
            let last = year - year % 100 + end;
            let last = if last > *year { last } else { last + 100 };
            Some(format!(
                "has a second number that is no month; write {year:04}/{last:04} for these years, and a month as {year:04}-06"
            ))
        }
        _ => None,
    }
}
