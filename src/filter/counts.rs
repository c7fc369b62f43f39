//! How many events have which lane, kind, actor, place, source: what the panel at the left counts.
//!
//! The values are numbered once for a case, so that a count is one walk over the events and compares
//! no words: it is made again with every movement of the window.

use super::{Filter, Found};
use crate::case::{Case, Certainty, Event, EventId, Importance};
use crate::date::{Bounds, Window};
use crate::law::{Deadline, Verdict};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What events are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The lane.
    Lane,
    /// The kind of event.
    Kind,
    /// Who acted.
    Actor,
    /// Where.
    Place,
    /// What it rests on.
    Source,
    /// How sure it is.
    Certainty,
}

impl Group {
    /// All of them, in the order of the panel.
    pub const ALL: [Self; 6] =
        [Self::Lane, Self::Kind, Self::Actor, Self::Place, Self::Source, Self::Certainty];

    /// The field of the query language.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Lane => "lane",
            Self::Kind => "kind",
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Source => "source",
            Self::Certainty => "certainty",
        }
    }

    /// The bit of the filter that belongs to it; 0 where the filter knows no such group.
    const fn bit(self) -> u8 {
        match self {
            Self::Lane => 1,
            Self::Kind => 2,
            Self::Certainty => 4,
            Self::Actor | Self::Place | Self::Source => 0,
        }
    }
}

const IMPORTANCE: u8 = 8;
const DISPUTED: u8 = 16;

/// A value of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As a query names it.
    pub id: String,
    /// As people read it.
    pub title: String,
    /// Events of the whole case that have it.
    pub whole: usize,
}

/// Values of one group, and which event has which.
#[derive(Debug, Clone, Default)]
struct Numbered {
    values: Vec<Value>,
    /// Where the values of an event begin in `of`; one more than there are events.
    starts: Vec<u32>,
    of: Vec<u32>,
}

/// The values of a case, numbered.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    groups: BTreeMap<Group, Numbered>,
    /// Places of the events; nothing is ever listed in the order of this map.
    places: HashMap<EventId, usize>,
}

/// What a query finds, by the place of the event; `None` where nothing is asked.
type Passed = Option<Vec<bool>>;

/// What is counted under: the window, the filter and the query.
#[derive(Debug, Clone, Copy)]
pub struct Under<'a> {
    /// The stretch of time.
    pub window: Window,
    /// What is left out.
    pub filter: &'a Filter,
    /// What the query finds; `None` where nothing is asked.
    pub found: Option<&'a Found>,
    /// What it finds without what it says of a group itself, so that a value that is not included
    /// still says what a click would bring.
    pub without: &'a BTreeMap<Group, Option<Found>>,
}

/// The counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetCounts {
    values: BTreeMap<Group, Vec<usize>>,
    /// Events of each importance, 1 first.
    pub importance: [usize; 3],
    /// Events with another date in some source.
    pub disputed: usize,
    /// Limits by verdict; rows of single claims are left out.
    pub verdicts: BTreeMap<Verdict, usize>,
}

/// What is found, for asking of a mark whether it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundMarks {
    /// Events, by their places in the case.
    pub events: Vec<bool>,
    /// Keys of limits.
    pub limits: BTreeSet<String>,
}

impl FoundMarks {
    /// What is found in a case of so many events.
    #[must_use]
    pub fn new(found: &Found, events: usize, deadlines: &[Deadline]) -> Self {
        let limits = found.limits.iter().filter_map(|n| deadlines.get(*n));
        Self {
            events: passed(Some(found), events).unwrap_or_default(),
            limits: limits.map(|d| d.key.clone()).collect(),
        }
    }
}

/// The values that an event has in a group.
fn values_of(event: &Event, group: Group) -> Vec<&str> {
    match group {
        Group::Lane => vec![event.lane.as_str()],
        Group::Kind => vec![event.kind.as_str()],
        Group::Actor => event.actors.iter().map(String::as_str).collect(),
        Group::Place => event.place.iter().map(String::as_str).collect(),
        Group::Source => event.sources.iter().map(|s| s.source.as_str()).collect(),
        Group::Certainty => vec![certainty(event.certainty)],
    }
}

/// A certainty as a query names it.
#[must_use]
pub const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
    }
}

impl Facets {
    /// Numbers the values of a case.
    #[must_use]
    pub fn new(case: &Case) -> Self {
        Self {
            groups: Group::ALL.into_iter().map(|g| (g, Numbered::new(case, g))).collect(),
            places: case.events.iter().enumerate().map(|(n, e)| (e.id.clone(), n)).collect(),
        }
    }

    /// The place of an event in the case.
    #[must_use]
    pub fn place(&self, id: &EventId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The values of a group: lanes, sources and certainties as the case lists them, others by how
    /// many events have them.
    #[must_use]
    pub fn values(&self, group: Group) -> &[Value] {
        self.groups.get(&group).map_or(&[], |n| &n.values)
    }

    /// FacetCounts events, each group with its own filter and its own part of the query taken off.
    #[must_use]
    pub fn count(
        &self,
        case: &Case,
        bounds: &[Option<Bounds>],
        deadlines: &[Deadline],
        under: &Under<'_>,
    ) -> FacetCounts {
        let events = case.events.len();
        let all = passed(under.found, events);
        let without: BTreeMap<Group, Passed> =
            under.without.iter().map(|(g, f)| (*g, passed(f.as_ref(), events))).collect();
        let hidden = self.hidden(under.filter);
        let zero = |(g, n): (&Group, &Numbered)| (*g, vec![0; n.values.len()]);
        let mut counts = FacetCounts {
            values: self.groups.iter().map(zero).collect(),
            ..FacetCounts::default()
        };
        for (i, event) in case.events.iter().enumerate() {
            let seen = bounds.get(i).copied().flatten().is_some_and(|b| under.window.shows(&b));
            if !seen {
                continue;
            }
            let rival = event.has_rival_date();
            let mut fails = 0;
            for (group, hidden) in &hidden {
                let Some(numbered) = self.groups.get(group) else { continue };
                if numbered.of(i).iter().any(|v| hidden.get(*v as usize) == Some(&true)) {
                    fails |= group.bit();
                }
            }
            if under.filter.importance.is_some_and(|most| event.importance > most) {
                fails |= IMPORTANCE;
            }
            if under.filter.only_disputed && !rival {
                fails |= DISPUTED;
            }
            let passes = all.as_ref().is_none_or(|p| p.get(i) == Some(&true));
            for (group, numbered) in &self.groups {
                let own = without.get(group);
                let found =
                    own.map_or(passes, |p| p.as_ref().is_none_or(|p| p.get(i) == Some(&true)));
                if !found || fails & !group.bit() != 0 {
                    continue;
                }
                let Some(values) = counts.values.get_mut(group) else { continue };
                for value in numbered.of(i) {
                    if let Some(count) = values.get_mut(*value as usize) {
                        *count += 1;
                    }
                }
            }
            counts.rest(event, (passes, fails), rival);
        }
        counts.limits(deadlines, under.found);
        counts
    }

    /// Which values of the groups that the filter knows are hidden.
    fn hidden(&self, filter: &Filter) -> Vec<(Group, Vec<bool>)> {
        let flags = |group: Group| {
            let is_hidden = |v: &Value| match group {
                Group::Lane => filter.hidden_lanes.contains(v.id.as_str()),
                Group::Kind => filter.hidden_kinds.contains(v.id.as_str()),
                Group::Certainty => filter.hidden_certainty.iter().any(|c| certainty(*c) == v.id),
                _ => false,
            };
            (group, self.values(group).iter().map(is_hidden).collect::<Vec<bool>>())
        };
        let groups = [Group::Lane, Group::Kind, Group::Certainty].map(flags);
        groups.into_iter().filter(|(_, flags)| flags.contains(&true)).collect()
    }
}

impl FacetCounts {
    /// Events in view that have a value, by its number.
    #[must_use]
    pub fn of(&self, group: Group, value: usize) -> usize {
        self.values.get(&group).and_then(|v| v.get(value)).copied().unwrap_or(0)
    }

    fn rest(&mut self, event: &Event, (passes, fails): (bool, u8), rival: bool) {
        if passes && fails & !IMPORTANCE == 0 {
            let level = usize::from(event.importance.get()).clamp(1, 3);
            self.importance[level - 1] += 1;
        }
        if passes && rival && fails & !DISPUTED == 0 {
            self.disputed += 1;
        }
    }

    fn limits(&mut self, deadlines: &[Deadline], found: Option<&Found>) {
        // A query about events finds no limits, and then says nothing about them.
        let found = found.filter(|f| !f.limits.is_empty());
        for (n, row) in deadlines.iter().enumerate().filter(|(_, d)| d.claim.is_none()) {
            if found.is_none_or(|f| f.limits.contains(&n)) {
                *self.verdicts.entry(row.verdict).or_default() += 1;
            }
        }
    }
}

fn passed(found: Option<&Found>, events: usize) -> Passed {
    let found = found?;
    let mut flags = vec![false; events];
    for n in &found.events {
        if let Some(flag) = flags.get_mut(*n) {
            *flag = true;
        }
    }
    Some(flags)
}

impl Numbered {
    fn new(case: &Case, group: Group) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for event in &case.events {
            for value in values_of(event, group) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let values = listed(case, group, &counts);
        let number: BTreeMap<&str, u32> =
            values.iter().enumerate().map(|(n, v)| (v.id.as_str(), n as u32)).collect();
        let (mut starts, mut of) = (Vec::with_capacity(case.events.len() + 1), Vec::new());
        for event in &case.events {
            starts.push(of.len() as u32);
            let mut own: Vec<u32> =
                values_of(event, group).iter().filter_map(|v| number.get(v).copied()).collect();
            // An event that names an actor twice is one event of that actor.
            own.sort_unstable();
            own.dedup();
            of.extend(own);
        }
        starts.push(of.len() as u32);
        Self { values, starts, of }
    }

    /// Numbers of the values of an event.
    fn of(&self, event: usize) -> &[u32] {
        let at = |n: usize| self.starts.get(n).map_or(self.of.len(), |s| *s as usize);
        self.of.get(at(event)..at(event + 1)).unwrap_or_default()
    }
}

/// The values of a group, in the order in which the panel lists them.
fn listed(case: &Case, group: Group, counts: &BTreeMap<&str, usize>) -> Vec<Value> {
    let value = |id: &str, title: &str| {
        let whole = counts.get(id).copied().unwrap_or(0);
        Value { id: id.to_owned(), title: title.to_owned(), whole }
    };
    match group {
        Group::Lane => case.lanes.iter().map(|l| value(l.id.as_str(), &l.title)).collect(),
        Group::Certainty => [("high", "High"), ("medium", "Medium"), ("low", "Low")]
            .map(|(i, t)| value(i, t))
            .into(),
        _ => {
            let title = |id: &str| match group {
                Group::Source => {
                    case.source(&id.into()).map_or(id, |s| s.title.as_str()).to_owned()
                }
                _ => id.to_owned(),
            };
            let named = counts.keys().filter(|id| !id.trim().is_empty());
            let mut all: Vec<Value> = named.map(|id| value(id, &title(id))).collect();
            // By the whole case, so that rows keep their places while time moves.
            all.sort_by(|a, b| b.whole.cmp(&a.whole).then_with(|| a.id.cmp(&b.id)));
            all
        }
    }
}

/// The degrees of importance with their names, the first one first.
pub const IMPORTANCES: [(Importance, &str); 3] = [
    (Importance::MAIN, "Main events"),
    (Importance::NORMAL, "Others"),
    (Importance::DETAIL, "Detail"),
];

#[cfg(test)]
mod tests;
