//! The heads of the columns: sort, move, widen.

use super::keyboard::Cursor;
use super::words::small;
use super::{Asked, GUTTER, HEAD, PAD, Table};
use crate::filter::rows::Column;
use crate::scene::{Ink, Weight};
use crate::state::Sheet;
use crate::ui::text::{self, Type};
use crate::ui::{form, theme, widgets};
use egui::{
    Button, CursorIcon, Id, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Points at each side of an edge within which the pointer takes hold of it.
const GRIP: f32 = 4.0;
/// Rows that are measured to make a column as wide as its words.
const MEASURED: usize = 500;

/// Draws the heads.
pub(super) fn head_ui(ui: &mut Ui, table: &Table<'_>, widths: &[f32], asked: &mut Asked) {
    let look = table.look;
    let all = ui.available_rect_before_wrap();
    ui.painter().rect_filled(all, 0, theme::color(look.theme, Ink::Panel));
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(all.x_range(), all.top() + 0.5, line);
    ui.painter().hline(all.x_range(), all.bottom() - 0.5, line);
    let scrolled = Cursor::load(ui, table.sheet()).offset.x;
    let mut left = all.left() + GUTTER - scrolled;
    let mut cells = Vec::new();
    for (n, width) in widths.iter().enumerate() {
        cells.push((n, Rect::from_min_size(pos2(left, all.top()), vec2(*width, HEAD))));
        left += width;
    }
    for (n, rect) in &cells {
        cell_ui(ui, table, *n, *rect, &cells, asked);
    }
    // Over the cells, so that an edge is caught before a head is.
    for (n, rect) in &cells {
        edge_ui(ui, table, *n, *rect, asked);
    }
}

/// A head: a click sorts, a drag moves, the other button tells what else there is.
fn cell_ui(
    ui: &mut Ui,
    table: &Table<'_>,
    n: usize,
    rect: Rect,
    cells: &[(usize, Rect)],
    asked: &mut Asked,
) {
    let seen = rect.intersect(ui.clip_rect());
    let Some(chosen) = table.columns.get(n).filter(|_| seen.is_positive()) else { return };
    let (look, column) = (table.look, &chosen.column);
    let response = ui.interact(seen, head_id(table.sheet(), column), Sense::click_and_drag());
    let sort = sorted(table, column);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, spoken(column, sort)));
    if response.hovered() || response.dragged() {
        ui.painter().rect_filled(seen, 0, theme::tint(look.theme, Ink::Text, 0.05));
    }
    widgets::focus_ring(ui, look, &response, seen.shrink(1.0));
    let mut inner = rect.shrink2(vec2(PAD, 0.0));
    if let Some(sort) = sort {
        inner.max.x = (inner.max.x - 18.0).max(inner.left());
        sign(ui, table, pos2(rect.right() - PAD - 7.0, rect.center().y), sort);
    }
    let ink = if sort.is_some() { Ink::Text } else { Ink::Secondary };
    let ty = Type::SMALL.weight(Weight::SemiBold).ink(ink);
    let title = table.title(column);
    if inner.width() > 4.0 {
        text::line_in(ui, look, inner, &title, ty);
    }
    let edge = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().vline(rect.right() - 0.5, rect.top() + 6.0..=rect.bottom() - 6.0, edge);
    if response.clicked() {
        asked.arranged().sort_by(column, ui.input(|i| i.modifiers.shift));
        response.request_focus();
    }
    moved(ui, table, (n, column), &response, cells, asked);
    response.context_menu(|ui| menu_ui(ui, table, column, asked));
    if !response.dragged() && !response.context_menu_opened() {
        response.on_hover_ui(|ui| {
            text::para_ui(ui, look, &title, Type::STRONG);
            let how =
                "Click to sort, Shift+click for a second key, drag to move, right click for more";
            text::para_ui(ui, look, how, Type::SMALL);
        });
    }
}

fn head_id(sheet: Sheet, column: &Column) -> Id {
    Id::unique(("table-column", sheet == Sheet::Events, column))
}

/// How a column is sorted: which key it is, from 1, of how many, and which way.
type Sorted = (usize, usize, bool);

fn sorted(table: &Table<'_>, column: &Column) -> Option<Sorted> {
    let sort = &table.look.view.tables.arranged().rows.sort;
    let n = sort.iter().position(|k| &k.column == column)?;
    Some((n + 1, sort.len(), sort.get(n)?.reversed))
}

fn spoken(column: &Column, sort: Option<Sorted>) -> String {
    let name = column.words();
    match sort {
        None => format!("{name}; not sorted; click to sort"),
        Some((n, of, reversed)) => {
            let way = if reversed { "descending" } else { "ascending" };
            let key = if of > 1 { format!(", key {n} of {of}") } else { String::new() };
            format!("{name}; sorted {way}{key}; click to reverse")
        }
    }
}

/// A triangle that points the way, and the number of the key where there are several.
fn sign(ui: &Ui, table: &Table<'_>, at: egui::Pos2, (n, of, reversed): Sorted) {
    let way = if reversed { 1.0 } else { -1.0 };
    let at = if of > 1 { at - vec2(4.0, 0.0) } else { at };
    let corners =
        vec![at + vec2(-4.0, -2.5 * way), at + vec2(4.0, -2.5 * way), at + vec2(0.0, 3.5 * way)];
    let ink = theme::color(table.look.theme, Ink::Text);
    ui.painter().add(Shape::convex_polygon(corners, ink, Stroke::NONE));
    if of > 1 {
        let place = Rect::from_center_size(at + vec2(10.0, 0.0), vec2(9.0, 12.0));
        text::line_in(ui, table.look, place, &n.to_string(), Type::TINY);
    }
}

/// A head under the hand: a line shows where it would be put.
fn moved(
    ui: &Ui,
    table: &Table<'_>,
    (n, column): (usize, &Column),
    response: &Response,
    cells: &[(usize, Rect)],
    asked: &mut Asked,
) {
    let held = response.dragged() || response.drag_stopped();
    let Some(at) = response.interact_pointer_pos().filter(|_| held) else { return };
    let under = cells.iter().find(|(_, r)| at.x < r.right()).or(cells.last());
    let Some((to, rect)) = under.copied().filter(|(to, _)| *to != n) else { return };
    let x = if to < n { rect.left() } else { rect.right() };
    let line = Stroke::new(2.0, theme::color(table.look.theme, Ink::Accent));
    ui.painter().vline(x, rect.y_range(), line);
    ui.set_cursor_icon(CursorIcon::Grabbing);
    if response.drag_stopped()
        && let Some(target) = table.columns.get(to)
    {
        let places = &asked.arranged().columns;
        let place = |c: &Column| places.iter().position(|p| &p.column == c);
        if let Some((from, to)) = place(column).zip(place(&target.column)) {
            asked.arranged().shift(column, to as isize - from as isize);
        }
    }
}

/// The edge of a column: a drag widens it, a double click makes it as wide as its words.
fn edge_ui(ui: &Ui, table: &Table<'_>, n: usize, cell: Rect, asked: &mut Asked) {
    let edge = Rect::from_x_y_ranges(cell.right() - GRIP..=cell.right() + GRIP, cell.y_range());
    let seen = edge.intersect(ui.clip_rect());
    let Some(chosen) = table.columns.get(n).filter(|_| seen.is_positive()) else { return };
    let id = head_id(table.sheet(), &chosen.column).with("edge");
    // Not reached by Tab: the menu of the columns does the same.
    let response = ui.interact(seen, id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| {
        let name = format!("Width of the column {}", small(chosen.column.words()));
        WidgetInfo::slider(true, f64::from(cell.width()), name)
    });
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        let line = Stroke::new(2.0, theme::color(table.look.theme, Ink::Accent));
        ui.painter().vline(cell.right() - 0.5, cell.y_range(), line);
    }
    if response.double_clicked() {
        asked.arranged().widen(&chosen.column, wide_enough(table, &chosen.column));
    } else if response.dragged() {
        let by = response.drag_delta().x;
        if by != 0.0 {
            asked.arranged().widen(&chosen.column, cell.width() + by);
        }
    }
}

/// Points that the words of a column need, as far as they are looked at.
pub(super) fn wide_enough(table: &Table<'_>, column: &Column) -> f32 {
    let width =
        |words: &str| table.look.measure.width(words, Type::STRONG.size, Type::STRONG.weight);
    let rows = table.rows.lines.order.iter().take(MEASURED).filter_map(|n| table.item(*n));
    let words = rows.map(|item| width(&table.cell(item, column))).fold(0.0, f32::max);
    let head = width(&table.title(column)) + 18.0;
    // A column that needs more than this hides all others; the rest of its words is told under the pointer.
    (words + 18.0).max(head).min(640.0) + PAD * 2.0 + 2.0
}

/// What can be done with a column.
fn menu_ui(ui: &mut Ui, table: &Table<'_>, column: &Column, asked: &mut Asked) {
    ui.set_min_width(180.0);
    let title = form::ordered(column.words());
    ui.label(egui::RichText::new(title).strong());
    let arranged = asked.arranged();
    let item = |ui: &mut Ui, words: &str| {
        let clicked = ui.add(Button::new(words).frame(false)).clicked();
        if clicked {
            ui.close();
        }
        clicked
    };
    if item(ui, "Sort ascending") {
        arranged.sort_only(column, false);
    }
    if item(ui, "Sort descending") {
        arranged.sort_only(column, true);
    }
    if item(ui, "In the order of the case") {
        arranged.rows.sort.clear();
    }
    ui.separator();
    if item(ui, "Move left") {
        arranged.shift(column, -1);
    }
    if item(ui, "Move right") {
        arranged.shift(column, 1);
    }
    if item(ui, "As wide as its words") {
        arranged.widen(column, wide_enough(table, column));
    }
    if arranged.columns.len() > 1 && item(ui, "Hide") {
        arranged.flip(column);
    }
}

impl Table<'_> {
    /// The words over a column; those of dates name the zone of their hours.
    pub(super) fn title(&self, column: &Column) -> String {
        match column {
            Column::Date | Column::Earliest | Column::Latest => {
                format!("{} ({})", column.words(), self.cells.zone())
            }
            other => other.words().to_owned(),
        }
    }
}
