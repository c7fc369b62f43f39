//! What searching costs, by the number of events: `cargo bench --bench search`.

#![allow(missing_docs, clippy::unwrap_used)]

use adquem::case::Case;
use adquem::filter::{Index, Query, completions};
use adquem::read::read_bytes;
use divan::{Bencher, black_box};

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [1000, 5000, 100_000];

/// Queries of each sort: a frequent word, a name in another script, everything at once.
const QUERIES: [&str; 6] = [
    "arrest",
    "المصري",
    "\"was brought before the court\"",
    "lane:l3 -kind:order (certainty:high or has:claims) during:2015",
    "elmasry or Путин or نجيم or Qadhafi",
    "place:rome actor:judge before:2020-06-01 is:disputed or Mohamed -appeal",
];

fn main() {
    divan::main();
}

/// Syllables that names are made of, so that there are as many of them as in a large file.
const STARTS: [&str; 12] =
    ["Al", "Bar", "Kha", "Mo", "Ne", "Os", "Pe", "Qa", "Sha", "Ta", "Ya", "Zi"];
const ENDS: [&str; 14] = [
    "bek", "dar", "far", "ghan", "jim", "lim", "masri", "nar", "qis", "rim", "sam", "tani", "wan",
    "zid",
];

fn name(n: usize) -> String {
    let (a, b, c) = (n % 12, n / 12 % 14, n / 168 % 14);
    format!("{}{}{}", STARTS[a], ENDS[b], ENDS[c])
}

/// A case of `n` events in eight lanes over fifteen years, with names, places, sources and a paragraph each.
fn case(n: usize) -> Case {
    let lanes: Vec<_> = (0..8)
        .map(|i| serde_json::json!({ "id": format!("l{i}"), "title": format!("Lane {i}") }))
        .collect();
    let sources: Vec<_> = (0..500)
        .map(|i| serde_json::json!({ "id": format!("s{i}"), "title": format!("Report {i} of the Registry"), "author": name(i * 7) }))
        .collect();
    let kinds = ["arrest", "order", "hearing", "decision", "release"];
    let places = ["Rome", "Tripoli", "The Hague", "روما", "Paris", "Москва"];
    let others =
        ["Osama Elmasry Njeem", "أسامة المصري", "Владимир Путин", "בנימין נתניהו", "Mohamed Judge"];
    let events: Vec<_> = (0..n)
        .map(|i| {
            let claims = if i % 10 == 0 {
                serde_json::json!([{ "id": "C1", "when": "2015-03-04", "sources": ["s1"] }])
            } else {
                serde_json::json!([])
            };
            serde_json::json!({
                "id": format!("e{i}"),
                "title": format!("{} of {}", kinds[i % 5], name(i)),
                "kind": kinds[i % 5],
                "lane": format!("l{}", i % 8),
                "when": format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28),
                "place": places[i % 6],
                "actors": [name(i * 3), others[i % 5]],
                "certainty": (["high", "medium", "low"][i % 3]),
                "description": format!("{} was brought before the court in case {i}; the order of {} was read, and an appeal was announced by {}.", name(i), name(i * 5), name(i * 11)),
                "sources": [format!("s{}", i % 500)],
                "claims": claims,
            })
        })
        .collect();
    let text = serde_json::json!({ "title": "Bench", "lanes": lanes, "sources": sources, "events": events });
    read_bytes("bench", text.to_string().as_bytes(), Default::default()).value
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn make_ready(bencher: Bencher<'_, '_>, n: usize) {
    let case = case(n);
    bencher.bench_local(|| Index::new(black_box(&case)));
}

#[divan::bench(args = SIZES, consts = [0, 1, 2, 3, 4, 5])]
fn find<const Q: usize>(bencher: Bencher<'_, '_>, n: usize) {
    let case = case(n);
    let index = Index::new(&case);
    bencher.bench_local(|| {
        let query = Query::parse(black_box(QUERIES[Q])).unwrap();
        index.find(&query, &case, &[])
    });
}

#[divan::bench(args = SIZES)]
fn count(bencher: Bencher<'_, '_>, n: usize) {
    let case = case(n);
    let found = Index::new(&case).find(&Query::parse("order").unwrap(), &case, &[]);
    bencher.bench_local(|| black_box(&found).counts(&case, &[]));
}

#[divan::bench(args = SIZES)]
fn complete(bencher: Bencher<'_, '_>, n: usize) {
    let case = case(n);
    bencher.bench_local(|| completions(black_box("actor:elm"), 9, &case));
}
