//! `adquem check` and `adquem rules`.

use super::args::{CheckArgs, CountFormat, RulesArgs};
use super::input::{default_as_of, read_case};
use super::{CliError, Streams};
use crate::case::{Case, Fact, Tag};
use crate::date::Instant;
use crate::law::{
    Asked, Check, CheckKind, Instrument, Library, Place, Profile, Provision, Reading, checks,
    compute, unknown_rules,
};
use crate::read::{self, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Of so many findings of one kind each has its line; more are counted.
const MOST_OF_A_KIND: usize = 10;

pub(super) fn check(
    args: &CheckArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    let read = read_case(&args.file, &args.reading)?;
    for diagnostic in &read.diagnostics {
        writeln!(streams.out, "{diagnostic}")?;
    }
    let library = read::bundled();
    let unknown = unknown_rules(&read.value, &library);
    for rule in &unknown {
        writeln!(
            streams.out,
            "{}: error: the case lists “{rule}”, which is no rule that is loaded and no fixed limit of the case\n  hint: `adquem rules` lists the rules",
            args.file.display()
        )?;
    }
    for line in noticed(&read.value, &library, now) {
        writeln!(streams.out, "{}: {line}", args.file.display())?;
    }
    let of = |s: Severity| read.diagnostics.iter().filter(|d| d.severity == s).count();
    let (errors, warnings) = (of(Severity::Error) + unknown.len(), of(Severity::Warning));
    let case = &read.value;
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    writeln!(
        streams.out,
        "{}: {}, {}, {}; {}, {}",
        args.file.display(),
        plural(case.events.len(), "event"),
        plural(case.sources.len(), "source"),
        plural(case.lanes.len(), "lane"),
        plural(errors, "error"),
        plural(warnings, "warning"),
    )?;
    Ok(if errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What looks wrong or is missing in the case, a note each; what reading it has told already is left out.
fn noticed(case: &Case, library: &Library, now: Instant) -> Vec<String> {
    let asked = Asked { as_of: Some(default_as_of(case, now)), ..Asked::default() };
    let deadlines = compute(case, library, &asked);
    let told = |c: &Check| {
        let at_state = matches!(c.at, Place::Mark(Tag::State(_)));
        c.kind == CheckKind::Date || (c.kind == CheckKind::Order && at_state)
    };
    let found = checks(case, library, &deadlines, &[]);
    let mut kinds: BTreeMap<CheckKind, Vec<String>> = BTreeMap::new();
    for check in found.iter().filter(|c| !told(c)) {
        let at = match &check.at {
            Place::Mark(tag) => tag.to_string(),
            Place::Source(id) => format!("source:{id}"),
        };
        kinds.entry(check.kind).or_default().push(format!("note: {} [{at}]", check.words));
    }
    let mut lines = Vec::new();
    for (kind, all) in kinds {
        let more = all.len().saturating_sub(MOST_OF_A_KIND);
        lines.extend(all.into_iter().take(MOST_OF_A_KIND));
        if more > 0 {
            lines.push(format!("note: {more} more: {}", kind.words()));
        }
    }
    lines
}

pub(super) fn rules(args: &RulesArgs, streams: &mut Streams<'_>) -> Result<ExitCode, CliError> {
    let library = read::bundled();
    let text = match args.format {
        CountFormat::Json => {
            let list: Vec<Value> = library.instruments.iter().map(instrument_json).collect();
            serde_json::to_string_pretty(&list).map_err(|e| CliError::Table(e.to_string()))? + "\n"
        }
        CountFormat::Text => {
            library.instruments.iter().map(instrument_text).collect::<Vec<_>>().join("\n")
        }
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn instrument_text(i: &Instrument) -> String {
    let mut out = format!("{} ({}, version {})\n", i.title, i.id, i.version);
    for p in &i.provisions {
        let profile = p.profile.map_or("", Profile::id);
        let time = p.time_words();
        let counted = match (profile.is_empty(), time.is_empty(), &p.alias_of) {
            (_, _, Some(alias)) => format!("as {alias}"),
            (false, false, None) => format!("{time}, {profile}"),
            (false, true, None) => profile.to_owned(),
            (true, _, None) => time,
        };
        out.push_str(&format!("  {:<16} {:<30} {}\n", p.id.as_str(), p.title, counted));
        out.push_str(&format!("  {:<16} {} [{}]\n", "", p.citation, p.confidence));
    }
    out
}

fn instrument_json(i: &Instrument) -> Value {
    json!({
        "id": i.id,
        "title": i.title,
        "short": i.short,
        "version": i.version,
        "note": i.note,
        "provisions": i.provisions.iter().map(provision_json).collect::<Vec<_>>(),
    })
}

fn provision_json(p: &Provision) -> Value {
    let names = |facts: &[Fact]| facts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let day = |d: Option<crate::date::Day>| d.map(|d| d.to_string());
    json!({
        "id": p.id.as_str(),
        "instrument": p.instrument,
        "provision": p.provision,
        "title": p.title,
        "class": p.class,
        "role": p.role,
        "nature": p.nature,
        "bound": p.bound,
        "trigger": names(&p.trigger),
        "satisfied_by": names(&p.satisfied_by),
        "overtaken_by": names(&p.overtaken_by),
        "term": p.term.map(crate::date::Term::iso),
        "words": p.words,
        "profile": p.profile.map(Profile::id),
        "readings": p.readings.iter().map(|r: &Reading| r.id()).collect::<Vec<_>>(),
        "applies_if": p.applies_if,
        "in_force": { "from": day(p.in_force.0), "to": day(p.in_force.1) },
        "consequence": p.consequence,
        "citation": p.citation,
        "confidence": p.confidence,
        "alias_of": p.alias_of.as_ref().map(crate::case::RuleId::as_str),
        "note": p.note,
    })
}
