//! Letters as paths: what a picture shows must not depend on the fonts of a machine.

use std::fmt::Write;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::scene::fonts::{self, FONTS, Run};
use crate::scene::{Weight, measure};

/// Outlines of each of [`FONTS`], in that order.
static OUTLINES: LazyLock<Vec<Option<OutlineGlyphCollection<'static>>>> = LazyLock::new(|| {
    FONTS.iter().map(|font| Some(FontRef::new(font.bytes).ok()?.outline_glyphs())).collect()
});

/// The letters of `run` as the data of a path, at `size` points with the left end of its base line at `x`, `y`.
///
/// Shaped as the layout measured it, so both have the same width. Empty for white space.
pub(super) fn run(run: &Run, weight: Weight, size: f32, x: f32, y: f32) -> String {
    let mut path = Path { data: String::new(), x, y };
    let Some(Some(outlines)) = OUTLINES.get(fonts::index(run.face, weight)) else {
        return path.data;
    };
    let Some((shaped, em)) = measure::shaped(run, weight) else {
        return path.data;
    };
    let points = |units: i32| units as f32 * size / em;
    // Units are added up before they become points, so that a long line gathers no error.
    let mut advance = 0_i32;
    for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        path.x = x + points(advance.saturating_add(place.x_offset));
        path.y = y - points(place.y_offset);
        advance = advance.saturating_add(place.x_advance);
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        if let Some(outline) = outlines.get(GlyphId::new(glyph.glyph_id)) {
            // A glyph that cannot be drawn leaves its room open: the words beside the path still say it.
            let _ = outline.draw(settings, &mut path);
        }
    }
    path.data
}

/// Writes outlines as path data, each from its place on the page. Fonts count y upwards, pages downwards.
struct Path {
    data: String,
    x: f32,
    y: f32,
}

impl Path {
    /// One command with its points.
    fn command(&mut self, name: char, points: &[(f32, f32)]) {
        self.data.push(name);
        for (i, (x, y)) in points.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            // Writing to a `String` cannot fail.
            let _ = write!(self.data, "{space}{} {}", Fine(self.x + x), Fine(self.y - y));
        }
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.command('Q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.command('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

/// A number with at most three decimals: a letter is small, and is looked at when enlarged.
struct Fine(f32);

impl std::fmt::Display for Fine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = format!("{:.3}", self.0);
        match digits.trim_end_matches('0').trim_end_matches('.') {
            "-0" => f.write_str("0"),
            short => f.write_str(short),
        }
    }
}
