//! What the case asks of the law: rules to show, dates fixed by orders, opinions.

use super::{EventId, Extra, Fact, LimitId, RuleId, SourceId, ThreadId};
use crate::date::When;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule to show, or a titled group of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected the id of a rule, or {\"group\": title, \"rules\": [ids]}")]
pub enum RuleEntry {
    /// One rule, or one fixed limit, by its id.
    Rule(RuleId),
    /// Several under a heading.
    Group(RuleGroup),
}

/// Rules under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleGroup {
    /// The heading.
    pub group: String,
    /// Ids of rules and of fixed limits, in the order in which they are drawn.
    pub rules: Vec<RuleId>,
}

/// A date set by an order, and what later orders made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FixedLimit {
    /// Its name; `rule` in every output.
    pub id: LimitId,
    /// What is to be done.
    pub title: String,
    /// The thread whose facts satisfy it.
    #[serde(default)]
    pub thread: ThreadId,
    /// The order, as it is cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<String>,
    /// The event of the order that fixed it first.
    pub fixed_by: EventId,
    /// The date first fixed. A day ends with that civil day; an hour is kept to the second.
    pub until: When,
    /// Facts that satisfy it.
    #[serde(default)]
    pub satisfied_by: Names,
    /// Facts that make it moot.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub overtaken_by: Names,
    /// Whom it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// `duty` (the default) or `right`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["duty", "right", null]))]
    pub nature: Option<String>,
    /// Later orders that vary it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<FixedVersion>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A later order that varies a fixed limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FixedVersion {
    /// The event of the order.
    pub by: EventId,
    /// The new date.
    pub until: When,
}

/// One fact name, or several of which any will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected the name of a fact or a list of names")]
pub enum Names {
    /// One name.
    One(Fact),
    /// Several.
    Many(Vec<Fact>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Names {
    /// The names.
    #[must_use]
    pub fn as_slice(&self) -> &[Fact] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    /// True where there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

/// An opinion about a limit, always shown as somebody's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct View {
    /// The rule or fixed limit that it concerns.
    pub rule: RuleId,
    /// Whose opinion it is.
    pub by: String,
    /// The event in which it was voiced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// What they hold, shortly.
    pub words: String,
    /// Where it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}
