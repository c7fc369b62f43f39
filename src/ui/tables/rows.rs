//! The table of rows: those of a layer that begin in the shown stretch of time and pass its filter, by time.
//!
//! However many they are, only those in view are decoded, and these are kept while nothing moves.

use super::bar::sheets_ui;
use super::{BAR, GUTTER, HEAD, PAD, ROW};
use crate::case::Tag;
use crate::layer::{Layer, Micros, Row, RowNumber};
use crate::layout::layers::began;
use crate::scene::{Ink, Weight};
use crate::state::layers::{count_words, instant};
use crate::state::{Action, Change, LayerSeen, Layering, Middle, Tables};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{
    Align, Id, Layout, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Rows that are listed: places of more could not be told apart in points.
const MOST: u64 = 200_000;
/// Points of the columns: of the time, of the one that labels rows, of the others.
const TIME: f32 = 196.0;
const TITLE: f32 = 420.0;
const OTHER: f32 = 150.0;
/// Columns that are drawn; the inspector shows all cells of a row.
const MOST_COLUMNS: usize = 40;
/// Letters of a cell that are laid out.
const LETTERS: usize = 300;

/// Which rows are in view, with what they were decoded from.
#[derive(Clone, PartialEq)]
struct Of {
    layer: u32,
    segments: (usize, u64, Micros),
    sifted: usize,
    window: (Micros, Micros),
    lines: (u64, u64),
}

/// Rows that were decoded, and what was selected when the table was last scrolled to it.
#[derive(Clone, Default)]
struct Kept {
    of: Option<Of>,
    rows: Vec<Arc<Row>>,
    followed: Option<Tag>,
}

/// A layer in the table.
struct Listed<'a> {
    look: &'a Look<'a>,
    seen: &'a LayerSeen,
    /// Columns from the left, with their widths.
    columns: Vec<(usize, f32)>,
    window: (Micros, Micros),
    /// Rows before the window, and in it.
    before: u64,
    count: u64,
}

/// Draws the table over `all`.
pub(super) fn rows_ui(ui: &mut Ui, look: &Look<'_>, all: Rect) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(seen) = shown(ui, look) else { return actions };
    let listed = Listed::new(look, seen);
    let bar = Rect::from_min_max(all.min, pos2(all.right(), all.top() + BAR));
    let body = Rect::from_min_max(bar.left_bottom(), all.max);
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(all.x_range(), all.top() + 0.5, line);
    let layout = Layout::left_to_right(Align::Center);
    let room = bar.shrink2(vec2(12.0, 0.0));
    bar_ui(
        &mut ui.new_child(UiBuilder::new().max_rect(room).layout(layout)),
        &listed,
        &mut actions,
    );
    let mut child = ui.new_child(UiBuilder::new().id_salt("row-table").max_rect(body));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    listed.body_ui(&mut child, body, &mut actions);
    actions
}

/// The layer of what is selected, else the one that was shown last, else the first.
fn shown<'a>(ui: &Ui, look: &'a Look<'_>) -> Option<&'a LayerSeen> {
    let id = Id::unique("row-table-layer");
    let of_selection = match look.view.selection {
        Some(Tag::Layer(n) | Tag::Band(n, _) | Tag::Row(n, _)) => Some(n),
        _ => None,
    };
    let wanted = of_selection.or_else(|| ui.data(|d| d.get_temp::<u32>(id)));
    let found = wanted.and_then(|n| look.layers.iter().find(|l| l.number == n));
    let seen = found.or_else(|| look.layers.first())?;
    ui.data_mut(|d| d.insert_temp(id, seen.number));
    Some(seen)
}

/// Which table, which layer, and what can be done with its rows.
fn bar_ui(ui: &mut Ui, listed: &Listed<'_>, actions: &mut Vec<Action>) {
    let (look, seen) = (listed.look, listed.seen);
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding.x = 10.0;
    let mut tables = look.view.tables.clone();
    if let Some(sheet) = sheets_ui(ui, look) {
        tables.sheet = sheet;
    }
    ui.add_space(4.0);
    for other in look.layers.iter().filter(|_| look.layers.len() > 1) {
        let on = other.number == seen.number;
        let name = look.view.layers.get(other.number).map_or("", |l| l.name.as_str());
        let short: String = name.chars().take(24).collect();
        let response = ui.add(widgets::button(&short).selected(on)).on_hover_text(name);
        response
            .widget_info(|| WidgetInfo::selected(Role::Tab, true, on, format!("Rows of {name}")));
        if response.clicked() {
            actions.push(Change::Select(Some(Tag::Layer(other.number))).into());
        }
    }
    for (words, spoken, action) in [
        ("Copy", "Copy the rows that pass as CSV", Layering::CopyRows(seen.number)),
        ("Save…", "Save the rows that pass as CSV", Layering::SaveRows(seen.number, None)),
    ] {
        let response = ui.add(widgets::button(words)).on_hover_text(spoken);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
        if response.clicked() {
            actions.push(action.into());
        }
    }
    let alone = tables.middle == Middle::Table;
    let words = if alone { "With canvas" } else { "Table alone" };
    if ui.add(widgets::button(words)).clicked() {
        tables.middle = if alone { Middle::Both } else { Middle::Table };
    }
    let close = ui.add(widgets::button("Close")).on_hover_text("Show the canvas alone");
    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the table"));
    if close.clicked() {
        tables.middle = Middle::Canvas;
    }
    let words = listed.words();
    if ui.available_width() > look.measure.width(&words, Type::TINY.size, Type::TINY.weight) {
        text::line_ui(ui, look, &words, Type::TINY);
    }
    if tables != look.view.tables {
        actions.push(Change::Tables(Box::<Tables>::new(tables)).into());
    }
}

impl<'a> Listed<'a> {
    fn new(look: &'a Look<'a>, seen: &'a LayerSeen) -> Self {
        let window = look.window().micros();
        let sifted = seen.sifted.as_deref();
        let before = seen.layer.begun_before(window.0, sifted);
        let until = seen.layer.begun_before(window.1, sifted);
        let schema = &seen.layer.schema;
        let width = |n| if schema.title == Some(n) { TITLE } else { OTHER };
        // What a row is called stands first; the order of the file holds for the others.
        let first = schema.title.into_iter();
        let others = (0..schema.columns.len()).filter(|n| schema.title != Some(*n));
        let columns = first.chain(others).take(MOST_COLUMNS).map(|n| (n, width(n))).collect();
        Self { look, seen, columns, window, before, count: until.saturating_sub(before) }
    }

    fn layer(&self) -> &Layer {
        &self.seen.layer
    }

    /// `3,412 rows begin in view`.
    fn words(&self) -> String {
        let all = match self.count {
            1 => "1 row begins in view".to_owned(),
            n => format!("{} rows begin in view", count_words(n)),
        };
        match self.count {
            n if n > MOST => format!("{all}; the first {} are listed", count_words(MOST)),
            _ => all,
        }
    }

    fn body_ui(&self, ui: &mut Ui, room: Rect, actions: &mut Vec<Action>) {
        let id = Id::unique("row-table-kept");
        let mut kept: Kept = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let lines = self.count.min(MOST);
        let whole = ui.interact(room, Id::unique("row-table"), Sense::hover());
        whole.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.words()));
        if lines == 0 {
            ui.add_space(HEAD + 16.0);
            let words =
                "No row of the layer that passes its filter begins in view; 0 shows everything";
            text::line_ui(ui, self.look, &format!("   {words}"), Type::BODY);
        }
        let width = GUTTER + TIME + self.columns.iter().map(|c| c.1).sum::<f32>();
        let view = Rect::from_min_max(pos2(room.left(), room.top() + HEAD), room.max);
        let mut area = ScrollArea::both().id_salt("row-table-lines").auto_shrink(false);
        if let Some(to) = self.follow(&mut kept, view.height()) {
            area = area.vertical_scroll_offset(to);
        }
        let mut scrolled = 0.0;
        let mut inner = ui.new_child(UiBuilder::new().max_rect(view));
        inner.set_clip_rect(view.intersect(ui.clip_rect()));
        area.show_viewport(&mut inner, |ui, seen| {
            ui.set_min_size(vec2(width, lines as f32 * ROW));
            scrolled = seen.min.x;
            let first = (seen.min.y / ROW).floor().max(0.0) as u64;
            let last = ((seen.max.y / ROW).ceil().max(0.0) as u64).min(lines);
            self.decode(&mut kept, (first, last));
            for (n, row) in (first..).zip(&kept.rows) {
                let top = view.top() + (n as f32 * ROW - seen.min.y);
                let rect = Rect::from_min_size(pos2(view.left(), top), vec2(view.width(), ROW));
                self.row_ui(ui, (n, row), (rect, view), scrolled, actions);
            }
        });
        self.head_ui(ui, Rect::from_min_size(room.min, vec2(room.width(), HEAD)), scrolled);
        ui.data_mut(|d| d.insert_temp(id, kept));
    }

    /// Where to scroll to show a row that was selected elsewhere.
    fn follow(&self, kept: &mut Kept, height: f32) -> Option<f32> {
        let selection = &self.look.view.selection;
        if kept.followed.as_ref() == selection.as_ref() {
            return None;
        }
        kept.followed.clone_from(selection);
        let row = self.selected()?;
        if kept.rows.iter().any(|r| r.number == row) {
            return None;
        }
        let (start, _) = self.layer().times(row)?;
        let place = self.layer().begun_before(start, self.seen.sifted.as_deref());
        let line = place.checked_sub(self.before).filter(|n| *n < self.count.min(MOST))?;
        Some((line as f32 * ROW - height / 2.0).max(0.0))
    }

    fn selected(&self) -> Option<RowNumber> {
        match self.look.view.selection {
            Some(Tag::Row(number, row)) if number == self.seen.number => Some(row),
            _ => None,
        }
    }

    /// Sees to it that the rows of these lines are decoded.
    fn decode(&self, kept: &mut Kept, lines: (u64, u64)) {
        let layer = self.layer();
        let sifted = self.seen.sifted.as_ref();
        let of = Of {
            layer: self.seen.number,
            segments: (Arc::as_ptr(&layer.schema) as usize, layer.len(), layer.clock),
            sifted: sifted.map_or(0, |s| Arc::as_ptr(s) as usize),
            window: self.window,
            lines,
        };
        if kept.of.as_ref() == Some(&of) {
            return;
        }
        let most = usize::try_from(lines.1.saturating_sub(lines.0)).unwrap_or(0);
        let numbers = layer.listed(self.before + lines.0, most, sifted.map(|s| &**s));
        kept.rows = numbers.into_iter().filter_map(|n| layer.glance(n).map(Arc::new)).collect();
        kept.of = Some(of);
    }

    fn head_ui(&self, ui: &Ui, rect: Rect, scrolled: f32) {
        let look = self.look;
        ui.painter().rect_filled(rect, 0, theme::color(look.theme, Ink::Panel));
        let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
        let ty = Type::SMALL.weight(Weight::SemiBold);
        let time = format!("Time, {}", look.zone());
        let names = self.layer().schema.headings();
        let heads = self.columns.iter().map(|(n, width)| {
            let name = names.get(*n).map(|s| s.trim()).unwrap_or_default();
            (if name.is_empty() { format!("Column {}", n + 1) } else { name.to_owned() }, *width)
        });
        let mut left = rect.left() + GUTTER - scrolled;
        for (words, width) in std::iter::once((time, TIME)).chain(heads) {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD));
            left += width;
            if cell.right() > rect.left() && cell.left() < rect.right() {
                text::line_in(ui, look, cell.shrink2(vec2(PAD, 0.0)), &words, ty);
            }
        }
    }

    fn row_ui(
        &self,
        ui: &Ui,
        (line, row): (u64, &Row),
        (rect, view): (Rect, Rect),
        scrolled: f32,
        actions: &mut Vec<Action>,
    ) {
        let look = self.look;
        let tag = Tag::Row(self.seen.number, row.number);
        let selected = self.selected() == Some(row.number);
        let id = Id::unique(("row-table-line", self.seen.number, row.number));
        let response = ui.interact(rect.intersect(view), id, Sense::CLICK);
        let time = began(row, look.zone());
        response.widget_info(|| {
            let cells = row.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
            let cells: Vec<String> = cells.map(|c| c.chars().take(LETTERS).collect()).collect();
            let words = format!("Row {} of {}: {time}; {}", line + 1, self.count, cells.join("; "));
            WidgetInfo::selected(Role::Row, true, selected, words)
        });
        if selected {
            let fill = theme::over(look.theme, Ink::Accent, 0.14, Ink::Surface);
            ui.painter().rect_filled(rect, 0, fill);
            let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(edge, 0, theme::color(look.theme, Ink::Accent));
        }
        if response.hovered() {
            ui.painter().rect_filled(rect, 0, theme::tint(look.theme, Ink::Text, 0.04));
        }
        let cells = self.columns.iter().map(|(n, width)| {
            let cell = row.cells.get(*n).map(|c| c.trim()).unwrap_or_default();
            let short: String =
                cell.chars().take(LETTERS).map(|c| if c.is_control() { ' ' } else { c }).collect();
            let strong = self.layer().schema.title == Some(*n);
            (short, *width, if strong { Type::STRONG } else { Type::BODY.ink(Ink::Secondary) })
        });
        let mut left = rect.left() + GUTTER - scrolled;
        for (words, width, ty) in std::iter::once((time.clone(), TIME, Type::BODY)).chain(cells) {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, ROW));
            left += width;
            if !words.is_empty() && cell.right() > rect.left() && cell.left() < rect.right() {
                text::line_in(ui, look, cell.shrink2(vec2(PAD, 0.0)), &words, ty);
            }
        }
        let hairline = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline);
        widgets::focus_ring(ui, look, &response, rect.shrink(1.0));
        if response.double_clicked() {
            let at = instant(row.start);
            actions.push(
                Change::Window(look.window().centred_on(at), crate::state::Step::Jump).into(),
            );
        } else if response.clicked() {
            actions.push(Change::Select(Some(tag)).into());
        }
    }
}
