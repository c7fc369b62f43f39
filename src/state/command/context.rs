//! What several commands ask of what they look at.

use super::super::order::{self, Place, Way};
use super::super::presentation::{Presenting, StartAt, Subject};
use super::Context;
use crate::case::Tag;
use crate::state::{Action, Change};

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
        let case = &*self.document.case;
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
