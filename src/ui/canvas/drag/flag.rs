//! What is drawn beside a hand that drags: the date, at the pointer and on the axis, and the lane to drop into.

use super::{Drag, dates, is_dragging};
use crate::case::{EventId, LaneId};
use crate::date::words;
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::Command;
use crate::ui::canvas::Hand;
use crate::ui::text::{self, Type};
use crate::ui::{Look, paint, theme};
use egui::{CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Air around the words of a flag.
const AIR: egui::Vec2 = vec2(8.0, 5.0);

impl Hand<'_> {
    /// Draws the date of a drag, and the lane under it.
    pub(super) fn draw_drag(&self, ui: &Ui, drag: &Drag, at: Option<Pos2>, lane: Option<&LaneId>) {
        let look = self.look;
        let plot = self.plot();
        let Some(extent) = drag.now.extent(drag.zone) else { return };
        let place = match drag.side {
            Some(dates::Side::End) => extent.end.latest.plus_seconds(1),
            _ => extent.start.earliest,
        };
        let x = self.scale().x_from_time(place).clamp(plot.left(), plot.right());
        let accent = theme::color(look.theme, Ink::Accent);
        let painter = ui.painter_at(self.rect);
        painter.vline(x, plot.y_range(), Stroke::new(1.0, accent));
        if let Some(lane) = lane {
            self.draw_lane(ui, lane);
        }
        let date = drag.now.words(drag.zone);
        let strong = Type::STRONG.weight(Weight::SemiBold);
        let top = pos2(x, self.rect.top() + 4.0);
        flag(ui, look, self.rect, (top, true), &[(date.clone(), strong)]);
        let mut lines = vec![(date, strong)];
        let small = |words: String| (words, Type::SMALL);
        if drag.moves {
            if drag.now != drag.record {
                lines.push(small(format!("was {}", drag.record.words(drag.zone))));
            }
            if let Some(lane) = lane.and_then(|l| look.record().lane(l)) {
                lines.push(small(format!("into “{}”", lane.title)));
            }
        } else {
            let open = dates::open(&drag.record, drag.side, drag.zone);
            let within = open.map(|b| words::bounds(&b, drag.zone)).unwrap_or_default();
            lines.push(small(format!("supposed, within {within}")));
            lines.push(small("The file stays as it is".to_owned()));
        }
        if let Some(met) = &drag.met {
            lines.push(small(format!("at {met}")));
        }
        if let Some(at) = at {
            flag(ui, look, self.rect, (at + vec2(16.0, 18.0), false), &lines);
        }
    }

    /// Lights the lane that a mark would be dropped into.
    fn draw_lane(&self, ui: &Ui, lane: &LaneId) {
        let look = self.look;
        let target = self.sheet.targets.iter().find(|t| t.tag == Tag::Lane(lane.clone()));
        let Some(target) = target else { return };
        let rows = paint::to_rect(target.rect).translate(self.rect.min.to_vec2()).y_range();
        let band = Rect::from_x_y_ranges(self.rect.x_range(), rows);
        let painter = ui.painter_at(self.rect);
        painter.rect_filled(band, 0, theme::tint(look.theme, Ink::Accent, 0.08));
        let line = Stroke::new(1.5, theme::color(look.theme, Ink::Accent));
        painter.rect_stroke(band.shrink(1.0), CornerRadius::same(3), line, StrokeKind::Inside);
    }

    /// Says why a mark stays where it is while the view moves.
    pub(super) fn locked_tip(&self, ui: &Ui, event: &EventId) {
        let look = self.look;
        let dated = look.record().event(event).is_some_and(|e| e.when.is_some());
        let at = ui.input(|i| i.pointer.latest_pos());
        let (Some(at), true) = (at, dated && !look.view.kept.moving && !is_dragging(ui.ctx()))
        else {
            return;
        };
        let key = Command::MoveMarks.shortcuts().first().map(ToString::to_string);
        let how = format!("{} ({})", Command::MoveMarks.text(), key.unwrap_or_default());
        let lines = [
            ("The date is exact: the view moves, not the mark".to_owned(), Type::SMALL),
            (format!("To move marks: {how}"), Type::SMALL),
        ];
        flag(ui, look, self.rect, (at + vec2(16.0, 18.0), false), &lines);
    }
}

/// Words in a frame, kept inside `room`; centred on the place where `middle`, else beginning there.
fn flag(
    ui: &Ui,
    look: &Look<'_>,
    room: Rect,
    (at, middle): (Pos2, bool),
    lines: &[(String, Type)],
) {
    let width = lines
        .iter()
        .map(|(words, ty)| look.measure.width(words, ty.size, ty.weight))
        .fold(0.0, f32::max)
        .ceil()
        + 1.0;
    let width = width.min((room.width() - 24.0).max(40.0));
    let height: f32 = lines.iter().map(|(_, ty)| ty.line_height()).sum();
    let size = vec2(width, height) + AIR * 2.0;
    let left = if middle { at.x - size.x / 2.0 } else { at.x };
    let most = room.max - size - vec2(4.0, 4.0);
    let min = pos2(left.min(most.x).max(room.left() + 4.0), at.y.min(most.y).max(room.top() + 4.0));
    let frame = Rect::from_min_size(min, size);
    let painter = ui.painter();
    let corners = CornerRadius::same(5);
    painter.rect_filled(frame, corners, theme::color(look.theme, Ink::Surface));
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Accent));
    painter.rect_stroke(frame, corners, line, StrokeKind::Inside);
    let mut top = min + AIR;
    for (words, ty) in lines {
        let row = Rect::from_min_size(top, vec2(width, ty.line_height()));
        text::line_in(ui, look, row, words, *ty);
        top.y += ty.line_height();
    }
}
