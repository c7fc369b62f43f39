//! What comes of a table: the first events, and every row that does not load with its reason.

use crate::read::{Diagnostic, Severity};
use crate::scene::{Ink, Weight};
use crate::state::{MapDraft, MapTrial};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Points for an event, and for a row that does not load.
const EVENT: f32 = 22.0;
const PROBLEM: f32 = 38.0;
/// Points for the date of an event, and for the place of a problem.
const DATE: f32 = 168.0;
const PLACE: f32 = 132.0;

/// Draws the preview: of what stands in the dialog, or, while that is tried, of what stood there before.
pub(super) fn preview_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    trial: Option<&MapTrial>,
    shown: Option<&MapTrial>,
    draft: &mut MapDraft,
) {
    let Some(shown) = shown else {
        text::para_ui(ui, look, "Reading the rows…", Type::BODY);
        return;
    };
    let words = if trial.is_some() { shown.words() } else { format!("{} …", shown.words()) };
    text::para_ui(ui, look, &words, Type::STRONG.weight(Weight::SemiBold));
    let all = ui.available_height();
    form::heading_ui(ui, look, "First events");
    ui.spacing_mut().item_spacing.y = 0.0;
    // Where nothing is to be told of rows, the events have the room.
    let part = if shown.problems.is_empty() { 0.8 } else { 0.42 };
    let room = (all * part).min(shown.first.len().max(1) as f32 * EVENT + 4.0);
    let list = ScrollArea::vertical().id_salt("mapping-events").auto_shrink(false).max_height(room);
    list.show_rows(ui, EVENT, shown.first.len(), |ui, rows| {
        for n in rows {
            event_ui(ui, look, shown, n);
        }
    });
    ui.add_space(4.0);
    problems_ui(ui, look, shown, draft);
}

fn event_ui(ui: &mut Ui, look: &Look<'_>, trial: &MapTrial, n: usize) {
    let Some(event) = trial.first.get(n) else { return };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), EVENT));
    let response = ui.interact(rect, Id::unique(("mapping-event", n)), Sense::hover());
    let when = if event.when.is_empty() { "no date" } else { &event.when };
    let spoken = format!("Event “{}”, {when}, in the lane “{}”", event.title, event.lane);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let lane = (rect.width() * 0.24).min(140.0);
    let date = Rect::from_min_size(rect.min, vec2(DATE - 12.0, EVENT));
    let end = rect.right() - 10.0;
    let title = Rect::from_min_max(
        pos2(rect.left() + DATE, rect.top()),
        pos2(end - lane - 12.0, rect.bottom()),
    );
    let ink = if event.when.is_empty() { Ink::Missed } else { Ink::Secondary };
    text::line_in(ui, look, date, when, Type::SMALL.ink(ink));
    text::line_in(ui, look, title, &event.title, Type::BODY);
    let place = Rect::from_min_max(pos2(end - lane, rect.top()), pos2(end, rect.bottom()));
    text::line_in(ui, look, place, &event.lane, Type::SMALL);
    // Each on a line of its own: words of two directions in one line change places.
    let lines = [event.title.as_str(), when, event.lane.as_str()].map(form::ordered);
    response.on_hover_text(lines.join("\n"));
}

fn problems_ui(ui: &mut Ui, look: &Look<'_>, trial: &MapTrial, draft: &mut MapDraft) {
    let (all, lost) = (trial.problems.len(), trial.lost);
    form::heading_ui(ui, look, "Rows and cells");
    if all == 0 {
        text::para_ui(ui, look, "Every row and every cell is used", Type::SMALL);
        return;
    }
    let words = match lost {
        0 => "Nothing is lost".to_owned(),
        1 => "1 row or cell does not load".to_owned(),
        n => format!("{n} rows or cells do not load"),
    };
    let besides = match all - lost {
        0 => String::new(),
        1 => "; 1 other thing to know".to_owned(),
        n => format!("; {n} other things to know"),
    };
    text::para_ui(ui, look, &format!("{words}{besides}"), Type::SMALL);
    if lost > 0 && lost < all {
        form::check_ui(ui, true, &mut draft.only_lost, "Only what does not load");
    }
    ui.add_space(2.0);
    let listed = if draft.only_lost && lost > 0 { lost } else { all };
    let list = ScrollArea::vertical().id_salt("mapping-problems").auto_shrink(false);
    list.show_rows(ui, PROBLEM, listed, |ui, rows| {
        for n in rows {
            if let Some(problem) = trial.problems.get(n) {
                problem_ui(ui, look, n, problem, n < lost);
            }
        }
    });
}

/// Place, reason, and what to do.
fn problem_ui(ui: &mut Ui, look: &Look<'_>, n: usize, problem: &Diagnostic, lost: bool) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), PROBLEM));
    let response = ui.interact(rect, Id::unique(("mapping-problem", n)), Sense::hover());
    let place = place(problem);
    let found = if problem.found.is_empty() {
        String::new()
    } else {
        format!(", found “{}”", problem.found)
    };
    let reason = format!("{}{found}", problem.message);
    let next: Vec<String> = [("expected ", &problem.expected), ("", &problem.hint)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(before, words)| format!("{before}{words}"))
        .collect();
    let next = next.join("; ");
    let spoken = format!("{place}: {reason}; {next}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.trim_end_matches("; ")));
    // A sign besides the colour.
    let bad = lost || problem.severity == Severity::Error;
    let (sign, ink) = if bad { ("! ", Ink::Missed) } else { ("· ", Ink::Secondary) };
    let at = Rect::from_min_size(rect.min + vec2(0.0, 2.0), vec2(PLACE - 8.0, 18.0));
    text::line_in(ui, look, at, &format!("{sign}{place}"), Type::SMALL.ink(ink));
    let left = rect.left() + PLACE;
    let line = |y: f32| {
        Rect::from_min_size(pos2(left, rect.top() + y), vec2(rect.right() - 10.0 - left, 16.0))
    };
    text::line_in(ui, look, line(2.0), &reason, Type::SMALL.ink(Ink::Text));
    text::line_in(ui, look, line(18.0), &next, Type::TINY);
    response.on_hover_text(form::ordered(&spoken));
}

/// `Row 12, Date`.
fn place(problem: &Diagnostic) -> String {
    let row = problem.row.or(problem.line).map(|n| format!("Row {n}"));
    let parts: Vec<String> = row.into_iter().chain(problem.path.clone()).collect();
    if parts.is_empty() { "Whole table".to_owned() } else { parts.join(", ") }
}
