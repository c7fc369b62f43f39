//! Which dates decide which verdicts, and where within its bounds a date turns one.

use super::compute::Asked;
use super::counting::Profile;
use super::deadline::Deadline;
use super::library::Library;
use super::suppose::Suppose;
use super::trial::{About, Trial};
use super::verdict::Verdict;
use crate::case::{Case, Event, EventId, RuleId};
use crate::date::{Day, Instant, Moment, When, Zone, words};
use std::collections::{BTreeMap, BTreeSet};

/// A moment at which the verdict of a row turns, as the date of an event moves through what is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// Key of the row.
    pub key: String,
    /// The rule, or the id of the fixed limit.
    pub rule: RuleId,
    /// The first moment of the event with the verdict `after`.
    pub at: Instant,
    /// True where only whole days were tried: then `at` is the beginning of a day.
    pub whole_day: bool,
    /// The verdict at every moment since the threshold before this, or since the earliest that is open.
    pub before: Verdict,
    /// The verdict from then on.
    pub after: Verdict,
    /// As `Article 716(3): cannot tell before 19 Jan 2025, 20:08; met from then on`.
    pub words: String,
}

/// An event whose date is open, and the rows that its date decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Deciding {
    /// The event.
    pub event: EventId,
    /// Where verdicts turn, row by row and in the order of time.
    pub thresholds: Vec<Threshold>,
}

/// Moments at which one date is tried before halving between them.
const MOST_TRIED: usize = 48;

/// Where verdicts turn as the date of an event moves through what its record leaves open; nothing for an event
/// whose date is exact, open at an end, or not read by the law. Between two moments that are tried a verdict turns
/// at most once: the ends of what is open, and everything that the rows themselves date, are among them.
#[must_use]
pub fn thresholds(
    case: &Case,
    library: &Library,
    as_of: Instant,
    event: &EventId,
) -> Vec<Threshold> {
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let trial = Trial::new(case, library, &asked);
    case.event(event).map(|e| of_event(&trial, e, case.zone(), as_of)).unwrap_or_default()
}

/// The same for every event of the case whose date is open and decides something, those first on which a verdict
/// hangs.
#[must_use]
pub fn deciding(case: &Case, library: &Library, asked: &Asked) -> Vec<Deciding> {
    let as_of = asked.as_of.or_else(|| super::case_as_of(case)).unwrap_or(Instant::END);
    let trial = Trial::new(case, library, asked);
    let zone = case.zone();
    // The events on which a verdict hangs come first: they must not be lost among too many.
    let hangs: BTreeSet<&EventId> =
        trial.base.iter().filter_map(|d| d.decided_by.as_ref()).collect();
    let orders: BTreeSet<&EventId> = case
        .fixed_limits
        .iter()
        .flat_map(|l| l.versions.iter().map(|v| &v.by).chain([&l.fixed_by]))
        .collect();
    let (first, others): (Vec<&Event>, Vec<&Event>) =
        case.events.iter().partition(|e| hangs.contains(&e.id));
    let open =
        first.into_iter().chain(others).filter(|e| !Suppose::open_bounds(e, zone).is_exact());
    let counted = open.filter(|e| !e.facts.is_empty() || orders.contains(&e.id)).take(MOST_EVENTS);
    let each = counted.map(|event| Deciding {
        event: event.id.clone(),
        thresholds: of_event(&trial, event, zone, as_of),
    });
    each.filter(|d| !d.thresholds.is_empty()).collect()
}

/// Of more events with open dates the rest is left out: each costs some hundred counts.
const MOST_EVENTS: usize = 100;

/// A way through what is open: by seconds, or by days.
#[derive(Clone, Copy)]
enum Pace {
    Seconds { from: i64, to: i64, zone: Zone },
    Days { from: Day, days: i64, zone: Zone },
}

impl Pace {
    const fn range(self) -> (i64, i64) {
        match self {
            Self::Seconds { from, to, .. } => (from, to),
            Self::Days { days, .. } => (0, days),
        }
    }

    fn when(self, at: i64) -> Option<When> {
        match self {
            Self::Seconds { zone, .. } => {
                When::parse(&Instant::from_timestamp(at).rfc3339(zone)).ok()
            }
            Self::Days { from, .. } => Some(When::of_day(from.plus_days(at))),
        }
    }

    fn instant(self, at: i64) -> Instant {
        match self {
            Self::Seconds { .. } => Instant::from_timestamp(at),
            Self::Days { from, zone, .. } => from.plus_days(at).start(zone),
        }
    }

    fn step_of(self, at: Instant) -> i64 {
        match self {
            Self::Seconds { .. } => at.timestamp(),
            Self::Days { from, zone, .. } => from.days_until(at.day(zone)),
        }
    }
}

fn of_event(trial: &Trial<'_>, event: &Event, zone: Zone, as_of: Instant) -> Vec<Threshold> {
    let open = Suppose::open_bounds(event, zone);
    if open.is_exact() || open.earliest.is_unbounded() || open.latest.is_unbounded() {
        return Vec::new();
    }
    let Some(mut about) = trial.about(event) else { return Vec::new() };
    let rules = about.rules.clone();
    let own = event.zone(zone);
    let (from, to) = (open.earliest.timestamp(), open.latest.timestamp());
    let seconds = Pace::Seconds { from, to, zone: own };
    let moments = event.when.as_ref().and_then(|w| w.moments(own));
    let days = match moments.map(|m| (m.lo, m.hi)) {
        Some((Moment::Day(first), Moment::Day(last))) if first != last => {
            Some(Pace::Days { from: first, days: first.days_until(last), zone: own })
        }
        _ => None,
    };
    let hourly = |d: &Deadline| {
        let whole = d.expires.is_some_and(|e| e.whole_day);
        matches!(d.profile, Some(Profile::Hours | Profile::It172)) && !whole
    };
    // A date that is known in days is tried in days, but against limits that run in hours.
    let (by_hour, by_day): (Vec<RuleId>, Vec<RuleId>) = rules.into_iter().partition(|id| {
        days.is_none() || about.before.iter().filter(|d| &d.rule == id).any(hourly)
    });
    let mut found = walk(&mut about, &by_hour, seconds, as_of);
    if let Some(days) = days {
        found.extend(walk(&mut about, &by_day, days, as_of));
    }
    let order: BTreeMap<&str, usize> =
        trial.base.iter().enumerate().map(|(n, d)| (d.key.as_str(), n)).collect();
    found.sort_by_key(|t| (order.get(t.key.as_str()).copied().unwrap_or(usize::MAX), t.at));
    found
}

/// Verdicts by the key of their row; the name in the second place.
type Verdicts = BTreeMap<String, (Verdict, &'static str, String, RuleId)>;

/// One event, its rules, and how its date is moved.
struct Walk<'t, 'a> {
    about: &'t mut About<'a>,
    rules: &'t [RuleId],
    pace: Pace,
    tried: BTreeMap<i64, Verdicts>,
}

impl Walk<'_, '_> {
    fn at(&mut self, at: i64) -> &Verdicts {
        if !self.tried.contains_key(&at) {
            let rows = self.pace.when(at).map(|when| self.about.after(self.rules, &when));
            let named = |d: Deadline| {
                let name =
                    if d.provision.is_empty() { d.title.clone() } else { d.provision.clone() };
                (d.key.clone(), (d.verdict, d.verdict_words(), name, d.rule))
            };
            let verdicts = rows.unwrap_or_default().into_iter().map(named).collect();
            self.tried.insert(at, verdicts);
        }
        self.tried.entry(at).or_default()
    }

    fn verdict(&mut self, at: i64, key: &str) -> Option<Verdict> {
        self.at(at).get(key).map(|v| v.0)
    }

    /// The first step in `(low, high]` at which the row no longer has the verdict that it has at `low`.
    fn turn(&mut self, key: &str, mut low: i64, mut high: i64) -> i64 {
        let first = self.verdict(low, key);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.verdict(middle, key) == first { low = middle } else { high = middle }
        }
        high
    }
}

fn walk(about: &mut About<'_>, rules: &[RuleId], pace: Pace, as_of: Instant) -> Vec<Threshold> {
    if rules.is_empty() {
        return Vec::new();
    }
    let stops = stops(about, rules, pace, as_of);
    let mut walk = Walk { about, rules, pace, tried: BTreeMap::new() };
    let mut found = Vec::new();
    for pair in stops.windows(2) {
        let [low, high] = *pair else { continue };
        let keys: Vec<String> = {
            let mut keys: BTreeSet<String> = walk.at(low).keys().cloned().collect();
            keys.extend(walk.at(high).keys().cloned());
            keys.into_iter().collect()
        };
        for key in keys {
            let mut from = low;
            // One that turns there and back between two stops is followed step by step.
            while let (Some(before), Some(last)) =
                (walk.verdict(from, &key), walk.verdict(high, &key))
                && before != last
            {
                let at = walk.turn(&key, from, high);
                found.extend(told(&mut walk, &key, from, at));
                from = at;
            }
        }
    }
    found
}

fn told(walk: &mut Walk<'_, '_>, key: &str, from: i64, at: i64) -> Option<Threshold> {
    let (before, then, ..) = walk.at(from).get(key)?.clone();
    let (after, now, name, rule) = walk.at(at).get(key)?.clone();
    let (instant, zone) = match walk.pace {
        Pace::Seconds { zone, .. } | Pace::Days { zone, .. } => (walk.pace.instant(at), zone),
    };
    let whole_day = matches!(walk.pace, Pace::Days { .. });
    let moment =
        if whole_day { words::day(instant.day(zone)) } else { words::instant(instant, zone) };
    let words = format!("{name}: {then} before {moment}; {now} from then on");
    Some(Threshold { key: key.to_owned(), rule, at: instant, whole_day, before, after, words })
}

/// Steps to try before halving: both ends, everything that the rows date and lies between, and some more.
fn stops(about: &About<'_>, rules: &[RuleId], pace: Pace, as_of: Instant) -> Vec<i64> {
    let (from, to) = pace.range();
    let mut stops = BTreeSet::from([from, to]);
    let mut dated = vec![as_of];
    for row in about.before.iter().filter(|d| rules.contains(&d.rule)) {
        let facts = [&row.trigger, &row.act, &row.overtaken_by, &row.came_too_late];
        let bounds = facts.into_iter().flatten().map(|f| f.bounds);
        let ends = row.expires.iter().map(|e| e.bounds).chain(row.ticks.iter().map(|t| t.until));
        dated.extend(bounds.chain(ends).flat_map(|b| [b.earliest, b.latest]));
        dated.extend(row.turns_at);
    }
    for at in dated.into_iter().filter(|t| !t.is_unbounded()) {
        let step = pace.step_of(at);
        stops
            .extend([step, step.saturating_add(1)].into_iter().filter(|s| (from..=to).contains(s)));
        if stops.len() >= MOST_TRIED {
            break;
        }
    }
    let even = (MOST_TRIED / 4) as i64;
    stops.extend((1..even).map(|n| from + (to - from) / even * n));
    stops.into_iter().collect()
}
