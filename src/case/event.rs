//! Events: what happened, when, and which sources say so.

use super::{ClaimId, EventId, Extra, Fact, LaneId, SourceId, ThreadId};
use crate::date::{When, Zone};
use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// Something that happened, or is said to have happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its name in this file.
    pub id: EventId,
    /// Short label for the picture.
    pub title: String,
    /// For people: icon and facet. The law does not read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// For the law: what this event states, and in which thread.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactRef>,
    /// The lane it stands in. Recommended: where it is left out, the event is drawn in the first lane.
    #[serde(default)]
    #[schemars(transform = without_default)]
    pub lane: LaneId,
    /// The preferred date; it feeds the count. Left out where no date is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Zone (IANA name) of hours without offset, where it differs from that of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// For an undated event: the event that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<EventId>,
    /// Competing versions of the date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Codes of the disputes it takes part in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who acted, the most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// What happened, in the editors' own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How sure it is that it happened as stated.
    #[serde(default)]
    pub certainty: Certainty,
    /// 1 for the main events, 2, or 3 for detail.
    #[serde(default)]
    pub importance: Importance,
    /// True where no source states the event and the editors inferred it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRef>,
    /// Date that the document bears, where it differs from the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<When>,
    /// Date on which it became public, where it differs from the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication_date: Option<When>,
    /// Events that whoever shows this one should be offered too, such as the outcome of a suspicion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<EventId>,
    /// Words that profiles of redaction look for, such as `victim` or `sealed`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A fact that an event states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactRef {
    /// Such as `arrest.made`.
    pub fact: Fact,
    /// The person and proceeding that it concerns.
    #[serde(default)]
    pub thread: ThreadId,
}

/// A competing version of the date of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = source_for_sources)]
pub struct Claim {
    /// Its name, unique within the event.
    pub id: ClaimId,
    /// The other date; left out where the source gives none that can be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Who says so.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        alias = "source",
        deserialize_with = "one_or_many"
    )]
    #[schemars(transform = or_one_source)]
    pub sources: Vec<SourceRef>,
    /// Why it differs, or why it is not preferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How much it is worth against the preferred date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A source, and the place in it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(transform = or_source_id)]
pub struct SourceRef {
    /// The source.
    pub source: SourceId,
    /// Page, paragraph or time code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
    /// What this source adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SourceRef {
    /// The source as a whole, with nothing said about it.
    #[must_use]
    pub const fn to(source: SourceId) -> Self {
        Self { source, pinpoint: None, note: None, extra: Extra::new() }
    }
}

/// How sure it is that an event happened as stated.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Official, or several independent sources.
    High,
    /// One good source.
    #[default]
    Medium,
    /// One weak or disputed source.
    Low,
}

/// How much a claim is worth.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// As good as the preferred version.
    High,
    /// Less good.
    Medium,
    /// Weak, or plainly wrong.
    Low,
}

/// 1 for the main events, 2 for the others, 3 for detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Importance(#[schemars(range(min = 1, max = 3))] u8);

impl Importance {
    /// The main events.
    pub const MAIN: Self = Self(1);
    /// The others.
    pub const NORMAL: Self = Self(2);
    /// Detail.
    pub const DETAIL: Self = Self(3);

    /// From 1, 2 or 3.
    #[must_use]
    pub const fn new(n: u8) -> Option<Self> {
        if matches!(n, 1..=3) { Some(Self(n)) } else { None }
    }

    /// 1, 2 or 3.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Importance {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl<'de> Deserialize<'de> for Importance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let n = u64::deserialize(deserializer)
            .map_err(|_| serde::de::Error::custom("invalid type, expected 1, 2 or 3"))?;
        u8::try_from(n).ok().and_then(Self::new).ok_or_else(|| {
            serde::de::Error::custom(format!("invalid value: {n}, expected 1, 2 or 3"))
        })
    }
}

impl<'de> Deserialize<'de> for SourceRef {
    /// An object, or just the id of the source.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected the id of a source, or {\"source\": id, \"pinpoint\": text}"
        )]
        enum Written {
            Id(SourceId),
            Full {
                source: SourceId,
                #[serde(default)]
                pinpoint: Option<String>,
                #[serde(default)]
                note: Option<String>,
                #[serde(flatten)]
                extra: Extra,
            },
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Id(source) => Self::to(source),
            Written::Full { source, pinpoint, note, extra } => {
                Self { source, pinpoint, note, extra }
            }
        })
    }
}

/// A list, or one thing that stands for a list of one.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SourceRef>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a source or a list of sources")]
    enum Written {
        Many(Vec<SourceRef>),
        One(SourceRef),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Many(list) => list,
        Written::One(one) => vec![one],
    })
}

/// Schema: an empty lane is what the reader starts from, not what a file should say.
fn without_default(schema: &mut Schema) {
    schema.remove("default");
}

/// Schema: a reference to a source may be just its id.
fn or_source_id(schema: &mut Schema) {
    let object = std::mem::take(schema);
    *schema = json_schema!({
        "description": "The id of a source, or the id with the place in it.",
        "anyOf": [{ "$ref": "#/$defs/SourceId" }, object]
    });
}

/// Schema: a list of sources may be one source.
fn or_one_source(schema: &mut Schema) {
    let list = std::mem::take(schema);
    *schema = json_schema!({
        "description": "Who says so: one source, or a list of sources.",
        "anyOf": [list, { "$ref": "#/$defs/SourceRef" }]
    });
}

/// Schema: `source` is another name for `sources` in a claim.
fn source_for_sources(schema: &mut Schema) {
    let Some(properties) = schema.get_mut("properties").and_then(|p| p.as_object_mut()) else {
        return;
    };
    if let Some(sources) = properties.get("sources").cloned() {
        properties.insert("source".to_owned(), sources);
    }
}

impl Claim {
    /// A claim that says nothing yet.
    #[must_use]
    pub fn new(id: ClaimId) -> Self {
        Self { id, when: None, sources: Vec::new(), note: None, weight: None, extra: Extra::new() }
    }
}

impl Event {
    /// The names of its fields in a file; a test holds them against the schema.
    pub const FIELDS: &'static [&'static str] = &[
        "id",
        "title",
        "kind",
        "facts",
        "lane",
        "when",
        "zone",
        "after",
        "claims",
        "disputes",
        "place",
        "actors",
        "description",
        "certainty",
        "importance",
        "inferred",
        "sources",
        "document_date",
        "publication_date",
        "related",
        "marked",
        "note",
    ];

    /// An event of which nothing is known yet but its name and its lane.
    #[must_use]
    pub fn new(id: EventId, lane: LaneId) -> Self {
        Self {
            id,
            title: String::new(),
            kind: String::new(),
            facts: Vec::new(),
            lane,
            when: None,
            zone: None,
            after: None,
            claims: Vec::new(),
            disputes: Vec::new(),
            place: None,
            actors: Vec::new(),
            description: None,
            certainty: Certainty::default(),
            importance: Importance::default(),
            inferred: false,
            sources: Vec::new(),
            document_date: None,
            publication_date: None,
            related: Vec::new(),
            marked: Vec::new(),
            note: None,
            extra: Extra::new(),
        }
    }

    /// The zone of its hours: its own where it names one that exists, else that of the case.
    #[must_use]
    pub fn zone(&self, case_zone: Zone) -> Zone {
        self.zone.as_deref().and_then(Zone::parse).unwrap_or(case_zone)
    }

    /// True where a source gives another date that can be counted: a claim without one competes over nothing.
    #[must_use]
    pub fn has_rival_date(&self) -> bool {
        self.claims.iter().any(|c| c.when.as_ref().is_some_and(|w| w.problem().is_none()))
    }

    /// True where it states the fact, in whatever thread.
    pub fn states<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = &'a ThreadId> {
        self.facts.iter().filter(move |f| &f.fact == fact).map(|f| &f.thread)
    }
}
