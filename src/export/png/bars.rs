//! Upright areas by the thousand, put straight into the pixels.
//!
//! A layer of millions of rows has a bar or two for every column of a picture. As a path, each bar costs several edges
//! that are sorted and followed from line to line; here it costs the few pixels of its own edges. What is covered in
//! part is covered by its exact share, and neighbours that touch leave no seam: shares of one shape are added before
//! they are mixed with what lies below.

use crate::scene::{Bar, BarForm, Rgb, Shape};
use resvg::tiny_skia::Pixmap;
use std::ops::Range;

/// Bars from which a shape is drawn here: fewer are drawn with what stands around them.
const MANY: usize = 24;

/// The upright bars of a shape that has many of them, and what is left of the shape; `None` for any other shape.
///
/// What is left has the same ink, so where that is solid it may be drawn after the bars.
pub(super) fn split(shape: &Shape) -> Option<(Vec<Bar>, Shape)> {
    let Shape::Columns { bars, ink, alpha } = shape else { return None };
    let is_block = |bar: &&Bar| bar.form == BarForm::Block;
    let blocks = bars.iter().filter(is_block).count();
    if blocks < MANY || blocks < bars.len() && *alpha < 1.0 {
        return None;
    }
    let (blocks, rest) = bars.iter().partition::<Vec<Bar>, _>(is_block);
    Some((blocks, Shape::Columns { bars: rest, ink: *ink, alpha: *alpha }))
}

/// How much of each pixel of a part of the picture is covered.
#[derive(Debug, Default)]
pub(super) struct Bars {
    /// By how much the covered share of a pixel differs from that of the pixel above it, row by row.
    steps: Vec<f32>,
}

/// Places of the pixels that bars may reach.
struct Area {
    across: Range<usize>,
    down: Range<usize>,
}

impl Bars {
    /// Draws bars of one ink, `scale` pixels to a point. What is no number and what lies beside the picture is left
    /// out.
    pub(super) fn draw(
        &mut self,
        bars: &[Bar],
        (ink, alpha): (Rgb, f32),
        scale: (f32, f32),
        pixmap: &mut Pixmap,
    ) {
        let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
        let placed: Vec<[f32; 4]> =
            bars.iter().filter_map(|bar| placed(bar, scale, (width, height))).collect();
        let Some(area) = reach(&placed, (width, height)) else { return };
        let columns = area.across.len();
        self.steps.clear();
        // A row more: what ends in the last one ends below it.
        self.steps.resize(columns * (area.down.len() + 1), 0.0);
        for bar in &placed {
            self.add(bar, &area);
        }
        let source = Source::new(ink, alpha);
        let mut covered = vec![0.0_f32; columns];
        let rows = pixmap.data_mut().chunks_exact_mut(width * 4);
        let rows = rows.skip(area.down.start).take(area.down.len());
        for (row, steps) in rows.zip(self.steps.chunks_exact(columns)) {
            for (covered, step) in covered.iter_mut().zip(steps) {
                *covered += step;
            }
            let pixels = row.get_mut(area.across.start * 4..area.across.end * 4);
            let pixels = pixels.unwrap_or_default().chunks_exact_mut(4);
            for (pixel, covered) in pixels.zip(&covered) {
                // The casts saturate: shares are between 0 and 1 but for what adding them has lost.
                let share = (covered * 255.0 + 0.5) as u8;
                if share > 0 {
                    source.put(pixel, share);
                }
            }
        }
    }

    /// Adds the shares of a bar.
    fn add(&mut self, [left, top, right, bottom]: &[f32; 4], area: &Area) {
        let columns = area.across.len();
        // Both edges lie inside the picture, so the casts are exact.
        let (first, last) = (left.floor() as usize, right.ceil() as usize);
        for (edge, sign) in [(top, 1.0), (bottom, -1.0)] {
            let row = (edge.floor() as usize).min(area.down.end - 1);
            let below = edge - row as f32;
            for (row, part) in [(row, 1.0 - below), (row + 1, below)] {
                let from = (row - area.down.start) * columns;
                let steps = self.steps.get_mut(from..from + columns).unwrap_or_default();
                let (from, to) = (first - area.across.start, last - area.across.start);
                for (step, x) in steps.get_mut(from..to).unwrap_or_default().iter_mut().zip(first..)
                {
                    let wide = right.min((x + 1) as f32) - left.max(x as f32);
                    *step += sign * part * wide;
                }
            }
        }
    }
}

/// Left, top, right and bottom edge in pixels, as far as they lie in the picture; `None` where nothing does.
fn placed(bar: &Bar, (x, y): (f32, f32), (width, height): (usize, usize)) -> Option<[f32; 4]> {
    // To hundredths of a point, as every other shape is written.
    let place = |at: f32, scale: f32, most: usize| {
        ((at * 100.0).round() / 100.0 * scale).clamp(0.0, most as f32)
    };
    let (left, right) = (place(bar.left, x, width), place(bar.right, x, width));
    let (top, bottom) = (place(bar.top, y, height), place(bar.bottom, y, height));
    // False where one of them is no number.
    (left < right && top < bottom).then_some([left, top, right, bottom])
}

/// The pixels that any of the bars touches.
fn reach(bars: &[[f32; 4]], (width, height): (usize, usize)) -> Option<Area> {
    let mut bars = bars.iter();
    let first = *bars.next()?;
    let [left, top, right, bottom] = bars.fold(first, |[l, t, r, b], bar| {
        [l.min(bar[0]), t.min(bar[1]), r.max(bar[2]), b.max(bar[3])]
    });
    Some(Area {
        across: left.floor() as usize..(right.ceil() as usize).min(width),
        down: top.floor() as usize..(bottom.ceil() as usize).min(height),
    })
}

/// A colour with its opacity, multiplied.
struct Source([u16; 4]);

impl Source {
    fn new(Rgb(r, g, b): Rgb, alpha: f32) -> Self {
        let alpha = alpha.clamp(0.0, 1.0);
        let part = |n: u8| (f32::from(n) * alpha + 0.5) as u16;
        Self([part(r), part(g), part(b), part(u8::MAX)])
    }

    /// Mixes it with a pixel, rounded as the renderer of everything else rounds.
    fn put(&self, pixel: &mut [u8], share: u8) {
        let divided = |n: u16| (n + 255) >> 8;
        let share = u16::from(share);
        let source = self.0.map(|n| if share == 255 { n } else { divided(n * share) });
        let left = 255 - source[3];
        for (below, over) in pixel.iter_mut().zip(source) {
            *below = (over + divided(u16::from(*below) * left)).min(255) as u8;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const INK: Rgb = Rgb(200, 40, 0);

    fn bar(left: f32, top: f32, right: f32, bottom: f32) -> Bar {
        Bar { left, right, top, bottom, form: BarForm::Block }
    }

    fn drawn(bars: &[Bar], alpha: f32) -> Pixmap {
        let mut pixmap = Pixmap::new(20, 10).unwrap();
        pixmap.data_mut().fill(255);
        Bars::default().draw(bars, (INK, alpha), (1.0, 1.0), &mut pixmap);
        pixmap
    }

    fn at(pixmap: &Pixmap, x: u32, y: u32) -> [u8; 3] {
        let p = pixmap.pixel(x, y).unwrap();
        [p.red(), p.green(), p.blue()]
    }

    #[test]
    fn a_pixel_is_covered_by_its_share() {
        let found = drawn(&[bar(2.0, 3.0, 5.5, 7.25)], 1.0);
        assert_eq!(at(&found, 3, 4), [200, 40, 0]);
        assert_eq!(at(&found, 1, 4), [255; 3]);
        assert_eq!(at(&found, 3, 2), [255; 3]);
        assert_eq!(at(&found, 3, 8), [255; 3]);
        // Half of it, a quarter, an eighth.
        for ((x, y), share) in [((5, 4), 0.5), ((3, 7), 0.25), ((5, 7), 0.125)] {
            for (found, ink) in at(&found, x, y).into_iter().zip([200.0, 40.0, 0.0]) {
                assert!((f32::from(found) - (255.0 + (ink - 255.0) * share)).abs() < 2.0);
            }
        }
    }

    #[test]
    fn neighbours_leave_no_seam_and_those_over_each_other_are_no_darker() {
        let found = drawn(&[bar(2.0, 3.0, 4.3, 8.0), bar(4.3, 3.0, 6.0, 8.0)], 0.5);
        assert_eq!(at(&found, 4, 5), at(&found, 3, 5));
        let twice = drawn(&[bar(2.0, 3.0, 6.0, 8.0), bar(3.0, 3.0, 5.0, 8.0)], 0.5);
        assert_eq!(at(&twice, 4, 5), at(&twice, 2, 5));
    }

    #[test]
    fn what_lies_beside_the_picture_or_is_no_number_draws_nothing() {
        let empty = drawn(&[], 1.0);
        let (far, no) = (f32::INFINITY, f32::NAN);
        let odd = [bar(30.0, 0.0, 40.0, 5.0), bar(no, 0.0, 5.0, 5.0), bar(5.0, 8.0, 5.0, 2.0)];
        assert_eq!(drawn(&odd, 1.0), empty);
        let all = drawn(&[bar(-far, -far, far, far)], 1.0);
        assert_eq!([at(&all, 0, 0), at(&all, 19, 9)], [[200, 40, 0]; 2]);
    }

    #[test]
    fn few_bars_stay_with_what_stands_around_them_and_signs_stay_a_path() {
        let shape =
            |bars: Vec<Bar>, alpha| Shape::Columns { bars, ink: crate::scene::Ink::Met, alpha };
        let many: Vec<Bar> = (0..40).map(|n| bar(n as f32, 0.0, n as f32 + 0.5, 5.0)).collect();
        assert!(split(&shape(many[..5].to_vec(), 1.0)).is_none());
        let sign = Bar { form: BarForm::Up, ..many[0] };
        let mixed: Vec<Bar> = many.iter().copied().chain([sign]).collect();
        assert!(split(&shape(mixed.clone(), 0.5)).is_none(), "half opaque, they would show twice");
        let (bars, rest) = split(&shape(mixed, 1.0)).unwrap();
        assert_eq!((bars.len(), rest), (40, shape(vec![sign], 1.0)));
    }
}
