//! Many marks in little room become one with a count.
//!
//! Only events fold; a deadline never does. One pass over the marks in the order of time, so the cost is that
//! of sorting them, and what is laid out afterwards is bounded by the points of the screen.

use super::marks::{Body, Mark};
use crate::date::{Bounds, Instant};

/// Marks nearer than this, in points, cannot be told apart.
pub(super) const NEAREST: f32 = 3.0;

/// How near marks have to be to fold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tolerance {
    /// Any marks.
    pub any: f32,
    /// Those on which a shown limit or state turns; 0 keeps each of them alone.
    pub pivotal: f32,
}

impl Tolerance {
    /// Only what cannot be told apart, and never what a limit or state turns on.
    pub const LEAST: Self = Self { any: NEAREST, pivotal: 0.0 };
}

/// Folds narrow marks whose middles lie within `tolerance` of the first of them; the selected one stays alone, and
/// so do those on which a limit turns for as long as their own tolerance says.
///
/// What comes back is ordered by where it begins.
pub(super) fn fold(marks: Vec<Mark>, tolerance: Tolerance) -> Vec<Mark> {
    let mut folded = if tolerance.pivotal >= tolerance.any {
        runs(marks, tolerance.any)
    } else {
        let (pivotal, others) = marks.into_iter().partition(|m| m.pivotal);
        let mut folded = runs(others, tolerance.any);
        folded.extend(runs(pivotal, tolerance.pivotal));
        folded
    };
    folded.sort_by(|a, b| {
        (a.body.ends().0, a.events.first())
            .partial_cmp(&(b.body.ends().0, b.events.first()))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    folded
}

/// Runs of near marks, each as one.
fn runs(mut marks: Vec<Mark>, tolerance: f32) -> Vec<Mark> {
    if tolerance <= 0.0 {
        return marks;
    }
    marks.sort_by(|a, b| {
        a.body.middle().total_cmp(&b.body.middle()).then_with(|| a.events.cmp(&b.events))
    });
    let mut folded: Vec<Mark> = Vec::with_capacity(marks.len().min(2_000));
    // The run of narrow marks that is being collected, and where it began.
    let mut run: Vec<Mark> = Vec::new();
    let mut began = f32::MIN;
    for mark in marks {
        if mark.selected || !mark.body.is_narrow(tolerance) {
            folded.push(mark);
            continue;
        }
        let x = mark.body.middle();
        if !run.is_empty() && x - began >= tolerance {
            folded.push(together(std::mem::take(&mut run)));
        }
        if run.is_empty() {
            began = x;
        }
        run.push(mark);
    }
    if !run.is_empty() {
        folded.push(together(run));
    }
    folded
}

/// One mark out of several; a single one stays what it is.
fn together(mut run: Vec<Mark>) -> Mark {
    if run.len() == 1
        && let Some(only) = run.pop()
    {
        return only;
    }
    let xs =
        |f: fn(f32, f32) -> f32, start: f32| run.iter().map(|m| m.body.middle()).fold(start, f);
    let middle = f32::midpoint(xs(f32::min, f32::MAX), xs(f32::max, f32::MIN));
    let nothing = Bounds::exact(Instant::BEGINNING);
    let reach = run.iter().map(|m| m.reach).reduce(|a, b| a.union(&b)).unwrap_or(nothing);
    let n = run.iter().map(|m| m.events.len()).sum();
    Mark {
        body: Body::Count { x: middle, n },
        importance: run.iter().map(|m| m.importance).min().unwrap_or(3),
        faint: run.iter().all(|m| m.faint),
        uncertain: false,
        selected: false,
        pivotal: run.iter().any(|m| m.pivotal),
        extent: None,
        reach,
        events: run.into_iter().flat_map(|m| m.events).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(place: usize, x: f32) -> Mark {
        Mark {
            events: vec![place],
            body: Body::Dot { x, soft: false },
            importance: 2,
            faint: false,
            uncertain: false,
            selected: false,
            pivotal: false,
            extent: None,
            reach: Bounds::exact(Instant::from_timestamp(0)),
        }
    }

    fn counts(marks: &[Mark]) -> Vec<usize> {
        marks.iter().map(|m| m.events.len()).collect()
    }

    #[test]
    fn marks_nearer_than_three_points_fold() {
        let marks = vec![dot(0, 10.0), dot(1, 12.0), dot(2, 20.0)];
        assert_eq!(counts(&fold(marks, Tolerance::LEAST)), [2, 1]);
    }

    #[test]
    fn a_chain_of_near_marks_does_not_swallow_the_axis() {
        let marks: Vec<Mark> = (0u16..300).map(|n| dot(n.into(), f32::from(n))).collect();
        let folded = fold(marks, Tolerance::LEAST);
        assert!(folded.len() >= 90);
        assert_eq!(counts(&folded).iter().sum::<usize>(), 300);
    }

    #[test]
    fn the_selected_mark_stays_alone() {
        let mut marks = vec![dot(0, 10.0), dot(1, 10.0), dot(2, 10.0)];
        marks[1].selected = true;
        let folded = fold(marks, Tolerance::LEAST);
        assert_eq!(folded.iter().filter(|m| m.events == [1]).count(), 1);
        assert_eq!(folded.len(), 2);
    }

    #[test]
    fn five_thousand_events_cost_what_the_screen_shows() {
        let marks: Vec<Mark> = (0u16..5000).map(|n| dot(n.into(), f32::from(n) / 10.0)).collect();
        let folded = fold(marks, Tolerance::LEAST);
        assert!(folded.len() <= 170, "{}", folded.len());
        assert_eq!(counts(&folded).iter().sum::<usize>(), 5000);
    }

    #[test]
    fn what_a_limit_turns_on_folds_last() {
        let mut marks = vec![dot(0, 10.0), dot(1, 10.0), dot(2, 10.0)];
        marks[1].pivotal = true;
        let folded = fold(marks.clone(), Tolerance { any: 64.0, pivotal: 0.0 });
        assert_eq!(folded.iter().filter(|m| m.events == [1]).count(), 1);
        assert_eq!(folded.len(), 2);
        assert_eq!(counts(&fold(marks, Tolerance { any: 64.0, pivotal: 64.0 })), [3]);
    }

    #[test]
    fn wide_spans_are_not_folded() {
        let mut marks = vec![dot(0, 10.0), dot(1, 10.0)];
        for m in &mut marks {
            m.body = Body::Pill { from: 0.0, to: 20.0, within: false, soft: false };
        }
        assert_eq!(fold(marks, Tolerance::LEAST).len(), 2);
    }
}
