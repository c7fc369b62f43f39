//! What is searched for, and which hit is looked at.

/// The query line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The query, as it stands in the line.
    pub text: String,
    /// True to show only what is found; else what is found is marked.
    pub only: bool,
    /// The hit that was stepped to last, from 0.
    pub at: Option<usize>,
    /// True while the line wants the keyboard.
    pub wants_focus: bool,
}
