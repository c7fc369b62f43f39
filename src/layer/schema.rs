//! What the columns of a layer are.

use super::{Form, RowNumber, TimeCells};
use crate::date::Zone;
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
    /// Where the time stands at which a row happened or began, if it is text.
    pub time: Option<TimeCells>,
    /// The same of the time at which it ended.
    pub end: Option<TimeCells>,
    /// Zone of hours that name none; `None` is UTC.
    pub zone: Option<Zone>,
    /// True where the first row of the file is one of headings, which people count too.
    pub headed: bool,
    /// How rows are written in the text.
    pub form: Form,
}

/// The value that all values share for which a dictionary has no room, and the lane of them: what it says does not stand
/// in the rows.
pub const OTHER: &str = "other";

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

impl Schema {
    /// The number of a row as people count in a file: from 1, headings included.
    #[must_use]
    pub fn numbered(&self, row: RowNumber) -> u64 {
        row.saturating_add(1 + u64::from(self.headed))
    }

    /// Headings in the order of the file.
    #[must_use]
    pub fn headings(&self) -> Vec<&str> {
        self.columns.iter().map(|c| c.name.as_str()).collect()
    }

    /// Number of lanes.
    pub(super) fn lanes(&self) -> usize {
        let column = self.lane.and_then(|n| self.columns.get(n));
        let values = column.and_then(|c| c.values.as_ref()).and_then(|v| v.read().ok());
        values.map_or(1, |v| v.len())
    }

    /// Names of the lanes by code; one without a name where nothing divides the rows.
    #[must_use]
    pub fn lane_names(&self) -> Vec<String> {
        let column = self.lane.and_then(|n| self.columns.get(n));
        let values = column.and_then(|c| c.values.as_ref()).and_then(|v| v.read().ok());
        values.map_or_else(|| vec![String::new()], |v| v.iter().map(|s| s.to_string()).collect())
    }
}
