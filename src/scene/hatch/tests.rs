//! Every pattern stays inside, joins with its neighbours, and ends.

use super::*;

const ALL: [Pattern; 3] = [Pattern::Slant, Pattern::Cross, Pattern::Dots];

const BAR: Rect = Rect { x: 100.0, y: 50.0, w: 140.0, h: 14.0 };

fn slant(outline: &[Point], gap: f32, line: f32) -> Vec<Vec<Point>> {
    marks(outline, Pattern::Slant, gap, line)
}

/// Area of a polygon (the shoelace formula).
fn area(polygon: &[Point]) -> f32 {
    let next = polygon.iter().cycle().skip(1);
    let twice: f32 = polygon.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    twice.abs() / 2.0
}

#[test]
fn stripes_cover_their_share_and_stay_inside() {
    let stripes = slant(&rectangle(BAR, 0.0), 7.0, 2.1);
    let covered: f32 = stripes.iter().map(|s| area(s)).sum();
    assert!((covered / (BAR.w * BAR.h) - 0.3).abs() < 0.01, "{covered}");
    assert!(stripes.iter().flatten().all(|p| BAR.grown(0.001).contains(*p)));
    // 154 points from corner to corner across the stripes, at 45 degrees: 108.9 / 7.
    assert!((15..=17).contains(&stripes.len()), "{}", stripes.len());
}

#[test]
fn stripes_of_neighbours_join() {
    let (left, right) = (Rect { w: 70.0, ..BAR }, Rect { x: 170.0, w: 70.0, ..BAR });
    let share = |r: Rect| slant(&rectangle(r, 0.0), 5.0, 2.0).iter().map(|s| area(s)).sum::<f32>();
    assert!((share(left) + share(right) - share(BAR)).abs() < 0.01);
}

#[test]
fn a_line_as_wide_as_the_gap_fills_the_shape() {
    for outline in [rectangle(BAR, 5.0), circle(Point { x: 3.0, y: -4.0 }, 9.0)] {
        let covered: f32 = slant(&outline, 3.0, 8.0).iter().map(|s| area(s)).sum();
        assert!((covered - area(&outline)).abs() < 0.05, "{covered}");
    }
}

#[test]
fn a_round_outline_is_nearly_round() {
    assert!((area(&circle(Point::default(), 10.0)) / 314.16 - 1.0).abs() < 0.02);
    let corners = 4.0 * 25.0 - 78.54;
    assert!((area(&rectangle(BAR, 5.0)) - (BAR.w * BAR.h - corners)).abs() < 1.0);
}

#[test]
fn what_lies_beyond_the_page_costs_nothing() {
    let page = Rect { x: 0.0, y: 0.0, w: 200.0, h: 200.0 };
    let far = Rect { x: -1e7, w: 2e7, ..BAR };
    let seen = visible(&rectangle(far, 0.0), page);
    assert!((area(&seen) - 200.0 * 14.0).abs() < 1.0);
    assert!(slant(&seen, 7.0, 2.0).len() < 30);
    assert!(visible(&rectangle(BAR, 0.0), Rect { x: 500.0, ..page }).is_empty());
}

#[test]
fn nonsense_has_no_stripes() {
    for (gap, line) in [
        (0.0, 1.0),
        (-1.0, 1.0),
        (f32::NAN, 1.0),
        (7.0, 0.0),
        (7.0, f32::NAN),
        (f32::INFINITY, 1.0),
    ] {
        assert!(slant(&rectangle(BAR, 0.0), gap, line).is_empty());
    }
    assert!(slant(&[], 7.0, 2.0).is_empty());
    assert!(slant(&rectangle(Rect { x: f32::NAN, ..BAR }, 0.0), 7.0, 2.0).is_empty());
}

#[test]
fn every_pattern_stays_inside_and_turns_one_way() {
    let mut backwards = rectangle(BAR, 5.0);
    backwards.reverse();
    let round = circle(Point { x: 3.0, y: -4.0 }, 9.0);
    for pattern in ALL {
        for outline in [rectangle(BAR, 5.0), backwards.clone(), round.clone()] {
            let marks = marks(&outline, pattern, 4.0, 1.6);
            assert!(marks.len() > 3, "{pattern:?}");
            // Else two that cross would leave a hole where they meet.
            assert!(marks.iter().all(|m| turning(m) > 0.0), "{pattern:?}");
            let (wide, high) = (reach(&outline, |p| p.x), reach(&outline, |p| p.y));
            let frame = Rect::from_edges(wide.0, high.0, wide.1, high.1).grown(0.001);
            assert!(marks.iter().flatten().all(|p| frame.contains(*p)), "{pattern:?}");
        }
    }
}

#[test]
fn every_pattern_joins_with_that_of_its_neighbour() {
    let (left, right) = (Rect { w: 71.3, ..BAR }, Rect { x: 171.3, w: 68.7, ..BAR });
    for pattern in ALL {
        let covered = |r: Rect| -> f32 {
            marks(&rectangle(r, 0.0), pattern, 4.0, 1.6).iter().map(|m| area(m)).sum()
        };
        assert!((covered(left) + covered(right) - covered(BAR)).abs() < 0.05, "{pattern:?}");
    }
}

#[test]
fn dots_are_round_and_as_many_as_the_area_takes() {
    let dots = marks(&rectangle(BAR, 0.0), Pattern::Dots, 3.5, 1.6);
    // 140 by 14 points are 40 by 4 steps, and a dot that an edge cuts counts too.
    assert!((160..=41 * 5).contains(&dots.len()), "{}", dots.len());
    let covered: f32 = dots.iter().map(|d| area(d)).sum();
    let share = covered / (BAR.w * BAR.h);
    // A circle of 1.6 in a square of 3.5 covers 0.164 of it; eight corners take a tenth off.
    assert!((0.14..0.165).contains(&share), "{share}");
}

#[test]
fn crossed_lines_are_those_of_both_directions() {
    let outline = rectangle(BAR, 0.0);
    let (one, both) = (slant(&outline, 5.0, 2.0), marks(&outline, Pattern::Cross, 5.0, 2.0));
    assert_eq!(both[..one.len()], one[..]);
    let share: f32 = both.iter().map(|m| area(m)).sum::<f32>() / (BAR.w * BAR.h);
    assert!((share - 0.8).abs() < 0.02, "{share}");
}

#[test]
fn no_area_takes_for_ever() {
    for (w, h) in [(1e7, 14.0), (1e7, 1e7), (1e30, 1e30), (f32::MAX / 4.0, 1.0), (2.0, 1e-30)] {
        let outline = rectangle(Rect { x: 5.0, y: 5.0, w, h }, 0.0);
        for pattern in ALL {
            let marks = marks(&outline, pattern, 0.5, 0.2);
            assert!(marks.len() as f32 <= MOST, "{w} {h} {pattern:?}: {}", marks.len());
            assert!(marks.iter().flatten().all(|p| p.x.is_finite() && p.y.is_finite()));
        }
    }
    // Large, but no nonsense: there is something to see.
    let large = rectangle(Rect { w: 3e4, ..BAR }, 0.0);
    assert!(ALL.iter().all(|p| marks(&large, *p, 4.0, 1.6).len() > 1000));
}
