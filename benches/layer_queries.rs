//! What questions to a layer cost: `cargo bench --bench layer_queries -- 10000 1000000 10000000`.
//!
//! Rows are made here: twelve lanes, bursts and quiet hours, 149 bytes of text each, one in fifty severe. A second
//! layer of the same rows has ranges, one row in five. What is compared with memmem is measured in the same run.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use adquem::layer::{
    Codes, Column, Density, Grid, Layer, Needle, Schema, Segment, SegmentParts, Sieve, Text,
};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

const LANES: usize = 12;
const COLUMNS: usize = 1920;
const SEGMENT: usize = 100_000;
const ROW: usize = 149;

/// A sequence that looks like chance and is the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn schema() -> Schema {
    let values = |list: Vec<String>| Some(RwLock::new(list.into_iter().map(Arc::from).collect()));
    let column = |name: &str, values| Column { name: name.into(), values, ..Column::default() };
    let numbered = |name: &str, n: usize| (0..n).map(|i| format!("{name} {i}")).collect();
    let levels = ["info", "warning", "error"].map(String::from).to_vec();
    Schema {
        columns: vec![
            column("datetime", None),
            column("source", values(numbered("source", LANES))),
            column("level", values(levels)),
            column("user", values(numbered("user", 40))),
            column("message", None),
        ],
        lane: Some(1),
        title: Some(4),
        severity: Some(2),
        ..Schema::default()
    }
}

fn message(text: &mut Vec<u8>, start: i64, number: usize, chance: &mut Chance) {
    const WORDS: [&str; 10] = [
        "Windows", "registry", "key", "opened", "by", "process", "System32", "user", "session",
        "file",
    ];
    let from = text.len();
    text.extend_from_slice(format!("{start},source,info,user,row {number}").as_bytes());
    while text.len() < from + ROW - 12 {
        text.push(b' ');
        text.extend_from_slice(WORDS[chance.next(10) as usize].as_bytes());
    }
    if number % 100_003 == 7 {
        text.extend_from_slice(b" Svchost.exe");
    }
    text.resize(from + ROW - 1, b'.');
    text.push(b'\n');
}

fn layer(rows: usize, ranged: bool) -> Layer {
    let mut chance = Chance(7);
    let mut text = Vec::with_capacity(rows * ROW);
    let mut parts = Vec::new();
    let mut now = 1_500_000_000_000_000_i64;
    for first in (0..rows).step_by(SEGMENT) {
        let base = text.len();
        let mut part = SegmentParts {
            base: base as u64,
            first_row: first as u64,
            first_line: first as u64 + 1,
            ..SegmentParts::default()
        };
        let (mut lanes, mut levels, mut users) = (Vec::new(), Vec::new(), Vec::new());
        for number in first..rows.min(first + SEGMENT) {
            // Bursts of some thousand rows, then hours of nothing.
            now += if number % 5_000 == 0 { 40_000_000_000 } else { chance.next(2_000_000) as i64 };
            part.places.push((text.len() - base) as u32);
            part.starts.push(now);
            if ranged {
                let length = chance.next(if number % 5 == 0 { 600_000_000 } else { 1 });
                part.ends.push(now + length as i64);
            }
            lanes.push((chance.next(4) * chance.next(4)) as u8);
            let level = chance.next(50);
            levels.push(if level == 0 { 1 + (number % 10 == 0) as u8 } else { 0 });
            users.push(chance.next(40) as u8);
            message(&mut text, now, number, &mut chance);
        }
        part.codes =
            vec![(1, Codes::Narrow(lanes)), (2, Codes::Narrow(levels)), (3, Codes::Narrow(users))];
        parts.push(part);
    }
    let (text, schema) = (Arc::new(Text::Held(text)), Arc::new(schema()));
    let from = Instant::now();
    let segments: Vec<_> = parts
        .into_iter()
        .map(|p| Arc::new(Segment::new(SegmentParts { text: Arc::clone(&text), ..p })))
        .collect();
    segments.iter().for_each(|s| s.prepare(&schema));
    println!("  index                    {:>9.1} ms", ms(from.elapsed()));
    Layer { name: "bench".into(), schema, segments, clock: 0, complete: true }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Prints the median, the 99th of a hundred and the least of some runs.
fn measure(name: &str, runs: usize, mut work: impl FnMut(usize)) -> f64 {
    work(0);
    let mut times: Vec<_> = (0..runs)
        .map(|n| {
            let from = Instant::now();
            work(n);
            ms(from.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, late) = (times[runs / 2], times[runs * 99 / 100]);
    println!("  {name:24} {median:>9.3} ms  p99 {late:>9.3}  least {:>9.3}", times[0]);
    median
}

fn density(layer: &Layer) {
    let (first, last) = layer.span().unwrap();
    let length = (last - first) as f64;
    let mut out = Density::default();
    let sieve = Sieve { without: [(3, vec![1, 2, 3])].into(), words: String::new() };
    let sifted = layer.sift(&sieve, &AtomicBool::new(false)).unwrap();
    for part in [1.0, 0.1, 0.01, 0.0001] {
        for (name, sifted) in [("density", None), ("density, sifted", Some(&sifted))] {
            let step = (length * part / COLUMNS as f64).max(1.0);
            measure(&format!("{name} {} %", part * 100.0), 300, |n| {
                let from = first + ((length * (1.0 - part) * 0.37) / step) as i64 * step as i64;
                let from = from + (n as f64 * step) as i64;
                layer.density(&Grid { from, step, columns: COLUMNS }, sifted, &mut out);
                black_box(&out);
            });
        }
    }
}

fn asked(layer: &Layer) {
    let (first, last) = layer.span().unwrap();
    let mut chance = Chance(3);
    let length = (last - first) as u64;
    let reach = (length / 2_000) as i64;
    measure("hit", 2_000, |_| {
        let at = first + chance.next(length) as i64;
        black_box(layer.hit(chance.next(12) as usize, at, reach, None));
    });
    measure("rows in 1/2000", 500, |_| {
        let at = first + chance.next(length) as i64;
        black_box(layer.rows_in(chance.next(12) as usize, (at, at + reach), None, 200));
    });
    measure("count of everything", 500, |n| {
        black_box(layer.count_in(n % 12, (first, last), None));
    });
}

fn filters(layer: &Layer) {
    let stop = AtomicBool::new(false);
    let (first, last) = layer.span().unwrap();
    let step = (last - first) as f64 / COLUMNS as f64;
    let grid = Grid { from: first, step, columns: COLUMNS };
    let mut out = Density::default();
    let without = |column: usize, codes: Vec<u16>| Sieve {
        without: BTreeMap::from([(column, codes)]),
        words: String::new(),
    };
    for (name, sieve) in [
        ("lane off", without(1, vec![3])),
        ("3 of 40 users off", without(3, vec![1, 2, 3])),
        ("37 of 40 users off", without(3, (3..40).collect())),
        ("half of users off", without(3, (0..20).collect())),
    ] {
        measure(&format!("{name} -> density"), 15, |_| {
            let sifted = layer.sift(&sieve, &stop).unwrap();
            layer.density(&grid, Some(&sifted), &mut out);
        });
    }
}

fn words(layer: &Layer) {
    let stop = AtomicBool::new(false);
    let text = layer.segments[0].text().bytes();
    let plain = measure("memmem over the text", 7, |_| {
        let finder = memchr::memmem::Finder::new("Svchost.exe");
        black_box(finder.find_iter(text).count());
    });
    for words in ["svchost", "svchost.exe user", "row 77777", "session", "0123456789", "-registry"]
    {
        let needle = Needle { words: words.into() };
        let rows = layer.search(&needle, &stop).unwrap().rows;
        let time = measure(&format!("search {words}"), 7, |_| {
            black_box(layer.search(&needle, &stop));
        });
        println!("    {rows} rows, {:.2} of memmem (wall, all cores)", time / plain);
    }
    let before = layer.search(&Needle { words: "row 777".into() }, &stop).unwrap();
    measure("row 777 -> row 7777", 7, |_| {
        let (needle, done) = (Needle { words: "row 7777".into() }, AtomicU64::new(0));
        black_box(layer.search_after(&needle, Some(&before), &stop, &done));
    });
    let (first, last) = layer.span().unwrap();
    measure("search in 1 %, 32 MiB", 50, |_| {
        let window = (first, first + (last - first) / 100);
        black_box(layer.search_in(&Needle { words: "svchost".into() }, window, 32 << 20));
    });
}

fn main() {
    let sizes = std::env::args().filter_map(|a| a.parse().ok());
    let mut sizes: Vec<usize> = sizes.collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 1_000_000];
    }
    for rows in sizes {
        for ranged in [false, true] {
            println!("{rows} {}", if ranged { "ranges" } else { "instants" });
            let layer = layer(rows, ranged);
            let bytes: usize = layer.segments.iter().map(|s| s.bytes()).sum();
            println!("  bytes a row              {:>9.1}", bytes as f64 / rows as f64);
            density(&layer);
            asked(&layer);
            filters(&layer);
            if !ranged {
                words(&layer);
            }
        }
    }
}
