//! Checks on the record itself: dates, facts, sources and their files.

use super::{Check, CheckKind, FileState, Looked, Place, Standing, Weight, at_event};
use crate::case::{Case, Event, Tag};
use crate::date::when::{End, Form, Point};
use crate::date::zone::LocalTime;
use crate::date::{When, Zone};
use std::collections::BTreeSet;

/// Dates that cannot be read, hours that came twice or never, and facts without a date.
pub(super) fn dates(look: &Looked<'_>, found: &mut Vec<Check>) {
    for event in &look.case.events {
        let zone = event.zone(look.zone);
        let own = |words: String| at_event(CheckKind::Date, Weight::Look, &event.id, words);
        for when in event.when.iter().chain(&event.document_date).chain(&event.publication_date) {
            found.extend(doubt(when, zone).map(|d| own(format!("“{}”: {d}", event.title))));
        }
        for claim in &event.claims {
            let doubt = claim.when.as_ref().and_then(|w| doubt(w, zone));
            found.extend(doubt.map(|d| Check {
                at: Place::Mark(Tag::Claim(event.id.clone(), claim.id.clone())),
                ..own(format!("claim {} on “{}”: {d}", claim.id, event.title))
            }));
        }
        if !event.facts.is_empty() && undated(event, zone) {
            let names: Vec<&str> = event.facts.iter().map(|f| f.fact.as_str()).collect();
            let words = format!(
                "“{}” has no date, and states {}: no limit that rests on it can be told",
                event.title,
                names.join(" and ")
            );
            found.push(at_event(CheckKind::Undated, Weight::Look, &event.id, words));
        }
    }
}

fn undated(event: &Event, zone: Zone) -> bool {
    event.when.as_ref().is_none_or(|when| {
        let bounds = when.moments(zone).map(|m| m.bounds(zone));
        // One that cannot be read is told as such.
        bounds.is_some_and(|b| b.earliest.is_unbounded() && b.latest.is_unbounded())
    })
}

/// What is doubtful about a written date.
fn doubt(when: &When, zone: Zone) -> Option<String> {
    if when.problem().is_some() {
        return Some(format!("the date “{}” cannot be read", short(&when.text())));
    }
    if let Some(wall) = when.skipped_hour(zone) {
        return Some(format!("{} never came on that day in {zone}", wall.format("%H:%M")));
    }
    if when.is_backwards(zone) {
        return Some(format!("the date “{}” ends before it starts in {zone}", short(&when.text())));
    }
    let twice = |p: &Point| match p {
        Point::Local(wall) if matches!(zone.local(*wall), LocalTime::Twice(..)) => {
            Some(format!("{} came twice on that day in {zone}", wall.format("%H:%M")))
        }
        _ => None,
    };
    let end = |e: &End| match e {
        End::At(p, _) => twice(p),
        End::Open | End::Unknown => None,
    };
    match when.form()? {
        Form::Point(p) => twice(p),
        Form::Between(a, b) => twice(a).or_else(|| twice(b)),
        Form::Span(a, b) => end(a).or_else(|| end(b)),
        Form::Unreadable(_) => None,
    }
}

fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Facts that no loaded rule and no limit of the case names.
pub(super) fn facts(look: &Looked<'_>, found: &mut Vec<Check>) {
    let mut known: BTreeSet<String> = look.library.facts();
    for limit in &look.case.fixed_limits {
        let named = limit.satisfied_by.as_slice().iter().chain(limit.overtaken_by.as_slice());
        known.extend(named.map(ToString::to_string));
    }
    let mut told = BTreeSet::new();
    for event in &look.case.events {
        for stated in &event.facts {
            let fact = stated.fact.as_str();
            if !known.contains(fact) && told.insert((&event.id, fact)) {
                let words =
                    format!("“{}” states “{fact}”, which no loaded rule names", event.title);
                found.push(at_event(CheckKind::UnknownFact, Weight::Note, &event.id, words));
            }
        }
    }
}

/// Events that rest on nothing.
pub(super) fn without_source(look: &Looked<'_>, found: &mut Vec<Check>) {
    for event in look.case.events.iter().filter(|e| e.sources.is_empty() && !e.inferred) {
        let words = format!("“{}” names no source, and is not said to be inferred", event.title);
        found.push(at_event(CheckKind::NoSource, Weight::Look, &event.id, words));
    }
}

/// Sources that could not be found again, or not shown to be the same.
pub(super) fn sources(case: &Case, found: &mut Vec<Check>) {
    let is = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.trim().is_empty());
    for source in &case.sources {
        let mut note = |kind, what: &str| {
            found.push(Check {
                kind,
                weight: Weight::Note,
                words: format!("the source “{}” {what}", source.title),
                at: Place::Source(source.id.clone()),
            });
        };
        if source.hash.is_none() && !is(&source.archive_url) {
            note(CheckKind::Unsecured, "has no hash and no archived copy");
        }
        if !is(&source.url) && !is(&source.archive_url) && !is(&source.reference) {
            note(
                CheckKind::NoReference,
                "names no address and no number under which it can be found",
            );
        }
    }
}

/// Local copies that are not as they were.
pub(super) fn files(files: &[FileState], found: &mut Vec<Check>) {
    for file in files {
        let (weight, what) = match file.standing {
            Standing::Same => continue,
            Standing::Changed => (Weight::Wrong, "changed since it was hashed"),
            Standing::Missing => (Weight::Look, "cannot be read where it was"),
        };
        found.push(Check {
            kind: CheckKind::FileChanged,
            weight,
            words: format!("the file “{}” {what}", file.path),
            at: Place::Source(file.source.clone()),
        });
    }
}
