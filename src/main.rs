//! Arguments in, exit code out.

use adquem::app::{self, Start};
use adquem::cli::{self, Args, Streams};
use adquem::date::Instant;
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    // The one place outside the window that reads a clock; everything below is given its time.
    let now = Instant::from_timestamp(chrono::Utc::now().timestamp());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let mut streams = Streams { out: &mut out, err: &mut err };
    if let Some(command) = &args.command {
        return cli::run(command, now, &mut streams);
    }
    let start = Start { file: args.file.clone(), options: cli::options(&args.reading) };
    let Err(reason) = app::run(start) else { return ExitCode::SUCCESS };
    cli::run_without_window(args.file.as_deref(), &args.reading, &reason, now, &mut streams)
}
