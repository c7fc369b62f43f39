//! Numbers, words and signs put together: one date, a range, or one side of a date.

use super::lex::{self, Strange, Token};
use super::marks::{self, Kind, Marks, sign};
use super::side::{NO_YEAR, Said, Side};
use super::ways::{Hours, Ways};
use super::{Problem, Reading, Remark, Written, dashes, halves, hours, thirds, tongues, weekdays};
use crate::date::DateOrder;

/// Reads folded text. Where it can be read in several ways that the table does not decide between, all are told.
pub(super) fn read(text: &str, ways: &Ways) -> Result<Reading, Problem> {
    let (tokens, open) = match lex::tokens(text, ways.hours) {
        Ok(cut) => cut,
        Err(Strange::Word(word)) => return thirds::read(text, &word),
        Err(Strange::Stuck(letters)) => {
            return Err(Problem::Unclear(format!(
                "has “{letters}” beside a digit, which can be a digit that was misread"
            )));
        }
        Err(Strange::Blurred) => {
            let why = "has a digit that is not known; a month or a year that is known can be written alone, and ten years as 199X";
            return Err(Problem::Unclear(why.to_owned()));
        }
    };
    let mut cuts = vec![tokens];
    if open && let Ok((ranges, _)) = lex::tokens(text, Hours::Ranges) {
        cuts.push(ranges);
    }
    let cuts = cuts.into_iter().map(tongues::numbered);
    let all = cuts.flat_map(|tokens| weekdays::ways(text, tokens, ways.weekdays));
    let all = all.flat_map(|tokens| {
        let shown = tongues::shown(&tokens, ways.tongues);
        tongues::settled(tokens, shown)
    });
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
    let named = || tongues::why(text).or_else(|| weekdays::why(text));
    let why = || named().filter(|_| !open).unwrap_or_else(|| HOURS_WHY.to_owned());
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
    let tokens = hours::joined(dashes::without_separators(dashes::spaced(tokens)));
    let mut tokens = dashes::before_hours(halves::behind_hours(tokens)?);
    let marks = Marks::take(&mut tokens);
    if let Some(why) = dashes::unclear(&tokens) {
        return Err(Problem::Unclear(why));
    }
    let kind = marks.kind;
    let range = dashes::range_at(&tokens, kind)
        .filter(|_| matches!(kind, Kind::On | Kind::Since | Kind::Between));
    let reading = match range {
        Some((from, to)) => {
            let (before, behind) = (tokens.get(..from), tokens.get(to..));
            ends(before.unwrap_or_default(), behind.unwrap_or_default(), &marks, order)?
        }
        None if kind == Kind::Between => {
            return Err(Problem::Unclear("has “between” and one date alone".to_owned()));
        }
        None => one(&tokens, marks, order)?,
    };
    match reading.written.when() {
        Ok(_) => Ok(reading),
        Err(crate::date::DateError::EndBeforeStart(text)) => {
            Err(Problem::Unclear(format!("ends before it starts ({text})")))
        }
        Err(problem) => Err(Problem::Unclear(problem.to_string())),
    }
}

/// A date that is no range.
fn one(tokens: &[Token], mut marks: Marks, order: Option<DateOrder>) -> Result<Reading, Problem> {
    let mut remarks = Vec::new();
    let side = Side::gather(tokens)?;
    let zone = side.zone.map(|z| z.name().to_owned());
    let said = side.read(order, &mut remarks)?;
    marks.about |= side.about;
    marks.doubt |= side.doubt;
    Ok(Reading { written: marks.written(said, &mut remarks)?, remarks, zone })
}

/// Both ends of a range; what is said before it is about both, and a `?` belongs to the end that it stands behind.
fn ends(
    before: &[Token],
    behind: &[Token],
    marks: &Marks,
    order: Option<DateOrder>,
) -> Result<Reading, Problem> {
    let mut remarks = Vec::new();
    let (mut a, mut b) = (Side::gather(before)?, Side::gather(behind)?);
    let same_day = b.is_hour_alone();
    a.inherit(&b);
    b.inherit(&a);
    let zone = b.zone.or(a.zone);
    let mut read = |side: &Side| side.read(order, &mut remarks).map_err(beside_dash);
    let (from, mut to) = (read(&a)?, read(&b)?);
    if same_day && hours::over_midnight(&from, &mut to) {
        remarks.push(Remark::OverMidnight);
    }
    let of_first = (marks.about || a.about, marks.doubt_before || a.doubt);
    let of_last = (marks.about && !marks.within || b.about, marks.doubt || b.doubt);
    let mut end = |said, (about, doubt)| marks::signed(said, sign(about, doubt), &mut remarks);
    let (from, to) = (end(from, of_first)?, end(to, of_last)?);
    let written = if marks.kind == Kind::Between {
        Written::Between(from, to)
    } else {
        remarks.push(Remark::Lasted);
        Written::Span(from, to)
    };
    Ok(Reading { written, remarks, zone: zone.map(|z| z.name().to_owned()) })
}

/// `1998-1-2-3` has a year, and no two dates.
fn beside_dash(problem: Problem) -> Problem {
    match problem {
        Problem::Unclear(why) if why == NO_YEAR => {
            Problem::Unclear("has something beside its dash that is no whole date".to_owned())
        }
        other => other,
    }
}

pub(super) fn end(said: Said) -> Result<String, Problem> {
    match said {
        Said::Stamp(stamp) => Ok(stamp.text()),
        Said::Text(text) => Ok(text),
    }
}
