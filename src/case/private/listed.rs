//! Sources by their own names; those that a reader made up in their place go.

use super::names::free;
use super::{Field, Notation};
use crate::case::{Case, Event, MEDIA, Source, SourceId, SourceRef};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The sources of the cases that were written, by the case that they are of and their name there.
#[derive(Debug, Default)]
pub(super) struct Listed {
    ours: Vec<Source>,
    at: BTreeMap<SourceId, usize>,
    /// Each name with the event from which on it holds: a file of an earlier version does not say of which case it is.
    names: BTreeMap<(String, String), Vec<(usize, SourceId)>>,
    /// Sources that were read, by their names.
    read: BTreeMap<SourceId, Source>,
    renamed: usize,
}

/// The case that a private field is of; empty for those of earlier versions.
pub(super) fn case_of(field: &Field) -> String {
    field.get("of").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// What a format shows of a source: its title, where there is a field for it, and its address.
fn shown(source: &Source, notation: Notation) -> (String, String) {
    let one = |text: Option<&str>| {
        text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let url = source.extra.get("embed").and_then(Value::as_str).or(source.url.as_deref());
    match notation {
        // A row without a title calls its source by the address.
        Notation::Own if source.title.trim().is_empty() => {
            (one(source.url.as_deref()), one(source.url.as_deref()))
        }
        Notation::Own => (one(Some(&source.title)), one(source.url.as_deref())),
        _ => (String::new(), one(url).replace(' ', "%20")),
    }
}

impl Listed {
    /// Collects what all private fields say of sources. Names that the reader gave are changed where one of ours has
    /// them, so that nothing new is taken for a source of the case.
    pub(super) fn learn(case: &mut Case, fields: &mut [Option<Field>]) -> Self {
        let mut all = Self::default();
        for (n, field) in fields.iter_mut().enumerate() {
            let Some(field) = field else { continue };
            let Some(Value::Array(list)) = field.remove("source_list") else { continue };
            let of = case_of(field);
            let sources = list.into_iter().filter_map(|s| serde_json::from_value::<Source>(s).ok());
            sources.for_each(|source| all.define(&of, n, source));
        }
        let mut moved: BTreeMap<SourceId, SourceId> = BTreeMap::new();
        for source in &mut case.sources {
            let same = all.at.get(&source.id).and_then(|n| all.ours.get(*n));
            if same.is_some_and(|ours| ours.title != source.title || ours.url != source.url) {
                let made = SourceId::from(free(source.id.as_str(), |id| all.at.contains_key(id)));
                moved.insert(std::mem::replace(&mut source.id, made.clone()), made);
            }
        }
        for reference in case.events.iter_mut().flat_map(|e| &mut e.sources) {
            if let Some(made) = moved.get(&reference.source) {
                reference.source.clone_from(made);
            }
        }
        all.read = case.sources.iter().map(|s| (s.id.clone(), s.clone())).collect();
        all
    }

    fn define(&mut self, of: &str, from: usize, source: Source) {
        let key = (of.to_owned(), source.id.to_string());
        let alike = |ours: &Source| Source { id: source.id.clone(), ..ours.clone() } == source;
        let known = self.names.get(&key).and_then(|all| all.last()).map(|(_, id)| id.clone());
        let first = self.at.get(&source.id).map(|_| source.id.clone());
        let same = known.into_iter().chain(first).find(|id| self.get(id).is_some_and(&alike));
        let made = same.unwrap_or_else(|| {
            let taken = |id: &str| self.at.contains_key(id);
            let id = source.id.as_str();
            let made = if taken(id) { SourceId::from(free(id, taken)) } else { source.id.clone() };
            self.renamed += usize::from(made != source.id);
            self.at.insert(made.clone(), self.ours.len());
            self.ours.push(Source { id: made.clone(), ..source.clone() });
            made
        });
        self.names.entry(key).or_default().push((from, made));
    }

    fn get(&self, id: &SourceId) -> Option<&Source> {
        self.at.get(id).and_then(|n| self.ours.get(*n))
    }

    /// The references of a private field by the names that their sources have here.
    pub(super) fn rename(&self, refs: &mut [SourceRef], of: &str, event: usize) {
        for reference in refs {
            let key = (of.to_owned(), reference.source.to_string());
            let Some(all) = self.names.get(&key) else { continue };
            let here = all.iter().rev().find(|(from, _)| *from <= event).or_else(|| all.first());
            if let Some((_, id)) = here {
                reference.source.clone_from(id);
            }
        }
    }

    /// Puts the references of a private field back where the file still shows the source that was written. Where it
    /// shows another, that one stands in its place. False where somebody changed it.
    pub(super) fn restore(
        &self,
        event: &mut Event,
        mut refs: Vec<SourceRef>,
        notation: Notation,
    ) -> bool {
        if notation == Notation::Other && event.sources.is_empty() {
            event.sources = refs;
            return true;
        }
        let Some(at) = self.shown_first(&refs, notation) else {
            // Where the format has no place for a source, what was read is none of its own.
            let same = !notation.shows_sources() || event.sources.is_empty();
            if notation.shows_sources() {
                refs.append(&mut event.sources);
            }
            event.sources = refs;
            return same;
        };
        let written = refs.get(at).map(|r| (self.look(&r.source, notation), r.pinpoint.clone()));
        let meets = |r: &SourceRef| {
            if notation == Notation::Other {
                // Which of its columns were taken for the source is not known.
                let (title, url) = self.look(&r.source, Notation::Own);
                let ours = refs.get(at).map(|r| self.look(&r.source, Notation::Own));
                return ours.is_some_and(|(a, b)| a == title || b == url || a == url);
            }
            let same = notation != Notation::Own
                || written.as_ref().and_then(|(_, p)| p.as_deref()).unwrap_or_default().trim()
                    == r.pinpoint.as_deref().unwrap_or_default().trim();
            same && written
                .as_ref()
                .is_some_and(|(look, _)| *look == self.look(&r.source, notation))
        };
        let read = std::mem::take(&mut event.sources);
        // What has neither title nor address leaves its cells empty.
        let blank =
            written.as_ref().is_some_and(|((title, url), _)| title.is_empty() && url.is_empty());
        if written
            .as_ref()
            .is_some_and(|((_, url), _)| notation == Notation::Project && self.is_cut(&read, url))
        {
            event.sources = refs;
            return true;
        }
        let kept = read.iter().any(meets) || (blank && read.is_empty());
        let new: Vec<SourceRef> = read.iter().filter(|r| !meets(r)).cloned().collect();
        let same = kept && new.is_empty();
        if !kept && at < refs.len() {
            refs.splice(at..=at, new);
        } else {
            refs.extend(new);
        }
        event.sources = refs;
        same
    }

    /// Which reference the format shows.
    fn shown_first(&self, refs: &[SourceRef], notation: Notation) -> Option<usize> {
        let source = |r: &SourceRef| self.get(&r.source);
        let has_url = |s: &Source| s.url.as_deref().is_some_and(|url| !url.trim().is_empty());
        match notation {
            Notation::Own | Notation::Other => (!refs.is_empty()).then_some(0),
            Notation::Calendar | Notation::Project => {
                refs.iter().position(|r| source(r).is_some_and(has_url))
            }
            Notation::Slides => refs.iter().position(|r| {
                source(r).is_some_and(|s| s.extra.get(MEDIA) == Some(&Value::Bool(true)))
            }),
            _ => None,
        }
    }

    /// True for an address with a semicolon, which the reader of that format takes for two.
    fn is_cut(&self, read: &[SourceRef], url: &str) -> bool {
        let bare = |url: &str| url.replace("%20", "");
        let urls: Vec<String> =
            read.iter().map(|r| bare(&self.look(&r.source, Notation::Project).1)).collect();
        read.len() > 1 && urls.join(";") == bare(url)
    }

    fn look(&self, id: &SourceId, notation: Notation) -> (String, String) {
        let source = self.read.get(id).or_else(|| self.get(id));
        source.map_or_else(|| (id.to_string(), String::new()), |s| shown(s, notation))
    }

    /// The title and the address of the first source, as Timesketch has them.
    pub(super) fn first(&self, refs: &[SourceRef]) -> (String, String) {
        let source = refs.first().and_then(|r| self.get(&r.source));
        source.map(|s| (s.title.clone(), s.url.clone().unwrap_or_default())).unwrap_or_default()
    }

    /// Makes the sources of the case.
    pub(super) fn finish(self, case: &mut Case, told: &mut Vec<String>) {
        if self.ours.is_empty() {
            return;
        }
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for event in &case.events {
            let claims = event.claims.iter().flat_map(|c| &c.sources);
            used.extend(event.sources.iter().chain(claims).map(|r| r.source.as_str()));
        }
        let kept = |s: &Source| used.contains(s.id.as_str()) && !self.at.contains_key(&s.id);
        let others: Vec<Source> =
            std::mem::take(&mut case.sources).into_iter().filter(kept).collect();
        case.sources = self.ours;
        case.sources.extend(others);
        if self.renamed > 0 {
            let sources = if self.renamed == 1 {
                "1 source has".to_owned()
            } else {
                format!("{} sources have", self.renamed)
            };
            told.push(format!(
                "{sources} the id of another source of this file, and other contents: each has an id of its own here, and its events name it"
            ));
        }
    }
}
