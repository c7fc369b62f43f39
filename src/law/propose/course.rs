//! The sentence about what happened, with no limit in it.

use super::dates::Clock;
use super::{About, named, quoted};
use crate::case::{Event, EventId};
use crate::date::when::Form;
use crate::date::{Bounds, Day, Instant, Zone, words};

/// The axis alone says from when to when, and of what.
pub(super) fn axis(about: &About<'_>) -> String {
    let zone = about.case.zone();
    let (first, last) =
        (about.window.from().day(zone), about.window.to().plus_seconds(-1).day(zone));
    let year = (first.year() == last.year()).then(|| first.year());
    let clock = |year| Clock { zone, shown: zone, year };
    let span = if first == last {
        clock(None).day(first)
    } else {
        format!("from {} to {}", clock(year).day(first), clock(None).day(last))
    };
    let title = named(&about.case.title);
    if title.is_empty() { span } else { format!("{title}, {span}") }
}

/// From the first to the last of the main events, or how long a state lasted.
pub(super) fn facts(about: &About<'_>) -> String {
    let zone = about.case.zone();
    let clock = |year| Clock { zone, shown: zone, year };
    let emphasised = |e: &&Dated<'_>| about.highlight.iter().any(|h| e.event.id == *h.as_str());
    let all: Vec<Dated<'_>> = dated(about);
    let mut main: Vec<&Dated<'_>> = all.iter().filter(emphasised).collect();
    if main.is_empty() {
        if let Some(sentence) = state(about) {
            return sentence;
        }
        let most = all.iter().map(|e| e.event.importance).min();
        main = all.iter().filter(|e| Some(e.event.importance) == most).collect();
    }
    // Something that lasted gives the course its beginning or its end, not both.
    let say = |e: &Dated<'_>, year, edge: Instant| {
        let when = e.event.when.as_ref().map(|w| match w.form() {
            Some(Form::Span(..)) => format!("on {}", clock(year).day(edge.day(zone))),
            _ => clock(year).happened(w, &e.bounds),
        });
        format!("{} {}", quoted(&e.event.title), when.unwrap_or_default())
    };
    match main.as_slice() {
        [] => axis(about),
        [one] => {
            let when = one.event.when.as_ref().map(|w| clock(None).happened(w, &one.bounds));
            format!("{} {}", named(&one.event.title), when.unwrap_or_default())
        }
        [first, .., last] if let Some(day) = one_day(first, last, zone) => {
            let say = |e: &Dated<'_>| {
                let hour = words::clock(e.bounds.earliest.wall(zone));
                format!("{} at {hour}", quoted(&e.event.title))
            };
            format!("From {} to {} on {}", say(first), say(last), clock(None).day(day))
        }
        [first, .., last] => {
            let year = |e: &Dated<'_>| e.bounds.earliest.day(zone).year();
            let same = (year(first) == year(last)).then(|| year(first));
            let from = say(first, same, first.bounds.earliest);
            format!("From {from} to {}", say(last, None, last.bounds.latest))
        }
    }
}

/// The day of both, where each happened at an hour that is known and they can be told apart by it.
fn one_day(first: &Dated<'_>, last: &Dated<'_>, zone: Zone) -> Option<Day> {
    let day = |e: &Dated<'_>| e.bounds.is_exact().then(|| e.bounds.earliest.day(zone));
    let sure = |e: &Dated<'_>| e.event.when.as_ref().is_some_and(|w| !w.mark().approximate);
    let hour = |e: &Dated<'_>| words::clock(e.bounds.earliest.wall(zone));
    let same = day(first)? == day(last)? && hour(first) != hour(last) && sure(first) && sure(last);
    if same { day(first) } else { None }
}

struct Dated<'a> {
    event: &'a Event,
    bounds: Bounds,
}

/// The events that had happened by the as-of date, by time; all where none had.
fn dated<'a>(about: &About<'a>) -> Vec<Dated<'a>> {
    let zone = about.case.zone();
    let mut all: Vec<Dated<'a>> = about
        .events
        .iter()
        .filter_map(|event| {
            let bounds = event.when.as_ref()?.extent(event.zone(zone))?.bounds();
            let known = !bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded();
            known.then_some(Dated { event, bounds })
        })
        .collect();
    all.sort_by_key(|d| (d.bounds.earliest, d.bounds.latest));
    let by_then = all.iter().filter(|d| d.bounds.earliest <= about.as_of).count();
    if by_then > 0 {
        all.truncate(by_then);
    }
    all
}

/// `Held for 2 d 2 h to 2 d 11 h, from “Detained” on 19 January to “Released” on 21 January 2025`.
fn state(about: &About<'_>) -> Option<String> {
    let [span] = about.states else { return None };
    let length = lengths(about).pop()?;
    let zone = about.case.zone();
    let named_event = |id: &EventId| about.events.iter().find(|e| &e.id == id);
    let say = |id: &EventId, b: &Bounds, year| {
        let event = named_event(id)?;
        let when = Clock { zone, shown: zone, year }.happened(event.when.as_ref()?, b);
        Some(format!("{} {when}", quoted(&event.title)))
    };
    let year = |b: &Bounds| b.earliest.day(zone).year();
    let to = span.to_event.as_ref().and_then(|id| say(id, &span.to, None));
    let same = (to.is_some() && year(&span.from) == year(&span.to)).then(|| year(&span.from));
    let from = say(&span.from_event, &span.from, same)?;
    Some(match to {
        Some(to) => format!("{length}, from {from} to {to}"),
        None => format!("{length}, since {from}"),
    })
}

/// `Held for 2 d 2 h to 2 d 11 h`, for each state in the window; at most two.
pub(super) fn lengths(about: &About<'_>) -> Vec<String> {
    let shown = |b: &Bounds| about.window.shows(b);
    about
        .states
        .iter()
        .filter(|s| shown(&s.from.union(&s.to)))
        .take(2)
        .map(|s| {
            let held = s.kind == "custody";
            let what = if held { "held".to_owned() } else { named(&s.title) };
            match (s.end_known, s.lasting) {
                (false, _) => format!("{what}, until a day that is not known"),
                (true, true) => format!("{what} for {} so far", words::state_length(s.length)),
                (true, false) => format!("{what} for {}", words::state_length(s.length)),
            }
        })
        .collect()
}
