//! Semantic inks: what a colour means, never which colour it is.

/// Number of lane inks before the series starts again with a second shape.
pub const LANE_INKS: u8 = 6;

/// What a colour stands for; a [`Theme`](super::Theme) says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Behind everything.
    Background,
    /// Side panels, and the tint of a hovered row.
    Panel,
    /// Cards, tool bar, the ring around a dot.
    Surface,
    /// Main text and strong lines.
    Text,
    /// Second lines, captions, tick labels.
    Secondary,
    /// Rules between lanes, grid lines.
    Hairline,
    /// Selection, links, the shown window in the overview.
    Accent,
    /// Faint column behind Saturdays, Sundays and holidays.
    Weekend,
    /// A limit that was kept.
    Met,
    /// A limit that was not kept.
    Missed,
    /// A limit that another fact made moot.
    Overtaken,
    /// A limit whose time still runs.
    Running,
    /// A limit whose outcome depends on a date that is not known well enough.
    CannotTell,
    /// A duty in words, with no number to count.
    WordsOnly,
    /// A right whose time ended without use.
    NotUsed,
    /// A limit that nothing set off.
    NeverTriggered,
    /// Custody and other states over time.
    State,
    /// The as-of line and its flag.
    AsOf,
    /// A row of a layer that its file calls an error, an alert, malware.
    Alert,
    /// A row of a layer that its file calls a warning.
    Warning,
    /// A row of a layer that somebody put a mark on.
    Tagged,
    /// Lane number `n`, counted from 0 in the order of the case file, modulo [`LANE_INKS`].
    Lane(u8),
}
