//! Whose fault a panic is.
//!
//! A reader from elsewhere may give up in a hard way: that is caught where it is called, and told. What our own code
//! does is a fault even where it is caught.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::sync::Mutex;

/// What was seen since the last look.
#[derive(Debug, Default)]
pub struct Seen {
    /// Panics of this crate, each with its place.
    pub ours: Vec<String>,
    /// Panics of others.
    pub foreign: Vec<String>,
}

static SEEN: Mutex<Seen> = Mutex::new(Seen { ours: Vec::new(), foreign: Vec::new() });

/// From now on panics are noted and not printed.
pub fn note() {
    std::panic::set_hook(Box::new(|panic| {
        let (ours, words) = (is_ours(panic), words(panic));
        if let Ok(mut seen) = SEEN.lock() {
            let list = if ours { &mut seen.ours } else { &mut seen.foreign };
            // Threads that fall over one after the other say the same.
            if list.len() < 10 {
                list.push(words);
            }
        }
    }));
}

/// What was seen since the last look.
pub fn taken() -> Seen {
    SEEN.lock().map(|mut seen| std::mem::take(&mut *seen)).unwrap_or_default()
}

fn words(panic: &PanicHookInfo<'_>) -> String {
    let text = panic.payload_as_str().unwrap_or("no words");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let place = place.rsplit_once("/src/").map_or(place.as_str(), |(before, after)| {
        // The name of the crate is enough.
        &place[place.len() - after.len() - 5 - before.rsplit('/').next().map_or(0, str::len)..]
    });
    format!("{place}: {text}")
}

/// By its place; where that is in the standard library, by the first place below it.
fn is_ours(panic: &PanicHookInfo<'_>) -> bool {
    let file = panic.location().map_or("", |l| l.file());
    if !file.starts_with("/rustc/") && !file.starts_with("library/") {
        return mine(file);
    }
    let trace = Backtrace::force_capture().to_string();
    let mut places =
        trace.lines().filter_map(|line| line.trim().strip_prefix("at ")).filter(|at| {
            !at.starts_with("/rustc/")
                && !at.contains("fuzz/panics.rs")
                && !at.contains("/library/")
        });
    // Without places nobody else can be blamed.
    places.next().is_none_or(mine)
}

/// The own crate is compiled by relative paths.
fn mine(file: &str) -> bool {
    file.starts_with("src/")
        || file.starts_with("./src/")
        || file.starts_with("benches/")
        || file.starts_with("./benches/")
        || file.starts_with(env!("CARGO_MANIFEST_DIR"))
}
