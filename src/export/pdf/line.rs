//! Sets a line of text on the page.

use krilla::paint::{Fill as Inside, Stroke as Outline};

use super::pen::Pen;
use super::structure::Role;
use super::words::{Piece, place};
use super::{LONGEST, cut, paint};
use crate::scene::{Point, Rect, Text};

/// The least size of letters, in points.
const LEAST: f32 = 0.01;

impl Pen<'_, '_> {
    /// One line, where some of it is seen: words that nobody sees do not belong in the file.
    pub(super) fn text(&mut self, text: &Text, role: Role) {
        let known = [text.at.x, text.at.y, text.size].iter().all(|n| n.is_finite());
        // Letters larger than any page, or smaller than any eye sees, show nothing that could be read.
        if !known || !(LEAST..=LONGEST).contains(&text.size) {
            return;
        }
        let Some(fill) = paint::plain(self.theme, text.ink, text.alpha) else {
            return;
        };
        let pieces = self.fonts.pieces(text);
        let words: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        self.content.say(role, &words);
        for piece in pieces {
            let stretch = Text { at: piece.at, width: piece.width, ..text.clone() };
            if !cut::touches(stretch.bounds(), self.seen) {
                continue;
            }
            self.piece(piece, text.size, &fill, role);
        }
    }

    /// A stretch of a line.
    fn piece(&mut self, piece: Piece, size: f32, fill: &Inside, role: Role) {
        self.turn_to(role);
        self.boxes(piece.at, &piece.boxes, size, fill);
        if let Some((font, glyphs)) = piece.drawn {
            self.surface.set_fill(Some(fill.clone()));
            self.surface.set_stroke(None);
            self.surface.draw_glyphs(place(piece.at), &glyphs, font, &piece.text, size, false);
        }
    }

    /// A box for each letter that no font has.
    fn boxes(&mut self, at: Point, widths: &[f32], size: f32, fill: &Inside) {
        let line = size * 0.06;
        let mut x = at.x;
        for width in widths {
            let (left, right) = (x + width * 0.1, x + width * 0.9);
            let rect = Rect::from_edges(left, at.y - size * 0.7, right, at.y);
            let (paint, opacity) = (fill.paint.clone(), fill.opacity);
            let outline = Outline { paint, opacity, width: line, ..Outline::default() };
            self.put(paint::rectangle(rect, 0.0), None, Some(outline));
            x += width;
        }
    }
}
