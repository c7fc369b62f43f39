//! A saved picture on a page: words above and below the canvas.

use super::page_scale;
use super::page_words::{Below, Header};
use super::pen::{Pen, Style, visible_texts};
use super::plate::{Plate, PlateInput};
use super::sheet::{Input, Manner, Room, Sheet, Tag, Target};
use super::timeline::timeline;
use crate::case::{EventId, Reveal};
use crate::law::Verdict;
use crate::scene::{Group, Ink, Node, Rect, Scene, Shape, Weight, part, shifted, within_clips};
use std::collections::BTreeSet;

/// What is said on the page of what it does not show.
const MISSING: Style = Style::new(11.0, Weight::Medium, Ink::Text);
/// Height of that line.
const MISSING_LINE: f32 = 20.0;
/// Margins of pictures for a screen; paper has its own around the layout.
const MARGIN: f32 = 24.0;
/// Pictures narrower than this cannot spare as much.
const SLIM: (f32, f32) = (560.0, 12.0);
/// Text is never made smaller than this part of its size for the sake of fitting more.
const LEAST_SCALE: f32 = 0.6;
/// Steps from the asked size to the smallest scale.
const STEPS: u8 = 5;
/// A page for a large picture is laid out about this high, so that text grows with the picture.
const LARGE_HEIGHT: f32 = 1_050.0;
/// Pictures wider than this are large.
const LARGE_WIDTH: f32 = 1_700.0;
/// No page is narrower because its picture is large.
const LARGE_LEAST_WIDTH: f32 = 900.0;
/// No page is larger than this, nor is a canvas; keeps every sum finite.
const LARGEST: f32 = 20_000.0;
/// Smaller pages that are tried where there is room to spare: their text comes out larger.
const ENLARGED: [f32; 3] = [0.74, 0.82, 0.91];
/// Pages narrower than this show so many events at the most before marks and labels crowd.
const CROWDED: (f32, usize) = (900.0, 60);

/// Letters of the smallest size, and the height in pixels of the picture under which no screen shows them well.
const LETTERS: (f32, f32) = (11.0, 8.0);

/// A page that is as high as its content needs is no higher than this, in points of layout: 1.38 m on paper, which
/// at 300 dpi is as high as a PNG may be.
const TALLEST: f32 = 5_900.0;

/// Lays a picture out for a page.
///
/// Without a height it is as high as its content needs. With one, text becomes larger where there is room to spare
/// and no mark loses its words by it; rows say less where room is short; then the
/// page of a picture for a screen is made larger in the same proportion, down to a scale of 0.6, which paper
/// does not allow. What does not fit even then is counted on the page and in the warnings.
#[must_use]
pub fn page(input: &PlateInput<'_>) -> Plate {
    let mut plate = sized(input);
    let scale = input.size.0 / plate.sheet.scene.width.max(1.0);
    let letters = LETTERS.0 * scale;
    if !input.paper
        && letters < LETTERS.1
        && scale > 0.0
        && !visible_texts(&plate.sheet.scene).is_empty()
    {
        plate.warnings.push(format!(
            "The smallest letters are {letters:.1} pixels high: choose a larger size, or show less"
        ));
    }
    plate
}

/// The page in the first way in which everything fits.
fn sized(input: &PlateInput<'_>) -> Plate {
    let (width, height) = first_size(input);
    let Some(height) = height else {
        let tall = least_height(input) > TALLEST;
        let whole = (!tall).then(|| lay_out(input, width, None, Try::Whole).0);
        return whole
            .filter(|plate| plate.sheet.scene.height <= TALLEST)
            .unwrap_or_else(|| lay_out(input, width, Some(TALLEST), Try::Cut).0);
    };
    // Thousands of limits are not laid out over and over where they can never fit.
    let hopeless = least_height(input) > height / LEAST_SCALE;
    if let Some(plate) = (!hopeless).then(|| enlarged(input, width, height)).flatten() {
        return plate;
    }
    let last = if input.paper || hopeless { 0 } else { STEPS };
    for step in 0..last {
        let grown = 1.0 + (1.0 / LEAST_SCALE - 1.0) * f32::from(step) / f32::from(STEPS);
        let (plate, fits) = lay_out(input, width * grown, Some(height * grown), Try::Whole);
        if fits {
            return plate;
        }
    }
    let grown = if input.paper { 1.0 } else { 1.0 / LEAST_SCALE };
    let (width, height) = (width * grown, Some(height * grown));
    let (plate, fits) = lay_out(input, width, height, Try::Squeezed);
    if fits { plate } else { lay_out(input, width, height, Try::Cut).0 }
}

/// Less than the rows of the limits take up at their lowest, in points: what is known before anything is laid out.
fn least_height(input: &PlateInput<'_>) -> f32 {
    const LOWEST_ROW: f32 = 10.0;
    let shown = input.shown.deadlines.iter().filter_map(|i| input.deadlines.get(*i));
    let rows = shown.filter(|d| d.trigger.is_some() && d.verdict != Verdict::NeverTriggered);
    rows.count() as f32 * LOWEST_ROW
}

/// The page on which a picture is laid out first.
fn first_size(input: &PlateInput<'_>) -> (f32, Option<f32>) {
    let sound = |n: f32| {
        if n.is_finite() { n.clamp(0.0, LARGEST) } else { 0.0 }
    };
    let (width, height) = (sound(input.size.0), input.size.1.map(sound));
    match height {
        Some(h) if !input.paper && width > LARGE_WIDTH && h > 0.0 => {
            let scale = (LARGE_HEIGHT / h).max(LARGE_LEAST_WIDTH / width).min(1.0);
            (width * scale, Some(h * scale))
        }
        _ => (width, height),
    }
}

/// Nothing.
static NOTHING: BTreeSet<EventId> = BTreeSet::new();

/// The same with all that keeps its room though it is not drawn: what decides about places, so that no step of a
/// story and nothing that is withheld moves anything.
fn in_full<'a>(input: &PlateInput<'a>) -> PlateInput<'a> {
    PlateInput { reveal: Reveal::Outcome, withheld: &NOTHING, ..*input }
}

/// The page with the largest text on which everything has its room, where that is larger than on the page asked for.
fn enlarged(input: &PlateInput<'_>, width: f32, height: f32) -> Option<Plate> {
    // What needs more than the page does not fit on a smaller one.
    let full = in_full(input);
    let needs = |w: f32| lay_out(&full, w, None, Try::Whole).0.sheet.scene;
    let usual = needs(width);
    if usual.height > height * 0.95 {
        return None;
    }
    let labels = labelled(&usual.nodes);
    ENLARGED.into_iter().find_map(|scale| {
        let (w, h) = (width * scale, height * scale);
        let scene = needs(w);
        if scene.height > h || labelled(&scene.nodes) != labels {
            return None;
        }
        let (plate, fits) = lay_out(input, w, Some(h), Try::Whole);
        fits.then_some(plate)
    })
}

/// How many marks there are, and how many of them have words.
fn labelled(nodes: &[Node]) -> (usize, usize) {
    let has_words = |nodes: &[Node]| nodes.iter().any(|n| matches!(n, Node::Shape(Shape::Text(_))));
    nodes.iter().fold((0, 0), |(marks, words), node| match node {
        Node::Group(g) if g.tag.starts_with("event:") || g.tag.starts_with("fold:") => {
            (marks + 1, words + usize::from(has_words(&g.children)))
        }
        Node::Group(Group { children, .. }) | Node::Clip { children, .. } => {
            let (m, w) = labelled(children);
            (marks + m, words + w)
        }
        Node::Shape(_) => (marks, words),
    })
}

/// How a page is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Try {
    /// With all its rows.
    Whole,
    /// With marks that fold for the sake of room.
    Squeezed,
    /// Cut after the last row that fits, and saying so.
    Cut,
}

/// One try; true where nothing is cut.
fn lay_out(input: &PlateInput<'_>, width: f32, height: Option<f32>, how: Try) -> (Plate, bool) {
    let last = how == Try::Cut;
    let margin = match width {
        _ if input.paper => 0.0,
        w if w < SLIM.0 => SLIM.1,
        _ => MARGIN,
    };
    let room = (width - 2.0 * margin).max(0.0);
    let mut pen = Pen::new(input.measure);
    let header = Header::new(&pen, input.texts, room, height);
    let below = Below::new(&pen, input, room, height);
    let line = if last { MISSING_LINE } else { 0.0 };
    let left = height.map(|h| h - 2.0 * margin - header.height - below.height - line);
    let squeezed = how != Try::Whole;
    let planned = last.then(|| canvas(&in_full(input), room, left, squeezed));
    let missing = planned.as_ref().map(missing);
    let cut = planned.as_ref().and_then(|p| last_whole_row(p).map(|whole| p.plot.y + whole));
    let mut sheet = canvas(input, room, cut.or(left), squeezed);
    let fits = sheet.content_height <= sheet.plot.h + 0.5 && sheet.plot.h > 0.0;
    let top = margin + header.height;
    let mut nodes = shifted(std::mem::take(&mut sheet.scene.nodes), margin, top);
    if last {
        nodes = within_clips(nodes);
    }
    let canvas_bottom = top + sheet.scene.height;
    header.draw(&mut pen, margin, margin);
    if let Some(words) = &missing {
        let mut line = Pen::new(input.measure);
        line.text_fit(margin, canvas_bottom + 14.0, words, MISSING, room);
        nodes.extend(line.nodes);
    }
    if !nodes.is_empty() {
        let tag = part::CANVAS.to_owned();
        pen.nodes.push(Node::Group(Group { tag, title: String::new(), children: nodes }));
    }
    let plot = moved(sheet.plot, (margin, top));
    let bottom = below.draw(&mut pen, margin, canvas_bottom + line, page_scale::bar(input, &plot));
    let height = height.unwrap_or(bottom + margin);
    let sheet = whole(sheet, pen.nodes, (width, height), (margin, top));
    let warnings = warnings(&sheet, missing, width, height);
    (Plate { sheet, warnings }, fits)
}

/// Where the last row ends that is not cut, counted from the top of the plot.
fn last_whole_row(sheet: &Sheet) -> Option<f32> {
    let rows = sheet
        .extents
        .iter()
        .filter(|(t, _)| matches!(t, Tag::Lane(_) | Tag::Limit(_) | Tag::Band(..)));
    let ends = rows.map(|(_, extent)| extent.1).filter(|end| *end <= sheet.plot.h);
    ends.max_by(f32::total_cmp)
}

fn canvas(input: &PlateInput<'_>, width: f32, height: Option<f32>, squeezed: bool) -> Sheet {
    let room = match height {
        None => Room::Natural,
        Some(_) if squeezed => Room::Squeezed,
        Some(_) => Room::AtMost,
    };
    timeline(&Input {
        case: input.case,
        shown: input.shown,
        deadlines: input.deadlines,
        states: input.states,
        as_of: input.as_of,
        window: input.window,
        // A height that follows the content is not asked for; it only has to be one that a canvas can have.
        size: (width, height.unwrap_or(LARGEST).max(0.0)),
        scroll: 0.0,
        selection: None,
        print: input.print,
        manner: Manner {
            zero: None,
            layers: input.layers,
            layers_first: false,
            finest: input.finest,
            page: true,
            dated: !input.texts.title.trim().is_empty(),
            room,
            labels: Some(input.labels),
            highlight: input.highlight,
            reveal: input.reveal,
            withheld: Some(input.withheld),
            silent: false,
        },
        measure: input.measure,
    })
}

/// What no scale could fit: `Not shown in full, for want of room: 2 lanes and 5 time limits`.
fn missing(sheet: &Sheet) -> String {
    let beyond = |wanted: &dyn Fn(&Tag) -> bool| {
        let below = |extent: &(f32, f32)| extent.1 > sheet.plot.h + 0.5;
        sheet.extents.iter().filter(|(tag, extent)| wanted(tag) && below(extent)).count()
    };
    let lanes = beyond(&|t| matches!(t, Tag::Lane(_) | Tag::Band(..)));
    let limits = beyond(&|t| matches!(t, Tag::Limit(_)));
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let what = match (lanes, limits) {
        (0, 0) => return "Not everything is shown, for want of room".to_owned(),
        (n, 0) => count(n, "lane"),
        (0, n) => count(n, "time limit"),
        (a, b) => format!("{} and {}", count(a, "lane"), count(b, "time limit")),
    };
    format!("Not shown in full, for want of room: {what}")
}

/// What the maker of the picture should know.
fn warnings(sheet: &Sheet, missing: Option<String>, width: f32, height: f32) -> Vec<String> {
    let mut found: Vec<String> = missing.into_iter().collect();
    let events = sheet.events_in_window;
    if width < CROWDED.0 && events > CROWDED.1 {
        found.push(format!(
            "{events} events on a narrow page; about {} can be read: shorten the stretch of time, or leave out details",
            CROWDED.1
        ));
    }
    let (marks, said) = labelled(&sheet.scene.nodes);
    if marks > said {
        let bare = marks - said;
        let events = if bare == 1 { "event" } else { "events" };
        found.push(format!("Drawn without words for want of room: {bare} {events}"));
    }
    if sheet.targets.is_empty() && events > 0 && visible_texts(&sheet.scene).is_empty() {
        found.push(format!("Nothing can be drawn on {width:.0} by {height:.0} points"));
    }
    found
}

fn moved(r: Rect, (left, top): (f32, f32)) -> Rect {
    Rect { x: r.x + left, y: r.y + top, ..r }
}

/// The sheet of the page, with everything of the canvas moved to its place.
fn whole(sheet: Sheet, nodes: Vec<Node>, (width, height): (f32, f32), at: (f32, f32)) -> Sheet {
    Sheet {
        scene: Scene { width, height, nodes, ..sheet.scene },
        targets: sheet
            .targets
            .into_iter()
            .map(|t| Target { rect: moved(t.rect, at), ..t })
            .collect(),
        plot: moved(sheet.plot, at),
        bands: sheet.bands.into_iter().map(|b| b.moved(at.0, at.1)).collect(),
        ..sheet
    }
}
