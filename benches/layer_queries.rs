//! What questions to a layer cost: `cargo bench --bench layer_queries -- 10000 1000000 10000000`, and of these only
//! some with `density`, `rows`, `filters`, `words`, `typing`, `cancel` behind the numbers. With `file=PATH` words are
//! looked for in a table of your own, those of `find=WORDS` beside those of the list.
//!
//! Rows are made here: twelve lanes, bursts and quiet hours, 149 bytes of text each, one in fifty severe. A second
//! layer of the same rows has ranges, one row in five. What is compared with memmem is measured in the same run.
//!
//! Processor time of all threads is what counts. A line of JSON for each measure follows the table.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::needless_update)]

#[path = "layers/counted.rs"]
mod counted;
#[path = "layers/told.rs"]
mod told;

use adquem::layer::{
    Codes, Column, Density, Grid, Layer, Needle, Schema, Segment, SegmentParts, Sieve, Text,
};
use adquem::read::bulk::{Control, Progress, open_bulk, read_bulk};
use adquem::read::import::Limits;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};
use told::{Told, cpu_ms};

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
    let levels = LEVELS.map(String::from).to_vec();
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

/// The names of the levels by code.
const LEVELS: [&str; 3] = ["info", "warning", "error"];

/// A row whose cells say what its codes of source, level and user do.
fn message(
    text: &mut Vec<u8>,
    (start, number): (i64, usize),
    (source, level, user): (u8, u8, u8),
    chance: &mut Chance,
) {
    const WORDS: [&str; 10] = [
        "Windows", "registry", "key", "opened", "by", "process", "System32", "user", "session",
        "file",
    ];
    let from = text.len();
    let level = LEVELS[usize::from(level)];
    let row = format!("{start},source {source},{level},user {user},row {number}");
    text.extend_from_slice(row.as_bytes());
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
            let lane = (chance.next(4) * chance.next(4)) as u8;
            let level = if chance.next(50) == 0 { 1 + (number % 10 == 0) as u8 } else { 0 };
            let user = chance.next(40) as u8;
            lanes.push(lane);
            levels.push(level);
            users.push(user);
            message(&mut text, (now, number), (lane, level, user), &mut chance);
        }
        part.codes =
            vec![(1, Codes::Narrow(lanes)), (2, Codes::Narrow(levels)), (3, Codes::Narrow(users))];
        parts.push(part);
    }
    let (text, schema) = (Arc::new(Text::Held(text)), Arc::new(schema()));
    let (from, held) = (cpu_ms(), counted::held());
    let segments: Vec<_> = parts
        .into_iter()
        .map(|p| Arc::new(Segment::new(SegmentParts { text: Arc::clone(&text), ..p })))
        .collect();
    segments.iter().for_each(|s| s.prepare(&schema));
    TOLD.lock().unwrap().say("index", &[("cpu_ms", cpu_ms() - from)]);
    println!("  made with {:.1} bytes a row more", (counted::held() - held) as f64 / rows as f64);
    Layer {
        name: "bench".into(),
        schema,
        segments,
        clock: 0,
        complete: true,
        left_out: 0,
        cut: false,
    }
}

/// What the measures are of.
static TOLD: Mutex<Told> = Mutex::new(Told { rows: 0, ranged: false });

/// Prints the median, the 99th of a hundred and the least of some runs, in processor time of all threads.
fn measure(name: &str, runs: usize, mut work: impl FnMut(usize)) -> f64 {
    work(0);
    let mut times: Vec<_> = (0..runs)
        .map(|n| {
            let from = cpu_ms();
            work(n);
            cpu_ms() - from
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, late) = (times[runs / 2], times[runs * 99 / 100]);
    let told = [("cpu_ms", median), ("p99_ms", late), ("least_ms", times[0])];
    TOLD.lock().unwrap().say(name, &told);
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
        ("every other user off", without(3, (0..40).step_by(2).collect())),
    ] {
        measure(&format!("{name} -> density"), 15, |_| {
            let sifted = layer.sift(&sieve, &stop).unwrap();
            layer.density(&grid, Some(&sifted), &mut out);
        });
    }
}

/// Words that stand nowhere, in few rows and in most; letters, figures and signs; in all cases and several scripts.
const WORDS: [&str; 24] = [
    "svchost",
    "svchost.exe user",
    "\"row 77777\"",
    "session",
    "0123456789",
    "-registry",
    "SeSSion",
    "e",
    "s",
    "0",
    "se",
    "00",
    "ss",
    "er",
    "http",
    "system3",
    "xyzzy",
    "userus",
    "ü",
    "م",
    "жук",
    "\"user file\"",
    "message:session",
    "message:svchost",
];

/// What is typed, one after the other: each is measured with the answer to the one before it.
const TYPED: [&[&str]; 11] = [
    &["row 777", "row 7777"],
    &["sessio", "session"],
    &["s", "se", "ses", "sess", "sessi"],
    &["se", "ses", "sess"],
    &["e", "er", "ery"],
    &["se f", "se fi", "se fil"],
    &["session u", "session us", "session use"],
    &["ses", "se", "s"],
    &["session", "sessio"],
    &["source:so", "source:sou"],
    &["message:se", "message:ses"],
];

fn words(layer: &Layer) {
    let stop = AtomicBool::new(false);
    let text = layer.segments[0].text().bytes();
    let own: Vec<_> =
        std::env::args().filter_map(|a| Some(a.strip_prefix("find=")?.to_owned())).collect();
    for words in own.iter().map(String::as_str).chain(WORDS) {
        // The first word as it mostly stands in the text.
        let first = words.trim_start_matches("message:").trim_start_matches(['-', '"']);
        let quoted = words.contains("\"");
        let first = first.split(['"']).next().unwrap_or_default();
        let first = if quoted { first } else { first.split(' ').next().unwrap_or_default() };
        let plain = measure(&format!("memmem {first}"), 5, |_| {
            black_box(memchr::memmem::find_iter(text, first).count());
        });
        let needle = Needle { words: words.into() };
        let rows = layer.search(&needle, &stop).unwrap().rows;
        let time = measure(&format!("search {words}"), 5, |_| {
            black_box(layer.search(&needle, &stop));
        });
        let told = [("rows", rows as f64), ("ratio_to_memmem", time / plain)];
        TOLD.lock().unwrap().say(&format!("found {words}"), &told);
    }
    let (first, last) = layer.span().unwrap();
    measure("search in 1 %, 32 MiB", 50, |_| {
        let window = (first, first + (last - first) / 100);
        black_box(layer.search_in(&Needle { words: "svchost".into() }, window, 32 << 20));
    });
}

fn typing(layer: &Layer) {
    let stop = AtomicBool::new(false);
    for typed in TYPED {
        let mut before = layer.search(&Needle { words: typed[0].into() }, &stop).unwrap();
        for pair in typed.windows(2) {
            let bytes = before.found.bytes() as f64;
            TOLD.lock()
                .unwrap()
                .say(&format!("kept of {}", pair[0]), &[("bytes_a_row", bytes / rows_of(layer))]);
            let needle = Needle { words: pair[1].into() };
            let next =
                || layer.search_after(&needle, Some(&before), &stop, &AtomicU64::new(0)).unwrap();
            measure(&format!("{} -> {}", pair[0], pair[1]), 5, |_| {
                black_box(next());
            });
            before = next();
        }
    }
}

fn rows_of(layer: &Layer) -> f64 {
    layer.len() as f64
}

/// From the wish to stop to the end of the work, at moments spread over the work: wall time, and processor time.
fn cancel(name: &str, work: impl Fn(&AtomicBool) + Sync) {
    let whole = Instant::now();
    work(&AtomicBool::new(false));
    let whole = whole.elapsed();
    let mut times: Vec<(Duration, f64)> = (1..=9)
        .map(|part| {
            let stop = AtomicBool::new(false);
            thread::scope(|scope| {
                let run = scope.spawn(|| work(&stop));
                thread::sleep(whole * part / 12);
                let (from, spent) = (Instant::now(), cpu_ms());
                stop.store(true, Ordering::Relaxed);
                run.join().unwrap();
                (from.elapsed(), cpu_ms() - spent)
            })
        })
        .collect();
    times.sort_by_key(|t| t.0);
    let wall = |n: usize| times[n].0.as_secs_f64() * 1e3;
    let spent = times.iter().map(|t| t.1).fold(0.0, f64::max);
    let told = [("wall_ms", wall(4)), ("most_wall_ms", wall(8)), ("most_cpu_ms", spent)];
    TOLD.lock().unwrap().say(name, &told);
}

fn cancels(layer: &Layer) {
    cancel("cancel of a search", |stop| {
        black_box(layer.search(&Needle { words: "row 77777".into() }, stop));
    });
    let sieve = Sieve { without: [(3, (0..20).collect())].into(), words: String::new() };
    cancel("cancel of a filter", |stop| {
        black_box(layer.sift(&sieve, stop));
    });
}

type Part = fn(&Layer);

/// What can be measured, by the word that asks for it.
const PARTS: [(&str, Part); 6] = [
    ("density", density),
    ("rows", asked),
    ("filters", filters),
    ("words", words),
    ("typing", typing),
    ("cancel", cancels),
];

/// A table of the user's.
fn read(path: &str) -> Layer {
    let stop = AtomicBool::new(false);
    let control =
        Control { stop: &stop, progress: &|_: Progress| {}, publish: &|_: &Layer| {}, threads: 0 };
    let (source, plan) = open_bulk(Path::new(path), &Limits::default(), &control).unwrap();
    read_bulk(&source, &plan, &control).unwrap().layer
}

fn main() {
    let own = std::env::args().find_map(|a| Some(a.strip_prefix("file=")?.to_owned()));
    if let Some(path) = own {
        let layer = read(&path);
        *TOLD.lock().unwrap() = Told { rows: layer.len() as usize, ranged: false };
        println!("{path}");
        words(&layer);
        typing(&layer);
        cancels(&layer);
        return;
    }
    let sizes = std::env::args().filter_map(|a| a.parse().ok());
    let mut sizes: Vec<usize> = sizes.collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 1_000_000];
    }
    let parts: Vec<_> =
        std::env::args().filter(|a| PARTS.iter().any(|(name, _)| a == name)).collect();
    for rows in sizes {
        for ranged in [false, true] {
            // Words have nothing to do with ends.
            if ranged && parts.iter().all(|p| p == "words" || p == "typing") && !parts.is_empty() {
                continue;
            }
            println!("{rows} {}", if ranged { "ranges" } else { "instants" });
            *TOLD.lock().unwrap() = Told { rows, ranged };
            let layer = layer(rows, ranged);
            let bytes: usize = layer.segments.iter().map(|s| s.bytes()).sum();
            let told = [("bytes_a_row", bytes as f64 / rows as f64)];
            TOLD.lock().unwrap().say("memory", &told);
            for (name, part) in PARTS {
                if parts.is_empty() || parts.iter().any(|p| p == name) {
                    part(&layer);
                }
            }
        }
    }
}
