//! Throws broken files at every reader: `cargo bench --bench fuzz -- 600` gives each kind ten minutes, names after the
//! number (`-- 600 xlsx ics`) only those. A path in the place of the number runs that one file: `-- FILE`, as the
//! kind that its name ends with.
//!
//! Seeds are the samples and what [`seeds`] makes; each is bent in a few places, cut, doubled or crossed with another,
//! and read ([`aims`]). What counts as found: a panic of this crate, caught or not; an input that takes longer than
//! [`SLOWEST`]; memory beyond [`MOST_MEMORY`]. The input is then kept under `target/fuzz/`. What ends the process
//! itself leaves the input as `target/fuzz/last.KIND`.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod aims;
mod archive;
mod bend;
mod books;
mod held;
mod panics;
mod seeds;
mod texts;
mod words;

use aims::Aim;
use bend::Chance;
use rustix::time::{ClockId, clock_gettime};
use seeds::Seed;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Processor time that no file of at most a mebibyte may take longer than.
const SLOWEST: Duration = Duration::from_secs(2);
/// Bytes beyond which such a file is an allocation bomb.
const MOST_MEMORY: usize = 512 << 20;
/// One that has not come back after so long never will.
const NEVER: u64 = 60;
/// So many finds of a kind, and it is left.
const ENOUGH: usize = 20;

/// Counted up with every input: the watch looks whether it still moves.
static INPUTS: AtomicU64 = AtomicU64::new(0);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    fs::create_dir_all(folder()).unwrap();
    if let Some(path) = args.iter().map(Path::new).find(|p| p.is_file()) {
        panics::note();
        return again(path);
    }
    let seconds: u64 = args.iter().find_map(|a| a.parse().ok()).unwrap_or(5);
    let names: Vec<&String> = args.iter().filter(|a| a.parse::<u64>().is_err()).collect();
    let all = seeds::all();
    let mut kinds: BTreeMap<&str, Vec<&Seed>> = BTreeMap::new();
    for seed in all.iter().filter(|s| names.is_empty() || names.iter().any(|n| s.kind == **n)) {
        kinds.entry(&seed.kind).or_default().push(seed);
    }
    panics::note();
    watch();
    let found: usize = kinds
        .iter()
        .map(|(kind, seeds)| run(kind, seeds, &all, Duration::from_secs(seconds)))
        .sum();
    if found > 0 {
        std::process::exit(1);
    }
}

/// Ends the process where an input never comes back; it is kept already.
fn watch() {
    std::thread::spawn(|| {
        let (mut before, mut same) = (u64::MAX, 0);
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = INPUTS.load(Ordering::Relaxed);
            same = if now == before { same + 1 } else { 0 };
            before = now;
            if same > NEVER {
                println!("input {now} has not come back after {NEVER} s: see target/fuzz/last.*");
                std::process::exit(2);
            }
        }
    });
}

/// What one input did.
struct Did {
    took: Duration,
    held: usize,
    panics: panics::Seen,
}

fn tried(aim: &Aim, kind: &str, bytes: &[u8], number: u64) -> Did {
    let (before, at) = (held::begin(), cpu());
    // What falls through is noted by the hook.
    let _ = catch_unwind(AssertUnwindSafe(|| aim.at(kind, bytes, number)));
    let took = cpu().saturating_sub(at);
    Did { took, held: held::since(before), panics: panics::taken() }
}

impl Did {
    fn too_much(&self) -> Option<String> {
        if let Some(first) = self.panics.ours.first() {
            return Some(format!("panic: {first}"));
        }
        if self.took > SLOWEST {
            return Some(format!("took {:?}", self.took));
        }
        (self.held > MOST_MEMORY).then(|| format!("held {} MiB", self.held >> 20))
    }
}

/// Bends the seeds of a kind for a while; gives back how many inputs were too much.
fn run(kind: &str, seeds: &[&Seed], all: &[Seed], long: Duration) -> usize {
    let (mut chance, aim) = (Chance::new(kind), Aim::of(kind));
    let (mut runs, mut slowest, mut most) = (0u64, Duration::ZERO, 0usize);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut foreign: BTreeMap<String, usize> = BTreeMap::new();
    let mut last = File::create(folder().join(format!("last.{kind}"))).unwrap();
    let began = Instant::now();
    while began.elapsed() < long && found.len() < ENOUGH {
        let seed = seeds[chance.below(seeds.len())];
        let other = &all[chance.below(all.len())];
        let bytes = bend::bend(seed, other, &mut chance);
        last.rewind().and_then(|()| last.write_all(&bytes)).unwrap();
        last.set_len(bytes.len() as u64).unwrap();
        INPUTS.fetch_add(1, Ordering::Relaxed);
        let did = tried(&aim, kind, &bytes, runs);
        for what in &did.panics.foreign {
            *foreign.entry(what.clone()).or_default() += 1;
        }
        if let Some(why) = did.too_much() {
            // One of each sort is kept.
            let sort = why.split_once(' ').map_or("", |(sort, _)| sort);
            let sort = if sort == "panic:" { why.clone() } else { sort.to_owned() };
            let times = found.entry(sort).or_default();
            *times += 1;
            if *times == 1 {
                let path = folder().join(format!("{kind}-{runs}.{kind}"));
                fs::write(&path, &bytes).unwrap();
                println!("{kind}: {why}; the input is {}", path.display());
            }
        }
        (runs, slowest, most) = (runs + 1, slowest.max(did.took), most.max(did.held));
    }
    println!(
        "{kind}: {runs} inputs in {:.0} s, {} too much; the slowest took {slowest:?}, the largest held {} MiB; {} panics elsewhere, caught and told",
        began.elapsed().as_secs_f64(),
        found.values().sum::<usize>(),
        most >> 20,
        foreign.values().sum::<usize>()
    );
    for (what, times) in foreign {
        println!("{kind}:   {times} × {what}");
    }
    found.len()
}

/// Runs one file and says what it did.
fn again(path: &Path) {
    let bytes = fs::read(path).unwrap();
    let kind = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    let did = tried(&Aim::of(&kind), &kind, &bytes, 0);
    println!("{:?}, {} MiB, {:?}", did.took, did.held >> 20, did.panics);
    println!("{}", did.too_much().unwrap_or_else(|| "nothing too much".to_owned()));
}

/// Processor time of all threads: what others do on the machine does not count.
fn cpu() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/fuzz")
}
