//! The rule editor.

/// What is open in the rule editor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rulebook {
    /// True while it is open.
    pub open: bool,
}
