//! Patterns over bars, so that parts are told apart without colour.

use egui::{Color32, Painter, Rect, Stroke, pos2};

/// Points from one line of a pattern to the next.
const STEP: f32 = 5.0;

/// How many patterns there are before they start again.
#[cfg(test)]
const PATTERNS: usize = 4;

/// Paints the pattern of part `n` over a bar: none, rising lines, level lines, falling lines, and again.
pub(super) fn pattern(painter: &Painter, rect: Rect, n: usize, color: Color32) {
    if rect.width() < 2.0 || rect.height() < 2.0 {
        return;
    }
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let line = Stroke::new(1.0, color);
    let slanted = |way: f32| {
        // A bar is never longer than a window, so there are a few hundred lines at most.
        let mut x = rect.left() - rect.height();
        while x < rect.right() + rect.height() {
            let (low, high) = (pos2(x, rect.bottom()), pos2(x + rect.height() * way, rect.top()));
            painter.line_segment([low, high], line);
            x += STEP;
        }
    };
    match n % 4 {
        1 => slanted(1.0),
        2 => {
            let mut y = rect.bottom() - STEP / 2.0;
            while y > rect.top() {
                painter.hline(rect.x_range(), y, line);
                y -= STEP;
            }
        }
        3 => slanted(-1.0),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_patterns_as_said() {
        let count = |n: usize| {
            let context = egui::Context::default();
            let mut shapes = 0;
            let output = context.run_ui(egui::RawInput::default(), |ui| {
                let rect = Rect::from_min_size(pos2(10.0, 10.0), egui::vec2(20.0, 40.0));
                pattern(ui.painter(), rect, n, Color32::BLACK);
            });
            shapes += output.shapes.len();
            shapes
        };
        assert_eq!(count(0), count(PATTERNS));
        assert!((1..PATTERNS).all(|n| count(n) > count(0)));
    }
}
