//! Names that are two months: one in one language, another in another.

use super::lex::Token;
use super::names::Word;
use super::ways::Tongue;
use crate::case::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

use Tongue::{Croatian, Czech, Polish};

/// Names of two months, folded, with the month that each language means.
pub(super) const TWICE: &[(&str, &[(Tongue, u32)])] = &[
    ("listopad", &[(Croatian, 10), (Czech, 11), (Polish, 11)]),
    ("listopada", &[(Croatian, 10), (Polish, 11)]),
    ("lis", &[(Croatian, 10), (Czech, 11), (Polish, 11)]),
    ("lip", &[(Croatian, 6), (Polish, 7)]),
    ("srp", &[(Croatian, 7), (Czech, 8)]),
];

/// Names that only one of these languages has.
const OWN: [(Tongue, &str); 3] = [
    (
        Croatian,
        "siječanj|siječnja|sij|veljača|veljače|velj|ožujak|ožujka|ožu|travanj|travnja|trav|svibanj|svibnja|svi|svib|lipanj|lipnja|srpanj|srpnja|kolovoz|kolovoza|kol|rujan|rujna|ruj|studeni|studenoga|studenog|stu|prosinac|prosinca|ponedjeljak|utorak|srijeda|četvrtak|petak|subota|nedjelja",
    ),
    (
        Czech,
        "leden|ledna|únor|února|březen|března|duben|dubna|květen|května|červen|června|červenec|července|čvn|čvc|srpen|srpna|září|říjen|října|listopadu|prosinec|prosince|pondělí|úterý|středa|čtvrtek|pátek|neděle",
    ),
    (
        Polish,
        "stycznia|styczeń|sty|lutego|luty|marzec|kwietnia|kwiecień|kwi|czerwca|czerwiec|cze|lipca|lipiec|sierpnia|sierpień|sie|września|wrzesień|wrz|października|październik|paź|grudnia|grudzień|gru|poniedziałek|wtorek|środa|czwartek|piątek|niedziela",
    ),
];

/// The language that alone has a folded name.
pub(in super::super) fn own(word: &str) -> Option<Tongue> {
    static ALL: LazyLock<HashMap<String, Tongue>> = LazyLock::new(|| {
        let each = OWN.iter().flat_map(|(t, names)| names.split('|').map(|n| (fold(n), *t)));
        each.collect()
    });
    ALL.get(word).copied()
}

/// The languages that the words of one cell show, or else those that its table shows.
pub(super) fn shown(tokens: &[Token], table: [bool; 3]) -> [bool; 3] {
    let words =
        || tokens.iter().filter_map(|t| if let Token::Word(_, w) = t { own(w) } else { None });
    let here = Tongue::ALL.map(|tongue| words().any(|found| found == tongue));
    if here.contains(&true) { here } else { table }
}

/// True for a folded name of two months.
pub(in super::super) fn is_twice(word: &str) -> bool {
    TWICE.iter().any(|(name, _)| *name == word)
}

/// What a name of two months can be where these languages are shown: `10 in Croatian`; all where none is.
pub(in super::super) fn months(word: &str, shown: [bool; 3]) -> Vec<(Tongue, u32)> {
    let Some((_, all)) = TWICE.iter().find(|(name, _)| *name == word) else { return Vec::new() };
    let of_shown: Vec<(Tongue, u32)> = all
        .iter()
        .filter(|(t, _)| Tongue::ALL.iter().zip(shown).any(|(known, is)| is && known == t))
        .copied()
        .collect();
    if of_shown.is_empty() { all.to_vec() } else { of_shown }
}

/// One month of several.
static EACH: [[Word; 1]; 12] = [
    [Word::Month(1)],
    [Word::Month(2)],
    [Word::Month(3)],
    [Word::Month(4)],
    [Word::Month(5)],
    [Word::Month(6)],
    [Word::Month(7)],
    [Word::Month(8)],
    [Word::Month(9)],
    [Word::Month(10)],
    [Word::Month(11)],
    [Word::Month(12)],
];

/// `25 tháng 1`: the word for a month and its number as the name of one.
pub(super) fn numbered(tokens: Vec<Token>) -> Vec<Token> {
    let named = |t: &Token| matches!(t, Token::Word(w, _) if w.contains(&Word::MonthOf));
    if !tokens.iter().any(named) {
        return tokens;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let behind = out.last().is_some_and(named);
        let name = match &token {
            Token::Number(n @ 1..=12, 1 | 2, false) if behind => {
                usize::try_from(*n).ok().and_then(|n| EACH.get(n.checked_sub(1)?))
            }
            _ => None,
        };
        let (Some(name), Some(Token::Word(words, _))) = (name, out.last_mut()) else {
            out.push(token);
            continue;
        };
        *words = name;
    }
    out
}

/// The tokens in each language that they can be in, names of two months made names of one; one way alone where
/// there is none of them.
pub(super) fn settled(tokens: Vec<Token>, shown: [bool; 3]) -> Vec<Vec<Token>> {
    let names: Vec<&str> = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Word(_, text) if is_twice(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let Some(first) = names.first() else { return vec![tokens] };
    let mut ways: Vec<Vec<Token>> = Vec::new();
    for (tongue, _) in months(first, shown) {
        let of = |name: &str| {
            let found = months(name, shown).into_iter().find(|(t, _)| *t == tongue)?;
            EACH.get(usize::try_from(found.1).ok()?.checked_sub(1)?)
        };
        if names.iter().any(|name| of(name).is_none()) {
            continue;
        }
        let one = |token: &Token| match token {
            Token::Word(words, text) => {
                Token::Word(of(text).map_or(*words, |w| w.as_slice()), text.clone())
            }
            other => other.clone(),
        };
        let way = tokens.iter().map(one).collect();
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// `“lis” is October in Croatian and November in Czech and Polish`, for the names that a text has.
pub(super) fn why(text: &str) -> Option<String> {
    let (name, all) = TWICE
        .iter()
        .find(|(name, _)| text.split(|c: char| !c.is_alphabetic()).any(|word| word == *name))?;
    let each: Vec<String> = all.iter().map(|(t, n)| format!("month {n} in {}", t.name())).collect();
    Some(format!("“{name}” is {}", each.join(", ")))
}
