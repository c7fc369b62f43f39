//! `CALDAYS_EXCL_FIRST`: calendar days, the day of the trigger not counted.
//!
//! Where a text is silent the usual reading leaves out the first day
//! (*dies a quo non computatur in termino*); reading `incl` counts it.

use super::profile::{Count, CountError, Counted, Expiry, Profile};
use super::reading::Reading;
use crate::date::{Bounds, Day, Instant, Moment, MomentRange, Term, Zone, words};
use crate::law::trace::Step;

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    let profile = Profile::CaldaysExclFirst;
    let n = days_of(c, profile)?;
    let included = c.reading == Some(Reading::Incl);
    let last = |day: Day| day.plus_days(n - i64::from(included));
    let zone = c.zone;
    let (from, to) = (c.from.lo.day(zone), c.from.hi.day(zone));

    let bounds = day_ends(c.from, zone, last);
    if c.bare {
        return Ok(Counted::bare(bounds, true, zone));
    }

    let mut trace = Vec::new();
    let day = words::day_with_weekday;
    if from == to {
        let first = from.plus_days(i64::from(!included));
        let counted = if included { "is counted" } else { "is not counted" };
        let usual = if included { "" } else { ", as is usual where a text does not say" };
        trace.push(Step::plain(format!(
            "{}, the day of the trigger, {counted}{usual}; day 1 is {}",
            day(from),
            day(first)
        )));
        trace.push(Step::new(format!("Day {n} is {}", day(last(from))), c.citation));
        if c.tell_other {
            let (other, which) = if included { (n, "not counted") } else { (n - 1, "counted") };
            trace.push(Step::plain(format!(
                "On the other reading, with the first day {which}, day {n} is {}",
                day(from.plus_days(other))
            )));
        }
    } else {
        trace.push(Step::new(
            format!(
                "The day of the trigger lies between {} and {} and is {}; day {n} lies between {} and {}",
                day(from),
                day(to),
                if included { "counted" } else { "not counted" },
                day(last(from)),
                day(last(to)),
            ),
            c.citation,
        ));
    }
    trace.push(last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes: Vec::new(), zone })
}

/// The number of days, where the term is in days.
pub(super) fn days_of(c: &Count<'_>, profile: Profile) -> Result<i64, CountError> {
    match c.term {
        Some(Term::Days(n)) => Ok(i64::from(n)),
        Some(term) => Err(CountError::WrongTerm { profile, term, counts: "days, such as P60D" }),
        None => Err(CountError::NoTerm(profile, "P60D")),
    }
}

/// The ends of the last days that follow from both ends of the trigger. An end that is not known stays so.
pub(super) fn day_ends(from: MomentRange, zone: Zone, last: impl Fn(Day) -> Day) -> Bounds {
    each_end(from, |moment| last(moment.day(zone)).end(zone))
}

/// Applies a monotone count to both ends of the trigger.
pub(super) fn each_end(from: MomentRange, count: impl Fn(Moment) -> Instant) -> Bounds {
    let end = |moment: Moment| match moment {
        Moment::Instant(at) if at.is_unbounded() => at,
        known => count(known),
    };
    let earliest = end(from.lo);
    let latest = if from.lo == from.hi { earliest } else { end(from.hi) };
    Bounds { earliest, latest }
}

/// The last step of every count that ends with a civil day.
pub(super) fn last_step(bounds: &Bounds, zone: Zone) -> Step {
    let at = |t: Instant| words::instant_in_full(t, zone);
    Step::plain(if bounds.is_exact() {
        format!("The limit ends with that civil day, at {}", at(bounds.earliest))
    } else {
        format!("The limit ends between {} and {}", at(bounds.earliest), at(bounds.latest))
    })
}
