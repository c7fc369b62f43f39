//! Stepping through what the query finds, and keeping a view under a name.

use super::Context;
use crate::case::Tag;
use crate::state::layers::searched;
use crate::state::search::{self, Naming};
use crate::state::{Action, Change, Layering, Search};

impl Context<'_> {
    /// The hit so many after the one that is looked at, round and round.
    pub(super) fn next_hit(&self, by: isize) -> Option<Action> {
        let steps = self.steps;
        let view = self.view;
        let row = match view.selection {
            Some(Tag::Row(layer, row)) if view.layers.get(layer).is_some() => Some((layer, row)),
            _ => None,
        };
        let asked = searched(&view.search.text).is_some();
        if asked && (steps.is_empty() || row.is_some()) {
            // Rows are stepped through in the layer that is looked at, else in the first that is drawn.
            let first = || view.layers.list.iter().find(|l| !l.hidden).map(|l| l.number);
            if let Some(layer) = row.map(|(layer, _)| layer).or_else(first) {
                return Some(Layering::Step(layer, row.map(|(_, row)| row), by > 0).into());
            }
        }
        let count = isize::try_from(steps.len()).ok().filter(|n| *n > 0)?;
        let here = search::place(steps, self.view, self.posed, self.deadlines);
        let to = match (here, by) {
            (Some(n), by) => (isize::try_from(n).ok()? + by).rem_euclid(count),
            (None, by) if by < 0 => count - 1,
            (None, _) => 0,
        };
        let at = usize::try_from(to).ok()?;
        let tag: Tag = search::tag(*steps.get(at)?, self.posed, self.deadlines)?;
        Some(Change::Hit(at, tag).into())
    }

    /// Asks for the name under which the view is kept.
    pub(super) fn save_view(&self) -> Action {
        let search = &self.view.search;
        let naming = Some(Naming { text: search.text.trim().to_owned(), of: None });
        Change::Search(Search { naming, ..search.clone() }).into()
    }
}
