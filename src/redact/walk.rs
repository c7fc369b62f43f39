//! Every text and every date of a case, each kind visited in one place.

use crate::case::{Case, FileHash, RuleEntry, Source, SourceRef};
use crate::date::{When, Zone};
use serde_json::{Map, Value};

/// Visits texts. Addresses are given apart, since an address with a hole in it leads nowhere.
pub(super) trait Texts {
    /// A text.
    fn text(&mut self, text: &mut String);
    /// An address; `None` leaves it out.
    fn address(&mut self, address: &mut Option<String>);
}

fn maybe(seen: &mut impl Texts, text: &mut Option<String>) {
    if let Some(text) = text {
        seen.text(text);
    }
}

/// Visits every text that the editors wrote. Names of things, zones and the words of the format
/// (forms, verdicts, sizes, styles) are no texts.
pub(super) fn texts(case: &mut Case, seen: &mut impl Texts) {
    seen.text(&mut case.title);
    maybe(seen, &mut case.subtitle);
    maybe(seen, &mut case.note);
    extra(&mut case.extra, seen);
    if let Some(opening) = &mut case.opening {
        extra(&mut opening.extra, seen);
    }
    for entry in &mut case.rules {
        if let RuleEntry::Group(group) = entry {
            seen.text(&mut group.group);
        }
    }
    for lane in &mut case.lanes {
        seen.text(&mut lane.title);
        maybe(seen, &mut lane.subtitle);
        maybe(seen, &mut lane.note);
        extra(&mut lane.extra, seen);
    }
    of_sources(case, seen);
    of_events(case, seen);
    for state in &mut case.states {
        seen.text(&mut state.kind);
        maybe(seen, &mut state.title);
        extra(&mut state.extra, seen);
    }
    for limit in &mut case.fixed_limits {
        seen.text(&mut limit.title);
        for text in [&mut limit.provision, &mut limit.bound, &mut limit.note] {
            maybe(seen, text);
        }
        extra(&mut limit.extra, seen);
    }
    for view in &mut case.views {
        seen.text(&mut view.by);
        seen.text(&mut view.words);
        extra(&mut view.extra, seen);
    }
    of_pictures(case, seen);
}

fn of_sources(case: &mut Case, seen: &mut impl Texts) {
    for source in &mut case.sources {
        seen.text(&mut source.title);
        for text in [
            &mut source.author,
            &mut source.publisher,
            &mut source.reference,
            &mut source.note,
            &mut source.language,
            &mut source.mime,
            &mut source.context,
            &mut source.original_wording,
            &mut source.issuer,
            &mut source.changes,
            &mut source.consent,
            &mut source.sensitivity,
        ] {
            maybe(seen, text);
        }
        of_hash(source.hash.as_mut(), seen);
        // A path is like an address: with a hole in it it leads nowhere.
        for address in [
            &mut source.url,
            &mut source.archive_url,
            &mut source.file,
            &mut source.original_filename,
        ] {
            seen.address(address);
        }
        of_provenance(source, seen);
        source.marked.iter_mut().for_each(|word| seen.text(word));
        extra(&mut source.extra, seen);
    }
}

fn of_hash(hash: Option<&mut FileHash>, seen: &mut impl Texts) {
    if let Some(hash) = hash {
        // A hash with a hole in it is none; what is no hash tells more than one.
        seen.text(&mut hash.algorithm);
        let mut value = Some(std::mem::take(&mut hash.value));
        seen.address(&mut value);
        hash.value = value.unwrap_or_else(|| super::NOTHING.to_owned());
    }
}

fn of_provenance(source: &mut Source, seen: &mut impl Texts) {
    if let Some(c) = &mut source.collected {
        for text in [&mut c.by, &mut c.clock_source, &mut c.tool, &mut c.identity] {
            maybe(seen, text);
        }
    }
    let captures = source.html_capture.iter_mut().chain(&mut source.page_capture);
    for capture in captures.chain(&mut source.media_files) {
        seen.address(&mut capture.file);
        of_hash(capture.hash.as_mut(), seen);
        maybe(seen, &mut capture.note);
        extra(&mut capture.extra, seen);
    }
    extra(&mut source.embedded_metadata, seen);
    for entry in &mut source.custody {
        for text in [&mut entry.action, &mut entry.who, &mut entry.to, &mut entry.note] {
            maybe(seen, text);
        }
        extra(&mut entry.extra, seen);
    }
    if let Some(v) = &mut source.verification {
        for text in
            [&mut v.status, &mut v.by, &mut v.method, &mut v.reliability, &mut v.credibility]
        {
            maybe(seen, text);
        }
        extra(&mut v.extra, seen);
    }
}

fn of_refs(refs: &mut [SourceRef], seen: &mut impl Texts) {
    for reference in refs {
        maybe(seen, &mut reference.pinpoint);
        maybe(seen, &mut reference.note);
        extra(&mut reference.extra, seen);
    }
}

fn of_events(case: &mut Case, seen: &mut impl Texts) {
    for event in &mut case.events {
        seen.text(&mut event.title);
        seen.text(&mut event.kind);
        for text in [&mut event.place, &mut event.description, &mut event.note] {
            maybe(seen, text);
        }
        for list in [&mut event.actors, &mut event.disputes, &mut event.marked] {
            list.iter_mut().for_each(|text| seen.text(text));
        }
        of_refs(&mut event.sources, seen);
        for claim in &mut event.claims {
            maybe(seen, &mut claim.note);
            of_refs(&mut claim.sources, seen);
            extra(&mut claim.extra, seen);
        }
        extra(&mut event.extra, seen);
    }
}

fn of_pictures(case: &mut Case, seen: &mut impl Texts) {
    for figure in &mut case.figures {
        seen.text(&mut figure.title);
        for text in [
            &mut figure.headline,
            &mut figure.caption,
            &mut figure.alt,
            &mut figure.description,
            &mut figure.note,
        ] {
            maybe(seen, text);
        }
        figure.labels.values_mut().for_each(|label| seen.text(label));
        // A kind is renamed in the events too; the figure goes on showing it.
        figure.kinds.iter_mut().flatten().for_each(|kind| seen.text(kind));
        extra(&mut figure.extra, seen);
    }
    let Some(story) = &mut case.story else { return };
    maybe(seen, &mut story.title);
    extra(&mut story.extra, seen);
    for step in &mut story.steps {
        for text in [
            &mut step.headline,
            &mut step.caption,
            &mut step.alt,
            &mut step.description,
            &mut step.notes,
        ] {
            maybe(seen, text);
        }
        extra(&mut step.extra, seen);
    }
}

/// Visits fields of other programs, their names included.
fn extra(fields: &mut Map<String, Value>, seen: &mut impl Texts) {
    let mut told = Map::new();
    for (mut key, mut value) in std::mem::take(fields) {
        seen.text(&mut key);
        of_value(&mut value, seen);
        // Two fields may have come to the same name.
        let mut name = key.clone();
        let mut n = 2;
        while told.contains_key(&name) {
            name = format!("{key} {n}");
            n += 1;
        }
        told.insert(name, value);
    }
    *fields = told;
}

fn of_value(value: &mut Value, seen: &mut impl Texts) {
    match value {
        Value::String(text) if text.contains("://") => {
            let mut address = Some(std::mem::take(text));
            seen.address(&mut address);
            *text = address.unwrap_or_else(|| super::NOTHING.to_owned());
        }
        Value::String(text) => seen.text(text),
        Value::Number(number) => {
            let written = number.to_string();
            let mut told = written.clone();
            seen.text(&mut told);
            if told != written {
                *value = Value::String(told);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| of_value(value, seen)),
        Value::Object(fields) => extra(fields, seen),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Visits every date that is a fact of the case, with the zone by which it is read. The dates of pictures
/// (windows, days on which they are judged) are no facts.
///
/// A date that becomes `None` is left out where the record allows it; where it needs one it becomes one
/// that says nothing.
pub(super) fn dates(case: &mut Case, see: &mut impl FnMut(&mut Option<When>, Zone)) {
    let zone = case.zone();
    for event in &mut case.events {
        let own = event.zone(zone);
        for when in [&mut event.when, &mut event.document_date, &mut event.publication_date] {
            see(when, own);
        }
        event.claims.iter_mut().for_each(|claim| see(&mut claim.when, own));
    }
    for source in &mut case.sources {
        see(&mut source.date, zone);
        see(&mut source.published, zone);
        if let Some(collected) = &mut source.collected {
            see(&mut collected.at, zone);
        }
        let captures = source.html_capture.iter_mut().chain(&mut source.page_capture);
        captures.chain(&mut source.media_files).for_each(|c| see(&mut c.at, zone));
        source.custody.iter_mut().for_each(|c| see(&mut c.at, zone));
        source.verification.iter_mut().for_each(|v| see(&mut v.at, zone));
    }
    for limit in &mut case.fixed_limits {
        let versions = limit.versions.iter_mut().map(|v| &mut v.until);
        for until in versions.chain([&mut limit.until]) {
            let mut when = Some(until.clone());
            see(&mut when, zone);
            *until = when.unwrap_or_else(|| When::keep(Value::String(super::WITHHELD.to_owned())));
        }
    }
}
