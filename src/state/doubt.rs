//! The panel of doubts: what is tried out, and what of it is shown.

/// Pages of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DoubtPage {
    /// Dates that can be moved, and claims that can be taken.
    #[default]
    Dates,
    /// Readings side by side.
    Readings,
    /// What if.
    Scenarios,
    /// What looks wrong or is missing.
    Checks,
}

/// The panel of doubts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doubts {
    /// True while it is open.
    pub open: bool,
    /// The page.
    pub page: DoubtPage,
}
