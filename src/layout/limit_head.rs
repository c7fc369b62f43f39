//! The head of a limit: its title and its provision, on one line, on two, or on a page on as many as they need.

use super::frame::{Frame, LimitMetrics};
use super::limit_bars::Places;
use super::limit_row;
use super::limit_words;
use super::pen::{Pen, Style, one_line};
use crate::law::Deadline;
use crate::scene::{Ink, Weight};

const TITLE: Style = Style::new(12.0, Weight::SemiBold, Ink::Text);
const SECOND: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);

/// How far a head on one line may run on into the plot, where its bar starts later.
const HEAD_SPILL: f32 = 120.0;
/// Rows as low as this are those of a small screen, which have no room for what the tooltip says.
const DENSE_ROW: f32 = 20.0;
/// Air between title and provision on one line.
const HEAD_GAP: f32 = 7.0;
/// From base line to base line of a head of several lines.
const LINE: f32 = 14.0;
/// Lines that the title and the provision take at the most.
const MOST: (usize, usize) = (3, 2);

/// The words of a head: title, provision, and where they end in the plot.
pub(super) struct Head {
    title: (String, f32),
    second: Option<String>,
    /// True where the provision stands on a line of its own.
    pub below: bool,
    end: f32,
}

/// Where the plot has room beside a head.
pub(super) fn plot_left(head: &Head, frame: &Frame<'_>) -> f32 {
    (frame.scale.x0 + limit_row::EDGE).max(head.end + 12.0)
}

/// Title and provision on one line, running on into the plot where the bar starts later; else one below the other.
pub(super) fn on_one_line(
    d: &Deadline,
    away: Option<bool>,
    metrics: LimitMetrics,
    frame: &Frame<'_>,
    pen: &Pen<'_>,
) -> Head {
    let start = Places::new(d, frame).filter(|_| away.is_none()).map(|p| p.ends(d.verdict).0);
    let spill = start.map_or(HEAD_SPILL, |x| (x - frame.head - 16.0).clamp(0.0, HEAD_SPILL));
    let spill = spill.min(frame.scale.width() * 0.25);
    let x = frame.head_x();
    let most = frame.head_text_width() + spill;
    let title = pen.fit(&d.title, TITLE, most);
    let end = x + title.1;
    // The provision only in full: half a number would be a wrong one.
    let (place, provision) = (limit_words::place_words(d), one_line(&d.provision));
    let fits = |from: f32, most: f32| {
        let whole = |t: &String| from + pen.width(t, SECOND) <= most;
        [place.clone(), provision.clone()].into_iter().find(whole)
    };
    if let Some(text) = fits(end + HEAD_GAP, x + most) {
        let end = end + HEAD_GAP + pen.width(&text, SECOND);
        return Head { title, second: Some(text), below: false, end };
    }
    // Two rows of the same title are told apart by their provisions.
    let alike = |other: &Deadline| other.key != d.key && other.title == d.title;
    let shown = &frame.input.shown.deadlines;
    let ambiguous = shown.iter().filter_map(|i| frame.input.deadlines.get(*i)).any(alike);
    let second = fits(x, x + most).filter(|_| ambiguous || metrics.row > DENSE_ROW);
    let end = second.as_ref().map_or(end, |t| end.max(x + pen.width(t, SECOND)));
    Head { title, below: second.is_some(), second, end }
}

/// The lines of a head on a page, where nothing can be pointed at to read the rest of it.
fn lines(d: &Deadline, frame: &Frame<'_>, pen: &Pen<'_>) -> Vec<(String, Style)> {
    let most = frame.head_text_width();
    let variants = limit_words::place_variants(d);
    // Whole on one line, else whole on two, for half a number would be a wrong one.
    let whole = |n: usize| {
        let fits = |t: &&String| pen.measure.wrap(t, SECOND.size, SECOND.weight, most).len() <= n;
        variants.iter().find(fits)
    };
    let place = whole(1).or_else(|| whole(MOST.1)).or(variants.last());
    let place = place.map(String::as_str).unwrap_or_default();
    let title = one_line(&d.title);
    let of = |text: &str, style, n| {
        pen.wrapped(text, style, most, n).into_iter().map(move |part| (part, style))
    };
    of(&title, TITLE, MOST.0).chain(of(place, SECOND, MOST.1)).collect()
}

/// Height of the lines of a head beyond the two for which rows have room.
pub(super) fn lines_beyond_two(d: &Deadline, frame: &Frame<'_>, pen: &Pen<'_>) -> f32 {
    if !frame.input.manner.page {
        return 0.0;
    }
    lines(d, frame, pen).len().saturating_sub(2) as f32 * LINE
}

/// Puts the head down beside a bar whose middle is at `middle`, its title in `ink`; gives back where it ends in the plot.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    d: &Deadline,
    away: Option<bool>,
    metrics: LimitMetrics,
    (middle, ink): (f32, Ink),
    frame: &Frame<'_>,
) -> f32 {
    let (x, most) = (frame.head_x(), frame.head_text_width());
    if metrics.two_lines && frame.input.manner.page {
        let mut y = middle + 1.5;
        for (text, style) in lines(d, frame, pen) {
            let style = if style == TITLE { style.ink(ink) } else { style };
            pen.text_fit(x, y, &text, style, most);
            y += LINE;
        }
        return 0.0;
    }
    if metrics.two_lines {
        let baseline = middle - 0.5;
        pen.text_fit(x, baseline + 2.0, &d.title, TITLE.ink(ink), most);
        let fits =
            limit_words::place_variants(d).into_iter().find(|t| pen.width(t, SECOND) <= most);
        let place = fits.unwrap_or_else(|| limit_words::place_words(d));
        pen.text_fit(x, baseline + 15.5, &place, SECOND, most);
        return 0.0;
    }
    let head = on_one_line(d, away, metrics, frame, pen);
    let baseline = middle + 4.3;
    let end = pen.text_measured(x, baseline, &head.title.0, head.title.1, TITLE.ink(ink));
    if let Some(text) = &head.second {
        let (x, y) = if head.below { (x, baseline + 14.0) } else { (end + HEAD_GAP, baseline) };
        frame.part_lines(pen, (x, x + pen.width(text, SECOND)), y, SECOND.size);
        pen.text(x, y, text, SECOND);
    }
    head.end
}
