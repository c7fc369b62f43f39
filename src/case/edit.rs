//! Changes of a case, as data: what the editor does, what undo takes back.
//!
//! An [`Op`] is one step that keeps the file whole: references follow a thing that is given
//! another name, and a thing that something else rests on is not removed in silence.

use super::{
    Case, Event, EventId, Figure, FixedLimit, Lane, LaneId, LimitId, LogEntry, Opening, Redaction,
    RuleEntry, SavedView, Scenario, Source, SourceId, State, StateId, Story, View,
};
use crate::date::When;

/// The head of a case: what is said of it as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// What the case is called.
    pub title: String,
    /// A few words beside the title.
    pub subtitle: Option<String>,
    /// Zone (IANA name) of the axis and of hours without offset.
    pub zone: Option<String>,
    /// The day or moment on which the case is judged.
    pub as_of: Option<When>,
    /// What this file is.
    pub note: Option<String>,
    /// What is shown first.
    pub opening: Option<Opening>,
}

/// One step of an edit. Where a step names an `old` thing, that thing is replaced in its place;
/// without one, the new thing goes to the end of its list.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Puts an event. An event with another id than the old one takes its references along.
    Event(Option<EventId>, Box<Event>),
    /// Puts an event at a seat of the list, counted from 0.
    EventAt(usize, Box<Event>),
    /// Takes events out.
    RemoveEvents(Vec<EventId>),
    /// Puts a source.
    Source(Option<SourceId>, Box<Source>),
    /// Takes a source out.
    RemoveSource(SourceId),
    /// Puts a lane.
    Lane(Option<LaneId>, Box<Lane>),
    /// Moves a lane to a seat, counted from 0.
    MoveLane(LaneId, usize),
    /// Takes a lane out.
    RemoveLane(LaneId),
    /// Puts a state over time.
    State(Option<StateId>, Box<State>),
    /// Takes a state out.
    RemoveState(StateId),
    /// Puts a limit fixed by an order.
    Limit(Option<LimitId>, Box<FixedLimit>),
    /// Takes such a limit out.
    RemoveLimit(LimitId),
    /// Puts an attributed opinion in the seat of another, counted from 0, or at the end.
    Opinion(Option<usize>, Box<View>),
    /// Takes an opinion out.
    RemoveOpinion(usize),
    /// Lists other rules, in another order.
    Rules(Vec<RuleEntry>),
    /// Says something else of the case as a whole.
    Head(Box<Head>),
    /// Keeps these figures and this story.
    Pictures(Vec<Figure>, Option<Story>),
    /// Keeps these profiles of redaction.
    Redactions(Vec<Redaction>),
    /// Keeps these views.
    SavedViews(Vec<SavedView>),
    /// Keeps these scenarios.
    Scenarios(Vec<Scenario>),
    /// Keeps this log of changes; `None` keeps none.
    Log(Option<Vec<LogEntry>>),
}

/// Why a step could not be done. The case is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpError {
    /// There is nothing of that name.
    #[error("there is no {what} “{id}” in the case any more")]
    Gone {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
    },
    /// The name is taken.
    #[error("the case has another {what} “{id}”; choose another name")]
    Taken {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
    },
    /// Something cannot be without a name.
    #[error("the {what} has no name (id)")]
    NoName {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
    },
    /// Something else rests on it.
    #[error("{what} “{id}” is still used by {by}; change that first")]
    Used {
        /// `event`, `source`, `lane`, ….
        what: &'static str,
        /// The name.
        id: String,
        /// What uses it, in words.
        by: String,
    },
}

impl Op {
    /// True where events, rules, states or the zone may change: then everything is counted again.
    #[must_use]
    pub const fn touches_record(&self) -> bool {
        !matches!(
            self,
            Self::Pictures(..)
                | Self::Redactions(_)
                | Self::SavedViews(_)
                | Self::Scenarios(_)
                | Self::Log(_)
        )
    }

    /// Does the step.
    ///
    /// # Errors
    /// [`OpError`]; the case may then be half changed, so that callers work on a copy.
    pub fn apply(self, case: &mut Case) -> Result<(), OpError> {
        match self {
            Self::Event(old, event) => put(&mut case.events, "event", old, *event, |e| &e.id),
            Self::EventAt(seat, event) => {
                put(&mut case.events, "event", None, *event, |e| &e.id)?;
                let last = case.events.len().saturating_sub(1);
                case.events[seat.min(last)..].rotate_right(1);
                Ok(())
            }
            Self::RemoveEvents(ids) => {
                ids.iter().try_for_each(|id| take(&mut case.events, "event", id, |e| &e.id))
            }
            Self::Source(old, source) => put(&mut case.sources, "source", old, *source, |s| &s.id),
            Self::RemoveSource(id) => take(&mut case.sources, "source", &id, |s| &s.id),
            Self::Lane(old, lane) => put(&mut case.lanes, "lane", old, *lane, |l| &l.id),
            Self::MoveLane(id, to) => {
                let from = seat(&case.lanes, "lane", &id, |l| &l.id)?;
                let lane = case.lanes.remove(from);
                case.lanes.insert(to.min(case.lanes.len()), lane);
                Ok(())
            }
            Self::RemoveLane(id) => take(&mut case.lanes, "lane", &id, |l| &l.id),
            Self::State(old, state) => put(&mut case.states, "state", old, *state, |s| &s.id),
            Self::RemoveState(id) => take(&mut case.states, "state", &id, |s| &s.id),
            Self::Limit(old, limit) => put(&mut case.fixed_limits, "limit", old, *limit, |l| &l.id),
            Self::RemoveLimit(id) => take(&mut case.fixed_limits, "limit", &id, |l| &l.id),
            Self::Opinion(None, view) => {
                case.views.push(*view);
                Ok(())
            }
            Self::Opinion(Some(n), view) => {
                let gone = OpError::Gone { what: "opinion", id: (n + 1).to_string() };
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
            other => {
                other.set(case);
                Ok(())
            }
        }
    }

    /// Steps that replace a whole part of the case.
    fn set(self, case: &mut Case) {
        match self {
            Self::Rules(rules) => case.rules = rules,
            Self::Head(head) => {
                let Head { title, subtitle, zone, as_of, note, opening } = *head;
                (case.title, case.subtitle, case.zone) = (title, subtitle, zone);
                (case.as_of, case.note, case.opening) = (as_of, note, opening);
            }
            Self::Pictures(figures, story) => (case.figures, case.story) = (figures, story),
            Self::Redactions(profiles) => case.redactions = profiles,
            Self::SavedViews(views) => case.saved_views = views,
            Self::Scenarios(scenarios) => case.scenarios = scenarios,
            Self::Log(log) => case.log = log,
            _ => {}
        }
    }
}

impl Head {
    /// What the case says of itself.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            title: case.title.clone(),
            subtitle: case.subtitle.clone(),
            zone: case.zone.clone(),
            as_of: case.as_of.clone(),
            note: case.note.clone(),
            opening: case.opening.clone(),
        }
    }
}

fn seat<T, I: PartialEq + ToString>(
    list: &[T],
    what: &'static str,
    id: &I,
    name: impl Fn(&T) -> &I,
) -> Result<usize, OpError> {
    let gone = || OpError::Gone { what, id: id.to_string() };
    list.iter().position(|x| name(x) == id).ok_or_else(gone)
}

fn put<T, I: PartialEq + ToString>(
    list: &mut Vec<T>,
    what: &'static str,
    old: Option<I>,
    new: T,
    name: impl Fn(&T) -> &I,
) -> Result<(), OpError> {
    if name(&new).to_string().trim().is_empty() {
        return Err(OpError::NoName { what });
    }
    let place = old.as_ref().map(|id| seat(list, what, id, &name)).transpose()?;
    let taken = list.iter().enumerate().any(|(n, x)| Some(n) != place && name(x) == name(&new));
    if taken {
        return Err(OpError::Taken { what, id: name(&new).to_string() });
    }
    match place.and_then(|n| list.get_mut(n)) {
        Some(x) => *x = new,
        None => list.push(new),
    }
    Ok(())
}

fn take<T, I: PartialEq + ToString>(
    list: &mut Vec<T>,
    what: &'static str,
    id: &I,
    name: impl Fn(&T) -> &I,
) -> Result<(), OpError> {
    let n = seat(list, what, id, name)?;
    list.remove(n);
    Ok(())
}
