//! Rows onto the clipboard.

use super::{Asked, Table};
use crate::export::shown::grid;
use crate::state::Action;
use egui::{Event, Ui};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Cells parted by tabs, for documents and spreadsheets.
    Text,
    /// Cells parted by commas (RFC 4180).
    Csv,
}

/// Copies on Ctrl+C, unless the keys belong to a field or to a window over the table.
pub(super) fn on_copy(ui: &Ui, table: &Table<'_>, asked: &mut Asked) {
    let view = table.look.view;
    let over = view.export.open || view.storyboard.open || view.asks.is_some() || view.palette.open;
    let over = over || view.form.subject.is_some() || view.rulebook.open || view.compare.activity;
    let heard =
        ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Copy)) && !i.modifiers.shift);
    if heard && !over && !ui.ctx().text_edit_focused() {
        asked.actions.push(copied(table, Form::Text));
    }
}

/// The selected rows, or all where none is selected, with the heads of the columns that are shown.
pub(super) fn copied(table: &Table<'_>, form: Form) -> Action {
    let all = &table.rows.lines.order;
    let is_selected = |n: &&usize| table.item(**n).is_some_and(|item| table.is_selected(item));
    let selected: Vec<usize> = all.iter().filter(is_selected).copied().collect();
    let some = !selected.is_empty();
    let places = if some { &selected } else { all };
    let head: Vec<String> = table.columns.iter().map(|c| table.title(&c.column)).collect();
    let rows = places.iter().filter_map(|n| table.item(*n)).map(|item| {
        table.columns.iter().map(|c| table.cell(item, &c.column)).collect::<Vec<String>>()
    });
    let text = match form {
        Form::Text => grid::tabs(&head, rows),
        Form::Csv => grid::csv(&head, rows),
    };
    let what = match (form, some) {
        (Form::Text, true) => "Selected rows copied as text",
        (Form::Text, false) => "All rows copied as text",
        (Form::Csv, true) => "Selected rows copied as CSV",
        (Form::Csv, false) => "All rows copied as CSV",
    };
    Action::Copy(text, what)
}
