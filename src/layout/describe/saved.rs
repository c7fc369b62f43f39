//! A saved picture in words: a sentence or two, and everything that it shows. Never more than is shown.

use super::super::texts::{Subject, Texts};
use super::{date, instant, quoted};
use crate::case::{Event, LaneId, Reveal};
use crate::date::{Bounds, words};
use crate::law::{Deadline, StateSpan};
use crate::layout::pen::one_line;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// A short alternative text is no longer, in characters: screen readers read it in one go.
const LONGEST_ALT: usize = 250;
/// A description that goes on for ever is read to nobody.
const MOST_EVENTS: usize = 200;
/// As with events; limits have longer sentences.
const MOST_LIMITS: usize = 100;

/// The short alternative text of a picture: what kind of picture it is, of which stretch of time, and what
/// it says. At most 250 characters.
#[must_use]
pub fn alt(subject: &Subject<'_>, states: &[StateSpan], texts: &Texts, reveal: Reveal) -> String {
    let kind = if reveal == Reveal::Axis { "Empty timeline" } else { "Timeline" };
    let mut shown = Vec::new();
    if reveal >= Reveal::Facts {
        shown.push(count(events(subject).len(), "event"));
        let held = states.iter().filter(|s| in_window(subject, s)).count();
        shown.extend((held > 0).then(|| count(held, "state")));
    }
    if reveal >= Reveal::Limit && !subject.shown.deadlines.is_empty() {
        shown.push(count(subject.shown.deadlines.len(), "time limit"));
    }
    let shown = if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) };
    let start = format!("{kind} {}{shown}.", span(subject));
    let headline = texts.headline.trim();
    // At most twice what fits is looked at: a headline may be as long as its author likes.
    let headline: String = one_line(&headline.chars().take(2 * LONGEST_ALT).collect::<String>());
    if headline.is_empty() {
        return shortened(&start, LONGEST_ALT);
    }
    let stop = if headline.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    let room = LONGEST_ALT.saturating_sub(start.chars().count() + 1);
    let said = shortened(&format!("{headline}{stop}"), room);
    format!("{start} {said}").trim_end().to_owned()
}

/// The long description of a picture: title, span, zone, day of judging, then lane by lane the events in
/// the order of time, the states, and each limit. One part a line.
#[must_use]
pub fn long(subject: &Subject<'_>, states: &[StateSpan], texts: &Texts, reveal: Reveal) -> String {
    let zone = subject.case.zone();
    let mut lines = Vec::new();
    let title = one_line(&subject.case.title);
    lines.extend((!title.is_empty()).then(|| format!("{title}.")));
    let headline = one_line(&texts.headline);
    lines.extend((!headline.is_empty()).then(|| format!("{}.", headline.trim_end_matches('.'))));
    lines.push(format!(
        "Timeline {}. Times in {zone}. Judged as of {}.",
        span(subject),
        words::as_of(subject.as_of, zone)
    ));
    if reveal >= Reveal::Facts {
        lanes(subject, &mut lines);
        for state in states.iter().filter(|s| in_window(subject, s)) {
            lines.push(format!("State: {}.", super::state(state, zone)));
        }
    }
    if reveal >= Reveal::Limit {
        let shown = subject.shown.deadlines.iter().filter_map(|i| subject.deadlines.get(*i));
        for d in shown.take(MOST_LIMITS) {
            let told = if reveal >= Reveal::Outcome { super::limit(d) } else { allowed(d) };
            lines.push(format!("Time limit: {told}."));
        }
        let more = subject.shown.deadlines.len().saturating_sub(MOST_LIMITS);
        lines.extend((more > 0).then(|| format!("And {}.", more_of(more, "time limit"))));
    }
    lines.join("\n")
}

/// `from 17 Jan 2025 to 24 Jan 2025`.
fn span(subject: &Subject<'_>) -> String {
    let zone = subject.case.zone();
    let (first, last) =
        (subject.window.from().day(zone), subject.window.to().plus_seconds(-1).day(zone));
    if first == last {
        format!("of {}", words::day(first))
    } else {
        format!("from {} to {}", words::day(first), words::day(last))
    }
}

fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// `5 more events`.
fn more_of(n: usize, one: &str) -> String {
    format!("{n} more {one}{}", if n == 1 { "" } else { "s" })
}

fn in_window(subject: &Subject<'_>, state: &StateSpan) -> bool {
    subject.window.shows(&state.from.union(&state.to))
}

/// The events that the picture shows, in the order of time; undated ones, which have a shelf of their own,
/// last.
fn events<'a>(subject: &Subject<'a>) -> Vec<&'a Event> {
    let zone = subject.case.zone();
    let mut dated: Vec<(Bounds, &Event)> = Vec::new();
    let mut undated = Vec::new();
    for event in subject.shown.events.iter().filter_map(|i| subject.case.events.get(*i)) {
        match event.when.as_ref().and_then(|w| w.extent(event.zone(zone))) {
            Some(extent) if subject.window.shows(&extent.bounds()) => {
                dated.push((extent.bounds(), event));
            }
            Some(_) => {}
            None => undated.push(event),
        }
    }
    dated.sort_by_key(|(b, _)| (b.earliest, b.latest));
    dated.into_iter().map(|(_, e)| e).chain(undated).collect()
}

/// A line a lane, in the order of the picture.
fn lanes(subject: &Subject<'_>, lines: &mut Vec<String>) {
    let case = subject.case;
    let mut by_lane: BTreeMap<&LaneId, Vec<&Event>> = BTreeMap::new();
    for event in events(subject) {
        by_lane.entry(&event.lane).or_default().push(event);
    }
    let mut left = MOST_EVENTS;
    let mut untold = 0;
    let mut tell = |title: String, events: Vec<&Event>| {
        let told: Vec<String> = events
            .iter()
            .take(left)
            // The lane stands at the head of the line.
            .map(|e| super::event(e, None, case.zone(), subject.as_of))
            .collect();
        untold += events.len() - told.len();
        left -= told.len();
        if !told.is_empty() {
            lines.push(format!("{title}: {}.", told.join(". ")));
        }
    };
    for lane in subject.shown.lanes.iter().filter_map(|i| case.lanes.get(*i)) {
        if let Some(events) = by_lane.remove(&lane.id) {
            tell(format!("Lane {}", one_line(&lane.title)), events);
        }
    }
    let rest: Vec<&Event> = by_lane.into_values().flatten().collect();
    if !rest.is_empty() {
        tell("Without a lane".to_owned(), rest);
    }
    lines.extend((untold > 0).then(|| format!("And {}.", more_of(untold, "event"))));
}

/// A limit before its outcome: what it is, on what premise, from which event, until when.
fn allowed(d: &Deadline) -> String {
    let mut parts = vec![one_line(&d.title)];
    let place = [&d.provision, &d.time_words].map(|t| one_line(t));
    let place: Vec<&str> = place.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    if !place.is_empty() {
        parts.push(place.join(", "));
    }
    parts.extend(d.applies_if.as_deref().map(one_line));
    match &d.trigger {
        Some(t) => parts.push(format!("from {}, {}", date(&t.when, d.zone), quoted(&t.title))),
        None => parts.push("no trigger known".to_owned()),
    }
    if let Some(e) = &d.expires {
        let (first, last) = (e.bounds.earliest, e.bounds.latest);
        parts.push(if e.bounds.is_exact() {
            format!("until {}", instant(first, d.zone))
        } else {
            format!("until between {} and {}", instant(first, d.zone), instant(last, d.zone))
        });
    }
    parts.join("; ")
}

/// As much of the text as fits, cut between words where there are any.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut length = 1;
    for piece in text.split_word_bounds() {
        length += piece.chars().count();
        if length > most {
            break;
        }
        short.push_str(piece);
    }
    if most == 0 { String::new() } else { format!("{}…", short.trim_end()) }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
