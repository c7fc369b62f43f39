//! What is asked of layers of bulk events: groups of the menus of files, of editing and of going about.

use super::{Entry, entry};
use crate::state::Command as C;
use crate::state::{Key, Shortcut as S};

/// In the menu of files.
pub(super) const FILE: &[Entry] = &[
    entry(
        C::AddLayer,
        "add-layer",
        "Add layer…",
        "Put a table or a log below the case, however large",
        &[S::ctrl_shift('O'), S::after('L', 'A')],
    ),
    entry(
        C::ReadLayer,
        "read-layer",
        "Read the layer again",
        "Read the file of the selected layer again",
        &[S::after('L', 'R')],
    )
    .needs("No layer is selected"),
    entry(
        C::StopReading,
        "stop-reading",
        "Stop reading",
        "Stop reading layers; what was read stays",
        &[S::after('L', 'S')],
    )
    .needs("No layer is being read"),
    entry(
        C::CloseLayer,
        "close-layer",
        "Close the layer",
        "Take the selected layer away; its file stays as it is",
        &[S::after('L', 'X')],
    )
    .needs("No layer is selected"),
];

/// In the menu of editing.
pub(super) const EDIT: &[Entry] = &[
    entry(
        C::PinRow,
        "pin-row",
        "Pin the row",
        "Make an event of the case of the selected row, with file, row and hash as its source",
        &[S::after('L', 'P')],
    )
    .needs("No row of a layer is selected"),
    entry(
        C::CopyRows,
        "copy-rows",
        "Copy rows",
        "Put the rows of the layer that pass its filter on the clipboard as CSV",
        &[S::after('L', 'C')],
    )
    .needs("No layer is selected"),
    entry(
        C::SaveRows,
        "save-rows",
        "Save rows as CSV…",
        "Write the rows of the layer that pass its filter into a file",
        &[S::after('L', 'E')],
    )
    .needs("No layer is selected"),
];

/// In the menu of the view.
pub(super) const VIEW: &[Entry] = &[
    entry(
        C::RowTable,
        "row-table",
        "Table of rows",
        "Show the rows of a layer that begin in view as a table",
        &[S::after('L', 'T')],
    )
    .needs("There is no layer"),
    entry(
        C::LayersFirst,
        "layers-first",
        "Layers above the lanes",
        "Put layers above the lanes of the case instead of below its time limits",
        &[S::after('L', 'U')],
    ),
];

/// In the menu of going about.
pub(super) const GO: &[Entry] = &[
    entry(
        C::NextRow,
        "next-row",
        "Next row",
        "Select the next row of the layer that passes its filter",
        &[S::alt(Key::Down), S::after('L', 'N')],
    )
    .needs("No layer is selected"),
    entry(
        C::PreviousRow,
        "previous-row",
        "Previous row",
        "Select the row before",
        &[S::alt(Key::Up), S::after('L', 'B')],
    )
    .needs("No layer is selected"),
];
