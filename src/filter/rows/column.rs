//! The columns that a table can have.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A column of the table of events or of the table of time limits.
///
/// It is kept by its name, so that what one version remembers never keeps another from starting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Column {
    /// The date in words, as it is known.
    Date,
    /// The first moment that the date can mean.
    Earliest,
    /// The last moment that the date can mean.
    Latest,
    /// The lane.
    Lane,
    /// The title, of an event or a limit.
    Title,
    /// The kind of event.
    Kind,
    /// Who acted.
    Actors,
    /// Where it happened.
    Place,
    /// How sure it is.
    Certainty,
    /// 1 for the main events to 3 for detail.
    Importance,
    /// Competing dates.
    Claims,
    /// What it rests on.
    Sources,
    /// What it states for the law.
    Facts,
    /// Name of the event in the file.
    Id,
    /// Date that the document bears.
    DocumentDate,
    /// Date on which it became public.
    PublicationDate,
    /// What happened, in the editors' own words.
    Description,
    /// Anything a reader should know.
    Note,
    /// Where a limit stands, and its time.
    Provision,
    /// From which event it runs.
    Trigger,
    /// When it ends.
    Expires,
    /// What became of it.
    Verdict,
    /// The act that satisfies it.
    Act,
    /// Where the verdict turns, and on which event.
    DecidedBy,
    /// Time from the trigger to the act.
    Elapsed,
    /// How it is counted.
    Reading,
    /// What kind of time it sets.
    Class,
    /// Duty or right.
    Nature,
    /// Person and proceeding.
    Thread,
    /// The premise on which it applies.
    AppliesIf,
    /// Whom it binds.
    Bound,
    /// The heading under which the case lists it.
    Group,
    /// Name of the rule.
    Rule,
    /// A field of another program.
    Extra(String),
}

/// Name for the file of settings, words for the head, points of width at first.
type Spec = (&'static str, &'static str, f32);

impl Column {
    /// Columns of events, in the order of the list that they are chosen from.
    pub const EVENTS: [Self; 18] = [
        Self::Date,
        Self::Earliest,
        Self::Latest,
        Self::Lane,
        Self::Title,
        Self::Kind,
        Self::Actors,
        Self::Place,
        Self::Certainty,
        Self::Importance,
        Self::Claims,
        Self::Sources,
        Self::Facts,
        Self::Id,
        Self::DocumentDate,
        Self::PublicationDate,
        Self::Description,
        Self::Note,
    ];
    /// Columns of time limits, in the same way.
    pub const LIMITS: [Self; 17] = [
        Self::Provision,
        Self::Title,
        Self::Trigger,
        Self::Expires,
        Self::Verdict,
        Self::Act,
        Self::DecidedBy,
        Self::Elapsed,
        Self::Reading,
        Self::Class,
        Self::Nature,
        Self::Thread,
        Self::AppliesIf,
        Self::Bound,
        Self::Group,
        Self::Rule,
        Self::Note,
    ];
    /// Columns of events at first.
    pub const FIRST_EVENTS: [Self; 9] = [
        Self::Date,
        Self::Title,
        Self::Lane,
        Self::Kind,
        Self::Actors,
        Self::Place,
        Self::Certainty,
        Self::Claims,
        Self::Sources,
    ];
    /// Columns of time limits at first.
    pub const FIRST_LIMITS: [Self; 7] = [
        Self::Provision,
        Self::Title,
        Self::Verdict,
        Self::Trigger,
        Self::Expires,
        Self::Elapsed,
        Self::DecidedBy,
    ];

    const fn spec(&self) -> Spec {
        match self {
            Self::Date => ("date", "Date", 292.0),
            Self::Earliest => ("earliest", "Earliest", 150.0),
            Self::Latest => ("latest", "Latest", 150.0),
            Self::Lane => ("lane", "Lane", 130.0),
            Self::Title => ("title", "Title", 236.0),
            Self::Kind => ("kind", "Kind", 110.0),
            Self::Actors => ("actors", "Actors", 180.0),
            Self::Place => ("place", "Place", 110.0),
            Self::Certainty => ("certainty", "Certainty", 80.0),
            Self::Importance => ("importance", "Importance", 88.0),
            Self::Claims => ("claims", "Competing dates", 150.0),
            Self::Sources => ("sources", "Sources", 260.0),
            Self::Facts => ("facts", "Facts", 160.0),
            Self::Id => ("id", "Id", 72.0),
            Self::DocumentDate => ("document-date", "Document date", 130.0),
            Self::PublicationDate => ("publication-date", "Published", 130.0),
            Self::Description => ("description", "Description", 280.0),
            Self::Note => ("note", "Note", 240.0),
            Self::Provision => ("provision", "Provision", 180.0),
            Self::Trigger => ("trigger", "From", 260.0),
            Self::Expires => ("expires", "Until", 292.0),
            Self::Verdict => ("verdict", "Verdict", 160.0),
            Self::Act => ("act", "Done", 240.0),
            Self::DecidedBy => ("decided-by", "Turns on", 320.0),
            Self::Elapsed => ("elapsed", "Elapsed", 170.0),
            Self::Reading => ("reading", "Counted", 170.0),
            Self::Class => ("class", "Class", 110.0),
            Self::Nature => ("nature", "Nature", 70.0),
            Self::Thread => ("thread", "Thread", 110.0),
            Self::AppliesIf => ("applies-if", "Applies if", 220.0),
            Self::Bound => ("bound", "Binds", 150.0),
            Self::Group => ("group", "Group", 160.0),
            Self::Rule => ("rule", "Rule", 120.0),
            Self::Extra(_) => ("", "", 140.0),
        }
    }

    /// What stands at its head.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Extra(name) => name,
            known => known.spec().1,
        }
    }

    /// Points of width at first.
    #[must_use]
    pub const fn width(&self) -> f32 {
        self.spec().2
    }
}

impl fmt::Display for Column {
    /// The name by which it is kept: `document-date`, or `extra:colour` for a field of another program.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Extra(name) => write!(f, "extra:{name}"),
            known => f.write_str(known.spec().0),
        }
    }
}

impl From<String> for Column {
    fn from(name: String) -> Self {
        let known = Self::EVENTS.into_iter().chain(Self::LIMITS).find(|c| c.spec().0 == name);
        known.unwrap_or_else(|| {
            Self::Extra(name.strip_prefix("extra:").map_or(name.clone(), str::to_owned))
        })
    }
}

impl From<Column> for String {
    fn from(column: Column) -> Self {
        column.to_string()
    }
}
