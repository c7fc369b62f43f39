//! What is shown: lanes, kinds, certainty, importance, verdicts. A filter never changes a verdict.

pub mod counts;
mod facets;
pub mod query;

pub use counts::{FacetCounts, Facets, FoundMarks, Group};
pub use facets::{Filter, Shown};
pub use query::{Completion, Found, Index, Query, QueryError, completions};
