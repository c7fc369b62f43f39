//! What an edit, an undo and a step of a hand cost in a large case.
//!
//! Run with `cargo test --release --test all measured -- --ignored --nocapture`.

use crate::editing::{document, noon};
use adquem::app::recovery::{Keep, Seat};
use adquem::case::{Case, Edit, Event, Op};
use adquem::date::{Instant, When};
use adquem::filter::{Index, Query};
use adquem::law::{Asked, Suppose, compute};
use adquem::read::{bundled, read_case, write_case};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant as Clock;

/// A case of so many events in eight lanes over fifteen years, in fifty threads, two rules.
fn text(n: usize) -> String {
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
    serde_json::json!({ "title": "Large", "lanes": lanes, "events": events, "rules": rules })
        .to_string()
}

/// The best of three, in milliseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let once = |_| {
        let began = Clock::now();
        work();
        began.elapsed().as_secs_f64() * 1000.0
    };
    (0..3).map(once).fold(f64::INFINITY, f64::min)
}

#[test]
#[ignore = "a measure, not a check"]
fn measure_a_large_case() {
    for n in [5_000, 100_000] {
        let written = text(n);
        let case: Case = read_case("large", written.as_bytes()).value;
        let library = bundled();
        let mut d = document(case);
        let id = d.case.events[n / 2].id.clone();
        let typed = |d: &mut adquem::state::Document, n: usize| {
            let event = d.case.event(&id).unwrap().clone();
            let new = Event { title: format!("Typed {n}"), ..event };
            let field = Some("title".to_owned());
            let op = Op::Event(Some(id.clone()), Box::new(new));
            d.edit_at(Edit { field, ..Edit::one("Type", op) }, noon(0)).unwrap();
        };
        let mut letters = 0;
        let key = best(|| {
            letters += 1;
            typed(&mut d, letters);
        });
        let other = best(|| {
            letters += 1;
            d.writing();
            typed(&mut d, letters);
        });
        let undo = best(|| {
            let drawn = Arc::clone(&d.case);
            d.undo();
            drop(drawn);
        });
        let as_of = Instant::from_timestamp(1_750_000_000);
        let asked = Asked { as_of: Some(as_of), ..Asked::default() };
        let law = best(|| drop(black_box(compute(&d.case, &library, &asked))));
        let suppose = Suppose {
            dates: [(id.clone(), When::parse("2020-01-20").unwrap())].into(),
            ..Suppose::default()
        };
        let posed = best(|| drop(black_box(suppose.case(&d.case, as_of).into_owned())));
        let index = best(|| drop(black_box(Index::new(&d.case))));
        let made = Index::new(&d.case);
        let query = Query::parse("number lane:l3 before:2020").unwrap();
        let find = best(|| drop(black_box(made.find(&query, &d.case, &[]))));
        let write = best(|| drop(black_box(write_case(&d.case, Some(&written)))));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        std::fs::write(&path, &written).unwrap();
        let mut seat = Seat::default();
        let keep = Keep {
            case: Arc::clone(&d.case),
            text: Some(written.as_str().into()),
            path: Some(path),
            sha256: String::new(),
            at: String::new(),
            changes: Vec::new(),
        };
        let keep = best(|| assert!(seat.write(&keep, None).is_ok()));
        println!(
            "{n} events, ms: letter {key:.1}, edit {other:.1}, undo {undo:.1}, law {law:.1}, \
             suppose {posed:.1}, index {index:.1}, query {find:.1}, write {write:.0}, autosave {keep:.0}"
        );
    }
}
