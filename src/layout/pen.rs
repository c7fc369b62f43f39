//! Puts shapes and measured lines of text down, in paint order.

use super::sheet::Tag;
use crate::scene::{
    Fill, Group, Ink, Measure, Node, Point, Rect, Scene, Shape, Stroke, Text, Weight,
};

/// How a line of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Size in points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Ink.
    pub ink: Ink,
    /// Opacity.
    pub alpha: f32,
}

impl Style {
    /// Opaque text.
    pub const fn new(size: f32, weight: Weight, ink: Ink) -> Self {
        Self { size, weight, ink, alpha: 1.0 }
    }

    /// The same in another ink.
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// Longer lines than this cannot be read on any screen; it keeps measuring cheap for any input.
const LONGEST: usize = 240;

/// One line of plain text: no line breaks, no control characters, at most [`LONGEST`] characters.
pub(super) fn one_line(text: &str) -> String {
    // Most lines are short and plain; a frame has hundreds of them.
    if text.len() <= LONGEST && text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len().min(4 * LONGEST));
    for (n, c) in text.chars().enumerate() {
        if n == LONGEST {
            line.push('…');
            break;
        }
        line.push(if c.is_control() { ' ' } else { c });
    }
    line
}

/// Collects shapes.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    /// Widths of text.
    pub measure: &'a Measure,
    /// What was put down so far.
    pub nodes: Vec<Node>,
}

impl<'a> Pen<'a> {
    /// An empty sheet.
    pub fn new(measure: &'a Measure) -> Self {
        Self { measure, nodes: Vec::new() }
    }

    fn push(&mut self, shape: Shape) {
        self.nodes.push(Node::Shape(shape));
    }

    /// A filled rectangle.
    pub fn fill(&mut self, rect: Rect, radius: f32, fill: Fill) {
        self.rect(rect, radius, Some(fill), None);
    }

    /// A rectangle.
    pub fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Fill>, stroke: Option<Stroke>) {
        if rect.w > 0.0 && rect.h > 0.0 {
            // Round corners below 6 points of width cost and do not show.
            let radius =
                if rect.w < 6.0 { 0.0 } else { radius.min(rect.w / 2.0).min(rect.h / 2.0) };
            self.push(Shape::Rect { rect, radius, fill, stroke });
        }
    }

    /// A straight line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), stroke: Stroke) {
        let point = |(x, y)| Point { x, y };
        self.push(Shape::Line { from: point(from), to: point(to), stroke });
    }

    /// A circle.
    pub fn circle(
        &mut self,
        at: (f32, f32),
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        self.push(Shape::Circle { center: Point { x: at.0, y: at.1 }, radius, fill, stroke });
    }

    /// A convex polygon.
    pub fn polygon(&mut self, points: &[(f32, f32)], fill: Option<Fill>, stroke: Option<Stroke>) {
        let points = points.iter().map(|&(x, y)| Point { x, y }).collect();
        self.push(Shape::Polygon { points, fill, stroke });
    }

    /// Width of a line.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        self.measure.width(text, style.size, style.weight)
    }

    /// A line of text that is known to fit; gives back its right end.
    pub fn text(&mut self, x: f32, baseline: f32, text: &str, style: Style) -> f32 {
        let width = self.width(text, style);
        self.text_measured(x, baseline, text, width, style)
    }

    /// A line of text whose width was measured before.
    pub fn text_measured(
        &mut self,
        x: f32,
        baseline: f32,
        text: &str,
        width: f32,
        style: Style,
    ) -> f32 {
        if !text.trim().is_empty() {
            self.push(Shape::Text(Text {
                at: Point { x, y: baseline },
                text: text.to_owned(),
                size: style.size,
                weight: style.weight,
                ink: style.ink,
                alpha: style.alpha,
                width,
            }));
        }
        x + width
    }

    /// A line of text, shortened with … where it is wider than `most`; gives back its right end.
    pub fn text_fit(&mut self, x: f32, baseline: f32, text: &str, style: Style, most: f32) -> f32 {
        let (shown, width) = self.fit(text, style, most);
        self.text_measured(x, baseline, &shown, width, style)
    }

    /// What is left of a line that may be `most` wide, and how wide that is.
    pub fn fit(&self, text: &str, style: Style, most: f32) -> (String, f32) {
        if most < style.size {
            // Not even one letter and the dots would fit.
            return (String::new(), 0.0);
        }
        let (shown, width) = self.measure.fit(&one_line(text), style.size, style.weight, most);
        if width > most { (String::new(), 0.0) } else { (shown, width) }
    }

    /// The text in so many lines, all as narrow as they can be: so none is left with a single word.
    pub fn even(&self, text: &str, style: Style, room: f32, lines: usize) -> Vec<String> {
        let wrap = |width: f32| self.measure.wrap(text, style.size, style.weight, width);
        let (mut narrow, mut wide) = (room / 3.0, room);
        for _ in 0..10 {
            let middle = f32::midpoint(narrow, wide);
            if wrap(middle).len() > lines { narrow = middle } else { wide = middle }
        }
        wrap(wide)
    }

    /// At most `most` lines of a text; what is left over is cut with … at the end of the last.
    pub fn wrapped(&self, text: &str, style: Style, room: f32, most: usize) -> Vec<String> {
        let mut lines = self.measure.wrap(text, style.size, style.weight, room);
        if lines.len() > most {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(self.fit(&rest, style, room).0);
        }
        lines.retain(|l| !l.trim().is_empty());
        lines
    }

    /// Everything that `draw` puts down, as one mark.
    pub fn group(&mut self, tag: &Tag, title: &str, draw: impl FnOnce(&mut Self)) {
        let children = self.inner(draw);
        if !children.is_empty() {
            let group = Group { tag: tag.to_string(), title: title.to_owned(), children };
            self.nodes.push(Node::Group(group));
        }
    }

    /// Everything that `draw` puts down, as one of the parts around the canvas; see [`crate::scene::part`].
    pub fn part(&mut self, tag: &str, draw: impl FnOnce(&mut Self)) {
        let children = self.inner(draw);
        if !children.is_empty() {
            let group = Group { tag: tag.to_owned(), title: String::new(), children };
            self.nodes.push(Node::Group(group));
        }
    }

    /// Everything that `draw` puts down, cut off at the edges of `rect`.
    pub fn clip(&mut self, rect: Rect, draw: impl FnOnce(&mut Self)) {
        let children = self.inner(draw);
        if !children.is_empty() {
            self.nodes.push(Node::Clip { rect, children });
        }
    }

    fn inner(&mut self, draw: impl FnOnce(&mut Self)) -> Vec<Node> {
        let outer = std::mem::take(&mut self.nodes);
        draw(self);
        std::mem::replace(&mut self.nodes, outer)
    }
}

/// Every line of text in a scene with the part of its box that is not cut off: what tests for overlaps read.
#[must_use]
pub fn visible_texts(scene: &Scene) -> Vec<(Text, Rect)> {
    fn walk(nodes: &[Node], seen: Rect, found: &mut Vec<(Text, Rect)>) {
        for node in nodes {
            match node {
                Node::Shape(Shape::Text(text)) => {
                    let part = text.bounds().intersection(&seen);
                    if part.w > 0.0 && part.h > 0.0 {
                        found.push((text.clone(), part));
                    }
                }
                Node::Shape(_) => {}
                Node::Group(g) => walk(&g.children, seen, found),
                Node::Clip { rect, children } => walk(children, seen.intersection(rect), found),
            }
        }
    }
    let mut found = Vec::new();
    walk(&scene.nodes, Rect { x: 0.0, y: 0.0, w: scene.width, h: scene.height }, &mut found);
    found
}
