//! Thirds of months and years, `mid-January 2025`, which the reader of what editors type knows.

use super::{Problem, Reading, Written, tongues};
use crate::date::{Zone, understand};

/// Words that only the reader of plain English knows.
const THIRDS: [&str; 7] = ["early", "mid", "late", "beginning", "end", "start", "middle"];

/// The same in other languages, folded, as that reader knows them.
const THIRDS_ABROAD: [(&str, &str); 3] = [
    (
        "early",
        "anfang|debut|inizio|inizi|principio|principios|inicio|inicios|poczatek|poczatku|zacatek|zacatku|начало|начале|початок|початку|بدايه|اوايل|اوائل|βαση|αρχεσ|αρχες|basi|basinda",
    ),
    (
        "mid",
        "mitte|meta|mediados|meados|midden|polowa|polowie|polovina|polovine|середина|середине|середині|منتصف|اواسط|μεσα|ortasi|ortasinda",
    ),
    (
        "late",
        "ende|fin|fine|finales|fins|fim|finais|eind|einde|koniec|koncu|konec|конец|конце|кінець|наприкінці|نهايه|اواخر|τελη|sonu|sonunda",
    ),
];

/// The text with the English word in place of the other; the short words before it, as in “a mediados de mayo”, go.
fn with_third(text: &str, word: &str, english: &str) -> String {
    let (before, behind) = text.split_once(word).unwrap_or(("", text));
    let short = before
        .split_whitespace()
        .all(|w| w.chars().count() <= 2 && !w.contains(|c: char| c.is_ascii_digit()));
    let before = if short { "" } else { before };
    format!("{before}{english}{behind}")
}

/// The English word for the third of a month or year that a word names.
fn third(word: &str) -> Option<&'static str> {
    let named = THIRDS.iter().find(|t| **t == word).copied();
    let abroad = || THIRDS_ABROAD.iter().find(|(_, all)| all.split('|').any(|w| w == word));
    named.or_else(|| abroad().map(|(english, _)| *english))
}

/// A text with a word that only the reader of plain English knows.
pub(super) fn read(text: &str, strange: &str) -> Result<Reading, Problem> {
    match third(strange) {
        // That reader knows one month for each name.
        Some(_) if tongues::why(text).is_some() => {
            Err(Problem::Unclear("names a month that is another in another language".to_owned()))
        }
        Some(english) => plain_words(&with_third(text, strange, english)),
        None => Err(Problem::Unclear(format!("has “{strange}”, which no date is known to have"))),
    }
}

/// `mid-January 2025`, `late 1990s`: read by the reader of what editors type.
fn plain_words(text: &str) -> Result<Reading, Problem> {
    if text.contains(':') {
        return Err(Problem::Unclear("is not understood".to_owned()));
    }
    match understand(text, None, Zone::UTC) {
        Ok(understood) => Ok(Reading::from(Written::Notation(understood.when))),
        Err(problem) => Err(Problem::Unclear(problem.to_string())),
    }
}
