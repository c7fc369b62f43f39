//! `adquem count`: the calculator.

use super::args::{CountArgs, CountFormat};
use super::{CliError, Streams};
use crate::case::RuleId;
use crate::date::{When, words};
use crate::export::limits as table;
use crate::law::calculator::{What, calculate};
use crate::law::{Deadline, Library};
use std::process::ExitCode;

pub(super) fn count(args: &CountArgs, streams: &mut Streams<'_>) -> Result<ExitCode, CliError> {
    let (what, trigger) = what(args)?;
    let trigger = trigger_date(trigger)?;
    let library = streams.library;
    let rows: Vec<Deadline> = readings(args, &what, library)?
        .iter()
        .map(|reading| calculate(library, &what, &trigger, reading.as_deref(), args.zone))
        .collect::<Result<_, _>>()?;
    let text = match (args.format, rows.as_slice()) {
        (CountFormat::Json, [one]) => {
            table::json_one(one).map_err(|e| CliError::Table(e.to_string()))?
        }
        (CountFormat::Json, many) => {
            table::json(many).map_err(|e| CliError::Table(e.to_string()))?
        }
        (CountFormat::Text, many) => many.iter().map(in_words).collect::<Vec<_>>().join("\n"),
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Rule and trigger, or profile, term and trigger.
fn what(args: &CountArgs) -> Result<(What, &str), CliError> {
    match (&args.profile, args.what.as_slice()) {
        (Some(profile), [trigger]) => {
            let profile = profile.parse().map_err(CliError::Usage)?;
            Ok((What::Profile(profile, args.term), trigger))
        }
        (Some(_), _) => Err(CliError::Usage(
            "--profile takes the trigger alone, without a rule: adquem count --profile P --term T TRIGGER".to_owned(),
        )),
        (None, [rule, trigger]) => Ok((What::Rule(RuleId::from(rule.as_str())), trigger)),
        (None, _) => Err(CliError::Usage(
            "expected a rule and a trigger, such as adquem count R-RPE-155 2025-10-17".to_owned(),
        )),
    }
}

/// An EDTF date or date-time, or `a..b` for one moment between two.
fn trigger_date(text: &str) -> Result<When, CliError> {
    let parsed = match text.trim().split_once("..") {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && !text.contains(['[', '{']) => {
            When::between(from, to)
        }
        _ => When::parse(text),
    };
    parsed.map_err(|e| CliError::Usage(format!("{e}; expected {}; {}", e.expected(), e.hint())))
}

/// The readings asked for; `None` for the default one.
fn readings(
    args: &CountArgs,
    what: &What,
    library: &Library,
) -> Result<Vec<Option<String>>, CliError> {
    if !args.reading.iter().any(|r| r.eq_ignore_ascii_case("all")) {
        return Ok(match args.reading.as_slice() {
            [] => vec![None],
            asked => asked.iter().cloned().map(Some).collect(),
        });
    }
    let profile = match what {
        What::Profile(profile, _) => Some(*profile),
        What::Rule(id) => library.find(id).and_then(|f| f.target.profile),
    };
    let names: Vec<Option<String>> = profile
        .map(|p| p.readings().iter().map(|r| Some(r.id().to_owned())).collect())
        .unwrap_or_default();
    Ok(if names.is_empty() { vec![None] } else { names })
}

fn in_words(d: &Deadline) -> String {
    let mut out = d.title.clone();
    if !d.provision.is_empty() {
        out.push_str(&format!(" ({})", d.provision));
    }
    if let Some(reading) = d.reading {
        out.push_str(&format!(", {}", reading.words()));
    }
    out.push('\n');
    match d.expires {
        Some(e) if e.bounds.is_exact() => {
            out.push_str(&format!(
                "  expires {}\n",
                words::instant_in_full(e.bounds.latest, d.zone)
            ));
        }
        Some(e) => out.push_str(&format!(
            "  expires between {} and {}\n",
            words::instant_in_full(e.bounds.earliest, d.zone),
            words::instant_in_full(e.bounds.latest, d.zone)
        )),
        None => out.push_str("  no date: the text has words and no number\n"),
    }
    if let Some(premise) = &d.applies_if {
        out.push_str(&format!("  {premise}\n"));
    }
    for (n, step) in d.trace.iter().enumerate() {
        let citation =
            if step.citation.is_empty() { String::new() } else { format!(" [{}]", step.citation) };
        out.push_str(&format!("  {}. {}{citation}\n", n + 1, step.text));
    }
    if !d.note.is_empty() {
        out.push_str(&format!("  note: {}\n", d.note));
    }
    out
}
