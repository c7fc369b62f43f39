//! Short days of the week that are other words too: months, or words for “until”, “after” and “from”.

use super::lex::Token;
use super::names::{self, Word};

/// Words that are a mark before a date in one language and a day of the week in another, with why they are told.
const MARKS: [(&str, &[Word], &str); 3] = [
    (
        "do",
        &[Word::Weekday(4), Word::Weekday(7)],
        "“do” is Thursday in German and Dutch, Sunday in Spanish, and until in Czech and Polish",
    ),
    (
        "po",
        &[Word::Weekday(1)],
        "“po” is Monday in Czech and Slovak, and after in Czech, Polish and Croatian",
    ),
    ("du", &[Word::Weekday(7)], "“du” is Sunday in Romansh and Romanian, and from in French"),
];

/// Names of months that French and Romansh share.
const ROMANSH: [&str; 6] = ["mars", "avr", "sett", "oct", "nov", "dec"];

/// Words that are a month in one language and a day of the week in others, with short days of those others.
const MONTHS: [(&str, &[Word], &str); 3] = [
    (
        "mar",
        &[Word::Weekday(2)],
        "lun|lundi|lunes|lunedi|luni|mer|mercredi|mercoledi|mie|miercoles|miercuri|jeu|jeudi|jue|jueves|gio|giovedi|joi|ven|vendredi|venerdi|vie|viernes|vin|vineri|sam|samedi|sab|sabado|sabato|sambata|dim|dimanche|dom|domingo|domenica|dum|duminica",
    ),
    (
        "sub",
        &[Word::Weekday(6)],
        "pon|ponedjeljak|ponedeljak|uto|utorak|sri|sre|srijeda|sreda|cet|cetvrtak|pet|petak|ned|nedjelja|nedelja",
    ),
    (
        "paz",
        &[Word::Weekday(7)],
        "pzt|pazartesi|sal|sali|car|carsamba|per|persembe|cum|cuma|cmt|cumartesi",
    ),
];

/// One day of several.
static EACH: [[Word; 1]; 7] = [
    [Word::Weekday(1)],
    [Word::Weekday(2)],
    [Word::Weekday(3)],
    [Word::Weekday(4)],
    [Word::Weekday(5)],
    [Word::Weekday(6)],
    [Word::Weekday(7)],
];

/// The word alone that stands for a day of the week.
pub(super) fn only(n: usize) -> Option<&'static [Word]> {
    EACH.get(n.checked_sub(1)?).map(<[Word; 1]>::as_slice)
}

fn as_day(days: &'static [Word], text: &str) -> Token {
    Token::Word(days, text.to_owned())
}

fn text_of(token: &Token) -> Option<&str> {
    if let Token::Word(_, text) = token { Some(text) } else { None }
}

fn is_month(token: &Token) -> bool {
    matches!(token, Token::Word(words, _) if words.iter().any(|w| matches!(w, Word::Month(_))))
}

/// True for a folded word that is a day of the week and nothing else.
pub(in super::super) fn is_weekday(word: &str) -> bool {
    let words = names::word(word);
    !words.is_empty() && words.iter().all(|w| matches!(w, Word::Weekday(_)))
}

/// True for a folded word that is a day of the week or a mark before a date.
pub(in super::super) fn may_be_weekday(word: &str) -> bool {
    MARKS.iter().any(|(name, ..)| *name == word)
}

/// The tokens in each way that they can be meant, words of two meanings made words of one; `shown` where other rows
/// begin with days of the week.
pub(super) fn ways(text: &str, tokens: Vec<Token>, shown: bool) -> Vec<Vec<Token>> {
    marked(text, tokens, shown).into_iter().flat_map(of_months).collect()
}

/// `do` before a date is Thursday or until: both, but where other rows or a sign behind it show that it is a day.
fn marked(text: &str, tokens: Vec<Token>, shown: bool) -> Vec<Vec<Token>> {
    let first = tokens.first().and_then(text_of);
    let Some((name, day, _)) = MARKS.iter().find(|(name, ..)| first == Some(name)) else {
        return vec![tokens];
    };
    // The French word stands before months of French, most of which have other names in Romansh.
    let french = |t: &Token| is_month(t) && text_of(t).is_some_and(|t| !ROMANSH.contains(&t));
    if *name == "du" && tokens.iter().any(french) {
        return vec![tokens];
    }
    let mut as_weekday = tokens.clone();
    if let Some(first) = as_weekday.first_mut() {
        *first = as_day(day, name);
    }
    let rest = text.trim_start().get(name.len()..).unwrap_or_default();
    // French tables have days of the week too, and stretches of time from one day to another.
    let short = shown && *name != "du" || rest.starts_with([',', '.']);
    if short { vec![as_weekday] } else { vec![as_weekday, tokens] }
}

/// `mar` is March, and Tuesday before a day whose month is named behind it.
fn of_months(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let named = |t: &Token| text_of(t).is_some_and(|t| MONTHS.iter().any(|(name, ..)| *name == t));
    if !tokens.iter().any(named) {
        return vec![tokens];
    }
    let mut all = vec![tokens.clone()];
    for (n, token) in tokens.iter().enumerate() {
        let Some((name, day, others)) =
            text_of(token).and_then(|text| MONTHS.iter().find(|(name, ..)| *name == text))
        else {
            continue;
        };
        if !can_be_day(&tokens, n) {
            continue;
        }
        let beside = tokens.iter().filter_map(text_of);
        let sure = beside.clone().any(|text| others.split('|').any(|other| other == text));
        let made: Vec<Vec<Token>> = all
            .iter()
            .map(|way| {
                let mut way = way.clone();
                if let Some(slot) = way.get_mut(n) {
                    *slot = as_day(day, name);
                }
                way
            })
            .collect();
        if sure {
            all = made;
        } else {
            all.extend(made);
        }
    }
    all
}

/// True before a day, or a whole date in figures, with a month behind it as languages have it that put the day first.
fn can_be_day(tokens: &[Token], n: usize) -> bool {
    let last = n > 0 && n + 1 == tokens.len();
    let before = n.checked_sub(1).and_then(|n| tokens.get(n));
    let next = tokens.get(n + 1);
    let rest = tokens.get(n + 2..).unwrap_or_default();
    let before = !matches!(before, Some(Token::Number(..) | Token::Triple(_)));
    let month_behind = || {
        rest.windows(2).any(|two| matches!(two, [Token::Number(..), month] if is_month(month)))
            || rest.first().is_some_and(is_month)
    };
    let elsewhere = || tokens.iter().take(n).any(|t| is_month(t) || matches!(t, Token::Triple(_)));
    last && elsewhere()
        || before
            && match next {
                Some(Token::Triple(_)) => true,
                Some(Token::Number(1..=31, 1 | 2, false)) => month_behind(),
                _ => false,
            }
}

/// Why a text has two meanings, where its first word makes them, or a month that is a day of the week.
pub(super) fn why(text: &str) -> Option<String> {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let marks = text.split_whitespace().next();
    if let Some((.., why)) = MARKS.iter().find(|(name, ..)| marks == Some(name)) {
        return Some((*why).to_owned());
    }
    let (name, ..) = words.find_map(|word| MONTHS.iter().find(|(name, ..)| *name == word))?;
    Some(format!("“{name}” is a month in one language and a day of the week in another"))
}
