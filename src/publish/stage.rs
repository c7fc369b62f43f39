//! The case on stage: what may be shown of it, and what the law says at each date.

use super::{PlateSpec, PublishError, Underlay, What, plates};
use crate::case::{Case, Event, Figure, Redaction, RuleId};
use crate::date::Instant;
use crate::export::receipt::LayerMark;
use crate::law::{Asked, Deadline, Library, Suppose, compute};
use crate::redact::{Redacted, redact_under};
use crate::scene::Measure;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a set of deadlines depends on besides the case: the moment, and rules that the case does not list.
type Key = (Instant, Vec<RuleId>);

/// A case, the rules, and the day on which it is judged.
#[derive(Debug)]
pub struct Stage<'a> {
    /// The case as the file has it.
    pub(super) facts: &'a Case,
    pub(super) suppose: Suppose,
    case: Cow<'a, Case>,
    library: &'a Library,
    as_of: Instant,
    /// SHA-256 of the case file in hexadecimal; empty where it is not known.
    pub case_sha256: String,
    redacted: Option<(String, Redacted)>,
    pub(super) measure: Measure,
    counted: Mutex<BTreeMap<Key, Arc<Vec<Deadline>>>>,
    /// Where dates are blurred: when each event was at the earliest before. What was not known yet on the as-of
    /// date must not become known because its month had begun.
    before: Vec<Option<Instant>>,
    /// Layers of bulk events below the case.
    pub(super) layers: Vec<Underlay>,
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
            facts: case,
            suppose: Suppose::default(),
            case: Cow::Borrowed(case),
            library,
            as_of,
            case_sha256,
            redacted: None,
            measure,
            counted: Mutex::default(),
            before: Vec::new(),
            layers: Vec::new(),
        }
    }

    /// The same with layers of bulk events below the case. A redacted stage shows none: nothing is known of the
    /// people in them.
    #[must_use]
    pub fn layered(self, layers: Vec<Underlay>) -> Self {
        Self { layers, ..self }
    }

    /// What a receipt says of the layers that are shown.
    pub(super) fn layer_marks(&self) -> Vec<LayerMark> {
        let shown = if self.redaction().is_some() { &[][..] } else { &self.layers };
        shown.iter().map(Underlay::mark).collect()
    }

    /// The same with the case as it is supposed to be, before anything is hidden.
    pub(super) fn posed(self, suppose: Suppose, case: Cow<'a, Case>) -> Self {
        Self { suppose, case, counted: Mutex::default(), ..self }
    }

    /// The same with what the profile hides taken out.
    #[must_use]
    pub fn redacted(self, profile: &Redaction) -> Self {
        let redacted = redact_under(&self.case, profile, &super::spoken::spoken(self.library));
        let zone = self.case.zone();
        let earliest = |e: &Event| Some(e.when.as_ref()?.extent(e.zone(zone))?.bounds().earliest);
        let before = if profile.dates.is_some() {
            self.case.events.iter().map(earliest).collect()
        } else {
            Vec::new()
        };
        Self {
            before,
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

    /// The pictures that a request means. A figure whose id told something hidden is found by its old id too.
    ///
    /// # Errors
    /// As [`plates()`].
    pub fn plates(&self, what: &What) -> Result<Vec<PlateSpec>, PublishError> {
        plates(self.case(), &self.known(what))
    }

    /// What is asked for, in the names of the case on stage.
    pub(super) fn known(&self, what: &What) -> What {
        match (what, self.redaction()) {
            (What::Figure(id), Some((_, redacted))) => {
                What::Figure(redacted.figures.get(id).unwrap_or(id).clone())
            }
            (What::View(figure), Some((_, redacted))) => {
                What::View(Box::new(redacted.figure(figure)))
            }
            (other, _) => other.clone(),
        }
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
        let asked = self.asked(as_of);
        let known = self.known_then(as_of).map(|known| Cow::Owned(known.law));
        let case = known.unwrap_or_else(|| self.known_on(as_of));
        let mut deadlines = compute(&case, self.library, &asked);
        if !key.1.is_empty() {
            let asked = Asked { rules: Some(key.1.clone()), ..asked };
            deadlines.extend(compute(&case, self.library, &asked));
        }
        let deadlines = Arc::new(deadlines);
        lock().insert(key, Arc::clone(&deadlines));
        deadlines
    }

    /// The case for the law: facts of events that lay after `as_of` before their dates were blurred are not used.
    fn known_on(&self, as_of: Instant) -> Cow<'_, Case> {
        let late =
            |n: &usize| self.before.get(*n).is_some_and(|at| at.is_some_and(|at| at > as_of));
        let late: Vec<usize> = (0..self.before.len()).filter(late).collect();
        if late.is_empty() {
            return Cow::Borrowed(self.case());
        }
        let mut case = self.case().clone();
        for n in late {
            if let Some(event) = case.events.get_mut(n) {
                event.facts.clear();
            }
        }
        Cow::Owned(case)
    }
}
