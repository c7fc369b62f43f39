//! Notes of a slide: what the speaker says, then the picture in words.

use super::slide::{ROOT, SPACES};
use super::text;
use super::xml::Xml;
use crate::export::Page;

/// What stands above the picture in words.
const DESCRIPTION: &str = "Description:";

/// True where there is something to write below the slide of `page`.
pub(super) fn has_notes(page: &Page) -> bool {
    !page.notes.trim().is_empty() || !page.words.description.trim().is_empty()
}

/// The notes of `page`, a paragraph for each of their lines.
pub(super) fn notes(page: &Page, language: &str) -> Vec<u8> {
    let spoken = page.notes.trim_end().lines();
    let description = page.words.description.trim();
    // A blank line where both are there.
    let between = (!page.notes.trim().is_empty() && !description.is_empty()).then_some("");
    let heading = (!description.is_empty()).then_some(DESCRIPTION);
    let lines = spoken.chain(between).chain(heading).chain(description.lines());
    let mut xml = Xml::new();
    xml.element("p:notes", &SPACES, |xml| {
        xml.element("p:cSld", &[], |xml| {
            xml.element("p:spTree", &[], |xml| {
                xml.fixed(ROOT);
                xml.fixed(
                    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
                     noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>",
                );
                xml.element("p:sp", &[], |xml| {
                    xml.fixed(
                        "<p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
                         <p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>",
                    );
                    xml.element("p:txBody", &[], |xml| {
                        xml.fixed("<a:bodyPr/><a:lstStyle/>");
                        lines.for_each(|line| text::note(xml, line, language));
                    });
                });
            });
        });
        xml.element("p:clrMapOvr", &[], |xml| xml.empty("a:masterClrMapping", &[]));
    });
    xml.finish()
}
