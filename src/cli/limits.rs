//! `adquem limits`: every deadline with verdict and working.

use super::args::{LimitsArgs, TableFormat};
use super::input::{as_of, default_as_of, read_and_tell};
use super::supposing::suppose;
use super::tally::tally;
use super::{CliError, Streams};
use crate::case::{Case, RuleId};
use crate::date::{Instant, words};
use crate::export::limits as table;
use crate::law::{Asked, Known, Library, Suppose, answer, compute, known, unknown_rules};
use std::process::ExitCode;

pub(super) fn limits(
    args: &LimitsArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    let case = read_and_tell(&args.file, &args.input, streams)?;
    let library = streams.library;
    let suppose = suppose(&args.suppose, &case, streams)?;
    let asked = asked(args, &case, &suppose, library, now)?;
    let at = asked.as_of.unwrap_or(now);
    let told = suppose.caption(&case, None);
    if suppose.known_then {
        tell_known(&Suppose { known_then: false, ..suppose.clone() }.case(&case, at), at, streams)?;
    }
    let case = suppose.case(&case, at);
    for rule in unknown_rules(&case, library) {
        writeln!(
            streams.err,
            "adquem: warning: the case lists “{rule}”, which is no rule that is loaded"
        )?;
    }
    if args.tally {
        let text = tally(&case, library, &asked, args.format)?;
        streams.out.write_all(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let deadlines = compute(&case, library, &asked);
    if deadlines.is_empty() {
        writeln!(
            streams.err,
            "adquem: the case lists no rules and no order fixes a date; --all computes every rule that is loaded"
        )?;
    }
    let text = match args.format {
        TableFormat::Json => table::json(&deadlines).map_err(|e| CliError::Table(e.to_string()))?,
        TableFormat::Csv => table::csv(&deadlines).map_err(|e| CliError::Table(e.to_string()))?,
        TableFormat::Md => table::markdown(&deadlines),
        TableFormat::Text => {
            let told = told.map(|t| format!("{t}\n\n")).unwrap_or_default();
            let answer = answer_line(&case, &deadlines, at);
            format!("{told}{answer}\n\n{}", table::text(&deadlines, true))
        }
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn asked(
    args: &LimitsArgs,
    case: &Case,
    suppose: &Suppose,
    library: &Library,
    now: Instant,
) -> Result<Asked, CliError> {
    let as_of = as_of(case, args.as_of.as_ref(), now)?;
    let mut asked = Asked { all: args.all, ..suppose.asked(case, as_of) };
    if !args.rule.is_empty() {
        let ids: Vec<RuleId> = args.rule.iter().map(|r| RuleId::from(r.as_str())).collect();
        for id in &ids {
            let fixed = case.fixed_limits.iter().any(|l| l.id.as_str() == id.as_str());
            if !fixed && library.find(id).is_none() {
                return Err(CliError::Usage(format!(
                    "--rule {id}: no rule of that id is loaded; `adquem rules` lists them"
                )));
            }
        }
        asked.rules = Some(ids);
    }
    Ok(asked)
}

/// What is left out because it was not known, and what is kept because nobody recorded when it was.
fn tell_known(case: &Case, at: Instant, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let Known { not_yet, undated, .. } = known(case, at);
    let list = |ids: Vec<&str>| if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
    let late = list(not_yet.iter().map(|(id, _)| id.as_str()).collect());
    let kept = list(undated.iter().map(crate::case::EventId::as_str).collect());
    let day = words::as_of(at, case.zone());
    writeln!(streams.err, "adquem: left out, published after {day}: {late}")?;
    writeln!(streams.err, "adquem: kept, publication not recorded: {kept}")?;
    Ok(())
}

/// Title, as-of date, the generated sentence and the note beside it.
fn answer_line(case: &Case, deadlines: &[crate::law::Deadline], as_of: Instant) -> String {
    let states = answer::states(case, as_of);
    let disputed = answer::disputed(case, deadlines).len();
    let sentence = answer::answer(&states, deadlines, disputed).text();
    format!(
        "{}\nAs of {} ({})\n{sentence}\n{}",
        case.title,
        words::as_of(as_of, case.zone()),
        case.zone(),
        answer::NOTE
    )
}

/// The answer and the limits as text, for a machine without a display.
#[must_use]
pub fn answer_text(case: &Case, library: &Library, now: Instant) -> String {
    let at = default_as_of(case, now);
    let deadlines = compute(case, library, &Asked { as_of: Some(at), ..Asked::default() });
    format!("{}\n\n{}", answer_line(case, &deadlines, at), table::text(&deadlines, false))
}
