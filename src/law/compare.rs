//! What would change: two computations of one case, row by row, each difference as a sentence.

use super::compute::Asked;
use super::counting::Expiry;
use super::deadline::{Deadline, FactUse};
use super::library::Library;
use super::trial::Trial;
use super::verdict::Verdict;
use crate::case::{Case, ClaimId, EventId, RuleId};
use crate::date::{Bounds, Zone, words};
use std::collections::{BTreeMap, BTreeSet};

/// What of a row differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The row was not there before.
    Appears,
    /// The row is no longer there.
    Disappears,
    /// The verdict.
    Verdict,
    /// The end of the limit.
    Expiry,
    /// The act, or its date.
    Act,
    /// The fact that made it moot, or its date.
    Overtaking,
    /// The time from the trigger to what ended it.
    Elapsed,
    /// Where a verdict that cannot be told turns.
    Turn,
}

/// A row that would be another.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Key of the row: the one after, where it is there.
    pub key: String,
    /// The rule, or the id of the fixed limit.
    pub rule: RuleId,
    /// What differs, the most important first; never empty.
    pub aspects: Vec<Aspect>,
    /// The verdict before; `None` where the row appears.
    pub before: Option<Verdict>,
    /// The verdict after; `None` where the row disappears.
    pub after: Option<Verdict>,
    /// All of it, as `Rule 188: expires 21 Mar 2025 instead of 20 Mar 2025; still overtaken`.
    pub words: String,
}

/// What would be other rows, in the order of the rows after. Rows in which a claim replaces a date are left
/// aside on both sides.
#[must_use]
pub fn difference(before: &[Deadline], after: &[Deadline]) -> Vec<Change> {
    let plain = |list: &'_ [Deadline]| -> Vec<usize> {
        (0..list.len()).filter(|n| list[*n].claim.is_none()).collect()
    };
    let (old, new) = (plain(before), plain(after));
    let by_key: BTreeMap<&str, usize> = old.iter().map(|n| (before[*n].key.as_str(), *n)).collect();
    let mut left: BTreeSet<usize> = old.iter().copied().collect();
    let mut pairs: Vec<(Option<usize>, usize)> = Vec::new();
    for n in new {
        let same = by_key.get(after[n].key.as_str()).copied().filter(|m| left.remove(m));
        pairs.push((same, n));
    }
    // A limit that nothing set off and now something does, or another event, is one limit and not two.
    for (pair, n) in &mut pairs {
        if pair.is_none() {
            let twin = left.iter().copied().find(|m| before[*m].rule == after[*n].rule);
            *pair = twin.filter(|m| left.remove(m));
        }
    }
    let several = Several::of(before, after);
    let mut changes: Vec<Change> = pairs
        .into_iter()
        .filter_map(|(m, n)| match m.and_then(|m| before.get(m)) {
            Some(old) => changed(old, &after[n], &several),
            None => Some(appears(&after[n], &several)),
        })
        .collect();
    changes.extend(left.into_iter().map(|m| disappears(&before[m], &several)));
    changes
}

/// Rules that have more than one row on a side: their rows are told apart by what set them off.
struct Several<'a>(BTreeSet<&'a RuleId>);

impl<'a> Several<'a> {
    fn of(before: &'a [Deadline], after: &'a [Deadline]) -> Self {
        let mut several = BTreeSet::new();
        for side in [before, after] {
            let mut seen = BTreeSet::new();
            let plain = side.iter().filter(|d| d.claim.is_none());
            several.extend(plain.map(|d| &d.rule).filter(|id| !seen.insert(*id)));
        }
        Self(several)
    }

    /// `Rule 188`, `Article 716(3) from “Detained in Turin”`; of an order the title of its limit.
    fn name(&self, d: &Deadline) -> String {
        let generic = d.provision.is_empty() || d.class == super::Class::CourtFixedDate;
        let name = if generic { &d.title } else { &d.provision };
        match d.trigger.as_ref().filter(|_| self.0.contains(&d.rule)) {
            Some(t) => format!("{name} from “{}”", t.title),
            None => name.clone(),
        }
    }
}

fn appears(new: &Deadline, several: &Several<'_>) -> Change {
    let end = new.expires.map(|e| format!(", expires {}", expiry(&e, new.zone)));
    Change {
        key: new.key.clone(),
        rule: new.rule.clone(),
        aspects: vec![Aspect::Appears],
        before: None,
        after: Some(new.verdict),
        words: format!(
            "{}: set off now, {}{}",
            several.name(new),
            new.verdict_words(),
            end.unwrap_or_default()
        ),
    }
}

fn disappears(old: &Deadline, several: &Several<'_>) -> Change {
    Change {
        key: old.key.clone(),
        rule: old.rule.clone(),
        aspects: vec![Aspect::Disappears],
        before: Some(old.verdict),
        after: None,
        words: format!("{}: no longer set off; was {}", several.name(old), old.verdict_words()),
    }
}

fn changed(old: &Deadline, new: &Deadline, several: &Several<'_>) -> Option<Change> {
    let zone = new.zone;
    let mut told: Vec<(Aspect, String)> = Vec::new();
    if old.verdict != new.verdict {
        let (now, then) = (new.verdict_words(), old.verdict_words());
        told.push((Aspect::Verdict, format!("{now} instead of {then}")));
    }
    if old.expires != new.expires {
        told.push((
            Aspect::Expiry,
            match (&old.expires, &new.expires) {
                (Some(then), Some(now)) => {
                    format!("expires {} instead of {}", expiry(now, zone), expiry(then, zone))
                }
                (None, Some(now)) => format!("expires {}", expiry(now, zone)),
                (_, None) => "no end is counted".to_owned(),
            },
        ));
    }
    told.extend(fact("act", &old.act, &new.act, zone).map(|w| (Aspect::Act, w)));
    let over = fact("overtaking fact", &old.overtaken_by, &new.overtaken_by, zone);
    told.extend(over.map(|w| (Aspect::Overtaking, w)));
    if old.elapsed != new.elapsed {
        let of = |d: &Deadline| d.elapsed.map(words::elapsed);
        told.extend(match (of(old), of(new)) {
            (Some(then), Some(now)) if then != now => {
                Some((Aspect::Elapsed, format!("{now} after the trigger instead of {then}")))
            }
            (None, Some(now)) => Some((Aspect::Elapsed, format!("{now} after the trigger"))),
            _ => None,
        });
    }
    if old.turns != new.turns
        && let Some(turns) = &new.turns
    {
        told.push((Aspect::Turn, turns.clone()));
    }
    if told.is_empty() {
        return None;
    }
    let (aspects, mut parts): (Vec<Aspect>, Vec<String>) = told.into_iter().unzip();
    if old.verdict == new.verdict {
        parts.push(format!("still {}", new.verdict_words()));
    }
    Some(Change {
        key: new.key.clone(),
        rule: new.rule.clone(),
        aspects,
        before: Some(old.verdict),
        after: Some(new.verdict),
        words: format!("{}: {}", several.name(new), parts.join("; ")),
    })
}

/// What became of an act or an overtaking fact; `None` where it is the same.
fn fact(what: &str, old: &Option<FactUse>, new: &Option<FactUse>, zone: Zone) -> Option<String> {
    let named = |f: &FactUse| format!("“{}”, {}", f.title, f.words(zone));
    match (old, new) {
        (None, None) => None,
        (None, Some(now)) => Some(format!("{what} {}", named(now))),
        (Some(then), None) => Some(format!("{what} {} no longer counts", named(then))),
        (Some(then), Some(now)) if then.event != now.event => {
            Some(format!("{what} {} instead of {}", named(now), named(then)))
        }
        (Some(then), Some(now)) => (then.bounds != now.bounds)
            .then(|| format!("{what} {} instead of {}", now.words(zone), then.words(zone))),
    }
}

/// The end of a limit: the day alone where it ends with one.
pub(super) fn expiry(e: &Expiry, zone: Zone) -> String {
    let (from, to) = (e.bounds.earliest, e.bounds.latest);
    if e.whole_day && !to.is_unbounded() && from.day(zone) == to.day(zone) {
        words::day(to.day(zone))
    } else {
        words::bounds(&e.bounds, zone)
    }
}

/// What one claim would change.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimEffect {
    /// The event that it is about.
    pub event: EventId,
    /// Title of the event.
    pub title: String,
    /// The claim.
    pub claim: ClaimId,
    /// Its date in words; `None` where it gives none that can be counted.
    pub when: Option<String>,
    /// The rows that would be others; empty where it changes nothing.
    pub changes: Vec<Change>,
    /// False where the case has too many claims to try this one too.
    pub tried: bool,
}

/// More claims on events that limits rest on are not tried: each costs a count.
const MOST_TRIED: usize = 2000;

impl ClaimEffect {
    /// `changes nothing`, or each change.
    #[must_use]
    pub fn words(&self) -> String {
        if !self.tried {
            return "was not tried: there are too many claims".to_owned();
        }
        match (&self.when, self.changes.as_slice()) {
            (None, _) => "gives no date that can be counted".to_owned(),
            (Some(_), []) => "changes nothing".to_owned(),
            (Some(_), changes) => {
                changes.iter().map(|c| c.words.as_str()).collect::<Vec<_>>().join(". ")
            }
        }
    }
}

/// What can become of a row, over all claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// Key of the row with preferred dates.
    pub key: String,
    /// The rule, or the id of the fixed limit.
    pub rule: RuleId,
    /// Every verdict that some version of the dates gives, the preferred ones among them.
    pub verdicts: BTreeSet<Verdict>,
    /// From the earliest to the latest end that some version gives.
    pub expires: Option<Bounds>,
}

/// What the competing claims of a case would change, one at a time, the others preferred.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimEffects {
    /// Every claim of the case, in the order of the file; also those that change nothing.
    pub effects: Vec<ClaimEffect>,
    /// Every row with preferred dates, with all that can become of it.
    pub outcomes: Vec<Outcomes>,
}

/// What each claim would change if it fed the count, and what all of them leave open together. A claim on an event
/// that no limit rests on costs nothing.
#[must_use]
pub fn what_claims_change(case: &Case, library: &Library, asked: &Asked) -> ClaimEffects {
    let trial = Trial::new(case, library, asked);
    let outcome = |d: &Deadline| Outcomes {
        key: d.key.clone(),
        rule: d.rule.clone(),
        verdicts: BTreeSet::from([d.verdict]),
        expires: d.expires.map(|e| e.bounds),
    };
    let mut outcomes: Vec<Outcomes> = trial.base.iter().map(outcome).collect();
    let seats: BTreeMap<String, usize> =
        outcomes.iter().enumerate().map(|(n, o)| (o.key.clone(), n)).collect();
    let zone = case.zone();
    let mut effects = Vec::new();
    let mut tries = 0;
    for event in case.events.iter().filter(|e| !e.claims.is_empty()) {
        let mut about = trial.about(event).filter(|_| tries < MOST_TRIED);
        let tried = about.is_some() || tries < MOST_TRIED;
        let own = event.zone(zone);
        for claim in &event.claims {
            let when = claim.when.as_ref().filter(|w| w.problem().is_none());
            let (mut after, mut changes) = (Vec::new(), Vec::new());
            if let (Some(about), Some(when)) = (&mut about, when) {
                tries += 1;
                let rules = about.rules.clone();
                after = about.after(&rules, when);
                changes = difference(&about.before, &after);
            }
            for row in &after {
                let seat = seats.get(&row.key).and_then(|n| outcomes.get_mut(*n));
                if let Some(outcome) = seat {
                    outcome.verdicts.insert(row.verdict);
                    let end = row.expires.map(|e| e.bounds);
                    outcome.expires = match (outcome.expires, end) {
                        (Some(a), Some(b)) => Some(a.union(&b)),
                        (a, b) => a.or(b),
                    };
                }
            }
            effects.push(ClaimEffect {
                event: event.id.clone(),
                title: event.title.clone(),
                claim: claim.id.clone(),
                when: when.map(|w| w.words_in(own, zone)),
                changes,
                tried,
            });
        }
    }
    ClaimEffects { effects, outcomes }
}
