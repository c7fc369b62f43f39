//! The dialog for the columns of a table: what each becomes at the left, what comes of it at the right.

mod columns;
mod preview;

use super::text::{self, Type};
use super::{Look, form, theme};
use crate::date::DateOrder;
use crate::scene::Ink;
use crate::state::{Action, Change, MapDraft, MapTrial, Mapping};
use egui::{Align, Context, Id, Layout, Rect, Sense, Ui, UiBuilder, Window, pos2, vec2};

/// The largest dialog; on larger screens the picture behind it stays in view.
const LARGEST: egui::Vec2 = vec2(1240.0, 860.0);
/// Points for the buttons below.
const BUTTONS: f32 = 44.0;
/// The part of the width that the columns take.
const LEFT: f32 = 0.48;
/// Frames until a window that was opened is there.
const FRAMES: u8 = 3;

/// What of the dialog is decided.
#[derive(Debug, Clone, Copy)]
struct State<'a> {
    /// What stands in the dialog comes to that; `None` while it is being tried.
    trial: Option<&'a MapTrial>,
    /// What was tried last, of whatever stood there then.
    shown: Option<&'a MapTrial>,
    /// True in the first frames, in which the keyboard is given away.
    first: bool,
}

/// Draws the dialog while a table waits. `trial` is what was tried last.
pub fn mapping_ui(context: &Context, look: &Look<'_>, trial: Option<&MapTrial>) -> Vec<Action> {
    let opened = Id::unique("mapping-opened");
    let Some(before) = look.view.mapping.as_deref() else {
        context.data_mut(|d| d.remove::<(u64, bool, u8)>(opened));
        return Vec::new();
    };
    let shown = trial.filter(|t| t.number == before.number);
    let trial = shown.filter(|t| t.wish == before.wish);
    // The keyboard waits for what the trial says: an open question comes before the button, and is followed by it.
    let open = trial.is_some_and(|t| t.open().is_some()) || !before.open_columns().is_empty();
    let frame = context.data_mut(|d| {
        let (number, asked, frame) = d.get_temp_mut_or(opened, (before.number, open, 0_u8));
        if *number != before.number || (*asked && !open && trial.is_some()) {
            *frame = 0;
        }
        if trial.is_some() {
            (*number, *asked, *frame) = (before.number, open, frame.saturating_add(1));
        }
        *frame
    });
    if (1..=FRAMES).contains(&frame) {
        context.request_repaint();
    }
    let state = State { trial, shown, first: (1..=FRAMES).contains(&frame) };
    let mut draft = before.clone();
    let mut actions = Vec::new();
    let screen = context.content_rect();
    let size = (screen.size() - vec2(32.0, 64.0)).min(LARGEST);
    let mut open = true;
    Window::new(form::ordered(&format!("Columns of {}", before.file)))
        .id(Id::unique("mapping"))
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_size(size)
        .min_size(size.min(vec2(780.0, 440.0)))
        .default_pos(screen.center() - size / 2.0 - vec2(0.0, 16.0))
        .constrain(true)
        .show(context, |ui| dialog_ui(ui, look, state, &mut draft, &mut actions));
    if !open {
        actions.push(Change::StepBack.into());
    } else if draft != *before {
        draft.take_words();
        actions.push(Change::Mapping(Box::new(draft)).into());
    }
    actions
}

fn dialog_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: State<'_>,
    draft: &mut MapDraft,
    actions: &mut Vec<Action>,
) {
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, Sense::hover());
    let bottom = all.bottom() - BUTTONS;
    let mut top = inside(ui, Rect::from_min_max(all.min, pos2(all.right(), bottom)));
    head_ui(&mut top, look, state, draft);
    let from = top.min_rect().bottom() + 8.0;
    let middle = all.left() + all.width() * LEFT;
    let left = Rect::from_min_max(pos2(all.left(), from), pos2(middle - 12.0, bottom));
    let right = Rect::from_min_max(pos2(middle + 12.0, from), pos2(all.right(), bottom));
    columns::columns_ui(&mut inside(ui, left), look, state.shown, draft);
    form::divider(ui, look, middle, left.y_range());
    preview::preview_ui(&mut inside(ui, right), look, state.trial, state.shown, draft);
    let line = egui::Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(all.x_range(), bottom + 2.0, line);
    let below = Rect::from_min_max(pos2(all.left(), bottom + 10.0), all.max);
    let layout = Layout::right_to_left(Align::Center);
    let mut buttons = ui.new_child(UiBuilder::new().max_rect(below).layout(layout));
    buttons_ui(&mut buttons, look, state, draft, actions);
}

fn inside(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
    child
}

/// What is known of the table, and what somebody has to decide.
fn head_ui(ui: &mut Ui, look: &Look<'_>, state: State<'_>, draft: &mut MapDraft) {
    let remembered = draft.head().is_some_and(|h| h.remembered);
    let words = if remembered {
        "A table with these headings was opened before; the columns are used as they were then. Open confirms it"
    } else {
        "No format explains this table. These are the columns as far as headings and values tell; change what is wrong"
    };
    text::para_ui(ui, look, words, Type::SMALL);
    if draft.sheets.len() > 1 {
        ui.add_space(6.0);
        let sheets: Vec<(usize, String)> = draft
            .sheets
            .iter()
            .enumerate()
            .map(|(n, s)| (n, format!("{} rows of “{}”", s.rows, s.name)))
            .collect();
        let mut sheet = draft.wish.sheet;
        ui.scope(|ui| {
            ui.set_max_width(360.0);
            form::choice_ui(ui, look, "Sheet that is opened", &mut sheet, &sheets);
        });
        if sheet != draft.wish.sheet {
            *draft = draft.with_sheet(sheet);
        }
    }
    open_ui(ui, look, state, draft);
}

/// What is open stands first, with its answers.
fn open_ui(ui: &mut Ui, look: &Look<'_>, state: State<'_>, draft: &mut MapDraft) {
    let order =
        state.shown.and_then(MapTrial::open).filter(|_| draft.wish.mapping.date_order.is_none());
    let columns = draft.open_columns();
    if order.is_none() && columns.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let fill = theme::over(look.theme, Ink::Missed, 0.07, Ink::Surface);
    egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for words in columns {
            text::para_ui(ui, look, words, Type::BODY);
        }
        let Some(open) = order else { return };
        let place = if open.column.is_empty() {
            String::new()
        } else {
            format!(" in “{}”", open.column)
        };
        let words =
            format!("Which comes first{place}, the day or the month? {}", capital(&open.because));
        text::para_ui(ui, look, &words, Type::BODY);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            for (n, (order, words, spoken)) in ORDERS.into_iter().enumerate() {
                let response = ui.add(super::widgets::button(words));
                response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, spoken));
                if n == 0 && state.first {
                    response.request_focus();
                }
                super::widgets::focus_ring(ui, look, &response, response.rect.expand(2.0));
                if response.clicked() {
                    draft.order(Some(order));
                }
            }
        });
    });
}

/// The orders of numeric dates: the order, its name, and what is said aloud.
const ORDERS: [(DateOrder, &str, &str); 3] = [
    (DateOrder::DayFirst, "Day first", "Read dates with the day first"),
    (DateOrder::MonthFirst, "Month first", "Read dates with the month first"),
    (DateOrder::YearFirst, "Year first", "Read dates with the year first"),
];

/// The first letter as a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

fn buttons_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: State<'_>,
    draft: &MapDraft,
    actions: &mut Vec<Action>,
) {
    let unread =
        state.shown.is_some_and(|t| t.open().is_some()) && draft.wish.mapping.date_order.is_none();
    let open = unread || !draft.open_columns().is_empty();
    let sound = state.trial.is_some_and(|t| t.events > 0) && draft.zone().is_ok();
    if sound && !open {
        let response = ui.add(super::widgets::main_button(look, "Open"));
        if state.first {
            response.request_focus();
        }
        super::widgets::focus_ring(ui, look, &response, response.rect.expand(2.0));
        if response.clicked() {
            actions.push(Action::Mapping(Mapping::Open(false)));
        }
    } else {
        form::button_ui(ui, false, "Open");
    }
    if form::button_ui(ui, true, "Cancel") {
        actions.push(Change::StepBack.into());
    }
    let anyway = if unread { "Open, those dates unread" } else { "Open anyway" };
    if open && form::button_ui(ui, sound, anyway) {
        actions.push(Action::Mapping(Mapping::Open(true)));
    }
    ui.add_space(12.0);
    if form::button_ui(ui, true, "Load mapping…") {
        actions.push(Action::Mapping(Mapping::AskLoad));
    }
    if form::button_ui(ui, state.trial.is_some(), "Save mapping…") {
        actions.push(Action::Mapping(Mapping::AskSave));
    }
    // What was done, or went wrong, stands where it was asked for.
    if let Some(notice) = look.notice {
        let room = ui.available_rect_before_wrap();
        let response = ui.interact(room, Id::unique("mapping-notice"), Sense::hover());
        let ink = if notice.failed { Ink::Missed } else { Ink::Secondary };
        let room = room.with_max_x(room.right() - 8.0);
        text::line_in(ui, look, room, &notice.words, Type::SMALL.ink(ink));
        response.on_hover_text(&notice.words);
    }
}
