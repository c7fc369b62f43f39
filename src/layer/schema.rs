//! What the columns of a layer are.

use super::Form;
use std::sync::{Arc, RwLock};

/// The columns of a table, and what each is used for.
#[derive(Debug, Default)]
pub struct Schema {
    /// As the file has them.
    pub columns: Vec<Column>,
    /// The column by which rows are divided into lanes; it has a dictionary.
    pub lane: Option<usize>,
    /// The column whose text labels a row.
    pub title: Option<usize>,
    /// The column whose values are more or less severe; it has a dictionary.
    pub severity: Option<usize>,
    /// How rows are written in the text.
    pub form: Form,
}

/// A column.
#[derive(Debug, Default)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Its different values by code, where they are few; code 0 is the empty cell. It grows while a file is read,
    /// and a code never changes its meaning.
    pub values: Option<RwLock<Vec<Arc<str>>>>,
}

/// How much a row wants to be seen: where many share a pixel, the most severe decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum Severity {
    /// Like most.
    #[default]
    Plain,
    /// Somebody put a mark on it: a tag, a star, a label.
    Tagged,
    /// The file calls it a warning.
    Warning,
    /// The file calls it an error, an alert, malware.
    Alert,
}

/// Words of levels, by how grave they are. Other languages than English: the level of a log is hardly ever
/// translated, and where it is, the words below are those that were seen.
const ALERTS: [&str; 24] = [
    "alert", "error", "err", "critical", "crit", "fatal", "emergency", "emerg", "severe", "high", "malware",
    "malicious", "bad", "infected", "panic", "failure", "failed", "compromised", "fehler", "kritisch", "erreur",
    "errore", "ошибка", "danger",
];
const WARNINGS: [&str; 11] = [
    "warning", "warn", "suspicious", "medium", "unusual", "warnung", "avertissement", "avviso", "advertencia",
    "предупреждение", "anomaly",
];
/// Values that say that there is nothing to see.
const NOTHING: [&str; 10] = ["-", "none", "null", "nan", "n/a", "0", "false", "no", "[]", "{}"];

impl Severity {
    /// How severe a value is in a column of this name: by the words in it, and where the column holds marks of
    /// people (tags, labels, stars), that there is one.
    #[must_use]
    pub fn of(heading: &str, value: &str) -> Self {
        let value = value.trim().to_lowercase();
        if value.is_empty() || NOTHING.contains(&value.as_str()) {
            return Self::Plain;
        }
        let has = |list: &[&str]| {
            value.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word))
        };
        let heading = heading.to_lowercase();
        let people = ["tag", "label", "star", "bookmark", "flag"].iter().any(|w| heading.contains(w));
        match () {
            () if has(&ALERTS) => Self::Alert,
            () if has(&WARNINGS) => Self::Warning,
            () if people => Self::Tagged,
            () => Self::Plain,
        }
    }
}

impl Schema {
    /// Number of lanes.
    pub(super) fn lanes(&self) -> usize {
        let column = self.lane.and_then(|n| self.columns.get(n));
        let values = column.and_then(|c| c.values.as_ref()).and_then(|v| v.read().ok());
        values.map_or(1, |v| v.len())
    }

    /// Headings in the order of the file.
    #[must_use]
    pub fn headings(&self) -> Vec<&str> {
        self.columns.iter().map(|c| c.name.as_str()).collect()
    }

    /// Names of the lanes by code; one without a name where nothing divides the rows.
    #[must_use]
    pub fn lane_names(&self) -> Vec<String> {
        let column = self.lane.and_then(|n| self.columns.get(n));
        let values = column.and_then(|c| c.values.as_ref()).and_then(|v| v.read().ok());
        values.map_or_else(|| vec![String::new()], |v| v.iter().map(|s| s.to_string()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_as_severe_as_its_words_and_a_tag_counts_for_itself() {
        assert_eq!(Severity::of("tag", "malware;execution"), Severity::Alert);
        assert_eq!(Severity::of("tag", "reviewed"), Severity::Tagged);
        assert_eq!(Severity::of("tag", "-"), Severity::Plain);
        assert_eq!(Severity::of("Level", "WARNING"), Severity::Warning);
        assert_eq!(Severity::of("level", "information"), Severity::Plain);
        assert_eq!(Severity::of("level", "error 5"), Severity::Alert);
    }
}
