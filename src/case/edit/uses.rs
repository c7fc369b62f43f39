//! What rests on a thing, in words for whoever wants to take it out.

use super::thing::Thing;
use crate::case::{Case, Event, RuleEntry, SourceRef};
use std::fmt;

/// Something that refers to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What refers to it, where it can be gone to.
    pub by: Option<Thing>,
    /// What refers to it, as in `event “Arrest”` or `figure “Custody”`.
    pub who: String,
    /// How, as in `rests on it`.
    pub how: &'static str,
}

impl fmt::Display for Use {
    /// `event “Arrest” rests on it`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.who, self.how)
    }
}

/// Everything that refers to the thing, in the order of the file.
#[must_use]
pub fn uses(case: &Case, thing: &Thing) -> Vec<Use> {
    let mut found = Found { case, thing, uses: Vec::new() };
    found.events();
    found.law();
    found.head();
    found.pictures();
    found.uses
}

/// `event “Arrest”, event “Release” and 3 more`.
pub(super) fn in_words(uses: &[Use]) -> String {
    let mut who: Vec<&str> = Vec::new();
    for one in uses {
        if !who.contains(&one.who.as_str()) {
            who.push(&one.who);
        }
    }
    match who.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

struct Found<'a> {
    case: &'a Case,
    thing: &'a Thing,
    uses: Vec<Use>,
}

impl Found<'_> {
    fn note(&mut self, by: Thing, how: &'static str) {
        let who = by.words(self.case);
        self.uses.push(Use { by: Some(by), who, how });
    }

    fn beside(&mut self, what: &str, name: &str, how: &'static str) {
        self.uses.push(Use { by: None, who: format!("{what} “{name}”"), how });
    }

    fn cites(&self, list: &[SourceRef]) -> bool {
        matches!(self.thing, Thing::Source(id) if list.iter().any(|r| r.source == *id))
    }

    /// How an event refers to it, if it does.
    fn of_event(&self, event: &Event) -> Vec<&'static str> {
        let mut how = Vec::new();
        match self.thing {
            Thing::Event(id) if event.after.as_ref() == Some(id) => how.push("follows it"),
            Thing::Lane(id) if event.lane == *id => how.push("stands in it"),
            Thing::Source(_) if self.cites(&event.sources) => how.push("rests on it"),
            _ => {}
        }
        if matches!(self.thing, Thing::Event(id) if event.related.contains(id)) {
            how.push("is shown with it");
        }
        if event.claims.iter().any(|c| self.cites(&c.sources)) {
            how.push("has a claim that rests on it");
        }
        how
    }

    fn events(&mut self) {
        for event in &self.case.events {
            for how in self.of_event(event) {
                self.note(Thing::Event(event.id.clone()), how);
            }
        }
    }

    fn law(&mut self) {
        let (case, thing) = (self.case, self.thing);
        for state in &case.states {
            let Thing::Event(id) = thing else { break };
            let this = || Thing::State(state.id.clone());
            if state.from_event == *id {
                self.note(this(), "begins with it");
            }
            if state.to_event.as_ref() == Some(id) {
                self.note(this(), "ends with it");
            }
        }
        for limit in &case.fixed_limits {
            let Thing::Event(id) = thing else { break };
            let this = || Thing::Limit(limit.id.clone());
            if limit.fixed_by == *id {
                self.note(this(), "was fixed by it");
            }
            if limit.versions.iter().any(|v| v.by == *id) {
                self.note(this(), "was varied by it");
            }
        }
        for view in &case.views {
            let how = match thing {
                Thing::Event(id) if view.event.as_ref() == Some(id) => "was voiced in it",
                Thing::Source(id) if view.source.as_ref() == Some(id) => "is read in it",
                Thing::Limit(id) if view.rule == *id.as_str() => "is about it",
                _ => continue,
            };
            self.beside("the opinion of", &view.by, how);
        }
    }

    fn head(&mut self) {
        let (case, thing) = (self.case, self.thing);
        for entry in &case.rules {
            let Thing::Limit(id) = thing else { break };
            match entry {
                RuleEntry::Rule(rule) if *rule == *id.as_str() => {
                    self.beside("the list of", "rules", "shows it");
                }
                RuleEntry::Group(group) if group.rules.iter().any(|r| *r == *id.as_str()) => {
                    self.beside("the group of rules", &group.group, "shows it");
                }
                _ => {}
            }
        }
        let Some(opening) = &case.opening else { return };
        let shown = match thing {
            Thing::Event(id) => opening.selection.as_ref() == Some(id),
            Thing::Lane(id) => opening.lanes.iter().flatten().any(|l| l == id),
            _ => false,
        };
        if shown {
            self.beside("the", "opening view", "shows it");
        }
    }

    fn pictures(&mut self) {
        let (case, thing) = (self.case, self.thing);
        let marks = matches!(thing, Thing::Event(_) | Thing::State(_) | Thing::Limit(_));
        let lit = |list: &[String]| marks && list.iter().any(|m| m == thing.id());
        for figure in &case.figures {
            let shown = match thing {
                Thing::Event(id) => {
                    figure.events.iter().flatten().any(|e| e == id)
                        || figure.labels.contains_key(id)
                }
                Thing::Lane(id) => figure.lanes.iter().flatten().any(|l| l == id),
                Thing::State(id) => figure.states.iter().flatten().any(|s| s == id),
                Thing::Limit(id) => figure.rules.iter().flatten().any(|r| *r == *id.as_str()),
                Thing::Source(_) => false,
            };
            if shown || lit(&figure.highlight) {
                let title =
                    if figure.title.is_empty() { figure.id.as_str() } else { &figure.title };
                self.beside("figure", title, "names it");
            }
        }
        for (n, step) in case.story.iter().flat_map(|s| &s.steps).enumerate() {
            if step.highlight.as_deref().is_some_and(lit) {
                self.beside("step of the story", &(n + 1).to_string(), "emphasises it");
            }
        }
        for profile in &case.redactions {
            let dropped = match thing {
                Thing::Event(id) => profile.drop.events.contains(id),
                Thing::Source(id) => profile.drop.sources.contains(id),
                _ => false,
            };
            if dropped {
                self.beside("redaction", &profile.id, "leaves it out");
            }
        }
        self.saved();
    }

    fn saved(&mut self) {
        let (case, thing) = (self.case, self.thing);
        for view in &case.saved_views {
            if matches!(thing, Thing::Lane(id) if view.hidden_lanes.contains(id)) {
                self.beside("saved view", &view.title, "hides it");
            }
        }
        for scenario in &case.scenarios {
            let supposed = matches!(thing, Thing::Event(id) if scenario.dates.contains_key(id)
                || scenario.claims.contains_key(id)
                || scenario.without.contains(id));
            if supposed || scenario.events.iter().any(|e| !self.of_event(e).is_empty()) {
                self.beside("scenario", &scenario.title, "supposes something of it");
            }
        }
    }
}
