//! Reading a case for a command: from a path or from standard input, with its diagnostics told once.

use super::args::{Dates, ReadArgs};
use super::{CliError, Streams};
use crate::case::Case;
use crate::date::{DateOrder, Instant, When};
use crate::law::{as_of_moment, case_as_of};
use crate::read::import::{How, Limits, Mapping, read_input};
use crate::read::{self, Opened, Read};
use std::path::Path;

/// How files are read, from arguments.
///
/// # Errors
/// Where the mapping cannot be read; the text says what to do.
pub fn how(args: &ReadArgs) -> Result<How, String> {
    let mapping = match &args.map {
        Some(path) => {
            let bytes = read::bytes_of(path).map_err(|e| format!("--map: {e}"))?;
            let text = std::str::from_utf8(&bytes)
                .map_err(|_| format!("--map {}: this is no text in UTF-8", path.display()))?;
            let mapping = Mapping::from_toml(text);
            Some(mapping.map_err(|e| format!("--map {}: {e}", path.display()))?)
        }
        None => None,
    };
    Ok(How {
        from: args.from_format,
        mapping,
        date_order: args.dates.map(|d| match d {
            Dates::Dmy => DateOrder::DayFirst,
            Dates::Mdy => DateOrder::MonthFirst,
            Dates::Ymd => DateOrder::YearFirst,
        }),
        zone: args.csv_zone,
        sheet: args.sheet.clone(),
    })
}

/// As [`how`], for a command.
pub(super) fn how_of(args: &ReadArgs) -> Result<How, CliError> {
    how(args).map_err(CliError::Usage)
}

/// Reads a file, or standard input for `-`.
pub(super) fn read_case(path: &Path, args: &ReadArgs) -> Result<Read<Case>, CliError> {
    Ok(open(path, args)?.read)
}

/// The same with the fingerprint of the file.
fn open(path: &Path, args: &ReadArgs) -> Result<Opened, CliError> {
    let how = how_of(args)?;
    Ok(Opened::of(&read_input(path, Limits::default())?, &how))
}

/// Reads a file and tells its diagnostics on standard error.
pub(super) fn read_and_tell(
    path: &Path,
    args: &ReadArgs,
    streams: &mut Streams<'_>,
) -> Result<Case, CliError> {
    Ok(open_and_tell(path, args, streams)?.read.value)
}

/// The same with the fingerprint of the file.
pub(super) fn open_and_tell(
    path: &Path,
    args: &ReadArgs,
    streams: &mut Streams<'_>,
) -> Result<Opened, CliError> {
    let opened = open(path, args)?;
    let read = &opened.read;
    for diagnostic in &read.diagnostics {
        writeln!(streams.err, "{diagnostic}")?;
    }
    if read.has_errors() && read.value.events.is_empty() {
        return Err(CliError::Nothing(path.display().to_string()));
    }
    if read.has_errors() {
        writeln!(
            streams.err,
            "adquem: what could be read is used; the result may lack what could not"
        )?;
    }
    Ok(opened)
}

/// The moment on which a case is judged: as asked, else as the case says, else the end of today, so
/// that two runs on one day give the same.
pub(super) fn as_of(case: &Case, asked: Option<&When>, now: Instant) -> Result<Instant, CliError> {
    match asked {
        Some(when) => as_of_moment(when, case.zone()).ok_or_else(|| {
            CliError::Usage(format!("--as-of {}: expected a date with an end", when.text()))
        }),
        None => Ok(default_as_of(case, now)),
    }
}

/// As the case says, else the end of today in its zone.
pub(super) fn default_as_of(case: &Case, now: Instant) -> Instant {
    case_as_of(case).unwrap_or_else(|| now.day(case.zone()).end(case.zone()))
}
