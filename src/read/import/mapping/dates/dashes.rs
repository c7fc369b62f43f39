//! Which dashes divide two dates, and which stand within one.

use super::hours;
use super::lex::Token;
use super::marks::Kind;
use super::names::Word;

/// Dashes within `19-Jan-2025` are no ranges.
pub(super) fn without_separators(tokens: Vec<Token>) -> Vec<Token> {
    let month = |t: Option<&Token>| matches!(t, Some(Token::Word(words, _)) if matches!(words.first(), Some(Word::Month(_))));
    let number = |t: Option<&Token>| matches!(t, Some(Token::Number(..)));
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let inside = |n: usize| tokens.get(at + n);
        if number(inside(0))
            && inside(1) == Some(&Token::Dash)
            && month(inside(2))
            && inside(3) == Some(&Token::Dash)
            && number(inside(4))
        {
            out.extend([0, 2, 4].into_iter().filter_map(|n| inside(n).cloned()));
            at += 5;
            continue;
        }
        // 15-Mar 2020 and Mar-15, 2020: a day has no range with a month.
        let day = |t: Option<&Token>| matches!(t, Some(Token::Number(1..=31, 1 | 2, false)));
        let year = |t: Option<&Token>| matches!(t, Some(Token::Number(_, 4, _)));
        let (first, last) = (inside(0), inside(2));
        if (day(first) && month(last) || month(first) && day(last) && !number(out.last()))
            && inside(1) == Some(&Token::Dash)
            && year(inside(3))
        {
            out.extend([0, 2, 3].into_iter().filter_map(|n| inside(n).cloned()));
            at += 4;
            continue;
        }
        // Jan-2025, and 2025-Q1.
        let quarter = |t: Option<&Token>| matches!(t, Some(Token::Word(words, _)) if words.first() == Some(&Word::Quarter));
        let joined =
            month(inside(0)) && year(inside(2)) && !matches!(tokens.get(at + 3), Some(Token::Dash))
                || year(inside(0)) && quarter(inside(2));
        if joined
            && inside(1) == Some(&Token::Dash)
            && !tokens.iter().skip(at + 3).any(|t| month(Some(t)))
        {
            out.extend([0, 2].into_iter().filter_map(|n| inside(n).cloned()));
            at += 3;
            continue;
        }
        out.push(token.clone());
        at += 1;
    }
    out
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

/// Why a dash, or a stroke that stands for one, is not read.
pub(super) fn unclear(tokens: &[Token]) -> Option<String> {
    match tokens {
        [.., Token::Clock(..), Token::Dash, Token::Number(_, 1 | 2, _)] => {
            Some("has a number behind the dash that can be a day or an hour".to_owned())
        }
        [before @ .., Token::Number(_, 4, _), Token::Dash, Token::Number(_, 4, _)]
            if before.iter().any(|t| matches!(t, Token::Triple(_) | Token::Number(_, 4, _))) =>
        {
            Some("has a number behind the dash that can be a year, an hour or the distance of the hour from UTC".to_owned())
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
