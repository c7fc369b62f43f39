//! A scene on the screen: every shape becomes one of egui's, in its place and in paint order.

mod area;

use super::text::Type;
use super::theme;
use crate::scene::fonts;
use crate::scene::{Fill, Node, Point, Rect, Scene, Shape, Stroke, Text, Theme};
use egui::{Color32, CornerRadius, Painter, Pos2, StrokeKind, Vec2, pos2};

/// Where a scene goes.
struct Canvas<'a> {
    theme: &'a Theme,
    /// Where its top left corner lies on the screen.
    offset: Vec2,
}

/// Paints a scene with its top left corner at `origin`. The background is left to the caller.
pub fn scene(painter: &Painter, scene: &Scene, theme: &Theme, origin: Pos2) {
    let canvas = Canvas { theme, offset: origin.to_vec2() };
    canvas.nodes(painter, &scene.nodes);
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
    let mut x = at.x;
    for run in fonts::runs(text) {
        let font = egui::FontId::new(size, theme::family(run.face, weight));
        let galley = painter.layout_no_wrap(run.galley, font, color);
        // Runs of different fonts share a base line, not a top edge.
        let base = galley
            .rows
            .first()
            .and_then(|row| Some(row.pos.y + row.row.glyphs.first()?.pos.y))
            .unwrap_or(0.0);
        let width = galley.size().x;
        painter.galley(pos2(x, at.y - base), galley, color);
        x += width;
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
                self.rectangle(painter, self.rect(*rect), *radius, *fill, *stroke);
            }
            Shape::Line { from, to, stroke } => {
                self.path(painter, vec![self.point(*from), self.point(*to)], *stroke);
            }
            Shape::Circle { center, radius, fill, stroke } => {
                self.circle(painter, self.point(*center), *radius, *fill, *stroke);
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
        if !painter.clip_rect().intersects(rect.expand(4.0)) {
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
                let origin = self.offset.to_pos2();
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
        if painter.clip_rect().intersects(bounds) {
            runs(painter, self.point(text.at), &text.text, text.size, text.weight, color);
        }
    }

    fn line(&self, stroke: Stroke) -> egui::Stroke {
        egui::Stroke::new(stroke.width, theme::tint(self.theme, stroke.ink, stroke.alpha))
    }

    fn point(&self, p: Point) -> Pos2 {
        pos2(p.x, p.y) + self.offset
    }

    fn rect(&self, r: Rect) -> egui::Rect {
        to_rect(r).translate(self.offset)
    }
}

/// A rectangle of a scene as one of egui's.
#[must_use]
pub fn to_rect(r: Rect) -> egui::Rect {
    egui::Rect::from_min_max(pos2(r.x, r.y), pos2(r.right(), r.bottom()))
}
