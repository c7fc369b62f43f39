//! Places and outlines as a presentation has them.

use super::cut::Form;
use super::place::{Area, Frame};
use super::xml::Xml;
use crate::scene::Point;

/// The form of a shape, after its place.
pub(super) fn geometry(xml: &mut Xml, form: &Form, frame: &Frame, area: Area) {
    match form {
        Form::Circle(..) => xml.fixed("<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>"),
        Form::Rect(rect, radius) if *radius > 0.0 => {
            let share = (radius / rect.w.min(rect.h)).clamp(0.0, 0.5);
            let formula = format!("val {}", (share * 100_000.0).round() as i64);
            xml.element("a:prstGeom", &[("prst", "roundRect")], |xml| {
                xml.element("a:avLst", &[], |xml| {
                    xml.empty("a:gd", &[("name", "adj"), ("fmla", &formula)]);
                });
            });
        }
        Form::Rect(..) => xml.fixed("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"),
        Form::Line(from, to) => outline(xml, &[*from, *to], &[], frame, area),
        Form::Outline(points, stretches) => outline(xml, points, stretches, frame, area),
        Form::Marks(layers) => custom(xml, area, |xml, size| {
            for layer in layers {
                path(xml, &size, layer, true, frame, area);
            }
        }),
    }
}

/// An outline of straight edges; where only some of them are drawn, inside and edges are paths of their own.
fn outline(xml: &mut Xml, points: &[Point], stretches: &[Vec<Point>], frame: &Frame, area: Area) {
    custom(xml, area, |xml, size| {
        let [w, h] = size;
        if stretches.is_empty() {
            path(xml, &size, &[points], true, frame, area);
            return;
        }
        path(xml, &[w, h, ("stroke", "0")], &[points], true, frame, area);
        path(xml, &[w, h, ("fill", "none")], stretches, false, frame, area);
    });
}

/// A form of paths, which are given their width and height.
fn custom(xml: &mut Xml, area: Area, paths: impl FnOnce(&mut Xml, [(&'static str, &str); 2])) {
    xml.element("a:custGeom", &[], |xml| {
        xml.fixed(
            "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>",
        );
        // A path without width or height cannot be scaled to its shape.
        let (w, h) = (area.w.max(1).to_string(), area.h.max(1).to_string());
        xml.element("a:pathLst", &[], |xml| paths(xml, [("w", &w), ("h", &h)]));
    });
}

/// One path of one or more polygons or lines.
fn path(
    xml: &mut Xml,
    attributes: &[(&str, &str)],
    parts: &[impl AsRef<[Point]>],
    closed: bool,
    frame: &Frame,
    area: Area,
) {
    xml.element("a:path", attributes, |xml| {
        for part in parts {
            for (n, point) in part.as_ref().iter().enumerate() {
                let (x, y) = frame.point(*point);
                let (x, y) = ((x - area.x).to_string(), (y - area.y).to_string());
                xml.element(if n == 0 { "a:moveTo" } else { "a:lnTo" }, &[], |xml| {
                    xml.empty("a:pt", &[("x", &x), ("y", &y)]);
                });
            }
            if closed {
                xml.empty("a:close", &[]);
            }
        }
    });
}

/// Place and size of a shape.
pub(super) fn transform(xml: &mut Xml, attributes: &[(&str, &str)], area: Area) {
    xml.element("a:xfrm", attributes, |xml| place(xml, ("a:off", "a:ext"), area));
}

/// Place and size of a group, whose parts keep the coordinates of the slide.
pub(super) fn group_transform(xml: &mut Xml, area: Area) {
    xml.element("a:xfrm", &[], |xml| {
        place(xml, ("a:off", "a:ext"), area);
        place(xml, ("a:chOff", "a:chExt"), area);
    });
}

fn place(xml: &mut Xml, (off, ext): (&'static str, &'static str), area: Area) {
    let Area { x, y, w, h } = area;
    xml.empty(off, &[("x", &x.to_string()), ("y", &y.to_string())]);
    xml.empty(ext, &[("cx", &w.to_string()), ("cy", &h.to_string())]);
}
