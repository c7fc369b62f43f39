//! What is searched for, which hit is looked at, and the views that were given a name.

mod terms;
mod views;

pub use self::terms::{Term, excluding, including, terms, toggled, without, without_group};
pub use self::views::{
    SeenAs, delete_view, free_view_id, keep_view, rename_view, saved, update_view,
};

use super::ViewState;
use crate::case::{Case, Tag, ViewId};
use crate::filter::{Found, Shown};
use crate::law::Deadline;

/// The query line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The query, as it stands in the line.
    pub text: String,
    /// True to show only what is found; else what is found is marked.
    pub only: bool,
    /// The hit that was stepped to last, from 0.
    pub at: Option<usize>,
    /// True while the line wants the keyboard.
    pub wants_focus: bool,
    /// The name that is asked for, to keep a view or to rename one.
    pub naming: Option<Naming>,
}

/// The name of a view while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// What stands in the field.
    pub text: String,
    /// The view that gets another name; `None` for the view that is kept anew.
    pub of: Option<ViewId>,
}

/// Something that is found: a place in the list of events, or in that of deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// An event.
    Event(usize),
    /// A limit.
    Limit(usize),
}

/// What is found and shown, in the order in which it is stepped through: events by time, then limits.
#[must_use]
pub fn steps(found: &Found, shown: &Shown, deadlines: &[Deadline]) -> Vec<Hit> {
    // Both lists of what is shown are in the order of the case.
    let events = found.events.iter().filter(|n| shown.events.binary_search(n).is_ok());
    let limits = found.limits.iter().filter(|n| shown.deadlines.binary_search(n).is_ok());
    let limits = limits.filter(|n| deadlines.get(**n).is_some());
    events.map(|n| Hit::Event(*n)).chain(limits.map(|n| Hit::Limit(*n))).collect()
}

/// The mark of a hit.
#[must_use]
pub fn tag(hit: Hit, case: &Case, deadlines: &[Deadline]) -> Option<Tag> {
    match hit {
        Hit::Event(n) => case.events.get(n).map(|e| Tag::Event(e.id.clone())),
        Hit::Limit(n) => deadlines.get(n).map(|d| Tag::Limit(d.key.clone())),
    }
}

/// Which of the hits is looked at: the selected one, which need not be the one stepped to last.
#[must_use]
pub fn place(
    steps: &[Hit],
    view: &ViewState,
    case: &Case,
    deadlines: &[Deadline],
) -> Option<usize> {
    let selected = view.selection.as_ref()?;
    let is = |hit: &Hit| match (hit, selected) {
        (Hit::Event(n), Tag::Event(id)) => case.events.get(*n).is_some_and(|e| &e.id == id),
        (Hit::Limit(n), Tag::Limit(key)) => deadlines.get(*n).is_some_and(|d| &d.key == key),
        _ => false,
    };
    view.search.at.filter(|at| steps.get(*at).is_some_and(is)).or_else(|| steps.iter().position(is))
}
