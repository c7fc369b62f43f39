//! The time limits under the lanes: which rows there are, and what each says.

use super::describe;
use super::flow::{self, Entry, Flow};
use super::frame::{Frame, LimitMetrics};
use super::lanes::head_x;
use super::limit_bars::{self, Places};
use super::limit_print;
use super::limit_row;
use super::limit_words;
use super::pen::{Pen, Style, one_line};
use super::sheet::{Tag, Target, TargetKind};
use super::targets::Targets;
use crate::date::words;
use crate::law::{Deadline, Verdict};
use crate::scene::{Fill, Ink, Rect, Stroke, Weight};

const HEADER: Style = Style::new(13.0, Weight::SemiBold, Ink::Text);
const HEADER_NOTE: Style = Style::new(11.5, Weight::Regular, Ink::Secondary);
const GROUP: Style = Style::new(11.0, Weight::Medium, Ink::Secondary);
const TITLE: Style = Style::new(12.0, Weight::SemiBold, Ink::Text);
const SECOND: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);

/// How far a head on one line may run on into the plot, where its bar starts later.
const HEAD_SPILL: f32 = 120.0;
/// How much higher a row of one line is with a second one.
const SECOND_LINE: f32 = 12.5;
/// Rows as low as this are those of a small screen, which have no room for what the tooltip says.
const DENSE_ROW: f32 = 20.0;
/// Air between title and provision on one line.
const HEAD_GAP: f32 = 7.0;

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

/// The words of a head: title, provision, and where they end in the plot.
struct Head {
    title: (String, f32),
    second: Option<String>,
    /// True where the provision stands on a line of its own.
    below: bool,
    end: f32,
}

/// The section as it will be drawn; each row with its top, its height, and whether it has a second line though the
/// others have one.
#[derive(Debug)]
pub(super) struct LimitsPlan {
    rows: Vec<(Row, f32, f32, bool)>,
    never: Option<(Flow, f32)>,
    metrics: LimitMetrics,
    /// Height of the whole section; 0 where no limit is shown.
    pub height: f32,
}

/// Finds the rows and their heights.
pub(super) fn plan(frame: &Frame<'_>, metrics: LimitMetrics, pen: &Pen<'_>) -> LimitsPlan {
    let input = frame.input;
    let shown: Vec<(usize, &Deadline)> = input
        .shown
        .deadlines
        .iter()
        .filter_map(|i| input.deadlines.get(*i).map(|d| (*i, d)))
        .collect();
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
                rows.push((Row::Group(one_line(title)), y, metrics.group, false));
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
        let tall = !metrics.two_lines && {
            let away = match row {
                Row::Away(_, left) => Some(left),
                _ => None,
            };
            let head = one_line_head(d, away, metrics, frame, pen);
            head.below
                || away.is_none() && limit_row::needs_second(pen, d, frame, plot_left(&head, frame))
        };
        let height = height + if tall { SECOND_LINE } else { 0.0 };
        rows.push((row, y, height, tall));
        y += height;
    }
    let never = never(&shown, frame, pen).map(|flow| {
        let top = y + 4.0;
        y = top + flow.height().max(34.0) + 8.0;
        (flow, top)
    });
    LimitsPlan { rows, never, metrics, height: y + 8.0 }
}

/// Limits that nothing triggered: never folded away, but gathered where they take little room.
fn never(shown: &[(usize, &Deadline)], frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Flow> {
    let entries: Vec<Entry> = shown
        .iter()
        .filter(|(_, d)| d.verdict == Verdict::NeverTriggered || d.trigger.is_none())
        .map(|(_, d)| Entry {
            tag: Tag::Limit(d.key.clone()),
            kind: TargetKind::Limit,
            text: limit_words::never_entry(d),
            sentence: describe::limit(d),
            selected: frame.emphasis.limit.as_ref() == Some(&d.key),
        })
        .collect();
    let left = frame.head + 8.0;
    (!entries.is_empty()).then(|| flow::flow(entries, left, frame.width - 12.0, pen))
}

/// Where the plot has room beside a head.
fn plot_left(head: &Head, frame: &Frame<'_>) -> f32 {
    (frame.scale.x0 + limit_row::EDGE).max(head.end + 12.0)
}

/// Title and provision on one line, running on into the plot where the bar starts later; else one below the other.
fn one_line_head(
    d: &Deadline,
    away: Option<bool>,
    metrics: LimitMetrics,
    frame: &Frame<'_>,
    pen: &Pen<'_>,
) -> Head {
    let start = Places::new(d, frame).filter(|_| away.is_none()).map(|p| p.ends(d.verdict).0);
    let spill = start.map_or(HEAD_SPILL, |x| (x - frame.head - 16.0).clamp(0.0, HEAD_SPILL));
    let spill = spill.min(frame.scale.width() * 0.25);
    let x = head_x(frame);
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

impl LimitsPlan {
    /// How many rows with a bar there are.
    pub fn bars(&self) -> usize {
        self.rows.iter().filter(|r| matches!(r.0, Row::Bar(_))).count()
    }

    /// Top of the row of a limit, from the top of the section, and the middle of its bar.
    pub fn middle(&self, place: usize) -> Option<f32> {
        self.rows.iter().find_map(|(row, y, height, tall)| match row {
            Row::Bar(i) | Row::Away(i, _) if *i == place => {
                Some(y + self.bar_middle(*height, *tall))
            }
            _ => None,
        })
    }

    fn bar_middle(&self, height: f32, tall: bool) -> f32 {
        // Two lines of words hang below the middle of the bar, one line is centred on it.
        match (self.metrics.two_lines, tall) {
            (true, _) => height / 2.0 - 5.0,
            (false, true) => (height - SECOND_LINE) / 2.0,
            (false, false) => height / 2.0,
        }
    }

    /// Draws the section, whose top is at `top`.
    pub fn draw(&self, pen: &mut Pen<'_>, top: f32, frame: &Frame<'_>, targets: &mut Targets) {
        if self.height <= 0.0 {
            return;
        }
        self.header(pen, top, frame);
        for (row, y, height, tall) in &self.rows {
            let y = top + y;
            match row {
                Row::Group(title) => {
                    let most = frame.width - head_x(frame) - 12.0;
                    pen.text_fit(head_x(frame), y + height - 3.0, title, GROUP, most);
                }
                Row::Bar(place) => {
                    self.limit(pen, *place, None, (y, *height, *tall), frame, targets)
                }
                Row::Away(place, left) => {
                    self.limit(pen, *place, Some(*left), (y, *height, *tall), frame, targets)
                }
            }
        }
        if let Some((flow, y)) = &self.never {
            let baseline = top + y + 14.0;
            let date = words::day(frame.input.as_of.day(frame.zone));
            let most = frame.head_text_width();
            pen.line(
                (head_x(frame), top + y - 2.0),
                (frame.width - 12.0, top + y - 2.0),
                Stroke::solid(Ink::Hairline, 1.0),
            );
            pen.text_fit(
                head_x(frame),
                baseline,
                "Never triggered",
                TITLE.ink(Ink::Secondary),
                most,
            );
            pen.text_fit(head_x(frame), baseline + 15.0, &format!("by {date}"), SECOND, most);
            flow.draw(pen, frame, baseline, targets);
        }
    }

    fn header(&self, pen: &mut Pen<'_>, top: f32, frame: &Frame<'_>) {
        let x = head_x(frame);
        let baseline = top + self.metrics.header - 10.0;
        let end = pen.text_fit(x, baseline, "Time limits", HEADER, frame.width - x - 8.0);
        let note = "what the law required, from the event that started each";
        let (note, w) = pen.fit(note, HEADER_NOTE, frame.width - end - 26.0);
        frame.part_lines(pen, (end + 14.0, end + 14.0 + w), baseline, HEADER_NOTE.size);
        pen.text_measured(end + 14.0, baseline, &note, w, HEADER_NOTE);
    }

    fn limit(
        &self,
        pen: &mut Pen<'_>,
        place: usize,
        away: Option<bool>,
        (y, height, tall): (f32, f32, bool),
        frame: &Frame<'_>,
        targets: &mut Targets,
    ) {
        let Some(d) = frame.input.deadlines.get(place) else {
            return;
        };
        let tag = Tag::Limit(d.key.clone());
        let sentence = describe::limit(d);
        let selected = frame.emphasis.limit.as_ref() == Some(&d.key);
        let rect = Rect::from_edges(0.0, y, frame.width, y + height);
        let middle = y + self.bar_middle(height, tall);
        pen.group(&tag, &sentence, |pen| {
            if selected {
                pen.fill(rect, 0.0, Fill::Plain(Ink::Accent, 0.07));
            }
            let head_end = self.row_head(pen, d, away, middle, selected, frame);
            let plot = Rect::from_edges(frame.head, y, frame.width, y + height);
            let left = (frame.scale.x0 + limit_row::EDGE).max(head_end + 12.0);
            let edges = (left, frame.scale.x1 - limit_row::EDGE_RIGHT);
            let (bar, two_lines) = (self.metrics.bar, self.metrics.two_lines);
            let at = limit_row::Row { y: middle, bar, two_lines, edges };
            pen.clip(plot, |pen| match away {
                Some(left) => limit_row::away(pen, d, frame, &at, left),
                None => {
                    if let Some(places) = Places::new(d, frame) {
                        let alpha = frame.emphasis.of_limit(&d.key);
                        let bar =
                            if frame.input.print { limit_print::draw } else { limit_bars::draw };
                        bar(pen, d, &places, middle, self.metrics.bar, alpha);
                        limit_bars::earlier_ends(pen, d, frame, middle, self.metrics.bar);
                        limit_row::outcome(pen, d, &places, frame, &at);
                        limit_bars::act(pen, d, &places, middle, self.metrics.bar, alpha);
                    }
                }
            });
        });
        targets.push(Target { tag, kind: TargetKind::Limit, rect, label: sentence });
    }

    fn row_head(
        &self,
        pen: &mut Pen<'_>,
        d: &Deadline,
        away: Option<bool>,
        middle: f32,
        selected: bool,
        frame: &Frame<'_>,
    ) -> f32 {
        let (x, most) = (head_x(frame), frame.head_text_width());
        let ink = if selected { Ink::Accent } else { Ink::Text };
        if self.metrics.two_lines {
            let baseline = middle - 0.5;
            pen.text_fit(x, baseline + 2.0, &d.title, TITLE.ink(ink), most);
            let fits =
                limit_words::place_variants(d).into_iter().find(|t| pen.width(t, SECOND) <= most);
            let place = fits.unwrap_or_else(|| limit_words::place_words(d));
            pen.text_fit(x, baseline + 15.5, &place, SECOND, most);
            return 0.0;
        }
        let head = one_line_head(d, away, self.metrics, frame, pen);
        let baseline = middle + 4.3;
        let end = pen.text_measured(x, baseline, &head.title.0, head.title.1, TITLE.ink(ink));
        if let Some(text) = &head.second {
            let (x, y) = if head.below { (x, baseline + 14.0) } else { (end + HEAD_GAP, baseline) };
            frame.part_lines(pen, (x, x + pen.width(text, SECOND)), y, SECOND.size);
            pen.text(x, y, text, SECOND);
        }
        head.end
    }
}
