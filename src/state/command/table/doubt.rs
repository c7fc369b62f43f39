//! The menu of what is not certain.

use super::{Entry, entry};
use crate::state::Command as C;
use crate::state::Shortcut as S;

pub(super) static GROUPS: &[&[Entry]] = &[
    &[
        entry(
            C::Doubts,
            "doubts",
            "Doubts…",
            "Try out other dates, claims and readings",
            &[S::ctrl('D')],
        ),
        entry(
            C::Readings,
            "readings",
            "Readings…",
            "Compare readings of the counting side by side",
            &[S::after('D', 'R')],
        ),
        entry(
            C::AsOfSlider,
            "as-of-slider",
            "As-of slider",
            "Slide the as-of date through the whole case",
            &[S::after('D', 'A')],
        ),
        entry(C::Scenarios, "scenarios", "What if…", "Look at scenarios", &[S::after('D', 'S')]),
        entry(
            C::Checks,
            "checks",
            "Checks…",
            "List what looks wrong or is missing",
            &[S::after('D', 'C')],
        ),
    ],
    &[
        entry(
            C::KnownThen,
            "known-then",
            "Only what was public then",
            "Leave out what no source had published by the as-of date",
            &[S::after('D', 'K')],
        ),
        entry(
            C::FactsOnly,
            "facts-only",
            "Back to the facts",
            "Suppose nothing any more",
            &[S::ctrl_shift('D')],
        )
        .needs("Nothing is supposed"),
    ],
    &[entry(
        C::Measure,
        "measure",
        "Measure selected events",
        "Measure from one selected event to another",
        &[S::after('D', 'M')],
    )
    .needs("Select exactly two dated events first")],
];
