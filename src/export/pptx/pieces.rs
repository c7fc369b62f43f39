//! A scene as what a slide is made of: groups, shapes, words, and the title apart from them.

use super::cut::{self, Drawn};
use super::place::{Area, Frame};
use crate::scene::{Group, Node, Rect, Shape, Text, part};

/// A part of a slide, with its place.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// A shape.
    Drawn(Drawn, Area),
    /// A line of words.
    Words(&'a Text, Area),
    /// A group.
    Group(Cluster<'a>, Area),
}

/// Why pieces stand together.
#[derive(Debug)]
pub(super) struct Cluster<'a> {
    /// The mark that they are; `None` for what belongs to no mark.
    pub(super) mark: Option<&'a Group>,
    /// Its parts, in paint order; never empty.
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Everything on one slide.
#[derive(Debug, Default)]
pub(super) struct Slide<'a> {
    /// The lines of the title; empty where the scene has none.
    pub(super) title: Vec<&'a Text>,
    /// True where something filled lies under the title.
    pub(super) title_on_top: bool,
    /// The rest, in paint order.
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Sorts the parts of a scene, and cuts them to what may be seen.
pub(super) fn pieces<'a>(nodes: &'a [Node], frame: &Frame) -> Slide<'a> {
    let title = title(nodes, frame.page);
    let mut sorter = Sorter { frame, title: &title, filled: Vec::new() };
    let pieces = bundled(sorter.pieces(nodes, None));
    let boxes = |text: &&Text| text.bounds();
    let covers = |filled: &Rect| title.iter().map(boxes).any(|words| filled.overlaps(&words));
    let title_on_top = sorter.filled.iter().any(covers);
    Slide { title_on_top, title, pieces }
}

impl Piece<'_> {
    /// Where it stands on the slide.
    pub(super) fn area(&self) -> Area {
        match self {
            Self::Drawn(_, area) | Self::Words(_, area) | Self::Group(_, area) => *area,
        }
    }
}

/// The words of the headline, or of the title of the case, in the type of its first line.
///
/// What is set smaller beside it, such as a place, stays where it is and is no title.
fn title(nodes: &[Node], page: Rect) -> Vec<&Text> {
    for tag in [part::HEADLINE, part::TITLE] {
        let mut words = Vec::new();
        if let Some(group) = tagged(nodes, tag) {
            texts(&group.children, &mut words);
        }
        words.retain(|t| !t.text.trim().is_empty() && cut::keeps_text(t, None, page));
        if let Some(first) = words.first().copied() {
            words.retain(|t| t.size == first.size && t.weight == first.weight);
            return words;
        }
    }
    Vec::new()
}

/// The first group with that tag.
fn tagged<'a>(nodes: &'a [Node], tag: &str) -> Option<&'a Group> {
    nodes.iter().find_map(|node| match node {
        Node::Shape(_) => None,
        Node::Clip { children, .. } => tagged(children, tag),
        Node::Group(group) if group.tag == tag => Some(group),
        Node::Group(group) => tagged(&group.children, tag),
    })
}

/// Every line of words, however deep.
fn texts<'a>(nodes: &'a [Node], out: &mut Vec<&'a Text>) {
    for node in nodes {
        match node {
            Node::Shape(Shape::Text(text)) => out.push(text),
            Node::Shape(_) => {}
            Node::Clip { children, .. } => texts(children, out),
            Node::Group(group) => texts(&group.children, out),
        }
    }
}

/// Puts what belongs to no mark into groups of its own, each as large as the paint order lets it be.
fn bundled(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut loose = Vec::new();
    for piece in pieces {
        if matches!(piece, Piece::Group(..)) {
            gather(&mut out, std::mem::take(&mut loose));
            out.push(piece);
        } else {
            loose.push(piece);
        }
    }
    gather(&mut out, loose);
    out
}

/// Adds what belongs to no mark, as a group unless it is one line of words.
fn gather<'a>(out: &mut Vec<Piece<'a>>, loose: Vec<Piece<'a>>) {
    if let [Piece::Words(..)] = loose.as_slice() {
        out.extend(loose);
    } else {
        out.extend(together(None, loose));
    }
}

/// A group of `pieces`, where there are any.
fn together<'a>(mark: Option<&'a Group>, pieces: Vec<Piece<'a>>) -> Option<Piece<'a>> {
    let area = pieces.iter().map(Piece::area).reduce(Area::union)?;
    Some(Piece::Group(Cluster { mark, pieces }, area))
}

struct Sorter<'a, 'b> {
    frame: &'b Frame,
    /// Lines that are the title and stand nowhere else.
    title: &'b [&'a Text],
    /// Places of everything with an inside.
    filled: Vec<Rect>,
}

impl<'a> Sorter<'a, '_> {
    /// The parts of `nodes` that may be seen inside `clip`, or on the page where there is none.
    fn pieces(&mut self, nodes: &'a [Node], clip: Option<Rect>) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Shape(Shape::Text(text)) => out.extend(self.words(text, clip)),
                Node::Shape(shape) => out.extend(self.drawn(shape, clip)),
                Node::Clip { rect, children } => {
                    // What is cut to a place that does not exist is not there.
                    if [rect.x, rect.y, rect.w, rect.h].iter().all(|n| n.is_finite()) {
                        let inner = rect.intersection(&clip.unwrap_or(self.frame.page));
                        out.extend(self.pieces(children, Some(inner)));
                    }
                }
                Node::Group(group) => {
                    let inside = self.pieces(&group.children, clip);
                    // The canvas is no mark: what lies loose in it is ground and grid.
                    let canvas = group.tag == part::CANVAS;
                    let inside = if canvas { bundled(inside) } else { inside };
                    out.extend(together(Some(group), inside));
                }
            }
        }
        out
    }

    fn words(&self, text: &'a Text, clip: Option<Rect>) -> Option<Piece<'a>> {
        let titled = self.title.iter().any(|line| std::ptr::eq(*line, text));
        let kept = !titled && cut::keeps_text(text, clip, self.frame.page);
        kept.then(|| Piece::Words(text, super::text::area(text, self.frame)))
    }

    fn drawn(&mut self, shape: &Shape, clip: Option<Rect>) -> Vec<Piece<'a>> {
        let page = self.frame.page;
        let drawn = match (shape, clip) {
            // The slide cuts a mark at its edge by itself.
            (Shape::Circle { radius, .. }, None) => {
                let near = cut::cut(shape, page.grown(radius.min(page.w)));
                near.filter(|drawn| cut::bounds(&drawn.form).overlaps(&page))
            }
            _ => cut::cut(shape, clip.unwrap_or(page)),
        };
        let pieces = drawn.map(cut::hatched).unwrap_or_default().into_iter().map(|drawn| {
            let bounds = cut::bounds(&drawn.form);
            if drawn.fill.is_some() {
                self.filled.push(bounds);
            }
            Piece::Drawn(drawn, self.frame.area(bounds))
        });
        pieces.collect()
    }
}
