//! What can be picked in the fields of the editor: things of the case, words of the law, zones.

use super::pick::{Choice, matching, or_own};
use crate::case::{Case, Event, EventId};
use crate::ui::Look;
use std::collections::BTreeSet;

/// Stands for “none of them” in a list, an id that nothing in a file has.
pub(super) const NONE: &str = "";

/// An event with its date, as lists call it.
pub(super) fn event_words(event: &Event, case: &Case) -> String {
    let zone = event.zone(case.zone());
    match &event.when {
        Some(when) => format!("{} · {}", event.title, when.words(zone)),
        None => format!("{} · no date known", event.title),
    }
}

/// The title of an event, or its id where the case has no such event.
pub(super) fn event_title(case: &Case, id: &EventId) -> String {
    case.event(id).map_or_else(|| format!("{id} (not in the case)"), |e| e.title.clone())
}

/// Events of the case; with `none`, a first row for none of them.
pub(super) fn events(case: &Case, query: &str, none: Option<&str>) -> Vec<Choice> {
    let none = none.map(|words| (NONE.to_owned(), words.to_owned()));
    let all = case.events.iter().map(|e| (e.id.to_string(), event_words(e, case)));
    matching(query, none.into_iter().chain(all))
}

/// Sources of the case.
pub(super) fn sources(case: &Case, query: &str) -> Vec<Choice> {
    matching(query, case.sources.iter().map(|s| (s.id.to_string(), s.title.clone())))
}

/// Lanes of the case.
pub(super) fn lanes(case: &Case, query: &str) -> Vec<Choice> {
    matching(query, case.lanes.iter().map(|l| (l.id.to_string(), l.title.clone())))
}

/// Kinds of event in use, or another word.
pub(super) fn kinds(case: &Case, query: &str) -> Vec<Choice> {
    let all: BTreeSet<&str> =
        case.events.iter().map(|e| e.kind.as_str()).filter(|k| !k.is_empty()).collect();
    or_own(query, all.into_iter().map(|k| (k.to_owned(), k.to_owned())))
}

/// Facts that some rule counts with or some event states, or another word.
pub(super) fn facts(look: &Look<'_>, query: &str) -> Vec<Choice> {
    let mut all = look.library.facts();
    let stated = look.record().events.iter().flat_map(|e| &e.facts);
    all.extend(stated.map(|f| f.fact.to_string()));
    or_own(query, all.into_iter().map(|f| (f.clone(), f)))
}

/// Threads in use, or another word; the first row is the thread without a name.
pub(super) fn threads(case: &Case, query: &str) -> Vec<Choice> {
    let facts = case.events.iter().flat_map(|e| &e.facts).map(|f| f.thread.to_string());
    let states = case.states.iter().map(|s| s.thread.to_string());
    let limits = case.fixed_limits.iter().map(|l| l.thread.to_string());
    let all: BTreeSet<String> = facts.chain(states).chain(limits).collect();
    let none = (NONE.to_owned(), "no thread of its own".to_owned());
    let named = all.into_iter().filter(|t| !t.is_empty()).map(|t| (t.clone(), t));
    or_own(query, std::iter::once(none).chain(named))
}

/// Zones by their IANA names, or another way to write one; the first row is the zone that holds otherwise.
pub(super) fn zones(query: &str, otherwise: &str) -> Vec<Choice> {
    let none = (NONE.to_owned(), otherwise.to_owned());
    let named = chrono_tz::TZ_VARIANTS.iter().map(|z| (z.name().to_owned(), z.name().to_owned()));
    or_own(query, std::iter::once(none).chain(named))
}

/// Rules of the loaded instruments and fixed limits of the case.
pub(super) fn rules(look: &Look<'_>, query: &str) -> Vec<Choice> {
    let fixed = look.record().fixed_limits.iter();
    let fixed = fixed.map(|l| (l.id.to_string(), format!("{} · fixed by an order", l.title)));
    let of_law = look.library.provisions().map(|(i, p)| {
        let words = [p.provision.as_str(), p.title.as_str(), i.short.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
        (p.id.to_string(), words.join(" · "))
    });
    matching(query, fixed.chain(of_law))
}
