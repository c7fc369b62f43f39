//! Competing readings side by side: every limit whose text can be counted in more than one way.

use super::compute::Asked;
use super::counting::{Profile, Reading};
use super::deadline::Deadline;
use super::library::Library;
use super::trial::Trial;
use crate::case::{Case, RuleId};
use std::collections::{BTreeMap, BTreeSet};

/// A limit in one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingColumn {
    /// The reading.
    pub reading: Reading,
    /// True for the one that counts where none is chosen.
    pub default: bool,
    /// True for the one that counts now.
    pub taken: bool,
    /// The row, with expiry, verdict and working.
    pub row: Deadline,
}

/// A limit in all its readings.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingRow {
    /// Key of the row.
    pub key: String,
    /// The rule.
    pub rule: RuleId,
    /// How it is counted.
    pub profile: Profile,
    /// One column a reading, the default one first; two or more.
    pub columns: Vec<ReadingColumn>,
    /// True where the readings end at different moments.
    pub expiry_differs: bool,
    /// True where they lead to different verdicts.
    pub verdict_differs: bool,
}

impl ReadingRow {
    /// True where it matters which reading is taken.
    #[must_use]
    pub const fn differs(&self) -> bool {
        self.expiry_differs || self.verdict_differs
    }
}

/// The readings of a rule, the default one first; fewer than two where it leaves no choice.
fn choices(library: &Library, rule: &RuleId) -> Option<(Profile, Vec<Reading>)> {
    let target = library.find(rule)?.target;
    let profile = target.profile?;
    let own = &target.readings;
    let all = if own.is_empty() { profile.readings().to_vec() } else { own.clone() };
    Some((profile, all)).filter(|(_, r)| r.len() > 1)
}

/// Every limit of the case that can be read in several ways, in the order of the rows.
#[must_use]
pub fn readings_table(case: &Case, library: &Library, asked: &Asked) -> Vec<ReadingRow> {
    let trial = Trial::new(case, library, asked);
    let mut seen = BTreeSet::new();
    let mut by_profile: BTreeMap<Profile, (BTreeSet<Reading>, Vec<RuleId>)> = BTreeMap::new();
    for rule in trial.base.iter().map(|d| &d.rule).filter(|id| seen.insert(*id)) {
        if let Some((profile, readings)) = choices(library, rule) {
            let (all, rules) = by_profile.entry(profile).or_default();
            all.extend(readings);
            rules.push(rule.clone());
        }
    }
    let mut read: BTreeMap<(String, Reading), Deadline> = BTreeMap::new();
    for (profile, (readings, rules)) in &by_profile {
        for reading in readings {
            let mut chosen = asked.clone();
            chosen.readings.insert(*profile, *reading);
            for row in trial.read(rules, chosen) {
                read.insert((row.key.clone(), *reading), row);
            }
        }
    }
    let table = trial.base.iter().filter_map(|base| {
        let (profile, readings) = choices(library, &base.rule)?;
        let columns: Vec<ReadingColumn> = readings
            .iter()
            .enumerate()
            .filter_map(|(n, reading)| {
                let row = read.remove(&(base.key.clone(), *reading))?;
                let chosen = asked.readings.get(&profile);
                let taken = chosen.map_or(n == 0, |chosen| chosen == reading);
                Some(ReadingColumn { reading: *reading, default: n == 0, taken, row })
            })
            .collect();
        let first = columns.first()?;
        let expiry_differs = columns.iter().any(|c| c.row.expires != first.row.expires);
        let verdict_differs = columns.iter().any(|c| c.row.verdict != first.row.verdict);
        let (key, rule) = (base.key.clone(), base.rule.clone());
        Some(ReadingRow { key, rule, profile, columns, expiry_differs, verdict_differs })
    });
    table.collect()
}

#[cfg(test)]
mod tests;
