//! What did not come over from another format, or does not go into it.

use serde::Serialize;

/// One kind of thing that was left behind in a conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotCarried {
    /// What, such as `claims` or `colour of the category`.
    pub what: String,
    /// How many times.
    pub count: usize,
    /// The first few that are concerned: ids of events, or names.
    pub examples: Vec<String>,
    /// Why, and what becomes of it: one sentence without a full stop.
    pub why: String,
}
