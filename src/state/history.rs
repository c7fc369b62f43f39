//! Back and forward through the stretches of time that were shown.

use crate::date::Window;

/// How many steps back are kept; more than anybody retraces.
const KEPT: usize = 64;

/// A pause of this many seconds between two movements makes them two steps back, not one.
const PAUSE: f64 = 0.8;

/// Windows that were left, and windows that were come back from. `None` stands for the opening view.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    back: Vec<Option<Window>>,
    forward: Vec<Option<Window>>,
    moved_at: Option<f64>,
}

impl History {
    /// Notes that `from` was left at `now` (seconds, of any clock that only runs forward).
    ///
    /// A gesture is many small movements; only the place where it began is kept.
    pub fn leave(&mut self, from: Option<Window>, gesture: bool, now: f64) {
        let one_gesture = gesture && self.moved_at.is_some_and(|t| now - t < PAUSE);
        self.moved_at = gesture.then_some(now);
        self.forward.clear();
        if one_gesture {
            return;
        }
        self.back.push(from);
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The window before this one.
    pub fn back(&mut self, from: Option<Window>) -> Option<Option<Window>> {
        let to = self.back.pop()?;
        self.forward.push(from);
        self.moved_at = None;
        Some(to)
    }

    /// The window that was come back from.
    pub fn forward(&mut self, from: Option<Window>) -> Option<Option<Window>> {
        let to = self.forward.pop()?;
        self.back.push(from);
        self.moved_at = None;
        Some(to)
    }

    /// True where there is a window to go back to.
    #[must_use]
    pub const fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// True where there is a window to go forward to.
    #[must_use]
    pub const fn has_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Instant;

    fn window(n: i64) -> Option<Window> {
        Some(Window::new(Instant::from_timestamp(n), Instant::from_timestamp(n + 1000)))
    }

    #[test]
    fn one_gesture_is_one_step_back() {
        let mut h = History::default();
        h.leave(window(0), true, 10.0);
        h.leave(window(1), true, 10.1);
        h.leave(window(2), true, 10.2);
        assert_eq!(h.back(window(3)), Some(window(0)));
        assert!(!h.has_back());
        assert_eq!(h.forward(window(0)), Some(window(3)));
    }

    #[test]
    fn a_pause_makes_two_steps() {
        let mut h = History::default();
        h.leave(None, true, 0.0);
        h.leave(window(1), true, 5.0);
        assert_eq!(h.back(window(2)), Some(window(1)));
        assert_eq!(h.back(window(1)), Some(None));
        assert_eq!(h.back(None), None);
    }

    #[test]
    fn a_new_movement_forgets_the_way_forward() {
        let mut h = History::default();
        h.leave(window(0), false, 0.0);
        assert!(h.back(window(1)).is_some());
        h.leave(window(0), false, 1.0);
        assert!(!h.has_forward());
    }
}
