//! The menu of what is shown and how.

use super::{Entry, entry, layers};
use crate::state::Command as C;
use crate::state::{Key, Shortcut as S};

pub(super) static GROUPS: &[&[Entry]] = &[
    &[
        entry(C::ZoomIn, "zoom-in", "Zoom in", "Show less time", &[S::plain(Key::Plus)]),
        entry(C::ZoomOut, "zoom-out", "Zoom out", "Show more time", &[S::plain(Key::Minus)]),
        entry(C::FitAll, "fit", "Fit everything", "Show the whole case", &[S::plain(Key::Zero)]),
        entry(
            C::OpeningView,
            "opening",
            "Opening view",
            "Show what the case opens with",
            &[S::after('V', 'O')],
        )
        .needs("The opening view is shown"),
    ],
    &[
        entry(
            C::CanvasOnly,
            "canvas",
            "Canvas only",
            "Close the tables",
            &[S::ctrl('1'), S::plain(Key::F(6))],
        )
        .needs("No table is open"),
        entry(
            C::EventTable,
            "event-table",
            "Table of events",
            "Show the events as a table",
            &[S::ctrl('2'), S::plain(Key::F(7))],
        ),
        entry(
            C::LimitTable,
            "limit-table",
            "Table of time limits",
            "Show the time limits as a table",
            &[S::ctrl('3'), S::plain(Key::F(8))],
        ),
        entry(
            C::Activity,
            "activity",
            "Activity",
            "Chart events per day and delays per rule",
            &[S::after('V', 'A'), S::plain(Key::F(9))],
        ),
        entry(
            C::Compare,
            "compare",
            "Compare cases…",
            "Open other cases beside this one",
            &[S::after('V', 'C')],
        ),
    ],
    &[
        entry(
            C::Facets,
            "facets",
            "Lanes and filters",
            "Hide or show the panel at the left",
            &[S::ctrl('L')],
        ),
        entry(
            C::Inspector,
            "inspector",
            "Inspector",
            "Hide or show the panel at the right",
            &[S::ctrl('I')],
        ),
        entry(
            C::ShowAll,
            "show-all",
            "Show everything hidden",
            "Take all filters off",
            &[S::after('V', 'E')],
        )
        .needs("Nothing is hidden by a filter"),
    ],
    &[
        entry(
            C::Light,
            "theme-light",
            "Light theme",
            "Dark ink on light ground",
            &[S::after('V', 'L')],
        )
        .needs("It is in use"),
        entry(C::Dark, "theme-dark", "Dark theme", "For dim rooms", &[S::after('V', 'D')])
            .needs("It is in use"),
        entry(
            C::HighContrast,
            "theme-high-contrast",
            "High contrast theme",
            "All text at 7:1 or more",
            &[S::after('V', 'H')],
        )
        .needs("It is in use"),
        entry(
            C::ColourBlindSafe,
            "theme-colour-blind",
            "Colour-blind safe theme",
            "Hues that stay apart where red and green do not",
            &[S::after('V', 'B')],
        )
        .needs("It is in use"),
    ],
    &[
        entry(
            C::Still,
            "still",
            "Reduce motion",
            "Move at once, without easing",
            &[S::after('V', 'M')],
        ),
        entry(
            C::FullScreen,
            "full-screen",
            "Full screen",
            "Fill the screen",
            &[S::plain(Key::F(11))],
        ),
    ],
    layers::VIEW,
];
