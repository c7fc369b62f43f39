//! Lanes: which marks stand in which rows, and how high each lane becomes.

use super::fold::{self, Tolerance};
use super::frame::{Density, Frame, LaneMetrics};
use super::labels::{self, Label, Words};
use super::lane_head::LaneHead;
use super::marks::{self, Body, Mark};
use super::pen::Pen;
use super::rows::{self, Row, Wanted};
use super::withheld;
use crate::date::Zone;
use std::collections::BTreeMap;

/// Distances at which marks fold, one after the other, until a lane has few enough rows; those on which a limit or
/// state turns are the last.
const TOLERANCES: [Tolerance; 9] = {
    const fn at(any: f32, pivotal: f32) -> Tolerance {
        Tolerance { any, pivotal }
    }
    const WIDEST: f32 = 64.0;
    [
        Tolerance::LEAST,
        at(8.0, 0.0),
        at(16.0, 0.0),
        at(32.0, 0.0),
        at(WIDEST, 0.0),
        at(WIDEST, fold::NEAREST),
        at(WIDEST, 8.0),
        at(WIDEST, 24.0),
        at(WIDEST, WIDEST),
    ]
};
/// Part of the rows that bare marks may fill before a lane counts as crowded.
const CROWDED: f32 = 0.6;
/// Air that a mark takes on both sides together.
const CROWDED_AIR: f32 = 14.0;
/// Labels that one lane tries to place; more are never legible, and each costs a measurement.
const MOST_LABELS: usize = 120;
/// Half the height of a row of marks.
const HALF: f32 = 9.0;
/// A competing date nearer than this at both ends cannot be told from its mark at a glance.
const APART: f32 = 6.0;

/// A competing date of an event.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ghost {
    /// Place in the claims of the event.
    pub claim: usize,
    /// What it is drawn as.
    pub body: Body,
    /// How far above the middle of the mark it stands.
    pub rise: f32,
}

/// A mark at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// The mark.
    pub mark: Mark,
    /// Its label, where there is room.
    pub label: Option<Label>,
    /// Competing dates.
    pub ghosts: Vec<Ghost>,
    /// Its middle line, from the top of the lane.
    pub y: f32,
}

/// A lane with its marks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LanePlan {
    /// Place in `case.lanes`; `None` for events that name no lane that there is.
    pub lane: Option<usize>,
    /// Height in points.
    pub height: f32,
    /// From its top to the middle of its first row.
    pub top: f32,
    /// How many rows it has.
    pub rows: usize,
    /// Its words.
    pub head: LaneHead,
    /// Marks by time.
    pub items: Vec<Item>,
    /// Events in it that lie inside the window.
    pub events: usize,
}

/// The marks of each lane as they were found, before any is folded or placed.
#[derive(Debug)]
pub(super) struct Gathered {
    lanes: Vec<(Option<usize>, Vec<Mark>)>,
    /// Places of the events inside the window, by time.
    pub in_window: Vec<usize>,
    /// Places of shown events without a date.
    pub undated: Vec<usize>,
}

impl Gathered {
    /// Those of the events inside the window that are not withheld.
    pub fn seen(&self, frame: &Frame<'_>) -> Vec<usize> {
        let withheld = |i: &usize| {
            let event = frame.input.case.events.get(*i);
            event.is_some_and(|e| frame.input.manner.withholds(&e.id))
        };
        self.in_window.iter().copied().filter(|i| !withheld(i)).collect()
    }
}

/// Finds the marks inside the window.
pub(super) fn gather(frame: &Frame<'_>) -> Gathered {
    let case = frame.input.case;
    let by_id: BTreeMap<&str, usize> =
        case.lanes.iter().enumerate().rev().map(|(i, l)| (l.id.as_str(), i)).collect();
    let mut lanes: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    let mut astray = Vec::new();
    let mut undated = Vec::new();
    let mut by_time = Vec::new();
    // Names of zones are looked up in a long list; a case has a handful of them and thousands of events.
    let mut zones: BTreeMap<&str, Zone> = BTreeMap::new();
    for &place in &frame.input.shown.events {
        let Some(event) = case.events.get(place) else {
            continue;
        };
        if marks::is_undated(event) {
            undated.push(place);
        }
        let zone = match event.zone.as_deref() {
            None => frame.zone,
            Some(name) => *zones.entry(name).or_insert_with(|| event.zone(frame.zone)),
        };
        let Some(mark) = marks::of_event(place, event, zone, frame) else {
            continue;
        };
        by_time.push((mark.extent.map(|e| e.bounds().earliest), place));
        match by_id.get(event.lane.as_str()) {
            Some(lane) => lanes.entry(*lane).or_default().push(mark),
            None => astray.push(mark),
        }
    }
    by_time.sort_unstable();
    let mut found: Vec<(Option<usize>, Vec<Mark>)> = frame
        .input
        .shown
        .lanes
        .iter()
        .filter(|i| **i < case.lanes.len())
        .map(|i| (Some(*i), lanes.remove(i).unwrap_or_default()))
        .collect();
    // Events of lanes that are not shown would be lost otherwise; the filter has kept them in.
    astray.extend(lanes.into_values().flatten());
    if !astray.is_empty() {
        found.push((None, astray));
    }
    for (_, marks) in &mut found {
        // What follows costs as much as the screen shows, not as much as the case holds.
        *marks = fold::fold(std::mem::take(marks), Tolerance::LEAST);
    }
    Gathered {
        lanes: found,
        in_window: by_time.into_iter().map(|(_, place)| place).collect(),
        undated,
    }
}

/// Packs all lanes at a density.
pub(super) fn plan(
    gathered: &Gathered,
    frame: &Frame<'_>,
    density: Density,
    metrics: &LaneMetrics,
    pen: &Pen<'_>,
) -> Vec<LanePlan> {
    gathered
        .lanes
        .iter()
        .map(|(lane, marks)| {
            plan_lane(*lane, marks, frame, metrics, density == Density::Roomy, pen)
        })
        .collect()
}

fn plan_lane(
    lane: Option<usize>,
    marks: &[Mark],
    frame: &Frame<'_>,
    metrics: &LaneMetrics,
    roomy: bool,
    pen: &Pen<'_>,
) -> LanePlan {
    let mut best = None;
    for tolerance in TOLERANCES {
        let folded = fold::fold(marks.to_vec(), tolerance);
        let last = tolerance.pivotal >= tolerance.any;
        // Crowds that are bound to need more rows need not be tried: packing them is what costs most.
        let wide: f32 =
            folded.iter().map(|m| m.body.ends().1 - m.body.ends().0 + CROWDED_AIR).sum();
        if !last && wide > frame.scale.width() * metrics.most_rows as f32 * CROWDED {
            continue;
        }
        let packed = place(folded, frame, metrics, pen);
        let fits = packed.2 <= metrics.most_rows;
        best = Some(packed);
        if fits {
            break;
        }
    }
    let (mut items, rows, count) = best.unwrap_or_default();
    let height = set_heights(&mut items, &rows, count, metrics, roomy);
    let items = withheld::without(items, frame, pen);
    let head = LaneHead::new(lane, metrics, frame, pen);
    let height = height.max(head.height(metrics));
    LanePlan {
        lane,
        height,
        top: metrics.top,
        rows: count,
        events: items.iter().map(|i| i.mark.events.len()).sum(),
        head,
        items,
    }
}

/// Packs folded marks; gives back each with its row, and the number of rows.
fn place(
    folded: Vec<Mark>,
    frame: &Frame<'_>,
    metrics: &LaneMetrics,
    pen: &Pen<'_>,
) -> (Vec<Item>, Vec<usize>, usize) {
    let labelled = labelled(&folded);
    let options: Vec<_> = folded
        .iter()
        .enumerate()
        .map(|(i, mark)| {
            let words: Option<Words> =
                if labelled.contains(&i) { labels::words(mark, frame, pen) } else { None };
            labels::choices(mark, words.as_ref(), frame, metrics)
        })
        .collect();
    let wanted: Vec<Wanted> = folded
        .iter()
        .zip(&options)
        .map(|(mark, options)| Wanted {
            choices: options.iter().map(|o| o.0).collect(),
            rank: u32::from(mark.importance),
        })
        .collect();
    let (packed, mut taken) = rows::pack(&wanted, metrics.rows);
    let rows: Vec<usize> = packed.iter().map(|p| p.row).collect();
    let items = folded
        .into_iter()
        .zip(options)
        .zip(&packed)
        .map(|((mark, mut options), place)| {
            let chosen = (place.choice < options.len()).then(|| options.swap_remove(place.choice));
            let label = match chosen {
                Some((choice, Some(label))) if choice.tier == 2 => label.cut(pen),
                Some((_, label)) => label,
                None => None,
            };
            let ghosts = ghosts(&mark, frame, taken.get_mut(place.row), metrics.rise);
            Item { mark, label, ghosts, y: 0.0 }
        })
        .collect();
    (items, rows, taken.len())
}

/// Places of the marks that get a label at all: the most important, where there are too many.
fn labelled(marks: &[Mark]) -> std::collections::BTreeSet<usize> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    if order.len() > MOST_LABELS {
        order.sort_by_key(|i| {
            marks.get(*i).map_or((true, u8::MAX, 0), |m| {
                (!m.selected, m.importance, usize::MAX - m.events.len())
            })
        });
        order.truncate(MOST_LABELS);
    }
    order.into_iter().collect()
}

/// Competing dates: beside the mark where the row is free up to them, else above the row. What is selected plays no
/// part, so that selecting moves nothing.
fn ghosts(mark: &Mark, frame: &Frame<'_>, row: Option<&mut Row>, rise: f32) -> Vec<Ghost> {
    let ([place], Some(row)) = (mark.events.as_slice(), row) else {
        return Vec::new();
    };
    let Some(event) = frame.input.case.events.get(*place) else {
        return Vec::new();
    };
    let zone = event.zone(frame.zone);
    let (from, to) = mark.body.ends();
    let mut found: Vec<Ghost> = Vec::new();
    for (claim, c) in event.claims.iter().enumerate() {
        let Some(extent) = c.when.as_ref().and_then(|w| w.extent(zone)) else {
            continue;
        };
        if !frame.shows(&extent.bounds()) {
            continue;
        }
        let body = marks::body(&extent, frame);
        let (a, b) = body.ends();
        if (a - from).abs() < APART && (b - to).abs() < APART {
            // The two cannot be told apart at this zoom.
            continue;
        }
        // The stretch beside the mark, up to the far end of the ghost, has to be free.
        let stretch = if b < from { (a, from - 8.0) } else { (to + 8.0, b) };
        let beside = b < from || a > to;
        let inside = stretch.0 > frame.scale.x0 && stretch.1 < frame.scale.x1;
        let rise = if beside && inside && row.is_free(stretch.0, stretch.1) {
            row.take(stretch.0, stretch.1);
            0.0
        } else {
            rise
        };
        found.push(Ghost { claim, body, rise });
    }
    found
}

/// Gives every item its middle line; the height of the lane.
fn set_heights(
    items: &mut [Item],
    rows: &[usize],
    count: usize,
    metrics: &LaneMetrics,
    roomy: bool,
) -> f32 {
    // How far each row reaches above and below its middle line.
    let mut reach = vec![(HALF, HALF); count];
    for (item, row) in items.iter().zip(rows) {
        let Some(r) = reach.get_mut(*row) else {
            continue;
        };
        if item.ghosts.iter().any(|g| g.rise > 0.0) {
            r.0 = HALF + metrics.rise - 4.0;
        }
        if let Some(label) = &item.label {
            r.1 = r.1.max(label.reach(roomy));
        }
    }
    let mut middles = Vec::with_capacity(count);
    let mut y = metrics.top - HALF;
    for (n, (up, down)) in reach.iter().enumerate() {
        y += up + if n == 0 { 0.0 } else { metrics.gap };
        middles.push(y);
        y += down;
    }
    for (item, row) in items.iter_mut().zip(rows) {
        item.y = middles.get(*row).copied().unwrap_or(metrics.top);
    }
    (y + metrics.bottom).max(metrics.least)
}
