//! The command palette.

/// What stands in the palette.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Palette {
    /// True while it is open.
    pub open: bool,
    /// What was typed.
    pub text: String,
    /// The row that Enter takes, from 0.
    pub at: usize,
}
