//! Arguments in, exit code out.

use adquem::app::{self, Rules, Start};
use adquem::cli::{self, Args, Streams};
use adquem::date::Instant;
use adquem::read;
use mimalloc::MiMalloc;
use std::io::{self, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let args = Args::of(std::env::args_os());
    let print = panic::take_hook();
    // What a reader from elsewhere cries out over a damaged file is told as a diagnostic, and not printed too.
    panic::set_hook(Box::new(move |what| {
        if !read::foreign::within() {
            print(what);
        }
    }));
    // The one place outside the window that reads a clock; everything below is given its time.
    let now = Instant::from_timestamp(chrono::Utc::now().timestamp());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let folder =
        args.rules_folder.clone().or_else(app::rules_folder).filter(|_| !args.bundled_rules);
    let rules = Rules::from(read::read_library(folder.as_deref()));
    for diagnostic in &rules.problems {
        // Nothing more can be done where even the messages cannot be written.
        let _ = writeln!(err, "{diagnostic}");
    }
    let mut streams = Streams { library: &rules.library, out: &mut out, err: &mut err };
    match &args.command {
        Some(command) => cli::run(command, now, &mut streams),
        None => window(&args, (folder, rules.clone()), now, &mut streams),
    }
}

/// Opens the window; where none can be opened, says why and prints the answer and the limits as text.
fn window(
    args: &Args,
    (rules, library): (Option<PathBuf>, Rules),
    now: Instant,
    streams: &mut Streams<'_>,
) -> ExitCode {
    let options = match cli::how(&args.reading) {
        Ok(how) => how,
        Err(error) => {
            // Nothing more can be done where even the messages cannot be written.
            let _ = writeln!(streams.err, "adquem: {error}");
            return ExitCode::from(2);
        }
    };
    let data = app::data_folder();
    let mappings = app::mappings_folder();
    let how = options.clone();
    let layers = args.more.iter().chain(&args.layers).cloned().collect();
    let file = args.file.clone();
    let library = Some(library);
    let start = Start { file, layers, options, rules, library, data, mappings, ..Start::default() };
    let Err(reason) = app::run(start) else {
        return ExitCode::SUCCESS;
    };
    let read = match &args.file {
        Some(path) => read::open(path, &how).map(|opened| opened.read),
        None => Ok(app::bundled_case().read),
    };
    let file = args.file.as_ref().map_or_else(|| "FILE".to_owned(), |p| p.display().to_string());
    // Nothing more can be done where even the messages cannot be written.
    let _ = writeln!(streams.err, "{reason}");
    if read.is_ok() {
        let advice = format!("adquem export {file} -o picture.png draws the picture without one");
        let _ = writeln!(streams.err, "{advice}");
    }
    match read {
        Ok(read) => {
            for diagnostic in &read.diagnostics {
                let _ = writeln!(streams.err, "{diagnostic}");
            }
            let text = cli::answer_text(&read.value, streams.library, now);
            let _ = writeln!(streams.out, "{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(streams.err, "{error}");
            ExitCode::FAILURE
        }
    }
}
