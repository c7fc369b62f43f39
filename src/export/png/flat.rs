//! A scene as it is drawn into pixels: shape after shape, with as little left to cut off as can be.
//!
//! A renderer of SVG draws what is cut off at an edge on a sheet of its own, and lays that over the picture: sheets as
//! large as the canvas, one for each lane, take longer than everything that is drawn on them. Most shapes lie inside
//! their edges, and upright ones can be cut before they are drawn; what is left is cut one by one, on small sheets.

use crate::scene::{Bar, BarForm, Fill, Node, Point, Rect, Scene, Shape, Stroke};

/// How far letters may reach beyond the box of their line, in parts of their size.
const OVERHANG: f32 = 0.5;

/// The same picture, without marks and words, which pixels do not show.
pub(super) fn scene(scene: &Scene) -> Scene {
    let mut nodes = Vec::new();
    flatten(&scene.nodes, None, &mut nodes);
    Scene { width: scene.width, height: scene.height, nodes, ..Scene::default() }
}

fn flatten(nodes: &[Node], within: Option<Rect>, out: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Shape(shape) => match (within, shape) {
                (None, _) => out.push(Node::Shape(shape.clone())),
                (Some(rect), Shape::Columns { bars, ink, alpha }) => {
                    columns(
                        bars,
                        rect,
                        |bars| Shape::Columns { bars, ink: *ink, alpha: *alpha },
                        out,
                    );
                }
                (Some(rect), _) => out.extend(cut(shape, rect)),
            },
            Node::Group(group) => flatten(&group.children, within, out),
            Node::Clip { rect, children } => {
                // An edge that is no number cuts off everything, as it does in an SVG.
                if [rect.x, rect.y, rect.w, rect.h].iter().all(|n| n.is_finite()) {
                    let rect = within.map_or(*rect, |outer| outer.intersection(rect));
                    flatten(children, Some(rect), out);
                }
            }
        }
    }
}

/// What of a shape lies inside `rect`.
fn cut(shape: &Shape, rect: Rect) -> Option<Node> {
    let cut_off = || Node::Clip { rect, children: vec![Node::Shape(shape.clone())] };
    let whole = reach(shape);
    if ![whole.x, whole.y, whole.w, whole.h].iter().all(|n| n.is_finite()) {
        return Some(cut_off());
    }
    if holds(&rect, &whole) {
        return Some(Node::Shape(shape.clone()));
    }
    if apart(&rect, &whole) {
        return None;
    }
    let rest = match shape {
        Shape::Rect { rect: own, radius, fill: fill @ Some(fill_of), stroke: None }
            if *radius <= 0.0 && !matches!(fill_of, Fill::Fade { .. }) =>
        {
            let own = own.intersection(&rect);
            Some(Shape::Rect { rect: own, radius: 0.0, fill: *fill, stroke: None })
        }
        Shape::Line { from, to, stroke } => line((*from, *to), *stroke, &rect),
        _ => None,
    };
    Some(rest.map_or_else(cut_off, Node::Shape))
}

/// What of many areas lies inside `rect`: upright ones are cut, and signs that an edge goes through are cut off by it.
///
/// Signs at an edge are few, and lie over bars of the same ink, but for one that is half opaque.
fn columns(bars: &[Bar], rect: Rect, shape: impl Fn(Vec<Bar>) -> Shape, out: &mut Vec<Node>) {
    let (mut inside, mut at_edge) = (Vec::with_capacity(bars.len()), Vec::new());
    for bar in bars {
        let whole = Rect::from_edges(bar.left, bar.top, bar.right, bar.bottom);
        let sound = [whole.x, whole.y, whole.w, whole.h].iter().all(|n| n.is_finite());
        if !sound || apart(&rect, &whole) {
            continue;
        }
        if holds(&rect, &whole) {
            inside.push(*bar);
        } else if bar.form == BarForm::Block {
            let seen = whole.intersection(&rect);
            let (right, bottom) = (seen.right(), seen.bottom());
            inside.push(Bar { left: seen.x, top: seen.y, right, bottom, form: bar.form });
        } else {
            at_edge.push(*bar);
        }
    }
    if !inside.is_empty() {
        out.push(Node::Shape(shape(inside)));
    }
    if !at_edge.is_empty() {
        out.push(Node::Clip { rect, children: vec![Node::Shape(shape(at_edge))] });
    }
}

/// An upright or level line that is drawn through, as far as it lies inside; `None` for any other.
fn line((a, b): (Point, Point), stroke: Stroke, rect: &Rect) -> Option<Shape> {
    let half = stroke.width / 2.0;
    if stroke.dash.is_some() {
        // Dashes are counted from its beginning.
        return None;
    }
    let (from, to) = if a.x == b.x && a.x - half >= rect.x && a.x + half <= rect.right() {
        let inside = |y: f32| y.clamp(rect.y, rect.bottom());
        (Point { y: inside(a.y), ..a }, Point { y: inside(b.y), ..b })
    } else if a.y == b.y && a.y - half >= rect.y && a.y + half <= rect.bottom() {
        let inside = |x: f32| x.clamp(rect.x, rect.right());
        (Point { x: inside(a.x), ..a }, Point { x: inside(b.x), ..b })
    } else {
        return None;
    };
    Some(Shape::Line { from, to, stroke })
}

/// A rectangle that holds everything that is drawn of a shape.
fn reach(shape: &Shape) -> Rect {
    let wide = |stroke: &Option<Stroke>| stroke.map_or(0.0, |s| s.width);
    match shape {
        Shape::Rect { rect, stroke, .. } => rect.grown(wide(stroke)),
        Shape::Line { from, to, stroke } => around(&[*from, *to]).grown(stroke.width),
        Shape::Circle { center, radius, stroke, .. } => {
            around(&[*center]).grown(radius + wide(stroke))
        }
        // Pointed corners reach further than half the width of their line.
        Shape::Polygon { points, stroke, .. } => around(points).grown(2.0 * wide(stroke)),
        Shape::Columns { bars, .. } => {
            let corners = bars.iter().flat_map(|bar| {
                [Point { x: bar.left, y: bar.top }, Point { x: bar.right, y: bar.bottom }]
            });
            around(&corners.collect::<Vec<_>>())
        }
        Shape::Text(text) => text.bounds().grown(text.size * OVERHANG),
    }
}

/// The least rectangle that holds all of them; places that are no numbers give one that is none.
fn around(points: &[Point]) -> Rect {
    let Some(first) = points.first() else { return Rect::default() };
    let sound = points.iter().all(|p| p.x.is_finite() && p.y.is_finite());
    let (mut least, mut most) = (*first, *first);
    for p in points {
        (least.x, least.y) = (least.x.min(p.x), least.y.min(p.y));
        (most.x, most.y) = (most.x.max(p.x), most.y.max(p.y));
    }
    let x = if sound { least.x } else { f32::NAN };
    Rect { x, y: least.y, w: most.x - least.x, h: most.y - least.y }
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

fn apart(a: &Rect, b: &Rect) -> bool {
    a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Ink, Text, Weight};

    const INSIDE: Rect = Rect { x: 10.0, y: 10.0, w: 100.0, h: 50.0 };

    fn block(x: f32, y: f32, w: f32, h: f32) -> Shape {
        let (rect, fill) = (Rect { x, y, w, h }, Some(Fill::Plain(Ink::Met, 1.0)));
        Shape::Rect { rect, radius: 0.0, fill, stroke: None }
    }

    fn flat(children: Vec<Shape>) -> Vec<Node> {
        let children = children.into_iter().map(Node::Shape).collect();
        let nodes = vec![Node::Clip { rect: INSIDE, children }];
        scene(&Scene { width: 200.0, height: 100.0, nodes, ..Scene::default() }).nodes
    }

    #[test]
    fn what_lies_inside_is_drawn_as_it_is_and_what_lies_beside_is_not() {
        let inside = block(20.0, 20.0, 5.0, 5.0);
        let found = flat(vec![inside.clone(), block(150.0, 20.0, 5.0, 5.0)]);
        assert_eq!(found, [Node::Shape(inside)]);
    }

    #[test]
    fn upright_areas_and_lines_are_cut_before_they_are_drawn() {
        let stroke = Stroke::solid(Ink::Hairline, 1.0);
        let line = |y0, y1| Shape::Line {
            from: Point { x: 50.0, y: y0 },
            to: Point { x: 50.0, y: y1 },
            stroke,
        };
        let found = flat(vec![block(0.0, 20.0, 30.0, 5.0), line(0.0, 99.0)]);
        assert_eq!(found, [block(10.0, 20.0, 20.0, 5.0), line(10.0, 60.0)].map(Node::Shape));
    }

    #[test]
    fn what_cannot_be_cut_keeps_its_edge() {
        let text = Shape::Text(Text {
            at: Point { x: 100.0, y: 30.0 },
            text: "Hearing".into(),
            size: 12.0,
            weight: Weight::Regular,
            ink: Ink::Text,
            alpha: 1.0,
            width: 60.0,
        });
        let dashed = Shape::Line {
            from: Point { x: 0.0, y: 20.0 },
            to: Point { x: 200.0, y: 20.0 },
            stroke: Stroke::dashed(Ink::Text, 1.0, 3.0, 2.0),
        };
        for shape in [text, dashed] {
            let found = flat(vec![shape]);
            assert!(matches!(found.as_slice(), [Node::Clip { rect: INSIDE, .. }]), "{found:?}");
        }
    }

    #[test]
    fn bars_are_cut_and_only_signs_that_an_edge_goes_through_keep_it() {
        let bar = |left: f32, form| Bar { left, right: left + 6.0, top: 20.0, bottom: 30.0, form };
        let bars = vec![
            bar(7.0, BarForm::Block),
            bar(50.0, BarForm::Block),
            bar(60.0, BarForm::Up),
            bar(107.0, BarForm::Down),
            bar(200.0, BarForm::Block),
        ];
        let (ink, alpha) = (Ink::Met, 1.0);
        let of = |bars: Vec<Bar>| Node::Shape(Shape::Columns { bars, ink, alpha });
        let found = flat(vec![Shape::Columns { bars: bars.clone(), ink, alpha }]);
        let first = Bar { left: 10.0, ..bars[0] };
        let edge = Node::Clip { rect: INSIDE, children: vec![of(vec![bars[3]])] };
        assert_eq!(found, [of(vec![first, bars[1], bars[2]]), edge]);
    }

    #[test]
    fn edges_within_edges_cut_at_both() {
        let inner = Rect { x: 50.0, y: 0.0, w: 200.0, h: 200.0 };
        let children = vec![Node::Shape(block(0.0, 0.0, 200.0, 100.0))];
        let children = vec![Node::Clip { rect: inner, children }];
        let nodes = vec![Node::Clip { rect: INSIDE, children }];
        let found = scene(&Scene { width: 200.0, height: 100.0, nodes, ..Scene::default() }).nodes;
        assert_eq!(found, [Node::Shape(block(50.0, 10.0, 60.0, 50.0))]);
    }
}
