//! References: how they follow a thing that is given another name, and go with one that goes.

use super::thing::{Kind, Thing};
use crate::case::{Case, Event, Figure, RuleEntry, Scenario, SourceRef, Story};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// What becomes of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Stays,
    Becomes(String),
    Goes,
}

/// What becomes of all references of a case.
pub(super) struct Turn<'a> {
    /// By the kind and the name of what is referred to.
    pub of: &'a dyn Fn(Kind, &str) -> Fate,
    /// Of a mark to emphasise, which names an event, a state or a limit without saying which.
    pub mark: &'a dyn Fn(&str) -> Fate,
}

impl Turn<'_> {
    fn is<I: Borrow<str>>(&self, kind: Kind, id: &I) -> Fate {
        (self.of)(kind, id.borrow())
    }

    /// A reference that its holder cannot be without: false where the holder goes with it.
    fn needed<I: Borrow<str> + From<String>>(&self, kind: Kind, id: &mut I) -> bool {
        match self.is(kind, id) {
            Fate::Stays => true,
            Fate::Becomes(name) => {
                *id = I::from(name);
                true
            }
            Fate::Goes => false,
        }
    }

    fn optional<I: Borrow<str> + From<String>>(&self, kind: Kind, slot: &mut Option<I>) {
        if slot.as_mut().is_some_and(|id| !self.needed(kind, id)) {
            *slot = None;
        }
    }

    fn list<I: Borrow<str> + From<String> + PartialEq>(&self, kind: Kind, list: &mut Vec<I>) {
        self.each(list, |id| self.is(kind, id), I::from);
    }

    /// Where a name becomes one that is in the list too, before it or after it, one of the two is enough.
    fn each<I: PartialEq>(
        &self,
        list: &mut Vec<I>,
        fate: impl Fn(&I) -> Fate,
        named: impl Fn(String) -> I,
    ) {
        if list.iter().all(|id| fate(id) == Fate::Stays) {
            return;
        }
        let mut new: Vec<I> = Vec::with_capacity(list.len());
        // Where in the new list stands a name that another one became.
        let mut became: Vec<usize> = Vec::new();
        for id in std::mem::take(list) {
            let (id, other) = match fate(&id) {
                Fate::Stays => (id, false),
                Fate::Becomes(name) => (named(name), true),
                Fate::Goes => continue,
            };
            let twice = if other {
                new.contains(&id)
            } else {
                became.iter().any(|n| new.get(*n) == Some(&id))
            };
            if !twice {
                if other {
                    became.push(new.len());
                }
                new.push(id);
            }
        }
        *list = new;
    }

    fn map<I: Borrow<str> + From<String> + Ord, V>(&self, kind: Kind, map: &mut BTreeMap<I, V>) {
        if map.keys().all(|id| self.is(kind, id) == Fate::Stays) {
            return;
        }
        for (mut id, value) in std::mem::take(map) {
            let stays = self.is(kind, &id) == Fate::Stays;
            if self.needed(kind, &mut id) && (stays || !map.contains_key::<I>(&id)) {
                map.insert(id, value);
            }
        }
    }

    fn marks(&self, list: &mut Vec<String>) {
        self.each(list, |id| (self.mark)(id), |name| name);
    }

    fn sources(&self, list: &mut Vec<SourceRef>) {
        let touched = |r: &SourceRef| self.is(Kind::Source, &r.source) != Fate::Stays;
        if !list.iter().any(touched) {
            return;
        }
        list.retain_mut(|r| self.needed(Kind::Source, &mut r.source));
        let mut seen: Vec<SourceRef> = Vec::with_capacity(list.len());
        for reference in list.drain(..) {
            if !seen.contains(&reference) {
                seen.push(reference);
            }
        }
        *list = seen;
    }

    fn event(&self, event: &mut Event) {
        self.sources(&mut event.sources);
        for claim in &mut event.claims {
            self.sources(&mut claim.sources);
        }
        self.optional(Kind::Event, &mut event.after);
        self.list(Kind::Event, &mut event.related);
        if event.after.as_ref() == Some(&event.id) {
            event.after = None;
        }
        if event.related.contains(&event.id) {
            event.related.retain(|id| *id != event.id);
        }
        if !event.lane.as_str().is_empty() {
            self.needed(Kind::Lane, &mut event.lane);
        }
    }

    fn figure(&self, figure: &mut Figure) {
        figure.lanes.iter_mut().for_each(|l| self.list(Kind::Lane, l));
        figure.events.iter_mut().for_each(|l| self.list(Kind::Event, l));
        figure.rules.iter_mut().for_each(|l| self.list(Kind::Limit, l));
        figure.states.iter_mut().for_each(|l| self.list(Kind::State, l));
        self.map(Kind::Event, &mut figure.labels);
        self.marks(&mut figure.highlight);
    }

    fn scenario(&self, scenario: &mut Scenario) {
        self.map(Kind::Event, &mut scenario.dates);
        self.map(Kind::Event, &mut scenario.claims);
        self.list(Kind::Event, &mut scenario.without);
        scenario.events.iter_mut().for_each(|e| self.event(e));
    }

    fn story(&self, story: &mut Story) {
        for step in &mut story.steps {
            step.highlight.iter_mut().for_each(|l| self.marks(l));
        }
    }

    fn rules(&self, rules: &mut Vec<RuleEntry>) {
        rules.retain_mut(|entry| match entry {
            RuleEntry::Rule(id) => self.needed(Kind::Limit, id),
            RuleEntry::Group(group) => {
                let empty = group.rules.is_empty();
                self.list(Kind::Limit, &mut group.rules);
                empty || !group.rules.is_empty()
            }
        });
    }

    /// Turns every reference of the case; states, limits and opinions that cannot be without one go, and
    /// are told, because something may refer to them too.
    pub(super) fn case(&self, case: &mut Case) -> Vec<Thing> {
        let mut gone = Vec::new();
        case.events.iter_mut().for_each(|e| self.event(e));
        if let Some(opening) = &mut case.opening {
            let all = opening.lanes.as_ref().is_some_and(Vec::is_empty);
            opening.lanes.iter_mut().for_each(|l| self.list(Kind::Lane, l));
            // A first view without lanes would show nothing at all.
            opening.lanes.take_if(|l| l.is_empty() && !all);
            self.optional(Kind::Event, &mut opening.selection);
        }
        self.rules(&mut case.rules);
        for source in &mut case.sources {
            self.optional(Kind::Source, &mut source.derivative_of);
        }
        case.states.retain_mut(|state| {
            // A state whose end is gone did not go on for that.
            let stays = self.needed(Kind::Event, &mut state.from_event)
                && state.to_event.as_mut().is_none_or(|to| self.needed(Kind::Event, to));
            if !stays {
                gone.push(Thing::State(state.id.clone()));
            }
            stays
        });
        case.fixed_limits.retain_mut(|limit| {
            limit.versions.retain_mut(|v| self.needed(Kind::Event, &mut v.by));
            let stays = self.needed(Kind::Event, &mut limit.fixed_by);
            if !stays {
                gone.push(Thing::Limit(limit.id.clone()));
            }
            stays
        });
        case.views.retain_mut(|view| {
            self.optional(Kind::Event, &mut view.event);
            self.optional(Kind::Source, &mut view.source);
            self.needed(Kind::Limit, &mut view.rule)
        });
        case.figures.iter_mut().for_each(|f| self.figure(f));
        case.story.iter_mut().for_each(|s| self.story(s));
        for profile in &mut case.redactions {
            self.list(Kind::Event, &mut profile.drop.events);
            self.list(Kind::Source, &mut profile.drop.sources);
        }
        for view in &mut case.saved_views {
            self.list(Kind::Lane, &mut view.hidden_lanes);
        }
        case.scenarios.iter_mut().for_each(|s| self.scenario(s));
        gone
    }
}

/// What refers to `old` refers to `new` from now on.
///
/// A mark that also names something else keeps its name beside the new one's, so nothing goes dark.
pub(super) fn redirect(case: &mut Case, kind: Kind, old: &str, new: &str) {
    if old == new {
        return;
    }
    let marked = matches!(kind, Kind::Event | Kind::State | Kind::Limit);
    let follows = marked && !bears(case, kind, old);
    let become_new = || Fate::Becomes(new.to_owned());
    Turn {
        of: &|k, id| if k == kind && id == old { become_new() } else { Fate::Stays },
        mark: &|id| if follows && id == old { become_new() } else { Fate::Stays },
    }
    .case(case);
}

/// Takes out every reference to the things, with what cannot be without it, to the last.
pub(super) fn forget(case: &mut Case, things: Vec<Thing>) {
    let mut things = things;
    while !things.is_empty() {
        let mut names: BTreeMap<(Kind, &str), bool> = BTreeMap::new();
        for thing in &things {
            names.insert((thing.kind(), thing.id()), true);
        }
        let mark_goes: BTreeMap<&str, bool> =
            things.iter().map(|t| (t.id(), !bears(case, t.kind(), t.id()))).collect();
        let fate = |goes: bool| if goes { Fate::Goes } else { Fate::Stays };
        let gone = Turn {
            of: &|kind, id| fate(names.contains_key(&(kind, id))),
            mark: &|id| fate(mark_goes.get(id).copied().unwrap_or(false)),
        }
        .case(case);
        things = gone;
    }
}

/// True where an event, a state, a limit or a listed rule has the name that a thing of that kind had, so that a
/// mark can mean it. Where the case lists a limit, it is the limit that is listed and no rule.
fn bears(case: &Case, kind: Kind, name: &str) -> bool {
    case.events.iter().any(|e| e.id == *name)
        || case.states.iter().any(|s| s.id == *name)
        || case.fixed_limits.iter().any(|l| l.id == *name)
        || kind != Kind::Limit && case.listed_rules().iter().any(|(_, rule)| **rule == *name)
}
