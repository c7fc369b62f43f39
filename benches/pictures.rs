//! What reading, counting and drawing cost, by the number of events: `cargo bench`.

#![allow(missing_docs, clippy::unwrap_used)]

use adquem::case::Case;
use adquem::date::Instant;
use adquem::filter::Filter;
use adquem::law::{Asked, answer, compute};
use adquem::layout::{Input, Manner, timeline};
use adquem::read::{bundled, read_bytes};
use adquem::scene::Measure;
use divan::{Bencher, black_box};

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [100, 1000, 5000];

fn main() {
    divan::main();
}

/// A case of `n` events in eight lanes over fifteen years, in fifty threads, two rules.
fn written(n: usize) -> String {
    let lanes: Vec<_> = (0..8)
        .map(|i| serde_json::json!({ "id": format!("l{i}"), "title": format!("Lane {i}") }))
        .collect();
    let facts = ["arrest.made", "release.made", "decision.notified"];
    let events: Vec<_> = (0..n)
        .map(|i| {
            serde_json::json!({
                "id": format!("e{i}"),
                "title": format!("Event number {i}"),
                "lane": format!("l{}", i % 8),
                "when": format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28),
                "facts": [{ "fact": facts[i % 3], "thread": format!("t{}", i % 50) }],
            })
        })
        .collect();
    let rules = ["R-RPE-188", "R-ICCPR-9-3"];
    serde_json::json!({ "title": "Bench", "lanes": lanes, "events": events, "rules": rules })
        .to_string()
}

fn case(n: usize) -> Case {
    read_bytes("bench", written(n).as_bytes(), Default::default()).value
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher<'_, '_>, n: usize) {
    let text = written(n);
    bencher.bench(|| read_bytes("bench", black_box(text.as_bytes()), Default::default()));
}

#[divan::bench(args = SIZES)]
fn count(bencher: Bencher<'_, '_>, n: usize) {
    let (case, library) = (case(n), bundled());
    let asked = Asked { as_of: Some(Instant::from_timestamp(1_750_000_000)), ..Asked::default() };
    bencher.bench(|| compute(black_box(&case), &library, &asked));
}

#[divan::bench(args = SIZES)]
fn lay_out(bencher: Bencher<'_, '_>, n: usize) {
    let case = Case { rules: Vec::new(), ..case(n) };
    let as_of = Instant::from_timestamp(1_750_000_000);
    let states = answer::states(&case, as_of);
    let shown = Filter::default().apply(&case, &[]);
    let measure = Measure::new();
    bencher.bench(|| {
        timeline(&Input {
            case: black_box(&case),
            shown: &shown,
            deadlines: &[],
            states: &states,
            as_of,
            window: case.whole_window(),
            size: (1030.0, 740.0),
            scroll: 0.0,
            selection: None,
            print: false,
            manner: Manner::default(),
            measure: &measure,
        })
    });
}
