//! Dates in plain words, as an editor types them: `19 Jan 2025 09:30`, `mid-January 2025`, `between 12:00 and
//! 20:08`, and EDTF as it is.
//!
//! Nothing is guessed in silence: what was taken from elsewhere is told, what can be read in two ways is
//! refused with both, and what goes into the file is EDTF or two bounds.
//!
//! A third of something is taken as bounds, marked approximate: early, mid and late January are its days 1 to
//! 10, 11 to 20 and 21 to the last; those of a year are January to April, May to August, September to
//! December; those of the 1990s are 1990 to 1993, 1994 to 1996, 1997 to 1999.

mod lex;
mod names;
mod parts;
#[cfg(test)]
mod tests;

use super::edtf::DateError;
use super::moment::Day;
use super::when::{End, Form, Point, When};
use super::zone::Zone;
use lex::{Token, tokens};
use parts::{EXAMPLE, Known, Parts, Single, iso};
use serde_json::{Value, json};

/// Longer texts are no dates.
const LONGEST: usize = 200;

/// A date that was typed, and how it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The date as it goes into the file.
    pub when: When,
    /// What it means, in words: `21 Jan 2025, between 12:00 and 20:08, Europe/Rome`.
    pub words: String,
    /// What was not typed but taken: the day of the event, the zone of an hour, the bounds of “mid-January”.
    pub assumed: Vec<String>,
}

/// Understands a date in plain words or in EDTF notation.
///
/// `around` is the date that the field has now: an hour alone is taken on its day, a day and month in its
/// year, and both are told. `zone` is that of the event; an hour is written with the offset that it had there.
///
/// # Errors
/// [`DateError`], where it is not understood, does not exist, ends before it starts, or can mean two things;
/// [`DateError::hint`] offers what to write.
pub fn understand(text: &str, around: Option<&When>, zone: Zone) -> Result<Understood, DateError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(DateError::Empty);
    }
    if trimmed.len() > LONGEST {
        let start: String = trimmed.chars().take(40).collect();
        return Err(unclear(&format!("{start}…"), "is too long for a date", EXAMPLE));
    }
    let mut known = known(around, zone);
    // A bare year such as 2025 is EDTF too; a numeric date is judged with the words around it.
    match When::parse(trimmed) {
        Ok(when) => return Ok(told(when, known)),
        Err(error @ (DateError::EndBeforeStart(_) | DateError::OutOfRange(_))) => {
            return Err(error);
        }
        Err(_) => {}
    }
    let when = read(trimmed, &mut known)?;
    match when.problem() {
        Some(problem) => Err(problem.clone()),
        None => Ok(told(when, known)),
    }
}

fn known(around: Option<&When>, zone: Zone) -> Known {
    let extent = around.and_then(|w| w.extent(zone)).map(|e| e.bounds());
    let bounded = extent.filter(|b| !b.earliest.is_unbounded() && !b.latest.is_unbounded());
    let days = bounded.map(|b| (b.earliest.day(zone), b.latest.day(zone)));
    Known {
        around: days.filter(|(a, b)| a == b).map(|(a, _)| a),
        around_year: days.filter(|(a, b)| a.year() == b.year()).map(|(a, _)| a.year()),
        zone,
        assumed: Vec::new(),
    }
}

fn told(when: When, known: Known) -> Understood {
    let mut words = when.words(known.zone);
    let Known { zone, mut assumed, .. } = known;
    if has_hours(&when) {
        words = format!("{}, {zone}", words.trim_end_matches(&format!(" ({zone})")));
    }
    if when.has_local_hours() {
        assumed.push(format!("the hour has no offset; it is read on the clock of {zone}"));
    }
    if matches!(when.form(), Some(Form::Span(..))) {
        words.push_str(", as something that lasted");
    }
    Understood { when, words, assumed }
}

fn has_hours(when: &When) -> bool {
    let hour = |p: &Point| !matches!(p, Point::Civil { .. });
    match when.form() {
        Some(Form::Point(p)) => hour(p),
        Some(Form::Between(a, b)) => hour(a) || hour(b),
        Some(Form::Span(a, b)) => [a, b].iter().any(|e| matches!(e, End::At(p, _) if hour(p))),
        _ => false,
    }
}

fn read(text: &str, known: &mut Known) -> Result<When, DateError> {
    let (text, uncertain) = match text.strip_suffix(['?', '؟']) {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let tokens = tokens(text)?;
    let words: Vec<&str> =
        tokens.iter().map(|t| if let Token::Word(w) = t { w.as_str() } else { "" }).collect();
    let at = |name: &str| words.iter().position(|w| *w == name);
    let (tokens, approximate) = match words.first().copied() {
        Some(
            "about" | "circa" | "c" | "ca" | "around" | "approximately" | "approx" | "roughly",
        ) => (&tokens[1..], true),
        _ => (tokens.as_slice(), text.starts_with('~')),
    };
    let marks = Marks { approximate, uncertain };
    if let Some(n) = at("between") {
        return between(&tokens_of(tokens, &words, n), marks, known);
    }
    if let Some(n) = at("from")
        && !approximate
        && let Some(to) = tokens.iter().skip(n).position(is_to).map(|m| n + m)
    {
        let common = Parts::gather(&tokens[..n], known)?;
        return span(&common, &tokens[n + 1..to], &tokens[to + 1..], marks, known);
    }
    if let Some(when) = one_sided(tokens, &words, marks, known)? {
        return Ok(when);
    }
    if let Some(to) = tokens.iter().position(is_to).filter(|n| *n > 0) {
        return span(&Parts::default(), &tokens[..to], &tokens[to + 1..], marks, known);
    }
    single(tokens, marks, known)
}

/// The marks of the whole.
#[derive(Debug, Clone, Copy)]
struct Marks {
    approximate: bool,
    uncertain: bool,
}

impl Marks {
    /// With those of the parts.
    const fn with(self, parts: &Parts) -> Self {
        Self {
            approximate: self.approximate || parts.approximate,
            uncertain: self.uncertain || parts.uncertain,
        }
    }

    const fn sign(self) -> &'static str {
        match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        }
    }

    /// Bounds with the marks beside them.
    fn pair(self, from: &str, to: &str) -> When {
        let mut object = json!({ "between": [from, to] });
        if let Value::Object(map) = &mut object {
            for (name, set) in [("approximate", self.approximate), ("uncertain", self.uncertain)] {
                if set {
                    map.insert(name.to_owned(), Value::Bool(true));
                }
            }
        }
        When::keep(object)
    }
}

pub(super) fn unclear(text: &str, why: &str, offer: &str) -> DateError {
    DateError::Unclear { text: text.to_owned(), why: why.to_owned(), offer: offer.to_owned() }
}

fn is_to(token: &Token) -> bool {
    matches!(token, Token::To) || matches!(token, Token::Word(w) if w == "until")
}

/// The words before and behind `between`, where marks in front may have been taken off.
fn tokens_of<'a>(tokens: &'a [Token], words: &[&str], at: usize) -> (&'a [Token], &'a [Token]) {
    let at = at.saturating_sub(words.len() - tokens.len());
    (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default())
}

/// `21 January 2025 between 12:00 and 20:08`, `between 19 and 21 January 2025`.
fn between(
    (before, behind): &(&[Token], &[Token]),
    marks: Marks,
    known: &mut Known,
) -> Result<When, DateError> {
    let and =
        |t: &Token| matches!(t, Token::Word(w) if matches!(w.as_str(), "and" | "&")) || is_to(t);
    let Some(n) = behind.iter().position(and) else {
        return Err(unclear("between", "has no second date", "write “between … and …”"));
    };
    let common = Parts::gather(before, known)?;
    let (from, to) = ends(&common, &behind[..n], &behind[n + 1..], known)?;
    Ok(marks.pair(&from.text, &to.text))
}

/// Both ends; each takes from the other what only one of them says.
fn ends(
    common: &Parts,
    from: &[Token],
    to: &[Token],
    known: &mut Known,
) -> Result<(Single, Single), DateError> {
    let mut a = Parts::gather(from, known)?;
    let mut b = Parts::gather(to, known)?;
    if a.third.is_some() || b.third.is_some() || common.third.is_some() {
        return Err(unclear("early, mid or late", "cannot be an end", "write the days themselves"));
    }
    a.inherit(common);
    b.inherit(common);
    // An hour that is followed by a whole date says nothing of its own day: that is the day of both.
    let (first, second) = (a.clone(), b.clone());
    a.inherit(&second);
    if b.only_hour() || !first.only_hour() {
        b.inherit(&first);
    }
    let sign = |p: &Parts, single: Single| -> Result<Single, DateError> {
        let sign = Marks { approximate: false, uncertain: false }.with(p).sign();
        if !sign.is_empty() && single.hours {
            return Err(hour_with_mark());
        }
        Ok(Single { text: format!("{}{sign}", single.text), ..single })
    };
    let from = a.write(known)?;
    let to = b.write(known)?;
    Ok((sign(&a, from)?, sign(&b, to)?))
}

fn span(
    common: &Parts,
    from: &[Token],
    to: &[Token],
    marks: Marks,
    known: &mut Known,
) -> Result<When, DateError> {
    let (from, to) = ends(common, from, to, known)?;
    if !marks.sign().is_empty() {
        let offer = "mark one of the two dates in notation, as in 2025-01-19~/2025-01-21";
        return Err(unclear("about or ?", "does not say which end it means", offer));
    }
    known.assume(
        "it is taken as something that lasted; for one moment write “between … and …”".to_owned(),
    );
    When::parse(&format!("{}/{}", from.text, to.text))
}

/// `since …`, `until …`, `before …`, `after …`, `by …`.
fn one_sided(
    tokens: &[Token],
    words: &[&str],
    marks: Marks,
    known: &mut Known,
) -> Result<Option<When>, DateError> {
    let skipped = words.len() - tokens.len();
    let words = words.get(skipped..).unwrap_or_default();
    let (side, length) = match words {
        ["since" | "from", ..] => (Side::Since, 1),
        ["until", ..] => (Side::Until, 1),
        ["up", "", ..] if tokens.get(1) == Some(&Token::To) => (Side::Until, 2),
        ["before", ..] => (Side::Before, 1),
        ["after", ..] => (Side::After, 1),
        ["by", ..] => (Side::NotAfter, 1),
        ["not", "later", "than", ..] | ["on", "or", "before", ..] => (Side::NotAfter, 3),
        ["not", "before", ..] => (Side::NotBefore, 2),
        ["on", "or", "after", ..] => (Side::NotBefore, 3),
        _ => return Ok(None),
    };
    let parts = Parts::gather(tokens.get(length..).unwrap_or_default(), known)?;
    if parts.third.is_some() {
        return Err(unclear("early, mid or late", "cannot be an end", "write the day itself"));
    }
    let one = parts.write(known)?;
    let sign = marks.with(&parts).sign();
    if !sign.is_empty() && one.hours {
        return Err(hour_with_mark());
    }
    let lasting = "it is taken as something that lasted";
    let text = match side {
        Side::Since => {
            known.assume(format!("{lasting} and goes on; for one moment write “after …”"));
            format!("{}{sign}/..", one.text)
        }
        Side::Until => {
            known.assume(format!(
                "{lasting}, from a start that is left open; for one moment write “before …”"
            ));
            format!("../{}{sign}", one.text)
        }
        _ => return open_set(side, &one, sign).map(Some),
    };
    When::parse(&text).map(Some)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Since,
    Until,
    Before,
    After,
    NotAfter,
    NotBefore,
}

/// One moment on one side of a date; the notation has that for days only.
fn open_set(side: Side, one: &Single, sign: &str) -> Result<When, DateError> {
    let offer = "write “between … and …” with both hours";
    if one.hours {
        return Err(unclear(&one.text, "is an hour; a side of it cannot be left open", offer));
    }
    if !sign.is_empty() {
        return Err(unclear(&one.text, "is not sure, so a side of it has no bound", offer));
    }
    let parsed = When::parse(&one.text)?;
    let Some(Form::Point(Point::Civil { first, last, .. })) = parsed.form() else {
        return Err(unclear(&one.text, "has no first and last day", EXAMPLE));
    };
    let day = |d: Day, days: i64| iso(d.plus_days(days));
    When::parse(&match side {
        Side::Before => format!("[..{}]", day(*first, -1)),
        Side::NotAfter => format!("[..{}]", day(*last, 0)),
        Side::NotBefore => format!("[{}..]", day(*first, 0)),
        _ => format!("[{}..]", day(*last, 1)),
    })
}

fn hour_with_mark() -> DateError {
    unclear("about or ?", "beside an hour has no bounds", "write “between … and …” with both hours")
}

fn single(tokens: &[Token], marks: Marks, known: &mut Known) -> Result<When, DateError> {
    let parts = Parts::gather(tokens, known)?;
    let marks = marks.with(&parts);
    if let Some(third) = parts.third {
        let (from, to) = parts.bounds_of_third(third, known)?;
        return Ok(Marks { approximate: true, ..marks }.pair(&from, &to));
    }
    if let Some(decade) = parts.decade_alone() {
        return When::parse(&format!("{}{}", decade?, marks.sign()));
    }
    let one = parts.write(known)?;
    if one.hours && !marks.sign().is_empty() {
        return Err(hour_with_mark());
    }
    When::parse(&format!("{}{}", one.text, marks.sign()))
}
