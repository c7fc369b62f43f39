//! Readings of the counting side by side.

use super::claims::radio_ui;
use crate::date::words;
use crate::law::{Deadline, Profile, Reading, ReadingRow, Suppose, Verdict};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{
    Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row of the table, points.
const ROW: f32 = 26.0;

/// The page: a table for each way of counting that leaves a choice.
pub(super) fn readings_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let rows = look.doubted.readings.as_ref().map(|r| r.as_slice()).unwrap_or_default();
    if rows.is_empty() {
        let words = "No limit of this case is counted in a way that leaves a choice of reading";
        text::para_ui(ui, look, words, Type::BODY);
        return;
    }
    for profile in Profile::ALL {
        let own: Vec<&ReadingRow> = rows.iter().filter(|r| r.profile == profile).collect();
        if !own.is_empty() {
            table_ui(ui, look, profile, &own, actions);
        }
    }
}

/// What a way of counting is, for people.
const fn name(profile: Profile) -> &'static str {
    match profile {
        Profile::CaldaysExclFirst => "Calendar days: is the first day counted?",
        Profile::Reg33 => "Regulations of the Court, regulation 33: which day is day 1?",
        Profile::It172 => {
            "Italian code of criminal procedure, article 172: from when do hours run?"
        }
        Profile::Hours => "Hours",
        Profile::MonthsYears => "Months and years",
        Profile::FirstOfMonthAfter60thDay => "First of the month after the 60th day",
        Profile::Caldate => "Dates set by an order",
    }
}

fn table_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    profile: Profile,
    rows: &[&ReadingRow],
    actions: &mut Vec<Action>,
) {
    ui.add_space(6.0);
    text::caption_ui(ui, look, name(profile));
    ui.add_space(2.0);
    let readings: Vec<Reading> = rows
        .iter()
        .max_by_key(|r| r.columns.len())
        .map_or_else(Vec::new, |r| r.columns.iter().map(|c| c.reading).collect());
    let width = ui.available_width();
    let first = (width * 0.34).clamp(160.0, 420.0);
    let column = ((width - first) / readings.len().max(1) as f32).min(380.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(first);
        for reading in &readings {
            ui.vertical(|ui| {
                ui.set_width(column);
                let mut columns = rows.iter().flat_map(|r| &r.columns);
                let of = columns.find(|c| c.reading == *reading);
                let default = of.is_some_and(|c| c.default);
                let taken = of.is_some_and(|c| c.taken);
                let usual = if default { " (default)" } else { "" };
                let words = format!("{}{usual}", capital(reading.words()));
                let spoken = format!("Count with {}{usual}", reading.words());
                if radio_ui(ui, look, taken, &words, &spoken).clicked() && !taken {
                    actions.push(take(&look.view.suppose, look, profile, *reading));
                }
            });
        }
    });
    for row in rows {
        row_ui(ui, look, row, &readings, (first, column), actions);
    }
    ui.add_space(6.0);
}

/// With a capital at the start.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Supposes a reading; the default one is no supposition, but where a scenario takes another.
fn take(suppose: &Suppose, look: &Look<'_>, profile: Profile, reading: Reading) -> Action {
    let mut more = suppose.clone();
    more.readings.remove(&profile);
    let without = more.readings(look.record()).get(&profile).copied();
    if without.or(profile.readings().first().copied()) != Some(reading) {
        more.readings.insert(profile, reading);
    }
    Change::Suppose(Box::new(more)).into()
}

/// A limit and what becomes of it in each reading.
fn row_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    row: &ReadingRow,
    readings: &[Reading],
    (first, column): (f32, f32),
    actions: &mut Vec<Action>,
) {
    let Some(any) = row.columns.first().map(|c| &c.row) else { return };
    let width = first + column * readings.len() as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let differs = row.differs();
    let title = format!("{} · {}", any.provision, any.title);
    let cells: Vec<String> =
        row.columns.iter().map(|c| format!("{}: {}", c.reading.words(), cell(&c.row))).collect();
    let same = if differs { "the readings differ" } else { "all readings agree" };
    let spoken = format!("{title}: {same}; {}", cells.join("; "));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
    if response.hovered() || response.has_focus() {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
    }
    widgets::focus_ring(ui, look, &response, rect);
    let at = |x: f32, w: f32| Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(w, ROW));
    let weight = if differs { Weight::SemiBold } else { Weight::Regular };
    let name = at(4.0, first - 16.0);
    text::line_in(ui, look, name, &title, Type::BODY.weight(weight));
    for (n, reading) in readings.iter().enumerate() {
        let Some(c) = row.columns.iter().find(|c| c.reading == *reading) else { continue };
        let place = at(first + column * n as f32, column - 8.0);
        if c.taken {
            let edge = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
            let field = place.shrink2(vec2(0.0, 2.0));
            ui.painter().rect_stroke(field, CornerRadius::same(4), edge, StrokeKind::Inside);
        }
        let ink = theme::verdict_ink(c.row.verdict);
        let center = pos2(place.left() + 10.0, place.center().y);
        let colors = (theme::color(look.theme, ink), theme::color(look.theme, Ink::Surface));
        verdict_shape(ui.painter(), center, c.row.verdict, colors);
        let words = format!("{}{}", if differs { "≠ " } else { "" }, cell(&c.row));
        let line = Rect::from_min_max(pos2(place.left() + 24.0, place.top()), place.max);
        text::line_in(ui, look, line, &words, Type::BODY.weight(weight));
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&spoken);
    if response.clicked() {
        actions.push(Change::Reveal(Tag::Limit(row.key.clone())).into());
    }
}

/// `overtaken, ends 20 Mar 2025`.
fn cell(row: &Deadline) -> String {
    let ends = row.expires.filter(|e| !e.bounds.latest.is_unbounded()).map(|e| {
        let (zone, b) = (row.zone, e.bounds);
        if e.whole_day && b.is_exact() {
            words::day(b.latest.day(zone))
        } else {
            words::bounds(&b, zone)
        }
    });
    let verdict = row.verdict_words();
    ends.map_or_else(|| verdict.to_owned(), |ends| format!("{verdict}, ends {ends}"))
}

/// A small sign of a verdict, each of another shape, so that no colour has to be told from another.
pub(super) fn verdict_shape(
    painter: &Painter,
    at: Pos2,
    verdict: Verdict,
    (color, below): (Color32, Color32),
) {
    let line = Stroke::new(1.5, color);
    let polygon = |points: Vec<Pos2>| Shape::convex_polygon(points, color, Stroke::NONE);
    let p = |x: f32, y: f32| pos2(at.x + x, at.y + y);
    match verdict {
        Verdict::Met => {
            painter.circle_filled(at, 5.0, color);
        }
        Verdict::Missed => {
            painter.add(polygon(vec![p(0.0, -6.0), p(6.0, 0.0), p(0.0, 6.0), p(-6.0, 0.0)]));
        }
        Verdict::Overtaken => {
            let rect = Rect::from_center_size(at, vec2(10.0, 10.0));
            painter.rect_stroke(rect, 0, line, StrokeKind::Inside);
            painter.line_segment([rect.left_bottom(), rect.right_top()], line);
        }
        Verdict::Running => {
            painter.add(polygon(vec![p(-4.0, -5.5), p(5.5, 0.0), p(-4.0, 5.5)]));
        }
        Verdict::CannotTell => {
            painter.circle_filled(at, 5.0, color);
            let rect = Rect::from_min_max(p(0.0, -5.0), p(5.5, 5.0));
            painter
                .with_clip_rect(rect.intersect(painter.clip_rect()))
                .circle_filled(at, 4.0, below);
            painter.circle_stroke(at, 5.0, line);
        }
        Verdict::WordsOnly => {
            painter.hline(at.x - 5.0..=at.x + 5.0, at.y, line);
        }
        Verdict::NotUsed => {
            painter.circle_stroke(at, 4.5, line);
        }
        Verdict::NeverTriggered => {
            painter.circle_filled(at, 1.8, color);
        }
    }
}
