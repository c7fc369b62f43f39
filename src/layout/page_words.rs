//! The words above and below the canvas of a page. What is empty takes no room.

use super::page_scale::{self, ScaleBar};
use super::pen::{Pen, Style, one_line};
use super::plate::PlateInput;
use super::texts::{Texts, named_sources};
use crate::scene::fonts::carry;
use crate::scene::{Ink, Weight, part};

/// The headline by the width of the page: the largest letters on it.
const HEADLINES: [(f32, f32); 3] = [(1_300.0, 21.0), (900.0, 18.5), (0.0, 15.5)];
/// Wide pages have a larger line below it too.
const TITLES: [(f32, f32); 2] = [(900.0, 13.5), (0.0, 12.5)];
const CAPTION: Style = Style::new(12.0, Weight::Regular, Ink::Text);
const SMALL: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
const IMPRINT: Style = Style::new(11.0, Weight::Regular, Ink::NeverTriggered);
/// From base line to base line, as a part of the size of the letters.
const LEADING: f32 = 1.28;
/// Between the words above and the canvas.
const ABOVE_CANVAS: f32 = 12.0;
/// Between the canvas and the words below it.
const BELOW_CANVAS: f32 = 12.0;
/// Between two paragraphs.
const BETWEEN: f32 = 4.0;
/// Air between the imprint and the bar on its line.
const APART: f32 = 24.0;
/// Lines that headline and title take at the most.
const HEADLINE_LINES: usize = 3;
const TITLE_LINES: usize = 2;
/// Lines of the caption and of the method at the most; a page that is low has less room to give.
const CAPTION_LINES: (usize, usize) = (8, 2);
const METHOD_LINES: (usize, usize) = (5, 2);
/// Pages lower than this are low.
const LOW: f32 = 480.0;
/// Lines of the sources on wide and on narrow pages.
const SOURCE_LINES: (usize, usize) = (2, 3);
/// Pages narrower than this are narrow.
const NARROW: f32 = 900.0;
/// A case may have thousands of sources; more than these never fit.
const MOST_SOURCES: usize = 60;

/// A paragraph: lines that each hold words of one or more parts.
#[derive(Debug, Clone, Default)]
struct Block {
    /// For each line the tag, the distance from the left, and the words.
    lines: Vec<Vec<(&'static str, f32, String)>>,
    style: Option<Style>,
}

impl Block {
    fn of(tag: &'static str, lines: Vec<String>, style: Style) -> Self {
        let lines = lines.into_iter().map(|line| vec![(tag, 0.0, line)]).collect();
        Self { lines, style: Some(style) }
    }

    fn leading(&self) -> f32 {
        self.style.map_or(0.0, |s| (s.size * LEADING).round())
    }

    fn height(&self) -> f32 {
        // A paragraph has a handful of lines.
        self.lines.len() as f32 * self.leading()
    }

    /// Puts it down below `top`, each part as one group; gives back where it ends.
    fn draw(&self, pen: &mut Pen<'_>, left: f32, top: f32, room: f32) -> f32 {
        let Some(style) = self.style else { return top };
        let mut tags: Vec<&'static str> = Vec::new();
        for (tag, ..) in self.lines.iter().flatten() {
            if !tags.contains(tag) {
                tags.push(tag);
            }
        }
        for wanted in tags {
            pen.part(wanted, |pen| {
                let mut y = top + style.size;
                for line in &self.lines {
                    for (_, x, text) in line.iter().filter(|piece| piece.0 == wanted) {
                        put(pen, (left + x, y), text, style, room - x);
                    }
                    y += self.leading();
                }
            });
        }
        top + self.height()
    }
}

/// Words of several parts that run on as one paragraph, in at most `most` lines.
fn flowing(
    pen: &Pen<'_>,
    parts: &[(&'static str, &str)],
    style: Style,
    room: f32,
    most: usize,
) -> Block {
    let space = pen.width(" ", style);
    let mut lines: Vec<Vec<(&'static str, f32, String)>> = Vec::new();
    let mut x = 0.0;
    for (tag, text) in parts {
        // Each part begins where the one before it ends, so its first words have less room.
        // A date is not torn apart where it fits on a line.
        let whole = *tag == part::AS_OF && pen.width(text, style) <= room;
        let mut rest: Vec<&str> =
            if whole { vec![text.trim()] } else { text.split_whitespace().collect() };
        while !rest.is_empty() {
            let start = if x > 0.0 { x + space } else { 0.0 };
            let fits = |n: &usize| {
                rest.get(..*n).is_some_and(|w| start + pen.width(&w.join(" "), style) <= room)
            };
            let n = (1..=rest.len()).take_while(fits).last().unwrap_or(0);
            if n == 0 && start > 0.0 {
                x = 0.0;
                continue;
            }
            // A word that is wider than the page is cut where it is drawn.
            let taken = n.max(1).min(rest.len());
            let words = rest.drain(..taken).collect::<Vec<_>>().join(" ");
            let width = pen.width(&words, style);
            if start > 0.0
                && let Some(line) = lines.last_mut()
            {
                line.push((tag, start, words));
            } else {
                lines.push(vec![(tag, 0.0, words)]);
            }
            x = if rest.is_empty() { start + width } else { 0.0 };
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some((_, x, text)) = lines.last_mut().and_then(|l| l.last_mut()) {
            let (size, weight) = (style.size, style.weight);
            *text = pen.measure.fit(&format!("{text} …"), size, weight, (room - *x).max(0.0)).0;
        }
    }
    for (tag, _) in parts {
        let pieces = || lines.iter().flatten().filter(|piece| piece.0 == *tag);
        let mut said: Vec<String> = pieces().map(|piece| piece.2.clone()).collect();
        carry(&mut said);
        let pieces = lines.iter_mut().flatten().filter(|piece| piece.0 == *tag);
        for (piece, text) in pieces.zip(said) {
            piece.2 = text;
        }
    }
    Block { lines, style: Some(style) }
}

fn sized(sizes: &[(f32, f32)], width: f32) -> f32 {
    sizes.iter().find(|(from, _)| width >= *from).map_or(12.0, |(_, size)| *size)
}

/// The words above the canvas.
#[derive(Debug, Clone)]
pub(super) struct Header {
    blocks: Vec<Block>,
    room: f32,
    /// Height of the whole, with the air above the canvas; 0 where it says nothing.
    pub height: f32,
}

impl Header {
    /// Headline and title.
    pub fn new(pen: &Pen<'_>, texts: &Texts, room: f32, page: Option<f32>) -> Self {
        let low = page.is_some_and(|h| h < LOW);
        let headline = Style::new(sized(&HEADLINES, room), Weight::SemiBold, Ink::Text);
        let title = Style::new(sized(&TITLES, room), Weight::Regular, Ink::Secondary);
        let most = if low { (HEADLINE_LINES - 1, 1) } else { (HEADLINE_LINES, TITLE_LINES) };
        let lines = |text: &str, style, most| pen.wrapped(&long_line(text), style, room, most);
        let mut heading = lines(&texts.headline, headline, most.0);
        if heading.len() > 1 && !heading.iter().any(|l| l.ends_with('…')) {
            heading = pen.even(&long_line(&texts.headline), headline, room, heading.len());
        }
        let mut blocks = vec![
            Block::of(part::HEADLINE, heading, headline),
            Block::of(part::TITLE, lines(&texts.title, title, most.1), title),
        ];
        blocks.retain(|b| !b.lines.is_empty());
        let height: f32 = blocks.iter().map(Block::height).sum();
        let height = if blocks.is_empty() { 0.0 } else { height + ABOVE_CANVAS };
        Self { blocks, room, height }
    }

    /// Puts it down.
    pub fn draw(&self, pen: &mut Pen<'_>, left: f32, top: f32) {
        let mut y = top;
        for block in &self.blocks {
            y = block.draw(pen, left, y, self.room);
        }
    }
}

/// The words below the canvas.
#[derive(Debug, Clone)]
pub(super) struct Below {
    blocks: Vec<Block>,
    imprint: String,
    room: f32,
    /// True where a bar is wanted.
    scale: bool,
    /// Height of the whole with the air above it; 0 where it says nothing.
    pub height: f32,
}

impl Below {
    /// Caption, method and as-of date, sources, then a line with bar and imprint.
    pub fn new(pen: &Pen<'_>, input: &PlateInput<'_>, room: f32, page: Option<f32>) -> Self {
        let texts = input.texts;
        let low = page.is_some_and(|h| h < LOW);
        let of = |(high, few): (usize, usize)| if low { few } else { high };
        let caption = pen.wrapped(&long_line(&texts.caption), CAPTION, room, of(CAPTION_LINES));
        let counted =
            [(part::METHOD, long_line(&texts.method)), (part::AS_OF, sentence(&texts.as_of))];
        let counted: Vec<(&'static str, &str)> = counted
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(tag, text)| (*tag, text.as_str()))
            .collect();
        let most = if room < NARROW { SOURCE_LINES.1 } else { SOURCE_LINES.0 };
        let mut blocks = vec![
            Block::of(part::CAPTION, caption, CAPTION),
            flowing(pen, &counted, SMALL, room, of(METHOD_LINES)),
            Block::of(part::SOURCES, sources(pen, &texts.sources, room, most), SMALL),
        ];
        blocks.retain(|b| !b.lines.is_empty());
        let imprint = pen.fit(&one_line(&texts.imprint), IMPRINT, room).0;
        let mut below = Self { blocks, imprint, room, scale: input.scale, height: 0.0 };
        let words: f32 = below.blocks.iter().map(|b| b.height() + BETWEEN).sum();
        let lines = u8::from(!below.imprint.is_empty()) + u8::from(below.scale);
        let lines = if below.shared(pen) { lines.min(1) } else { lines };
        let last = f32::from(lines) * line(SMALL);
        if words + last > 0.0 {
            below.height = BELOW_CANVAS + words + last;
        }
        below
    }

    /// True where bar and imprint fit on one line; how long the bar becomes shows only with the plot.
    fn shared(&self, pen: &Pen<'_>) -> bool {
        let bar = page_scale::most_width(self.room, pen);
        pen.width(&self.imprint, IMPRINT) + APART + bar <= self.room
    }

    /// Puts it down below `top`; gives back where it ends.
    pub fn draw(&self, pen: &mut Pen<'_>, left: f32, top: f32, bar: Option<ScaleBar>) -> f32 {
        if self.height <= 0.0 {
            return top;
        }
        let mut y = top + BELOW_CANVAS;
        for block in &self.blocks {
            y = block.draw(pen, left, y, self.room) + BETWEEN;
        }
        let mut baseline = y + SMALL.size;
        let mut end = y - BETWEEN;
        if let Some(bar) = &bar {
            let shared = !self.imprint.is_empty() && self.shared(pen);
            // Beside an imprint at the right, under the axis that it measures.
            let x = if shared { self.room - bar.width(pen) } else { 0.0 };
            bar.draw(pen, left + x, baseline);
            end = baseline - SMALL.size + line(SMALL);
            if !shared {
                baseline += line(SMALL);
            }
        }
        if !self.imprint.is_empty() {
            pen.part(part::IMPRINT, |pen| {
                pen.text_fit(left, baseline, &self.imprint, IMPRINT, self.room);
            });
            end = baseline - SMALL.size + line(SMALL);
        }
        end
    }
}

/// A line that was made to fit; only a single word that is wider than the page is cut.
fn put(pen: &mut Pen<'_>, (x, y): (f32, f32), text: &str, style: Style, room: f32) {
    if pen.width(text, style) <= room + 0.5 {
        pen.text(x, y, text, style);
    } else {
        pen.text_fit(x, y, text, style, room);
    }
}

fn line(style: Style) -> f32 {
    (style.size * LEADING).round()
}

/// A text of any length without breaks and control characters.
fn long_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// With a full stop, for what runs on behind another sentence.
fn sentence(text: &str) -> String {
    let text = long_line(text);
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The sources, as many as fit on `most` lines.
fn sources(pen: &Pen<'_>, titles: &[String], room: f32, most: usize) -> Vec<String> {
    if titles.is_empty() {
        return Vec::new();
    }
    let told = |n: usize| named_sources(titles, n);
    let mut best = pen.wrapped(&told(1), SMALL, room, most);
    for n in 2..=titles.len().min(MOST_SOURCES) {
        let lines = pen.measure.wrap(&told(n), SMALL.size, SMALL.weight, room);
        if lines.len() > most {
            break;
        }
        best = lines;
    }
    best
}
