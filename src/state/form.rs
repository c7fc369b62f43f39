//! The editor: which part of the case is open in it, and what was typed that the case does not have yet.

use super::ViewState;
use crate::case::{
    Case, Claim, ClaimId, Event, EventId, FixedLimit, Lane, LaneId, LimitId, Source, SourceId,
    State, StateId, Tag,
};
use crate::law::Deadline;
use std::collections::BTreeMap;

/// What is open in the editor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// What is edited; `None` while the editor is closed.
    pub subject: Option<Editing>,
    /// Words of fields that the case does not have, by the name of the field: they could not be understood
    /// yet, or are being typed. They outlive the closing of the editor, so that nothing typed is lost.
    pub texts: BTreeMap<String, String>,
    /// A new thing, until it is added.
    pub draft: Option<Draft>,
    /// The mark that was selected when the editor was last drawn: it follows another one.
    pub seen: Option<Tag>,
}

/// Something new, as far as it was filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// An event.
    Event(Box<Event>),
    /// A claim about an event.
    Claim(EventId, Box<Claim>),
    /// A lane.
    Lane(Box<Lane>),
    /// A state over time.
    State(Box<State>),
    /// A limit fixed by an order.
    Limit(Box<FixedLimit>),
    /// A source.
    Source(Box<Source>),
}

/// A thing that can be edited. `None` inside stands for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editing {
    /// An event with its claims.
    Event(Option<EventId>),
    /// A claim about an event.
    Claim(EventId, Option<ClaimId>),
    /// A source with its provenance.
    Source(Option<SourceId>),
    /// A lane.
    Lane(Option<LaneId>),
    /// A state over time.
    State(Option<StateId>),
    /// A limit fixed by an order.
    Limit(Option<LimitId>),
    /// Which rules the case lists.
    Rules,
    /// Title, zone, as-of date: the case as a whole.
    Case,
    /// All selected events at once.
    Bulk,
    /// The log of changes.
    Log,
}

impl Form {
    /// The editor with something else open in it; what was typed elsewhere is kept.
    #[must_use]
    pub fn with(&self, subject: Option<Editing>) -> Self {
        Self { subject, ..self.clone() }
    }
}

impl Editing {
    /// What of the selection can be edited: several events at once, or the one thing that is selected.
    #[must_use]
    pub fn selected(view: &ViewState, case: &Case, deadlines: &[Deadline]) -> Option<Self> {
        if view.selected_events().len() > 1 {
            return Some(Self::Bulk);
        }
        Self::of(view.selection.as_ref()?, case, deadlines)
    }

    /// What of the record stands behind a mark; `None` where it cannot be edited, such as a limit that a
    /// rule gives.
    #[must_use]
    pub fn of(tag: &Tag, case: &Case, deadlines: &[Deadline]) -> Option<Self> {
        match tag {
            Tag::Event(id) => case.event(id).map(|e| Self::Event(Some(e.id.clone()))),
            Tag::Claim(id, claim) => {
                let known = case.event(id)?.claims.iter().any(|c| &c.id == claim);
                known.then(|| Self::Claim(id.clone(), Some(claim.clone())))
            }
            Tag::Limit(key) => {
                let rule = &deadlines.iter().find(|d| &d.key == key)?.rule;
                let limit = case.fixed_limits.iter().find(|l| l.id.as_str() == rule.as_str())?;
                Some(Self::Limit(Some(limit.id.clone())))
            }
            Tag::State(id) => {
                let known = case.states.iter().any(|s| &s.id == id);
                known.then(|| Self::State(Some(id.clone())))
            }
            Tag::Lane(id) => case.lane(id).map(|l| Self::Lane(Some(l.id.clone()))),
            Tag::Fold(_) | Tag::AsOf | Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => None,
        }
    }

    /// A name for its fields: `event:E12`.
    #[must_use]
    pub fn key(&self) -> String {
        fn id<T: ToString>(id: Option<&T>) -> String {
            id.map_or_else(|| "+".to_owned(), ToString::to_string)
        }
        match self {
            Self::Event(e) => format!("event:{}", id(e.as_ref())),
            Self::Claim(e, c) => format!("claim:{e}:{}", id(c.as_ref())),
            Self::Source(s) => format!("source:{}", id(s.as_ref())),
            Self::Lane(l) => format!("lane:{}", id(l.as_ref())),
            Self::State(s) => format!("state:{}", id(s.as_ref())),
            Self::Limit(l) => format!("limit:{}", id(l.as_ref())),
            Self::Rules => "rules".to_owned(),
            Self::Case => "case".to_owned(),
            Self::Bulk => "bulk".to_owned(),
            Self::Log => "log".to_owned(),
        }
    }
}
