//! How many rows have which value, over the whole layer.

use super::{Codes, Layer, Severity, severity};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The values of a column by code, each with its rows.
pub type ValueCounts = Vec<(Arc<str>, u64)>;

impl Severity {
    /// How severe the value of a column of this name is.
    #[must_use]
    pub fn of(heading: &str, value: &str) -> Self {
        severity::of(heading, value)
    }
}

impl Layer {
    /// For each column with a dictionary its place in the schema, its values and how many rows have which; `None`
    /// where `stop` was set meanwhile. One pass over the codes: for a thread of its own.
    #[must_use]
    pub fn value_counts(&self, stop: &AtomicBool) -> Option<Vec<(usize, ValueCounts)>> {
        let mut counts: Vec<Vec<u64>> = vec![Vec::new(); self.schema.columns.len()];
        for segment in &self.segments {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            for (column, codes) in &segment.parts.codes {
                let Some(counts) = counts.get_mut(*column) else { continue };
                match codes {
                    Codes::Narrow(codes) => codes.iter().for_each(|c| add(counts, usize::from(*c))),
                    Codes::Wide(codes) => codes.iter().for_each(|c| add(counts, usize::from(*c))),
                }
            }
        }
        let columns = self.schema.columns.iter().enumerate().zip(counts);
        let named = columns.filter_map(|((n, column), counts)| {
            let values = column.values.as_ref()?.read().ok()?;
            let count = |code: usize| counts.get(code).copied().unwrap_or(0);
            Some((
                n,
                values.iter().enumerate().map(|(code, v)| (Arc::clone(v), count(code))).collect(),
            ))
        });
        Some(named.collect())
    }
}

fn add(counts: &mut Vec<u64>, code: usize) {
    if counts.len() <= code {
        counts.resize(code + 1, 0);
    }
    if let Some(count) = counts.get_mut(code) {
        *count += 1;
    }
}
