//! Moving what is already laid out.

use super::{Group, Node, Point, Rect, Scene, Shape, Text};

/// The nodes moved by some points, for a canvas inside a page.
pub fn shifted(nodes: Vec<Node>, dx: f32, dy: f32) -> Vec<Node> {
    let point = |p: Point| Point { x: p.x + dx, y: p.y + dy };
    let area = |r: Rect| Rect { x: r.x + dx, y: r.y + dy, ..r };
    nodes
        .into_iter()
        .map(|node| match node {
            Node::Group(g) => Node::Group(Group { children: shifted(g.children, dx, dy), ..g }),
            Node::Clip { rect, children } => {
                Node::Clip { rect: area(rect), children: shifted(children, dx, dy) }
            }
            Node::Shape(shape) => Node::Shape(match shape {
                Shape::Rect { rect, radius, fill, stroke } => {
                    Shape::Rect { rect: area(rect), radius, fill, stroke }
                }
                Shape::Line { from, to, stroke } => {
                    Shape::Line { from: point(from), to: point(to), stroke }
                }
                Shape::Circle { center, radius, fill, stroke } => {
                    Shape::Circle { center: point(center), radius, fill, stroke }
                }
                Shape::Polygon { points, fill, stroke } => {
                    Shape::Polygon { points: points.into_iter().map(point).collect(), fill, stroke }
                }
                Shape::Columns { mut bars, ink, alpha } => {
                    for bar in &mut bars {
                        (bar.left, bar.right) = (bar.left + dx, bar.right + dx);
                        (bar.top, bar.bottom) = (bar.top + dy, bar.bottom + dy);
                    }
                    Shape::Columns { bars, ink, alpha }
                }
                Shape::Text(text) => Shape::Text(Text { at: point(text.at), ..text }),
            }),
        })
        .collect()
}

/// The nodes without what lies wholly above or below the clip around it.
///
/// It cannot be seen, but it would stand in a file: thousands of rows that a page has no room for are slow to write
/// and to draw, and a reader of the file would find what the page says is not shown.
pub fn within_clips(nodes: Vec<Node>) -> Vec<Node> {
    kept(nodes, (f32::NEG_INFINITY, f32::INFINITY))
}

/// As [`within_clips`], inside a clip from one height to another.
fn kept(nodes: Vec<Node>, (top, bottom): (f32, f32)) -> Vec<Node> {
    let keep = |node: Node| match node {
        Node::Group(g) => {
            let children = kept(g.children, (top, bottom));
            (!children.is_empty()).then_some(Node::Group(Group { children, ..g }))
        }
        Node::Clip { rect, children } => {
            let inside = (rect.y.max(top), (rect.y + rect.h).min(bottom));
            let children = kept(children, inside);
            (!children.is_empty()).then_some(Node::Clip { rect, children })
        }
        Node::Shape(shape) => {
            let (from, to) = heights(&shape);
            // What is no number is left to those who draw.
            let unseen = to + EDGE < top || from - EDGE > bottom;
            (!unseen).then_some(Node::Shape(shape))
        }
    };
    nodes.into_iter().filter_map(keep).collect()
}

/// Wider than half of any stroke, in points.
const EDGE: f32 = 4.0;

/// The upper and the lower end of a shape, its stroke left aside.
fn heights(shape: &Shape) -> (f32, f32) {
    match shape {
        Shape::Rect { rect, .. } => (rect.y, rect.y + rect.h),
        Shape::Line { from, to, .. } => (from.y.min(to.y), from.y.max(to.y)),
        Shape::Circle { center, radius, .. } => (center.y - radius, center.y + radius),
        Shape::Polygon { points, .. } => points
            .iter()
            .fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), p| (a.min(p.y), b.max(p.y))),
        Shape::Columns { bars, .. } => {
            bars.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), bar| {
                (a.min(bar.top), b.max(bar.bottom))
            })
        }
        Shape::Text(text) => {
            let bounds = text.bounds();
            (bounds.y, bounds.y + bounds.h)
        }
    }
}

impl Scene {
    /// The same with so many points of paper on every side.
    #[must_use]
    pub fn padded(self, margin: f32) -> Self {
        if margin <= 0.0 || !margin.is_finite() {
            return self;
        }
        Self {
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
            nodes: shifted(self.nodes, margin, margin),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Ink, Stroke};

    #[test]
    fn what_a_clip_hides_above_and_below_is_left_out_with_its_words() {
        let line = |y: f32| {
            let (from, to) = (Point { x: 0.0, y }, Point { x: 9.0, y });
            Node::Shape(Shape::Line { from, to, stroke: Stroke::solid(Ink::Text, 1.0) })
        };
        let group = |tag: &str, y: f32| {
            Node::Group(Group { tag: tag.into(), title: String::new(), children: vec![line(y)] })
        };
        let rect = Rect { x: 0.0, y: 10.0, w: 9.0, h: 20.0 };
        let clip = |children: Vec<Node>| Node::Clip { rect, children };
        let nodes = vec![
            line(90.0),
            clip(vec![group("above", -5.0), group("in", 20.0), line(32.0), group("below", 90.0)]),
            clip(vec![line(90.0)]),
        ];
        let expected = vec![line(90.0), clip(vec![group("in", 20.0), line(32.0)])];
        assert_eq!(within_clips(nodes), expected);
    }
}
