//! From events to marks: what each is drawn as, and between which points.

use super::frame::Frame;
use crate::case::Event;
use crate::date::when::{Extent, ExtentKind};
use crate::date::{Bounds, Grain, Zone};

/// Radius of the dot of an instant.
pub(super) const DOT: f32 = 5.5;
/// The narrowest that a span is drawn.
const NARROWEST: f32 = 7.0;
/// Spans wider than this are read as spans and are not folded while there is room.
const WIDE: f32 = 7.5;

/// What a mark is drawn as; all numbers are points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Body {
    /// An instant.
    Dot {
        /// The middle.
        x: f32,
        /// True for soft sides.
        soft: bool,
    },
    /// A civil date, or one moment within bounds.
    Pill {
        /// Left end.
        from: f32,
        /// Right end.
        to: f32,
        /// True where it lies somewhere within, which is drawn dashed.
        within: bool,
        /// True for soft ends.
        soft: bool,
    },
    /// Something that lasted: the ends, and between them what is certain.
    Bar {
        /// The earliest that it can have begun.
        from: f32,
        /// The latest that it can have begun.
        sure_from: f32,
        /// The earliest that it can have ended.
        sure_to: f32,
        /// The latest that it can have ended.
        to: f32,
        /// True where it goes on.
        open_end: bool,
        /// True where no beginning is known.
        open_start: bool,
        /// True for soft ends.
        soft: bool,
    },
    /// Several in little room.
    Count {
        /// The middle.
        x: f32,
        /// How many.
        n: usize,
    },
}

/// A mark on the axis: one event, or a fold of several.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// Places in `case.events`, by time.
    pub events: Vec<usize>,
    /// What it is drawn as.
    pub body: Body,
    /// 1 for the main events.
    pub importance: u8,
    /// True where it lies after the as-of date.
    pub faint: bool,
    /// True where the source itself may be wrong about the date.
    pub uncertain: bool,
    /// True where it is selected, and so never folded.
    pub selected: bool,
    /// True where a shown limit or state turns on it, so that it is the last to fold.
    pub pivotal: bool,
    /// Where the date lies on the axis, when one event.
    pub extent: Option<Extent>,
    /// From the earliest to the latest of all its events.
    pub reach: Bounds,
}

impl Body {
    /// Left and right end.
    pub fn ends(&self) -> (f32, f32) {
        match *self {
            Self::Dot { x, soft } => {
                let half = if soft { DOT + 8.0 } else { DOT };
                (x - half, x + half)
            }
            Self::Pill { from, to, .. } => (from, to),
            Self::Bar { from, to, open_end, open_start, .. } => {
                (from - if open_start { 6.0 } else { 0.0 }, to + if open_end { 6.0 } else { 0.0 })
            }
            Self::Count { x, n } => {
                let half = count_half_width(n);
                (x - half, x + half)
            }
        }
    }

    /// The middle.
    pub fn middle(&self) -> f32 {
        let (a, b) = self.ends();
        f32::midpoint(a, b)
    }

    /// True where it is so narrow that its neighbours may fold with it.
    pub fn is_narrow(&self, tolerance: f32) -> bool {
        let (a, b) = self.ends();
        matches!(self, Self::Count { .. } | Self::Dot { .. }) || b - a < WIDE.max(tolerance)
    }
}

/// Half the width of the badge of a fold.
pub(super) const fn count_half_width(n: usize) -> f32 {
    match n {
        0..=9 => 8.0,
        10..=99 => 10.5,
        100..=999 => 14.0,
        _ => 18.0,
    }
}

/// What a date is drawn as on the axis of a frame.
pub(super) fn body(extent: &Extent, frame: &Frame<'_>) -> Body {
    let scale = &frame.scale;
    let x = |at| scale.x_from_time(at);
    // The last second of a day is drawn to the start of the next.
    let after = |b: &Bounds| scale.x_from_time(b.latest.plus_seconds(1));
    let soft = extent.start_mark.approximate || extent.end_mark.approximate;
    let uncertain = extent.start_mark.uncertain || extent.end_mark.uncertain;
    match extent.kind {
        ExtentKind::Instant => Body::Dot { x: x(extent.start.earliest), soft },
        ExtentKind::Span => {
            let bar = Body::Bar {
                from: x(extent.start.earliest),
                sure_from: if blurs(&extent.start) {
                    after(&extent.start)
                } else {
                    x(extent.start.earliest)
                },
                sure_to: if blurs(&extent.end) {
                    x(extent.end.earliest)
                } else {
                    after(&extent.end)
                },
                to: after(&extent.end),
                open_end: extent.open_end(),
                open_start: extent.open_start(),
                soft,
            };
            at_least_visible(bar)
        }
        ExtentKind::Between => pill(x(extent.start.earliest), after(&extent.start), true, soft),
        ExtentKind::Civil(grain) => {
            let within = grain == Grain::OneOf || uncertain;
            pill(x(extent.start.earliest), after(&extent.start), within, soft)
        }
    }
}

/// True where an end is known no better than to two days; a civil day is as exact as its source.
fn blurs(b: &Bounds) -> bool {
    !b.earliest.is_unbounded() && b.earliest.seconds_until(b.latest) > 90_000
}

/// A span that can be seen at any zoom.
fn pill(from: f32, to: f32, within: bool, soft: bool) -> Body {
    let middle = f32::midpoint(from, to);
    let half = ((to - from) / 2.0).max(NARROWEST / 2.0);
    // A hairline of air keeps two days that follow each other apart.
    let air = if to - from > 20.0 { 2.0 } else { 0.0 };
    Body::Pill { from: middle - half + air, to: middle + half - air, within, soft }
}

fn at_least_visible(bar: Body) -> Body {
    match bar {
        Body::Bar { from, sure_from, sure_to, to, open_end, open_start, soft }
            if to - from < NARROWEST =>
        {
            let middle = f32::midpoint(from, to);
            let half = NARROWEST / 2.0;
            let inside = |x: f32| x.clamp(middle - half, middle + half);
            Body::Bar {
                from: middle - half,
                sure_from: if sure_from <= from { middle - half } else { inside(sure_from) },
                sure_to: if sure_to >= to { middle + half } else { inside(sure_to) },
                to: middle + half,
                open_end,
                open_start,
                soft,
            }
        }
        other => other,
    }
}

/// The mark of one event whose hours are those of `zone`; `None` where it has no date or lies outside the window.
pub(super) fn of_event(place: usize, event: &Event, zone: Zone, frame: &Frame<'_>) -> Option<Mark> {
    let extent = event.when.as_ref()?.extent(zone)?;
    let bounds = extent.bounds();
    if !frame.shows(&bounds) {
        return None;
    }
    Some(Mark {
        events: vec![place],
        body: body(&extent, frame),
        importance: event.importance.get(),
        faint: bounds.earliest > frame.input.as_of,
        uncertain: extent.start_mark.uncertain || extent.end_mark.uncertain,
        selected: frame.emphasis.is_selected(&event.id),
        pivotal: frame.pivotal.contains(&event.id),
        extent: Some(extent),
        reach: bounds,
    })
}

/// True where an event has no place on the axis.
pub(super) fn is_undated(event: &Event) -> bool {
    event.when.as_ref().is_none_or(|w| w.problem().is_some())
}
