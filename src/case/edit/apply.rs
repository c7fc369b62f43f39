//! Doing one step.

use super::list::{distinct, put, seat, take};
use super::refs::{forget, redirect};
use super::thing::Thing;
use super::uses::in_words;
use super::{Head, Op, OpError, sound, uses};
use crate::case::{Case, Event, EventId, Lane, LaneId, LimitId, SourceId, StateId};
use std::collections::{BTreeMap, BTreeSet};

impl Op {
    /// Does the step.
    ///
    /// # Errors
    /// [`OpError`]; the case may then be half changed, so that callers work on a copy.
    pub fn apply(self, case: &mut Case) -> Result<(), OpError> {
        match self {
            Self::Event(old, event) => put_event(case, old, *event),
            Self::EventAt(seat, event) => {
                put_event(case, None, *event)?;
                let last = case.events.len().saturating_sub(1);
                if let Some(tail) = case.events.get_mut(seat.min(last)..) {
                    tail.rotate_right(1);
                }
                Ok(())
            }
            Self::Events(events) => put_events(case, events),
            Self::RemoveEvents(ids) => remove_events(case, ids),
            Self::Source(old, source) => {
                let renamed = old.clone().zip(Some(source.id.clone()));
                put(&mut case.sources, "source", old, *source, |s| &s.id)?;
                follow(case, renamed, Thing::Source);
                Ok(())
            }
            Self::RemoveSource(id) => {
                unused(case, &Thing::Source(id.clone()))?;
                take(&mut case.sources, "source", &id, |s| &s.id)
            }
            Self::Lane(old, lane) => {
                let renamed = old.clone().zip(Some(lane.id.clone()));
                put(&mut case.lanes, "lane", old, *lane, |l| &l.id)?;
                follow(case, renamed, Thing::Lane);
                Ok(())
            }
            Self::MoveLane(id, to) => move_lane(case, &id, to),
            Self::RemoveLane(id) => {
                unused(case, &Thing::Lane(id.clone()))?;
                take(&mut case.lanes, "lane", &id, |l| &l.id)
            }
            Self::Purge(things) => purge(case, things),
            Self::Redirect(from, to) => {
                if from.kind() != to.kind() || !to.is_in(case) {
                    return Err(gone(&to));
                }
                redirect(case, from.kind(), from.id(), to.id());
                Ok(())
            }
            other => other.of_law(case),
        }
    }

    /// Steps that touch states, limits and opinions.
    fn of_law(self, case: &mut Case) -> Result<(), OpError> {
        match self {
            Self::State(old, state) => {
                let before = case.states.iter().find(|s| Some(&s.id) == old.as_ref());
                sound::state(case, before, &state)?;
                let renamed = old.clone().zip(Some(state.id.clone()));
                put(&mut case.states, "state", old, *state, |s| &s.id)?;
                follow(case, renamed, Thing::State);
                Ok(())
            }
            Self::RemoveState(id) => {
                unused(case, &Thing::State(id.clone()))?;
                take(&mut case.states, "state", &id, |s| &s.id)
            }
            Self::Limit(old, limit) => {
                let before = case.fixed_limits.iter().find(|l| Some(&l.id) == old.as_ref());
                sound::limit(case, before, &limit)?;
                let renamed = old.clone().zip(Some(limit.id.clone()));
                put(&mut case.fixed_limits, "limit", old, *limit, |l| &l.id)?;
                follow(case, renamed, Thing::Limit);
                Ok(())
            }
            Self::RemoveLimit(id) => {
                unused(case, &Thing::Limit(id.clone()))?;
                take(&mut case.fixed_limits, "limit", &id, |l| &l.id)
            }
            Self::Opinion(None, view) => {
                sound::opinion(case, None, &view)?;
                case.views.push(*view);
                Ok(())
            }
            Self::Opinion(Some(n), view) => {
                let gone = OpError::Gone { what: "opinion", id: (n + 1).to_string() };
                let Some(old) = case.views.get(n) else { return Err(gone) };
                sound::opinion(case, Some(old), &view)?;
                *case.views.get_mut(n).ok_or(gone)? = *view;
                Ok(())
            }
            Self::RemoveOpinion(n) => {
                if n >= case.views.len() {
                    return Err(OpError::Gone { what: "opinion", id: (n + 1).to_string() });
                }
                case.views.remove(n);
                Ok(())
            }
            other => other.set(case),
        }
    }

    /// Steps that replace a whole part of the case.
    fn set(self, case: &mut Case) -> Result<(), OpError> {
        match self {
            Self::Rules(rules) => case.rules = rules,
            Self::Head(head) => {
                sound::head(case, &head)?;
                head.put(case);
            }
            Self::Pictures(figures, story) => {
                distinct("figure", figures.iter().map(|f| f.id.as_str()))?;
                (case.figures, case.story) = (figures, story);
            }
            Self::Redactions(profiles) => {
                distinct("redaction", profiles.iter().map(|r| r.id.as_str()))?;
                case.redactions = profiles;
            }
            Self::SavedViews(views) => {
                distinct("saved view", views.iter().map(|v| v.id.as_str()))?;
                case.saved_views = views;
            }
            Self::Scenarios(scenarios) => {
                distinct("scenario", scenarios.iter().map(|s| s.id.as_str()))?;
                case.scenarios = scenarios;
            }
            Self::Log(log) => case.log = log,
            _ => {}
        }
        Ok(())
    }
}

impl Head {
    /// Puts it on a case.
    pub(crate) fn put(self, case: &mut Case) {
        let Self { title, subtitle, zone, as_of, note, opening } = self;
        (case.title, case.subtitle, case.zone) = (title, subtitle, zone);
        (case.as_of, case.note, case.opening) = (as_of, note, opening);
    }
}

fn gone(thing: &Thing) -> OpError {
    OpError::Gone { what: thing.what(), id: thing.id().to_owned() }
}

/// References follow a thing that was given another name.
fn follow<I: PartialEq>(case: &mut Case, names: Option<(I, I)>, thing: impl Fn(I) -> Thing) {
    if let Some((old, new)) = names.filter(|(old, new)| old != new) {
        let (old, new) = (thing(old), thing(new));
        redirect(case, old.kind(), old.id(), new.id());
    }
}

fn unused(case: &Case, thing: &Thing) -> Result<(), OpError> {
    let uses = uses(case, thing);
    if uses.is_empty() {
        return Ok(());
    }
    Err(OpError::Used { what: thing.what(), id: thing.id().to_owned(), by: in_words(&uses) })
}

/// An event without a lane stands in the first, as a reader of the file would have it; the first event of all
/// makes one.
fn house(case: &mut Case, event: &mut Event) {
    if !event.lane.as_str().trim().is_empty() {
        return;
    }
    if case.lanes.is_empty() {
        let (id, title) = ("events".into(), "Events".to_owned());
        case.lanes.push(Lane { id, title, ..Lane::default() });
    }
    if let Some(first) = case.lanes.first() {
        event.lane = first.id.clone();
    }
}

fn put_event(case: &mut Case, old: Option<EventId>, mut event: Event) -> Result<(), OpError> {
    house(case, &mut event);
    let before = old.as_ref().and_then(|id| case.event(id)).cloned();
    sound::event(case, before.as_ref(), &event)?;
    let renamed = old.clone().zip(Some(event.id.clone()));
    let id = event.id.clone();
    let claims = before.as_ref().map(|b| renamed_claims(b, &event)).transpose()?;
    put(&mut case.events, "event", old, event, |e| &e.id)?;
    follow(case, renamed, Thing::Event);
    follow_claims(case, &id, &claims.unwrap_or_default())
}

/// New names of claims by their old ones, where the event has as many as before; no name for one that went.
type ClaimNames = BTreeMap<String, Option<String>>;

fn renamed_claims(before: &Event, after: &Event) -> Result<ClaimNames, OpError> {
    let names = |e: &Event| e.claims.iter().map(|c| c.id.to_string()).collect::<Vec<_>>();
    let (old, new) = (names(before), names(after));
    let seats = old.len() == new.len();
    Ok(old
        .iter()
        .enumerate()
        .filter(|(_, name)| !new.contains(name))
        .map(|(n, name)| {
            let other = new.get(n).filter(|other| seats && !old.contains(other));
            (name.clone(), other.cloned())
        })
        .collect())
}

/// Scenarios that take a claim follow its name; one that is taken somewhere is not removed in silence.
fn follow_claims(case: &mut Case, event: &EventId, names: &ClaimNames) -> Result<(), OpError> {
    for scenario in &mut case.scenarios {
        let Some(claim) = scenario.claims.get_mut(event) else { continue };
        match names.get(claim.as_str()) {
            None => {}
            Some(Some(name)) => *claim = name.as_str().into(),
            Some(None) => {
                let by = format!("scenario “{}”", scenario.title);
                return Err(OpError::Used { what: "claim", id: claim.to_string(), by });
            }
        }
    }
    Ok(())
}

fn put_events(case: &mut Case, events: Vec<Event>) -> Result<(), OpError> {
    let seats: BTreeMap<EventId, usize> =
        case.events.iter().enumerate().map(|(n, e)| (e.id.clone(), n)).collect();
    for mut event in events {
        house(case, &mut event);
        let at = seats.get(&event.id).copied();
        let gone = || OpError::Gone { what: "event", id: event.id.to_string() };
        let Some((at, old)) = at.and_then(|n| Some((n, case.events.get(n)?))) else {
            return Err(gone());
        };
        sound::event(case, Some(old), &event)?;
        let (claims, id) = (renamed_claims(old, &event)?, event.id.clone());
        if let Some(slot) = case.events.get_mut(at) {
            *slot = event;
        }
        follow_claims(case, &id, &claims)?;
    }
    Ok(())
}

fn remove_events(case: &mut Case, ids: Vec<EventId>) -> Result<(), OpError> {
    for id in &ids {
        let uses = uses(case, &Thing::Event(id.clone()));
        // What goes with it does not keep it.
        let kept: Vec<_> = uses
            .into_iter()
            .filter(|u| !matches!(&u.by, Some(Thing::Event(by)) if ids.contains(by)))
            .collect();
        if !kept.is_empty() {
            let by = in_words(&kept);
            return Err(OpError::Used { what: "event", id: id.to_string(), by });
        }
    }
    drop_listed(case, &ids.into_iter().map(Thing::Event).collect::<Vec<_>>())
}

fn move_lane(case: &mut Case, id: &LaneId, to: usize) -> Result<(), OpError> {
    let from = seat(&case.lanes, "lane", id, |l| &l.id)?;
    let lane = case.lanes.remove(from);
    case.lanes.insert(to.min(case.lanes.len()), lane);
    Ok(())
}

fn purge(case: &mut Case, things: Vec<Thing>) -> Result<(), OpError> {
    for lane in things.iter().filter(|t| matches!(t, Thing::Lane(_))) {
        let housed = uses(case, lane).into_iter().filter(|u| u.how == "stands in it");
        let housed: Vec<_> = housed.collect();
        if !housed.is_empty() {
            let (what, id) = (lane.what(), lane.id().to_owned());
            return Err(OpError::Used { what, id, by: in_words(&housed) });
        }
    }
    drop_listed(case, &things)?;
    forget(case, things);
    Ok(())
}

/// Takes things out of their lists; each has to be there.
fn drop_listed(case: &mut Case, things: &[Thing]) -> Result<(), OpError> {
    let mut events: BTreeSet<&EventId> = BTreeSet::new();
    for thing in things {
        match thing {
            Thing::Event(id) => {
                events.insert(id);
            }
            Thing::Source(id) => take::<_, SourceId>(&mut case.sources, "source", id, |s| &s.id)?,
            Thing::Lane(id) => take::<_, LaneId>(&mut case.lanes, "lane", id, |l| &l.id)?,
            Thing::State(id) => take::<_, StateId>(&mut case.states, "state", id, |s| &s.id)?,
            Thing::Limit(id) => take::<_, LimitId>(&mut case.fixed_limits, "limit", id, |l| &l.id)?,
        }
    }
    let mut found: BTreeSet<EventId> = BTreeSet::new();
    case.events.retain(|e| {
        let goes = events.contains(&e.id);
        if goes {
            found.insert(e.id.clone());
        }
        !goes
    });
    let lost = events.into_iter().find(|id| !found.contains(*id));
    lost.map_or(Ok(()), |id| Err(OpError::Gone { what: "event", id: id.to_string() }))
}
