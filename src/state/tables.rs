//! Tables of events and of time limits: which is open, and how it is arranged.

/// What fills the middle of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Middle {
    /// The canvas alone.
    #[default]
    Canvas,
    /// The canvas above, the table below.
    Both,
    /// The table alone.
    Table,
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// Events.
    #[default]
    Events,
    /// Time limits.
    Limits,
}

/// The tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tables {
    /// What fills the middle of the window.
    pub middle: Middle,
    /// Which table is shown.
    pub sheet: Sheet,
}
