//! What looks wrong, is missing or cannot be told in a case: a line each, with its place.

mod limits;
mod order;
mod record;

use super::deadline::Deadline;
use super::library::Library;
use crate::case::{Case, Event, EventId, Source, SourceId, Tag};
use crate::date::{Bounds, When, Zone};
use std::collections::BTreeMap;

/// What kind of thing is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// A limit ended and no act is known.
    MissingAct,
    /// Something lies certainly before what it must follow.
    Order,
    /// Two states of one kind in one thread at the same time.
    TwoStates,
    /// Time in a state that no listed limit covers.
    Gap,
    /// A source without fingerprint and without archived copy.
    Unsecured,
    /// A source that names no place where it can be found.
    NoReference,
    /// A local file that is not as it was, or is gone.
    FileChanged,
    /// A date that cannot be read, or an hour that came twice or never.
    Date,
    /// An event that states a fact and has no date.
    Undated,
    /// A fact that no loaded rule names.
    UnknownFact,
    /// An event that names no source and is not said to be inferred.
    NoSource,
}

impl CheckKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 11] = [
        Self::MissingAct,
        Self::Order,
        Self::TwoStates,
        Self::Gap,
        Self::Unsecured,
        Self::NoReference,
        Self::FileChanged,
        Self::Date,
        Self::Undated,
        Self::UnknownFact,
        Self::NoSource,
    ];

    /// What all of this kind have in common, as a heading: `sources without hash or archived copy`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::MissingAct => "limits that ended without a known act",
            Self::Order => "dates in an order that cannot be",
            Self::TwoStates => "states of one kind at the same time",
            Self::Gap => "states that went on after a limit",
            Self::Unsecured => "sources without hash or archived copy",
            Self::NoReference => "sources without address or number",
            Self::FileChanged => "local files that are not as they were",
            Self::Date => "dates that cannot be read, or hours that came twice or never",
            Self::Undated => "facts without a date",
            Self::UnknownFact => "facts that no rule knows",
            Self::NoSource => "events without a source",
        }
    }
}

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It cannot be right as it stands.
    Wrong,
    /// Somebody should look at it.
    Look,
    /// Good to know.
    Note,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A mark of the picture.
    Mark(Tag),
    /// A source.
    Source(SourceId),
}

/// Something that is noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What kind.
    pub kind: CheckKind,
    /// How much it weighs.
    pub weight: Weight,
    /// In a sentence without a full stop.
    pub words: String,
    /// Where.
    pub at: Place,
}

/// How a local file of a source stands against its fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is as it was hashed.
    Same,
    /// It is another one.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
}

/// A local file of a source, as somebody found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The source.
    pub source: SourceId,
    /// Where it was looked for.
    pub path: String,
    /// How it stands.
    pub standing: Standing,
}

/// Everything that is noticed in a case, kind by kind, each in the order of the file. `deadlines` are those at the
/// date on which it is judged; `files` what is known of local copies, none where nobody looked.
#[must_use]
pub fn checks(
    case: &Case,
    library: &Library,
    deadlines: &[Deadline],
    files: &[FileState],
) -> Vec<Check> {
    let look = Looked {
        case,
        library,
        zone: case.zone(),
        events: case.events.iter().map(|e| (&e.id, e)).collect(),
        sources: case.sources.iter().map(|s| (&s.id, s)).collect(),
    };
    let mut found = Vec::new();
    limits::missing_acts(deadlines, &mut found);
    order::order(&look, &mut found);
    limits::too_early(&look, deadlines, &mut found);
    order::two_states(&look, &mut found);
    limits::gaps(&look, deadlines, &mut found);
    record::dates(&look, &mut found);
    record::facts(&look, &mut found);
    record::without_source(&look, &mut found);
    record::sources(case, &mut found);
    record::files(files, &mut found);
    found
}

/// What every check looks at.
struct Looked<'a> {
    case: &'a Case,
    library: &'a Library,
    zone: Zone,
    events: BTreeMap<&'a EventId, &'a Event>,
    sources: BTreeMap<&'a SourceId, &'a Source>,
}

impl<'a> Looked<'a> {
    fn event(&self, id: &EventId) -> Option<&'a Event> {
        self.events.get(id).copied()
    }

    /// When an event can have been, where anything is known of it.
    fn bounds(&self, event: &Event) -> Option<Bounds> {
        self.read(event.when.as_ref()?, event)
    }

    /// What a date of an event can mean.
    fn read(&self, when: &When, event: &Event) -> Option<Bounds> {
        let zone = event.zone(self.zone);
        Some(when.moments(zone)?.bounds(zone))
    }

    fn words(&self, event: &Event) -> String {
        let dated = event.when.as_ref().map(|w| w.words_in(event.zone(self.zone), self.zone));
        match dated {
            Some(when) => format!("“{}”, {when}", event.title),
            None => format!("“{}”", event.title),
        }
    }
}

/// A finding at an event.
fn at_event(kind: CheckKind, weight: Weight, id: &EventId, words: String) -> Check {
    Check { kind, weight, words, at: Place::Mark(Tag::Event(id.clone())) }
}

#[cfg(test)]
mod tests;
