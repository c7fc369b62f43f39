//! Tables of time limits: JSON, CSV, Markdown and text, all with the working.

use crate::date::{Bounds, Elapsed, Instant, When, Zone, words};
use crate::law::{Deadline, FactUse, Step, Supposed};
use serde::Serialize;

/// A limit as machines read it. The fields and their order are part of the published interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitRow<'a> {
    rule: Option<&'a str>,
    provision: &'a str,
    title: &'a str,
    class: &'static str,
    nature: &'static str,
    thread: Option<&'a str>,
    bound: &'a str,
    profile: Option<&'static str>,
    reading: Option<&'static str>,
    applies_if: Option<&'a str>,
    trigger: Option<EventRow<'a>>,
    expires: Option<BoundsRow>,
    verdict: &'static str,
    decided_by: Option<&'a str>,
    act: Option<EventRow<'a>>,
    overtaken_by: Option<EventRow<'a>>,
    elapsed: Option<ElapsedRow>,
    claim: Option<&'a str>,
    /// Only where something is supposed: the facts are told as they always were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    supposed: Vec<SupposedRow<'a>>,
    note: &'a str,
    trace: &'a [Step],
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct EventRow<'a> {
    event: Option<&'a str>,
    date: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
}

/// An event that is not as the record has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SupposedRow<'a> {
    event: &'a str,
    date: Option<String>,
    claim: Option<&'a str>,
    instead_of: Option<String>,
    scenario: Option<&'a str>,
    words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BoundsRow {
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ElapsedRow {
    least: String,
    most: Option<String>,
}

/// RFC 3339 with the offset of the zone; `None` where no date is known.
pub(super) fn instant(at: Instant, zone: Zone) -> Option<String> {
    (!at.is_unbounded()).then(|| at.rfc3339(zone))
}

fn bounds(b: &Bounds, zone: Zone) -> BoundsRow {
    BoundsRow { earliest: instant(b.earliest, zone), latest: instant(b.latest, zone) }
}

fn event<'a>(used: &'a FactUse, zone: Zone) -> EventRow<'a> {
    let BoundsRow { earliest, latest } = bounds(&used.bounds, zone);
    // A bare count has a date and no event.
    let event = Some(used.event.as_str()).filter(|id| !id.is_empty());
    EventRow { event, date: (!used.when.is_unknown()).then(|| used.when.text()), earliest, latest }
}

fn supposed(s: &Supposed, zone: Zone) -> SupposedRow<'_> {
    SupposedRow {
        event: s.event.as_str(),
        date: s.when().filter(|w| !w.is_unknown()).map(When::text),
        claim: s.claim().map(crate::case::ClaimId::as_str),
        instead_of: s.instead_of.as_ref().map(When::text),
        scenario: s.scenario.as_deref(),
        words: s.words(zone),
    }
}

/// Rounded outwards to minutes, as on screen: a civil day ends a second before the next begins.
fn elapsed(e: Elapsed) -> ElapsedRow {
    let r = e.rounded_outwards(60);
    ElapsedRow { least: words::iso_duration(r.least), most: r.most.map(words::iso_duration) }
}

impl<'a> From<&'a Deadline> for LimitRow<'a> {
    fn from(d: &'a Deadline) -> Self {
        let fact = |used: &'a Option<FactUse>| used.as_ref().map(|u| event(u, d.zone));
        Self {
            // A bare profile is counted for no rule.
            rule: Some(d.rule.as_str()).filter(|id| !id.is_empty()),
            provision: &d.provision,
            title: &d.title,
            class: d.class.id(),
            nature: d.nature.id(),
            thread: d.thread.as_ref().map(crate::case::ThreadId::as_str),
            bound: &d.bound,
            profile: d.profile.map(crate::law::Profile::id),
            reading: d.reading.map(crate::law::Reading::id),
            applies_if: d.applies_if.as_deref(),
            trigger: fact(&d.trigger),
            expires: d.expires.map(|e| bounds(&e.bounds, d.zone)),
            verdict: d.verdict.id(),
            decided_by: d.decided_by.as_ref().map(crate::case::EventId::as_str),
            act: fact(&d.act),
            overtaken_by: fact(&d.overtaken_by),
            elapsed: d.elapsed.map(elapsed),
            claim: d.claim.as_ref().map(crate::case::ClaimId::as_str),
            supposed: d.supposed.iter().map(|s| supposed(s, d.zone)).collect(),
            note: &d.note,
            trace: &d.trace,
        }
    }
}

/// A JSON array, indented, with a final line break.
///
/// # Errors
/// Never in practice: every value is a string, a list or nothing.
pub fn json(deadlines: &[Deadline]) -> Result<String, serde_json::Error> {
    let rows: Vec<LimitRow<'_>> = deadlines.iter().map(LimitRow::from).collect();
    serde_json::to_string_pretty(&rows).map(|text| text + "\n")
}

/// One JSON object, indented, with a final line break.
///
/// # Errors
/// As [`json`].
pub fn json_one(deadline: &Deadline) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&LimitRow::from(deadline)).map(|text| text + "\n")
}

/// Columns of the CSV, in their order.
const CSV_COLUMNS: [&str; 29] = [
    "rule",
    "provision",
    "title",
    "class",
    "nature",
    "thread",
    "bound",
    "profile",
    "reading",
    "applies_if",
    "trigger_event",
    "trigger_date",
    "trigger_earliest",
    "trigger_latest",
    "expires_earliest",
    "expires_latest",
    "verdict",
    "decided_by",
    "act_event",
    "act_earliest",
    "act_latest",
    "overtaken_by_event",
    "overtaken_by_earliest",
    "overtaken_by_latest",
    "elapsed_least",
    "elapsed_most",
    "claim",
    "note",
    "trace",
];

/// CSV with the columns of the JSON; nested fields become columns of their own, steps are lines.
///
/// # Errors
/// Where the writer refuses; it writes to memory, so never in practice.
pub fn csv(deadlines: &[Deadline]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(CSV_COLUMNS)?;
    for deadline in deadlines {
        let r = LimitRow::from(deadline);
        let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
        let of = |e: &Option<EventRow<'_>>| match e {
            Some(e) => [
                text(e.event),
                e.date.clone().unwrap_or_default(),
                e.earliest.clone().unwrap_or_default(),
                e.latest.clone().unwrap_or_default(),
            ],
            None => Default::default(),
        };
        let [trigger, date, trigger_from, trigger_to] = of(&r.trigger);
        let [act, _, act_from, act_to] = of(&r.act);
        let [over, _, over_from, over_to] = of(&r.overtaken_by);
        let (from, to) = r.expires.map_or_else(Default::default, |e| (e.earliest, e.latest));
        let (least, most) = r.elapsed.map_or_else(Default::default, |e| (e.least, e.most));
        writer.write_record(
            [
                text(r.rule),
                r.provision.to_owned(),
                r.title.to_owned(),
                r.class.to_owned(),
                r.nature.to_owned(),
                text(r.thread),
                r.bound.to_owned(),
                text(r.profile),
                text(r.reading),
                text(r.applies_if),
                trigger,
                date,
                trigger_from,
                trigger_to,
                from.unwrap_or_default(),
                to.unwrap_or_default(),
                r.verdict.to_owned(),
                text(r.decided_by),
                act,
                act_from,
                act_to,
                over,
                over_from,
                over_to,
                least,
                most.unwrap_or_default(),
                text(r.claim),
                r.note.to_owned(),
                steps(r.trace).join("\n"),
            ]
            .map(inert),
        )?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that no spreadsheet runs: a text that would be read as a formula gets an apostrophe before it.
pub(super) fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// The working, numbered, a line a step.
pub(super) fn steps(trace: &[Step]) -> Vec<String> {
    trace
        .iter()
        .enumerate()
        .map(|(n, step)| {
            let number = n + 1;
            if step.citation.is_empty() {
                format!("{number}. {}", one_line(&step.text))
            } else {
                format!("{number}. {} [{}]", one_line(&step.text), one_line(&step.citation))
            }
        })
        .collect()
}

/// A text of several lines as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Rule 188, 60 days`.
pub(super) fn provision(d: &Deadline) -> String {
    if d.time_words.is_empty() {
        d.provision.clone()
    } else {
        format!("{}, {}", d.provision, d.time_words)
    }
}

/// `overtaken; until end of 20 Mar 2025; if the arrest was provisional under article 92`.
fn outcome(d: &Deadline) -> String {
    let mut parts = vec![d.verdict_words().to_owned()];
    if let Some(expiry) = d.expires {
        parts.push(format!("until {} ({})", words::bounds(&expiry.bounds, d.zone), d.zone));
    }
    if let (crate::law::Verdict::WordsOnly, Some(e)) = (d.verdict, d.elapsed) {
        parts.push(words::elapsed(e));
    }
    parts.extend(d.applies_if.clone());
    if !d.note.is_empty() {
        parts.push(d.note.clone());
    }
    parts.join("; ")
}

/// For a terminal: a block a limit, with the working. Rows of single claims are in the working of their limit.
#[must_use]
pub fn text(deadlines: &[Deadline], with_trace: bool) -> String {
    let mut out = String::new();
    let mut group: Option<&str> = None;
    for d in deadlines.iter().filter(|d| d.claim.is_none()) {
        if d.group.as_deref() != group {
            group = d.group.as_deref();
            if let Some(title) = group {
                out.push_str(&format!("\n{title}\n"));
            }
        }
        out.push_str(&format!("\n  {} ({}) [{}]\n", one_line(&d.title), provision(d), d.rule));
        if let Some(trigger) = &d.trigger {
            out.push_str(&format!("    from   {}, {}\n", trigger.title, trigger.words(d.zone)));
        }
        out.push_str(&format!("    {}\n", outcome(d)));
        if with_trace {
            for line in steps(&d.trace) {
                out.push_str(&format!("      {line}\n"));
            }
        }
    }
    out.trim_start_matches('\n').to_owned()
}

/// Markdown: a table of the limits, then the working of each.
#[must_use]
pub fn markdown(deadlines: &[Deadline]) -> String {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let mut out = String::from(
        "| Limit | Provision | From | Until | Verdict | Note |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for d in deadlines.iter().filter(|d| d.claim.is_none()) {
        let from = d.trigger.as_ref().map(|t| format!("{}, {}", t.title, t.words(d.zone)));
        let until = d.expires.map(|e| format!("{} ({})", words::bounds(&e.bounds, d.zone), d.zone));
        let mut note: Vec<String> = d.applies_if.clone().into_iter().collect();
        note.extend(Some(d.note.clone()).filter(|n| !n.is_empty()));
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            cell(&d.title),
            cell(&provision(d)),
            cell(&from.unwrap_or_default()),
            cell(&until.unwrap_or_default()),
            d.verdict_words(),
            cell(&note.join("; "))
        ));
    }
    for d in deadlines.iter().filter(|d| d.claim.is_none()) {
        out.push_str(&format!("\n## {} ({})\n\n", one_line(&d.title), one_line(&provision(d))));
        for line in steps(&d.trace) {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}
