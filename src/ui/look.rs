//! Everything that a view may look at.

use super::doubts::Doubted;
use crate::case::{Case, EventId, Fact};
use crate::date::{Instant, Window, Zone};
use crate::filter::delays::Named;
use crate::filter::{FacetCounts, Facets, Found, FoundMarks, QueryError, Shown};
use crate::law::{Answer, Deadline, Library, StateSpan};
use crate::read::Diagnostic;
use crate::scene::{Ink, Measure, Theme};
use crate::state::{Context, Document, Hit, LayerSeen, Notice, OtherCase, ViewState, Work};
use std::path::PathBuf;

/// The program as it stands in this frame.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The open case and where it came from.
    pub document: &'a Document,
    /// The case as it is supposed to be: the facts, where nothing is supposed.
    pub posed: &'a Case,
    /// The same without the cases beside it: what suppositions, checks and exports are about.
    pub own: &'a Case,
    /// The cases that are drawn, the open one first, each with its name and its deadlines on its own dates.
    pub cases: &'a [Named<'a>],
    /// The loaded rules.
    pub library: &'a Library,
    /// What is shown and how.
    pub view: &'a ViewState,
    /// All deadlines at the as-of date.
    pub deadlines: &'a [Deadline],
    /// The same with the facts as the file has them, whatever is supposed.
    pub recorded: &'a [Deadline],
    /// What the panel of doubts and the slider show.
    pub doubted: &'a Doubted,
    /// True where it takes long to count again: then a hand is followed when it rests.
    pub slow: bool,
    /// States over time at the as-of date.
    pub states: &'a [StateSpan],
    /// The sentence that answers the case.
    pub answer: &'a Answer,
    /// What passes the filter.
    pub shown: &'a Shown,
    /// What the query finds, or why it is not understood; `None` where nothing is asked.
    pub hits: Option<Result<&'a Found, &'a QueryError>>,
    /// What of it is shown, in the order in which it is stepped through.
    pub steps: &'a [Hit],
    /// What it finds, by the marks.
    pub found_marks: &'a FoundMarks,
    /// What events are told apart by.
    pub facets: &'a Facets,
    /// How many of them are in view.
    pub counts: &'a FacetCounts,
    /// The moment on which the case is judged.
    pub as_of: Instant,
    /// Today, for the word `today` in the as-of field.
    pub today: Instant,
    /// Colours.
    pub theme: &'a Theme,
    /// Widths.
    pub measure: &'a Measure,
    /// Files that were open before, the last one first.
    pub recent: &'a [PathBuf],
    /// What was just done, for the status bar.
    pub notice: Option<&'a Notice>,
    /// Other cases beside the open one.
    pub others: &'a [OtherCase],
    /// Facts by which they can be aligned.
    pub common: &'a [Fact],
    /// What has to be said of the cases that stand together.
    pub together: &'a [String],
    /// Layers of bulk events, from the top.
    pub layers: &'a [LayerSeen],
    /// Rows of them that did not load, the first of each.
    pub row_problems: &'a [Diagnostic],
    /// What is being done, and can be stopped.
    pub work: Option<&'a Work>,
}

impl<'a> Look<'a> {
    /// The case as it is shown: with what is supposed. Editors change [`Self::record`].
    #[must_use]
    pub const fn case(&self) -> &'a Case {
        self.posed
    }

    /// The case as the file has it.
    #[must_use]
    pub fn record(&self) -> &'a Case {
        &self.document.case
    }

    /// True for an event of a case that stands beside the open one: it can be looked at, and nothing more.
    #[must_use]
    pub fn is_beside(&self, id: &EventId) -> bool {
        !self.others.is_empty() && self.own.event(id).is_none() && self.posed.event(id).is_some()
    }

    /// The zone of the case.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.case().zone()
    }

    /// The stretch of time shown, or on its way to be shown.
    #[must_use]
    pub fn window(&self) -> Window {
        self.view.window(self.case())
    }

    /// What commands look at.
    #[must_use]
    pub fn context(&self) -> Context<'a> {
        Context {
            document: self.document,
            view: self.view,
            shown: self.shown,
            deadlines: self.deadlines,
            steps: self.steps,
            posed: self.posed,
            has_recent: !self.recent.is_empty(),
        }
    }

    /// The ink of a lane, by its place in the case file.
    #[must_use]
    pub fn lane_ink(&self, id: &crate::case::LaneId) -> Ink {
        let place = self.case().lanes.iter().position(|l| &l.id == id).unwrap_or(0);
        // Only the remainder counts, so a case with more lanes than a byte holds starts again.
        Ink::Lane((place % usize::from(crate::scene::ink::LANE_INKS)) as u8)
    }
}
