//! What refers to events and to sources, under the names that these have in the case.

use super::Made;
use super::matching::alone;
use crate::case::{Case, EventId, Source, SourceId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What events of a file refer to, under the names of the file.
pub(super) struct References(Vec<(usize, Option<EventId>, Vec<EventId>)>);

impl References {
    pub(super) fn of(now: &Case) -> Self {
        let all = now.events.iter().enumerate();
        let refer = all.filter(|(_, e)| e.after.is_some() || !e.related.is_empty());
        Self(refer.map(|(at, e)| (at, e.after.clone(), e.related.clone())).collect())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lets them name the events as `called` says for names of the file.
    pub(super) fn follow<'c>(&self, now: &mut Case, called: impl Fn(&str) -> Option<&'c str>) {
        let name = |id: &EventId| called(id.as_str()).map_or_else(|| id.clone(), EventId::from);
        for (at, after, related) in &self.0 {
            let Some(event) = now.events.get_mut(*at) else { continue };
            event.after = after.as_ref().map(name);
            event.related = related.iter().map(name).collect();
        }
    }
}

/// True for the name of a source that was given by its number, as earlier versions did.
fn is_numbered(source: &Source) -> bool {
    let number = source.id.as_str().strip_prefix("source-");
    number.is_some_and(|n| n.len() < 16 && n.parse::<u32>().is_ok())
}

/// Gives sources of a file the names that they have in a case of an earlier version, and tells which.
pub(super) fn sources(made: &Made, edited: &Case, now: &mut Case) -> BTreeMap<String, String> {
    let mut left: Vec<&Source> = edited.sources.iter().filter(|s| is_numbered(s)).collect();
    let own: HashSet<&str> = now.sources.iter().map(|s| s.id.as_str()).collect();
    left.retain(|s| !own.contains(s.id.as_str()));
    if left.is_empty() {
        return BTreeMap::new();
    }
    let mut new: Vec<usize> = (0..now.sources.len()).collect();
    let mut called: BTreeMap<String, String> = BTreeMap::new();
    let before = |s: &Source| match made.sources.get(s.id.as_str()) {
        Some(name) => name.clone(),
        None => s.id.to_string(),
    };
    let whole = |s: &Source| {
        let bare = Source { id: SourceId::default(), ..s.clone() };
        serde_json::to_string(&bare).unwrap_or_default()
    };
    let shown = |s: &Source| format!("{}\u{1f}{}", s.title, s.url.as_deref().unwrap_or_default());
    let address = |s: &Source| s.url.clone().unwrap_or_else(|| format!("\u{1f}{}", s.id));
    // As it was called the last time, else by all, by title and address, by the address alone.
    let keys: [&dyn Fn(&Source) -> String; 4] = [&before, &whole, &shown, &address];
    for key in keys {
        let was = left.iter().map(|s| (key(s), s.id.as_str()));
        let is = new.iter().filter_map(|at| Some((key(now.sources.get(*at)?), *at)));
        let pairs = alone(was, is);
        for (at, name) in &pairs {
            if let Some(source) = now.sources.get(*at) {
                called.insert(source.id.to_string(), (*name).to_owned());
            }
        }
        new.retain(|at| pairs.iter().all(|(taken, _)| taken != at));
        left.retain(|s| pairs.iter().all(|(_, taken)| *taken != s.id.as_str()));
    }
    let names: HashMap<SourceId, SourceId> =
        called.iter().map(|(a, b)| (a.as_str().into(), b.as_str().into())).collect();
    for source in &mut now.sources {
        rename(&mut source.id, &names);
    }
    for event in &mut now.events {
        let claimed = event.claims.iter_mut().flat_map(|c| &mut c.sources);
        event.sources.iter_mut().chain(claimed).for_each(|s| rename(&mut s.source, &names));
    }
    called
}

fn rename(id: &mut SourceId, names: &HashMap<SourceId, SourceId>) {
    if let Some(name) = names.get(id) {
        id.clone_from(name);
    }
}
