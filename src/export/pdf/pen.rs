//! Walks a scene and draws it on a page.

use krilla::geom::{Path, Transform};
use krilla::paint::{Fill as Inside, FillRule, Stroke as Outline};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::structure::{Content, Role, role};
use super::words::Fonts;
use super::{cut, paint};
use crate::export::{ExportError, Page};
use crate::scene::{self, Fill, Group, Ink, Node, Point, Rect, Shape, Stroke, Theme, hatch, part};

/// Parts of a scene between two questions whether the file is still wanted.
const PATIENCE: usize = 2_048;
/// Groups and clips inside each other; a scene has about four, and deeper ones are left out.
const DEEPEST: usize = 200;
/// Points of a scene that are drawn at most, either way: some hundred times the largest page.
const WIDEST: f32 = 1e6;
/// Points beyond the page, or widths of a stroke, at which a shape is cut: no cut edge shows.
const MARGIN: f32 = 64.0;

/// Draws one page.
pub(super) struct Pen<'a, 'p> {
    pub(super) surface: Surface<'p>,
    page: &'a Page,
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a mut Fonts,
    check: &'a dyn Fn() -> Result<(), ExportError>,
    pub(super) content: Content,
    /// What the open stretch of content is; `None` where none is open.
    pub(super) open: Option<Role>,
    /// What is seen of the scene here: the page, less what clips cut off.
    pub(super) seen: Rect,
    /// Which group holds the heading.
    heading: &'static str,
    /// True where the scene says which group is the canvas, so that shapes outside it are decoration.
    has_canvas: bool,
    /// Paragraphs begun.
    paragraphs: usize,
    /// Parts drawn.
    count: usize,
    /// Set once nobody wants the file; from then on nothing is drawn, but everything closed.
    stopped: Option<ExportError>,
}

impl<'a, 'p> Pen<'a, 'p> {
    /// A pen over an empty page.
    pub(super) fn new(
        surface: Surface<'p>,
        page: &'a Page,
        theme: &'a Theme,
        fonts: &'a mut Fonts,
        check: &'a dyn Fn() -> Result<(), ExportError>,
    ) -> Self {
        let nodes = &page.scene.nodes;
        let heading = if holds(nodes, part::HEADLINE, 0) { part::HEADLINE } else { part::TITLE };
        let side = |length: f32| (length / page.scale()).min(WIDEST);
        Self {
            surface,
            page,
            theme,
            fonts,
            check,
            content: Content::default(),
            open: None,
            seen: Rect { x: 0.0, y: 0.0, w: side(page.size.0), h: side(page.size.1) },
            heading,
            has_canvas: holds(nodes, part::CANVAS, 0),
            paragraphs: 0,
            count: 0,
            stopped: None,
        }
    }

    /// Draws everything, and tells which stretch is what.
    pub(super) fn draw(mut self) -> Result<Content, ExportError> {
        let (scale, page) = (self.page.scale(), self.page);
        self.ground();
        self.surface.push_transform(&Transform::from_scale(scale, scale));
        self.nodes(&page.scene.nodes, None, 0);
        if self.content.lacks_figure() {
            // Its alternative text must have something to stand for.
            self.turn_to(Role::Figure);
        }
        self.close();
        self.surface.pop();
        match self.stopped {
            Some(error) => Err(error),
            None => Ok(self.content),
        }
    }

    /// The background of the whole page.
    fn ground(&mut self) {
        let Some(whole) = super::frame(self.page) else {
            return;
        };
        let artifact = Artifact::new(ArtifactType::Background, Some(whole));
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        let rect = Rect { x: 0.0, y: 0.0, w: whole.width(), h: whole.height() };
        let fill = paint::plain(self.theme, Ink::Background, 1.0);
        self.put(paint::rectangle(rect, 0.0), fill, None);
        self.surface.end_tagged();
    }

    /// Parts in paint order, with the role of the group around them.
    fn nodes(&mut self, nodes: &[Node], around: Option<Role>, depth: usize) {
        for node in nodes {
            self.count += 1;
            if self.count.is_multiple_of(PATIENCE) && self.stopped.is_none() {
                self.stopped = (self.check)().err();
            }
            if self.stopped.is_some() || depth > DEEPEST {
                return;
            }
            match node {
                Node::Shape(shape) => self.shape(shape, around),
                Node::Group(group) => self.group(group, around, depth),
                Node::Clip { rect, children } => self.clip(*rect, children, around, depth),
            }
        }
    }

    /// A mark, or a part of the words around the canvas.
    fn group(&mut self, group: &Group, around: Option<Role>, depth: usize) {
        let own = role(&group.tag, self.heading, self.paragraphs);
        if matches!(own, Some(Role::Words(_))) {
            self.paragraphs += 1;
        }
        // A mark outside the canvas is still a part of the picture.
        let role = own.or(around).unwrap_or(Role::Figure);
        self.nodes(&group.children, Some(role), depth + 1);
    }

    /// Parts cut off at the edges of `rect`.
    fn clip(&mut self, rect: Rect, children: &[Node], around: Option<Role>, depth: usize) {
        let seen = rect.intersection(&self.seen);
        let known = [rect.x, rect.y, rect.w, rect.h].iter().all(|n| n.is_finite());
        let Some(path) =
            paint::rectangle(seen, 0.0).filter(|_| known && seen.w > 0.0 && seen.h > 0.0)
        else {
            return;
        };
        let before = std::mem::replace(&mut self.seen, seen);
        self.surface.push_clip_path(&path, &FillRule::NonZero);
        self.nodes(children, around, depth + 1);
        self.surface.pop();
        self.seen = before;
    }

    /// Opens a stretch of content of `role`, where none is open.
    pub(super) fn turn_to(&mut self, role: Role) {
        if self.open == Some(role) {
            return;
        }
        self.close();
        let tag = match role {
            Role::Artifact => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            _ => ContentTag::Other,
        };
        let id = self.surface.start_tagged(tag);
        self.content.add(role, id);
        self.open = Some(role);
    }

    /// Ends the open stretch of content.
    pub(super) fn close(&mut self) {
        if self.open.take().is_some() {
            self.surface.end_tagged();
        }
    }

    /// One shape, cut to the page.
    fn shape(&mut self, shape: &Shape, around: Option<Role>) {
        if let Shape::Text(text) = shape {
            self.text(text, around.unwrap_or(Role::Figure));
            return;
        }
        // Lines and grounds around the words say nothing.
        let decoration = match around {
            Some(role) => role != Role::Figure,
            None => self.has_canvas,
        };
        let role = if decoration { Role::Artifact } else { Role::Figure };
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                if [rect.x, rect.y, rect.w, rect.h].iter().all(|n| n.is_finite())
                    && rect.w > 0.0
                    && rect.h > 0.0
                {
                    self.rectangle(*rect, *radius, *fill, *stroke, role);
                }
            }
            Shape::Line { from, to, stroke } => self.line(*from, *to, *stroke, role),
            Shape::Circle { center, radius, fill, stroke } => {
                if *radius > 0.0 {
                    let outline = hatch::circle(*center, *radius);
                    let path = || paint::circle(*center, *radius);
                    self.area(&outline, path, *fill, *stroke, role);
                }
            }
            Shape::Polygon { points, fill, stroke } => {
                let plain = fill.filter(|fill| matches!(fill, Fill::Plain(..)));
                if points.len() > 1 {
                    let path = || paint::closed([points.as_slice()]);
                    self.area(points, path, plain, *stroke, role);
                }
            }
            Shape::Columns { bars, ink, alpha } => {
                let outlines = scene::outlines(bars, self.frame(None));
                let path = paint::closed(outlines.iter().map(Vec::as_slice));
                self.mark(path, paint::plain(self.theme, *ink, *alpha), None, role);
            }
            Shape::Text(_) => {}
        }
    }

    /// What a shape with `stroke` is cut to, beyond what is seen.
    fn frame(&self, stroke: Option<Stroke>) -> Rect {
        let width = stroke.map_or(0.0, |s| s.width).clamp(0.0, super::LONGEST);
        self.seen.grown(MARGIN + 4.0 * if width.is_nan() { 0.0 } else { width })
    }

    /// A rectangle. Cut edges lie beyond the page, and its fade keeps its shade at every place.
    fn rectangle(
        &mut self,
        rect: Rect,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
        role: Role,
    ) {
        let radius =
            if radius.is_finite() { radius.min(rect.w / 2.0).min(rect.h / 2.0) } else { 0.0 };
        let frame = self.frame(stroke).grown(radius.max(0.0));
        if !cut::touches(rect, frame) {
            return;
        }
        let part = rect.intersection(&frame);
        let outline = paint::stroke(self.theme, stroke, 0.0);
        let inside = match fill {
            Some(Fill::Fade { ink, from, to }) if from.is_finite() && to.is_finite() => {
                let (from, to) = (from.clamp(0.0, 1.0), to.clamp(0.0, 1.0));
                let shade = |x: f32| from + (to - from) * ((x - rect.x) / rect.w);
                paint::fade(self.theme, ink, part, (shade(part.x), shade(part.right())))
            }
            Some(fill @ Fill::Hatch { .. }) => {
                self.hatch(fill, &hatch::rectangle(rect, radius), role);
                None
            }
            Some(Fill::Plain(ink, alpha)) => paint::plain(self.theme, ink, alpha),
            _ => None,
        };
        self.mark(paint::rectangle(part, radius), inside, outline, role);
    }

    /// A circle or a polygon, by its corners where it must be cut, else by `path`.
    fn area(
        &mut self,
        outline: &[Point],
        path: impl FnOnce() -> Option<Path>,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
        role: Role,
    ) {
        let bounds = Rect::around(outline);
        let frame = self.frame(stroke);
        if !outline.iter().all(|p| p.x.is_finite() && p.y.is_finite())
            || !cut::touches(bounds, frame)
        {
            return;
        }
        let whole = cut::inside(bounds, frame);
        let inside = match fill {
            Some(Fill::Fade { ink, from, to }) if from.is_finite() && to.is_finite() => {
                paint::fade(self.theme, ink, bounds, (from, to))
            }
            Some(fill @ Fill::Hatch { .. }) => {
                self.hatch(fill, outline, role);
                None
            }
            Some(Fill::Plain(ink, alpha)) => paint::plain(self.theme, ink, alpha),
            _ => None,
        };
        let path =
            if whole { path() } else { paint::closed([hatch::visible(outline, frame).as_slice()]) };
        let stroke = paint::stroke(self.theme, stroke, 0.0);
        self.mark(path, inside, stroke, role);
    }

    /// A straight line, whose dashes keep their places where its start is cut off.
    fn line(&mut self, from: Point, to: Point, stroke: Stroke, role: Role) {
        let Some((from, to, skipped)) = scene::cut::line(from, to, self.frame(Some(stroke))) else {
            return;
        };
        let outline = paint::stroke(self.theme, Some(stroke), skipped);
        self.mark(paint::line(from, to), None, outline, role);
    }

    /// Stripes or dots inside a convex outline, as one path.
    fn hatch(&mut self, fill: Fill, outline: &[Point], role: Role) {
        let Fill::Hatch { ink, alpha, gap, line, pattern } = fill else {
            return;
        };
        let visible = hatch::visible(outline, self.seen);
        let polygons = hatch::marks(&visible, pattern, gap, line);
        let path = paint::closed(polygons.iter().map(Vec::as_slice));
        self.mark(path, paint::plain(self.theme, ink, alpha), None, role);
    }

    /// Draws a path in a stretch of `role`, where anything of it shows.
    fn mark(
        &mut self,
        path: Option<Path>,
        fill: Option<Inside>,
        stroke: Option<Outline>,
        role: Role,
    ) {
        if path.is_some() && (fill.is_some() || stroke.is_some()) {
            self.turn_to(role);
            self.put(path, fill, stroke);
        }
    }

    /// Draws a path.
    pub(super) fn put(
        &mut self,
        path: Option<Path>,
        fill: Option<Inside>,
        stroke: Option<Outline>,
    ) {
        // With neither, the writer would draw in black.
        if let (Some(path), true) = (path, fill.is_some() || stroke.is_some()) {
            self.surface.set_fill(fill);
            self.surface.set_stroke(stroke);
            self.surface.draw_path(&path);
        }
    }
}

/// True where a group with that tag is among `nodes` or in them.
fn holds(nodes: &[Node], tag: &str, depth: usize) -> bool {
    depth <= DEEPEST
        && nodes.iter().any(|node| match node {
            Node::Shape(_) => false,
            Node::Group(group) => group.tag == tag || holds(&group.children, tag, depth + 1),
            Node::Clip { children, .. } => holds(children, tag, depth + 1),
        })
}
