//! Colours and fonts of the whole file, for whoever goes on working with it.

use super::look;
use super::xml::Xml;
use crate::scene::{Ink, Theme};

const SPACE: (&str, &str) = ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
/// Inter; a machine without it takes what is nearest to the numbers of Arial, which are given with it.
/// Arabic is set in Vazirmatn, and in the machine's own font where that is missing.
const FONTS: &str = "<a:latin typeface=\"Inter\" panose=\"020B0604020202020204\" pitchFamily=\"34\" charset=\"0\"/>\
    <a:ea typeface=\"\"/><a:cs typeface=\"Vazirmatn\"/>\
    <a:font script=\"Arab\" typeface=\"Vazirmatn\"/><a:font script=\"Hebr\" typeface=\"Arial\"/>";
/// Fills, lines and effects that the format asks for and nothing here refers to.
const FORMATS: &str = "<a:fmtScheme name=\"adquem\"><a:fillStyleLst>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    </a:fillStyleLst><a:lnStyleLst>\
    <a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>\
    <a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>\
    <a:ln w=\"19050\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>\
    </a:lnStyleLst><a:effectStyleLst>\
    <a:effectStyle><a:effectLst/></a:effectStyle>\
    <a:effectStyle><a:effectLst/></a:effectStyle>\
    <a:effectStyle><a:effectLst/></a:effectStyle>\
    </a:effectStyleLst><a:bgFillStyleLst>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    <a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
    </a:bgFillStyleLst></a:fmtScheme>";

/// The theme part. Slides and notes each need one of their own.
pub(super) fn theme(theme: &Theme) -> Vec<u8> {
    // Dark and light are what they are called; which of them is the ground is said by `color_map`.
    let (ground, text) = (Ink::Background, Ink::Text);
    let (second_ground, second_text) = (Ink::Panel, Ink::Secondary);
    let (dark, light, dark2, light2) = if theme.dark {
        (ground, text, second_ground, second_text)
    } else {
        (text, ground, second_text, second_ground)
    };
    let slots = [
        ("a:dk1", dark),
        ("a:lt1", light),
        ("a:dk2", dark2),
        ("a:lt2", light2),
        ("a:accent1", Ink::Lane(0)),
        ("a:accent2", Ink::Lane(1)),
        ("a:accent3", Ink::Lane(2)),
        ("a:accent4", Ink::Lane(3)),
        ("a:accent5", Ink::Lane(4)),
        ("a:accent6", Ink::Lane(5)),
        ("a:hlink", Ink::Accent),
        ("a:folHlink", Ink::Overtaken),
    ];
    let mut xml = Xml::new();
    xml.element("a:theme", &[SPACE, ("name", &theme.title)], |xml| {
        xml.element("a:themeElements", &[], |xml| {
            xml.element("a:clrScheme", &[("name", &theme.title)], |xml| {
                for (slot, ink) in slots {
                    xml.element(slot, &[], |xml| look::color(xml, theme.color(ink), 1.0));
                }
            });
            xml.element("a:fontScheme", &[("name", "adquem")], |xml| {
                xml.element("a:majorFont", &[], |xml| xml.fixed(FONTS));
                xml.element("a:minorFont", &[], |xml| xml.fixed(FONTS));
            });
            xml.fixed(FORMATS);
        });
    });
    xml.finish()
}

/// Which colours of the theme are ground and text; notes are for paper, and always dark on light.
pub(super) fn color_map(xml: &mut Xml, dark: bool) {
    let [bg1, tx1, bg2, tx2] =
        if dark { ["dk1", "lt1", "dk2", "lt2"] } else { ["lt1", "dk1", "lt2", "dk2"] };
    let accents = [
        ("accent1", "accent1"),
        ("accent2", "accent2"),
        ("accent3", "accent3"),
        ("accent4", "accent4"),
        ("accent5", "accent5"),
        ("accent6", "accent6"),
        ("hlink", "hlink"),
        ("folHlink", "folHlink"),
    ];
    let mut all = vec![("bg1", bg1), ("tx1", tx1), ("bg2", bg2), ("tx2", tx2)];
    all.extend(accents);
    xml.empty("p:clrMap", &all);
}
