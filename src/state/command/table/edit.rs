//! The menu of changes of the case.

use super::{Entry, entry, layers};
use crate::state::Command as C;
use crate::state::{Key, Shortcut as S};

pub(super) static GROUPS: &[&[Entry]] = &[
    &[
        entry(C::Undo, "undo", "Undo", "Take the last change of the case back", &[S::ctrl('Z')])
            .needs("Nothing was changed"),
        entry(
            C::Redo,
            "redo",
            "Redo",
            "Do again what was taken back",
            &[S::ctrl_shift('Z'), S::ctrl('Y')],
        )
        .needs("Nothing was undone"),
    ],
    &[
        entry(C::NewEvent, "new-event", "New event…", "Add an event to the case", &[S::ctrl('N')]),
        entry(
            C::NewSource,
            "new-source",
            "New source…",
            "Add a source to the case",
            &[S::after('E', 'S')],
        ),
        entry(C::NewLane, "new-lane", "New lane…", "Add a lane to the case", &[S::after('E', 'L')]),
        entry(
            C::NewState,
            "new-state",
            "New state…",
            "Add a state over time, such as custody",
            &[S::after('E', 'T')],
        ),
        entry(
            C::NewLimit,
            "new-limit",
            "New fixed limit…",
            "Add a limit fixed by an order",
            &[S::after('E', 'F')],
        ),
    ],
    &[
        entry(C::EditSelected, "edit", "Edit…", "Change what is selected", &[S::plain(Key::F(2))])
            .needs("Select an event, a claim, a state, a lane or a fixed limit first"),
        entry(
            C::BulkEdit,
            "bulk-edit",
            "Edit selected events…",
            "Change all selected events at once",
            &[S::ctrl('B')],
        )
        .needs("Select two events or more first"),
        entry(
            C::SplitEvent,
            "split",
            "Split event",
            "Make two events of the selected one",
            &[S::after('E', 'X')],
        )
        .needs("Select one event first"),
        entry(
            C::MergeEvents,
            "merge",
            "Merge events",
            "Make one event of the selected ones",
            &[S::after('E', 'M')],
        )
        .needs("Select two events or more first"),
        entry(
            C::DeleteSelected,
            "delete",
            "Delete",
            "Take what is selected out of the case",
            &[S::plain(Key::Delete)],
        )
        .needs("Select an event, a claim, a state, a lane or a fixed limit first"),
        entry(
            C::SelectAll,
            "select-all",
            "Select all events",
            "Select every event that is shown",
            &[S::ctrl('A')],
        )
        .needs("No event is shown"),
    ],
    &[
        entry(
            C::MoveMarks,
            "move-marks",
            "Allow moving marks",
            "Let a drag move marks in the case; else it moves the view",
            &[S::ctrl('M')],
        ),
        entry(
            C::CaseHead,
            "case-head",
            "Title, zone and date…",
            "Change what is said of the case as a whole",
            &[S::after('E', 'C')],
        ),
        entry(
            C::CaseRules,
            "case-rules",
            "Rules of the case…",
            "Choose the rules that the case lists",
            &[S::after('E', 'R')],
        ),
        entry(
            C::Rulebook,
            "rulebook",
            "Rule editor…",
            "Make and change instruments, rules and calendars",
            &[S::ctrl('R')],
        ),
        entry(
            C::ChangeLog,
            "change-log",
            "Log of changes…",
            "Read the log of changes, start it or drop it",
            &[S::after('E', 'H')],
        ),
    ],
    layers::EDIT,
];
