//! A scene on the screen: every shape becomes one of egui's, in its place and in paint order.

mod area;
mod laid;

use super::text::Type;
use super::theme;
use crate::scene::{Fill, Node, Point, Rect, Scene, Shape, Stroke, Text, Theme};
use egui::{Color32, CornerRadius, Painter, Pos2, StrokeKind, Vec2, pos2};
use std::sync::Arc;

/// Where a scene goes, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where its top left corner lies on the screen.
    pub origin: Pos2,
    /// Points of the screen for one point of the scene.
    pub scale: f32,
}

impl Place {
    /// The place in which a scene is as large as `room` allows, in the middle of it.
    #[must_use]
    pub fn inside(room: egui::Rect, scene: &Scene) -> Self {
        let part = |room: f32, own: f32| if own > 0.0 { room / own } else { 1.0 };
        let scale = part(room.width(), scene.width).min(part(room.height(), scene.height));
        // Never quite nothing: a dash of no length would be drawn for ever.
        let scale = if scale.is_finite() { scale.max(0.01) } else { 1.0 };
        let size = Vec2::new(scene.width, scene.height) * scale;
        Self { origin: room.center() - size / 2.0, scale }
    }

    /// A rectangle of the scene on the screen.
    #[must_use]
    pub fn rect(&self, r: Rect) -> egui::Rect {
        egui::Rect::from_min_max(
            self.point(Point { x: r.x, y: r.y }),
            self.point(Point { x: r.right(), y: r.bottom() }),
        )
    }

    fn point(&self, p: Point) -> Pos2 {
        self.origin + Vec2::new(p.x, p.y) * self.scale
    }
}

/// What paints a scene.
struct Canvas<'a> {
    theme: &'a Theme,
    place: Place,
}

/// Paints a scene with its top left corner at `origin`. The background is left to the caller.
pub fn scene(painter: &Painter, scene: &Scene, theme: &Theme, origin: Pos2) {
    placed(painter, scene, theme, Place { origin, scale: 1.0 });
}

/// As [`scene`], at any scale: lines, letters and patterns grow with it and stay sharp.
pub fn placed(painter: &Painter, scene: &Scene, theme: &Theme, place: Place) {
    Canvas { theme, place }.nodes(painter, &scene.nodes);
}

/// Paints one shape of a scene.
pub fn shape(painter: &Painter, shape: &Shape, theme: &Theme, place: Place) {
    Canvas { theme, place }.shape(painter, shape);
}

/// One line of text from its base line, run by run, each in its own font.
pub fn line(painter: &Painter, at: Pos2, text: &str, ty: Type, color: Color32) {
    runs(painter, at, text, ty.size, ty.weight, color);
}

fn runs(
    painter: &Painter,
    at: Pos2,
    text: &str,
    size: f32,
    weight: crate::scene::Weight,
    color: Color32,
) {
    for piece in laid::pieces(painter, text, size, weight, color).iter() {
        let place = pos2(at.x + piece.x, at.y - piece.base);
        painter.galley(place, Arc::clone(&piece.galley), color);
    }
}

impl Canvas<'_> {
    fn nodes(&self, painter: &Painter, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Shape(shape) => self.shape(painter, shape),
                Node::Group(group) => self.nodes(painter, &group.children),
                Node::Clip { rect, children } => {
                    let inside = painter.clip_rect().intersect(self.rect(*rect));
                    if inside.is_positive() {
                        self.nodes(&painter.with_clip_rect(inside), children);
                    }
                }
            }
        }
    }

    fn shape(&self, painter: &Painter, shape: &Shape) {
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                let radius = radius * self.place.scale;
                self.rectangle(painter, self.rect(*rect), radius, *fill, *stroke);
            }
            Shape::Line { from, to, stroke } => {
                self.path(painter, vec![self.point(*from), self.point(*to)], *stroke);
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let radius = radius * self.place.scale;
                self.circle(painter, self.point(*center), radius, *fill, *stroke);
            }
            Shape::Polygon { points, fill, stroke } => {
                let mut points: Vec<Pos2> = points.iter().map(|p| self.point(*p)).collect();
                if let Some(Fill::Plain(ink, alpha)) = fill {
                    let color = theme::tint(self.theme, *ink, *alpha);
                    painter.add(egui::Shape::convex_polygon(
                        points.clone(),
                        color,
                        egui::Stroke::NONE,
                    ));
                }
                if let Some(stroke) = stroke {
                    points.extend(points.first().copied());
                    self.path(painter, points, *stroke);
                }
            }
            Shape::Columns { bars, ink, alpha } => {
                let color = theme::tint(self.theme, *ink, *alpha);
                let place = |p: Point| self.point(p);
                painter.add(area::columns(bars, painter.clip_rect(), place, color));
            }
            Shape::Text(text) => self.text(painter, text),
        }
    }

    fn rectangle(
        &self,
        painter: &Painter,
        rect: egui::Rect,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        if !painter.clip_rect().intersects(rect.expand(4.0 * self.place.scale)) {
            return;
        }
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
        // egui keeps radii in whole points; a pill of 7 is a pill of 7.
        let corners = CornerRadius::same(radius.round().min(255.0) as u8);
        match fill {
            Some(Fill::Plain(ink, alpha)) => {
                painter.rect_filled(rect, corners, theme::tint(self.theme, ink, alpha));
            }
            Some(Fill::Hatch { ink, alpha, gap, line, pattern }) => {
                let color = theme::tint(self.theme, ink, alpha);
                let pixel = 1.0 / painter.pixels_per_point();
                let Place { origin, scale } = self.place;
                let (gap, line) = (gap * scale, line * scale);
                let hatch = area::Hatch { pattern, origin, gap, line, pixel };
                let clip = painter.clip_rect();
                painter.add(area::hatched(&area::outline(rect, radius), clip, hatch, color));
            }
            Some(Fill::Fade { ink, from, to }) => {
                let ends = [from, to].map(|a| theme::tint(self.theme, ink, a));
                painter.add(area::faded(&area::outline(rect, radius), rect, ends));
            }
            None => {}
        }
        let Some(stroke) = stroke else { return };
        if stroke.dash.is_some() {
            let mut points = area::outline(rect, radius);
            points.extend(points.first().copied());
            self.path(painter, points, stroke);
        } else {
            painter.rect_stroke(rect, corners, self.line(stroke), StrokeKind::Middle);
        }
    }

    fn circle(
        &self,
        painter: &Painter,
        center: Pos2,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        match fill {
            Some(Fill::Plain(ink, alpha)) => {
                painter.circle_filled(center, radius, theme::tint(self.theme, ink, alpha));
            }
            Some(other) => {
                let rect = egui::Rect::from_center_size(center, Vec2::splat(radius * 2.0));
                self.rectangle(painter, rect, radius, Some(other), None);
            }
            None => {}
        }
        let Some(stroke) = stroke else { return };
        if stroke.dash.is_some() {
            let rect = egui::Rect::from_center_size(center, Vec2::splat(radius * 2.0));
            let mut points = area::outline(rect, radius);
            points.extend(points.first().copied());
            self.path(painter, points, stroke);
        } else {
            painter.circle_stroke(center, radius, self.line(stroke));
        }
    }

    fn path(&self, painter: &Painter, points: Vec<Pos2>, stroke: Stroke) {
        match stroke.dash {
            Some((dash, gap)) if dash > 0.0 && gap > 0.0 => {
                let (dash, gap) = (dash * self.place.scale, gap * self.place.scale);
                // A line far beyond the view is cut first: dashes are made one by one.
                let points = area::cut(points, painter.clip_rect().expand(64.0));
                painter.extend(egui::Shape::dashed_line(&points, self.line(stroke), dash, gap));
            }
            _ => {
                painter.line(points, self.line(stroke));
            }
        }
    }

    fn text(&self, painter: &Painter, text: &Text) {
        let color = theme::tint(self.theme, text.ink, text.alpha);
        let bounds = self.rect(text.bounds());
        let size = text.size * self.place.scale;
        if painter.clip_rect().intersects(bounds) {
            runs(painter, self.point(text.at), &text.text, size, text.weight, color);
        }
    }

    fn line(&self, stroke: Stroke) -> egui::Stroke {
        egui::Stroke::new(
            stroke.width * self.place.scale,
            theme::tint(self.theme, stroke.ink, stroke.alpha),
        )
    }

    fn point(&self, p: Point) -> Pos2 {
        self.place.point(p)
    }

    fn rect(&self, r: Rect) -> egui::Rect {
        self.place.rect(r)
    }
}

/// A rectangle of a scene as one of egui's.
#[must_use]
pub fn to_rect(r: Rect) -> egui::Rect {
    egui::Rect::from_min_max(pos2(r.x, r.y), pos2(r.right(), r.bottom()))
}
