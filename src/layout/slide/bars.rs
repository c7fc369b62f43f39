//! Time limits on a slide: a large bar each, with its words above and under it.

use super::super::limit_bars::Places;
use super::super::limit_words::{self, ink};
use super::super::pen::{Pen, Style, one_line};
use super::super::rows::Row;
use super::Slide;
use super::bar_words;
use super::compact;
use super::stress::Tone;
use crate::case::Reveal;
use crate::law::{Deadline, Verdict};
use crate::scene::{Ink, Weight};

/// Room above a bar for the cap and the marker of the act.
pub(super) const RISE: f32 = 9.0;
/// Air between two bars with their words.
const BETWEEN: f32 = 8.0;
/// From base line to base line, as a part of the size.
pub(super) const LEADING: f32 = 1.25;
/// Lines of words under one bar.
const MOST_LINES: usize = 5;
/// Air between the end of a bar and words beside it.
const BESIDE: f32 = 10.0;

/// Measures of the bars.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Density {
    /// Height of a bar.
    pub bar: f32,
    /// Size of the words in the ink of the verdict.
    pub size: f32,
    /// Size of titles and of words in grey.
    pub small: f32,
    /// True where title and words share the lines above the bar.
    pub compact: bool,
}

/// From the largest to the smallest.
pub(super) const DENSITIES: [Density; 5] = [
    Density { bar: 22.0, size: 18.0, small: 14.0, compact: false },
    Density { bar: 18.0, size: 16.0, small: 14.0, compact: false },
    Density { bar: 13.0, size: 14.0, small: 13.0, compact: false },
    Density { bar: 9.0, size: 12.0, small: 12.0, compact: false },
    Density { bar: 7.0, size: 12.0, small: 12.0, compact: true },
];

/// A line of words at its place; the base line is counted from the top of the block.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub x: f32,
    pub baseline: f32,
    pub text: String,
    pub style: Style,
    /// The step from which on it is said.
    pub from: Reveal,
}

/// A limit with its words.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Place in the list of deadlines.
    pub place: usize,
    /// Top of the block, from the top of all.
    pub y: f32,
    /// Its height.
    pub height: f32,
    /// The middle of its bar, from its top; none where the bar lies outside the window.
    pub middle: Option<f32>,
    /// Height of the bar.
    pub bar: f32,
    /// Its words.
    pub said: Vec<Said>,
}

/// All limits at their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Bars {
    /// Those with a bar or a line of words.
    pub blocks: Vec<Block>,
    /// Those that nothing triggered, and their base lines from the top.
    pub never: Vec<Said>,
    /// Keys of the limits behind `never`.
    pub never_places: Vec<usize>,
    /// Height of everything.
    pub height: f32,
    /// Limits for which there was no room.
    pub lost: usize,
}

/// Limits that are shown, with their places in the list of deadlines.
pub(super) fn shown<'a>(slide: &Slide<'a>) -> Vec<(usize, &'a Deadline)> {
    let input = slide.input;
    let all = input.shown.deadlines.iter();
    all.filter_map(|i| input.deadlines.get(*i).map(|d| (*i, d))).collect()
}

/// Lays all limits out, one under the other; those beyond `most` points are left out.
pub(super) fn plan(slide: &Slide<'_>, density: Density, most: f32, pen: &Pen<'_>) -> Bars {
    let list = shown(slide);
    let (never, with_bar): (Vec<_>, Vec<_>) = list.into_iter().partition(|(_, d)| is_never(d));
    let mut found = Bars::default();
    let titled = with_bar.len() > 1;
    for (place, d) in &with_bar {
        let Some(places) = Places::new(d, slide.frame) else { continue };
        let mut block = if density.compact {
            compact::block(slide, d, &places, density, pen)
        } else {
            block(slide, d, &places, (density, titled), pen)
        };
        let between = if density.compact { BETWEEN / 2.0 } else { BETWEEN };
        let top = found.height + if found.blocks.is_empty() { 0.0 } else { between };
        if top + block.height > most {
            found.lost += 1;
            continue;
        }
        block.place = *place;
        block.y = top;
        found.height = top + block.height;
        found.blocks.push(block);
    }
    never_triggered(slide, &never, density, most, &mut found, pen);
    found
}

fn is_never(d: &Deadline) -> bool {
    d.verdict == Verdict::NeverTriggered || d.trigger.is_none()
}

/// One line or two that name what nothing triggered.
fn never_triggered(
    slide: &Slide<'_>,
    never: &[(usize, &Deadline)],
    density: Density,
    most: f32,
    found: &mut Bars,
    pen: &Pen<'_>,
) {
    if never.is_empty() {
        return;
    }
    let (x0, x1) = slide.edges();
    let style = Style::new(density.small, Weight::Regular, Ink::Secondary);
    let names: Vec<String> = never.iter().map(|(_, d)| limit_words::never_entry(d)).collect();
    let text = one_line(&format!("Never triggered: {}", names.join("; ")));
    let mut lines = pen.measure.wrap(&text, style.size, style.weight, x1 - x0);
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(pen.fit(&rest, style, x1 - x0).0);
    }
    let mut y = found.height + if found.blocks.is_empty() { 0.0 } else { BETWEEN };
    if y + lines.len() as f32 * style.size * LEADING > most {
        found.lost += never.len();
        return;
    }
    for text in lines {
        let baseline = y + style.size;
        found.never.push(Said { x: x0, baseline, text, style, from: Reveal::Outcome });
        y += style.size * LEADING;
    }
    found.never_places = never.iter().map(|(place, _)| *place).collect();
    found.height = y;
}

/// The words of one limit, placed line by line.
pub(super) struct Lines<'a> {
    rows: Vec<Row>,
    edges: (f32, f32),
    pen: &'a Pen<'a>,
    /// Line, place, words.
    pub placed: Vec<(usize, Said)>,
}

impl<'a> Lines<'a> {
    /// No words yet.
    pub fn new(edges: (f32, f32), pen: &'a Pen<'a>) -> Self {
        Self { rows: vec![Row::default(); MOST_LINES], edges, pen, placed: Vec::new() }
    }

    /// Puts words in the first line from `first` on in which one of the places is free; gives back that line and
    /// their right end.
    pub fn put(
        &mut self,
        text: &str,
        style: Style,
        from: Reveal,
        prefer: &[f32],
        first: usize,
    ) -> Option<(usize, f32)> {
        let width = self.pen.width(text, style);
        let (x0, x1) = self.edges;
        let inside = |x: f32| x.min(x1 - width).max(x0);
        for line in first..MOST_LINES {
            let free = prefer.iter().map(|x| inside(*x)).find(|x| self.free(line, *x, width));
            if let Some(x) = free {
                self.take(line, x, width);
                let text = text.to_owned();
                self.placed.push((line, Said { x, baseline: 0.0, text, style, from }));
                return Some((line, x + width));
            }
        }
        None
    }

    fn free(&self, line: usize, x: f32, width: f32) -> bool {
        self.rows.get(line).is_some_and(|r| r.is_free(x, x + width))
    }

    fn take(&mut self, line: usize, x: f32, width: f32) {
        if let Some(row) = self.rows.get_mut(line) {
            row.take(x, x + width);
        }
    }

    /// The last line that says something, and one more.
    pub fn used(&self) -> usize {
        self.placed.iter().map(|(line, _)| line + 1).max().unwrap_or(0)
    }
}

fn block(
    slide: &Slide<'_>,
    d: &Deadline,
    p: &Places,
    (density, titled): (Density, bool),
    pen: &Pen<'_>,
) -> Block {
    let (x0, x1) = slide.edges();
    let (from, to) = p.ends(d.verdict);
    let away = to < x0 || from > x1;
    let mut said = Vec::new();
    let mut y = 0.0;
    if titled {
        y = density.small;
        said.extend(title(slide, d, (from.max(x0), y), density, pen));
        y += density.small * 0.3;
    }
    let middle = y + RISE + density.bar / 2.0;
    if !away {
        y = middle + density.bar / 2.0 + RISE;
    }
    let mut lines = Lines::new((x0, x1), pen);
    words(slide, d, p, density, &mut lines);
    let used = lines.used();
    for (line, s) in lines.placed {
        let baseline = y + density.size + line as f32 * density.size * LEADING;
        said.push(Said { baseline, ..s });
    }
    let height = y + used as f32 * density.size * LEADING;
    let middle = (!away).then_some(middle);
    Block { place: 0, y: 0.0, height, middle, bar: density.bar, said }
}

/// The ink of the words of a limit.
pub(super) fn ink_of(slide: &Slide<'_>, d: &Deadline) -> Ink {
    if slide.stress.of_limit(&d.key) == Tone::Quiet { Ink::Secondary } else { ink(d.verdict) }
}

/// Title and provision above the bar.
fn title(
    slide: &Slide<'_>,
    d: &Deadline,
    (start, baseline): (f32, f32),
    density: Density,
    pen: &Pen<'_>,
) -> Vec<Said> {
    let (x0, x1) = slide.edges();
    let (strong, quiet) = (
        Style::new(density.small, Weight::SemiBold, Ink::Text),
        Style::new(density.small, Weight::Regular, Ink::Secondary),
    );
    let (title, width) = pen.fit(&d.title, strong, x1 - x0);
    let gap = density.small * 0.6;
    let fits = |text: &String| width + gap + pen.width(text, quiet) <= x1 - x0;
    let second = limit_words::place_variants(d).into_iter().find(fits);
    let all = width + second.as_ref().map_or(0.0, |s| gap + pen.width(s, quiet));
    let x = start.min(x1 - all).max(x0);
    let said = |x, text, style| Said { x, baseline, text, style, from: Reveal::Limit };
    let mut found = vec![said(x, title, strong)];
    found.extend(second.map(|s| said(x + width + gap, s, quiet)));
    found
}

/// The words under the bar: its end, its outcome, and what that hangs on.
fn words(slide: &Slide<'_>, d: &Deadline, p: &Places, density: Density, lines: &mut Lines<'_>) {
    let (x0, x1) = lines.edges;
    let (from, to) = p.ends(d.verdict);
    let strong = Style::new(density.size, Weight::SemiBold, ink_of(slide, d));
    let pen = lines.pen;
    if to < x0 || from > x1 {
        let phrases = limit_words::away(d, slide.frame, to < x0);
        let whole = phrases.iter().find(|p| pen.width(&p.main, strong) <= x1 - x0);
        if let Some(phrase) = whole.or(phrases.last()) {
            let (text, _) = pen.fit(&phrase.main, strong, x1 - x0);
            lines.put(&text, strong, Reveal::Outcome, &[if to < x0 { x0 } else { x1 }], 0);
        }
        return;
    }
    ends(slide, d, p, strong, lines);
    let start = from.max(x0);
    let beside = match (d.verdict, p.expiry) {
        (Verdict::Overtaken, _) => p.overtaken.map_or(start, |o| o.1 + BESIDE),
        (Verdict::Missed, Some(e)) => e.1 + BESIDE,
        _ => start,
    };
    let after = p.expiry.map_or(to, |e| e.1) + BESIDE;
    let prefer = [beside, start, after, to + BESIDE];
    let phrases = bar_words::outcome(d, slide.frame);
    let fits = |t: &&String| pen.width(t, strong) <= x1 - x0;
    let Some(main) = phrases.iter().find(fits).or(phrases.last()) else { return };
    let wrapped = pen.measure.wrap(main, strong.size, strong.weight, x1 - x0);
    let mut last = None;
    for (n, line) in wrapped.iter().take(2).enumerate() {
        let (text, _) = pen.fit(line, strong, x1 - x0);
        last = lines.put(&text, strong, Reveal::Outcome, &prefer, n);
    }
    below(slide, d, main, (start, last, density), lines);
}

/// The dates of its ends, at the ends.
fn ends(slide: &Slide<'_>, d: &Deadline, p: &Places, style: Style, lines: &mut Lines<'_>) {
    let (x0, x1) = lines.edges;
    let (from, _) = p.ends(d.verdict);
    let pen = lines.pen;
    let end = p.expiry.map_or(x1, |e| e.1);
    let beyond = end > x1 + 1.0;
    let said = if beyond { bar_words::off_edge(d, false) } else { bar_words::end(d, slide.frame) };
    if let Some(text) = said {
        let (text, width) = pen.fit(&text, style, x1 - x0);
        // Under the bar where that is long enough, else beside its cap.
        let under = end.min(x1) - 6.0 - width;
        let first = if beyond { x1 - width } else { under };
        let prefer: &[f32] =
            if under >= from.max(x0) || beyond { &[first] } else { &[end + BESIDE, first] };
        lines.put(&text, style, Reveal::Limit, prefer, 0);
    } else if let Some(text) = bar_words::without_number(d) {
        let (text, _) = pen.fit(&text, style, x1 - x0);
        lines.put(&text, style, Reveal::Limit, &[from.max(x0)], 0);
    }
    if from < x0 - 1.0
        && let Some(text) = bar_words::off_edge(d, true)
    {
        lines.put(&text, style, Reveal::Limit, &[x0], 0);
    }
}

/// Premise, what decides, and opinions: in grey, after the outcome where there is room, else under it.
fn below(
    slide: &Slide<'_>,
    d: &Deadline,
    main: &str,
    (start, last, density): (f32, Option<(usize, f32)>, Density),
    lines: &mut Lines<'_>,
) {
    let (x0, x1) = lines.edges;
    let pen = lines.pen;
    let grey = Style::new(density.small, Weight::Regular, Ink::Secondary);
    let texts = bar_words::below(d, main, slide.frame);
    let Some(fullest) = texts.first() else { return };
    let width = pen.width(fullest, grey);
    if let Some((line, end)) = last.filter(|(_, end)| end + BESIDE + width <= x1)
        && lines.free(line, end + BESIDE, width)
    {
        lines.put(fullest, grey, Reveal::Outcome, &[end + BESIDE], line);
        return;
    }
    let whole = texts.iter().find(|t| pen.width(t, grey) <= x1 - x0).unwrap_or(fullest);
    let wrapped = pen.measure.wrap(whole, grey.size, grey.weight, x1 - x0);
    // On one line before the words of the end, where it is short enough for that.
    let first = if wrapped.len() == 1 { 0 } else { lines.used() };
    for (n, line) in wrapped.iter().take(2).enumerate() {
        let (line, _) = pen.fit(line, grey, x1 - x0);
        lines.put(&line, grey, Reveal::Outcome, &[start], first + n);
    }
}
