//! Events per day, week, month or year, in parts by lane or kind.

use super::{Asked, Bar, Place, bars_ui, caption_ui, choice_ui, grid_color, pattern, round_step};
use crate::date::words;
use crate::export::shown::grid;
use crate::filter::activity::{self, Activity, Bin, Split};
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Step};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{
    Color32, CornerRadius, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// Height of the chart with its axis, of the axis alone, and room for the numbers at the left.
const CHART: f32 = 250.0;
const AXIS: f32 = 22.0;
const NUMBERS: f32 = 40.0;
/// Height of a row of the list below.
const ROW: f32 = 24.0;
/// Part of its room that a bar fills.
const FULL: f64 = 0.84;

/// What is counted, in what units.
pub(super) fn choices_ui(ui: &mut Ui, look: &Look<'_>, counted: &Activity, asked: &mut Asked) {
    let window = asked.charts.window(look.view, look.case());
    for bin in Bin::ALL {
        let name = bin.words();
        let enabled = bin.suits(&window);
        let on = counted.bin == Some(bin);
        if choice_ui(ui, &sentence(name), &format!("A bar for each {name}"), on, enabled) {
            asked.charts.bin = Some(bin);
        }
    }
    ui.add_space(8.0);
    for (split, name) in [(Split::Lane, "By lane"), (Split::Kind, "By kind")] {
        let spoken = format!("Parts of a bar {}", name.replace('B', "b"));
        if choice_ui(ui, name, &spoken, asked.charts.split == split, true) {
            asked.charts.split = split;
        }
    }
    ui.add_space(8.0);
    for (whole, name, spoken) in [
        (false, "Time shown", "Count the stretch of time shown on the canvas"),
        (true, "Whole case", "Count the whole case"),
    ] {
        if choice_ui(ui, name, spoken, asked.charts.whole == whole, true) {
            asked.charts.whole = whole;
            // What fits one stretch of time does not fit another.
            asked.charts.bin = None;
        }
    }
    ui.add_space(8.0);
    if ui.add(widgets::button("Copy as CSV")).clicked() {
        asked.actions.push(Action::Copy(csv(counted), "Chart copied as CSV"));
    }
}

/// Draws chart, legend, caption and list.
pub(super) fn events_ui(ui: &mut Ui, look: &Look<'_>, counted: &Activity, asked: &mut Asked) {
    let chart = Chart { look, counted };
    chart.legend_ui(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, CHART), Sense::hover());
    chart.bars_ui(ui, rect, asked);
    caption_ui(ui, look, &caption(counted));
    ui.add_space(6.0);
    chart.list_ui(ui, asked);
}

/// `day` as `Day`.
fn sentence(words: &str) -> String {
    crate::ui::facets::sentence_case(words)
}

fn plural(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// How it was counted, and what is not in the bars.
fn caption(counted: &Activity) -> String {
    let bin = counted.bin.map_or("bar", Bin::words);
    let sum: usize = counted.bars.iter().map(activity::Bar::total).sum();
    let mut words = format!(
        "{}, each counted once, in the {bin} of its earliest moment; lighter where it may have begun in a later {bin}{}.",
        plural(sum, "event"),
        if counted.uncertain == 0 { String::new() } else { format!(" ({})", counted.uncertain) },
    );
    let rest = [
        (
            counted.open_ended,
            "has an open end and counts where it began",
            "have an open end and count where they began",
        ),
        (
            counted.no_beginning,
            "has no known beginning and is in no bar",
            "have no known beginning and are in no bar",
        ),
        (counted.undated, "is undated and in no bar", "are undated and in no bar"),
        (
            counted.outside,
            "began outside this stretch of time",
            "began outside this stretch of time",
        ),
    ];
    for (n, one, many) in rest.into_iter().filter(|(n, ..)| *n > 0) {
        words.push_str(&format!(" {} {}.", plural(n, "event"), if n == 1 { one } else { many }));
    }
    words
}

struct Chart<'a> {
    look: &'a Look<'a>,
    counted: &'a Activity,
}

impl Chart<'_> {
    /// The colour of a part: that of its lane, or one of the colours of lanes.
    fn color(&self, n: usize) -> Color32 {
        let lane = self.counted.parts.get(n).and_then(|p| p.lane.as_ref());
        let ink = lane.map_or_else(
            // Only the remainder counts, so the cast loses nothing.
            || Ink::Lane((n % usize::from(crate::scene::ink::LANE_INKS)) as u8),
            |id| self.look.lane_ink(id),
        );
        theme::color(self.look.theme, ink)
    }

    /// What may have begun later: the colour, thinned over the ground.
    fn light(&self, n: usize) -> Color32 {
        let ground = theme::color(self.look.theme, Ink::Surface);
        ground.lerp_to_gamma(self.color(n), 0.35)
    }

    fn legend_ui(&self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            for (n, part) in self.counted.parts.iter().enumerate() {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 12.0), Sense::hover());
                self.swatch(ui, rect, n, self.color(n));
                let words = format!("{} {}", part.words, part.events);
                text::line_ui(ui, self.look, &words, Type::SMALL.ink(Ink::Text));
                ui.add_space(10.0);
            }
        });
        ui.add_space(4.0);
    }

    fn swatch(&self, ui: &Ui, rect: Rect, n: usize, fill: Color32) {
        ui.painter().rect_filled(rect, 0, fill);
        let ground = theme::tint(self.look.theme, Ink::Surface, 0.75);
        pattern::pattern(ui.painter(), rect, n, ground);
    }

    fn bars_ui(&self, ui: &mut Ui, rect: Rect, asked: &mut Asked) {
        let bars = &self.counted.bars;
        let plot = Rect::from_min_max(
            pos2(rect.left() + NUMBERS, rect.top() + 6.0),
            pos2(rect.right() - 4.0, rect.bottom() - AXIS),
        );
        if bars.is_empty() || plot.width() < 8.0 {
            return;
        }
        let most = bars.iter().map(activity::Bar::total).max().unwrap_or(0).max(1);
        let top = most as f64 * 1.05;
        self.numbers(ui, rect, plot, (most, top));
        let mut shapes = Vec::new();
        let mut parts = Vec::new();
        for (n, bar) in bars.iter().enumerate() {
            let (at, mut from) = (n as f64 + 0.5, 0.0);
            for (part, (certain, later)) in bar.counts.iter().enumerate() {
                for (count, fill) in [(*certain, self.color(part)), (*later, self.light(part))] {
                    if count == 0 {
                        continue;
                    }
                    let to = from + count as f64;
                    shapes.push(Bar { at, from, to, width: FULL, fill, line: self.color(part) });
                    parts.push((n, part, from, to));
                    from = to;
                }
            }
        }
        let extent = ([0.0, 0.0], [bars.len() as f64, top]);
        let place = bars_ui(ui, ("activity-events", false), plot, extent, &shapes);
        let ground = theme::tint(self.look.theme, Ink::Surface, 0.75);
        for (n, part, from, to) in parts {
            let side = (1.0 - FULL) / 2.0;
            let bar = place.rect((n as f64 + side, n as f64 + 1.0 - side), (from, to));
            pattern::pattern(ui.painter(), bar.shrink(1.0), part, ground);
        }
        self.days(ui, rect, plot, &place);
        self.hand(ui, plot, &place, asked);
    }

    /// Numbers and lines of the axis at the left.
    fn numbers(&self, ui: &Ui, rect: Rect, plot: Rect, (most, top): (usize, f64)) {
        let step = round_step(most as f64, 5.0).max(1.0);
        let mut value = 0.0;
        while value <= most as f64 {
            let y = plot.bottom() - plot.height() * (value / top) as f32;
            ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, grid_color(self.look)));
            let place =
                Rect::from_min_max(pos2(rect.left(), y - 8.0), pos2(plot.left() - 8.0, y + 8.0));
            text::line_in_right(ui, self.look, place, &format!("{value:.0}"), Type::TINY);
            value += step;
        }
    }

    /// Names of bars below them, as many as fit.
    fn days(&self, ui: &Ui, rect: Rect, plot: Rect, place: &Place) {
        let look = self.look;
        let bars = &self.counted.bars;
        let zone = look.zone();
        let short = |bar: &activity::Bar| {
            let day = bar.from.day(zone);
            match self.counted.bin {
                Some(Bin::Month) => {
                    format!("{} {}", words::month_short(day.month()), words::year(day.year()))
                }
                Some(Bin::Quarter) => {
                    format!("Q{} {}", day.month().div_ceil(3), words::year(day.year()))
                }
                Some(Bin::Year) => words::year(day.year()),
                _ => format!("{} {}", day.day(), words::month_short(day.month())),
            }
        };
        let wide =
            bars.iter().map(|b| look.measure.width(&short(b), Type::TINY.size, Type::TINY.weight));
        let wide = wide.fold(24.0, f32::max) + 14.0;
        let each = plot.width() / bars.len() as f32;
        let step = ((wide / each).ceil() as usize).max(1);
        for (n, bar) in bars.iter().enumerate().step_by(step) {
            let middle = place.x(n as f64 + 0.5);
            let label = short(bar);
            let width = look.measure.width(&label, Type::TINY.size, Type::TINY.weight);
            let left =
                (middle - width / 2.0).clamp(rect.left(), (rect.right() - width).max(rect.left()));
            ui.painter().vline(
                middle,
                plot.bottom()..=plot.bottom() + 4.0,
                Stroke::new(1.0, grid_color(look)),
            );
            let at = Rect::from_min_max(
                pos2(left, plot.bottom() + 5.0),
                pos2(left + width + 0.5, rect.bottom()),
            );
            text::line_in(ui, look, at, &label, Type::TINY);
        }
    }

    /// A click on a bar selects its events, a double click goes there.
    fn hand(&self, ui: &Ui, plot: Rect, place: &Place, asked: &mut Asked) {
        let response = ui.interact(plot, Id::unique("activity-plot"), Sense::CLICK);
        let bin = self.counted.bin.map_or("bar", Bin::words);
        response.widget_info(|| {
            let words =
                format!("Chart of events for each {bin}; the list below tells the same in words");
            WidgetInfo::labeled(Role::Image, true, words)
        });
        let Some(at) = response.hover_pos() else { return };
        let n = place.across(at).floor().max(0.0) as usize;
        let Some(bar) = self.counted.bars.get(n).filter(|b| b.total() > 0) else { return };
        let column = place.rect((n as f64, n as f64 + 1.0), (0.0, 1.0));
        let column = Rect::from_x_y_ranges(column.x_range(), plot.y_range());
        let line = Stroke::new(1.0, theme::color(self.look.theme, Ink::Accent));
        ui.painter().rect_stroke(column, CornerRadius::same(2), line, StrokeKind::Inside);
        self.answer(&response, bar, asked);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            text::para_ui(ui, self.look, &bar.words, Type::STRONG.weight(Weight::SemiBold));
            text::para_ui(ui, self.look, &self.told(bar), Type::SMALL.ink(Ink::Text));
            text::para_ui(ui, self.look, "Click to select, double click to go there", Type::TINY);
        });
    }

    fn answer(&self, response: &egui::Response, bar: &activity::Bar, asked: &mut Asked) {
        let go = response.ctx.input(|i| i.modifiers.command);
        if response.double_clicked() || (response.clicked() && go) {
            let window = crate::date::Window::new(bar.from, bar.to);
            asked.actions.push(Change::Window(window, Step::Jump).into());
        } else if response.clicked() {
            let event = |n: &usize| Some(self.look.case().events.get(*n)?.id.clone());
            let ids = bar.events.iter().filter_map(event).collect();
            asked.actions.push(Change::SelectMany(ids).into());
        }
    }

    /// `3 events: The Court 2; Libya 1; 1 of them may have begun later`.
    fn told(&self, bar: &activity::Bar) -> String {
        let parts = bar.counts.iter().zip(&self.counted.parts);
        let parts = parts.filter(|((a, b), _)| a + b > 0);
        let parts: Vec<String> =
            parts.map(|((a, b), p)| format!("{} {}", p.words, a + b)).collect();
        let later: usize = bar.counts.iter().map(|(_, b)| b).sum();
        let later =
            if later > 0 { format!("; {later} may have begun later") } else { String::new() };
        format!("{}: {}{later}", plural(bar.total(), "event"), parts.join("; "))
    }

    /// The same in words, a row a bar that has events.
    fn list_ui(&self, ui: &mut Ui, asked: &mut Asked) {
        let look = self.look;
        let bars: Vec<&activity::Bar> =
            self.counted.bars.iter().filter(|b| b.total() > 0).collect();
        if bars.is_empty() {
            text::para_ui(
                ui,
                look,
                "No event that is shown began in this stretch of time",
                Type::BODY,
            );
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("activity-list").auto_shrink(false).show_rows(
            ui,
            ROW,
            bars.len(),
            |ui, shown| {
                for bar in bars.get(shown).unwrap_or_default() {
                    let size = vec2(ui.available_width(), ROW);
                    let (_, rect) = ui.allocate_space(size);
                    let id = Id::unique(("activity-bar", bar.from.timestamp()));
                    let response = ui.interact(rect, id, Sense::click());
                    let told = self.told(bar);
                    response.widget_info(|| {
                        let words = format!("{}: {told}; click to select them", bar.words);
                        WidgetInfo::labeled(Role::Button, true, words)
                    });
                    if response.hovered() {
                        ui.painter().rect_filled(rect, 0, theme::tint(look.theme, Ink::Text, 0.05));
                    }
                    widgets::focus_ring(ui, look, &response, rect);
                    let line = Stroke::new(1.0, grid_color(look));
                    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
                    let inner = rect.shrink2(vec2(8.0, 0.0));
                    let name = Rect::from_min_size(inner.min, vec2(200.0, ROW));
                    text::line_in(ui, look, name, &bar.words, Type::STRONG);
                    let rest =
                        Rect::from_min_max(pos2(name.right() + 12.0, inner.top()), inner.max);
                    text::line_in(ui, look, rest, &told, Type::BODY.ink(Ink::Secondary));
                    self.answer(&response, bar, asked);
                }
            },
        );
    }
}

/// The chart as a table: a row a bar, for each part what is certain and what may have begun later.
fn csv(counted: &Activity) -> String {
    let bin = counted.bin.map_or("bar", Bin::words);
    let mut head = vec![bin.to_owned(), "events".to_owned()];
    for part in &counted.parts {
        head.push(part.words.clone());
        head.push(format!("{} (may have begun later)", part.words));
    }
    let rows = counted.bars.iter().map(|bar| {
        let mut row = vec![bar.words.clone(), bar.total().to_string()];
        for (certain, later) in &bar.counts {
            row.extend([certain.to_string(), later.to_string()]);
        }
        row
    });
    grid::csv(&head, rows)
}
