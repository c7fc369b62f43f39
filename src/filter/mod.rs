//! What is shown: lanes, kinds, certainty, importance, verdicts. A filter never changes a verdict.

pub mod activity;
pub mod counts;
pub mod delays;
mod facets;
pub mod query;
pub mod rows;

pub use counts::{FacetCounts, Facets, FoundMarks, Group};
pub use facets::{Filter, Shown};
pub use query::{Completion, Counts, Found, Index, Query, QueryError, completions};
