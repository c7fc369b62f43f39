//! `verify`: whether an exported file still follows from a case.

use super::args::VerifyArgs;
use super::export::profile;
use super::input::{default_as_of, how_of, open_and_tell};
use super::{CliError, Streams};
use crate::date::Instant;
use crate::publish::Stage;
use crate::publish::verify::{asked, verify as judge};
use crate::read;
use crate::scene::Measure;
use std::process::ExitCode;

pub(super) fn verify(
    args: &VerifyArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    // A reader of cases would ask for a case.
    if args.picture.is_dir() {
        let folder = args.picture.display();
        return Err(CliError::Usage(format!("{folder} is a folder; name an exported file in it")));
    }
    let bytes = read::bytes_of(&args.picture)?;
    let named = |e: crate::publish::verify::VerifyError| CliError::Verify {
        file: args.picture.display().to_string(),
        source: e,
    };
    let asked = asked(&bytes).map_err(named)?;
    let opened = open_and_tell(&args.case, &args.reading, streams)?;
    let case = &opened.read.value;
    // Where neither request nor figure nor case names a day, the file was judged on the day of its making.
    let made = crate::date::When::parse(&asked.receipt.as_of).ok();
    let as_of = made
        .and_then(|w| crate::law::as_of_moment(&w, case.zone()))
        .filter(|_| case.as_of.is_none())
        .unwrap_or_else(|| default_as_of(case, now));
    let how = how_of(&args.reading)?;
    let layers = super::layers::read(&args.layers, &how, case.zone(), true, streams)?;
    let mut stage = Stage::new(case, streams.library, as_of, opened.sha256.clone(), Measure::new())
        .layered(super::layers::beneath(layers))
        .supposing(&asked.request.suppose);
    if let Some(name) = args.redact.as_ref().or(asked.request.redact.as_ref()) {
        stage = stage.redacted(&profile(case, name)?);
    }
    let finding = judge(&bytes, &asked, &mut stage, &opened.sha256).map_err(named)?;
    for sentence in &finding.sentences {
        writeln!(streams.out, "{sentence}")?;
    }
    Ok(if finding.follows { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
