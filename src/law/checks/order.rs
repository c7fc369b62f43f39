//! Checks on order: what must follow and lies certainly before, and states that overlap.

use super::{Check, CheckKind, Looked, Place, Weight, at_event};
use crate::case::{Event, EventId, FixedLimit, Source, State, Tag, ThreadId};
use crate::date::{Bounds, Instant, When};
use std::collections::BTreeMap;

/// Everything that stands in an order that its dates exclude.
pub(super) fn order(look: &Looked<'_>, found: &mut Vec<Check>) {
    for event in &look.case.events {
        found.extend(after(look, event));
        found.extend(papers(look, event));
    }
    for state in &look.case.states {
        found.extend(backwards(look, state));
    }
    for limit in &look.case.fixed_limits {
        varied(look, limit, found);
    }
    for source in &look.case.sources {
        found.extend(published(look, source));
    }
}

/// An event that is said to follow another and lies before it.
fn after(look: &Looked<'_>, event: &Event) -> Option<Check> {
    let first = look.event(event.after.as_ref()?)?;
    let (own, its) = (look.bounds(event)?, look.bounds(first)?);
    (own.latest < its.earliest).then(|| {
        let (own, its) = (look.words(event), look.words(first));
        let words = format!("{own} is said to follow {its}, and lies before it");
        at_event(CheckKind::Order, Weight::Wrong, &event.id, words)
    })
}

/// A document that is younger than its publication; something that was public before it happened.
fn papers(look: &Looked<'_>, event: &Event) -> Vec<Check> {
    let of = |when: &Option<When>| look.read(when.as_ref()?, event);
    let zone = event.zone(look.zone);
    let said = |when: &Option<When>| {
        when.as_ref().map(|w| w.words_in(zone, look.zone)).unwrap_or_default()
    };
    let mut found = Vec::new();
    let (document, publication) = (of(&event.document_date), of(&event.publication_date));
    if let (Some(document), Some(publication)) = (document, publication)
        && document.earliest > publication.latest
    {
        let words = format!(
            "the document of “{}” is dated {}, after its publication, {}",
            event.title,
            said(&event.document_date),
            said(&event.publication_date)
        );
        found.push(at_event(CheckKind::Order, Weight::Wrong, &event.id, words));
    }
    if let (Some(publication), Some(own)) = (publication, look.bounds(event))
        && publication.latest < own.earliest
    {
        let words = format!(
            "{} was public on {}, before it happened",
            look.words(event),
            said(&event.publication_date)
        );
        found.push(at_event(CheckKind::Order, Weight::Look, &event.id, words));
    }
    found.extend(foretold(look, event));
    found
}

/// An event all of whose dated sources were published before it.
fn foretold(look: &Looked<'_>, event: &Event) -> Option<Check> {
    let own = look.bounds(event)?;
    let zone = look.zone;
    let read = |s: &Source| Some(s.published.as_ref()?.moments(zone)?.bounds(zone).latest);
    let named: Vec<Option<Instant>> =
        event.sources.iter().map(|r| look.sources.get(&r.source).and_then(|s| read(s))).collect();
    let early = !named.is_empty() && named.iter().all(|at| at.is_some_and(|at| at < own.earliest));
    early.then(|| {
        let what = if named.len() == 1 { "its source was" } else { "all its sources were" };
        let words =
            format!("{}: {what} published before it, and can only announce it", look.words(event));
        at_event(CheckKind::Order, Weight::Note, &event.id, words)
    })
}

fn backwards(look: &Looked<'_>, state: &State) -> Option<Check> {
    let (from, to) = (look.event(&state.from_event)?, look.event(state.to_event.as_ref()?)?);
    let (start, end) = (look.bounds(from)?, look.bounds(to)?);
    (end.latest < start.earliest).then(|| Check {
        kind: CheckKind::Order,
        weight: Weight::Wrong,
        words: format!(
            "“{}” ends with {}, before it begins with {}",
            title(state),
            look.words(to),
            look.words(from)
        ),
        at: Place::Mark(Tag::State(state.id.clone())),
    })
}

/// An order that varies a limit before it was fixed, or fixes an end that was past.
fn varied(look: &Looked<'_>, limit: &FixedLimit, found: &mut Vec<Check>) {
    let orders = std::iter::once((&limit.fixed_by, &limit.until))
        .chain(limit.versions.iter().map(|v| (&v.by, &v.until)));
    let mut before: Option<&Event> = None;
    for (by, until) in orders {
        let Some(order) = look.event(by) else { continue };
        let Some(own) = look.bounds(order) else { continue };
        if let Some(first) = before.filter(|first| first.id != order.id)
            && look.bounds(first).is_some_and(|b| own.latest < b.earliest)
        {
            let words = format!(
                "{} varies the limit “{}” before {} fixed it",
                look.words(order),
                limit.title,
                look.words(first)
            );
            found.push(at_event(CheckKind::Order, Weight::Wrong, &order.id, words));
        }
        let ends = until.moments(look.zone).map(|m| m.bounds(look.zone));
        if ends.is_some_and(|end| end.latest < own.earliest) {
            let words = format!(
                "{} fixes an end of the limit “{}”, {}, that was past",
                look.words(order),
                limit.title,
                until.words(look.zone)
            );
            found.push(at_event(CheckKind::Order, Weight::Look, &order.id, words));
        }
        before = Some(order);
    }
}

fn published(look: &Looked<'_>, source: &Source) -> Option<Check> {
    let zone = look.zone;
    let of = |when: &Option<When>| Some(when.as_ref()?.moments(zone)?.bounds(zone));
    let (date, published) = (of(&source.date)?, of(&source.published)?);
    let words = |when: &Option<When>| when.as_ref().map(|w| w.words(zone)).unwrap_or_default();
    (date.earliest > published.latest).then(|| Check {
        kind: CheckKind::Order,
        weight: Weight::Wrong,
        words: format!(
            "the source “{}” is dated {}, after its publication, {}",
            source.title,
            words(&source.date),
            words(&source.published)
        ),
        at: Place::Source(source.id.clone()),
    })
}

fn title(state: &State) -> &str {
    state.title.as_deref().unwrap_or(&state.kind)
}

/// Two states of one kind in one thread that certainly lasted at the same time.
pub(super) fn two_states(look: &Looked<'_>, found: &mut Vec<Check>) {
    let mut kinds: BTreeMap<(&str, &ThreadId), Vec<(Bounds, &State)>> = BTreeMap::new();
    for state in &look.case.states {
        if let Some(certain) = certainly(look, state) {
            kinds.entry((&state.kind, &state.thread)).or_default().push((certain, state));
        }
    }
    for states in kinds.values_mut() {
        states.sort_by_key(|(b, _)| (b.earliest, b.latest));
        let mut longest: Option<(Bounds, &State)> = None;
        for (own, state) in states.iter() {
            if let Some((other, first)) = longest
                && own.earliest < other.latest
            {
                found.push(Check {
                    kind: CheckKind::TwoStates,
                    weight: Weight::Wrong,
                    words: format!(
                        "“{}” begins while “{}” still lasts: two states of the kind “{}” at once",
                        title(state),
                        title(first),
                        state.kind
                    ),
                    at: Place::Mark(Tag::State(state.id.clone())),
                });
            }
            if longest.is_none_or(|(other, _)| own.latest > other.latest) {
                longest = Some((*own, state));
            }
        }
    }
}

/// The time in which a state certainly lasted; `None` where there may be none.
fn certainly(look: &Looked<'_>, state: &State) -> Option<Bounds> {
    let bounds = |id: &EventId| look.event(id).and_then(|e| look.bounds(e));
    let from = bounds(&state.from_event)?.latest;
    let to = match &state.to_event {
        Some(id) => bounds(id)?.earliest,
        None => Instant::END,
    };
    (from < to).then_some(Bounds { earliest: from, latest: to })
}
