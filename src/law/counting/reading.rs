//! Readings: ways to read a profile where its text leaves a choice.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A way of reading a profile where its text leaves a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reading {
    /// The first day is not counted.
    #[serde(rename = "excl")]
    Excl,
    /// The first day is counted.
    #[serde(rename = "incl")]
    Incl,
    /// Regulation 33(1)(c): day 1 is the next working day.
    #[serde(rename = "A")]
    A,
    /// Regulation 33(1)(c): the next working day is day 0.
    #[serde(rename = "B")]
    B,
    /// Hours run from the exact moment.
    #[serde(rename = "exact")]
    Exact,
    /// Hours run from the next full hour.
    #[serde(rename = "next-hour")]
    NextHour,
}

impl Reading {
    /// The name in arguments and outputs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Excl => "excl",
            Self::Incl => "incl",
            Self::A => "A",
            Self::B => "B",
            Self::Exact => "exact",
            Self::NextHour => "next-hour",
        }
    }

    /// What it means, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Excl => "first day not counted",
            Self::Incl => "first day counted",
            Self::A => "reading A of regulation 33(1)(c)",
            Self::B => "reading B of regulation 33(1)(c)",
            Self::Exact => "hours counted exactly",
            Self::NextHour => "hours counted from the next full hour",
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
