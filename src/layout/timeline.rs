//! The canvas: axis, lanes, bands, limits.

use super::bands;
use super::describe;
use super::flow::{self, Entry, Flow};
use super::frame::{Density, Frame, LARGEST, LimitMetrics, ONE_ROW};
use super::lanes::{self, Gathered, LanePlan};
use super::lanes_draw;
use super::layers;
use super::limits::{self, LimitsPlan};
use super::links;
use super::pen::{Pen, Style, one_line};
use super::sheet::{Input, Room, Sheet, Tag, Target, TargetKind};
use super::targets::Targets;
use super::ticks::{self, Axis, AxisLook, LOWER_SIZE, UPPER_SIZE};
use crate::case::Reveal;
use crate::scene::{Ink, Rect, Scene, Stroke, Weight};
use std::rc::Rc;

const UPPER: Style = Style::new(UPPER_SIZE, Weight::SemiBold, Ink::Text);
const LOWER: Style = Style::new(LOWER_SIZE, Weight::Regular, Ink::Secondary);
const ZONE: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
const QUIET: Style = Style::new(13.0, Weight::Regular, Ink::Secondary);
/// What a row of a page gets at the most of the room that is left over.
const PAGE_SHARE: f32 = 16.0;
/// Room for the sentence of an empty canvas.
const EMPTY_HEIGHT: f32 = 44.0;

/// Everything below the strip, at one density.
pub(super) struct Content {
    /// Lanes from top to bottom.
    pub lanes: Vec<LanePlan>,
    /// Events without a date.
    pub undated: Option<Flow>,
    /// The time limits.
    pub limits: LimitsPlan,
    /// Air of the lanes.
    pub density: Density,
    /// Room for the sentence of an empty canvas.
    pub empty: f32,
}

impl Content {
    /// Height of everything.
    pub fn height(&self) -> f32 {
        self.lanes_height() + self.undated_height() + self.limits.height
    }

    /// Height of the lanes alone.
    pub fn lanes_height(&self) -> f32 {
        self.empty + self.lanes.iter().map(|l| l.height).sum::<f32>()
    }

    /// Height of the line of undated events.
    pub fn undated_height(&self) -> f32 {
        self.undated.as_ref().map_or(0.0, |f| f.height() + 14.0)
    }
}

/// Lays out the canvas.
#[must_use]
pub fn timeline(input: &Input<'_>) -> Sheet {
    let Some(mut frame) = Frame::new(input) else {
        return too_small(input);
    };
    let mut pen = Pen::new(input.measure);
    let axis = axis_of(&mut frame);
    let gathered = lanes::gather(&frame);
    let strip = bands::strip(&frame, &pen);
    let room = frame.height - frame.axis - strip.height;
    let layers = layers::plan(&frame, room);
    let content = in_room(&gathered, &frame, layers.leaves(room), &pen);
    let content_height = strip.height + content.height() + layers.height;
    let whole = frame.axis + content_height;
    match input.manner.room {
        Room::Fill => {}
        Room::AtMost | Room::Squeezed => frame.height = frame.height.min(whole),
        Room::Natural => frame.height = whole.min(LARGEST),
    }
    let plot = frame.plot();
    let furthest = (content_height - plot.h).max(0.0);
    let scroll = if input.scroll.is_finite() { input.scroll.clamp(0.0, furthest) } else { 0.0 };
    let view = Rect::from_edges(0.0, frame.axis + strip.height, frame.width, frame.height);
    let top = view.y - scroll;
    let (layers_top, content_top) = if input.manner.layers_first {
        (top, top + layers.height)
    } else {
        (top + content.height(), top)
    };
    // Places in the content are counted from the top of the plot, the strip included.
    let mut targets = Targets::new(view, top - strip.height);

    backdrop(&mut pen, &axis, &frame, strip.height, &mut targets);
    if input.manner.shows(Reveal::Facts) {
        bands::as_of(&mut pen, &frame, strip.height, &mut targets);
        strip.draw(&mut pen, &frame);
    }
    let mut bands = Vec::new();
    pen.clip(view, |pen| {
        if input.manner.shows(Reveal::Facts) {
            // Under everything of the case: no layer covers a limit or a mark.
            bands = layers.draw(pen, layers_top, &frame, view, &mut targets);
        }
        links::draw(pen, &content, &frame, content_top);
        draw_content(pen, &content, &frame, content_top, &mut targets);
    });
    draw_axis(&mut pen, &axis, &frame);

    Sheet {
        scene: Scene {
            width: frame.width,
            height: frame.height,
            title: one_line(&input.case.title),
            description: input.manner.say(|| describe::picture(input, &gathered.seen(&frame))),
            nodes: pen.nodes,
        },
        targets: in_reading_order(targets.seen),
        extents: targets.extents,
        middles: targets.middles,
        plot,
        content_height,
        events_in_window: gathered.seen(&frame).len(),
        bands,
    }
}

/// Lanes from the top, events by time, limits, layers; then what runs through all of them.
fn in_reading_order(mut targets: Vec<Target>) -> Vec<Target> {
    targets.sort_by_key(|t| match t.tag {
        Tag::State(_) | Tag::AsOf => 2,
        Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => 1,
        _ => 0,
    });
    targets
}

/// A canvas on which nothing can be drawn that says anything.
fn too_small(input: &Input<'_>) -> Sheet {
    let sound = |n: f32| if n.is_finite() { n.max(0.0) } else { 0.0 };
    let (width, height) = (sound(input.size.0), sound(input.size.1));
    let inside = |place: &&usize| {
        let event = input.case.events.get(**place);
        let extent = event.and_then(|e| e.when.as_ref()?.extent(e.zone(input.case.zone())));
        let withheld = event.is_some_and(|e| input.manner.withholds(&e.id));
        !withheld && extent.is_some_and(|e| input.window.shows(&e.bounds()))
    };
    Sheet {
        scene: Scene { width, height, title: one_line(&input.case.title), ..Scene::default() },
        targets: Vec::new(),
        extents: std::collections::BTreeMap::new(),
        middles: std::collections::BTreeMap::new(),
        plot: Rect { x: 0.0, y: 0.0, w: width, h: height },
        content_height: 0.0,
        events_in_window: input.shown.events.iter().filter(inside).count(),
        bands: Vec::new(),
    }
}

/// The axis; on a column of a report it takes one row where the days need no hours and are dated elsewhere.
fn axis_of(frame: &mut Frame<'_>) -> Axis {
    let manner = &frame.input.manner;
    let look = if manner.page { AxisLook::PAGE } else { AxisLook::WINDOW };
    let look = AxisLook { finest: manner.finest, zero: manner.zero, ..look };
    let mut axis = ticks::axis_in(&frame.scale, frame.zone, frame.input.measure, look);
    if axis.days_alone && manner.dated && frame.is_narrow_page() {
        axis.lower.clear();
        frame.axis = ONE_ROW;
    }
    axis
}

/// Room for the sentence of an empty canvas; none where layers are drawn, for then it is not empty.
fn empty_height(gathered: &Gathered, frame: &Frame<'_>) -> f32 {
    let layered = !frame.input.manner.layers.is_empty();
    if gathered.in_window.is_empty() && !layered { EMPTY_HEIGHT } else { 0.0 }
}

/// All rows with all their lines where the height follows the content, else what fits into `room`.
fn in_room(gathered: &Gathered, frame: &Frame<'_>, room: f32, pen: &Pen<'_>) -> Content {
    if frame.input.manner.room != Room::Natural {
        return roomiest(gathered, frame, room, pen);
    }
    let lanes = Density::Medium;
    let limits = Density::Medium.limits().widened(4.0);
    let content = Content {
        lanes: lanes::plan(gathered, frame, lanes, &lanes.lanes(), pen),
        undated: undated(gathered, frame, pen),
        limits: limits::plan(frame, limits, limits::never(frame, pen).as_ref(), pen),
        density: lanes,
        empty: empty_height(gathered, frame),
    };
    let room = LARGEST - frame.axis;
    if content.height() < room { content } else { roomiest(gathered, frame, room, pen) }
}

/// The roomiest density at which everything fits, else the most compact; room that is left over is shared out.
fn roomiest(gathered: &Gathered, frame: &Frame<'_>, room: f32, pen: &Pen<'_>) -> Content {
    let empty = empty_height(gathered, frame);
    let undated = undated(gathered, frame, pen);
    // The same at every density.
    let never = limits::never(frame, pen);
    let at = |density: Density, lanes: Vec<LanePlan>, limits: LimitMetrics| Content {
        lanes,
        undated: undated.clone(),
        limits: limits::plan(frame, limits, never.as_ref(), pen),
        density,
        empty,
    };
    let mut before: Option<(Density, Vec<LanePlan>)> = None;
    let mut last = None;
    let squeezed = frame.input.manner.room == Room::Squeezed;
    for (of_lanes, of_limits) in Density::STEPS.into_iter().chain(squeezed.then_some(Density::LAST))
    {
        // Lanes are packed again only where their density changes.
        let lanes = match before.take() {
            Some((density, lanes)) if density == of_lanes => lanes,
            _ => lanes::plan(gathered, frame, of_lanes, &of_lanes.lanes(), pen),
        };
        let content = at(of_lanes, lanes, of_limits.limits());
        let left = room - content.height();
        if left >= 0.0 {
            return if left < 24.0 {
                content
            } else {
                stretched(gathered, frame, &content, (of_limits, never.as_ref()), left, pen)
            };
        }
        before = Some((of_lanes, content.lanes.clone()));
        last = Some(content);
    }
    last.unwrap_or_else(|| at(Density::Dense, Vec::new(), Density::Dense.limits()))
}

/// The same with the room that is left over shared among rows, as far as it helps reading.
fn stretched(
    gathered: &Gathered,
    frame: &Frame<'_>,
    content: &Content,
    (of_limits, never): (Density, Option<&Rc<Flow>>),
    left: f32,
    pen: &Pen<'_>,
) -> Content {
    let rows: usize = content.lanes.iter().map(|l| l.rows + 1).sum();
    let limits = content.limits.bars();
    // Each row of either kind gets the same, up to what separates more than it helps.
    let most = if frame.input.manner.room == Room::Fill { 8.0 } else { PAGE_SHARE };
    let share = (left / (rows + limits).max(1) as f32 * 0.9).min(most);
    let lanes = content.density.lanes().widened(share);
    let limits = of_limits.limits().widened(share);
    Content {
        lanes: lanes::plan(gathered, frame, content.density, &lanes, pen),
        undated: content.undated.clone(),
        limits: limits::plan(frame, limits, never, pen),
        density: content.density,
        empty: content.empty,
    }
}

fn undated(gathered: &Gathered, frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Flow> {
    let case = frame.input.case;
    let entries: Vec<Entry> = gathered
        .undated
        .iter()
        .filter_map(|i| case.events.get(*i))
        .map(|e| Entry {
            tag: Tag::Event(e.id.clone()),
            kind: TargetKind::Event,
            text: one_line(&e.title),
            sentence: frame
                .input
                .manner
                .say(|| describe::event(e, case.lane(&e.lane), frame.zone, frame.input.as_of)),
            selected: frame.emphasis.is_selected(&e.id),
            withheld: frame.input.manner.withholds(&e.id),
        })
        .collect();
    (!entries.is_empty()).then(|| flow::flow(entries, frame.head + 8.0, frame.width - 12.0, pen))
}

fn backdrop(pen: &mut Pen<'_>, axis: &Axis, frame: &Frame<'_>, strip: f32, targets: &mut Targets) {
    bands::weekends(pen, frame);
    bands::grid(pen, axis, frame);
    let plot = frame.plot();
    if frame.input.manner.shows(Reveal::Facts) {
        pen.clip(plot, |pen| bands::states(pen, frame, strip, targets));
    }
}

fn draw_content(
    pen: &mut Pen<'_>,
    content: &Content,
    frame: &Frame<'_>,
    top: f32,
    targets: &mut Targets,
) {
    let mut y = top;
    if content.empty > 0.0 {
        let x = frame.head + 16.0;
        pen.text_fit(x, y + 28.0, empty_words(frame), QUIET, frame.width - x - 8.0);
        y += content.empty;
    }
    for lane in &content.lanes {
        lanes_draw::draw(pen, lane, y, frame, content.density, targets);
        y += lane.height;
    }
    if let Some(flow) = &content.undated {
        if frame.input.manner.shows(Reveal::Facts) && flow.says_something() {
            let most = frame.head_text_width();
            pen.text_fit(frame.head_x(), y + 18.0, "Undated", UPPER.ink(Ink::Secondary), most);
            flow.draw(pen, frame, y + 18.0, targets);
        }
        y += content.undated_height();
        pen.line((0.0, y), (frame.width, y), Stroke::solid(Ink::Hairline, 1.0));
    }
    if frame.input.manner.shows(Reveal::Limit) {
        content.limits.draw(pen, y, frame, targets);
    }
}

/// Why the canvas is empty, and what to do.
fn empty_words(frame: &Frame<'_>) -> &'static str {
    let input = frame.input;
    if input.manner.page {
        "No dated events in this stretch of time"
    } else if input.case.events.is_empty() {
        "No events yet; a case file or a table of events fills this canvas"
    } else if input.shown.events.is_empty() {
        "The filter hides all events"
    } else {
        "Nothing in this window; 0 shows everything"
    }
}

fn draw_axis(pen: &mut Pen<'_>, axis: &Axis, frame: &Frame<'_>) {
    let one_row = frame.is_one_row();
    let upper = if one_row { ONE_ROW - 8.5 } else { frame.axis * 0.44 };
    let lower = frame.axis - 11.0;
    let (x, most) = (frame.head_x(), frame.head_text_width());
    // What the words above a page say in full is not said here in part.
    let zone = frame.zone.to_string();
    for (y, text, style) in [(upper, &axis.corner, UPPER), (upper + 17.0, &zone, ZONE)] {
        let said = one_row || frame.input.manner.dated && pen.width(text, style) > most;
        if !said {
            pen.text_fit(x, y, text, style, most);
        }
    }
    for tick in &axis.upper {
        if let Some(label) = &tick.label {
            pen.text_measured(label.x, upper, &label.text, label.width, UPPER);
        }
    }
    let style =
        if frame.input.manner.page { Style { size: AxisLook::PAGE.lower, ..LOWER } } else { LOWER };
    for tick in &axis.lower {
        let stroke = Stroke { alpha: 0.55, ..Stroke::solid(Ink::Secondary, 1.0) };
        pen.line((tick.x, frame.axis - 6.0), (tick.x, frame.axis), stroke);
        if let Some(label) = &tick.label {
            pen.text_measured(label.x, lower, &label.text, label.width, style);
        }
    }
    let stroke = if frame.input.manner.page {
        Stroke::solid(Ink::Text, 1.0)
    } else {
        Stroke { alpha: 0.35, ..Stroke::solid(Ink::Secondary, 1.0) }
    };
    pen.line((0.0, frame.axis), (frame.width, frame.axis), stroke);
}
