//! Where everything on a slide stands: facts above, limits below, as large as the room allows.

use super::super::bands;
use super::super::pen::{Pen, Style, one_line};
use super::super::rows::Row;
use super::Slide;
use super::axis::SlideAxis;
use super::bars::{self, Bars};
use super::facts::{self, Fact, Facts};
use crate::scene::fonts::isolate;
use crate::scene::{Ink, Weight};

/// Top of the axis where there is room: below a headline of two lines, with air.
const ROOMY: f32 = 158.0;
/// Top of the axis where there is none to spare: below a headline of three lines.
const TIGHT: f32 = 132.0;
/// Everything below that is headline, footer and number.
const FOOTER: f32 = 90.0;
/// Height of a line of words about states.
const STATE_LINE: f32 = 24.0;
/// Lines of words about states.
const STATE_LINES: usize = 3;
/// Least air below the axis, and between facts and limits.
const AIR: (f32, f32) = (10.0, 10.0);
/// Air that is spent where there is room.
const MORE_AIR: (f32, f32) = (24.0, 30.0);
/// Part of the room that limits may take where there are facts too.
const MOST_LIMITS: f32 = 0.6;

const STATE: Style = Style::new(14.0, Weight::SemiBold, Ink::State);

const fn step(size: f32, pitch: f32, packed: bool) -> facts::Density {
    facts::Density { size, pitch, packed }
}

/// From roomy to dense: facts, place in the densities of the limits, true for the tight top.
const STEPS: [(facts::Density, usize, bool); 15] = [
    (step(18.0, 33.0, false), 0, false),
    (step(18.0, 28.0, false), 0, false),
    (step(18.0, 28.0, false), 1, true),
    (step(16.0, 25.0, false), 1, true),
    (step(16.0, 23.0, false), 2, true),
    (step(18.0, 28.0, true), 1, true),
    (step(16.0, 24.0, true), 1, true),
    (step(16.0, 22.0, true), 2, true),
    (step(14.0, 20.0, false), 2, true),
    (step(14.0, 19.0, false), 3, true),
    (step(14.0, 20.0, true), 2, true),
    (step(12.0, 16.5, true), 2, true),
    (step(12.0, 16.5, true), 3, true),
    (step(14.0, 20.0, true), 4, true),
    (step(12.0, 16.0, true), 4, true),
];

/// The last step in which every fact has a row of its own: what does not fit beside its mark there is cut rather
/// than made smaller.
const LAST_STAIR: usize = 4;

/// Words about a state: line, place, words.
pub(super) struct StateWords {
    /// Place among the states.
    pub place: usize,
    /// Left end and base line.
    pub at: (f32, f32),
    /// What is written.
    pub text: String,
    /// How.
    pub style: Style,
}

/// Facts as they are drawn.
pub(super) struct Placed {
    /// Before they had a place.
    pub list: Vec<Fact>,
    /// With their places, from the top of the slide.
    pub plan: Facts,
    /// Places in the case of those that are drawn, by time.
    pub in_window: Vec<usize>,
    /// How many of them anybody gets to see.
    pub visible: usize,
}

/// Where everything stands, counted from the top of the slide.
pub(super) struct Plan {
    /// The line of the axis.
    pub top: f32,
    /// Where the canvas ends.
    pub bottom: f32,
    /// Top of the rows of facts.
    pub facts_top: f32,
    /// The facts.
    pub facts: Placed,
    /// Top of the limits.
    pub bars_top: f32,
    /// The limits.
    pub bars: Bars,
    /// Words about states.
    pub states: Vec<StateWords>,
}

/// Finds the roomiest way in which everything fits.
pub(super) fn plan(slide: &mut Slide<'_>, axis: &SlideAxis, pen: &Pen<'_>) -> Plan {
    let list = facts::gather(slide);
    let limits = bars::shown(slide).len();
    let bottom = slide.height - FOOTER;
    let (states, strip) = states(slide, pen);
    let mut best = None;
    for (n, (of_facts, of_bars, tight)) in STEPS.into_iter().enumerate() {
        let last = n + 1 == STEPS.len();
        // A bar of full height is for one limit or two.
        let of_bars = of_bars.max(usize::from(limits > 2));
        let density = bars::DENSITIES.get(of_bars).copied().unwrap_or(bars::DENSITIES[4]);
        let top = if tight { TIGHT } else { ROOMY } + axis.height;
        let both = !list.is_empty() && limits > 0;
        let air = AIR.0 + if both { AIR.1 } else { 0.0 };
        let room = bottom - top - strip - air;
        if !last && !of_facts.packed && list.len() as f32 * of_facts.pitch > room {
            continue;
        }
        let edges = slide.edges();
        // Where not everything fits at all, limits leave the facts what these need, up to their part.
        let kept = if last && both {
            facts::plan(&list, of_facts, edges, room * (1.0 - MOST_LIMITS), pen).height
        } else {
            0.0
        };
        let bars = bars::plan(slide, density, (room - kept).max(0.0), pen);
        let left = room - bars.height;
        let facts = facts::plan(&list, of_facts, edges, left, pen);
        let fits = bars.lost == 0 && facts.height <= left + 0.5;
        let done = fits && (facts.whole || n == LAST_STAIR);
        if done || last {
            best = Some((top, facts, bars, left));
            break;
        }
    }
    let (top, facts, bars, left) =
        best.unwrap_or_else(|| (TIGHT + axis.height, Facts::default(), Bars::default(), 0.0));
    settle(slide, (top, bottom), list, facts, bars, left, (states, strip))
}

fn settle(
    slide: &mut Slide<'_>,
    (top, bottom): (f32, f32),
    list: Vec<Fact>,
    facts: Facts,
    bars: Bars,
    left: f32,
    (mut states, strip): (Vec<StateWords>, f32),
) -> Plan {
    let spare = (left - facts.height).max(0.0);
    let air = (MORE_AIR.0.min(spare * 0.3), MORE_AIR.1.min(spare * 0.3));
    for s in &mut states {
        s.at.1 += top + 6.0;
    }
    let facts_top = top + strip + AIR.0 + air.0;
    let between = if facts.items.is_empty() { 0.0 } else { AIR.1 + air.1 };
    let bars_top = facts_top + facts.height + between;
    warn(slide, &list, &facts, &bars);
    let drawn = |n: &facts::Item| list.get(n.fact).filter(|f| !f.withheld).map(|f| f.place);
    let in_window: Vec<usize> = facts.items.iter().filter_map(drawn).collect();
    let visible = list.iter().filter(|f| !f.withheld).count();
    let facts = Placed { plan: facts, in_window, visible, list };
    Plan { top, bottom, facts_top, facts, bars_top, bars, states }
}

/// What whoever makes the slide should know.
fn warn(slide: &mut Slide<'_>, list: &[Fact], facts: &Facts, bars: &Bars) {
    let visible = list.iter().filter(|f| !f.withheld).count();
    if visible > super::MOST_EVENTS {
        slide.warn(format!(
            "{visible} events on one slide; more than {} cannot be read: leave some out",
            super::MOST_EVENTS
        ));
    }
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let cut = facts.items.iter().filter(|i| i.label.as_ref().is_some_and(|l| l.cut)).count();
    if cut > 0 {
        slide.warn(format!("Cut for want of room: {}", count(cut, "label")));
    }
    let bare = facts.items.iter().filter(|i| i.label.is_none()).count();
    if bare > 0 {
        slide.warn(format!("Drawn without words for want of room: {}", count(bare, "event")));
    }
    if facts.lost > 0 {
        slide.warn(format!("Not shown for want of room: {}", count(facts.lost, "event")));
    }
    if bars.lost > 0 {
        slide.warn(format!("Not shown for want of room: {}", count(bars.lost, "time limit")));
    }
    let ends_cut = bars.blocks.iter().flat_map(|b| &b.said).chain(&bars.never);
    if ends_cut.filter(|s| s.text.ends_with('…')).count() > 0 {
        slide.warn("Words at a time limit are cut for want of room".to_owned());
    }
}

/// Words about the states that are shown, in lines under the axis, and how high those are.
fn states(slide: &Slide<'_>, pen: &Pen<'_>) -> (Vec<StateWords>, f32) {
    let frame = slide.frame;
    let (x0, x1) = slide.edges();
    let mut rows = vec![Row::default(); STATE_LINES];
    let mut found = Vec::new();
    let mut used = 0;
    for (place, span) in slide.input.states.iter().enumerate() {
        if !bands::is_seen(span, frame) {
            continue;
        }
        let (from, to) = bands::ends(span, frame);
        let so_far = if span.lasting { " so far" } else { "" };
        let length = format!("{}{so_far}", span.length_words());
        let titled = format!("{}, {length}", isolate(&one_line(&span.title)));
        let (left, right) = (frame.scale.inside(from.0), frame.scale.inside(to.1));
        let sure = frame.scale.inside(to.0);
        let placed = [titled, length].into_iter().find_map(|text| {
            let w = pen.width(&text, STATE);
            // On the band, else to its right, else to its left.
            let inside = (left + 8.0, w + 12.0 <= sure - left);
            let beside = (right + 8.0, right + 8.0 + w <= x1);
            let before = (left - 8.0 - w, left - 8.0 - w >= x0);
            let places = [inside, beside, before].into_iter().filter(|p| p.1).map(|p| p.0);
            let places: Vec<f32> = places.collect();
            (0..STATE_LINES).find_map(|line| {
                let free = |x: &&f32| rows.get(line).is_some_and(|r| r.is_free(**x, **x + w));
                let x = places.iter().find(free)?;
                Some((line, *x, w, text.clone()))
            })
        });
        let Some((line, x, w, text)) = placed else { continue };
        if let Some(row) = rows.get_mut(line) {
            row.take(x, x + w);
        }
        used = used.max(line + 1);
        let baseline = 16.0 + line as f32 * STATE_LINE;
        found.push(StateWords { place, at: (x, baseline), text, style: STATE });
    }
    (found, if used > 0 { used as f32 * STATE_LINE + 4.0 } else { 0.0 })
}
