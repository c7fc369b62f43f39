//! Moving an event in time: how exactly its date is known does not change by being dragged.

use super::{Edit, Op};
use crate::case::{Case, EventId};
use crate::date::when::{Form, Grain, Point};
use crate::date::{Day, Moment, Shift, When, Zone};
use chrono::NaiveDateTime;

/// The steps that a moved hour stops at, on the clock that the date is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Snap {
    /// Full minutes.
    #[default]
    Minute,
    /// Quarters of an hour.
    Quarter,
    /// Full hours.
    Hour,
    /// Whole days; the clock time stays what it is.
    Day,
}

impl Snap {
    const fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Quarter => 900,
            Self::Hour => 3600,
            Self::Day => 86_400,
        }
    }
}

/// Why an event was not moved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// It is not there.
    #[error("there is no event “{0}” in the case any more")]
    Gone(String),
    /// Its date is written in a way that has no other place.
    #[error("“{0}” is written so that it cannot be moved; type another date")]
    Fixed(String),
}

/// Moves the preferred date of an event, so that it starts at `to`.
///
/// A day stays a day, a month a month; an instant keeps its offset; two bounds keep their width and a stretch
/// of time its length; marks (`~`, `?`) stay. An event without a date takes the day or hour that it is put at.
///
/// # Errors
/// [`MoveError`]: where it is gone, or its date has unknown digits or cannot be read.
pub fn move_event(case: &Case, id: &EventId, to: Moment, snap: Snap) -> Result<Edit, MoveError> {
    let event = case.event(id).ok_or_else(|| MoveError::Gone(id.to_string()))?;
    let own = event.zone(case.zone());
    let when = moved(event.when.as_ref(), own, to, snap)?;
    let label = format!("Move “{}” to {}", event.title, when.words_in(own, case.zone()));
    let mut event = event.clone();
    event.when = Some(when);
    Ok(Edit::one(label, Op::Event(Some(id.clone()), Box::new(event))))
}

/// The date as it would be after a move, for showing it while a hand still holds it. `own` is the zone of the
/// event.
///
/// # Errors
/// As [`move_event`].
pub fn moved(when: Option<&When>, own: Zone, to: Moment, snap: Snap) -> Result<When, MoveError> {
    let Some(when) = when.filter(|w| !w.is_unknown()) else {
        return Ok(new_date(own, to, snap));
    };
    let fixed = || MoveError::Fixed(when.text());
    let shifted = |by| when.shifted(by).ok_or_else(fixed);
    let far = |to: &Moment| matches!(to, Moment::Instant(at) if at.is_unbounded());
    if far(&to) {
        return Err(fixed());
    }
    match when.first_point().ok_or_else(fixed)? {
        Point::Civil { first, grain, .. } => {
            let day = to.day(own);
            match grain {
                Grain::Day | Grain::OneOf => {
                    shifted(Shift::Days(anchor(when, first).days_until(day)))
                }
                Grain::Month => {
                    let years = i64::from(day.year()) - i64::from(first.year());
                    let months = i64::from(day.month()) - i64::from(first.month());
                    shifted(Shift::Months(years * 12 + months))
                }
                Grain::Year => {
                    shifted(Shift::Years(i64::from(day.year()) - i64::from(first.year())))
                }
                Grain::Season => season(when, day).ok_or_else(fixed),
            }
        }
        Point::Instant(at, offset) => {
            let clock = Zone::Fixed(offset);
            by_clock(when, at.wall(clock), clock, to, snap).ok_or_else(fixed)
        }
        Point::Local(wall) => by_clock(when, wall, own, to, snap).ok_or_else(fixed),
    }
}

/// Out of several days the first is moved to the place.
fn anchor(when: &When, first: Day) -> Day {
    match when.form() {
        Some(Form::Point(Point::Civil { first, .. })) => *first,
        _ => first,
    }
}

fn by_clock(when: &When, wall: NaiveDateTime, clock: Zone, to: Moment, snap: Snap) -> Option<When> {
    let days = |day: Day| Shift::Days(Day::from_naive(wall.date()).days_until(day));
    match to {
        Moment::Day(day) => when.shifted(days(day)),
        Moment::Instant(at) if snap == Snap::Day => when.shifted(days(at.day(clock))),
        Moment::Instant(at) => {
            let target = snapped(at.wall(clock), snap);
            let seconds = target - wall.and_utc().timestamp();
            // A pair of an hour and a day moves by whole days, or one of the two would change its kind.
            when.shifted(Shift::Seconds(seconds)).or_else(|| when.shifted(days(at.day(clock))))
        }
    }
}

/// Seconds of a wall clock, at the nearest step.
fn snapped(wall: NaiveDateTime, snap: Snap) -> i64 {
    let (seconds, step) = (wall.and_utc().timestamp(), snap.seconds());
    (seconds + step / 2).div_euclid(step) * step
}

fn new_date(own: Zone, to: Moment, snap: Snap) -> When {
    let at = match to {
        Moment::Day(day) => return When::of_day(day),
        Moment::Instant(at) if snap == Snap::Day => return When::of_day(at.day(own)),
        Moment::Instant(at) => at,
    };
    // The offset is that of the place that was pointed at, also where an hour came twice.
    let change = snapped(at.wall(own), snap) - at.wall(own).and_utc().timestamp();
    let exact = at.plus_seconds(change).short_rfc3339(own);
    When::parse(&exact).unwrap_or_else(|_| When::of_day(at.day(own)))
}

/// The season of the same notation that holds the day.
fn season(when: &When, day: Day) -> Option<When> {
    let Some(Form::Point(_)) = when.form() else { return None };
    let text = when.text();
    let marks = text.get(7..)?;
    (-1..=1).flat_map(|n| (21..=24).map(move |s| (n, s))).find_map(|(n, season)| {
        let written = format!("{:04}-{season}{marks}", day.year().checked_add(n)?);
        let new = When::parse(&written).ok()?;
        match new.form()? {
            Form::Point(Point::Civil { first, last, .. }) if *first <= day && day <= *last => {
                Some(new)
            }
            _ => None,
        }
    })
}
