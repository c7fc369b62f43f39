//! The whole picture for export: title, answer, canvas, and the small print that makes it checkable.

use super::footer;
use super::pen::{Pen, Style, one_line};
use super::sheet::{Input, Sheet, Tag, Target};
use super::timeline::timeline;
use crate::case::Case;
use crate::date::{Instant, Window};
use crate::filter::Shown;
use crate::law::{Answer, Deadline, StateSpan};
use crate::scene::{Ink, Measure, Node, Rect, Scene, Stroke, Weight, shifted};

/// Everything that decides how an exported picture looks.
#[derive(Debug, Clone, Copy)]
pub struct PictureInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// Which of its lanes and events, and which of the deadlines, are shown.
    pub shown: &'a Shown,
    /// All deadlines, in the order in which the case lists its rules.
    pub deadlines: &'a [Deadline],
    /// States over time.
    pub states: &'a [StateSpan],
    /// The sentence that answers the case at a glance.
    pub answer: &'a Answer,
    /// The moment on which the case is judged.
    pub as_of: Instant,
    /// The stretch of time shown.
    pub window: Window,
    /// Width and height of the picture in points. The scene may be larger or smaller in the same proportion;
    /// exporters scale it.
    pub size: (f32, f32),
    /// The mark to emphasise.
    pub selection: Option<&'a Tag>,
    /// True for paper: patterns and outlines tell apart what colours tell apart on a screen.
    pub print: bool,
    /// Widths of text.
    pub measure: &'a Measure,
    /// Version of the program, for the small print.
    pub version: &'a str,
}

const TITLE: Style = Style::new(20.0, Weight::SemiBold, Ink::Text);
const SUBTITLE: Style = Style::new(13.0, Weight::Regular, Ink::Secondary);
const ANSWER: Style = Style::new(13.0, Weight::Medium, Ink::Text);
/// Left margin, that of the lane heads.
const LEFT: f32 = 20.0;
/// Right margin.
const RIGHT: f32 = 20.0;
/// Text is never made smaller than this part of its size for the sake of fitting more.
const LEAST_SCALE: f32 = 0.6;
/// A page for a large picture is laid out about this high, so that text grows with the picture.
const LARGE_HEIGHT: f32 = 1_050.0;
/// Pictures wider than this are large.
const LARGE_WIDTH: f32 = 1_700.0;
/// No page is narrower because its picture is large.
const LARGE_LEAST_WIDTH: f32 = 900.0;
/// Steps from the asked size to the smallest scale.
const STEPS: u8 = 5;

/// Lays out the whole picture.
///
/// Where not everything fits, the page is made larger in the same proportion, down to a scale of 0.6; what
/// does not fit even then is counted in the picture itself.
#[must_use]
pub fn picture(input: &PictureInput<'_>) -> Sheet {
    let (width, height) = page(input.size);
    let mut found = None;
    for step in 0..=STEPS {
        let grown = 1.0 + (1.0 / LEAST_SCALE - 1.0) * f32::from(step) / f32::from(STEPS);
        let (sheet, fits) = lay_out(input, width * grown, height * grown, step == STEPS);
        if fits || step == STEPS {
            found = Some(sheet);
            break;
        }
    }
    found.unwrap_or_else(|| lay_out(input, width, height, true).0)
}

/// The page on which a picture is laid out first.
fn page((width, height): (f32, f32)) -> (f32, f32) {
    let sound = |n: f32| {
        if n.is_finite() { n.clamp(0.0, 20_000.0) } else { 0.0 }
    };
    let (width, height) = (sound(width), sound(height));
    if width <= LARGE_WIDTH || height <= 0.0 {
        return (width, height);
    }
    let by_height = LARGE_HEIGHT / height;
    let scale = by_height.max(LARGE_LEAST_WIDTH / width).min(1.0);
    (width * scale, height * scale)
}

/// One try; true where nothing is cut.
fn lay_out(input: &PictureInput<'_>, width: f32, height: f32, last: bool) -> (Sheet, bool) {
    let mut pen = Pen::new(input.measure);
    let room = (width - LEFT - RIGHT).max(0.0);
    let top = header(&mut pen, input, room);
    let footer = footer::footer(input, room, &pen, 0);
    let mut sheet = canvas(input, width, height - top - footer.height);
    let mut footer = footer;
    let fits = sheet.content_height <= sheet.plot.h + 0.5 && sheet.plot.h > 0.0;
    if last && !fits {
        // The footer that says what is missing is higher, so the canvas is laid out once more.
        footer = footer::footer(input, room, &pen, 1);
        sheet = canvas(input, width, height - top - footer.height);
        footer.missing = Some(missing(&sheet));
    }
    let bottom = (height - footer.height).max(top);
    pen.nodes.extend(shifted(std::mem::take(&mut sheet.scene.nodes), 0.0, top));
    pen.line((0.0, bottom), (width, bottom), Stroke::solid(Ink::Hairline, 1.0));
    footer.draw(&mut pen, LEFT, bottom, room);
    (whole(input, sheet, pen.nodes, (width, height), top), fits)
}

fn canvas(input: &PictureInput<'_>, width: f32, height: f32) -> Sheet {
    timeline(&Input {
        case: input.case,
        shown: input.shown,
        deadlines: input.deadlines,
        states: input.states,
        as_of: input.as_of,
        window: input.window,
        size: ((width - RIGHT).max(0.0), height.max(0.0)),
        scroll: 0.0,
        selection: input.selection,
        print: input.print,
        manner: super::sheet::Manner::default(),
        measure: input.measure,
    })
}

/// Title, subtitle and answer; gives back where the canvas begins.
fn header(pen: &mut Pen<'_>, input: &PictureInput<'_>, room: f32) -> f32 {
    let mut y = 36.0;
    let title = one_line(&input.case.title);
    let end = pen.text_fit(LEFT, y, &title, TITLE, room);
    if let Some(subtitle) = input.case.subtitle.as_deref().map(one_line) {
        let width = pen.width(&subtitle, SUBTITLE);
        if end + 16.0 + width <= LEFT + room {
            pen.text(end + 16.0, y, &subtitle, SUBTITLE);
        } else {
            y += 20.0;
            pen.text_fit(LEFT, y, &subtitle, SUBTITLE, room);
        }
    }
    let answer = input.answer.text();
    if !answer.trim().is_empty() {
        for line in footer::wrapped(pen, &answer, ANSWER, room, 3) {
            y += 22.0;
            pen.text_fit(LEFT, y, &line, ANSWER, room);
        }
    }
    y + 10.0
}

/// What no scale could fit: `2 lanes and 5 time limits are not shown for want of room`.
fn missing(sheet: &Sheet) -> String {
    let beyond = |wanted: &dyn Fn(&Tag) -> bool| {
        let below = |extent: &(f32, f32)| extent.1 > sheet.plot.h + 0.5;
        sheet.extents.iter().filter(|(tag, extent)| wanted(tag) && below(extent)).count()
    };
    let lanes = beyond(&|t| matches!(t, Tag::Lane(_)));
    let limits = beyond(&|t| matches!(t, Tag::Limit(_)));
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match (lanes, limits) {
        (0, 0) => "Not everything is shown, for want of room".to_owned(),
        (n, 0) => format!("Not shown in full, for want of room: {}", count(n, "lane")),
        (0, n) => format!("Not shown in full, for want of room: {}", count(n, "time limit")),
        (a, b) => format!(
            "Not shown in full, for want of room: {} and {}",
            count(a, "lane"),
            count(b, "time limit")
        ),
    }
}

/// The sheet of the page, with everything of the canvas moved down by `top`.
fn whole(
    input: &PictureInput<'_>,
    sheet: Sheet,
    nodes: Vec<Node>,
    (width, height): (f32, f32),
    top: f32,
) -> Sheet {
    let moved = |r: Rect| Rect { y: r.y + top, ..r };
    let answer = input.answer.text();
    let sentence = if answer.is_empty() { String::new() } else { format!("{answer}. ") };
    Sheet {
        scene: Scene {
            width,
            height,
            title: sheet.scene.title,
            description: format!("{sentence}{}", sheet.scene.description),
            nodes,
        },
        targets: sheet.targets.into_iter().map(|t| Target { rect: moved(t.rect), ..t }).collect(),
        plot: moved(sheet.plot),
        ..sheet
    }
}
