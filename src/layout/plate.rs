//! What a saved picture is given, on a page or on a slide, and what it gives back.

use super::sheet::{Beneath, Sheet, Tag};
use super::texts::Texts;
use crate::case::{Blur, Case, EventId, Reveal};
use crate::date::{Instant, Window};
use crate::filter::Shown;
use crate::law::{Deadline, StateSpan};
use crate::scene::Measure;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that decides how a saved picture looks, and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct PlateInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// Which of its lanes and events, and which of the deadlines, are shown.
    pub shown: &'a Shown,
    /// All deadlines, in the order in which the case lists its rules.
    pub deadlines: &'a [Deadline],
    /// The states that are shown.
    pub states: &'a [StateSpan],
    /// The moment on which the picture is judged.
    pub as_of: Instant,
    /// The stretch of time shown.
    pub window: Window,
    /// Width and height in points of the layout; without a height it is as high as its content needs.
    pub size: (f32, Option<f32>),
    /// The words around the canvas; what is empty is not drawn.
    pub texts: &'a Texts,
    /// True to draw how long a day or an hour is.
    pub scale: bool,
    /// Shorter words for single events.
    pub labels: &'a BTreeMap<EventId, String>,
    /// Marks to emphasise; the rest is dimmed.
    pub highlight: &'a [Tag],
    /// How much is shown.
    pub reveal: Reveal,
    /// Layers of bulk events below the lanes of the case.
    pub layers: &'a [Beneath<'a>],
    /// Events that take up their room and are not drawn: so nothing else moves where they are withheld.
    pub withheld: &'a BTreeSet<EventId>,
    /// How finely the axis may name dates; as finely as it can where left out.
    pub finest: Option<Blur>,
    /// True for a size on paper: the layout has no margin of its own, and its letters are never made smaller.
    pub paper: bool,
    /// True for paper without colours: states are told apart by pattern and outline.
    pub print: bool,
    /// Widths of text.
    pub measure: &'a Measure,
}

/// A saved picture, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Plate {
    /// The shapes and the marks.
    pub sheet: Sheet,
    /// What its maker should know: letters too small, too many events, things left out for want of room.
    pub warnings: Vec<String>,
}
