//! The words around the canvas of a slide: headline, footer, number.

use super::super::pen::{Pen, Style};
use super::super::texts::{named_sources, short_method};
use super::{Slide, shows};
use crate::case::Reveal;
use crate::scene::fonts::carry;
use crate::scene::{Group, Ink, Node, Weight, part};

/// Size of the headline, and the least that three lines of it are given.
const HEADLINE: f32 = 28.0;
const LEAST_HEADLINE: f32 = 24.0;
/// From base line to base line, as a part of the size.
const LEADING: f32 = 1.2;
/// Base line of the first line; that of three lines stands higher.
const FIRST: f32 = 67.0;
const FIRST_OF_THREE: f32 = 62.0;
/// Lines that a headline may have, and those that it should have.
const MOST: usize = 3;
const WANTED: usize = 2;
/// More letters than this are no headline, and are not measured.
const LONGEST: usize = 600;

const SMALL: Style = Style::new(12.0, Weight::Regular, Ink::Secondary);
/// Lines of the footer.
const FOOTER_LINES: usize = 3;
/// From base line to base line.
const FOOTER_LINE: f32 = 16.5;
/// Base line of the first line of three, from the bottom; fewer lines stand a little lower.
const FOOTER_FIRST: f32 = 71.0;
/// Base line of the number and the imprint, from the bottom.
const NUMBER: f32 = 20.0;

/// Everything that `draw` puts down, as one part of the words around the canvas.
fn tagged(pen: &mut Pen<'_>, tag: &str, title: &str, draw: impl FnOnce(&mut Pen<'_>)) {
    let outer = std::mem::take(&mut pen.nodes);
    draw(pen);
    let children = std::mem::replace(&mut pen.nodes, outer);
    if !children.is_empty() {
        let (tag, title) = (tag.to_owned(), title.to_owned());
        pen.nodes.push(Node::Group(Group { tag, title, children }));
    }
}

/// One line of plain text, cut where no slide could hold it.
fn plain(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut line: String = text.trim().chars().take(LONGEST).map(clean).collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

/// Puts the headline down: two lines at full size, three somewhat smaller.
pub(super) fn headline(slide: &mut Slide<'_>, pen: &mut Pen<'_>) {
    let text = plain(&slide.input.texts.headline);
    if text.is_empty() {
        return;
    }
    let (x0, x1) = slide.edges();
    let room = x1 - x0;
    let bound = bound(&text);
    let at = |size: f32| pen.measure.wrap(&bound, size, Weight::SemiBold, room);
    let (size, mut lines) = match at(HEADLINE) {
        lines if lines.len() <= WANTED => (HEADLINE, lines),
        _ => (LEAST_HEADLINE, at(LEAST_HEADLINE)),
    };
    if lines.len() > WANTED {
        slide.warn("The headline takes more than 2 lines: say it in fewer words".to_owned());
    }
    let style = Style::new(size, Weight::SemiBold, Ink::Text);
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(pen.fit(&rest, style, room).0);
        slide.warn("The headline is cut: more than 3 lines have no room".to_owned());
    } else if lines.len() > 1 {
        lines = pen.even(&bound, style, room, lines.len());
    }
    let first = if lines.len() > WANTED { FIRST_OF_THREE } else { FIRST };
    tagged(pen, part::HEADLINE, &text, |pen| {
        for (n, line) in lines.iter().enumerate() {
            let baseline = first + n as f32 * size * LEADING;
            pen.text_fit(x0, baseline, &line.replace(BOUND, " "), style, room);
        }
    });
}

/// A space at which no line ends.
const BOUND: char = '\u{a0}';

/// The text with each number bound to the word after it, so that no line ends between day and month.
fn bound(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for word in text.split(' ') {
        let number = found.rsplit([' ', BOUND]).next().is_some_and(|w| {
            !w.is_empty() && w.len() <= 3 && w.chars().all(|c| c.is_ascii_digit())
        });
        if !found.is_empty() {
            found.push(if number { BOUND } else { ' ' });
        }
        found.push_str(word);
    }
    found
}

/// A run of words of one part on one line.
struct Run {
    tag: &'static str,
    line: usize,
    x: f32,
    text: String,
}

/// The small print, placed.
pub(super) struct Footer {
    runs: Vec<Run>,
    lines: usize,
}

/// Fills lines with words, part after part.
struct Flow<'a> {
    pen: &'a Pen<'a>,
    x0: f32,
    x1: f32,
    /// Lines that may be used.
    most: usize,
    line: usize,
    x: f32,
    runs: Vec<Run>,
}

impl Flow<'_> {
    /// Adds the words of a part; false where they had to be cut.
    fn add(&mut self, tag: &'static str, text: &str) -> bool {
        let first = self.runs.len();
        let whole = self.flow(tag, text);
        let added = self.runs.get_mut(first..).unwrap_or_default();
        let mut lines: Vec<String> = added.iter().map(|r| r.text.clone()).collect();
        carry(&mut lines);
        for (run, line) in added.iter_mut().zip(lines) {
            run.text = line;
        }
        whole
    }

    fn flow(&mut self, tag: &'static str, text: &str) -> bool {
        let mut rest: Vec<&str> = text.split_whitespace().collect();
        while !rest.is_empty() {
            let gap = if self.x > self.x0 { self.pen.width(" ", SMALL) } else { 0.0 };
            let room = self.x1 - self.x - gap;
            let mut n = 0;
            while n < rest.len() && self.width(&rest, n + 1) <= room {
                n += 1;
            }
            let last = self.line + 1 >= self.most;
            if n < rest.len() && last {
                let (cut, _) = self.pen.fit(&rest.join(" "), SMALL, room);
                self.push(tag, gap, cut);
                return false;
            }
            if n == 0 && self.x <= self.x0 {
                // A single word that is wider than the slide.
                let (cut, _) = self.pen.fit(rest.first().unwrap_or(&""), SMALL, room);
                self.push(tag, 0.0, cut);
                n = 1;
            } else if n > 0 {
                let text = rest.get(..n).unwrap_or_default().join(" ");
                self.push(tag, gap, text);
            }
            rest.drain(..n);
            if !rest.is_empty() {
                self.next_line();
            }
        }
        true
    }

    fn width(&self, words: &[&str], n: usize) -> f32 {
        self.pen.width(&words.get(..n).unwrap_or_default().join(" "), SMALL)
    }

    fn push(&mut self, tag: &'static str, gap: f32, text: String) {
        if text.is_empty() {
            return;
        }
        let x = self.x + gap;
        self.x = x + self.pen.width(&text, SMALL);
        self.runs.push(Run { tag, line: self.line, x, text });
    }

    fn next_line(&mut self) {
        self.line += 1;
        self.x = self.x0;
    }
}

/// A sentence with its full stop.
fn sentence(text: &str) -> String {
    let text = plain(text);
    let ends = text.ends_with(['.', '!', '?', '…', '؟', '。', '”']);
    if text.is_empty() || ends { text } else { format!("{text}.") }
}

impl Footer {
    /// Places the small print: caption and method first, then sources and the as-of date.
    pub fn new(slide: &mut Slide<'_>, names_zone: bool, pen: &Pen<'_>) -> Self {
        let texts = slide.input.texts;
        let (x0, x1) = slide.edges();
        let mut flow = Flow { pen, x0, x1, most: FOOTER_LINES, line: 0, x: x0, runs: Vec::new() };
        let zone = format!("Times in {}.", slide.frame.zone);
        let mut last = sentence(&texts.as_of);
        let as_of_tag = if last.is_empty() { part::SOURCES } else { part::AS_OF };
        if names_zone {
            last = format!("{last} {zone}").trim().to_owned();
        }
        let ends = !last.is_empty() || !texts.sources.is_empty();
        flow.most = FOOTER_LINES - usize::from(ends);
        let (caption, method) = (sentence(&texts.caption), sentence(&short_method(&texts.method)));
        let caption_fits = flow.add(part::CAPTION, &caption);
        let method_fits = caption_fits && flow.add(part::METHOD, &method);
        if !flow.runs.is_empty() && ends {
            flow.next_line();
        }
        flow.most = FOOTER_LINES;
        sources(&mut flow, &texts.sources, &last);
        flow.add(as_of_tag, &last);
        if !caption_fits {
            slide.warn("The caption is cut: the footer has 3 lines".to_owned());
        } else if !method_fits {
            slide.warn("How the limits were counted is cut: the footer has 3 lines".to_owned());
        }
        let lines = flow.runs.iter().map(|r| r.line + 1).max().unwrap_or(0);
        Self { runs: flow.runs, lines }
    }

    /// Puts the small print, the imprint, how many limits are not shown, and the number down.
    pub fn draw(&self, slide: &Slide<'_>, unshown: usize, pen: &mut Pen<'_>) {
        let (x0, x1) = slide.edges();
        let lower = if self.lines < FOOTER_LINES { FOOTER_LINE / 2.0 } else { 0.0 };
        let first = slide.height - FOOTER_FIRST + lower;
        for tag in [part::CAPTION, part::METHOD, part::SOURCES, part::AS_OF] {
            // How limits were counted is said from where limits are shown, and keeps its room before.
            if tag == part::METHOD && !shows(slide, Reveal::Limit) {
                continue;
            }
            let runs: Vec<&Run> = self.runs.iter().filter(|r| r.tag == tag).collect();
            let all = runs.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join(" ");
            tagged(pen, tag, &all, |pen| {
                for run in runs {
                    pen.text(run.x, first + run.line as f32 * FOOTER_LINE, &run.text, SMALL);
                }
            });
        }
        let y = slide.height - NUMBER;
        let number = plain(&slide.input.texts.number);
        let width = pen.width(&number, SMALL).min(x1 - x0);
        tagged(pen, part::NUMBER, &number, |pen| {
            pen.text_fit(x1 - width, y, &number, SMALL, x1 - x0);
        });
        let imprint = plain(&slide.input.texts.imprint);
        let room = x1 - x0 - if number.is_empty() { 0.0 } else { width + 24.0 };
        let mut x = x0;
        tagged(pen, part::IMPRINT, &imprint, |pen| {
            x = pen.text_fit(x0, y, &imprint, SMALL, room);
        });
        // Who sees the slide must know that these are not all the limits: no one reads warnings in a court.
        if unshown > 0 && shows(slide, Reveal::Limit) {
            let limits = if unshown == 1 { "time limit" } else { "time limits" };
            let text = format!("Not shown, for want of room: {unshown} {limits}");
            let x = if x > x0 { x + 24.0 } else { x0 };
            let style = Style::new(SMALL.size, Weight::SemiBold, Ink::Text);
            pen.text_fit(x, y, &text, style, x0 + room - x);
        }
    }
}

/// As many sources as leave room for what comes last.
fn sources(flow: &mut Flow<'_>, titles: &[String], last: &str) {
    if titles.is_empty() {
        return;
    }
    let say = |n: usize| named_sources(titles, n);
    let room = flow.x1 - flow.x0;
    let lines = flow.most.saturating_sub(flow.line);
    let fits = |n: &usize| {
        let text = format!("{} {last}", say(*n));
        flow.pen.measure.wrap(&text, SMALL.size, SMALL.weight, room).len() <= lines
    };
    // More than forty titles never fit on three lines.
    let most = titles.len().min(40);
    let said = match (1..=most).rev().find(fits) {
        Some(n) => say(n),
        None => {
            // Not even one title fits in full beside what comes last.
            let left = room - flow.pen.width(last, SMALL) - flow.pen.width(" ", SMALL);
            let whole = (titles.len() > 1).then(|| format!("Sources: {} titles.", titles.len()));
            whole.unwrap_or_else(|| flow.pen.fit(&say(1), SMALL, left).0)
        }
    };
    flow.add(part::SOURCES, &said);
}
