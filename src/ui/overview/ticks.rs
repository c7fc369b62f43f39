//! The few dates under the overview: years, months or days, whichever leave room to be read.

use crate::date::{Day, Instant, words};
use crate::scene::{Ink, Weight};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme};
use egui::{Rect, Stroke, Ui, pos2};

/// Points that a label needs at least.
const ROOM: f32 = 56.0;

/// Steps to choose from, in months; 0 stands for days.
const STEPS: [u32; 12] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000];

/// Draws the base line, ticks and labels below `plot`.
pub(super) fn ticks_ui(ui: &Ui, look: &Look<'_>, (from, to): (f64, f64), plot: Rect) {
    let hairline = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    let base = plot.bottom() - plot.height() * 0.175;
    ui.painter().hline(plot.x_range(), base, hairline);
    let seconds_a_point = (to - from) / f64::from(plot.width().max(1.0));
    let x = |t: Instant| plot.left() + ((t.timestamp() as f64 - from) / seconds_a_point) as f32;
    let zone = look.zone();
    for (day, label, strong) in marks(from, to, seconds_a_point * f64::from(ROOM), zone) {
        let at = x(day.start(zone));
        if at < plot.left() || at > plot.right() - 8.0 {
            continue;
        }
        ui.painter().vline(at, base..=plot.bottom() + 4.0, hairline);
        let ty =
            if strong { Type::TINY.weight(Weight::SemiBold).ink(Ink::Text) } else { Type::TINY };
        let width = look.measure.width(&label, ty.size, ty.weight);
        if at + 4.0 + width > plot.right() + 12.0 {
            continue;
        }
        let top = pos2(at + 4.0, plot.bottom() + 1.0);
        let room = Rect::from_min_max(top, pos2(at + ROOM + 40.0, plot.bottom() + 17.0));
        text::line_in(ui, look, room, &label, ty);
    }
}

/// Days with their labels; the strong ones start a year.
fn marks(from: f64, to: f64, least: f64, zone: crate::date::Zone) -> Vec<(Day, String, bool)> {
    const DAY: f64 = 86_400.0;
    const MONTH: f64 = 30.44 * DAY;
    let first = Instant::from_timestamp(from as i64).day(zone);
    let last = Instant::from_timestamp(to as i64).day(zone);
    let mut out = Vec::new();
    if least < MONTH / 2.0 {
        let step = [1, 2, 7, 14].into_iter().find(|n| f64::from(*n) * DAY >= least).unwrap_or(14);
        let mut day = first;
        while day <= last && out.len() < 400 {
            let label = format!("{} {}", day.day(), words::month_short(day.month()));
            out.push((day, label, day.day() == 1));
            day = day.plus_days(i64::from(step));
        }
        return out;
    }
    let step = STEPS.into_iter().find(|n| f64::from(*n) * MONTH >= least).unwrap_or(12_000);
    let years = step / 12;
    let year =
        if years > 1 { first.year().div_euclid(years as i32) * years as i32 } else { first.year() };
    let Some(mut day) = Day::new(year, 1, 1) else {
        return out;
    };
    while day <= last && out.len() < 400 {
        let january = day.month() == 1;
        let label = if january {
            words::year(day.year())
        } else {
            words::month_short(day.month()).to_owned()
        };
        out.push((day, label, january && step < 12));
        let next = day.plus_months(step);
        if next <= day {
            break;
        }
        day = next;
    }
    out
}
