//! `export`: from a case to pictures, slides and tables, all or none of them written.

use super::args::ExportArgs;
use super::input::{default_as_of, how_of, open_and_tell};
use super::outputs::{folder, write_all};
use super::supposing::suppose;
use super::{CliError, Streams};
use crate::case::{Case, Figure, Redaction};
use crate::date::{Instant, When, Window};
use crate::export::Progress;
use crate::law::{as_of_moment, unknown_rules};
use crate::publish::draw::as_whens;
use crate::publish::{Edited, Format, PublishError, Request, Stage, What, publish};
use crate::read;
use crate::scene::Measure;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

pub(super) fn export(
    args: &ExportArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    // Before anything else is done: a wrong ending should not cost a long read.
    let format = format(args)?;
    let opened = open_and_tell(&args.file, &args.reading, streams)?;
    let case = &opened.read.value;
    let library = streams.library;
    for rule in unknown_rules(case, library) {
        writeln!(
            streams.err,
            "adquem: warning: the case lists “{rule}”, which is no rule that is loaded"
        )?;
    }
    if args.redact.is_some() && !args.layers.is_empty() {
        let why = "a profile of redaction knows nothing of the rows of a layer";
        return Err(CliError::Usage(format!("--layer cannot be given with --redact: {why}")));
    }
    let how = how_of(&args.reading)?;
    let layers = super::layers::read(&args.layers, &how, case.zone(), args.quiet, streams)?;
    let mut request = request(args, format, case)?;
    if let What::Whole = request.what {
        // Rows that lie beyond the case are part of everything.
        request.what = super::layers::whole(case, &layers).unwrap_or(What::Whole);
    }
    let as_of = default_as_of(case, now);
    let mut stage = Stage::new(case, library, as_of, opened.sha256.clone(), Measure::new())
        .layered(super::layers::beneath(layers))
        .supposing(&suppose(&args.suppose, case, streams)?);
    if let Some(name) = &args.redact {
        stage = stage.redacted(&profile(case, name)?);
        tell_problems(&stage, streams)?;
    }
    let shown = args.quiet || !io::stderr().is_terminal();
    let tell = |what: &str, done: usize, total: usize| {
        // Only where somebody is watching: a log is no place for a line that is written over.
        if !shown {
            let _ = write!(io::stderr(), "\r\x1b[K{what}, {done} of {total}");
        }
    };
    let wanted = AtomicBool::new(false);
    let files = publish(&stage, &request, &Progress::new(&tell, &wanted))?;
    if !shown {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    for warning in files.iter().flat_map(|file| &file.warnings) {
        writeln!(streams.err, "adquem: {warning}")?;
    }
    write_all(args, &files, streams)?;
    Ok(ExitCode::SUCCESS)
}

/// The format: as asked, else by the ending of the name.
fn format(args: &ExportArgs) -> Result<Format, CliError> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    if args.output.as_os_str() == "-" {
        return Ok(Format::Svg);
    }
    if args.output.is_dir() {
        return Err(folder(&args.output));
    }
    let ending = args.output.extension().map(|e| e.to_string_lossy().into_owned());
    ending.as_deref().and_then(Format::of_ending).ok_or_else(|| {
        let endings: Vec<String> = Format::ALL.iter().map(|f| format!(".{}", f.ending())).collect();
        CliError::Usage(format!(
            "{}: expected a name that ends in {}, or --format",
            args.output.display(),
            endings.join(" ")
        ))
    })
}

fn request(args: &ExportArgs, format: Format, case: &Case) -> Result<Request, CliError> {
    let what = if let Some(id) = &args.figure {
        What::Figure(id.as_str().into())
    } else if args.story {
        What::Story
    } else if let Some(n) = args.step {
        What::Step(n)
    } else if args.all {
        What::All
    } else if args.whole {
        What::Whole
    } else if args.from.is_some() || args.to.is_some() {
        What::View(Box::new(stretch(args, case)?))
    } else {
        What::Opening
    };
    if let Some(when) = &args.as_of
        && as_of_moment(when, case.zone()).is_none()
    {
        let text = when.text();
        return Err(CliError::Usage(format!("--as-of {text}: expected a date with an end")));
    }
    Ok(Request {
        size: args.size,
        dpi: args.dpi,
        scale: args.scale,
        as_of: args.as_of.clone(),
        style: args.style.clone(),
        outlines: args.outlines,
        embed_fonts: args.embed_fonts,
        without: args.without.clone(),
        redact: None,
        words: Edited {
            headline: args.headline.clone(),
            caption: args.caption.clone(),
            alt: args.alt.clone(),
            description: args.description.clone(),
        },
        ..Request::new(what, format)
    })
}

/// From `--from` to `--to`, with the lanes that the case opens with.
fn stretch(args: &ExportArgs, case: &Case) -> Result<Figure, CliError> {
    let opening = case.opening.clone().unwrap_or_default();
    Ok(Figure {
        window: Some(as_whens(window(args, case)?, case.zone())),
        lanes: opening.lanes,
        importance: opening.importance,
        ..Figure::default()
    })
}

/// From `--from` to `--to`; a side that is left out is that of the opening view, or of everything.
fn window(args: &ExportArgs, case: &Case) -> Result<Window, CliError> {
    let zone = case.zone();
    let whole = case.opening_window();
    let edge = |when: &Option<When>, name: &str, start: bool| match when {
        None => Ok(None),
        Some(when) => when
            .moments(zone)
            .map(|m| m.bounds(zone))
            .map(|b| if start { b.earliest } else { b.latest })
            .filter(|t| !t.is_unbounded())
            // The last second of a day is drawn to the start of the next.
            .map(|t| if start { t } else { t.plus_seconds(1) })
            .map(Some)
            .ok_or_else(|| {
                CliError::Usage(format!("{name} {}: expected a date with both ends", when.text()))
            }),
    };
    let (from, to) = (edge(&args.from, "--from", true)?, edge(&args.to, "--to", false)?);
    let (from, to) = (from.unwrap_or_else(|| whole.from()), to.unwrap_or_else(|| whole.to()));
    if to <= from {
        return Err(CliError::Usage("--to must lie after --from".to_owned()));
    }
    Ok(Window::new(from, to))
}

/// The profile of redaction: one of the case, else one in a file.
pub(super) fn profile(case: &Case, name: &str) -> Result<Redaction, CliError> {
    if let Some(profile) = case.redactions.iter().find(|r| r.id == name) {
        return Ok(profile.clone());
    }
    let path = Path::new(name);
    if !path.exists() {
        let known: Vec<&str> = case.redactions.iter().map(|r| r.id.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(CliError::Usage(format!(
            "--redact {name}: neither a profile of the case (it has: {known}) nor a file"
        )));
    }
    let bytes = read::bytes_of(path)?;
    let profile: Redaction = serde_json::from_slice(&bytes).map_err(|e| {
        CliError::Usage(format!("--redact {name}: the profile cannot be read: {e}"))
    })?;
    // A list under a mistyped name would hide nothing, and nobody would know.
    if let Some(field) = profile.extra.keys().next() {
        return Err(CliError::Usage(format!(
            "--redact {name}: a profile has no field “{field}”; expected id, title, people, places, words, \
             hide_places, dates, drop or close_gaps"
        )));
    }
    Ok(profile)
}

/// What of the profile could not be applied.
fn tell_problems(stage: &Stage<'_>, streams: &mut Streams<'_>) -> Result<(), CliError> {
    if let Some((profile, redacted)) = stage.redaction() {
        for name in &redacted.unknown {
            writeln!(
                streams.err,
                "adquem: warning: redaction “{profile}”: the case has no {name}"
            )?;
        }
        for problem in &redacted.problems {
            writeln!(streams.err, "adquem: warning: redaction “{profile}”: {problem}")?;
        }
    }
    Ok(())
}

impl From<PublishError> for CliError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Export(e) => Self::Export(e),
            PublishError::NoFigure { .. }
            | PublishError::NoFigures
            | PublishError::NoStory
            | PublishError::NoStep { .. }
            | PublishError::NoStyle { .. } => Self::Usage(error.to_string()),
            other => Self::Publish(other),
        }
    }
}
