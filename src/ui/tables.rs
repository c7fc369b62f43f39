//! The tables of events and of time limits, beside the canvas or instead of it.
//!
//! Painted by hand like the canvas: only the rows in view are built, each is one node for screen readers with a
//! sentence of its own, and its words go through the same measure as everywhere, whatever their script.

mod bar;
mod body;
mod copy;
mod head;
mod keyboard;
mod rows;
mod sign;
mod words;

pub use keyboard::has_keyboard;

use super::{Look, theme};
use crate::filter::rows::{Cells, Lines};
use crate::scene::Ink;
use crate::state::{Action, Arranged, Change, Sheet, ShownColumn, Tables};
use egui::{Frame, Panel, Rect, Ui, UiBuilder, pos2};

/// Height of a row, of the head of the columns and of the bar above them.
const ROW: f32 = 24.0;
const HEAD: f32 = 28.0;
const BAR: f32 = 40.0;
/// Points at the left of each row, for the sign of what is found.
const GUTTER: f32 = 20.0;
/// Points between the edge of a cell and its words.
const PAD: f32 = 8.0;
/// Least height of the table beside the canvas, and of what it leaves to the canvas.
const LEAST: f32 = 132.0;

/// What the table shows, worked out before.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Rows and heads of groups, in their order.
    pub lines: &'a Lines,
    /// For each event of the case whether the query finds it; empty where nothing is asked.
    pub found: &'a [bool],
}

/// A table in this frame.
struct Table<'a> {
    look: &'a Look<'a>,
    rows: Rows<'a>,
    cells: Cells<'a>,
    /// Columns that have something to show in this case.
    columns: Vec<&'a ShownColumn>,
}

/// What the hand, the keyboard and the menus ask for.
struct Asked {
    tables: Tables,
    actions: Vec<Action>,
}

impl Asked {
    fn push(&mut self, change: Change) {
        self.actions.push(change.into());
    }

    const fn arranged(&mut self) -> &mut Arranged {
        self.tables.arranged_mut()
    }
}

/// Draws the table below the canvas, with an edge between them that can be dragged.
pub fn below_ui(ui: &mut Ui, look: &Look<'_>, rows: Rows<'_>) -> Vec<Action> {
    let frame = Frame::new().fill(theme::color(look.theme, Ink::Surface));
    let all = ui.available_height();
    let most = (all - LEAST).max(LEAST);
    let share = look.view.tables.share;
    let height = (all * if share.is_finite() { share } else { 0.45 }).clamp(LEAST, most);
    let panel = Panel::bottom("tables").frame(frame).resizable(true).default_size(height);
    let mut actions = Vec::new();
    let shown = panel.size_range(LEAST..=most).show(ui, |ui| {
        actions.extend(tables_ui(ui, look, rows));
    });
    let height = shown.response.rect.height();
    let dragging = ui.input(|i| i.pointer.any_down());
    if dragging && all > 1.0 && (height - all * share).abs() > 2.0 && actions.is_empty() {
        let tables = Tables { share: height / all, ..look.view.tables.clone() };
        actions.push(Change::Tables(Box::new(tables)).into());
    }
    actions
}

/// Draws the table over all the room there is.
pub fn tables_ui(ui: &mut Ui, look: &Look<'_>, rows: Rows<'_>) -> Vec<Action> {
    let all = ui.available_rect_before_wrap();
    ui.painter().rect_filled(all, 0, theme::color(look.theme, Ink::Surface));
    ui.advance_cursor_after_rect(all);
    if look.view.tables.sheet == Sheet::Rows && !look.layers.is_empty() {
        return rows::rows_ui(ui, look, all);
    }
    let table = Table::new(look, rows);
    let mut asked = Asked { tables: look.view.tables.clone(), actions: Vec::new() };
    let bar = Rect::from_min_max(all.min, pos2(all.right(), all.top() + BAR));
    let head = Rect::from_min_max(bar.left_bottom(), pos2(all.right(), bar.bottom() + HEAD));
    let body = Rect::from_min_max(head.left_bottom(), all.max);
    let inside = |ui: &mut Ui, rect: Rect, part: &'static str| {
        let mut child = ui.new_child(UiBuilder::new().id_salt(part).max_rect(rect));
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        child
    };
    bar::bar_ui(&mut inside(ui, bar, "table-bar"), &table, &mut asked);
    let widths = table.widths(body.width());
    head::head_ui(&mut inside(ui, head, "table-head"), &table, &widths, &mut asked);
    body::body_ui(&mut inside(ui, body, "table-body"), &table, &widths, &mut asked);
    copy::on_copy(ui, &table, &mut asked);
    keyboard::tell(ui, &table, all);
    if asked.tables != look.view.tables {
        asked.actions.push(Change::Tables(Box::new(asked.tables)).into());
    }
    asked.actions
}

impl<'a> Table<'a> {
    fn new(look: &'a Look<'a>, rows: Rows<'a>) -> Self {
        let columns = look.view.tables.arranged().columns.iter();
        let columns = columns.filter(|c| words::is_known(&c.column, rows.lines)).collect();
        Self { look, rows, cells: Cells::new(look.case()), columns }
    }

    /// Points of each column; the last one takes what is left of the width.
    fn widths(&self, room: f32) -> Vec<f32> {
        let mut widths: Vec<f32> = self.columns.iter().map(|c| c.width).collect();
        let free = room - GUTTER - widths.iter().sum::<f32>();
        if let Some(last) = widths.last_mut().filter(|_| free > 0.0) {
            *last += free;
        }
        widths
    }
}
