//! What is told about what was just done.

/// A sentence for the line at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// In words, without a full stop.
    pub words: String,
    /// True where it says what could not be done: then it stays until something else is done.
    pub failed: bool,
}
