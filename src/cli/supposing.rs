//! What the arguments of a command suppose instead of the facts.

use super::args::SupposeArgs;
use super::{CliError, Streams};
use crate::case::{Case, ClaimId, Event, EventId, ScenarioId};
use crate::date::When;
use crate::law::{Profile, Suppose, suppose::problems};

/// Reads what is supposed, and refuses what the case does not have or its record does not leave open.
pub(super) fn suppose(
    args: &SupposeArgs,
    case: &Case,
    streams: &mut Streams<'_>,
) -> Result<Suppose, CliError> {
    let mut suppose = Suppose { known_then: args.known_then, ..Suppose::default() };
    for text in &args.suppose {
        let (event, date) = pair("--suppose", "EVENT=DATE", text, case)?;
        suppose.dates.insert(event.id.clone(), date_of(text, event, date, case)?);
    }
    for text in &args.claim {
        let (event, claim) = pair("--claim", "EVENT=CLAIM", text, case)?;
        suppose.claims.insert(event.id.clone(), claim_of(text, event, claim)?);
    }
    if let Some(id) = &args.scenario {
        suppose.scenario = Some(scenario(id, case, streams)?);
    }
    for name in &args.readings {
        let found = Profile::ALL.iter().find_map(|p| Some((*p, p.reading(name).ok()?)));
        let (profile, reading) = found.ok_or_else(|| {
            CliError::Usage(format!(
                "--reading {name}: expected excl, incl, A, B, exact or next-hour"
            ))
        })?;
        suppose.readings.insert(profile, reading);
    }
    Ok(suppose)
}

/// The event before the first sign of equality, and what stands after it.
fn pair<'a, 't>(
    option: &str,
    form: &str,
    text: &'t str,
    case: &'a Case,
) -> Result<(&'a Event, &'t str), CliError> {
    let (id, rest) = text
        .split_once('=')
        .ok_or_else(|| CliError::Usage(format!("{option} {text}: expected {form}")))?;
    let event = case.event(&EventId::from(id.trim())).ok_or_else(|| {
        CliError::Usage(format!("{option} {text}: the case has no event “{}”", id.trim()))
    })?;
    Ok((event, rest.trim()))
}

fn date_of(text: &str, event: &Event, date: &str, case: &Case) -> Result<When, CliError> {
    let bad = |e: crate::date::DateError| {
        CliError::Usage(format!("--suppose {text}: {e}; expected {}", e.expected()))
    };
    let when = match date.split_once("..").filter(|_| !date.starts_with(['[', '{'])) {
        Some((from, to)) if !from.contains('/') && !to.contains('/') => {
            When::between(from.trim(), to.trim()).map_err(bad)?
        }
        _ => When::parse(date).map_err(bad)?,
    };
    let zone = case.zone();
    if Suppose::allowed(event, &when, zone) {
        return Ok(when);
    }
    let open = event.when.as_ref().map(|w| w.words(event.zone(zone))).unwrap_or_default();
    Err(CliError::Usage(format!(
        "--suppose {text}: “{}” is recorded as {open}, and no claim leaves this date open either; a scenario of the case can have any date",
        event.title
    )))
}

fn claim_of(text: &str, event: &Event, claim: &str) -> Result<ClaimId, CliError> {
    let counts = |w: &When| w.problem().is_none();
    match event.claims.iter().find(|c| c.id.as_str() == claim) {
        Some(c) if c.when.as_ref().is_some_and(counts) => Ok(c.id.clone()),
        Some(_) => Err(CliError::Usage(format!(
            "--claim {text}: this claim gives no date that can be counted"
        ))),
        None => {
            let known: Vec<&str> = event.claims.iter().map(|c| c.id.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            Err(CliError::Usage(format!(
                "--claim {text}: event “{}” has no such claim; it has: {known}",
                event.id
            )))
        }
    }
}

fn scenario(id: &str, case: &Case, streams: &mut Streams<'_>) -> Result<ScenarioId, CliError> {
    let Some(scenario) = case.scenarios.iter().find(|s| s.id.as_str() == id) else {
        let known: Vec<&str> = case.scenarios.iter().map(|s| s.id.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(CliError::Usage(format!(
            "--scenario {id}: the case has no such scenario; it has: {known}"
        )));
    };
    for problem in problems(scenario, case) {
        writeln!(streams.err, "adquem: warning: scenario “{id}”: {problem}; it is passed over")?;
    }
    Ok(scenario.id.clone())
}
