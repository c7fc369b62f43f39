//! The line at the bottom: what is in view, what was just done, which keys there are.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::law::answer;
use crate::read::{Severity, how_many};
use crate::scene::{Ink, Weight};
use crate::state::layers::{Reading, bytes_words, count_words, reading_words};
use crate::state::{Action, Change, Layering, Work};
use egui::{
    Align, CursorIcon, Id, Layout, Popup, PopupCloseBehavior, Rect, Role, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

/// Height of the line in points.
pub const HEIGHT: f32 = 26.0;

/// The keys worth knowing first, and which of them goes first where there is little room.
const KEYS: [(&str, u8); 6] = [
    ("←  → step", 4),
    ("+  − zoom", 1),
    ("0 fit", 0),
    ("F5 present", 3),
    ("Ctrl+E export", 2),
    ("? keys", 5),
];

/// As many keys as fit beside the counts, which are never cut for them.
fn keys_beside(look: &Look<'_>, counts: &str, room: f32) -> Option<(String, f32)> {
    let width = |words: &str| look.measure.width(words, Type::TINY.size, Type::TINY.weight) + 1.0;
    let room = room - width(counts) - 36.0;
    (0..KEYS.len()).find_map(|least| {
        let kept = KEYS.iter().filter(|(_, rank)| usize::from(*rank) >= least);
        let words = kept.map(|(words, _)| *words).collect::<Vec<_>>().join("    ");
        let width = width(&words);
        (width <= room).then_some((words, width))
    })
}

/// Draws the line; `in_view` is the number of shown events inside the window, `hidden` of those that
/// a filter takes out of it.
pub fn status_ui(ui: &mut Ui, look: &Look<'_>, in_view: usize, hidden: usize) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap().shrink2(vec2(20.0, 0.0));
    let mut actions = Vec::new();
    let told = look.document.diagnostics.iter().chain(look.row_problems);
    let problems = how_many(told.clone());
    let counts = counts(look, in_view, hidden);
    // What was just done matters more than the keys, which come back.
    let quiet = look.notice.is_none() && look.work.is_none() && !look.view.layers.reading;
    let beside = quiet.then(|| keys_beside(look, &format!("{counts}{problems}"), rect.width()));
    let beside = beside.flatten();
    let right = rect.right() - beside.as_ref().map_or(0.0, |(_, width)| *width);
    if let Some((keys, _)) = &beside {
        let at = Rect::from_min_max(pos2(right, rect.top()), rect.max);
        text::line_in(ui, look, at, keys, Type::TINY);
    }
    let left = Rect::from_min_max(rect.min, pos2(right - 12.0, rect.bottom()));
    let mut inside = ui.new_child(
        egui::UiBuilder::new().max_rect(left).layout(Layout::left_to_right(Align::Center)),
    );
    inside.spacing_mut().item_spacing.x = 12.0;
    text::line_ui(&mut inside, look, &counts, Type::TINY);
    if !problems.is_empty() {
        let in_full = format!("{problems} in the file");
        // Where there is little room, the bar keeps its one line.
        let width = look.measure.width(&in_full, Type::TINY.size, Weight::SemiBold);
        let words = if width < inside.available_width() { in_full } else { problems };
        let notes = told.clone().all(|d| d.severity == Severity::Note);
        let ink = if notes { Ink::Accent } else { Ink::Missed };
        let ty = Type::TINY.weight(Weight::SemiBold).ink(ink);
        if text::link_ui(&mut inside, look, &words, ty).clicked() {
            actions.push(Change::Problems.into());
        }
    }
    if let Some(at) = look.layers.iter().find_map(|l| Some((l.number, l.reading?))) {
        reading_ui(&mut inside, look, at, &mut actions);
    } else if let Some(work) = look.work {
        work_ui(&mut inside, look, work, &mut actions);
    } else if let Some(notice) = look.notice {
        let room = inside.available_rect_before_wrap();
        if notice.failed {
            failure_ui(&mut inside, look, room, &notice.words, &mut actions);
        } else {
            let response = ui.interact(room, Id::unique("notice"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &notice.words));
            let ty = Type::TINY.weight(Weight::Medium).ink(Ink::Accent);
            text::line_in(ui, look, room, &notice.words, ty);
            response.on_hover_text(&notice.words);
        }
    }
    actions
}

/// What is being done, how far it has come, and the way to stop it.
fn work_ui(ui: &mut Ui, look: &Look<'_>, work: &Work, actions: &mut Vec<Action>) {
    let what = if work.words.is_empty() { "Beginning" } else { work.words.as_str() };
    let of = match work.total {
        0 | 1 => String::new(),
        _ if work.hashes => format!(", {} %", work.done),
        total => format!(", {} of {total}", (work.done + 1).min(total)),
    };
    let (doing, stop) =
        if work.hashes { ("Hashing", "Stop hashing") } else { ("Exporting", "Cancel export") };
    let words = format!("{doing}: {what}{of}");
    let ty = Type::TINY.weight(Weight::Medium).ink(Ink::Accent);
    let (rect, response) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
    let whole = theme::over(look.theme, Ink::Accent, 0.18, Ink::Panel);
    ui.painter().rect_filled(rect, 3, whole);
    let part = (work.done as f32 + 0.5) / work.total.max(1) as f32;
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * part.min(1.0), rect.height()));
    ui.painter().rect_filled(done, 3, theme::color(look.theme, Ink::Accent));
    text::line_ui(ui, look, &words, ty);
    if text::link_ui(ui, look, stop, ty.weight(Weight::SemiBold)).clicked() {
        actions.push(Action::CancelExport);
    }
}

/// How far a layer has been read, and the way to stop it.
fn reading_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (number, at): (u32, Reading),
    actions: &mut Vec<Action>,
) {
    let name = look.view.layers.get(number).map_or("", |l| l.name.as_str());
    let more = match look.layers.iter().filter(|l| l.reading.is_some()).count() {
        0 | 1 => String::new(),
        n => format!(", and {} more", n - 1),
    };
    let words = if at.total == 0 {
        format!("Reading {name}: {}{more}", reading_words(&at))
    } else {
        let (done, all) = (bytes_words(at.bytes), bytes_words(at.total));
        let part = at.bytes.saturating_mul(100) / at.total;
        let rows = count_words(at.rows);
        format!("Reading {name}: {rows} rows, {done} of {all}, {} %{more}", part.min(100))
    };
    let ty = Type::TINY.weight(Weight::Medium).ink(Ink::Accent);
    let (rect, response) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
    ui.painter().rect_filled(rect, 3, theme::over(look.theme, Ink::Accent, 0.18, Ink::Panel));
    let part = (at.bytes as f64 / at.total.max(1) as f64).min(1.0) as f32;
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
    ui.painter().rect_filled(done, 3, theme::color(look.theme, Ink::Accent));
    text::line_ui(ui, look, &words, ty);
    let stop = text::link_ui(ui, look, "Stop reading", ty.weight(Weight::SemiBold));
    if stop.on_hover_text("What was read stays (Esc)").clicked() {
        actions.push(Layering::Stop.into());
    }
}

/// What could not be done: a sign, the words, and all of them in a field that a click opens.
fn failure_ui(ui: &mut Ui, look: &Look<'_>, room: Rect, words: &str, actions: &mut Vec<Action>) {
    let response = ui.interact(room, Id::unique("failure"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
    let center = pos2(room.left() + 7.0, room.center().y);
    widgets::dot(ui, look, center, 7.0, Ink::Missed);
    let sign = Type::TINY.weight(Weight::SemiBold).ink(Ink::Surface);
    let width = look.measure.width("!", sign.size, sign.weight);
    let at = Rect::from_center_size(center, vec2(width + 0.5, 14.0));
    text::line_in(ui, look, at, "!", sign);
    let line = Rect::from_min_max(pos2(room.left() + 20.0, room.top()), room.max);
    let ty = Type::TINY.weight(Weight::SemiBold).ink(Ink::Missed);
    text::line_in(ui, look, line, words, ty);
    widgets::focus_ring(ui, look, &response, room);
    let frame = egui::Frame::popup(ui.style()).inner_margin(12);
    let popup = Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let open = popup.frame(frame).show(|ui| {
        ui.set_width(420.0);
        text::para_ui(ui, look, words, Type::BODY.ink(Ink::Missed));
        ui.add_space(8.0);
        if ui.add(widgets::button("Dismiss")).clicked() {
            actions.push(Action::DismissNotice);
            ui.close();
        }
    });
    if open.is_none() {
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words);
    }
}

/// `13 of 53 events · 4 hidden · 6 time limits · 2 dates disputed`.
fn counts(look: &Look<'_>, in_view: usize, hidden: usize) -> String {
    let plural = |n: usize, one: &str| {
        if n == 1 { format!("{n} {one}") } else { format!("{n} {one}s") }
    };
    let case = look.case();
    let mut words = format!("{in_view} of {}", plural(case.events.len(), "event"));
    if look.cases.len() > 1 {
        words.push_str(&format!(" in {} cases, the first open", look.cases.len()));
    }
    if hidden > 0 {
        words.push_str(&format!(" · {hidden} hidden"));
    }
    let undated = case.events.iter().filter(|e| e.when.is_none()).count();
    if undated > 0 {
        words.push_str(&format!(" · {undated} undated"));
    }
    words.push_str(&format!(" · {}", plural(look.shown.deadlines.len(), "time limit")));
    let disputed = answer::disputed(case, look.deadlines).len();
    if disputed > 0 {
        words.push_str(&format!(" · {} disputed", plural(disputed, "date")));
    }
    words
}
