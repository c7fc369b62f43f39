//! Several cases in one picture: on one calendar, or with one kind of event of each on the same day 0.
//!
//! Each case is judged for itself, by its own facts and on its own as-of date; nothing here counts anything.
//! What is put together is drawn, searched and listed as if it stood in one case; names of the other cases get
//! a number in front, so that no two things share one.

use super::answer::StateSpan;
use super::deadline::{Deadline, FactUse};
use crate::case::{Case, ClaimId, Event, EventId, Fact, Lane, LaneId, SourceId, StateId};
use crate::date::{Bounds, Day, Instant, Moment, MomentRange, Shift, When};

/// Seconds of a day of 24 hours: a clock time keeps its hour as long as the clocks of both days agree.
const DAY: i64 = 86_400;

/// A case, judged.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The case.
    pub case: &'a Case,
    /// Its deadlines.
    pub deadlines: &'a [Deadline],
    /// Its states.
    pub states: &'a [StateSpan],
}

/// Several cases as one.
#[derive(Debug, Clone, Default)]
pub struct Together {
    /// Lanes, sources and events of all, those of the first case under their own names.
    pub case: Case,
    /// Deadlines of all.
    pub deadlines: Vec<Deadline>,
    /// States of all.
    pub states: Vec<StateSpan>,
    /// Day 0, where the cases are aligned.
    pub zero: Option<Day>,
    /// Cases that could not be aligned, each a sentence.
    pub notes: Vec<String>,
}

/// The civil day of the first event that states the fact, by its preferred date, on the clock of its case. One
/// that is known within several days only gives its earliest.
#[must_use]
pub fn day_zero(case: &Case, fact: &Fact) -> Option<Day> {
    let zone = case.zone();
    let days = case.events.iter().filter(|e| e.states(fact).next().is_some()).filter_map(|e| {
        let moments = e.when.as_ref()?.moments(e.zone(zone))?;
        let known = !matches!(moments.lo, Moment::Instant(at) if at.is_unbounded());
        known.then(|| moments.lo.day(e.zone(zone)))
    });
    days.min()
}

/// Facts that two or more of the cases state with a date: what they can be aligned by.
#[must_use]
pub fn common_facts(cases: &[&Case]) -> Vec<Fact> {
    let mut known: std::collections::BTreeMap<&Fact, usize> = std::collections::BTreeMap::new();
    for case in cases {
        let facts: std::collections::BTreeSet<&Fact> =
            case.events.iter().flat_map(|e| &e.facts).map(|f| &f.fact).collect();
        for fact in facts.into_iter().filter(|f| day_zero(case, f).is_some()) {
            *known.entry(fact).or_default() += 1;
        }
    }
    known.into_iter().filter(|(_, n)| *n > 1).map(|(fact, _)| fact.clone()).collect()
}

/// What a thing of the case at a place is called in the picture: things of the first, at 0, keep their names.
#[must_use]
pub fn name_in_picture(place: usize, id: &str) -> String {
    if place == 0 { id.to_owned() } else { Guest { number: place + 1, by: 0 }.name(id) }
}

/// Puts cases together; the first one keeps its dates and its names.
#[must_use]
pub fn together(first: &Part<'_>, others: &[Part<'_>], align: Option<&Fact>) -> Together {
    let zero = align.and_then(|fact| day_zero(first.case, fact));
    let mut all = Together {
        case: first.case.clone(),
        deadlines: first.deadlines.to_vec(),
        states: first.states.to_vec(),
        zero,
        notes: Vec::new(),
    };
    if let (Some(fact), None) = (align, zero) {
        all.notes.push(format!("{} states no dated “{fact}”: nothing is aligned", first.name));
    }
    for (n, part) in others.iter().enumerate() {
        let own = align.zip(zero).and_then(|(fact, _)| day_zero(part.case, fact));
        if let (Some(fact), Some(_), None) = (align, zero, own) {
            let name = part.name;
            all.notes.push(format!("{name} states no dated “{fact}” and stands on its own dates"));
        }
        let by = own.zip(zero).map_or(0, |(own, zero)| own.days_until(zero));
        add(&mut all, part, &Guest { number: n + 2, by });
    }
    all
}

/// How another case enters: its number, and the days by which it is shifted.
struct Guest {
    number: usize,
    by: i64,
}

impl Guest {
    fn name(&self, id: &str) -> String {
        format!("{}·{id}", self.number)
    }

    fn event(&self, id: &EventId) -> EventId {
        self.name(id.as_str()).into()
    }

    fn source(&self, id: &SourceId) -> SourceId {
        self.name(id.as_str()).into()
    }

    fn instant(&self, at: Instant) -> Instant {
        at.plus_seconds(self.by * DAY)
    }

    fn bounds(&self, b: &Bounds) -> Bounds {
        Bounds { earliest: self.instant(b.earliest), latest: self.instant(b.latest) }
    }

    fn moment(&self, m: Moment) -> Moment {
        match m {
            Moment::Day(day) => Moment::Day(day.plus_days(self.by)),
            Moment::Instant(at) => Moment::Instant(self.instant(at)),
        }
    }

    /// The date by so many days later. A month or a year is then from one day to another.
    fn when(&self, when: &When, event: &Event, case: &Case) -> When {
        if self.by == 0 {
            return when.clone();
        }
        if let Some(shifted) = when.shifted(Shift::Days(self.by)) {
            return shifted;
        }
        let zone = event.zone(case.zone());
        let between = when.moments(zone).and_then(|m| {
            let (lo, hi) = (self.moment(m.lo).day(zone), self.moment(m.hi).day(zone));
            When::parse(&format!("[{lo}..{hi}]")).ok()
        });
        // A date that cannot be read stays as it is; it has no place on any axis.
        between.unwrap_or_else(|| when.clone())
    }

    fn used(&self, used: &FactUse) -> FactUse {
        FactUse {
            event: self.event(&used.event),
            when: used.when.shifted(Shift::Days(self.by)).unwrap_or_else(|| used.when.clone()),
            moments: MomentRange {
                lo: self.moment(used.moments.lo),
                hi: self.moment(used.moments.hi),
            },
            bounds: self.bounds(&used.bounds),
            ..used.clone()
        }
    }
}

fn add(all: &mut Together, part: &Part<'_>, guest: &Guest) {
    let case = part.case;
    for lane in &case.lanes {
        let subtitle = match &lane.subtitle {
            Some(words) => format!("{} · {words}", part.name),
            None => part.name.to_owned(),
        };
        let id = LaneId::from(guest.name(lane.id.as_str()));
        all.case.lanes.push(Lane { id, subtitle: Some(subtitle), ..lane.clone() });
    }
    for source in &case.sources {
        let mut own = source.clone();
        own.id = guest.source(&source.id);
        all.case.sources.push(own);
    }
    all.case.events.extend(case.events.iter().map(|e| event(e, case, guest)));
    for state in &case.states {
        let mut own = state.clone();
        own.id = StateId::from(guest.name(state.id.as_str()));
        own.from_event = guest.event(&state.from_event);
        own.to_event = state.to_event.as_ref().map(|id| guest.event(id));
        all.case.states.push(own);
    }
    all.deadlines.extend(part.deadlines.iter().map(|d| deadline(d, part.name, guest)));
    all.states.extend(part.states.iter().map(|s| {
        let mut own = s.clone();
        own.id = StateId::from(guest.name(s.id.as_str()));
        own.from_event = guest.event(&s.from_event);
        own.to_event = s.to_event.as_ref().map(|id| guest.event(id));
        (own.from, own.to) = (guest.bounds(&s.from), guest.bounds(&s.to));
        own
    }));
}

fn event(event: &Event, case: &Case, guest: &Guest) -> Event {
    let mut own = event.clone();
    own.id = guest.event(&event.id);
    own.lane = guest.name(event.lane.as_str()).into();
    own.when = event.when.as_ref().map(|w| guest.when(w, event, case));
    // Hours without offset are read on the clock of the case that they come from.
    own.zone = Some(event.zone(case.zone()).to_string());
    own.after = event.after.as_ref().map(|id| guest.event(id));
    own.related = event.related.iter().map(|id| guest.event(id)).collect();
    for source in &mut own.sources {
        source.source = guest.source(&source.source);
    }
    for claim in &mut own.claims {
        claim.when = claim.when.as_ref().map(|w| guest.when(w, event, case));
        for source in &mut claim.sources {
            source.source = guest.source(&source.source);
        }
    }
    own
}

fn deadline(d: &Deadline, name: &str, guest: &Guest) -> Deadline {
    let used = |f: &Option<FactUse>| f.as_ref().map(|f| guest.used(f));
    let mut own = d.clone();
    own.key = guest.name(&d.key);
    own.group = Some(match &d.group {
        Some(group) => format!("{name}: {group}"),
        None => name.to_owned(),
    });
    (own.trigger, own.act) = (used(&d.trigger), used(&d.act));
    (own.overtaken_by, own.came_too_late) = (used(&d.overtaken_by), used(&d.came_too_late));
    if let Some(expires) = &mut own.expires {
        expires.bounds = guest.bounds(&expires.bounds);
    }
    own.decided_by = d.decided_by.as_ref().map(|id| guest.event(id));
    own.turns_at = d.turns_at.map(|at| guest.instant(at));
    for tick in &mut own.ticks {
        tick.by = guest.event(&tick.by);
        tick.until = guest.bounds(&tick.until);
    }
    for opinion in &mut own.opinions {
        opinion.event = opinion.event.as_ref().map(|id| guest.event(id));
        opinion.source = opinion.source.as_ref().map(|id| guest.source(id));
    }
    if guest.by != 0 {
        let days = guest.by.abs();
        let way = if guest.by > 0 { "later" } else { "earlier" };
        let words = format!(
            "drawn {days} days {way} than it was, to align the cases; the words give the real dates"
        );
        own.note = if own.note.is_empty() { words } else { format!("{}; {words}", own.note) };
    }
    // Claims keep their names inside their events.
    own.claim = d.claim.as_ref().map(|c| ClaimId::from(c.as_str()));
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Asked, Library, answer, compute};

    fn case(day: &str, title: &str) -> Case {
        serde_json::from_value(serde_json::json!({
            "title": title, "zone": "Europe/Rome", "as_of": "2030-01-01",
            "lanes": [{"id": "p", "title": "Police"}],
            "sources": [{"id": "s", "title": "S"}],
            "events": [
                {"id": "a", "title": "Arrest", "lane": "p", "when": format!("{day}T09:30"),
                 "facts": [{"fact": "arrest.made"}], "sources": ["s"]},
                {"id": "m", "title": "Month", "lane": "p", "when": &day[..7]},
                {"id": "b", "title": "Released", "lane": "p", "when": format!("{day}T20:00"),
                 "facts": [{"fact": "release.made"}]}
            ],
            "states": [{"id": "c", "kind": "custody", "from_event": "a", "to_event": "b"}],
            "rules": ["R-RPE-188"]
        }))
        .unwrap()
    }

    /// A case with what the law makes of it. The library is that of a test: one rule.
    fn judged(case: &Case) -> (Vec<Deadline>, Vec<StateSpan>) {
        let library = Library::default();
        let rows = compute(case, &library, &Asked::default());
        (rows, answer::states(case, Instant::END))
    }

    fn both(align: Option<&str>) -> Together {
        let (one, two) = (case("2025-01-19", "One"), case("2015-06-14", "Two"));
        let ((da, sa), (db, sb)) = (judged(&one), judged(&two));
        let first = Part { name: "One", case: &one, deadlines: &da, states: &sa };
        let other = Part { name: "Two", case: &two, deadlines: &db, states: &sb };
        together(&first, &[other], align.map(Fact::from).as_ref())
    }

    #[test]
    fn on_one_calendar_every_case_keeps_its_dates() {
        let all = both(None);
        assert_eq!((all.case.events.len(), all.case.lanes.len(), all.states.len()), (6, 2, 2));
        let other = all.case.event(&"2·a".into()).unwrap();
        assert_eq!(other.when.as_ref().unwrap().text(), "2015-06-14T09:30");
        assert_eq!(other.sources[0].source, SourceId::from("2·s"));
        assert_eq!(all.case.lanes[1].subtitle.as_deref(), Some("Two"));
        assert!(all.zero.is_none() && all.notes.is_empty());
    }

    #[test]
    fn aligned_cases_meet_on_day_zero_and_keep_their_hours() {
        let all = both(Some("arrest.made"));
        assert_eq!(all.zero, Day::new(2025, 1, 19));
        let other = all.case.event(&"2·a".into()).unwrap();
        assert_eq!(other.when.as_ref().unwrap().text(), "2025-01-19T09:30");
        let zone = all.case.zone();
        assert_eq!(all.states[1].from.earliest.day(zone), all.states[0].from.earliest.day(zone));
        let month = all.case.event(&"2·m".into()).unwrap().when.as_ref().unwrap();
        let bounds = month.extent(zone).unwrap().bounds();
        let days = bounds.earliest.day(zone).days_until(bounds.latest.day(zone));
        assert_eq!(days, 29, "a month of 30 days is 30 days long wherever it is drawn");
    }

    #[test]
    fn what_cannot_be_aligned_is_said() {
        let all = both(Some("surrender.made"));
        assert!(all.zero.is_none());
        assert_eq!(all.notes, ["One states no dated “surrender.made”: nothing is aligned"]);
        let (one, two) = (case("2025-01-19", "One"), case("2015-06-14", "Two"));
        let facts = common_facts(&[&one, &two]);
        assert_eq!(facts, [Fact::from("arrest.made"), Fact::from("release.made")]);
        assert!(common_facts(&[&one]).is_empty());
    }
}
