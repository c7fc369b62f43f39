//! Words.

use super::made::{Made, Plain, made};
use crate::layer::finder::Finder;
use crate::layer::{Hits, Layer, Needle};
use proptest::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn needle(words: &str) -> Needle {
    Needle { words: words.into() }
}

fn search(made: &Made, words: &str) -> Hits {
    made.layer.search(&needle(words), &AtomicBool::new(false)).unwrap()
}

/// Whether a row is meant.
type Meant = fn(&Plain) -> bool;

/// Queries, and which rows they mean.
const QUERIES: [(&str, Meant); 12] = [
    ("alpha", |r| has(r, "alpha")),
    ("aLPHAb", |r| has(r, "alphab")),
    ("привет", |r| has(r, "привет")),
    ("ПрИвЕт alpha", |r| has(r, "привет") && has(r, "alpha")),
    ("-alpha", |r| !has(r, "alpha")),
    ("beta -alphabeta", |r| has(r, "beta") && !has(r, "alphabeta")),
    ("\"al pha\"", |r| has(r, "al pha")),
    ("سجل", |r| has(r, "سجل")),
    ("lane:سجل", |r| r.lane == 3),
    ("level:err", |r| r.level == 2),
    ("-LEVEL:info -lane:web", |r| r.level != 0 && r.lane != 1),
    ("nowhere:alpha", |_| false),
];

fn has(row: &Plain, word: &str) -> bool {
    row.text.to_lowercase().contains(word)
}

/// The rows that were found.
pub(super) fn rows(layer: &Layer, hits: &Hits) -> Vec<u64> {
    let (from, to) = (i64::MIN, i64::MAX);
    let all = (0..4).flat_map(|l| layer.rows_in(l, (from, to), Some(&hits.found), 10_000));
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    all
}

proptest! {
    #[test]
    fn a_query_finds_what_a_look_at_every_row_finds(made in made(200), n in 0..QUERIES.len()) {
        let (words, meant) = QUERIES[n];
        let plain: Vec<_> = made.rows.iter().filter(|r| meant(r)).map(|r| r.number).collect();
        let hits = search(&made, words);
        prop_assert_eq!(hits.rows, plain.len() as u64);
        prop_assert_eq!(rows(&made.layer, &hits), plain);
        prop_assert!(hits.whole);
    }

    #[test]
    fn more_letters_are_looked_for_among_what_was_found(made in made(200), n in 0_usize..7) {
        let word = "alphabeta";
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let before = search(&made, &word[..n.max(1)]);
        let after =
            made.layer.search_after(&needle(word), Some(&before), &stop, &done).unwrap();
        prop_assert_eq!(rows(&made.layer, &after), rows(&made.layer, &search(&made, word)));
        // Fewer letters are not.
        let wider = made.layer.search_after(&needle("al"), Some(&after), &stop, &done).unwrap();
        prop_assert_eq!(rows(&made.layer, &wider), rows(&made.layer, &search(&made, "al")));
    }

    #[test]
    fn a_window_is_answered_by_itself(
        made in made(200), from in -500_i64..1_500, length in 0_i64..900, n in 0..QUERIES.len(),
    ) {
        let (words, meant) = QUERIES[n];
        let to = from + length;
        let last = made.layer.span().is_none_or(|(_, last)| to >= last);
        let to_plain = if last { i64::MAX } else { to };
        let inside = made.rows.iter().filter(|r| meant(r) && r.touches(from, to_plain));
        let inside: Vec<_> = inside.map(|r| r.number).collect();
        let hits = made.layer.search_in(&needle(words), (from, to), usize::MAX);
        prop_assert_eq!(rows(&made.layer, &hits), inside.clone());
        prop_assert!(hits.whole);
        let some = made.layer.search_in(&needle(words), (from, to), 100);
        prop_assert!(rows(&made.layer, &some).iter().all(|r| inside.contains(r)));
    }

    #[test]
    fn a_word_is_found_where_it_first_stands(
        text in "[abAB яЯпП€🙂\\-]{0,120}", word in "[abABяЯпП€🙂]{1,4}",
    ) {
        let lower = |s: &str| s.to_lowercase();
        let finder = Finder::new(&word, text.as_bytes());
        // No letter here changes its length with its case.
        let found = finder.find(text.as_bytes());
        prop_assert_eq!(found, lower(&text).find(&lower(&word)));
    }
}

#[test]
fn nothing_asked_is_nothing_found() {
    let made = super::made::at((0..100).map(|n| (n, 0, 0)), 2);
    assert_eq!(search(&made, "").rows, 0);
    assert_eq!(search(&made, "  \t").rows, 0);
    assert_eq!(search(&made, "\"\"").rows, 0);
}

#[test]
fn half_a_letter_of_each_case_is_no_letter() {
    // Lower п is D0 BF and upper П D0 9F; lower р is D1 80 and upper Р D0 A0: D0 80 is another letter.
    let finder = Finder::new("р", "".as_bytes());
    assert_eq!(finder.find("Ѐ р".as_bytes()), Some(3));
    assert_eq!(finder.find("Ѐ".as_bytes()), None);
}

#[test]
fn a_letter_that_grows_with_its_case_is_found_as_typed() {
    let finder = Finder::new("straße", b"");
    assert_eq!(finder.find("Die STRAße".as_bytes()), Some(4));
    assert_eq!(finder.find(b"STRASSE"), None);
}

#[test]
fn a_stopped_search_has_no_answer_and_a_finished_one_has_seen_all() {
    let made = super::made::at((0..1_000).map(|n| (n, 0, 0)), 3);
    assert!(made.layer.search(&needle("alpha"), &AtomicBool::new(true)).is_none());
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    made.layer.search_after(&needle("zzz"), None, &stop, &done).unwrap();
    assert_eq!(done.load(Ordering::Relaxed), made.layer.text_bytes());
}

#[test]
fn an_old_letter_or_a_sign_finds_the_letter_that_it_stands_for_and_itself() {
    let made = super::made::at((0..100).map(|n| (n, if n % 4 == 1 { 2 } else { 1 }, 0)), 2);
    for (words, rows) in [("regiſtry", 25), ("lane:REGIſ", 25), ("-regiſtry", 75), ("regiſtrx", 0)]
    {
        assert_eq!(search(&made, words).rows, rows, "{words}");
    }
    // One letter more, and the plain word after the old one.
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let before = search(&made, "regiſ");
    for (words, rows) in [("regiſt", 25), ("regist", 25), ("regiſx", 0)] {
        let after = made.layer.search_after(&needle(words), Some(&before), &stop, &done).unwrap();
        assert_eq!(after.rows, rows, "{words}");
    }
    let text = "Wachſtube, Wachstube, Kelvin, 5 \u{212a}, 5 \u{2126}";
    let stands = |word: &str, cell: &str| {
        let terms = crate::layer::query::terms(word, &made.layer.schema, text.as_bytes());
        terms.iter().all(|term| term.finds(cell.as_bytes()))
    };
    assert!(stands("wachſ", "WACHSTUBE") && stands("wachſ", "Wachſtube"));
    assert!(!stands("wachs", "Wachſtube"), "only what is typed is folded");
    assert!(stands("\u{212a}elvin", "KELVIN") && stands("5\u{212a}", "5\u{212a}"));
    assert!(stands("\u{2126}", "ω") && stands("\u{2126}", "Ω") && stands("\u{212b}s", "Ås"));
    assert!(!stands("strasse", "straße") && stands("straße", "STRAßE"));
}
