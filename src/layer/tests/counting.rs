//! Counts, the most severe, rows of a stretch, hits.

use super::made::{LANES, Made, Plain, at, extreme, made, ranges};
use crate::layer::{Density, Grid, Micros, RowNumber, Severity, Sieve, Sifted};
use proptest::prelude::*;
use std::sync::atomic::AtomicBool;

fn some_lanes(made: &Made, out: Vec<u16>) -> Sifted {
    let sieve = Sieve { without: [(1, out)].into(), words: String::new() };
    made.layer.sift(&sieve, &AtomicBool::new(false)).unwrap()
}

fn edge(grid: &Grid, column: usize) -> Micros {
    grid.from.saturating_add((column as f64 * grid.step) as i64)
}

/// What lies in a column, by looking at every row.
fn plainly(rows: &[Plain], grid: &Grid, lane: usize, column: usize) -> (u32, Severity) {
    let (from, to) = (edge(grid, column), edge(grid, column + 1));
    let here: Vec<_> = rows.iter().filter(|r| r.lane == lane && r.touches(from, to)).collect();
    let worst = here.iter().map(|r| r.severity()).max().unwrap_or_default();
    (u32::try_from(here.len()).unwrap(), worst)
}

fn same(made: &Made, grid: &Grid) -> Result<(), TestCaseError> {
    let mut density = Density::default();
    made.layer.density(grid, None, &mut density);
    prop_assert_eq!((density.lanes, density.columns), (LANES.len(), grid.columns));
    for lane in 0..LANES.len() {
        for column in 0..grid.columns {
            let (rows, worst) = plainly(&made.rows, grid, lane, column);
            let at = lane * grid.columns + column;
            prop_assert_eq!(density.counts[at], rows, "lane {} column {}", lane, column);
            prop_assert_eq!(density.worst[at], worst, "lane {} column {}", lane, column);
        }
    }
    Ok(())
}

/// As in a column: the second end is outside.
fn in_column(made: &Made, lane: usize, from: Micros, to: Micros) -> usize {
    made.rows.iter().filter(|r| r.lane == lane && r.touches(from, to)).count()
}

fn in_lane(made: &Made, lane: usize, from: Micros, to: Micros) -> Vec<&Plain> {
    // The last moment is in a stretch that ends with it.
    let last = made.layer.span().is_none_or(|(_, last)| from <= to && to >= last);
    let touches = |r: &&Plain| r.touches(from, to) || (last && r.start >= to && r.end >= from);
    made.rows.iter().filter(|r| r.lane == lane).filter(touches).collect()
}

proptest! {
    #[test]
    fn columns_count_what_a_look_at_every_row_counts(
        made in made(64), from in -2_500_i64..2_500, step in 1.0..90.0_f64, columns in 0_usize..70,
    ) {
        same(&made, &Grid { from, step, columns })?;
    }

    #[test]
    fn columns_count_at_the_ends_of_time_too(
        made in extreme(),
        from in prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(i64::MAX - 30), any::<i64>()],
        step in prop_oneof![1.0..90.0_f64, Just(1e18), Just(f64::NAN), Just(-3.0)],
    ) {
        let mut density = Density::default();
        made.layer.density(&Grid { from, step, columns: 19 }, None, &mut density);
        for lane in 0..LANES.len() {
            let _ = made.layer.rows_in(lane, (from, i64::MAX), None, 5);
            let _ = made.layer.hit(lane, from, i64::MAX, None);
            let counted = made.layer.count_in(lane, (from, i64::MAX), None);
            let plain = in_lane(&made, lane, from, i64::MAX);
            prop_assert_eq!(counted, plain.len() as u64);
        }
        // The edges of such columns are beyond what the plain look can say, but for the small ones.
        if step.is_finite() && (1.0..100.0).contains(&step) && from < i64::MAX - 5_000 {
            same(&made, &Grid { from, step, columns: 19 })?;
        }
    }

    #[test]
    fn crowded_columns_keep_every_severe_row_and_lose_none(
        made in made(1_500), from in -200_i64..500, step in 100.0..900.0_f64,
    ) {
        let grid = Grid { from, step, columns: 9 };
        let mut density = Density::default();
        made.layer.density(&grid, None, &mut density);
        let quarter = (step / 4.0).ceil() as i64 + 1;
        for lane in 0..LANES.len() {
            for column in 0..grid.columns {
                let at = lane * grid.columns + column;
                let (_, worst) = plainly(&made.rows, &grid, lane, column);
                if worst > Severity::Plain {
                    prop_assert_eq!(density.worst[at], worst);
                } else {
                    prop_assert_eq!(density.worst[at], Severity::Plain);
                }
                let (from, to) = (edge(&grid, column), edge(&grid, column + 1));
                let most = in_column(&made, lane, from - quarter, to);
                let least = in_column(&made, lane, from, to - quarter);
                let count = density.counts[at] as usize;
                prop_assert!((least..=most).contains(&count), "{count} of {least}..={most}");
            }
            let counted: u64 = (0..9).map(|c| u64::from(density.counts[lane * 9 + c])).sum();
            let (from, to) = (edge(&grid, 0), edge(&grid, 9));
            if made.rows.iter().all(|r| r.start == r.end) {
                prop_assert_eq!(counted, in_column(&made, lane, from, to) as u64);
            } else {
                prop_assert!(counted >= in_column(&made, lane, from, to) as u64);
            }
        }
    }

    #[test]
    fn a_count_of_a_stretch_is_exact(
        made in made(400), from in -3_000_i64..3_000, length in 0_i64..4_000, out in 0_u16..4,
    ) {
        let sifted = some_lanes(&made, vec![out]);
        for lane in 0..LANES.len() {
            let plain = in_lane(&made, lane, from, from + length).len() as u64;
            prop_assert_eq!(made.layer.count_in(lane, (from, from + length), None), plain);
            let hidden = if lane == usize::from(out) { 0 } else { plain };
            prop_assert_eq!(made.layer.count_in(lane, (from, from + length), Some(&sifted)), hidden);
        }
        for stretch in [(from, from + length), (i64::MIN, i64::MAX), (i64::MAX, i64::MIN)] {
            for sifted in [None, Some(&sifted)] {
                let each = (0..LANES.len()).map(|lane| made.layer.count_in(lane, stretch, sifted));
                let all = made.layer.counts_in(stretch, sifted);
                prop_assert_eq!(all, each.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn rows_of_a_stretch_are_the_most_severe_and_the_earliest(
        made in made(300), from in -3_000_i64..3_000, length in 0_i64..4_000, most in 0_usize..30,
    ) {
        for lane in 0..LANES.len() {
            let mut plain = in_lane(&made, lane, from, from + length);
            plain.sort_by_key(|r| (std::cmp::Reverse(r.severity()), r.start, r.number));
            plain.truncate(most);
            plain.sort_by_key(|r| (r.start, r.number));
            let plain: Vec<RowNumber> = plain.into_iter().map(|r| r.number).collect();
            prop_assert_eq!(made.layer.rows_in(lane, (from, from + length), None, most), plain);
        }
    }

    #[test]
    fn a_hit_is_the_most_severe_then_the_nearest(
        made in made(200), now in -3_000_i64..3_000, reach in 0_i64..300,
    ) {
        for lane in 0..LANES.len() {
            let near = made.rows.iter().filter(|r| {
                r.lane == lane && r.start <= now + reach && r.end >= now - reach
            });
            let far = |r: &Plain| (r.start - now).max(now - r.end).max(0);
            let best = near.max_by_key(|r| {
                (r.severity(), std::cmp::Reverse(far(r)), r.start, r.number)
            });
            prop_assert_eq!(made.layer.hit(lane, now, reach, None), best.map(|r| r.number));
        }
    }

    #[test]
    fn rows_follow_each_other_in_the_order_of_time(made in made(120), out in 0_u16..4) {
        let sifted = some_lanes(&made, vec![out]);
        let mut plain: Vec<_> = made.rows.iter().filter(|r| r.lane != usize::from(out)).collect();
        plain.sort_by_key(|r| (r.start, r.number));
        let plain: Vec<_> = plain.into_iter().map(|r| (r.start, r.number)).collect();
        let next = |at: &(Micros, RowNumber)| made.layer.next_row(*at, Some(&sifted));
        let walked: Vec<_> = std::iter::successors(next(&(Micros::MIN, 0)), next).collect();
        prop_assert_eq!(&walked, &plain);
        let last = |at: &(Micros, RowNumber)| made.layer.row_before(*at, Some(&sifted));
        let mut back: Vec<_> = std::iter::successors(last(&(Micros::MAX, 0)), last).collect();
        back.reverse();
        prop_assert_eq!(&back, &plain);
    }
}

#[test]
fn one_alert_among_many_shows_wherever_it_stands() {
    let many = 3_000_i64;
    for place in [0, 1, 63, 64, 65, 127, 128, 999, 1_000, 1_499, 1_500, 1_501, 2_999] {
        let rows = (0..many).map(|n| (n, 1, if n == place { 2 } else { 0 }));
        let made = at(rows, 2);
        for columns in [1_usize, 2, 3, 7, 100] {
            let step = many as f64 / columns as f64;
            let grid = Grid { from: 0, step, columns };
            let mut density = Density::default();
            made.layer.density(&grid, None, &mut density);
            let alerts: Vec<_> =
                density.worst.iter().enumerate().filter(|(_, w)| **w == Severity::Alert).collect();
            assert_eq!(alerts.len(), 1, "row {place} in {columns} columns");
            let column = alerts[0].0 - columns;
            assert!(edge(&grid, column) <= place && place < edge(&grid, column + 1));
            assert_eq!(density.counts.iter().map(|&n| i64::from(n)).sum::<i64>(), many);
        }
    }
}

#[test]
fn the_span_of_a_layer_has_all_of_its_rows() {
    let made = at((0..1_000).map(|n| (n, 1, 0)), 3);
    let span = made.layer.span().unwrap();
    assert_eq!(span, (0, 999));
    assert_eq!(made.layer.count_in(1, span, None), 1_000);
    assert_eq!(made.layer.rows_in(1, span, None, 5_000).len(), 1_000);
    assert_eq!(made.layer.count_in(1, (0, 998), None), 998);
}

#[test]
fn a_row_that_lasts_for_years_is_found_at_its_end() {
    let long = (0, 10_000_000, 2, 2);
    let short = (1..5_000).map(|n| (n * 10, 5, 1, 0));
    let made = ranges(std::iter::once(long).chain(short));
    assert_eq!(made.layer.hit(2, 9_999_000, 10, None), Some(0));
    assert_eq!(made.layer.rows_in(2, (9_000_000, 9_000_001), None, 9), [0]);
    let mut density = Density::default();
    made.layer.density(&Grid { from: 9_000_000, step: 10.0, columns: 5 }, None, &mut density);
    assert_eq!(density.counts[10..15], [1; 5]);
    assert_eq!(density.worst[10..15], [Severity::Alert; 5]);
}

#[test]
fn counting_again_needs_no_new_memory() {
    let made = at((0..5_000).map(|n| (n % 700, 1, 0)), 3);
    let grid = Grid { from: 0, step: 1.0, columns: 800 };
    let mut density = Density::default();
    made.layer.density(&grid, None, &mut density);
    let rooms = (density.counts.as_ptr(), density.worst.as_ptr(), density.counts.capacity());
    for from in 0..50 {
        made.layer.density(&Grid { from, ..grid }, None, &mut density);
    }
    assert_eq!(rooms, (density.counts.as_ptr(), density.worst.as_ptr(), density.counts.capacity()));
}
