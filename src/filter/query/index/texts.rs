//! Which texts of a case are searched.

use super::Domain;
use crate::case::{Case, Event, Source, SourceId};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::collections::HashMap;

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) struct Prose<'a> {
    /// What is written.
    pub text: Cow<'a, str>,
    /// True for words for people, and not the names that a file gives to its parts.
    pub is_prose: bool,
    /// True for the name of somebody or of a place.
    pub is_name: bool,
}

impl<'a> Prose<'a> {
    fn plain(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), is_prose: true, is_name: false }
    }

    fn handle(text: &'a str) -> Self {
        Self { is_prose: false, ..Self::plain(text) }
    }

    fn name(text: &'a str) -> Self {
        Self { is_name: true, ..Self::plain(text) }
    }
}

/// A value that several events can share.
#[derive(Debug)]
pub(super) struct Value<'a> {
    /// What it is found by.
    pub prose: Vec<Prose<'a>>,
    /// Its whole names.
    pub names: Vec<&'a str>,
    /// The events that have it.
    pub events: Vec<u32>,
}

/// What of an event is searched and is shared with no other.
pub(super) fn of_event(event: &Event) -> Vec<Prose<'_>> {
    let mut parts = vec![Prose::plain(&event.title)];
    parts.extend(event.description.iter().chain(&event.note).map(|t| Prose::plain(t)));
    parts.extend(event.disputes.iter().chain(&event.marked).map(|t| Prose::handle(t)));
    for claim in &event.claims {
        parts.push(Prose::handle(claim.id.as_str()));
        parts.extend(claim.note.iter().map(|t| Prose::plain(t)));
        of_extra(&claim.extra, &mut parts);
    }
    let refs = event.sources.iter().chain(event.claims.iter().flat_map(|c| &c.sources));
    for reference in refs {
        parts.extend(reference.pinpoint.iter().map(|t| Prose::handle(t)));
        parts.extend(reference.note.iter().map(|t| Prose::plain(t)));
    }
    // A date that could not be read is a text like any other.
    let unread = event.when.iter().chain(event.claims.iter().filter_map(|c| c.when.as_ref()));
    parts.extend(unread.filter(|w| w.problem().is_some()).map(|w| Prose {
        text: Cow::Owned(w.text()),
        is_prose: false,
        is_name: false,
    }));
    of_extra(&event.extra, &mut parts);
    parts
}

/// The names and the values of fields that this program does not know.
fn of_extra<'a>(extra: &'a Map<String, Json>, parts: &mut Vec<Prose<'a>>) {
    for (name, value) in extra {
        parts.push(Prose::handle(name));
        of_json(value, parts);
    }
}

/// The reader allows no deeper nesting than the stack does.
fn of_json<'a>(value: &'a Json, parts: &mut Vec<Prose<'a>>) {
    match value {
        Json::String(text) => parts.push(Prose::plain(text)),
        Json::Array(list) => list.iter().for_each(|v| of_json(v, parts)),
        Json::Object(map) => of_extra(map, parts),
        Json::Null => {}
        Json::Bool(_) | Json::Number(_) => {
            let text = Cow::Owned(value.to_string());
            parts.push(Prose { text, is_prose: false, is_name: false });
        }
    }
}

/// All values of a field, in the order in which they first appear.
pub(super) fn values(domain: Domain, case: &Case) -> Vec<Value<'_>> {
    let first = case.lanes.first().map_or("", |l| l.id.as_str());
    let mut values: Vec<Value<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (n, event) in (0_u32..).zip(&case.events) {
        let mut add = |text| {
            let place = *places.entry(text).or_insert_with(|| {
                values.push(Value { prose: Vec::new(), names: vec![text], events: Vec::new() });
                values.len() - 1
            });
            if let Some(value) = values.get_mut(place)
                && value.events.last() != Some(&n)
            {
                value.events.push(n);
            }
        };
        match domain {
            // An event without a lane is drawn in the first one.
            Domain::Lane if event.lane.as_str().is_empty() => add(first),
            Domain::Lane => add(event.lane.as_str()),
            Domain::Kind => add(&event.kind),
            Domain::Actor => event.actors.iter().for_each(|a| add(a)),
            Domain::Place => event.place.iter().for_each(|p| add(p)),
            Domain::Source => {
                let claimed = event.claims.iter().flat_map(|c| &c.sources);
                event.sources.iter().chain(claimed).for_each(|r| add(r.source.as_str()));
            }
            Domain::Fact => event.facts.iter().for_each(|f| add(f.fact.as_str())),
            Domain::Thread => event.facts.iter().for_each(|f| add(f.thread.as_str())),
            Domain::Id => add(event.id.as_str()),
        }
    }
    describe(domain, case, &mut values);
    values
}

/// Puts the words to each value.
fn describe<'a>(domain: Domain, case: &'a Case, values: &mut [Value<'a>]) {
    let lanes: HashMap<&str, _> = match domain {
        Domain::Lane => case.lanes.iter().rev().map(|l| (l.id.as_str(), l)).collect(),
        _ => HashMap::new(),
    };
    let sources: HashMap<&str, _> = match domain {
        Domain::Source => case.sources.iter().rev().map(|s| (s.id.as_str(), s)).collect(),
        _ => HashMap::new(),
    };
    for value in values {
        let Some(id) = value.names.first().copied() else { continue };
        value.prose = match domain {
            Domain::Actor | Domain::Place => vec![Prose::name(id)],
            Domain::Kind => vec![Prose::handle(id)],
            _ => vec![Prose::handle(id)],
        };
        if let Some(lane) = lanes.get(id) {
            value.names.push(&lane.title);
            let more = [Some(&lane.title), lane.subtitle.as_ref(), lane.note.as_ref()];
            value.prose.extend(more.into_iter().flatten().map(|t| Prose::plain(t)));
        }
        if let Some(source) = sources.get(id) {
            value.names.push(&source.title);
            value.prose.extend(of_source(source));
        }
    }
}

fn of_source(source: &Source) -> Vec<Prose<'_>> {
    let mut parts = vec![Prose::plain(&source.title)];
    let names = source.author.iter().chain(&source.publisher);
    parts.extend(names.map(|t| Prose::name(t)));
    let handles = source.reference.iter().chain(&source.url).chain(&source.archive_url);
    parts.extend(handles.chain(&source.language).chain(&source.marked).map(|t| Prose::handle(t)));
    parts.extend(source.note.iter().map(|t| Prose::plain(t)));
    parts.extend(source.hash.iter().map(|h| Prose::handle(&h.value)));
    parts.extend(source.collected.iter().filter_map(|c| Some(Prose::name(c.by.as_ref()?))));
    of_extra(&source.extra, &mut parts);
    parts
}

/// What is recorded of a source besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    /// A hash of the file as collected.
    pub hash: bool,
    /// An archived copy.
    pub archive: bool,
}

/// The same by source.
pub(super) type Provenance<'a> = HashMap<&'a SourceId, Kept>;

/// What is recorded of each source.
pub(super) fn provenance(case: &Case) -> Provenance<'_> {
    let kept = |s: &Source| Kept {
        hash: s.hash.as_ref().is_some_and(|h| !h.value.trim().is_empty()),
        archive: s.archive_url.as_ref().is_some_and(|u| !u.trim().is_empty()),
    };
    case.sources.iter().map(|s| (&s.id, kept(s))).collect()
}
