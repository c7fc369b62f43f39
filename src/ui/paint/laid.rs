//! Lines of text as egui lays them out, kept from frame to frame.
//!
//! egui keeps them too, but to ask it for one it must be given the words, the font and the colour as a new job, which
//! costs several times what painting the line does, and a frame has hundreds of lines.

use crate::scene::kept::Kept;
use crate::scene::{Weight, fonts};
use crate::ui::theme;
use egui::{Color32, Context, FontId, Galley, Id, Painter};
use std::sync::Arc;

/// Texts that are kept in each of two generations: many screens full.
const MOST: usize = 4_096;

/// A part of a line that is set in one font.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// From the left end of the line, in points.
    pub x: f32,
    /// From its top edge down to the base line.
    pub base: f32,
    /// Its letters.
    pub galley: Arc<Galley>,
}

/// Size (its bits), weight and colour.
type Look = (u32, Weight, Color32);

/// The lines of one window.
#[derive(Clone)]
struct Lines {
    /// The pass in which they were last known to be good.
    pass: u64,
    /// A line that is laid out in every pass. egui lets all lines go when it makes its letters anew, at another scale
    /// or where they have no room; then this one is another than before.
    mark: Option<Arc<Galley>>,
    kept: Arc<egui::mutex::Mutex<Kept<Look, Arc<[Piece]>>>>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            pass: u64::MAX,
            mark: None,
            kept: Arc::new(egui::mutex::Mutex::new(Kept::new(MOST))),
        }
    }
}

/// The parts of a line from the left.
pub(super) fn pieces(
    painter: &Painter,
    text: &str,
    size: f32,
    weight: Weight,
    color: Color32,
) -> Arc<[Piece]> {
    let lines = lines(painter.ctx());
    let look = (size.to_bits(), weight, color);
    if let Some(known) = lines.lock().get(text, &look) {
        return known;
    }
    let mut x = 0.0;
    let piece = |run: fonts::Run| {
        let font = FontId::new(size, theme::family(run.face, weight));
        let galley = painter.layout_no_wrap(run.galley, font, color);
        // Runs of different fonts share a base line, not a top edge.
        let first = galley.rows.first();
        let base = first.and_then(|row| Some(row.pos.y + row.row.glyphs.first()?.pos.y));
        let left = x;
        x += galley.size().x;
        Piece { x: left, base: base.unwrap_or(0.0), galley }
    };
    let pieces: Arc<[Piece]> = fonts::runs(text).into_iter().map(piece).collect();
    lines.lock().keep(text, look, Arc::clone(&pieces));
    pieces
}

/// The lines of the window that is drawn.
fn lines(context: &Context) -> Arc<egui::mutex::Mutex<Kept<Look, Arc<[Piece]>>>> {
    let id = Id::unique("laid-lines").with(context.viewport_id());
    let pass = context.cumulative_pass_nr();
    let known = context.data(|d| d.get_temp::<Lines>(id));
    if let Some(known) = known.as_ref().filter(|lines| lines.pass == pass) {
        return Arc::clone(&known.kept);
    }
    let font = FontId::new(12.0, theme::family(fonts::Face::Latin, Weight::Regular));
    let mark = context.fonts_mut(|f| f.layout_no_wrap("—".to_owned(), font, Color32::PLACEHOLDER));
    let same = |lines: &Lines| lines.mark.as_ref().is_some_and(|m| Arc::ptr_eq(m, &mark));
    let kept = known.filter(same).unwrap_or_default().kept;
    let lines = Lines { pass, mark: Some(mark), kept: Arc::clone(&kept) };
    context.data_mut(|d| d.insert_temp(id, lines));
    kept
}
