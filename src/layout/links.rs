//! Thin dotted lines from the selected mark to the limits that it takes part in.

use super::bands;
use super::frame::Frame;
use super::limit_bars::Places;
use super::pen::Pen;
use super::timeline::Content;
use crate::case::EventId;
use crate::scene::{Ink, Rect, Stroke};

/// Draws the links of the selection; `top` is the top of the scrolled content.
pub(super) fn draw(pen: &mut Pen<'_>, content: &Content, frame: &Frame<'_>, top: f32) {
    if !frame.emphasis.any() {
        return;
    }
    let limits_top = top + content.lanes_height() + content.undated_height();
    let plot = Rect::from_edges(frame.head, frame.axis, frame.width, frame.height);
    // Where a band already has a dotted line, a second one would only blur it.
    let dotted = bands::dotted_ends(frame);
    pen.clip(plot, |pen| {
        for (place, d) in related(frame) {
            let (Some(middle), Some(places)) =
                (content.limits.middle(place), Places::new(d, frame))
            else {
                continue;
            };
            let uses = [
                (&d.trigger, Some(places.trigger)),
                (&d.act, places.act),
                (&d.overtaken_by, places.overtaken),
            ];
            for (fact, ends) in uses {
                let (Some(fact), Some(ends)) = (fact, ends) else {
                    continue;
                };
                let wanted = frame.emphasis.limit.as_ref() == Some(&d.key)
                    || frame.emphasis.events.contains(&fact.event);
                let Some(y) = mark_y(content, frame, &fact.event, top).filter(|_| wanted) else {
                    continue;
                };
                for x in [ends.0, ends.1] {
                    let seen = |list: &[f32]| list.iter().any(|other| (other - x).abs() < 1.5);
                    if seen(&dotted) {
                        continue;
                    }
                    let stroke =
                        Stroke { alpha: 0.55, ..Stroke::dashed(Ink::Accent, 1.0, 1.5, 3.0) };
                    pen.line((x, y), (x, limits_top + middle), stroke);
                }
            }
        }
    });
}

/// Limits that hang together with the selection, and where they stand in the list of deadlines.
fn related<'a>(frame: &'a Frame<'_>) -> impl Iterator<Item = (usize, &'a crate::law::Deadline)> {
    frame
        .input
        .shown
        .deadlines
        .iter()
        .filter_map(|i| frame.input.deadlines.get(*i).map(|d| (*i, d)))
        .filter(|(_, d)| frame.emphasis.related_limits.contains(&d.key))
}

/// The middle line of the mark of an event.
fn mark_y(content: &Content, frame: &Frame<'_>, id: &EventId, top: f32) -> Option<f32> {
    let mut y = top + content.empty;
    for lane in &content.lanes {
        let found = lane.items.iter().find(|item| {
            item.mark
                .events
                .iter()
                .any(|i| frame.input.case.events.get(*i).is_some_and(|e| &e.id == id))
        });
        if let Some(item) = found {
            return Some(y + item.y);
        }
        y += lane.height;
    }
    None
}
