//! Small signs in cells: what became of a limit, how well a date is known. Shapes, so that no colour is needed.

use super::words::Item;
use crate::case::Event;
use crate::date::when::ExtentKind;
use crate::date::{Grain, Zone};
use crate::filter::rows::Column;
use crate::law::Verdict;
use crate::scene::Ink;
use crate::ui::{Look, theme};
use egui::{CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// Half the side of a sign.
const R: f32 = 5.0;

/// Paints the sign of a cell around a point; true where there is one.
pub(super) fn sign(
    painter: &Painter,
    look: &Look<'_>,
    item: Item<'_>,
    column: &Column,
    at: Pos2,
) -> bool {
    match (item, column) {
        (Item::Event(e), Column::Lane) => {
            let square = Rect::from_center_size(at, vec2(10.0, 10.0));
            let color = theme::color(look.theme, look.lane_ink(&e.lane));
            painter.rect_filled(square, CornerRadius::same(3), color);
            true
        }
        (Item::Event(e), Column::Date) => {
            date(painter, look, e, look.zone(), at);
            true
        }
        (Item::Limit(d), Column::Verdict) => {
            verdict(painter, look, d.verdict, at);
            true
        }
        _ => false,
    }
}

/// As on the canvas: a dot for an instant, a bar for a day or longer, a dashed outline for one moment within
/// bounds, nothing where there is no date.
fn date(painter: &Painter, look: &Look<'_>, e: &Event, zone: Zone, at: Pos2) {
    let ink = theme::color(look.theme, Ink::Secondary);
    let line = Stroke::new(1.25, ink);
    let Some(extent) = e.when.as_ref().and_then(|w| w.extent(e.zone(zone))) else { return };
    let bar = Rect::from_center_size(at, vec2(11.0, 7.0));
    let doubtful = extent.start_mark.approximate || extent.start_mark.uncertain;
    match extent.kind {
        ExtentKind::Instant if !doubtful => {
            painter.circle_filled(at, 3.5, ink);
        }
        ExtentKind::Civil(Grain::Day) if !doubtful => {
            painter.rect_filled(
                bar,
                CornerRadius::same(3),
                theme::tint(look.theme, Ink::Secondary, 0.3),
            );
            painter.rect_stroke(bar, CornerRadius::same(3), line, StrokeKind::Inside);
        }
        ExtentKind::Span => {
            painter.rect_filled(bar, CornerRadius::ZERO, ink);
        }
        _ => {
            let corners = [
                bar.left_top(),
                bar.right_top(),
                bar.right_bottom(),
                bar.left_bottom(),
                bar.left_top(),
            ];
            painter.extend(Shape::dashed_line(&corners, line, 2.5, 2.0));
        }
    }
}

/// A shape for each verdict.
fn verdict(painter: &Painter, look: &Look<'_>, verdict: Verdict, at: Pos2) {
    let ink = theme::color(look.theme, theme::verdict_ink(verdict));
    let line = Stroke::new(1.75, ink);
    let p = |x: f32, y: f32| pos2(at.x + x * R, at.y + y * R);
    let square = Rect::from_center_size(at, vec2(R * 1.7, R * 1.7));
    match verdict {
        Verdict::Met => {
            painter.line(vec![p(-0.9, 0.1), p(-0.2, 0.8), p(1.0, -0.8)], Stroke::new(2.25, ink));
        }
        Verdict::Missed => {
            painter.line_segment([p(-0.8, -0.8), p(0.8, 0.8)], Stroke::new(2.25, ink));
            painter.line_segment([p(-0.8, 0.8), p(0.8, -0.8)], Stroke::new(2.25, ink));
        }
        Verdict::Overtaken => {
            painter.line(vec![p(-0.9, -0.8), p(0.0, 0.0), p(-0.9, 0.8)], line);
            painter.line(vec![p(0.0, -0.8), p(0.9, 0.0), p(0.0, 0.8)], line);
        }
        Verdict::Running => {
            let corners = vec![p(-0.7, -0.95), p(0.95, 0.0), p(-0.7, 0.95)];
            painter.add(Shape::convex_polygon(corners, ink, Stroke::NONE));
        }
        Verdict::CannotTell => {
            let corners = vec![p(0.0, -1.1), p(1.1, 0.0), p(0.0, 1.1), p(-1.1, 0.0)];
            painter.add(Shape::closed_line(corners, line));
            painter.circle_filled(at, 1.25, ink);
        }
        Verdict::WordsOnly => {
            for y in [-0.6, 0.0, 0.6] {
                painter.line_segment([p(-0.9, y), p(0.9, y)], Stroke::new(1.25, ink));
            }
        }
        Verdict::NotUsed => {
            painter.rect_stroke(square, CornerRadius::same(1), line, StrokeKind::Inside);
        }
        Verdict::NeverTriggered => {
            painter.circle_stroke(at, R * 0.8, line);
        }
    }
}
