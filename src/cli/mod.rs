//! The same work with no window: arguments in, text, tables and pictures out.
//!
//! Standard output is for results and standard error for messages; `-` reads
//! standard input. Nothing here reads a clock: `main` passes the time in.

mod args;
mod args_convert;
mod args_export;
mod convert;
mod counting;
mod export;
mod find;
mod input;
mod layers;
mod limits;
mod listing;
mod outputs;
mod supposing;
mod tally;
mod updating;
mod verify;

pub use args::{Args, Command};
pub use input::how;
pub use limits::answer_text;

use crate::date::Instant;
use crate::law::Library;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a command cannot go on after.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The file could not be read at all.
    #[error(transparent)]
    Read(#[from] crate::read::ReadError),
    /// Not one event could be read; the diagnostics have said why.
    #[error("nothing could be read from {0}")]
    Nothing(String),
    /// The picture could not be made or written.
    #[error(transparent)]
    Export(#[from] crate::export::ExportError),
    /// The picture may not be written.
    #[error(transparent)]
    Publish(crate::publish::PublishError),
    /// The file could not be verified.
    #[error("{file}: {source}")]
    Verify {
        /// The file.
        file: String,
        /// Why.
        source: crate::publish::verify::VerifyError,
    },
    /// There is a file that is not ours to replace.
    #[error("{} exists already and is no earlier export; nothing was written: choose another name, or add --force to replace it", .0.display())]
    Exists(std::path::PathBuf),
    /// The count was refused.
    #[error(transparent)]
    Calculator(#[from] crate::law::calculator::CalculatorError),
    /// A layer could not be read.
    #[error(transparent)]
    Layer(#[from] crate::read::bulk::BulkError),
    /// A table could not be written.
    #[error("the table could not be written: {0}")]
    Table(String),
    /// Arguments that do not go together; the text says what to do.
    #[error("{0}")]
    Usage(String),
    /// Standard output is closed or full.
    #[error("standard output could not be written: {0}")]
    Output(#[from] io::Error),
}

/// Where a command writes, and the rules that it works with.
pub struct Streams<'a> {
    /// Rules and calendars: those of the program, and the user's own.
    pub library: &'a Library,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
}

/// Runs a command that needs no window, and gives its exit code: 0 for success, 1 for a failure or,
/// from `check`, for errors in the file, 2 for arguments that do not fit.
pub fn run(command: &Command, now: Instant, streams: &mut Streams<'_>) -> ExitCode {
    let result = match command {
        Command::Export(args) => export::export(args, now, streams),
        Command::Convert(args) => convert::convert(args, streams),
        Command::Verify(args) => verify::verify(args, now, streams),
        Command::Limits(args) => limits::limits(args, now, streams),
        Command::Find(args) => find::find(args, now, streams),
        Command::Count(args) => counting::count(args, streams),
        Command::Check(args) => listing::check(args, now, streams),
        Command::Rules(args) => listing::rules(args, streams),
    };
    match result {
        Ok(code) => code,
        // Whoever reads our output may stop early, as `head` does: that is no failure.
        Err(CliError::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            let code = if matches!(e, CliError::Usage(_)) { 2 } else { 1 };
            // Nothing is left to do where standard error is closed too.
            let _ = writeln!(streams.err, "adquem: {e}");
            ExitCode::from(code)
        }
    }
}
