//! The case file as a whole.

use super::{
    Event, EventId, Extra, Figure, FigureId, FixedLimit, Importance, LaneId, LogEntry, Redaction,
    RuleEntry, RuleId, SavedView, Scenario, Source, SourceId, StateId, Story, ThreadId, View,
};
use crate::date::{Bounds, Instant, When, Window, Zone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The `format` field of every case file.
pub const FORMAT: &str = "adquem-case";
/// The version of the format that is written. Newer files are read as far as they are understood.
pub const VERSION: u32 = 1;

/// A case: events in lanes, their sources, and the limits to hold them against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "adquem case file, version 1", extend("required" = ["title", "events"]))]
pub struct Case {
    /// Always `adquem-case`.
    #[serde(default = "format_name")]
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// Version of the format, 1.
    #[serde(default = "format_version")]
    #[schemars(range(min = 1))]
    pub version: u32,
    /// What the case is called.
    #[serde(default)]
    pub title: String,
    /// A few words beside the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Zone (IANA name) of the axis and of hours without offset; UTC where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The day or moment on which the case is judged; a day means its end in the zone of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// What this file is, for whoever opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
    /// The limits that the case shows, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleEntry>,
    /// Lanes from top to bottom.
    #[serde(default)]
    pub lanes: Vec<Lane>,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Events, in the order of the editors.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Custody and other states over time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<State>,
    /// Dates set by orders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed_limits: Vec<FixedLimit>,
    /// Attributed opinions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// Saved pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// The order in which figures are shown to an audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Story>,
    /// Profiles of what exported pictures must not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Redaction>,
    /// Ways of looking at the case that were given a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saved_views: Vec<SavedView>,
    /// What if: the case with some dates changed, events added or left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// What was changed, when and why, the oldest first; kept only where the field is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Vec<LogEntry>>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A lane of the picture: an actor, a place, a theme.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Lane {
    /// Its name in this file.
    pub id: LaneId,
    /// What is written at its head.
    pub title: String,
    /// A second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What first start shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// From the start of the first date to the end of the second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(When, When)>,
    /// Lanes shown at first; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lanes: Option<Vec<LaneId>>,
    /// Events of a higher number are not shown at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Importance>,
    /// The event that is selected at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<EventId>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something that lasted from one event to another, such as custody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct State {
    /// Its name in this file.
    pub id: StateId,
    /// Such as `custody`.
    pub kind: String,
    /// What is written on the band; the kind where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The person and proceeding.
    #[serde(default)]
    pub thread: ThreadId,
    /// The event that began it.
    pub from_event: EventId,
    /// The event that ended it; left out while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_event: Option<EventId>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

fn format_name() -> String {
    FORMAT.to_owned()
}

const fn format_version() -> u32 {
    VERSION
}

impl Default for Case {
    fn default() -> Self {
        Self {
            format: format_name(),
            version: VERSION,
            title: String::new(),
            subtitle: None,
            zone: None,
            as_of: None,
            note: None,
            opening: None,
            rules: Vec::new(),
            lanes: Vec::new(),
            sources: Vec::new(),
            events: Vec::new(),
            states: Vec::new(),
            fixed_limits: Vec::new(),
            views: Vec::new(),
            figures: Vec::new(),
            story: None,
            redactions: Vec::new(),
            saved_views: Vec::new(),
            scenarios: Vec::new(),
            log: None,
            extra: Extra::new(),
        }
    }
}

impl Case {
    /// The names of its fields in a file; a test holds them against the schema.
    pub const FIELDS: &'static [&'static str] = &[
        "format",
        "version",
        "title",
        "subtitle",
        "zone",
        "as_of",
        "note",
        "opening",
        "rules",
        "lanes",
        "sources",
        "events",
        "states",
        "fixed_limits",
        "views",
        "figures",
        "story",
        "redactions",
        "saved_views",
        "scenarios",
        "log",
    ];

    /// The zone of the axis; UTC where the file names none that exists.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone.as_deref().and_then(Zone::parse).unwrap_or(Zone::UTC)
    }

    /// The event of that name. Looks through the list; callers that ask often keep an index.
    #[must_use]
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|e| &e.id == id)
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|s| &s.id == id)
    }

    /// The saved picture of that name.
    #[must_use]
    pub fn figure(&self, id: &FigureId) -> Option<&Figure> {
        self.figures.iter().find(|f| &f.id == id)
    }

    /// The lane of that name.
    #[must_use]
    pub fn lane(&self, id: &LaneId) -> Option<&Lane> {
        self.lanes.iter().find(|l| &l.id == id)
    }

    /// All rules to show with the heading that each stands under, in their order.
    #[must_use]
    pub fn listed_rules(&self) -> Vec<(Option<&str>, &RuleId)> {
        self.rules
            .iter()
            .flat_map(|entry| match entry {
                RuleEntry::Rule(rule) => vec![(None, rule)],
                RuleEntry::Group(g) => {
                    g.rules.iter().map(|r| (Some(g.group.as_str()), r)).collect()
                }
            })
            .collect()
    }

    /// From the earliest to the latest that any dated event can mean, open ends left aside.
    #[must_use]
    pub fn reach(&self) -> Option<Bounds> {
        let zone = self.zone();
        self.events
            .iter()
            .filter_map(|e| {
                let b = e.when.as_ref()?.extent(e.zone(zone))?.bounds();
                match (b.earliest.is_unbounded(), b.latest.is_unbounded()) {
                    (true, true) => None,
                    (true, false) => Some(Bounds::exact(b.latest)),
                    (false, true) => Some(Bounds::exact(b.earliest)),
                    (false, false) => Some(b),
                }
            })
            .reduce(|a, b| a.union(&b))
    }

    /// The stretch of time to show first: as the case says, else everything, else a day at the beginning of 1970.
    #[must_use]
    pub fn opening_window(&self) -> Window {
        let stated = self.opening.as_ref().and_then(|o| o.window.as_ref());
        stated.and_then(|w| self.stretch(w)).unwrap_or_else(|| self.whole_window())
    }

    /// From the start of the first date to the end of the second; `None` where an end is open or cannot be read, or
    /// where they stand in the wrong order.
    #[must_use]
    pub fn stretch(&self, (from, to): &(When, When)) -> Option<Window> {
        let zone = self.zone();
        let from = from.moments(zone)?.bounds(zone).earliest;
        // The last second of a day is drawn to the start of the next.
        let to = to.moments(zone)?.bounds(zone).latest.plus_seconds(1);
        (!from.is_unbounded() && !to.is_unbounded() && from < to).then(|| Window::new(from, to))
    }

    /// Everything that has a date.
    #[must_use]
    pub fn whole_window(&self) -> Window {
        let ends = self.fixed_limits.iter().filter_map(|l| {
            let ends = l.versions.iter().map(|v| &v.until).chain([&l.until]);
            let known = ends.filter_map(|u| Some(u.moments(self.zone())?.bounds(self.zone())));
            known
                .filter(|b| !b.latest.is_unbounded() && !b.earliest.is_unbounded())
                .reduce(|a, b| a.union(&b))
        });
        // With nothing dated at all, the days around the date on which the case is judged.
        let judged =
            self.as_of.as_ref().and_then(|w| Some(w.moments(self.zone())?.bounds(self.zone())));
        let around = judged.filter(|b| !b.latest.is_unbounded() && !b.earliest.is_unbounded());
        let nothing = Bounds::exact(Instant::from_timestamp(0));
        let all = self.reach().or_else(|| ends.reduce(|a, b| a.union(&b))).or(around);
        Window::fit(&all.unwrap_or(nothing))
    }
}
