//! What is shown: lanes, kinds, certainty, importance, verdicts. A filter never changes a verdict.

mod facets;

pub use facets::{Filter, Shown};
