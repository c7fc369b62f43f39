//! A case in the formats of other programs, and what of it they cannot carry.
//!
//! What a program does not know stands beside what it does, in a private field named [`crate::case::PRIVATE`] that only this
//! program reads: so a file that went out comes back as it was. What is not meant for others, such as words
//! for redaction or the log, never goes out.

mod csv;
mod dated;
mod ics;
mod lost;
mod markwhen;
mod private;
mod timeline_project;
mod timelinejs;
mod timesketch;
mod vis;
mod write;

use crate::case::{Case, NotCarried};
use std::ops::RangeInclusive;

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

impl Target {
    /// Each of them.
    pub const ALL: [Self; 10] = [
        Self::Case,
        Self::Csv,
        Self::TimelineJs,
        Self::TimelineJsSheet,
        Self::Vis,
        Self::TimelineProject,
        Self::Markwhen,
        Self::ICalendar,
        Self::TimesketchCsv,
        Self::TimesketchJsonl,
    ];

    /// The word for it on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Case => "adquem",
            Self::Csv => "csv",
            Self::TimelineJs => "timelinejs",
            Self::TimelineJsSheet => "timelinejs-sheet",
            Self::Vis => "vis-timeline",
            Self::TimelineProject => "timeline",
            Self::Markwhen => "markwhen",
            Self::ICalendar => "icalendar",
            Self::TimesketchCsv => "timesketch",
            Self::TimesketchJsonl => "timesketch-jsonl",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "a case file",
            Self::Csv => "a table in CSV",
            Self::TimelineJs => "TimelineJS",
            Self::TimelineJsSheet => "a sheet of TimelineJS",
            Self::Vis => "vis-timeline",
            Self::TimelineProject => "The Timeline Project",
            Self::Markwhen => "markwhen",
            Self::ICalendar => "iCalendar",
            Self::TimesketchCsv | Self::TimesketchJsonl => "Timesketch",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Case | Self::TimelineJs | Self::Vis => "json",
            Self::Csv | Self::TimelineJsSheet | Self::TimesketchCsv => "csv",
            Self::TimelineProject => "timeline",
            Self::Markwhen => "mw",
            Self::ICalendar => "ics",
            Self::TimesketchJsonl => "jsonl",
        }
    }

    /// The years that its dates can name, as astronomers count them.
    const fn years(self) -> RangeInclusive<i32> {
        match self {
            Self::Case | Self::Csv | Self::TimelineJs | Self::TimelineJsSheet => {
                i32::MIN..=i32::MAX
            }
            // JavaScript knows years of six digits; beyond four our own reader knows no days.
            Self::Vis => -9999..=9998,
            // That program begins with the first year of the Julian day.
            Self::TimelineProject => -4712..=9998,
            Self::Markwhen | Self::ICalendar | Self::TimesketchCsv | Self::TimesketchJsonl => {
                1..=9998
            }
        }
    }

    /// True where hours are written in UTC, which may be in the year before.
    const fn writes_utc(self) -> bool {
        matches!(self, Self::Vis | Self::TimesketchCsv | Self::TimesketchJsonl)
    }

    /// The target that a file of this ending is, where nothing else is said.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "json" => Self::Case,
            "csv" => Self::Csv,
            "timeline" => Self::TimelineProject,
            "mw" | "markwhen" => Self::Markwhen,
            "ics" | "ical" => Self::ICalendar,
            "jsonl" => Self::TimesketchJsonl,
            _ => return None,
        })
    }
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
    let text = match target {
        // The types of the record cannot fail to be written; were it otherwise, nothing is better than half.
        Target::Case => serde_json::to_string_pretty(case).unwrap_or_default() + "\n",
        Target::Csv => csv::write(case),
        Target::TimelineJs => timelinejs::write(case),
        Target::TimelineJsSheet => timelinejs::write_sheet(case),
        Target::Vis => vis::write(case),
        Target::TimelineProject => timeline_project::write(case),
        Target::Markwhen => markwhen::write(case),
        Target::ICalendar => ics::write(case),
        Target::TimesketchCsv => timesketch::write_csv(case),
        Target::TimesketchJsonl => timesketch::write_lines(case),
    };
    Converted { bytes: text.into_bytes(), not_carried: lost::survey(case, target) }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
