//! A scene as SVG: text stays text, every mark keeps its name, and the same scene gives the same bytes.

mod paint;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use self::paint::opacity;
use self::xml::{Escaped, Num, Place, Words, finite};
use crate::scene::fonts::{self, FONTS, Run};
use crate::scene::{Fill, Group, Ink, Measure, Node, Rect, Scene, Shape, Text, Theme, hatch};

/// How a picture refers to its fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgFonts {
    /// By name: a small file, for this program and for machines that have the fonts.
    #[default]
    Named,
    /// With the files of the fonts that are used inside: some hundred kB more, and the same look everywhere.
    Embedded,
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
    let titles = pen.titles(scene);
    pen.nodes(&scene.nodes);
    let Pen { body, defs, used, .. } = pen;

    let ground = theme.color(Ink::Background).hex();
    let style = if fonts == SvgFonts::Embedded { font_faces(&used) } else { String::new() };
    let defs = if defs.is_empty() { defs } else { format!("<defs>\n{defs}</defs>\n") };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {w} {h}\" \
         role=\"img\"{titles}{style}{defs}\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>\n{body}</svg>\n",
        Num(out_width),
        Num(out_height),
        w = Num(width),
        h = Num(height),
    )
}

/// A side of the picture: at least one point, so that every viewer has something to show.
fn side(length: f32) -> f32 {
    if length.is_finite() { length.max(1.0) } else { 1.0 }
}

/// The files in `used` as CSS, each inside the text.
fn font_faces(used: &BTreeSet<usize>) -> String {
    let mut css = String::from("<style>\n");
    for font in used.iter().filter_map(|&i| FONTS.get(i)) {
        let kind = if font.otf { ("font/otf", "opentype") } else { ("font/ttf", "truetype") };
        let data = STANDARD.encode(font.bytes);
        css += &format!(
            "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:{};base64,{data}) format(\"{}\")}}\n",
            font.family, font.weight, kind.0, kind.1
        );
    }
    css + "</style>\n"
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
    /// Indices into [`FONTS`].
    used: BTreeSet<usize>,
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
        }
    }

    /// The end of the root tag, with the title and the description that it is labelled by.
    fn titles(&mut self, scene: &Scene) -> String {
        let (mut ids, mut elements) = (Vec::new(), String::new());
        for (tag, text) in [("title", &scene.title), ("desc", &scene.description)] {
            if !text.is_empty() {
                let id = self.unique(tag);
                elements += &format!("<{tag} id=\"{id}\">{}</{tag}>\n", Escaped(text));
                ids.push(id);
            }
        }
        // Text is fixed to its place: no viewer may fold its spaces.
        let space = " xml:space=\"preserve\"";
        if ids.is_empty() {
            return format!("{space}>\n");
        }
        format!(" aria-labelledby=\"{}\"{space}>\n{elements}", ids.join(" "))
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
        self.put(format_args!("<g id=\"{id}\" data-tag=\"{}\">\n", Escaped(&group.tag)));
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
            Shape::Text(text) => self.text(text),
        }
    }

    /// One line: a `text`, and in it a `tspan` for each run where there are several.
    fn text(&mut self, text: &Text) {
        let color = self.theme.color(text.ink).hex();
        let Some(opacity) = opacity("fill-opacity", text.alpha) else {
            return;
        };
        if !finite(&[text.at.x, text.at.y, text.size]) || text.size <= 0.0 {
            return;
        }
        let (x, y, size) = (Num(text.at.x), Num(text.at.y), Num(text.size));
        let look = format!("font-size=\"{size}\" fill=\"{color}\"{opacity}");
        let runs = fonts::runs(&text.text);
        if let [run] = runs.as_slice() {
            let (font, words) = (self.font(run, text), Words(run));
            self.put(format_args!("<text x=\"{x}\" y=\"{y}\" {font} {look}>{words}</text>\n"));
            return;
        }
        // Nothing but control characters.
        if runs.is_empty() {
            return;
        }
        self.put(format_args!("<text y=\"{y}\" {look}>"));
        for placed in self.measure.place(&text.text, text.size, text.weight) {
            let (font, x) = (self.font(&placed.run, text), Num(text.at.x + placed.x));
            // The runs stand in their order on the page already, and no browser may order them again.
            let words = Words(&placed.run);
            self.put(format_args!(
                "<tspan x=\"{x}\" {font} unicode-bidi=\"isolate\">{words}</tspan>"
            ));
        }
        self.put(format_args!("</text>\n"));
    }

    /// Family and weight of the file that draws `run`: the weight it has, not the one asked for,
    /// else a browser would thicken it on its own.
    fn font(&mut self, run: &Run, text: &Text) -> String {
        self.used.insert(fonts::index(run.face, text.weight));
        let font = fonts::font(run.face, text.weight);
        // Where the fonts are missing, some sans serif is nearer than a viewer's default.
        format!("font-family=\"{}, sans-serif\" font-weight=\"{}\"", font.family, font.weight)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
