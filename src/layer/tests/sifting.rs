//! What passes a filter.

use super::made::{LANES, LEVELS, Made, Plain, made};
use crate::layer::{Column, Density, Grid, Layer, Schema, Severity, Sieve, Sifted};
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn sift(made: &Made, sieve: &Sieve) -> Sifted {
    made.layer.sift(sieve, &AtomicBool::new(false)).unwrap()
}

fn codes(out: u8) -> Vec<u16> {
    (0..4).filter(|n| out >> n & 1 == 1).collect()
}

fn passes(row: &Plain, lanes: &[u16], levels: &[u16]) -> bool {
    !lanes.contains(&u16::try_from(row.lane).unwrap())
        && !levels.contains(&u16::try_from(row.level).unwrap())
}

fn same(made: &Made, sifted: &Sifted, pass: impl Fn(&Plain) -> bool) -> Result<(), TestCaseError> {
    let left: Vec<_> = made.rows.iter().filter(|r| pass(r)).collect();
    prop_assert_eq!(sifted.rows, left.len() as u64);
    let grid = Grid { from: 410, step: 3.0, columns: 90 };
    let mut density = Density::default();
    made.layer.density(&grid, Some(sifted), &mut density);
    for lane in 0..LANES.len() {
        for column in 0..90 {
            let from = 410 + 3 * i64::try_from(column).unwrap();
            let here = left.iter().filter(|r| r.lane == lane && r.touches(from, from + 3));
            let here: Vec<_> = here.map(|r| r.severity()).collect();
            prop_assert_eq!(density.counts[lane * 90 + column] as usize, here.len());
            let worst = here.into_iter().max().unwrap_or_default();
            prop_assert_eq!(density.worst[lane * 90 + column], worst);
        }
        let counted = made.layer.count_in(lane, (-500, 900), Some(sifted));
        let mut here: Vec<_> =
            left.iter().filter(|r| r.lane == lane && r.touches(-500, 900)).collect();
        prop_assert_eq!(counted, here.len() as u64);
        here.sort_by_key(|r| (r.start, r.number));
        let here: Vec<_> = here.into_iter().map(|r| r.number).collect();
        prop_assert_eq!(made.layer.rows_in(lane, (-500, 900), Some(sifted), 1_000), here);
    }
    Ok(())
}

/// The same rows in lanes by their level.
#[allow(clippy::needless_update, reason = "a test of lanes names no other field")]
fn by_level(layer: &Layer) -> Layer {
    let copy = |column: &Column| Column {
        name: column.name.clone(),
        values: column.values.as_ref().map(|v| v.read().unwrap().clone().into()),
        ..Column::default()
    };
    let columns = layer.schema.columns.iter().map(copy).collect();
    let schema = Schema { columns, lane: Some(2), ..Schema::default() };
    Layer { schema: Arc::new(schema), ..layer.clone() }
}

proptest! {
    #[test]
    fn what_passes_is_counted_like_a_layer_of_its_own(
        made in made(250), lanes in 0_u8..16, levels in 0_u8..16,
    ) {
        let (lanes, levels) = (codes(lanes), codes(levels));
        let sieve = Sieve {
            without: [(1, lanes.clone()), (2, levels.clone())].into(),
            words: String::new(),
        };
        same(&made, &sift(&made, &sieve), |r| passes(r, &lanes, &levels))?;
    }

    #[test]
    fn words_and_columns_must_both_be_met(made in made(250), levels in 0_u8..16) {
        let levels = codes(levels);
        let sieve = Sieve { without: [(2, levels.clone())].into(), words: "alpha -beta".into() };
        same(&made, &sift(&made, &sieve), |r| {
            let text = r.text.to_lowercase();
            passes(r, &[], &levels) && text.contains("alpha") && !text.contains("beta")
        })?;
    }

    #[test]
    fn lanes_switched_on_and_off_are_told_from_the_answer_before(
        made in made(250), first in 0_u8..16, then in 0_u8..16, levels in 0_u8..16,
    ) {
        let of = |lanes: &[u16]| Sieve {
            without: [(1, lanes.to_vec()), (2, codes(levels))].into(),
            words: "alpha".into(),
        };
        let (first, then) = (codes(first), codes(then));
        let before = of(&first);
        let sifted = sift(&made, &before);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let known = Some((&before, &sifted));
        let sifted = made.layer.sift_after(&of(&then), known, &stop, &done).unwrap();
        prop_assert_eq!(done.load(Ordering::Relaxed), 0, "text was looked through again");
        let pass = |r: &Plain| {
            passes(r, &then, &codes(levels)) && r.text.to_lowercase().contains("alpha")
        };
        same(&made, &sifted, pass)?;
    }

    #[test]
    fn what_an_earlier_sieve_let_pass_is_all_that_a_finer_one_looks_at(
        made in made(250), first in 0_u8..16, then in 0_u8..16, n in 0_usize..6,
        word in prop::sample::select(vec!["alphabeta", "al pha", "-alpha", "beta"]),
    ) {
        let of = |levels: u8, words: &str| Sieve {
            without: [(2, codes(levels))].into(),
            words: words.to_owned(),
        };
        let before = of(first, &word[..n.min(word.len())]);
        let sifted = sift(&made, &before);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        // Finer in the codes or not, as it falls: where not, the earlier answer must not be used.
        let after = of(then, word);
        let now = made.layer.sift_after(&after, Some((&before, &sifted)), &stop, &done).unwrap();
        let anew = sift(&made, &after);
        prop_assert_eq!(now.rows, anew.rows);
        for lane in 0..LANES.len() {
            let rows = |s: &Sifted| made.layer.rows_in(lane, (-500, 900), Some(s), 1_000);
            prop_assert_eq!(rows(&now), rows(&anew));
        }
    }

    #[test]
    fn an_answer_for_other_lanes_is_not_taken_over(
        made in made(150), lanes in 0_u8..16, first in 0_u8..16, then in 0_u8..16,
    ) {
        let of = |levels: u8| Sieve {
            without: [(1, codes(lanes)), (2, codes(levels))].into(),
            words: String::new(),
        };
        let before = of(first);
        let sifted = sift(&made, &before);
        let other = by_level(&made.layer);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let now = other.sift_after(&of(then), Some((&before, &sifted)), &stop, &done).unwrap();
        let pass = made.rows.iter().filter(|r| passes(r, &codes(lanes), &codes(then)));
        prop_assert_eq!(now.rows, pass.count() as u64);
    }

    #[test]
    fn what_passes_is_right_for_other_lanes_too(made in made(150), levels in 0_u8..16) {
        let sieve = Sieve { without: [(2, codes(levels))].into(), words: "alpha".into() };
        let sifted = sift(&made, &sieve);
        let other = by_level(&made.layer);
        for level in 0..LEVELS.len() {
            let plain = made.rows.iter().filter(|r| {
                r.level == level && r.touches(-100, 700) && passes(r, &[], &codes(levels))
                    && r.text.to_lowercase().contains("alpha")
            });
            let counted = other.count_in(level, (-100, 700), Some(&sifted));
            prop_assert_eq!(counted, plain.count() as u64);
        }
    }
}

#[test]
fn nothing_is_answered_once_it_is_stopped() {
    let made = super::made::at((0..100).map(|n| (n, 0, 0)), 2);
    let sieve = Sieve { without: Default::default(), words: "alpha".into() };
    assert!(made.layer.sift(&sieve, &AtomicBool::new(true)).is_none());
}

#[test]
fn what_is_new_does_not_pass_until_it_is_asked() {
    let made = super::made::at((0..100).map(|n| (n, 1, 0)), 2);
    let mut start = made.layer.clone();
    start.segments.truncate(1);
    let sieve = Sieve { without: Default::default(), words: "alpha".into() };
    let sifted = start.sift(&sieve, &AtomicBool::new(false)).unwrap();
    assert_eq!(made.layer.count_in(1, (0, 100), Some(&sifted)), 50);
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let grown = made.layer.sift_after(&sieve, Some((&sieve, &sifted)), &stop, &done).unwrap();
    assert_eq!(grown.rows, 100);
    let half = made.layer.text_bytes() / 2;
    assert!(done.load(Ordering::Relaxed).abs_diff(half) < 200, "only what is new is looked at");
}

#[test]
fn the_most_severe_of_what_passes_is_told() {
    let made = super::made::at([(0, 0, 0), (1, 1, 2), (2, 1, 1), (3, 1, 1)], 1);
    assert_eq!(made.layer.worst(None), Some((Severity::Alert, 1)));
    let sieve = Sieve { without: [(2, vec![2])].into(), words: String::new() };
    assert_eq!(made.layer.worst(Some(&sift(&made, &sieve))), Some((Severity::Warning, 2)));
}
