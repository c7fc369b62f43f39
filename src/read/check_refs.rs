//! What the parts of a case say of one another: no name twice, no name of nothing.

use super::case_json::Draft;
use super::fields::Placed;
use super::findings::{At, Finding, Findings};
use super::names;
use super::node::{Kind, Node, Step};
use crate::case::{Event, EventId, Lane, LaneId, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Of two things with one name the first is kept: references mean the first that is found.
pub(super) fn doubles(draft: &mut Draft, findings: &mut Findings) {
    keep_first(&mut draft.lanes, "lane", |x| x.id.as_str(), findings);
    keep_first(&mut draft.sources, "source", |x| x.id.as_str(), findings);
    keep_first(&mut draft.events, "event", |x| x.id.as_str(), findings);
    keep_first(&mut draft.states, "state", |x| x.id.as_str(), findings);
    keep_first(&mut draft.fixed_limits, "limit", |x| x.id.as_str(), findings);
    keep_first(&mut draft.figures, "figure", |x| x.id.as_str(), findings);
    keep_first(&mut draft.redactions, "redaction", |x| x.id.as_str(), findings);
    keep_first(&mut draft.saved_views, "saved view", |x| x.id.as_str(), findings);
    keep_first(&mut draft.scenarios, "scenario", |x| x.id.as_str(), findings);
    for event in &mut draft.events {
        claims(event, findings);
    }
}

/// Names both places, since either may be the one to change.
fn twin(what: &str, id: &str, place: (At, String), first: At, findings: &Findings) -> Finding {
    let line = if let At::Offset(offset) = first { findings.line_of(offset) } else { 0 };
    Finding::error(place.0, format!("the id “{id}” is given to two {what}s"))
        .path(place.1)
        .found(id)
        .expected(format!("an id that no other {what} has"))
        .hint(format!(
            "the first is in line {line} and is kept; this one is left out until it has its own id"
        ))
}

/// Drops every later element whose name is taken.
fn keep_first<T>(
    list: &mut Vec<Placed<T>>,
    what: &str,
    id: impl Fn(&T) -> &str,
    findings: &mut Findings,
) {
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    list.retain(|placed| {
        let id = id(&placed.item);
        let place = placed.place(&["id".into()]);
        match seen.get(id) {
            Some(first) => {
                let finding = twin(what, id, place, *first, findings);
                findings.push(finding);
                false
            }
            None => {
                seen.insert(id.to_owned(), place.0);
                true
            }
        }
    });
}

/// Names of claims need to be unique within their event only.
fn claims(event: &mut Placed<Event>, findings: &mut Findings) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut twins: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, claim) in event.item.claims.iter().enumerate() {
        match seen.get(claim.id.as_str()) {
            Some(first) => {
                twins.insert(n, *first);
            }
            None => {
                seen.insert(claim.id.as_str(), n);
            }
        }
    }
    if twins.is_empty() {
        return;
    }
    for (n, first) in &twins {
        // A place in a long list is dear to find; where nobody will read of it, that of the event will do.
        let steps = |n: usize| match findings.has_room() {
            true => vec![Step::from("claims"), n.into(), "id".into()],
            false => Vec::new(),
        };
        let id = event.item.claims.get(*n).map_or("", |claim| claim.id.as_str());
        let (first, _) = event.place(&steps(*first));
        let finding = twin("claim", id, event.place(&steps(*n)), first, findings);
        findings.push(finding);
    }
    // Their seats stay, so that the places of the others stay right.
    if let Some(Node { kind: Kind::List(list), .. }) = event.node.at_mut(&[Step::from("claims")]) {
        for (n, node) in list.iter_mut().filter(|node| !node.is_gone()).enumerate() {
            if twins.contains_key(&n) {
                node.kind = Kind::Gone;
            }
        }
    }
    let mut n = 0;
    event.item.claims.retain(|_| {
        n += 1;
        !twins.contains_key(&(n - 1))
    });
}

/// Gives every event a lane that exists, so that nothing vanishes from the picture.
pub(super) fn lanes(draft: &mut Draft, given: bool, findings: &mut Findings) {
    let known: BTreeSet<LaneId> = draft.lanes.iter().map(|l| l.item.id.clone()).collect();
    let mut added: Vec<LaneId> = Vec::new();
    let mut homeless = Vec::new();
    for (n, event) in draft.events.iter().enumerate() {
        let lane = &event.item.lane;
        if lane.as_str().trim().is_empty() {
            homeless.push(n);
        } else if !known.contains(lane) {
            if given {
                let known = known.iter().map(LaneId::as_str);
                let finding =
                    dangling("lane", lane.as_str(), known, event.place(&["lane".into()]), findings);
                findings.push(finding.hint("it is drawn in a lane of that name, which is added"));
            }
            if !added.contains(lane) {
                added.push(lane.clone());
            }
        }
    }
    for id in added {
        let title = id.to_string();
        let unknown = Lane {
            id,
            title,
            subtitle: given.then(|| "Unknown lane".to_owned()),
            ..Lane::default()
        };
        let node = Node::new(0..0, Kind::Null);
        draft.lanes.push(Placed { item: unknown, node, path: "lanes".to_owned() });
    }
    house(draft, &homeless, findings);
}

/// Puts the events that name no lane into the first lane, or into one that is made for them.
fn house(draft: &mut Draft, homeless: &[usize], findings: &mut Findings) {
    let Some(first) = homeless.first().and_then(|n| draft.events.get(*n)) else {
        return;
    };
    let (at, path) = (first.node.at(), first.path.clone());
    if draft.lanes.is_empty() {
        let events = Lane { id: "events".into(), title: "Events".to_owned(), ..Lane::default() };
        let node = Node::new(0..0, Kind::Null);
        draft.lanes.push(Placed { item: events, node, path: "lanes".to_owned() });
    }
    let Some(home) = draft.lanes.first().map(|l| l.item.clone()) else {
        return;
    };
    let message = match homeless.len() {
        1 => "an event names no lane".to_owned(),
        n => format!("{n} events name no lane; this is the first"),
    };
    findings.push(
        Finding::warning(at, message)
            .path(path)
            .expected("a field “lane” with the id of a lane")
            .hint(format!("drawn in the lane “{}”", home.title)),
    );
    for n in homeless {
        if let Some(event) = draft.events.get_mut(*n) {
            event.item.lane = home.id.clone();
        }
    }
}

/// A name of nothing, with the name that was probably meant.
pub(super) fn dangling<'a>(
    what: &str,
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    place: (At, String),
    findings: &Findings,
) -> Finding {
    let article = if what == "event" { "an" } else { "a" };
    // Comparing with every name is dear; it is done for what will be listed, and in cases of a size to edit by hand.
    let meant = if findings.has_room() { names::meant(id, known.take(5000)) } else { None };
    Finding::error(place.0, format!("there is no {what} “{id}”"))
        .path(place.1)
        .found(id)
        .expected(format!("the id of {article} {what}"))
        .hint(meant.map_or_else(
            || format!("add the {what}, or correct the id; the reference is kept"),
            |meant| format!("perhaps “{meant}” was meant; the reference is kept"),
        ))
}

/// The names that can be referred to.
struct Names<'a> {
    events: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    lanes: BTreeSet<&'a str>,
}

impl Names<'_> {
    fn check(
        &self,
        what: &str,
        id: &str,
        place: impl FnOnce() -> (At, String),
        findings: &mut Findings,
    ) {
        let known = match what {
            "event" => &self.events,
            "source" => &self.sources,
            _ => &self.lanes,
        };
        if !known.contains(id) {
            let finding = dangling(what, id, known.iter().copied(), place(), findings);
            findings.push(finding);
        }
    }

    fn event(&self, id: &EventId, place: impl FnOnce() -> (At, String), findings: &mut Findings) {
        self.check("event", id.as_str(), place, findings);
    }

    fn source(&self, id: &SourceId, place: impl FnOnce() -> (At, String), findings: &mut Findings) {
        self.check("source", id.as_str(), place, findings);
    }
}

/// Tells every reference to nothing. What refers is kept as it is.
pub(super) fn references(draft: &Draft, findings: &mut Findings) {
    let known = Names {
        events: draft.events.iter().map(|e| e.item.id.as_str()).collect(),
        sources: draft.sources.iter().map(|s| s.item.id.as_str()).collect(),
        lanes: draft.lanes.iter().map(|l| l.item.id.as_str()).collect(),
    };
    opening(draft, &known, findings);
    for event in &draft.events {
        of_event(event, &known, findings);
    }
    for state in &draft.states {
        known.event(&state.item.from_event, || state.place(&["from_event".into()]), findings);
        if let Some(to) = &state.item.to_event {
            known.event(to, || state.place(&["to_event".into()]), findings);
        }
    }
    for limit in &draft.fixed_limits {
        known.event(&limit.item.fixed_by, || limit.place(&["fixed_by".into()]), findings);
        for (n, version) in limit.item.versions.iter().enumerate() {
            let place = || limit.place(&["versions".into(), n.into(), "by".into()]);
            known.event(&version.by, place, findings);
        }
    }
    for view in &draft.views {
        if let Some(event) = &view.item.event {
            known.event(event, || view.place(&["event".into()]), findings);
        }
        if let Some(source) = &view.item.source {
            known.source(source, || view.place(&["source".into()]), findings);
        }
    }
}

/// What is shown first may name lanes and an event.
fn opening(draft: &Draft, known: &Names<'_>, findings: &mut Findings) {
    let Some(opening) = &draft.head.item.opening else {
        return;
    };
    let place = |steps: &[Step]| {
        let mut all = vec![Step::from("opening")];
        all.extend_from_slice(steps);
        draft.head.place(&all)
    };
    for (n, lane) in opening.lanes.iter().flatten().enumerate() {
        known.check("lane", lane.as_str(), || place(&["lanes".into(), n.into()]), findings);
    }
    if let Some(selection) = &opening.selection {
        known.event(selection, || place(&["selection".into()]), findings);
    }
}

/// All that an event refers to.
fn of_event(event: &Placed<Event>, known: &Names<'_>, findings: &mut Findings) {
    let item = &event.item;
    for (n, reference) in item.sources.iter().enumerate() {
        known.source(&reference.source, || event.place(&["sources".into(), n.into()]), findings);
    }
    for (n, claim) in item.claims.iter().enumerate() {
        for (m, reference) in claim.sources.iter().enumerate() {
            let place = || event.place(&["claims".into(), n.into(), "sources".into(), m.into()]);
            known.source(&reference.source, place, findings);
        }
    }
    for (n, related) in item.related.iter().enumerate() {
        known.event(related, || event.place(&["related".into(), n.into()]), findings);
    }
    let Some(after) = &item.after else { return };
    known.event(after, || event.place(&["after".into()]), findings);
    if *after == item.id {
        let (at, path) = event.place(&["after".into()]);
        findings.push(
            Finding::error(at, "an event cannot follow itself")
                .path(path)
                .found(after.as_str())
                .expected("the id of another event")
                .hint("it is listed last"),
        );
    }
}
