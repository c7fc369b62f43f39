//! What a query says, once it is read.

use super::index::{Domain, Trait};
use super::words::{Tie, Word, list};
use crate::case::{Certainty, Importance};
use crate::law::Verdict;

/// A query, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Node {
    /// Asks for nothing: everything.
    #[default]
    All,
    /// Words that stand anywhere.
    Text(Text),
    /// A field and its values, any of which will do.
    Field(Field, Vec<Value>),
    /// What the part does not find.
    Not(Box<Self>),
    /// What all parts find.
    And(Vec<Self>),
    /// What any part finds.
    Or(Vec<Self>),
}

/// One word as it was typed, or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// Folded; several where it was written with signs, such as `R-RPE-188`.
    pub words: Vec<String>,
    /// All in one, where hyphens or apostrophes tie them: `almasri` of `Al-Masri`.
    pub joined: Option<String>,
    /// True for a phrase: word by word and letter by letter.
    pub quoted: bool,
}

impl Text {
    /// Folds what was typed; `None` where nothing can be looked for in it.
    pub fn new(typed: &str, quoted: bool) -> Option<Self> {
        let words: Vec<Word> = list(typed);
        let tied = words.len() > 1 && words.iter().skip(1).all(|w| w.tie == Tie::Hyphen);
        let joined = (tied && !quoted).then(|| words.iter().map(|w| w.text.as_str()).collect());
        let words: Vec<String> = words.into_iter().map(|w| w.text).collect();
        (!words.is_empty()).then_some(Self { words, joined, quoted })
    }
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A name of something in the case: its words, each with its own spelling, and all of it.
    Name {
        /// The words.
        words: Vec<Text>,
        /// The whole, as it is compared.
        key: String,
    },
    /// A verdict.
    Verdict(Verdict),
    /// A date in EDTF notation that can be read.
    Date(String),
    /// A certainty.
    Certainty(Certainty),
    /// An importance.
    Importance(Importance),
    /// Something that is true of an event.
    Trait(Trait),
}

/// A field of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Lane of an event.
    Lane,
    /// Kind of event.
    Kind,
    /// Who acted.
    Actor,
    /// Where.
    Place,
    /// Who says so.
    Source,
    /// How sure it is.
    Certainty,
    /// The limits, by verdict, rule or words.
    Limit,
    /// Dates before a date.
    Before,
    /// Dates after a date.
    After,
    /// Dates within a date.
    During,
    /// What is recorded.
    Has,
    /// What is true of the event or its date.
    Is,
    /// Facts for the law.
    Fact,
    /// Person and proceeding.
    Thread,
    /// Name in the file.
    Id,
    /// 1, 2 or 3.
    Importance,
}

impl Field {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 16] = [
        Self::Lane,
        Self::Kind,
        Self::Actor,
        Self::Place,
        Self::Source,
        Self::Limit,
        Self::Certainty,
        Self::Before,
        Self::After,
        Self::During,
        Self::Has,
        Self::Is,
        Self::Importance,
        Self::Fact,
        Self::Thread,
        Self::Id,
    ];

    /// As it is typed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lane => "lane",
            Self::Kind => "kind",
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Source => "source",
            Self::Certainty => "certainty",
            Self::Limit => "limit",
            Self::Before => "before",
            Self::After => "after",
            Self::During => "during",
            Self::Has => "has",
            Self::Is => "is",
            Self::Fact => "fact",
            Self::Thread => "thread",
            Self::Id => "id",
            Self::Importance => "importance",
        }
    }

    /// What it finds, for people.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Lane => "events in a lane",
            Self::Kind => "events of a kind",
            Self::Actor => "who acted",
            Self::Place => "where it happened",
            Self::Source => "what it rests on",
            Self::Certainty => "high, medium or low",
            Self::Limit => "time limits by verdict, rule or words, and their events",
            Self::Before => "may lie before a date",
            Self::After => "may lie after a date",
            Self::During => "may lie within a date",
            Self::Has => "what is recorded of it: claims, sources, hash, …",
            Self::Is => "inferred, undated, disputed, approximate, uncertain or open",
            Self::Fact => "what it means to the law",
            Self::Thread => "person and proceeding",
            Self::Id => "its name in the file",
            Self::Importance => "1, 2 or 3",
        }
    }

    /// The field of that name; its plural will do.
    pub fn find(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let single = name.strip_suffix('s').unwrap_or(&name);
        Self::ALL.into_iter().find(|f| f.name() == name || (single.len() > 2 && f.name() == single))
    }

    /// The values of the case that it looks through.
    pub const fn domain(self) -> Option<Domain> {
        Some(match self {
            Self::Lane => Domain::Lane,
            Self::Kind => Domain::Kind,
            Self::Actor => Domain::Actor,
            Self::Place => Domain::Place,
            Self::Source => Domain::Source,
            Self::Fact => Domain::Fact,
            Self::Thread => Domain::Thread,
            Self::Id => Domain::Id,
            _ => return None,
        })
    }

    /// True where its value is a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::During)
    }
}

/// Words of `is:`, with what they mean.
pub(super) const IS: [(&str, Trait, &str); 6] = [
    ("inferred", Trait::Inferred, "no source states it"),
    ("undated", Trait::Undated, "no date is known"),
    ("disputed", Trait::Disputed, "a source gives another date"),
    ("approximate", Trait::Approximate, "its date is “about”"),
    ("uncertain", Trait::Uncertain, "its date is doubted, or known only within bounds"),
    ("open", Trait::Open, "no beginning or no end is known"),
];

/// Words of `has:`, with what they mean.
pub(super) const HAS: [(&str, Trait, &str); 14] = [
    ("claims", Trait::Claims, "competing versions of its date"),
    ("sources", Trait::Sources, "a source"),
    ("hash", Trait::Hash, "a source with a hash"),
    ("archive", Trait::Archive, "a source with an archived copy"),
    ("note", Trait::Note, "a note"),
    ("facts", Trait::Facts, "facts for the law"),
    ("place", Trait::Place, "a place"),
    ("date", Trait::Date, "a date"),
    ("hour", Trait::Hour, "an hour, exact or within bounds"),
    ("actors", Trait::Actors, "somebody who acted"),
    ("description", Trait::Description, "a description"),
    ("extra", Trait::Extra, "fields of other programs"),
    // The same in other words.
    ("claim", Trait::Claims, ""),
    ("source", Trait::Sources, ""),
];

/// The words of `certainty:`.
pub(super) const CERTAINTY: [(&str, Certainty); 3] =
    [("high", Certainty::High), ("medium", Certainty::Medium), ("low", Certainty::Low)];

/// The words of a verdict in a query: `cannot-tell`.
pub(super) fn verdict_word(verdict: Verdict) -> String {
    verdict.id().replace('_', "-")
}
