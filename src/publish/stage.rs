//! The case on stage: what may be shown of it, and what the law says at each date.

use crate::case::{Case, Figure, Redaction, RuleId};
use crate::date::Instant;
use crate::law::{Asked, Deadline, Library, compute};
use crate::redact::{Redacted, redact};
use crate::scene::Measure;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a set of deadlines depends on besides the case: the moment, and rules that the case does not list.
type Key = (Instant, Vec<RuleId>);

/// A case, the rules, and the day on which it is judged.
#[derive(Debug)]
pub struct Stage<'a> {
    case: Cow<'a, Case>,
    library: &'a Library,
    as_of: Instant,
    /// SHA-256 of the case file in hexadecimal; empty where it is not known.
    pub case_sha256: String,
    redacted: Option<(String, Redacted)>,
    pub(super) measure: Measure,
    counted: Mutex<BTreeMap<Key, Arc<Vec<Deadline>>>>,
}

impl<'a> Stage<'a> {
    /// Puts a case on stage, judged on `as_of` where a figure names no day of its own.
    #[must_use]
    pub fn new(
        case: &'a Case,
        library: &'a Library,
        as_of: Instant,
        case_sha256: String,
        measure: Measure,
    ) -> Self {
        Self {
            case: Cow::Borrowed(case),
            library,
            as_of,
            case_sha256,
            redacted: None,
            measure,
            counted: Mutex::default(),
        }
    }

    /// The same with what the profile hides taken out.
    #[must_use]
    pub fn redacted(self, profile: &Redaction) -> Self {
        let redacted = redact(&self.case, profile);
        Self {
            case: Cow::Owned(redacted.case.clone()),
            redacted: Some((profile.id.clone(), redacted)),
            counted: Mutex::default(),
            ..self
        }
    }

    /// The case as it may be shown.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The rules.
    #[must_use]
    pub const fn library(&self) -> &Library {
        self.library
    }

    /// The moment on which the case is judged where a figure names none.
    #[must_use]
    pub const fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The profile of redaction and what it made of the case.
    #[must_use]
    pub fn redaction(&self) -> Option<(&str, &Redacted)> {
        self.redacted.as_ref().map(|(id, r)| (id.as_str(), r))
    }

    /// All deadlines at `as_of`: those that the case lists, then those that only `figure` asks for.
    #[must_use]
    pub fn deadlines(&self, as_of: Instant, figure: &Figure) -> Arc<Vec<Deadline>> {
        let listed: Vec<&RuleId> = self.case.listed_rules().into_iter().map(|(_, id)| id).collect();
        let fixed =
            |id: &RuleId| self.case.fixed_limits.iter().any(|l| l.id.as_str() == id.as_str());
        let wanted = figure.rules.iter().flatten();
        let more: Vec<RuleId> =
            wanted.filter(|id| !listed.contains(id) && !fixed(id)).cloned().collect();
        let key = (as_of, more);
        // No code can panic while it holds the lock, and what is in it is right whenever it is there.
        let lock = || self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Arc::clone(known);
        }
        let asked = Asked { as_of: Some(as_of), ..Asked::default() };
        let mut deadlines = compute(&self.case, self.library, &asked);
        if !key.1.is_empty() {
            let asked = Asked { rules: Some(key.1.clone()), ..asked };
            deadlines.extend(compute(&self.case, self.library, &asked));
        }
        let deadlines = Arc::new(deadlines);
        lock().insert(key, Arc::clone(&deadlines));
        deadlines
    }
}
