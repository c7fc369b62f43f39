//! What stands in the cells, in words.

use super::Column;
use crate::case::{Case, Certainty, Claim, Event, Lane, LaneId, Source, SourceId};
use crate::date::when::ExtentKind;
use crate::date::{Grain, When, Zone, words};
use crate::law::{Deadline, FactUse};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Makes the words of cells, and looks up what they refer to.
#[derive(Debug)]
pub struct Cells<'a> {
    case: &'a Case,
    zone: Zone,
    lanes: BTreeMap<&'a LaneId, (i64, &'a Lane)>,
    sources: OnceCell<BTreeMap<&'a SourceId, &'a Source>>,
}

/// A text of several lines as one.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Cells<'a> {
    /// For the rows of a case.
    #[must_use]
    pub fn new(case: &'a Case) -> Self {
        let lanes = (0_i64..).zip(&case.lanes).map(|(n, l)| (&l.id, (n, l))).collect();
        Self { case, zone: case.zone(), lanes, sources: OnceCell::new() }
    }

    /// The zone of the hours.
    #[must_use]
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    pub(super) fn lane_place(&self, id: &LaneId) -> Option<i64> {
        self.lanes.get(id).map(|(n, _)| *n)
    }

    /// The words of a cell of an event, on one line; empty where there is nothing to say.
    #[must_use]
    pub fn event(&self, e: &Event, column: &Column) -> String {
        let text = |t: &Option<String>| t.as_deref().map(one_line).unwrap_or_default();
        match column {
            Column::Date => self.date(e),
            Column::Earliest => self.end(e, true),
            Column::Latest => self.end(e, false),
            Column::Lane => self
                .lanes
                .get(&e.lane)
                .map_or_else(|| one_line(e.lane.as_str()), |(_, l)| one_line(&l.title)),
            Column::Title => one_line(&e.title),
            Column::Kind => one_line(&e.kind.replace(['_', '-'], " ")),
            Column::Actors => list(e.actors.iter().map(|a| one_line(a))),
            Column::Place => text(&e.place),
            Column::Certainty => certainty(e.certainty).to_owned(),
            Column::Importance => e.importance.get().to_string(),
            Column::Claims => list(e.claims.iter().map(|c| self.claim(e, c))),
            Column::Sources => list(e.sources.iter().map(|r| {
                let title = self.source(&r.source).map_or(r.source.as_str(), |s| &s.title);
                let place = r.pinpoint.as_deref().map(|p| format!(", {}", one_line(p)));
                format!("{}{}", one_line(title), place.unwrap_or_default())
            })),
            Column::Facts => list(e.facts.iter().map(|f| {
                let thread = f.thread.as_str();
                if thread.is_empty() {
                    f.fact.to_string()
                } else {
                    format!("{} ({thread})", f.fact)
                }
            })),
            Column::Id => e.id.to_string(),
            Column::DocumentDate => self.written(e, e.document_date.as_ref()),
            Column::PublicationDate => self.written(e, e.publication_date.as_ref()),
            Column::Description => text(&e.description),
            Column::Note => text(&e.note),
            Column::Extra(name) => e.extra.get(name).map(value).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The words of a cell of a time limit, on one line; empty where there is nothing to say.
    #[must_use]
    pub fn limit(&self, d: &Deadline, column: &Column) -> String {
        let fact = |f: &Option<FactUse>| f.as_ref().map(|f| used(f, d.zone)).unwrap_or_default();
        match column {
            Column::Provision => {
                list([&d.provision, &d.time_words].into_iter().map(|t| one_line(t)))
                    .replace("; ", ", ")
            }
            Column::Title => one_line(&d.title),
            Column::Trigger => fact(&d.trigger),
            Column::Act => fact(&d.act),
            Column::Expires => {
                d.expires.map(|e| words::bounds(&e.bounds, d.zone)).unwrap_or_default()
            }
            Column::Verdict => d.verdict_words().to_owned(),
            Column::DecidedBy => match (&d.turns, &d.decided_by) {
                (Some(turns), _) => one_line(turns),
                (None, Some(id)) => self
                    .case
                    .event(id)
                    .map_or_else(|| id.to_string(), |e| format!("“{}”", one_line(&e.title))),
                (None, None) => String::new(),
            },
            Column::Elapsed => d.elapsed.map(words::elapsed).unwrap_or_default(),
            Column::Reading => {
                let profile = d.profile.map(|p| p.id().to_owned());
                list(profile.into_iter().chain(d.reading.map(|r| r.words().to_owned())))
            }
            Column::Class => d.class.id().replace('_', " "),
            Column::Nature => d.nature.id().to_owned(),
            Column::Thread => d.thread.as_ref().map(ToString::to_string).unwrap_or_default(),
            Column::AppliesIf => d.applies_if.as_deref().map(one_line).unwrap_or_default(),
            Column::Bound => one_line(&d.bound),
            Column::Group => d.group.as_deref().map(one_line).unwrap_or_default(),
            Column::Rule => d.rule.to_string(),
            Column::Note => one_line(&d.note),
            _ => String::new(),
        }
    }

    /// The date as it is known; with its bounds where the words do not tell them.
    fn date(&self, e: &Event) -> String {
        let Some(when) = &e.when else { return "undated".to_owned() };
        if when.problem().is_some() {
            return format!("not readable: {}", one_line(&when.text()));
        }
        let own = e.zone(self.zone);
        let plain = when.words_in(own, self.zone);
        let Some(extent) = when.extent(own) else { return plain };
        let coarse = matches!(extent.kind, ExtentKind::Civil(g) if !matches!(g, Grain::Day));
        let marked = extent.start_mark.approximate || extent.end_mark.approximate;
        let bounds = words::bounds(&extent.bounds(), self.zone);
        if (coarse || marked) && !plain.contains(&bounds) {
            format!("{plain} ({bounds})")
        } else {
            plain
        }
    }

    fn end(&self, e: &Event, first: bool) -> String {
        let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(self.zone)));
        let Some(bounds) = extent.map(|x| x.bounds()) else { return String::new() };
        let at = if first { bounds.earliest } else { bounds.latest };
        if at.is_unbounded() { "open".to_owned() } else { words::instant(at, self.zone) }
    }

    fn written(&self, e: &Event, when: Option<&When>) -> String {
        when.map(|w| w.words_in(e.zone(self.zone), self.zone)).unwrap_or_default()
    }

    fn claim(&self, e: &Event, claim: &Claim) -> String {
        match &claim.when {
            Some(_) => self.written(e, claim.when.as_ref()),
            None => "no date".to_owned(),
        }
    }

    fn source(&self, id: &SourceId) -> Option<&'a Source> {
        let all =
            self.sources.get_or_init(|| self.case.sources.iter().map(|s| (&s.id, s)).collect());
        all.get(id).copied()
    }
}

/// `19 Jan 2025, 09:30, “Arrest”`.
fn used(f: &FactUse, zone: Zone) -> String {
    let date = if f.is_undated() { "undated".to_owned() } else { f.words(zone) };
    format!("{date}, “{}”", one_line(&f.title))
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.filter(|t| !t.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A field of another program: a text as it is, anything else as it is written.
fn value(v: &serde_json::Value) -> String {
    match v {
        serde_json::Value::String(text) => one_line(text),
        serde_json::Value::Null => String::new(),
        other => one_line(&other.to_string()),
    }
}

const fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
    }
}
