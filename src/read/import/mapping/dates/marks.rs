//! Words and signs about the whole of a date: near it, in doubt, before, after, from or up to it.

use super::compose::end;
use super::lex::Token;
use super::names::Word;
use super::side::Said;
use super::{Problem, Remark, Stamp, Written, hours};
use crate::date::{Day, When};

/// One side of a date, or the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    On,
    Before,
    After,
    Since,
    Until,
    Between,
}

/// What stands before or behind the whole.
#[derive(Debug)]
pub(super) struct Marks {
    pub kind: Kind,
    pub about: bool,
    /// `about` stands behind `from`: it is of the first end.
    pub within: bool,
    /// A `?` stands at the end.
    pub doubt: bool,
    /// A `?` stands at the beginning.
    pub doubt_before: bool,
}

impl Marks {
    /// Takes the words at the two ends that are about the whole.
    pub fn take(tokens: &mut Vec<Token>) -> Self {
        let mut marks =
            Self { kind: Kind::On, about: false, within: false, doubt: false, doubt_before: false };
        while tokens.last() == Some(&Token::Doubt) {
            tokens.pop();
            marks.doubt = true;
        }
        if tokens.first() == Some(&Token::Doubt) {
            tokens.remove(0);
            marks.doubt_before = true;
        }
        let more = |tokens: &[Token]| tokens.len() > 1;
        // “um 1998” is about that year, “um 9 Uhr” at that hour; in Portuguese “um de março” is a day.
        if let Some(Token::Word(_, text)) = tokens.first()
            && text == "um"
            && !hours::is_next(tokens.get(1..).unwrap_or_default())
            && !matches!(tokens.get(1), Some(Token::Word(_, next)) if next == "de")
        {
            tokens.remove(0);
            marks.about = true;
        }
        while more(tokens)
            && let Some(Token::Word(words, _)) = tokens.first()
            && marks.mark(words)
        {
            tokens.remove(0);
        }
        // 2019年以前, 2019'dan önce.
        if more(tokens)
            && marks.kind == Kind::On
            && let Some(Token::Word(words, text)) = tokens.last()
            && !text.is_ascii()
            && !words
                .iter()
                .any(|w| matches!(w, Word::Month(_) | Word::Half(_) | Word::Bce | Word::Filler))
            && marks.mark(words)
        {
            tokens.pop();
        }
        marks
    }

    fn mark(&mut self, words: &[Word]) -> bool {
        if words.iter().any(|w| {
            matches!(w, Word::Month(_) | Word::Season(_) | Word::Era(_) | Word::Half(true))
        }) {
            return false;
        }
        let kind = words.iter().find_map(|w| match w {
            Word::Between => Some(Kind::Between),
            Word::Before => Some(Kind::Before),
            Word::After => Some(Kind::After),
            Word::Since => Some(Kind::Since),
            Word::Until => Some(Kind::Until),
            _ => None,
        });
        if words.contains(&Word::About) {
            self.about = true;
            self.within = self.kind != Kind::On;
        } else if let Some(kind) = kind.filter(|_| self.kind == Kind::On) {
            self.kind = kind;
        } else {
            return false;
        }
        true
    }

    pub fn written(&self, said: Said, remarks: &mut Vec<Remark>) -> Result<Written, Problem> {
        let sign = sign(self.about, self.doubt || self.doubt_before);
        let said = if sign.is_empty() { said } else { without_hour(said, remarks) };
        let notation = |text: &str| {
            When::parse(text)
                .map(Written::Notation)
                .map_err(|problem| Problem::Unclear(problem.to_string()))
        };
        match (self.kind, said) {
            (Kind::On | Kind::Between, Said::Stamp(stamp)) => Ok(Written::One(stamp, sign)),
            (Kind::On | Kind::Between, Said::Text(text)) => notation(&format!("{text}{sign}")),
            (Kind::Since, said) => notation(&format!("{}{sign}/..", end(said)?)),
            (Kind::Until, said) => notation(&format!("../{}{sign}", end(said)?)),
            (Kind::Before | Kind::After, Said::Stamp(stamp))
                if stamp.clock.is_none() && sign.is_empty() =>
            {
                let (first, last) =
                    days(&stamp).ok_or_else(|| Problem::Impossible(stamp.text()))?;
                let day = |d: Day| {
                    Stamp {
                        year: d.year(),
                        month: Some(d.month()),
                        day: Some(d.day()),
                        ..Stamp::default()
                    }
                    .text()
                };
                notation(&if self.kind == Kind::Before {
                    format!("[..{}]", day(first.plus_days(-1)))
                } else {
                    format!("[{}..]", day(last.plus_days(1)))
                })
            }
            (Kind::Before | Kind::After, _) => Err(Problem::Unclear(
                "is before or after something that is not a plain day, month or year".to_owned(),
            )),
        }
    }
}

/// The sign of the notation for near and for doubt.
pub(super) const fn sign(about: bool, doubt: bool) -> &'static str {
    match (about, doubt) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// An hour that is near or in doubt has no notation; its day has.
fn without_hour(said: Said, remarks: &mut Vec<Remark>) -> Said {
    match said {
        Said::Stamp(stamp) if stamp.clock.is_some() => {
            remarks.push(Remark::AboutHour);
            Said::Stamp(Stamp { clock: None, offset: None, ..stamp })
        }
        other => other,
    }
}

/// One end of a range with its sign.
pub(super) fn signed(said: Said, sign: &str, remarks: &mut Vec<Remark>) -> Result<String, Problem> {
    let said = if sign.is_empty() { said } else { without_hour(said, remarks) };
    Ok(format!("{}{sign}", end(said)?))
}

/// First and last day of a date without hours.
fn days(stamp: &Stamp) -> Option<(Day, Day)> {
    let first = Day::new(stamp.year, stamp.month.unwrap_or(1), stamp.day.unwrap_or(1))?;
    let last = match (stamp.month, stamp.day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.plus_months(1).plus_days(-1),
        _ => Day::new(stamp.year, 12, 31)?,
    };
    Some((first, last))
}
