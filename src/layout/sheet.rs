//! What a layout is given and what it gives back.

use crate::case::{Case, ClaimId, EventId, LaneId, StateId};
use crate::date::{Instant, Window};
use crate::filter::Shown;
use crate::law::{Deadline, StateSpan};
use crate::scene::{Measure, Rect, Scene};
use std::collections::BTreeMap;
use std::fmt;

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
    /// Widths of text.
    pub measure: &'a Measure,
}

/// The handle of a mark: its hit area, its node for screen readers, its `<title>` in SVG.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// An event.
    Event(EventId),
    /// A competing claim about an event.
    Claim(EventId, ClaimId),
    /// A deadline, by its key.
    Limit(String),
    /// A state over time.
    State(StateId),
    /// The head of a lane.
    Lane(LaneId),
    /// Several marks in too little room: the events, in the order of time.
    Fold(Vec<EventId>),
    /// The as-of line.
    AsOf,
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
    /// A full sentence that a screen reader says.
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
    /// Where time is drawn: right of the lane heads, below the axis.
    pub plot: Rect,
    /// Height that everything would need, in points; more than `plot.h` means there is something to scroll to.
    pub content_height: f32,
    /// Events inside the window that are shown, each counted once, folded or not.
    pub events_in_window: usize,
}

impl fmt::Display for Tag {
    /// `event:E12`, `claim:E12:C1-a`, `limit:R-RPE-188:E12`, `fold:E01+E02`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(id) => write!(f, "event:{id}"),
            Self::Claim(event, claim) => write!(f, "claim:{event}:{claim}"),
            Self::Limit(key) => write!(f, "limit:{key}"),
            Self::State(id) => write!(f, "state:{id}"),
            Self::Lane(id) => write!(f, "lane:{id}"),
            Self::Fold(ids) => match ids.as_slice() {
                [first, .., last] => write!(f, "fold:{first}+{}+{last}", ids.len()),
                [one] => write!(f, "fold:{one}"),
                [] => f.write_str("fold:"),
            },
            Self::AsOf => f.write_str("as-of"),
        }
    }
}
