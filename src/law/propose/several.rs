//! The sentence about several limits.

use super::dates::Clock;
use super::{About, count, course, named};
use crate::case::EventId;
use crate::law::deadline::Deadline;
use crate::law::verdict::Verdict;
use std::collections::BTreeSet;

/// How long the states lasted, what became of the limits, how many dates are disputed.
pub(super) fn outcome(all: &[&Deadline], about: &About<'_>) -> String {
    let mut parts = course::lengths(about);
    parts.extend(counted(all));
    let disputed = disputed(all, about);
    if disputed > 0 {
        let verb = if disputed == 1 { "is" } else { "are" };
        parts.push(format!("{} {verb} disputed", count(disputed, "date")));
    }
    parts.join("; ")
}

/// `of 6 time limits 1 was met, 2 were overtaken`.
fn counted(all: &[&Deadline]) -> Option<String> {
    let limits: Vec<&&Deadline> = all
        .iter()
        .filter(|d| d.is_counted())
        .filter(|d| !matches!(d.verdict, Verdict::WordsOnly | Verdict::NeverTriggered))
        .collect();
    if limits.is_empty() {
        let never = all.iter().all(|d| d.verdict == Verdict::NeverTriggered);
        let rules = count(all.len(), "rule");
        return Some(if never {
            format!("nothing is known that starts the time of {rules}")
        } else {
            format!("of {rules} none sets a time limit in numbers that has started")
        });
    }
    let mut parts = Vec::new();
    for verdict in Verdict::ALL {
        let n = limits.iter().filter(|d| d.verdict == verdict).count();
        let (one, many, word) = match verdict {
            Verdict::Running => ("still runs", "still run", ""),
            Verdict::CannotTell => ("cannot", "cannot", "be told"),
            Verdict::NotUsed => ("was", "were", "not used, as far as known"),
            other => ("was", "were", other.id()),
        };
        if n == limits.len() {
            let limits = count(n, "time limit");
            return Some(match verdict {
                Verdict::CannotTell => format!("what became of {limits} cannot be told"),
                _ => {
                    format!("{limits} {} {word}", if n == 1 { one } else { many }).trim().to_owned()
                }
            });
        }
        if n > 0 {
            parts.push(format!("{n} {} {word}", if n == 1 { one } else { many }).trim().to_owned());
        }
    }
    // Where they all came to the same, the loop has said so.
    Some(format!("of {} {}", count(limits.len(), "time limit"), parts.join(", ")))
}

/// Events over whose date sources compete, among those on which a counted limit rests.
fn disputed(all: &[&Deadline], about: &About<'_>) -> usize {
    let used: BTreeSet<&EventId> =
        all.iter().filter(|d| d.is_counted()).flat_map(|d| d.events()).collect();
    about.case.events.iter().filter(|e| used.contains(&e.id) && e.has_rival_date()).count()
}

/// From when to when the limits end, with no outcome.
pub(super) fn allowed(all: &[&Deadline], about: &About<'_>) -> String {
    let ends: Vec<(&&Deadline, crate::date::Bounds)> = all
        .iter()
        .filter(|d| d.verdict != Verdict::NeverTriggered)
        .filter_map(|d| Some((d, d.expires?.bounds)))
        .filter(|(_, b)| !b.earliest.is_unbounded() && !b.latest.is_unbounded())
        .collect();
    let first = ends.iter().min_by_key(|(d, b)| (b.earliest, &d.key));
    let last = ends.iter().max_by_key(|(d, b)| (b.latest, &d.key));
    let (Some((a, from)), Some((z, to))) = (first, last) else {
        let words: BTreeSet<String> = all
            .iter()
            .filter(|d| d.expires.is_none() && !d.time_words.is_empty())
            .map(|d| format!("“{}”", named(&d.time_words)))
            .collect();
        return if words.is_empty() {
            course::facts(about)
        } else {
            let words: Vec<String> = words.into_iter().take(3).collect();
            format!("The texts say {} and give no number", words.join(", "))
        };
    };
    let end = |d: &Deadline, b: &crate::date::Bounds| {
        Clock { zone: d.zone, shown: about.case.zone(), year: None }.end(b)
    };
    let (first, last) = (end(a, from), end(z, to));
    match ends.len() {
        // A rule that nothing has triggered may well have an end; it is not here.
        1 => format!("Of {} one sets an end here: {first}", count(all.len(), "rule")),
        2 if first == last => format!("Both time limits end on {first}"),
        n if first == last => format!("All {n} time limits end on {first}"),
        n => format!("Of {n} time limits the first ends on {first} and the last on {last}"),
    }
}
