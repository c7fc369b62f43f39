//! Arguments in, exit code out.

use adquem::cli::{self, Args, Streams};
use adquem::date::Instant;
use clap::Parser;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    // The one place outside the window that reads a clock; everything below is given its time.
    let now = Instant::from_timestamp(chrono::Utc::now().timestamp());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let mut streams = Streams { out: &mut out, err: &mut err };
    match &args.command {
        Some(command) => cli::run(command, now, &mut streams),
        None => ExitCode::SUCCESS,
    }
}
