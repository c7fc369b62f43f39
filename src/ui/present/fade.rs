//! From one slide to the next: what is new fades in, what stays does not move.
//!
//! Both slides are cut into their shapes. A shape that is in both, at the same place, is drawn as it is; so a
//! step that reveals more of a picture changes nothing else, and two pictures with nothing in common cross-fade.

use crate::publish::Drawn;
use crate::scene::{Ink, Node, Rect, Shape};
use crate::state::Presentation;
use crate::ui::paint::{self, Place};
use crate::ui::theme;
use egui::{Context, Id, Painter};
use std::collections::HashMap;

/// How long it takes, seconds.
const TAKES: f64 = 0.25;

/// The last turn from one step to another.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// When the presentation began: a turn of another one is none of this one's.
    show: f64,
    from: usize,
    to: usize,
    /// When the turn began, seconds of the frame time.
    began: f64,
}

/// The step that is on its way out, and how much of the new one is there, 0 to 1; `None` at rest.
///
/// Asks for another frame until it is at rest, and for none after.
pub(super) fn turning(
    context: &Context,
    presentation: &Presentation,
    still: bool,
) -> Option<(usize, f32)> {
    let id = Id::unique("slide-turn");
    let now = context.input(|i| i.time);
    let (show, to) = (presentation.began, presentation.step);
    let resting = Turn { show, from: to, to, began: now };
    let mut turn = context.data(|d| d.get_temp::<Turn>(id)).unwrap_or(resting);
    if turn.show != show {
        turn = resting;
    } else if turn.to != to {
        turn = Turn { show, from: turn.to, to, began: now };
    }
    if still {
        turn.from = to;
    }
    context.data_mut(|d| d.insert_temp(id, turn));
    let part = ((now - turn.began) / TAKES).clamp(0.0, 1.0) as f32;
    if turn.from == to || part >= 1.0 {
        return None;
    }
    context.request_repaint();
    // Slow at both ends, so that nothing jumps into view.
    Some((turn.from, part * part * (3.0 - 2.0 * part)))
}

/// A shape, and what is cut off it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Leaf<'a> {
    clip: Option<Rect>,
    shape: &'a Shape,
}

/// Paints a slide, on its way from another one where there is one.
pub(super) fn paint(
    painter: &Painter,
    from: Option<(&Drawn, Place, f32)>,
    to: &Drawn,
    place: Place,
) {
    let Some((before, old_place, part)) = from else {
        paint::placed(painter, &to.page.scene, &to.theme, place);
        return;
    };
    let (mut old, mut new) = (Vec::new(), Vec::new());
    leaves(&before.page.scene.nodes, None, &mut old);
    leaves(&to.page.scene.nodes, None, &mut new);
    let comparable = old_place == place && before.theme == to.theme;
    let stays = if comparable { matches(&old, &new) } else { vec![None; new.len()] };
    if before.theme != to.theme {
        let ground = theme::color(&before.theme, Ink::Background);
        let all = painter.clip_rect();
        painter.rect_filled(all, 0, ground.gamma_multiply(1.0 - part));
    }
    let mut kept = vec![false; old.len()];
    stays.iter().flatten().for_each(|i| kept[*i] = true);
    let draw = |leaf: &Leaf<'_>, drawn: &Drawn, place: Place, alpha: f32| {
        let mut painter = painter.clone();
        if let Some(clip) = leaf.clip {
            painter.shrink_clip_rect(place.rect(clip));
        }
        painter.set_opacity(alpha);
        paint::shape(&painter, leaf.shape, &drawn.theme, place);
    };
    // What goes is painted where it stood among what stays, so that nothing comes to lie over it at once.
    let mut next = 0;
    let leave = |upto: usize, next: &mut usize| {
        while *next < upto {
            if !kept[*next] {
                draw(&old[*next], before, old_place, 1.0 - part);
            }
            *next += 1;
        }
    };
    for (leaf, stays) in new.iter().zip(&stays) {
        if let Some(place) = stays {
            leave(*place, &mut next);
        }
        draw(leaf, to, place, if stays.is_some() { 1.0 } else { part });
    }
    leave(old.len(), &mut next);
}

/// The shapes of a scene, in paint order.
fn leaves<'a>(nodes: &'a [Node], clip: Option<Rect>, found: &mut Vec<Leaf<'a>>) {
    for node in nodes {
        match node {
            Node::Shape(shape) => found.push(Leaf { clip, shape }),
            Node::Group(group) => leaves(&group.children, clip, found),
            Node::Clip { rect, children } => {
                let both = clip.map_or(*rect, |clip| clip.intersection(rect));
                leaves(children, Some(both), found);
            }
        }
    }
}

/// For each new shape the old one that it is, each used once.
fn matches(old: &[Leaf<'_>], new: &[Leaf<'_>]) -> Vec<Option<usize>> {
    let mut places: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for (i, leaf) in old.iter().enumerate().rev() {
        places.entry(corner(leaf.shape)).or_default().push(i);
    }
    new.iter()
        .map(|leaf| {
            let near = places.get_mut(&corner(leaf.shape))?;
            let found = near.iter().rposition(|i| old.get(*i) == Some(leaf))?;
            Some(near.remove(found))
        })
        .collect()
}

/// A place by which equal shapes find each other.
fn corner(shape: &Shape) -> (u32, u32) {
    let (x, y) = match shape {
        Shape::Rect { rect, .. } => (rect.x, rect.y),
        Shape::Line { from, .. } => (from.x, from.y),
        Shape::Circle { center, .. } => (center.x, center.y),
        Shape::Polygon { points, .. } => points.first().map_or((0.0, 0.0), |p| (p.x, p.y)),
        Shape::Columns { bars, .. } => bars.first().map_or((0.0, 0.0), |b| (b.left, b.top)),
        Shape::Text(text) => (text.at.x, text.at.y),
    };
    (x.to_bits(), y.to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Point, Stroke};

    fn line(x: f32, ink: Ink) -> Shape {
        let (from, to) = (Point { x, y: 0.0 }, Point { x, y: 9.0 });
        Shape::Line { from, to, stroke: Stroke::solid(ink, 1.0) }
    }

    fn bare(shapes: &[Shape]) -> Vec<Leaf<'_>> {
        shapes.iter().map(|shape| Leaf { clip: None, shape }).collect()
    }

    #[test]
    fn what_is_the_same_at_the_same_place_stays() {
        let old = [line(1.0, Ink::Text), line(2.0, Ink::Text)];
        let new = [line(1.0, Ink::Text), line(2.0, Ink::Met), line(3.0, Ink::Text)];
        assert_eq!(matches(&bare(&old), &bare(&new)), [Some(0), None, None]);
    }

    #[test]
    fn a_shape_drawn_twice_is_matched_once_each() {
        let old = [line(1.0, Ink::Text)];
        let new = [line(1.0, Ink::Text), line(1.0, Ink::Text)];
        assert_eq!(matches(&bare(&old), &bare(&new)), [Some(0), None]);
        assert_eq!(matches(&bare(&new), &bare(&new)), [Some(0), Some(1)]);
    }

    #[test]
    fn what_is_cut_off_differently_is_another_shape() {
        let shape = line(1.0, Ink::Text);
        let clip = Some(Rect { x: 0.0, y: 0.0, w: 5.0, h: 5.0 });
        let (a, b) = (Leaf { clip, shape: &shape }, Leaf { clip: None, shape: &shape });
        assert_eq!(matches(&[a], &[b]), [None]);
    }

    #[test]
    fn clips_inside_clips_are_cut_to_both() {
        let rect = |w| Rect { x: 0.0, y: 0.0, w, h: 4.0 };
        let inner =
            Node::Clip { rect: rect(9.0), children: vec![Node::Shape(line(1.0, Ink::Text))] };
        let nodes = [Node::Clip { rect: rect(3.0), children: vec![inner] }];
        let mut found = Vec::new();
        leaves(&nodes, None, &mut found);
        assert_eq!(found.iter().map(|l| l.clip).collect::<Vec<_>>(), [Some(rect(3.0))]);
    }
}
