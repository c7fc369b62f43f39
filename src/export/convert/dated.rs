//! The date of an event as other formats want it, and words for what that hides.

use super::Target;
use crate::case::Event;
use crate::date::when::{End, Form, Point};
use crate::date::{Grain, Instant, Mark, Stamp, Stamps, When, Zone};
use chrono::Datelike;

/// When an event was, for a format that knows exact dates only.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// The zone of its hours.
    pub zone: Zone,
    /// When it was or began.
    pub start: Stamp,
    /// When it ended, where it lasted and the end is known.
    pub end: Option<Stamp>,
    /// How fine the start was written.
    pub grain: Grain,
    /// What the source says, in words.
    pub words: String,
    /// True where start and end say all there is to say.
    pub exact: bool,
    /// True where one end of a stretch of time is open or not known.
    pub open: bool,
    /// Which of its dates the start is.
    pub side: Side,
}

/// Which date of an event stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The earliest that it can have been, or when it began.
    Earliest,
    /// The latest that it can have been, where no earliest is known.
    Latest,
    /// When it ended, where no beginning is known.
    End,
    /// The first of several days that are all meant.
    First,
}

impl Dated {
    /// The date of an event; `None` where it has none that has a place on an axis.
    pub(super) fn of(event: &Event, case_zone: Zone) -> Option<Self> {
        let zone = event.zone(case_zone);
        let when = event.when.as_ref()?;
        let Stamps { start, end, open } = when.stamps(zone)?;
        let bare = |marks: &[Mark]| marks.iter().all(|m| *m == Mark::default());
        let (grain, exact) = match when.form() {
            Some(Form::Point(p)) => (grain(p), sure(p, zone) && bare(&[when.mark()])),
            Some(Form::Span(End::At(a, m), End::At(b, n))) => {
                (grain(a), bare(&[when.mark(), *m, *n]) && sure(a, zone) && sure(b, zone))
            }
            _ => (Grain::Day, false),
        };
        // A span of a day and an hour is written in hours; the words say which of the two was a day.
        let mixed = end.is_some_and(|end| end.is_day() != start.is_day());
        let words = when.words_in(zone, case_zone);
        let side = side(when);
        let exact = exact && !mixed && side != Side::First;
        Some(Self { zone, start, end, grain, words, exact, open, side })
    }

    /// As [`Self::of`], with the words on the clock of the event: that of the numbers in a format that knows no zones.
    pub(super) fn on_its_clock(event: &Event, case_zone: Zone) -> Option<Self> {
        let mut dated = Self::of(event, case_zone)?;
        let zone = dated.zone;
        if zone != case_zone {
            let words = event.when.as_ref()?.words_in(zone, zone);
            let hours = !dated.start.is_day() || dated.end.is_some_and(|end| !end.is_day());
            let named = !hours || words.contains(&zone.to_string());
            dated.words = if named { words } else { format!("{words} ({zone})") };
        }
        // The clock was put back in between: as it showed them, the end would be before the start.
        if let (Stamp::At(from), Some(Stamp::At(to))) = (dated.start, dated.end)
            && to.wall(zone) < from.wall(zone)
        {
            (dated.end, dated.exact) = (None, false);
        }
        Some(dated)
    }

    /// As [`Self::of`], where the target can name the years.
    pub(super) fn within(target: Target, event: &Event, case_zone: Zone) -> Option<Self> {
        let dated = match target {
            Target::TimelineJs | Target::TimelineJsSheet | Target::TimelineProject => {
                Self::on_its_clock(event, case_zone)?
            }
            _ => Self::of(event, case_zone)?,
        };
        let clock = if target.writes_utc() { Zone::UTC } else { dated.zone };
        let fits = |stamp: Stamp| {
            let years = [stamp.wall(dated.zone), stamp.first(dated.zone).wall(clock)];
            years.iter().all(|wall| target.years().contains(&wall.year()))
        };
        (fits(dated.start) && dated.end.is_none_or(fits)).then_some(dated)
    }
}

fn side(when: &When) -> Side {
    let unbounded = |point: &Point| matches!(point, Point::Civil { first, .. } if first.naive() == chrono::NaiveDate::MIN);
    match when.form() {
        Some(Form::Span(End::Open | End::Unknown, End::At(..))) => Side::End,
        Some(Form::Point(p) | Form::Between(p, _)) if unbounded(p) => Side::Latest,
        _ if when.text().trim_start().starts_with('{') => Side::First,
        _ => Side::Earliest,
    }
}

const fn grain(point: &Point) -> Grain {
    match point {
        Point::Civil { grain, .. } => *grain,
        _ => Grain::Day,
    }
}

/// True for one day, and for a clock reading that came once.
fn sure(point: &Point, zone: Zone) -> bool {
    match *point {
        Point::Civil { first, last, .. } => first == last,
        Point::Instant(..) => true,
        Point::Local(wall) => {
            let bounds = Instant::from_wall(wall, zone);
            bounds.is_exact() && bounds.earliest.wall(zone) == wall
        }
    }
}
