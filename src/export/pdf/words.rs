//! Text: glyphs placed by the shaper, each with the letters that it stands for.

use std::collections::BTreeSet;
use std::ops::Range;

use krilla::geom::Point as Place;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::scene::fonts::{self, FONTS};
use crate::scene::measure::{Glyph, glyphs};
use crate::scene::{Measure, Point, Text};

/// The bundled fonts as the writer of PDF knows them, each read when it is first used.
#[derive(Default)]
pub(super) struct Fonts {
    read: [Option<Font>; FONTS.len()],
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
    /// How it is drawn.
    pub(super) drawn: Drawn,
}

/// How a piece is drawn.
pub(super) enum Drawn {
    /// With glyphs of a font.
    Glyphs(Font, Vec<KrillaGlyph>),
    /// With a box for each letter that no font has, by width in points: PDF/UA forbids the box of the font.
    Boxes(Vec<f32>),
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
                let drawn = match font.clone().filter(|_| !missing) {
                    Some(font) => Drawn::Glyphs(font, moved(&part, letters.start)),
                    None => Drawn::Boxes(advances),
                };
                let words = placed.run.text.get(letters).unwrap_or_default().to_owned();
                run.push(Piece { at, text: words, width: x - at.x, drawn });
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

/// A place for the writer of PDF.
pub(super) fn place(at: Point) -> Place {
    Place::from_xy(at.x, at.y)
}
