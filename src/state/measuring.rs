//! A measure between two times.

use crate::case::Tag;
use crate::date::{Bounds, Instant};

/// One end of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureEnd {
    /// The moment under the pointer, or that of the mark.
    pub at: Instant,
    /// The bounds of the mark that it snapped to.
    pub bounds: Bounds,
    /// The mark that it snapped to.
    pub mark: Option<Tag>,
}

/// The measure that is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measuring {
    /// Where it starts and ends.
    pub ends: Option<(MeasureEnd, MeasureEnd)>,
    /// The calendar whose working days are counted; the first that is loaded where left out.
    pub calendar: Option<String>,
}
