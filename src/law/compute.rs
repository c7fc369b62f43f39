//! From a case and the loaded rules to its deadlines.

use super::blank;
use super::counting::{Profile, Reading};
use super::deadline::{Deadline, FactUse};
use super::facts::{Facts, Index};
use super::fixed;
use super::library::{Found, Library};
use super::provision::Role;
use super::rows::{self, Court};
use super::suppose::Supposed;
use super::touch::Names;
use super::trace::Step;
use crate::case::{Case, Claim, Event, EventId, FixedLimit, RuleId, ThreadId};
use crate::date::{Instant, When, Zone, words};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of the law.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The moment on which the case is judged; facts that lie later are not used. Where left out, the
    /// as-of date of the case, else the end of time.
    pub as_of: Option<Instant>,
    /// Readings to take instead of the default ones.
    pub readings: BTreeMap<Profile, Reading>,
    /// Rules to compute instead of those that the case lists.
    pub rules: Option<Vec<RuleId>>,
    /// What is supposed of the case that is asked about: rows that rest on it say so. See
    /// [`super::Suppose::asked`].
    pub supposed: Vec<Supposed>,
    /// True to leave out the rows in which a claim takes the place of a preferred date.
    pub alone: bool,
    /// True to compute all rules that are loaded, after those that the case lists.
    pub all: bool,
}

/// The moment that an as-of date means: the end of its day in the zone of the case.
#[must_use]
pub fn as_of_moment(when: &When, zone: Zone) -> Option<Instant> {
    when.moments(zone).map(|m| m.bounds(zone).latest).filter(|t| !t.is_unbounded())
}

/// The as-of date of the case, where it states one.
#[must_use]
pub fn case_as_of(case: &Case) -> Option<Instant> {
    as_of_moment(case.as_of.as_ref()?, case.zone())
}

/// Rules that the case lists and that are neither loaded nor fixed limits of its own.
#[must_use]
pub fn unknown_rules(case: &Case, library: &Library) -> Vec<RuleId> {
    let known = |id: &RuleId| {
        library.find(id).is_some() || case.fixed_limits.iter().any(|l| l.id.as_str() == id.as_str())
    };
    case.listed_rules().into_iter().map(|(_, id)| id).filter(|id| !known(id)).cloned().collect()
}

/// Every deadline of the case, in the order in which the case lists its rules; after each row come the
/// rows in which one competing claim replaces one preferred date, the others kept.
#[must_use]
pub fn compute(case: &Case, library: &Library, asked: &Asked) -> Vec<Deadline> {
    compute_picked(case, library, asked, None)
}

/// Says of a rule, an event and a thread whether that row is wanted.
pub(super) type Pick<'p> = &'p dyn Fn(&RuleId, &EventId, &ThreadId) -> bool;

/// The same, of rules with triggers only those rows that are picked.
pub(super) fn compute_picked(
    case: &Case,
    library: &Library,
    asked: &Asked,
    pick: Option<Pick<'_>>,
) -> Vec<Deadline> {
    let as_of = asked.as_of.or_else(|| case_as_of(case)).unwrap_or(Instant::END);
    let index = Index::new(case);
    let facts = Facts::new(&index, as_of);
    let of_limits: Vec<Vec<Deadline>> = wanted(case, library, asked)
        .into_iter()
        .filter_map(|(group, rule)| {
            let limit = Limit::find(case, library, asked, group, &rule)?;
            let court = Court { case, library, facts, pick };
            let rows = if asked.alone { limit.rows(&court) } else { limit.with_claims(&court) };
            let names = limit.names();
            Some(rows.into_iter().map(|row| names.tell(row, &asked.supposed)).collect())
        })
        .collect();
    // Rows are large: a list that grows would move them again and again.
    let mut all = Vec::with_capacity(of_limits.iter().map(Vec::len).sum());
    all.extend(of_limits.into_iter().flatten());
    all
}

/// Which rules, in which order, under which heading.
pub(super) fn wanted<'a>(
    case: &'a Case,
    library: &Library,
    asked: &Asked,
) -> Vec<(Option<&'a str>, RuleId)> {
    let listed = case.listed_rules();
    if let Some(rules) = &asked.rules {
        let group = |id: &RuleId| listed.iter().find(|(_, r)| *r == id).and_then(|(g, _)| *g);
        return rules.iter().map(|id| (group(id), id.clone())).collect();
    }
    let mut wanted: Vec<_> = listed.into_iter().map(|(g, r)| (g, r.clone())).collect();
    // A date that an order fixed is part of the case, listed or not.
    let fixed = case.fixed_limits.iter().map(|l| RuleId::from(l.id.as_str()));
    let loaded = library
        .provisions()
        .filter(|(_, p)| asked.all && p.role == Role::Limit)
        .map(|(_, p)| p.id.clone());
    for id in fixed.chain(loaded) {
        if !wanted.iter().any(|(_, w)| *w == id) {
            wanted.push((None, id));
        }
    }
    wanted
}

/// A limit to compute: a rule of an instrument, or one fixed by an order.
enum Limit<'a> {
    Rule { found: Found<'a>, group: Option<&'a str>, reading: Option<Reading> },
    Fixed { limit: &'a FixedLimit, group: Option<&'a str> },
}

impl<'a> Limit<'a> {
    fn find(
        case: &'a Case,
        library: &'a Library,
        asked: &Asked,
        group: Option<&'a str>,
        id: &RuleId,
    ) -> Option<Self> {
        if let Some(limit) = case.fixed_limits.iter().find(|l| l.id.as_str() == id.as_str()) {
            return Some(Self::Fixed { limit, group });
        }
        let found = library.find(id)?;
        let reading = found.target.profile.and_then(|p| asked.readings.get(&p)).copied();
        Some(Self::Rule { found, group, reading })
    }

    /// What it can rest on.
    fn names(&self) -> Names<'_> {
        match self {
            Self::Rule { found, .. } => Names::of_rule(found.target),
            Self::Fixed { limit, .. } => Names::of_fixed(limit),
        }
    }

    /// The rows with preferred dates, each followed by its rows with one claim taken instead; then rows
    /// that only a claim would set off.
    fn with_claims(&self, court: &Court<'a>) -> Vec<Deadline> {
        let mut rows = Vec::new();
        for base in self.rows(court) {
            let (direct, others) = self.competing(&base, court);
            let at = rows.len();
            rows.push(base);
            let too_many = others.len() > MOST_INDIRECT;
            let tried = others.into_iter().filter(|_| !too_many).map(|c| (c, false));
            for ((event, claim), always) in direct.into_iter().map(|c| (c, true)).chain(tried) {
                let varied = Court { facts: court.facts.varied(event, claim), ..*court };
                let Some(row) = self.again(&varied, &rows[at]) else { continue };
                if always || differs(&row, &rows[at]) {
                    let row = claimed(row, &rows[at].key.clone(), event, claim);
                    let alternative = alternative_step(&row, event, claim, court);
                    rows[at].trace.push(alternative);
                    rows.push(row);
                }
            }
            if too_many {
                let text = "Claims on events that this row does not rest on were not tried: there are too many";
                rows[at].trace.push(Step::plain(text));
            }
        }
        rows.extend(self.set_off_by_claims(court, &rows));
        rows
    }

    /// The same row with other facts; `None` where they no longer set it off.
    fn again(&self, court: &Court<'a>, base: &Deadline) -> Option<Deadline> {
        match self {
            Self::Fixed { limit, group } => Some(fixed::row(court, limit, *group)),
            Self::Rule { found, group, reading } => {
                let trigger = court.facts.use_of_id(&base.trigger.as_ref()?.event)?;
                let thread = base.thread.as_ref()?;
                Some(rows::triggered(court, found, *group, thread, &trigger, *reading))
            }
        }
    }

    fn rows(&self, court: &Court<'a>) -> Vec<Deadline> {
        match self {
            Self::Fixed { limit, group } => vec![fixed::row(court, limit, *group)],
            Self::Rule { found, group, reading } => {
                let triggers = court.facts.all(&found.target.trigger);
                if triggers.is_empty() {
                    let blank = blank::blank(found, court, *group);
                    return vec![blank::never(blank, found.target)];
                }
                let rule = &found.provision.id;
                triggers
                    .iter()
                    .filter(|t| court.pick.is_none_or(|p| p(rule, &t.used.event, t.thread)))
                    .map(|t| rows::triggered(court, found, *group, t.thread, &t.used, *reading))
                    .collect()
            }
        }
    }

    /// Claims with a date: on the events that a row rests on, and on others of the thread that could
    /// satisfy the limit, make it moot or vary it.
    fn competing(&self, row: &Deadline, court: &Court<'a>) -> (Vec<Rival<'a>>, Vec<Rival<'a>>) {
        let mut direct: Vec<&'a Event> = Vec::new();
        for event in row.events().filter_map(|id| court.facts.event(id)) {
            if !direct.iter().any(|e| e.id == event.id) {
                direct.push(event);
            }
        }
        let mut others: Vec<&'a Event> = Vec::new();
        if let Some(thread) = &row.thread {
            let (acts, moots) = match self {
                Self::Rule { found, .. } => {
                    (found.target.satisfied_by.as_slice(), found.target.overtaken_by.as_slice())
                }
                Self::Fixed { limit, .. } => {
                    (limit.satisfied_by.as_slice(), limit.overtaken_by.as_slice())
                }
            };
            others.extend(court.facts.claimed(acts, thread));
            others.extend(court.facts.claimed(moots, thread));
            others.extend(court.facts.claimed(&rows::extensions(), thread));
        }
        if let Self::Fixed { limit, .. } = self {
            let orders = limit.versions.iter().map(|v| &v.by).chain([&limit.fixed_by]);
            others.extend(orders.filter_map(|id| court.facts.event(id)));
        }
        let mut seen: BTreeSet<&EventId> = direct.iter().map(|e| &e.id).collect();
        others.retain(|e| seen.insert(&e.id));
        (rivals(&direct), rivals(&others))
    }

    /// Rows that no preferred date sets off, and a claim would.
    fn set_off_by_claims(&self, court: &Court<'a>, known: &[Deadline]) -> Vec<Deadline> {
        let Self::Rule { found, group, reading } = self else { return Vec::new() };
        let mut rows = Vec::new();
        let known: BTreeSet<&EventId> =
            known.iter().filter_map(|d| d.trigger.as_ref()).map(|t| &t.event).collect();
        for event in court.facts.claimed_anywhere(&found.target.trigger) {
            if known.contains(&event.id) {
                continue;
            }
            for (id, claim) in rivals(&[event]) {
                let varied = Court { facts: court.facts.varied(id, claim), ..*court };
                let triggers = varied.facts.all(&found.target.trigger);
                for t in triggers.iter().filter(|t| t.used.event == *id) {
                    let row = rows::triggered(&varied, found, *group, t.thread, &t.used, *reading);
                    let key = row.key.clone();
                    rows.push(claimed(row, &key, id, claim));
                }
            }
        }
        rows
    }
}

/// A claim and the event that it is about.
type Rival<'a> = (&'a EventId, &'a Claim);

/// More claims on other events than this are not tried for one row: trying each costs a count.
const MOST_INDIRECT: usize = 200;

fn rivals<'a>(events: &[&'a Event]) -> Vec<Rival<'a>> {
    events
        .iter()
        .flat_map(|event| event.claims.iter().map(move |claim| (&event.id, claim)))
        .filter(|(_, claim)| claim.when.as_ref().is_some_and(|w| w.form().is_some()))
        .collect()
}

/// True where a claim makes something else of a row.
fn differs(a: &Deadline, b: &Deadline) -> bool {
    let dates = |d: &Deadline| {
        let of = |f: &Option<FactUse>| f.as_ref().map(|f| (f.event.clone(), f.bounds));
        (of(&d.act), of(&d.overtaken_by), of(&d.came_too_late))
    };
    a.verdict != b.verdict || a.expires != b.expires || dates(a) != dates(b)
}

fn claimed(mut row: Deadline, key: &str, event: &EventId, claim: &Claim) -> Deadline {
    row.key = format!("{key}:{event}/{}", claim.id);
    row.claim = Some(claim.id.clone());
    row
}

/// What a claim would make of the row, as a step of the row with preferred dates.
fn alternative_step(row: &Deadline, event: &EventId, claim: &Claim, court: &Court<'_>) -> Step {
    let title = court.facts.event(event).map_or("", |e| e.title.as_str());
    let own = court.facts.event(event).map_or(row.zone, |e| e.zone(court.facts.zone()));
    let when = claim.when.as_ref().map(|w| w.words_in(own, row.zone)).unwrap_or_default();
    let end = row.expires.map(|e| format!(", until {}", words::bounds(&e.bounds, row.zone)));
    let elapsed = match (row.expires, row.elapsed) {
        (None, Some(e)) => format!(", {}", words::elapsed(e)),
        _ => String::new(),
    };
    let note =
        claim.note.as_ref().map(|n| format!(". {}", n.trim_end_matches('.'))).unwrap_or_default();
    Step::new(
        format!(
            "Alternative: if “{title}” was {when}: {}{}{elapsed}{note}",
            row.verdict_words(),
            end.unwrap_or_default()
        ),
        format!("event {event}, claim {}", claim.id),
    )
}
