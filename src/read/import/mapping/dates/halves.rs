//! Words for the half of the day that stand before the hour.

use super::Problem;
use super::lex::Token;
use super::names::Word;

static MORNING: [Word; 1] = [Word::Half(false)];
static AFTERNOON: [Word; 1] = [Word::Half(true)];

fn is_half(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Word(words, _)) if words.iter().any(|w| matches!(w, Word::Half(_))))
}

/// True where the first digits are a year of four, as in Hungarian.
fn year_first(tokens: &[Token]) -> bool {
    let first = tokens.iter().find(|t| !matches!(t, Token::Word(..) | Token::Dash));
    matches!(
        first,
        Some(Token::Triple([(_, 4), ..]) | Token::Number(_, 4, _) | Token::Pair([(_, 4), _], _))
    )
}

/// An hour in figures; with a point, only behind a day.
fn is_hour(token: Option<&Token>, before: &[Token], most: u32) -> bool {
    let dated = |t: &Token| {
        matches!(t, Token::Triple(_) | Token::Number(_, 4, _))
            || matches!(t, Token::Word(w, _) if matches!(w.first(), Some(Word::Month(_))))
    };
    match token {
        Some(Token::Clock(hour, ..)) => *hour <= most,
        Some(Token::Pair([(hour, 1 | 2), (0..=59, 2)], '.')) => {
            *hour <= most && before.iter().any(dated)
        }
        _ => false,
    }
}

fn is_hour_with_unit(hour: Option<&Token>, unit: Option<&Token>) -> bool {
    matches!(hour, Some(Token::Number(0..=24, 1 | 2, false)))
        && unit.is_some_and(Token::is_unit_of_hours)
}

/// The tokens with `AM 9:30` as `9:30 AM`, which is how the rest of the reader knows it.
///
/// # Errors
/// Where `de` before twelve can be the morning in Hungarian, and “from” in Spanish.
pub(super) fn behind_hours(tokens: Vec<Token>) -> Result<Vec<Token>, Problem> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        at += 1;
        let Token::Word(words, text) = token else {
            out.push(token.clone());
            continue;
        };
        // A letter alone says more than that, and `am` is a word of German before a day.
        let most = if words.contains(&Word::Filler) { 12 } else { 24 };
        let here = is_half(Some(token)) && text.chars().nth(1).is_some();
        // AM 12시.
        if here && is_hour_with_unit(next, tokens.get(at + 1)) {
            out.extend(tokens.iter().skip(at).take(2).cloned());
            out.push(token.clone());
            at += 2;
            continue;
        }
        let behind = matches!(out.last(), Some(Token::Clock(..)));
        if here && !behind && is_hour(next, &out, most) {
            out.extend(next.cloned());
            out.push(token.clone());
            at += 1;
            continue;
        }
        match hungarian(text, next, &tokens)? {
            Some(half) => {
                out.extend(next.cloned());
                out.push(Token::Word(half, text.clone()));
                at += 1;
            }
            None => out.push(token.clone()),
        }
    }
    Ok(out)
}

/// `de.` and `du.` before the hour of a date whose year stands first.
fn hungarian(
    text: &str,
    next: Option<&Token>,
    all: &[Token],
) -> Result<Option<&'static [Word]>, Problem> {
    if !is_hour(next, &[], 12) {
        return Ok(None);
    }
    // “9:00 a 10:00” is Spanish, and “9:00 au 10:00” French.
    let to = all.iter().any(|t| matches!(t, Token::Word(words, _) if words.contains(&Word::To)));
    if to || !year_first(all) {
        if text == "du" {
            let why = "has “du” before the hour, where it can be the afternoon in Hungarian, or “from” in French";
            return Err(Problem::Unclear(why.to_owned()));
        }
        return Ok(None);
    }
    let noon = matches!(next, Some(Token::Clock(12, ..)));
    let hours = all.iter().filter(|t| matches!(t, Token::Clock(..))).count();
    match text {
        "du" => Ok(Some(&AFTERNOON)),
        // Before other hours it says nothing that the hour does not say.
        "de" if noon && hours > 1 => {
            let why = "has “de” before 12, where it can be the morning in Hungarian, or “from” in Spanish";
            Err(Problem::Unclear(why.to_owned()))
        }
        "de" if noon => Ok(Some(&MORNING)),
        _ => Ok(None),
    }
}
