//! The words beside a mark, and the ways in which they can stand beside it.

use super::frame::{Frame, LaneMetrics};
use super::marks::{Body, Mark};
use super::near_words;
use super::pen::{Pen, Style, one_line};
use super::rows::Choice;
use crate::case::Event;
use crate::date::Bounds;
use crate::scene::fonts::isolate;
use crate::scene::{Ink, Weight};

/// First line of a label.
pub(super) const TITLE: Style = Style::new(12.0, Weight::Medium, Ink::Text);
/// First line of the label of the selected mark.
const SELECTED: Style = Style::new(12.0, Weight::SemiBold, Ink::Accent);
/// Second line of a label.
pub(super) const SECOND: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
/// Air between a mark and its label: room for the ring of a selected mark, so that selecting moves nothing.
const GAP: f32 = 9.0;
/// Air between the two parts of a label on one line.
const INLINE_GAP: f32 = 7.0;
/// Second lines are cut here unless the title is longer.
const SECOND_MOST: f32 = 232.0;
/// Titles are cut to this before they are dropped.
const SHORTENED: f32 = 96.0;
/// A span at least this wide carries its label below it.
const CARRIES: f32 = 44.0;
/// Labels keep this far from the edges of the plot.
const EDGE: f32 = 4.0;
/// The least part of a title that still says something, and the least number of its letters.
const LEAST: (f32, usize) = (0.6, 10);

/// The side of the mark on which the label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// After it.
    Right,
    /// Under it, at its start.
    Below,
    /// Before it.
    Left,
}

/// The words of a mark with their widths.
#[derive(Debug, Clone)]
pub(super) struct Words {
    title: (String, f32),
    /// Date words and first actor, for the second line.
    second: Option<(String, f32)>,
    /// Date words alone, for one line.
    date: Option<(String, f32)>,
    style: Style,
}

/// A label at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Where it stands.
    pub side: Side,
    /// Left end of the title.
    pub x: f32,
    /// The title and its width.
    pub title: (String, f32),
    /// The second part and its width.
    pub second: Option<(String, f32)>,
    /// True where the second part stands on the line of the title.
    pub inline: bool,
    /// How the title looks.
    pub style: Style,
}

impl Label {
    /// Width of the whole.
    pub fn width(&self) -> f32 {
        let second = self.second.as_ref().map_or(0.0, |s| s.1);
        match (self.inline, self.second.is_some()) {
            (true, true) => self.title.1 + INLINE_GAP + second,
            _ => self.title.1.max(second),
        }
    }

    /// The same with its title cut to the room that was reserved for it; nothing where too little would be left.
    pub fn cut(mut self, pen: &Pen<'_>) -> Option<Self> {
        let room = self.title.1;
        let letters = self.title.0.chars().count();
        self.title = pen.fit(&self.title.0, SELECTED, room);
        if self.side == Side::Left {
            self.x += room - self.title.1;
        }
        let left = self.title.0.chars().count().saturating_sub(1);
        (left >= LEAST.1 && left as f32 >= letters as f32 * LEAST.0).then_some(self)
    }

    /// The same with other words, none wider than those that stood there; nothing where too little would be left.
    pub fn with(self, words: &Words, pen: &Pen<'_>) -> Option<Self> {
        let letters = words.title.0.chars().count();
        let title = pen.fit(&words.title.0, SELECTED, self.title.1);
        let whole = title.0 == words.title.0;
        let left = title.0.chars().count().saturating_sub(1);
        if !whole && (left < LEAST.1 || (left as f32) < letters as f32 * LEAST.0) {
            return None;
        }
        let wanted = if self.inline { &words.date } else { &words.second };
        let second = self.second.and_then(|old| wanted.clone().filter(|new| new.1 <= old.1));
        Some(Self { title, second, style: words.style, ..self })
    }

    /// True where it takes two lines.
    pub fn is_two_lines(&self) -> bool {
        self.second.is_some() && !self.inline
    }

    /// Base line of the title below the middle of the mark.
    pub fn baseline(&self, roomy: bool) -> f32 {
        match self.side {
            Side::Below if roomy => 24.0,
            Side::Below => 21.5,
            _ => 4.5,
        }
    }

    /// How far it reaches below the middle of the mark.
    pub fn reach(&self, roomy: bool) -> f32 {
        let last = self.baseline(roomy) + if self.is_two_lines() { 15.0 } else { 0.0 };
        last + 4.0
    }

    /// Puts it down beside a mark whose middle is at `y`.
    pub fn draw(&self, pen: &mut Pen<'_>, frame: &Frame<'_>, y: f32, roomy: bool, faint: bool) {
        let baseline = y + self.baseline(roomy);
        let style = if faint { self.style.ink(Ink::Secondary) } else { self.style };
        frame.part_lines(pen, (self.x, self.x + self.title.1), baseline, TITLE.size);
        let end = pen.text_measured(self.x, baseline, &self.title.0, self.title.1, style);
        if let Some((text, width)) = &self.second {
            let (x, y) =
                if self.inline { (end + INLINE_GAP, baseline) } else { (self.x, baseline + 15.0) };
            frame.part_lines(pen, (x, x + width), y, SECOND.size);
            pen.text_measured(x, y, text, *width, SECOND);
        }
    }
}

/// The words of a mark.
pub(super) fn words(mark: &Mark, frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Words> {
    let case = frame.input.case;
    let lead = mark
        .events
        .iter()
        .filter_map(|i| case.events.get(*i))
        .min_by_key(|e| (!frame.pivotal.contains(&e.id), e.importance))?;
    let style = if mark.selected {
        SELECTED
    } else if frame.emphasis.brings_event(&lead.id) {
        SELECTED.ink(Ink::Text)
    } else {
        TITLE
    };
    let short = frame.input.manner.labels.and_then(|l| l.get(&lead.id));
    let name = one_line(short.map_or(lead.title.as_str(), String::as_str));
    let most = (frame.scale.width() * 0.6).max(SHORTENED);
    let title = match mark.events.len() {
        1 if mark.uncertain => format!("{} ?", isolate(&name)),
        1 => name,
        n => format!("{} + {} more", isolate(&name), n - 1),
    };
    // Measured as when it is selected, so that selecting moves nothing.
    let title = pen.fit(&title, SELECTED, most);
    let date = date_words(mark, frame);
    let who = if mark.events.len() == 1 { first_actor(lead) } else { None };
    let second: Vec<String> =
        date.iter().cloned().chain(who.map(|w| isolate(&w).into_owned())).collect();
    let cut = |text: &str| {
        let fitted = pen.fit(text, SECOND, SECOND_MOST.max(title.1));
        (!fitted.0.is_empty()).then_some(fitted)
    };
    Some(Words {
        second: cut(&second.join(" · ")),
        date: date.as_deref().and_then(cut),
        title,
        style,
    })
}

fn date_words(mark: &Mark, frame: &Frame<'_>) -> Option<String> {
    let window = &frame.input.window;
    // Days that are this wide have their date on the axis right above.
    let day_shown = frame.scale.day_width() >= 40.0;
    let case = frame.input.case;
    if let (Some(extent), [place]) = (&mark.extent, mark.events.as_slice()) {
        let event = case.events.get(*place)?;
        return near_words::of_event(event, extent, frame.zone, window, day_shown);
    }
    let reach = mark.reach;
    let year = near_words::names_years(window);
    let (first, last) = (reach.earliest.day(frame.zone), reach.latest.day(frame.zone));
    let days = Bounds { earliest: first.start(frame.zone), latest: last.end(frame.zone) };
    Some(near_words::bounds(&days, frame.zone, year))
}

fn first_actor(event: &Event) -> Option<String> {
    let named = |text: &String| !text.trim().is_empty();
    let actor = event.actors.first().filter(|a| named(a));
    actor.or_else(|| event.place.as_ref().filter(|p| named(p))).map(|t| one_line(t))
}

/// The ways in which a mark can stand in a row, the best first and the bare mark last.
pub(super) fn choices(
    mark: &Mark,
    words: Option<&Words>,
    frame: &Frame<'_>,
    metrics: &LaneMetrics,
) -> Vec<(Choice, Option<Label>)> {
    let (from, to) = mark.body.ends();
    let (x0, x1) = (frame.scale.x0, frame.scale.x1);
    let ends = (from.max(x0), to.min(x1).max(from.max(x0)));
    let mut found = Vec::with_capacity(8);
    if let Some(w) = words {
        let label = |title: (String, f32), second: Option<(String, f32)>| Label {
            side: Side::Right,
            x: 0.0,
            title,
            second,
            inline: !metrics.two_lines,
            style: w.style,
        };
        let second = if metrics.two_lines { w.second.clone() } else { w.date.clone() };
        let two_parts = second.is_some();
        let carries = ends.1 - ends.0 >= CARRIES && !matches!(mark.body, Body::Count { .. });
        let sides: &[Side] = match (carries, metrics.two_lines) {
            (true, true) => &[Side::Below, Side::Right, Side::Left],
            (true, false) => &[Side::Right, Side::Left, Side::Below],
            (false, _) => &[Side::Right, Side::Left],
        };
        let mut offer = |label: Label, tier: u8| {
            for side in sides {
                if let Some(placed) =
                    place(label.clone(), *side, ends, (x0, x1 - frame.edge_right()))
                {
                    let (a, b) = (placed.x, placed.x + placed.width());
                    let choice = Choice { from: ends.0.min(a), to: ends.1.max(b), tier };
                    found.push((choice, Some(placed)));
                }
            }
        };
        offer(label(w.title.clone(), second), 0);
        if two_parts {
            offer(label(w.title.clone(), None), 1);
        }
        let shortened = SHORTENED.max(w.title.1 * (LEAST.0 + 0.15));
        if w.title.1 > shortened * 1.2 {
            // Cutting a line costs many measurements, so only room is reserved here; see `Label::cut`.
            offer(label((w.title.0.clone(), shortened), None), 2);
        }
    }
    found.push((Choice { from: ends.0, to: ends.1, tier: 3 }, None));
    found
}

/// The label on one side of the mark, where it stays inside the plot there.
fn place(label: Label, side: Side, ends: (f32, f32), plot: (f32, f32)) -> Option<Label> {
    let width = label.width();
    if width <= 0.0 {
        return None;
    }
    let (first, last) = (plot.0 + EDGE, plot.1 - width);
    let x = match side {
        Side::Right => ends.1 + GAP,
        Side::Left => ends.0 - GAP - width,
        // It starts with the span, sticks to the left edge while the span is in view, and stays inside.
        Side::Below => (ends.0 + 1.0).max(first).min(last),
    };
    (x >= first - 0.01 && x <= last + 0.01).then_some(Label { side, x, ..label })
}
