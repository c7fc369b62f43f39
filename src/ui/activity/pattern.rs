//! Patterns over bars, so that parts are told apart without colour.

use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2};

/// Points from one line of a pattern to the next.
const STEP: f32 = 5.0;

/// How many patterns there are before they start again.
const PATTERNS: usize = 4;

/// Paints the pattern of part `n` over a bar: none, rising lines, level lines, falling lines, and again.
pub(super) fn pattern(painter: &Painter, rect: Rect, n: usize, color: Color32) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    for line in lines(rect, n) {
        painter.line_segment(line, Stroke::new(1.0, color));
    }
}

/// The lines of pattern `n`, some of which end outside the bar; none for a bar too small to show any.
fn lines(rect: Rect, n: usize) -> Vec<[Pos2; 2]> {
    let room = rect.size();
    if !room.is_finite() || room.x < 2.0 || room.y < 2.0 {
        return Vec::new();
    }
    // A bar is never longer than a window, so there are a few hundred lines at most.
    let steps = |length: f32| (0..(length / STEP) as u16).map(|i| f32::from(i) * STEP);
    let slanted = |way: f32| -> Vec<[Pos2; 2]> {
        steps(room.x + 2.0 * room.y)
            .map(|along| {
                let x = rect.left() - room.y + along;
                [pos2(x, rect.bottom()), pos2(x + room.y * way, rect.top())]
            })
            .collect()
    };
    match n % PATTERNS {
        1 => slanted(1.0),
        2 => steps(room.y)
            .map(|up| rect.bottom() - STEP / 2.0 - up)
            .map(|y| [pos2(rect.left(), y), pos2(rect.right(), y)])
            .collect(),
        3 => slanted(-1.0),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_never_have_the_same_pattern_and_a_sliver_has_none() {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), egui::vec2(20.0, 40.0));
        for n in 0..8 {
            assert_ne!(lines(rect, n), lines(rect, n + 1));
        }
        assert_eq!(lines(rect, 1), lines(rect, 1 + PATTERNS));
        assert!(lines(Rect::from_min_size(rect.min, egui::vec2(1.0, 40.0)), 1).is_empty());
        assert!(lines(Rect::NOTHING, 1).is_empty());
    }
}
