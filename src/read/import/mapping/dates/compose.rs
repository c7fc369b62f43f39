//! Numbers, words and signs put together: one date, a range, or one side of a date.

use super::lex::{self, Token};
use super::names::Word;
use super::side::{Said, Side};
use super::ways::{Hours, Ways};
use super::{Problem, Reading, Remark, Stamp, Written, hours, thirds, tongues};
use crate::date::{DateOrder, Day, When};

/// One side of a date, or the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    On,
    Before,
    After,
    Since,
    Until,
    Between,
}

/// Reads folded text. Where it can be read in several ways that the table does not decide between, all are told.
pub(super) fn read(text: &str, ways: &Ways) -> Result<Reading, Problem> {
    let (tokens, open) = match lex::tokens(text, ways.hours) {
        Ok(cut) => cut,
        Err(strange) => return thirds::read(text, &strange.0),
    };
    let mut cuts = vec![tokens];
    if open && let Ok((ranges, _)) = lex::tokens(text, Hours::Ranges) {
        cuts.push(ranges);
    }
    let all = cuts.into_iter().flat_map(|tokens| tongues::thursdays(text, tokens));
    let all = all.flat_map(|tokens| tongues::settled(tokens, ways.tongues));
    let mut all: Vec<Result<Reading, Problem>> =
        all.map(|tokens| whole(tokens, ways.order)).collect();
    if open && all.iter().any(Result::is_ok) && all.iter().any(Result::is_err) {
        return Err(Problem::Unclear(HOURS_OPEN.to_owned()));
    }
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return only;
    }
    let why = || tongues::why(text).filter(|_| !open).unwrap_or_else(|| HOURS_WHY.to_owned());
    one_of(all, why)
}

/// Why there are two meanings, where both can be told.
pub(super) const HOURS_WHY: &str =
    "what follows the dash can be the distance of the hour from UTC, or the hour of the end";

/// Why a dash behind an hour is not read.
pub(super) const HOURS_OPEN: &str = "has a dash behind the hour, and what follows can be the distance of the hour from UTC, or the hour of the end";

/// The one reading, where all that are possible say the same.
pub(super) fn one_of(
    all: Vec<Result<Reading, Problem>>,
    why: impl Fn() -> String,
) -> Result<Reading, Problem> {
    let mut first: Option<Reading> = None;
    let mut problem = None;
    let mut texts: Vec<String> = Vec::new();
    for one in all {
        match one {
            Ok(reading) => {
                let text = reading.written.when().map(|when| when.text()).unwrap_or_default();
                if !texts.contains(&text) {
                    texts.push(text);
                }
                first.get_or_insert(reading);
            }
            Err(found) => {
                problem.get_or_insert(found);
            }
        }
    }
    match (first, texts.len()) {
        (Some(reading), 1) => Ok(reading),
        (Some(_), _) => Err(Problem::Open { readings: texts, why: why() }),
        (None, _) => {
            Err(problem.unwrap_or_else(|| Problem::Unclear("is not understood".to_owned())))
        }
    }
}

/// Reads tokens of which each has one meaning.
fn whole(tokens: Vec<Token>, order: Option<DateOrder>) -> Result<Reading, Problem> {
    let mut tokens = hours::joined(without_separators(tokens));
    if let [.., Token::Clock(..), Token::Dash, Token::Number(_, 1 | 2, _)] = tokens.as_slice() {
        let why = "has a number behind the dash that can be a day or an hour";
        return Err(Problem::Unclear(why.to_owned()));
    }
    let mut marks = Marks::take(&mut tokens);
    let kind = marks.kind;
    let range = range_at(&tokens, kind);
    let mut remarks = Vec::new();
    let reading = match range {
        Some((from, to)) if matches!(kind, Kind::On | Kind::Since | Kind::Between) => {
            let (before, after) =
                (tokens.get(..from).unwrap_or_default(), tokens.get(to..).unwrap_or_default());
            let mut a = Side::gather(before)?;
            let mut b = Side::gather(after)?;
            let same_day = b.is_hour_alone();
            a.inherit(&b);
            b.inherit(&a);
            let zone = b.zone.or(a.zone);
            let (a, mut b) = (a.read(order, &mut remarks)?, b.read(order, &mut remarks)?);
            if same_day && hours::over_midnight(&a, &mut b) {
                remarks.push(Remark::OverMidnight);
            }
            let ends = (end(a)?, end(b)?);
            let written = if kind == Kind::Between {
                Written::Between(ends.0, ends.1)
            } else {
                remarks.push(Remark::Lasted);
                Written::Span(ends.0, ends.1)
            };
            Reading { written, remarks, zone: zone.map(|z| z.name().to_owned()) }
        }
        _ => {
            let side = Side::gather(&tokens)?;
            let zone = side.zone.map(|z| z.name().to_owned());
            let said = side.read(order, &mut remarks)?;
            marks.about |= side.about;
            Reading { written: marks.written(said, &mut remarks)?, remarks, zone }
        }
    };
    match reading.written.when() {
        Ok(_) => Ok(reading),
        Err(crate::date::DateError::EndBeforeStart(text)) => {
            Err(Problem::Unclear(format!("ends before it starts ({text})")))
        }
        Err(problem) => Err(Problem::Unclear(problem.to_string())),
    }
}

fn end(said: Said) -> Result<String, Problem> {
    match said {
        Said::Stamp(stamp) => Ok(stamp.text()),
        Said::Text(text) => Ok(text),
    }
}

/// Dashes within `19-Jan-2025` are no ranges.
fn without_separators(tokens: Vec<Token>) -> Vec<Token> {
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
        // Jan-2025, and 2025-Q1.
        let quarter = |t: Option<&Token>| matches!(t, Some(Token::Word(words, _)) if words.first() == Some(&Word::Quarter));
        let year = |t: Option<&Token>| matches!(t, Some(Token::Number(_, 4, _)));
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
fn range_at(tokens: &[Token], kind: Kind) -> Option<(usize, usize)> {
    let says = |t: &Token| {
        matches!(
            t,
            Token::Number(..)
                | Token::Triple(_)
                | Token::Clock(..)
                | Token::Pair(..)
                | Token::Unit(_)
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

/// What stands before or behind the whole.
#[derive(Debug)]
struct Marks {
    kind: Kind,
    about: bool,
    doubt: bool,
}

impl Marks {
    /// Takes the words at the two ends that are about the whole.
    fn take(tokens: &mut Vec<Token>) -> Self {
        let mut marks = Self { kind: Kind::On, about: false, doubt: false };
        while tokens.last() == Some(&Token::Doubt) {
            tokens.pop();
            marks.doubt = true;
        }
        if tokens.first() == Some(&Token::Doubt) {
            tokens.remove(0);
            marks.doubt = true;
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
        } else if let Some(kind) = kind.filter(|_| self.kind == Kind::On) {
            self.kind = kind;
        } else {
            return false;
        }
        true
    }

    const fn sign(&self) -> &'static str {
        match (self.about, self.doubt) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        }
    }

    fn written(&self, said: Said, remarks: &mut Vec<Remark>) -> Result<Written, Problem> {
        let sign = self.sign();
        let mut said = said;
        if !sign.is_empty()
            && let Said::Stamp(stamp) = &mut said
            && stamp.clock.take().is_some()
        {
            stamp.offset = None;
            remarks.push(Remark::AboutHour);
        }
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
