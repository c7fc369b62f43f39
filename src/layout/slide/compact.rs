//! A time limit on a slide that has to hold many: one line of words, and a thin bar under it.

use super::super::limit_bars::Places;
use super::super::limit_words;
use super::super::pen::{Pen, Style};
use super::Slide;
use super::bar_words;
use super::bars::{Block, Density, LEADING, Lines, Said, ink_of};
use crate::case::Reveal;
use crate::law::Deadline;
use crate::scene::{Ink, Weight};

/// Room above a thin bar for the marker of the act, and below it for the cap.
const RISE: (f32, f32) = (6.5, 4.0);

/// Title, end and outcome one after the other above a thin bar, as many of them as fit on a line or two.
pub(super) fn block(
    slide: &Slide<'_>,
    d: &Deadline,
    p: &Places,
    density: Density,
    pen: &Pen<'_>,
) -> Block {
    let (x0, x1) = slide.edges();
    let (from, to) = p.ends(d.verdict);
    let mut lines = Lines::new((x0, x1), pen);
    let style = |ink| Style::new(density.size, Weight::SemiBold, ink);
    let (title, _) = pen.fit(&d.title, style(Ink::Text), (x1 - x0) * 0.5);
    let away = to < x0 || from > x1;
    let paint = style(ink_of(slide, d));
    let end = bar_words::end(d, slide.frame).filter(|_| !away).unwrap_or_default();
    let phrases: Vec<String> = if away {
        let phrases = limit_words::away(d, slide.frame, to < x0);
        phrases.into_iter().map(|p| p.main).collect()
    } else {
        bar_words::outcome(d, slide.frame)
    };
    let gap = density.size;
    let (title_width, end_width) = (pen.width(&title, style(Ink::Text)), pen.width(&end, paint));
    let used = title_width + gap + if end.is_empty() { 0.0 } else { end_width + gap };
    let fits = |t: &&String| used + pen.width(t, paint) <= x1 - x0;
    let main = phrases.iter().find(fits).or(phrases.last()).cloned().unwrap_or_default();
    let (main, main_width) = pen.fit(&main, paint, x1 - x0);
    let x = from.max(x0).min(x1 - used - main_width).max(x0);
    lines.put(&title, style(Ink::Text), Reveal::Limit, &[x], 0);
    let after = x + title_width + gap;
    if !end.is_empty() {
        lines.put(&end, paint, Reveal::Limit, &[after], 0);
    }
    lines.put(&main, paint, Reveal::Outcome, &[x + used], 0);
    let grey = Style::new(density.small, Weight::Regular, Ink::Secondary);
    if let Some(premise) = bar_words::below(d, &main, slide.frame).last() {
        let (premise, _) = pen.fit(premise, grey, x1 - x0);
        // After the outcome where there is room for it, else under the title, where the words begin.
        let after = x + used + main_width + gap;
        let fits = after + pen.width(&premise, grey) <= x1;
        lines.put(
            &premise,
            grey,
            Reveal::Outcome,
            &[if fits { after } else { x }],
            usize::from(!fits),
        );
    }
    let text = lines.used() as f32 * density.size * LEADING;
    let middle = (!away).then_some(text + RISE.0 + density.bar / 2.0);
    let height = text + if away { 0.0 } else { RISE.0 + density.bar + RISE.1 };
    let at = |(line, s): (usize, Said)| {
        let baseline = density.size + line as f32 * density.size * LEADING;
        Said { baseline, ..s }
    };
    let said = lines.placed.into_iter().map(at).collect();
    Block { place: 0, y: 0.0, height, middle, bar: density.bar, said }
}
