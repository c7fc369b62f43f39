//! What reading a table of millions of rows into a layer costs, beside two plain ways:
//! `cargo bench --bench layers -- read 1000000 10000000`.
//!
//! The rows are made here, the same on every machine, as Plaso would write them. Processor time is what counts: other
//! programs on the machine change it little. The ways take turns, so that a busy minute is shared by all.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod counted;
mod made;

use adquem::layer::Layer;
use adquem::read::bulk::{Control, Progress, open_bulk, read_bulk};
use adquem::read::import::Limits;
use rustix::time::{ClockId, clock_gettime};
use std::cell::Cell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

/// Rows above which the plain ways are not tried: they would take minutes and gigabytes.
const PLAIN_UP_TO: usize = 2_000_000;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let keep = std::env::args().any(|a| a == "keep");
    let shuffled = std::env::args().any(|a| a == "unsorted");
    let sizes = if sizes.is_empty() { vec![100_000] } else { sizes };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for rows in sizes {
        let path =
            folder.join(format!("layer-{rows}{}.csv", if shuffled { "-unsorted" } else { "" }));
        let bytes = made::file(&path, rows, shuffled);
        println!("{rows} rows, {bytes} bytes");
        let turns = if rows > PLAIN_UP_TO { 3 } else { 5 };
        let mut costs: HashMap<&str, Vec<f64>> = HashMap::new();
        for _ in 0..turns {
            costs.entry("layer").or_default().push(layer(&path, rows));
            if rows <= PLAIN_UP_TO {
                costs
                    .entry("csv and chrono")
                    .or_default()
                    .push(measured("csv and chrono", || naive(&path)));
                costs
                    .entry("csv records")
                    .or_default()
                    .push(measured("csv records", || records(&path)));
            }
        }
        let median = |name: &str| {
            let mut list = costs.get(name)?.clone();
            list.sort_by(f64::total_cmp);
            list.get(list.len() / 2).copied()
        };
        let layer = median("layer").unwrap();
        println!("median: layer {layer:.3} s CPU, {:.0} MB/s", bytes as f64 / 1e6 / layer);
        for name in ["csv and chrono", "csv records"] {
            if let Some(plain) = median(name) {
                println!("  {:.3} of {name} ({plain:.3} s)", layer / plain);
            }
        }
        if !keep {
            std::fs::remove_file(&path).unwrap();
        }
    }
}

/// Processor time of all threads, in seconds.
fn cpu() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn measured(name: &str, work: impl FnOnce() -> usize) -> f64 {
    let (before, wall) = (cpu(), Instant::now());
    let rows = work();
    let spent = cpu() - before;
    println!("  {name}: {rows} rows, CPU {spent:.3} s, wall {:.3} s", wall.elapsed().as_secs_f64());
    spent
}

/// Opening the file to the complete layer.
fn layer(path: &Path, rows: usize) -> f64 {
    let stop = AtomicBool::new(false);
    let (held, opened) = (counted::held(), Instant::now());
    let first = Cell::new(None);
    let publish = |_: &Layer| first.set(first.get().or(Some(opened.elapsed())));
    let control =
        Control { stop: &stop, progress: &|_: Progress| {}, publish: &publish, threads: 0 };
    let mut read = None;
    let spent = measured("layer", || {
        let (source, plan) = open_bulk(path, &Limits::default(), &control).unwrap();
        read = Some(read_bulk(&source, &plan, &control).unwrap());
        read.as_ref().map_or(0, |r| r.layer.len() as usize)
    });
    let read = read.unwrap();
    assert_eq!((read.layer.len() as usize, read.diagnostics.len()), (rows, 0));
    let bytes = counted::held() - held;
    println!(
        "    first rows after {:.1} ms; {:.1} bytes a row, {} segments, checksum {:x}",
        first.get().unwrap_or_default().as_secs_f64() * 1e3,
        bytes as f64 / rows as f64,
        read.layer.segments.len(),
        checksum(&read.layer),
    );
    spent
}

fn checksum(layer: &Layer) -> i64 {
    let times = layer.segments.iter().flat_map(|s| s.parts().starts.iter());
    times.fold(0, |sum: i64, time| sum.wrapping_mul(31).wrapping_add(*time))
}

/// As one would write it in an afternoon: strings, and times by chrono.
fn naive(path: &Path) -> usize {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut rows: Vec<(i64, Vec<String>)> = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let time = chrono::DateTime::parse_from_rfc3339(&record[0]).unwrap();
        rows.push((time.timestamp_micros(), record.iter().map(str::to_owned).collect()));
    }
    rows.len()
}

/// The csv crate alone, its bytes not looked at.
fn records(path: &Path) -> usize {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}
