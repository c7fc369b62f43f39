//! What the query finds, and what is counted and stepped through under it.

use super::{Derived, Hits, Law, Posed};
use crate::date::Window;
use crate::filter::counts::Under;
use crate::filter::{FacetCounts, Facets, Filter, Found, FoundMarks, Group, Index, Query};
use crate::state::search::{self, terms, without_group};
use crate::state::{Hit, Search};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Derived {
    /// Makes the texts of the case ready before the first letter is typed, so that the first answer is as quick as
    /// the others.
    pub fn ready(&mut self, posed: &Posed) {
        self.index.get(posed.key.clone(), || Index::new(&posed.case));
    }

    /// What the query finds; `None` where nothing is asked.
    pub fn hits(&mut self, posed: &Posed, law: &Law, text: &str) -> Option<Arc<Hits>> {
        if text.trim().is_empty() {
            return None;
        }
        let index = self.index.get(posed.key.clone(), || Index::new(&posed.case));
        Some(self.hits.get((posed.key.clone(), text.to_owned()), || {
            Ok(index.find(&Query::parse(text)?, &posed.case, &law.deadlines))
        }))
    }

    /// For each event of the case, in its order, whether the query finds it; empty where nothing is asked.
    pub fn found(&mut self, posed: &Posed, law: &Law, text: &str) -> Arc<Vec<bool>> {
        let hits = self.hits(posed, law, text);
        self.found.get((posed.key.clone(), text.to_owned()), || {
            let Some(Ok(found)) = hits.as_deref() else { return Vec::new() };
            let mut marks = vec![false; posed.case.events.len()];
            for n in &found.events {
                if let Some(mark) = marks.get_mut(*n) {
                    *mark = true;
                }
            }
            marks
        })
    }

    /// What the query finds and the filter shows, in the order in which it is stepped through.
    pub fn steps(
        &mut self,
        posed: &Posed,
        law: &Law,
        filter: &Filter,
        search: &Search,
    ) -> Arc<Vec<Hit>> {
        let hits = self.hits(posed, law, &search.text);
        let filtered = self.filtered(posed, law, filter, search);
        let key = (posed.key.clone(), filter.clone(), search.only, search.text.clone());
        self.steps.get(key, || match hits.as_deref() {
            Some(Ok(found)) => search::steps(found, &filtered.shown, &law.deadlines),
            _ => Vec::new(),
        })
    }

    /// What the query finds, by the marks.
    pub fn found_marks(&mut self, posed: &Posed, law: &Law, text: &str) -> Arc<FoundMarks> {
        let hits = self.hits(posed, law, text);
        self.marks.get((posed.key.clone(), text.to_owned()), || match hits.as_deref() {
            Some(Ok(found)) => FoundMarks::new(found, posed.case.events.len(), &law.deadlines),
            _ => FoundMarks::default(),
        })
    }

    /// What events are told apart by, and how many in the window have what.
    pub fn counts(
        &mut self,
        posed: &Posed,
        law: &Law,
        (filter, text): (&Filter, &str),
        window: Window,
    ) -> (Arc<Facets>, Arc<FacetCounts>) {
        let facets = self.facets.get(posed.key.clone(), || Facets::new(&posed.case));
        let (hits, bounds) = (self.hits(posed, law, text), self.bounds(posed));
        let index = self.index.0.as_ref().map(|(_, index)| Arc::clone(index));
        let key = (posed.key.clone(), filter.clone(), text.to_owned(), window);
        let counts = self.counts.get(key, || {
            let found = hits.as_deref().and_then(|h| h.as_ref().ok());
            let named = terms(text);
            let own =
                |group: &Group| found.is_some() && named.iter().any(|t| t.field == group.field());
            let find = |group: Group| {
                let query = Query::parse(&without_group(text, group.field())).ok();
                let query = query.filter(|q| !q.is_empty());
                let found = query.zip(index.as_ref());
                (group, found.map(|(q, index)| index.find(&q, &posed.case, &law.deadlines)))
            };
            let without: BTreeMap<Group, Option<Found>> =
                Group::ALL.into_iter().filter(own).map(find).collect();
            let under = Under { window, filter, found, without: &without };
            facets.count(&posed.case, &bounds, &law.deadlines, &under)
        });
        (facets, counts)
    }
}
