//! A scene as SVG: text stays text, every mark keeps its name, and the same scene gives the same bytes.

mod head;
mod outline;
mod paint;
mod words;
pub(in crate::export) mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use self::xml::{Escaped, Num, Place, finite};
use super::page::{Imprint, MM_PER_INCH, POINTS_PER_INCH, Page};
use crate::scene::{Fill, Group, Ink, Measure, Node, Rect, Scene, Shape, Theme, hatch};

/// CSS pixels in one inch, by definition (CSS Values and Units, "absolute lengths").
const PIXELS_PER_INCH: f32 = 96.0;

/// How a picture refers to its fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgFonts {
    /// By name: a small file, for this program and for machines that have the fonts.
    #[default]
    Named,
    /// With the files of the fonts that are used inside: some hundred kB more, and the same look everywhere.
    Embedded,
}

/// The unit in which a picture says how large it is on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgUnit {
    /// Points, 1/72 inch: for word processors.
    #[default]
    Points,
    /// Millimetres: for journals and printers.
    Millimetres,
    /// CSS pixels, 1/96 inch: for web pages.
    Pixels,
}

impl SvgUnit {
    /// A length given in points, in this unit and with its name.
    fn length(self, points: f32) -> String {
        let (per_inch, name) = match self {
            Self::Points => (POINTS_PER_INCH, "pt"),
            Self::Millimetres => (MM_PER_INCH, "mm"),
            Self::Pixels => (PIXELS_PER_INCH, ""),
        };
        format!("{}{name}", Num(side(points) * per_inch / POINTS_PER_INCH))
    }
}

/// How a page is written as SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// How the picture refers to its fonts; no matter where `outlines` is true.
    pub fonts: SvgFonts,
    /// True draws every letter as a path: it looks the same in any program, but nobody can search or edit it.
    pub outlines: bool,
    /// Unit of width and height.
    pub unit: SvgUnit,
}

/// Writes `scene` in the colours of `theme`.
///
/// `out_size` is the width and height at which a viewer first shows it, in CSS
/// pixels (1/96 inch); `None` takes one pixel for each point of the scene. Shapes
/// with a coordinate that is not a number are left out.
#[must_use]
pub fn svg(scene: &Scene, theme: &Theme, out_size: Option<(f32, f32)>, fonts: SvgFonts) -> String {
    let (width, height) = (side(scene.width), side(scene.height));
    let (out_width, out_height) = out_size.map_or((width, height), |(w, h)| (side(w), side(h)));
    let mut pen = Pen::new(theme, Rect::from_edges(0.0, 0.0, width, height));
    let head = pen.titles(scene);
    pen.nodes(&scene.nodes);
    pen.finish([Num(out_width).to_string(), Num(out_height).to_string()], &head, fonts)
}

/// As [`svg`], one pixel for each point; without `ground` it covers nothing but what is drawn, to lie over another.
#[must_use]
pub(super) fn svg_layer(scene: &Scene, theme: &Theme, ground: bool) -> String {
    let (width, height) = (side(scene.width), side(scene.height));
    let mut pen = Pen::new(theme, Rect::from_edges(0.0, 0.0, width, height));
    pen.ground = ground;
    let head = pen.titles(scene);
    pen.nodes(&scene.nodes);
    pen.finish([Num(width).to_string(), Num(height).to_string()], &head, SvgFonts::Named)
}

/// Writes `page` in the colours of `theme`, at its size on paper, with its words and its receipt.
///
/// The title is the page's; the description holds the short alternative text and, after an empty
/// line, the long one. Marks carry their sentence for programs that read pictures aloud. The
/// receipt stands in `metadata`, in an element with the id [`RECEIPT`](super::page::RECEIPT).
#[must_use]
pub fn svg_page(page: &Page, theme: &Theme, options: &SvgOptions, imprint: &Imprint) -> String {
    let (width, height) = (side(page.scene.width), side(page.scene.height));
    let mut pen = Pen::new(theme, Rect::from_edges(0.0, 0.0, width, height));
    pen.speaks = true;
    pen.outlines = options.outlines;
    let head = pen.page_head(&page.words, imprint);
    pen.nodes(&page.scene.nodes);
    let size = [page.size.0, page.size.1].map(|points| options.unit.length(points));
    pen.finish(size, &head, options.fonts)
}

/// A side of the picture: at least one point, so that every viewer has something to show.
fn side(length: f32) -> f32 {
    if length.is_finite() { length.max(1.0) } else { 1.0 }
}

/// Writes shapes one after the other, and gathers what they refer to.
struct Pen<'a> {
    theme: &'a Theme,
    /// The whole picture.
    page: Rect,
    measure: Measure,
    /// Elements, in paint order.
    body: String,
    /// Gradients and clips.
    defs: String,
    /// Ids of `defs` by content: what is the same is written once.
    known: BTreeMap<String, String>,
    /// Every id in the file.
    ids: BTreeSet<String>,
    /// Indices into [`FONTS`](crate::scene::fonts::FONTS).
    used: BTreeSet<usize>,
    /// True where marks say their sentence to assistive programs.
    speaks: bool,
    /// True where letters are drawn as paths.
    outlines: bool,
    /// True where the whole picture is covered before anything is drawn.
    ground: bool,
}

impl<'a> Pen<'a> {
    /// A pen over an empty page.
    fn new(theme: &'a Theme, page: Rect) -> Self {
        Self {
            theme,
            page,
            measure: Measure::new(),
            body: String::new(),
            defs: String::new(),
            known: BTreeMap::new(),
            ids: BTreeSet::new(),
            used: BTreeSet::new(),
            speaks: false,
            outlines: false,
            ground: true,
        }
    }

    /// The whole file: `head` closes the root tag, and what was drawn follows it.
    fn finish(self, [width, height]: [String; 2], head: &str, fonts: SvgFonts) -> String {
        let Self { body, defs, used, page, theme, .. } = self;
        let (w, h) = (Num(page.w), Num(page.h));
        let ground = theme.color(Ink::Background).hex();
        let ground = format!("<rect width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>\n");
        let ground = if self.ground { ground } else { String::new() };
        let style =
            if fonts == SvgFonts::Embedded { words::font_faces(&used) } else { String::new() };
        let defs = if defs.is_empty() { defs } else { format!("<defs>\n{defs}</defs>\n") };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\"{head}{style}{defs}{ground}{body}</svg>\n"
        )
    }

    /// Adds to the body.
    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.body.write_fmt(text);
    }

    /// Parts in paint order, which is the order of a file too.
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Shape(shape) => self.shape(shape),
                Node::Group(group) => self.group(group),
                Node::Clip { rect, children } => self.clip(rect, children),
            }
        }
    }

    /// A mark: its title is what a viewer shows as a tooltip and a screen reader says.
    fn group(&mut self, group: &Group) {
        let id = self.unique(&group.tag);
        let role = if self.speaks { head::role(group) } else { String::new() };
        self.put(format_args!("<g id=\"{id}\" data-tag=\"{}\"{role}>\n", Escaped(&group.tag)));
        if !group.title.is_empty() {
            self.put(format_args!("<title>{}</title>\n", Escaped(&group.title)));
        }
        self.nodes(&group.children);
        self.put(format_args!("</g>\n"));
    }

    /// Parts behind a window. Clips to the same place share one definition.
    fn clip(&mut self, rect: &Rect, children: &[Node]) {
        // What is cut to a place that does not exist is not there.
        if !finite(&[rect.x, rect.y, rect.w, rect.h]) {
            return;
        }
        let id = self.define("clip", |id| {
            format!("<clipPath id=\"{id}\"><rect {}/></clipPath>\n", Place(*rect))
        });
        self.put(format_args!("<g clip-path=\"url(#{id})\">\n"));
        self.nodes(children);
        self.put(format_args!("</g>\n"));
    }

    /// One element, or two for a hatch with an outline, or none where nothing would show.
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                if !finite(&[rect.x, rect.y, rect.w, rect.h]) || rect.w <= 0.0 || rect.h <= 0.0 {
                    return;
                }
                let fill = self.hatched(*fill, || hatch::rectangle(*rect, *radius));
                let Some(look) = self.look(fill, *stroke) else {
                    return;
                };
                let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
                let round =
                    if radius > 0.0 { format!(" rx=\"{}\"", Num(radius)) } else { String::new() };
                self.put(format_args!("<rect {}{round}{look}/>\n", Place(*rect)));
            }
            Shape::Line { from, to, stroke } => {
                let look = self.stroke(Some(*stroke));
                if look.is_empty() || !finite(&[from.x, from.y, to.x, to.y]) {
                    return;
                }
                let (x1, y1, x2, y2) = (Num(from.x), Num(from.y), Num(to.x), Num(to.y));
                self.put(format_args!(
                    "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{look}/>\n"
                ));
            }
            Shape::Circle { center, radius, fill, stroke } => {
                if !finite(&[center.x, center.y, *radius]) || *radius <= 0.0 {
                    return;
                }
                let fill = self.hatched(*fill, || hatch::circle(*center, *radius));
                let Some(look) = self.look(fill, *stroke) else {
                    return;
                };
                let (x, y, r) = (Num(center.x), Num(center.y), Num(*radius));
                self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{look}/>\n"));
            }
            Shape::Polygon { points, fill, stroke } => {
                let plain = fill.filter(|fill| matches!(fill, Fill::Plain(..)));
                let Some(look) = self.look(plain, *stroke) else {
                    return;
                };
                if points.len() < 2 || !points.iter().all(|p| finite(&[p.x, p.y])) {
                    return;
                }
                let corners: Vec<String> =
                    points.iter().map(|p| format!("{},{}", Num(p.x), Num(p.y))).collect();
                self.put(format_args!("<polygon points=\"{}\"{look}/>\n", corners.join(" ")));
            }
            Shape::Columns { bars, ink, alpha } => self.columns(bars, *ink, *alpha),
            Shape::Text(text) => self.text(text),
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
