//! Headlines and captions proposed from the data, in words that say no more than the verdicts do.

use super::StateSpan;
use super::answer;
use super::deadline::Deadline;
use crate::case::{Case, Reveal};
use crate::date::Instant;

/// What the words are about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The case.
    pub case: &'a Case,
    /// The limits that are shown, in their order.
    pub deadlines: &'a [&'a Deadline],
    /// The states that are shown.
    pub states: &'a [StateSpan],
    /// Ids of the marks that are emphasised.
    pub highlight: &'a [String],
    /// The moment on which the picture is judged.
    pub as_of: Instant,
    /// How much of the picture is shown: words never tell more.
    pub reveal: Reveal,
}

/// A sentence for the top of the picture.
#[must_use]
pub fn headline(about: &About<'_>) -> String {
    let deadlines: Vec<Deadline> = about.deadlines.iter().map(|d| (*d).clone()).collect();
    let disputed = answer::disputed(about.case, &deadlines).len();
    answer::answer(about.states, &deadlines, disputed).text()
}

/// A sentence or two for below the picture.
#[must_use]
pub fn caption(_about: &About<'_>) -> String {
    String::new()
}
