//! Back and forward through what was looked at.

use super::ViewState;
use crate::case::Tag;
use crate::date::{When, Window};
use crate::filter::Filter;

/// How many steps back are kept; more than anybody retraces.
const KEPT: usize = 64;

/// A pause of this many seconds between two movements makes them two steps back, not one.
const PAUSE: f64 = 0.8;

/// What one looks at: which time, which mark, what is searched for and left out, judged on which day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// The stretch of time; `None` stands for the opening view.
    pub window: Option<Window>,
    /// The selected mark.
    pub selection: Option<Tag>,
    /// The query, and whether only what it finds is shown.
    pub query: (String, bool),
    /// What is left out.
    pub filter: Filter,
    /// The date on which the case is judged, where it is not that of the case.
    pub as_of: Option<When>,
}

impl Seen {
    /// What is looked at now.
    #[must_use]
    pub fn of(view: &ViewState) -> Self {
        Self {
            window: view.window,
            selection: view.selection.clone(),
            query: (view.search.text.clone(), view.search.only),
            filter: view.filter.clone(),
            as_of: view.as_of.clone(),
        }
    }

    /// Looks at that again.
    pub fn show(self, view: &mut ViewState) {
        let Self { window, selection, query, filter, as_of } = self;
        view.eased = view.window != window;
        view.window = window;
        if view.selection != selection {
            view.also.clear();
            view.reveal = selection.is_some();
            view.selection = selection;
        }
        if view.search.text != query.0 {
            view.search.at = None;
        }
        (view.search.text, view.search.only) = query;
        (view.filter, view.as_of) = (filter, as_of);
    }
}

/// Movements that follow one another quickly and are one step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// Panning and zooming.
    Window,
    /// Stepping from mark to mark.
    Selection,
    /// Typing a query.
    Query,
    /// Moving the date on which the case is judged.
    AsOf,
}

/// What was left, and what was come back from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    back: Vec<Seen>,
    forward: Vec<Seen>,
    moved: Option<(Gesture, f64)>,
}

impl History {
    /// Notes that `from` was left at `now` (seconds, of any clock that only runs forward).
    ///
    /// A gesture is many small movements; only the place where it began is kept.
    pub fn leave(&mut self, from: Seen, gesture: Option<Gesture>, now: f64) {
        let goes_on = self.moved.is_some_and(|(g, t)| Some(g) == gesture && now - t < PAUSE);
        self.moved = gesture.map(|g| (g, now));
        self.forward.clear();
        if goes_on {
            return;
        }
        self.back.push(from);
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// What was looked at before `here`, or with `back` false what was come back from.
    pub fn go(&mut self, back: bool, here: Seen) -> Option<Seen> {
        let (from, to) = if back {
            (&mut self.back, &mut self.forward)
        } else {
            (&mut self.forward, &mut self.back)
        };
        let seen = from.pop()?;
        to.push(here);
        self.moved = None;
        Some(seen)
    }

    /// True where there is something to go back to.
    #[must_use]
    pub const fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// True where there is something to go forward to.
    #[must_use]
    pub const fn has_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(query: &str) -> Seen {
        Seen { query: (query.to_owned(), false), ..Seen::default() }
    }

    #[test]
    fn one_gesture_is_one_step_back() {
        let mut h = History::default();
        h.leave(seen(""), Some(Gesture::Query), 10.0);
        h.leave(seen("a"), Some(Gesture::Query), 10.1);
        h.leave(seen("ab"), Some(Gesture::Query), 10.2);
        assert_eq!(h.go(true, seen("abc")), Some(seen("")));
        assert!(!h.has_back());
        assert_eq!(h.go(false, seen("")), Some(seen("abc")));
    }

    #[test]
    fn a_pause_or_another_gesture_makes_two_steps() {
        let mut h = History::default();
        h.leave(seen("1"), Some(Gesture::Window), 0.0);
        h.leave(seen("2"), Some(Gesture::Window), 5.0);
        h.leave(seen("3"), Some(Gesture::Selection), 5.1);
        h.leave(seen("4"), None, 5.2);
        h.leave(seen("5"), None, 5.3);
        let mut here = seen("6");
        for n in ["5", "4", "3", "2", "1"] {
            here = h.go(true, here).unwrap();
            assert_eq!(here, seen(n));
        }
        assert_eq!(h.go(true, here), None);
    }

    #[test]
    fn a_new_movement_forgets_the_way_forward() {
        let mut h = History::default();
        h.leave(seen("1"), None, 0.0);
        assert!(h.go(true, seen("2")).is_some());
        h.leave(seen("1"), None, 1.0);
        assert!(!h.has_forward());
    }

    #[test]
    fn going_back_lets_go_of_what_was_selected_since() {
        let mut view = ViewState::default();
        let before = Seen::of(&view);
        view.selection = Some(Tag::Lane("a".into()));
        view.also.insert("E1".into());
        before.show(&mut view);
        assert_eq!(view.selection, None);
        assert!(view.also.is_empty());
    }
}
