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
                Shape::Text(text) => Shape::Text(Text { at: point(text.at), ..text }),
            }),
        })
        .collect()
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
