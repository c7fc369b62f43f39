//! The time limits under the lanes: which rows there are, and what each says.

use super::describe;
use super::flow::{self, Entry, Flow};
use super::frame::{Frame, LimitMetrics};
use super::limit_bars::{self, Places};
use super::limit_head;
use super::limit_print;
use super::limit_row;
use super::limit_words;
use super::pen::{Pen, Style, one_line};
use super::sheet::{Tag, Target, TargetKind};
use super::targets::Targets;
use crate::case::Reveal;
use crate::date::words;
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Rect, Stroke, Weight};
use std::rc::Rc;

const HEADER: Style = Style::new(13.0, Weight::SemiBold, Ink::Text);
const HEADER_NOTE: Style = Style::new(12.0, Weight::Regular, Ink::Secondary);
const GROUP: Style = Style::new(11.0, Weight::Medium, Ink::Secondary);
const TITLE: Style = Style::new(12.0, Weight::SemiBold, Ink::Text);
const SECOND: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);

/// How much higher a row of one line is with a second one.
const SECOND_LINE: f32 = 12.5;

/// What a row of the section is.
#[derive(Debug, Clone, PartialEq)]
enum Row {
    /// A heading of the case.
    Group(String),
    /// A limit, by its place in the list of deadlines.
    Bar(usize),
    /// A limit that lies outside the window, on the left or on the right.
    Away(usize, bool),
}

/// A row at its place.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    row: Row,
    /// Its top, from the top of the section.
    y: f32,
    height: f32,
    /// What of its height lines take that other rows do not have.
    more: f32,
}

/// The section as it will be drawn.
#[derive(Debug)]
pub(super) struct LimitsPlan {
    rows: Vec<Placed>,
    never: Option<(Rc<Flow>, f32)>,
    metrics: LimitMetrics,
    /// Height of the whole section; 0 where no limit is shown.
    pub height: f32,
}

/// The limits that pass the filter, with their places in the list of deadlines.
fn shown<'a>(frame: &Frame<'a>) -> Vec<(usize, &'a Deadline)> {
    let input = frame.input;
    let found = input.shown.deadlines.iter();
    found.filter_map(|i| input.deadlines.get(*i).map(|d| (*i, d))).collect()
}

/// Finds the rows and their heights; `never` is what [`never`] gives.
pub(super) fn plan(
    frame: &Frame<'_>,
    metrics: LimitMetrics,
    never: Option<&Rc<Flow>>,
    pen: &Pen<'_>,
) -> LimitsPlan {
    let shown = shown(frame);
    if shown.is_empty() {
        return LimitsPlan { rows: Vec::new(), never: None, metrics, height: 0.0 };
    }
    let mut rows = Vec::new();
    let mut y = metrics.header;
    let mut group: Option<&str> = None;
    for (place, d) in &shown {
        let Some(places) = Places::new(d, frame).filter(|_| d.verdict != Verdict::NeverTriggered)
        else {
            continue;
        };
        if d.group.as_deref() != group {
            group = d.group.as_deref();
            if let Some(title) = group {
                let row = Row::Group(one_line(title));
                rows.push(Placed { row, y, height: metrics.group, more: 0.0 });
                y += metrics.group;
            }
        }
        let (from, to) = places.ends(d.verdict);
        let (row, height) = if to < frame.scale.x0 {
            (Row::Away(*place, true), metrics.away)
        } else if from > frame.scale.x1 {
            (Row::Away(*place, false), metrics.away)
        } else {
            (Row::Bar(*place), metrics.row)
        };
        let more = more_lines(&row, d, metrics, frame, pen);
        rows.push(Placed { row, y, height: height + more, more });
        y += height + more;
    }
    let never = never.map(|flow| {
        let top = y + 4.0;
        y = top + flow.height().max(34.0) + 8.0;
        (Rc::clone(flow), top)
    });
    LimitsPlan { rows, never, metrics, height: y + 8.0 }
}

/// What a row needs beyond the height that rows have: for a head of more lines, or for words below the bar.
fn more_lines(
    row: &Row,
    d: &Deadline,
    metrics: LimitMetrics,
    frame: &Frame<'_>,
    pen: &Pen<'_>,
) -> f32 {
    let away = match row {
        Row::Away(_, left) => Some(*left),
        _ => None,
    };
    if metrics.two_lines {
        return limit_head::lines_beyond_two(d, frame, pen);
    }
    let head = limit_head::on_one_line(d, away, metrics, frame, pen);
    let left = limit_head::plot_left(&head, frame);
    let tall = head.below || away.is_none() && limit_row::needs_second(pen, d, frame, left);
    if tall { SECOND_LINE } else { 0.0 }
}

/// Limits that nothing triggered: never folded away, but gathered where they take little room.
pub(super) fn never(frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Rc<Flow>> {
    let entries: Vec<Entry> = shown(frame)
        .iter()
        .filter(|(_, d)| d.verdict == Verdict::NeverTriggered || d.trigger.is_none())
        .map(|(_, d)| Entry {
            tag: Tag::Limit(d.key.clone()),
            kind: TargetKind::Limit,
            text: limit_words::never_entry(d),
            sentence: frame.input.manner.say(|| describe::limit(d)),
            selected: frame.emphasis.limit.as_ref() == Some(&d.key),
            withheld: false,
        })
        .collect();
    let left = frame.head + 8.0;
    (!entries.is_empty()).then(|| Rc::new(flow::flow(entries, left, frame.width - 12.0, pen)))
}

impl LimitsPlan {
    /// How many rows with a bar there are.
    pub fn bars(&self) -> usize {
        self.rows.iter().filter(|r| matches!(r.row, Row::Bar(_))).count()
    }

    /// Top of the row of a limit, from the top of the section, and the middle of its bar.
    pub fn middle(&self, place: usize) -> Option<f32> {
        self.rows.iter().find_map(|placed| match placed.row {
            Row::Bar(i) | Row::Away(i, _) if i == place => Some(placed.y + self.bar_middle(placed)),
            _ => None,
        })
    }

    /// The middle of the bar, from the top of its row.
    fn bar_middle(&self, placed: &Placed) -> f32 {
        // Two lines of words hang below the middle of the bar, one line is centred on it.
        let up = if self.metrics.two_lines { 5.0 } else { 0.0 };
        (placed.height - placed.more) / 2.0 - up
    }

    /// Draws the section, whose top is at `top`.
    pub fn draw(&self, pen: &mut Pen<'_>, top: f32, frame: &Frame<'_>, targets: &mut Targets) {
        if self.height <= 0.0 {
            return;
        }
        self.header(pen, top, frame);
        let told = frame.input.manner.shows(Reveal::Outcome);
        for placed in &self.rows {
            match &placed.row {
                Row::Group(title) => {
                    let most = frame.width - frame.head_x() - 12.0;
                    let baseline = top + placed.y + placed.height - 3.0;
                    pen.text_fit(frame.head_x(), baseline, title, GROUP, most);
                }
                Row::Bar(place) => self.limit(pen, *place, None, top, placed, frame, targets),
                Row::Away(place, left) => {
                    self.limit(pen, *place, Some(*left), top, placed, frame, targets);
                }
            }
        }
        // That nothing triggered it is an outcome too.
        if let Some((flow, y)) = self.never.as_ref().filter(|_| told) {
            let baseline = top + y + 14.0;
            let date = words::day(frame.input.as_of.day(frame.zone));
            let most = frame.head_text_width();
            pen.line(
                (frame.head_x(), top + y - 2.0),
                (frame.width - 12.0, top + y - 2.0),
                Stroke::solid(Ink::Hairline, 1.0),
            );
            let by = format!("by {date}");
            let wraps = frame.input.manner.page;
            let mut y = baseline;
            for (text, style) in
                [("Never triggered", TITLE.ink(Ink::Secondary)), (by.as_str(), SECOND)]
            {
                let lines =
                    if wraps { pen.wrapped(text, style, most, 2) } else { vec![text.to_owned()] };
                for line in lines {
                    pen.text_fit(frame.head_x(), y, &line, style, most);
                    y += 15.0;
                }
            }
            flow.draw(pen, frame, baseline, targets);
        }
    }

    fn header(&self, pen: &mut Pen<'_>, top: f32, frame: &Frame<'_>) {
        let x = frame.head_x();
        let baseline = top + self.metrics.header - 10.0;
        let end = pen.text_fit(x, baseline, "Time limits", HEADER, frame.width - x - 8.0);
        if frame.is_narrow_page() {
            return;
        }
        let note = "what the law required, from the event that started each";
        let (note, w) = pen.fit(note, HEADER_NOTE, frame.width - end - 26.0);
        frame.part_lines(pen, (end + 14.0, end + 14.0 + w), baseline, HEADER_NOTE.size);
        pen.text_measured(end + 14.0, baseline, &note, w, HEADER_NOTE);
    }

    #[expect(clippy::too_many_arguments, reason = "a row, its place, and what is drawn on")]
    fn limit(
        &self,
        pen: &mut Pen<'_>,
        place: usize,
        away: Option<bool>,
        top: f32,
        placed: &Placed,
        frame: &Frame<'_>,
        targets: &mut Targets,
    ) {
        let Some(d) = frame.input.deadlines.get(place) else {
            return;
        };
        let told = frame.input.manner.shows(Reveal::Outcome);
        let undecided = (!told).then(|| limit_words::undecided(d));
        let d = undecided.as_ref().unwrap_or(d);
        let tag = Tag::Limit(d.key.clone());
        let said = || if told { describe::limit(d) } else { limit_words::allowed(d) };
        let sentence = frame.input.manner.say(said);
        let selected = frame.emphasis.limit.as_ref() == Some(&d.key);
        let receded = frame.emphasis.recedes_limit(&d.key);
        let y = top + placed.y;
        let rect = Rect::from_edges(0.0, y, frame.width, y + placed.height);
        let middle = y + self.bar_middle(placed);
        pen.group(&tag, &sentence, |pen| {
            if selected {
                pen.fill(rect, 0.0, Fill::Plain(Ink::Accent, 0.07));
            }
            let ink = match (selected, receded) {
                (true, _) => Ink::Accent,
                (_, true) => Ink::Secondary,
                _ => Ink::Text,
            };
            let head_end = limit_head::draw(pen, d, away, self.metrics, (middle, ink), frame);
            // The ring of what began with the window is drawn whole.
            let begins = Places::new(d, frame).map(|p| p.trigger.0 - frame.scale.x0);
            let on_edge = begins.is_some_and(|x| x > -0.5 && frame.input.manner.page);
            let from = if on_edge { frame.head - 6.0 } else { frame.head };
            let plot = Rect::from_edges(from, y, frame.width, y + placed.height);
            let left = (frame.scale.x0 + limit_row::EDGE).max(head_end + 12.0);
            let at = limit_row::Row {
                y: middle,
                bar: self.metrics.bar,
                two_lines: self.metrics.two_lines,
                edges: (left, frame.scale.x1 - frame.edge_right()),
                ink: if receded { Ink::Secondary } else { limit_words::ink(d.verdict) },
                told,
            };
            pen.clip(plot, |pen| match away {
                Some(left) => limit_row::away(pen, d, frame, &at, left),
                None => bar(pen, d, &at, frame),
            });
        });
        targets.middle(&tag, middle);
        targets.push(Target { tag, kind: TargetKind::Limit, rect, label: sentence });
    }
}

/// The bar of a limit with its words.
fn bar(pen: &mut Pen<'_>, d: &Deadline, at: &limit_row::Row, frame: &Frame<'_>) {
    let Some(places) = Places::new(d, frame) else { return };
    let alpha = frame.emphasis.of_limit(&d.key);
    let draw = if frame.input.print { limit_print::draw } else { limit_bars::draw };
    draw(pen, d, &places, at.y, at.bar, alpha);
    limit_bars::earlier_ends(pen, d, frame, at.y, at.bar);
    limit_row::outcome(pen, d, &places, frame, at);
    limit_bars::act(pen, d, &places, at.y, at.bar, alpha);
}
