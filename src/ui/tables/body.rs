//! The rows in view.

use super::keyboard::{self, At, Cursor, Held};
use super::words::{Item, count};
use super::{Asked, GUTTER, PAD, ROW, Table, sign};
use crate::filter::rows::Line;
use crate::scene::{Ink, Weight};
use crate::state::{Change, Sheet};
use crate::ui::text::{self, Type};
use crate::ui::{theme, widgets};
use egui::{
    Id, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Room for a sign before the words of a cell.
const SIGN: f32 = 18.0;

/// Draws the rows in view and answers hand and keyboard.
pub(super) fn body_ui(ui: &mut Ui, table: &Table<'_>, widths: &[f32], asked: &mut Asked) {
    let room = ui.available_rect_before_wrap();
    let whole = ui.interact(room, Id::unique("table"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Table, true, table.spoken_whole()));
    let sheet = table.sheet();
    let mut cursor = Cursor::load(ui, sheet);
    if table.rows.lines.lines.is_empty() {
        empty_ui(ui, table, asked);
        cursor.offset = vec2(0.0, 0.0);
        cursor.store(ui, sheet);
        return;
    }
    keyboard::keys(ui, table, &mut cursor, room.height(), asked);
    keyboard::back_to_top(table, &mut cursor);
    keyboard::follow(table, &mut cursor, room.height());
    let lines = &table.rows.lines.lines;
    let mut area = ScrollArea::both().id_salt(("rows", sheet == Sheet::Events)).auto_shrink(false);
    if let Some(to) = cursor.scroll.take() {
        let most = (lines.len() as f32 * ROW - room.height()).max(0.0);
        area = area.vertical_scroll_offset(to.clamp(0.0, most));
    }
    let size = vec2(GUTTER + widths.iter().sum::<f32>(), lines.len() as f32 * ROW);
    let shown = area.show_viewport(ui, |ui, view| {
        ui.set_min_size(size);
        let first = (view.min.y / ROW).floor().max(0.0) as usize;
        let last = ((view.max.y / ROW).ceil().max(0.0) as usize).min(lines.len());
        let in_view = cursor.at.as_ref().and_then(|at| {
            (first..last).find(|n| keyboard::at_line(table, *n).as_ref() == Some(at))
        });
        let mut body =
            Body { table, widths, room, scrolled: view.min.x, cursor: &mut cursor, asked };
        body.off_screen(ui, in_view.is_some());
        // Tab reaches one line: that of the cursor, or the first in view.
        let reached = in_view.unwrap_or(first);
        for n in first..last {
            // Numbers as large as those of the last of a hundred thousand rows are subtracted before they
            // are added, so that nothing jitters.
            let top = room.top() + (n as f32 * ROW - view.min.y);
            body.line_ui(ui, n, top, n == reached);
        }
    });
    if cursor.offset != shown.state.clamped_offset() {
        // The heads above were drawn before the rows were scrolled.
        ui.ctx().request_repaint();
    }
    cursor.offset = shown.state.clamped_offset();
    cursor.store(ui, sheet);
}

/// Why there is nothing, and what to do.
fn empty_ui(ui: &mut Ui, table: &Table<'_>, asked: &mut Asked) {
    let look = table.look;
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        ui.add_space(GUTTER + PAD);
        let all = match table.sheet() {
            Sheet::Events | Sheet::Rows => look.posed.events.len(),
            Sheet::Limits => look.deadlines.len(),
        };
        if all == 0 {
            let none = match table.sheet() {
                Sheet::Events | Sheet::Rows => "The case has no events",
                Sheet::Limits => "The case lists no time limits",
            };
            text::line_ui(ui, look, none, Type::BODY);
        } else {
            let words = format!("{} hidden by the filters", count(all, table.sheet()));
            text::line_ui(ui, look, &words, Type::BODY);
            if text::link_ui(ui, look, "Show everything hidden", Type::LINK).clicked() {
                asked.push(Change::ShowAll);
            }
        }
    });
}

/// What the lines are drawn with.
struct Body<'a, 'b, 't> {
    table: &'a Table<'t>,
    widths: &'a [f32],
    room: Rect,
    /// Points that the columns are scrolled to the left.
    scrolled: f32,
    cursor: &'b mut Cursor,
    asked: &'b mut Asked,
}

impl Body<'_, '_, '_> {
    /// The line that has the keyboard keeps it while it is scrolled out of view.
    fn off_screen(&self, ui: &Ui, in_view: bool) {
        let Some(at) = self.cursor.at.as_ref().filter(|_| !in_view) else { return };
        let id = keyboard::line_id(self.table.sheet(), at);
        if ui.memory(|m| m.focused()) == Some(id) {
            let corner = self.room.left_bottom() - vec2(0.0, 1.0);
            ui.interact(Rect::from_min_size(corner, vec2(1.0, 1.0)), id, Sense::click());
        }
    }

    fn line_ui(&mut self, ui: &mut Ui, n: usize, top: f32, reached: bool) {
        let rect = Rect::from_min_size(pos2(self.room.left(), top), vec2(self.room.width(), ROW));
        let Some(at) = keyboard::at_line(self.table, n) else { return };
        let id = keyboard::line_id(self.table.sheet(), &at);
        let sense = if reached { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect.intersect(self.room), id, sense);
        if response.gained_focus() {
            self.cursor.at = Some(at.clone());
        }
        match at {
            At::Head(words) => self.head_ui(ui, &words, rect, &response, n),
            At::Row(place) => self.row_ui(ui, place, rect, &response, n),
        }
        if response.clicked() {
            response.request_focus();
        }
        let line = Stroke::new(1.0, theme::color(self.table.look.theme, Ink::Hairline));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
        widgets::focus_ring(ui, self.table.look, &response, rect.shrink(1.0));
    }

    /// The head of a group: a click folds it.
    fn head_ui(&mut self, ui: &Ui, words: &str, rect: Rect, response: &Response, n: usize) {
        let look = self.table.look;
        let groups = &self.table.rows.lines.groups;
        let Some(Line::Head(group)) = self.table.rows.lines.lines.get(n) else { return };
        let Some(group) = groups.get(*group) else { return };
        let rows = count(group.rows, self.table.sheet());
        response.widget_info(|| {
            let state = if group.folded { "folded; click to unfold" } else { "click to fold" };
            WidgetInfo::labeled(Role::Button, true, format!("Group {words}: {rows}; {state}"))
        });
        ui.painter().rect_filled(rect, 0, theme::color(look.theme, Ink::Panel));
        if response.hovered() {
            ui.painter().rect_filled(rect, 0, theme::tint(look.theme, Ink::Text, 0.05));
        }
        let at = pos2(rect.left() + GUTTER / 2.0 + 2.0, rect.center().y);
        let corners = if group.folded {
            vec![at + vec2(-2.5, -4.0), at + vec2(3.5, 0.0), at + vec2(-2.5, 4.0)]
        } else {
            vec![at + vec2(-4.0, -2.5), at + vec2(4.0, -2.5), at + vec2(0.0, 3.5)]
        };
        let ink = theme::color(look.theme, Ink::Secondary);
        ui.painter().add(Shape::convex_polygon(corners, ink, Stroke::NONE));
        let left = rect.left() + GUTTER + PAD;
        let room = (rect.right() - left - 120.0).max(40.0);
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + room, rect.bottom()));
        let ty = Type::STRONG.weight(Weight::SemiBold);
        let width = text::line_in(ui, look, place, words, ty);
        let after = Rect::from_min_max(pos2(left + width + 10.0, rect.top()), rect.max);
        text::line_in(ui, look, after, &rows, Type::SMALL);
        if response.clicked() {
            self.cursor.at = Some(At::Head(words.to_owned()));
            self.asked.arranged().fold(words);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, place: usize, rect: Rect, response: &Response, n: usize) {
        let (table, look) = (self.table, self.table.look);
        let Some(item) = table.item(place) else { return };
        let selected = table.is_selected(item);
        let number = match table.rows.lines.lines.get(n) {
            Some(Line::Row { number, .. }) => *number,
            _ => 0,
        };
        response.widget_info(|| {
            WidgetInfo::selected(Role::Row, true, selected, table.spoken(place, number))
        });
        let found = table.is_found(place);
        if selected {
            let fill = theme::over(look.theme, Ink::Accent, 0.14, Ink::Surface);
            ui.painter().rect_filled(rect, 0, fill);
            let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(edge, 0, theme::color(look.theme, Ink::Accent));
        } else if found {
            let fill = theme::over(look.theme, Ink::Accent, 0.05, Ink::Surface);
            ui.painter().rect_filled(rect, 0, fill);
        }
        if response.hovered() {
            ui.painter().rect_filled(rect, 0, theme::tint(look.theme, Ink::Text, 0.04));
        }
        if found {
            let at = pos2(rect.left() + 11.0, rect.center().y);
            let corners = [vec2(0.0, -5.0), vec2(5.0, 0.0), vec2(0.0, 5.0), vec2(-5.0, 0.0)];
            let corners = corners.iter().map(|c| at + *c).collect();
            let ink = theme::color(look.theme, Ink::Accent);
            ui.painter().add(Shape::convex_polygon(corners, ink, Stroke::NONE));
        }
        self.cells_ui(ui, item, rect, response);
        if response.double_clicked() {
            if let Some(tag) = table.tag(place) {
                self.asked.push(Change::ZoomTo(tag));
            }
        } else if response.clicked() {
            keyboard::select(table, self.cursor, place, Held::now(ui), self.asked);
        }
    }

    /// The cells of a row; what is cut is told in full under the pointer.
    fn cells_ui(&self, ui: &mut Ui, item: Item<'_>, rect: Rect, response: &Response) {
        let (table, look) = (self.table, self.table.look);
        let faint = table.is_later(item);
        let pointer = response.hover_pos();
        let mut left = rect.left() + GUTTER - self.scrolled;
        for (column, width) in table.columns.iter().map(|c| &c.column).zip(self.widths) {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
            left += width;
            if cell.right() < rect.left() || cell.left() > rect.right() {
                continue;
            }
            let words = table.cell(item, column);
            let mut inner = cell.shrink2(vec2(PAD, 0.0));
            let at = pos2(inner.left() + 6.0, cell.center().y);
            let seen = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
            if sign::sign(&seen, look, item, column, at) {
                inner.min.x += SIGN;
            }
            if words.is_empty() || inner.width() < 4.0 {
                continue;
            }
            let ty = style(item, column, faint);
            text::line_in(ui, look, inner, &words, ty);
            let under = pointer.is_some_and(|p| cell.contains(p));
            if under && look.measure.width(&words, ty.size, ty.weight) > inner.width() + 0.5 {
                response.clone().on_hover_ui_at_pointer(|ui| {
                    ui.set_max_width(420.0);
                    text::para_ui(ui, look, &words, Type::BODY);
                });
            }
        }
    }
}

/// Titles stand out, verdicts have their ink; what came after the as-of date is drawn faint.
fn style(item: Item<'_>, column: &crate::filter::rows::Column, faint: bool) -> Type {
    use crate::filter::rows::Column;
    match (item, column) {
        (_, Column::Title) if faint => Type::STRONG.ink(Ink::Secondary),
        (_, Column::Title) => Type::STRONG,
        (Item::Limit(d), Column::Verdict) => Type::STRONG.ink(theme::verdict_ink(d.verdict)),
        (Item::Event(_), Column::Date) | (Item::Limit(_), Column::Provision) if !faint => {
            Type::BODY
        }
        (Item::Limit(_), Column::Expires | Column::Trigger | Column::Elapsed) => Type::BODY,
        _ => Type::BODY.ink(Ink::Secondary),
    }
}
