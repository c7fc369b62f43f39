//! What was known when: an event is known from the day on which a source of it was published.

use crate::case::{Case, Event, EventId, Source, SourceId, SourceRef};
use crate::date::{Instant, When, Zone};
use std::collections::BTreeMap;

/// A case with what had been published by a moment, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The case without events, claims and opinions that no source had told by then.
    pub case: Case,
    /// Events that no source had told by then, each with the earliest that one can have; in the order of the file.
    pub not_yet: Vec<(EventId, Instant)>,
    /// Events of which nobody recorded when they became known. They are kept: nothing says that they were secret.
    pub undated: Vec<EventId>,
}

/// When something became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    /// It was known by the moment that is asked about.
    Known,
    /// Not before this.
    Later(Instant),
    /// It is not recorded.
    NotRecorded,
}

/// The case as it was known at a moment. An event is known from its own publication date, else from that of its
/// first source. A source without one cannot have been out before the date that it bears; beyond that nothing is
/// taken from it.
#[must_use]
pub fn known(case: &Case, as_of: Instant) -> Known {
    let sources: BTreeMap<&SourceId, &Source> = case.sources.iter().map(|s| (&s.id, s)).collect();
    let zone = case.zone();
    let mut known = Known { case: case.clone(), not_yet: Vec::new(), undated: Vec::new() };
    for event in &case.events {
        match since(event, &sources, zone, as_of) {
            Since::Known => {}
            Since::Later(at) => known.not_yet.push((event.id.clone(), at)),
            Since::NotRecorded => known.undated.push(event.id.clone()),
        }
    }
    let late: BTreeMap<EventId, Instant> = known.not_yet.iter().cloned().collect();
    let out = &mut known.case;
    out.events.retain(|e| !late.contains_key(&e.id));
    for event in &mut out.events {
        event
            .claims
            .retain(|c| !matches!(of_sources(&c.sources, &sources, zone, as_of), Since::Later(_)));
    }
    out.states.retain(|s| !late.contains_key(&s.from_event));
    for state in &mut out.states {
        state.to_event.take_if(|id| late.contains_key(id));
    }
    out.views.retain(|v| {
        let source = v.source.iter().filter_map(|id| sources.get(id));
        let untold =
            source.map(|s| of_source(s, zone, as_of)).any(|s| matches!(s, Since::Later(_)));
        !untold && v.event.as_ref().is_none_or(|id| !late.contains_key(id))
    });
    known
}

fn since(
    event: &Event,
    sources: &BTreeMap<&SourceId, &Source>,
    zone: Zone,
    as_of: Instant,
) -> Since {
    if let Some(at) = event.publication_date.as_ref().and_then(|w| earliest(w, zone)) {
        return if at <= as_of { Since::Known } else { Since::Later(at) };
    }
    of_sources(&event.sources, sources, zone, as_of)
}

/// The soonest of several; not recorded where one that is not recorded may have come sooner.
fn of_sources(
    named: &[SourceRef],
    sources: &BTreeMap<&SourceId, &Source>,
    zone: Zone,
    as_of: Instant,
) -> Since {
    let each = named
        .iter()
        .map(|r| sources.get(&r.source).map_or(Since::NotRecorded, |s| of_source(s, zone, as_of)));
    each.reduce(|a, b| match (a, b) {
        (Since::Known, _) | (_, Since::Known) => Since::Known,
        (Since::Later(a), Since::Later(b)) => Since::Later(a.min(b)),
        (Since::NotRecorded, _) | (_, Since::NotRecorded) => Since::NotRecorded,
    })
    .unwrap_or(Since::NotRecorded)
}

fn of_source(source: &Source, zone: Zone, as_of: Instant) -> Since {
    let date = |when: &Option<When>| when.as_ref().and_then(|w| earliest(w, zone));
    match (date(&source.published), date(&source.date)) {
        (Some(at), _) if at <= as_of => Since::Known,
        (Some(at), _) => Since::Later(at),
        (None, Some(at)) if at > as_of => Since::Later(at),
        (None, _) => Since::NotRecorded,
    }
}

/// The first second that a date can mean, where it has one.
fn earliest(when: &When, zone: Zone) -> Option<Instant> {
    let at = when.moments(zone)?.bounds(zone).earliest;
    (!at.is_unbounded()).then_some(at)
}
