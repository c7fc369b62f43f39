//! Moments at which anything changes: the stops of an as-of date that is moved through the case.

use super::compute::{Asked, compute};
use super::library::Library;
use crate::case::{Case, EventId};
use crate::date::{Bounds, Instant, words};
use std::collections::BTreeMap;

/// What happens at a moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// From here on an event may have happened, and is counted.
    Begins(EventId),
    /// From here on it has certainly happened.
    Certain(EventId),
    /// From here on a limit may have ended, by the key of its row.
    MayEnd(String),
    /// From here on a limit has certainly ended.
    Ended(String),
}

/// A moment at which something changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The first second with the change.
    pub at: Instant,
    /// What changes, events first.
    pub what: Vec<What>,
    /// In words, a phrase each, as `“Detained in Turin”` and `Rule 188 ends`.
    pub words: Vec<String>,
}

/// All moments at which an event begins to count or a limit ends, in the order of time. Open ends are no moments.
#[must_use]
pub fn milestones(case: &Case, library: &Library) -> Vec<Milestone> {
    let zone = case.zone();
    let mut at: BTreeMap<Instant, Vec<(What, String)>> = BTreeMap::new();
    let mut add = |t: Instant, what: What, words: String| {
        if !t.is_unbounded() {
            at.entry(t).or_default().push((what, words));
        }
    };
    for event in &case.events {
        let own = event.zone(zone);
        let Some(b) = event.when.as_ref().and_then(|w| w.moments(own)).map(|m| m.bounds(own))
        else {
            continue;
        };
        let (id, title) = (&event.id, &event.title);
        // A day that is known to the day needs one stop, not two.
        let day = b.earliest.day(own) == b.latest.day(own);
        let one = b.is_exact() || day && b == day_of(b.earliest, own);
        add(
            b.earliest,
            What::Begins(id.clone()),
            if one { format!("“{title}”") } else { format!("“{title}” at the earliest") },
        );
        if !one {
            add(b.latest, What::Certain(id.clone()), format!("“{title}” at the latest"));
        }
    }
    let asked = Asked { as_of: Some(Instant::END), alone: true, ..Asked::default() };
    for row in compute(case, library, &asked) {
        let name = if row.provision.is_empty() { &row.title } else { &row.provision };
        for tick in &row.ticks {
            let end = tick.until.latest.plus_seconds(1);
            let until = words::bounds(&tick.until, row.zone);
            add(end, What::MayEnd(row.key.clone()), format!("{name}: first end, {until}"));
        }
        let Some(b) = row.expires.map(|e| e.bounds) else { continue };
        // Equality keeps a limit: it has ended a second later.
        if !b.is_exact() {
            let words = format!("{name} may end");
            add(b.earliest.plus_seconds(1), What::MayEnd(row.key.clone()), words);
        }
        add(b.latest.plus_seconds(1), What::Ended(row.key.clone()), format!("{name} ends"));
    }
    at.into_iter()
        .map(|(at, mut list)| {
            list.sort();
            let (what, words) = list.into_iter().unzip();
            Milestone { at, what, words }
        })
        .collect()
}

fn day_of(at: Instant, zone: crate::date::Zone) -> Bounds {
    let day = at.day(zone);
    Bounds { earliest: day.start(zone), latest: day.end(zone) }
}
