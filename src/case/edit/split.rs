//! Making two events of one.

use super::claims::find;
use super::{Edit, Op, OpError, free_event_id};
use crate::case::{Case, EventId, FactRef, SourceRef};
use crate::date::When;

/// What becomes of a list when an event is split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Divide {
    /// Both halves have all of it.
    #[default]
    Copy,
    /// The second half has what stands in these seats, counted from 0, and the first has the rest.
    Move(Vec<usize>),
}

impl Divide {
    /// What the first and what the second half has.
    fn of<T: Clone>(&self, list: &[T]) -> (Vec<T>, Vec<T>) {
        let Self::Move(seats) = self else { return (list.to_vec(), list.to_vec()) };
        let second = |(n, _): &(usize, &T)| seats.contains(n);
        let (there, here): (Vec<_>, Vec<_>) = list.iter().enumerate().partition(second);
        let own = |part: Vec<(usize, &T)>| part.into_iter().map(|(_, x)| x.clone()).collect();
        (own(here), own(there))
    }
}

/// How an event is split.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Split {
    /// What the second half is called.
    pub title: String,
    /// When the first half was.
    pub first: Option<When>,
    /// When the second half was.
    pub second: Option<When>,
    /// Which half states which facts. Copied facts may start a limit twice.
    pub facts: Divide,
    /// Which half rests on which sources.
    pub sources: Divide,
    /// What happened in the second half, in words; the first keeps the words of the whole.
    pub description: Option<String>,
}

/// Makes two events of one. The first half keeps name, claims and references; the second follows it in the
/// list, has a name of its own, and stands in the same lane at the same place with the same actors.
///
/// What is marked for redaction or left out of it is so in both halves: a split discloses nothing.
///
/// # Errors
/// [`OpError::Gone`] where there is no such event.
pub fn split(case: &Case, id: &EventId, how: &Split) -> Result<Edit, OpError> {
    let whole = find(case, id)?;
    let at = case.events.iter().position(|e| e.id == *id).unwrap_or(case.events.len());
    let (first_facts, second_facts): (Vec<FactRef>, _) = how.facts.of(&whole.facts);
    let (first_sources, second_sources): (Vec<SourceRef>, _) = how.sources.of(&whole.sources);
    let mut first = whole.clone();
    (first.facts, first.sources, first.when) = (first_facts, first_sources, how.first.clone());
    let mut second = whole.clone();
    (second.facts, second.sources) = (second_facts, second_sources);
    second.id = free_event_id(case);
    second.title.clone_from(&how.title);
    second.when.clone_from(&how.second);
    second.description.clone_from(&how.description);
    (second.claims, second.note, second.after) = (Vec::new(), None, None);
    (second.document_date, second.publication_date) = (None, None);
    second.extra = crate::case::Extra::new();
    let label = format!("Split “{}”", whole.title);
    let hidden = case.redactions.iter().any(|p| p.drop.events.contains(id));
    let mut ops = vec![
        Op::Event(Some(id.clone()), Box::new(first)),
        Op::EventAt(at + 1, Box::new(second.clone())),
    ];
    if hidden {
        let mut profiles = case.redactions.clone();
        for profile in profiles.iter_mut().filter(|p| p.drop.events.contains(id)) {
            profile.drop.events.push(second.id.clone());
        }
        ops.push(Op::Redactions(profiles));
    }
    Ok(Edit { label, ops, ..Edit::default() })
}
