//! The sentence that answers the case at a glance, and the states that it speaks of.

use super::deadline::Deadline;
use super::verdict::Verdict;
use crate::case::{Case, EventId, StateId};
use crate::date::{Bounds, Elapsed, Instant, words};
use std::collections::BTreeSet;

/// A state over time as it stands at the as-of date.
#[derive(Debug, Clone, PartialEq)]
pub struct StateSpan {
    /// The state.
    pub id: StateId,
    /// Such as `custody`.
    pub kind: String,
    /// `In custody`.
    pub title: String,
    /// The event that began it.
    pub from_event: EventId,
    /// The event that ended it, where it has ended.
    pub to_event: Option<EventId>,
    /// When it began.
    pub from: Bounds,
    /// When it ended; the as-of date while it lasts.
    pub to: Bounds,
    /// True while it lasts.
    pub lasting: bool,
    /// False where the file names an event that ended it, and no date of that event can be read.
    pub end_known: bool,
    /// How long it lasted, from least to most.
    pub length: Elapsed,
}

impl StateSpan {
    /// `2 d 2 h to 2 d 11 h`, rounded outwards.
    #[must_use]
    pub fn length_words(&self) -> String {
        if !self.end_known {
            return "end not known".to_owned();
        }
        words::state_length(self.length)
    }
}

/// What a part of the sentence counts, and so what a click on it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A state.
    State(StateId),
    /// Limits with that verdict.
    Limits(Verdict),
    /// Events that [`disputed`] names.
    Disputed,
}

/// A part of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `1 limit met`.
    pub text: String,
    /// What it counts.
    pub link: Link,
    /// What stands before it: `; `, `, ` or nothing.
    pub before: &'static str,
}

/// The sentence, in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

impl Answer {
    /// The sentence as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().flat_map(|p| [p.before, p.text.as_str()]).collect()
    }
}

/// The note that stands beside the sentence.
pub const NOTE: &str = "A computed aid, not legal advice; check the working";

/// The states of the case that had begun by the as-of date.
#[must_use]
pub fn states(case: &Case, as_of: Instant) -> Vec<StateSpan> {
    let zone = case.zone();
    let dated = |id: &EventId| {
        let event = case.event(id)?;
        Some(event.when.as_ref()?.extent(event.zone(zone))?.bounds())
    };
    case.states
        .iter()
        .filter_map(|s| {
            let from = dated(&s.from_event).filter(|b| b.earliest <= as_of)?;
            let end = s.to_event.as_ref().map(dated);
            // An end that is named and has no date lies somewhere between the beginning and now.
            let end_known = !matches!(end, Some(None));
            let ended = end.flatten().filter(|b| b.earliest <= as_of);
            let somewhere = Bounds { earliest: from.earliest, latest: as_of.max(from.latest) };
            let now = if end_known { Bounds::exact(as_of) } else { somewhere };
            let to = ended.unwrap_or(now);
            Some(StateSpan {
                id: s.id.clone(),
                kind: s.kind.clone(),
                title: s.title.clone().unwrap_or_else(|| s.kind.clone()),
                from_event: s.from_event.clone(),
                to_event: ended.and(s.to_event.clone()),
                from,
                to,
                lasting: ended.is_none() && end_known,
                end_known,
                length: from.elapsed(&to),
            })
        })
        .collect()
}

/// Events over whose date sources compete and on which a counted limit rests, in the order of the file.
#[must_use]
pub fn disputed(case: &Case, deadlines: &[Deadline]) -> Vec<EventId> {
    let used: BTreeSet<&EventId> =
        deadlines.iter().filter(|d| d.is_counted()).flat_map(Deadline::events).collect();
    case.events
        .iter()
        .filter(|e| used.contains(&e.id))
        .filter(|e| e.has_rival_date())
        .map(|e| e.id.clone())
        .collect()
}

/// The sentence: how long the states lasted, what became of the limits, how many dates are disputed.
#[must_use]
pub fn answer(states: &[StateSpan], deadlines: &[Deadline], disputed: usize) -> Answer {
    let mut parts: Vec<Part> = Vec::new();
    let mut push = |text: String, link: Link, joint: &'static str| {
        let before = if parts.is_empty() { "" } else { joint };
        parts.push(Part { text, link, before });
    };
    for state in states {
        let so_far = if state.lasting { " so far" } else { "" };
        let what =
            if state.kind == "custody" { "Held".to_owned() } else { format!("{}:", state.title) };
        push(
            format!("{what} {}{so_far}", state.length_words()),
            Link::State(state.id.clone()),
            "; ",
        );
    }
    let mut first = true;
    for verdict in Verdict::ALL {
        let n = deadlines.iter().filter(|d| d.is_counted() && d.verdict == verdict).count();
        let words = match verdict {
            Verdict::WordsOnly | Verdict::NeverTriggered => continue,
            Verdict::CannotTell => "cannot be told",
            Verdict::NotUsed => "not used",
            other => other.id(),
        };
        if n == 0 {
            continue;
        }
        let noun = match (first, n) {
            (true, 1) => " limit",
            (true, _) => " limits",
            _ => "",
        };
        push(format!("{n}{noun} {words}"), Link::Limits(verdict), if first { "; " } else { ", " });
        first = false;
    }
    if disputed > 0 {
        let s = if disputed == 1 { "" } else { "s" };
        push(format!("{disputed} date{s} disputed"), Link::Disputed, "; ");
    }
    Answer { parts }
}
