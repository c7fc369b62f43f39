//! Where a verdict that cannot be told turns: which event decides, and at what moment.

use super::deadline::FactUse;
use super::judge::Because;
use crate::date::{Bounds, Instant, Moment, MomentRange, Zone, words};

/// What decides, in words and as data.
pub(super) struct Turn {
    pub event: crate::case::EventId,
    pub sentence: String,
    pub at: Option<Instant>,
}

/// What is known of a limit that cannot be told.
pub(super) struct Open<'a> {
    pub because: Because,
    pub trigger: &'a FactUse,
    pub act: Option<&'a FactUse>,
    pub overtaking: Option<&'a FactUse>,
    pub pending: Option<&'a FactUse>,
    pub expiry: Bounds,
    pub as_of: Instant,
    pub zone: Zone,
    /// True where an order fixed the end: then its own date moves nothing, the end that it named does.
    pub fixed: bool,
    /// The zone of the case; where the row has another, the sentence names it.
    pub case_zone: Zone,
    /// True where the term is in hours.
    pub by_instant: bool,
    /// The end that follows from a moment of the trigger.
    pub end_of: &'a dyn Fn(Moment) -> Option<Instant>,
}

/// Names the event whose date decides, and where the verdict turns.
pub(super) fn turn(open: &Open<'_>) -> Option<Turn> {
    match open.because {
        Because::Act => against_end(open, "met", open.act?),
        Because::Overtaking => against_end(open, "overtaken", open.overtaking?),
        Because::Order => {
            let (act, over) = (open.act?, open.overtaking?);
            let width = |f: &FactUse| f.bounds.earliest.seconds_until(f.bounds.latest);
            let wider = if width(over) > width(act) { over } else { act };
            Some(Turn {
                event: wider.event.clone(),
                sentence: format!(
                    "it turns on whether “{}” came before “{}”",
                    act.title, over.title
                ),
                at: None,
            })
        }
        Because::AsOf if open.fixed => Some(by_order(open, "running", open.as_of)),
        Because::AsOf => {
            let at = search(open, open.as_of);
            Some(Turn {
                event: open.trigger.event.clone(),
                sentence: match at {
                    Some(m) => {
                        format!("running if “{}” was {}", open.trigger.title, since(open, m))
                    }
                    None => format!("it turns on the date of “{}”", open.trigger.title),
                },
                at: at.map(|m| m.bounds(open.zone).earliest),
            })
        }
        Because::Pending => {
            let request = open.pending?;
            Some(Turn {
                event: request.event.clone(),
                sentence: format!("it turns on the answer to “{}”", request.title),
                at: None,
            })
        }
        Because::Words => None,
    }
}

/// A fact against the end of the limit: either the end is uncertain, and the trigger decides, or the fact is.
fn against_end(open: &Open<'_>, word: &str, fact: &FactUse) -> Option<Turn> {
    if open.expiry.is_exact() || fact.bounds.latest > open.expiry.latest {
        // No date of the trigger makes it certain, so the fact itself must be dated better.
        let by = open.expiry.earliest;
        let (title, end) = (&fact.title, at_words(open, by));
        let sentence = if open.expiry.is_exact() {
            format!("{word} if “{title}” was by {end}")
        } else {
            format!(
                "{word} if “{title}” was by {end}, or on the date of “{}” too",
                open.trigger.title
            )
        };
        return Some(Turn { event: fact.event.clone(), sentence, at: Some(by) });
    }
    if open.fixed {
        return Some(by_order(open, word, fact.bounds.latest));
    }
    let at = search(open, fact.bounds.latest);
    Some(Turn {
        event: open.trigger.event.clone(),
        sentence: match at {
            Some(m) => format!("{word} if “{}” was {}", open.trigger.title, since(open, m)),
            None => format!("it turns on the date of “{}”", open.trigger.title),
        },
        at: at.map(|m| m.bounds(open.zone).earliest),
    })
}

/// An end that an order named no more closely.
fn by_order(open: &Open<'_>, word: &str, needed: Instant) -> Turn {
    let end = at_words(open, needed);
    Turn {
        event: open.trigger.event.clone(),
        sentence: format!(
            "{word} if the end that “{}” fixed was at or after {end}",
            open.trigger.title
        ),
        at: Some(needed),
    }
}

/// `at or after 19 Jan 2025, 20:08`, `on or after 20 Jan 2025`.
fn since(open: &Open<'_>, moment: Moment) -> String {
    match moment {
        Moment::Day(day) => format!("on or after {}", words::day(day)),
        Moment::Instant(at) => format!("at or after {}", at_words(open, at)),
    }
}

/// An instant on the clock of the row, which is named where it is not that of the case.
fn at_words(open: &Open<'_>, at: Instant) -> String {
    let plain = words::instant(at, open.zone);
    if open.zone == open.case_zone { plain } else { format!("{plain} ({})", open.zone) }
}

/// The earliest moment of the trigger from which the end is not before `needed`.
///
/// Counting is monotone, so halving finds it; days are tried where the trigger is known in days.
fn search(open: &Open<'_>, needed: Instant) -> Option<Moment> {
    let MomentRange { lo, hi } = open.trigger.moments;
    let reaches = |m: Moment| (open.end_of)(m).is_some_and(|end| end >= needed);
    let halve = |mut low: i64, mut high: i64, at: &dyn Fn(i64) -> Moment| -> Option<Moment> {
        if !reaches(at(high)) {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if reaches(at(middle)) { high = middle } else { low = middle + 1 }
        }
        Some(at(low))
    };
    match (lo, hi) {
        (Moment::Day(from), Moment::Day(to)) if from != to && !open.by_instant => {
            halve(0, from.days_until(to), &|n| Moment::Day(from.plus_days(n)))
        }
        _ => {
            let b = open.trigger.bounds;
            if b.earliest.is_unbounded() || b.latest.is_unbounded() {
                return None;
            }
            halve(b.earliest.timestamp(), b.latest.timestamp(), &|t| {
                Moment::Instant(Instant::from_timestamp(t))
            })
        }
    }
}
