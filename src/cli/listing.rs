//! `adquem check` and `adquem rules`.

use super::args::{CheckArgs, CountFormat, RulesArgs};
use super::input::read_case;
use super::{CliError, Streams};
use crate::case::{Case, Fact};
use crate::law::{Instrument, Profile, Provision, Reading, unknown_rules};
use crate::read::{self, FileCheck, FileCheckState, Severity};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn check(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<ExitCode, CliError> {
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
    let (wrong, unsure) = if args.files { files(args, &read.value, streams)? } else { (0, 0) };
    let of = |s: Severity| read.diagnostics.iter().filter(|d| d.severity == s).count();
    let errors = of(Severity::Error) + unknown.len() + wrong;
    let warnings = of(Severity::Warning) + unsure;
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

/// Holds the local files against their hashes; gives how many are wrong, and how many cannot be told.
fn files(
    args: &CheckArgs,
    case: &Case,
    streams: &mut Streams<'_>,
) -> Result<(usize, usize), CliError> {
    let name = args.file.display();
    let beside = (args.file.as_os_str() != "-").then_some(args.file.as_path());
    let checks = read::verify_files(case, beside, &mut |_| true);
    for check in &checks {
        let severity = match &check.state {
            FileCheckState::Unchanged => continue,
            state if state.is_wrong() => "error",
            _ => "warning",
        };
        let FileCheck { source, file, state } = check;
        writeln!(streams.out, "{name}: {severity}: source {source}: “{file}” {}", state.words())?;
        match state {
            FileCheckState::Changed { expected, found } => {
                writeln!(streams.out, "  expected: {expected}\n  found: {found}")?;
            }
            FileCheckState::NeverHashed { found } => writeln!(
                streams.out,
                "  found: {found}\n  hint: keep this SHA-256 as the hash of the source"
            )?,
            FileCheckState::Missing => writeln!(
                streams.out,
                "  hint: paths begin at the folder of the case file; put the file there, or correct the path"
            )?,
            _ => {}
        }
    }
    let wrong = checks.iter().filter(|c| c.state.is_wrong()).count();
    let good = checks.iter().filter(|c| c.state == FileCheckState::Unchanged).count();
    let total = checks.len();
    writeln!(streams.out, "{name}: {good} of {total} local files unchanged")?;
    Ok((wrong, total - wrong - good))
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
