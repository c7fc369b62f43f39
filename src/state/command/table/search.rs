//! The menus of going about in the case, and of searching it.

use super::{Entry, entry, layers};
use crate::state::Command as C;
use crate::state::{Key, Shortcut as S};

pub(super) static GO: &[&[Entry]] = &[
    &[
        entry(
            C::Back,
            "back",
            "Back",
            "Back to what was looked at before: time, selection, query and filters",
            &[S::alt(Key::Left)],
        )
        .needs("Nothing else was looked at"),
        entry(
            C::Forward,
            "forward",
            "Forward",
            "Forward to what you came back from",
            &[S::alt(Key::Right)],
        )
        .needs("You did not go back"),
    ],
    &[
        entry(
            C::NextEvent,
            "next-event",
            "Next event",
            "Select the next event in time",
            &[S::plain(Key::Right)],
        )
        .needs("There is no later event"),
        entry(
            C::PreviousEvent,
            "previous-event",
            "Previous event",
            "Select the event before",
            &[S::plain(Key::Left)],
        )
        .needs("There is no earlier event"),
        entry(
            C::LaneUp,
            "lane-up",
            "Lane above",
            "Select the nearest event in the lane above, or the limit above",
            &[S::plain(Key::Up)],
        )
        .needs("There is nothing above"),
        entry(
            C::LaneDown,
            "lane-down",
            "Lane below",
            "Select the nearest event in the lane below, or the limit below",
            &[S::plain(Key::Down)],
        )
        .needs("There is nothing below"),
        entry(
            C::FirstEvent,
            "first-event",
            "First event",
            "Select the first event shown",
            &[S::plain(Key::Home)],
        )
        .needs("No event is shown"),
        entry(
            C::LastEvent,
            "last-event",
            "Last event",
            "Select the last event shown",
            &[S::plain(Key::End)],
        )
        .needs("No event is shown"),
    ],
    &[
        entry(
            C::Inspect,
            "inspect",
            "Inspect",
            "Open the inspector on what is selected",
            &[S::plain(Key::Enter)],
        )
        .needs("Nothing is selected, or the inspector is open"),
        entry(
            C::StepBack,
            "step-back",
            "Step back",
            "Close what is open, clear the query, or let go of the selection",
            &[S::plain(Key::Escape)],
        )
        .needs("Nothing is open or selected"),
    ],
    layers::GO,
];

pub(super) static GROUPS: &[&[Entry]] = &[
    &[
        entry(C::Find, "find", "Find…", "Put the keyboard into the query line", &[S::ctrl('F')]),
        entry(
            C::NextHit,
            "next-hit",
            "Next hit",
            "Step to the next event or limit found",
            &[S::plain(Key::F(3))],
        )
        .needs("Nothing is found"),
        entry(
            C::PreviousHit,
            "previous-hit",
            "Previous hit",
            "Step to the event or limit found before",
            &[S::shift(Key::F(3))],
        )
        .needs("Nothing is found"),
        entry(
            C::OnlyHits,
            "only-hits",
            "Show only what is found",
            "Hide what the query does not find, or mark it only",
            &[S::after('S', 'O')],
        )
        .needs("Nothing is searched for"),
    ],
    &[entry(
        C::SaveView,
        "save-view",
        "Save this view…",
        "Keep query, filters and stretch of time under a name in the case file",
        &[S::ctrl_shift('F')],
    )],
];
