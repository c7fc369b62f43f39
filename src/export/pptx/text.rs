//! Words on a slide: one box for one line, in logical order, on the base line of the scene.

use unicode_bidi::{BidiClass, BidiInfo, bidi_class};

use super::look;
use super::place::{Area, Frame};
use super::xml::Xml;
use crate::scene::fonts;
use crate::scene::{Rect, Text, Theme, Weight};

/// From the base line up to the middle of a line, in parts of its size: between Inter (0.364) and
/// Arial (0.347), so that the words stay where they are on a machine that has only one of them.
const MIDDLE: f32 = 0.358;
/// Height of a line in parts of its size: that of Inter.
pub(super) const LINE: f32 = 1.21;

/// The box of a line of words. The words stand in its middle, so that its height does not matter.
pub(super) fn area(text: &Text, frame: &Frame) -> Area {
    let width = if text.width.is_finite() { text.width.max(1.0) } else { 1.0 };
    let height = text.size * LINE;
    frame.area(Rect {
        x: text.at.x,
        y: text.at.y - text.size * MIDDLE - height / 2.0,
        w: width,
        h: height,
    })
}

/// True where the first letter with a direction reads from right to left (UAX #9, P2 and P3).
pub(super) fn reads_from_right(text: &str) -> bool {
    let info = BidiInfo::new(text, None);
    info.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl())
}

/// The same with room to spare: a hair of rounding must not send the last word to a second line.
pub(super) fn with_slack(area: Area) -> Area {
    // A fiftieth, and one point and a half.
    Area { w: area.w + area.w / 50 + 19_050, ..area }
}

/// What a box does with words that another font makes wider than the scene has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// They run over: for a title, which has room beside it.
    RunsOver,
    /// They are set smaller, as Impress does at once: labels stand close to one another.
    Shrinks,
}

/// How a box holds its words: no margins, and one line.
pub(super) fn body_properties(xml: &mut Xml, fit: Fit) {
    let attributes = [
        ("wrap", if fit == Fit::Shrinks { "square" } else { "none" }),
        ("lIns", "0"),
        ("tIns", "0"),
        ("rIns", "0"),
        ("bIns", "0"),
        ("rtlCol", "0"),
        ("anchor", "ctr"),
    ];
    let autofit = if fit == Fit::Shrinks { "a:normAutofit" } else { "a:noAutofit" };
    xml.element("a:bodyPr", &attributes, |xml| xml.empty(autofit, &[]));
}

/// The words of `text` as runs of one direction each, in the order in which they are read.
pub(super) fn runs(xml: &mut Xml, text: &Text, theme: &Theme, frame: &Frame, language: &str) {
    let size = frame.type_size(text.size).to_string();
    // Few machines have a semi-bold or a medium Inter as a family of its own; bold is in every family.
    let bold = if text.weight == Weight::SemiBold { "1" } else { "0" };
    for (run, rtl) in directions(&marked(&fonts::tidy(&text.text))) {
        let script = if rtl { script(run, language) } else { Script::left(language) };
        xml.element("a:r", &[], |xml| {
            let attributes = [
                ("lang", script.language),
                ("sz", size.as_str()),
                ("b", bold),
                // Names of people and places are no spelling errors.
                ("noProof", "1"),
            ];
            xml.element("a:rPr", &attributes, |xml| {
                look::solid(xml, theme, text.ink, text.alpha);
                if let Some(typeface) = script.typeface {
                    xml.empty("a:cs", &[("typeface", typeface)]);
                }
            });
            xml.leaf("a:t", &[], run);
        });
    }
}

/// A paragraph of notes, in the type of the notes.
pub(super) fn note(xml: &mut Xml, line: &str, language: &str) {
    let line = marked(&fonts::tidy(line));
    xml.element("a:p", &[], |xml| {
        if reads_from_right(&line) {
            xml.empty("a:pPr", &[("algn", "r"), ("rtl", "1")]);
        }
        for (run, rtl) in directions(&line) {
            let language = if rtl { script(run, language).language } else { language };
            xml.element("a:r", &[], |xml| {
                xml.empty("a:rPr", &[("lang", language), ("noProof", "1")]);
                xml.leaf("a:t", &[], run);
            });
        }
    });
}

/// The same with left-to-right marks for isolates that read as the line around them does.
///
/// Impress turns an isolate that begins with Latin and goes on in Arabic or Hebrew the wrong way round, and older
/// programs know none; two marks hold the words around it in their places everywhere.
fn marked(text: &str) -> String {
    let opens = |c: char| matches!(c, '\u{2066}'..='\u{2068}');
    if !text.chars().any(opens) || reads_from_right(text) {
        return text.to_owned();
    }
    let mut open: Vec<bool> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let within = text.get(at + c.len_utf8()..).unwrap_or_default();
        let left = match c {
            '\u{2066}' => Some(true),
            '\u{2067}' => Some(false),
            '\u{2068}' => Some(!first_reads_from_right(within)),
            _ => None,
        };
        let same = match left {
            Some(left) => {
                open.push(left);
                left
            }
            // Unmatched ends are left alone, as every reader does.
            None => c == '\u{2069}' && open.pop().unwrap_or(false),
        };
        // Inside of one that stays, an isolate stays too: there the line runs the other way.
        let outside = open.len() - usize::from(left.is_some());
        let around = open.iter().take(outside).all(|left| *left);
        out.push(if same && around { '\u{200e}' } else { c });
    }
    out
}

/// True where what stands in an isolate, up to its end, begins with a letter that reads from right to left.
fn first_reads_from_right(within: &str) -> bool {
    let mut depth = 0_u32;
    for c in within.chars() {
        match (bidi_class(c), depth) {
            (BidiClass::LRI | BidiClass::RLI | BidiClass::FSI, _) => depth += 1,
            (BidiClass::PDI, 0) => return false,
            (BidiClass::PDI, _) => depth -= 1,
            (BidiClass::L, 0) => return false,
            (BidiClass::R | BidiClass::AL, 0) => return true,
            _ => {}
        }
    }
    false
}

/// Stretches of one direction, in logical order; what has no direction goes with what stands before it.
fn directions(text: &str) -> Vec<(&str, bool)> {
    let strong = |c: char| match bidi_class(c) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    };
    let mut out = Vec::new();
    let (mut start, mut now) = (0, None);
    for (at, c) in text.char_indices() {
        let Some(rtl) = strong(c) else {
            continue;
        };
        if now.is_some_and(|now| now != rtl) {
            out.push((&text[start..at], !rtl));
            start = at;
        }
        now = Some(rtl);
    }
    if start < text.len() {
        out.push((&text[start..], now.unwrap_or(false)));
    }
    out
}

/// Language and font of a run.
struct Script<'a> {
    language: &'a str,
    /// Font for scripts that run from right to left; `None` for that of the theme.
    typeface: Option<&'static str>,
}

impl<'a> Script<'a> {
    fn left(language: &'a str) -> Self {
        Self { language, typeface: None }
    }
}

/// The script of a run that reads from right to left: `language` where it is written that way itself.
fn script<'a>(run: &str, language: &'a str) -> Script<'a> {
    let base = language.split('-').next().unwrap_or_default();
    if run.chars().any(|c| matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}')) {
        let language = if ["he", "yi"].contains(&base) { language } else { "he-IL" };
        // The theme's font for these scripts has no Hebrew letters.
        return Script { language, typeface: Some("Arial") };
    }
    let arabic = ["ar", "fa", "ur", "ps", "ckb", "ug", "sd"].contains(&base);
    Script { language: if arabic { language } else { "ar-SA" }, typeface: None }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used)]
mod tests {
    #[test]
    fn an_isolate_that_reads_as_its_line_does_becomes_two_marks() {
        use super::marked;
        assert_eq!(
            marked("\u{2068}Case of محمد\u{2069}, 24 May"),
            "\u{200e}Case of محمد\u{200e}, 24 May"
        );
        for same in [
            // Words that run the other way need their isolate.
            "Held \u{2068}محتجز\u{2069}, 2 d",
            "\u{2067}Case of محمد\u{2069}, 24 May and more",
            // So does all of it in a line that reads from right to left.
            "محمد \u{2068}Case of כהן\u{2069}",
            "no isolate, and one end\u{2069}",
        ] {
            assert_eq!(marked(same), same);
        }
        assert_eq!(
            marked("A \u{2067}כ \u{2068}x כ\u{2069}\u{2069} \u{2066}b כ\u{2069}, 1"),
            "A \u{2067}כ \u{2068}x כ\u{2069}\u{2069} \u{200e}b כ\u{200e}, 1"
        );
    }
}
