//! Names of things: those that tell something are replaced, wherever they stand.

use crate::case::{Case, Event, EventId, Figure, FixedLimit, LimitId, Names, RuleEntry, Story};
use std::collections::{BTreeMap, BTreeSet};

/// What a name in the file is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// An event.
    Event,
    /// A claim.
    Claim,
    /// A lane.
    Lane,
    /// A source.
    Source,
    /// A state.
    State,
    /// A fixed limit, or a rule that the case does not make itself.
    Rule,
    /// A thread.
    Thread,
    /// A figure.
    Figure,
    /// A fact.
    Fact,
}

/// Gives each visited name to `see`, and takes the new one that it may return.
macro_rules! visit {
    ($see:expr, $thing:expr, $ids:expr) => {
        for id in $ids {
            if let Some(new) = $see($thing, id.as_str()) {
                *id = new.into();
            }
        }
    };
}

/// Visits every name of a thing, where it is given and wherever it is referred to. What is returned is
/// its new name.
///
/// Highlights name things of several kinds: an event where there is one of that name, else a state, else a
/// rule or a fixed limit.
pub(super) fn visit_all(case: &mut Case, see: &mut impl FnMut(Thing, &str) -> Option<String>) {
    let events: BTreeSet<String> = case.events.iter().map(|e| e.id.to_string()).collect();
    let states: BTreeSet<String> = case.states.iter().map(|s| s.id.to_string()).collect();
    let marked = |name: &str| match name {
        _ if events.contains(name) => Thing::Event,
        _ if states.contains(name) => Thing::State,
        _ => Thing::Rule,
    };
    visit!(see, Thing::Lane, case.lanes.iter_mut().map(|l| &mut l.id));
    visit!(see, Thing::Source, case.sources.iter_mut().map(|s| &mut s.id));
    visit!(see, Thing::Source, case.sources.iter_mut().filter_map(|s| s.derivative_of.as_mut()));
    case.events.iter_mut().for_each(|event| of_event(event, see));
    for state in &mut case.states {
        visit!(see, Thing::State, [&mut state.id]);
        visit!(see, Thing::Thread, [&mut state.thread]);
        visit!(see, Thing::Event, [&mut state.from_event].into_iter().chain(&mut state.to_event));
    }
    case.fixed_limits.iter_mut().for_each(|limit| of_limit(limit, see));
    for entry in &mut case.rules {
        match entry {
            RuleEntry::Rule(rule) => visit!(see, Thing::Rule, [rule]),
            RuleEntry::Group(group) => visit!(see, Thing::Rule, &mut group.rules),
        }
    }
    for view in &mut case.views {
        visit!(see, Thing::Rule, [&mut view.rule]);
        visit!(see, Thing::Event, view.event.iter_mut());
        visit!(see, Thing::Source, view.source.iter_mut());
    }
    if let Some(opening) = &mut case.opening {
        visit!(see, Thing::Lane, opening.lanes.iter_mut().flatten());
        visit!(see, Thing::Event, opening.selection.iter_mut());
    }
    case.figures.iter_mut().for_each(|figure| of_figure(figure, &marked, see));
    if let Some(story) = &mut case.story {
        of_story(story, &marked, see);
    }
}

fn of_event(event: &mut Event, see: &mut impl FnMut(Thing, &str) -> Option<String>) {
    visit!(see, Thing::Event, [&mut event.id]);
    visit!(see, Thing::Lane, [&mut event.lane]);
    for stated in &mut event.facts {
        visit!(see, Thing::Fact, [&mut stated.fact]);
        visit!(see, Thing::Thread, [&mut stated.thread]);
    }
    visit!(see, Thing::Event, event.after.iter_mut().chain(&mut event.related));
    visit!(see, Thing::Claim, event.claims.iter_mut().map(|c| &mut c.id));
    let claimed = event.claims.iter_mut().flat_map(|c| &mut c.sources);
    let refs = event.sources.iter_mut().chain(claimed).map(|r| &mut r.source);
    visit!(see, Thing::Source, refs);
}

fn of_limit(limit: &mut FixedLimit, see: &mut impl FnMut(Thing, &str) -> Option<String>) {
    visit!(see, Thing::Rule, [&mut limit.id]);
    visit!(see, Thing::Thread, [&mut limit.thread]);
    visit!(see, Thing::Event, [&mut limit.fixed_by]);
    visit!(see, Thing::Event, limit.versions.iter_mut().map(|v| &mut v.by));
    for names in [&mut limit.satisfied_by, &mut limit.overtaken_by] {
        match names {
            Names::One(one) => visit!(see, Thing::Fact, [one]),
            Names::Many(many) => visit!(see, Thing::Fact, many),
        }
    }
}

fn of_figure(
    figure: &mut Figure,
    marked: &impl Fn(&str) -> Thing,
    see: &mut impl FnMut(Thing, &str) -> Option<String>,
) {
    visit!(see, Thing::Figure, [&mut figure.id]);
    visit!(see, Thing::Lane, figure.lanes.iter_mut().flatten());
    visit!(see, Thing::Event, figure.events.iter_mut().flatten());
    visit!(see, Thing::Rule, figure.rules.iter_mut().flatten());
    visit!(see, Thing::State, figure.states.iter_mut().flatten());
    let labels = std::mem::take(&mut figure.labels);
    for (mut event, label) in labels {
        visit!(see, Thing::Event, [&mut event]);
        figure.labels.insert(event, label);
    }
    for mark in &mut figure.highlight {
        let thing = marked(mark);
        visit!(see, thing, [mark]);
    }
}

fn of_story(
    story: &mut Story,
    marked: &impl Fn(&str) -> Thing,
    see: &mut impl FnMut(Thing, &str) -> Option<String>,
) {
    for step in &mut story.steps {
        visit!(see, Thing::Figure, [&mut step.figure]);
        for mark in step.highlight.iter_mut().flatten() {
            let thing = marked(mark);
            visit!(see, thing, [mark]);
        }
    }
}

/// What became of names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Renamed {
    /// New names by what they name and the name that it had.
    pub new: BTreeMap<(Thing, String), String>,
    /// Rules of instruments and facts whose names tell something.
    pub telling: BTreeSet<(Thing, String)>,
}

impl Thing {
    /// What new names begin with.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Event => "e",
            Self::Claim => "c",
            Self::Lane => "l",
            Self::Source => "s",
            Self::State => "state",
            Self::Rule => "limit",
            Self::Thread => "t",
            Self::Figure => "f",
            Self::Fact => "fact",
        }
    }
}

/// Renames everything whose name tells something, in every place: `e-1`, `e-2` and so on in the order of
/// the file, never a name that is taken. Withheld events are renamed whatever they are called.
///
/// The rules of instruments keep their names, since nothing else finds them, and so do the `facts` that they
/// count with. Those that tell something are told in what is
/// returned.
pub(super) fn rename(
    case: &mut Case,
    withheld: &BTreeSet<EventId>,
    facts: &BTreeSet<String>,
    tells: &impl Fn(&str) -> bool,
) -> Renamed {
    let own: BTreeSet<LimitId> = case.fixed_limits.iter().map(|l| l.id.clone()).collect();
    let mut seen: Vec<(Thing, String)> = Vec::new();
    let mut known: BTreeSet<(Thing, String)> = BTreeSet::new();
    visit_all(case, &mut |thing, name| {
        if known.insert((thing, name.to_owned())) {
            seen.push((thing, name.to_owned()));
        }
        None
    });
    let mut taken: BTreeSet<String> = seen.iter().map(|(_, name)| name.clone()).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut done = Renamed::default();
    for (thing, name) in seen {
        let hidden = thing == Thing::Event && withheld.contains(name.as_str());
        // A name of this kind was given by an earlier redaction.
        if (hidden && is_numbered(&name, super::WITHHELD)) || !(hidden || tells(&name)) {
            continue;
        }
        if thing == Thing::Rule && !own.contains(name.as_str()) {
            done.telling.insert((thing, name));
            continue;
        }
        if thing == Thing::Fact && facts.contains(&name) {
            done.telling.insert((thing, name));
            continue;
        }
        let prefix = if hidden { super::WITHHELD } else { thing.prefix() };
        // A profile may hide even such a word; then another has to do.
        let prefix = if tells(prefix) { "x" } else { prefix };
        let n = count.entry(prefix).or_default();
        let new = loop {
            *n += 1;
            let new = format!("{prefix}-{n}");
            // Numbers may be hidden too, but not all of them.
            if !taken.contains(&new) && !tells(&new) {
                break new;
            }
        };
        taken.insert(new.clone());
        done.new.insert((thing, name), new);
    }
    visit_all(case, &mut |thing, name| done.new.get(&(thing, name.to_owned())).cloned());
    done
}

/// A figure that was made for the case as it is, in the names of the case as it is told.
pub(super) fn told(figure: &Figure, new: &BTreeMap<(Thing, String), String>) -> Figure {
    let mut told = figure.clone();
    let marked = |name: &str| {
        let is = |thing: &Thing| new.contains_key(&(*thing, name.to_owned()));
        [Thing::Event, Thing::State].into_iter().find(is).unwrap_or(Thing::Rule)
    };
    of_figure(&mut told, &marked, &mut |thing, name: &str| {
        new.get(&(thing, name.to_owned())).cloned()
    });
    told
}

fn is_numbered(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
