//! The bundled fonts, and which of them draws which stretch of a line.
//!
//! The same font files go into the window, the widths and every export, so a
//! label takes up the same room everywhere. A line is cut into [`Run`]s, from
//! left to right on the page: each has one font and one direction, which is
//! all that egui's layout, the SVG writer and the shaper can each be trusted with.

mod lines;

pub(crate) use lines::carry;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use harfrust::{Direction, UnicodeBuffer};
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::Weight;

/// A bundled font file.
#[derive(Debug)]
pub struct Font {
    /// Unique name, such as `Inter-SemiBold`; the key to use in egui's font definitions.
    pub name: &'static str,
    /// Family as SVG and CSS name it, such as `Inter`.
    pub family: &'static str,
    /// Weight as SVG and CSS count it, 400, 500 or 600.
    pub weight: u16,
    /// True for outlines in CFF form (`.otf`), false for TrueType form (`.ttf`).
    pub otf: bool,
    /// The file itself.
    pub bytes: &'static [u8],
}

/// Reads a font of `assets/fonts` into a [`Font`].
macro_rules! bundled {
    ($file:literal, $extension:literal, $family:literal, $weight:literal) => {
        Font {
            name: $file,
            family: $family,
            weight: $weight,
            otf: matches!($extension.as_bytes(), b"otf"),
            bytes: include_bytes!(concat!("../../assets/fonts/", $file, ".", $extension)),
        }
    };
}

/// Every bundled font, in the order of [`index`].
pub static FONTS: [Font; 13] = [
    bundled!("Inter-Regular", "otf", "Inter", 400),
    bundled!("Inter-Medium", "otf", "Inter", 500),
    bundled!("Inter-SemiBold", "otf", "Inter", 600),
    bundled!("Vazirmatn-Regular", "ttf", "Vazirmatn", 400),
    bundled!("Vazirmatn-SemiBold", "ttf", "Vazirmatn", 600),
    bundled!("DejaVuSans", "ttf", "DejaVu Sans", 400),
    bundled!("DroidSansFallback", "ttf", "Droid Sans Fallback", 400),
    bundled!("NanumSquareR", "ttf", "NanumSquare", 400),
    bundled!("NotoSansDevanagari-Regular", "ttf", "Noto Sans Devanagari", 400),
    bundled!("NotoSansBengali-Regular", "ttf", "Noto Sans Bengali", 400),
    bundled!("NotoSansMyanmar-Regular", "ttf", "Noto Sans Myanmar", 400),
    bundled!("NotoSansThai-Regular", "ttf", "Noto Sans Thai", 400),
    bundled!("NotoSansEthiopic-Regular", "ttf", "Noto Sans Ethiopic", 400),
];

/// Which design draws a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter: Latin, Greek, Cyrillic, arrows and symbols.
    Latin,
    /// Vazirmatn: Arabic and Persian.
    Arabic,
    /// DejaVu Sans: Hebrew, Armenian, Georgian and whatever is left.
    Other,
    /// Droid Sans Fallback: Chinese and Japanese.
    Han,
    /// NanumSquare: Korean.
    Korean,
    /// Noto Sans Devanagari: Hindi, Marathi, Nepali.
    Devanagari,
    /// Noto Sans Bengali.
    Bengali,
    /// Noto Sans Myanmar: Burmese.
    Myanmar,
    /// Noto Sans Thai.
    Thai,
    /// Noto Sans Ethiopic: Amharic, Tigrinya.
    Ethiopic,
}

/// Every face, in the order in which they are asked for a character.
pub const FACES: [Face; 10] = [
    Face::Latin,
    Face::Arabic,
    Face::Other,
    Face::Han,
    Face::Korean,
    Face::Devanagari,
    Face::Bengali,
    Face::Myanmar,
    Face::Thai,
    Face::Ethiopic,
];

/// Place in [`FONTS`] of the file that draws `face` at `weight`.
///
/// Where a design lacks a weight, the next lighter one stands in, as CSS matches
/// fonts too: then a browser and this program pick the same file.
#[must_use]
pub const fn index(face: Face, weight: Weight) -> usize {
    match (face, weight) {
        (Face::Latin, Weight::Regular) => 0,
        (Face::Latin, Weight::Medium) => 1,
        (Face::Latin, Weight::SemiBold) => 2,
        (Face::Arabic, Weight::Regular | Weight::Medium) => 3,
        (Face::Arabic, Weight::SemiBold) => 4,
        (Face::Other, _) => 5,
        (Face::Han, _) => 6,
        (Face::Korean, _) => 7,
        (Face::Devanagari, _) => 8,
        (Face::Bengali, _) => 9,
        (Face::Myanmar, _) => 10,
        (Face::Thai, _) => 11,
        (Face::Ethiopic, _) => 12,
    }
}

/// The file that draws `face` at `weight`.
#[must_use]
pub fn font(face: Face, weight: Weight) -> &'static Font {
    &FONTS[index(face, weight)]
}

/// A stretch of a line with one font and one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The characters in logical order, for SVG, search and speech.
    pub text: String,
    /// The characters as egui must be given them, see `galley_text`: backwards where egui would turn it round.
    pub galley: String,
    /// Which design draws it.
    pub face: Face,
    /// True where it reads from right to left.
    pub rtl: bool,
    /// Where it begins in its line, in bytes: runs in this order are in the order in which they are read.
    pub start: usize,
}

/// Cuts a line into runs, in the order in which they stand from left to right.
///
/// The base direction is that of the first letter that has one, so that a Hebrew
/// or Arabic title reads as its author wrote it; line breaks and tabs become
/// spaces, and control characters vanish. Order follows the Unicode Bidirectional
/// Algorithm (UAX #9). An empty line has no runs.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    if text.is_empty() {
        return Vec::new();
    }
    // Most labels are plain ASCII: one run, nothing to look up.
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return vec![Run {
            text: text.to_owned(),
            galley: text.to_owned(),
            face: Face::Latin,
            rtl: false,
            start: 0,
        }];
    }
    let text = tidy(text);
    let info = BidiInfo::new(&text, None);
    // `tidy` leaves no paragraph separators, so there is one paragraph, or none in an empty text.
    let Some(paragraph) = info.paragraphs.first() else {
        return Vec::new();
    };
    let (levels, stretches) = info.visual_runs(paragraph, paragraph.range.clone());
    let faces = faces(&text, &levels);
    let mut out = Vec::new();
    for stretch in stretches {
        let rtl = levels.get(stretch.start).is_some_and(Level::is_rtl);
        let inside = |(face, part): &(Face, Range<usize>)| {
            let part = part.start.max(stretch.start)..part.end.min(stretch.end);
            let start = part.start;
            let draws = |c: &char| !is_direction_mark(*c);
            // No text where the part lies outside this stretch.
            let part: String = text.get(part)?.chars().filter(draws).collect();
            let galley = galley_text(&part, rtl);
            (!part.is_empty()).then_some(Run { text: part, galley, face: *face, rtl, start })
        };
        if rtl {
            out.extend(faces.iter().rev().filter_map(inside));
        } else {
            out.extend(faces.iter().filter_map(inside));
        }
    }
    out
}

/// A text of somebody else's as a part of a sentence of ours: where it has letters that run from right to
/// left it is isolated (UAX #9, FSI and PDI), so that our numbers stay in their order.
#[must_use]
pub fn isolate(text: &str) -> Cow<'_, str> {
    let rtl = |c: char| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
    if text.chars().any(rtl) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The first letter of a text that no bundled font can draw; it would be shown as a box.
#[must_use]
pub fn undrawable(text: &str) -> Option<char> {
    let mut bytes = [0; 4];
    // Inter draws all of ASCII: most texts of a case need no look at a font.
    text.chars()
        .filter(|c| !c.is_ascii())
        .filter_map(kept)
        .find(|c| !FACES.into_iter().any(|face| covers(face, c.encode_utf8(&mut bytes))))
}

/// Replaces what would break a line, and drops what has no place in a label.
///
/// Direction overrides become embeddings: an override can show a name or a date
/// backwards, which no honest record needs and a forged one may.
#[must_use]
pub fn tidy(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| !matches!(kept(c), Some(same) if same == c);
    if !text.chars().any(harmless) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").chars().filter_map(kept).collect())
}

/// What stands for `c` in a label, or `None` where nothing does.
fn kept(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202d}' => Some('\u{202a}'),
        '\u{202e}' => Some('\u{202b}'),
        c if c.is_control() => None,
        // Soft hyphen, zero-width space, joiners of words, invisible operators, byte order mark,
        // variation selectors, tags, and the two code points that XML forbids.
        '\u{ad}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        c => Some(c),
    }
}

/// True for characters that steer direction and draw nothing; once the order is known they are spent.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Which characters each face can draw, from the regular file: a test checks that weights agree.
static COVERAGE: LazyLock<[Option<Charmap<'static>>; FACES.len()]> = LazyLock::new(|| {
    FACES.map(|face| {
        let file = FontRef::new(font(face, Weight::Regular).bytes).ok()?;
        Some(file.charmap())
    })
});

/// True where `face` has a glyph for every character of `cluster` that shows.
fn covers(face: Face, cluster: &str) -> bool {
    let Some(map) = &COVERAGE[face as usize] else {
        return false;
    };
    // Droid Sans Fallback names syllables of Korean that it draws as boxes.
    let korean = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}');
    if face == Face::Han && cluster.chars().any(korean) {
        return false;
    }
    // The shaper hides joiners itself, whether the font has them or not.
    let shows = |c: &char| !matches!(c, '\u{200c}' | '\u{200d}') && !is_direction_mark(*c);
    cluster.chars().filter(shows).all(|c| map.map(c).is_some())
}

/// The first face that draws `cluster`; [`Face::Other`] shows a box for what nobody has.
fn face_for(cluster: &str) -> Face {
    FACES.into_iter().find(|&face| covers(face, cluster)).unwrap_or(Face::Other)
}

/// Cuts `text` where the face changes, in logical order.
///
/// A letter decides its face. Spaces, digits and punctuation take the face of the
/// letters around them where it can draw them: an Arabic comma set in another
/// design stands on another base line, and cuts the word order in egui.
fn faces(text: &str, levels: &[Level]) -> Vec<(Face, Range<usize>)> {
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let letter = |c: &str| c.chars().any(char::is_alphabetic).then(|| face_for(c));
    let letters: Vec<Option<Face>> = clusters.iter().map(|(_, c)| letter(c)).collect();
    let mut before = None;
    let mut parts: Vec<(Face, Range<usize>)> = Vec::new();
    for (i, &(start, cluster)) in clusters.iter().enumerate() {
        let face = letters[i].unwrap_or_else(|| {
            let after = letters[i..].iter().flatten().next().copied();
            // Numbers in Arabic text read from the left, two levels up: any level counts.
            let inside = levels.get(start).is_some_and(|level| level.number() > 0);
            let wanted = match (before, after) {
                // Between two designs, what stands inside Arabic or Hebrew belongs there.
                (Some(a), Some(b)) if a != b => {
                    [a, b].into_iter().find(|&f| inside && f != Face::Latin)
                }
                (a, b) => a.or(b),
            };
            wanted.filter(|&f| covers(f, cluster)).unwrap_or_else(|| face_for(cluster))
        });
        before = letters[i].or(before);
        let end = start + cluster.len();
        match parts.last_mut() {
            Some((last, part)) if *last == face => part.end = end,
            _ => parts.push((face, start..end)),
        }
    }
    parts
}

/// The run as egui must be given it to show it in the right order.
///
/// egui 0.37 knows no bidirectional text: it lets the shaper guess one direction
/// from the first letter with a script of its own. Where that guess would be wrong
/// (an en dash between two Arabic words, Persian digits in an English sentence) the
/// clusters are handed over backwards and the brackets turned round, which cancels
/// it out. Goes away when egui orders text itself (emilk/egui#8577).
fn galley_text(text: &str, rtl: bool) -> String {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    if (buffer.direction() == Direction::RightToLeft) == rtl {
        return text.to_owned();
    }
    text.graphemes(true).rev().flat_map(str::chars).map(mirrored).collect()
}

/// The character that looks like `c` in a mirror, among those that stand in labels (UAX #9, rule L4).
const fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        '≤' => '≥',
        '≥' => '≤',
        '⟨' => '⟩',
        '⟩' => '⟨',
        c => c,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
