//! How long each rule took, from what set it off to what satisfied it, in one case or in several.

use super::{Asked, Bar, bars_ui, caption_ui, grid_color, pattern, round_step};
use crate::date::words;
use crate::export::shown::grid;
use crate::filter::delays::{Delay, Delays, Named, RuleDelays, delays};
use crate::law::together;
use crate::layout::Tag;
use crate::scene::Ink;
use crate::state::{Action, Change};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{Id, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a row, of the axis, and room for the words at both sides.
const ROW: f32 = 44.0;
const AXIS: f32 = 24.0;
const NAMES: f32 = 300.0;
const VALUES: f32 = 190.0;
/// Part of its row that a bar fills.
const FULL: f64 = 0.4;

/// Lines that tell how far cases lie apart.
const MOST_SPREADS: usize = 4;

const HOUR: f64 = 3600.0;
const DAY: f64 = 86_400.0;

/// A row of the chart.
#[derive(Clone, Copy)]
struct Row<'a> {
    rule: &'a RuleDelays,
    delay: &'a Delay,
    /// The name of its case, where there are several.
    case: Option<&'a str>,
}

pub(super) fn choices_ui(ui: &mut Ui, look: &Look<'_>, asked: &mut Asked) {
    if ui.add(widgets::button("Copy as CSV")).clicked() {
        asked.actions.push(Action::Copy(csv(look.cases), "Chart copied as CSV"));
    }
}

/// Draws the chart for any number of cases; the first one is the case that is open.
pub(super) fn delays_ui(ui: &mut Ui, look: &Look<'_>, cases: &[Named<'_>]) -> Vec<Action> {
    let mut actions = Vec::new();
    let all = delays(cases);
    let rows = rows(&all, cases);
    if rows.is_empty() {
        text::para_ui(
            ui,
            look,
            "No limit of this case has both a trigger and an act that are known",
            Type::BODY,
        );
        caption_ui(ui, look, &caption(&all));
        return actions;
    }
    let told = spreads(&all, cases.len()).len() as f32 * 22.0;
    let room = ui.available_height() - 44.0 - told;
    ScrollArea::vertical()
        .id_salt("activity-delays")
        .max_height(room.max(120.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let size = vec2(ui.available_width(), rows.len() as f32 * ROW + AXIS);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            chart_ui(ui, look, rect, (&rows, all.longest), &mut actions);
        });
    for words in spreads(&all, cases.len()) {
        caption_ui(ui, look, &words);
    }
    caption_ui(ui, look, &caption(&all));
    actions
}

/// How far the cases lie apart, a line for each rule that several of them have; the first few.
fn spreads(all: &Delays, cases: usize) -> Vec<String> {
    if cases < 2 {
        return Vec::new();
    }
    let lines = all.rules.iter().filter_map(|rule| {
        let spread = rule.spread()?;
        let took = words::elapsed(spread.took);
        let of = spread.cases;
        Some(format!("{}, {}: {took} in {of} of {cases} cases", rule.title, rule.provision))
    });
    let mut lines: Vec<String> = lines.take(MOST_SPREADS + 1).collect();
    if lines.is_empty() {
        lines.push("No rule has a delay in more than one of the cases".to_owned());
    } else if lines.len() > MOST_SPREADS {
        lines.truncate(MOST_SPREADS);
        lines.push("and more; the copied table has all of them".to_owned());
    }
    lines
}

fn rows<'a>(all: &'a Delays, cases: &[Named<'a>]) -> Vec<Row<'a>> {
    let several = cases.len() > 1;
    let of =
        |rule: &'a RuleDelays| rule.delays.iter().map(move |delay| Row { rule, delay, case: None });
    let mut rows: Vec<Row<'a>> = all.rules.iter().flat_map(of).collect();
    for row in rows.iter_mut().filter(|_| several) {
        row.case = cases.get(row.delay.case).map(|(name, _)| *name);
    }
    rows
}

fn caption(all: &Delays) -> String {
    let mut words = "Time from the trigger to the act: solid for the least it can have been, lighter up to the \
                     most. A thick line marks the time allowed, where the trigger is known to the moment."
        .to_owned();
    match all.no_act {
        0 => {}
        1 => words.push_str(" One limit without a known act is not in the chart."),
        n => words.push_str(&format!(" {n} limits without a known act are not in the chart.")),
    }
    words
}

fn chart_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    rect: Rect,
    (rows, longest): (&[Row<'_>], i64),
    actions: &mut Vec<Action>,
) {
    let names = NAMES.min(rect.width() * 0.36);
    let plot = Rect::from_min_max(
        pos2(rect.left() + names, rect.top()),
        pos2((rect.right() - VALUES).max(rect.left() + names + 40.0), rect.bottom() - AXIS),
    );
    let allowed = rows.iter().filter_map(|r| r.delay.allowed).map(|(_, most)| most);
    // A limit of months beside acts of hours would flatten every bar: its mark is left out instead.
    let reach =
        allowed.filter(|a| *a <= longest.saturating_mul(2)).fold(longest, i64::max).max(60) as f64;
    axis(ui, look, plot, reach);
    let mut shapes = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let at = (rows.len() - n) as f64 - 0.5;
        let color = theme::color(look.theme, theme::verdict_ink(row.delay.verdict));
        let light = theme::color(look.theme, Ink::Surface).lerp_to_gamma(color, 0.35);
        let (least, far) = (row.delay.took.least as f64, row.delay.far() as f64);
        let bar = |from, to, fill| Bar { at, from, to, width: FULL, fill, line: color };
        shapes.push(bar(0.0, least, color));
        if far > least {
            shapes.push(bar(least, far, light));
        }
    }
    let extent = ([0.0, 0.0], [reach, rows.len() as f64]);
    let place = bars_ui(ui, ("activity-delays", true), plot, extent, &shapes);
    for (n, row) in rows.iter().enumerate() {
        let top = rect.top() + n as f32 * ROW;
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
        let middle = (rows.len() - n) as f64 - 0.5;
        let bar =
            place.rect((0.0, row.delay.far() as f64), (middle - FULL / 2.0, middle + FULL / 2.0));
        let ground = theme::tint(look.theme, Ink::Surface, 0.6);
        pattern::pattern(ui.painter(), bar.shrink(1.0), row.delay.case, ground);
        if let Some((_, most)) = row.delay.allowed.filter(|(_, most)| *most as f64 <= reach) {
            let ink = theme::color(look.theme, Ink::Text);
            let x = place.x(most as f64);
            ui.painter().vline(x, line.top() + 8.0..=line.bottom() - 8.0, Stroke::new(3.0, ink));
        }
        row_ui(ui, look, (line, bar.right(), names), row, actions);
    }
}

/// Lines and lengths of time below.
fn axis(ui: &Ui, look: &Look<'_>, plot: Rect, reach: f64) {
    let unit = if reach > 3.0 * DAY { DAY } else { HOUR };
    let sign = if unit == DAY { "d" } else { "h" };
    let step = round_step(reach / unit, f64::from((plot.width() / 72.0).max(1.0))) * unit;
    let mut value = 0.0;
    while value <= reach * 1.000_001 {
        let x = plot.left() + plot.width() * (value / reach) as f32;
        ui.painter().vline(x, plot.y_range(), Stroke::new(1.0, grid_color(look)));
        let n = value / unit;
        let digits = if step / unit < 1.0 { 1 } else { 0 };
        let label = format!("{n:.digits$} {sign}");
        let width = look.measure.width(&label, Type::TINY.size, Type::TINY.weight);
        let at = Rect::from_min_size(
            pos2(x - width / 2.0, plot.bottom() + 4.0),
            vec2(width + 0.5, 16.0),
        );
        text::line_in(ui, look, at, &label, Type::TINY);
        value += step;
    }
}

/// Names at the left, length of time after the bar; a click goes to the limit.
fn row_ui(
    ui: &Ui,
    look: &Look<'_>,
    (rect, end, names): (Rect, f32, f32),
    row: &Row<'_>,
    actions: &mut Vec<Action>,
) {
    let Row { rule, delay, case } = *row;
    let id = Id::unique(("activity-delay", delay.case, &delay.key));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let of = case.map(|c| format!(" in {c}")).unwrap_or_default();
        let words = format!(
            "{}, {}{of}: {} from “{}”; {}{}; click to show the limit",
            rule.title,
            rule.provision,
            delay.words(),
            delay.trigger,
            delay.verdict_words,
            delay
                .allowed
                .map(|(_, most)| format!("; {} allowed", words::length(most)))
                .unwrap_or_default(),
        );
        WidgetInfo::labeled(Role::Button, true, words)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, theme::tint(look.theme, Ink::Text, 0.04));
    }
    widgets::focus_ring(ui, look, &response, rect);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, grid_color(look)));
    let left = pos2(rect.left() + 4.0, rect.top() + 3.0);
    let width = names - 16.0;
    let first = Rect::from_min_size(left, vec2(width, 20.0));
    text::line_in(ui, look, first, &rule.title, Type::STRONG);
    let second = Rect::from_min_size(left + vec2(0.0, 19.0), vec2(width, 16.0));
    let place = match case {
        Some(case) => format!("{} · {case}", rule.provision),
        None => rule.provision.clone(),
    };
    text::line_in(ui, look, second, &place, Type::TINY);
    let value = Rect::from_min_max(
        pos2(end + 10.0, rect.top() + 3.0),
        pos2(rect.right(), rect.top() + 23.0),
    );
    text::line_in(ui, look, value, &delay.words(), Type::STRONG);
    let below = value.translate(vec2(0.0, 18.0));
    let ink = theme::verdict_ink(delay.verdict);
    text::line_in(ui, look, below, delay.verdict_words, Type::TINY.ink(ink));
    if response.clicked() {
        let key = together::name_in_picture(delay.case, &delay.key);
        actions.push(Change::Reveal(Tag::Limit(key)).into());
    }
}

/// The chart as a table; lengths in seconds too, for whoever counts on.
pub(super) fn csv(cases: &[Named<'_>]) -> String {
    let all = delays(cases);
    let head = [
        "case",
        "rule",
        "title",
        "provision",
        "trigger",
        "elapsed",
        "least_seconds",
        "most_seconds",
        "allowed_seconds",
        "verdict",
    ];
    let head: Vec<String> = head.map(str::to_owned).to_vec();
    let rows = all.rules.iter().flat_map(|rule| {
        rule.delays.iter().map(move |d| {
            let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
            vec![
                cases.get(d.case).map_or("", |(name, _)| *name).to_owned(),
                rule.rule.clone(),
                rule.title.clone(),
                rule.provision.clone(),
                d.trigger.clone(),
                d.words(),
                d.took.least.to_string(),
                number(d.took.most),
                number(d.allowed.map(|(_, most)| most)),
                d.verdict.id().to_owned(),
            ]
        })
    });
    grid::csv(&head, rows)
}
