//! The outlines of many small areas: neighbours joined, so that no seam shows between them on paper.

use super::cut::finite;
use super::{Bar, BarForm, Point, Rect};

/// Bars nearer than this touch, in points: less than a pixel of the finest print.
const NEAR: f32 = 0.01;

/// The corners of one bar, clockwise from the top left; three for a triangle.
#[must_use]
pub fn bar_corners(bar: &Bar) -> ([Point; 4], usize) {
    let Bar { left, right, top, bottom, form } = *bar;
    let at = |x, y| Point { x, y };
    let middle = f32::midpoint(left, right);
    match form {
        BarForm::Block => ([at(left, top), at(right, top), at(right, bottom), at(left, bottom)], 4),
        BarForm::Down => {
            ([at(left, top), at(right, top), at(middle, bottom), at(middle, bottom)], 3)
        }
        BarForm::Up => {
            ([at(middle, top), at(right, bottom), at(left, bottom), at(left, bottom)], 3)
        }
    }
}

/// Closed outlines of the bars as far as `frame` shows them, none of which crosses itself.
///
/// Blocks that touch and stand on one line become one outline: drawn side by side, soft edges would leave a light
/// seam between them. A triangle is whole where its middle lies in the frame, and gone where it does not.
#[must_use]
pub fn outlines(bars: &[Bar], frame: Rect) -> Vec<Vec<Point>> {
    let mut out = Vec::new();
    let mut run: Vec<Bar> = Vec::new();
    for bar in bars {
        if !finite(&[bar.left, bar.right, bar.top, bar.bottom]) {
            continue;
        }
        let rect = Rect::from_edges(bar.left, bar.top, bar.right, bar.bottom);
        if bar.form != BarForm::Block {
            if frame.contains(rect.center()) {
                let (points, n) = bar_corners(bar);
                out.push(points.into_iter().take(n).collect());
            }
            continue;
        }
        let seen = rect.intersection(&frame);
        if seen.w <= 0.0 || seen.h <= 0.0 {
            continue;
        }
        let (right, bottom) = (seen.right(), seen.bottom());
        let bar = Bar { left: seen.x, top: seen.y, right, bottom, form: bar.form };
        let joins = run.last().is_some_and(|last| {
            (bar.left - last.right).abs() < NEAR && (bar.bottom - last.bottom).abs() < NEAR
        });
        if !joins {
            out.extend(skyline(&run));
            run.clear();
        }
        run.push(bar);
    }
    out.extend(skyline(&run));
    out
}

/// The outline of blocks that touch: along their tops, and back along the line on which they stand.
fn skyline(run: &[Bar]) -> Option<Vec<Point>> {
    let (first, last) = run.first().zip(run.last())?;
    let mut points = vec![Point { x: first.left, y: first.bottom }];
    for bar in run {
        points.push(Point { x: bar.left, y: bar.top });
        points.push(Point { x: bar.right, y: bar.top });
    }
    points.push(Point { x: last.right, y: first.bottom });
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(left: f32, right: f32, top: f32) -> Bar {
        Bar { left, right, top, bottom: 20.0, form: BarForm::Block }
    }

    const PAGE: Rect = Rect { x: 0.0, y: 0.0, w: 100.0, h: 100.0 };

    #[test]
    fn neighbours_are_one_outline_and_a_gap_begins_another() {
        let found = outlines(&[bar(0.0, 2.0, 10.0), bar(2.0, 4.0, 5.0), bar(6.0, 8.0, 5.0)], PAGE);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [6, 4]);
    }

    #[test]
    fn what_lies_beyond_the_frame_is_cut_and_what_is_no_number_is_left_out() {
        let far = bar(-50.0, 150.0, -10.0);
        let found = outlines(&[far, bar(f32::NAN, 2.0, 1.0), bar(200.0, 300.0, 1.0)], PAGE);
        assert_eq!(found.len(), 1);
        assert!(found[0].iter().all(|p| PAGE.contains(*p)));
    }

    #[test]
    fn a_triangle_stays_whole_at_the_edge_of_the_frame() {
        let sign = Bar { left: -3.0, right: 4.0, top: 0.0, bottom: 6.0, form: BarForm::Down };
        assert_eq!(
            outlines(&[sign], PAGE),
            [vec![Point { x: -3.0, y: 0.0 }, Point { x: 4.0, y: 0.0 }, Point { x: 0.5, y: 6.0 },]]
        );
    }
}
