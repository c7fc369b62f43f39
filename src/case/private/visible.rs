//! What a date looks like in the format of another program, to know whether somebody changed it there.
//!
//! The private field has the date as the source wrote it. It is written once more in the notation of the format, as its
//! reader would read it, and held against what was read: start and end, the precision, the hour on its clock.

use super::{Field, Notation};
use crate::case::Event;
use crate::date::when::{End, Form, Point};
use crate::date::{Day, Grain, Instant, Stamp, Stamps, When, Zone};
use chrono::NaiveDateTime;

/// The field of Timesketch that has the end of what lasted.
pub(super) const END: &str = "end_datetime";

/// One end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Day(Day, Grain),
    /// A clock reading of a format that knows no zones.
    Wall(NaiveDateTime),
    At(Instant),
}

/// Start and end.
#[derive(Debug, Clone, Copy)]
struct Seen {
    start: Side,
    end: Option<Side>,
}

/// The zones in which a date can be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clocks {
    /// That of the case when the file was read, before anything was put back.
    pub read: Zone,
    /// That of the case now.
    pub case: Zone,
    /// That in which the event was written.
    pub event: Zone,
}

/// True where the event shows the date that was written.
pub(super) fn same(event: &Event, written: &When, notation: Notation, clocks: Clocks) -> bool {
    let Some(stamps) = written.stamps(clocks.event) else { return false };
    let grain = grain(written);
    let all = match notation {
        // A table that went through another program: whatever one of the formats would show.
        Notation::Other => &[
            Notation::Timesketch,
            Notation::Calendar,
            Notation::Vis,
            Notation::Markwhen,
            Notation::Slides,
            Notation::Project,
        ][..],
        _ => &[notation],
    };
    all.iter().any(|notation| {
        let Some(read) = seen(event, *notation, clocks) else { return false };
        let expected = expected(*notation, stamps, grain, clocks.event, read.end.is_some());
        let ends = match (expected.end, read.end) {
            (None, None) => true,
            (Some(a), Some(b)) => meets(a, b, clocks.event),
            _ => false,
        };
        meets(expected.start, read.start, clocks.event)
            && ends
            && (*notation != Notation::Timesketch
                || read.end.is_some()
                || same_end_beside(event, stamps, clocks.event))
    })
}

/// True where the mark for fuzzy edges is as it was written; only The Timeline Project has one, and its reader knows it
/// on days alone.
pub(super) fn same_doubt(event: &Event, field: &Field, notation: Notation) -> bool {
    let read = event.when.as_ref().map(When::text).unwrap_or_default();
    // Earlier versions did not note it.
    let noted = notation == Notation::Project && field.contains_key("of") && !read.contains('T');
    !noted || read.contains('~') == field.contains_key("doubt")
}

/// The end that Timesketch has in a field of its own goes where ends stand. False where there is one that cannot be
/// read.
pub(super) fn take_end(event: &mut Event) -> bool {
    let Some(end) = event.extra.get(END).and_then(|v| v.as_str()).map(str::to_owned) else {
        return true;
    };
    let Some(start) = event.when.as_ref().map(When::text) else { return false };
    let Ok(both) = When::parse(&format!("{start}/{end}")) else { return false };
    event.when = Some(both);
    event.extra.remove(END);
    true
}

/// The zone of a date that was changed: that of a clock which the file cannot name is still the one of before.
pub(super) fn zone_of(event: &Event, notation: Notation, clocks: Clocks) -> Zone {
    let local = |p: &Point| matches!(p, Point::Local(_));
    let hours = match event.when.as_ref().and_then(When::form) {
        Some(Form::Point(p)) => local(p),
        Some(Form::Between(a, b)) => local(a) || local(b),
        Some(Form::Span(a, b)) => {
            [a, b].into_iter().any(|end| matches!(end, End::At(p, _) if local(p)))
        }
        _ => false,
    };
    if hours && !notation.has_no_zones() { clocks.read } else { clocks.event }
}

const fn grain(when: &When) -> Grain {
    match when.form() {
        Some(
            Form::Point(Point::Civil { grain, .. })
            | Form::Span(End::At(Point::Civil { grain, .. }, _), End::At(..)),
        ) => *grain,
        _ => Grain::Day,
    }
}

/// What was read; `None` where it is no date that any of our writers writes.
fn seen(event: &Event, notation: Notation, clocks: Clocks) -> Option<Seen> {
    let own = event.zone.as_deref().and_then(Zone::parse);
    let side = |point: &Point, is_end: bool| match *point {
        Point::Civil { first, last, grain } => Side::Day(if is_end { last } else { first }, grain),
        Point::Instant(at, _) => Side::At(at),
        Point::Local(wall) if notation.has_no_zones() && own.is_none() => Side::Wall(wall),
        Point::Local(wall) => {
            Side::At(Instant::from_wall(wall, own.unwrap_or(clocks.read)).earliest)
        }
    };
    let (start, end) = match event.when.as_ref()?.form()? {
        Form::Point(p) => (side(p, false), None),
        Form::Span(End::At(a, _), End::At(b, _)) => (side(a, false), Some(side(b, true))),
        _ => return None,
    };
    Some(Seen { start, end: end.filter(|end| *end != start) })
}

/// What an unchanged file shows.
fn expected(notation: Notation, stamps: Stamps, grain: Grain, zone: Zone, has_end: bool) -> Seen {
    let Stamps { start, end, .. } = stamps;
    let plain = |stamp: Stamp, grain: Grain| match stamp {
        Stamp::Day(day) => Side::Day(day, grain),
        Stamp::At(at) => Side::At(at),
    };
    let first = Side::At(start.first(zone));
    let last = |end: Stamp| match end {
        Stamp::Day(day) => Side::At(day.end(zone)),
        Stamp::At(at) => Side::At(at),
    };
    let coarse = if matches!(grain, Grain::Year | Grain::Month) { grain } else { Grain::Day };
    let days = start.is_day() && end.is_none_or(Stamp::is_day);
    let (from, to) = match notation {
        Notation::Slides => (plain(start, coarse), end.map(|end| plain(end, Grain::Day))),
        Notation::Vis => (
            first,
            end.map(|end| match end {
                // A bar ends where its last day does.
                Stamp::Day(day) => Side::At(day.plus_days(1).start(zone)),
                Stamp::At(at) => Side::At(at),
            }),
        ),
        Notation::Timesketch => (first, end.filter(|_| has_end).map(last)),
        // Of a stretch that begins with an hour the last day belongs to it whole.
        Notation::Project if start.is_day() => {
            (plain(start, Grain::Day), end.map(|end| plain(end, Grain::Day)))
        }
        Notation::Markwhen if end.is_none() => (plain(start, coarse), None),
        Notation::Markwhen | Notation::Calendar if days => {
            (plain(start, Grain::Day), end.map(|end| plain(end, Grain::Day)))
        }
        _ => (first, end.map(last)),
    };
    let clock = |side: Side| match side {
        Side::At(at) if notation.has_no_zones() => Side::Wall(at.wall(zone)),
        other => other,
    };
    let before = |end: Side| match (from, end) {
        (Side::Day(a, _), Side::Day(b, Grain::Day)) => b <= a,
        (Side::At(a), Side::At(b)) if notation == Notation::Calendar => b <= a,
        _ => false,
    };
    let (from, to) = (clock(from), to.filter(|end| !before(*end)).map(clock));
    // An end that the clock shows before the start, as it was put back in between, is not written.
    let hidden = |end: Side| matches!((from, end), (Side::Wall(a), Side::Wall(b)) if b < a);
    Seen { start: from, end: to.filter(|end| *end != from && !hidden(*end)) }
}

fn meets(expected: Side, read: Side, zone: Zone) -> bool {
    match (expected, read) {
        (Side::Wall(wall), Side::At(at)) => at.wall(zone) == wall,
        (Side::At(a), Side::At(b)) => a == b || rounded(a, b, zone),
        (a, b) => a == b,
    }
}

/// True for an hour of before the zones, whose distance from UTC has seconds: formats write whole minutes of it.
fn rounded(written: Instant, read: Instant, zone: Zone) -> bool {
    let seconds = zone.offset_at(written.timestamp()).local_minus_utc() % 60;
    seconds != 0 && written.timestamp().abs_diff(read.timestamp()) < 60
}

/// True where the end in a field of its own is the one that was written, or where there is none of either.
fn same_end_beside(event: &Event, stamps: Stamps, zone: Zone) -> bool {
    let written = stamps.end.map(|end| match end {
        Stamp::Day(day) => day.end(zone),
        Stamp::At(at) => at,
    });
    let text = event.extra.get(END).map(|v| v.as_str().unwrap_or_default().trim());
    match (written, text.filter(|text| !text.is_empty())) {
        (None, None) => true,
        (Some(at), Some(text)) => When::parse(text).is_ok_and(
            |w| matches!(w.form(), Some(Form::Point(Point::Instant(read, _))) if *read == at || rounded(at, *read, zone)),
        ),
        _ => false,
    }
}
