//! Pictures of what is supposed: drawn from the case as it would be, and never without saying so.

use super::{PublishError, Stage};
use crate::case::{Case, EventId, Part};
use crate::date::Instant;
use crate::export::page::Words;
use crate::filter::Shown;
use crate::law::{Asked, Known, Otherwise, Suppose, known};
use crate::layout::Texts;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a headline over something supposed begins with.
const HEAD: &str = "Supposed: ";

/// What was known on a date, for one picture.
pub(super) struct KnownThen {
    /// The case for the law.
    pub law: Case,
    /// The case for the picture: every event in its seat, without what was told later.
    pub picture: Case,
    /// Events that are not shown.
    late: BTreeSet<EventId>,
}

impl KnownThen {
    fn new(case: &Case, as_of: Instant) -> Self {
        let Known { case: law, not_yet, .. } = known(case, as_of);
        let claims: BTreeMap<&EventId, _> = law.events.iter().map(|e| (&e.id, &e.claims)).collect();
        let mut picture = case.clone();
        for event in &mut picture.events {
            event.claims = claims.get(&event.id).map(|c| (*c).clone()).unwrap_or_default();
        }
        picture.states.clone_from(&law.states);
        picture.views.clone_from(&law.views);
        let late = not_yet.into_iter().map(|(id, _)| id).collect();
        Self { law, picture, late }
    }

    /// Leaves out of a picture what nobody knew.
    pub fn hide(&self, shown: &mut Shown) {
        let known =
            |n: &usize| self.picture.events.get(*n).is_some_and(|e| !self.late.contains(&e.id));
        shown.events.retain(known);
    }
}

impl<'a> Stage<'a> {
    /// The same with something supposed in the place of the facts. To be said before what a profile hides.
    #[must_use]
    pub fn supposing(self, suppose: &Suppose) -> Self {
        let mut suppose = suppose.clone();
        // What was known depends on the date, which a figure may name itself.
        let known_then = std::mem::take(&mut suppose.known_then);
        let case = match suppose.case(self.facts, self.as_of()) {
            Cow::Owned(case) => Cow::Owned(case),
            Cow::Borrowed(_) => Cow::Borrowed(self.facts),
        };
        self.posed(Suppose { known_then, ..suppose }, case)
    }

    /// What is supposed.
    #[must_use]
    pub const fn suppose(&self) -> &Suppose {
        &self.suppose
    }

    /// The sentence of every caption: `Supposed: “Released” on 21 Jan 2025, 15:00.` Empty for the facts.
    #[must_use]
    pub fn supposed_words(&self) -> String {
        let redacted = self.redaction().map(|(_, r)| &r.case);
        self.suppose.caption(self.facts, redacted).unwrap_or_default()
    }

    /// An error where what is supposed would tell what the profile hides: the receipt names events and days.
    pub(super) fn may_suppose(&self) -> Result<(), PublishError> {
        let Some((profile, redacted)) = self.redaction() else { return Ok(()) };
        let names = self.suppose.dates.keys().chain(self.suppose.claims.keys());
        let hidden =
            |id: &EventId| redacted.withheld.contains(id) || redacted.case.event(id).is_none();
        let dated = redacted.dates.is_some()
            && !(self.suppose.dates.is_empty() && self.suppose.claims.is_empty());
        let tells = self.suppose.scenario.is_some()
            || self.suppose.known_then
            || dated
            || names.into_iter().any(hidden);
        if tells { Err(PublishError::Supposed { profile: profile.to_owned() }) } else { Ok(()) }
    }

    /// What was known on a date, where no more is to be used.
    pub(super) fn known_then(&self, as_of: Instant) -> Option<KnownThen> {
        self.suppose.known_then.then(|| KnownThen::new(self.case(), as_of))
    }

    /// What is asked of the law, with what rows must say of themselves.
    pub(super) fn asked(&self, as_of: Instant) -> Asked {
        let mut asked = self.suppose.asked(self.facts, as_of);
        if let Some((_, redacted)) = self.redaction() {
            // Who says so, and what the record had, may be what is hidden.
            asked.supposed.retain_mut(|s| {
                let Some(event) = redacted.case.event(&s.event) else { return false };
                s.title.clone_from(&event.title);
                s.instead_of = None;
                s.sources.clear();
                if let Otherwise::Claim(_, when) = &s.otherwise {
                    s.otherwise = Otherwise::Date(when.clone());
                }
                true
            });
        }
        asked
    }
}

/// Puts the sentence before the caption and marks the headline, whatever else they say.
pub(super) fn mark(sentence: &str, texts: &mut Texts) {
    if sentence.is_empty() {
        return;
    }
    lead(sentence, &mut texts.caption);
    if !texts.headline.is_empty() && !texts.headline.starts_with(HEAD) {
        texts.headline.insert_str(0, HEAD);
    }
}

/// Keeps the sentence where the caption itself is switched off: no picture of what is supposed looks like one of
/// the facts.
pub(super) fn keep(sentence: &str, texts: &mut Texts, off: &[Part]) {
    if !sentence.is_empty() && off.contains(&Part::Caption) {
        sentence.clone_into(&mut texts.caption);
    }
}

/// Puts the sentence before what is said to those who do not see the picture.
pub(super) fn mark_spoken(sentence: &str, words: &mut Words) {
    if !sentence.is_empty() {
        lead(sentence, &mut words.alt);
        lead(sentence, &mut words.description);
    }
}

fn lead(sentence: &str, text: &mut String) {
    if !text.starts_with(sentence) {
        *text = format!("{sentence} {text}").trim().to_owned();
    }
}
