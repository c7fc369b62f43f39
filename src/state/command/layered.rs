//! What the commands of layers do now.

use super::Command;
use crate::case::Tag;
use crate::layer::RowNumber;
use crate::state::layers::Along;
use crate::state::{Action, Change, Layering, Middle, Sheet, Tables, ViewState};

impl Command {
    /// Commands of layers of bulk events.
    pub(super) fn layered(self, view: &ViewState) -> Option<Action> {
        let asked = match self {
            Self::AddLayer => Layering::Ask,
            Self::StopReading => view.layers.reading.then_some(Layering::Stop)?,
            Self::ReadLayer => Layering::Again(layer(view)?),
            Self::CloseLayer => Layering::Close(layer(view)?),
            Self::CopyRows => Layering::CopyRows(layer(view)?),
            Self::SaveRows => Layering::SaveRows(layer(view)?, None),
            Self::RowTable => return row_table(view),
            Self::LayersFirst => return Some(Change::LayersFirst.into()),
            Self::PinRow => {
                let Some(Tag::Row(number, row)) = view.selection else { return None };
                Layering::Pin(number, row)
            }
            Self::NextRow => Layering::Step(layer(view)?, row(view), true),
            Self::PreviousRow => Layering::Step(layer(view)?, row(view), false),
            _ => return None,
        };
        Some(asked.into())
    }
}

/// Opens the table of rows, or closes it.
fn row_table(view: &ViewState) -> Option<Action> {
    if view.layers.list.is_empty() {
        return None;
    }
    let tables = &view.tables;
    let shown = tables.middle != Middle::Canvas && tables.sheet == Sheet::Rows;
    let middle = if shown { Middle::Canvas } else { Middle::Both };
    let tables = Tables { middle, sheet: Sheet::Rows, ..tables.clone() };
    Some(Change::Tables(Box::new(tables)).into())
}

/// With a row selected the arrows, Home and End go from row to row of its lane, as they go from event to event with
/// an event.
pub(super) fn among_rows(view: &ViewState, along: Along) -> Option<Action> {
    match view.selection {
        Some(Tag::Row(number, row)) => {
            view.layers.get(number)?;
            Some(Layering::Along(number, row, along).into())
        }
        _ => None,
    }
}

/// The layer of what is selected, else the only one.
fn layer(view: &ViewState) -> Option<u32> {
    let selected = match view.selection {
        Some(Tag::Layer(n) | Tag::Band(n, _) | Tag::Row(n, _)) => view.layers.get(n),
        _ => None,
    };
    let only = || match view.layers.list.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    selected.or_else(only).map(|l| l.number)
}

/// The selected row.
const fn row(view: &ViewState) -> Option<RowNumber> {
    match view.selection {
        Some(Tag::Row(_, row)) => Some(row),
        _ => None,
    }
}
