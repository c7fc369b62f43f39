//! Measuring with Shift and a drag: hours, days, working days, with bounds where a mark has them.

use super::Hand;
use crate::case::Tag;
use crate::date::{Bounds, Calendar, Day, Instant, Zone, words};
use crate::layout::TargetKind;
use crate::scene::{Ink, Weight};
use crate::state::{Change, MeasureEnd, Measuring};
use crate::ui::text::{self, Type};
use crate::ui::{paint, theme};
use egui::{CursorIcon, Id, Rect, Response, Role, Stroke, Ui, UiBuilder, WidgetInfo, pos2};
use std::collections::BTreeMap;

/// Points within which an end snaps to a mark.
const SNAP: f32 = 6.0;
/// More days than this are not looked up one by one in a calendar: 200 years.
const MOST_DAYS: i64 = 73_050;

impl Hand<'_> {
    /// True while the drag measures instead of moving the window.
    pub(super) fn is_measuring(ui: &Ui) -> bool {
        ui.input(|i| i.modifiers.shift_only())
    }

    /// Follows a measuring hand, and draws the measure.
    pub(super) fn measure(&mut self, ui: &mut Ui, back: &Response) {
        let begun = Id::unique("measure-begun");
        let plot = self.plot();
        let measuring = &self.look.view.measuring;
        if back.drag_started() && Self::is_measuring(ui) {
            let from = ui.input(|i| i.pointer.press_origin());
            let start = from.filter(|p| plot.contains(*p)).map(|p| self.end_at(p));
            ui.data_mut(|d| d.insert_temp(begun, start));
        }
        let start: Option<MeasureEnd> =
            ui.data(|d| d.get_temp::<Option<MeasureEnd>>(begun)).flatten();
        if let Some(start) = start.filter(|_| back.dragged()) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            if let Some(at) = ui.input(|i| i.pointer.latest_pos()) {
                let ends = Some((start, self.end_at(at)));
                if measuring.ends != ends {
                    self.push(Change::Measuring(Box::new(Measuring { ends, ..measuring.clone() })));
                }
            }
        } else if back.drag_stopped() {
            ui.data_mut(|d| d.remove_temp::<Option<MeasureEnd>>(begun));
        }
        if let Some((a, b)) = &measuring.ends {
            let (first, second) = if a.at <= b.at { (a, b) } else { (b, a) };
            self.paint_measure(ui, plot, first, second);
        }
    }

    /// What lies under a point: the edge of the nearest mark, else the moment itself.
    fn end_at(&self, at: egui::Pos2) -> MeasureEnd {
        let plot = self.plot();
        let x = at.x.clamp(plot.left(), plot.right());
        let near = self.sheet.targets.iter().filter_map(|target| {
            let bounds = match (&target.tag, target.kind) {
                (tag, TargetKind::Event | TargetKind::Claim) => bounds_of(self, tag)?,
                _ => return None,
            };
            let rect = paint::to_rect(target.rect).translate(self.rect.min.to_vec2());
            let edges = [bounds.earliest, bounds.latest].map(|t| (self.x_of(t) - x).abs());
            let distance = edges[0].min(edges[1]);
            let across = (rect.center().y - at.y).abs();
            (distance <= SNAP).then_some((distance + across / 100.0, bounds, target.tag.clone()))
        });
        let near = near.min_by(|a, b| a.0.total_cmp(&b.0));
        match near {
            Some((_, bounds, mark)) => {
                let left = (self.x_of(bounds.earliest) - x).abs();
                let right = (self.x_of(bounds.latest) - x).abs();
                let at = if left <= right { bounds.earliest } else { bounds.latest };
                MeasureEnd { at, bounds, mark: Some(mark) }
            }
            None => {
                let at = self.time_of(x);
                MeasureEnd { at, bounds: Bounds::exact(at), mark: None }
            }
        }
    }

    fn x_of(&self, at: Instant) -> f32 {
        let plot = self.plot();
        let seconds = at.timestamp() as f64 - self.window.from_seconds();
        plot.left() + (seconds / self.window.width() * f64::from(plot.width())) as f32
    }

    /// The moment at a place, to the minute.
    fn time_of(&self, x: f32) -> Instant {
        let plot = self.plot();
        let part = f64::from((x - plot.left()) / plot.width().max(1.0));
        let seconds = self.window.from_seconds() + part * self.window.width();
        Instant::from_timestamp((seconds / 60.0).round() as i64 * 60)
    }

    fn paint_measure(&mut self, ui: &mut Ui, plot: Rect, a: &MeasureEnd, b: &MeasureEnd) {
        let look = self.look;
        let painter = ui.painter_at(self.rect);
        let color = theme::color(look.theme, Ink::Accent);
        let (left, right) = (self.x_of(a.at), self.x_of(b.at));
        let line = Stroke::new(1.5, color);
        for x in [left, right] {
            painter.vline(x, plot.y_range(), line);
        }
        // Above the lengths of states, which stand at the top too.
        let y = plot.top() + 4.0;
        painter.hline(left..=right, y, line);
        let calendars = &look.library.calendars;
        let calendar = chosen(calendars, look.view.measuring.calendar.as_deref());
        let measured = Measured::new(a, b, look.zone(), calendar);
        let width = 340.0_f32.min(plot.width() - 16.0);
        let middle = f32::midpoint(left, right) - width / 2.0;
        let from =
            middle.clamp(plot.left() + 8.0, (plot.right() - width - 8.0).max(plot.left() + 8.0));
        let top = pos2(from, plot.top() + 26.0);
        let area =
            egui::Area::new(Id::unique("measure-card")).fixed_pos(top).order(egui::Order::Middle);
        let mut change = None;
        area.show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).inner_margin(10).show(ui, |ui| {
                ui.set_width(width - 24.0);
                change = card_ui(ui, self, &measured, (a, b));
            });
        });
        if let Some(measuring) = change {
            self.push(Change::Measuring(Box::new(measuring)));
        }
        let spoken = measured.lines.join("; ");
        let strip =
            Rect::from_min_max(pos2(left, plot.top()), pos2(right.max(left + 1.0), y + 2.0));
        let node = ui.new_child(UiBuilder::new().max_rect(strip).id_salt("measure"));
        let response = node.interact(strip, Id::unique("measure-node"), egui::Sense::hover());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Measure: {spoken}")));
    }
}

/// The words of the measure, the calendar whose days are counted, and the way to close it.
fn card_ui(
    ui: &mut Ui,
    hand: &Hand<'_>,
    measured: &Measured,
    ends: (&MeasureEnd, &MeasureEnd),
) -> Option<Measuring> {
    let look = hand.look;
    let mut change = None;
    for (n, line) in measured.lines.iter().enumerate() {
        let ty = if n == 0 { Type::STRONG.weight(Weight::SemiBold) } else { Type::SMALL };
        text::para_ui(ui, look, line, ty);
    }
    ui.horizontal_wrapped(|ui| {
        for (id, calendar) in &look.library.calendars {
            let on = measured.calendar.as_ref() == Some(id);
            let words = format!("Calendar: {}", named(calendar));
            let response = ui.selectable_label(on, &words);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &words));
            if response.clicked() && !on {
                let ends = Some((ends.0.clone(), ends.1.clone()));
                change = Some(Measuring { ends, calendar: Some(id.clone()) });
            }
        }
        if text::link_ui(ui, look, "Close the measure", Type::SMALL.ink(Ink::Accent)).clicked() {
            let calendar = look.view.measuring.calendar.clone();
            change = Some(Measuring { ends: None, calendar });
        }
    });
    change
}

/// The bounds of the event or claim behind a mark.
fn bounds_of(hand: &Hand<'_>, tag: &Tag) -> Option<Bounds> {
    let case = hand.look.case();
    let (event, when) = match tag {
        Tag::Event(id) => {
            let event = case.event(id)?;
            (event, event.when.as_ref()?)
        }
        Tag::Claim(id, claim) => {
            let event = case.event(id)?;
            (event, event.claims.iter().find(|c| &c.id == claim)?.when.as_ref()?)
        }
        _ => return None,
    };
    let bounds = when.extent(event.zone(case.zone()))?.bounds();
    (!bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded()).then_some(bounds)
}

/// The calendar that is asked for, else the first one.
fn chosen<'a>(calendars: &'a BTreeMap<String, Calendar>, id: Option<&str>) -> Option<&'a Calendar> {
    id.and_then(|id| calendars.get(id)).or_else(|| calendars.values().next())
}

/// A measure in words.
struct Measured {
    lines: Vec<String>,
    calendar: Option<String>,
}

impl Measured {
    fn new(a: &MeasureEnd, b: &MeasureEnd, zone: Zone, calendar: Option<&Calendar>) -> Self {
        let seconds = a.at.seconds_until(b.at);
        let least = a.bounds.latest.seconds_until(b.bounds.earliest).max(0);
        let most = a.bounds.earliest.seconds_until(b.bounds.latest).max(0);
        let mut lines = vec![words::length(seconds)];
        if least != most {
            let between = format!("{} to {}", words::length(least), words::length(most));
            lines.push(format!("As the dates of the marks leave open: {between}"));
        }
        let hours = seconds as f64 / 3600.0;
        let days = seconds as f64 / 86_400.0;
        lines.push(format!("{hours:.2} hours of elapsed time · {days:.2} days of 24 hours"));
        let (from, to) = (a.at.day(zone), b.at.day(zone));
        let civil = from.days_until(to);
        let s = if civil == 1 { "" } else { "s" };
        lines.push(format!("{civil} civil day{s} later, first day not counted"));
        if let Some(calendar) = calendar {
            lines.push(working(from, to, calendar));
        }
        lines.push(format!(
            "{} to {} ({zone})",
            words::instant(a.at, zone),
            words::instant(b.at, zone)
        ));
        Self { lines, calendar: calendar.map(|c| c.id.clone()) }
    }
}

/// Working days after the first day, up to and with the last.
fn working(from: Day, to: Day, calendar: &Calendar) -> String {
    let days = from.days_until(to);
    if days > MOST_DAYS {
        return "Too long to count working days".to_owned();
    }
    let n = (1..=days).filter(|n| calendar.is_working(from.plus_days(*n))).count();
    let s = if n == 1 { "" } else { "s" };
    let known = if calendar.holidays.is_empty() { "; official holidays not loaded" } else { "" };
    format!(
        "{n} working day{s} by the calendar “{}”, first day not counted{known}",
        named(calendar)
    )
}

/// What a calendar is called.
fn named(calendar: &Calendar) -> &str {
    if calendar.title.trim().is_empty() { &calendar.id } else { &calendar.title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(earliest: &str, latest: &str) -> MeasureEnd {
        let at = |t: &str| Instant::from_offset(chrono::DateTime::parse_from_rfc3339(t).unwrap());
        let bounds = Bounds { earliest: at(earliest), latest: at(latest) };
        MeasureEnd { at: bounds.earliest, bounds, mark: None }
    }

    #[test]
    fn a_measure_says_hours_days_and_working_days_with_what_is_left_open() {
        let zone = Zone::parse("Europe/Rome").unwrap();
        let library = crate::read::bundled();
        let a = end("2025-01-19T09:30:00+01:00", "2025-01-19T09:30:00+01:00");
        let b = end("2025-01-21T12:00:00+01:00", "2025-01-21T20:08:00+01:00");
        let m = Measured::new(&a, &b, zone, library.calendars.get("icc"));
        assert_eq!(m.lines[0], "50 h 30 min");
        assert_eq!(m.lines[1], "As the dates of the marks leave open: 50 h 30 min to 58 h 38 min");
        assert!(
            m.lines[2].starts_with("50.50 hours of elapsed time · 2.10 days"),
            "{}",
            m.lines[2]
        );
        assert_eq!(m.lines[3], "2 civil days later, first day not counted");
        assert!(
            m.lines[4].starts_with("2 working days by the calendar “International Criminal Court"),
            "{}",
            m.lines[4]
        );
    }

    #[test]
    fn a_weekend_has_no_working_days() {
        let library = crate::read::bundled();
        let friday = Day::new(2025, 1, 17).unwrap();
        let words = working(friday, friday.plus_days(2), &library.calendars["icc"]);
        assert!(words.starts_with("0 working days"), "{words}");
        assert!(
            working(friday, friday.plus_days(3), &library.calendars["icc"])
                .starts_with("1 working day ")
        );
    }
}
