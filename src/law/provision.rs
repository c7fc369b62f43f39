//! One rule of an instrument, as data.

use super::counting::{Profile, Reading, Setting};
use crate::case::{Fact, RuleId};
use crate::date::{Day, Term};
use serde::Serialize;
use std::sync::Arc;

/// What kind of time a rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A number in the text.
    Hard,
    /// A date set by an order.
    CourtFixedDate,
    /// Words only, such as "promptly": elapsed time is shown, never a date.
    Qualitative,
    /// A benchmark of case-law or a committee, attached to words.
    Guidance,
}

impl Class {
    /// The word in machine output.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::CourtFixedDate => "court_fixed_date",
            Self::Qualitative => "qualitative",
            Self::Guidance => "guidance",
        }
    }
}

/// Whether somebody must, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Somebody must do it in time.
    Duty,
    /// Somebody may do it in time.
    Right,
}

impl Nature {
    /// The word in machine output.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Right => "right",
        }
    }
}

/// What part a rule plays. Only a limit is counted; the others are listed for reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It sets a time, in numbers or words.
    Limit,
    /// It says what follows.
    Effect,
    /// It says in what form a thing is done.
    Form,
    /// It says what comes before what.
    Sequence,
    /// It says who acts.
    Competence,
    /// It says on what condition an appeal lies.
    Gate,
    /// It says how times are varied.
    Variation,
}

impl Role {
    /// The word in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Effect => "effect",
            Self::Form => "form",
            Self::Sequence => "sequence",
            Self::Competence => "competence",
            Self::Gate => "gate",
            Self::Variation => "variation",
        }
    }
}

/// Turns of phrase for headlines, as the data gives them; each is a part of a sentence of ours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// What could still have come: `the papers could have arrived`.
    pub could: Option<String>,
    /// What may still come: `the papers may arrive`.
    pub may: Option<String>,
    /// What sets the rule off: `the arrest`.
    pub from: Option<String>,
    /// What satisfies it: `the appearance before a judge`.
    pub act: Option<String>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// Such as `R-RPE-188`.
    pub id: RuleId,
    /// Id of its instrument.
    pub instrument: String,
    /// As printed beside the limit: `Rule 188`.
    pub provision: String,
    /// What must or may be done: `Receive surrender papers`.
    pub title: String,
    /// What kind of time it sets.
    pub class: Class,
    /// Its part.
    pub role: Role,
    /// Duty or right.
    pub nature: Nature,
    /// Whom it binds or entitles.
    pub bound: String,
    /// True where the time itself brings the thing about, such as a withdrawal that takes effect.
    pub by_itself: bool,
    /// Facts that set it off.
    pub trigger: Vec<Fact>,
    /// Facts that satisfy it.
    pub satisfied_by: Vec<Fact>,
    /// Facts that make it moot.
    pub overtaken_by: Vec<Fact>,
    /// How long it is.
    pub term: Option<Term>,
    /// The treaty's own time word.
    pub words: Option<String>,
    /// How it is counted.
    pub profile: Option<Profile>,
    /// The profile as somebody wrote it down, where it is not a built-in one; `profile` is then the way that
    /// it rests on.
    pub setting: Option<Arc<Setting>>,
    /// Ways to read the counting, the default first.
    pub readings: Vec<Reading>,
    /// The premise on which it applies, printed with every verdict.
    pub applies_if: Option<String>,
    /// First and last day in force, where known.
    pub in_force: (Option<Day>, Option<Day>),
    /// What the text attaches to it.
    pub consequence: Option<String>,
    /// In full.
    pub citation: String,
    /// How well the text is known: `V-text`, `V-rep`, or a sentence.
    pub confidence: String,
    /// The rule that it refers to for its time.
    pub alias_of: Option<RuleId>,
    /// Caveats.
    pub note: Option<String>,
    /// Turns of phrase for headlines.
    pub said: Said,
}

impl Provision {
    /// True on a day on which it was in force, as far as its period is known.
    #[must_use]
    pub fn in_force_on(&self, day: Day) -> bool {
        self.in_force.0.is_none_or(|from| day >= from) && self.in_force.1.is_none_or(|to| day <= to)
    }

    /// The name of its profile: as somebody wrote it down, or of a built-in one.
    #[must_use]
    pub fn profile_id(&self) -> Option<&str> {
        self.setting.as_ref().map(|s| s.id.as_str()).or_else(|| self.profile.map(Profile::id))
    }

    /// What limits it in time, shortly: `60 days`, or the treaty's own word.
    #[must_use]
    pub fn time_words(&self) -> String {
        match (self.class, self.term, &self.words) {
            (Class::Guidance, Some(term), Some(words)) => format!("{words}, benchmark {term}"),
            (_, _, Some(words)) => words.clone(),
            (_, Some(term), None) => term.to_string(),
            (_, None, None) => String::new(),
        }
    }
}
