//! What is said at the bar of a limit on a slide: its end, what was left or over, and what that hangs on.

use super::super::frame::Frame;
use super::super::limit_words;
use super::super::near_words;
use super::super::pen::one_line;
use crate::date::{Elapsed, words};
use crate::law::{Deadline, Verdict};

/// Words of a time that are longer than this are not repeated at its end.
const LONGEST_TIME: usize = 26;

/// `20 Mar  60 days end`; without a number or a date there is none.
pub(super) fn end(d: &Deadline, frame: &Frame<'_>) -> Option<String> {
    let expiry = d.expires.as_ref().filter(|_| d.verdict != Verdict::WordsOnly)?;
    let date = limit_words::near_bounds(&expiry.bounds, d, frame);
    Some(format!("{date}  {}", time_ends(d)))
}

/// `60 days end`.
fn time_ends(d: &Deadline) -> String {
    let time = one_line(&d.time_words);
    let time = time.rsplit_once(", ").map_or(time.as_str(), |(_, number)| number).trim();
    let starts = time.chars().next().is_some_and(|c| c.is_ascii_digit());
    if starts && time.chars().count() <= LONGEST_TIME {
        let several = time.ends_with('s');
        format!("{time} end{}", if several { "" } else { "s" })
    } else {
        "time limit ends".to_owned()
    }
}

/// Before its end is reached or its outcome shown, a duty in words says only those.
pub(super) fn without_number(d: &Deadline) -> Option<String> {
    let words = one_line(&d.time_words);
    let said = d.verdict == Verdict::WordsOnly && !words.is_empty();
    said.then(|| format!("“{words}”, no number"))
}

/// The end of a bar that runs off the right edge, and its beginning off the left one.
pub(super) fn off_edge(d: &Deadline, to_the_left: bool) -> Option<String> {
    if to_the_left {
        let from = d.trigger.as_ref()?.bounds.earliest;
        return Some(format!("← from {}", near_words::date(from, d.zone, true)));
    }
    let end = end_off_edge(d)?;
    Some(format!("{end} →"))
}

fn end_off_edge(d: &Deadline) -> Option<String> {
    let expiry = d.expires.as_ref().filter(|_| d.verdict != Verdict::WordsOnly)?;
    Some(format!("{}  {}", near_words::date(expiry.bounds.latest, d.zone, true), time_ends(d)))
}

/// What became of it, the fullest words first.
pub(super) fn outcome(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let said = limit_words::outcome(d, frame);
    let mut found = Vec::new();
    if let Some(left) = left(d) {
        // The middle words name the day and not the fact, which stands on the slide itself.
        let short = said.mains.iter().rev().nth(1).filter(|m| !m.contains('“'));
        found.extend(short.map(|m| format!("{m}; {left}")));
        found.push(format!("{}; {left}", d.verdict_words()));
        found.push(left);
        return found;
    }
    if d.verdict == Verdict::NotUsed && end(d, frame).is_some() {
        // When it ended stands at its end.
        return vec![d.verdict_words().to_owned()];
    }
    found.extend(said.bare_in_detail().into_iter().map(|p| p.main));
    // The second words of what cannot be told are the first with a shorter date.
    let shorter = found.get(1).is_some_and(|m| m.contains('“') && !m.ends_with(" decides"));
    if d.verdict == Verdict::CannotTell && shorter {
        found.remove(0);
    }
    found
}

/// In grey under it: on what premise, what decides, and who holds what; the fullest first.
pub(super) fn below(d: &Deadline, main: &str, frame: &Frame<'_>) -> Vec<String> {
    limit_words::outcome(d, frame).below(main)
}

/// What was left when another fact made the limit moot: `58 days were left`.
fn left(d: &Deadline) -> Option<String> {
    let (expiry, by) = (d.expires.as_ref()?, d.overtaken_by.as_ref()?);
    if d.verdict != Verdict::Overtaken {
        return None;
    }
    let were = |n: &str, one: bool| format!("{n} {} left", if one { "was" } else { "were" });
    if !expiry.whole_day {
        let left: Elapsed = by.bounds.elapsed(&expiry.bounds);
        return Some(were(&words::elapsed(left), false));
    }
    // Whole days after the day on which it became moot.
    let day = |at: crate::date::Instant| at.day(d.zone);
    let least = day(by.bounds.latest).days_until(day(expiry.bounds.earliest));
    let most = day(by.bounds.earliest).days_until(day(expiry.bounds.latest));
    Some(match (least.max(0), most) {
        (1, 1) => were("1 day", true),
        (a, b) if a == b => were(&format!("{a} days"), false),
        (a, b) => were(&format!("{a} to {b} days"), false),
    })
}
