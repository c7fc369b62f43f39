//! Widths of text, from the shaper that the window and the exports use as well.
//!
//! The layout asks here once and writes the answer into the scene; nothing after
//! it measures text again. Widths are those of unhinted advances, so they do not
//! depend on zoom or on the resolution of the screen.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use harfrust::{GlyphInfo, GlyphPosition};

mod cut;
mod letters;
mod shaping;
mod words;

pub(crate) use shaping::shaped;

use self::cut::{cluster_ends, partition};
use super::Weight;
use super::fonts::{self, Run};
use super::kept::Kept;

/// Texts of which widths are kept, half of them in each generation: many screens full of labels, about 4 MB.
const KEPT: usize = 32_768;

/// Texts of which shortened lines are kept: they cost several measurements each, and a view that is moved asks for the
/// same ones in every frame.
const KEPT_SHORT: usize = 8_192;

/// Texts of which lines are kept: a panel asks for all of its paragraphs in every frame.
const KEPT_WRAPPED: usize = 2_048;

/// By how much of its size a line can be wider or narrower than its words and their spaces: kerning and contextual
/// forms that reach over a space, or a space of another font. The true numbers are a tenth of it.
const AT_A_SPACE: f32 = 0.25;

/// Tells how wide a line of text is. Cheap to clone; clones share what they have measured.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    widths: Arc<Mutex<Widths>>,
}

/// A run and where it stands in its line.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The run.
    pub run: Run,
    /// Its left end, in points from the left end of the line.
    pub x: f32,
    /// Its width in points.
    pub width: f32,
}

/// One drawing of a font file, placed by the shaper; all lengths for text of 1 point.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its number in the font file; 0 where the font has none for the letter.
    pub id: u32,
    /// The letters that it draws, in bytes of its run. Glyphs of one letter share them.
    pub text: Range<usize>,
    /// From here to the next glyph.
    pub advance: f32,
    /// How far right of its place it is drawn.
    pub right: f32,
    /// How far above the base line it is drawn.
    pub up: f32,
}

/// A line of a paragraph, and how wide it is in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Its width.
    pub width: f32,
}

/// How a text that may be too wide is set: its weight, and the bits of its size and of the width that it may have.
type Set = (Weight, u32, u32);

/// What was measured.
#[derive(Debug)]
struct Widths {
    /// Widths at size 1.
    em: Kept<Weight, f32>,
    /// Widths of words with other signs than letters in them, in units of the font.
    words: Kept<Weight, i32>,
    /// What was left of lines that were too wide.
    short: Kept<Set, (String, f32)>,
    /// Paragraphs in lines.
    wrapped: Kept<Set, Arc<[Line]>>,
}

impl Default for Widths {
    fn default() -> Self {
        Self {
            em: Kept::new(KEPT / 2),
            words: Kept::new(KEPT / 2),
            short: Kept::new(KEPT_SHORT),
            wrapped: Kept::new(KEPT_WRAPPED),
        }
    }
}

impl Measure {
    /// A measure over the bundled fonts, with nothing kept yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Width in points of `text` on one line, at `size` points.
    ///
    /// Zero for an empty text and for a size that is not a positive number.
    #[must_use]
    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        if text.is_empty() || !is_size(size) {
            return 0.0;
        }
        if let Some(em) = self.kept().em.get(text, &weight) {
            return em * size;
        }
        let summed = self.summed(text, weight);
        let em = summed.unwrap_or_else(|| em_width(text, weight));
        // A word of a plain line is kept as a word.
        if summed.is_none() || text.contains(' ') {
            self.kept().em.keep(text, weight, em);
        }
        em * size
    }

    /// Width at size 1 of a line that was not met before, though its words may have been; `None` where it is not plain.
    fn summed(&self, text: &str, weight: Weight) -> Option<f32> {
        let units = words::sum(text, |word| self.word_units(word, weight))?;
        Some(units as f32 / shaping::latin_em(weight)?)
    }

    /// Width of a word of plain Latin text, in units of the font.
    fn word_units(&self, word: &str, weight: Weight) -> Option<i32> {
        if let Some(units) = shaping::letters_units(word, weight) {
            return Some(units);
        }
        if let Some(units) = self.kept().words.get(word, &weight) {
            return Some(units);
        }
        let units = shaping::shaped_units(word, weight)?;
        self.kept().words.keep(word, weight, units);
        Some(units)
    }

    /// What was measured before. No code can panic while it holds the lock, and what is kept is right whenever it is
    /// there.
    fn kept(&self) -> MutexGuard<'_, Widths> {
        self.widths.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The runs of `text` from left to right with their places, for painters that set run by run.
    #[must_use]
    pub fn place(&self, text: &str, size: f32, weight: Weight) -> Vec<Placed> {
        let size = if is_size(size) { size } else { 0.0 };
        let mut x = 0.0;
        let at = |run: Run| {
            let width = run_em_width(&run, weight) * size;
            let left = x;
            x += width;
            Placed { run, x: left, width }
        };
        fonts::runs(text).into_iter().map(at).collect()
    }

    /// `text` cut down with `…` until it fits into `max_width` points, and the width it then has.
    ///
    /// It is cut between words where that costs little, else between letters,
    /// never between a letter and its accent. Where not even `…` fits, the text is empty.
    #[must_use]
    pub fn fit(&self, text: &str, size: f32, weight: Weight, max_width: f32) -> (String, f32) {
        let whole = self.width(text, size, weight);
        if whole <= max_width {
            return (text.to_owned(), whole);
        }
        let set = (weight, size.to_bits(), max_width.to_bits());
        if let Some(known) = self.kept().short.get(text, &set) {
            return known;
        }
        let em = |line: &str| self.summed(line, weight).unwrap_or_else(|| em_width(line, weight));
        let found = cut::shortened_to(text, size, weight, max_width, &em);
        self.kept().short.keep(text, set, found.clone());
        found
    }

    /// `text` in lines of at most `max_width` points.
    ///
    /// Lines end at white space, and inside a word only where the word alone is
    /// too wide. Each line reads in the direction of its paragraph. Line breaks in the text are kept, and so are blank lines. A width too small
    /// for one letter gives one letter a line; an empty text gives no lines.
    #[must_use]
    pub fn wrap(&self, text: &str, size: f32, weight: Weight, max_width: f32) -> Vec<String> {
        self.lines(text, size, weight, max_width).iter().map(|line| line.text.clone()).collect()
    }

    /// As [`Measure::wrap`], with the width of each line, and without copying what is known from the frame before.
    #[must_use]
    pub fn lines(&self, text: &str, size: f32, weight: Weight, max_width: f32) -> Arc<[Line]> {
        let set = (weight, size.to_bits(), max_width.to_bits());
        if let Some(known) = self.kept().wrapped.get(text, &set) {
            return known;
        }
        let measured = |text: String| Line { width: self.width(&text, size, weight), text };
        let lines = self.broken(text, size, weight, max_width).into_iter().map(measured);
        let lines: Arc<[Line]> = lines.collect();
        self.kept().wrapped.keep(text, set, Arc::clone(&lines));
        lines
    }

    fn broken(&self, text: &str, size: f32, weight: Weight, max_width: f32) -> Vec<String> {
        // Lines that are asked for once are asked for again, by the next try of the layout.
        let fits = |line: &str| self.width(line, size, weight) <= max_width;
        let space = self.width(" ", size, weight);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let first = lines.len();
            let mut line = String::new();
            // The width of the line, and by how much it may be another.
            let (mut known, mut doubt) = (0.0, 0.0);
            for word in paragraph.split(is_breaking_space).filter(|w| !w.is_empty()) {
                let own = self.width(word, size, weight);
                if line.is_empty() && own <= max_width {
                    (known, doubt) = (own, 0.0);
                    line.push_str(word);
                    continue;
                }
                let before = line.len();
                if !line.is_empty() {
                    line.push(' ');
                    line.push_str(word);
                    known += space + own;
                    doubt += size * AT_A_SPACE;
                    if (known - max_width).abs() <= doubt {
                        (known, doubt) = (self.width(&line, size, weight), 0.0);
                    }
                    if known <= max_width {
                        continue;
                    }
                    line.truncate(before);
                    lines.push(std::mem::take(&mut line));
                }
                line = split_word(word, &fits, &mut lines);
                (known, doubt) = (self.width(&line, size, weight), 0.0);
            }
            lines.push(line);
            fonts::carry(lines.get_mut(first..).unwrap_or_default());
        }
        lines
    }
}

/// True for a size that text can have.
fn is_size(size: f32) -> bool {
    size.is_finite() && size > 0.0
}

/// Width of `text` at size 1.
fn em_width(text: &str, weight: Weight) -> f32 {
    fonts::runs(text).iter().map(|run| run_em_width(run, weight)).sum()
}

/// The glyphs of `run` from left to right, for exporters that place every glyph themselves.
///
/// Sizes are those of text of 1 point; their advances add up to the width of the run.
#[must_use]
pub fn glyphs(run: &Run, weight: Weight) -> Vec<Glyph> {
    let Some((shaped, em)) = shaped(run, weight) else {
        return Vec::new();
    };
    let infos = shaped.glyph_infos();
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    // Letters from one start to the next were shaped together.
    let end = |start: usize| {
        let next = starts.partition_point(|&s| s <= start);
        starts.get(next).copied().unwrap_or(run.text.len())
    };
    let glyph = |(info, at): (&GlyphInfo, &GlyphPosition)| Glyph {
        id: info.glyph_id,
        text: info.cluster as usize..end(info.cluster as usize),
        advance: at.x_advance as f32 / em,
        right: at.x_offset as f32 / em,
        up: at.y_offset as f32 / em,
    };
    infos.iter().zip(shaped.glyph_positions()).map(glyph).collect()
}

/// Width of one run at size 1.
fn run_em_width(run: &Run, weight: Weight) -> f32 {
    let Some((shaped, em)) = shaped(run, weight) else {
        // The bundled files do parse, as a test checks; half an em a letter is about right.
        return 0.5 * run.text.chars().count() as f32;
    };
    let units: i32 = shaped.glyph_positions().iter().map(|p| p.x_advance).sum();
    units as f32 / em
}

/// White space at which a line may end: not the spaces that hold a number and its unit together.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Puts all but the last piece of a word that is too wide for a line into `lines`, and returns that piece.
fn split_word(word: &str, fits: &impl Fn(&str) -> bool, lines: &mut Vec<String>) -> String {
    let mut rest = word;
    while !fits(rest) {
        let ends = cluster_ends(rest);
        let kept =
            partition(1, ends.len(), |n| ends.get(n - 1).is_some_and(|&end| fits(&rest[..end])));
        let Some(&end) = ends.get(kept - 1).filter(|&&end| end < rest.len()) else {
            break;
        };
        lines.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    rest.to_owned()
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
