//! What reading a table of millions of rows into a layer costs, beside two plain ways:
//! `cargo bench --bench layers -- read 1000000 10000000`. With `unsorted` the rows lie in any order, with `ranges` each
//! has an end, and with `keep` the files stay, for others to read (`benches/peers/tables.py`). The rows are searched for
//! some words too: one that few rows have, and one that many do.
//!
//! The rows are made here, the same on every machine, as Plaso would write them. Processor time is what counts: other
//! programs on the machine change it little. The ways take turns, so that a busy minute is shared by all.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod counted;
mod made;
mod told;

use adquem::layer::{Layer, Needle};
use adquem::read::bulk::{Control, Progress, open_bulk, read_bulk};
use adquem::read::import::Limits;
use std::cell::Cell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use told::{Told, cpu_ms};

/// Rows above which the plain ways are not tried: they would take minutes and gigabytes.
const PLAIN_UP_TO: usize = 2_000_000;

/// Words to search for, as others do.
const SOUGHT: [&str; 3] = ["item_00beef", "Prefetch", "size"];

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let keep = std::env::args().any(|a| a == "keep");
    let shuffled = std::env::args().any(|a| a == "unsorted");
    let ranged = std::env::args().any(|a| a == "ranges");
    let sizes = if sizes.is_empty() { vec![100_000] } else { sizes };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for rows in sizes {
        let marks = [(shuffled, "-unsorted"), (ranged, "-ranges")];
        let marks: String = marks.iter().filter(|m| m.0).map(|m| m.1).collect();
        let path = folder.join(format!("layer-{rows}{marks}.csv"));
        let bytes = made::file(&path, rows, shuffled, ranged);
        let told = Told { rows, ranged };
        println!("{rows} rows, {bytes} bytes");
        let turns = if rows > PLAIN_UP_TO { 3 } else { 5 };
        let mut costs: HashMap<&str, Vec<f64>> = HashMap::new();
        for _ in 0..turns {
            costs.entry("layer").or_default().push(layer(&path, told));
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
        told.say("read", &[("cpu_ms", layer), ("mb_a_second", bytes as f64 / 1e3 / layer)]);
        for (name, short) in [("csv and chrono", "naive"), ("csv records", "records")] {
            if let Some(plain) = median(name) {
                let ratio = format!("ratio_to_{short}");
                told.say("read beside", &[(&ratio, layer / plain), ("cpu_ms", plain)]);
            }
        }
        cancel(&path, told, layer);
        if !keep {
            std::fs::remove_file(&path).unwrap();
        }
    }
}

fn measured(name: &str, work: impl FnOnce() -> usize) -> f64 {
    let (before, wall) = (cpu_ms(), Instant::now());
    let rows = work();
    let spent = cpu_ms() - before;
    println!("  {name}: {rows} rows, CPU {spent:.0} ms, wall {:.0} ms", ms(wall.elapsed()));
    spent
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// From the wish to stop to the end of the reading, at moments spread over it; `whole` is what it costs, in
/// milliseconds.
fn cancel(path: &Path, told: Told, whole: f64) {
    let mut times: Vec<(Duration, f64)> = (1..=9)
        .map(|part| {
            let stop = AtomicBool::new(false);
            thread::scope(|scope| {
                let run = scope.spawn(|| {
                    let control = Control {
                        stop: &stop,
                        progress: &|_: Progress| {},
                        publish: &|_: &Layer| {},
                        threads: 0,
                    };
                    let opened = open_bulk(path, &Limits::default(), &control);
                    let _ = opened.and_then(|(s, plan)| read_bulk(&s, &plan, &control));
                });
                thread::sleep(Duration::from_secs_f64(whole * f64::from(part) / 12e3));
                let (from, spent) = (Instant::now(), cpu_ms());
                stop.store(true, Ordering::Relaxed);
                run.join().unwrap();
                (from.elapsed(), cpu_ms() - spent)
            })
        })
        .collect();
    times.sort_by_key(|t| t.0);
    let spent = times.iter().map(|t| t.1).fold(0.0, f64::max);
    let (median, most) = (ms(times[4].0), ms(times[8].0));
    let list = [("wall_ms", median), ("most_wall_ms", most), ("most_cpu_ms", spent)];
    told.say("cancel of a reading", &list);
}

/// Opening the file to the complete layer.
fn layer(path: &Path, told: Told) -> f64 {
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
    assert_eq!((read.layer.len() as usize, read.diagnostics.len()), (told.rows, 0));
    let bytes = (counted::held() - held) as f64;
    println!("    {} segments, checksum {:x}", read.layer.segments.len(), checksum(&read.layer));
    let first = ms(first.get().unwrap_or_default());
    let list = [("first_rows_wall_ms", first), ("bytes_a_row", bytes / told.rows as f64)];
    told.say("read once", &list);
    for word in SOUGHT {
        let needle = Needle { words: word.into() };
        let (from, rows) = (cpu_ms(), read.layer.search(&needle, &stop).map_or(0, |h| h.rows));
        let list = [("cpu_ms", cpu_ms() - from), ("rows", rows as f64)];
        told.say(&format!("search {word}"), &list);
    }
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
