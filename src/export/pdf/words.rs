//! Text: glyphs placed by the shaper, each with the letters that it stands for.

use std::collections::BTreeSet;
use std::ops::Range;

use krilla::geom::Point as Place;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::scene::fonts::{self, FONTS, Run};
use crate::scene::measure::{Glyph, glyphs};
use crate::scene::{Measure, Point, Text, Weight};

/// The bundled fonts as the writer of PDF knows them, each read when it is first used.
#[derive(Default)]
pub(super) struct Fonts {
    read: [Option<Font>; FONTS.len()],
    /// Fonts whose space stands for missing letters.
    spaces: [bool; FONTS.len()],
    measure: Measure,
}

/// A stretch of one run that is drawn in one go.
pub(super) struct Piece {
    /// Left end of its base line.
    pub(super) at: Point,
    /// What it stands for, in logical order.
    pub(super) text: String,
    /// Width in points.
    pub(super) width: f32,
    /// The font and its glyphs.
    pub(super) drawn: Option<(Font, Vec<KrillaGlyph>)>,
    /// Widths in points of the boxes to draw for letters that no font has: PDF/UA forbids the box of a font.
    pub(super) boxes: Vec<f32>,
}

impl Fonts {
    /// The file at `index` of [`FONTS`].
    fn font(&mut self, index: usize) -> Option<Font> {
        let slot = self.read.get_mut(index)?;
        if slot.is_none() {
            *slot = Font::new(FONTS.get(index)?.bytes.into(), 0);
        }
        slot.clone()
    }

    /// True the first time that a space of the font of `run` stands for a letter that it lacks.
    fn is_first_space(&mut self, run: &Run, weight: Weight) -> bool {
        let used = self.spaces.get_mut(fonts::index(run.face, weight));
        used.is_some_and(|used| !std::mem::replace(used, true))
    }

    /// A line of text as pieces in the order in which they are read.
    ///
    /// A file tells no order but the one in which it draws; a reader that ignores where
    /// things stand still gets the words of an Arabic line right.
    pub(super) fn pieces(&mut self, text: &Text) -> Vec<Piece> {
        let mut runs = self.measure.place(&text.text, text.size, text.weight);
        runs.sort_by_key(|placed| placed.run.start);
        let mut pieces = Vec::new();
        for placed in runs {
            let font = self.font(fonts::index(placed.run.face, text.weight));
            let mut x = text.at.x + placed.x;
            let mut run = Vec::new();
            for (missing, part) in parts(glyphs(&placed.run, text.weight)) {
                let advances: Vec<f32> = part.iter().map(|g| g.advance * text.size).collect();
                let letters = letters(&part);
                let at = Point { x, y: text.at.y };
                x += advances.iter().sum::<f32>();
                let (mut words, drawn) = (String::new(), font.clone());
                if missing && self.is_first_space(&placed.run, text.weight) {
                    words.push(' ');
                }
                let glyphs = if missing {
                    blanks(&placed.run, text.weight, &part, words.len())
                } else {
                    moved(&part, letters.start)
                };
                words += placed.run.text.get(letters).unwrap_or_default();
                let drawn = drawn.map(|font| (font, glyphs));
                let boxes = if missing { advances } else { Vec::new() };
                run.push(Piece { at, text: words, width: x - at.x, drawn, boxes });
            }
            if placed.run.rtl {
                run.reverse();
            }
            pieces.append(&mut run);
        }
        pieces
    }
}

/// Glyphs in stretches that the font has, and stretches that it lacks, which are true.
fn parts(glyphs: Vec<Glyph>) -> Vec<(bool, Vec<Glyph>)> {
    // A letter with a missing accent is missing as a whole: its glyphs share their letters.
    let lacking: BTreeSet<usize> =
        glyphs.iter().filter(|glyph| glyph.id == 0).map(|glyph| glyph.text.start).collect();
    let mut parts: Vec<(bool, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        let missing = lacking.contains(&glyph.text.start);
        match parts.last_mut() {
            Some((same, part)) if *same == missing => part.push(glyph),
            _ => parts.push((missing, vec![glyph])),
        }
    }
    parts
}

/// The letters that some glyphs stand for, in bytes of their run.
fn letters(glyphs: &[Glyph]) -> Range<usize> {
    let start = glyphs.iter().map(|glyph| glyph.text.start).min().unwrap_or(0);
    start..glyphs.iter().map(|glyph| glyph.text.end).max().unwrap_or(0).max(start)
}

/// Glyphs as the writer of PDF takes them, with letters counted from `start`.
fn moved(glyphs: &[Glyph], start: usize) -> Vec<KrillaGlyph> {
    let moved = |glyph: &Glyph| {
        let letters = glyph.text.start.saturating_sub(start)..glyph.text.end.saturating_sub(start);
        let id = GlyphId::new(glyph.id);
        KrillaGlyph::new(id, glyph.advance, glyph.right, glyph.up, 0.0, letters, None)
    };
    glyphs.iter().map(moved).collect()
}

/// A space as wide as each of `missing`, and standing for its letters, from byte `start` of the text on.
///
/// Readers of the file look for letters only where there are glyphs. A first space
/// that stands for itself is put in front where `start` is not 0: the file keeps
/// one meaning of a glyph, the first, and marks every other where it occurs.
fn blanks(run: &Run, weight: Weight, missing: &[Glyph], start: usize) -> Vec<KrillaGlyph> {
    let Some(id) = space(run, weight) else {
        return Vec::new();
    };
    let blank = |advance, letters| KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, letters, None);
    let first = (start > 0).then(|| blank(0.0, 0..start));
    let from = letters(missing).start;
    let moved = |at: usize| at.saturating_sub(from) + start;
    let rest = missing.iter().map(|g| blank(g.advance, moved(g.text.start)..moved(g.text.end)));
    first.into_iter().chain(rest).collect()
}

/// The space in the font of `run`.
fn space(run: &Run, weight: Weight) -> Option<GlyphId> {
    let space = Run { text: " ".to_owned(), ..run.clone() };
    glyphs(&space, weight).first().map(|glyph| glyph.id).filter(|id| *id != 0).map(GlyphId::new)
}

/// A place for the writer of PDF.
pub(super) fn place(at: Point) -> Place {
    Place::from_xy(at.x, at.y)
}
