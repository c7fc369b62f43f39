//! What slides and notes are made after: one master, two layouts, and the page of notes.

use super::place::{Area, SlideSize};
use super::slide::{ROOT, SPACES, background};
use super::theme::color_map;
use super::xml::Xml;
use crate::scene::Theme;

/// Layout of a slide with a title.
pub(super) const TITLED: &str = "Title and picture";
/// Layout of a slide whose scene has no title.
pub(super) const UNTITLED: &str = "Picture";
/// Page of notes in EMU: 7.5 by 10 inches, as programs make it.
pub(super) const NOTES_PAGE: (i64, i64) = (6_858_000, 9_144_000);

/// A paragraph style of the theme's text colour; `$font` is the family slot of the theme.
macro_rules! style {
    ($element:literal, $size:literal, $bold:literal, $font:literal) => {
        concat!(
            "<",
            $element,
            " marL=\"0\" indent=\"0\" algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" ",
            "latinLnBrk=\"0\" hangingPunct=\"1\"><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc>",
            "<a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/>",
            "<a:defRPr sz=\"",
            $size,
            "\" b=\"",
            $bold,
            "\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>",
            "<a:latin typeface=\"+",
            $font,
            "-lt\"/><a:ea typeface=\"+",
            $font,
            "-ea\"/><a:cs typeface=\"+",
            $font,
            "-cs\"/>",
            "</a:defRPr></",
            $element,
            ">"
        )
    };
}

/// Type of titles, of lists, and of everything else.
const STYLES: &str = concat!(
    "<p:txStyles><p:titleStyle>",
    style!("a:lvl1pPr", "2800", "1", "mj"),
    "</p:titleStyle><p:bodyStyle>",
    style!("a:lvl1pPr", "1800", "0", "mn"),
    "</p:bodyStyle><p:otherStyle>",
    style!("a:lvl1pPr", "1200", "0", "mn"),
    "</p:otherStyle></p:txStyles>"
);
/// Type of what stands in no placeholder, for the whole file.
pub(super) const DEFAULTS: &str = concat!(
    "<p:defaultTextStyle>",
    style!("a:lvl1pPr", "1200", "0", "mn"),
    "</p:defaultTextStyle>"
);
const NOTES_STYLE: &str =
    concat!("<p:notesStyle>", style!("a:lvl1pPr", "1200", "0", "mn"), "</p:notesStyle>");
const LAYOUTS: &str = "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/>\
    <p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst>";
/// A placeholder's words are those of whoever uses it.
const PROMPT: &str = "<p:txBody><a:bodyPr vert=\"horz\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
    rtlCol=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody>";
const TITLE_SHAPE: &str = "<p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
    <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>";

/// The master of all slides.
pub(super) fn master(theme: &Theme, size: SlideSize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("p:sldMaster", &SPACES, |xml| {
        xml.element("p:cSld", &[], |xml| {
            background(xml, theme);
            xml.element("p:spTree", &[], |xml| {
                xml.fixed(ROOT);
                xml.element("p:sp", &[], |xml| {
                    xml.fixed(TITLE_SHAPE);
                    properties(xml, title_area(size));
                    xml.fixed(PROMPT);
                });
            });
        });
        color_map(xml, theme.dark);
        xml.fixed(LAYOUTS);
        xml.fixed(STYLES);
    });
    xml.finish()
}

/// The layout of slides with a title, or of those without.
pub(super) fn layout(titled: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    let kind = [("type", if titled { "titleOnly" } else { "blank" }), ("preserve", "1")];
    let attributes: Vec<(&str, &str)> = SPACES.into_iter().chain(kind).collect();
    xml.element("p:sldLayout", &attributes, |xml| {
        xml.element("p:cSld", &[("name", if titled { TITLED } else { UNTITLED })], |xml| {
            xml.element("p:spTree", &[], |xml| {
                xml.fixed(ROOT);
                if titled {
                    xml.element("p:sp", &[], |xml| {
                        xml.fixed(TITLE_SHAPE);
                        xml.empty("p:spPr", &[]);
                        xml.fixed(PROMPT);
                    });
                }
            });
        });
        xml.element("p:clrMapOvr", &[], |xml| xml.empty("a:masterClrMapping", &[]));
    });
    xml.finish()
}

/// The master of all notes: the slide above, the words below.
pub(super) fn notes_master(size: SlideSize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("p:notesMaster", &SPACES, |xml| {
        xml.element("p:cSld", &[], |xml| {
            xml.fixed("<p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>");
            xml.element("p:spTree", &[], |xml| {
                xml.fixed(ROOT);
                xml.element("p:sp", &[], |xml| {
                    xml.fixed(
                        "<p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" \
                         noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr>",
                    );
                    properties(xml, image_area(size));
                });
                xml.element("p:sp", &[], |xml| {
                    xml.fixed(
                        "<p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
                         <p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr>",
                    );
                    let (width, height) = NOTES_PAGE;
                    properties(xml, Area { x: width / 10, y: height / 2, w: width / 10 * 8, h: height / 20 * 9 });
                    xml.fixed(
                        "<p:txBody><a:bodyPr vert=\"horz\" lIns=\"91440\" tIns=\"45720\" rIns=\"91440\" bIns=\"45720\" \
                         rtlCol=\"0\"/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody>",
                    );
                });
            });
        });
        color_map(xml, false);
        xml.fixed(NOTES_STYLE);
    });
    xml.finish()
}

/// Where a new title stands: across the top, with the margins of a slide.
fn title_area(size: SlideSize) -> Area {
    let SlideSize { width, height } = size;
    Area { x: width / 30, y: height / 27, w: width / 30 * 28, h: height / 9 }
}

/// Where the slide stands on a page of notes, in its own proportion.
fn image_area(size: SlideSize) -> Area {
    let (width, height) = NOTES_PAGE;
    let (most_w, most_h) = ((width / 10 * 8) as f64, (height / 5 * 2) as f64);
    let scale = (most_w / size.width as f64).min(most_h / size.height as f64);
    let (w, h) = ((size.width as f64 * scale) as i64, (size.height as f64 * scale) as i64);
    Area { x: (width - w) / 2, y: height / 20, w, h }
}

fn properties(xml: &mut Xml, area: Area) {
    xml.element("p:spPr", &[], |xml| {
        super::form::transform(xml, &[], area);
        xml.fixed("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    });
}
