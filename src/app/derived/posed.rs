//! The case as it is supposed to be, other cases beside it, and what the law makes of them.

use super::{Derived, Law};
use crate::case::{Case, Fact, Scenario};
use crate::date::{Bounds, Day, Instant};
use crate::law::compute::Asked;
use crate::law::{Library, Part, Suppose, Together, answer, compute, together};
use crate::state::Document;
use std::sync::Arc;

/// Everything that decides what the law says.
#[derive(Debug, Clone, PartialEq)]
pub struct LawKey {
    /// The case, by the number of its record.
    pub record: u64,
    /// The date.
    pub as_of: Instant,
    /// What is supposed instead of the facts.
    pub suppose: Suppose,
    /// The scenario that is looked at, as it stands: a change of it is no change of the record.
    pub scenario: Option<Scenario>,
    /// The loaded rules, by the number of their loading.
    pub rules: u64,
    /// Other cases beside this one, by the number of their last change, and the fact on which all are aligned.
    pub beside: Option<(u64, Option<Fact>)>,
}

/// Other cases beside the open one, each judged, with a number that changes with them.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Changes whenever a case comes, goes or is read again.
    pub number: u64,
    /// Those that are drawn.
    pub cases: &'a [Arc<Other>],
    /// The fact on which all are aligned.
    pub align: Option<&'a Fact>,
}

/// Another case, judged on its own date.
#[derive(Debug)]
pub struct Other {
    /// What it is called.
    pub name: String,
    /// The case.
    pub case: Arc<Case>,
    /// What the law makes of it.
    pub law: Law,
}

impl Other {
    /// Judges a case on its own date, else at the end of time.
    #[must_use]
    pub fn new(name: String, case: Arc<Case>, library: &Library) -> Self {
        let as_of = crate::law::case_as_of(&case).unwrap_or(Instant::END);
        let asked = Asked { as_of: Some(as_of), ..Asked::default() };
        let deadlines = compute(&case, library, &asked);
        let states = answer::states(&case, as_of);
        Self { name, case, law: Law { deadlines, states, took: 0.0 } }
    }

    fn part(&self) -> Part<'_> {
        let Law { deadlines, states, .. } = &self.law;
        Part { name: &self.name, case: &self.case, deadlines, states }
    }
}

/// The case as it is supposed to be; the same as the facts where nothing is supposed.
#[derive(Debug, Clone)]
pub struct Posed {
    /// What it follows from.
    pub key: LawKey,
    /// The case.
    pub case: Arc<Case>,
    /// What is asked of the law about it.
    pub asked: Asked,
    /// Where other cases stand beside it: the case alone, and all of them as one.
    pub(super) beside: Option<(Arc<Case>, Arc<Joined>)>,
}

/// Several cases as one, with what the law makes of each.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The first case alone.
    pub(super) own: Arc<Law>,
    /// All of them.
    all: Arc<Law>,
    zero: Option<Day>,
    notes: Vec<String>,
}

impl Posed {
    /// Day 0, where cases are aligned.
    #[must_use]
    pub fn zero(&self) -> Option<Day> {
        self.beside.as_ref().and_then(|(_, joined)| joined.zero)
    }

    /// The open case alone, as supposed: with no other case beside it.
    #[must_use]
    pub fn own(&self) -> &Arc<Case> {
        self.beside.as_ref().map_or(&self.case, |(case, _)| case)
    }

    /// What of `all` the law says of the open case alone.
    #[must_use]
    pub fn own_law<'a>(&'a self, all: &'a Law) -> &'a Law {
        self.beside.as_ref().map_or(all, |(_, joined)| &*joined.own)
    }

    /// What has to be said of the cases that stand together.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        self.beside.as_ref().map_or(&[], |(_, joined)| &joined.notes)
    }
}

impl Derived {
    /// The case as it is supposed to be. The rules are known by the number of their loading.
    pub fn posed(
        &mut self,
        document: &Document,
        suppose: &Suppose,
        as_of: Instant,
        rules: u64,
    ) -> Posed {
        if suppose.is_empty() {
            return pose(document, suppose, as_of, rules);
        }
        let key = key_of(document, suppose, as_of, rules);
        let asked = suppose.asked(&document.case, as_of);
        let case = self
            .posed
            .get(key.clone(), || Arc::new(suppose.case(&document.case, as_of).into_owned()));
        Posed { key, case: Arc::clone(&case), asked, beside: None }
    }

    /// The same with other cases beside it.
    pub fn beside(&mut self, posed: Posed, library: &Library, beside: &Beside<'_>) -> Posed {
        if beside.cases.is_empty() {
            return posed;
        }
        let own = self.law(&posed, library);
        let Posed { key, case, asked, .. } = posed;
        let key = LawKey { beside: Some((beside.number, beside.align.cloned())), ..key };
        let joined = self.joined.get(key.clone(), || {
            let first = Part {
                name: &case.title,
                case: &case,
                deadlines: &own.deadlines,
                states: &own.states,
            };
            let others: Vec<Part<'_>> = beside.cases.iter().map(|o| o.part()).collect();
            let Together { case: all, deadlines, states, zero, notes } =
                together(&first, &others, beside.align);
            let law = Law { deadlines, states, took: own.took };
            (Arc::new(all), Arc::new(Joined { own, all: Arc::new(law), zero, notes }))
        });
        Posed {
            key,
            case: Arc::clone(&joined.0),
            asked,
            beside: Some((case, Arc::clone(&joined.1))),
        }
    }

    /// Bounds of the events of the case, in its order.
    pub fn bounds(&mut self, posed: &Posed) -> Arc<Vec<Option<Bounds>>> {
        self.bounds.get(posed.key.clone(), || event_bounds(&posed.case))
    }

    /// What the law makes of the case on that date.
    pub fn law(&mut self, posed: &Posed, library: &Library) -> Arc<Law> {
        if let Some((_, joined)) = &posed.beside {
            return Arc::clone(&joined.all);
        }
        self.law.get(posed.key.clone(), || made_of(posed, library))
    }

    /// What the law makes of the facts as the file has them, whatever is supposed.
    pub fn recorded(&mut self, document: &Document, posed: &Posed, library: &Library) -> Arc<Law> {
        let LawKey { as_of, rules, .. } = posed.key;
        if posed.key.suppose.is_empty() {
            return self.law(posed, library);
        }
        let facts = pose(document, &Suppose::default(), as_of, rules);
        self.recorded.get(facts.key.clone(), || made_of(&facts, library))
    }
}

pub(super) fn key_of(document: &Document, suppose: &Suppose, as_of: Instant, rules: u64) -> LawKey {
    LawKey {
        record: document.record(),
        as_of,
        suppose: suppose.clone(),
        scenario: suppose.scenario(&document.case).cloned(),
        rules,
        beside: None,
    }
}

/// The case with what is supposed, made afresh; the case itself where that is nothing.
pub(super) fn pose(document: &Document, suppose: &Suppose, as_of: Instant, rules: u64) -> Posed {
    let case = if suppose.is_empty() {
        Arc::clone(&document.case)
    } else {
        Arc::new(suppose.case(&document.case, as_of).into_owned())
    };
    let asked = suppose.asked(&document.case, as_of);
    Posed { key: key_of(document, suppose, as_of, rules), case, asked, beside: None }
}

pub(super) fn made_of(posed: &Posed, library: &Library) -> Law {
    let began = std::time::Instant::now();
    let deadlines = compute(&posed.case, library, &posed.asked);
    let states = answer::states(&posed.case, posed.key.as_of);
    Law { deadlines, states, took: began.elapsed().as_secs_f64() * 1000.0 }
}

pub(super) fn event_bounds(case: &Case) -> Vec<Option<Bounds>> {
    let zone = case.zone();
    let bounds = |e: &crate::case::Event| Some(e.when.as_ref()?.extent(e.zone(zone))?.bounds());
    case.events.iter().map(bounds).collect()
}
