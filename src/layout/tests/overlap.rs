//! Looks for words over words, and words over marks.

use crate::layout::visible_texts;
use crate::scene::{Fill, Ink, Node, Rect, Scene, Shape};

/// All words of a scene that are in view.
pub fn said(scene: &Scene) -> Vec<String> {
    visible_texts(scene).into_iter().map(|(t, _)| t.text).collect()
}

/// The first two lines of text that lie over each other.
pub fn overlap(scene: &Scene) -> Option<String> {
    let mut texts = visible_texts(scene);
    texts.sort_by(|a, b| a.1.x.total_cmp(&b.1.x));
    // Ascenders and descenders of different lines hardly ever meet; what is measured is the body of the letters.
    let body = |r: &Rect| Rect { y: r.y + 0.5, h: r.h - 1.0, ..*r };
    for (i, (a, ra)) in texts.iter().enumerate() {
        for (b, rb) in texts.get(i + 1..).unwrap_or_default() {
            if rb.x >= ra.right() - 0.1 {
                break;
            }
            if body(ra).overlaps(&body(rb)) {
                return Some(format!("“{}” {ra:?} and “{}” {rb:?}", a.text, b.text));
            }
        }
    }
    None
}

/// The first line of text that lies over the mark of another event.
pub fn covered(scene: &Scene) -> Option<String> {
    let (mut marks, mut labels) = (Vec::new(), Vec::new());
    let all = Rect { x: 0.0, y: 0.0, w: scene.width, h: scene.height };
    gather(&scene.nodes, "", all, &mut marks, &mut labels);
    for (of, words, text) in &labels {
        for (tag, mark) in &marks {
            if tag != of && mark.overlaps(text) {
                return Some(format!("“{words}” of {of} {text:?} over {tag} {mark:?}"));
            }
        }
    }
    None
}

fn gather(
    nodes: &[Node],
    tag: &str,
    seen: Rect,
    marks: &mut Vec<(String, Rect)>,
    labels: &mut Vec<(String, String, Rect)>,
) {
    let is_mark = ["event:", "fold:", "claim:"].iter().any(|p| tag.starts_with(p));
    let in_view = |rect: Rect| {
        let part = rect.intersection(&seen);
        (is_mark && part.w > 0.0 && part.h > 0.0).then(|| (tag.to_owned(), part))
    };
    for node in nodes {
        match node {
            // Gaps in the lines behind a label are no marks.
            Node::Shape(Shape::Rect { fill: Some(Fill::Plain(Ink::Background, _)), .. }) => {}
            Node::Shape(Shape::Rect { rect, .. }) => marks.extend(in_view(rect.grown(-0.5))),
            Node::Shape(Shape::Circle { center, radius, .. }) => {
                let r = radius - 0.5;
                let (x, y) = (center.x, center.y);
                marks.extend(in_view(Rect::from_edges(x - r, y - r, x + r, y + r)));
            }
            Node::Shape(Shape::Text(text)) => {
                let part = text.bounds().intersection(&seen);
                if is_mark && part.w > 0.0 && part.h > 0.0 {
                    labels.push((
                        tag.to_owned(),
                        text.text.clone(),
                        Rect { y: part.y + 1.5, h: part.h - 3.0, ..part },
                    ));
                }
            }
            Node::Shape(_) => {}
            Node::Group(g) => gather(&g.children, &g.tag, seen, marks, labels),
            Node::Clip { rect, children } => {
                gather(children, tag, seen.intersection(rect), marks, labels)
            }
        }
    }
}
