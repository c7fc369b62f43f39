//! Throws broken files at every reader: `cargo bench --bench fuzz -- 600` gives each format ten minutes, a name after the
//! number (`-- 600 xlsx ics`) only those whose seeds end so.
//!
//! Seeds are the samples and what `benches/fuzz/seeds.rs` makes; each is bent in a few places, cut, doubled or crossed
//! with another, and read. What ends the run: a panic, an input that takes longer than [`SLOWEST`], memory beyond
//! [`MOST_MEMORY`]. The input is then kept under `target/fuzz/`.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod bend;
mod seeds;

use adquem::read::import::{How, Limits, import, unpack};
use bend::Chance;
use seeds::Seed;
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// No file of a few kilobytes may take longer.
const SLOWEST: Duration = Duration::from_secs(5);
/// Bytes beyond which a small file is an allocation bomb.
const MOST_MEMORY: usize = 1 << 30;

/// Counts what is held, so that a bomb is seen before the machine swaps.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes on to the system's allocator unchanged; only numbers are kept beside.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the caller keeps the promises of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the promises of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let seconds: u64 = args.iter().find_map(|a| a.parse().ok()).unwrap_or(5);
    let names: Vec<&String> = args.iter().filter(|a| a.parse::<u64>().is_err()).collect();
    let all = seeds::all();
    let mut kinds: BTreeMap<String, Vec<Seed>> = BTreeMap::new();
    for seed in all.iter().filter(|s| names.is_empty() || names.iter().any(|n| s.kind == **n)) {
        kinds.entry(seed.kind.clone()).or_default().push(seed.clone());
    }
    // What a panic says is told once, with its input, below.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bad = 0;
    for (kind, seeds) in &kinds {
        bad += run(kind, seeds, &all, Duration::from_secs(seconds));
    }
    if bad > 0 {
        std::process::exit(1);
    }
}

/// Bends the seeds of a kind for a while; gives back how many inputs were too much.
fn run(kind: &str, seeds: &[Seed], all: &[Seed], long: Duration) -> usize {
    let mut chance = Chance::new(kind);
    let (began, mut runs, mut bad, mut slowest, mut most) =
        (Instant::now(), 0u64, 0usize, Duration::ZERO, 0usize);
    while began.elapsed() < long {
        let seed = &seeds[chance.below(seeds.len())];
        let other = &all[chance.below(all.len())];
        let bytes = bend::bend(seed, other, &mut chance);
        let before = HELD.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        let at = Instant::now();
        let name = format!("fuzz.{kind}");
        let copy = bytes.clone();
        let end = catch_unwind(move || {
            let input = unpack(&name, copy, Limits::default());
            let read = import(&input, &How::default());
            // What was read can be written and told.
            read.diagnostics.iter().map(|d| d.to_string().len()).sum::<usize>()
                + read.case.events.len()
        });
        let took = at.elapsed();
        let held = MOST.load(Ordering::Relaxed).saturating_sub(before);
        let why = match (&end, took > SLOWEST, held > MOST_MEMORY) {
            (Err(panic), ..) => Some(format!("panic: {}", words(panic))),
            (_, true, _) => Some(format!("took {took:?}")),
            (_, _, true) => Some(format!("held {} MiB", held >> 20)),
            _ => None,
        };
        if let Some(why) = why {
            bad += 1;
            println!("{kind}: {why}; the input is {}", keep(kind, bad, &bytes).display());
            if bad >= 20 {
                break;
            }
        }
        (runs, slowest, most) = (runs + 1, slowest.max(took), most.max(held));
    }
    println!(
        "{kind}: {runs} inputs in {:.0} s, {bad} too much; the slowest took {slowest:?}, the largest held {} MiB",
        began.elapsed().as_secs_f64(),
        most >> 20
    );
    bad
}

fn words(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

fn keep(kind: &str, number: usize, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{kind}-{number}.{kind}"));
    std::fs::write(&path, bytes).unwrap();
    path
}
