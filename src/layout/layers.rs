//! Layers of bulk events under the time limits: for each a heading, and a lane for every value of its lane column.
//!
//! They stand under the limits and not between them and the facts, so that no log, however many lanes it has, pushes
//! what the law required out of sight. What is drawn follows the screen: rows are counted by column and lane, and only
//! those that stand alone are looked at one by one.

mod grid;
mod marks;
mod pins;
mod strip;
mod under;
mod words;

pub use under::{Band, Under};
pub use words::{began, ended, moment, named, row_words, severity as severity_words, title};

use super::frame::Frame;
use super::pen::{Pen, Style, one_line};
use super::sheet::{Beneath, Tag, Target, TargetKind};
use super::targets::Targets;
use crate::layer::{Density, Micros, Row, Severity};
use crate::scene::ink::LANE_INKS;
use crate::scene::{Fill, Ink, Node, Rect, Stroke, Weight};
use grid::Columns;
use marks::Budget;
use std::cell::RefCell;
use strip::{Counted, Ground, Ladder};

const HEADER: Style = Style::new(13.0, Weight::SemiBold, Ink::Text);
const HEADER_NOTE: Style = Style::new(12.0, Weight::Regular, Ink::Secondary);
const LANE: Style = Style::new(12.0, Weight::Medium, Ink::Text);
const LANE_NOTE: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);

/// Height of the heading of a layer.
const HEADING: f32 = 34.0;
/// Least and greatest height of a lane.
const LOW: f32 = 24.0;
const HIGH: f32 = 44.0;
/// The greatest where nothing of a case stands above.
const HIGH_ALONE: f32 = 64.0;
/// Lanes from this height on have a second line in their head.
const TWO_LINES: f32 = 36.0;
/// Part of the room of a canvas that layers get where the case needs the rest.
const SHARE: f32 = 0.5;
/// Lanes of a layer beyond this are counted in its heading and not drawn: nobody scrolls through more.
const MOST_LANES: usize = 256;
/// Least width of a column in the window and on a page, in points: a page is enlarged, a window is not.
const LEAST_COLUMN: (f64, f64) = (1.0, 0.5);
/// All of time.
const ALWAYS: (Micros, Micros) = (Micros::MIN, Micros::MAX);

thread_local! {
    /// What was counted, kept between frames so that counting allocates nothing; it never outlives a lane group.
    static COUNTED: RefCell<(Density, Density)> = RefCell::default();
}

/// A lane of a layer.
#[derive(Debug)]
struct LanePlan {
    /// Code of its value.
    code: usize,
    /// Its name.
    name: String,
    /// Rows in it under the filter, in all of time.
    rows: u64,
}

/// A layer with its lanes.
#[derive(Debug)]
struct GroupPlan<'a> {
    beneath: &'a Beneath<'a>,
    name: String,
    note: String,
    lanes: Vec<LanePlan>,
}

/// All layers as they will be drawn.
#[derive(Debug)]
pub(super) struct LayersPlan<'a> {
    groups: Vec<GroupPlan<'a>>,
    /// Height of a lane.
    lane: f32,
    /// Height of everything; 0 where there is no layer.
    pub height: f32,
}

/// Finds the lanes and how high they are; `room` is what the canvas has below its axis.
pub(super) fn plan<'a>(frame: &Frame<'a>, room: f32) -> LayersPlan<'a> {
    let groups: Vec<GroupPlan<'a>> = frame.input.manner.layers.iter().map(group).collect();
    let lanes: usize = groups.iter().map(|g| g.lanes.len()).sum();
    let headings = groups.len() as f32 * HEADING;
    // Where there is no case to leave room for, layers take it all.
    let shown = frame.input.shown;
    let alone = shown.lanes.is_empty() && shown.deadlines.is_empty();
    let (part, high) = if alone { (1.0, HIGH_ALONE) } else { (SHARE, HIGH) };
    let share = (room * part - headings) / lanes.max(1) as f32;
    let lane = if share.is_finite() { share.clamp(LOW, high).floor() } else { LOW };
    let height = headings + lanes as f32 * lane;
    LayersPlan { groups, lane, height }
}

fn group<'a>(beneath: &'a Beneath<'a>) -> GroupPlan<'a> {
    let layer = beneath.layer;
    let names = layer.lanes();
    let divided = layer.schema.lane.is_some();
    let all = names.len();
    let mut lanes = Vec::new();
    let rows = layer.counts_in(ALWAYS, beneath.sifted);
    for ((code, name), rows) in names.into_iter().enumerate().zip(rows).take(MOST_LANES) {
        if rows > 0 || !divided {
            lanes.push(LanePlan { code, name: words::lane(&name, divided), rows });
        }
    }
    let shown = beneath.sifted.map_or_else(|| layer.len(), |s| s.rows);
    let note = words::note(beneath, shown, all.saturating_sub(MOST_LANES));
    GroupPlan { beneath, name: one_line(&layer.name), note, lanes }
}

impl LayersPlan<'_> {
    /// What the case may take of the room: at least the part that layers leave it.
    pub fn leaves(&self, room: f32) -> f32 {
        (room - self.height).max(room * (1.0 - SHARE)).min(room)
    }

    /// Puts them down, their top at `top`; gives back where the lanes are that are in view.
    pub fn draw(
        &self,
        pen: &mut Pen<'_>,
        top: f32,
        frame: &Frame<'_>,
        view: Rect,
        targets: &mut Targets,
    ) -> Vec<Band> {
        let mut bands = Vec::new();
        let mut budget = Budget::default();
        let mut y = top;
        for group in &self.groups {
            let whole = Rect::from_edges(
                0.0,
                y,
                frame.width,
                y + HEADING + group.lanes.len() as f32 * self.lane,
            );
            heading(pen, group, &whole, frame, targets);
            COUNTED.with_borrow_mut(|counted| {
                let mut drawing =
                    Drawing { frame, view, height: self.lane, budget: &mut budget, targets };
                drawing.lanes(pen, group, y + HEADING, counted, &mut bands);
            });
            y = whole.bottom();
        }
        bands
    }
}

/// The name of the layer with what is to be said of it, and the bar that holds its lanes together.
fn heading(
    pen: &mut Pen<'_>,
    group: &GroupPlan<'_>,
    whole: &Rect,
    frame: &Frame<'_>,
    targets: &mut Targets,
) {
    let tag = Tag::Layer(group.beneath.number);
    let said = format!("Layer {}: {}", group.name, group.note);
    let x = frame.head_x();
    let baseline = whole.y + 22.0;
    pen.group(&tag, &said, |pen| {
        if !frame.input.manner.page {
            let bar = Rect::from_edges(0.0, whole.y + 6.0, 3.0, whole.bottom() - 6.0);
            pen.fill(bar, 0.0, Fill::Plain(ink(group.beneath.number), 1.0));
        }
        // What is to be said of it must not be pushed out by a long name.
        let most = (frame.width - x) * 0.5;
        let end = pen.text_fit(x, baseline, &group.name, HEADER, most);
        let at = end + 14.0;
        let (note, width) =
            pen.fit(&group.note, HEADER_NOTE, frame.width - at - frame.edge_right());
        frame.part_lines(pen, (x, at + width), baseline, HEADER.size);
        pen.text_measured(at, baseline, &note, width, HEADER_NOTE);
    });
    pen.line((0.0, whole.y), (frame.width, whole.y), Stroke::solid(Ink::Hairline, 1.0));
    let rect = Rect::from_edges(0.0, whole.y, frame.head, whole.y + HEADING);
    targets.push(Target { tag, kind: TargetKind::Lane, rect, label: said });
}

/// Ink of a layer: from the end of the row of lane inks, for the lanes of the case begin at its start.
#[must_use]
pub fn ink(number: u32) -> Ink {
    let place = u8::try_from(number % u32::from(LANE_INKS)).unwrap_or(0);
    Ink::Lane(LANE_INKS - 1 - place)
}

/// What drawing the lanes of a group needs.
struct Drawing<'d, 'a> {
    frame: &'d Frame<'a>,
    view: Rect,
    height: f32,
    budget: &'d mut Budget,
    targets: &'d mut Targets,
}

impl Drawing<'_, '_> {
    fn lanes(
        &mut self,
        pen: &mut Pen<'_>,
        group: &GroupPlan<'_>,
        top: f32,
        (counted, found): &mut (Density, Density),
        bands: &mut Vec<Band>,
    ) {
        let (layer, frame) = (group.beneath.layer, self.frame);
        let all = layer.lanes().len();
        let least = if frame.input.manner.page { LEAST_COLUMN.1 } else { LEAST_COLUMN.0 };
        let Some(columns) = Columns::new(&frame.scale, least, all) else {
            return;
        };
        let chosen = self.chosen(group);
        let height = self.height;
        let place = |n: usize| {
            let y = top + n as f32 * height;
            Rect::from_edges(0.0, y, frame.width, y + height)
        };
        let whole = place(0).union(&place(group.lanes.len().saturating_sub(1)));
        // What is scrolled away is not counted.
        if whole.overlaps(&self.view) {
            let grid = columns.grid();
            layer.density(&grid, group.beneath.sifted, counted);
            if let Some(hits) = group.beneath.found {
                layer.density(&grid, Some(hits), found);
            }
        }
        let window = within(frame);
        let seen = layer.counts_in(window, group.beneath.sifted);
        let when = words::stretch(window, frame.zone);
        let span = layer.span().map_or(1.0, |(a, b)| (i128::from(b) - i128::from(a)) as f64);
        for (n, lane) in group.lanes.iter().enumerate() {
            let rect = place(n);
            let chosen = chosen.as_ref().filter(|(code, _)| *code == lane.code).map(|c| &c.1);
            if !rect.overlaps(&self.view) {
                self.scrolled_away(group.beneath.number, lane.code, &rect, chosen);
                continue;
            }
            let range = lane.code * columns.count..(lane.code + 1) * columns.count;
            let (Some(counts), Some(worst)) =
                (counted.counts.get(range.clone()), counted.worst.get(range.clone()))
            else {
                continue;
            };
            let ladder = Ladder::new(lane.rows, span / columns.step);
            let counts = Counted { counts, worst, columns: &columns, ladder };
            let rows = seen.get(lane.code).copied().unwrap_or(0);
            self.head(pen, (group, lane), &rect, (rows, &counts), &when);
            let hits = group.beneath.found.and_then(|_| found.counts.get(range));
            let plot = Rect::from_edges(frame.head, rect.y, frame.width, rect.bottom());
            pen.clip(plot, |pen| self.lane(pen, (group, lane), rect.y, &counts, (hits, chosen)));
            let seen = plot.intersection(&self.view);
            bands.push(Band::new(group.beneath.number, lane.code, seen, columns));
        }
    }

    /// Notes where a lane is that is not in view, so that it is scrolled to; nothing of it is read or drawn.
    fn scrolled_away(&mut self, layer: u32, code: usize, rect: &Rect, chosen: Option<&Row>) {
        let head = Tag::Band(layer, u32::try_from(code).unwrap_or(u32::MAX));
        let row = chosen.map(|row| Tag::Row(layer, row.number));
        for tag in row.into_iter().chain([head]) {
            let (kind, label) = (TargetKind::Lane, String::new());
            self.targets.push(Target { tag, kind, rect: *rect, label });
        }
    }

    /// The name of a lane and how many rows of it are in view, and the line below it.
    fn head(
        &mut self,
        pen: &mut Pen<'_>,
        (group, lane): (&GroupPlan<'_>, &LanePlan),
        rect: &Rect,
        (count, counts): (u64, &Counted<'_>),
        when: &str,
    ) {
        let frame = self.frame;
        let code = u32::try_from(lane.code).unwrap_or(u32::MAX);
        let tag = Tag::Band(group.beneath.number, code);
        let area = Rect::from_edges(0.0, rect.y, frame.head, rect.bottom());
        let layer = group.beneath.layer;
        let worst = counts.worst.iter().zip(counts.counts).filter(|(_, n)| **n > 0);
        let worst = worst.map(|(w, _)| *w).max().unwrap_or(Severity::Plain);
        let label = words::band(&lane.name, &layer.name, (count, worst), when);
        pen.group(&tag, &label, |pen| {
            let (x, most) = (frame.head_x(), frame.head_text_width());
            let said = words::number(count);
            if rect.h >= TWO_LINES {
                pen.text_fit(x, rect.y + 17.0, &lane.name, LANE, most);
                pen.text_fit(x, rect.y + 31.0, &words::count(count, "row"), LANE_NOTE, most);
            } else {
                let baseline = rect.y + rect.h / 2.0 + 4.0;
                let width = pen.width(&said, LANE_NOTE);
                pen.text_fit(x, baseline, &lane.name, LANE, (most - width - 8.0).max(most * 0.4));
                pen.text_fit(x + most - width, baseline, &said, LANE_NOTE, width + 1.0);
            }
        });
        pen.line(
            (0.0, rect.bottom()),
            (frame.width, rect.bottom()),
            Stroke { alpha: 0.7, ..Stroke::solid(Ink::Hairline, 1.0) },
        );
        self.targets.push(Target { tag, kind: TargetKind::Lane, rect: area, label });
    }

    /// What lies in a lane: bars where it is crowded, marks where rows stand alone, and what is found.
    fn lane(
        &mut self,
        pen: &mut Pen<'_>,
        (group, lane): (&GroupPlan<'_>, &LanePlan),
        top: f32,
        counts: &Counted<'_>,
        (hits, chosen): (Option<&[u32]>, Option<&Row>),
    ) {
        let base = top + self.height - 5.0;
        let sign = if self.height < TWO_LINES { 6.0 } else { 7.0 };
        let ground = Ground { base, top: top + sign + 4.0, signs: top + sign + 3.0, sign };
        let place = marks::Place {
            beneath: group.beneath,
            lane: lane.code,
            name: &lane.name,
            ground,
            frame: self.frame,
            ink: ink(group.beneath.number),
        };
        let parts = strip::parts(counts.counts, counts.columns.width);
        let (alone, dense) = marks::found(&place, counts, parts, self.budget);
        for shape in strip::shapes(counts, &dense, ground, place.ink) {
            pen.nodes.push(Node::Shape(shape));
        }
        if let Some(shape) = hits.and_then(|h| strip::hits(h, counts.columns, base)) {
            pen.nodes.push(Node::Shape(shape));
        }
        marks::draw(pen, &place, counts, &alone, &dense, self.targets);
        pins::draw(pen, &place, counts, (&alone, chosen), self.targets);
        if let Some(row) = chosen.filter(|row| !alone.iter().any(|a| a.row.number == row.number)) {
            marks::chosen(pen, &place, counts, row, self.targets);
        }
    }

    /// The selected row, where it is one of this layer, with the code of its lane.
    fn chosen(&self, group: &GroupPlan<'_>) -> Option<(usize, Row)> {
        let layer = group.beneath.layer;
        let row = match self.frame.input.selection {
            Some(Tag::Row(number, row)) if *number == group.beneath.number => layer.glance(*row)?,
            _ => return None,
        };
        let name = layer.schema.lane.and_then(|n| row.cells.get(n)).map_or("", String::as_str);
        let code = layer.lanes().iter().position(|l| l == name).unwrap_or(0);
        Some((code, row))
    }
}

/// The window in microseconds.
fn within(frame: &Frame<'_>) -> (Micros, Micros) {
    // The casts saturate: time ends where a layer can hold no more of it.
    let micros = |seconds: f64| (seconds * 1e6) as Micros;
    (micros(frame.input.window.from_seconds()), micros(frame.input.window.to_seconds()))
}
