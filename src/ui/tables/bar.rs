//! The bar above a table: which one, grouped how, with which columns, and out to the clipboard.

use super::copy::{self, Form};
use super::words::small;
use super::{Asked, Table, head, words};
use crate::filter::rows::{Column, Grouping};
use crate::scene::Ink;
use crate::state::layers::count_words;
use crate::state::tables::{NARROWEST, Tables};
use crate::state::{Middle, Sheet};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form, theme, widgets};
use egui::{
    Align, Button, Frame, Layout, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2,
};

/// Points by which a column is made wider or narrower from the menu.
const STEP: f32 = 40.0;

/// Which table is shown, and which one was asked for.
pub(super) fn sheets_ui(ui: &mut Ui, look: &Look<'_>) -> Option<Sheet> {
    let mut asked = None;
    let rows: u64 = look.layers.iter().map(|l| l.passing.unwrap_or_else(|| l.layer.len())).sum();
    let (events, limits) = (look.shown.events.len(), look.shown.deadlines.len());
    let mut all = vec![
        (Sheet::Events, format!("Events {events}"), words::count(events, Sheet::Events)),
        (Sheet::Limits, format!("Time limits {limits}"), words::count(limits, Sheet::Limits)),
    ];
    if !look.layers.is_empty() {
        let count = count_words(rows);
        all.push((Sheet::Rows, format!("Rows {count}"), format!("{count} rows of layers")));
    }
    // The table of rows closes with the last layer.
    let shown = match look.view.tables.sheet {
        Sheet::Rows if look.layers.is_empty() => Sheet::Events,
        sheet => sheet,
    };
    for (sheet, name, spoken) in all {
        let on = shown == sheet;
        let response = ui.add(widgets::button(&name).selected(on));
        response.widget_info(|| {
            WidgetInfo::selected(Role::Tab, true, on, format!("Table of {spoken}"))
        });
        if response.clicked() {
            asked = Some(sheet);
        }
    }
    asked
}

/// Draws the bar.
pub(super) fn bar_ui(ui: &mut Ui, table: &Table<'_>, asked: &mut Asked) {
    let all = ui.available_rect_before_wrap();
    let look = table.look;
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(all.x_range(), all.top() + 0.5, line);
    let room = Rect::from_min_max(
        pos2(all.left() + 12.0, all.top()),
        pos2(all.right() - 12.0, all.bottom()),
    );
    let layout = Layout::left_to_right(Align::Center);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding.x = 10.0;
    if let Some(sheet) = sheets_ui(ui, look) {
        asked.tables.sheet = sheet;
    }
    ui.add_space(4.0);
    let grouping = table.look.view.tables.arranged().rows.group;
    let name = grouping.map_or_else(|| "Group".to_owned(), |g| format!("Group: {}", g.words()));
    let response = ui.add(widgets::button(&name).selected(grouping.is_some()));
    let spoken = grouping.map_or_else(
        || "Group rows; not grouped".to_owned(),
        |g| format!("Group rows; grouped by {}", g.words()),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    group_ui(ui, table, &response, asked);
    let response = ui.add(widgets::button("Columns"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Choose columns"));
    columns_ui(ui, table, &response, asked);
    let response = ui.add(widgets::button("Copy"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Copy rows"));
    copy_ui(ui, table, &response, asked);
    let alone = look.view.tables.middle == Middle::Table;
    let (name, hint) = if alone {
        ("With canvas", "Show the canvas above the table")
    } else {
        ("Table alone", "Let the table fill the middle of the window")
    };
    if ui.add(widgets::button(name)).on_hover_text(hint).clicked() {
        asked.tables.middle = if alone { Middle::Both } else { Middle::Table };
    }
    let close = ui.add(widgets::button("Close")).on_hover_text("Show the canvas alone");
    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the table"));
    if close.clicked() {
        asked.tables.middle = Middle::Canvas;
    }
    let selected = look.view.selected_events().len();
    if selected > 1 && table.sheet() == Sheet::Events && ui.available_width() > 60.0 {
        ui.add_space(4.0);
        text::line_ui(ui, look, &format!("{selected} selected"), Type::SMALL);
    }
}

fn popup<'a>(ui: &Ui, response: &'a Response) -> Popup<'a> {
    let frame = Frame::popup(ui.style()).inner_margin(8);
    Popup::from_toggle_button_response(response).frame(frame)
}

/// What rows are put together by.
fn group_ui(ui: &Ui, table: &Table<'_>, response: &Response, asked: &mut Asked) {
    let all: &[Grouping] = match table.sheet() {
        Sheet::Events | Sheet::Rows => &Grouping::EVENTS,
        Sheet::Limits => &Grouping::LIMITS,
    };
    popup(ui, response).show(|ui| {
        ui.set_min_width(170.0);
        let now = asked.arranged().rows.group;
        let none = std::iter::once(None);
        for group in none.chain(all.iter().copied().map(Some)) {
            let name =
                group.map_or_else(|| "No groups".to_owned(), |g| format!("By {}", g.words()));
            if ui.add(Button::selectable(now == group, name)).clicked() {
                asked.arranged().group_by(group);
                ui.close();
            }
        }
        if now.is_some() && !table.rows.lines.groups.is_empty() {
            ui.separator();
            if ui.add(Button::selectable(false, "Fold all groups")).clicked() {
                let words = table.rows.lines.groups.iter().map(|g| g.words.clone());
                asked.arranged().rows.folded = words.collect();
                ui.close();
            }
            if ui.add(Button::selectable(false, "Unfold all groups")).clicked() {
                asked.arranged().rows.folded.clear();
                ui.close();
            }
        }
    });
}

/// Which columns, in which order, how wide: all of it without a mouse too.
fn columns_ui(ui: &Ui, table: &Table<'_>, response: &Response, asked: &mut Asked) {
    let shown: Vec<Column> = table.columns.iter().map(|c| c.column.clone()).collect();
    let known: &[Column] = match table.sheet() {
        Sheet::Events | Sheet::Rows => &Column::EVENTS,
        Sheet::Limits => &Column::LIMITS,
    };
    let extra = table.rows.lines.extra.iter().map(|name| Column::Extra(name.clone()));
    let rest = known.iter().cloned().chain(extra).filter(|c| !shown.contains(c));
    let all: Vec<Column> = shown.iter().cloned().chain(rest).collect();
    let frame = popup(ui, response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    frame.show(|ui| {
        ui.set_width(320.0);
        let most = ui.ctx().content_rect().height() * 0.6;
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for column in &all {
                column_ui(ui, table, column, shown.contains(column), asked);
            }
        });
        ui.separator();
        if ui.add(widgets::button("Columns as at first")).clicked() {
            let first = Tables::default();
            let sheet = table.sheet();
            asked.arranged().columns = Tables { sheet, ..first }.arranged().columns.clone();
        }
    });
}

/// A column in the menu: shown or not; where it is shown its place and its width.
fn column_ui(ui: &mut Ui, table: &Table<'_>, column: &Column, shown: bool, asked: &mut Asked) {
    let name = small(column.words());
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        let mut on = shown;
        let tick = ui.checkbox(&mut on, form::ordered(column.words()));
        tick.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, shown, format!("Column {name}"))
        });
        if tick.changed() {
            asked.arranged().flip(column);
        }
        if !shown {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 6.0;
            let width =
                table.columns.iter().find(|c| &c.column == column).map_or(NARROWEST, |c| c.width);
            let small_button = |ui: &mut Ui, sign: &str, words: String| {
                let response = ui.add(widgets::button(sign)).on_hover_text(&words);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
                response.clicked()
            };
            if small_button(ui, "Fit", format!("Make {name} as wide as its words")) {
                asked.arranged().widen(column, head::wide_enough(table, column));
            }
            if small_button(ui, "+", format!("Make {name} wider")) {
                asked.arranged().widen(column, width + STEP);
            }
            if small_button(ui, "−", format!("Make {name} narrower")) {
                asked.arranged().widen(column, width - STEP);
            }
            if small_button(ui, "›", format!("Move {name} right")) {
                asked.arranged().shift(column, 1);
            }
            if small_button(ui, "‹", format!("Move {name} left")) {
                asked.arranged().shift(column, -1);
            }
        });
    });
}

fn copy_ui(ui: &Ui, table: &Table<'_>, response: &Response, asked: &mut Asked) {
    popup(ui, response).show(|ui| {
        ui.set_min_width(170.0);
        for (name, form) in [("Copy as text", Form::Text), ("Copy as CSV", Form::Csv)] {
            if ui.add(Button::selectable(false, name)).clicked() {
                asked.actions.push(copy::copied(table, form));
                ui.close();
            }
        }
        text::line_ui(ui, table.look, "Selected rows, or all of them", Type::TINY);
    });
}
