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
    }
}

/// An outline of straight edges; where only some of them are drawn, inside and edges are paths of their own.
fn outline(xml: &mut Xml, points: &[Point], stretches: &[Vec<Point>], frame: &Frame, area: Area) {
    xml.element("a:custGeom", &[], |xml| {
        xml.fixed(
            "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>",
        );
        let (w, h) = (area.w.max(1).to_string(), area.h.max(1).to_string());
        let size = [("w", w.as_str()), ("h", h.as_str())];
        xml.element("a:pathLst", &[], |xml| {
            if stretches.is_empty() {
                path(xml, &size, points, true, frame, area);
                return;
            }
            path(xml, &[size[0], size[1], ("stroke", "0")], points, true, frame, area);
            for stretch in stretches {
                path(xml, &[size[0], size[1], ("fill", "none")], stretch, false, frame, area);
            }
        });
    });
}

fn path(
    xml: &mut Xml,
    attributes: &[(&str, &str)],
    points: &[Point],
    closed: bool,
    frame: &Frame,
    area: Area,
) {
    xml.element("a:path", attributes, |xml| {
        for (n, point) in points.iter().enumerate() {
            let (x, y) = frame.point(*point);
            let (x, y) = ((x - area.x).to_string(), (y - area.y).to_string());
            xml.element(if n == 0 { "a:moveTo" } else { "a:lnTo" }, &[], |xml| {
                xml.empty("a:pt", &[("x", &x), ("y", &y)]);
            });
        }
        if closed {
            xml.empty("a:close", &[]);
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
