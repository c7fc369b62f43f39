//! The date before a label on a slide: no finer than the axis lets anybody read.

use super::super::frame::Frame;
use super::super::near_words;
use crate::case::Event;
use crate::date::when::{Extent, ExtentKind};
use crate::date::{Bounds, Grain};

/// A day narrower than this shows no hours.
const HOURS: f32 = 60.0;

/// `21 Jan`, `20 to 22 Jan`, `21 Jan 12:00 to 20:08` where a day is wide, `about 22 Apr`.
pub(super) fn words(event: &Event, extent: &Extent, frame: &Frame<'_>) -> String {
    let window = &frame.input.window;
    let near = near_words::of_event(event, extent, frame.zone, window, false).unwrap_or_default();
    let open = extent.open_start() || extent.open_end();
    let whole = matches!(extent.kind, ExtentKind::Civil(g) if g != Grain::OneOf);
    let b = extent.bounds();
    let known = !b.earliest.is_unbounded() && !b.latest.is_unbounded();
    if open || whole || !known || frame.scale.day_width() >= HOURS {
        return near;
    }
    let zone = if matches!(extent.kind, ExtentKind::Civil(_)) {
        event.zone(frame.zone)
    } else {
        frame.zone
    };
    let (first, last) = (b.earliest.day(zone), b.latest.day(zone));
    let days = Bounds { earliest: first.start(zone), latest: last.end(zone) };
    let other_year = first.year() != window.from().day(zone).year();
    let plain = near_words::bounds(&days, zone, near_words::names_years(window) || other_year);
    let approximate = extent.start_mark.approximate || extent.end_mark.approximate;
    if approximate { format!("about {plain}") } else { plain }
}
