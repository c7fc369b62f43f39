//! How a date was reached, step by step, for a lawyer to follow.

use serde::Serialize;

/// One step in words, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// A full sentence without a full stop.
    pub text: String,
    /// Article, rule, order or event that it rests on; empty for plain arithmetic.
    pub citation: String,
}

impl Step {
    /// A step that rests on a citation.
    #[must_use]
    pub fn new(text: impl Into<String>, citation: impl Into<String>) -> Self {
        Self { text: text.into(), citation: citation.into() }
    }

    /// Plain arithmetic.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, "")
    }
}
