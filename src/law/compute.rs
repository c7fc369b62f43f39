//! From a case and the loaded rules to its deadlines.

use super::counting::{Ask, Profile, Reading, count};
use super::deadline::{Deadline, FactUse};
use super::facts::{Facts, Index};
use super::library::{Found, Library};
use super::provision::Role;
use super::rows::{self, Court, Pending};
use super::trace::Step;
use crate::case::{Case, Claim, EventId, Fact, FixedLimit, RuleId, ThreadId};
use crate::date::{Instant, Moment, When, Zone, words};
use std::collections::BTreeMap;

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
    let as_of = asked.as_of.or_else(|| case_as_of(case)).unwrap_or(Instant::END);
    let index = Index::new(case);
    let facts = Facts::new(&index, as_of);
    wanted(case, library, asked)
        .into_iter()
        .flat_map(|(group, rule)| {
            let base = Limit::find(case, library, asked, group, &rule).map(|limit| {
                let court = Court { case, library, facts };
                limit.with_claims(&court)
            });
            base.unwrap_or_default()
        })
        .collect()
}

/// Which rules, in which order, under which heading.
fn wanted<'a>(case: &'a Case, library: &Library, asked: &Asked) -> Vec<(Option<&'a str>, RuleId)> {
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

    /// The rows with preferred dates, each followed by its rows with one claim taken instead.
    fn with_claims(&self, court: &Court<'a>) -> Vec<Deadline> {
        let mut rows = Vec::new();
        for base in self.rows(court) {
            let claims = competing(&base, court);
            let at = rows.len();
            rows.push(base);
            for (event, claim) in claims {
                let varied = Court { facts: court.facts.varied(event, claim), ..*court };
                if let Some(mut row) = self.again(&varied, &rows[at]) {
                    row.key = format!("{}:{event}/{}", rows[at].key, claim.id);
                    row.claim = Some(claim.id.clone());
                    let alternative = alternative_step(&row, event, claim, court);
                    rows[at].trace.push(alternative);
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// The same row with other facts; `None` where they no longer set it off.
    fn again(&self, court: &Court<'a>, base: &Deadline) -> Option<Deadline> {
        match self {
            Self::Fixed { limit, group } => Some(fixed(court, limit, *group)),
            Self::Rule { found, group, reading } => {
                let trigger = court.facts.use_of_id(&base.trigger.as_ref()?.event)?;
                let thread = base.thread.as_ref()?;
                Some(rows::triggered(court, found, *group, thread, &trigger, *reading))
            }
        }
    }

    fn rows(&self, court: &Court<'a>) -> Vec<Deadline> {
        match self {
            Self::Fixed { limit, group } => vec![fixed(court, limit, *group)],
            Self::Rule { found, group, reading } => {
                let triggers = court.facts.all(&found.target.trigger);
                if triggers.is_empty() {
                    let undated = court.facts.undated(&found.target.trigger, None);
                    let blank = rows::blank(found, court, *group);
                    return vec![rows::never(blank, found.target, &undated)];
                }
                triggers
                    .iter()
                    .map(|t| rows::triggered(court, found, *group, t.thread, &t.used, *reading))
                    .collect()
            }
        }
    }
}

/// Claims with a date about the events that a row starts from, ends with or is made moot by.
fn competing<'a>(row: &Deadline, court: &Court<'a>) -> Vec<(&'a EventId, &'a Claim)> {
    let mut events: Vec<&EventId> = Vec::new();
    for id in row.events() {
        if !events.contains(&id) {
            events.push(id);
        }
    }
    events
        .into_iter()
        .filter_map(|id| court.facts.event(id))
        .flat_map(|event| event.claims.iter().map(move |claim| (&event.id, claim)))
        .filter(|(_, claim)| claim.when.as_ref().is_some_and(|w| w.form().is_some()))
        .collect()
}

/// What a claim would make of the row, as a step of the row with preferred dates.
fn alternative_step(row: &Deadline, event: &EventId, claim: &Claim, court: &Court<'_>) -> Step {
    let title = court.facts.event(event).map_or("", |e| e.title.as_str());
    let when = claim.when.as_ref().map(|w| w.words(row.zone)).unwrap_or_default();
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

/// The row of a limit fixed by an order: the version in force at the as-of date, earlier ends as ticks.
fn fixed(court: &Court<'_>, limit: &FixedLimit, group: Option<&str>) -> Deadline {
    let mut row = rows::blank_fixed(court, limit, group);
    let mut versions: Vec<(FactUse, &When)> = Vec::new();
    let orders = std::iter::once((&limit.fixed_by, &limit.until))
        .chain(limit.versions.iter().map(|v| (&v.by, &v.until)));
    for (by, until) in orders {
        // The first order may be listed again among the versions.
        let again = versions.iter().any(|(b, u)| &b.event == by && *u == until);
        if let Some(used) = court.facts.use_of_id(by).filter(|_| !again) {
            versions.push((used, until));
        }
    }
    let Some((order, until)) = versions.last().cloned() else {
        let name = court.facts.event(&limit.fixed_by).map_or("", |e| e.title.as_str());
        row.note = "not fixed at the as-of date".to_owned();
        row.trace.push(Step::new(
            format!("Fixed by “{name}”, which is not known to have happened by the as-of date"),
            format!("event {}", limit.fixed_by),
        ));
        return row;
    };
    let (first, _) = versions[0].clone();
    row.key = format!("{}:{}", row.rule, first.event);
    row.trace.push(rows::trigger_step(&first, row.zone, court));
    let zone = court.facts.zone();
    let counted_until = |until: &When, citation: &str| {
        let from = until.moments(zone)?;
        let ask = Ask { from, term: None, reading: None, zone, citation };
        count(Profile::Caldate, &ask, &court.library.calendars).ok()
    };
    for (n, (by, until)) in versions.iter().enumerate() {
        let what = if n == 0 { "Fixed" } else { "Varied" };
        row.trace.push(Step::new(
            format!(
                "{what} by “{}”, {}: until {}",
                by.title,
                by.when.words(zone),
                until.words(zone)
            ),
            format!("event {}", by.event),
        ));
        if n + 1 < versions.len()
            && let Some(earlier) = counted_until(until, &row.citation)
        {
            row.ticks.push(rows::tick(earlier.expiry, by.event.clone()));
        }
    }
    let counted = counted_until(until, &row.citation);
    match &counted {
        Some(counted) => row.trace.extend(counted.trace.iter().cloned()),
        None => row.note = "the date that was fixed could not be read".to_owned(),
    }
    row.note = [row.note, limit.note.clone().unwrap_or_default()]
        .into_iter()
        .map(|n| n.trim().trim_end_matches('.').to_owned())
        .filter(|n| !n.is_empty())
        .collect::<Vec<_>>()
        .join("; ");
    let end = counted.as_ref().map(|c| c.expiry.bounds.latest);
    let pending = Pending {
        decider: order.clone(),
        extension: pending_request(court, &limit.thread, &first, &order),
        row,
        thread: limit.thread.clone(),
        trigger: first,
        counted,
        satisfied_by: limit.satisfied_by.as_slice(),
        overtaken_by: limit.overtaken_by.as_slice(),
        end_of: Box::new(move |_: Moment| end),
    };
    rows::finish(court, pending, None)
}

/// A request to extend that was made since the limit was fixed and that no later order has answered.
fn pending_request(
    court: &Court<'_>,
    thread: &ThreadId,
    first: &FactUse,
    order: &FactUse,
) -> Option<FactUse> {
    let request = court.facts.last(&[Fact::from("extension.requested")], thread, &first.bounds)?;
    let answered_by = [Fact::from("extension.granted"), Fact::from("extension.refused")];
    let answer = court.facts.last(&answered_by, thread, &request.bounds);
    // The order in force answers every request that may have come before it.
    let varied_since = order.event != first.event && order.bounds.latest >= request.bounds.earliest;
    (answer.is_none() && !varied_since).then_some(request)
}
