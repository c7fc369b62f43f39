//! What commands look at.

use crate::case::Tag;
use crate::filter::Shown;
use crate::law::Deadline;
use crate::state::order::{self, Place, Way};
use crate::state::presentation::{Presenting, StartAt, Subject};
use crate::state::search::Hit;
use crate::state::{Action, Change, Document, ViewState};

/// What a command looks at to know whether and how it can be done.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The open case.
    pub document: &'a Document,
    /// What is shown and how.
    pub view: &'a ViewState,
    /// What passes the filter.
    pub shown: &'a Shown,
    /// All deadlines.
    pub deadlines: &'a [Deadline],
    /// What the query finds and the filter shows, in the order in which it is stepped through.
    pub steps: &'a [Hit],
    /// The case as it is supposed to be, to which `shown` and `steps` refer.
    pub posed: &'a crate::case::Case,
    /// True where files were opened before.
    pub has_recent: bool,
}

impl Context<'_> {
    /// True while a presentation waits for the case to be looked at.
    pub(super) fn exploring(&self) -> bool {
        self.view.presentation.as_ref().is_some_and(|p| p.exploring)
    }

    /// Starts presenting, or goes back to the presentation that waits.
    pub(super) fn present(&self, from: StartAt) -> Action {
        if self.exploring() {
            return Presenting::Return.into();
        }
        Presenting::Start(Subject::Story, from).into()
    }

    /// The mark that lies that way.
    pub(super) fn step(&self, way: Way) -> Option<Action> {
        let case = self.posed;
        let place = Place {
            case,
            shown: self.shown,
            deadlines: self.deadlines,
            selection: self.view.selection.as_ref(),
            window: self.view.window(case),
        };
        order::neighbour(&place, way).map(|tag: Tag| Change::Reveal(tag).into())
    }
}
