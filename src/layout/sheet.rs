//! What a layout is given and what it gives back.

pub use crate::case::Tag;

use super::layers::Band;
use crate::case::{Blur, Case, EventId, Reveal};
use crate::date::{Day, Instant, Window};
use crate::filter::Shown;
use crate::law::{Deadline, StateSpan};
use crate::layer::{Layer, RowNumber, Sifted};
use crate::scene::{Measure, Rect, Scene};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that decides how the canvas looks, and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The case.
    pub case: &'a Case,
    /// Which of its lanes and events, and which of the deadlines, are shown.
    pub shown: &'a Shown,
    /// All deadlines, in the order in which the case lists its rules.
    pub deadlines: &'a [Deadline],
    /// States over time.
    pub states: &'a [StateSpan],
    /// The moment on which the case is judged; later events are drawn faint.
    pub as_of: Instant,
    /// The stretch of time shown.
    pub window: Window,
    /// Width and height in points.
    pub size: (f32, f32),
    /// How far the lanes are scrolled down, in points; 0 at the top.
    pub scroll: f32,
    /// The selected mark, which is emphasised and whose relatives are linked to it.
    pub selection: Option<&'a Tag>,
    /// True for paper: patterns and outlines tell apart what colours tell apart on a screen.
    pub print: bool,
    /// How it differs from the canvas of the window.
    pub manner: Manner<'a>,
    /// Widths of text.
    pub measure: &'a Measure,
}

/// How the canvas of a saved picture differs from that of the window, which leaves all of it as it is by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner<'a> {
    /// True for a page, which has words around the canvas: heads begin at its left edge, long ones are wrapped, and
    /// no text is smaller than 11 points.
    pub page: bool,
    /// True where the words around the canvas name the dates and the zone, so that the axis need not.
    pub dated: bool,
    /// What the height of the canvas is.
    pub room: Room,
    /// Shorter words for single events.
    pub labels: Option<&'a BTreeMap<EventId, String>>,
    /// Marks that are brought forward; where any of them is shown, the rest is dimmed.
    pub highlight: &'a [Tag],
    /// How much is drawn; what is not drawn keeps its room.
    pub reveal: Reveal,
    /// Events that take up their room and are not drawn.
    pub withheld: Option<&'a BTreeSet<EventId>>,
    /// How finely the axis may name dates.
    pub finest: Option<Blur>,
    /// Day 0, where the axis counts days instead of naming dates.
    pub zero: Option<Day>,
    /// Layers of bulk events below the lanes of the case, each with lanes of its own.
    pub layers: &'a [Beneath<'a>],
    /// True to put them above the lanes of the case.
    pub layers_first: bool,
    /// True where nobody listens: marks have no sentences and the picture no description. Dates in words cost more
    /// than everything else that is laid out.
    pub silent: bool,
}

/// A layer as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Beneath<'a> {
    /// Its number, which its tags carry.
    pub number: u32,
    /// The rows.
    pub layer: &'a Layer,
    /// What a filter or a search leaves of them; `None` for all.
    pub sifted: Option<&'a Sifted>,
    /// What is found by the query, to be marked; `None` where nothing is asked.
    pub found: Option<&'a Sifted>,
    /// What else its heading says: how far it has been read, in which zone its hours are taken to be.
    pub said: &'a str,
    /// Rows of it that are events of the case too, each with the code of its lane.
    pub pinned: &'a [(RowNumber, usize)],
}

impl<'a> Beneath<'a> {
    /// A whole layer, with nothing found, said or pinned.
    #[must_use]
    pub const fn new(number: u32, layer: &'a Layer) -> Self {
        Self { number, layer, sifted: None, found: None, said: "", pinned: &[] }
    }

    /// True for a row that is an event of the case.
    #[must_use]
    pub fn is_pinned(&self, row: RowNumber) -> bool {
        self.pinned.iter().any(|(pinned, _)| *pinned == row)
    }
}

/// What the height of a canvas is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Room {
    /// What was asked for; what needs more is scrolled to.
    #[default]
    Fill,
    /// What its content needs where that is less than what was asked for.
    AtMost,
    /// The same; where even that is more than was asked for, marks fold until it is not.
    Squeezed,
    /// What its content needs, whatever was asked for.
    Natural,
}

impl Manner<'_> {
    /// A sentence, where somebody listens.
    pub(super) fn say(&self, sentence: impl FnOnce() -> String) -> String {
        if self.silent { String::new() } else { sentence() }
    }

    /// True for an event that takes up its room and is not drawn.
    pub(super) fn withholds(&self, id: &EventId) -> bool {
        self.withheld.is_some_and(|w| w.contains(id))
    }

    /// True from that step of a story on.
    pub(super) fn shows(&self, reveal: Reveal) -> bool {
        self.reveal >= reveal
    }
}

/// What a target is, for the role of its node and for the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// Something that happened.
    Event,
    /// A competing date of an event.
    Claim,
    /// A row of the time limits.
    Limit,
    /// A band.
    State,
    /// A lane head.
    Lane,
    /// A folded mark with a count.
    Fold,
    /// The as-of line.
    AsOf,
    /// A row of a layer that stands alone.
    Row,
}

/// A mark that can be pointed at, clicked, read aloud and tested.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its handle.
    pub tag: Tag,
    /// What it is.
    pub kind: TargetKind,
    /// Its hit area in points, inside the sheet.
    pub rect: Rect,
    /// A full sentence that a screen reader says; empty for marks of a silent canvas, see [`Manner::silent`].
    pub label: String,
}

/// A laid out canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The shapes.
    pub scene: Scene,
    /// The marks, in reading order: lanes from the top, events by time, then limits.
    pub targets: Vec<Target>,
    /// Top and bottom of every mark in the scrolled content, whether in view or not, counted from the top of
    /// `plot` at scroll 0: what has to be scrolled to when the keyboard reaches a mark.
    pub extents: BTreeMap<Tag, (f32, f32)>,
    /// Middle line of the mark of every event and fold and of the bar of every limit, counted like `extents`: where
    /// what is drawn over the picture, such as a ghost, meets it.
    pub middles: BTreeMap<Tag, f32>,
    /// Where time is drawn: right of the lane heads, below the axis.
    pub plot: Rect,
    /// Height that everything would need, in points; more than `plot.h` means there is something to scroll to.
    pub content_height: f32,
    /// Events inside the window that are shown, each counted once, folded or not.
    pub events_in_window: usize,
    /// The lanes of layers that are in view, from the top: what [`Sheet::under`] looks through.
    pub bands: Vec<Band>,
}
