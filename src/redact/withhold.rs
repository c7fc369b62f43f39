//! Events and sources that are left out whole.

use super::{NOTHING, WITHHELD};
use crate::case::{Case, Dropped, Event, EventId, SourceId};
use std::collections::BTreeSet;

/// What a profile leaves out of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Left {
    /// Events.
    pub events: BTreeSet<EventId>,
    /// Sources.
    pub sources: BTreeSet<SourceId>,
    /// Names in the profile of which the case has none.
    pub unknown: Vec<String>,
    /// Titles, descriptions and addresses that went with them.
    pub words: Vec<String>,
}

/// Finds what a profile leaves out.
pub(super) fn left(case: &Case, drop: &Dropped) -> Left {
    let marked = |marks: &[String]| marks.iter().any(|m| drop.marked.contains(m));
    let mut left = Left::default();
    for event in &case.events {
        if drop.events.contains(&event.id) || marked(&event.marked) {
            left.events.insert(event.id.clone());
            if event.title != WITHHELD {
                left.words.push(event.title.clone());
            }
            if let Some(description) = &event.description {
                left.words.push(beginning(description).to_owned());
                left.words.push(description.clone());
            }
        }
    }
    for source in &case.sources {
        if drop.sources.contains(&source.id) || marked(&source.marked) {
            left.sources.insert(source.id.clone());
            left.words.push(source.title.clone());
            left.words.extend(source.url.iter().chain(&source.archive_url).cloned());
            left.words.extend(source.original_wording.iter().chain(&source.context).cloned());
        }
    }
    let no_event = |id: &&EventId| case.event(id).is_none();
    let no_source = |id: &&SourceId| case.source(id).is_none();
    let events = drop.events.iter().filter(no_event).map(|id| format!("event “{id}”"));
    let sources = drop.sources.iter().filter(no_source).map(|id| format!("source “{id}”"));
    let all = || {
        let of_events = case.events.iter().flat_map(|e| &e.marked);
        of_events.chain(case.sources.iter().flat_map(|s| &s.marked))
    };
    let marks = drop
        .marked
        .iter()
        .filter(|mark| !all().any(|m| m == *mark))
        .map(|mark| format!("mark “{mark}”"));
    left.unknown = events.chain(sources).chain(marks).collect();
    left
}

/// Enough of a description to know it by: its first 60 letters, cut after a word.
fn beginning(text: &str) -> &str {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(60) else { return text };
    let start = text.get(..end).unwrap_or(text);
    let next_is_gap = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match start.rfind(char::is_whitespace).filter(|_| !next_is_gap) {
        Some(cut) => start.get(..cut).unwrap_or(start).trim_end(),
        None => start,
    }
}

/// Takes out what is left out. Withheld events stay, with their dates and facts alone, so that the law
/// counts as before; sources go.
///
/// A whitelist of a figure keeps withheld events where their room is kept, since they are placed by it; with
/// gaps closed they leave it. A view that was voiced in a withheld event goes with it.
pub(super) fn withhold(case: &mut Case, left: &Left, close_gaps: bool) {
    case.events.iter_mut().filter(|e| left.events.contains(&e.id)).for_each(blank);
    case.sources.retain(|s| !left.sources.contains(&s.id));
    for source in &mut case.sources {
        source.derivative_of = source.derivative_of.take().filter(|id| !left.sources.contains(id));
    }
    for event in &mut case.events {
        event.sources.retain(|r| !left.sources.contains(&r.source));
        for claim in &mut event.claims {
            claim.sources.retain(|r| !left.sources.contains(&r.source));
        }
        event.related.retain(|id| !left.events.contains(id));
    }
    case.views.retain(|v| v.event.as_ref().is_none_or(|id| !left.events.contains(id)));
    for view in &mut case.views {
        view.source = view.source.take().filter(|id| !left.sources.contains(id));
    }
    if let Some(opening) = &mut case.opening {
        opening.selection = opening.selection.take().filter(|id| !left.events.contains(id));
    }
    let shown = |name: &String| !left.events.contains(name.as_str());
    for figure in &mut case.figures {
        figure.highlight.retain(shown);
        figure.labels.retain(|id, _| !left.events.contains(id));
        if let Some(events) = figure.events.as_mut().filter(|_| close_gaps) {
            events.retain(|id| !left.events.contains(id));
        }
    }
    for step in case.story.iter_mut().flat_map(|story| &mut story.steps) {
        if let Some(highlight) = &mut step.highlight {
            highlight.retain(shown);
        }
    }
}

/// Leaves of an event what the law counts with and what says where it stands.
fn blank(event: &mut Event) {
    WITHHELD.clone_into(&mut event.title);
    event.place = None;
    event.actors.clear();
    event.description = None;
    event.note = None;
    event.document_date = None;
    event.publication_date = None;
    event.sources.clear();
    event.related.clear();
    event.disputes.clear();
    event.extra.clear();
    for claim in &mut event.claims {
        claim.note = None;
        claim.sources.clear();
        claim.extra.clear();
    }
}

/// True for words that name nothing else by chance: three or more. What is shorter may be said of something
/// that is shown.
pub(super) fn is_phrase(words: &str) -> bool {
    words.contains("://") || words.split_whitespace().filter(|w| *w != NOTHING).count() >= 3
}
