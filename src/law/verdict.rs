//! The eight things that can be said of a limit.

use super::provision::Class;
use serde::Serialize;
use std::fmt;

/// What became of a limit at the as-of date. Never a judgment on anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The act certainly came in time.
    Met,
    /// The act certainly did not come in time.
    Missed,
    /// Another fact certainly made it moot before its end.
    Overtaken,
    /// Its time certainly still runs.
    Running,
    /// It hangs on a date that is not known well enough.
    CannotTell,
    /// The text has words and no number: elapsed time is all that can be given.
    WordsOnly,
    /// A right whose time ended; no use of it is known.
    NotUsed,
    /// Nothing set it off.
    NeverTriggered,
}

impl Verdict {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Missed,
        Self::Overtaken,
        Self::Running,
        Self::CannotTell,
        Self::WordsOnly,
        Self::NotUsed,
        Self::NeverTriggered,
    ];

    /// The word in machine output: `met`, `never_triggered`, ….
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Overtaken => "overtaken",
            Self::Running => "running",
            Self::CannotTell => "cannot_tell",
            Self::WordsOnly => "words_only",
            Self::NotUsed => "not_used",
            Self::NeverTriggered => "never_triggered",
        }
    }

    /// The words on screen; a benchmark of guidance is never said to be kept or not kept.
    #[must_use]
    pub const fn words(self, class: Class) -> &'static str {
        match (self, class) {
            (Self::Met, Class::Guidance) => "within the benchmark",
            (Self::Missed, Class::Guidance) => "beyond the benchmark",
            (Self::Met, _) => "met",
            (Self::Missed, _) => "missed",
            (Self::Overtaken, _) => "overtaken",
            (Self::Running, _) => "running",
            (Self::CannotTell, _) => "cannot tell",
            (Self::WordsOnly, _) => "words only",
            (Self::NotUsed, _) => "not used, as far as known",
            (Self::NeverTriggered, _) => "never triggered",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words(Class::Hard))
    }
}
