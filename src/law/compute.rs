//! From a case and the loaded rules to its deadlines.

use super::counting::{Profile, Reading};
use super::deadline::Deadline;
use super::library::Library;
use crate::case::{Case, RuleId};
use crate::date::Instant;
use std::collections::BTreeMap;

/// What is asked of the law.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The moment on which the case is judged; facts that lie later are not used.
    pub as_of: Option<Instant>,
    /// Readings to take instead of the default ones.
    pub readings: BTreeMap<Profile, Reading>,
    /// Rules to compute instead of those that the case lists.
    pub rules: Option<Vec<RuleId>>,
    /// True to compute all rules that are loaded.
    pub all: bool,
}

/// Every deadline of the case, in the order in which the case lists its rules; after each row come the
/// rows in which one competing claim replaces one preferred date.
#[must_use]
pub fn compute(_case: &Case, _library: &Library, _asked: &Asked) -> Vec<Deadline> {
    Vec::new()
}
