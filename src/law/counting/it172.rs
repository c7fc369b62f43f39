//! `IT172`: Italian code of criminal procedure, article 172.
//!
//! The starting hour or day is not counted, the last one is. "Starting hour not
//! counted" has two readings: elapsed hours from the exact moment (`exact`), or
//! hours from the next full hour (`next-hour`). A limit in days that ends on a
//! Sunday or national holiday moves to the next day that is neither; a limit in
//! hours does not move. The suspension of time in August is not modelled.

use super::calendar_days::{self, day_ends};
use super::hours;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use super::reading::Reading;
use crate::date::{Bounds, Calendar, Day, Instant, Term, words};
use crate::law::trace::Step;

const CITATION: &str = "Italian code of criminal procedure, art. 172";

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    let mut counted = match c.term {
        Some(Term::Hours(n)) => in_hours(c, n),
        Some(Term::Days(n)) => in_days(c, n)?,
        Some(Term::Months(n)) => in_months(c, n),
        None => return Err(CountError::NoTerm(Profile::It172, "PT48H or P10D")),
    };
    if !c.bare && touches_august(c, &counted.expiry.bounds) {
        let note = "the suspension of time in August is not modelled";
        counted.notes.push(note.to_owned());
        counted.trace.push(Step::plain(format!("The time touches August: {note}")));
    }
    Ok(counted)
}

fn in_hours(c: &Count<'_>, n: u32) -> Counted {
    let from = c.bounds;
    let next = Bounds {
        earliest: next_full_hour(from.earliest, c),
        latest: next_full_hour(from.latest, c),
    };
    let by_hour = c.reading == Some(Reading::NextHour);
    let start = if by_hour { next } else { from };
    let bounds = hours::add(&start, n);
    if c.bare {
        return Counted::bare(bounds, false, c.zone);
    }
    let term = Term::Hours(n);
    let mut trace = vec![if by_hour {
        Step::new(
            format!("The starting hour is not counted: {term} from the next full hour"),
            CITATION,
        )
    } else {
        Step::new(format!("{term} of elapsed time, counted from the exact moment"), CITATION)
    }];
    if by_hour && next.is_exact() {
        trace.push(Step::plain(format!(
            "The next full hour is {}",
            words::instant_in_full(next.earliest, c.zone)
        )));
    }
    if !start.is_exact() {
        trace.push(Step::plain(format!(
            "The count starts between {} and {}, so the end has bounds too",
            words::instant_in_full(start.earliest, c.zone),
            words::instant_in_full(start.latest, c.zone),
        )));
    }
    trace.extend(hours::clock_change(&bounds, &start, c.zone));
    trace.push(hours::last_step(&bounds, c.zone));
    let other = hours::add(if by_hour { &from } else { &next }, n);
    trace.push(Step::new(
        format!(
            "On the other reading, {}, it ends {}",
            if by_hour { Reading::Exact.words() } else { Reading::NextHour.words() },
            words::bounds(&other, c.zone)
        ),
        CITATION,
    ));
    trace.push(Step::new("A limit in hours is not moved by a Sunday or holiday", CITATION));
    Counted { expiry: Expiry { bounds, whole_day: false }, trace, notes: Vec::new(), zone: c.zone }
}

/// The full hour after the one in which the moment lies; 09:00 sharp starts the hour of 9.
fn next_full_hour(at: Instant, c: &Count<'_>) -> Instant {
    // Offsets of half an hour exist, so the hour is that of the wall clock.
    let local = at.timestamp() + i64::from(c.zone.offset_at(at.timestamp()).local_minus_utc());
    at.plus_seconds(3600 - local.rem_euclid(3600))
}

fn in_days(c: &Count<'_>, n: u32) -> Result<Counted, CountError> {
    let profile = Profile::It172;
    let calendar = c
        .calendar
        .ok_or_else(|| CountError::NoCalendar { profile, calendar: "italy".to_owned() })?;
    let zone = c.zone;
    let unmoved = |day: Day| day.plus_days(i64::from(n));
    let moved = |day: Day| calendar.working_from(unmoved(day));
    let bounds = day_ends(c.from, zone, moved);
    if c.bare {
        return Ok(Counted::bare(bounds, true, zone));
    }
    let (from, to) = (c.from.lo.day(zone), c.from.hi.day(zone));
    let day = words::day_with_weekday;
    let mut trace = Vec::new();
    for (which, start) in ends(from, to) {
        trace.push(Step::new(
            format!("{which}{} is not counted; day 1 is {}", day(start), day(start.plus_days(1))),
            CITATION,
        ));
        let last = unmoved(start);
        trace.push(Step::plain(format!("Day {n} is {}", day(last))));
        if moved(start) != last {
            trace.push(Step::new(
                format!(
                    "That is {}, so the limit moves to {}",
                    closed(calendar, last),
                    day(moved(start))
                ),
                CITATION,
            ));
        }
    }
    trace.push(calendar_days::last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes: Vec::new(), zone })
}

fn in_months(c: &Count<'_>, n: u32) -> Counted {
    let zone = c.zone;
    let bounds = day_ends(c.from, zone, |day| day.plus_months(n));
    if c.bare {
        return Counted::bare(bounds, true, zone);
    }
    let trace = vec![
        Step::new(
            format!(
                "{} by the common calendar, in one step from the starting day",
                Term::Months(n)
            ),
            CITATION,
        ),
        calendar_days::last_step(&bounds, zone),
    ];
    Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes: Vec::new(), zone }
}

/// One start, or the earliest and the latest.
pub(super) fn ends(from: Day, to: Day) -> Vec<(&'static str, Day)> {
    if from == to {
        vec![("", from)]
    } else {
        vec![("With the earliest trigger, ", from), ("With the latest trigger, ", to)]
    }
}

fn closed(calendar: &Calendar, day: Day) -> String {
    match calendar.holiday(day) {
        Some(holiday) => format!("a national holiday ({})", holiday.title),
        None => "a Sunday".to_owned(),
    }
}

/// True where any day from the trigger to the end lies in August.
fn touches_august(c: &Count<'_>, end: &Bounds) -> bool {
    if end.latest.is_unbounded() || end.earliest.is_unbounded() {
        return false;
    }
    let (from, to) = (c.from.lo.day(c.zone), end.latest.day(c.zone));
    // Within a year of the trigger an August either begins or is under way.
    (0..=from.days_until(to).min(366)).any(|n| from.plus_days(n).month() == 8)
}
