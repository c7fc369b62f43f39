//! Views, scenarios and the log of changes that a case file keeps.

use super::{ClaimId, Event, EventId, Extra, Importance, LaneId, ScenarioId, ViewId};
use crate::date::When;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A way of looking at the case that was given a name: what was searched for, what was left out, when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct SavedView {
    /// Its name in this file.
    pub id: ViewId,
    /// What lists call it.
    pub title: String,
    /// The query, as it was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// True where only what the query finds is shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_found: bool,
    /// From the start of the first date to the end of the second; everything where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(When, When)>,
    /// Lanes that are hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_lanes: Vec<LaneId>,
    /// Kinds of event that are hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_kinds: Vec<String>,
    /// Events of a higher number are hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Importance>,
    /// The date on which the case is judged, where it is not that of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What if: the case with some dates changed, events added or left out. The facts stay as they are.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Scenario {
    /// Its name in this file.
    pub id: ScenarioId,
    /// What lists call it, such as `If he had been heard on 19 January`.
    pub title: String,
    /// Why it is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Other dates, by event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<EventId, When>,
    /// Claims taken in the place of preferred dates, by event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<EventId, ClaimId>,
    /// Readings taken instead of the default ones, by counting profile, such as `REG33` and `B`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<String, String>,
    /// Events that did not happen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Events that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<EventId>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A change of the case, as it is told to whoever opens the file later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    /// When it was made, with the offset of the clock that was read.
    pub at: When,
    /// What was changed, in words.
    pub what: String,
    /// Why, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}
