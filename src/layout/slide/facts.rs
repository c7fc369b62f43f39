//! Facts on a slide: a staircase in time, each with its date and its words beside it.

use super::super::frame::Frame;
use super::super::marks::{self, Body, Mark};
use super::super::pen::{Pen, one_line};
use super::super::rows::{self, Choice, Wanted};
use super::Slide;
use super::dates;
use super::labels::{self, LEADING, Label, Place, Words};
use super::stress::Tone;
use crate::case::EventId;
use crate::date::Bounds;
use crate::scene::fonts::isolate;
use std::collections::BTreeSet;

/// How far a competing date stands above its mark in rows that lie this far apart or further, and in others.
const RISE: (f32, f32, f32) = (15.0, 28.0, 12.0);
/// What every such row is higher by where there are competing dates, shown or not: so a highlight moves nothing.
const GHOST_ROOM: f32 = 6.0;
/// Words that fit nowhere are cut at this size; a single long title makes the others no smaller.
const LEAST_WHOLE: f32 = 14.0;
/// Among more facts than this no words can be read, and each would cost a measurement.
const MOST_LABELS: usize = 600;
/// Half the height of a mark.
const HALF: f32 = 8.0;

/// A fact before it has a place.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// Place in the events of the case.
    pub place: usize,
    /// Its mark.
    pub mark: Mark,
    /// Competing dates: place of the claim, and its mark.
    pub ghosts: Vec<(usize, Body)>,
    /// How far it is brought forward.
    pub tone: Tone,
    /// True where it takes up its room and is not drawn.
    pub withheld: bool,
    /// True where a limit on the slide rests on it: without it the bar below could not be understood.
    needed: bool,
    words: Words,
    bounds: Bounds,
}

/// Measures of the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Density {
    /// Size of the words.
    pub size: f32,
    /// From row to row.
    pub pitch: f32,
    /// True where several facts may share a row.
    pub packed: bool,
}

/// A fact at its place.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The fact, by its place in the list.
    pub fact: usize,
    /// The middle of its mark, from the top of the facts.
    pub y: f32,
    /// Its words, where there is room.
    pub label: Option<Label>,
    /// How far its competing dates stand above it; none where there is no room for them.
    pub rise: Option<f32>,
}

/// All facts at their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Those that are drawn, by time.
    pub items: Vec<Item>,
    /// Height of all rows.
    pub height: f32,
    /// How many rows there are.
    pub rows: usize,
    /// True where every fact has all its words.
    pub whole: bool,
    /// Facts for which there was no room at all.
    pub lost: usize,
}

/// The facts in the window, by time.
pub(super) fn gather(slide: &Slide<'_>) -> Vec<Fact> {
    let (frame, case) = (slide.frame, slide.input.case);
    let mut found: Vec<Fact> = Vec::new();
    let needed: BTreeSet<&EventId> =
        super::bars::shown(slide).iter().flat_map(|(_, d)| d.events()).collect();
    for &place in &slide.input.shown.events {
        let Some(event) = case.events.get(place) else { continue };
        let zone = event.zone(frame.zone);
        let Some(mark) = marks::of_event(place, event, zone, frame) else { continue };
        let Some(extent) = mark.extent else { continue };
        let words = slide.input.labels.get(&event.id).unwrap_or(&event.title);
        let words = one_line(words.trim());
        let label = if mark.uncertain { format!("{} ?", isolate(&words)) } else { words };
        let tone = slide.stress.of_event(&event.id);
        found.push(Fact {
            place,
            ghosts: ghosts(event, &mark, frame),
            tone,
            withheld: slide.input.withheld.contains(&event.id),
            needed: needed.contains(&event.id),
            words: Words { date: dates::words(event, &extent, frame), label },
            bounds: extent.bounds(),
            mark,
        });
    }
    // Facts of the same time stand in the order of the case.
    found.sort_by_key(|f| (f.bounds.earliest, f.bounds.latest, f.place));
    found
}

/// Competing dates in the window that can be told from the preferred one.
fn ghosts(event: &crate::case::Event, mark: &Mark, frame: &Frame<'_>) -> Vec<(usize, Body)> {
    let (from, to) = mark.body.ends();
    let body = |claim: &crate::case::Claim| {
        let extent = claim.when.as_ref()?.extent(event.zone(frame.zone))?;
        let body = frame.shows(&extent.bounds()).then(|| marks::body(&extent, frame))?;
        let (a, b) = body.ends();
        ((a - from).abs() >= 6.0 || (b - to).abs() >= 6.0).then_some(body)
    };
    event.claims.iter().enumerate().filter_map(|(n, c)| Some((n, body(c)?))).collect()
}

/// Ends of a mark inside the edges.
fn place(fact: &Fact, edges: (f32, f32)) -> Place {
    let (from, to) = fact.mark.body.ends();
    let from = from.clamp(edges.0, edges.1);
    Place { ends: (from, to.clamp(from, edges.1)), edges }
}

/// Gives every fact its place, in rows that are no higher than `most` where that can be.
pub(super) fn plan(
    facts: &[Fact],
    density: Density,
    edges: (f32, f32),
    most: f32,
    pen: &Pen<'_>,
) -> Facts {
    if density.packed {
        packed(facts, density, edges, most, pen)
    } else {
        staircase(facts, density, edges, pen)
    }
}

/// Each fact in its own row.
fn staircase(facts: &[Fact], density: Density, edges: (f32, f32), pen: &Pen<'_>) -> Facts {
    let mut found = Facts { whole: true, rows: facts.len(), ..Facts::default() };
    let rival = facts.iter().any(|f| !f.ghosts.is_empty());
    let (high, apart, low) = RISE;
    let roomy = density.pitch >= apart;
    let pitch = density.pitch + if rival && roomy { GHOST_ROOM } else { 0.0 };
    let mut y = 0.0;
    for (n, fact) in facts.iter().enumerate() {
        let label = labels::alone(&fact.words, &place(fact, edges), density.size, pen);
        found.whole &= label.as_ref().is_some_and(|l| !l.cut);
        let middle = y + pitch / 2.0;
        let spare = (pitch - density.size * LEADING).max(0.0) / 2.0;
        let depth = label.as_ref().map_or(0.0, Label::depth) + spare;
        y = middle + depth.max(pitch / 2.0);
        let rise = if roomy { high } else { low };
        found.items.push(Item { fact: n, y: middle, label, rise: Some(rise) });
    }
    found.height = y;
    found
}

/// Several facts in a row, where their words do not meet; the more important keep theirs longer.
fn packed(facts: &[Fact], density: Density, edges: (f32, f32), most: f32, pen: &Pen<'_>) -> Facts {
    let room = ((most / density.pitch).max(0.0) as usize).max(1);
    let options: Vec<Vec<(Choice, Option<Label>)>> =
        facts.iter().map(|fact| choices(fact, density.size, edges, facts.len(), pen)).collect();
    let wanted: Vec<Wanted> = facts
        .iter()
        .zip(&options)
        .map(|(fact, options)| Wanted {
            choices: options.iter().map(|o| o.0).collect(),
            rank: match (fact.tone, fact.needed) {
                (Tone::Accent, _) => 0,
                (_, true) => 1,
                _ => 1 + u32::from(fact.mark.importance),
            },
        })
        .collect();
    let (places, used) = rows::pack(&wanted, room);
    let mut found = Facts { whole: true, rows: used.len().min(room), ..Facts::default() };
    for (n, (place, mut options)) in places.iter().zip(options).enumerate() {
        if place.row >= room {
            found.lost += 1;
            found.whole = false;
            continue;
        }
        // What fits on no side even alone is cut, but not before smaller words were tried.
        let cut_anyway =
            density.size <= LEAST_WHOLE && options.first().is_none_or(|o| o.0.tier > 0);
        let label = (place.choice < options.len()).then(|| options.swap_remove(place.choice).1);
        let label = label.flatten();
        found.whole &= label.as_ref().is_some_and(|l| !l.cut || cut_anyway);
        let y = (place.row as f32 + 0.5) * density.pitch;
        found.items.push(Item { fact: n, y, label, rise: None });
    }
    found.height = found.rows as f32 * density.pitch;
    found
}

fn choices(
    fact: &Fact,
    size: f32,
    edges: (f32, f32),
    all: usize,
    pen: &Pen<'_>,
) -> Vec<(Choice, Option<Label>)> {
    let at = place(fact, edges);
    let bare = (Choice { from: at.ends.0, to: at.ends.1, tier: 3 }, None);
    if all > MOST_LABELS && fact.tone != Tone::Accent {
        return vec![bare];
    }
    let choice = |label: Label, tier: u8| {
        let (from, to) = (at.ends.0.min(label.left()), at.ends.1.max(label.right));
        (Choice { from, to, tier }, Some(label))
    };
    let mut found: Vec<_> =
        labels::whole(&fact.words, &at, size, pen).into_iter().map(|l| choice(l, 0)).collect();
    let short = labels::shortened(&fact.words, &at, size, pen);
    found.extend(short.into_iter().map(|l| choice(l, 2)));
    found.push(bare);
    found
}

impl Item {
    /// Top of the mark and bottom of the words, from the middle of the mark.
    pub fn reach(&self) -> (f32, f32) {
        (HALF, self.label.as_ref().map_or(HALF, |l| l.depth().max(HALF)))
    }
}
