//! Easing from one stretch of time to another.

use crate::date::Window;
use egui::{Context, Id};

/// A movement on its way, or done.
#[derive(Debug, Clone, Copy)]
struct Motion {
    from: Window,
    to: Window,
    /// When it began, seconds of egui's frame time.
    began: f64,
    /// How long it takes, seconds; 0 for a jump.
    takes: f64,
}

impl Motion {
    fn at(&self, now: f64) -> Window {
        let part =
            if self.takes > 0.0 { ((now - self.began) / self.takes).clamp(0.0, 1.0) } else { 1.0 };
        if part >= 1.0 {
            return self.to;
        }
        // Fast at first, so that the hand sees at once that it was heard.
        self.from.towards(&self.to, 1.0 - (1.0 - part).powi(3))
    }
}

/// The window to draw in this frame, on the way to `target`. Asks for another frame until it is there.
#[must_use]
pub fn shown(context: &Context, target: Window, eased: bool) -> Window {
    let id = Id::unique("window-motion");
    let now = context.input(|i| i.time);
    let takes = if eased { f64::from(context.global_style().animation_time) } else { 0.0 };
    let resting = Motion { from: target, to: target, began: now, takes: 0.0 };
    let mut motion = context.data(|d| d.get_temp::<Motion>(id)).unwrap_or(resting);
    if motion.to != target {
        motion = Motion { from: motion.at(now), to: target, began: now, takes };
    }
    context.data_mut(|d| d.insert_temp(id, motion));
    let window = motion.at(now);
    if window != target {
        context.request_repaint();
    }
    window
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Instant;

    fn window(a: i64, b: i64) -> Window {
        Window::new(Instant::from_timestamp(a), Instant::from_timestamp(b))
    }

    #[test]
    fn a_movement_ends_exactly_where_it_should() {
        let m = Motion { from: window(0, 1000), to: window(500, 900), began: 2.0, takes: 0.16 };
        assert_eq!(m.at(2.0), window(0, 1000));
        assert_eq!(m.at(2.16), window(500, 900));
        let half = m.at(2.08);
        assert!(half.from_seconds() > 250.0 && half.from_seconds() < 500.0);
    }

    #[test]
    fn without_easing_it_is_there_at_once() {
        let m = Motion { from: window(0, 1000), to: window(500, 900), began: 2.0, takes: 0.0 };
        assert_eq!(m.at(2.0), window(500, 900));
    }
}
