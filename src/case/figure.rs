//! Saved pictures, the story that they tell, and what is hidden when they leave the house.

use super::{Certainty, EventId, Extra, FigureId, Importance, LaneId, RuleId, SourceId, StateId};
use crate::date::When;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A saved picture: what it shows, how, and in which words.
///
/// Words that are left out are proposed from the data whenever the picture is drawn.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Its name in this file, and in the names of exported files.
    pub id: FigureId,
    /// What lists call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the picture says, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// What stands below the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The short alternative text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The long description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// From the start of the first date to the end of the second; the opening view where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(When, When)>,
    /// The day or moment on which this picture is judged; that of the case where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// Lanes shown; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lanes: Option<Vec<LaneId>>,
    /// Events shown, and no others; all that pass where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventId>>,
    /// Kinds of event shown; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<String>>,
    /// Degrees of certainty shown; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Vec<Certainty>>,
    /// Events of a higher number are not shown; all are where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Importance>,
    /// True to show only events for which a source gives another date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_disputed: bool,
    /// Rules and fixed limits shown; all that the case lists where left out, none for an empty list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<RuleId>>,
    /// Verdicts whose limits are shown, such as `met`; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdicts: Option<Vec<String>>,
    /// States over time shown; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<Vec<StateId>>,
    /// Shorter words for single events.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<EventId, String>,
    /// Marks to emphasise, by the id of an event, a rule, a fixed limit or a state; the rest is dimmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub highlight: Vec<String>,
    /// Laid out for a page or for a slide.
    #[serde(default, skip_serializing_if = "Form::is_page")]
    pub form: Form,
    /// `160mm`, `160x90mm`, `1920x1080`, `A4`, `A3-landscape`, `16:9` or `4:3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// Name of a style, such as `print`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Parts that are switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Part>,
    /// Anything a reader of the file should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a picture is laid out for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Lanes, states and limits in full, for a report.
    #[default]
    Page,
    /// One message in large letters, for a projector.
    Slide,
}

impl Form {
    /// True for the form that a file need not name.
    #[must_use]
    pub const fn is_page(&self) -> bool {
        matches!(self, Self::Page)
    }
}

/// A part of a picture beside the canvas, that can be switched off.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Title of the case, place and stretch of time.
    Title,
    /// What the picture says, as a sentence.
    Headline,
    /// What stands below the picture.
    Caption,
    /// Sources of what is shown.
    Sources,
    /// The day on which the case is judged.
    AsOf,
    /// How the limits were counted: profile and reading.
    Method,
    /// How long a day or an hour is on the page.
    Scale,
    /// Program, case and rules, shortly; the receipt in the file stays.
    Imprint,
}

impl Part {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 8] = [
        Self::Headline,
        Self::Title,
        Self::Caption,
        Self::Method,
        Self::AsOf,
        Self::Sources,
        Self::Scale,
        Self::Imprint,
    ];

    /// Its name in files and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Headline => "headline",
            Self::Caption => "caption",
            Self::Sources => "sources",
            Self::AsOf => "as-of",
            Self::Method => "method",
            Self::Scale => "scale",
            Self::Imprint => "imprint",
        }
    }

    /// The part of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.id() == name)
    }
}

/// How much of a picture a step shows. Each shows what the one before it shows, and more.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Reveal {
    /// The axis alone.
    Axis,
    /// The facts on it, and the states.
    Facts,
    /// The time that the rule allowed, with no outcome yet.
    Limit,
    /// What became of it.
    #[default]
    Outcome,
}

/// A story: figures in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `16:9` (the default) or `4:3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["16:9", "4:3", null]))]
    pub aspect: Option<String>,
    /// The steps.
    #[serde(default)]
    pub steps: Vec<StoryStep>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One step: a figure, how much of it, and what is said. What is left out is that of the figure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct StoryStep {
    /// The figure that it shows.
    pub figure: FigureId,
    /// How much of it.
    #[serde(default)]
    pub reveal: Reveal,
    /// What this step says, as a full sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// What stands below the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The short alternative text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The long description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Marks to emphasise; those of the figure where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highlight: Option<Vec<String>>,
    /// What the speaker says; for nobody else's eyes but in a file of slides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A profile of redaction: what a picture must not tell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Redaction {
    /// Its name in this file and on the command line.
    pub id: String,
    /// What lists call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// People who are not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Hidden>,
    /// Places that are not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Hidden>,
    /// Other words that must not appear, such as file numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Hidden>,
    /// True to leave out the field “place” of every event.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hide_places: bool,
    /// How finely dates are told; as they are where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Blur>,
    /// What is left out whole.
    #[serde(default, skip_serializing_if = "Dropped::is_empty")]
    pub drop: Dropped,
    /// True to close the gaps that are left; else what remains stays where it was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub close_gaps: bool,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something with one or more names that must not appear.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Hidden {
    /// Every name and spelling, in any script.
    pub names: Vec<String>,
    /// What is written instead, such as a role; initials for people and “a place” for places where left out.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub shown_as: Option<String>,
}

/// How finely redacted dates are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Blur {
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// What is left out whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Dropped {
    /// Events, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventId>,
    /// Sources, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceId>,
    /// Events and sources that are marked with one of these words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<String>,
}

impl Dropped {
    /// True where nothing is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.events.is_empty() && self.sources.is_empty() && self.marked.is_empty()
    }
}
