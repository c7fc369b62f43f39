//! What of a case a format does not carry.

mod dates;

use super::Target;
use super::markwhen::takes_words;
use super::private::{goes_out, is_media};
use super::timelinejs::in_title;
use crate::case::{Case, Event, MEDIA, NotCarried, Source};
use std::collections::BTreeSet;

/// So many examples are named.
const EXAMPLES: usize = 5;

/// So many names of fields are given.
const NAMES: usize = 12;

/// Fields of a source that are told of under a name of their own, or that every format carries.
const SAID: [&str; 17] = [
    "id",
    "title",
    "url",
    "hash",
    "archive_url",
    "collected",
    "file",
    "html_capture",
    "page_capture",
    "media_files",
    "custody",
    "verification",
    "embedded_metadata",
    "consent",
    "sensitivity",
    "marked",
    MEDIA,
];

/// The names of the fields that a source has.
fn fields_of(source: &Source) -> impl Iterator<Item = String> {
    let whole = serde_json::to_value(source).ok().and_then(|v| v.as_object().cloned());
    whole.unwrap_or_default().into_iter().map(|(name, _)| name)
}

const PRIVATELY: &str = "it stands in the private field “adquem”, which this program alone reads";

/// Goes through a case for one target.
struct Survey<'a> {
    case: &'a Case,
    list: Vec<NotCarried>,
}

/// What the target does not carry; empty for a case file, which carries all.
pub(super) fn survey(case: &Case, target: Target) -> Vec<NotCarried> {
    let mut survey = Survey { case, list: Vec::new() };
    if target == Target::Case {
        return survey.list;
    }
    if target != Target::Csv {
        survey.dates(target);
        survey.fields(target);
    }
    if target == Target::Markwhen {
        survey.events(
            "signs of words that markwhen reads as its own",
            format!("it takes tags (#word), ids (!word), .start, .end, pictures and places out of titles and texts, and has no escape for them; {PRIVATELY}"),
            takes_words,
        );
    }
    survey.guarded(target);
    survey.sources(target);
    survey.whole(target);
    survey.list
}

impl Survey<'_> {
    fn add(&mut self, what: &str, ids: &[String], why: String) {
        if ids.is_empty() {
            return;
        }
        let examples = ids.iter().take(EXAMPLES).cloned().collect();
        self.list.push(NotCarried { what: what.to_owned(), count: ids.len(), examples, why });
    }

    fn events(&mut self, what: &str, why: String, has: impl Fn(&Event) -> bool) {
        let ids: Vec<String> =
            self.case.events.iter().filter(|e| has(e)).map(|e| e.id.to_string()).collect();
        self.add(what, &ids, why);
    }

    fn fields(&mut self, target: Target) {
        let name = target.name();
        let none = |what: &str| format!("{name} has no field for {what}; {PRIVATELY}");
        let sketch = matches!(target, Target::TimesketchCsv | Target::TimesketchJsonl);
        let in_text = |what: &str| {
            if sketch {
                return none(what);
            }
            format!("{name} has no field for {what}; they stand in the text, and {PRIVATELY} too")
        };
        self.events("claims", in_text("competing dates"), |e| !e.claims.is_empty());
        self.events("facts", none("what an event means to the law"), |e| !e.facts.is_empty());
        self.events("kinds", none("them"), |e| !e.kind.is_empty() && !sketch);
        self.events("certainty", none("it"), |e| e.certainty != Default::default());
        self.events("importance", none("it"), |e| e.importance != Default::default());
        if !sketch {
            self.events("people", in_text("them"), |e| !e.actors.is_empty());
            if target != Target::ICalendar {
                self.events("places", in_text("them"), |e| e.place.is_some());
            }
        }
        self.events("notes", in_text("them"), |e| e.note.is_some());
        if sketch {
            let placed = |e: &Event| e.sources.iter().any(|r| r.pinpoint.is_some());
            self.events("places within sources", none("them"), placed);
        }
        self.events("other dates", none("dates of documents and publication"), |e| {
            e.document_date.is_some() || e.publication_date.is_some()
        });
        self.events("ties between events", none("them"), |e| {
            e.after.is_some() || !e.related.is_empty() || !e.disputes.is_empty() || e.inferred
        });
        self.events("second sources", in_text("more than one source"), |e| e.sources.len() > 1);
        self.events("notes at sources", none("what is said at the naming of a source"), |e| {
            let claims = e.claims.iter().flat_map(|c| &c.sources);
            e.sources.iter().chain(claims).any(|r| r.note.is_some() || !r.extra.is_empty())
        });
        // iCalendar has fields for some of what a calendar brought, but nobody here knows which of them still hold.
        let why = match target {
            Target::ICalendar => format!("they are written in no field of their own; {PRIVATELY}"),
            _ => none("them"),
        };
        self.events("other fields", why, |e| {
            let held = |v: &serde_json::Value| match target {
                Target::TimesketchCsv => v.is_string(),
                Target::TimesketchJsonl => !v.is_object() && !v.is_array() && !v.is_null(),
                _ => false,
            };
            e.extra.values().any(|v| !held(v))
        });
    }

    /// What is for nobody else's eyes.
    fn guarded(&mut self, target: Target) {
        self.events(
            "words for redaction",
            format!("{} is for others; they are left out", target.name()),
            |e| !e.marked.is_empty(),
        );
    }

    fn sources(&mut self, target: Target) {
        let name = target.name();
        let ids = |has: &dyn Fn(&Source) -> bool| -> Vec<String> {
            self.case.sources.iter().filter(|s| has(s)).map(|s| s.id.to_string()).collect()
        };
        let hashed = ids(&|s| s.hash.is_some() || s.archive_url.is_some());
        let handled = ids(&|s| {
            s.collected.is_some()
                || s.file.is_some()
                || s.html_capture.is_some()
                || s.page_capture.is_some()
                || !s.media_files.is_empty()
                || !s.custody.is_empty()
                || s.verification.is_some()
                || !s.embedded_metadata.is_empty()
        });
        let guarded =
            ids(&|s| s.consent.is_some() || s.sensitivity.is_some() || !s.marked.is_empty());
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for event in &self.case.events {
            let claims = event.claims.iter().flat_map(|c| &c.sources);
            used.extend(event.sources.iter().chain(claims).map(|r| r.source.as_str()));
        }
        let unused = ids(&|s| !used.contains(s.id.as_str()));
        self.details(target, &used);
        self.add(
            "hashes and archived copies of sources",
            &hashed,
            format!("{name} has no field for them; {PRIVATELY}"),
        );
        self.add(
            "how sources were collected and kept",
            &handled,
            format!("{name} has no place for it; it is left out"),
        );
        self.add(
            "consent and sensitivity of sources",
            &guarded,
            "it is not for others; it is left out".to_owned(),
        );
        self.add(
            "sources that no event names",
            &unused,
            format!("{name} has sources only with events; they are left out"),
        );
    }

    /// What sources say of themselves: what goes out in the private field, and what stays because it may be private.
    fn details(&mut self, target: Target, used: &BTreeSet<&str>) {
        let name = target.name();
        let shown = |s: &Source, field: &str| {
            target == Target::TimelineJs
                && is_media(s)
                && (field == "author" || s.extra.contains_key(field))
        };
        let mut stay: BTreeSet<String> = BTreeSet::new();
        let (mut detailed, mut reduced) = (Vec::new(), Vec::new());
        for source in self.case.sources.iter().filter(|s| used.contains(s.id.as_str())) {
            let told = fields_of(source).filter(|f| !SAID.contains(&f.as_str()));
            let (out, stays): (Vec<String>, Vec<String>) = told.partition(|f| goes_out(source, f));
            if out.iter().any(|f| !shown(source, f)) {
                detailed.push(source.id.to_string());
            }
            if !stays.is_empty() {
                reduced.push(source.id.to_string());
                stay.extend(stays);
            }
        }
        self.add(
            "details of sources",
            &detailed,
            format!("{name} has no field for them; {PRIVATELY}"),
        );
        let names: Vec<&str> = stay.iter().take(NAMES).map(String::as_str).collect();
        let more = if stay.len() > NAMES { " and more" } else { "" };
        self.add(
            "other fields of sources",
            &reduced,
            format!(
                "only what identifies a source goes with it, since the rest may be for nobody else: {}{more} are left out",
                names.join(", ")
            ),
        );
    }

    /// What belongs to the case and to no event.
    fn whole(&mut self, target: Target) {
        let (case, name) = (self.case, target.name());
        let why = |what: &str| format!("{name} has no {what}; they are left out");
        let rules: Vec<String> = case
            .rules
            .iter()
            .flat_map(|entry| match entry {
                crate::case::RuleEntry::Rule(id) => vec![id.to_string()],
                crate::case::RuleEntry::Group(g) => {
                    g.rules.iter().map(ToString::to_string).collect()
                }
            })
            .collect();
        self.add("time limits", &rules, why("rules that count"));
        let ids: Vec<String> = case.fixed_limits.iter().map(|l| l.id.to_string()).collect();
        self.add("limits fixed by orders", &ids, why("limits"));
        let ids: Vec<String> = case.states.iter().map(|s| s.id.to_string()).collect();
        self.add("states", &ids, why("states between two events"));
        let ids: Vec<String> = case.views.iter().map(|v| v.rule.to_string()).collect();
        self.add("attributed views", &ids, why("opinions about limits"));
        let ids: Vec<String> = case.figures.iter().map(|f| f.id.to_string()).collect();
        self.add("figures", &ids, why("saved pictures"));
        let steps: Vec<String> =
            case.story.iter().flat_map(|s| &s.steps).map(|s| s.figure.to_string()).collect();
        self.add("steps of the story", &steps, why("stories"));
        let ids: Vec<String> = case.saved_views.iter().map(|v| v.id.to_string()).collect();
        self.add("saved views", &ids, why("saved views"));
        let ids: Vec<String> = case.scenarios.iter().map(|s| s.id.to_string()).collect();
        self.add("scenarios", &ids, why("scenarios"));
        let ids: Vec<String> = case.redactions.iter().map(|r| r.id.clone()).collect();
        self.add("profiles of redaction", &ids, why("place for what is to be hidden"));
        let log: Vec<String> =
            case.log.iter().flatten().enumerate().map(|(n, _)| (n + 1).to_string()).collect();
        self.add("entries of the log", &log, why("log"));
        let lanes: Vec<String> = case
            .lanes
            .iter()
            .filter(|l| l.subtitle.is_some() || l.note.is_some() || !l.extra.is_empty())
            .map(|l| l.id.to_string())
            .collect();
        self.add("second lines, notes and other fields of lanes", &lanes, why("place for them"));
        let used: BTreeSet<&str> = case.events.iter().map(|e| e.lane.as_str()).collect();
        let empty: Vec<String> = case
            .lanes
            .iter()
            .filter(|l| !used.contains(l.id.as_str()))
            .map(|l| l.id.to_string())
            .collect();
        if !matches!(target, Target::Vis | Target::TimelineProject) {
            self.add(
                "lanes without events",
                &empty,
                format!("{name} has lanes only with events; they are left out"),
            );
        }
        // The title slide says what a case says of itself.
        let slide = matches!(target, Target::TimelineJs | Target::TimelineJsSheet);
        let untitled = matches!(
            target,
            Target::Csv
                | Target::Vis
                | Target::TimelineProject
                | Target::TimesketchCsv
                | Target::TimesketchJsonl
        );
        let about = [
            ("title", untitled && !case.title.trim().is_empty()),
            ("subtitle", case.subtitle.is_some() && !slide && target != Target::Markwhen),
            ("as_of", case.as_of.is_some()),
            ("note", case.note.is_some() && !slide),
            ("opening", case.opening.is_some()),
        ];
        let mut about: Vec<String> =
            about.into_iter().filter(|(_, there)| *there).map(|(n, _)| n.to_owned()).collect();
        let written = |name: &str| match target {
            Target::TimelineJs => in_title(name),
            Target::TimelineJsSheet => name == "title media",
            _ => false,
        };
        about.extend(case.extra.keys().filter(|name| !written(name)).cloned());
        self.add("fields of the case", &about, why("place for them"));
    }
}
