//! `adquem export`: the picture of a case, with no display.

use super::args::ExportArgs;
use super::input::{as_of, read_and_tell};
use super::{CliError, Streams};
use crate::case::Case;
use crate::date::{Instant, When, Window};
use crate::export::{self, SvgFonts};
use crate::filter::Filter;
use crate::law::{Asked, answer, compute, unknown_rules};
use crate::layout::{PictureInput, Sheet, picture};
use crate::read;
use crate::scene::{Measure, Theme};
use std::path::Path;
use std::process::ExitCode;

/// What kind of picture a file name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Svg,
    Png,
}

pub(super) fn export(
    args: &ExportArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    // Before anything else is done: a wrong ending should not cost a long read.
    let kind = kind(&args.output)?;
    let case = read_and_tell(&args.file, &args.reading, streams)?;
    let library = read::bundled();
    for rule in unknown_rules(&case, &library) {
        writeln!(
            streams.err,
            "adquem: warning: the case lists “{rule}”, which is no rule that is loaded"
        )?;
    }
    let at = as_of(&case, args.as_of.as_ref(), now)?;
    let deadlines = compute(&case, &library, &Asked { as_of: Some(at), ..Asked::default() });
    let sheet = lay_out(&case, &deadlines, at, args)?;
    let theme = Theme::named(&args.theme).unwrap_or_else(Theme::light);
    let (width, height) = args.size;
    let svg =
        export::svg(&sheet.scene, &theme, Some((width as f32, height as f32)), SvgFonts::Named);
    let bytes = match kind {
        Kind::Svg => svg.into_bytes(),
        Kind::Png => {
            let pixels = |points: u32| (points as f32 * args.scale).round() as u32;
            export::png(&svg, pixels(width), pixels(height))?
        }
    };
    if args.output.as_os_str() == "-" {
        streams.out.write_all(&bytes)?;
    } else {
        export::write_atomic(&args.output, &bytes)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn kind(path: &Path) -> Result<Kind, CliError> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Kind::Svg),
        Some("png") => Ok(Kind::Png),
        _ if path.as_os_str() == "-" => Ok(Kind::Svg),
        _ => Err(CliError::Usage(format!(
            "{}: expected a name that ends in .svg or .png",
            path.display()
        ))),
    }
}

fn lay_out(
    case: &Case,
    deadlines: &[crate::law::Deadline],
    as_of: Instant,
    args: &ExportArgs,
) -> Result<Sheet, CliError> {
    let states = answer::states(case, as_of);
    let filter = Filter::opening(case);
    let shown = filter.apply(case, deadlines);
    let disputed = answer::disputed(case, deadlines).len();
    let sentence = answer::answer(&states, deadlines, disputed);
    let (width, height) = args.size;
    Ok(picture(&PictureInput {
        case,
        shown: &shown,
        deadlines,
        states: &states,
        answer: &sentence,
        as_of,
        window: window(case, args)?,
        size: (width as f32, height as f32),
        selection: None,
        print: Theme::named(&args.theme).is_some_and(|theme| theme.prints_hatches),
        measure: &Measure::new(),
        version: env!("CARGO_PKG_VERSION"),
    }))
}

/// From `--from` to `--to`; a side that is left out is that of the opening view, or of everything.
fn window(case: &Case, args: &ExportArgs) -> Result<Window, CliError> {
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
