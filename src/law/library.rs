//! All instruments and calendars that are loaded, and the way to a rule by its id.

use super::instrument::Instrument;
use super::provision::Provision;
use crate::case::RuleId;
use crate::date::Calendar;
use std::collections::{BTreeMap, BTreeSet};

/// Instruments and calendars.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// Instruments, in the order in which they were loaded.
    pub instruments: Vec<Instrument>,
    /// Calendars by name.
    pub calendars: BTreeMap<String, Calendar>,
    /// Every file of rules and calendars with a fingerprint, for receipts.
    pub fingerprints: Vec<(String, String)>,
}

/// A rule and the instrument that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The rule as it is listed.
    pub provision: &'a Provision,
    /// The rule that gives its time: itself, or the one that it refers to.
    pub target: &'a Provision,
}

impl Library {
    /// The rule of that id, its reference followed.
    #[must_use]
    pub fn find(&self, id: &RuleId) -> Option<Found<'_>> {
        let (instrument, provision) = self.own(id)?;
        let target = match &provision.alias_of {
            // One step only: a reference to a reference would be a mistake in the data.
            Some(alias) => self.own(alias)?.1,
            None => provision,
        };
        Some(Found { instrument, provision, target })
    }

    fn own(&self, id: &RuleId) -> Option<(&Instrument, &Provision)> {
        self.instruments
            .iter()
            .find_map(|i| i.provisions.iter().find(|p| &p.id == id).map(|p| (i, p)))
    }

    /// Every text of the instruments, as it may be printed with a limit.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for i in &self.instruments {
            texts.extend([&i.id, &i.title, &i.short].into_iter().chain(&i.note).cloned());
            for p in &i.profiles {
                let always = [&p.id, &p.title, &p.citation];
                texts.extend(always.into_iter().chain(&p.note).chain(&p.calendar).cloned());
            }
        }
        for (_, p) in self.provisions() {
            let always = [&p.provision, &p.title, &p.bound, &p.citation, &p.confidence];
            let said = [&p.said.could, &p.said.may, &p.said.from, &p.said.act];
            let maybe = [&p.words, &p.applies_if, &p.consequence, &p.note];
            let some = said.into_iter().chain(maybe).flatten();
            texts.extend(always.into_iter().chain(some).cloned());
            texts.push(p.id.to_string());
        }
        texts.extend(self.facts());
        texts
    }

    /// Every fact that some rule counts with: words of the law, the same in every case.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<String> {
        let of = |p: &Provision| -> Vec<String> {
            let all = p.trigger.iter().chain(&p.satisfied_by).chain(&p.overtaken_by);
            all.map(ToString::to_string).collect()
        };
        let stated = self.provisions().flat_map(|(_, provision)| of(provision));
        stated.chain(super::rows::extensions().iter().map(ToString::to_string)).collect()
    }

    /// All rules, in the order of their files.
    pub fn provisions(&self) -> impl Iterator<Item = (&Instrument, &Provision)> {
        self.instruments.iter().flat_map(|i| i.provisions.iter().map(move |p| (i, p)))
    }
}
