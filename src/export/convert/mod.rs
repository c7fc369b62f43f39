//! A case in the formats of other programs, and what of it they cannot carry.

use crate::case::{Case, NotCarried};

/// A format that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A case file.
    Case,
    /// A table with the columns of this program.
    Csv,
    /// TimelineJS, JSON.
    TimelineJs,
    /// TimelineJS, the sheet.
    TimelineJsSheet,
    /// vis-timeline, JSON with items and groups.
    Vis,
    /// The Timeline Project.
    TimelineProject,
    /// markwhen.
    Markwhen,
    /// iCalendar.
    ICalendar,
    /// Timesketch, CSV.
    TimesketchCsv,
    /// Timesketch, JSON lines.
    TimesketchJsonl,
}

/// A written file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it does not carry.
    pub not_carried: Vec<NotCarried>,
}

/// Writes a case.
#[must_use]
pub fn convert(case: &Case, target: Target) -> Converted {
    let _ = (case, target);
    Converted::default()
}
