//! What an edit, an undo and a step of a hand cost, by the number of events: `cargo bench --bench editing`.

#![allow(missing_docs, clippy::unwrap_used)]

use adquem::case::{Case, Edit, Event, Op};
use adquem::date::{Instant, When};
use adquem::law::Suppose;
use adquem::read::{read_case, write_case};
use adquem::state::Document;
use divan::{Bencher, black_box};
use std::sync::Arc;

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 2] = [5000, 100_000];

fn main() {
    divan::main();
}

/// A case of `n` events in eight lanes over fifteen years.
fn written(n: usize) -> String {
    let lanes: Vec<_> = (0..8)
        .map(|i| serde_json::json!({ "id": format!("l{i}"), "title": format!("Lane {i}") }))
        .collect();
    let events: Vec<_> = (0..n)
        .map(|i| {
            serde_json::json!({
                "id": format!("e{i}"),
                "title": format!("Event number {i}"),
                "lane": format!("l{}", i % 8),
                "when": format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28),
            })
        })
        .collect();
    serde_json::json!({ "title": "Bench", "lanes": lanes, "events": events }).to_string()
}

fn case(n: usize) -> Case {
    read_case("bench", written(n).as_bytes()).value
}

/// Another title for the event in the middle.
fn retitle(d: &Document, n: usize) -> Edit {
    let event = d.case.events[d.case.events.len() / 2].clone();
    let new = Event { title: format!("Typed {n}"), ..event.clone() };
    Edit::one("Type", Op::Event(Some(event.id), Box::new(new)))
}

#[divan::bench(args = SIZES)]
fn edit_and_undo(bencher: Bencher<'_, '_>, n: usize) {
    let mut d = Document::new(Arc::new(case(n)), 1);
    let mut typed = 0;
    bencher.bench_local(|| {
        typed += 1;
        let edit = retitle(&d, typed);
        d.edit_at(edit, Instant::from_timestamp(0)).unwrap();
        d.undo()
    });
}

#[divan::bench(args = SIZES)]
fn suppose_a_date(bencher: Bencher<'_, '_>, n: usize) {
    let case = case(n);
    let id = case.events[n / 2].id.clone();
    let dates = [(id, When::parse("2020-01-20").unwrap())].into();
    let suppose = Suppose { dates, ..Suppose::default() };
    let as_of = Instant::from_timestamp(1_750_000_000);
    bencher.bench(|| black_box(&suppose).case(&case, as_of).into_owned());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn write(bencher: Bencher<'_, '_>, n: usize) {
    let text = written(n);
    let mut case = case(n);
    case.events[n / 2].title = "Another".to_owned();
    bencher.bench(|| write_case(black_box(&case), Some(&text)));
}
